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
        relay::Goodbye::By by = relay::Goodbye::By::Unknown;
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

    RecordingListener();
    ~RecordingListener() override;

    relay::Endpoint *last() const { return peers.value(m_lastId); }

    relay::PeerId peerConnected(relay::Endpoint *endpoint, const relay::PeerInfo &info) override;
    void textReceived(relay::PeerId peer, const QByteArray &utf8) override;
    void binaryReceived(relay::PeerId peer, const QByteArray &bytes) override;
    void pongReceived(relay::PeerId peer, quint64 token) override;
    void peerCongested(relay::PeerId peer, bool congested) override;
    void peerDisconnected(relay::PeerId peer, const relay::Goodbye &goodbye) override;

private:
    void note(relay::PeerId peer);

    relay::PeerId m_lastId = 0;
};

} // namespace neuro::tests
