// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <optional>

namespace neuro::bench {

/// WebSocket opcodes (RFC 6455 section 5.2).
enum class Opcode : quint8 { Text = 1, Close = 8, Ping = 9, Pong = 10 };

/// One frame of a client, masked, ready to be written.
QByteArray clientFrame(Opcode opcode, QByteArrayView payload);

/// One frame of a server, ready to be written.
QByteArray serverFrame(Opcode opcode, QByteArrayView payload);

struct ServerFrame
{
    Opcode opcode = Opcode::Text;
    QByteArray payload;
};

/// A TCP socket that listens on a free port of the loopback, which `port` tells.
int listenForLoad(quint16 &port);

/// A WebSocket client, or one connection of a server, that does as little as possible: a blocking
/// TCP socket, frames that were made before, no library. Every failure ends the program with a
/// message: there is nothing to measure then.
class LoadConnection
{
public:
    /// Connects to 127.0.0.1 and shakes hands.
    explicit LoadConnection(quint16 port);
    /// A client that has connected to `listener`, a TCP socket: waits for it, and shakes hands.
    static LoadConnection accept(int listener);
    ~LoadConnection();
    LoadConnection(LoadConnection &&other) noexcept;
    LoadConnection(const LoadConnection &) = delete;
    LoadConnection &operator=(const LoadConnection &) = delete;

    int descriptor() const { return m_socket; }
    void write(QByteArrayView bytes) const;
    /// Waits for input once and returns how many whole frames arrived; frames of any kind.
    int readFrames();
    /// Waits for the next frame.
    ServerFrame readFrame();
    /// Waits for a pong; whatever comes before it is thrown away.
    void waitForPong();
    /// The next frame that has arrived already; waits for nothing.
    std::optional<ServerFrame> takeFrame();
    /// Waits for input once.
    void receive();

private:
    LoadConnection() = default;
    QByteArray readHead();

    int m_socket = -1;
    QByteArray m_input;
    qsizetype m_taken = 0; ///< Bytes of m_input that were read.
};

} // namespace neuro::bench
