// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArray>
#include <QLatin1StringView>
#include <QList>
#include <QString>
#include <QStringList>

#include <array>
#include <optional>
#include <variant>

/// The messages of the Neuro API (github.com/VedalAI/neuro-sdk, API/SPECIFICATION.md) as values.
/// Texts are decoded; what is not ours to change (schemas, action data) stays the JSON text that
/// came, with its key order and number spelling.
namespace neuro::protocol {

class WorkBudget;

/// Something Neuro can do in a game. Python: `Action`.
struct Action
{
    /// Unique within the game.
    QString name;
    /// What Neuro is told that it does; she reads it as plain text.
    QString description;
    /// JSON text of the schema; empty when the action has none (absent, `null`).
    QByteArray schema;
    /// The whole action object as the game sent it, unknown members included; empty for an
    /// action that was made here.
    QByteArray source;

    /// Whether `action` messages carry data: there is a schema and it is not `{}`.
    bool takesData() const;

    /// Same name, description and schema text.
    bool sameDefinition(const Action &other) const;
    /// The same, whatever the schemas' white space, order of members, and spelling of numbers and
    /// texts; a schema that takes no data is like none. While `budget` lasts; then as the above.
    bool meansTheSame(const Action &other, WorkBudget &budget) const;
};

/// The names, in their order.
QStringList namesOf(const QList<Action> &actions);

/// How soon Neuro should answer a force; she may be speaking when it comes.
enum class Priority {
    Low,      ///< She finishes what she says first.
    Medium,   ///< She finishes sooner.
    High,     ///< She stops in the middle to act.
    Critical, ///< She is interrupted at once; for the rarest cases.
};

/// The word of each Priority on the wire, by its number.
inline constexpr std::array priorityNames = {"low", "medium", "high", "critical"};
static_assert(priorityNames.size() == static_cast<std::size_t>(Priority::Critical) + 1);

/// Whether it is one of those above: a number that was cast may be none.
inline constexpr bool isPriority(Priority priority)
{
    return static_cast<std::size_t>(priority) < priorityNames.size();
}

/// The word on the wire: "low", which stands also for what is no Priority.
inline QLatin1StringView priorityName(Priority priority)
{
    const Priority known = isPriority(priority) ? priority : Priority::Low;
    return QLatin1StringView(priorityNames[static_cast<std::size_t>(known)]);
}

// Game to Neuro.

/// The game has started, or wants everything forgotten that it said before.
struct Startup
{
    /// Always: it says nothing but itself.
    bool operator==(const Startup &) const = default;
};

/// Something that happens in the game.
struct Context
{
    QString message;     ///< Plain text or Markdown for Neuro to read.
    bool silent = false; ///< She shall not answer it, only know.
};

/// Neuro can do these from now on.
struct RegisterActions
{
    /// In the order of the message.
    QList<Action> actions;
    /// Where each of them stands in the message's list, so that a refusal can name it: some of the
    /// list may have been refused already. Empty when they did not come in a list.
    QList<qsizetype> indexes = {};
};

/// Neuro cannot do these any more.
struct UnregisterActions
{
    QStringList names; ///< Of actions; unknown ones are passed over.
};

/// Neuro must pick one of the named actions now.
struct ForceActions
{
    /// What the situation is, as plain text, Markdown or JSON.
    std::optional<QString> state;
    /// What Neuro is told to do, as a sentence.
    QString query;
    /// State and query are forgotten once the force is over.
    bool ephemeralContext = false;
    /// What she may choose from; each should be registered.
    QStringList actionNames;
    /// How soon she should answer.
    Priority priority = Priority::Low;
    /// The word as sent, for passing it on; empty when absent.
    QString priorityWord;
};

/// What came of an action that Neuro chose.
struct ActionResult
{
    QString id;           ///< ActionRequest::id of the action.
    bool success = false; ///< After a failure a forced action is chosen again.
    /// For Neuro: what came of it, or what was wrong.
    std::optional<QString> message;
};

/// The game has saved everything and may be closed.
struct ShutdownReady
{
};

/// Any message from a game.
using GameMessage = std::variant<Startup, Context, RegisterActions, UnregisterActions, ForceActions,
                                 ActionResult, ShutdownReady>;

/// `command` of each GameMessage alternative, by its index.
inline constexpr std::array gameCommands = {
    "startup",       "context",       "actions/register", "actions/unregister",
    "actions/force", "action/result", "shutdown/ready",
};
static_assert(gameCommands.size() == std::variant_size_v<GameMessage>);

// Neuro to game.

/// Who is there, as the answer to `startup`.
struct StartupAcknowledgement
{
    QString sessionId;   ///< The same as long as she keeps her memory.
    QString characterId; ///< For programs: "neuro".
    QString displayName; ///< For people: "Neuro-sama".
};

/// Neuro acts. Python: `NeuroAction`, `IncomingActionMessageSchema`.
struct ActionRequest
{
    /// Unique among the actions of the sender; the result names it.
    QString id;
    /// A registered action.
    QString name;
    /// JSON text; on the wire a JSON *string* that holds it. Absent for an action without schema.
    std::optional<QByteArray> data;
};

/// The game shall register all of its actions again.
struct ReregisterAll
{
};

/// The game shall save and end at the next good opportunity, or shall not any more.
struct ShutdownGraceful
{
    bool wantsShutdown = true; ///< False takes an earlier request back.
};

/// The game shall save and end now.
struct ShutdownImmediate
{
};

/// Neuro has said something to its end, or was interrupted.
struct SpeechFinished
{
    bool isFinal = false;   ///< Nothing more follows of what she was saying.
    bool cancelled = false; ///< She was interrupted.
    QString reason;         ///< Why it is over, in the words of the server; may be empty.
};

/// Answer on the voice path of a server that offers no voice chat.
struct VoiceUnavailable
{
    QString reason; ///< A sentence for a person.
};

/// Any message from the server's side.
using ServerMessage =
    std::variant<StartupAcknowledgement, ActionRequest, ReregisterAll, ShutdownGraceful,
                 ShutdownImmediate, SpeechFinished, VoiceUnavailable>;

/// `command` of each ServerMessage alternative, by its index.
inline constexpr std::array serverCommands = {
    "startup",
    "action",
    "actions/reregister_all",
    "shutdown/graceful",
    "shutdown/immediate",
    "speech_finished",
    "voice/unavailable",
};
static_assert(serverCommands.size() == std::variant_size_v<ServerMessage>);

/// Its `command` on the wire.
inline QLatin1StringView commandName(const GameMessage &message)
{
    return QLatin1StringView(gameCommands[message.index()]);
}

/// Its `command` on the wire.
inline QLatin1StringView commandName(const ServerMessage &message)
{
    return QLatin1StringView(serverCommands[message.index()]);
}

} // namespace neuro::protocol
