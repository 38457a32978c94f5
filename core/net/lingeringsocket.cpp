// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "net/lingeringsocket.h"

#include <QTimerEvent>

#ifdef Q_OS_WIN
#include <winsock2.h>
#else
#include <sys/socket.h>
#endif

namespace neuro::net {

namespace {

constexpr qint64 discardedAtOnce = 64 * 1024;
/// Of a paused socket: not zero, which means no limit.
constexpr qint64 readWhilePaused = 1;

} // namespace

LingeringSocket::LingeringSocket(QObject *parent)
    : QTcpSocket(parent)
{
}

void LingeringSocket::close()
{
    // Without a way to write it was aborted, by Qt itself when the peer was gone as something was
    // written: there is nobody to linger for, and a socket that stays open would be written to.
    if (m_lingering || state() != ConnectedState || writeChannelCount() == 0) {
        QTcpSocket::close();
        return;
    }
    endPause();
    m_lingering = true;
    disconnect(this, &QIODevice::readyRead, nullptr, nullptr);
    connect(this, &QIODevice::readyRead, this, &LingeringSocket::discardInput);
    connect(this, &QIODevice::bytesWritten, this, &LingeringSocket::endWriting);
    discardInput();
    endWriting();
}

void LingeringSocket::drop()
{
    endPause();
    m_lingering = true;
    abort();
}

void LingeringSocket::putBack(QByteArrayView bytes)
{
    for (qsizetype i = bytes.size(); i > 0; --i)
        ungetChar(bytes[i - 1]);
}

qint64 LingeringSocket::bytesAvailable() const
{
    return m_lingering || isPaused() ? 0 : QTcpSocket::bytesAvailable();
}

void LingeringSocket::pauseReading(int ms)
{
    if (m_lingering || state() != ConnectedState)
        return;
    m_pause.start(ms, Qt::PreciseTimer, this);
    setReadBufferSize(readWhilePaused);
}

void LingeringSocket::endPause()
{
    if (!isPaused())
        return;
    m_pause.stop();
    setReadBufferSize(0);
}

void LingeringSocket::timerEvent(QTimerEvent *event)
{
    if (event->timerId() != m_pause.timerId())
        return QTcpSocket::timerEvent(event);
    endPause();
    if (bytesAvailable() > 0)
        Q_EMIT readyRead();
    if (!isPaused())
        pauseEnded();
}

void LingeringSocket::setWriteLimit(qint64 bytes)
{
    m_writeLimit = bytes;
}

qint64 LingeringSocket::writeData(const char *data, qint64 size)
{
    watchOutput();
    return QTcpSocket::writeData(data, size);
}

void LingeringSocket::watchOutput()
{
    if (m_writeLimit > 0 && !m_exceeded && bytesToWrite() > m_writeLimit) {
        m_exceeded = true;
        Q_EMIT writeLimitExceeded();
    }
}

void LingeringSocket::endSending()
{
    shutDownSending(socketDescriptor());
}

void LingeringSocket::shutDownSending(qintptr descriptor)
{
#ifdef Q_OS_WIN
    ::shutdown(static_cast<SOCKET>(descriptor), SD_SEND);
#else
    ::shutdown(static_cast<int>(descriptor), SHUT_WR);
#endif
}

void LingeringSocket::discardInput()
{
    while (skip(discardedAtOnce) > 0) {
    }
}

void LingeringSocket::endWriting()
{
    if (m_writingEnded || bytesToWrite() > 0 || state() != ConnectedState)
        return;
    m_writingEnded = true;
    endSending();
}

} // namespace neuro::net
