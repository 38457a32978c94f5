// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "protocol/messages.h"
#include "relay/testbench.h"
#include "relay/types.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <optional>
#include <type_traits>
#include <utility>
#include <variant>

/// What the operator can tell the engine to do. Each is answered by one OperatorEvent.
namespace neuro::relay {

/// Answers a force in the operator's name, whoever is deciding it.
struct AnswerForce
{
    ForceId force = 0;
    QString action;
    std::optional<QByteArray> data; ///< JSON text.
    bool unchecked = false;         ///< Send data that breaks the schema all the same.
};

/// Answers a force with a random action and random data.
struct AnswerForceRandomly
{
    ForceId force = 0;
};

/// Stops asking deciders (hold) or starts again with the first one.
struct HoldForce
{
    ForceId force = 0;
    bool hold = true;
};

/// Ends a force without an answer.
struct DropForce
{
    ForceId force = 0;
};

/// Makes the operator the decider of a force, without a time limit.
struct TakeOverForce
{
    ForceId force = 0;
};

/// Holds every force that waits or comes.
struct HoldAllForces
{
    bool hold = true;
};

struct SetDeciders
{
    QList<Decider> deciders;
};

/// Sends an action unasked. When its name belongs to a force of that game that is being decided,
/// it is that force's answer.
struct SendAction
{
    PeerId peer = 0;
    QString action;
    std::optional<QByteArray> data;
    bool unchecked = false;
};

/// Asks a game (peer 0: every game) to register its actions again.
struct AskToReregister
{
    PeerId peer = 0;
};

enum class Shutdown { Graceful, CancelGraceful, Immediate };

struct AskToShutDown
{
    PeerId peer = 0;
    Shutdown kind = Shutdown::Graceful;
};

struct DisconnectPeer
{
    PeerId peer = 0;
};

/// A context of the relay's own, from the operator.
struct SayToNeuro
{
    QString text;
    bool silent = false;
};

/// Sends a message of the Neuro API's server side, as a script or the operator wrote it, to one
/// game or to every one. It goes as it is; only an `action` that a game has registered gets an id
/// of ours on its way to that game, so that the result is expected, and answers a force of that
/// game that is being decided. An id that is given for an unregistered action is the sender's
/// affair.
///
/// A muted game hears it like any other: muting keeps a game from Neuro, not from the operator, and
/// so it is with hidden actions. A blocked game, and every game while all are cut off, is not
/// connected and hears nothing, then or later.
///
/// While an upstream is connected the message must be one that a server could mean: well-formed,
/// unless its command is not known here, and an `action` only for games that have registered it,
/// with data that its schema allows. Of several games those for which it is right get it all the
/// same.
///
/// CommandError::UnknownGame: nobody is connected who would hear it. CommandError::InvalidData: it
/// is no JSON object with a `command`, or its data breaks the schema.
/// CommandError::UpstreamConnected: one is, and the message is malformed or an action that the game
/// has not registered. CommandError::TooLarge, CommandError::TooManyInFlight.
struct SendToGames
{
    QByteArray text; ///< One JSON object with a `command`, at most limits::rawMessage bytes.
    PeerId peer = 0; ///< 0: every game.
};

namespace limits {
/// Bytes of a message that is sent with SendToGames.
inline constexpr qsizetype rawMessage = 1024 * 1024;
} // namespace limits

/// Keeps a game from Neuro, or no longer: its actions are unregistered upstream, and of what it
/// says nothing goes up. The game is not told and goes on; its forces go to the other deciders.
/// Belongs to the display name, connected or not, until the relay ends, or until the settings
/// change their mind about that name (EngineSettings::mutedGames).
struct MuteGame
{
    QString game;
    bool mute = true;
};

/// Closes the connections of a game, and those that come under its display name until it is allowed
/// again, or the relay ends.
struct BlockGame
{
    QString game;
    bool block = true;
};

/// Hides one action from Neuro, or no longer: it is unregistered upstream, and forces that name it
/// go up without it. Belongs to the game's display name, until the relay ends.
struct HideAction
{
    QString game;
    QString action;
    bool hide = true;
};

/// Unregisters an action in the game's place, which is not told: nobody can choose it any more.
/// When the game registers it again, it is there again.
struct UnregisterAction
{
    PeerId peer = 0;
    QString action;
    bool undo = false; ///< Register it again as it was.
};

/// Closes the connections of all games and integrations, and of those that come until they are let
/// in again.
struct CutAllGames
{
    bool cut = true;
};

/// Tells a game who Neuro is, as if it had just started up. Peer 0: every game, and those that
/// start up later while no upstream is connected.
struct AcknowledgeStartup
{
    PeerId peer = 0;
    /// None: as configured. An empty session id is the relay's own.
    std::optional<protocol::StartupAcknowledgement> character;
};

/// Tells a game (peer 0: every game that is connected now) that Neuro has finished speaking. A
/// muted game hears it, too; one that is blocked or cut off is not connected.
/// CommandError::UnknownGame: nobody is connected who would hear it.
struct FinishSpeech
{
    PeerId peer = 0;
    protocol::SpeechFinished speech;
};

/// Messages of an earlier run in the outbox: deliver them now, or delete them.
struct ReleaseEarlierRun
{
    bool discard = false;
};

/// Replaces the settings of the test bench. CommandError::UpstreamConnected when an upstream is
/// connected and anything would be turned on.
struct SetTestBench
{
    TestBench bench;
};

/// Makes the engine tell everything current as one SnapshotEvent. Not an operator's doing: no
/// OperatorEvent follows.
struct TakeSnapshot
{
};

using RelayCommandVariant =
    std::variant<AnswerForce, AnswerForceRandomly, HoldForce, DropForce, TakeOverForce,
                 HoldAllForces, SetDeciders, SendAction, AskToReregister, AskToShutDown,
                 DisconnectPeer, SayToNeuro, SendToGames, MuteGame, BlockGame, HideAction,
                 UnregisterAction, CutAllGames, AcknowledgeStartup, FinishSpeech, ReleaseEarlierRun,
                 SetTestBench, TakeSnapshot>;

/// Any of the above. To be used as the variant that it is; a class of its own for the reason that
/// RelayEvent is one.
class RelayCommand : public RelayCommandVariant
{
public:
    /// Holds a default AnswerForce.
    RelayCommand() noexcept;
    /// Holds \a command, one of the above.
    template <typename Command>
    requires(!std::is_base_of_v<RelayCommandVariant, std::remove_cvref_t<Command>>)
        RelayCommand(Command &&command)
        : RelayCommandVariant(std::forward<Command>(command))
    {
    }
    RelayCommand(const RelayCommand &other);
    RelayCommand(RelayCommand &&other) noexcept;
    RelayCommand &operator=(const RelayCommand &other);
    RelayCommand &operator=(RelayCommand &&other) noexcept;
    ~RelayCommand();

    /// The variant's would ask all that it can hold to be comparable, which meta types try out.
    friend bool operator==(const RelayCommand &, const RelayCommand &) = delete;
    friend bool operator<(const RelayCommand &, const RelayCommand &) = delete;
};

} // namespace neuro::relay
