// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "net/requesthead.h"
#include "protocol/limits.h"

#include <QBasicTimer>
#include <QByteArray>
#include <QHash>
#include <QHostAddress>
#include <QObject>
#include <QPair>
#include <QString>
#include <QWebSocketServer>

#include <map>

class QWebSocket;

namespace neuro::net {

class AccessPolicy;
class LingeringSocket;
class PendingHandshake;

/// The way from an accepted socket to a WebSocket, for any number of them at the same time: a look
/// at each request (PendingHandshake), then the upgrade. Belongs to the thread that it was created
/// in; never blocks.
class HandshakeStage : public QObject
{
    Q_OBJECT

public:
    /// `policy` judges the sockets of take() and must outlive this object; null: only resume() is
    /// used.
    explicit HandshakeStage(AccessPolicy *policy, QObject *parent = nullptr);
    ~HandshakeStage() override;

    /// For the handshakes that begin from now on, in milliseconds.
    void setTimeout(int ms) { m_timeoutMs = ms; }
    /// See PendingHandshake::setHint().
    void setHint(const QByteArray &hint) { m_hint = hint; }

    /// Takes ownership of a connected socket. `diverting`: requests that diversionOf() knows are
    /// told by diverted(), see PendingHandshake::setDiverting(). `others`: sockets of the caller's
    /// that count against limits::handshakes as well. At that limit the one makes room that has
    /// been without a complete request for longest, then the one that was refused first: a newcomer
    /// is more likely to be somebody. When there is neither, `socket` itself is dropped.
    void take(LingeringSocket *socket, bool diverting = false, qsizetype others = 0);
    /// The same for a socket whose request was diverted elsewhere, with its head.
    void resume(LingeringSocket *socket, const RequestHead &head);

    /// Handshakes in progress, answers of refusal included.
    qsizetype size() const { return m_handshakes.size(); }
    /// Ends all of them at once.
    void dropAll();

Q_SIGNALS:
    /// The receiver takes ownership of `socket`, which is the parent of `transport`, and must have
    /// connected itself to it when it returns: what came behind the request is read then.
    void upgraded(QWebSocket *socket, neuro::net::LingeringSocket *transport,
                  const neuro::net::RequestHead &head);
    /// The receiver takes ownership. The socket has no parent, nothing was taken out of it, and it
    /// may be moved to another thread at once.
    void diverted(neuro::net::LingeringSocket *socket, const neuro::net::RequestHead &head);
    /// Refused for its origin or its address (the other one is empty); `ask`: the operator has not
    /// been asked about it yet.
    void refused(const QString &origin, const QString &address, bool ask);
    /// One handshake less.
    void left();

protected:
    void timerEvent(QTimerEvent *event) override;

private:
    /// What tells two live TCP connections apart: their four ends.
    using Ends = QPair<QPair<QHostAddress, quint16>, QPair<QHostAddress, quint16>>;

    template <typename Socket>
    static Ends endsOf(const Socket &socket);
    /// What is known about a handshake beside itself.
    struct Entry
    {
        Ends ends;
        quint64 number = 0; ///< In order of arrival.
    };

    PendingHandshake *add(LingeringSocket *socket);
    bool makeRoom();
    PendingHandshake *oldest(bool isDecided) const;
    void noteDrop(const LingeringSocket &socket);
    void logDrops();
    void upgrade(PendingHandshake *handshake);
    void divert(PendingHandshake *handshake);
    void takeWebSockets();
    void takeWebSocket(QWebSocket *socket);
    void forget(PendingHandshake *handshake);

    AccessPolicy *m_policy;
    int m_timeoutMs = protocol::limits::handshakeMs;
    QByteArray m_hint;
    QWebSocketServer m_webSockets;
    QHash<PendingHandshake *, Entry> m_handshakes;
    std::map<quint64, PendingHandshake *> m_arrivals; ///< The same, oldest first.
    QHash<Ends, PendingHandshake *> m_upgrading;      ///< Those of them that were accepted.
    quint64 m_last = 0;
    QString m_dropped;      ///< The address of the one that was dropped last.
    quint64 m_unlogged = 0; ///< Dropped since the last line in the log.
    QBasicTimer m_logPause; ///< While it runs, nothing is logged.
};

} // namespace neuro::net
