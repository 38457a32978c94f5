// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include <QJsonObject>
#include <QList>
#include <QObject>
#include <QPointer>
#include <QString>
#include <QWebSocket>
#include <QWebSocketServer>

namespace neuro::testing {

/// An intermediary door that says what a test tells it to: for what a page shows of each word. How
/// the real one behaves is tested with the real one.
class ScriptedIntermediary : public QObject
{
    Q_OBJECT

public:
    ScriptedIntermediary();

    /// On the port of the first time.
    bool open();
    /// Drops everybody.
    void close();
    /// "127.0.0.1:8765".
    QString address() const;

    /// What a registration is answered with, when its token is `token`.
    QString token = QStringLiteral("the-right-token-1");
    QString privileges = QStringLiteral("enhanced");
    /// Follows a registration.
    QJsonObject snapshot;
    /// What a choice is answered with.
    QJsonObject verdict{{QStringLiteral("status"), QStringLiteral("chosen")}};

    /// To who is registered.
    void send(const QJsonObject &message);
    void sendText(const QString &text);
    /// Closes with a code.
    void dismiss(int code, const QString &reason);

    bool isWatched() const { return !m_watcher.isNull(); }
    /// Every message, registrations included.
    const QList<QJsonObject> &messages() const { return m_messages; }
    int registrations() const;

private:
    void accept();
    void received(QWebSocket *socket, const QString &text);
    static void answer(QWebSocket *socket, const QJsonObject &message);

    QWebSocketServer m_server;
    quint16 m_port = 0;
    QPointer<QWebSocket> m_watcher;
    QList<QJsonObject> m_messages;
};

} // namespace neuro::testing
