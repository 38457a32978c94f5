// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "net/admission.h"
#include "net/intermediarysettings.h"
#include "relay/endpoint.h"
#include "relay/relayevent.h"

#include <QByteArray>
#include <QList>
#include <QObject>
#include <QStringList>

#include <functional>
#include <memory>

namespace neuro::net {

class LingeringSocket;
class RequestHead;

/// The door for registered integrations and watchers. Its first message, within
/// IntermediarySettings::registrationMs, says who a peer is; only then does the listener meet it,
/// with role, name and privileges in its PeerInfo. Belongs to the thread that it was created in;
/// never blocks but in listen().
///
/// One that comes again on the same connection is answered with an error and told to nobody: there
/// is a token in it.
///
/// A registration that fails is answered, closed with 1008 and told of by registrationRefused(); a
/// peer from an address that guesses tokens waits for that answer, one that is admitted never
/// waits. Nobody can keep others out by connecting without registering.
///
/// A watcher that reads too slowly misses events (see WatcherStream) and is closed when it stays
/// behind; an integration that does is closed at once, as at the backend door. What is for the hub
/// or asks for the status is handed on, see diverted().
class IntermediaryServer : public QObject
{
    Q_OBJECT

public:
    /// `listener` must outlive this object: the destructor tells it of every peer that it loses.
    IntermediaryServer(IntermediarySettings settings, relay::PeerListener *listener,
                       QObject *parent = nullptr);
    ~IntermediaryServer() override;

    /// Opens every address of the settings. False: none is open; error() says why. Opens the
    /// encrypted port, too, if there is to be one: whether it did, encryptedError() says.
    bool listen();
    /// As BackendServer's.
    void move();
    bool isListening() const;
    protocol::Phrase error() const;
    /// "127.0.0.1:8765", "[::1]:8765", in the order of opening.
    QStringList addresses() const;
    quint16 port() const;
    /// As BackendServer's.
    QStringList encryptedAddresses() const;
    quint16 encryptedPort() const;
    protocol::Phrase encryptedError() const;

    /// Takes limits, tokens and admissions at once; who has registered stays. A changed address
    /// needs move().
    void setSettings(const IntermediarySettings &settings);
    /// Makes the text that a watcher is sent that asks for a snapshot.
    void setSnapshot(std::function<QByteArray()> snapshot);
    /// Makes the events that a watcher is sent first which registers without asking for a snapshot.
    void setFirstEvents(std::function<QList<QByteArray>()> events);
    /// Decides about an origin or an address (exactly one of them is not empty).
    void admit(const QString &origin, const QString &address, Admission admission);

    /// Sends events, each one JSON text, to every watcher.
    void tellWatchers(const QList<QByteArray> &events);
    int watcherCount() const;
    /// Sends a text to a peer that the listener knows by this number; nothing when it has gone.
    void answer(relay::PeerId peer, const QByteArray &utf8);

    /// Stops listening and closes every connection with 1001; drained() follows within about
    /// limits::closeMs.
    void close();
    /// Peers that the listener knows.
    int connectionCount() const;
    /// Peers that have not registered yet, or are being refused.
    int strangerCount() const;

Q_SIGNALS:
    /// After a renewed certificate: it is shown to whoever connects from now on, or
    /// encryptedError() says why not. Connections stay.
    void encryptionChanged();
    /// As BackendServer's.
    void moved();
    /// Someone was refused with 403 whom the operator may admit. Sent once per origin or address
    /// until it is decided.
    void admissionWanted(const QString &origin, const QString &address);
    /// `refusal` has no time and holds no token.
    void registrationRefused(const neuro::relay::RegistrationRefusedEvent &refusal);
    /// Somebody with a token that everybody knows or can guess was admitted, because it is on this
    /// computer. Sent once until the tokens change.
    void weakTokenUsed(const QString &name);
    /// An integration has sent a binary message. The listener is told of it as well.
    void binaryReceived(neuro::relay::PeerId peer, const QString &name, const QByteArray &bytes);
    /// A request is not for this door but for the hub, or asks for the status; see diversionOf().
    /// The receiver owns the socket, whose bytes are all unread; a direct connection must take it.
    void diverted(neuro::net::LingeringSocket *socket, const neuro::net::RequestHead &head);
    /// The last connection has gone after close(). Sent from the event loop.
    void drained();

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace neuro::net
