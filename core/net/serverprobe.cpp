// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "net/serverprobe.h"

#include "net/hostport.h"
#include "net/netlimits.h"

#include <QCryptographicHash>
#include <QList>
#include <QRandomGenerator>
#include <QStringBuilder>
#include <QTimerEvent>

#include <array>

namespace neuro::net {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr QByteArrayView webSocketGuid = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
/// The `Server` field of our doors' answers.
constexpr QByteArrayView relayName = "Neuro Relay";
constexpr qsizetype keyBytes = 16;

QByteArray randomBytes(qsizetype count)
{
    QByteArray bytes;
    for (qsizetype i = 0; i < count; ++i)
        bytes.append(static_cast<char>(QRandomGenerator::global()->bounded(256)));
    return bytes;
}

/// What a server that understood `key` answers (RFC 6455 section 4.2.2).
QByteArray acceptFor(const QByteArray &key)
{
    const QByteArray text = key + webSocketGuid.toByteArray();
    return QCryptographicHash::hash(text, QCryptographicHash::Sha1).toBase64();
}

/// A client's close frame with code 1000; the mask may be anything (RFC 6455 section 5.3).
QByteArray closeFrame()
{
    static constexpr std::array<quint8, 8> frame = {0x88, 0x82, 0, 0, 0, 0, 0x03, 0xe8};
    return QByteArray(reinterpret_cast<const char *>(frame.data()), frame.size());
}

/// The value of a field of an HTTP head; empty when absent.
QByteArray fieldOf(const QByteArray &head, QByteArrayView name)
{
    for (const QByteArray &line : head.split('\n')) {
        const qsizetype colon = line.indexOf(':');
        const QByteArray key = line.first(qMax<qsizetype>(colon, 0)).trimmed();
        if (key.compare(name, Qt::CaseInsensitive) == 0)
            return line.sliced(colon + 1).trimmed();
    }
    return {};
}

} // namespace

ServerProbe::ServerProbe(QObject *parent)
    : QObject(parent)
{
    connect(&m_socket, &QTcpSocket::connected, this, &ServerProbe::sendRequest);
    connect(&m_socket, &QTcpSocket::readyRead, this, &ServerProbe::readAnswer);
    connect(&m_socket, &QTcpSocket::errorOccurred, this,
            [this] { finish(m_hostField.isEmpty() ? ProbeResult::Nobody : ProbeResult::Other); });
}

ServerProbe::~ServerProbe()
{
    m_socket.disconnect(this);
}

void ServerProbe::start(const QString &host, quint16 port, int timeoutMs)
{
    m_deadline.stop();
    m_socket.abort();
    m_hostField.clear();
    m_answer.clear();
    m_deadline.start(timeoutMs, this);
    m_socket.connectToHost(host.isEmpty() ? u"127.0.0.1"_s : host, port);
}

void ServerProbe::timerEvent(QTimerEvent *event)
{
    if (event->timerId() != m_deadline.timerId())
        return QObject::timerEvent(event);
    finish(m_hostField.isEmpty() ? ProbeResult::Nobody : ProbeResult::Silent);
}

void ServerProbe::sendRequest()
{
    m_hostField = hostPort(m_socket.peerAddress(), m_socket.peerPort());
    m_key = randomBytes(keyBytes).toBase64();
    m_socket.write("GET / HTTP/1.1\r\nHost: " + m_hostField.toLatin1() +
                   "\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13"
                   "\r\nSec-WebSocket-Key: " +
                   m_key + "\r\n\r\n");
}

void ServerProbe::readAnswer()
{
    m_answer += m_socket.read(limits::requestHead);
    const qsizetype end = m_answer.indexOf("\r\n\r\n");
    // Other protocols greet first, and may never end a line.
    const QByteArrayView http = "HTTP/";
    const bool isHttp = m_answer.startsWith(http) || http.startsWith(m_answer);
    if (end >= 0)
        judge(m_answer.first(end));
    else if (!isHttp || m_answer.size() >= limits::requestHead)
        finish(ProbeResult::Other);
}

void ServerProbe::judge(const QByteArray &head)
{
    const bool isUpgrade = head.startsWith("HTTP/1.1 101") &&
                           fieldOf(head, "Sec-WebSocket-Accept") == acceptFor(m_key);
    if (!isUpgrade)
        return finish(ProbeResult::Other);
    m_socket.write(closeFrame());
    m_socket.flush();
    finish(fieldOf(head, "Server") == relayName ? ProbeResult::Relay : ProbeResult::WebSocket);
}

void ServerProbe::finish(ProbeResult result)
{
    if (!m_deadline.isActive())
        return;
    m_deadline.stop();
    // What is still to be written (the close frame) goes out first.
    m_socket.disconnectFromHost();
    Q_EMIT finished(result);
}

} // namespace neuro::net
