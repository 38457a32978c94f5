// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "client/scriptedserver.h"

#include "protocol/codec.h"

#include <QJsonDocument>
#include <QWebSocket>

namespace neuro::tests {

using namespace Qt::Literals::StringLiterals;

ScriptedServer::ScriptedServer(QObject *parent)
    : QObject(parent)
    , m_server(u"scripted"_s, QWebSocketServer::NonSecureMode)
{
    connect(&m_server, &QWebSocketServer::newConnection, this, &ScriptedServer::accept);
}

ScriptedServer::~ScriptedServer() = default;

bool ScriptedServer::listen()
{
    if (!m_server.listen(QHostAddress::LocalHost, m_port))
        return false;
    m_port = m_server.serverPort();
    return true;
}

void ScriptedServer::stopListening()
{
    m_server.close();
}

QUrl ScriptedServer::url() const
{
    return QUrl(u"ws://127.0.0.1:%1"_s.arg(m_port));
}

QStringList ScriptedServer::commands() const
{
    QStringList commands;
    for (const QJsonObject &message : m_received)
        commands.append(message.value("command"_L1).toString());
    return commands;
}

QJsonObject ScriptedServer::last(const QString &command) const
{
    for (auto it = m_received.crbegin(); it != m_received.crend(); ++it) {
        if (it->value("command"_L1) == command)
            return *it;
    }
    return {};
}

void ScriptedServer::send(const protocol::ServerMessage &message)
{
    sendText(QString::fromUtf8(protocol::encode(message)));
}

void ScriptedServer::sendText(const QString &text)
{
    if (m_game)
        m_game->sendTextMessage(text);
}

void ScriptedServer::sendBinary(const QByteArray &data)
{
    if (m_game)
        m_game->sendBinaryMessage(data);
}

void ScriptedServer::closeGame(QWebSocketProtocol::CloseCode code, const QString &reason)
{
    if (m_game)
        m_game->close(code, reason);
}

void ScriptedServer::abortGame()
{
    if (m_game)
        m_game->abort();
}

void ScriptedServer::accept()
{
    while (QWebSocket *game = m_server.nextPendingConnection()) {
        game->setParent(this);
        m_game = game;
        m_closeCode = 0;
        ++m_connections;
        connect(game, &QWebSocket::textMessageReceived, this, [this](const QString &text) {
            const QJsonObject message = QJsonDocument::fromJson(text.toUtf8()).object();
            m_received.append(message);
            Q_EMIT messageReceived(message);
        });
        connect(game, &QWebSocket::disconnected, this, [this, game] {
            if (m_game == game) {
                m_game = nullptr;
                m_closeCode = game->closeCode();
            }
            game->deleteLater();
        });
    }
}

QJsonValue dataOf(const QJsonObject &message, const char *key)
{
    return message.value("data"_L1).toObject().value(QLatin1StringView(key));
}

} // namespace neuro::tests
