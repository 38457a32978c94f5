// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include <array>
#include <cstddef>

namespace neuro::sim {

/// Faults that can be planted between the engine and the world, to see that they are noticed: at
/// least one for every invariant.
enum class Fault {
    None,
    SwapResults,        ///< Two results go to each other's actions.
    LoseMessage,        ///< A message for upstream is lost on a connection that holds.
    RepeatForce,        ///< A force goes up twice.
    RepeatResult,       ///< A result goes up twice.
    OvertakeMessage,    ///< Two messages for upstream change places.
    WrongGame,          ///< An action goes to another game.
    LoseRow,            ///< The outbox says that a row is kept, and it is not.
    EarlyPong,          ///< Upstream is said to have read what it has not.
    LoseResult,         ///< An answer that upstream waits for is withheld.
    LoseForce,          ///< A force is said to have gone up, and has not.
    DropRow,            ///< The outbox drops a row although no limit asks for it.
    LoseCommand,        ///< The outbox says that a watcher's command is kept, and it is not.
    LoseDelivery,       ///< A command out of the outbox is lost on a connection that holds.
    RepeatContext,      ///< A context goes up twice.
    RepeatRegistration, ///< Actions are registered upstream twice.
    RepeatStartup,      ///< Upstream is greeted twice.
    RepeatAction,       ///< A game is sent an action twice.
    RepeatCommand,      ///< An integration is sent a command twice.
    WrongPrefix,        ///< A context goes up in the name of another game.
    WrongSilence,       ///< A context that is silent is told aloud, or the opposite.
    WrongSender,        ///< A message goes up under another name than the relay's.
    ChangeRegistration, ///< An action is left out of a registration.
    ForeignForce,       ///< A force goes up with the action of another game.
    EarlyTimeout,       ///< An action is timed out a second too early.
    LoseBroadcast,      ///< What is for all games does not reach one.
    LoseAnswer,         ///< A watcher is not told what became of its command.
    WrongAnswer,      ///< A watcher is told that a command was sent that was kept, or the opposite.
    LoseOrderResult,  ///< A watcher is not told of its action's result.
    LoseEnd,          ///< Nobody is told that a force is over.
    LoseFrame,        ///< A message is sent, and the window does not see it.
    LoseText,         ///< The window sees a message that is not sent.
    MissTick,         ///< Something is due and does not happen.
    KeepPeer,         ///< A game that has left is kept.
    LeakMuted,        ///< What a muted game says goes up.
    ShowHidden,       ///< Upstream is not told that an action is taken from it.
    LetIn,            ///< A game that is blocked or cut off stays.
    SendAway,         ///< A game is sent away without a reason.
    ForgeRestriction, ///< The window is told that a game is muted which is not, or the opposite.
    LoseMemoryRow,    ///< What is kept in memory is lost though the relay goes on.
    ExceedLimit,      ///< The outbox keeps more than it may.
    LoseDelayed,      ///< What a game says is lost while it is delayed.
    OvertakeDelayed,  ///< Two messages of a game that are delayed change places.
    StayOn,           ///< The test bench stays on when upstream comes.
    CrossHostile,     ///< Something hostile has the id of an action that is not.
    LoseTold,         ///< What the operator sends to games does not reach one.
    ForgeSnapshot,    ///< A snapshot tells of a force otherwise than was told before.
    ForgeBench,       ///< The test bench is said to ignore forces.
    IgnoreSize,       ///< What is known to be too large for upstream goes up all the same.
    HideRefusal,      ///< Why upstream closed the connection is not learnt.
    HideLeftOut,      ///< Nobody is told that a context was too large.
    ForgePending,     ///< A snapshot tells of a message for upstream that does not wait.
    ForgetIntegration, ///< An integration that comes is not remembered for the next run.
};
inline constexpr std::array faultNames = {
    "none",
    "swap-results",
    "lose-message",
    "repeat-force",
    "repeat-result",
    "overtake-message",
    "wrong-game",
    "lose-row",
    "early-pong",
    "lose-result",
    "lose-force",
    "drop-row",
    "lose-command",
    "lose-delivery",
    "repeat-context",
    "repeat-registration",
    "repeat-startup",
    "repeat-action",
    "repeat-command",
    "wrong-prefix",
    "wrong-silence",
    "wrong-sender",
    "change-registration",
    "foreign-force",
    "early-timeout",
    "lose-broadcast",
    "lose-answer",
    "wrong-answer",
    "lose-order-result",
    "lose-end",
    "lose-frame",
    "lose-text",
    "miss-tick",
    "keep-peer",
    "leak-muted",
    "show-hidden",
    "let-in",
    "send-away",
    "forge-restriction",
    "lose-memory-row",
    "exceed-limit",
    "lose-delayed",
    "overtake-delayed",
    "stay-on",
    "cross-hostile",
    "lose-told",
    "forge-snapshot",
    "forge-bench",
    "ignore-size",
    "hide-refusal",
    "hide-left-out",
    "forge-pending",
    "forget-integration",
};
static_assert(faultNames.size() == static_cast<std::size_t>(Fault::ForgetIntegration) + 1);

} // namespace neuro::sim
