// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include <QtGlobal>

#include <cstdint>

/// Every bound on what a peer may send or make us keep. Sizes are bytes of UTF-8, times are
/// milliseconds. The values are the defaults; the `limits` section of the configuration changes
/// those that Limits holds.
namespace neuro::protocol::limits {

/// Bytes of one message.
inline constexpr qint64 message = 8 * 1024 * 1024;
/// Arrays and objects inside one another, the outermost counting as 1.
inline constexpr int nesting = 512;
/// Connections of one door at the same time.
inline constexpr int connections = 1024;
/// Actions that one game has registered at the same time.
inline constexpr int actionsPerGame = 2000;
/// Bytes of the name of a game.
inline constexpr qint64 gameName = 1024;
/// Bytes of the name of an action.
inline constexpr qint64 actionName = 1024;
/// Bytes of the schema of an action.
inline constexpr qint64 schema = 256 * 1024;
/// Forces of one game that wait or are being decided, the running one included.
inline constexpr int forcesPerGame = 8;
/// Actions of one game that were sent and have no result yet.
inline constexpr int actionsInFlight = 64;
/// Bytes that may wait to be written to one connection before its reader counts as too slow.
inline constexpr qint64 unwritten = 4 * 1024 * 1024;
/// Time that a connection has for its WebSocket handshake, in milliseconds.
inline constexpr int handshakeMs = 10'000;
/// Messages per second of a peer that is not on loopback; 0 means no limit (loopback).
inline constexpr int messageRate = 2000;

/// Warnings that one message can carry; what is beyond is not listed.
inline constexpr int findingsPerMessage = 64;
/// Characters of the command and the game of a refused message that are kept to be shown.
inline constexpr int shownName = 256;
/// Characters of foreign text that an error message quotes.
inline constexpr int quotedText = 80;

} // namespace neuro::protocol::limits

namespace neuro::protocol {

/// The bounds that the codec and the engine check, as configured.
struct Limits
{
    int nesting = limits::nesting;                 ///< Levels: limits::nesting.
    int actionsPerGame = limits::actionsPerGame;   ///< Actions: limits::actionsPerGame.
    qint64 gameName = limits::gameName;            ///< Bytes: limits::gameName.
    qint64 actionName = limits::actionName;        ///< Bytes: limits::actionName.
    qint64 schema = limits::schema;                ///< Bytes: limits::schema.
    int forcesPerGame = limits::forcesPerGame;     ///< Forces: limits::forcesPerGame.
    int actionsInFlight = limits::actionsInFlight; ///< Actions: limits::actionsInFlight.

    /// The same numbers.
    bool operator==(const Limits &) const = default;
};

} // namespace neuro::protocol
