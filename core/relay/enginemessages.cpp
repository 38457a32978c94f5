// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "relay/relayengine_p.h"

#include <algorithm>
#include <utility>

namespace neuro::relay {

using protocol::DiagnosticKey;
using protocol::Reason;

namespace {

/// A result that takes longer deserves a warning (the API asks for an answer without delay).
constexpr qint64 slowResultMicros = 500 * microsPerMs;

} // namespace

void RelayEngine::Private::receive(GameSession &game, std::size_t frame,
                                   protocol::DecodedGameMessage message, Instant now)
{
    if (!game.isNamed)
        adoptName(game, message.game, now);
    FrameEvent &event = frameAt(frame);
    event.command = gameCommands.at(static_cast<qsizetype>(message.message.index()));
    event.name = game.name;
    if (message.game != game.name) {
        warn(
            frame, game, DiagnosticKey::GameRenamed,
            QStringLiteral("\"%1\" instead of \"%2\"")
                .arg(protocol::quoteForMessage(message.game), protocol::quoteForMessage(game.name)),
            now);
    }
    for (const protocol::Finding &finding : std::as_const(message.warnings))
        warn(frame, game, finding.key, finding.detail, now);
    for (protocol::Refusal &refusal : message.refusedActions) {
        diagnose(game, DiagnosticKey::MessageInvalid, refusal.detail, frameAt(frame).seq, now);
        refuse(frame, std::move(refusal));
    }
    noteFirstMessage(game, frame, message.message, now);
    std::visit([&](const auto &content) { handle(game, frame, content, now); }, message.message);
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
         QStringLiteral("the first message is %1")
             .arg(QString::fromLatin1(protocol::commandName(message))),
         now);
    if (game.wasAskedToReregister && std::holds_alternative<protocol::RegisterActions>(message)) {
        warn(frame, game, DiagnosticKey::StartupReregisterNeeded,
             QStringLiteral("registered only after actions/reregister_all"), now);
    }
}

void RelayEngine::Private::handle(GameSession &game, std::size_t frame, const protocol::Startup &,
                                  Instant now)
{
    if (std::exchange(game.hasStartedUp, true))
        warn(frame, game, DiagnosticKey::StartupRepeated, QString(), now);
    for (const QString &id : QStringList(game.actionsInFlight))
        finishAction(id, ActionState::Lost, QString(), now);
    withdrawForces(game, QStringLiteral("the game started up again"), now);
    const bool hadActions = game.actions.size() > 0;
    game.actions.clear();
    if (hadActions)
        publishRegistry(game, now);

    protocol::StartupAcknowledgement acknowledgement = settings.character;
    if (acknowledgement.sessionId.isEmpty())
        acknowledgement.sessionId = settings.idPrefix + QStringLiteral("-session");
    send(game, acknowledgement, now);
}

void RelayEngine::Private::handle(GameSession &game, std::size_t frame,
                                  const protocol::Context &context, Instant now)
{
    Q_UNUSED(frame)
    tellTranscript(game, TranscriptEvent::Kind::Context, context.message, now, {}, context.silent);
}

void RelayEngine::Private::handle(GameSession &game, std::size_t frame,
                                  const protocol::RegisterActions &message, Instant now)
{
    QStringList added;
    for (const protocol::Action &action : message.actions) {
        if (game.actions.size() >= settings.limits.actionsPerGame &&
            !game.actions.contains(action.name)) {
            const QString detail =
                QStringLiteral("action \"%1\" is one too many: a game may have %2 actions "
                               "(limits.actions_per_game)")
                    .arg(protocol::quoteForMessage(action.name))
                    .arg(settings.limits.actionsPerGame);
            refuse(frame, {Reason::TooMany, QStringLiteral("data.actions"), detail});
            diagnose(game, DiagnosticKey::MessageInvalid, detail, frameAt(frame).seq, now);
            continue;
        }
        switch (game.actions.add(action)) {
        case ActionTable::Added::New:
            added.append(action.name);
            break;
        case ActionTable::Added::Identical:
            warn(frame, game, DiagnosticKey::RegisterIdentical, action.name, now);
            break;
        case ActionTable::Added::Conflict:
            warn(frame, game, DiagnosticKey::RegisterConflict, action.name, now);
            break;
        }
    }
    if (added.isEmpty())
        return;
    publishRegistry(game, now);
    tellTranscript(game, TranscriptEvent::Kind::ActionsAdded, added.join(QStringLiteral(", ")),
                   now);
}

