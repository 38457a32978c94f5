// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "client/serverconnection.h"

#include "protocol/codec.h"
#include "protocol/limits.h"

#include <QTcpSocket>

namespace neuro::client {

using namespace Qt::Literals::StringLiterals;

/// Emits a signal, whose receivers may discard this connection: it then lives until the outermost
/// emission is over.
template <typename Emission>
void ServerConnection::emitting(Emission emission)
{
    ++m_emitting;
    emission();
    --m_emitting;
    if (m_emitting == 0 && m_discarded)
        deleteLater();
}

ServerConnection::ServerConnection()
    : m_socket(QString(), QWebSocketProtocol::VersionLatest, this)
    , m_handshakeMs(protocol::limits::handshakeMs)
{
    m_socket.setMaxAllowedIncomingFrameSize(protocol::limits::message);
    m_socket.setMaxAllowedIncomingMessageSize(protocol::limits::message);
    m_timer.setSingleShot(true);

    connect(&m_socket, &QWebSocket::connected, this, &ServerConnection::onConnected);
    connect(&m_socket, &QWebSocket::disconnected, this, &ServerConnection::onDisconnected);
    connect(&m_socket, qOverload<QAbstractSocket::SocketError>(&QWebSocket::error), this,
            &ServerConnection::onError);
    connect(&m_socket, &QWebSocket::textMessageReceived, this,
            [this](const QString &text) { emitting([&] { Q_EMIT textReceived(text.toUtf8()); }); });
    connect(&m_socket, &QWebSocket::binaryMessageReceived, this,
            [this](const QByteArray &data) { emitting([&] { Q_EMIT binaryReceived(data); }); });
    connect(&m_timer, &QTimer::timeout, this, [this] {
        finish(u"the server accepted the connection but did not answer the WebSocket handshake "
               u"within %1 ms"_s.arg(m_handshakeMs));
    });
}

ServerConnection::~ServerConnection() = default;

void ServerConnection::setHandshakeTimeout(int ms)
{
    m_handshakeMs = ms;
}

void ServerConnection::open(const QUrl &url)
{
    m_timer.start(m_handshakeMs);
    m_socket.open(url);
}

bool ServerConnection::isOpen() const
{
    return !m_ended && m_socket.state() == QAbstractSocket::ConnectedState;
}

qint64 ServerConnection::unwritten() const
{
    return m_socket.bytesToWrite();
}

void ServerConnection::send(const QByteArray &text)
{
    m_socket.sendTextMessage(QString::fromUtf8(text));
}

void ServerConnection::discard()
{
    silence();
    if (m_emitting > 0)
        m_discarded = true;
    else
        delete this;
}

void ServerConnection::discardLater()
{
    silence();
    if (m_emitting > 0)
        m_discarded = true;
    else
        deleteLater();
}

void ServerConnection::retire(quint16 code, const QString &reason)
{
    if (!isOpen()) {
        discard();
        return;
    }
    silence();
    m_socket.close(static_cast<QWebSocketProtocol::CloseCode>(code), reason);
    if (m_socket.state() == QAbstractSocket::UnconnectedState) {
        discard();
        return;
    }
    connect(&m_socket, &QWebSocket::disconnected, this, &ServerConnection::discardLater);
    connect(&m_timer, &QTimer::timeout, this, &ServerConnection::discardLater);
    m_timer.start(closeMs);
}

void ServerConnection::silence()
{
    m_ended = true;
    m_timer.stop();
    disconnect(this, nullptr, nullptr, nullptr);
    disconnect(&m_socket, nullptr, this, nullptr);
    disconnect(&m_timer, nullptr, this, nullptr);
}

void ServerConnection::onConnected()
{
    m_timer.stop();
    // Without it the kernel holds small messages back until the server has acknowledged the
    // previous ones. QtWebSockets 6.4 sets it too, but promises nothing.
    if (auto *tcpSocket = m_socket.findChild<QTcpSocket *>())
        tcpSocket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    emitting([this] { Q_EMIT opened(); });
}

void ServerConnection::onDisconnected()
{
    finish(describeClose());
}

void ServerConnection::onError()
{
    // Once connected, disconnected() follows, with a close code if there was one. A failed
    // handshake leaves the TCP connection open.
    if (m_socket.state() != QAbstractSocket::ConnectedState)
        finish(m_socket.errorString());
}

void ServerConnection::finish(const QString &reason)
{
    if (m_ended)
        return;
    m_ended = true;
    m_timer.stop();
    emitting([&] { Q_EMIT ended(reason); });
}

QString ServerConnection::describeClose() const
{
    const auto code = m_socket.closeCode();
    // A failed attempt reports disconnected() first and its error afterwards.
    const bool wasCutOff = m_socket.error() != QAbstractSocket::UnknownSocketError;
    const QString said = protocol::quoteForMessage(m_socket.closeReason());
    // Qt reports 1000 without a reason for a connection that was cut off as well.
    if (code == QWebSocketProtocol::CloseCodeNormal && said.isEmpty())
        return wasCutOff ? m_socket.errorString() : u"the connection was closed"_s;
    if (said.isEmpty())
        return u"the connection was closed with code %1"_s.arg(static_cast<int>(code));
    return u"the connection was closed with code %1: %2"_s.arg(QString::number(code), said);
}

} // namespace neuro::client
