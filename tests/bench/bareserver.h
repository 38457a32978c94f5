// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include <QObject>
#include <QTcpServer>
#include <QWebSocketServer>

namespace neuro::bench {

/// What the relay is compared with: the same QWebSocketServer and sockets, and nothing behind them.
/// Lives in one thread.
class BareServer : public QObject
{
    Q_OBJECT

public:
    enum class Answer {
        None,        ///< Counts messages.
        EverySecond, ///< Sends the first, third, … message of a connection back.
    };

    explicit BareServer(Answer answer);
    ~BareServer() override;

    quint16 port() const { return m_door.serverPort(); }
    quint64 messages() const { return m_messages; }

private:
    void accept();

    const Answer m_answer;
    QTcpServer m_door;
    QWebSocketServer m_server{QStringLiteral("bare"), QWebSocketServer::NonSecureMode};
    quint64 m_messages = 0;
};

} // namespace neuro::bench
