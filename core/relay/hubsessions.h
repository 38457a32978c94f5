// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "relay/hubclient.h"
#include "relay/types.h"

#include <QString>

#include <map>
#include <optional>
#include <set>
#include <utility>

namespace neuro::relay {

/// A connected client, or one that has left and may come back.
struct HubSession : HubClient
{
    QString address;      ///< Of its connection.
    qint64 heardAt = 0;   ///< When it last said anything; steady clock, µs.
    bool isAsked = false; ///< Whether it is there, and has not answered yet.
    qint64 askedAt = 0;   ///< When, while isAsked.
    qint64 checkAt = 0;   ///< When its silence is looked at next.
    qint64 awayUntil = 0; ///< Its session ends then.
};

/// The sessions of hub clients by id and by connection, and when to look at them. Knows no rules
/// beyond that: times are told. Pure.
class HubSessions
{
public:
    /// The session of `id`, made if there is none; it must not be connected.
    HubSession &connect(const QString &id, PeerId peer);
    /// Keeps the session of a connected client until `until`, unless none are kept at all. For one
    /// more than `maxAway` the one that would end first is forgotten.
    void disconnect(HubSession &session, qint64 until, int maxAway);

    /// Null when there is none; away ones are found too.
    HubSession *find(const QString &id);
    /// Null when there is no such connection.
    HubSession *connected(PeerId peer);
    /// In the order of the connections.
    const std::map<PeerId, HubSession *> &connected() const { return m_connected; }
    qsizetype awayCount() const { return static_cast<qsizetype>(m_away.size()); }
    qsizetype connectedCount() const { return static_cast<qsizetype>(m_connected.size()); }

    /// When to look at a connected client's silence.
    void setCheck(HubSession &session, qint64 deadline);
    /// The connected client whose silence is to be looked at by now; null when there is none. The
    /// next call gives another one only after setCheck() or disconnect().
    HubSession *due(qint64 now);
    /// Forgets sessions that have ended by now.
    void expire(qint64 now);
    /// Of due() and expire().
    std::optional<qint64> nextDeadline() const;

private:
    std::map<QString, HubSession> m_sessions;
    std::map<PeerId, HubSession *> m_connected;
    std::set<std::pair<qint64, PeerId>> m_checks; ///< HubSession::checkAt of the connected ones.
    std::set<std::pair<qint64, QString>> m_away;  ///< HubSession::awayUntil of the others.
};

} // namespace neuro::relay
