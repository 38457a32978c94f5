// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "service/bridgedpeers.h"

#include <QTimerEvent>

#include <utility>
#include <vector>

namespace neuro::service {

using protocol::phrase;

/// A peer of the other thread, as something to send to.
class BridgedPeers::RemoteEndpoint : public relay::Endpoint
{
public:
    RemoteEndpoint(PeerBridge *bridge, LinkId link)
        : m_bridge(bridge)
        , m_link(link)
    {
    }

    void sendText(const QByteArray &utf8) override
    {
        if (m_isClosed || m_bridge->put(BridgeOutput{m_link, BridgeOutput::Text{utf8}}))
            return;
        close(relay::CloseCode::Policy,
              phrase(QT_TRANSLATE_NOOP("core", "too much is waiting to be sent")));
    }

    void close(relay::CloseCode code, const protocol::Phrase &reason) override
    {
        if (!std::exchange(m_isClosed, true))
            m_bridge->put(BridgeOutput{m_link, BridgeOutput::Close{code, reason}});
    }

    void ping(quint64 token) override
    {
        if (!m_isClosed)
            m_bridge->put(BridgeOutput{m_link, BridgeOutput::Ping{token}});
    }

private:
    PeerBridge *m_bridge;
    LinkId m_link;
    bool m_isClosed = false;
};

BridgedPeers::BridgedPeers(PeerBridge *bridge, relay::PeerListener *listener, Handlers handlers,
                           QObject *parent)
    : QObject(parent)
    , m_bridge(bridge)
    , m_listener(listener)
    , m_handlers(std::move(handlers))
{
    m_bridge->connectRelay(
        [this] { QMetaObject::invokeMethod(this, &BridgedPeers::work, Qt::QueuedConnection); });
}

BridgedPeers::~BridgedPeers()
{
    m_bridge->connectRelay({});
    std::vector<LinkId> links;
    for (const auto &[link, peer] : m_peers)
        links.push_back(link);
    for (const LinkId link : links)
        end(link, {static_cast<int>(relay::CloseCode::GoingAway),
                   phrase(QT_TRANSLATE_NOOP("core", "the relay stops")), relay::Goodbye::By::Us});
}

void BridgedPeers::timerEvent(QTimerEvent *event)
{
    if (event->timerId() == m_again.timerId())
        work();
    else
        QObject::timerEvent(event);
}

void BridgedPeers::work()
{
    for (BridgeInput &input : m_bridge->takeInputs(inputsAtOnce))
        std::visit([this, link = input.link](auto &content) { take(link, content); },
                   input.content);
    // A timer, not a call of its own: posted calls would come before every socket's turn.
    if (!m_bridge->hasInputs())
        m_again.stop();
    else if (!m_again.isActive())
        m_again.start(0, this);
}

relay::PeerId BridgedPeers::idOf(LinkId link) const
{
    const auto found = m_peers.find(link);
    return found == m_peers.end() ? 0 : found->second.id;
}

void BridgedPeers::take(LinkId link, const BridgeInput::Connected &input)
{
    Peer &peer = m_peers[link];
    peer.endpoint = std::make_unique<RemoteEndpoint>(m_bridge, link);
    // By reference into a map that keeps its places: the listener may send at once.
    peer.id = m_listener->peerConnected(peer.endpoint.get(), input.info);
}

void BridgedPeers::take(LinkId link, const BridgeInput::Text &input)
{
    if (const relay::PeerId id = idOf(link))
        m_listener->textReceived(id, input.utf8);
}

void BridgedPeers::take(LinkId link, const BridgeInput::Binary &input)
{
    if (const relay::PeerId id = idOf(link))
        m_listener->binaryReceived(id, input.bytes);
}

void BridgedPeers::take(LinkId link, const BridgeInput::Pong &input)
{
    if (const relay::PeerId id = idOf(link))
        m_listener->pongReceived(id, input.token);
}

void BridgedPeers::take(LinkId link, const BridgeInput::Disconnected &input)
{
    end(link, input.goodbye);
}

void BridgedPeers::take(LinkId link, BridgeInput::Foreign &input)
{
    Q_UNUSED(link)
    m_handlers.foreign(std::move(input.events));
}

void BridgedPeers::take(LinkId link, const BridgeInput::Command &input)
{
    Q_UNUSED(link)
    m_handlers.command(input.command, input.number);
}

void BridgedPeers::take(LinkId link, const BridgeInput::Farewell &input)
{
    Q_UNUSED(link)
    Q_UNUSED(input)
    m_isOver = true;
    Q_EMIT ended();
}

void BridgedPeers::end(LinkId link, const relay::Goodbye &goodbye)
{
    const auto found = m_peers.find(link);
    if (found == m_peers.end())
        return;
    // The endpoint lives until its end has been told.
    m_listener->peerDisconnected(found->second.id, goodbye);
    m_peers.erase(link);
    if (m_peers.empty())
        Q_EMIT emptied();
}

} // namespace neuro::service
