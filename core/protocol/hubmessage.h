// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "protocol/diagnostics.h"
#include "protocol/limits.h"
#include "protocol/refusal.h"
#include "protocol/result.h"

#include <QByteArray>
#include <QLatin1StringView>
#include <QList>
#include <QString>
#include <QStringView>

#include <array>
#include <optional>

/// What hub clients say to one another through the relay. Pure functions; safe in any thread.
namespace neuro::protocol {

enum class HubClientType {
    Ui,
    Agent,
    Observer, ///< Only reads.
};
inline constexpr std::array hubClientTypeNames = {"ui", "agent", "observer"};
static_assert(hubClientTypeNames.size() == static_cast<std::size_t>(HubClientType::Observer) + 1);

constexpr QLatin1StringView hubClientTypeName(HubClientType type)
{
    return QLatin1StringView(hubClientTypeNames[static_cast<std::size_t>(type)]);
}
/// Nothing when there is no such type; case matters.
std::optional<HubClientType> hubClientType(QStringView name);

/// What a hub client may send.
enum class HubMessageType {
    Ping,
    Pong,
    AgentMessage,
    GameState,
    PlayerAction,
    PhaseUpdate,
    Vote,
    NightAction,
    AgentDecision,
    GameStart,
    GameEnd,
};
inline constexpr std::array hubMessageTypeNames = {
    "ping", "pong",         "agent_message",  "game_state", "player_action", "phase_update",
    "vote", "night_action", "agent_decision", "game_start", "game_end",
};
static_assert(hubMessageTypeNames.size() == static_cast<std::size_t>(HubMessageType::GameEnd) + 1);

constexpr QLatin1StringView hubMessageTypeName(HubMessageType type)
{
    return QLatin1StringView(hubMessageTypeNames[static_cast<std::size_t>(type)]);
}

/// What a hub client is told when its message is refused.
enum class HubErrorCode {
    InvalidJson,
    InvalidMessage, ///< A field is missing, of the wrong type, or says something that cannot be.
    UnknownType,    ///< Of a message, or of a client.
    Forbidden,
    UnknownTarget,
};
inline constexpr std::array hubErrorCodeNames = {
    "INVALID_JSON", "INVALID_MESSAGE", "UNKNOWN_TYPE", "FORBIDDEN", "UNKNOWN_TARGET",
};
static_assert(hubErrorCodeNames.size() ==
              static_cast<std::size_t>(HubErrorCode::UnknownTarget) + 1);

/// Why a message is not taken. `refusal.path` is what the client is told as `context.field`.
struct HubFault
{
    HubErrorCode code = HubErrorCode::InvalidJson;
    Refusal refusal;
    QString messageType; ///< Empty when it could not be read.
};

/// Who sends a message: known from its connection, whatever the message says.
struct HubSender
{
    QString id;
    HubClientType type = HubClientType::Ui;
};

/// A message that is as it should be.
struct HubMessage
{
    HubMessageType type = HubMessageType::Ping;
    std::optional<HubClientType> targetType;
    std::optional<QString> targetClient;
    /// The message as it is passed on: the bytes that came but for `timestamp` and `client_id`,
    /// which are set, and fields that were absent (or null) and have a default, which are filled
    /// in. A field of the protocol that was repeated has its last value everywhere. Empty for ping
    /// and pong, which are not passed on.
    QByteArray passedOn;
    /// Of a ping: its `data`, as JSON; empty when it has none.
    QByteArray pingData;
    QList<Finding> warnings;
};

/// Checks every field of the message that the protocol knows, and completes it with `wall`
/// (microseconds since 1970) as its time. Fields that the protocol does not know are let through.
Result<HubMessage, HubFault> decodeHubMessage(const QByteArray &utf8, const HubSender &sender,
                                              qint64 wall, int maxNesting = limits::nesting);

/// The fault of a binary message of `size` bytes.
HubFault hubBinaryFault(qsizetype size);

} // namespace neuro::protocol
