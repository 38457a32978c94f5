// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "relay/hubengine.h"
#include "relay/hubsessions.h"

#include <cstddef>
#include <vector>

/// Internal to the hub's engine.
namespace neuro::relay {

class HubEngine::Private
{
public:
    explicit Private(const HubRules &hubRules)
        : rules(hubRules)
    {
    }

    // hubengine.cpp: who is there.
    void reject(PeerId peer, const HubRequest &request, const HubRejection &rejection, Instant now);
    void letIn(PeerId peer, const HubRequest &request, Instant now);
    void replace(HubSession &older, Instant now);
    void sendAway(HubSession &session, const protocol::Phrase &reason, Instant now);
    /// Tells of the end of a connection and keeps its session: `session` may be gone afterwards.
    void remove(HubSession &session, int closeCode, const protocol::Phrase &reason, Instant now);
    void heard(HubSession &session, Instant now);
    void checkSilence(HubSession &session, Instant now);
    PeerEvent peerEvent(const HubSession &session, PeerEvent::State state, Instant now) const;

    // hubmessages.cpp: what is said.
    /// The index of the event.
    std::size_t frameIn(HubSession &session, const QByteArray &payload, bool binary, Instant now);
    void receive(HubSession &session, std::size_t frame, const protocol::HubMessage &message,
                 Instant now);
    void refuse(HubSession &session, std::size_t frame, const protocol::HubFault &fault,
                Instant now);
    void passOn(HubSession &session, std::size_t frame, const protocol::HubMessage &message,
                Instant now);
    /// Why `message` cannot go to the one that it names.
    std::optional<protocol::HubFault> targetFault(const protocol::HubMessage &message);
    std::vector<HubSession *> receiversOf(const HubSession &sender,
                                          const protocol::HubMessage &message) const;
    QByteArray errorText(const protocol::HubFault &fault, Instant now) const;
    void send(HubSession &session, const QByteArray &utf8, const QString &command, Instant now);
    void sendToOthers(PeerId except, const QByteArray &utf8, const QString &command, Instant now);
    FrameEvent &frameAt(std::size_t index) { return std::get<FrameEvent>(outputs.events[index]); }

    HubRules rules;
    TextMask mask;
    HubSessions sessions;
    PeerId lastPeer = hubPeerBase;
    Outputs outputs;
    bool isShuttingDown = false;
};

} // namespace neuro::relay
