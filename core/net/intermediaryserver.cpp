// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "net/intermediaryserver.h"

#include "net/accesspolicy.h"
#include "net/handshakestage.h"
#include "net/hostport.h"
#include "net/intermediarypeers.h"
#include "net/lingeringsocket.h"
#include "net/netlogging.h"
#include "net/tcpdoor.h"

#include <QMetaMethod>
#include <QWebSocket>

#include <utility>

namespace neuro::net {

class IntermediaryServer::Private
{
public:
    Private(IntermediaryServer *server, relay::PeerListener *listener);

    void apply(const IntermediarySettings &changed);
    void accept(LingeringSocket *socket);

    IntermediaryServer *q;
    IntermediarySettings settings;
    AccessPolicy policy;
    TcpDoor door;
    TcpDoor encryptedDoor;
    IntermediaryPeers peers;
    HandshakeStage handshakes{&policy};
};

IntermediaryServer::Private::Private(IntermediaryServer *server, relay::PeerListener *listener)
    : q(server)
    , peers(listener)
{
    handshakes.setHint("This is the port of Neuro Relay where integrations and watchers register. "
                       "Games belong at the other port; what registers connects to");
    for (const TcpDoor *one : {&door, &encryptedDoor})
        QObject::connect(one, &TcpDoor::accepted, server,
                         [this](LingeringSocket *socket) { accept(socket); });
    QObject::connect(&encryptedDoor, &TcpDoor::certificateChanged, server,
                     &IntermediaryServer::encryptionChanged);
    QObject::connect(
        &handshakes, &HandshakeStage::upgraded, server,
        [this](QWebSocket *socket, LingeringSocket *transport) { peers.take(socket, transport); });
    QObject::connect(&handshakes, &HandshakeStage::diverted, server, &IntermediaryServer::diverted);
    QObject::connect(&handshakes, &HandshakeStage::refused, server,
                     [server](const QString &origin, const QString &address, bool ask) {
                         if (ask)
                             Q_EMIT server->admissionWanted(origin, address);
                     });
    QObject::connect(&peers, &IntermediaryPeers::registrationRefused, server,
                     &IntermediaryServer::registrationRefused);
    QObject::connect(&peers, &IntermediaryPeers::weakTokenUsed, server,
                     &IntermediaryServer::weakTokenUsed);
    QObject::connect(&peers, &IntermediaryPeers::binaryCame, server,
                     &IntermediaryServer::binaryReceived);
    QObject::connect(&peers, &IntermediaryPeers::drained, server, &IntermediaryServer::drained);
}

void IntermediaryServer::Private::apply(const IntermediarySettings &changed)
{
    settings = changed;
    handshakes.setTimeout(settings.handshakeMs);
    const QStringList unreadable =
        policy.setAllowed(settings.allowedOrigins, settings.allowedAddresses);
    for (const QString &entry : unreadable)
        qCWarning(lcNet,
                  "allowed address \"%ls\" is neither an address nor a network like 10.0.0.0/8",
                  qUtf16Printable(entry));
    peers.setSettings(settings);
}

void IntermediaryServer::Private::accept(LingeringSocket *socket)
{
    if (handshakes.size() >= limits::handshakes) {
        qCWarning(lcNet, "%ls: closed, %d handshakes are in progress",
                  qUtf16Printable(hostPort(socket->peerAddress(), socket->peerPort())),
                  limits::handshakes);
        socket->drop();
        socket->deleteLater();
        return;
    }
    static const QMetaMethod diverted = QMetaMethod::fromSignal(&IntermediaryServer::diverted);
    handshakes.take(socket, q->isSignalConnected(diverted));
}

IntermediaryServer::IntermediaryServer(IntermediarySettings settings, relay::PeerListener *listener,
                                       QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this, listener))
{
    d->apply(settings);
}

IntermediaryServer::~IntermediaryServer() = default;

bool IntermediaryServer::listen()
{
    const bool isOpen = d->door.listen(d->settings.host, d->settings.port);
    d->encryptedDoor.listenEncrypted(d->settings.host, isOpen ? d->settings.tls : TlsSettings());
    return isOpen;
}

bool IntermediaryServer::isListening() const
{
    return d->door.isListening();
}

protocol::Phrase IntermediaryServer::error() const
{
    return d->door.error();
}

QStringList IntermediaryServer::addresses() const
{
    return d->door.addresses();
}

quint16 IntermediaryServer::port() const
{
    return d->door.port();
}

QStringList IntermediaryServer::encryptedAddresses() const
{
    return d->encryptedDoor.addresses();
}

quint16 IntermediaryServer::encryptedPort() const
{
    return d->encryptedDoor.port();
}

protocol::Phrase IntermediaryServer::encryptedError() const
{
    return d->encryptedDoor.error();
}

void IntermediaryServer::setSettings(const IntermediarySettings &settings)
{
    const bool isAsBefore = d->settings.tls == settings.tls;
    d->apply(settings);
    if (!isAsBefore || !isListening() || d->encryptedDoor.isOpenAsWanted(settings.tls))
        return d->encryptedDoor.checkCertificate();
    // It could not be opened; what was wrong with it may have been mended.
    d->encryptedDoor.listenEncrypted(settings.host, settings.tls);
    Q_EMIT encryptionChanged();
}

void IntermediaryServer::setSnapshot(std::function<QByteArray()> snapshot)
{
    d->peers.setSnapshot(std::move(snapshot));
}

void IntermediaryServer::admit(const QString &origin, const QString &address, Admission admission)
{
    d->policy.decide(origin, address, admission);
}

void IntermediaryServer::tellWatchers(const QList<QByteArray> &events)
{
    d->peers.tellWatchers(events);
}

int IntermediaryServer::watcherCount() const
{
    return d->peers.watcherCount();
}

void IntermediaryServer::answer(relay::PeerId peer, const QByteArray &utf8)
{
    d->peers.answer(peer, utf8);
}

void IntermediaryServer::close()
{
    d->door.close();
    d->encryptedDoor.close();
    d->handshakes.dropAll();
    d->peers.closeAll();
}

int IntermediaryServer::connectionCount() const
{
    return d->peers.registeredCount();
}

int IntermediaryServer::strangerCount() const
{
    return d->peers.strangerCount();
}

} // namespace neuro::net