void RelayEngine::Private::handle(GameSession &game, std::size_t frame,
                                  const protocol::UnregisterActions &message, Instant now)
{
    QStringList removed;
    for (const QString &name : message.names) {
        switch (game.actions.remove(name)) {
        case ActionTable::Removed::Yes:
            removed.append(name);
            break;
        case ActionTable::Removed::Inactive:
            warn(frame, game, DiagnosticKey::UnregisterInactive, name, now);
            break;
        case ActionTable::Removed::NeverRegistered:
            warn(frame, game, DiagnosticKey::UnregisterNeverRegistered, name, now);
            break;
        }
    }
    if (removed.isEmpty())
        return;
    publishRegistry(game, now);
    tellTranscript(game, TranscriptEvent::Kind::ActionsRemoved, removed.join(QStringLiteral(", ")),
                   now);
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
    request.actionNames.removeIf(isUnregistered);

    if (request.actionNames.isEmpty()) {
        const bool empty = message.actionNames.isEmpty();
        const QString detail =
            empty ? QStringLiteral("the force names no action")
                  : QStringLiteral("none of the actions is registered: %1")
                        .arg(protocol::quoteForMessage(unknown.join(QStringLiteral(", "))));
        refuse(frame, {Reason::UnknownAction, QStringLiteral("data.action_names"), detail});
        warn(frame, game, empty ? DiagnosticKey::ForceEmpty : DiagnosticKey::ForceAllUnregistered,
             detail, now);
        return;
    }
    if (!unknown.isEmpty()) {
        warn(frame, game, DiagnosticKey::ForceSomeUnregistered,
             protocol::quoteForMessage(unknown.join(QStringLiteral(", "))), now);
    }
    if (game.forces.size() >= settings.limits.forcesPerGame) {
        const QString detail = QStringLiteral("%1 forces of this game wait already "
                                              "(limits.forces_per_game)")
                                   .arg(game.forces.size());
        refuse(frame, {Reason::TooMany, QString(), detail});
        warn(frame, game, DiagnosticKey::ForceOverlapping, detail, now);
        return;
    }
    if (!game.forces.isEmpty())
        warn(frame, game, DiagnosticKey::ForceOverlapping, request.query, now);
    else if (!game.actionsInFlight.isEmpty())
        warn(frame, game, DiagnosticKey::ForceWhileResultPending, game.actionsInFlight.first(),
             now);
    openForce(game, frame, std::move(request), now);
}

void RelayEngine::Private::handle(GameSession &game, std::size_t frame,
                                  const protocol::ActionResult &result, Instant now)
{
    frameAt(frame).actionId = result.id;
    const auto found = inFlight.constFind(result.id);
    if (found == inFlight.constEnd() || found->event.peer != game.peer) {
        const bool repeated = std::find(game.finishedIds.begin(), game.finishedIds.end(),
                                        result.id) != game.finishedIds.end();
        const QString detail =
            (repeated ? QStringLiteral("action \"%1\" is over: it was answered, timed out or "
                                       "belonged to an earlier startup")
                      : QStringLiteral("no action with the id \"%1\" was sent to this connection"))
                .arg(protocol::quoteForMessage(result.id));
        refuse(frame, {Reason::UnexpectedResult, QStringLiteral("data.id"), detail});
        warn(frame, game,
             repeated ? DiagnosticKey::ResultRepeated : DiagnosticKey::ResultUnexpected, detail,
             now);
        return;
    }

    const ActionInFlight action = *found;
    const qint64 duration = now.mono - action.event.at.mono;
    frameAt(frame).latency = duration;
    frameAt(frame).force = action.event.force;
    if (duration > slowResultMicros) {
        warn(frame, game, DiagnosticKey::ResultSlow,
             QStringLiteral("%1 ms").arg(duration / microsPerMs), now);
    }
    const QString message = result.message.value_or(QString());
    if (!result.success && message.isEmpty())
        warn(frame, game, DiagnosticKey::ResultSilentFailure, action.event.action, now);
    if (!result.success && action.event.force != 0 && !game.actions.contains(action.event.action))
        warn(frame, game, DiagnosticKey::ResultAfterUnregister, action.event.action, now);
    finishAction(result.id, result.success ? ActionState::Succeeded : ActionState::Failed, message,
                 now);
    tellTranscript(game, TranscriptEvent::Kind::Result, message, now, action.event.action, true,
                   result.success);

    Force *answered = force(action.event.force);
    if (!answered || answered->actionId != result.id)
        return;
    if (result.success)
        endForce(*answered, ForceState::Succeeded, message, now);
    else
        forceFailed(*answered, message, now);
}

void RelayEngine::Private::handle(GameSession &game, std::size_t frame,
                                  const protocol::ShutdownReady &, Instant now)
{
    // The frame itself is the news; nothing here depends on it.
    Q_UNUSED(game)
    Q_UNUSED(frame)
    Q_UNUSED(now)
}

void RelayEngine::Private::publishRegistry(const GameSession &game, Instant now)
{
    outputs.events.emplace_back(RegistryEvent{now, game.peer, game.name, game.actions.actions()});
}

void RelayEngine::Private::tellTranscript(const GameSession &game, TranscriptEvent::Kind kind,
                                          const QString &text, Instant now, const QString &detail,
                                          bool silent, bool success)
{
    outputs.events.emplace_back(
        TranscriptEvent{now, kind, game.peer, game.name, text, detail, silent, success});
}

} // namespace neuro::relay
