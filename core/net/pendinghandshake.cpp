// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "net/pendinghandshake.h"

#include "net/diversion.h"
#include "net/hostport.h"
#include "net/httpreply.h"
#include "net/lingeringsocket.h"
#include "net/netlimits.h"
#include "net/netlogging.h"

#include <QTimerEvent>

#include <algorithm>

namespace neuro::net {

namespace {

/// QWebSocketServer would hang up on such a request without a word.
bool isTooLarge(const RequestHead &head)
{
    return head.fields.size() > limits::requestFields ||
           std::any_of(head.fields.begin(), head.fields.end(), [](const RequestHead::Field &field) {
               return field.name.size() + field.value.size() > limits::requestField;
           });
}

QByteArray tooLargeReply()
{
    return httpReply("431 Request Header Fields Too Large",
                     "The head of a request may be " + QByteArray::number(limits::requestHead) +
                         " bytes long, with at most " + QByteArray::number(limits::requestFields) +
                         " fields of " + QByteArray::number(limits::requestField) + " bytes.\n");
}

} // namespace

PendingHandshake::PendingHandshake(LingeringSocket *socket, AccessPolicy *policy, int timeoutMs,
                                   QObject *parent)
    : QObject(parent)
    , m_socket(socket)
    , m_policy(policy)
{
    m_socket->setParent(this);
    connect(m_socket, &QIODevice::readyRead, this, &PendingHandshake::look);
    // Queued, so that nobody deletes this object from inside one of its own functions.
    connect(m_socket, &QAbstractSocket::disconnected, this, &PendingHandshake::finished,
            Qt::QueuedConnection);
    m_timer.start(timeoutMs, this);
}

void PendingHandshake::start()
{
    look();
}

void PendingHandshake::resume(const RequestHead &head)
{
    const std::optional<qsizetype> size = requestHeadSize(m_socket->peek(limits::requestHead));
    if (!size)
        return drop();
    m_head = head;
    m_headSize = *size;
    accept();
}

LingeringSocket *PendingHandshake::release()
{
    LingeringSocket *socket = m_socket;
    m_timer.stop();
    m_socket->disconnect(this);
    m_socket->setParent(nullptr);
    m_socket = nullptr;
    return socket;
}

void PendingHandshake::drop()
{
    m_socket->drop();
}

void PendingHandshake::timerEvent(QTimerEvent *event)
{
    if (event->timerId() != m_timer.timerId())
        return QObject::timerEvent(event);
    m_timer.stop();
    if (!m_isDecided)
        qCDebug(lcNet, "%ls: no complete request in time, closed",
                qUtf16Printable(hostPort(m_socket->peerAddress(), m_socket->peerPort())));
    drop();
}

void PendingHandshake::look()
{
    if (m_isDecided)
        return;
    if (m_socket->isMisdirected())
        return answer(httpReply("400 Bad Request", "This port is encrypted. Use an address that "
                                                   "begins with wss://.\n"));
    const QByteArray bytes = m_socket->peek(limits::requestHead);
    const std::optional<qsizetype> size = requestHeadSize(bytes);
    if (size) {
        const std::optional<RequestHead> head =
            parseRequestHead(QByteArrayView(bytes).first(*size));
        if (!head)
            return answer(httpReply("400 Bad Request", "This is not an HTTP/1.1 request.\n"));
        m_head = *head;
        m_headSize = *size;
        judge();
    } else if (!looksLikeHttp(bytes)) {
        answer(httpReply("400 Bad Request",
                         "This is not HTTP. An address that begins with wss:// or https:// does "
                         "not work here; use ws://.\n"));
    } else if (bytes.size() >= limits::requestHead) {
        answer(tooLargeReply());
    }
}

void PendingHandshake::judge()
{
    const Diversion diversion = m_isDiverting ? diversionOf(m_head) : Diversion::None;
    switch (diversion) {
    case Diversion::None:
        if (admits(QString::fromUtf8(m_head.field("Origin").value_or(QByteArray()))) &&
            isWellFormed())
            accept();
        break;
    case Diversion::Hub:
        // Its origin is the hub's affair, which asks pages for a token.
        if (admits(QString()) && isWellFormed())
            divert();
        break;
    case Diversion::Status:
        divert();
        break;
    }
}

bool PendingHandshake::admits(const QString &origin)
{
    const AccessPolicy::Ruling ruling = m_policy->judge(m_socket->peerAddress(), origin);
    if (!ruling.admitted)
        refuse(ruling);
    return ruling.admitted;
}

bool PendingHandshake::isWellFormed()
{
    if (!m_head.wantsWebSocket()) {
        answer(upgradeReply());
        return false;
    }
    if (isTooLarge(m_head)) {
        answer(tooLargeReply());
        return false;
    }
    const QByteArray flaw = webSocketFlaw(m_head);
    if (!flaw.isEmpty())
        answer(httpReply("400 Bad Request", "No WebSocket handshake: " + flaw + ".\n",
                         "Sec-WebSocket-Version: 13\r\n"));
    return flaw.isEmpty();
}

void PendingHandshake::accept()
{
    m_isDecided = true;
    disconnect(m_socket, &QIODevice::readyRead, this, &PendingHandshake::look);
    // QWebSocketServer takes whatever it finds for the request.
    const QByteArray bytes = m_socket->readAll();
    m_earlyBytes = bytes.sliced(m_headSize);
    m_socket->putBack(QByteArrayView(bytes).first(m_headSize));
    Q_EMIT accepted();
}

void PendingHandshake::divert()
{
    m_isDecided = true;
    disconnect(m_socket, &QIODevice::readyRead, this, &PendingHandshake::look);
    const auto announce = [this] {
        if (m_socket && m_socket->state() == QAbstractSocket::ConnectedState)
            Q_EMIT diverted();
    };
    QMetaObject::invokeMethod(this, announce, Qt::QueuedConnection);
}

void PendingHandshake::refuse(const AccessPolicy::Ruling &ruling)
{
    // A page knows where it is from; what it says need not be repeated.
    const QByteArray who =
        ruling.origin.isEmpty() ? ruling.address.toUtf8() : QByteArray("A page of this origin");
    answer(httpReply("403 Forbidden",
                     who + " may not connect until Neuro Relay's operator allows it.\n"));
    Q_EMIT refused(ruling.origin, ruling.address, ruling.ask);
}

void PendingHandshake::answer(const QByteArray &reply)
{
    m_isDecided = true;
    m_isRefused = true;
    m_timer.start(limits::closeMs, this);
    m_socket->write(reply);
    m_socket->flush();
    m_socket->close();
}

QByteArray PendingHandshake::upgradeReply() const
{
    const QString here = hostPort(m_socket->localAddress(), m_socket->localPort());
    const QByteArray hint =
        m_hint.isEmpty()
            ? QByteArrayLiteral("This is the port of Neuro Relay that games connect to "
                                "with WebSocket. Set the game's NEURO_SDK_WS_URL to")
            : m_hint;
    const QByteArray scheme = m_socket->isEncrypted() ? " wss://" : " ws://";
    return httpReply("426 Upgrade Required", hint + scheme + here.toLatin1() + "\n",
                     "Upgrade: websocket\r\n");
}

} // namespace neuro::net
