// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "upmessage.h"

#include <QByteArray>
#include <QHash>
#include <QSet>
#include <QString>

#include <optional>
#include <vector>

namespace neuro::sim {

/// The real Neuro at her strictest: every message that she would have to guess at, ignore or drop
/// is a violation.
class NeuroModel
{
public:
    /// An action that she sent.
    struct Sent
    {
        QByteArray id;
        QByteArray name;
        relay::PeerId peer = 0; ///< Whose action that was.
        int awaited = 1;        ///< Answers; more than one when she repeated the id.
    };

    void connect();
    void disconnect();
    bool isConnected() const { return m_isConnected; }

    /// Reads one message. Returns what is wrong with it; empty when nothing is.
    QString read(const UpMessage &message);

    // What she could do next.
    const std::vector<QByteArray> &forcedNames() const { return m_forcedNames; }
    const QHash<QByteArray, UpMessage::Registration> &registered() const { return m_registered; }
    /// In order of registration, with names that are gone by now.
    const std::vector<QByteArray> &knownNames() const { return m_knownNames; }
    const std::vector<Sent> &awaited() const { return m_awaited; }
    /// Forces that she was asked for on this connection.
    int forcesRead() const { return m_forcesRead; }

    QByteArray newId();
    void noteSent(const QByteArray &id, const QByteArray &name);
    void noteReregisterAll() { ++m_completeRegistrations; }
    void noteShutdownAsked() { m_hasAskedForShutdown = true; }

private:
    QString readRegister(const UpMessage &message);
    QString readUnregister(const UpMessage &message);
    QString readForce(const UpMessage &message);
    QString readResult(const UpMessage &message);

    bool m_isConnected = false;
    bool m_hasStarted = false;
    bool m_hasAskedForShutdown = false;
    int m_completeRegistrations = 0; ///< Asked for and not seen yet.
    /// Names that the complete registration which has begun to come has not brought yet.
    QSet<QByteArray> m_again;
    int m_forcesRead = 0;
    quint64 m_lastId = 0;
    QHash<QByteArray, UpMessage::Registration> m_registered;
    QHash<QByteArray, relay::PeerId> m_owners; ///< Of every name that there was.
    QSet<QByteArray> m_shared; ///< Names that went from game to game: whose they were, who knows.
    std::vector<QByteArray> m_knownNames;
    std::vector<QByteArray> m_forcedNames; ///< Empty while there is no force.
    std::vector<Sent> m_awaited;
};

} // namespace neuro::sim
