// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "net/websocketendpoint.h"

#include <QString>
#include <QUrl>

namespace neuro::net {

/// What the connection to upstream may cost: it is reported, not closed, when it reads slowly, and
/// cut off when it is silent for twice the time after which it was pinged.
inline EndpointLimits upstreamLimits()
{
    EndpointLimits limits;
    limits.slowReader = SlowReader::Report;
    limits.pingAfterMs = 5000;
    limits.deadAfterMs = 10'000;
    return limits;
}

/// Where the real Neuro is, and how to keep the connection to her.
struct UpstreamSettings
{
    /// ws://HOST:PORT or wss://HOST:PORT, with a path if need be; empty: none.
    QUrl url;
    /// The key, variable or option that the address is from, for messages.
    QString place;
    /// PEM certificates that are trusted beside those of the system; empty: none.
    QString caFile;
    /// Of wss: false takes any certificate of anybody.
    bool verify = true;

    /// The wait after a failed attempt doubles from the first to the longest, varied by a fifth. It
    /// is the longest at once when only other settings can help.
    int firstDelayMs = 500;
    int longestDelayMs = 30'000;
    /// The wait after a connection that did not hold for so long doubles too, from one to the next.
    /// What was received does not count: a server that greets and hangs up would be dialed twice a
    /// second for ever.
    int steadyAfterMs = 5000;
    /// From looking up the name to the end of the WebSocket handshake.
    int connectTimeoutMs = 10'000;
    EndpointLimits limits = upstreamLimits();

    bool operator==(const UpstreamSettings &) const = default;
};

} // namespace neuro::net
