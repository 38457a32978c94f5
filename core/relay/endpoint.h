// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "protocol/phrase.h"
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
    /// its endpoint, or reported by PeerListener::peerCongested().
    virtual void sendText(const QByteArray &utf8) = 0;
    /// Begins to close, with the reason in English. PeerListener::peerDisconnected() follows, never
    /// from inside this call.
    virtual void close(CloseCode code, const protocol::Phrase &reason) = 0;
    /// Sends a ping; PeerListener::pongReceived() tells of the answer. `token` is from 1 upward and
    /// not smaller than that of an earlier ping; 0 is the endpoint's own.
    virtual void ping(quint64 token) = 0;
};

struct PeerInfo
{
    Door door = Door::Backend;
    QString address; ///< "127.0.0.1:51234"
    PeerRole role = PeerRole::Game;
    /// The name under which it has registered; empty for a game, which says it with its messages.
    QString name{};
    bool isEnhanced = false; ///< A watcher that may act in Neuro's and the operator's place.
};

/// How a connection ended.
struct Goodbye
{
    enum class By {
        Unknown, ///< Nobody said goodbye, or the socket does not tell who did.
        Us,      ///< Because somebody here wanted it, or over something that could not be read.
        Peer,
    };

    int closeCode = 0;
    protocol::Phrase reason{};
    By by = By::Unknown; ///< Whose word closeCode and reason are: who began to close.
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
    /// The peer has read everything that was sent to it before the ping with `token`: the newest
    /// one that it proves to have received. Tokens that a newer one covers are not told.
    virtual void pongReceived(PeerId peer, quint64 token) = 0;
    /// The peer reads too slowly, or has caught up. Only from endpoints that report it; what is
    /// sent to a congested peer is still queued, up to a limit.
    virtual void peerCongested(PeerId peer, bool congested)
    {
        Q_UNUSED(peer)
        Q_UNUSED(congested)
    }
    virtual void peerDisconnected(PeerId peer, const Goodbye &goodbye) = 0;
};

} // namespace neuro::relay
