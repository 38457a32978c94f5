// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "relay/forwarding.h"
#include "relay/relayengine_p.h"

#include <algorithm>
#include <utility>

namespace neuro::relay {

using protocol::DiagnosticKey;
using protocol::encode;
using protocol::phrase;

namespace {

protocol::Phrase resultIsLate(const QString &action)
{
    return phrase(QT_TRANSLATE_NOOP("core", "%1: the connection on which upstream asked for it is "
                                            "gone; the result is not passed on"),
                  action);
}

} // namespace

void RelayEngine::peerCongested(PeerId peer, bool congested, Instant now)
{
    if (!d->isUpstream(peer))
        return;
    d->link.setCongested(congested, now);
    // Who does not read is as good as away.
    if (congested)
        d->awaitUpstream(now);
    else
        d->welcomeUpstream();
    d->settle(now);
}

void RelayEngine::upstreamChanged(const UpstreamEvent &state)
{
    // Whoever tells of the connection does not know what waits for it.
    const UpstreamEvent before = std::exchange(d->upstreamState, state);
    d->upstreamState.readsSlowly = before.readsSlowly;
    d->upstreamState.waiting = before.waiting;
    d->upstreamState.waitingBytes = before.waitingBytes;
    d->outputs.events.emplace_back(d->upstreamState);
    // Off, or closed by the relay itself: the operator wants it so, and may have had its limit
    // raised meanwhile.
    const bool isEnded =
        state.state == UpstreamEvent::State::Off || state.state == UpstreamEvent::State::Stopping;
    if (std::exchange(d->sizesUrl, state.url) != state.url || isEnded)
        d->forgetSizes(state.at);
    if (state.state != UpstreamEvent::State::Off && !d->link.isReachable())
        d->awaitUpstream(state.at);
}

void RelayEngine::upstreamDialedAnew(Instant now)
{
    d->forgetSizes(now);
}

void RelayEngine::Private::applyRules()
{
    link.setStaleAfter(settings.upstream.staleAfterMs);
    link.setBuffers(settings.upstream.buffers);
}

void RelayEngine::Private::upstreamConnected(PeerId peer, const QString &address, Instant now)
{
    if (link.isConnected())
        upstreamDisconnected(0, {}, now);
    welcomeUpstream();
    setTestBench({}, true, now);
    link.connected(peer);
    PeerEvent event;
    event.at = now;
    event.peer = peer;
    event.door = Door::Upstream;
    event.name = link.name();
    event.address = address;
    outputs.events.emplace_back(std::move(event));
    link.sendNow({encode(protocol::Startup{}, settings.upstream.relayName),
                  gameCommands.at(0),
                  0,
                  {},
                  0,
                  {}},
                 now);
    for (const QByteArray &text : completeRegistration(now))
        link.sendNow({text, gameCommands.at(2), 0, {}, 0, {}}, now);
    link.deliver(now);
    settle(now);
}

void RelayEngine::Private::upstreamDisconnected(int closeCode, const protocol::Phrase &reason,
                                                Instant now)
{
    PeerEvent event;
    event.at = now;
    event.peer = link.peer();
    event.door = Door::Upstream;
    event.state = PeerEvent::State::Disconnected;
    event.name = link.name();
    event.closeCode = closeCode;
    event.reason = reason;
    outputs.events.emplace_back(std::move(event));

    const bool isSizeLearnt =
        closeCode == static_cast<int>(CloseCode::TooLarge) && link.closedAsTooLarge();
    link.disconnected();
    for (const UpstreamLink::Text &lost : link.takeLost()) {
        if (const GameSession *game = session(lost.peer))
            diagnose(*game, DiagnosticKey::ResultUnexpected, resultIsLate(lost.action), lost.origin,
                     now);
    }
    // That it is gone is told by who knows why; what waited for it is gone as well.
    upstreamState.readsSlowly = false;
    upstreamState.waiting = 0;
    upstreamState.waitingBytes = 0;
    withdrawals.clear();
    releaseNames();
    upstreamActions.clear();
    acknowledgement.clear();
    endShutdown();
    awaitUpstream(now);
    if (Force *had = force(freeUpstream()))
        returnForce(*had, now);
    if (isSizeLearnt)
        reviewSizes(now);
}

QList<QByteArray> RelayEngine::Private::completeRegistration(Instant now)
{
    QList<QByteArray> actions;
    for (const auto &[peer, game] : sessions) {
        for (const protocol::Action &action : game.actions.actions()) {
            if (isKeptFromNeuro(game, action.name))
                continue;
            if (const QByteArray element = elementUp(game, action, 0, now); !element.isEmpty())
                actions.append(element);
        }
    }
    return forwarding::registrations(actions, settings.upstream.relayName, registrationLimit());
}

QByteArray RelayEngine::Private::actionUp(const GameSession &game, const protocol::Action &action)
{
    const QString name =
        upstreamNames.add(game.peer, game.gameId, action.name, settings.upstream.naming);
    return forwarding::action(action, name,
                              settings.upstream.describe ? shownName(game) : QString());
}

void RelayEngine::Private::registerUp(const GameSession &game, const QStringList &actions,
                                      quint64 origin, Instant now)
{
    if (!settings.upstream.isConfigured)
        return;
    QList<QByteArray> elements;
    for (const QString &name : forNeuro(game, actions)) {
        const protocol::Action *action = game.actions.find(name);
        if (!action)
            continue;
        if (const QByteArray element = elementUp(game, *action, origin, now); !element.isEmpty())
            elements.append(element);
    }
    for (const QByteArray &text :
         forwarding::registrations(elements, settings.upstream.relayName, registrationLimit()))
        link.pass({text, gameCommands.at(2), 0, {}, origin, game.name}, now);
}

QList<QByteArray> RelayEngine::Private::unregistrations(const QStringList &names) const
{
    const auto message = [this](const QStringList &part) {
        return encode(protocol::UnregisterActions{part}, settings.upstream.relayName);
    };
    constexpr qsizetype quotesAndComma = 3;
    const qsizetype frame = message({}).size();
    const qint64 limit = registrationLimit();
    QList<QByteArray> messages;
    QStringList part;
    qsizetype size = frame;
    for (const QString &name : names) {
        const qsizetype more = name.size() + quotesAndComma; // Upstream's names are ASCII.
        if (!part.isEmpty() && size + more > limit) {
            messages.append(message(part));
            part.clear();
            size = frame;
        }
        part.append(name);
        size += more;
    }
    if (!part.isEmpty())
        messages.append(message(part));
    return messages;
}

void RelayEngine::Private::unregisterUp(const GameSession &game, const QStringList &actions,
                                        quint64 origin, Instant now)
{
    QStringList names;
    for (const QString &action : actions) {
        tooLargeActions.erase({game.peer, action});
        if (const QString name = upstreamNames.remove(game.peer, action); !name.isEmpty())
            names.append(name);
    }
    if (!link.isConnected())
        releaseNames();
    for (const QByteArray &text : unregistrations(names))
        link.pass({text, gameCommands.at(3), 0, {}, origin, game.name}, now);
}

void RelayEngine::Private::releaseNames()
{
    upstreamNames.releaseAll();
    lastDeparted = upstreamNames.lastRemoved();
    departures.clear();
}

void RelayEngine::Private::renameUp(GameSession &game, Instant now)
{
    const QStringList actions = protocol::namesOf(game.actions.actions());
    if (actions.isEmpty())
        return;
    const auto isTold = [&](const QString &action) {
        return !isTooLargeUp(game, action);
    };
    QStringList tooLarge = actions;
    tooLarge.erase(std::remove_if(tooLarge.begin(), tooLarge.end(), isTold), tooLarge.end());
    unregisterUp(game, actions, 0, now);
    // As far as that goes it is the same game, and is not told of them again.
    for (const QString &action : std::as_const(tooLarge))
        tooLargeActions.insert({game.peer, action});
    registerUp(game, actions, 0, now);
    Force *had = force(forceUpstream);
    if (!had || had->state.peer != game.peer)
        return;
    // Its actions are gone under the names that upstream was told of: it comes again.
    freeUpstream();
    if (link.isConnected())
        noteWithdrawal(had->upstreamNames);
    returnForce(*had, now);
}

QString RelayEngine::Private::shownName(const GameSession &game)
{
    return game.name.trimmed().isEmpty() ? game.gameId : game.name;
}

void RelayEngine::Private::remarkUp(const GameSession &game, const QString &text, Remark remark,
                                    Instant now)
{
    const bool isKept = remark == Remark::AboutTheGame;
    const bool hasHearer = isKept ? settings.upstream.isConfigured : link.isConnected();
    if (!hasHearer || restrictions.isMuted(game.name))
        return;
    tellOwnWords(&game, TranscriptEvent::Kind::Context, text, now);
    const UpstreamLink::Text context{
        encode(protocol::Context{text, true}, settings.upstream.relayName),
        gameCommands.at(1),
        0,
        {},
        0,
        game.name};
    if (isKept)
        link.passContext(context, now);
    else
        link.pass(context, now);
}

void RelayEngine::Private::answerUp(const QString &id, const GameSession *game,
                                    const QString &action, bool success, const QString &message,
                                    Instant now)
{
    tellOwnWords(game, TranscriptEvent::Kind::Result, message, now, action, success);
    const protocol::ActionResult result{id, success, message};
    link.pass({encode(result, settings.upstream.relayName), gameCommands.at(5), 0, id, 0, {}}, now);
}

void RelayEngine::Private::answerUp(const ActionInFlight &action, bool success,
                                    const QString &message, Instant now)
{
    if (action.event.upstreamId.isEmpty() || action.isAnsweredUp ||
        action.upstreamSession != link.session() || !link.isConnected())
        return;
    upstreamActions.remove(action.event.upstreamId);
    answerUp(action.event.upstreamId, session(action.event.peer), action.event.action, success,
             message, now);
}

void RelayEngine::Private::passResult(const GameSession &game, const ActionInFlight &action,
                                      bool success, std::size_t frame, Instant now)
{
    if (action.event.upstreamId.isEmpty() || action.isAnsweredUp)
        return;
    if (action.upstreamSession != link.session() || !link.isConnected()) {
        warn(frame, game, DiagnosticKey::ResultUnexpected, resultIsLate(action.event.action), now);
        return;
    }
    upstreamActions.remove(action.event.upstreamId);
    QByteArray text =
        forwarding::result(apiText(frame), settings.upstream.relayName, action.event.upstreamId);
    if (link.isTooLarge(text.size())) {
        warn(frame, game, DiagnosticKey::MessageInvalid, link.whyTooLarge(text.size()), now);
        // What became of it is what upstream waits for.
        const QString message = QStringLiteral("The result was too long to be passed on.");
        tellOwnWords(&game, TranscriptEvent::Kind::Result, message, now, action.event.action,
                     success);
        const protocol::ActionResult shorter{action.event.upstreamId, success, message};
        text = encode(shorter, settings.upstream.relayName);
    }
    const FrameEvent &event = frameAt(frame);
    link.pass({text, gameCommands.at(5), action.event.force, action.event.id, event.seq, event.name,
               game.peer, action.event.action},
              now);
}

void RelayEngine::Private::passUnknown(const GameSession &game, std::size_t frame, Instant now)
{
    const FrameEvent &event = frameAt(frame);
    if (!settings.upstream.isConfigured || restrictions.isMuted(event.name))
        return;
    const QByteArray text = forwarding::renamed(apiText(frame), settings.upstream.relayName);
    if (link.isTooLarge(text.size()))
        warn(frame, game, DiagnosticKey::MessageInvalid, link.whyTooLarge(text.size()), now);
    else
        link.pass({text, event.command, 0, {}, event.seq, game.name}, now);
}

auto RelayEngine::Private::perform(const SayToNeuro &command, Instant now) -> Failure
{
    if (!settings.upstream.isConfigured) {
        return {CommandError::NoUpstream,
                phrase(QT_TRANSLATE_NOOP("core", "there is no upstream that could hear it"))};
    }
    const QByteArray text =
        encode(protocol::Context{command.text, command.silent}, settings.upstream.relayName);
    if (link.isTooLarge(text.size()))
        return {CommandError::TooLarge, link.whyTooLarge(text.size())};
    outputs.events.emplace_back(TranscriptEvent{now, TranscriptEvent::Kind::Context, 0, QString(),
                                                command.text, QString(), command.silent, true});
    link.passContext({text, gameCommands.at(1), 0, {}, 0, {}}, now);
    return {};
}

void RelayEngine::Private::settle(Instant now)
{
    if (link.isLive()) {
        for (auto &[number, withdrawal] : withdrawals) {
            if (withdrawal.token == 0)
                withdrawal.token = link.ping();
        }
    }
    noteDepartures(now);
    askLikeNeuro(now);
    fillUpstream(now);
    tellFilling(now);
    tellTooLarge(now);
    link.tellNotKept(now);
}

void RelayEngine::Private::tellFilling(Instant now)
{
    const bool isFilling = link.isFilling();
    const bool wasFilling = upstreamState.readsSlowly || upstreamState.waiting > 0;
    if (!isFilling && !wasFilling)
        return;
    const auto isOther = [](qint64 value, qint64 told) {
        return told == 0 ? value > 0 : value >= 2 * told || 2 * value <= told;
    };
    const qint64 texts = isFilling ? static_cast<qint64>(link.deferredTexts()) : 0;
    const qint64 bytes = isFilling ? link.deferredBytes() : 0;
    if (link.isCongested() == upstreamState.readsSlowly && !isOther(texts, upstreamState.waiting) &&
        !isOther(bytes, upstreamState.waitingBytes))
        return;
    upstreamState.at = now;
    upstreamState.readsSlowly = link.isCongested();
    upstreamState.waiting = texts;
    upstreamState.waitingBytes = bytes;
    outputs.events.emplace_back(upstreamState);
}

} // namespace neuro::relay
