// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "net/backendserver.h"

#include "net/accesspolicy.h"
#include "net/doorpreparation.h"
#include "net/handshakestage.h"
#include "net/hostport.h"
#include "net/lingeringsocket.h"
#include "net/netlogging.h"
#include "net/tcpdoor.h"
#include "net/websocketendpoint.h"
#include "protocol/codec.h"

#include <QHash>
#include <QMetaMethod>
#include <QWebSocket>

#include <utility>

namespace neuro::net {

using namespace Qt::Literals::StringLiterals;

namespace {

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
    bool open(const PreparedDoor &prepared);
    void accept(LingeringSocket *socket);
    bool isDiverting() const;
    void takeWebSocket(QWebSocket *socket, LingeringSocket *transport, const RequestHead &head);
    void welcome(WebSocketEndpoint *endpoint, const RequestHead &head, const QString &address);
    void forget(WebSocketEndpoint *endpoint);
    void closeAll(const protocol::Phrase &why);
    void checkDrained();
    EndpointLimits limitsFor(const Seat &seat) const;
    /// For what QWebSocket writes by itself (answers to pings); endpoints bound their messages.
    qint64 writeLimit() const { return 2 * (settings.maxUnwritten + settings.maxMessage); }

    BackendServer *q;
    BackendSettings settings;
    relay::PeerListener *listener;
    AccessPolicy policy;
    TcpDoor door;
    TcpDoor encryptedDoor;
    DoorPreparation moving;  ///< To where the settings say.
    DoorPreparation mending; ///< Of the encrypted port, which could not be opened.
    HandshakeStage handshakes{&policy};
    QHash<WebSocketEndpoint *, Seat> endpoints;
    int peers = 0;    ///< Endpoints with Seat::isPeer.
    int draining = 0; ///< Endpoints with Seat::isDraining.
    bool isDraining = false;
};

BackendServer::Private::Private(BackendServer *server, relay::PeerListener *peerListener)
    : q(server)
    , listener(peerListener)
{
    for (const TcpDoor *one : {&door, &encryptedDoor})
        QObject::connect(one, &TcpDoor::accepted, q,
                         [this](LingeringSocket *socket) { accept(socket); });
    QObject::connect(&encryptedDoor, &TcpDoor::certificateChanged, q,
                     &BackendServer::encryptionChanged);
    QObject::connect(&handshakes, &HandshakeStage::upgraded, q,
                     [this](QWebSocket *socket, LingeringSocket *transport,
                            const RequestHead &head) { takeWebSocket(socket, transport, head); });
    QObject::connect(&handshakes, &HandshakeStage::diverted, q, &BackendServer::diverted);
    QObject::connect(&handshakes, &HandshakeStage::refused, q,
                     [this](const QString &origin, const QString &address, bool ask) {
                         if (ask)
                             Q_EMIT q->admissionWanted(origin, address);
                     });
    QObject::connect(&handshakes, &HandshakeStage::left, q, [this] { checkDrained(); });
}

BackendServer::Private::~Private()
{
    const auto seated = std::exchange(endpoints, {});
    qDeleteAll(seated.keyBegin(), seated.keyEnd());
}

void BackendServer::Private::apply(const BackendSettings &changed)
{
    settings = changed;
    handshakes.setTimeout(settings.handshakeMs);
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

bool BackendServer::Private::open(const PreparedDoor &prepared)
{
    const bool isOpen = door.listen(prepared.where, settings.port);
    encryptedDoor.listenEncrypted(prepared, isOpen ? settings.tls : TlsSettings());
    return isOpen;
}

void BackendServer::Private::accept(LingeringSocket *socket)
{
    const qsizetype leaving = endpoints.size() - peers;
    handshakes.take(socket, isDiverting(), leaving);
}

bool BackendServer::Private::isDiverting() const
{
    static const QMetaMethod signal = QMetaMethod::fromSignal(&BackendServer::diverted);
    return q->isSignalConnected(signal);
}

void BackendServer::Private::takeWebSocket(QWebSocket *socket, LingeringSocket *transport,
                                           const RequestHead &head)
{
    transport->setWriteLimit(writeLimit());
    const Seat seat{transport, plainAddress(socket->peerAddress()).isLoopback(), false, false};
    const QString address = hostPort(plainAddress(socket->peerAddress()), socket->peerPort());
    auto *endpoint = new WebSocketEndpoint(socket, limitsFor(seat));
    QObject::connect(transport, &LingeringSocket::writeLimitExceeded, endpoint,
                     &WebSocketEndpoint::closeSlowReader, Qt::QueuedConnection);
    QObject::connect(endpoint, &WebSocketEndpoint::finished, q,
                     [this, endpoint] { forget(endpoint); });
    endpoints.insert(endpoint, seat);
    welcome(endpoint, head, address);
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

void BackendServer::Private::closeAll(const protocol::Phrase &why)
{
    moving.cancel();
    mending.cancel();
    door.close();
    encryptedDoor.close();
    handshakes.dropAll();
    const auto open = endpoints.keys();
    for (WebSocketEndpoint *endpoint : open)
        endpoint->close(relay::CloseCode::GoingAway, why);
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
    d->moving.cancel();
    d->mending.cancel();
    return d->open(prepareDoor(d->settings.host, d->settings.tls));
}

void BackendServer::move()
{
    d->mending.cancel();
    d->moving.start(d->settings.host, d->settings.tls, [this](const PreparedDoor &door) {
        d->closeAll(whyDoorMoves());
        d->open(door);
        Q_EMIT moved();
    });
}

bool BackendServer::isMoving() const
{
    return d->moving.isActive();
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

QStringList BackendServer::encryptedAddresses() const
{
    return d->encryptedDoor.addresses();
}

quint16 BackendServer::encryptedPort() const
{
    return d->encryptedDoor.port();
}

protocol::Phrase BackendServer::encryptedError() const
{
    return d->encryptedDoor.error();
}

void BackendServer::setSettings(const BackendSettings &settings)
{
    const bool isAsBefore = d->settings.tls == settings.tls;
    d->apply(settings);
    if (d->moving.isActive())
        return;
    if (!isAsBefore || !isListening() || d->encryptedDoor.isOpenAsWanted(settings.tls)) {
        d->mending.cancel();
        return d->encryptedDoor.checkCertificate();
    }
    // It could not be opened; what was wrong with it may have been mended.
    d->mending.start(d->door.hostAddresses(), settings.tls, [this](const PreparedDoor &door) {
        d->encryptedDoor.listenEncrypted(door, d->settings.tls);
        Q_EMIT encryptionChanged();
    });
}

void BackendServer::admit(const QString &origin, const QString &address, Admission admission)
{
    d->policy.decide(origin, address, admission);
}

void BackendServer::close()
{
    d->closeAll(protocol::phrase(QT_TRANSLATE_NOOP("core", "Neuro Relay stops")));
}

int BackendServer::connectionCount() const
{
    return d->peers;
}

} // namespace neuro::net
