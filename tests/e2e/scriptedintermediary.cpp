// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "e2e/scriptedintermediary.h"

#include <QJsonDocument>

#include <algorithm>

namespace neuro::testing {

using namespace Qt::Literals::StringLiterals;

ScriptedIntermediary::ScriptedIntermediary()
    : m_server(QString(), QWebSocketServer::NonSecureMode)
{
    connect(&m_server, &QWebSocketServer::newConnection, this, &ScriptedIntermediary::accept);
}

bool ScriptedIntermediary::open()
{
    const bool isOpen = m_server.listen(QHostAddress::LocalHost, m_port);
    m_port = m_server.serverPort();
    return isOpen;
}

void ScriptedIntermediary::close()
{
    m_server.close();
    const QList<QWebSocket *> sockets = findChildren<QWebSocket *>();
    for (QWebSocket *socket : sockets)
        socket->abort();
}

QString ScriptedIntermediary::address() const
{
    return u"127.0.0.1:"_s + QString::number(m_port);
}

void ScriptedIntermediary::send(const QJsonObject &message)
{
    answer(m_watcher, message);
}

void ScriptedIntermediary::sendText(const QString &text)
{
    m_watcher->sendTextMessage(text);
}

void ScriptedIntermediary::dismiss(int code, const QString &reason)
{
    m_watcher->close(static_cast<QWebSocketProtocol::CloseCode>(code), reason);
}

int ScriptedIntermediary::registrations() const
{
    return static_cast<int>(
        std::count_if(m_messages.begin(), m_messages.end(),
                      [](const QJsonObject &one) { return one.contains("auth_token"_L1); }));
}

void ScriptedIntermediary::accept()
{
    QWebSocket *socket = m_server.nextPendingConnection();
    socket->setParent(this);
    connect(socket, &QWebSocket::textMessageReceived, this,
            [this, socket](const QString &text) { received(socket, text); });
    connect(socket, &QWebSocket::disconnected, socket, &QObject::deleteLater);
}

void ScriptedIntermediary::received(QWebSocket *socket, const QString &text)
{
    const QJsonObject message = QJsonDocument::fromJson(text.toUtf8()).object();
    m_messages.append(message);
    if (message.contains("choice"_L1))
        return answer(socket, verdict);
    if (message.contains("snapshot"_L1) && !message.contains("auth_token"_L1))
        return answer(socket, snapshot);
    if (message.value("auth_token"_L1) != token) {
        answer(socket, {{u"error"_s, u"invalid auth token"_s}});
        return socket->close(QWebSocketProtocol::CloseCodePolicyViolated);
    }
    m_watcher = socket;
    answer(socket, {{u"status"_s, u"registered"_s},
                    {u"name"_s, message.value("name"_L1)},
                    {u"privileges"_s, privileges}});
    answer(socket, snapshot);
}

void ScriptedIntermediary::answer(QWebSocket *socket, const QJsonObject &message)
{
    socket->sendTextMessage(
        QString::fromUtf8(QJsonDocument(message).toJson(QJsonDocument::Compact)));
}

} // namespace neuro::testing
