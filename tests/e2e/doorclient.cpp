// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "e2e/doorclient.h"

#include "net/waiting.h"

#include <QJsonDocument>

#include <algorithm>

namespace neuro::testing {

DoorClient::DoorClient(const QUrl &url, const QString &first)
{
    connect(&m_socket, &QWebSocket::connected, this, [this, first] {
        if (!first.isEmpty())
            send(first);
    });
    connect(&m_socket, &QWebSocket::disconnected, this, [this] { m_isClosed = true; });
    connect(&m_socket, &QWebSocket::textMessageReceived, this, [this](const QString &text) {
        m_texts.append(text);
        const QJsonDocument document = QJsonDocument::fromJson(text.toUtf8());
        if (document.isObject())
            m_messages.append(document.object());
        Q_EMIT received(text);
    });
    m_socket.open(url);
}

QString DoorClient::registration(const QString &type, const QString &name, const QString &token,
                                 const QJsonObject &more)
{
    QJsonObject message = more;
    message[QStringLiteral("type")] = type;
    message[QStringLiteral("name")] = name;
    message[QStringLiteral("auth_token")] = token;
    return QString::fromUtf8(QJsonDocument(message).toJson(QJsonDocument::Compact));
}

void DoorClient::send(const QJsonObject &message)
{
    send(QString::fromUtf8(QJsonDocument(message).toJson(QJsonDocument::Compact)));
}

QList<QJsonObject> DoorClient::withMember(const QString &key, const QString &value) const
{
    QList<QJsonObject> found;
    std::copy_if(
        m_messages.begin(), m_messages.end(), std::back_inserter(found),
        [&](const QJsonObject &message) { return message.value(key).toString() == value; });
    return found;
}

QList<QJsonObject> DoorClient::events(const QString &name) const
{
    return withMember(QStringLiteral("event"), name);
}

void DoorClient::clear()
{
    m_texts.clear();
    m_messages.clear();
}

QJsonObject DoorClient::waitFor(const QString &key, const QString &value)
{
    const bool hasCome =
        tests::waitUntil([&] { return !withMember(key, value).isEmpty(); }, 10'000);
    return hasCome ? withMember(key, value).constFirst() : QJsonObject();
}

bool DoorClient::waitForTexts(qsizetype count)
{
    return tests::waitUntil([&] { return m_texts.size() >= count; }, 10'000);
}

} // namespace neuro::testing
