// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArray>
#include <QObject>
#include <QString>
#include <QTimer>
#include <QUrl>
#include <QWebSocket>

#include <memory>

namespace neuro::client {

/// Internal to NeuroClient: one attempt to reach a server and the connection that comes of it.
/// Used once; ended() is its last signal.
///
/// It may be given up inside its own signals, where deleting a QWebSocket is not safe: therefore
/// it is owned by a ServerConnectionPtr, which discards instead of deleting.
class ServerConnection : public QObject
{
    Q_OBJECT

public:
    /// How long a server may take to finish the closing handshake.
    static constexpr int closeMs = 2000;

    ServerConnection();
    ~ServerConnection() override;

    /// From open() to the end of the WebSocket handshake. Default: limits::handshakeMs.
    void setHandshakeTimeout(int ms);
    void open(const QUrl &url);

    bool isOpen() const;
    /// Bytes that the server has not taken yet.
    qint64 unwritten() const;
    /// `text` must be UTF-8. Only while open.
    void send(const QByteArray &text);

    /// Silences the connection, cuts it off and deletes it as soon as that is safe.
    void discard();
    /// Silences the connection and closes it properly; deletes it when the server has agreed, or
    /// after closeMs.
    void retire(quint16 code, const QString &reason);

Q_SIGNALS:
    void opened();
    void textReceived(const QByteArray &text);
    void binaryReceived(const QByteArray &data);
    /// The attempt failed or the connection is over; `reason` is a phrase for a person.
    void ended(const QString &reason);

private:
    template <typename Emission>
    void emitting(Emission emission);
    /// discard() for slots of the socket and the timer, which must not be deleted in them.
    void discardLater();
    void silence();
    void onConnected();
    void onDisconnected();
    void onError();
    void finish(const QString &reason);
    QString describeClose() const;

    QWebSocket m_socket;
    QTimer m_timer;
    int m_handshakeMs;
    /// How many of our signals are being emitted, one inside the other.
    int m_emitting = 0;
    bool m_ended = false;
    bool m_discarded = false;
};

struct ServerConnectionDiscarder
{
    void operator()(ServerConnection *connection) const { connection->discard(); }
};
using ServerConnectionPtr = std::unique_ptr<ServerConnection, ServerConnectionDiscarder>;

} // namespace neuro::client
