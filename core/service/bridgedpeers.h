// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "relay/endpoint.h"
#include "service/peerbridge.h"

#include <QBasicTimer>
#include <QObject>

#include <functional>
#include <memory>
#include <unordered_map>

namespace neuro::service {

/// The relay's end of a PeerBridge: brings the peers of another thread before the engine as if they
/// were this one's. Belongs to the relay thread.
class BridgedPeers : public QObject
{
    Q_OBJECT

public:
    /// What to do with what belongs to no connection.
    struct Handlers
    {
        std::function<void(relay::RelayEvents)> foreign;
        std::function<void(const relay::RelayCommand &, quint64 number)> command;
    };

    /// `bridge` and `listener` must outlive this object; the destructor tells the listener of every
    /// peer that it loses.
    BridgedPeers(PeerBridge *bridge, relay::PeerListener *listener, Handlers handlers,
                 QObject *parent = nullptr);
    ~BridgedPeers() override;

    int count() const { return static_cast<int>(m_peers.size()); }
    /// The other side has said its last word.
    bool isOver() const { return m_isOver; }

    /// Inputs that are taken before games get their turn again.
    static constexpr std::size_t inputsAtOnce = 64;

Q_SIGNALS:
    /// The last one has gone.
    void emptied();
    /// See isOver().
    void ended();

protected:
    void timerEvent(QTimerEvent *event) override;

private:
    class RemoteEndpoint;
    struct Peer
    {
        std::unique_ptr<RemoteEndpoint> endpoint;
        relay::PeerId id = 0;
    };

    void work();
    void take(LinkId link, const BridgeInput::Connected &input);
    void take(LinkId link, const BridgeInput::Text &input);
    void take(LinkId link, const BridgeInput::Binary &input);
    void take(LinkId link, const BridgeInput::Pong &input);
    void take(LinkId link, const BridgeInput::Disconnected &input);
    void take(LinkId link, BridgeInput::Foreign &input);
    void take(LinkId link, const BridgeInput::Command &input);
    void take(LinkId link, const BridgeInput::Farewell &input);
    void end(LinkId link, const relay::Goodbye &goodbye);
    /// 0: it is not there.
    relay::PeerId idOf(LinkId link) const;

    PeerBridge *m_bridge;
    relay::PeerListener *m_listener;
    Handlers m_handlers;
    std::unordered_map<LinkId, Peer> m_peers;
    QBasicTimer m_again;
    bool m_isOver = false;
};

} // namespace neuro::service
