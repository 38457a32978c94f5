// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "relay/relayengine_p.h"

#include <algorithm>
#include <utility>

namespace neuro::relay {

using protocol::Phrase;
using protocol::phrase;

// Of several modes for forces: to ignore them wins over both others. With an automatic answer in
// the like-Neuro mode, the latter says which force is asked and when; the former what is chosen,
// and which forces get no answer.

namespace {

bool isWithin(int value, int most)
{
    return value >= 0 && value <= most;
}

/// What is out of its range, as a sentence; empty: nothing is.
Phrase faultOf(const TestBench &bench)
{
    for (const int delay : {bench.toGamesMs, bench.fromGamesMs}) {
        if (!isWithin(delay, limits::benchDelayMs)) {
            return phrase(QT_TRANSLATE_NOOP("core", "messages cannot be delayed by %1 ms: choose 0 "
                                                    "to %2 ms"),
                          delay, limits::benchDelayMs);
        }
    }
    if (const auto &answer = bench.autoAnswer) {
        if (!isWithin(answer->delayMs, limits::benchDelayMs)) {
            return phrase(QT_TRANSLATE_NOOP("core", "an automatic answer cannot come after %1 ms: "
                                                    "choose 0 to %2 ms"),
                          answer->delayMs, limits::benchDelayMs);
        }
        if (!isWithin(answer->idlePercent, 100)) {
            return phrase(QT_TRANSLATE_NOOP("core", "%1 of 100 forces cannot be left without an "
                                                    "answer: choose 0 to 100"),
                          answer->idlePercent);
        }
    }
    if (const auto &hostile = bench.hostile) {
        for (const int rate : {hostile->malformed, hostile->unknown, hostile->unregistered}) {
            if (!isWithin(rate, limits::hostilePerMinute)) {
                return phrase(QT_TRANSLATE_NOOP("core", "%1 hostile messages a minute cannot be "
                                                        "sent: choose 0 to %2"),
                              rate, limits::hostilePerMinute);
            }
        }
    }
    return {};
}

/// Whether somebody or something is at work on it.
bool isRunning(const Force &force)
{
    const ForceState state = force.state.state;
    return !force.takenOver && (state == ForceState::Asked || state == ForceState::Answered ||
                                state == ForceState::Failed);
}

} // namespace

auto RelayEngine::Private::perform(const SetTestBench &command, Instant now) -> Failure
{
    if (link.isConnected() && !command.bench.isOff()) {
        return {CommandError::UpstreamConnected,
                phrase(QT_TRANSLATE_NOOP("core", "the test bench is off while an upstream is "
                                                 "connected: disconnect it first"))};
    }
    if (const Phrase fault = faultOf(command.bench); !fault.isEmpty())
        return {CommandError::OutOfRange, fault};
    setTestBench(command.bench, false, now);
    return {};
}

void RelayEngine::Private::setTestBench(const TestBench &wanted, bool byUpstream, Instant now)
{
    const TestBench before = std::exchange(bench.settings, wanted);
    if (before == wanted)
        return;
    outputs.events.emplace_back(TestBenchEvent{now, wanted, byUpstream});
    bench.choices.apply(wanted);
    bench.hostile.apply(wanted.hostile);
    // Before what is delayed is heard: that is for those who decide from now on.
    if (before.ignoreForces != wanted.ignoreForces || before.autoAnswer != wanted.autoAnswer ||
        before.likeNeuro != wanted.likeNeuro)
        restartForces(now);
    applyDelays(now);
    if (before.hostile != wanted.hostile) {
        for (const auto &[peer, game] : sessions)
            armHostile(game, now);
    }
}

void RelayEngine::Private::restartForces(Instant now)
{
    for (const ForceId id : openForces()) {
        Force *open = force(id);
        if (!open || open->takenOver)
            continue;
        open->isPassedOver.reset();
        const ForceState state = open->state.state;
        if (state == ForceState::Asked || state == ForceState::Waiting)
            setAside(*open, now);
    }
    for (auto &[peer, game] : sessions)
        askNext(game, now);
    askLikeNeuro(now);
}

void RelayEngine::Private::setAside(Force &force, Instant now)
{
    timers.cancel(TimerQueue::Kind::Decider, force.state.id);
    force.wasAskedOfBench = false;
    force.actionId.clear();
    force.deciderIndex = 0;
    force.state.askedAt = 0;
    force.state.deadline = 0;
    if (force.state.state == ForceState::Waiting && !force.state.decider)
        return;
    force.state.decider.reset();
    publish(force, ForceState::Waiting, now);
}

void RelayEngine::Private::startBench(Force &force, Instant now)
{
    if (bench.settings.ignoreForces) {
        setAside(force, now);
        return;
    }
    force.wasAskedOfBench = true;
    force.actionId.clear();
    force.state.decider = Decider::Random;
    force.state.askedAt = now.mono;
    force.state.deadline = now.mono + bench.choices.drawDelay();
    timers.set(TimerQueue::Kind::Decider, force.state.id, force.state.deadline);
    publish(force, ForceState::Asked, now);
}

void RelayEngine::Private::retryBench(Force &force, Instant now)
{
    // Where one is asked at a time, those that were answered before that may all be refused: they
    // come one after another.
    const bool mustWait = bench.settings.likeNeuro &&
                          std::any_of(forces.begin(), forces.end(), [&force](const auto &entry) {
                              return entry.first != force.state.id && isRunning(entry.second);
                          });
    if (mustWait)
        setAside(force, now);
    else
        startBench(force, now);
}

bool RelayEngine::Private::isPassedOver(Force &force)
{
    if (!force.isPassedOver)
        force.isPassedOver = bench.choices.drawIdle();
    return *force.isPassedOver;
}

void RelayEngine::Private::replaceForces(Force &newest, Instant now)
{
    if (!isPassedOver(newest))
        startBench(newest, now);
    const ForceId id = newest.state.id;
    for (const ForceId other : openForces()) {
        Force *open = force(other);
        // She has never heard of those that wait.
        if (other != id && open && isRunning(*open)) {
            endForce(*open, ForceState::Dropped,
                     phrase(QT_TRANSLATE_NOOP("core", "a newer force took its place, as it does "
                                                      "with Neuro")),
                     now);
        }
    }
}

void RelayEngine::Private::askLikeNeuro(Instant now)
{
    if (!bench.settings.likeNeuro || bench.settings.ignoreForces)
        return;
    Force *next = nullptr;
    for (auto &[id, candidate] : forces) {
        if (isRunning(candidate))
            return;
        if (next || candidate.state.state != ForceState::Waiting)
            continue;
        const GameSession *game = session(candidate.state.peer);
        if (game && !game->isWithdrawing && !isPassedOver(candidate))
            next = &candidate;
    }
    if (next)
        startBench(*next, now);
}

bool RelayEngine::Private::isHostileId(const QString &id) const
{
    const QString prefix = hostilePrefix();
    bool isNumber = false;
    const quint64 number = id.startsWith(prefix) ? id.mid(prefix.size()).toULongLong(&isNumber) : 0;
    return isNumber && number > 0 && number <= bench.lastHostile;
}

void RelayEngine::Private::armHostile(const GameSession &game, Instant now)
{
    // A real server knows nobody who has not spoken, and integrations have a dialect of their own.
    if (!game.isNamed || game.isIntegration())
        return;
    for (const HostileMessages::Kind kind : HostileMessages::kinds) {
        const quint64 key = HostileMessages::keyOf(game.peer, kind);
        if (bench.hostile.isOn(kind))
            timers.set(TimerQueue::Kind::Hostile, key, now.mono + bench.hostile.drawPause(kind));
        else
            timers.cancel(TimerQueue::Kind::Hostile, key);
    }
}

void RelayEngine::Private::hostileDue(quint64 key, Instant now)
{
    const auto [peer, kind] = HostileMessages::ofKey(key);
    const GameSession *game = session(peer);
    if (!game || !bench.hostile.isOn(kind))
        return;
    timers.set(TimerQueue::Kind::Hostile, key, now.mono + bench.hostile.drawPause(kind));
    const QString id = hostilePrefix() + QString::number(bench.lastHostile + 1);
    const auto message = bench.hostile.make(kind, peer, game->actions, id, now.mono);
    if (!message)
        return;
    FrameEvent &frame = sendText(*game, message->text, message->command, now);
    frame.isHostile = true;
    frame.actionId = message->id;
    if (message->id.isEmpty())
        return;
    ++bench.lastHostile;
    if (frame.seq != 0) // Otherwise it is delayed.
        bench.hostileIds.add(peer, message->id, now.mono);
}

} // namespace neuro::relay
