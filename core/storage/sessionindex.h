// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "storage/sessionlogreader.h"
#include "storage/sessionreplay.h"

#include <deque>
#include <optional>
#include <unordered_set>

namespace neuro::storage {

/// A piece of a session log that is looked at as a whole. Begins and ends between two lines.
struct SessionPart
{
    quint64 recording = 0; ///< Which recording of the log it is of, from 1; 0: before a header.
    qint64 offset = 0;     ///< Of its first byte in the log.
    qint64 bytes = 0;
    quint64 firstLine = 0; ///< Number of its first line, from 1.
    quint64 lines = 0;     ///< That could be read.
    quint64 frames = 0;
    std::optional<qint64> first; ///< Moments of its first and last line (wall clock, µs).
    std::optional<qint64> last;

    bool operator==(const SessionPart &) const = default;
};

/// Divides a session log into parts that fit into the memory of a view, and knows how things stood
/// at the beginning of each, so that every part can be shown without those before it. Belongs to
/// one thread. Its memory does not depend on how much the log holds: what is beyond the limits is
/// not taken.
class SessionIndex
{
public:
    struct Limits
    {
        /// A part ends after the line that reaches one of both. So many lines make at most as many
        /// entries of a transcript as its model holds.
        qint64 partBytes = 24LL * 1024 * 1024;
        quint64 partLines = 20'000;
        std::size_t parts = 4096;
        /// Of what is current and pending at the beginnings of all parts, as relay::weightOf() and
        /// Pending::weight() count it, and of the texts of actions, which parts share while they
        /// stay the same.
        qint64 stateBytes = 64LL * 1024 * 1024;
        /// Of what waits in the outbox at the beginnings of all parts, as
        /// OutboxReplay::State::weight() counts it. More than that only costs texts of rows that
        /// wait long: of all parts alike, those are left out that were to go last.
        qint64 outboxBytes = 8LL * 1024 * 1024;
    };

    explicit SessionIndex(const Limits &limits);

    /// Takes the next line, which ends before byte `end` of the log. Each recording begins a part:
    /// it numbers its frames anew. False: a limit is reached; neither this line nor a later one
    /// belongs to a part.
    bool add(const SessionLine &line, qint64 end);
    /// The same for a line that cannot be read; it belongs to the part that it is in.
    void addDamagedLine(qint64 end);

    std::size_t size() const { return m_parts.size(); }
    /// `at` is below size(). The last part grows until the log ends.
    const SessionPart &part(std::size_t at) const { return m_parts[at].part; }
    /// What was current before its first line.
    const relay::SnapshotEvent &stateBefore(std::size_t at) const { return m_parts[at].state; }
    /// What lines before it said of which its own may make something.
    const SessionReplay::Pending &pendingBefore(std::size_t at) const
    {
        return m_parts[at].pending;
    }
    /// The last part is as large as it may be: the next line begins another one.
    bool isPartFull() const;

private:
    struct Entry
    {
        SessionPart part;
        relay::SnapshotEvent state;
        SessionReplay::Pending pending;
    };

    bool begin(const SessionLine &line);
    void limitOutbox();
    qint64 newTextBytes(const Entry &entry);

    Limits m_limits;
    SessionReplay m_replay;
    std::deque<Entry> m_parts;
    qint64 m_stateBytes = 0;
    qint64 m_outboxBytes = 0;
    qsizetype m_outboxRows = OutboxReplay::maxRows; ///< At the beginning of each part, at most.
    std::unordered_set<const void *> m_texts;       ///< Of actions, in the states of m_parts.
    quint64 m_recording = 0;
    bool m_isFull = false;
};

} // namespace neuro::storage
