// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "protocol/codec.h"
#include "protocol/json.h"
#include "relay/relayengine_p.h"

#include <utility>

namespace neuro::relay {

using protocol::Phrase;
using protocol::phrase;

namespace {

std::optional<QByteArray> textOf(const protocol::JsonValue &value)
{
    return value.isString() ? std::optional(value.utf8().toByteArray()) : std::nullopt;
}

/// What a game would take amiss, as a sentence; empty: nothing. A command that is not known here
/// may be one of a newer API, which the games know.
Phrase faultOf(const QByteArray &text)
{
    const auto decoded = protocol::decodeServerMessage(text);
    if (decoded || decoded.error().refusal.reason == protocol::Reason::UnknownCommand)
        return {};
    return phrase(QT_TRANSLATE_NOOP("core", "while an upstream is connected games are sent only "
                                            "what is well-formed: %1"),
                  decoded.error().refusal.detail);
}

Phrase notRegistered(const QString &action, const QString &game)
{
    return phrase(QT_TRANSLATE_NOOP("core", "while an upstream is connected games are sent only "
                                            "actions that they have registered: %1 is none of %2"),
                  protocol::quoteForMessage(action), protocol::quoteForMessage(game));
}

} // namespace

auto RelayEngine::Private::gameHasLeft() -> Failure
{
    return {CommandError::UnknownGame, phrase(QT_TRANSLATE_NOOP("core", "the game has left"))};
}

auto RelayEngine::Private::nobodyHears(PeerId peer) -> Failure
{
    if (peer != 0 && !session(peer))
        return gameHasLeft();
    if (sessions.empty())
        return {CommandError::UnknownGame,
                phrase(QT_TRANSLATE_NOOP("core", "no game is connected"))};
    return {};
}

auto RelayEngine::Private::perform(const AskToReregister &command, Instant now) -> Failure
{
    if (command.peer != 0 && !session(command.peer))
        return gameHasLeft();
    for (auto &[peer, game] : sessions) {
        if (command.peer == 0 || command.peer == peer)
            askToReregister(game, now);
    }
    return {};
}

auto RelayEngine::Private::perform(const AskToShutDown &command, Instant now) -> Failure
{
    if (command.peer != 0 && !session(command.peer))
        return gameHasLeft();
    using State = ShutdownEvent::State;
    for (auto &[peer, game] : sessions) {
        if (command.peer != 0 && command.peer != peer)
            continue;
        switch (command.kind) {
        case Shutdown::Graceful:
            send(game, protocol::ShutdownGraceful{true}, now);
            noteShutdown(game, State::Asked, now);
            break;
        case Shutdown::CancelGraceful:
            send(game, protocol::ShutdownGraceful{false}, now);
            noteShutdownCancelled(game, now);
            break;
        case Shutdown::Immediate:
            send(game, protocol::ShutdownImmediate{}, now);
            noteShutdown(game, State::Ordered, now);
            break;
        }
    }
    return {};
}

void RelayEngine::Private::noteShutdown(GameSession &game, ShutdownEvent::State state, Instant now)
{
    if (std::exchange(game.shutdown, state) != state)
        outputs.events.emplace_back(ShutdownEvent{now, game.peer, state});
}

void RelayEngine::Private::noteShutdownCancelled(GameSession &game, Instant now)
{
    // One that is immediate cannot be taken back.
    if (game.shutdown != ShutdownEvent::State::Ordered)
        noteShutdown(game, ShutdownEvent::State::None, now);
}

auto RelayEngine::Private::perform(const AcknowledgeStartup &command, Instant now) -> Failure
{
    if (command.peer != 0 && !session(command.peer))
        return gameHasLeft();
    if (command.peer == 0)
        chosenCharacter = command.character;
    for (auto &[peer, game] : sessions) {
        if (command.peer != 0 && command.peer != peer)
            continue;
        timers.cancel(TimerQueue::Kind::StartupAnswer, peer);
        acknowledge(game, command.character.value_or(settings.character), now);
    }
    return {};
}

auto RelayEngine::Private::perform(const FinishSpeech &command, Instant now) -> Failure
{
    if (Failure failure = nobodyHears(command.peer); failure.code != CommandError::None)
        return failure;
    for (const auto &[peer, game] : sessions) {
        if (command.peer == 0 || command.peer == peer)
            send(game, command.speech, now);
    }
    return {};
}

auto RelayEngine::Private::checkRaw(GameSession &game, const QString &action,
                                    const protocol::JsonValue &data) -> Failure
{
    // As absent: that is how Neuro's own are read.
    const bool isGiven = !data.isAbsent() && !data.isNull();
    if (!mayBreakRules() && isGiven && !data.isString()) {
        return {CommandError::InvalidData,
                phrase(QT_TRANSLATE_NOOP("core", "the data of %1 must be a string with JSON in it"),
                       action)};
    }
    return checkSendable(&game, action, textOf(data), mayBreakRules());
}

void RelayEngine::Private::sendRaw(const GameSession &game, const QByteArray &text,
                                   const QString &command, const QString &id, Instant now)
{
    FrameEvent &frame = sendText(game, text, command, now);
    // The game will answer it, and does right; nobody waits for the answer.
    if (id.isEmpty() || id.size() > limits::hostileId || inFlight.contains(id))
        return;
    frame.actionId = id;
    if (frame.seq != 0) // Otherwise it is delayed.
        bench.hostileIds.add(game.peer, id, now.mono);
}

auto RelayEngine::Private::perform(const SendToGames &command, Instant now) -> Failure
{
    if (Failure failure = nobodyHears(command.peer); failure.code != CommandError::None)
        return failure;
    if (command.text.size() > limits::rawMessage) {
        return {CommandError::TooLarge,
                phrase(QT_TRANSLATE_NOOP("core", "the message has %1 bytes; at most %2 are sent"),
                       command.text.size(), limits::rawMessage)};
    }
    const auto document = protocol::JsonDocument::parse(command.text, settings.limits.nesting);
    const protocol::JsonValue word =
        document ? document->root().member("command") : protocol::JsonValue();
    if (!word.isString()) {
        return {CommandError::InvalidData,
                phrase(QT_TRANSLATE_NOOP("core", "a message for games is a JSON object with a "
                                                 "\"command\" that is a string"))};
    }
    const protocol::JsonValue data = document->root().member("data");
    const QString id = word.utf8() == "action" ? data.member("id").toString() : QString();
    const bool isAction = word.utf8() == "action" && data.member("name").isString();
    const QString action = data.member("name").toString();
    const protocol::JsonValue inner = data.member("data");
    const Phrase malformed = mayBreakRules() ? Phrase() : faultOf(command.text);
    Failure failure;
    for (auto &[peer, game] : sessions) {
        if (command.peer != 0 && command.peer != peer)
            continue;
        if (!isAction || !game.actions.contains(action)) {
            if (!malformed.isEmpty())
                failure = {CommandError::UpstreamConnected, malformed};
            else if (isAction && !mayBreakRules())
                failure = {CommandError::UpstreamConnected, notRegistered(action, game.name)};
            else
                sendRaw(game, command.text, word.toString(), id, now);
            continue;
        }
        if (Failure refused = checkRaw(game, action, inner); refused.code != CommandError::None) {
            failure = std::move(refused);
            continue;
        }
        Force *open = openForceWith(game, action);
        if (open)
            takeForOperator(*open, action, now);
        const ForwardedRequest request{{}, command.text, 0};
        sendAction(game, action, textOf(inner), ActionSource::Operator, open, now, &request);
    }
    return failure;
}

} // namespace neuro::relay
