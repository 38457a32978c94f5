// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "relay/chooseaction.h"
#include "relay/relayengine_p.h"

#include <algorithm>
#include <utility>

namespace neuro::relay {

using protocol::Phrase;
using protocol::phrase;
using protocol::Reason;

namespace {

/// Whether it is open and nobody has answered it, whoever is to decide.
bool isUnanswered(const Force &force)
{
    const ForceState state = force.state.state;
    return state == ForceState::Asked || state == ForceState::Waiting || state == ForceState::Held;
}

/// Whether watchers are among those whose turn is still to come.
bool isTurnToCome(const Force &force, const QList<DeciderSettings> &deciders)
{
    if (!isUnanswered(force) || force.takenOver)
        return false;
    // What is let go begins anew; what upstream has is only marked as held.
    const bool beginsAnew = force.state.state == ForceState::Held && !force.isMarked;
    const qsizetype first = beginsAnew ? 0 : std::min(force.deciderIndex, deciders.size());
    return std::any_of(deciders.begin() + first, deciders.end(), [](const DeciderSettings &entry) {
        return entry.decider == Decider::Watchers;
    });
}

std::pair<Reason, Phrase> tooLate()
{
    return {Reason::UnexpectedResult, phrase(QT_TRANSLATE_NOOP("core", "too late"))};
}

} // namespace

bool RelayEngine::Private::isAnyoneToDecide() const
{
    return !watchers.empty() ||
           std::any_of(sessions.begin(), sessions.end(),
                       [](const auto &entry) { return entry.second.isIntegration(); });
}

void RelayEngine::Private::askIntegrations(Force &force, Instant now)
{
    force.wasAskedOfWatchers = true;
    QByteArray text;
    for (const auto &[peer, game] : sessions) {
        if (!game.isIntegration())
            continue;
        if (text.isEmpty())
            text = chooseActionRequest(force.state);
        sendText(game, text, QStringLiteral("choose_action_request"), now).force = force.state.id;
    }
}

void RelayEngine::Private::tellAskedForces(const GameSession &integration, Instant now)
{
    for (const auto &[id, open] : forces) {
        if (isAskedOfWatchers(open))
            sendText(integration, chooseActionRequest(open.state),
                     QStringLiteral("choose_action_request"), now)
                .force = id;
    }
}

bool RelayEngine::Private::isAskedOfWatchers(const Force &force)
{
    return force.state.state == ForceState::Asked && force.state.decider == Decider::Watchers;
}

bool RelayEngine::Private::mayChoose(const Force &force, bool isEnhanced)
{
    return isAskedOfWatchers(force) || (isEnhanced && isUnanswered(force));
}

std::pair<Reason, Phrase> RelayEngine::Private::whyNotChosen(const Force &force) const
{
    if (!isDecidedByBench(force) && isTurnToCome(force, settings.deciders))
        return {Reason::Forbidden,
                phrase(QT_TRANSLATE_NOOP("core", "not asked yet: answer when choose_action comes "
                                                 "again, or use the token with enhanced "
                                                 "privileges"))};
    if (force.wasAskedOfWatchers || !isUnanswered(force))
        return tooLate();
    return {Reason::Forbidden, phrase(QT_TRANSLATE_NOOP("core", "enhanced privileges required"))};
}

Force *RelayEngine::Private::chosenForce(const protocol::ForceChoice &choice, bool isEnhanced,
                                         std::pair<Reason, Phrase> &why)
{
    Force *meant = nullptr;
    int count = 0;
    for (auto &[id, open] : forces) {
        if (choice.requestId ? open.state.requestId == *choice.requestId : isUnanswered(open)) {
            meant = &open;
            ++count;
        }
    }
    if (count == 1 && mayChoose(*meant, isEnhanced))
        return meant;
    if (count == 1) {
        why = whyNotChosen(*meant);
    } else if (!choice.requestId) {
        why = {Reason::MissingField, phrase(QT_TRANSLATE_NOOP("core", "which request?"))};
    } else {
        const QString prefix = requestPrefix();
        const bool isOurs = choice.requestId->startsWith(prefix);
        bool isNumber = false;
        const ForceId number =
            isOurs ? choice.requestId->mid(prefix.size()).toULongLong(&isNumber) : 0;
        why = isNumber && number > 0 && number <= lastForce
                  ? tooLate()
                  : std::pair(Reason::UnknownTarget,
                              phrase(QT_TRANSLATE_NOOP("core", "unknown request_id %1"),
                                     protocol::quoteForMessage(*choice.requestId)));
    }
    return nullptr;
}

template <typename Session>
void RelayEngine::Private::choose(const Session &session, std::size_t frame,
                                  const protocol::ForceChoice &choice, bool isEnhanced, Instant now)
{
    std::pair<Reason, Phrase> why;
    Force *open = chosenForce(choice, isEnhanced, why);
    if (!open) {
        fail(session, frame, why.first, why.second, now);
        return;
    }
    frameAt(frame).force = open->state.id;
    const GameSession *game = this->session(open->state.peer);
    const std::optional<QByteArray> data =
        game ? dataFor(*game, choice.selected, choice.data) : choice.data;
    const Failure failure =
        answerForWatcher(*open, nameOfSession(session), choice.selected, data, false, now);
    if (failure.code != CommandError::None) {
        fail(session, frame, reasonOf(failure.code), failure.text, now);
        return;
    }
    frameAt(frame).actionId = open->actionId;
    answerWith(session, protocol::statusAnswer(u"chosen"), now);
}

template void RelayEngine::Private::choose(const GameSession &, std::size_t,
                                           const protocol::ForceChoice &, bool, Instant);

void RelayEngine::Private::handleWatcher(const WatcherSession &watcher, std::size_t frame,
                                         const protocol::ForceChoice &choice, Instant now)
{
    choose(watcher, frame, choice, watcher.info.isEnhanced, now);
}

auto RelayEngine::Private::answerForWatcher(Force &force, const QString &by, const QString &action,
                                            const std::optional<QByteArray> &data, bool unchecked,
                                            Instant now) -> Failure
{
    if (Failure failure = checkAnswer(force, action, data, unchecked);
        failure.code != CommandError::None)
        return failure;
    GameSession *game = session(force.state.peer);
    if (!isAskedOfWatchers(force)) {
        force.overtaken = Force::Turn{force.state.state, force.state.decider};
        withdrawUpstream(force, by + QStringLiteral(" decided: ") + action, now);
        force.state.decider = Decider::Watchers;
    }
    force.state.answeredBy = by;
    sendAction(*game, action, data, ActionSource::Watchers, &force, now);
    return {};
}

void RelayEngine::Private::giveBack(Force &force, Instant now)
{
    const Force::Turn turn = *std::exchange(force.overtaken, std::nullopt);
    const bool isDecidersTurn =
        force.takenOver || (force.deciderIndex < settings.deciders.size() &&
                            turn.decider == settings.deciders.at(force.deciderIndex).decider);
    if (turn.state == ForceState::Held) {
        force.state.decider.reset();
        publish(force, ForceState::Held, now);
    } else if (!isDecidersTurn) {
        force.state.decider.reset();
        publish(force, ForceState::Waiting, now);
    } else if (turn.decider == Decider::Upstream) {
        force.isReturned = true;
        queueForUpstream(force, now);
    } else {
        force.state.decider = turn.decider;
        if (force.takenOver || turn.decider == Decider::Operator ||
            force.state.failures <= settings.forceRetries) {
            startDecider(force, now);
        } else {
            passOn(force, tooManyRefusals(force), now);
        }
        return;
    }
    if (GameSession *game = session(force.state.peer))
        askNext(*game, now);
}

Phrase RelayEngine::Private::tooManyRefusals(const Force &force)
{
    return protocol::pluralPhrase(QT_TRANSLATE_N_NOOP("core", "the game refused %1 answers"),
                                  force.state.failures);
}

std::optional<QByteArray> RelayEngine::Private::dataFor(const GameSession &game,
                                                        const QString &action,
                                                        const std::optional<QByteArray> &data) const
{
    const protocol::Action *definition = game.actions.find(action);
    if (!data || !definition || definition->takesData())
        return data;
    const QByteArray trimmed = data->trimmed();
    const bool saysNothing = trimmed.isEmpty() || trimmed == "null" ||
                             (trimmed.startsWith('{') && trimmed.endsWith('}') &&
                              trimmed.sliced(1, trimmed.size() - 2).trimmed().isEmpty());
    return saysNothing ? std::nullopt : data;
}

Reason RelayEngine::Private::reasonOf(CommandError code)
{
    switch (code) {
    case CommandError::UnknownGame:
    case CommandError::NoUpstream:
        return Reason::UnknownTarget;
    case CommandError::UnknownAction:
        return Reason::UnknownAction;
    case CommandError::TooManyInFlight:
    case CommandError::TooManyKept:
        return Reason::TooMany;
    case CommandError::TooLarge:
        return Reason::TooLarge;
    case CommandError::UnknownForce:
    case CommandError::AlreadyAnswered:
        return Reason::UnexpectedResult;
    case CommandError::None:
    case CommandError::InvalidData:
    case CommandError::NoSample:
    case CommandError::NoDeciders:
    case CommandError::UpstreamConnected: // Nothing that a watcher can ask for.
    case CommandError::OutOfRange:
        break;
    }
    return Reason::WrongType;
}

} // namespace neuro::relay
