// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "net/websocketendpoint.h"

#include <QTimerEvent>
#include <QWebSocket>

#include <utility>

namespace neuro::net {

using namespace Qt::Literals::StringLiterals;

namespace {

/// As much of `reason` as fits into a close frame, cut between characters.
QString fittingReason(const QString &reason)
{
    QString fitting = reason;
    while (fitting.toUtf8().size() > limits::closeReason) {
        fitting.chop(1);
        if (!fitting.isEmpty() && fitting.back().isHighSurrogate())
            fitting.chop(1);
    }
    return fitting;
}

} // namespace

WebSocketEndpoint::WebSocketEndpoint(QWebSocket *socket, const EndpointLimits &limits,
                                     QObject *parent)
    : QObject(parent)
    , m_socket(socket)
{
    m_socket->setParent(this);
    setLimits(limits);
    connect(m_socket, &QWebSocket::textMessageReceived, this, &WebSocketEndpoint::receiveText);
    connect(m_socket, &QWebSocket::binaryMessageReceived, this, &WebSocketEndpoint::receiveBinary);
    connect(m_socket, &QWebSocket::pong, this, &WebSocketEndpoint::receivePong);
    connect(m_socket, &QWebSocket::aboutToClose, this, &WebSocketEndpoint::noteClosing);
    // Queued: close() and abort() can end the connection at once, and the listener must not hear
    // of it from inside them.
    connect(m_socket, &QWebSocket::disconnected, this, &WebSocketEndpoint::finish,
            Qt::QueuedConnection);
}

WebSocketEndpoint::~WebSocketEndpoint()
{
    if (m_state == State::Open)
        beginClosing(static_cast<int>(relay::CloseCode::GoingAway), u"the relay stops"_s);
    finish();
}

void WebSocketEndpoint::start(relay::PeerListener *listener, const relay::PeerInfo &info)
{
    m_listener = listener;
    m_id = m_listener->peerConnected(this, info);
}

void WebSocketEndpoint::setLimits(const EndpointLimits &limits)
{
    m_limits = limits;
    m_socket->setMaxAllowedIncomingFrameSize(static_cast<quint64>(limits.maxMessage));
    m_socket->setMaxAllowedIncomingMessageSize(static_cast<quint64>(limits.maxMessage));
    m_bucket.setRate(limits.messageRate);
    updateTick();
}

void WebSocketEndpoint::sendText(const QByteArray &utf8)
{
    if (hasRoom())
        m_socket->sendTextMessage(QString::fromUtf8(utf8));
}

void WebSocketEndpoint::sendBinary(const QByteArray &bytes)
{
    if (hasRoom())
        m_socket->sendBinaryMessage(bytes);
}

void WebSocketEndpoint::close(relay::CloseCode code, const QString &reason)
{
    if (m_state != State::Open)
        return;
    const QString fitting = fittingReason(reason);
    beginClosing(static_cast<int>(code), fitting);
    m_socket->close(static_cast<QWebSocketProtocol::CloseCode>(code), fitting);
}

void WebSocketEndpoint::ping()
{
    if (m_state == State::Open)
        m_socket->ping(QByteArray::number(++m_pingsSent));
}

void WebSocketEndpoint::closeSlowReader()
{
    close(relay::CloseCode::Policy,
          u"too slow a reader: more than %1 bytes wait to be written"_s.arg(m_limits.maxUnwritten));
}

void WebSocketEndpoint::abort()
{
    if (m_state == State::Open)
        beginClosing(lostConnection, u"the connection was cut off"_s);
    // The first one only makes a server's socket linger.
    m_socket->abort();
    m_socket->abort();
}

void WebSocketEndpoint::timerEvent(QTimerEvent *event)
{
    if (event->timerId() == m_tickTimer.timerId())
        return tick();
    if (event->timerId() != m_closeTimer.timerId())
        return QObject::timerEvent(event);
    m_closeTimer.stop();
    abort();
}

void WebSocketEndpoint::receiveText(const QString &text)
{
    if (takesMessage())
        m_listener->textReceived(m_id, text.toUtf8());
}

void WebSocketEndpoint::receiveBinary(const QByteArray &bytes)
{
    if (takesMessage())
        m_listener->binaryReceived(m_id, bytes);
}

void WebSocketEndpoint::receivePong(quint64 elapsedMs, const QByteArray &payload)
{
    Q_UNUSED(elapsedMs)
    // A peer may send pongs that nobody asked for, and may answer only the last of several pings.
    const quint64 number = payload.toULongLong();
    if (m_state != State::Open || !m_listener || number <= m_pingsAnswered || number > m_pingsSent)
        return;
    m_pingsAnswered = number;
    m_listener->pongReceived(m_id);
}

bool WebSocketEndpoint::takesMessage()
{
    if (m_state != State::Open || !m_listener)
        return false;
    m_heardSinceTick = true;
    if (m_bucket.take())
        return true;
    close(relay::CloseCode::Policy, u"more than %1 messages a second"_s.arg(m_bucket.rate()));
    return false;
}

bool WebSocketEndpoint::hasRoom()
{
    if (m_state != State::Open)
        return false;
    if (m_socket->bytesToWrite() <= m_limits.maxUnwritten)
        return true;
    // Much may have been sent since the event loop last had a chance to write.
    m_socket->flush();
    if (m_socket->bytesToWrite() <= m_limits.maxUnwritten)
        return m_state == State::Open;
    closeSlowReader();
    return false;
}

void WebSocketEndpoint::noteClosing()
{
    // Also sent for our own close(), which has noted it already.
    if (m_state == State::Open)
        beginClosing(m_socket->closeCode(), m_socket->closeReason());
}

void WebSocketEndpoint::beginClosing(int code, const QString &reason)
{
    m_state = State::Closing;
    m_closeCode = code;
    m_closeReason = reason;
    m_tickTimer.stop();
    m_closeTimer.start(m_limits.closeMs, this);
}

void WebSocketEndpoint::finish()
{
    if (m_state == State::Finished)
        return;
    if (m_state == State::Open)
        m_closeReason = u"the connection was lost"_s;
    m_state = State::Finished;
    m_tickTimer.stop();
    m_closeTimer.stop();
    if (relay::PeerListener *listener = std::exchange(m_listener, nullptr))
        listener->peerDisconnected(m_id, m_closeCode, m_closeReason);
    Q_EMIT finished();
}

void WebSocketEndpoint::tick()
{
    const qint64 elapsed = m_sinceTick.restart();
    m_bucket.refill(elapsed);
    m_silentMs = std::exchange(m_heardSinceTick, false) ? 0 : m_silentMs + elapsed;
    if (m_limits.idleMs > 0 && m_silentMs >= m_limits.idleMs)
        close(relay::CloseCode::Policy, u"nothing was said for %1 ms"_s.arg(m_silentMs));
}

void WebSocketEndpoint::updateTick()
{
    const bool isNeeded = m_state == State::Open && (m_bucket.rate() > 0 || m_limits.idleMs > 0);
    if (!isNeeded) {
        m_tickTimer.stop();
    } else if (!m_tickTimer.isActive()) {
        m_silentMs = 0;
        m_sinceTick.start();
        m_tickTimer.start(limits::tickMs, this);
    }
}

} // namespace neuro::net
