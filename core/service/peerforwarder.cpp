// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "service/peerforwarder.h"

#include "service/servicelog.h"

#include <utility>

namespace neuro::service {

using protocol::phrase;

PeerForwarder::PeerForwarder(PeerBridge *bridge, QObject *parent)
    : QObject(parent)
    , m_bridge(bridge)
{
    m_bridge->connectDoor(
        [this] { QMetaObject::invokeMethod(this, &PeerForwarder::work, Qt::QueuedConnection); });
}

PeerForwarder::~PeerForwarder()
{
    m_bridge->connectDoor({});
}

relay::PeerId PeerForwarder::peerConnected(relay::Endpoint *endpoint, const relay::PeerInfo &info)
{
    const LinkId link = ++m_last;
    m_endpoints.insert(link, endpoint);
    m_bridge->put(BridgeInput{link, BridgeInput::Connected{info}});
    return link;
}

void PeerForwarder::textReceived(relay::PeerId peer, const QByteArray &utf8)
{
    send(peer, BridgeInput::Text{utf8});
}

void PeerForwarder::binaryReceived(relay::PeerId peer, const QByteArray &bytes)
{
    send(peer, BridgeInput::Binary{bytes});
}

void PeerForwarder::send(LinkId link, BridgeInput::Content message)
{
    if (m_bridge->put(BridgeInput{link, std::move(message)}))
        return;
    if (relay::Endpoint *endpoint = m_endpoints.value(link))
        endpoint->close(relay::CloseCode::Policy,
                        phrase(QT_TRANSLATE_NOOP("core", "sends faster than the relay can take")));
}

void PeerForwarder::pongReceived(relay::PeerId peer, quint64 token)
{
    m_bridge->put(BridgeInput{peer, BridgeInput::Pong{token}});
}

void PeerForwarder::peerDisconnected(relay::PeerId peer, const relay::Goodbye &goodbye)
{
    m_endpoints.remove(peer);
    m_bridge->put(BridgeInput{peer, BridgeInput::Disconnected{goodbye}});
}

void PeerForwarder::publish(relay::RelayEvents events)
{
    const bool isTaken = m_bridge->put(BridgeInput{0, BridgeInput::Foreign{std::move(events)}});
    if (!isTaken && !m_isLosing)
        qCWarning(serviceLog) << "the relay thread does not keep up: events of the hub or of the "
                                 "intermediary door are missing in views and logs";
    m_isLosing = !isTaken;
}

bool PeerForwarder::execute(const relay::RelayCommand &command, quint64 number)
{
    return m_bridge->put(BridgeInput{0, BridgeInput::Command{command, number}});
}

void PeerForwarder::sayFarewell()
{
    m_bridge->put(BridgeInput{0, BridgeInput::Farewell{}});
}

void PeerForwarder::work()
{
    for (const BridgeOutput &output : m_bridge->takeOutputs()) {
        relay::Endpoint *endpoint = m_endpoints.value(output.link);
        if (!endpoint)
            continue; // It has left in the meantime.
        if (const auto *text = std::get_if<BridgeOutput::Text>(&output.content))
            endpoint->sendText(text->utf8);
        else if (const auto *end = std::get_if<BridgeOutput::Close>(&output.content))
            endpoint->close(end->code, end->reason);
        else if (const auto *ping = std::get_if<BridgeOutput::Ping>(&output.content))
            endpoint->ping(ping->token);
    }
}

} // namespace neuro::service
