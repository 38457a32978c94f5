// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "net/recordinglistener.h"
#include "net/upstreamclient.h"

#include <QList>
#include <QObject>
#include <QWebSocketServer>

#include <memory>

class QWebSocket;

namespace neuro::tests {

/// An UpstreamClient with short waits and a server for it to find, made anew for each test
/// function of the classes that derive from this one.
class UpstreamFixture : public QObject
{
    Q_OBJECT

protected Q_SLOTS:
    void init();
    void cleanup();

protected:
    /// Listens on a free port, or again on the one that it had.
    void openServer();
    void closeServer();
    /// The same with the certificate of a name in tests/data/tls.
    void openTlsServer(const QString &certificate);
    static QString tlsFile(const QString &name);

    /// Makes the client with m_settings, at the server's address unless they have one, and starts
    /// it.
    void start();
    bool is(net::UpstreamPhase phase) const { return m_client->state().phase == phase; }
    const net::UpstreamProblem &problem() const { return m_client->state().problem; }
    /// Connected, and the server knows it too.
    bool isConnected() const { return is(net::UpstreamPhase::Connected) && !m_sockets.isEmpty(); }
    /// Phases in the order in which they were told, each once until it changes.
    QList<net::UpstreamPhase> phases() const;
    /// The waits that were told, in ms.
    QList<int> waits() const;

    net::UpstreamSettings m_settings;
    RecordingListener m_listener;
    std::unique_ptr<QWebSocketServer> m_server;
    QList<QWebSocket *> m_sockets; ///< Of the server, oldest first; those that are open.
    int m_connections = 0;         ///< That the server ever had.
    QList<QByteArray> m_heard;     ///< Texts that the server received.
    QList<int> m_closeCodes;       ///< With which its connections ended.
    QList<net::UpstreamState> m_states;
    QList<qint64> m_statesAt; ///< Steady clock, µs.
    std::unique_ptr<net::UpstreamClient> m_client;

private:
    void listen(std::unique_ptr<QWebSocketServer> server);
    void takeConnection();

    quint16 m_port = 0;
};

} // namespace neuro::tests
