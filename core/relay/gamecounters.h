// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "relay/durationhistogram.h"
#include "relay/types.h"

#include <QString>

#include <array>

namespace neuro::relay {

/// Messages of one connection or of many.
struct MessageCounters
{
    quint64 in = 0; ///< From the peer, refused ones included.
    quint64 out = 0;
    quint64 bytesIn = 0; ///< Of payloads.
    quint64 bytesOut = 0;
    quint64 refused = 0; ///< Of `in`.

    MessageCounters &operator+=(const MessageCounters &other)
    {
        in += other.in;
        out += other.out;
        bytesIn += other.bytesIn;
        bytesOut += other.bytesOut;
        refused += other.refused;
        return *this;
    }
};

/// What is counted of a game or integration under its name, over all of its connections: nothing
/// in it ever falls but `connections`.
struct GameCounters
{
    MessageCounters messages;
    /// Forces that are over, by how they ended; only states that isOver() are counted.
    std::array<quint64, forceStateNames.size()> forces{};
    quint64 failedAnswers = 0; ///< To forces: the game refused the action, and was asked again.
    /// Actions that are over, by how; Sent is not counted.
    std::array<quint64, actionStateNames.size()> actions{};
    /// From an action to its result, when there was one.
    DurationHistogram actionDuration;
    quint64 everConnected = 0; ///< Connections so far; one less is the number of reconnects.
    int connections = 0;       ///< Open ones.
    Instant connectedAt;       ///< When the first of the open ones was opened.
    Instant leftAt;            ///< While there is none: when the last one went.

    quint64 reconnects() const { return everConnected > 0 ? everConnected - 1 : 0; }
};

} // namespace neuro::relay
