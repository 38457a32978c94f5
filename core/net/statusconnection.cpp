// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "net/statusconnection.h"

#include "net/netlimits.h"

#include <QStringBuilder>
#include <QTimerEvent>

#include <algorithm>
#include <utility>

namespace neuro::net {

namespace {

HttpAnswer tooLargeAnswer()
{
    return plainAnswer(431, "The head of a request may be " +
                                QByteArray::number(limits::requestHead) + " bytes long.");
}

} // namespace

StatusConnection::StatusConnection(LingeringSocket *socket, StatusDoor door, int timeoutMs,
                                   Judge judge, QObject *parent)
    : QObject(parent)
    , m_socket(socket)
    , m_judge(std::move(judge))
    , m_deadline(timeoutMs)
{
    socket->setParent(this);
    // What is beyond stays in the kernel, which slows its sender down.
    socket->setReadBufferSize(limits::statusRequest);
    m_call.peer = socket->peerAddress();
    m_call.door = door;
    m_call.isEncrypted = socket->isEncrypted();
    m_lastWord = plainAnswer(408, "The request was not complete in " +
                                      QByteArray::number(timeoutMs / 1000) + " seconds.");
    connect(socket, &QIODevice::readyRead, this, &StatusConnection::look);
    // Queued, so that nobody deletes this object from inside one of its own functions.
    connect(socket, &QAbstractSocket::disconnected, this, &StatusConnection::finished,
            Qt::QueuedConnection);
    m_timer.start(timeoutMs, this);
}

void StatusConnection::start()
{
    look();
}

bool StatusConnection::start(const RequestHead &head)
{
    m_call.head = head;
    m_hasHead = true;
    const bool isGood = judge();
    m_isDecided = true;
    return isGood;
}

void StatusConnection::answer(const HttpAnswer &answer)
{
    // One that had to wait for its answer may have left.
    if (!m_socket || m_isAnswered || m_socket->state() != QAbstractSocket::ConnectedState)
        return;
    m_isDecided = true;
    m_isAnswered = true;
    m_lastWord.reset();
    endLater();
    m_socket->write(httpBytes(answer, m_call.head.method == "HEAD"));
    m_socket->flush();
    m_socket->close();
}

void StatusConnection::drop()
{
    if (m_socket)
        m_socket->drop();
}

void StatusConnection::timerEvent(QTimerEvent *event)
{
    if (event->timerId() != m_timer.timerId())
        return QObject::timerEvent(event);
    m_timer.stop();
    if (m_lastWord)
        refuse(*std::exchange(m_lastWord, std::nullopt));
    else
        drop();
}

void StatusConnection::look()
{
    if (m_isDecided)
        return;
    if (!m_hasHead)
        readHead();
    if (m_hasHead && !m_isDecided && m_socket->bytesAvailable() >= m_call.headSize + m_bodySize)
        finishRequest();
}

void StatusConnection::readHead()
{
    if (m_socket->isMisdirected())
        return refuse(plainAnswer(400, "This port is encrypted. Use an address that begins with "
                                       "https://."));
    const QByteArray bytes = m_socket->peek(limits::requestHead);
    const std::optional<qsizetype> size = requestHeadSize(bytes);
    if (size) {
        std::optional<RequestHead> head = parseRequestHead(QByteArrayView(bytes).first(*size));
        if (!head)
            return refuse(plainAnswer(400, "This is not an HTTP/1.1 request."));
        m_call.head = *std::move(head);
        m_call.headSize = *size;
        m_hasHead = true;
        judge();
    } else if (!looksLikeHttp(bytes)) {
        refuse(plainAnswer(400, "This is not HTTP. An address that begins with https:// does not "
                                "work here; use http://."));
    } else if (bytes.size() >= limits::requestHead) {
        refuse(tooLargeAnswer());
    }
}

bool StatusConnection::judge()
{
    const Verdict verdict = m_judge(m_call);
    if (verdict.refusal && verdict.delayMs > 0) {
        m_isDecided = true;
        m_lastWord = verdict.refusal;
        m_timer.start(verdict.delayMs, this);
    } else if (verdict.refusal) {
        refuse(*verdict.refusal);
    } else {
        m_bodySize = statusBodySize(m_call.head).value_or(0);
        const bool isAsking = m_call.head.fieldHasToken("Expect", "100-continue");
        if (isAsking && m_socket->bytesAvailable() < m_call.headSize + m_bodySize)
            m_socket->write("HTTP/1.1 100 Continue\r\n\r\n");
    }
    return !verdict.refusal;
}

void StatusConnection::finishRequest()
{
    m_isDecided = true;
    m_lastWord.reset();
    endLater();
    // QHttpServer gives up without a word on a head that it cannot read, and takes what comes
    // behind the body for another request.
    m_socket->skip(m_call.headSize);
    if (m_socket->bytesAvailable() > m_bodySize)
        m_socket->putBack(m_socket->readAll().first(m_bodySize));
    const QByteArray head = m_call.head.method + ' ' + m_call.head.path() +
                            " HTTP/1.1\r\nContent-Length: " + QByteArray::number(m_bodySize) +
                            "\r\n\r\n";
    m_socket->putBack(head);
    Q_EMIT complete();
}

void StatusConnection::refuse(const HttpAnswer &refusal)
{
    if (!m_socket)
        return;
    answer(refusal);
    m_timer.start(limits::closeMs, this);
}

/// An answer that comes in the last moment can still be read.
void StatusConnection::endLater()
{
    const auto left = static_cast<int>(m_deadline.remainingTime());
    m_timer.start(std::max(left, m_isAnswered ? limits::closeMs : 0), this);
}

} // namespace neuro::net
