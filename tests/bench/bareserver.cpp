// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "bench/bareserver.h"

#include <QHostAddress>
#include <QTcpSocket>
#include <QWebSocket>

namespace neuro::bench {

BareServer::BareServer(Answer answer)
    : m_answer(answer)
{
    // As the relay does it: sockets of our own, so that Nagle's delay is off.
    connect(&m_door, &QTcpServer::newConnection, this, [this] {
        while (QTcpSocket *socket = m_door.nextPendingConnection()) {
            socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
            m_server.handleConnection(socket);
        }
    });
    connect(&m_server, &QWebSocketServer::newConnection, this, &BareServer::accept);
    if (!m_door.listen(QHostAddress::LocalHost))
        qFatal("the bare server cannot listen: %s", qPrintable(m_door.errorString()));
}

BareServer::~BareServer() = default;

void BareServer::accept()
{
    while (QWebSocket *socket = m_server.nextPendingConnection()) {
        socket->setParent(this);
        connect(socket, &QWebSocket::disconnected, socket, &QObject::deleteLater);
        switch (m_answer) {
        case Answer::None:
            connect(socket, &QWebSocket::textMessageReceived, this, [this] { ++m_messages; });
            break;
        case Answer::EverySecond:
            connect(socket, &QWebSocket::textMessageReceived, socket,
                    [socket, odd = false](const QString &text) mutable {
                        odd = !odd;
                        if (odd)
                            socket->sendTextMessage(text);
                    });
            break;
        }
    }
}

} // namespace neuro::bench
