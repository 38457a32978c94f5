// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "relay/operatorwords.h"
#include "relay/relayengine_p.h"

#include <algorithm>
#include <type_traits>

namespace neuro::relay {

using protocol::Phrase;
using protocol::phrase;
using protocol::pluralPhrase;

void RelayEngine::execute(const RelayCommand &command, quint64 number, Instant now)
{
    std::visit(
        [&](const auto &content) {
            if constexpr (std::is_same_v<std::decay_t<decltype(content)>, TakeSnapshot>) {
                d->takeSnapshot(now);
            } else {
                const Private::Failure failure = d->perform(content, now);
                OperatorEvent event = operatorEvent(command);
                event.at = now;
                event.command = number;
                event.code = failure.code;
                event.error = failure.text;
                d->outputs.events.emplace_back(std::move(event));
                d->settle(now);
            }
        },
        command);
}

auto RelayEngine::Private::findOpenForce(ForceId id, Force **found) -> Failure
{
    *found = force(id);
    if (!*found)
        return {CommandError::UnknownForce,
                phrase(QT_TRANSLATE_NOOP("core", "this force is over"))};
    if ((*found)->state.state == ForceState::Answered) {
        return {CommandError::AlreadyAnswered,
                phrase(QT_TRANSLATE_NOOP("core", "%1 was sent; its result is awaited"),
                       (*found)->state.lastAction)};
    }
    return {};
}

auto RelayEngine::Private::tooManyInFlight(const GameSession &game) -> Failure
{
    return {
        CommandError::TooManyInFlight,
        pluralPhrase(QT_TRANSLATE_N_NOOP(
                         "core", "%1 results of this game are awaited (limits.actions_in_flight)"),
                     game.actionsInFlight.size())};
}

auto RelayEngine::Private::checkSendable(GameSession *game, const QString &action,
                                         const std::optional<QByteArray> &data, bool unchecked)
    -> Failure
{
    if (!game)
        return {CommandError::UnknownGame, phrase(QT_TRANSLATE_NOOP("core", "the game has left"))};
    const protocol::Action *definition = game->actions.find(action);
    if (!definition) {
        return {CommandError::UnknownAction,
                phrase(QT_TRANSLATE_NOOP("core", "%1 is not registered"),
                       protocol::quoteForMessage(action))};
    }
    if (game->actionsInFlight.size() >= settings.limits.actionsInFlight)
        return tooManyInFlight(*game);
    if (unchecked)
        return {};
    if (!definition->takesData()) {
        if (!data)
            return {};
        return {CommandError::InvalidData,
                phrase(QT_TRANSLATE_NOOP("core", "%1 takes no data"), action)};
    }
    if (!data)
        return {CommandError::InvalidData,
                phrase(QT_TRANSLATE_NOOP("core", "%1 needs data"), action)};
    // What is no schema of an object is Neuro's affair: any JSON will do.
    const protocol::ActionSchema schema = game->actions.schema(action);
    const protocol::Validation validation =
        (schema.isObjectSchema() ? schema : protocol::ActionSchema()).validate(*data);
    if (validation.valid)
        return {};
    QList<Phrase> reasons;
    for (const protocol::SchemaError &error : validation.errors)
        reasons.append(withPath(error));
    if (validation.budgetExceeded)
        reasons.append(phrase(QT_TRANSLATE_NOOP("core", "the schema is too costly to check")));
    return {CommandError::InvalidData, inSequence(reasons)};
}

auto RelayEngine::Private::checkAnswer(const Force &force, const QString &action,
                                       const std::optional<QByteArray> &data, bool unchecked)
    -> Failure
{
    if (!force.state.request.actionNames.contains(action)) {
        return {CommandError::UnknownAction,
                phrase(QT_TRANSLATE_NOOP("core", "%1 is not one of the force's actions"),
                       protocol::quoteForMessage(action))};
    }
    return checkSendable(session(force.state.peer), action, data, unchecked);
}

auto RelayEngine::Private::answer(Force &force, const QString &action,
                                  const std::optional<QByteArray> &data, bool unchecked,
                                  Instant now) -> Failure
{
    if (Failure failure = checkAnswer(force, action, data, unchecked && mayBreakRules());
        failure.code != CommandError::None)
        return failure;
    takeForOperator(force, action, now);
    sendAction(*session(force.state.peer), action, data, ActionSource::Operator, &force, now);
    return {};
}

void RelayEngine::Private::takeForOperator(Force &force, const QString &action, Instant now)
{
    withdrawUpstream(force, QStringLiteral("The operator decided: ") + action, now);
    force.takenOver = true;
    force.heldByAll = false;
    force.state.decider = Decider::Operator;
}

Force *RelayEngine::Private::openForceWith(const GameSession &game, const QString &action)
{
    Force *unasked = nullptr;
    for (const ForceId id : game.forces) {
        Force &open = forces.at(id);
        if (!open.state.request.actionNames.contains(action))
            continue;
        const ForceState state = open.state.state;
        if (state == ForceState::Asked)
            return &open;
        if (!unasked && (state == ForceState::Waiting || state == ForceState::Held))
            unasked = &open;
    }
    return unasked;
}

auto RelayEngine::Private::perform(const AnswerForce &command, Instant now) -> Failure
{
    Force *open = nullptr;
    if (Failure failure = findOpenForce(command.force, &open); failure.code != CommandError::None)
        return failure;
    return answer(*open, command.action, command.data, command.unchecked, now);
}

auto RelayEngine::Private::perform(const AnswerForceRandomly &command, Instant now) -> Failure
{
    Force *open = nullptr;
    if (Failure failure = findOpenForce(command.force, &open); failure.code != CommandError::None)
        return failure;
    const GameSession *game = session(open->state.peer);
    const auto choice = chooseRandom(game->actions, open->state.request.actionNames, randomSeed());
    if (!choice)
        return {CommandError::NoSample, choice.error().why};
    return answer(*open, choice->action, choice->data, false, now);
}

auto RelayEngine::Private::perform(const HoldForce &command, Instant now) -> Failure
{
    Force *open = nullptr;
    if (Failure failure = findOpenForce(command.force, &open); failure.code != CommandError::None)
        return failure;
    if ((open->state.state == ForceState::Held) != command.hold)
        holdForce(*open, command.hold, now);
    return {};
}

auto RelayEngine::Private::perform(const DropForce &command, Instant now) -> Failure
{
    Force *open = force(command.force);
    if (!open)
        return {CommandError::UnknownForce,
                phrase(QT_TRANSLATE_NOOP("core", "this force is over"))};
    endForce(*open, ForceState::Dropped, phrase(QT_TRANSLATE_NOOP("core", "by the operator")), now);
    return {};
}

auto RelayEngine::Private::perform(const TakeOverForce &command, Instant now) -> Failure
{
    Force *open = nullptr;
    if (Failure failure = findOpenForce(command.force, &open); failure.code != CommandError::None)
        return failure;
    timers.cancel(TimerQueue::Kind::Decider, command.force);
    withdrawUpstream(
        *open, QStringLiteral("The operator decides this: ") + open->state.request.query, now);
    open->takenOver = true;
    open->heldByAll = false;
    open->state.decider = Decider::Operator;
    startDecider(*open, now);
    return {};
}

auto RelayEngine::Private::perform(const HoldAllForces &command, Instant now) -> Failure
{
    holdAll = command.hold;
    // Those that wait first: where one is held that was being decided, the next one is asked.
    for (const ForceState wanted : {ForceState::Waiting, ForceState::Asked}) {
        for (const ForceId id : openForces()) {
            Force *open = force(id);
            if (!command.hold || !open || open->state.state != wanted)
                continue;
            open->heldByAll = true;
            holdForce(*open, true, now);
        }
    }
    for (const ForceId id : openForces()) {
        Force *open = force(id);
        if (!open)
            continue;
        const ForceState state = open->state.state;
        if (!command.hold && state == ForceState::Held && open->heldByAll) {
            holdForce(*open, false, now);
        } else if (!command.hold && open->heldByAll) {
            // It is being answered: should the game refuse it, it is upstream's again.
            open->heldByAll = false;
            open->isMarked = false;
        }
    }
    outputs.events.emplace_back(settingsEvent(now));
    return {};
}

auto RelayEngine::Private::perform(const SetDeciders &command, Instant now) -> Failure
{
    if (command.deciders.isEmpty())
        return {CommandError::NoDeciders,
                phrase(QT_TRANSLATE_NOOP("core", "at least one decider is needed"))};
    QList<DeciderSettings> deciders;
    for (const Decider decider : command.deciders) {
        const auto known = std::find_if(
            configuredDeciders.begin(), configuredDeciders.end(),
            [decider](const DeciderSettings &entry) { return entry.decider == decider; });
        deciders.append(known == configuredDeciders.end() ? DeciderSettings{decider, 0} : *known);
    }
    settings.deciders = deciders;
    reseatForces(now);
    outputs.events.emplace_back(settingsEvent(now));
    if (bench.decides())
        return {}; // They are asked when it no longer does.
    // What is being asked starts again with the new order; what the operator took over stays his.
    for (const ForceId id : openForces()) {
        Force *open = force(id);
        if (!open || open->takenOver)
            continue;
        const bool isQueued = open->state.state == ForceState::Waiting;
        if (open->state.state != ForceState::Asked && !isQueued)
            continue;
        open->deciderIndex = 0;
        const qsizetype first = nextDecider(*open, 0);
        if (forceUpstream == id && settings.deciders.at(first).decider == Decider::Upstream) {
            open->deciderIndex = first; // It is there already.
            continue;
        }
        const bool isDeciderTold = open->state.decider.has_value();
        open->state.decider.reset();
        timers.cancel(TimerQueue::Kind::Decider, id);
        withdrawUpstream(
            *open, QStringLiteral("No longer asked of you: ") + open->state.request.query, now);
        if (!isQueued) {
            ask(*open, first, now);
            continue;
        }
        // It may have to wait for another one, whoever will be asked then.
        if (isDeciderTold)
            publish(*open, ForceState::Waiting, now);
        if (GameSession *game = session(open->state.peer))
            askNext(*game, now);
    }
    return {};
}

auto RelayEngine::Private::perform(const SendAction &command, Instant now) -> Failure
{
    GameSession *game = session(command.peer);
    const bool unchecked = command.unchecked && mayBreakRules();
    if (Failure failure = checkSendable(game, command.action, command.data, unchecked);
        failure.code != CommandError::None)
        return failure;
    if (Force *open = openForceWith(*game, command.action))
        return answer(*open, command.action, command.data, command.unchecked, now);
    sendAction(*game, command.action, command.data, ActionSource::Operator, nullptr, now);
    return {};
}

auto RelayEngine::Private::perform(const DisconnectPeer &command, Instant now) -> Failure
{
    if (!session(command.peer) && !watcher(command.peer))
        return {CommandError::UnknownGame, phrase(QT_TRANSLATE_NOOP("core", "the game has left"))};
    closePeer(command.peer, CloseCode::Normal,
              phrase(QT_TRANSLATE_NOOP("core", "disconnected by the operator")), now);
    return {};
}

SettingsEvent RelayEngine::Private::settingsEvent(Instant now) const
{
    SettingsEvent event;
    event.at = now;
    event.holdAll = holdAll;
    event.isCut = isCut;
    for (const DeciderSettings &entry : settings.deciders)
        event.deciders.append(entry.decider);
    return event;
}

void RelayEngine::Private::takeSnapshot(Instant now)
{
    SnapshotEvent snapshot;
    snapshot.at = now;
    for (const auto &[peer, game] : sessions) {
        const auto state = game.isNamed ? PeerEvent::State::Named : PeerEvent::State::Connected;
        snapshot.peers.append(peerEvent(game, state, game.connectedAt));
        if (game.shutdown != ShutdownEvent::State::None)
            snapshot.shutdowns.append(ShutdownEvent{now, peer, game.shutdown});
        if (game.actions.size() > 0)
            snapshot.registries.append(RegistryEvent{now, peer, game.name, game.actions.actions()});
    }
    for (const auto &[peer, watching] : watchers)
        snapshot.peers.append(
            peerEvent(watching, PeerEvent::State::Connected, watching.connectedAt));
    for (const auto &[peer, event] : foreignPeers)
        snapshot.peers.append(event);
    for (const auto &[id, open] : forces)
        snapshot.forces.append(open.state);
    snapshot.settings = settingsEvent(now);
    snapshot.upstream = upstreamState;
    snapshot.outbox = outboxState(now);
    snapshot.restrictions = restrictions.all(now);
    snapshot.testBench = bench.settings;
    outputs.events.emplace_back(std::move(snapshot));
}

} // namespace neuro::relay
