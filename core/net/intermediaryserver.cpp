// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "net/intermediaryserver.h"

#include "net/accesspolicy.h"
#include "net/doorpreparation.h"
#include "net/handshakestage.h"
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
    bool open(const PreparedDoor &prepared);
    void accept(LingeringSocket *socket);
    void closeAll(const protocol::Phrase &why);

    IntermediaryServer *q;
    IntermediarySettings settings;
    AccessPolicy policy;
    TcpDoor door;
    TcpDoor encryptedDoor;
    DoorPreparation moving;  ///< To where the settings say.
    DoorPreparation mending; ///< Of the encrypted port, which could not be opened.
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

bool IntermediaryServer::Private::open(const PreparedDoor &prepared)
{
    const bool isOpen = door.listen(prepared.where, settings.port);
    encryptedDoor.listenEncrypted(prepared, isOpen ? settings.tls : TlsSettings());
    return isOpen;
}

void IntermediaryServer::Private::accept(LingeringSocket *socket)
{
    static const QMetaMethod diverted = QMetaMethod::fromSignal(&IntermediaryServer::diverted);
    handshakes.take(socket, q->isSignalConnected(diverted));
}

void IntermediaryServer::Private::closeAll(const protocol::Phrase &why)
{
    moving.cancel();
    mending.cancel();
    door.close();
    encryptedDoor.close();
    handshakes.dropAll();
    peers.closeAll(why);
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
    d->moving.cancel();
    d->mending.cancel();
    return d->open(prepareDoor(d->settings.host, d->settings.tls));
}

void IntermediaryServer::move()
{
    d->mending.cancel();
    d->moving.start(d->settings.host, d->settings.tls, [this](const PreparedDoor &door) {
        d->closeAll(whyDoorMoves());
        d->open(door);
        Q_EMIT moved();
    });
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

void IntermediaryServer::setSnapshot(std::function<QByteArray()> snapshot)
{
    d->peers.setSnapshot(std::move(snapshot));
}

void IntermediaryServer::setFirstEvents(std::function<QList<QByteArray>()> events)
{
    d->peers.setFirstEvents(std::move(events));
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
    d->closeAll(protocol::phrase(QT_TRANSLATE_NOOP("core", "Neuro Relay stops")));
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
