// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "relay/endpoint.h"

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QString>

#include <functional>

namespace neuro::tests {

/// Writes down what it hears, in order, and checks the promises of PeerListener.
class RecordingListener : public relay::PeerListener
{
public:
    struct Goodbye
    {
        relay::PeerId peer = 0;
        int code = 0;
        QString reason;
    };

    QHash<relay::PeerId, relay::Endpoint *> peers; ///< Those that are connected.
    QList<relay::PeerInfo> infos;
    QList<QByteArray> texts;
    QList<QByteArray> binaries;
    QList<Goodbye> goodbyes;
    QList<quint64> pongs; ///< Tokens.
    QList<bool> congestions;
    int strangers = 0; ///< Calls for a peer that is not connected.
    /// Called for each text, instead of keeping it in `texts`.
    std::function<void(relay::Endpoint *, const QByteArray &)> onText;
    /// Called for each text and binary message, before anything else.
    std::function<void(relay::Endpoint *)> onMessage;

    relay::Endpoint *last() const { return peers.value(m_lastId); }

    relay::PeerId peerConnected(relay::Endpoint *endpoint, const relay::PeerInfo &info) override
    {
        peers.insert(++m_lastId, endpoint);
        infos.append(info);
        return m_lastId;
    }

    void textReceived(relay::PeerId peer, const QByteArray &utf8) override
    {
        note(peer);
        if (onText)
            onText(peers.value(peer), utf8);
        else
            texts.append(utf8);
    }

    void binaryReceived(relay::PeerId peer, const QByteArray &bytes) override
    {
        note(peer);
        binaries.append(bytes);
    }

    void pongReceived(relay::PeerId peer, quint64 token) override
    {
        strangers += peers.contains(peer) ? 0 : 1;
        pongs.append(token);
    }

    void peerCongested(relay::PeerId peer, bool congested) override
    {
        strangers += peers.contains(peer) ? 0 : 1;
        congestions.append(congested);
    }

    void peerDisconnected(relay::PeerId peer, int closeCode,
                          const protocol::Phrase &reason) override
    {
        strangers += peers.remove(peer) == 1 ? 0 : 1;
        goodbyes.append({peer, closeCode, reason.english()});
    }

private:
    void note(relay::PeerId peer)
    {
        strangers += peers.contains(peer) ? 0 : 1;
        if (onMessage)
            onMessage(peers.value(peer));
    }

    relay::PeerId m_lastId = 0;
};

} // namespace neuro::tests
