// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "relay/types.h"

#include <QByteArray>
#include <QString>

/// The ports between the engine's side and the sockets' side. Both live in the relay thread.
namespace neuro::relay {

/// One peer, as something to send to. Implemented by sockets and, for tests, in memory.
class Endpoint
{
public:
    virtual ~Endpoint() = default;

    /// Queues one text message (UTF-8). Never blocks; a peer that reads too slowly is closed by
    /// its endpoint.
    virtual void sendText(const QByteArray &utf8) = 0;
    /// Begins to close. PeerListener::peerDisconnected() follows, never from inside this call.
    virtual void close(CloseCode code, const QString &reason) = 0;
    /// Sends a ping; PeerListener::pongReceived() tells of the answer.
    virtual void ping() = 0;
};

struct PeerInfo
{
    Door door = Door::Backend;
    QString address; ///< "127.0.0.1:51234"
};

/// Hears from peers. Each call belongs to a peer that peerConnected() has introduced and
/// peerDisconnected() has not yet taken away.
class PeerListener
{
public:
    virtual ~PeerListener() = default;

    /// The endpoint must stay alive until its peerDisconnected() has returned.
    virtual PeerId peerConnected(Endpoint *endpoint, const PeerInfo &info) = 0;
    virtual void textReceived(PeerId peer, const QByteArray &utf8) = 0;
    virtual void binaryReceived(PeerId peer, const QByteArray &bytes) = 0;
    virtual void pongReceived(PeerId peer) = 0;
    virtual void peerDisconnected(PeerId peer, int closeCode, const QString &reason) = 0;
};

} // namespace neuro::relay
