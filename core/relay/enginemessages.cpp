// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "protocol/codec.h"
#include "protocol/jsonparser.h"
#include "relay/forwarding.h"
#include "relay/relayengine_p.h"

#include <algorithm>
#include <utility>

namespace neuro::relay {

using protocol::DiagnosticKey;
using protocol::Phrase;
using protocol::phrase;
using protocol::pluralPhrase;
using protocol::Reason;
using protocol::verbatim;

namespace {

/// A result that takes longer deserves a warning (the API asks for an answer without delay).
constexpr qint64 slowResultMicros = 500 * microsPerMs;
/// A game that starts up later than that after connecting has been waiting for something.
constexpr qint64 lateStartupMicros = 500 * microsPerMs;
constexpr qint64 contextSpanMicros = 1000 * microsPerMs;
constexpr qint64 registrationSpanMicros = 10'000 * microsPerMs;

/// Whether all of `text` is a JSON object or array.
bool isRawJson(const QString &text)
{
    const QStringView trimmed = QStringView(text).trimmed();
    if (!trimmed.startsWith(u'{') && !trimmed.startsWith(u'['))
        return false;
    return protocol::JsonParser::isJson(trimmed.toUtf8());
}

/// Each in quotation marks, so that one that is empty or all spaces is seen; cut.
Phrase quoted(const QStringList &names)
{
    return verbatim(u'"' + protocol::quoteForMessage(names.join(QStringLiteral("\", \""))) + u'"');
}

} // namespace

void RelayEngine::Private::receive(GameSession &game, std::size_t frame,
                                   protocol::DecodedGameMessage message, Instant now)
{
    if (!game.isNamed) {
        if (const Phrase whyNot = whyNotLetIn(message.game); !whyNot.isEmpty()) {
            FrameEvent &event = frameAt(frame);
            event.command = gameCommands.at(static_cast<qsizetype>(message.message.index()));
            event.name = message.game;
            refuse(frame, {Reason::Forbidden, QStringLiteral("game"), whyNot});
            expel(game.peer, whyNot, now);
            return;
        }
        adoptName(game, message.game, now);
    }
    FrameEvent &event = frameAt(frame);
    event.command = gameCommands.at(static_cast<qsizetype>(message.message.index()));
    event.name = game.name;
    if (message.game != game.name) {
        warn(frame, game, DiagnosticKey::GameRenamed,
             phrase(QT_TRANSLATE_NOOP("core", "\"%1\" instead of \"%2\""),
                    protocol::quoteForMessage(message.game), protocol::quoteForMessage(game.name)),
             now);
    }
    // First: there is an end to what is told of one message.
    for (protocol::Refusal &refusal : message.refusedActions) {
        warn(frame, game, DiagnosticKey::MessageInvalid, refusal.detail, now);
        refuse(frame, std::move(refusal));
    }
    for (const protocol::Finding &finding : std::as_const(message.warnings))
        warn(frame, game, finding.key, finding.detail, now);
    noteFirstMessage(game, frame, message.message, now);
    std::visit([&](const auto &content) { handle(game, frame, content, now); }, message.message);
    tellShutdown(game, now);
}

void RelayEngine::Private::noteFirstMessage(GameSession &game, std::size_t frame,
                                            const protocol::GameMessage &message, Instant now)
{
    if (std::exchange(game.hasSpoken, true))
        return;
    timers.cancel(TimerQueue::Kind::Reregister, game.peer);
    if (std::holds_alternative<protocol::Startup>(message))
        return;
    warn(frame, game, DiagnosticKey::StartupMissing,
         phrase(QT_TRANSLATE_NOOP("core", "the first message is %1"),
                QString::fromLatin1(protocol::commandName(message))),
         now);
}

void RelayEngine::Private::handle(GameSession &game, std::size_t frame, const protocol::Startup &,
                                  Instant now)
{
    if (std::exchange(game.hasStartedUp, true))
        warn(frame, game, DiagnosticKey::StartupRepeated, Phrase(), now);
    else if (const qint64 waited = cameAt(game.peer, now) - game.connectedAt.mono;
             waited > lateStartupMicros && !game.isIntegration())
        warn(frame, game, DiagnosticKey::StartupLate,
             phrase(QT_TRANSLATE_NOOP("core", "%1 ms after connecting"), waited / microsPerMs),
             now);
    forgetActions(game, now);
    withdrawForces(game, phrase(QT_TRANSLATE_NOOP("core", "the game started up again")), now);
    loseActions(game, now);
    const bool hadActions = game.actions.size() > 0;
    game.actions.clear();
    game.takenAway.clear();
    bench.hostile.forget(game.peer);
    if (hadActions)
        publishRegistry(game, now);

    remarkUp(game, shownName(game) + QStringLiteral(" connected"), Remark::AboutTheGame, now);

    game.isToldOfShutdown = false;
    noteShutdown(game, ShutdownEvent::State::None, now);
    timers.cancel(TimerQueue::Kind::StartupAnswer, game.peer);
    if (!link.isConnected()) {
        acknowledge(game, now);
    } else if (!acknowledgement.isEmpty()) {
        sendText(game, acknowledgement, serverCommands.at(0), now);
    } else {
        // The game hears it with all others; but not every server says anything.
        timers.set(TimerQueue::Kind::StartupAnswer, game.peer,
                   now.mono + settings.upstream.acknowledgeMs * microsPerMs);
    }
}

void RelayEngine::Private::acknowledge(const GameSession &game, Instant now)
{
    acknowledge(game, chosenCharacter.value_or(settings.character), now);
}

void RelayEngine::Private::acknowledge(const GameSession &game,
                                       protocol::StartupAcknowledgement character, Instant now)
{
    if (character.sessionId.isEmpty())
        character.sessionId = settings.idPrefix + QStringLiteral("-session");
    send(game, character, now);
}

void RelayEngine::Private::forgetActions(const GameSession &game, Instant now)
{
    const QStringList names = protocol::namesOf(game.actions.actions());
    if (names.isEmpty())
        return;
    tellActionsRemoved(game, names, now);
    unregisterUp(game, names, 0, now);
}

void RelayEngine::Private::loseActions(GameSession &game, Instant now)
{
    for (const QString &id : QStringList(game.actionsInFlight)) {
        const ActionInFlight action = inFlight.value(id);
        finishAction(id, ActionState::Lost, QString(), now);
        answerUp(action, true,
                 shownName(game) + QStringLiteral(" disconnected before it gave a result."), now);
    }
}

void RelayEngine::Private::handle(GameSession &game, std::size_t frame,
                                  const protocol::Context &context, Instant now)
{
    checkContext(game, frame, context, now);
    const bool goesUp = settings.upstream.isConfigured && !restrictions.isMuted(game.name);
    const QByteArray text =
        goesUp ? forwarding::context(apiText(frame), settings.upstream.relayName, shownName(game))
               : QByteArray();
    if (!link.isTooLarge(text.size())) // Neuro is not told.
        tellTranscript(game, TranscriptEvent::Kind::Context, context.message, now, {},
                       context.silent);
    if (!goesUp)
        return;
    const FrameEvent &event = frameAt(frame);
    link.passContext({text, event.command, 0, {}, event.seq, game.name}, now);
}

void RelayEngine::Private::checkContext(GameSession &game, std::size_t frame,
                                        const protocol::Context &context, Instant now)
{
    if (game.contexts.note(cameAt(game.peer, now), contextSpanMicros))
        warn(frame, game, DiagnosticKey::ContextFlood,
             phrase(QT_TRANSLATE_NOOP("core", "more than %1 contexts within %2 ms"),
                    limits::contextsPerSpan, contextSpanMicros / microsPerMs),
             now);
    if (context.message.startsWith(QLatin1String("# ")))
        warn(frame, game, DiagnosticKey::ContextHeading,
             verbatim(protocol::quoteForMessage(context.message.section(u'\n', 0, 0))), now);
    else if (isRawJson(context.message))
        warn(frame, game, DiagnosticKey::ContextJson,
             verbatim(protocol::quoteForMessage(context.message)), now);
}

void RelayEngine::Private::noteRegistration(GameSession &game, std::size_t frame, Instant now)
{
    if (game.registrations.note(cameAt(game.peer, now), registrationSpanMicros))
        warn(frame, game, DiagnosticKey::RegisterChurn,
             phrase(QT_TRANSLATE_NOOP("core", "more than %1 registrations and unregistrations "
                                              "within %2 ms"),
                    limits::registrationsPerSpan, registrationSpanMicros / microsPerMs),
             now);
}

void RelayEngine::Private::noteFirstActions(GameSession &game, std::size_t frame, Instant now)
{
    if (std::exchange(game.hasRegistered, true) || !game.wasAskedToReregister)
        return;
    // Where everybody is asked at once, nobody has had the time to do it unasked.
    if (settings.reregister == Reregister::Always && game.hasStartedUp)
        return;
    warn(frame, game, DiagnosticKey::StartupReregisterNeeded,
         phrase(QT_TRANSLATE_NOOP("core", "registered only after actions/reregister_all")), now);
}

void RelayEngine::Private::handle(GameSession &game, std::size_t frame,
                                  const protocol::RegisterActions &message, Instant now)
{
    noteRegistration(game, frame, now);
    QStringList added;
    protocol::WorkBudget budget(limits::comparingSteps);
    for (qsizetype i = 0; i < message.actions.size(); ++i) {
        const protocol::Action &action = message.actions.at(i);
        if (game.actions.size() >= settings.limits.actionsPerGame &&
            !game.actions.contains(action.name)) {
            const Phrase detail =
                phrase(QT_TRANSLATE_NOOP("core", "action \"%1\" is one too many: a game may have "
                                                 "%2 actions (limits.actions_per_game)"),
                       protocol::quoteForMessage(action.name), settings.limits.actionsPerGame);
            const QString path =
                message.indexes.isEmpty()
                    ? QStringLiteral("actions.") + action.name
                    : QStringLiteral("data.actions[%1].name").arg(message.indexes.at(i));
            refuse(frame, {Reason::TooMany, path, detail});
            warn(frame, game, DiagnosticKey::MessageInvalid, detail, now);
            continue;
        }
        switch (game.actions.add(action, budget)) {
        case ActionTable::Added::New:
            forgetTakenAway(game, action.name);
            added.append(action.name);
            break;
        case ActionTable::Added::Identical:
            warn(frame, game, DiagnosticKey::RegisterIdentical, quoted({action.name}), now);
            break;
        case ActionTable::Added::Conflict:
            warn(frame, game, DiagnosticKey::RegisterConflict, quoted({action.name}), now);
            break;
        }
    }
    if (added.isEmpty())
        return;
    noteFirstActions(game, frame, now);
    publishRegistry(game, now);
    tellActionsAdded(game, added, frameAt(frame).seq, now);
    registerUp(game, added, frameAt(frame).seq, now);
}

void RelayEngine::Private::handle(GameSession &game, std::size_t frame,
                                  const protocol::UnregisterActions &message, Instant now)
{
    noteRegistration(game, frame, now);
    QStringList removed;
    for (const QString &name : message.names) {
        // Nothing hostile is sent to integrations.
        if (const protocol::Action *known = game.actions.find(name); known && !game.isIntegration())
            bench.hostile.noteUnregistered(game.peer, *known, now.mono);
        switch (game.actions.remove(name)) {
        case ActionTable::Removed::Yes:
            removed.append(name);
            break;
        case ActionTable::Removed::Inactive:
            if (forgetTakenAway(game, name))
                break; // As far as the game knows it was registered.
            warn(frame, game, DiagnosticKey::UnregisterInactive, quoted({name}), now);
            break;
        case ActionTable::Removed::NeverRegistered:
            warn(frame, game, DiagnosticKey::UnregisterNeverRegistered, quoted({name}), now);
            break;
        }
    }
    if (removed.isEmpty())
        return;
    publishRegistry(game, now);
    tellActionsRemoved(game, removed, now);
    unregisterUp(game, removed, frameAt(frame).seq, now);
    reviewForces(game, now);
}

void RelayEngine::Private::handle(GameSession &game, std::size_t frame,
                                  const protocol::ForceActions &message, Instant now)
{
    protocol::ForceActions request = message;
    const auto isUnregistered = [&game](const QString &name) {
        return !game.actions.contains(name);
    };
    QStringList unknown;
    std::copy_if(message.actionNames.begin(), message.actionNames.end(),
                 std::back_inserter(unknown), isUnregistered);
    // That the operator took some away is nothing to tell the game's developer of.
    const bool isOperatorsDoing =
        std::all_of(unknown.begin(), unknown.end(),
                    [&game](const QString &name) { return isTakenAway(game, name); });
    request.actionNames.removeIf(isUnregistered);

    if (request.actionNames.isEmpty()) {
        const bool empty = message.actionNames.isEmpty();
        const Phrase detail =
            empty ? phrase(QT_TRANSLATE_NOOP("core", "the force names no action"))
                  : phrase(QT_TRANSLATE_NOOP("core", "none of the actions is registered: %1"),
                           quoted(unknown));
        refuse(frame, {Reason::UnknownAction, QStringLiteral("data.action_names"), detail});
        if (empty || !isOperatorsDoing)
            warn(frame, game,
                 empty ? DiagnosticKey::ForceEmpty : DiagnosticKey::ForceAllUnregistered, detail,
                 now);
        return;
    }
    if (!unknown.isEmpty() && !isOperatorsDoing) {
        warn(frame, game, DiagnosticKey::ForceSomeUnregistered, quoted(unknown), now);
    }
    if (!game.actionsInFlight.isEmpty())
        warn(frame, game, DiagnosticKey::ForceWhileResultPending,
             verbatim(game.actionsInFlight.first()), now);
    if (game.forces.size() >= settings.limits.forcesPerGame) {
        const Phrase detail = pluralPhrase(
            QT_TRANSLATE_N_NOOP("core",
                                "%1 forces of this game wait already (limits.forces_per_game)"),
            game.forces.size());
        refuse(frame, {Reason::TooMany, QStringLiteral("command"), detail});
        warn(frame, game, DiagnosticKey::MessageInvalid, detail, now);
        warn(frame, game, DiagnosticKey::ForceOverlapping, detail, now);
        return;
    }
    if (!game.forces.isEmpty())
        warn(frame, game, DiagnosticKey::ForceOverlapping, verbatim(request.query), now);
    openForce(game, frame, std::move(request), now);
}

void RelayEngine::Private::handle(GameSession &game, std::size_t frame,
                                  const protocol::ActionResult &result, Instant now)
{
    frameAt(frame).actionId = result.id;
    const auto found = inFlight.constFind(result.id);
    if (found == inFlight.constEnd() || found->event.peer != game.peer) {
        if (const auto sent = bench.hostileIds.take(game.peer, result.id, cameAt(game.peer, now))) {
            // Right so: the action was nobody's, and nobody waits for what becomes of it.
            frameAt(frame).latency = std::max<qint64>(cameAt(game.peer, now) - *sent, 0);
            return;
        }
        const bool repeated = isHostileId(result.id) || game.hasFinished(result.id);
        const QString id = protocol::quoteForMessage(result.id);
        const Phrase detail =
            repeated
                ? phrase(QT_TRANSLATE_NOOP("core", "action \"%1\" is over: it was answered, timed "
                                                   "out or belonged to an earlier startup"),
                         id)
                : phrase(QT_TRANSLATE_NOOP(
                             "core", "no action with the id \"%1\" was sent to this connection"),
                         id);
        refuse(frame, {Reason::UnexpectedResult, QStringLiteral("data.id"), detail});
        warn(frame, game,
             repeated ? DiagnosticKey::ResultRepeated : DiagnosticKey::ResultUnexpected, detail,
             now);
        return;
    }

    const ActionInFlight action = *found;
    // What the test bench adds is not the game's doing.
    const qint64 duration = std::max<qint64>(cameAt(game.peer, now) - action.event.at.mono, 0);
    frameAt(frame).latency = duration;
    frameAt(frame).force = action.event.force;
    if (duration > slowResultMicros) {
        warn(frame, game, DiagnosticKey::ResultSlow,
             phrase(QT_TRANSLATE_NOOP("core", "%1 ms"), duration / microsPerMs), now);
    }
    const QString message = result.message.value_or(QString());
    if (!result.success && message.isEmpty())
        warn(frame, game, DiagnosticKey::ResultSilentFailure, verbatim(action.event.action), now);
    if (!result.success && action.event.force != 0 && !game.actions.contains(action.event.action) &&
        !isTakenAway(game, action.event.action))
        warn(frame, game, DiagnosticKey::ResultAfterUnregister, verbatim(action.event.action), now);
    finishAction(result.id, result.success ? ActionState::Succeeded : ActionState::Failed, message,
                 now);
    tellTranscript(game, TranscriptEvent::Kind::Result, message, now, action.event.action, true,
                   result.success);
    passResult(game, action, result.success, frame, now);

    Force *answered = force(action.event.force);
    if (!answered || answered->actionId != result.id)
        return;
    if (result.success) {
        if (action.event.source == ActionSource::Upstream)
            closeUpstream(*answered);
        endForce(*answered, ForceState::Succeeded, verbatim(message), now);
    } else {
        forceFailed(*answered, message, now);
    }
}

void RelayEngine::Private::handle(GameSession &game, std::size_t frame,
                                  const protocol::ShutdownReady &, Instant now)
{
    Q_UNUSED(frame)
    game.isAwaitedForShutdown = false;
    game.isToldOfShutdown = true;
    noteShutdown(game, ShutdownEvent::State::Ready, now);
    noteShutdownReady(now);
}

void RelayEngine::Private::publishRegistry(const GameSession &game, Instant now)
{
    outputs.events.emplace_back(RegistryEvent{now, game.peer, game.name, game.actions.actions()});
}

void RelayEngine::Private::tellTranscript(const GameSession &game, TranscriptEvent::Kind kind,
                                          const QString &text, Instant now, const QString &detail,
                                          bool silent, bool success)
{
    if (restrictions.isMuted(game.name))
        return; // Neuro is not told.
    outputs.events.emplace_back(
        TranscriptEvent{now, kind, game.peer, game.name, text, detail, silent, success, false});
}

void RelayEngine::Private::tellOwnWords(const GameSession *game, TranscriptEvent::Kind kind,
                                        const QString &text, Instant now, const QString &detail,
                                        bool success)
{
    outputs.events.emplace_back(TranscriptEvent{now, kind, game ? game->peer : 0,
                                                game ? game->name : QString(), text, detail, true,
                                                success, true});
}

} // namespace neuro::relay
