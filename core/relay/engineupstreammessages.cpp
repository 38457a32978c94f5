// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "protocol/json.h"
#include "protocol/objectreader.h"
#include "relay/relayengine_p.h"

#include <algorithm>
#include <utility>

namespace neuro::relay {

using protocol::DiagnosticKey;
using protocol::phrase;
using protocol::Reason;

void RelayEngine::Private::receiveFromUpstream(const QByteArray &text, bool binary, Instant now)
{
    const std::size_t place = outputs.events.size();
    FrameEvent &frame =
        std::get<FrameEvent>(outputs.events.emplace_back(std::in_place_type<FrameEvent>));
    frame.at = now;
    frame.seq = ++lastSeq;
    frame.direction = Direction::In;
    frame.door = Door::Upstream;
    frame.peer = link.peer();
    frame.name = link.name();
    frame.payload = text;
    frame.binary = binary;
    if (binary) {
        refuse(place, {Reason::BinaryFrame, QString(),
                       phrase(QT_TRANSLATE_NOOP("core", "a binary message of %1 bytes: the Neuro "
                                                        "API is text only"),
                              text.size())});
        return;
    }
    auto decoded = protocol::decodeServerMessage(text);
    if (!decoded) {
        refuseFromUpstream(place, decoded.error(), now);
        return;
    }
    frame.command = serverCommands.at(static_cast<qsizetype>(decoded->message.index()));
    frame.warnings = decoded->warnings;
    std::visit([&](const auto &message) { handleUpstream(place, message, now); }, decoded->message);
    settle(now);
}

/// What cannot be read is not guessed at. A new command goes to every game; an action that has at
/// least an id is answered, since upstream waits for it.
void RelayEngine::Private::refuseFromUpstream(std::size_t frame,
                                              const protocol::UndecodedMessage &message,
                                              Instant now)
{
    frameAt(frame).command = message.command;
    if (message.refusal.reason == Reason::UnknownCommand) {
        frameAt(frame).warnings.append(
            {DiagnosticKey::MessageUnknownCommand, message.refusal.detail});
        sendToAllGames(frame, now);
        return;
    }
    refuse(frame, message.refusal);
    if (message.command != QLatin1String("action"))
        return;
    const auto document = protocol::JsonDocument::parse(frameAt(frame).payload);
    if (!document)
        return;
    const protocol::JsonValue id = document->root().member("data").member("id");
    if (id.isString() && !id.utf8().isEmpty())
        answerUp(id.toString(), nullptr, document->root().member("data").member("name").toString(),
                 false, message.refusal.detail.english(), now);
}

void RelayEngine::Private::handleUpstream(std::size_t frame,
                                          const protocol::StartupAcknowledgement &message,
                                          Instant now)
{
    acknowledgement = frameAt(frame).payload;
    if (!message.displayName.isEmpty()) {
        link.setName(message.displayName);
        frameAt(frame).name = message.displayName;
    }
    for (const auto &[peer, game] : sessions)
        timers.cancel(TimerQueue::Kind::StartupAnswer, peer);
    sendToAllGames(frame, now);
}

void RelayEngine::Private::handleUpstream(std::size_t frame, const protocol::ActionRequest &request,
                                          Instant now)
{
    const QByteArray text = frameAt(frame).payload;
    const quint64 seq = frameAt(frame).seq;
    const auto target = upstreamNames.find(request.name);
    GameSession *game = target ? session(target->peer) : nullptr;
    const auto fail = [&](bool success, const QString &english, const protocol::Phrase &why) {
        refuse(frame, {Reason::UnknownAction, QStringLiteral("data.name"), why});
        answerUp(request.id, game, target ? target->action : request.name, success, english, now);
    };
    const QString shown = protocol::quoteForMessage(request.name);
    if (request.id.isEmpty()) {
        refuse(frame, {Reason::MissingField, QStringLiteral("data.id"),
                       phrase(QT_TRANSLATE_NOOP("core", "an action without an id"))});
        return;
    }
    if (upstreamActions.contains(request.id)) {
        fail(false, QStringLiteral("This id is pending already."),
             phrase(QT_TRANSLATE_NOOP("core", "upstream waits for \"%1\" already"), request.id));
        return;
    }
    const bool isWithdrawn =
        std::any_of(withdrawals.begin(), withdrawals.end(),
                    [&](const auto &entry) { return entry.second.names.contains(request.name); });
    Force *open = game ? forceAnsweredBy(*game, target->action) : nullptr;
    // A failure would be tried again.
    if (isWithdrawn || (open && open->state.state == ForceState::Answered)) {
        fail(true, QStringLiteral("already decided"),
             phrase(QT_TRANSLATE_NOOP("core", "%1: this force is decided already"), shown));
        return;
    }
    if (!game) {
        fail(false, QStringLiteral("Unknown action: ") + masked(mask, request.name),
             phrase(QT_TRANSLATE_NOOP("core", "%1 is not registered"), shown));
        return;
    }
    if (game->actionsInFlight.size() >= settings.limits.actionsInFlight) {
        fail(false, shownName(*game) + QStringLiteral(" is busy: too many results are awaited."),
             phrase(QT_TRANSLATE_NOOP("core", "too many results of this game are awaited")));
        return;
    }
    // Some write an empty text where there is no data, and games take it so.
    if (request.data && !request.data->isEmpty()) {
        const auto data = protocol::JsonDocument::parse(*request.data, settings.limits.nesting);
        if (!data) {
            protocol::Refusal refusal = protocol::invalidJson(data.error());
            refusal.path = QStringLiteral("data.data");
            refuse(frame, refusal);
            answerUp(request.id, game, target->action, false,
                     QStringLiteral("The data is ") + refusal.detail.english(), now);
            return;
        }
    }
    frameAt(frame).force = open ? open->state.id : 0;
    const ForwardedRequest forwarded{request.id, text, seq};
    const QString id = sendAction(*game, target->action, request.data, ActionSource::Upstream, open,
                                  now, &forwarded);
    frameAt(frame).actionId = id;
}

Force *RelayEngine::Private::forceAnsweredBy(const GameSession &game, const QString &action)
{
    for (const ForceId id : game.forces) {
        Force &open = forces.at(id);
        const ForceState state = open.state.state;
        const bool isBeingDecided = state == ForceState::Asked || state == ForceState::Answered ||
                                    (state == ForceState::Held && forceUpstream == id);
        if (isBeingDecided && open.state.request.actionNames.contains(action))
            return &open;
    }
    return nullptr;
}

void RelayEngine::Private::handleUpstream(std::size_t frame, const protocol::ReregisterAll &,
                                          Instant now)
{
    Q_UNUSED(frame)
    for (const QByteArray &text : completeRegistration(now))
        link.pass({text, gameCommands.at(2), 0, {}, 0, {}}, now);
}

void RelayEngine::Private::handleUpstream(std::size_t frame,
                                          const protocol::ShutdownGraceful &message, Instant now)
{
    sendToAllGames(frame, now);
    // One that is immediate cannot be taken back.
    if (message.wantsShutdown)
        awaitShutdown(frame, false, now);
    else if (!isShutdownImmediate)
        endShutdown();
    if (!message.wantsShutdown) {
        for (auto &[peer, game] : sessions)
            noteShutdownCancelled(game, now);
    }
}

void RelayEngine::Private::handleUpstream(std::size_t frame, const protocol::ShutdownImmediate &,
                                          Instant now)
{
    sendToAllGames(frame, now);
    awaitShutdown(frame, true, now);
}

void RelayEngine::Private::handleUpstream(std::size_t frame, const protocol::SpeechFinished &,
                                          Instant now)
{
    sendToAllGames(frame, now);
}

void RelayEngine::Private::handleUpstream(std::size_t frame, const protocol::VoiceUnavailable &,
                                          Instant now)
{
    sendToAllGames(frame, now);
}

void RelayEngine::Private::sendToAllGames(std::size_t frame, Instant now)
{
    const QByteArray text = frameAt(frame).payload;
    const QString command = frameAt(frame).command;
    const quint64 seq = frameAt(frame).seq;
    for (const auto &[peer, game] : sessions)
        sendText(game, text, command, now).origin = seq;
}

void RelayEngine::Private::awaitShutdown(std::size_t frame, bool immediate, Instant now)
{
    isShutdownAwaited = true;
    // Who comes later is told of the one that is more urgent.
    if (immediate || !isShutdownImmediate) {
        shutdownText = frameAt(frame).payload;
        shutdownCommand = frameAt(frame).command;
    }
    isShutdownImmediate = isShutdownImmediate || immediate;
    for (auto &[peer, game] : sessions) {
        game.isAwaitedForShutdown = game.speaksNeuroApi();
        // A connection that has not spoken yet is none of a game's.
        game.isToldOfShutdown = game.isNamed;
        if (game.isNamed)
            noteShutdown(
                game, immediate ? ShutdownEvent::State::Ordered : ShutdownEvent::State::Asked, now);
    }
    if (immediate)
        timers.set(TimerQueue::Kind::ShutdownReady, 0,
                   now.mono + settings.upstream.shutdownMs * microsPerMs);
    noteShutdownReady(now);
}

void RelayEngine::Private::tellShutdown(GameSession &game, Instant now)
{
    if (!isShutdownAwaited || std::exchange(game.isToldOfShutdown, true))
        return;
    game.isAwaitedForShutdown = game.speaksNeuroApi();
    sendText(game, shutdownText, shutdownCommand, now);
    noteShutdown(game,
                 isShutdownImmediate ? ShutdownEvent::State::Ordered : ShutdownEvent::State::Asked,
                 now);
}

void RelayEngine::Private::endShutdown()
{
    isShutdownAwaited = false;
    isShutdownImmediate = false;
    shutdownText.clear();
    timers.cancel(TimerQueue::Kind::ShutdownReady, 0);
}

void RelayEngine::Private::noteShutdownReady(Instant now, bool isTimeOver)
{
    if (!isShutdownAwaited)
        return;
    const bool isAnyAwaited = std::any_of(sessions.begin(), sessions.end(), [](const auto &entry) {
        return entry.second.isAwaitedForShutdown;
    });
    if (isAnyAwaited && !isTimeOver)
        return;
    endShutdown();
    link.pass({protocol::encode(protocol::ShutdownReady{}, settings.upstream.relayName),
               gameCommands.at(6),
               0,
               {},
               0,
               {}},
              now);
}

} // namespace neuro::relay
