// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "relay/hubsessions.h"

#include <algorithm>

namespace neuro::relay {

HubSession &HubSessions::connect(const QString &id, PeerId peer)
{
    HubSession &session = m_sessions[id];
    m_away.erase({session.awayUntil, id});
    session.id = id;
    session.peer = peer;
    m_connected.emplace(peer, &session);
    m_checks.emplace(session.checkAt, peer);
    return session;
}

void HubSessions::disconnect(HubSession &session, qint64 until, int maxAway)
{
    m_connected.erase(session.peer);
    m_checks.erase({session.checkAt, session.peer});
    session.peer = 0;
    session.isAsked = false;
    session.awayUntil = until;
    m_away.emplace(until, session.id);
    while (awayCount() > std::max(maxAway, 0)) {
        m_sessions.erase(m_away.begin()->second);
        m_away.erase(m_away.begin());
    }
}

HubSession *HubSessions::find(const QString &id)
{
    const auto found = m_sessions.find(id);
    return found == m_sessions.end() ? nullptr : &found->second;
}

HubSession *HubSessions::connected(PeerId peer)
{
    const auto found = m_connected.find(peer);
    return found == m_connected.end() ? nullptr : found->second;
}

void HubSessions::setCheck(HubSession &session, qint64 deadline)
{
    m_checks.erase({session.checkAt, session.peer});
    session.checkAt = deadline;
    m_checks.emplace(deadline, session.peer);
}

HubSession *HubSessions::due(qint64 now)
{
    if (m_checks.empty() || m_checks.begin()->first > now)
        return nullptr;
    return connected(m_checks.begin()->second);
}

void HubSessions::expire(qint64 now)
{
    while (!m_away.empty() && m_away.begin()->first <= now) {
        m_sessions.erase(m_away.begin()->second);
        m_away.erase(m_away.begin());
    }
}

std::optional<qint64> HubSessions::nextDeadline() const
{
    std::optional<qint64> next;
    if (!m_checks.empty())
        next = m_checks.begin()->first;
    if (!m_away.empty())
        next = std::min(next.value_or(m_away.begin()->first), m_away.begin()->first);
    return next;
}

} // namespace neuro::relay
