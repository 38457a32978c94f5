// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "protocol/messages.h"

#include <QJsonObject>
#include <QList>
#include <QObject>
#include <QStringList>
#include <QUrl>
#include <QWebSocketProtocol>
#include <QWebSocketServer>

class QWebSocket;

namespace neuro::tests {

/// A Neuro server that does what the test says: takes one game at a time on a free port of
/// 127.0.0.1 and keeps what it sent. A new connection takes the place of the old one.
class ScriptedServer : public QObject
{
    Q_OBJECT

public:
    explicit ScriptedServer(QObject *parent = nullptr);
    ~ScriptedServer() override;

    /// Listens on a free port, later on the same one again.
    bool listen();
    /// Refuses new connections; the present one stays.
    void stopListening();
    QUrl url() const;

    /// Messages of all connections, in their order.
    const QList<QJsonObject> &received() const { return m_received; }
    /// Their commands.
    QStringList commands() const;
    /// The last message with `command`; empty when there is none.
    QJsonObject last(const QString &command) const;
    void forget() { m_received.clear(); }

    int connections() const { return m_connections; }
    bool hasGame() const { return m_game != nullptr; }
    /// The code that the game closed with; 0 while there is none.
    int closeCode() const { return m_closeCode; }

    void send(const protocol::ServerMessage &message);
    void sendText(const QString &text);
    void sendBinary(const QByteArray &data);
    void closeGame(QWebSocketProtocol::CloseCode code, const QString &reason);
    /// Cuts the connection without a closing handshake.
    void abortGame();

Q_SIGNALS:
    void messageReceived(const QJsonObject &message);

private:
    void accept();

    QWebSocketServer m_server;
    QWebSocket *m_game = nullptr;
    quint16 m_port = 0;
    QList<QJsonObject> m_received;
    int m_connections = 0;
    int m_closeCode = 0;
};

/// `message.data.<key>`.
QJsonValue dataOf(const QJsonObject &message, const char *key);

} // namespace neuro::tests
