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

/// Something Neuro can do in a game. Python: `Action`.
struct Action
{
    QString name;
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
};

/// The names, in their order.
QStringList namesOf(const QList<Action> &actions);

enum class Priority { Low, Medium, High, Critical };

inline constexpr std::array priorityNames = {"low", "medium", "high", "critical"};
static_assert(priorityNames.size() == static_cast<std::size_t>(Priority::Critical) + 1);

inline QLatin1StringView priorityName(Priority priority)
{
    return QLatin1StringView(priorityNames[static_cast<std::size_t>(priority)]);
}

// Game to Neuro.

struct Startup
{
    bool operator==(const Startup &) const = default;
};

struct Context
{
    QString message;
    bool silent = false;
};

struct RegisterActions
{
    QList<Action> actions;
    /// Where each of them stands in the message's list, so that a refusal can name it: some of the
    /// list may have been refused already. Empty when they did not come in a list.
    QList<qsizetype> indexes = {};
};

struct UnregisterActions
{
    QStringList names;
};

/// Neuro must pick one of the named actions now.
struct ForceActions
{
    std::optional<QString> state;
    QString query;
    bool ephemeralContext = false;
    QStringList actionNames;
    Priority priority = Priority::Low;
    /// The word as sent, for passing it on; empty when absent.
    QString priorityWord;
};

struct ActionResult
{
    QString id;
    bool success = false;
    std::optional<QString> message;
};

struct ShutdownReady
{
};

using GameMessage = std::variant<Startup, Context, RegisterActions, UnregisterActions, ForceActions,
                                 ActionResult, ShutdownReady>;

/// `command` of each GameMessage alternative, by its index.
inline constexpr std::array gameCommands = {
    "startup",       "context",       "actions/register", "actions/unregister",
    "actions/force", "action/result", "shutdown/ready",
};
static_assert(gameCommands.size() == std::variant_size_v<GameMessage>);

// Neuro to game.

struct StartupAcknowledgement
{
    QString sessionId;
    QString characterId;
    QString displayName;
};

/// Neuro acts. Python: `NeuroAction`, `IncomingActionMessageSchema`.
struct ActionRequest
{
    QString id;
    QString name;
    /// JSON text; on the wire a JSON *string* that holds it. Absent for an action without schema.
    std::optional<QByteArray> data;
};

struct ReregisterAll
{
};

struct ShutdownGraceful
{
    bool wantsShutdown = true;
};

struct ShutdownImmediate
{
};

struct SpeechFinished
{
    bool isFinal = false;
    bool cancelled = false;
    QString reason;
};

/// Answer on the voice path of a server that offers no voice chat.
struct VoiceUnavailable
{
    QString reason;
};

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

inline QLatin1StringView commandName(const GameMessage &message)
{
    return QLatin1StringView(gameCommands[message.index()]);
}

inline QLatin1StringView commandName(const ServerMessage &message)
{
    return QLatin1StringView(serverCommands[message.index()]);
}

} // namespace neuro::protocol
