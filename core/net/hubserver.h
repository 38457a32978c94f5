// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "net/hubsettings.h"
#include "relay/hubclient.h"
#include "relay/relayevent.h"
#include "relay/textmask.h"

#include <QList>
#include <QObject>

#include <memory>

namespace neuro::net {

class LingeringSocket;
class RequestHead;

/// The hub: clients that send one another messages, from whichever door they came. It does not
/// listen; doors hand it the sockets whose path begins with /ws/ (see Diversion::Hub). Belongs to
/// the thread that it was created in; never blocks.
///
/// The rules are HubEngine's. A client that reads too slowly or sends too fast is closed with 1008,
/// one whose message is too large with 1009, one connection too many with 1013.
class HubServer : public QObject
{
    Q_OBJECT

public:
    explicit HubServer(const HubSettings &settings, QObject *parent = nullptr);
    /// Ends all connections at once; happened() still tells of it.
    ~HubServer() override;

    /// Takes effect at once, for new and for present connections.
    void setSettings(const HubSettings &settings);
    /// See relay::HubEngine::setMask().
    void setMask(relay::TextMask mask);

    /// Takes ownership of a socket of this object's thread, without a parent, that a door has
    /// diverted, with the head of its request still unread in it. One that is lost by now is only
    /// deleted; everything else about it is answered here.
    void adopt(LingeringSocket *socket, const RequestHead &head);

    /// Closes every connection with 1001, refuses new ones; drained() follows within about
    /// limits::closeMs. There is no way back but a new object.
    void close();

    /// Clients that are connected, in the order of their connections.
    QList<relay::HubClient> clients() const;
    int clientCount() const;

Q_SIGNALS:
    /// What happened, in order: frames, clients that came and went (relay::Door::Hub), refused
    /// ones (RegistrationRefusedEvent). Frames have `seq` 0: whoever numbers all of them fills it
    /// in. No token is in any of it. Connect it directly or copy.
    void happened(const neuro::relay::RelayEvents &events);
    /// The last connection has gone after close(). Sent from the event loop.
    void drained();

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace neuro::net
