// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "relay/forwarding.h"
#include "relay/relayengine_p.h"

#include <algorithm>
#include <utility>

namespace neuro::relay {

namespace {

/// Whether upstream should have `a` before `b`.
bool precedes(const Force &a, const Force &b)
{
    const auto rank = [](const Force &force) {
        return std::tuple(-static_cast<int>(force.state.request.priority), !force.isReturned,
                          force.state.id);
    };
    return rank(a) < rank(b);
}

} // namespace

bool RelayEngine::Private::waitsForUpstream(const Force &force, qsizetype deciderIndex) const
{
    const bool isLast = deciderIndex + 1 == settings.deciders.size();
    return isLast || (settings.upstream.isConfigured && !isUpstreamAway && mayGoUp(force));
}

qsizetype RelayEngine::Private::nextDecider(const Force &force, qsizetype deciderIndex) const
{
    const auto isThere = [this, &force](qsizetype index) {
        switch (settings.deciders.at(index).decider) {
        case Decider::Upstream:
            return waitsForUpstream(force, index);
        case Decider::Watchers:
            return isAnyoneToDecide() || index + 1 == settings.deciders.size();
        case Decider::Operator:
        case Decider::Random:
        case Decider::First:
            return true;
        }
        Q_UNREACHABLE();
        return true;
    };
    while (deciderIndex < settings.deciders.size() && !isThere(deciderIndex))
        ++deciderIndex;
    return deciderIndex;
}

void RelayEngine::Private::queueForUpstream(Force &force, Instant now)
{
    if (isDecidedByBench(force)) {
        setAside(force, now);
        return;
    }
    timers.cancel(TimerQueue::Kind::Decider, force.state.id);
    force.actionId.clear();
    force.state.decider = Decider::Upstream;
    force.state.askedAt = 0;
    force.state.deadline = 0;
    publish(force, ForceState::Waiting, now);
    if (settings.upstream.isConfigured && !link.isReachable())
        awaitUpstream(now);
}

void RelayEngine::Private::returnForce(Force &force, Instant now)
{
    // An action in flight is finished with the game; its result says what becomes of the force.
    if (force.state.state == ForceState::Answered)
        return;
    force.isReturned = true;
    if (force.state.state == ForceState::Held)
        keepHeld(force, now);
    else
        queueForUpstream(force, now);
}

void RelayEngine::Private::fillUpstream(Instant now)
{
    if (forceUpstream != 0 || !link.isLive())
        return;
    Force *next = nullptr;
    for (auto &[id, candidate] : forces) {
        if (candidate.state.state != ForceState::Waiting ||
            candidate.state.decider != Decider::Upstream)
            continue;
        const GameSession *game = session(candidate.state.peer);
        if (!game || game->isWithdrawing || isBusy(*game) || isBeingWithdrawn(candidate) ||
            !mayGoUp(candidate))
            continue;
        if (!next || precedes(candidate, *next))
            next = &candidate;
    }
    if (next)
        sendForceUp(*next, now);
}

bool RelayEngine::Private::isBusy(const GameSession &game) const
{
    return std::any_of(game.forces.begin(), game.forces.end(), [this](ForceId id) {
        const ForceState state = forces.at(id).state.state;
        return state == ForceState::Asked || state == ForceState::Answered ||
               state == ForceState::Failed;
    });
}

/// Whether an answer to an earlier force with one of its names may still be under way: it would be
/// taken for the answer to this one.
bool RelayEngine::Private::isBeingWithdrawn(const Force &force) const
{
    if (withdrawals.empty())
        return false;
    const QStringList &actions = force.state.request.actionNames;
    return std::any_of(actions.begin(), actions.end(), [&](const QString &action) {
        const QString name = upstreamNames.nameOf(force.state.peer, action);
        return std::any_of(withdrawals.begin(), withdrawals.end(),
                           [&](const auto &entry) { return entry.second.names.contains(name); });
    });
}

void RelayEngine::Private::sendForceUp(Force &force, Instant now)
{
    const GameSession *game = session(force.state.peer);
    force.upstreamNames = namesUp(*game, force);
    forceUpstream = force.state.id;
    upstreamNames.setReserved(force.upstreamNames);
    force.isReturned = false;
    link.sendNow({forwarding::force(force.text, settings.upstream.relayName, shownName(*game),
                                    force.upstreamNames),
                  gameCommands.at(4),
                  force.state.id,
                  {},
                  force.seq,
                  game->name},
                 now);
    force.isRetryAwaited = false;
    awaitDecision(force, now);
}

void RelayEngine::Private::awaitDecision(Force &force, Instant now)
{
    const int limitMs = force.isRetryAwaited ? settings.upstream.retryMs : timeLimitOf(force);
    force.state.askedAt = now.mono;
    force.state.deadline = limitMs > 0 ? now.mono + limitMs * microsPerMs : 0;
    if (limitMs > 0)
        timers.set(TimerQueue::Kind::Decider, force.state.id, force.state.deadline);
    publish(force, force.isMarked ? ForceState::Held : ForceState::Asked, now);
}

ForceId RelayEngine::Private::freeUpstream()
{
    upstreamNames.setReserved({});
    return std::exchange(forceUpstream, 0);
}

void RelayEngine::Private::closeUpstream(const Force &force)
{
    if (forceUpstream == force.state.id)
        freeUpstream();
}

void RelayEngine::Private::withdrawUpstream(Force &force, const QString &told, Instant now)
{
    if (forceUpstream != force.state.id)
        return;
    freeUpstream();
    force.isMarked = false;
    const GameSession *game = session(force.state.peer);
    if (!link.isConnected() || !game)
        return;
    QStringList names;
    QStringList actions;
    // As upstream was told: what the game took away and gave again counts there, too.
    for (const QString &name : std::as_const(force.upstreamNames)) {
        const auto target = upstreamNames.find(name);
        if (!target || target->peer != game->peer)
            continue;
        names.append(name);
        actions.append(target->action);
    }
    // Neuro ignores a force whose actions are gone.
    for (const QByteArray &text : unregistrations(names))
        link.pass({text, gameCommands.at(3), force.state.id, {}, 0, game->name}, now);
    registerUp(*game, actions, 0, now);
    // Not kept for another connection, on which nothing was asked.
    if (!told.isEmpty())
        remarkUp(*game, forwarding::prefixOf(shownName(*game)) + told, Remark::AboutThisConnection,
                 now);
    noteWithdrawal(force.upstreamNames);
}

void RelayEngine::Private::noteWithdrawal(const QStringList &names)
{
    withdrawals.emplace(++lastWithdrawal,
                        Withdrawal{names, link.isLive() ? link.ping() : quint64(0)});
}

void RelayEngine::Private::confirmWithdrawals(quint64 token, Instant now)
{
    for (const auto &[number, withdrawal] : withdrawals) {
        if (withdrawal.token != 0 && withdrawal.token <= token &&
            !timers.isSet(TimerQueue::Kind::Withdrawal, number)) {
            timers.set(TimerQueue::Kind::Withdrawal, number,
                       now.mono + settings.upstream.withdrawalMs * microsPerMs);
        }
    }
}

void RelayEngine::Private::noteDepartures(Instant now)
{
    const quint64 last = upstreamNames.lastRemoved();
    if (lastDeparted == last || !link.isLive())
        return;
    lastDeparted = last;
    const quint64 token = link.pingSoon(now);
    if (departures.empty() || departures.back().token != token)
        departures.push_back({token, last});
    else
        departures.back().lastName = last;
}

void RelayEngine::Private::confirmDepartures(quint64 token, Instant now)
{
    while (!departures.empty() && departures.front().token <= token) {
        timers.set(TimerQueue::Kind::NamesLeave, departures.front().lastName,
                   now.mono + settings.upstream.withdrawalMs * microsPerMs);
        departures.pop_front();
    }
}

void RelayEngine::Private::awaitUpstream(Instant now)
{
    if (isUpstreamAway || timers.isSet(TimerQueue::Kind::UpstreamAway, 0))
        return;
    timers.set(TimerQueue::Kind::UpstreamAway, 0,
               now.mono + settings.upstream.awayMs * microsPerMs);
}

void RelayEngine::Private::welcomeUpstream()
{
    timers.cancel(TimerQueue::Kind::UpstreamAway, 0);
    isUpstreamAway = false;
}

void RelayEngine::Private::upstreamAway(Instant now)
{
    if (link.isReachable())
        return;
    isUpstreamAway = true;
    for (auto &[peer, game] : sessions)
        askNext(game, now);
}

} // namespace neuro::relay
