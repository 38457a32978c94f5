// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "net/rawpeer.h"

#include <QtEndian>

namespace neuro::tests {

namespace {

constexpr char mask[4] = {'\x11', '\x22', '\x33', '\x44'};

QByteArray lengthBytes(qsizetype size)
{
    QByteArray bytes;
    if (size < 126) {
        bytes.append(static_cast<char>(0x80 | size));
    } else if (size <= 0xFFFF) {
        bytes.append(static_cast<char>(0x80 | 126)).resize(3);
        qToBigEndian<quint16>(static_cast<quint16>(size), bytes.data() + 1);
    } else {
        bytes.append(static_cast<char>(0x80 | 127)).resize(9);
        qToBigEndian<quint64>(static_cast<quint64>(size), bytes.data() + 1);
    }
    return bytes;
}

} // namespace

RawPeer::RawPeer(quint16 port, const QHostAddress &host)
    : m_socket(std::make_unique<QTcpSocket>())
{
    m_socket->connectToHost(host, port);
}

RawPeer::RawPeer(quint16 port, const QSslConfiguration &encryption)
{
    auto socket = std::make_unique<QSslSocket>();
    socket->setSslConfiguration(encryption);
    socket->connectToHostEncrypted(QStringLiteral("127.0.0.1"), port, QStringLiteral("localhost"));
    m_socket = std::move(socket);
}

QByteArray RawPeer::request(const QByteArray &path, const QByteArray &fields)
{
    return QByteArray("GET ") + path +
           " HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
           "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n" +
           fields + "\r\n";
}

QByteArray RawPeer::frame(quint8 opcode, const QByteArray &payload, bool isFinal)
{
    QByteArray bytes;
    bytes.append(static_cast<char>((isFinal ? 0x80 : 0) | opcode));
    bytes.append(lengthBytes(payload.size()));
    bytes.append(mask, sizeof mask);
    const qsizetype start = bytes.size();
    bytes.append(payload);
    for (qsizetype i = 0; i < payload.size(); ++i)
        bytes[start + i] = static_cast<char>(bytes.at(start + i) ^ mask[i % 4]);
    return bytes;
}

void RawPeer::open(const QByteArray &path, const QByteArray &fields)
{
    send(request(path, fields));
}

QByteArray RawPeer::answer()
{
    parse();
    return m_answer;
}

QByteArray RawPeer::refusal()
{
    return isGone() ? answer().mid(9, 3) : QByteArray();
}

QList<RawPeer::Frame> RawPeer::frames()
{
    parse();
    return m_frames;
}

QList<QByteArray> RawPeer::texts()
{
    QList<QByteArray> result;
    for (const Frame &one : frames()) {
        if (one.opcode == Text)
            result.append(one.payload);
    }
    return result;
}

int RawPeer::closeCode()
{
    for (const Frame &one : frames()) {
        if (one.opcode == Close && one.payload.size() >= 2)
            return qFromBigEndian<quint16>(one.payload.constData());
    }
    return 0;
}

QByteArray RawPeer::closeReason()
{
    for (const Frame &one : frames()) {
        if (one.opcode == Close)
            return one.payload.mid(2);
    }
    return {};
}

void RawPeer::parse()
{
    m_rest += m_socket->readAll();
    if (!m_isUpgraded) {
        m_answer += m_rest;
        m_rest.clear();
        const qsizetype end = m_answer.indexOf("\r\n\r\n");
        m_isUpgraded = m_answer.startsWith("HTTP/1.1 101") && end >= 0;
        if (m_isUpgraded) {
            m_rest = m_answer.mid(end + 4);
            m_answer.truncate(end + 4);
        }
    }
    while (m_isUpgraded && parseFrame()) {
    }
}

bool RawPeer::parseFrame()
{
    if (m_rest.size() < 2)
        return false;
    qsizetype start = 2;
    quint64 size = static_cast<quint8>(m_rest.at(1)) & 0x7F;
    if (size == 126 && m_rest.size() >= 4) {
        size = qFromBigEndian<quint16>(m_rest.constData() + 2);
        start = 4;
    } else if (size == 127 && m_rest.size() >= 10) {
        size = qFromBigEndian<quint64>(m_rest.constData() + 2);
        start = 10;
    } else if (size >= 126) {
        return false;
    }
    if (static_cast<quint64>(m_rest.size() - start) < size)
        return false;
    const auto head = static_cast<quint8>(m_rest.at(0));
    const auto payloadSize = static_cast<qsizetype>(size);
    m_frames.append(
        {static_cast<quint8>(head & 0x0F), (head & 0x80) != 0, m_rest.mid(start, payloadSize)});
    m_rest.remove(0, start + payloadSize);
    return true;
}

} // namespace neuro::tests
