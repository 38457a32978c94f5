// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "relay/endpoint.h"
#include "service/peerbridge.h"

#include <QHash>
#include <QObject>

namespace neuro::service {

/// The door's end of a PeerBridge: what a door's peers do goes to the engine, what the engine wants
/// is done to their endpoints. Belongs to the door's thread.
class PeerForwarder : public QObject, public relay::PeerListener
{
    Q_OBJECT

public:
    /// `bridge` must outlive the forwarder.
    explicit PeerForwarder(PeerBridge *bridge, QObject *parent = nullptr);
    ~PeerForwarder() override;

    /// Returns the number of the connection on the bridge.
    relay::PeerId peerConnected(relay::Endpoint *endpoint, const relay::PeerInfo &info) override;
    void textReceived(relay::PeerId peer, const QByteArray &utf8) override;
    void binaryReceived(relay::PeerId peer, const QByteArray &bytes) override;
    void pongReceived(relay::PeerId peer, quint64 token) override;
    void peerDisconnected(relay::PeerId peer, const relay::Goodbye &goodbye) override;

    /// Hands events to the engine that are not of its making. When the relay thread does not keep
    /// up they are lost; a warning in the log says so.
    void publish(relay::RelayEvents events);
    /// Its OperatorEvent will have this number. False: the relay thread does not keep up, and it
    /// was thrown away.
    bool execute(const relay::RelayCommand &command, quint64 number = 0);
    /// Nothing will follow: who waits for the last of it need not wait any longer.
    void sayFarewell();

private:
    void send(LinkId link, BridgeInput::Content message);
    void work();

    PeerBridge *m_bridge;
    QHash<LinkId, relay::Endpoint *> m_endpoints;
    LinkId m_last = 0;
    bool m_isLosing = false;
};

} // namespace neuro::service
