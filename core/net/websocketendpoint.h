// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "net/netlimits.h"
#include "net/tokenbucket.h"
#include "protocol/limits.h"
#include "relay/endpoint.h"

#include <QBasicTimer>
#include <QByteArray>
#include <QDeadlineTimer>
#include <QElapsedTimer>
#include <QObject>
#include <QPointer>
#include <QString>

#include <deque>

class QSslSocket;
class QTcpSocket;
class QWebSocket;

namespace neuro::net {

/// What becomes of a peer that lets more output pile up than EndpointLimits::maxUnwritten.
enum class SlowReader {
    Close, ///< Closed with 1008.
    /// PeerListener::peerCongested() tells of it, and again when less than half of the limit is
    /// left. Closed beyond limits::congestedFactor times the limit.
    Report,
};

/// What one connection may cost.
struct EndpointLimits
{
    qint64 maxMessage = protocol::limits::message;     ///< Bytes, of a frame and of a message.
    qint64 maxUnwritten = protocol::limits::unwritten; ///< Bytes.
    int messageRate = 0;                               ///< Per second; 0: no limit.
    int idleMs = 0;                                    ///< Without a message; 0: for ever.
    int closeMs = limits::closeMs;                     ///< For the closing handshake.
    SlowReader slowReader = SlowReader::Close;
    int pingAfterMs = 0; ///< Of silence; 0: never.
    /// Of silence, which a ping did not break: cut off; 0: never. More than pingAfterMs.
    int deadAfterMs = 0;

    bool operator==(const EndpointLimits &) const = default;
};

class IncomingFrames;

/// Close code of a connection that ended without a closing handshake (never on the wire).
inline constexpr int lostConnection = 1006;

/// One WebSocket, of a server or of a client, as an Endpoint. Belongs to its socket's thread.
///
/// Its listener hears peerConnected() once, from start(), and peerDisconnected() once, from the
/// event loop or from the destructor, never from inside a function that was called to send or
/// close. In between come messages as UTF-8. The peer is closed with 1008 when it reads too
/// slowly (unless that is to be reported), sends too fast or says nothing for too long (a server's
/// socket that sends without a pause is read at limits::pacedMessages in limits::pacedSpanMs);
/// QtWebSockets itself closes with 1002, 1007 and 1009; the listener is told whether it was that or
/// the peer. A closing handshake that the peer does not finish in time is cut off, and so is a link
/// over which nothing comes any more.
class WebSocketEndpoint : public QObject, public relay::Endpoint
{
    Q_OBJECT

public:
    /// Owns `socket`, which may be not connected yet, and limits it at once.
    WebSocketEndpoint(QWebSocket *socket, const EndpointLimits &limits, QObject *parent = nullptr);
    ~WebSocketEndpoint() override;

    /// The socket is connected: introduces it to `listener`, which must outlive this object. An
    /// endpoint that is never started ignores what it receives.
    void start(relay::PeerListener *listener, const relay::PeerInfo &info);
    /// Bytes that were sent and that the kernel has not taken yet.
    qint64 unwritten() const;
    bool wasStarted() const { return m_id != 0; }
    /// The connection was cut off because nothing came any more.
    bool wasSilent() const { return m_wasSilent; }

    /// Counts at once.
    void setLimits(const EndpointLimits &limits);

    void sendText(const QByteArray &utf8) override;
    void sendBinary(const QByteArray &bytes);
    /// Sends a whole frame that serverTextFrame() has made, past QWebSocket, which would make it
    /// anew for each receiver. Only for a server's socket that was started.
    void sendFrame(const QByteArray &frame);
    /// `reason` is cut to what fits into a close frame.
    void close(relay::CloseCode code, const protocol::Phrase &reason) override;
    void ping(quint64 token) override;

    /// Closes a peer that lets too much output pile up.
    void closeSlowReader();
    /// Ends the connection without a closing handshake.
    void abort();

Q_SIGNALS:
    /// The connection is over and the listener knows. The endpoint may be deleted later.
    void finished();

protected:
    void timerEvent(QTimerEvent *event) override;

private Q_SLOTS:
    void noteOwnGoodbye();
    void notePeersGoodbye();

private:
    enum class State { Open, Closing, Finished };
    struct Ping
    {
        quint64 number = 0; ///< Its payload.
        quint64 token = 0;  ///< 0: our own.
    };

    void receiveText(const QString &text);
    void receiveBinary(const QByteArray &bytes);
    void receivePieces(const QByteArray &utf8);
    void receivePong(quint64 elapsedMs, const QByteArray &payload);
    bool takesMessage();
    void pace();
    bool hasRoom();
    void flush();
    void watchTransport();
    /// Once there is something to read.
    void readMended();
    void noteWritten();
    void noteUnwritten();
    void setCongested(bool congested);
    void reportCongestion();
    void checkPulse(qint64 elapsedMs);
    void cut(const protocol::Phrase &reason);
    void noteClosing();
    void watchGoodbyes();
    void noteGoodbye(relay::Goodbye::By by);
    void beginClosing(int code, const protocol::Phrase &reason, relay::Goodbye::By by);
    void finish();
    void tick();
    void updateTick();

    QWebSocket *m_socket;
    EndpointLimits m_limits;
    relay::PeerListener *m_listener = nullptr;
    relay::PeerId m_id = 0;
    State m_state = State::Open;
    relay::Goodbye m_goodbye{lostConnection};
    QBasicTimer m_closeTimer;
    QBasicTimer m_tickTimer; ///< Runs only while there is a rate or a silence to watch.
    QElapsedTimer m_sinceTick;
    TokenBucket m_bucket;
    bool m_heardSinceTick = false;
    qint64 m_silentMs = 0;
    quint64 m_pingsSent = 0;
    std::deque<Ping> m_pings; ///< Unanswered, oldest first.
    bool m_sawLife = false;   ///< Since the last tick.
    bool m_askedForLife = false;
    bool m_wasSilent = false;
    qint64 m_quietMs = 0;
    QPointer<QTcpSocket> m_transport;
    QPointer<IncomingFrames> m_frames; ///< None: QWebSocket reads as it does.
    QPointer<QSslSocket> m_ssl;        ///< Of a wss connection: it keeps output of its own.
    int m_crowded = 0;                 ///< Messages in this span that had others right behind them.
    QDeadlineTimer m_span;             ///< Its end.
    bool m_isCongested = false;
    bool m_toldCongested = false;
};

} // namespace neuro::net
