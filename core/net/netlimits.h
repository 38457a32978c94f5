// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include <QtGlobal>

#include <cstddef>

/// Bounds of the sockets that nobody needs to configure. Sizes are bytes, times milliseconds.
namespace neuro::net::limits {

/// Request line and header fields of one handshake, the empty line included.
inline constexpr qint64 requestHead = 16 * 1024;
/// Header fields of one handshake, and the size of one of them: a little below what QtWebSockets
/// takes.
inline constexpr qsizetype requestFields = 90;
inline constexpr qsizetype requestField = 8000;
/// Accepted sockets that are no peer: before the handshake, or being refused. As many as all
/// games of a full relay that reconnect at the same moment.
inline constexpr int handshakes = 1024;
/// A closing handshake, or the reading of a refusal, that takes longer is cut off.
inline constexpr int closeMs = 1000;
/// The first message of a peer at the intermediary door: what is larger is closed with 1009.
inline constexpr qint64 registration = 1024 * 1024;
/// How long it may take to come.
inline constexpr int registrationMs = 10'000;
/// Connections at the intermediary door that have not registered, or are being refused. For one
/// more the one goes that has been refused already, or has waited longest.
inline constexpr int registrations = 1024;
/// How much later a registration that fails is answered, from an address that guesses tokens.
inline constexpr int failureDelayMs = 1000;
/// A watcher that has missed events and has not caught up for so long is closed.
inline constexpr int watcherBehindMs = 30'000;
/// How often rate and silence of a connection are looked at.
inline constexpr int tickMs = 100;
/// What the kernel keeps of one peer's input. It bounds how long one pass over a flooding peer
/// can take, and with that how long the others wait for their turn.
inline constexpr int receiveBuffer = 256 * 1024;
/// Pings of one connection that are remembered until their pong. What an older one would prove, a
/// newer one proves as well.
inline constexpr std::size_t unansweredPings = 256;
/// How many times EndpointLimits::maxUnwritten a slow reader may lag behind that is reported
/// instead of closed.
inline constexpr qint64 congestedFactor = 4;
/// Bytes of what a server said instead of a handshake that are shown.
inline constexpr qint64 shownAnswer = 64;
/// Bytes of a file with certificates to trust.
inline constexpr qint64 caFile = 1024 * 1024;
/// The same of what encrypted ports show, and of its key.
inline constexpr qint64 certificateFile = 1024 * 1024;
/// UTF-8 bytes of the reason in a close frame (RFC 6455 section 5.5).
inline constexpr qsizetype closeReason = 123;
/// Origins, and separately addresses, that were asked about or decided.
inline constexpr int admissions = 256;
/// Addresses that one host name is opened on.
inline constexpr int addressesPerName = 8;
/// Tries to find a port that is free on every address.
inline constexpr int freePortTries = 16;
/// Connections that wait in the kernel to be accepted.
inline constexpr int backlog = 512;
/// One request to the status door, head and body.
inline constexpr qint64 statusRequest = 1024 * 1024;
/// All that a connection to the status door may take: to ask, to wait for the answer, and to read
/// it.
inline constexpr int statusRequestMs = 10'000;
/// Connections to the status door. One more ends the request that has been incomplete for longest.
inline constexpr int statusConnections = 128;
/// Peers of the intermediary door that were replaced by newcomers of their names, and are on their
/// way out, beside as many as may be connected.
inline constexpr int replacedPeers = 64;
/// A connection that sends without a pause is read at this pace: so many messages with others right
/// behind them in one span, and the kernel holds its sender back until the span is over. That is
/// more than any game says, and leaves the relay's thread, and the machine that also runs the
/// games, to the others. Nothing is refused.
inline constexpr int pacedMessages = 200;
inline constexpr int pacedSpanMs = 10;
/// Pause after a failed accept (out of file descriptors) before the next one.
inline constexpr int acceptRetryMs = 500;

} // namespace neuro::net::limits
