// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "protocol/limits.h"
#include "relay/types.h"

namespace neuro::relay {

namespace limits {
/// Code points of a hub client's id.
inline constexpr int hubClientId = 64;
/// Hub clients that are connected at the same time.
inline constexpr int hubClients = protocol::limits::connections;
/// Sessions of hub clients that have left and may return; for one more the one that has been away
/// for longest is forgotten.
inline constexpr int hubSessionsAway = 1024;
/// Bytes that one message of a hub client may come to over all of its receivers.
inline constexpr qint64 hubFanOut = 256 * 1024 * 1024;
/// Milliseconds of silence after which a hub client is asked whether it is there, and for which
/// the session of one that has left is kept.
inline constexpr int hubTimeoutMs = 300'000;
/// Milliseconds that it has to say anything then.
inline constexpr int hubAnswerMs = 60'000;
} // namespace limits

/// Hub clients are numbered from the one after this, so that no number is another connection's.
inline constexpr PeerId hubPeerBase = PeerId(1) << 40;

/// What a HubEngine goes by.
struct HubRules
{
    /// Programs on this computer need no token. Web pages, which send an Origin, always do.
    bool openOnLoopback = true;
    /// The token is hub.token, and not the intermediary's.
    bool hasOwnToken = false;
    int timeoutMs = limits::hubTimeoutMs; ///< From 1.
    int answerMs = limits::hubAnswerMs;   ///< From 1.
    int maxClients = limits::hubClients;
    int maxSessionsAway = limits::hubSessionsAway;
    qint64 maxFanOut = limits::hubFanOut;
    int nesting = protocol::limits::nesting;

    bool operator==(const HubRules &) const = default;
};

} // namespace neuro::relay
