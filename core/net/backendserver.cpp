// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "net/backendserver.h"

#include "net/accesspolicy.h"
#include "net/hostport.h"
#include "net/lingeringsocket.h"
#include "net/netlimits.h"
#include "net/netlogging.h"
#include "net/pendinghandshake.h"
#include "net/tcpdoor.h"
#include "net/websocketendpoint.h"
#include "protocol/codec.h"

#include <QHash>
#include <QPair>
#include <QWebSocket>
#include <QWebSocketServer>

#include <utility>

namespace neuro::net {

using namespace Qt::Literals::StringLiterals;

namespace {

/// What tells two live TCP connections apart: their four ends.
using Ends = QPair<QPair<QHostAddress, quint16>, QPair<QHostAddress, quint16>>;

template <typename Socket>
Ends endsOf(const Socket &socket)
{
    return {{socket.peerAddress(), socket.peerPort()}, {socket.localAddress(), socket.localPort()}};
}

bool isVoicePath(const QByteArray &path)
{
    return path.endsWith("/voice");
}

} // namespace

class BackendServer::Private
{
public:
    /// What is known about an endpoint beside itself.
    struct Seat
    {
        LingeringSocket *socket = nullptr; ///< Lives as long as the endpoint.
        bool isLoopback = false;
        bool isPeer = false;     ///< The listener knows it.
        bool isDraining = false; ///< It was there at the last close().
    };

    Private(BackendServer *server, relay::PeerListener *peerListener);
    /// Endpoints tell the listener of their end, so they must not outlive the tables.
    ~Private();

    void apply(const BackendSettings &changed);
    void accept(LingeringSocket *socket);
    void handOver(PendingHandshake *handshake);
    void takeWebSockets();
    void takeWebSocket(QWebSocket *socket);
    void welcome(WebSocketEndpoint *endpoint, const RequestHead &head, const QString &address);
    void forget(PendingHandshake *handshake);
    void forget(WebSocketEndpoint *endpoint);
    void closeAll();
    void checkDrained();
    EndpointLimits limitsFor(const Seat &seat) const;
    /// For what QWebSocket writes by itself (answers to pings); endpoints bound their messages.
    qint64 writeLimit() const { return 2 * (settings.maxUnwritten + settings.maxMessage); }
    /// Sockets that are no peer: before the handshake, or on their way out without having been one.
    qsizetype strangers() const;

