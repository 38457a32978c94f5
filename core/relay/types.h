// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include <QLatin1StringView>
#include <QMetaType>
#include <QString>

#include <array>

/// Small values that the engine, the sockets, the log and the models share.
namespace neuro::relay {

/// One connection. Numbered from 1 in order of connecting; never used twice in one run.
using PeerId = quint64;

/// One force, numbered from 1. 0 means none.
using ForceId = quint64;

/// A moment on both clocks, in microseconds. Rules use `mono`; people and logs see `wall`.
struct Instant
{
    qint64 mono = 0; ///< Steady clock, origin unspecified.
    qint64 wall = 0; ///< Since 1970-01-01 UTC.

    bool operator==(const Instant &) const = default;
};

inline constexpr qint64 microsPerMs = 1000;

/// Which door a connection came through.
enum class Door { Backend, Intermediary, Hub, Upstream };
inline constexpr std::array doorNames = {"backend", "intermediary", "hub", "upstream"};
static_assert(doorNames.size() == static_cast<std::size_t>(Door::Upstream) + 1);

/// What a connection is to the relay, as far as it has said.
enum class PeerRole {
    Game,        ///< Speaks the Neuro API on the backend door.
    Integration, ///< Registered at the intermediary door; offers actions like a game.
    Watcher,     ///< Registered at the intermediary door; is told everything (`neuro-os`).
    HubClient,   ///< Speaks the hub dialect.
};
inline constexpr std::array peerRoleNames = {"game", "integration", "watcher", "hub"};
static_assert(peerRoleNames.size() == static_cast<std::size_t>(PeerRole::HubClient) + 1);

/// As seen from the relay: In came from the peer, Out was sent to it.
enum class Direction { In, Out };
inline constexpr std::array directionNames = {"in", "out"};

enum class Verdict { Accepted, Refused };
inline constexpr std::array verdictNames = {"accepted", "refused"};

/// Who can answer a force, in the words of the configuration and the command line.
enum class Decider { Upstream, Watchers, Operator, Random, First };
inline constexpr std::array deciderNames = {"upstream", "watchers", "operator", "random", "first"};
static_assert(deciderNames.size() == static_cast<std::size_t>(Decider::First) + 1);

enum class ForceState {
    Waiting,   ///< For its turn: with upstream (`decider` says so), or in its game.
    Asked,     ///< `decider` is deciding.
    Answered,  ///< An action was sent; its result is awaited.
    Succeeded, ///< Over: the game took the action.
    Failed,    ///< The game refused the action; Asked follows at once.
    Held,      ///< The operator holds it: no decider is asked.
    Withdrawn, ///< Over: the game left, restarted, or unregistered all of its actions.
    Dropped,   ///< Over: the operator dropped it.
    Timeout,   ///< Over: no decider answered in time, or the game never gave a result.
};
inline constexpr std::array forceStateNames = {
    "waiting", "asked",     "answered", "succeeded", "failed",
    "held",    "withdrawn", "dropped",  "timeout",
};
static_assert(forceStateNames.size() == static_cast<std::size_t>(ForceState::Timeout) + 1);

constexpr bool isOver(ForceState state)
{
    return state == ForceState::Succeeded || state == ForceState::Withdrawn ||
           state == ForceState::Dropped || state == ForceState::Timeout;
}

/// Who made an action happen.
enum class ActionSource { Upstream, Operator, Watchers, Random, First };
inline constexpr std::array actionSourceNames = {"upstream", "operator", "watchers", "random",
                                                 "first"};
static_assert(actionSourceNames.size() == static_cast<std::size_t>(ActionSource::First) + 1);

enum class ActionState {
    Sent,
    Succeeded,
    Failed,
    Timeout, ///< No result within the time limit; a later one is refused.
    Lost,    ///< The game left, or started up again, before the result.
};
inline constexpr std::array actionStateNames = {"sent", "succeeded", "failed", "timeout", "lost"};
static_assert(actionStateNames.size() == static_cast<std::size_t>(ActionState::Lost) + 1);

/// WebSocket close codes that the relay uses (RFC 6455 section 7.4.1).
enum class CloseCode : quint16 {
    Normal = 1000,
    GoingAway = 1001,
    ProtocolError = 1002,
    NotUtf8 = 1007,
    Policy = 1008,
    TooLarge = 1009,
    TryAgainLater = 1013,
};

/// The name of an enumerator from one of the tables above.
template <typename Enum, std::size_t N>
QLatin1StringView nameOf(Enum value, const std::array<const char *, N> &table)
{
    return QLatin1StringView(table[static_cast<std::size_t>(value)]);
}

} // namespace neuro::relay
