// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include <QtGlobal>

#include <cstddef>

namespace neuro::relay {

/// How much the way up holds at a time, and how long it waits. Every value is at least 1.
struct UpstreamBuffers
{
    static constexpr qint64 mebibyte = qint64(1024) * 1024;

    /// What waits in memory behind rows of the outbox, in messages and bytes. Beyond it contexts
    /// become rows; when that is not enough the connection is given up, since a new one begins with
    /// everything that is current.
    std::size_t deferredTexts = 10'000;
    qint64 deferredBytes = 16 * mebibyte;
    /// Contexts that were sent and may not have arrived, in messages and bytes. Beyond it they
    /// become rows, until they are known to have arrived.
    std::size_t unprovenContexts = 10'000;
    qint64 unprovenBytes = 16 * mebibyte;
    /// Rows of the outbox that are asked for at a time.
    qsizetype fetchedRows = 1000;
    qint64 fetchedBytes = mebibyte / 2;
    /// Milliseconds from a context to the ping whose answer proves that it has arrived. It is what
    /// a connection that ends may have told and tells again on the next one.
    int pingAfterMs = 50;
    /// Milliseconds without an answer of the outbox, after which what waits in it is left for
    /// later: a disk that hangs must not keep games from upstream.
    int outboxPatienceMs = 2000;

    bool operator==(const UpstreamBuffers &) const = default;
};

} // namespace neuro::relay
