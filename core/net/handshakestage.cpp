// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "net/handshakestage.h"

#include "net/lingeringsocket.h"
#include "net/netlimits.h"
#include "net/pendinghandshake.h"

#include <QPointer>
#include <QWebSocket>

namespace neuro::net {

using namespace Qt::Literals::StringLiterals;

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

void HandshakeStage::take(LingeringSocket *socket, bool diverting)
{
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
    m_handshakes.insert(handshake, endsOf(*socket));
    connect(handshake, &PendingHandshake::accepted, this,
            [this, handshake] { upgrade(handshake); });
    connect(handshake, &PendingHandshake::diverted, this, [this, handshake] { divert(handshake); });
    connect(handshake, &PendingHandshake::finished, this, [this, handshake] { forget(handshake); });
    connect(handshake, &PendingHandshake::refused, this, &HandshakeStage::refused);
    return handshake;
}

void HandshakeStage::upgrade(PendingHandshake *handshake)
{
    m_upgrading.insert(m_handshakes.value(handshake), handshake);
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
    m_upgrading.remove(*found);
    m_handshakes.erase(found);
    handshake->deleteLater();
    Q_EMIT left();
}

} // namespace neuro::net
