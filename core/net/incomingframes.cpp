// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "net/incomingframes.h"

#include <QMetaMethod>
#include <QTcpSocket>
#include <QWebSocket>

#include <algorithm>
#include <cstring>

namespace neuro::net {

namespace {

/// Null when this QtWebSockets is made otherwise.
QObject *frameReaderOf(const QWebSocket &socket)
{
    for (QObject *part : socket.children()) {
        if (part->inherits("QWebSocketDataProcessor") &&
            part->metaObject()->indexOfSlot("process(QIODevice*)") >= 0)
            return part;
    }
    return nullptr;
}

} // namespace

IncomingFrames *IncomingFrames::between(QTcpSocket *transport, QWebSocket *socket)
{
    QObject *reader = frameReaderOf(*socket);
    if (!reader)
        return nullptr;
    auto *frames = new IncomingFrames(transport, socket);
    const QMetaObject *parts = reader->metaObject();
    connect(frames, QMetaMethod::fromSignal(&IncomingFrames::readable), reader,
            parts->method(parts->indexOfSlot("process(QIODevice*)")));
    disconnect(transport, &QIODevice::readyRead, socket, nullptr);
    connect(transport, &QIODevice::readyRead, frames, &IncomingFrames::handOn);
    if (!frames->m_early.isEmpty())
        QMetaObject::invokeMethod(frames, &IncomingFrames::handOn, Qt::QueuedConnection);
    return frames;
}

IncomingFrames::IncomingFrames(QTcpSocket *transport, QObject *parent)
    : QIODevice(parent)
    , m_transport(transport)
    , m_early(transport->readAll())
{
    open(ReadOnly | Unbuffered);
}

qint64 IncomingFrames::bytesAvailable() const
{
    return m_early.size() + (m_transport ? m_transport->bytesAvailable() : 0);
}

void IncomingFrames::handOn()
{
    // Whoever is told of a message may write so much that a transport reads. What came then is read
    // in turn: half a frame must not be begun inside of another.
    if (m_isHandingOn)
        return;
    const QPointer<IncomingFrames> self(this);
    m_isHandingOn = true;
    handOnAll();
    if (!self)
        return;
    m_isHandingOn = false;
    // Stops a timer for the rest of a frame, which QtWebSockets stops as soon as more comes: a peer
    // may stop in the middle as well as between two.
    Q_EMIT readyRead();
}

void IncomingFrames::handOnAll()
{
    const QPointer<IncomingFrames> self(this);
    // Each takes one message, or what there is of it.
    qint64 before = -1;
    while (bytesAvailable() > 0 && m_read != before) {
        before = m_read;
        Q_EMIT readable(this);
        if (!self)
            return;
    }
}

qint64 IncomingFrames::readData(char *data, qint64 size)
{
    qint64 count = 0;
    if (!m_early.isEmpty()) {
        count = std::min<qint64>(size, m_early.size());
        std::memcpy(data, m_early.constData(), static_cast<std::size_t>(count));
        m_early.remove(0, count);
    }
    if (count < size && m_transport) {
        const qint64 more = m_transport->read(data + count, size - count);
        if (more < 0 && count == 0)
            return more;
        count += std::max<qint64>(more, 0);
    }
    m_read += count;
    m_mender.mend(data, count);
    return count;
}

/// It is open for reading only.
qint64 IncomingFrames::writeData(const char *data, qint64 size)
{
    Q_UNUSED(data)
    Q_UNUSED(size)
    return -1;
}

} // namespace neuro::net
