// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArray>
#include <QHostAddress>
#include <QList>
#include <QSslSocket>

#include <memory>

namespace neuro::tests {

/// A peer that speaks bytes: a WebSocket client that may do everything wrong. Needs the event
/// loop of its thread.
class RawPeer : public QObject
{
    Q_OBJECT

public:
    enum Opcode : quint8 { Continuation = 0, Text = 1, Binary = 2, Close = 8, Ping = 9, Pong = 10 };

    struct Frame
    {
        quint8 opcode = 0;
        bool isFinal = false;
        QByteArray payload;
    };

    explicit RawPeer(quint16 port, const QHostAddress &host = QHostAddress::LocalHost);
    /// One that encrypts all of it, for the server "localhost" on 127.0.0.1.
    RawPeer(quint16 port, const QSslConfiguration &encryption);

    QTcpSocket &socket() { return *m_socket; }
    /// A handshake request; `fields` are further header lines, each with its line end.
    static QByteArray request(const QByteArray &path = "/", const QByteArray &fields = {});
    /// A client's frame.
    static QByteArray frame(quint8 opcode, const QByteArray &payload, bool isFinal = true);

    void send(const QByteArray &bytes) { m_socket->write(bytes); }
    /// Sends a handshake request; isOpen() becomes true.
    void open(const QByteArray &path = "/", const QByteArray &fields = {});
    void sendText(const QByteArray &payload) { send(frame(Text, payload)); }

    /// Everything received before the frames: the answer to the request, with its body when there
    /// is no upgrade.
    QByteArray answer();
    bool isOpen() { return answer().startsWith("HTTP/1.1 101") && answer().endsWith("\r\n\r\n"); }
    /// "426" of an answer that is complete because the connection has ended.
    QByteArray refusal();
    /// All whole frames so far.
    QList<Frame> frames();
    /// Payloads of the text frames so far.
    QList<QByteArray> texts();
    /// The code of the close frame; 0 while there is none.
    int closeCode();
    QByteArray closeReason();
    bool isGone() const { return m_socket->state() == QAbstractSocket::UnconnectedState; }

private:
    void parse();
    bool parseFrame();

    std::unique_ptr<QTcpSocket> m_socket;
    QByteArray m_answer;
    QByteArray m_rest;
    bool m_isUpgraded = false;
    QList<Frame> m_frames;
};

} // namespace neuro::tests
