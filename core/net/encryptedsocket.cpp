// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "net/encryptedsocket.h"

#include "net/hostport.h"
#include "net/netlogging.h"

#include <QSslSocket>

#include <utility>

#ifdef Q_OS_UNIX
#include <fcntl.h>
#include <unistd.h>
#endif

namespace neuro::net {

namespace {

/// The first byte of a TLS connection: its record of type "handshake" (RFC 8446, 5.1).
constexpr char handshakeRecord = 0x16;

/// A second descriptor of the same connection; -1: there is none.
qintptr duplicate(qintptr descriptor)
{
#ifdef Q_OS_UNIX
    return ::fcntl(static_cast<int>(descriptor), F_DUPFD_CLOEXEC, 0);
#else
    Q_UNUSED(descriptor)
    return -1;
#endif
}

void closeDescriptor(qintptr descriptor)
{
#ifdef Q_OS_UNIX
    if (descriptor >= 0)
        ::close(static_cast<int>(descriptor));
#else
    Q_UNUSED(descriptor)
#endif
}

} // namespace

EncryptedSocket::EncryptedSocket(const QSslConfiguration &encryption, QObject *parent)
    : LingeringSocket(parent)
    , m_tls(new QSslSocket(this))
{
    m_tls->setSslConfiguration(encryption);
    connect(m_tls, &QIODevice::readyRead, this, &EncryptedSocket::receive);
    connect(m_tls, &QSslSocket::encryptedBytesWritten, this, &QIODevice::bytesWritten);
    connect(m_tls, &QIODevice::bytesWritten, this, [this](qint64 bytes) {
        // Of encrypted ones it tells above, once they have left.
        if (isMisdirected())
            Q_EMIT bytesWritten(bytes);
    });
    connect(m_tls, &QAbstractSocket::errorOccurred, this, &EncryptedSocket::noteError);
    connect(m_tls, &QAbstractSocket::disconnected, this, &EncryptedSocket::noteEnd);
}

EncryptedSocket::~EncryptedSocket()
{
    if (m_tls)
        m_tls->disconnect(this);
    closeDescriptor(m_spareDescriptor);
}

bool EncryptedSocket::setSocketDescriptor(qintptr descriptor, SocketState state, OpenMode mode)
{
    if (!m_tls->setSocketDescriptor(descriptor, state, mode)) {
        setErrorString(m_tls->errorString());
        return false;
    }
    setLocalAddress(m_tls->localAddress());
    setLocalPort(m_tls->localPort());
    setPeerAddress(m_tls->peerAddress());
    setPeerPort(m_tls->peerPort());
    setOpenMode(mode | Unbuffered);
    setSocketState(state);
    return true;
}

void EncryptedSocket::receive()
{
    if (m_speech == Speech::Unknown) {
        const QByteArray first = m_tls->peek(1);
        if (first.isEmpty())
            return;
        if (first.at(0) == handshakeRecord) {
            m_speech = Speech::Tls;
            m_tls->startServerEncryption();
            return;
        }
        m_speech = Speech::Plain;
    }
    Q_EMIT readyRead();
}

void EncryptedSocket::noteError(SocketError error)
{
    if (error == SslHandshakeFailedError || error == SslInternalError ||
        error == SslInvalidUserDataError)
        qCDebug(lcNet, "%ls: no encrypted connection: %ls",
                qUtf16Printable(hostPort(peerAddress(), peerPort())),
                qUtf16Printable(m_tls->errorString()));
    setSocketError(error);
    setErrorString(m_tls->errorString());
    Q_EMIT errorOccurred(error);
}

void EncryptedSocket::noteEnd()
{
    // What is decrypted already stops nobody from seeing the end behind it.
    m_hasEnded = isPaused();
    if (m_hasEnded)
        return;
    if (m_spareDescriptor >= 0)
        return discardRest();
    // What was decrypted by now can still be read.
    LingeringSocket::disconnectFromHost();
}

void EncryptedSocket::pauseEnded()
{
    if (m_hasEnded)
        noteEnd();
}

void EncryptedSocket::discardRest()
{
    const qintptr descriptor = std::exchange(m_spareDescriptor, -1);
    leaveTls();
    shutDownSending(descriptor);
    // From here on a socket like any other; what it reads, which is encrypted, is thrown away.
    if (!LingeringSocket::setSocketDescriptor(descriptor)) {
        closeDescriptor(descriptor);
        LingeringSocket::disconnectFromHost();
    }
}

void EncryptedSocket::leaveTls()
{
    if (QSslSocket *tls = std::exchange(m_tls, nullptr)) {
        tls->disconnect(this);
        tls->abort();
        tls->deleteLater();
    }
}

void EncryptedSocket::disconnectFromHost()
{
    leaveTls();
    closeDescriptor(std::exchange(m_spareDescriptor, -1));
    LingeringSocket::disconnectFromHost();
}

void EncryptedSocket::endSending()
{
    if (m_hasEnded)
        return noteEnd();
    if (isMisdirected())
        return LingeringSocket::endSending();
    // TLS has a goodbye of its own (RFC 8446, 6.1), with which Qt closes the connection both ways.
    m_spareDescriptor = duplicate(socketDescriptor());
    m_tls->disconnectFromHost();
}

void EncryptedSocket::flushOutput()
{
    if (m_tls)
        m_tls->flush();
}

qint64 EncryptedSocket::bytesToWrite() const
{
    if (m_hasEnded)
        return 0;
    return m_tls ? m_tls->bytesToWrite() + m_tls->encryptedBytesToWrite()
                 : LingeringSocket::bytesToWrite();
}

qint64 EncryptedSocket::bytesAvailable() const
{
    const qint64 here = LingeringSocket::bytesAvailable();
    if (isLingering() || isPaused() || !m_tls || m_speech == Speech::Unknown)
        return here;
    return here + m_tls->bytesAvailable();
}

bool EncryptedSocket::canReadLine() const
{
    return LingeringSocket::canReadLine() || (m_tls && m_tls->canReadLine());
}

qintptr EncryptedSocket::socketDescriptor() const
{
    return m_tls ? m_tls->socketDescriptor() : LingeringSocket::socketDescriptor();
}

void EncryptedSocket::setSocketOption(SocketOption option, const QVariant &value)
{
    if (m_tls)
        m_tls->setSocketOption(option, value);
}

void EncryptedSocket::setReadBufferSize(qint64 size)
{
    LingeringSocket::setReadBufferSize(size);
    if (m_tls)
        m_tls->setReadBufferSize(size);
}

qint64 EncryptedSocket::readData(char *data, qint64 size)
{
    if (!m_tls)
        return LingeringSocket::readData(data, size);
    return m_speech == Speech::Unknown ? 0 : m_tls->read(data, size);
}

qint64 EncryptedSocket::skipData(qint64 size)
{
    if (!m_tls)
        return LingeringSocket::skipData(size);
    return m_speech == Speech::Unknown ? 0 : m_tls->skip(size);
}

qint64 EncryptedSocket::writeData(const char *data, qint64 size)
{
    if (!m_tls)
        return LingeringSocket::writeData(data, size);
    // Nobody is there to read it, and TLS would keep it for ever.
    if (m_hasEnded)
        return size;
    watchOutput();
    return m_tls->write(data, size);
}

} // namespace neuro::net
