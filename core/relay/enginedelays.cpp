// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "relay/relayengine_p.h"

#include <optional>
#include <utility>

namespace neuro::relay {

// Games at the backend door only are delayed: what an integration is sent from the outbox counts as
// delivered once a ping behind it was answered, and pings are not delayed.
//
// A message from a game is logged when its delay is over, as if it had come then, and one to a game
// when it leaves; so the log stays in order. How long a game took is measured without the delays.

bool RelayEngine::Private::keepForLater(const GameSession &game, const QByteArray &payload,
                                        bool binary, Instant now)
{
    const PeerId peer = game.peer;
    if (!bench.fromGames.isNeeded(peer))
        return false;
    while (!bench.fromGames.hasRoom(peer, payload.size()) && bench.fromGames.holds(peer))
        hearDelayed(peer, now);
    if (!session(peer))
        return true; // It was sent away for what it said before.
    if (!bench.fromGames.hasRoom(peer, payload.size()))
        return false;
    bench.fromGames.hold(peer, {payload, binary}, payload.size(), now);
    armDelays(peer);
    return true;
}

void RelayEngine::Private::hearDelayed(PeerId peer, Instant now)
{
    const auto entry = bench.fromGames.takeFirst(peer);
    armDelays(peer);
    GameSession *game = session(peer);
    if (!entry || !game)
        return;
    bench.coming = TestBenchState::Coming{peer, entry->since.mono};
    if (entry->message.binary)
        receiveBinary(*game, entry->message.payload, now);
    else
        receiveText(*game, entry->message.payload, now);
    bench.coming.reset();
}

void RelayEngine::Private::hearOut(PeerId peer, Instant now)
{
    // What it said was said before it left. It is not kept any longer, since nothing may be known
    // of a connection that is gone; and nothing of what it would be told can leave.
    if (!bench.fromGames.holds(peer))
        return;
    if (GameSession *game = session(peer))
        game->hasLeft = true;
    while (bench.fromGames.holds(peer))
        hearDelayed(peer, now);
}

FrameEvent *RelayEngine::Private::holdBack(const GameSession &game, qint64 bytes, Instant now)
{
    const PeerId peer = game.peer;
    if (game.isIntegration() || (!game.hasLeft && !bench.toGames.isNeeded(peer)))
        return nullptr;
    if (game.hasLeft && !bench.toGames.hasRoom(peer, bytes))
        bench.toGames.forget(peer);
    while (!bench.toGames.hasRoom(peer, bytes) && bench.toGames.holds(peer))
        sendDelayed(peer, now);
    if (!bench.toGames.hasRoom(peer, bytes))
        return nullptr;
    FrameEvent &held = bench.toGames.hold(peer, {}, bytes, now);
    armDelays(peer);
    return &held;
}

void RelayEngine::Private::sendDelayed(PeerId peer, Instant now)
{
    auto entry = bench.toGames.takeFirst(peer);
    armDelays(peer);
    const GameSession *game = session(peer);
    if (!entry || !game || game->hasLeft)
        return;
    FrameEvent event = std::move(entry->message);
    if (event.isHostile && !bench.settings.hostile)
        return; // It is off: nothing hostile leaves any more.
    event.at = now;
    event.seq = ++lastSeq;
    if (const auto action = inFlight.find(event.actionId); action != inFlight.end()) {
        action->seq = event.seq;
        awaitResult(*action, now);
    } else if (!event.actionId.isEmpty() && !game->hasFinished(event.actionId)) {
        bench.hostileIds.add(peer, event.actionId, now.mono);
    }
    outputs.effects.emplace_back(SendText{peer, event.payload});
    outputs.events.emplace_back(std::move(event));
}

void RelayEngine::Private::armDelays(PeerId peer)
{
    const auto arm = [this, peer](TimerQueue::Kind kind, std::optional<qint64> due) {
        if (due)
            timers.set(kind, peer, *due);
        else
            timers.cancel(kind, peer);
    };
    arm(TimerQueue::Kind::DelayedIn, bench.fromGames.firstDue(peer));
    arm(TimerQueue::Kind::DelayedOut, bench.toGames.firstDue(peer));
}

void RelayEngine::Private::applyDelays(Instant now)
{
    bench.toGames.setDelay(bench.settings.toGamesMs);
    bench.fromGames.setDelay(bench.settings.fromGamesMs);
    // What games were told before comes before what they are told in answer to what is heard now.
    if (bench.settings.toGamesMs == 0) {
        for (const PeerId peer : bench.toGames.peersInOrder())
            sendDelayed(peer, now);
    }
    if (bench.settings.fromGamesMs == 0) {
        for (const PeerId peer : bench.fromGames.peersInOrder())
            hearDelayed(peer, now);
    }
    for (const PeerId peer : bench.toGames.peers() + bench.fromGames.peers())
        armDelays(peer);
}

void RelayEngine::Private::closePeer(PeerId peer, CloseCode code, const protocol::Phrase &reason,
                                     Instant now)
{
    while (bench.toGames.holds(peer))
        sendDelayed(peer, now);
    outputs.effects.emplace_back(ClosePeer{peer, code, reason});
}

void RelayEngine::Private::forgetBench(PeerId peer)
{
    bench.fromGames.forget(peer);
    bench.toGames.forget(peer);
    armDelays(peer);
    bench.hostile.forget(peer);
    bench.hostileIds.forget(peer);
    for (const HostileMessages::Kind kind : HostileMessages::kinds)
        timers.cancel(TimerQueue::Kind::Hostile, HostileMessages::keyOf(peer, kind));
}

} // namespace neuro::relay
