// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "relay/types.h"

#include <map>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

namespace neuro::relay {

/// Deadlines on the steady clock, each for one purpose of one thing. Setting one again moves it.
class TimerQueue
{
public:
    /// Of those that are due at one moment the first is the first here: a message that is due comes
    /// before the end of the time within which it should have come.
    enum class Kind {
        DelayedIn,     ///< Key: peer whose oldest delayed message is to be heard …
        DelayedOut,    ///< … or sent.
        Reregister,    ///< Key: peer.
        ReplaceOlder,  ///< Key: peer that arrived under a name in use.
        Decider,       ///< Key: force.
        ActionTimeout, ///< Key: serial number of the action.
        Withdrawal,    ///< Key: number of the withdrawal.
        NamesLeave,    ///< Key: number of the last removed name that is to be released.
        StartupAnswer, ///< Key: peer that upstream has not acknowledged.
        Hostile,       ///< Key: peer and kind of the next hostile message.
        UpstreamAway,  ///< Key: 0, as of all below.
        UpstreamPing,  ///< Something was sent: is upstream still there?
        OutboxSilence, ///< What is asked of the outbox was not answered.
        EarlierRun,
        ShutdownReady,
    };
    struct Timer
    {
        Kind kind;
        quint64 key;
    };

    void set(Kind kind, quint64 key, qint64 deadline)
    {
        cancel(kind, key);
        m_deadlines.emplace(std::pair(kind, key), deadline);
        m_order.emplace(deadline, kind, key);
    }

    void cancel(Kind kind, quint64 key)
    {
        const auto found = m_deadlines.find({kind, key});
        if (found == m_deadlines.end())
            return;
        m_order.erase({found->second, kind, key});
        m_deadlines.erase(found);
    }

    bool isSet(Kind kind, quint64 key) const { return m_deadlines.contains({kind, key}); }

    std::optional<qint64> nextDeadline() const
    {
        if (m_order.empty())
            return std::nullopt;
        return std::get<0>(*m_order.begin());
    }

    /// Takes out the earliest timer that is due; nothing when none is.
    std::optional<Timer> takeDue(qint64 now)
    {
        if (m_order.empty() || std::get<0>(*m_order.begin()) > now)
            return std::nullopt;
        const auto [deadline, kind, key] = *m_order.begin();
        Q_UNUSED(deadline)
        cancel(kind, key);
        return Timer{kind, key};
    }

private:
    std::map<std::pair<Kind, quint64>, qint64> m_deadlines;
    std::set<std::tuple<qint64, Kind, quint64>> m_order;
};

} // namespace neuro::relay
