// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "relay/types.h"

#include <QString>

#include <deque>
#include <map>
#include <optional>

namespace neuro::relay {

namespace limits {
/// Such actions whose results are expected, per game; the oldest give way.
inline constexpr std::size_t hostileIds = 1024;
/// So long a result to one of them is expected. Microseconds.
inline constexpr qint64 hostileResult = 60'000 * microsPerMs;
/// Characters of an id that is remembered; the longest that a test would send.
inline constexpr qsizetype hostileId = 1024;
} // namespace limits

/// The ids of actions that the hostile mode made, or that the operator wrote himself: a game does
/// right to answer them, and its answers have nothing to do with those to actions of somebody.
class HostileIds
{
public:
    void add(PeerId peer, const QString &id, qint64 mono)
    {
        std::deque<Sent> &ids = m_ids[peer];
        while (!ids.empty() &&
               (ids.size() >= limits::hostileIds || mono - ids.front().at > limits::hostileResult))
            ids.pop_front();
        ids.push_back({id, mono});
    }

    /// The game answers: when the action was sent, or nothing when no result to it is expected.
    std::optional<qint64> take(PeerId peer, const QString &id, qint64 mono)
    {
        const auto found = m_ids.find(peer);
        if (found == m_ids.end())
            return std::nullopt;
        std::deque<Sent> &ids = found->second;
        for (auto sent = ids.begin(); sent != ids.end(); ++sent) {
            if (sent->id != id)
                continue;
            const qint64 at = sent->at;
            ids.erase(sent);
            if (mono - at > limits::hostileResult)
                return std::nullopt;
            return at;
        }
        return std::nullopt;
    }

    void forget(PeerId peer) { m_ids.erase(peer); }

    qsizetype size() const
    {
        qsizetype all = 0;
        for (const auto &[peer, ids] : m_ids)
            all += static_cast<qsizetype>(ids.size());
        return all;
    }

private:
    struct Sent
    {
        QString id;
        qint64 at = 0; ///< Steady clock.
    };
    std::map<PeerId, std::deque<Sent>> m_ids;
};

} // namespace neuro::relay
