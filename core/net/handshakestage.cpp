// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "net/handshakestage.h"

#include "net/hostport.h"
#include "net/lingeringsocket.h"
#include "net/netlimits.h"
#include "net/netlogging.h"
#include "net/pendinghandshake.h"

#include <QPointer>
#include <QTimerEvent>
#include <QWebSocket>

#include <algorithm>
#include <utility>

namespace neuro::net {

using namespace Qt::Literals::StringLiterals;

namespace {

/// Everybody can make this log grow, so it grows slowly.
constexpr int logIntervalMs = 1000;

} // namespace

template <typename Socket>
HandshakeStage::Ends HandshakeStage::endsOf(const Socket &socket)
{
    return {{socket.peerAddress(), socket.peerPort()}, {socket.localAddress(), socket.localPort()}};
}

HandshakeStage::HandshakeStage(AccessPolicy *policy, QObject *parent)
    : QObject(parent)
    , m_policy(policy)
    , m_webSockets(u"Neuro Relay"_s, QWebSocketServer::NonSecureMode)
{
    // Never reached: each newConnection() takes all that are pending.
    m_webSockets.setMaxPendingConnections(limits::handshakes);
    connect(&m_webSockets, &QWebSocketServer::newConnection, this, &HandshakeStage::takeWebSockets);
}

HandshakeStage::~HandshakeStage()
{
    qDeleteAll(m_handshakes.keyBegin(), m_handshakes.keyEnd());
}

void HandshakeStage::take(LingeringSocket *socket, bool diverting, qsizetype others)
{
    if (size() + others >= limits::handshakes && !makeRoom()) {
        noteDrop(*socket);
        socket->drop();
        socket->deleteLater();
        return;
    }
    PendingHandshake *handshake = add(socket);
    handshake->setDiverting(diverting);
    handshake->start();
}

void HandshakeStage::resume(LingeringSocket *socket, const RequestHead &head)
{
    add(socket)->resume(head);
}

void HandshakeStage::dropAll()
{
    const auto pending = m_handshakes.keys();
    for (PendingHandshake *handshake : pending)
        handshake->drop();
}

PendingHandshake *HandshakeStage::add(LingeringSocket *socket)
{
    auto *handshake = new PendingHandshake(socket, m_policy, m_timeoutMs);
    handshake->setHint(m_hint);
    const quint64 number = ++m_last;
    m_handshakes.insert(handshake, {endsOf(*socket), number});
    m_arrivals.emplace(number, handshake);
    connect(handshake, &PendingHandshake::accepted, this,
            [this, handshake] { upgrade(handshake); });
    connect(handshake, &PendingHandshake::diverted, this, [this, handshake] { divert(handshake); });
    connect(handshake, &PendingHandshake::finished, this, [this, handshake] { forget(handshake); });
    connect(handshake, &PendingHandshake::refused, this, &HandshakeStage::refused);
    return handshake;
}

bool HandshakeStage::makeRoom()
{
    PendingHandshake *leaving = oldest(false);
    if (!leaving)
        leaving = oldest(true);
    if (!leaving)
        return false;
    noteDrop(*leaving->socket());
    leaving->drop();
    // finished() comes later, and finds nothing to do.
    forget(leaving);
    return true;
}

/// Of those that have no complete request, or of those that were refused: who was accepted is
/// about to leave by himself.
PendingHandshake *HandshakeStage::oldest(bool isDecided) const
{
    const auto found = std::find_if(m_arrivals.cbegin(), m_arrivals.cend(), [&](const auto &one) {
        return isDecided ? one.second->isRefused() : !one.second->isDecided();
    });
    return found == m_arrivals.cend() ? nullptr : found->second;
}

void HandshakeStage::noteDrop(const LingeringSocket &socket)
{
    m_dropped = hostPort(plainAddress(socket.peerAddress()), socket.peerPort());
    ++m_unlogged;
    if (!m_logPause.isActive())
        logDrops();
}

/// Those that came since the last time, in one line.
void HandshakeStage::logDrops()
{
    const QString more = m_unlogged > 1 ? u", and %1 before it"_s.arg(m_unlogged - 1) : QString();
    qCWarning(lcNet,
              "%d handshakes are in progress and no more are allowed: %ls was closed for "
              "that%ls. Who opens so many connections without using them?",
              limits::handshakes, qUtf16Printable(m_dropped), qUtf16Printable(more));
    m_unlogged = 0;
    m_logPause.start(logIntervalMs, this);
}

void HandshakeStage::timerEvent(QTimerEvent *event)
{
    if (event->timerId() != m_logPause.timerId())
        return QObject::timerEvent(event);
    m_logPause.stop();
    if (m_unlogged > 0)
        logDrops();
}

void HandshakeStage::upgrade(PendingHandshake *handshake)
{
    m_upgrading.insert(m_handshakes.value(handshake).ends, handshake);
    m_webSockets.handleConnection(handshake->socket());
}

void HandshakeStage::divert(PendingHandshake *handshake)
{
    const RequestHead head = handshake->head();
    LingeringSocket *socket = handshake->release();
    forget(handshake);
    Q_EMIT diverted(socket, head);
}

void HandshakeStage::takeWebSockets()
{
    while (QWebSocket *socket = m_webSockets.nextPendingConnection())
        takeWebSocket(socket);
}

void HandshakeStage::takeWebSocket(QWebSocket *socket)
{
    PendingHandshake *handshake = m_upgrading.value(endsOf(*socket));
    if (!handshake) {
        // It was lost, or given up, while it was being upgraded.
        socket->deleteLater();
        return;
    }
    const RequestHead head = handshake->head();
    const QByteArray earlyBytes = handshake->earlyBytes();
    const QPointer<LingeringSocket> transport = handshake->release();
    forget(handshake);
    // QWebSocketServer takes no ownership of a socket that was given to it.
    transport->setParent(socket);
    Q_EMIT upgraded(socket, transport, head);
    if (!earlyBytes.isEmpty() && transport) {
        transport->putBack(earlyBytes);
        Q_EMIT transport->readyRead();
    }
}

void HandshakeStage::forget(PendingHandshake *handshake)
{
    const auto found = m_handshakes.constFind(handshake);
    if (found == m_handshakes.cend())
        return;
    m_upgrading.remove(found->ends);
    m_arrivals.erase(found->number);
    m_handshakes.erase(found);
    handshake->deleteLater();
    Q_EMIT left();
}

} // namespace neuro::net
