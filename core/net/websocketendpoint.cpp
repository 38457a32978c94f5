// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "net/websocketendpoint.h"

#include "net/incomingframes.h"
#include "net/lingeringsocket.h"
#include "protocol/byteordermark.h"

#include <QMetaMethod>
#include <QSslSocket>
#include <QTimerEvent>
#include <QWebSocket>

#include <algorithm>
#include <utility>

namespace neuro::net {

using protocol::Phrase;
using protocol::phrase;
using protocol::pluralPhrase;
using relay::Goodbye;

namespace {

/// What one tick may add to a peer's silence: a thread that was stopped for a while has heard
/// nothing either, whatever the peers said.
constexpr qint64 longestTick = 5 * limits::tickMs;

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

/// What is wrong with a peer's close frame.
Phrase faultOf(const CloseFrame &frame)
{
    if (frame.hasValidCode())
        return phrase(QT_TRANSLATE_NOOP("core", "the reason in its close frame is not UTF-8"));
    if (frame.payload.size() == 1)
        return phrase(QT_TRANSLATE_NOOP("core", "its close frame has half a code"));
    return phrase(
        QT_TRANSLATE_NOOP("core", "its close frame has the code %1, which nobody may send"),
        QString::number(frame.code()));
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
    watchGoodbyes();
    readMended();
    // Queued: close() and abort() can end the connection at once, and the listener must not hear
    // of it from inside them.
    connect(m_socket, &QWebSocket::disconnected, this, &WebSocketEndpoint::finish,
            Qt::QueuedConnection);
}

WebSocketEndpoint::~WebSocketEndpoint()
{
    if (m_state == State::Open)
        beginClosing(static_cast<int>(relay::CloseCode::GoingAway),
                     phrase(QT_TRANSLATE_NOOP("core", "the relay stops")), Goodbye::By::Us);
    finish();
}

void WebSocketEndpoint::start(relay::PeerListener *listener, const relay::PeerInfo &info)
{
    m_listener = listener;
    watchTransport();
    readMended();
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
    if (!hasRoom())
        return;
    m_socket->sendTextMessage(QString::fromUtf8(utf8));
    noteUnwritten();
}

void WebSocketEndpoint::sendBinary(const QByteArray &bytes)
{
    if (!hasRoom())
        return;
    m_socket->sendBinaryMessage(bytes);
    noteUnwritten();
}

void WebSocketEndpoint::sendFrame(const QByteArray &frame)
{
    if (!m_transport || !hasRoom())
        return;
    m_transport->write(frame);
    noteUnwritten();
}

void WebSocketEndpoint::close(relay::CloseCode code, const Phrase &reason)
{
    if (m_state != State::Open)
        return;
    beginClosing(static_cast<int>(code), reason, Goodbye::By::Us);
    m_socket->close(static_cast<QWebSocketProtocol::CloseCode>(code),
                    fittingReason(reason.english()));
}

void WebSocketEndpoint::ping(quint64 token)
{
    if (m_state != State::Open)
        return;
    if (m_pings.size() >= limits::unansweredPings)
        m_pings.pop_front();
    m_pings.push_back({++m_pingsSent, token});
    m_socket->ping(QByteArray::number(m_pingsSent));
}

qint64 WebSocketEndpoint::unwritten() const
{
    return m_socket->bytesToWrite() + (m_ssl ? m_ssl->encryptedBytesToWrite() : 0);
}

void WebSocketEndpoint::closeSlowReader()
{
    const bool isReported = m_limits.slowReader == SlowReader::Report;
    const qint64 limit = m_limits.maxUnwritten * (isReported ? limits::congestedFactor : 1);
    close(relay::CloseCode::Policy,
          phrase(
              QT_TRANSLATE_NOOP("core", "too slow a reader: more than %1 bytes wait to be written"),
              limit));
}

void WebSocketEndpoint::abort()
{
    cut(phrase(QT_TRANSLATE_NOOP("core", "the connection was cut off")));
}

void WebSocketEndpoint::cut(const Phrase &reason)
{
    if (m_state == State::Open)
        beginClosing(lostConnection, reason, Goodbye::By::Us);
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
    if (m_frames && m_frames->isText())
        return receivePieces(bytes);
    if (takesMessage())
        m_listener->binaryReceived(m_id, bytes);
}

/// A text that came in several frames, of which QWebSocket has not looked at the characters.
void WebSocketEndpoint::receivePieces(const QByteArray &utf8)
{
    if (!utf8.isValidUtf8())
        return close(relay::CloseCode::NotUtf8,
                     phrase(QT_TRANSLATE_NOOP("core", "a text message is not UTF-8")));
    if (!takesMessage())
        return;
    // QWebSocket takes it away as well.
    const bool hasMark = utf8.startsWith(protocol::byteOrderMark);
    m_listener->textReceived(m_id, hasMark ? utf8.mid(protocol::byteOrderMark.size()) : utf8);
}

void WebSocketEndpoint::receivePong(quint64 elapsedMs, const QByteArray &payload)
{
    Q_UNUSED(elapsedMs)
    m_sawLife = true;
    // A peer may send pongs that nobody asked for, and may answer only the last of several pings.
    const quint64 number = payload.toULongLong();
    if (m_state != State::Open || !m_listener || number > m_pingsSent)
        return;
    quint64 newest = 0;
    while (!m_pings.empty() && m_pings.front().number <= number) {
        newest = std::max(newest, m_pings.front().token);
        m_pings.pop_front();
    }
    if (newest > 0)
        m_listener->pongReceived(m_id, newest);
}

bool WebSocketEndpoint::takesMessage()
{
    if (m_state != State::Open || !m_listener)
        return false;
    m_heardSinceTick = true;
    m_sawLife = true;
    if (m_bucket.take()) {
        pace();
        return true;
    }
    close(relay::CloseCode::Policy,
          pluralPhrase(QT_TRANSLATE_N_NOOP("core", "more than %1 messages a second"),
                       m_bucket.rate()));
    return false;
}

void WebSocketEndpoint::pace()
{
    // Who waits for an answer before it goes on has nothing behind what it said.
    const QIODevice *reader = m_frames ? static_cast<QIODevice *>(m_frames) : m_transport;
    if (!reader || reader->bytesAvailable() == 0 || ++m_crowded < limits::pacedMessages)
        return;
    m_crowded = 0;
    const qint64 left = m_span.remainingTime();
    m_span.setRemainingTime(left + limits::pacedSpanMs, Qt::PreciseTimer);
    auto *lingering = qobject_cast<LingeringSocket *>(m_transport.data());
    if (left > 0 && lingering)
        lingering->pauseReading(static_cast<int>(left));
}

bool WebSocketEndpoint::hasRoom()
{
    if (m_state != State::Open)
        return false;
    if (unwritten() <= m_limits.maxUnwritten)
        return true;
    // Much may have been sent since the event loop last had a chance to write.
    if (!m_isCongested)
        flush();
    const bool isReported = m_limits.slowReader == SlowReader::Report;
    const qint64 limit = m_limits.maxUnwritten * (isReported ? limits::congestedFactor : 1);
    if (unwritten() <= limit)
        return m_state == State::Open;
    closeSlowReader();
    return false;
}

/// QWebSocket's own does nothing for a server's encrypted socket: QAbstractSocket::flush() is not
/// virtual.
void WebSocketEndpoint::flush()
{
    if (auto *lingering = qobject_cast<LingeringSocket *>(m_transport.data()))
        lingering->flushOutput();
    else
        m_socket->flush();
}

void WebSocketEndpoint::watchTransport()
{
    connect(m_socket, &QWebSocket::bytesWritten, this, &WebSocketEndpoint::noteWritten);
    m_transport = m_socket->findChild<QTcpSocket *>({}, Qt::FindDirectChildrenOnly);
    if (m_transport)
        connect(m_transport, &QTcpSocket::readyRead, this, [this] { m_sawLife = true; });
    // A server's encrypted socket counts everything by itself, and has one deeper down.
    m_ssl = m_socket->findChild<QSslSocket *>({}, Qt::FindDirectChildrenOnly);
    if (m_ssl)
        connect(m_ssl, &QSslSocket::encryptedBytesWritten, this, &WebSocketEndpoint::noteWritten);
}

void WebSocketEndpoint::readMended()
{
    auto *transport = m_socket->findChild<QTcpSocket *>({}, Qt::FindDirectChildrenOnly);
    if (!m_frames && transport && m_socket->state() == QAbstractSocket::ConnectedState)
        m_frames = IncomingFrames::between(transport, m_socket);
}

void WebSocketEndpoint::noteWritten()
{
    const qint64 left = unwritten();
    // The kernel was full and has room again: the peer takes what is sent, if only slowly, and a
    // ping has to wait behind the rest.
    if (left > 0)
        m_sawLife = true;
    if (m_isCongested && left <= m_limits.maxUnwritten / 2)
        setCongested(false);
}

void WebSocketEndpoint::noteUnwritten()
{
    if (m_limits.slowReader != SlowReader::Report || m_isCongested ||
        unwritten() <= m_limits.maxUnwritten)
        return;
    flush();
    if (m_state == State::Open && unwritten() > m_limits.maxUnwritten)
        setCongested(true);
}

void WebSocketEndpoint::setCongested(bool congested)
{
    m_isCongested = congested;
    // Queued: the listener must not hear of it from inside what it sends.
    QMetaObject::invokeMethod(this, &WebSocketEndpoint::reportCongestion, Qt::QueuedConnection);
}

void WebSocketEndpoint::reportCongestion()
{
    if (m_state != State::Open || !m_listener || m_toldCongested == m_isCongested)
        return;
    m_toldCongested = m_isCongested;
    m_listener->peerCongested(m_id, m_isCongested);
}

void WebSocketEndpoint::noteClosing()
{
    // Also sent for our own close(), which has noted it already.
    if (m_state != State::Open)
        return;
    if (m_frames && m_frames->closeFrame()) {
        const CloseFrame &frame = *m_frames->closeFrame();
        if (!frame.isValid())
            return beginClosing(m_socket->closeCode(), faultOf(frame), Goodbye::By::Us);
        const int code = frame.payload.isEmpty() ? m_socket->closeCode() : frame.code();
        return beginClosing(code, protocol::verbatim(m_socket->closeReason()), Goodbye::By::Peer);
    }
    // Whose word that is comes a moment later.
    beginClosing(m_socket->closeCode(), protocol::verbatim(m_socket->closeReason()),
                 Goodbye::By::Unknown);
}

/// QWebSocket says the same of its own close over a message and of the peer's over one of ours. The
/// part of it that reads frames tells them apart; without it nobody knows, which is allowed.
void WebSocketEndpoint::watchGoodbyes()
{
    const auto watch = [this](const QObject *reader, const char *signal, const char *slot) {
        const int index = reader->metaObject()->indexOfSignal(signal);
        if (index >= 0)
            connect(reader, reader->metaObject()->method(index), this,
                    metaObject()->method(metaObject()->indexOfSlot(slot)));
    };
    for (const QObject *part : m_socket->children()) {
        if (!part->inherits("QWebSocketDataProcessor"))
            continue;
        watch(part, "errorEncountered(QWebSocketProtocol::CloseCode,QString)", "noteOwnGoodbye()");
        watch(part, "closeReceived(QWebSocketProtocol::CloseCode,QString)", "notePeersGoodbye()");
    }
}

void WebSocketEndpoint::noteOwnGoodbye()
{
    noteGoodbye(Goodbye::By::Us);
}

void WebSocketEndpoint::notePeersGoodbye()
{
    noteGoodbye(Goodbye::By::Peer);
}

/// The first one counts: the peer's may be the answer to ours.
void WebSocketEndpoint::noteGoodbye(Goodbye::By by)
{
    if (m_state == State::Closing && m_goodbye.by == Goodbye::By::Unknown)
        m_goodbye.by = by;
}

void WebSocketEndpoint::beginClosing(int code, const Phrase &reason, Goodbye::By by)
{
    m_state = State::Closing;
    m_goodbye = {code, reason, by};
    m_tickTimer.stop();
    m_closeTimer.start(m_limits.closeMs, this);
}

void WebSocketEndpoint::finish()
{
    if (m_state == State::Finished)
        return;
    if (m_state == State::Open)
        m_goodbye.reason = phrase(QT_TRANSLATE_NOOP("core", "the connection was lost"));
    m_state = State::Finished;
    m_tickTimer.stop();
    m_closeTimer.stop();
    if (relay::PeerListener *listener = std::exchange(m_listener, nullptr))
        listener->peerDisconnected(m_id, m_goodbye);
    Q_EMIT finished();
}

void WebSocketEndpoint::tick()
{
    const qint64 elapsed = m_sinceTick.restart();
    m_bucket.refill(elapsed);
    m_silentMs = std::exchange(m_heardSinceTick, false) ? 0 : m_silentMs + elapsed;
    if (m_limits.idleMs > 0 && m_silentMs >= m_limits.idleMs)
        close(relay::CloseCode::Policy,
              phrase(QT_TRANSLATE_NOOP("core", "nothing was said for %1 ms"), m_silentMs));
    if (m_state == State::Open)
        checkPulse(std::min(elapsed, longestTick));
}

void WebSocketEndpoint::checkPulse(qint64 elapsedMs)
{
    if (std::exchange(m_sawLife, false)) {
        m_quietMs = 0;
        m_askedForLife = false;
    } else {
        m_quietMs += elapsedMs;
    }
    if (m_limits.deadAfterMs > 0 && m_quietMs >= m_limits.deadAfterMs) {
        m_wasSilent = true;
        return cut(phrase(
            QT_TRANSLATE_NOOP("core", "nothing was heard for %1 ms, not even the answer to a ping"),
            m_quietMs));
    }
    if (m_limits.pingAfterMs > 0 && m_quietMs >= m_limits.pingAfterMs && !m_askedForLife) {
        m_askedForLife = true;
        ping(0);
    }
}

void WebSocketEndpoint::updateTick()
{
    const bool isNeeded =
        m_state == State::Open && (m_bucket.rate() > 0 || m_limits.idleMs > 0 ||
                                   m_limits.pingAfterMs > 0 || m_limits.deadAfterMs > 0);
    if (!isNeeded) {
        m_tickTimer.stop();
    } else if (!m_tickTimer.isActive()) {
        m_silentMs = 0;
        m_quietMs = 0;
        m_sinceTick.start();
        m_tickTimer.start(limits::tickMs, this);
    }
}

} // namespace neuro::net
