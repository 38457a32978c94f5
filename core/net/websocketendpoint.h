// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "net/netlimits.h"
#include "net/tokenbucket.h"
#include "protocol/limits.h"
#include "relay/endpoint.h"

#include <QBasicTimer>
#include <QByteArray>
#include <QElapsedTimer>
#include <QObject>
#include <QString>

class QWebSocket;

namespace neuro::net {

/// What one connection may cost.
struct EndpointLimits
{
    qint64 maxMessage = protocol::limits::message;     ///< Bytes, of a frame and of a message.
    qint64 maxUnwritten = protocol::limits::unwritten; ///< Bytes.
    int messageRate = 0;                               ///< Per second; 0: no limit.
    int idleMs = 0;                                    ///< Without a message; 0: for ever.
    int closeMs = limits::closeMs;                     ///< For the closing handshake.
};

/// Close code of a connection that ended without a closing handshake (never on the wire).
inline constexpr int lostConnection = 1006;

/// One WebSocket, of a server or of a client, as an Endpoint. Belongs to its socket's thread.
///
/// Its listener hears peerConnected() once, from start(), and peerDisconnected() once, from the
/// event loop or from the destructor, never from inside a function that was called to send or
/// close. In between come messages as UTF-8. The peer is closed with 1008 when it reads too
/// slowly, sends too fast or says nothing for too long; QtWebSockets itself closes with 1002,
/// 1007 and 1009. A closing handshake that the peer does not finish in time is cut off.
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
    bool wasStarted() const { return m_id != 0; }

    /// Counts at once.
    void setLimits(const EndpointLimits &limits);

    void sendText(const QByteArray &utf8) override;
    void sendBinary(const QByteArray &bytes);
    /// `reason` is cut to what fits into a close frame.
    void close(relay::CloseCode code, const QString &reason) override;
    void ping() override;

    /// Closes a peer that lets too much output pile up.
    void closeSlowReader();
    /// Ends the connection without a closing handshake.
    void abort();

Q_SIGNALS:
    /// The connection is over and the listener knows. The endpoint may be deleted later.
    void finished();

protected:
    void timerEvent(QTimerEvent *event) override;

private:
    enum class State { Open, Closing, Finished };

    void receiveText(const QString &text);
    void receiveBinary(const QByteArray &bytes);
    void receivePong(quint64 elapsedMs, const QByteArray &payload);
    bool takesMessage();
    bool hasRoom();
    void noteClosing();
    void beginClosing(int code, const QString &reason);
    void finish();
    void tick();
    void updateTick();

    QWebSocket *m_socket;
    EndpointLimits m_limits;
    relay::PeerListener *m_listener = nullptr;
    relay::PeerId m_id = 0;
    State m_state = State::Open;
    int m_closeCode = lostConnection;
    QString m_closeReason;
    QBasicTimer m_closeTimer;
    QBasicTimer m_tickTimer; ///< Runs only while there is a rate or a silence to watch.
    QElapsedTimer m_sinceTick;
    TokenBucket m_bucket;
    bool m_heardSinceTick = false;
    qint64 m_silentMs = 0;
    quint64 m_pingsSent = 0;
    quint64 m_pingsAnswered = 0;
};

} // namespace neuro::net
