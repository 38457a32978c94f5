// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "relay/relayengine_p.h"

#include <algorithm>
#include <utility>

namespace neuro::relay {

using protocol::Phrase;
using protocol::phrase;

QStringList RelayEngine::Private::forNeuro(const GameSession &game,
                                           const QStringList &actions) const
{
    QStringList allowed;
    std::copy_if(actions.begin(), actions.end(), std::back_inserter(allowed),
                 [&](const QString &action) { return !isKeptFromNeuro(game, action); });
    return allowed;
}

QStringList RelayEngine::Private::toldNeuro(const GameSession &game,
                                            const QStringList &actions) const
{
    QStringList told = forNeuro(game, actions);
    told.removeIf([&](const QString &action) { return isTooLargeUp(game, action); });
    return told;
}

bool RelayEngine::Private::mayGoUp(const Force &force) const
{
    if (restrictions.isMuted(force.state.name))
        return false;
    const QStringList &actions = force.state.request.actionNames;
    const bool isAnyLeft = std::any_of(actions.begin(), actions.end(), [&](const QString &action) {
        return !restrictions.isHidden(force.state.name, action);
    });
    return isAnyLeft && !isTooLargeUp(force);
}

void RelayEngine::Private::publishRestriction(const QString &game, Instant now)
{
    outputs.events.emplace_back(restrictions.of(game, now));
}

void RelayEngine::Private::tellActionsAdded(const GameSession &game, const QStringList &actions,
                                            quint64 origin, Instant now)
{
    noteSizes(game, forNeuro(game, actions), origin, now);
    const QStringList names = toldNeuro(game, actions);
    if (names.isEmpty())
        return;
    QStringList descriptions;
    for (const QString &name : names)
        descriptions.append(name + QStringLiteral(": ") + game.actions.find(name)->description);
    tellTranscript(game, TranscriptEvent::Kind::ActionsAdded, names.join(QStringLiteral(", ")), now,
                   descriptions.join(u'\n'));
}

void RelayEngine::Private::tellActionsRemoved(const GameSession &game, const QStringList &actions,
                                              Instant now)
{
    const QStringList names = toldNeuro(game, actions);
    if (!names.isEmpty())
        tellTranscript(game, TranscriptEvent::Kind::ActionsRemoved,
                       names.join(QStringLiteral(", ")), now);
}

void RelayEngine::Private::keepFromNeuro(GameSession &game, const QStringList &actions, Instant now)
{
    unregisterUp(game, actions, 0, now);
    Force *had = force(forceUpstream);
    const bool isTouched =
        had && had->state.peer == game.peer && had->state.state != ForceState::Answered &&
        std::any_of(actions.begin(), actions.end(), [had](const QString &action) {
            return had->state.request.actionNames.contains(action);
        });
    if (isTouched) {
        // Neuro has it with an action that she lacks from now on: it comes again without, or, when
        // nothing is left for her, to another decider.
        withdrawUpstream(
            *had, QStringLiteral("No longer asked of you: ") + had->state.request.query, now);
        returnForce(*had, now);
    }
    askNext(game, now);
}

void RelayEngine::Private::answerForMuted(GameSession &game, Instant now)
{
    for (const QString &id : std::as_const(game.actionsInFlight)) {
        ActionInFlight &action = inFlight[id];
        if (action.event.upstreamId.isEmpty() || action.isAnsweredUp)
            continue;
        // What the game says to it later is not for Neuro; she must not wait for it either.
        answerUp(action, true, shownName(game) + QStringLiteral(" was muted by the operator."),
                 now);
        action.isAnsweredUp = true;
        if (const Force *answered = force(action.event.force))
            closeUpstream(*answered);
    }
}

void RelayEngine::Private::showToNeuro(GameSession &game, const QStringList &actions, Instant now)
{
    tellActionsAdded(game, actions, 0, now);
    registerUp(game, actions, 0, now);
    askNext(game, now);
}

auto RelayEngine::Private::perform(const MuteGame &command, Instant now) -> Failure
{
    if (restrictions.isMuted(command.game) == command.mute)
        return {};
    if (command.mute && !restrictions.hasRoomFor(command.game))
        return tooManyKept();
    changeMute(command.game, command.mute, now);
    return {};
}

void RelayEngine::Private::changeMute(const QString &name, bool mute, Instant now)
{
    const auto eachOfThem = [&](const auto &deed) {
        for (auto &[peer, game] : sessions) {
            if (game.isNamed && game.name == name)
                deed(game, protocol::namesOf(game.actions.actions()));
        }
    };
    if (mute) {
        // Nothing of it is told once it is muted.
        eachOfThem([&](GameSession &game, const QStringList &actions) {
            tellActionsRemoved(game, actions, now);
        });
        restrictions.mute(name);
    } else {
        restrictions.setMuted(name, false);
    }
    publishRestriction(name, now);
    eachOfThem([&](GameSession &game, const QStringList &actions) {
        if (mute) {
            keepFromNeuro(game, actions, now);
            answerForMuted(game, now);
        } else {
            showToNeuro(game, actions, now);
        }
    });
}

void RelayEngine::Private::applyMutedGames(const QStringList &before, Instant now)
{
    const QStringList &wanted = settings.mutedGames;
    for (const QString &game : before) {
        if (!wanted.contains(game) && restrictions.isMuted(game))
            changeMute(game, false, now);
    }
    for (const QString &game : wanted) {
        if (!before.contains(game) && !restrictions.isMuted(game))
            changeMute(game, true, now);
    }
}

auto RelayEngine::Private::perform(const BlockGame &command, Instant now) -> Failure
{
    if (restrictions.isBlocked(command.game) == command.block)
        return {};
    if (!restrictions.setBlocked(command.game, command.block))
        return tooManyKept();
    publishRestriction(command.game, now);
    if (!command.block)
        return {};
    QList<PeerId> theirs;
    for (const auto &[peer, game] : sessions) {
        if (game.isNamed && game.name == command.game)
            theirs.append(peer);
    }
    for (const PeerId peer : std::as_const(theirs))
        expel(peer, whyNotLetIn(command.game), now);
    return {};
}

auto RelayEngine::Private::perform(const HideAction &command, Instant now) -> Failure
{
    if (restrictions.isHidden(command.game, command.action) == command.hide)
        return {};
    const QStringList actions{command.action};
    const auto eachThatHasIt = [&](const auto &deed) {
        for (auto &[peer, game] : sessions) {
            if (game.isNamed && game.name == command.game && game.actions.contains(command.action))
                deed(game);
        }
    };
    if (!restrictions.setHidden(command.game, command.action, command.hide))
        return tooManyKept();
    publishRestriction(command.game, now);
    eachThatHasIt([&](GameSession &game) {
        if (!command.hide) {
            showToNeuro(game, actions, now);
            return;
        }
        if (!isTooLargeUp(game, command.action))
            tellTranscript(game, TranscriptEvent::Kind::ActionsRemoved, command.action, now);
        keepFromNeuro(game, actions, now);
    });
    return {};
}

auto RelayEngine::Private::tooManyKept() -> Failure
{
    return {CommandError::TooManyKept,
            phrase(QT_TRANSLATE_NOOP("core", "%1 games are restricted, or %2 actions of this game "
                                             "are hidden; take some of that back first"),
                   static_cast<int>(limits::restrictedGames), limits::hiddenActions)};
}

auto RelayEngine::Private::perform(const UnregisterAction &command, Instant now) -> Failure
{
    GameSession *game = session(command.peer);
    if (!game)
        return gameHasLeft();
    const QStringList actions{command.action};
    if (command.undo) {
        const auto taken =
            std::find_if(game->takenAway.begin(), game->takenAway.end(),
                         [&](const protocol::Action &each) { return each.name == command.action; });
        if (taken == game->takenAway.end() ||
            game->actions.size() >= settings.limits.actionsPerGame) {
            return {CommandError::UnknownAction,
                    phrase(QT_TRANSLATE_NOOP("core", "%1 was not unregistered here, or the game "
                                                     "has too many others by now"),
                           protocol::quoteForMessage(command.action))};
        }
        const protocol::Action again = *taken;
        game->takenAway.erase(taken);
        game->actions.add(again);
        publishRegistry(*game, now);
        showToNeuro(*game, actions, now);
        return {};
    }
    const protocol::Action *known = game->actions.find(command.action);
    if (!known) {
        return {CommandError::UnknownAction,
                phrase(QT_TRANSLATE_NOOP("core", "%1 is not registered"),
                       protocol::quoteForMessage(command.action))};
    }
    game->takenAway.append(*known);
    if (game->takenAway.size() > settings.limits.actionsPerGame)
        game->takenAway.removeFirst();
    game->actions.remove(command.action);
    publishRegistry(*game, now);
    tellActionsRemoved(*game, actions, now);
    unregisterUp(*game, actions, 0, now);
    reviewForces(*game, now);
    return {};
}

bool RelayEngine::Private::isTakenAway(const GameSession &game, const QString &action)
{
    return std::any_of(game.takenAway.begin(), game.takenAway.end(),
                       [&](const protocol::Action &each) { return each.name == action; });
}

bool RelayEngine::Private::forgetTakenAway(GameSession &game, const QString &action)
{
    return game.takenAway.removeIf(
               [&](const protocol::Action &each) { return each.name == action; }) > 0;
}

auto RelayEngine::Private::perform(const CutAllGames &command, Instant now) -> Failure
{
    if (isCut == command.cut)
        return {};
    isCut = command.cut;
    outputs.events.emplace_back(settingsEvent(now));
    if (!isCut)
        return {};
    QList<PeerId> all;
    for (const auto &[peer, game] : sessions)
        all.append(peer);
    for (const PeerId peer : std::as_const(all))
        expel(peer, whyNotLetIn({}), now);
    return {};
}

void RelayEngine::Private::expel(PeerId peer, const Phrase &why, Instant now)
{
    // What it has said and nobody has heard yet is not heard any more: it is sent away.
    closePeer(peer, CloseCode::Policy, why, now);
    removeSession(peer, {static_cast<int>(CloseCode::Policy), why, Goodbye::By::Us}, now);
}

Phrase RelayEngine::Private::whyNotLetIn(const QString &game) const
{
    if (isCut)
        return phrase(QT_TRANSLATE_NOOP("core", "the operator has cut off all games"));
    if (restrictions.isBlocked(game))
        return phrase(QT_TRANSLATE_NOOP("core", "the operator has blocked this game"));
    return {};
}

} // namespace neuro::relay