    BackendServer *q;
    BackendSettings settings;
    relay::PeerListener *listener;
    AccessPolicy policy;
    TcpDoor door;
    QWebSocketServer webSockets{u"Neuro Relay"_s, QWebSocketServer::NonSecureMode};
    QHash<PendingHandshake *, Ends> handshakes;
    QHash<Ends, PendingHandshake *> upgrading; ///< Those of `handshakes` that were accepted.
    QHash<WebSocketEndpoint *, Seat> endpoints;
    int peers = 0;    ///< Endpoints with Seat::isPeer.
    int draining = 0; ///< Endpoints with Seat::isDraining.
    bool isDraining = false;
};

BackendServer::Private::Private(BackendServer *server, relay::PeerListener *peerListener)
    : q(server)
    , listener(peerListener)
{
    // Never reached: each newConnection() takes all that are pending.
    webSockets.setMaxPendingConnections(limits::handshakes);
    QObject::connect(&door, &TcpDoor::accepted, q,
                     [this](LingeringSocket *socket) { accept(socket); });
    QObject::connect(&webSockets, &QWebSocketServer::newConnection, q,
                     [this] { takeWebSockets(); });
}

BackendServer::Private::~Private()
{
    const auto seated = std::exchange(endpoints, {});
    qDeleteAll(seated.keyBegin(), seated.keyEnd());
    qDeleteAll(handshakes.keyBegin(), handshakes.keyEnd());
}

void BackendServer::Private::apply(const BackendSettings &changed)
{
    settings = changed;
    const QStringList unreadable =
        policy.setAllowed(settings.allowedOrigins, settings.allowedAddresses);
    for (const QString &entry : unreadable)
        qCWarning(lcNet,
                  "allowed address \"%ls\" is neither an address nor a network like 10.0.0.0/8",
                  qUtf16Printable(entry));
    for (auto it = endpoints.cbegin(); it != endpoints.cend(); ++it) {
        it.key()->setLimits(limitsFor(it.value()));
        it.value().socket->setWriteLimit(writeLimit());
    }
}

void BackendServer::Private::accept(LingeringSocket *socket)
{
    if (strangers() >= limits::handshakes) {
        qCWarning(lcNet, "%ls: closed, %d handshakes are in progress",
                  qUtf16Printable(hostPort(socket->peerAddress(), socket->peerPort())),
                  limits::handshakes);
        socket->drop();
        socket->deleteLater();
        return;
    }
    auto *handshake = new PendingHandshake(socket, &policy, settings.handshakeMs);
    handshakes.insert(handshake, endsOf(*socket));
    QObject::connect(handshake, &PendingHandshake::accepted, q,
                     [this, handshake] { handOver(handshake); });
    QObject::connect(handshake, &PendingHandshake::finished, q,
                     [this, handshake] { forget(handshake); });
    QObject::connect(handshake, &PendingHandshake::refused, q,
                     [this](const QString &origin, const QString &address, bool ask) {
                         if (ask)
                             Q_EMIT q->admissionWanted(origin, address);
                     });
    handshake->start();
}

void BackendServer::Private::handOver(PendingHandshake *handshake)
{
    upgrading.insert(handshakes.value(handshake), handshake);
    webSockets.handleConnection(handshake->socket());
}

void BackendServer::Private::takeWebSockets()
{
    while (QWebSocket *socket = webSockets.nextPendingConnection())
        takeWebSocket(socket);
}

void BackendServer::Private::takeWebSocket(QWebSocket *socket)
{
    PendingHandshake *handshake = upgrading.value(endsOf(*socket));
    if (!handshake) {
        // It was lost, or given up, while it was being upgraded.
        socket->deleteLater();
        return;
    }
    const RequestHead head = handshake->head();
    const QByteArray earlyBytes = handshake->earlyBytes();
    LingeringSocket *tcp = handshake->release();
    forget(handshake);
    // QWebSocketServer takes no ownership of a socket that was given to it.
    tcp->setParent(socket);
    tcp->setWriteLimit(writeLimit());
    const Seat seat{tcp, plainAddress(socket->peerAddress()).isLoopback(), false, false};
    const QString address = hostPort(plainAddress(socket->peerAddress()), socket->peerPort());
    auto *endpoint = new WebSocketEndpoint(socket, limitsFor(seat));
    QObject::connect(tcp, &LingeringSocket::writeLimitExceeded, endpoint,
                     &WebSocketEndpoint::closeSlowReader, Qt::QueuedConnection);
    QObject::connect(endpoint, &WebSocketEndpoint::finished, q,
                     [this, endpoint] { forget(endpoint); });
    endpoints.insert(endpoint, seat);
    welcome(endpoint, head, address);
    if (!earlyBytes.isEmpty()) {
        tcp->putBack(earlyBytes);
        Q_EMIT tcp->readyRead();
    }
}

void BackendServer::Private::welcome(WebSocketEndpoint *endpoint, const RequestHead &head,
                                     const QString &address)
{
    if (isVoicePath(head.path())) {
        endpoint->sendText(protocol::encode(
            protocol::VoiceUnavailable{u"Neuro Relay does not carry voice chat."_s}));
        endpoint->close(relay::CloseCode::Normal,
                        protocol::phrase(QT_TRANSLATE_NOOP("core", "no voice chat here")));
    } else if (peers >= settings.maxConnections) {
        qCWarning(lcNet, "%ls: refused, %d connections are open and no more are allowed",
                  qUtf16Printable(address), peers);
        endpoint->close(relay::CloseCode::TryAgainLater,
                        protocol::phrase(
                            QT_TRANSLATE_NOOP("core", "too many connections: %1 are open"), peers));
    } else {
        endpoints[endpoint].isPeer = true;
        ++peers;
        endpoint->start(listener, {relay::Door::Backend, address});
    }
}

void BackendServer::Private::forget(PendingHandshake *handshake)
{
    const auto found = handshakes.constFind(handshake);
    if (found == handshakes.cend())
        return;
    upgrading.remove(*found);
    handshakes.erase(found);
    handshake->deleteLater();
    checkDrained();
}

void BackendServer::Private::forget(WebSocketEndpoint *endpoint)
{
    const auto found = endpoints.constFind(endpoint);
    if (found == endpoints.cend())
        return;
    peers -= found->isPeer ? 1 : 0;
    draining -= found->isDraining ? 1 : 0;
    endpoints.erase(found);
    endpoint->deleteLater();
    checkDrained();
}

void BackendServer::Private::closeAll()
{
    door.close();
    const auto pending = handshakes.keys();
    for (PendingHandshake *handshake : pending)
        handshake->drop();
    const auto open = endpoints.keys();
    for (WebSocketEndpoint *endpoint : open)
        endpoint->close(relay::CloseCode::GoingAway,
                        protocol::phrase(QT_TRANSLATE_NOOP("core", "Neuro Relay stops")));
    for (Seat &seat : endpoints)
        seat.isDraining = true;
    draining = static_cast<int>(endpoints.size());
    isDraining = true;
    // From the event loop, as when somebody had to be waited for.
    QMetaObject::invokeMethod(
        q, [this] { checkDrained(); }, Qt::QueuedConnection);
}

void BackendServer::Private::checkDrained()
{
    if (!isDraining || draining > 0)
        return;
    isDraining = false;
    Q_EMIT q->drained();
}

EndpointLimits BackendServer::Private::limitsFor(const Seat &seat) const
{
    EndpointLimits result;
    result.maxMessage = settings.maxMessage;
    result.maxUnwritten = settings.maxUnwritten;
    result.messageRate = seat.isLoopback ? settings.loopbackMessageRate : settings.messageRate;
    result.idleMs = settings.idleMs;
    return result;
}

qsizetype BackendServer::Private::strangers() const
{
    return handshakes.size() + endpoints.size() - peers;
}

BackendServer::BackendServer(BackendSettings settings, relay::PeerListener *listener,
                             QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this, listener))
{
    d->apply(settings);
}

BackendServer::~BackendServer() = default;

bool BackendServer::listen()
{
    return d->door.listen(d->settings.host, d->settings.port);
}

bool BackendServer::isListening() const
{
    return d->door.isListening();
}

protocol::Phrase BackendServer::error() const
{
    return d->door.error();
}

QStringList BackendServer::addresses() const
{
    return d->door.addresses();
}

quint16 BackendServer::port() const
{
    return d->door.port();
}

void BackendServer::setSettings(const BackendSettings &settings)
{
    d->apply(settings);
}

void BackendServer::admit(const QString &origin, const QString &address, Admission admission)
{
    d->policy.decide(origin, address, admission);
}

void BackendServer::close()
{
    d->closeAll();
}

int BackendServer::connectionCount() const
{
    return d->peers;
}

} // namespace neuro::net
