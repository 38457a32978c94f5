// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "net/admission.h"
#include "net/backendsettings.h"
#include "relay/endpoint.h"

#include <QObject>
#include <QStringList>

#include <memory>

namespace neuro::net {

class LingeringSocket;
class RequestHead;

/// The door that games connect to: an own QTcpServer per address, a look at the request's head,
/// then a QWebSocketServer, then one WebSocketEndpoint per connection. Belongs to the thread that
/// it was created in; never blocks but in listen().
///
/// Refused before the handshake: a plain HTTP request (426), what is no request (400), a foreign
/// Origin or a foreign address (403, admissionWanted() follows), a head that is too long (431) or
/// too slow (closed). Refused after it: one connection too many (1013). Any path is served; a path
/// that ends in "/voice" is answered with `voice/unavailable` and closed. Requests for the hub and
/// for the status are handed on by diverted() when somebody takes them, and are like any other
/// otherwise.
///
/// The endpoints that the listener meets are WebSocketEndpoints. A connection that ended without a
/// closing handshake is reported with code 1006.
class BackendServer : public QObject
{
    Q_OBJECT

public:
    /// `listener` must outlive this object: the destructor tells it of every peer that it loses.
    BackendServer(BackendSettings settings, relay::PeerListener *listener,
                  QObject *parent = nullptr);
    ~BackendServer() override;

    /// Opens every address of the settings. False: none is open, because one could not be opened;
    /// error() says which and why. On a machine without IPv6 the second loopback is left out
    /// silently. Opens the encrypted port, too, if there is to be one: whether it did,
    /// encryptedError() says. Blocks while a host name (other than localhost) is looked up, and
    /// while the certificate is read: for a door without peers.
    bool listen();
    /// close() and listen(), where the settings say by now, without blocking: everything stays as
    /// it is until the name and the certificate, which are asked for in threads of their own, are
    /// known, or have not been answered for some seconds. Then moved() follows, but not after
    /// another move(), listen() or close(). Who is connected is told that the door opens anew.
    void move();
    /// Whether moved() is to follow.
    bool isMoving() const;
    bool isListening() const;
    /// "127.0.0.1:8000: The bound address is already in use".
    protocol::Phrase error() const;
    /// "127.0.0.1:8000", "[::1]:8000", in the order of opening.
    QStringList addresses() const;
    /// The port that was opened; 0 when none is.
    quint16 port() const;
    /// The same of the encrypted port, for which the rules of the plain one count as well.
    QStringList encryptedAddresses() const;
    quint16 encryptedPort() const;
    /// Why the encrypted port is closed, though there is to be one: which file or address, what is
    /// wrong, and what to do. The plain one is not affected. While it is open: what is wrong with
    /// the certificate that has taken the place of the one that it shows.
    protocol::Phrase encryptedError() const;

    /// Takes limits and admissions at once, for new and for present connections. A changed address
    /// needs move(). An encrypted port that could not be opened is tried again at the addresses of
    /// the plain one, and the files of its certificate are looked at; encryptionChanged() follows
    /// when that makes a difference.
    void setSettings(const BackendSettings &settings);

    /// Decides about an origin or an address (exactly one of them is not empty).
    void admit(const QString &origin, const QString &address, Admission admission);

    /// Stops listening and closes every connection with 1001; drained() follows within about
    /// limits::closeMs.
    void close();
    /// Peers that the listener knows.
    int connectionCount() const;

Q_SIGNALS:
    /// After a renewed certificate: it is shown to whoever connects from now on, or
    /// encryptedError() says why not. Connections stay. Also after setSettings() has tried to open
    /// the encrypted port.
    void encryptionChanged();
    /// move() is over: isListening() and error() say with what outcome. Sent from inside of it when
    /// nobody had to be asked.
    void moved();
    /// Someone was refused with 403 whom the operator may admit. Sent once per origin or address
    /// until it is decided.
    void admissionWanted(const QString &origin, const QString &address);
    /// A request at this door that diversionOf() knows: for the hub, from an address that may
    /// connect and with a handshake in the right form, or for the status, of which neither address
    /// nor form were judged. An origin is the receiver's to judge. The receiver takes
    /// ownership: the socket has no parent, everything that has come is still in it, the head
    /// included, and it may be moved to another thread at once. It counts for nothing here any
    /// more. Connect one receiver, in this thread.
    void diverted(neuro::net::LingeringSocket *socket, const neuro::net::RequestHead &head);
    /// The last connection has gone after close(). Sent from the event loop.
    void drained();

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace neuro::net
