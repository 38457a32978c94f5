// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "relay/forwarding.h"
#include "relay/relayengine_p.h"

#include <algorithm>
#include <utility>

namespace neuro::relay {

using protocol::DiagnosticKey;
using protocol::Phrase;
using protocol::phrase;
using protocol::pluralPhrase;

Force *RelayEngine::Private::force(ForceId id)
{
    const auto found = forces.find(id);
    return found == forces.end() ? nullptr : &found->second;
}

QList<ForceId> RelayEngine::Private::openForces() const
{
    QList<ForceId> ids;
    for (const auto &[id, open] : forces)
        ids.append(id);
    return ids;
}

void RelayEngine::Private::publish(Force &force, ForceState state, Instant now)
{
    force.state.state = state;
    force.state.at = now;
    outputs.events.emplace_back(force.state);
}

void RelayEngine::Private::openForce(GameSession &game, std::size_t frame,
                                     protocol::ForceActions request, Instant now)
{
    const ForceId id = ++lastForce;
    frameAt(frame).force = id;
    tellTranscript(game, TranscriptEvent::Kind::Query, request.query, now,
                   request.state.value_or(QString()));

    Force &force = forces[id];
    force.state.id = id;
    force.state.peer = game.peer;
    force.state.name = game.name;
    force.state.requestId = requestPrefix() + QString::number(id);
    force.state.created = now;
    for (const QString &name : std::as_const(request.actionNames))
        force.state.actions.append(*game.actions.find(name));
    force.state.request = std::move(request);
    force.text = apiText(frame);
    force.seq = frameAt(frame).seq;
    game.forces.append(id);
    publish(force, ForceState::Waiting, now);
    if (holdAll) {
        force.heldByAll = true;
        publish(force, ForceState::Held, now);
        return;
    }
    if (bench.settings.likeNeuro && !bench.settings.ignoreForces)
        replaceForces(force, now);
    else
        askNext(game, now);
}

void RelayEngine::Private::askNext(GameSession &game, Instant now)
{
    // What is like Neuro looks at all games: see askLikeNeuro().
    if (game.isWithdrawing || bench.settings.ignoreForces || bench.settings.likeNeuro)
        return;
    if (!bench.decides() && endTooLarge(game, now))
        return;
    Force *next = nullptr;
    for (const ForceId id : std::as_const(game.forces)) {
        Force &candidate = forces.at(id);
        switch (candidate.state.state) {
        case ForceState::Asked:
        case ForceState::Answered:
        case ForceState::Failed:
            return;
        case ForceState::Waiting:
            if (bench.decides() && isPassedOver(candidate))
                break;
            if (!next || candidate.state.request.priority > next->state.request.priority)
                next = &candidate;
            break;
        case ForceState::Held:
        case ForceState::Succeeded:
        case ForceState::Withdrawn:
        case ForceState::Dropped:
        case ForceState::Timeout:
            break;
        }
    }
    if (!next)
        return;
    if (bench.decides()) {
        startBench(*next, now);
        return;
    }
    const qsizetype index = nextDecider(*next, next->deciderIndex);
    if (settings.deciders.at(index).decider != Decider::Upstream) {
        ask(*next, index, now);
        return;
    }
    // All of them: whose turn comes first upstream is not the game's affair.
    for (const ForceId id : std::as_const(game.forces)) {
        Force &candidate = forces.at(id);
        if (candidate.state.state != ForceState::Waiting ||
            candidate.state.decider == Decider::Upstream)
            continue;
        const qsizetype first = nextDecider(candidate, candidate.deciderIndex);
        if (settings.deciders.at(first).decider != Decider::Upstream)
            continue; // Another one is asked before upstream.
        candidate.deciderIndex = first;
        queueForUpstream(candidate, now);
    }
}

int RelayEngine::Private::timeLimitOf(const Force &force) const
{
    if (force.takenOver || force.deciderIndex >= settings.deciders.size())
        return 0;
    const DeciderSettings &entry = settings.deciders.at(force.deciderIndex);
    if (entry.timeLimitMs == 0 && entry.decider == Decider::Upstream)
        return settings.upstream.forceTimeoutMs;
    if (entry.timeLimitMs == 0 && entry.decider == Decider::Watchers)
        return settings.watchersTimeoutMs;
    return entry.timeLimitMs;
}

void RelayEngine::Private::ask(Force &force, qsizetype deciderIndex, Instant now)
{
    force.deciderIndex = deciderIndex;
    force.state.decider = settings.deciders.at(deciderIndex).decider;
    startDecider(force, now);
}

void RelayEngine::Private::startDecider(Force &force, Instant now)
{
    if (isDecidedByBench(force)) {
        startBench(force, now);
        return;
    }
    force.wasAskedOfBench = false;
    if (force.state.decider == Decider::Upstream) {
        queueForUpstream(force, now);
        return;
    }
    const int limitMs = timeLimitOf(force);
    force.actionId.clear();
    force.state.askedAt = now.mono;
    force.state.deadline = limitMs > 0 ? now.mono + limitMs * microsPerMs : 0;
    const ForceId id = force.state.id;
    const Decider decider = *force.state.decider;
    switch (decider) {
    case Decider::Upstream:
    case Decider::Watchers:
    case Decider::Operator:
        if (force.state.deadline > 0)
            timers.set(TimerQueue::Kind::Decider, id, force.state.deadline);
        break;
    case Decider::Random: {
        // It waits like the official mock does, unless its time limit is shorter.
        qint64 answerAt = now.mono + settings.randomDelayMs * microsPerMs;
        if (force.state.deadline == 0)
            force.state.deadline = answerAt;
        timers.set(TimerQueue::Kind::Decider, id, std::min(answerAt, force.state.deadline));
        break;
    }
    case Decider::First:
        break;
    }
    publish(force, ForceState::Asked, now);
    if (decider == Decider::First)
        decideByItself(force, decider, now);
    else if (decider == Decider::Watchers)
        askIntegrations(force, now);
}

void RelayEngine::Private::deciderTimer(ForceId id, Instant now)
{
    Force *due = force(id);
    if (!due)
        return;
    if (due->isMarked && due->state.state == ForceState::Held) {
        // What is held must not keep others from upstream for longer than what is not.
        withdrawUpstream(
            *due, QStringLiteral("No longer asked of you: ") + due->state.request.query, now);
        keepHeld(*due, now);
        return;
    }
    if (due->state.state != ForceState::Asked)
        return;
    switch (*due->state.decider) {
    case Decider::Upstream:
        if (due->isRetryAwaited) {
            withdrawUpstream(*due, {}, now);
            endForce(*due, ForceState::Timeout,
                     phrase(QT_TRANSLATE_NOOP("core", "upstream did not try again")), now);
        } else {
            passOn(*due, phrase(QT_TRANSLATE_NOOP("core", "upstream did not answer in time")), now);
        }
        break;
    case Decider::Watchers:
        passOn(*due, phrase(QT_TRANSLATE_NOOP("core", "no watcher answered in time")), now);
        break;
    case Decider::Operator:
        passOn(*due, phrase(QT_TRANSLATE_NOOP("core", "the operator did not answer in time")), now);
        break;
    case Decider::Random:
    case Decider::First:
        decideByItself(*due, *due->state.decider, now);
        break;
    }
}

void RelayEngine::Private::decideByItself(Force &force, Decider decider, Instant now)
{
    GameSession *game = session(force.state.peer);
    if (!game)
        return;
    const QStringList &names = force.state.request.actionNames;
    const auto choice =
        decider == Decider::Random
            ? chooseRandom(game->actions, names,
                           isDecidedByBench(force) ? bench.choices.drawSeed() : randomSeed())
            : chooseFirst(game->actions, names);
    if (!choice) {
        passOn(force, choice.error().why, now);
        return;
    }
    if (game->actionsInFlight.size() >= settings.limits.actionsInFlight) {
        passOn(force,
               phrase(QT_TRANSLATE_NOOP("core", "too many results of this game are awaited")), now);
        return;
    }
    const ActionSource source =
        decider == Decider::Random ? ActionSource::Random : ActionSource::First;
    sendAction(*game, choice->action, choice->data, source, &force, now);
}

void RelayEngine::Private::passOn(Force &force, const Phrase &why, Instant now)
{
    withdrawUpstream(force, QStringLiteral("No longer asked of you: ") + force.state.request.query,
                     now);
    if (isDecidedByBench(force)) {
        // It stands in place of all deciders: there is no next one.
        if (bench.settings.ignoreForces)
            setAside(force, now);
        else
            endForce(force, ForceState::Timeout, why, now);
        return;
    }
    const qsizetype next = nextDecider(force, force.deciderIndex + 1);
    if (force.takenOver || next >= settings.deciders.size()) {
        endForce(force, ForceState::Timeout, why, now);
        return;
    }
    const GameSession *game = session(force.state.peer);
    ask(force, next, now);
    if (game)
        endTooLarge(*game, now); // Upstream may be the last one, and not take it.
}

void RelayEngine::Private::holdForce(Force &force, bool hold, Instant now)
{
    if (!hold)
        force.heldByAll = false;
    if (forceUpstream == force.state.id) {
        // It stays there, its time runs on, and it is only marked: an answer is taken.
        force.isMarked = hold;
        publish(force, hold ? ForceState::Held : ForceState::Asked, now);
        // Others may be for somebody else, and what is held keeps none of them.
        if (GameSession *game = hold ? session(force.state.peer) : nullptr)
            askNext(*game, now);
        return;
    }
    if (hold) {
        force.takenOver = false;
        keepHeld(force, now);
        return;
    }
    force.deciderIndex = 0;
    publish(force, ForceState::Waiting, now);
    if (GameSession *game = session(force.state.peer))
        askNext(*game, now);
}

void RelayEngine::Private::keepHeld(Force &force, Instant now)
{
    timers.cancel(TimerQueue::Kind::Decider, force.state.id);
    force.isMarked = false;
    force.actionId.clear();
    force.state.decider.reset();
    force.state.askedAt = 0;
    force.state.deadline = 0;
    publish(force, ForceState::Held, now);
    if (GameSession *game = session(force.state.peer))
        askNext(*game, now);
}

void RelayEngine::Private::endForce(Force &force, ForceState state, const Phrase &detail,
                                    Instant now)
{
    const ForceId id = force.state.id;
    timers.cancel(TimerQueue::Kind::Decider, id);
    withdrawUpstream(force, QStringLiteral("No longer asked of you: ") + force.state.request.query,
                     now);
    force.state.detail = detail;
    force.state.duration = now.mono - force.state.created.mono;
    force.state.deadline = 0;
    publish(force, state, now);
    GameSession *game = session(force.state.peer);
    forces.erase(id);
    if (!game)
        return;
    game->forces.removeOne(id);
    askNext(*game, now);
}

void RelayEngine::Private::withdrawForces(GameSession &game, const Phrase &why, Instant now)
{
    game.isWithdrawing = true;
    for (const ForceId id : QList<ForceId>(game.forces))
        endForce(forces.at(id), ForceState::Withdrawn, why, now);
    game.isWithdrawing = false;
}

void RelayEngine::Private::forceFailed(Force &force, const QString &message, Instant now)
{
    ++force.state.failures;
    force.state.lastFailure = message;
    force.actionId.clear();
    publish(force, ForceState::Failed, now);

    GameSession *game = session(force.state.peer);
    // Games unregister before they answer: only now it shows what is left to try.
    dropUnregistered(force, *game);
    if (force.state.request.actionNames.isEmpty()) {
        endForce(force, ForceState::Withdrawn,
                 phrase(QT_TRANSLATE_NOOP("core", "the game unregistered all of its actions")),
                 now);
    } else if (force.overtaken) {
        giveBack(force, now);
    } else if (forceUpstream == force.state.id && !mayGoUp(force)) {
        // What was left of it was hidden while the game was busy: Neuro has nothing to try again.
        const bool wasMarked = force.isMarked;
        withdrawUpstream(
            force, QStringLiteral("No longer asked of you: ") + force.state.request.query, now);
        if (wasMarked) {
            keepHeld(force, now);
        } else {
            force.isReturned = true;
            queueForUpstream(force, now);
            askNext(*game, now);
        }
    } else if (forceUpstream == force.state.id) {
        // It stays there: Neuro tries again by herself.
        force.isRetryAwaited = true;
        awaitDecision(force, now);
    } else if (force.isMarked) {
        keepHeld(force, now); // Upstream was lost meanwhile.
    } else if (isDecidedByBench(force) && force.state.failures <= settings.forceRetries) {
        retryBench(force, now);
    } else if (isDecidedByBench(force)) {
        passOn(force, tooManyRefusals(force), now);
    } else if (force.wasAskedOfBench && !force.takenOver) {
        setAside(force, now); // The bench was turned off meanwhile: those who decide begin.
        askNext(*game, now);
    } else if (*force.state.decider == Decider::Upstream) {
        force.isReturned = true; // Upstream was lost meanwhile.
        queueForUpstream(force, now);
        askNext(*game, now);
    } else if (force.takenOver || *force.state.decider == Decider::Operator ||
               (force.state.failures <= settings.forceRetries && isAnyoneLeft(force))) {
        startDecider(force, now);
    } else {
        passOn(force, tooManyRefusals(force), now);
    }
}

bool RelayEngine::Private::dropUnregistered(Force &force, const GameSession &game)
{
    const auto gone = [&game](const QString &name) {
        return !game.actions.contains(name);
    };
    if (force.state.request.actionNames.removeIf(gone) == 0)
        return false;
    force.state.actions.removeIf([&](const protocol::Action &action) { return gone(action.name); });
    return true;
}

void RelayEngine::Private::reseatForces(Instant now)
{
    for (auto &[id, open] : forces) {
        const auto same =
            std::find_if(settings.deciders.begin(), settings.deciders.end(),
                         [current = open.overtaken ? open.overtaken->decider : open.state.decider](
                             const DeciderSettings &entry) { return entry.decider == current; });
        const bool isThere = same != settings.deciders.end();
        open.deciderIndex = isThere ? same - settings.deciders.begin() : 0;
        if (!isThere && open.state.state == ForceState::Waiting && open.state.decider) {
            open.state.decider.reset();
            publish(open, ForceState::Waiting, now);
        }
    }
}

void RelayEngine::Private::reviewForces(GameSession &game, Instant now)
{
    bool isAnyHidden = false;
    for (const ForceId id : QList<ForceId>(game.forces)) {
        Force *open = force(id);
        // While an action is in flight its result decides: games unregister before they answer.
        if (!open || open->state.state == ForceState::Answered)
            continue;
        if (!dropUnregistered(*open, game))
            continue;
        if (open->state.request.actionNames.isEmpty()) {
            endForce(*open, ForceState::Withdrawn,
                     phrase(QT_TRANSLATE_NOOP("core", "the game unregistered all of its actions")),
                     now);
            continue;
        }
        publish(*open, open->state.state, now);
        if (open->state.decider != Decider::Upstream || mayGoUp(*open))
            continue;
        // What is left of it is hidden: Neuro has nothing to choose any more, others have.
        isAnyHidden = true;
        if (forceUpstream != id)
            continue;
        withdrawUpstream(
            *open, QStringLiteral("No longer asked of you: ") + open->state.request.query, now);
        returnForce(*open, now);
    }
    if (isAnyHidden)
        askNext(game, now);
}

QString RelayEngine::Private::sendAction(GameSession &game, const QString &name,
                                         std::optional<QByteArray> data, ActionSource source,
                                         Force *force, Instant now, const ForwardedRequest *request)
{
    const quint64 serial = ++lastSerial;
    const QString id = settings.idPrefix + u'-' + QString::number(serial);
    const QByteArray text = request ? forwarding::request(request->text, id, name)
                                    : protocol::encode(protocol::ActionRequest{id, name, data});
    FrameEvent &frame = sendText(game, text, serverCommands.at(1), now);
    const quint64 seq = frame.seq; // 0: it is delayed.
    frame.actionId = id;
    frame.origin = request ? request->seq : 0;
    if (force) {
        frame.force = force->state.id;
        frame.latency = now.mono - force->state.created.mono;
    }

    ActionInFlight action;
    action.serial = serial;
    action.seq = seq;
    action.event.at = now;
    action.event.id = id;
    action.event.peer = game.peer;
    action.event.game = game.name;
    action.event.action = name;
    action.event.data = data;
    action.event.source = source;
    if (source == ActionSource::Upstream) {
        action.event.upstreamId = request->id;
        action.upstreamSession = link.session();
        upstreamActions.insert(request->id, id);
    }
    action.event.force = force ? force->state.id : 0;
    outputs.events.emplace_back(action.event);
    tellTranscript(game, TranscriptEvent::Kind::Action, name, now,
                   QString::fromUtf8(data.value_or(QByteArray())));
    action.timeoutMs = force && isDecidedByBench(*force) && bench.settings.likeNeuro
                           ? likeneuro::resultMs
                           : settings.actionTimeoutMs;
    if (seq != 0)
        awaitResult(action, now);
    inFlight.insert(id, action);
    inFlightSerials.insert(serial, id);
    game.actionsInFlight.append(id);

    if (force) {
        timers.cancel(TimerQueue::Kind::Decider, force->state.id);
        force->actionId = id;
        force->state.lastAction = name;
        if (source != ActionSource::Watchers)
            force->state.answeredBy.clear();
        force->state.deadline = 0;
        publish(*force, ForceState::Answered, now);
    }
    return id;
}

void RelayEngine::Private::awaitResult(ActionInFlight &action, Instant now)
{
    action.event.at = now;
    if (action.timeoutMs > 0)
        timers.set(TimerQueue::Kind::ActionTimeout, action.serial,
                   now.mono + action.timeoutMs * microsPerMs);
}

void RelayEngine::Private::finishAction(const QString &id, ActionState state,
                                        const QString &message, Instant now)
{
    const auto found = inFlight.find(id);
    if (found == inFlight.end())
        return;
    const ActionInFlight action = std::move(*found);
    inFlight.erase(found);
    inFlightSerials.remove(action.serial);
    timers.cancel(TimerQueue::Kind::ActionTimeout, action.serial);
    if (GameSession *game = session(action.event.peer)) {
        game->actionsInFlight.removeOne(id);
        game->rememberFinished(id);
    }
    ActionEvent event = action.event;
    event.duration = std::max<qint64>(cameAt(event.peer, now) - action.event.at.mono, 0);
    event.at = now;
    event.state = state;
    event.message = message;
    outputs.events.emplace_back(std::move(event));
    if (action.requester != 0)
        tellRequester(action, state, message, now);
}

void RelayEngine::Private::actionTimedOut(quint64 serial, Instant now)
{
    const QString id = inFlightSerials.value(serial);
    const auto found = inFlight.find(id);
    if (found == inFlight.end())
        return;
    if (const auto last = bench.fromGames.lastDue(found->event.peer);
        last && !std::exchange(found->isOverdue, true)) {
        // The result may be among what the game has said and nobody has heard yet.
        timers.set(TimerQueue::Kind::ActionTimeout, serial, *last);
        return;
    }
    const ActionInFlight action = *found;
    const ActionEvent event = action.event;
    finishAction(id, ActionState::Timeout, QString(), now);
    if (GameSession *game = session(event.peer)) {
        diagnose(*game, DiagnosticKey::ResultTimeout,
                 phrase(QT_TRANSLATE_NOOP("core", "%1: no result within %2 ms"), event.action,
                        action.timeoutMs),
                 action.seq, now);
        // Inside a force a failure would be tried again with a game that does not answer.
        answerUp(action, event.force != 0,
                 shownName(*game) + QStringLiteral(" did not answer in time."), now);
    }
    Force *answered = force(event.force);
    if (answered && answered->actionId == id) {
        if (answered->state.decider == Decider::Upstream && forceUpstream != event.force) {
            forceFailed(*answered, QString(), now); // Upstream was lost: nobody there knows.
            return;
        }
        // An unresponsive game is not asked again.
        if (event.source == ActionSource::Upstream)
            closeUpstream(*answered);
        endForce(*answered, ForceState::Timeout,
                 phrase(QT_TRANSLATE_NOOP("core", "the game gave no result in time")), now);
    }
}

} // namespace neuro::relay
