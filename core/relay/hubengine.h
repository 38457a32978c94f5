// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "protocol/phrase.h"
#include "relay/endpoint.h"
#include "relay/hubadmission.h"
#include "relay/hubclient.h"
#include "relay/hubrules.h"
#include "relay/outputs.h"
#include "relay/textmask.h"
#include "relay/types.h"

#include <QByteArray>
#include <QList>

#include <memory>
#include <optional>

namespace neuro::relay {

/// The rules of the hub: who is let in, sessions, what of a message reaches whom, who has fallen
/// silent. Does no I/O, reads no clock, starts no thread: every input brings the time, and what is
/// to be done collects until takeOutputs(). The same inputs give the same outputs.
///
/// Its outputs are SendText and ClosePeer, and the events FrameEvent (with `seq` 0: whoever numbers
/// all frames fills it in), PeerEvent and RegistrationRefusedEvent, all with Door::Hub. A client
/// that was not let in has only the last one.
///
/// Inputs for a peer that is unknown (or gone, or was not let in) are ignored. Time must not run
/// backwards.
class HubEngine
{
public:
    explicit HubEngine(const HubRules &rules);
    ~HubEngine();
    HubEngine(const HubEngine &) = delete;
    HubEngine &operator=(const HubEngine &) = delete;

    /// Takes effect at once; nobody is sent away by it.
    void setRules(const HubRules &rules, Instant now);
    const HubRules &rules() const;
    /// For errors, which quote those who are told of them. Without one all is told as it is.
    void setMask(TextMask mask);

    /// Gives the connection its number, from hubPeerBase + 1, and lets the client in or sends it
    /// away: then the last that is put out about it is a ClosePeer.
    PeerId peerConnected(const HubRequest &request, Instant now);
    void peerDisconnected(PeerId peer, const Goodbye &goodbye, Instant now);
    void textReceived(PeerId peer, const QByteArray &utf8, Instant now);
    void binaryReceived(PeerId peer, const QByteArray &bytes, Instant now);

    /// Everybody will be disconnected now: the others are not told of it.
    void beginShutdown();

    /// Lets time pass: call at or after nextDeadline().
    void tick(Instant now);
    /// The earliest moment (steady clock, µs) at which tick() has something to look at.
    std::optional<qint64> nextDeadline() const;

    /// What has collected since the last call, moved into `outputs` (whose buffers are reused).
    void takeOutputs(Outputs &outputs);

    /// Those that are connected, in the order of their connections.
    QList<HubClient> clients() const;
    qsizetype clientCount() const;
    /// Whether it was let in, and is connected.
    bool isClient(PeerId peer) const;
    /// Sessions that are kept for clients that have left.
    qsizetype sessionsAway() const;

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace neuro::relay
