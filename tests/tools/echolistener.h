// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "net/websocketendpoint.h"
#include "relay/endpoint.h"

#include <QHash>

namespace neuro::tests {

/// Large enough for every case of the protocol test suites.
inline constexpr qint64 echoMessageLimit = 64 * 1024 * 1024;

/// Sends every message back to its sender. Its endpoints must be WebSocketEndpoints.
class EchoListener : public relay::PeerListener
{
public:
    relay::PeerId peerConnected(relay::Endpoint *endpoint, const relay::PeerInfo &) override
    {
        m_peers.insert(++m_lastId, static_cast<net::WebSocketEndpoint *>(endpoint));
        return m_lastId;
    }
    void textReceived(relay::PeerId peer, const QByteArray &utf8) override
    {
        m_peers.value(peer)->sendText(utf8);
    }
    void binaryReceived(relay::PeerId peer, const QByteArray &bytes) override
    {
        m_peers.value(peer)->sendBinary(bytes);
    }
    void pongReceived(relay::PeerId, quint64) override {}
    void peerDisconnected(relay::PeerId peer, const relay::Goodbye &) override
    {
        m_peers.remove(peer);
    }

private:
    QHash<relay::PeerId, net::WebSocketEndpoint *> m_peers;
    relay::PeerId m_lastId = 0;
};

} // namespace neuro::tests
