// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "bench/loadconnection.h"

#include <QCryptographicHash>
#include <QString>

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <utility>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace Qt::Literals::StringLiterals;

namespace neuro::bench {

namespace {

constexpr std::array<char, 4> mask = {'\x37', '\x5a', '\x21', '\x6d'};
constexpr char finalFrame = '\x80';
constexpr char masked = '\x80';
constexpr int twoByteLength = 126;
constexpr int eightByteLength = 127;
/// Bytes that were read and are not yet thrown away.
constexpr qsizetype mostTaken = 1024 * 1024;

[[noreturn]] void fail(const char *what)
{
    std::fprintf(stderr, "bench_load: %s: %s\n", what, std::strerror(errno));
    std::exit(1);
}

} // namespace

QByteArray clientFrame(Opcode opcode, QByteArrayView payload)
{
    QByteArray frame;
    frame.append(static_cast<char>(finalFrame | static_cast<char>(opcode)));
    if (payload.size() < twoByteLength) {
        frame.append(static_cast<char>(masked | static_cast<char>(payload.size())));
    } else {
        Q_ASSERT(payload.size() <= 0xFFFF);
        frame.append(static_cast<char>(masked | static_cast<char>(twoByteLength)));
        frame.append(static_cast<char>(payload.size() >> 8));
        frame.append(static_cast<char>(payload.size() & 0xFF));
    }
    frame.append(mask.data(), mask.size());
    for (qsizetype i = 0; i < payload.size(); ++i)
        frame.append(static_cast<char>(payload[i] ^ mask[static_cast<std::size_t>(i % 4)]));
    return frame;
}

QByteArray serverFrame(Opcode opcode, QByteArrayView payload)
{
    QByteArray frame;
    frame.append(static_cast<char>(finalFrame | static_cast<char>(opcode)));
    Q_ASSERT(payload.size() < twoByteLength || payload.size() <= 0xFFFF);
    if (payload.size() < twoByteLength) {
        frame.append(static_cast<char>(payload.size()));
    } else {
        frame.append(static_cast<char>(twoByteLength));
        frame.append(static_cast<char>(payload.size() >> 8));
        frame.append(static_cast<char>(payload.size() & 0xFF));
    }
    return frame.append(payload);
}

int listenForLoad(quint16 &port)
{
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    const int listener = ::socket(AF_INET, SOCK_STREAM, 0);
    if (::bind(listener, reinterpret_cast<const sockaddr *>(&address), size) != 0 ||
        ::listen(listener, 1) != 0 ||
        ::getsockname(listener, reinterpret_cast<sockaddr *>(&address), &size) != 0)
        fail("cannot listen");
    port = ntohs(address.sin_port);
    return listener;
}

LoadConnection LoadConnection::accept(int listener)
{
    LoadConnection made;
    made.m_socket = ::accept(listener, nullptr, nullptr);
    if (made.m_socket < 0)
        fail("cannot accept");
    const int on = 1;
    ::setsockopt(made.m_socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    const QByteArray head = made.readHead();
    const QByteArray field = "sec-websocket-key:";
    const qsizetype begin = head.toLower().indexOf(field) + field.size();
    const QByteArray key = head.sliced(begin, head.indexOf('\r', begin) - begin).trimmed();
    const QByteArray salted = key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"_ba;
    const QByteArray hash = QCryptographicHash::hash(salted, QCryptographicHash::Sha1).toBase64();
    const QByteArray answer = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n"
                              "Connection: Upgrade\r\nSec-WebSocket-Accept: "_ba +
                              hash + "\r\n\r\n"_ba;
    made.write(answer);
    return made;
}

LoadConnection::LoadConnection(quint16 port)
    : m_socket(::socket(AF_INET, SOCK_STREAM, 0))
{
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(m_socket, reinterpret_cast<const sockaddr *>(&address), sizeof address) != 0)
        fail("cannot connect");
    const int on = 1;
    ::setsockopt(m_socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    const QByteArray host = "127.0.0.1:"_ba + QByteArray::number(port);
    const QByteArray request =
        "GET / HTTP/1.1\r\nHost: "_ba + host +
        "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
    write(request);
    if (!readHead().startsWith("HTTP/1.1 101")) {
        errno = EPROTO;
        fail("the server refused the handshake");
    }
}

QByteArray LoadConnection::readHead()
{
    static constexpr QByteArrayView endOfHead = "\r\n\r\n";
    qsizetype end = -1;
    while ((end = m_input.indexOf(endOfHead)) < 0)
        receive();
    end += endOfHead.size();
    const QByteArray head = m_input.first(end);
    m_input.remove(0, end);
    return head;
}

LoadConnection::~LoadConnection()
{
    if (m_socket >= 0)
        ::close(m_socket);
}

LoadConnection::LoadConnection(LoadConnection &&other) noexcept
    : m_socket(std::exchange(other.m_socket, -1))
    , m_input(std::move(other.m_input))
    , m_taken(other.m_taken)
{
}

void LoadConnection::write(QByteArrayView bytes) const
{
    while (!bytes.isEmpty()) {
        const ssize_t count =
            ::send(m_socket, bytes.data(), static_cast<std::size_t>(bytes.size()), MSG_NOSIGNAL);
        if (count <= 0)
            fail("cannot send");
        bytes = bytes.sliced(count);
    }
}

int LoadConnection::readFrames()
{
    receive();
    int frames = 0;
    while (takeFrame())
        ++frames;
    return frames;
}

ServerFrame LoadConnection::readFrame()
{
    for (;;) {
        if (auto frame = takeFrame())
            return *std::move(frame);
        receive();
    }
}

void LoadConnection::waitForPong()
{
    while (readFrame().opcode != Opcode::Pong) {
    }
}

void LoadConnection::receive()
{
    if (m_taken == m_input.size() || m_taken > mostTaken) {
        m_input.remove(0, m_taken);
        m_taken = 0;
    }
    std::array<char, 16 * 1024> buffer;
    const ssize_t count = ::recv(m_socket, buffer.data(), buffer.size(), 0);
    if (count == 0)
        errno = ECONNRESET;
    if (count <= 0)
        fail("the connection was lost");
    m_input.append(buffer.data(), count);
}

std::optional<ServerFrame> LoadConnection::takeFrame()
{
    const QByteArrayView input = QByteArrayView(m_input).sliced(m_taken);
    if (input.size() < 2)
        return std::nullopt;
    const auto byteAt = [input](qsizetype i) {
        return static_cast<qsizetype>(static_cast<unsigned char>(input[i]));
    };
    qsizetype header = 2;
    const bool isMasked = (byteAt(1) & 0x80) != 0; // Those of clients are.
    qsizetype size = byteAt(1) & 0x7F;
    if (size == twoByteLength) {
        header = 4;
        if (input.size() < header)
            return std::nullopt;
        size = byteAt(2) << 8 | byteAt(3);
    } else if (size == eightByteLength) {
        errno = EMSGSIZE;
        fail("more than 64 KiB came in a frame");
    }
    const qsizetype key = header;
    header += isMasked ? 4 : 0;
    if (input.size() < header + size)
        return std::nullopt;
    m_taken += header + size;
    ServerFrame frame{static_cast<Opcode>(byteAt(0) & 0x0F),
                      input.sliced(header, size).toByteArray()};
    if (isMasked) {
        for (qsizetype i = 0; i < size; ++i)
            frame.payload[i] = static_cast<char>(frame.payload[i] ^ input[key + i % 4]);
    }
    return frame;
}

} // namespace neuro::bench
