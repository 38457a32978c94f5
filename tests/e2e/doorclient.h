// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include <QJsonObject>
#include <QList>
#include <QObject>
#include <QString>
#include <QUrl>
#include <QWebSocket>

namespace neuro::testing {

/// Somebody at one of the relay's doors who says what a test tells it to and keeps what it hears.
class DoorClient : public QObject
{
    Q_OBJECT

public:
    /// Connects at once; `first`, when it is not empty, is sent as soon as that is done.
    explicit DoorClient(const QUrl &url, const QString &first = {});

    /// A registration, as a text.
    static QString registration(const QString &type, const QString &name, const QString &token,
                                const QJsonObject &more = {});

    void send(const QString &text) { m_socket.sendTextMessage(text); }
    void send(const QJsonObject &message);
    void sendBinary(const QByteArray &bytes) { m_socket.sendBinaryMessage(bytes); }
    /// Ends the connection in good order.
    void leave() { m_socket.close(); }

    bool isConnected() const { return m_socket.state() == QAbstractSocket::ConnectedState; }
    bool isClosed() const { return m_isClosed; }
    int closeCode() const { return m_socket.closeCode(); }
    /// Everything, in order.
    const QList<QString> &texts() const { return m_texts; }
    /// The objects among it.
    const QList<QJsonObject> &messages() const { return m_messages; }
    /// Those whose member `key` is `value`, such as event, status or error.
    QList<QJsonObject> withMember(const QString &key, const QString &value) const;
    QList<QJsonObject> events(const QString &name) const;
    /// Forgets what it has heard.
    void clear();
    /// Waits for the first object with this member.
    QJsonObject waitFor(const QString &key, const QString &value);
    /// Waits until so many texts have come.
    bool waitForTexts(qsizetype count);

Q_SIGNALS:
    void received(const QString &text);

private:
    QWebSocket m_socket;
    QList<QString> m_texts;
    QList<QJsonObject> m_messages;
    bool m_isClosed = false;
};

} // namespace neuro::testing
