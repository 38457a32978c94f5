// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "relay/testbench.h"
#include "relay/types.h"

#include <QList>

#include <algorithm>
#include <deque>
#include <map>
#include <optional>
#include <utility>
#include <vector>

namespace neuro::relay {

/// Messages of many peers that are kept back for a while, those of each peer in the order in which
/// they came. Pure: whoever owns it tells the time and takes out what is due.
template <typename Message>
class DelayLine
{
public:
    struct Entry
    {
        Message message;
        qint64 bytes = 0;
        quint64 number = 0; ///< Over all peers, in order of arrival.
        Instant since;      ///< When it came.
        qint64 due = 0;     ///< When it goes on, on the steady clock.
    };

    /// What is held already is due when it would be with the new delay, but never later than it
    /// was: a longer delay is for what comes from now on. Due moments stay in order.
    void setDelay(int delayMs)
    {
        m_delay = delayMs * microsPerMs;
        for (auto &[peer, line] : m_lines) {
            for (Entry &entry : line.entries)
                entry.due = std::min(entry.due, entry.since.mono + m_delay);
        }
    }

    /// Whether a message of the peer that comes now has to be kept back: the next one must not
    /// overtake those that are.
    bool isNeeded(PeerId peer) const { return m_delay > 0 || holds(peer); }
    bool holds(PeerId peer) const { return m_lines.contains(peer); }
    /// Whether a message of so many bytes may be held beside what the peer has
    /// (limits::benchDelayedBytes). What a message takes beside its text counts, too.
    bool hasRoom(PeerId peer, qint64 bytes) const
    {
        return bytesOf(peer) + bytes + overhead <= limits::benchDelayedBytes;
    }

    /// The message lives until it is taken out or forgotten; its place does not change.
    Message &hold(PeerId peer, Message message, qint64 bytes, Instant now)
    {
        Line &line = m_lines[peer];
        const qint64 last = line.entries.empty() ? now.mono : line.entries.back().due;
        line.entries.push_back(
            {std::move(message), bytes, ++m_last, now, std::max(last, now.mono + m_delay)});
        line.bytes += bytes + overhead;
        return line.entries.back().message;
    }

    /// Of the peer's oldest and newest message; nothing when none is held.
    std::optional<qint64> firstDue(PeerId peer) const
    {
        const auto found = m_lines.find(peer);
        return found == m_lines.end() ? std::nullopt
                                      : std::optional(found->second.entries.front().due);
    }
    std::optional<qint64> lastDue(PeerId peer) const
    {
        const auto found = m_lines.find(peer);
        return found == m_lines.end() ? std::nullopt
                                      : std::optional(found->second.entries.back().due);
    }

    /// The peer's oldest message, due or not.
    std::optional<Entry> takeFirst(PeerId peer)
    {
        const auto found = m_lines.find(peer);
        if (found == m_lines.end())
            return std::nullopt;
        Line &line = found->second;
        std::optional<Entry> entry(std::move(line.entries.front()));
        line.entries.pop_front();
        line.bytes -= entry->bytes + overhead;
        if (line.entries.empty())
            m_lines.erase(found);
        return entry;
    }

    void forget(PeerId peer) { m_lines.erase(peer); }

    QList<PeerId> peers() const
    {
        QList<PeerId> all;
        for (const auto &[peer, line] : m_lines)
            all.append(peer);
        return all;
    }
    /// The peer of each message that is held, in the order in which they came.
    QList<PeerId> peersInOrder() const
    {
        std::vector<std::pair<quint64, PeerId>> numbers;
        for (const auto &[peer, line] : m_lines) {
            for (const Entry &entry : line.entries)
                numbers.emplace_back(entry.number, peer);
        }
        std::sort(numbers.begin(), numbers.end());
        QList<PeerId> all;
        for (const auto &[number, peer] : numbers)
            all.append(peer);
        return all;
    }
    qint64 bytesOf(PeerId peer) const
    {
        const auto found = m_lines.find(peer);
        return found == m_lines.end() ? 0 : found->second.bytes;
    }
    /// Messages of all peers.
    qsizetype size() const
    {
        qsizetype all = 0;
        for (const auto &[peer, line] : m_lines)
            all += static_cast<qsizetype>(line.entries.size());
        return all;
    }

private:
    static constexpr qint64 overhead = sizeof(Entry);

    /// Never empty.
    struct Line
    {
        std::deque<Entry> entries;
        qint64 bytes = 0;
    };

    qint64 m_delay = 0; ///< Microseconds.
    quint64 m_last = 0;
    std::map<PeerId, Line> m_lines;
};

} // namespace neuro::relay
