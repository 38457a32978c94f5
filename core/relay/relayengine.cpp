// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "relay/goodbyewords.h"
#include "relay/relayengine_p.h"

#include <utility>

namespace neuro::relay {

using protocol::DiagnosticKey;
using protocol::Phrase;
using protocol::phrase;
using protocol::pluralPhrase;
using protocol::Reason;

RelayEngine::RelayEngine(EngineSettings settings)
    : d(std::make_unique<Private>(std::move(settings)))
{
}

RelayEngine::~RelayEngine() = default;

void RelayEngine::setSettings(const EngineSettings &settings, Instant now)
{
    const QStringList muted = std::exchange(d->settings, settings).mutedGames;
    d->configuredDeciders = settings.deciders;
    d->applyRules();
    d->reseatForces(now);
    d->outputs.events.emplace_back(d->settingsEvent(now));
    d->applyMutedGames(muted, now);
    for (auto &[peer, game] : d->sessions)
        d->askNext(game, now);
    d->settle(now);
}

const EngineSettings &RelayEngine::settings() const
{
    return d->settings;
}

void RelayEngine::setMask(TextMask mask, TextMask secrets)
{
    d->mask = std::move(mask);
    d->secretMask = std::move(secrets);
}

void RelayEngine::peerConnected(PeerId peer, const PeerInfo &info, Instant now)
{
    if (info.door == Door::Upstream) {
        d->upstreamConnected(peer, info.address, now);
        return;
    }
    switch (info.role) {
    case PeerRole::Game:
        d->gameConnected(peer, info, now);
        break;
    case PeerRole::Integration:
        d->integrationConnected(peer, info, now);
        d->settle(now);
        break;
    case PeerRole::Watcher:
        d->watcherConnected(peer, info, now);
        break;
    case PeerRole::HubClient:
        break; // Of another engine: see adopt().
    }
}

void RelayEngine::Private::gameConnected(PeerId peer, const PeerInfo &info, Instant now)
{
    GameSession &game = sessions[peer];
    game.peer = peer;
    game.info = info;
    game.connectedAt = now;
    outputs.events.emplace_back(peerEvent(game, PeerEvent::State::Connected, now));
    if (isCut) {
        expel(peer, whyNotLetIn({}), now);
        return;
    }
    switch (settings.reregister) {
    case Reregister::Auto:
        timers.set(TimerQueue::Kind::Reregister, peer,
                   now.mono + settings.reregisterAfterMs * microsPerMs);
        break;
    case Reregister::Always:
        askToReregister(game, now);
        break;
    case Reregister::Never:
        break;
    }
}

void RelayEngine::peerDisconnected(PeerId peer, const Goodbye &goodbye, Instant now)
{
    if (d->isUpstream(peer))
        d->upstreamDisconnected(goodbye.closeCode, goodbye.reason, now);
    else if (d->watcher(peer))
        d->removeWatcher(peer, goodbye.closeCode, goodbye.reason, now);
    else {
        d->hearOut(peer, now);
        d->removeSession(peer, goodbye, now);
    }
    d->settle(now);
}

void RelayEngine::textReceived(PeerId peer, const QByteArray &utf8, Instant now)
{
    if (d->isUpstream(peer)) {
        d->receiveFromUpstream(utf8, false, now);
        return;
    }
    GameSession *game = d->session(peer);
    if (!game) {
        if (const WatcherSession *watcher = d->watcher(peer)) {
            d->receiveFromWatcher(*watcher, utf8, false, now);
            d->settle(now);
        }
        return;
    }
    if (game->isIntegration()) {
        d->receiveFromIntegration(*game, utf8, now);
        d->settle(now);
        return;
    }
    if (!d->keepForLater(*game, utf8, false, now))
        d->receiveText(*game, utf8, now);
}

void RelayEngine::Private::receiveText(GameSession &game, const QByteArray &utf8, Instant now)
{
    const std::size_t frame = frameIn(game, utf8, false, now);
    auto decoded = protocol::decodeGameMessage(utf8, settings.limits);
    if (decoded) {
        receive(game, frame, std::move(*decoded), now);
        settle(now);
        return;
    }
    const protocol::UndecodedMessage &undecoded = decoded.error();
    FrameEvent &event = frameAt(frame);
    event.command = undecoded.command;
    if (!game.isNamed) {
        event.name = protocol::shortened(undecoded.game, protocol::limits::shownName);
        // It has said who it is, whatever else is wrong with the message.
        const Phrase whyNot = undecoded.game.isEmpty() ? Phrase() : whyNotLetIn(undecoded.game);
        if (!whyNot.isEmpty()) {
            refuse(frame, {Reason::Forbidden, QStringLiteral("game"), whyNot});
            expel(game.peer, whyNot, now);
            settle(now);
            return;
        }
    }
    refuse(frame, undecoded.refusal);
    const DiagnosticKey key = undecoded.refusal.reason == Reason::UnknownCommand
                                  ? DiagnosticKey::MessageUnknownCommand
                                  : DiagnosticKey::MessageInvalid;
    warn(frame, game, key, undecoded.refusal.detail, now);
    // passUnknown() knows an unnamed game by the name that the frame shows, which may be cut.
    if (undecoded.refusal.reason == Reason::UnknownCommand &&
        (game.isNamed || !restrictions.isMuted(undecoded.game)))
        passUnknown(game, frame, now);
}

void RelayEngine::binaryReceived(PeerId peer, const QByteArray &bytes, Instant now)
{
    if (d->isUpstream(peer)) {
        d->receiveFromUpstream(bytes, true, now);
        return;
    }
    if (const WatcherSession *watcher = d->watcher(peer)) {
        d->receiveFromWatcher(*watcher, bytes, true, now);
        return;
    }
    GameSession *game = d->session(peer);
    if (!game)
        return;
    if (game->isIntegration())
        d->frameIn(*game, bytes, true, now); // Its door stores it.
    else if (!d->keepForLater(*game, bytes, true, now))
        d->receiveBinary(*game, bytes, now);
}

void RelayEngine::Private::receiveBinary(GameSession &game, const QByteArray &bytes, Instant now)
{
    const std::size_t frame = frameIn(game, bytes, true, now);
    const Phrase detail = pluralPhrase(
        QT_TRANSLATE_N_NOOP("core", "binary message of %1 bytes: the Neuro API is text only"),
        bytes.size());
    refuse(frame, {Reason::BinaryFrame, QString(), detail});
    warn(frame, game, DiagnosticKey::MessageBinary, detail, now);
}

void RelayEngine::pongReceived(PeerId peer, quint64 token, Instant now)
{
    if (d->isUpstream(peer)) {
        d->link.pong(token, now);
        d->confirmWithdrawals(token, now);
        d->confirmDepartures(token, now);
        return;
    }
    // Any answer shows that the connection is alive.
    for (auto &[id, game] : d->sessions) {
        if (game.challenged.erase(peer) > 0 && game.challenged.empty())
            d->timers.cancel(TimerQueue::Kind::ReplaceOlder, id);
    }
    d->integrationPong(peer, token, now);
}

void RelayEngine::tick(Instant now)
{
    while (const auto timer = d->timers.takeDue(now.mono)) {
        switch (timer->kind) {
        case TimerQueue::Kind::DelayedIn:
            d->hearDelayed(timer->key, now);
            break;
        case TimerQueue::Kind::DelayedOut:
            d->sendDelayed(timer->key, now);
            break;
        case TimerQueue::Kind::Hostile:
            d->hostileDue(timer->key, now);
            break;
        case TimerQueue::Kind::Reregister:
            if (GameSession *game = d->session(timer->key))
                d->reregisterDue(*game, now);
            break;
        case TimerQueue::Kind::ReplaceOlder:
            if (GameSession *game = d->session(timer->key))
                d->replaceUnanswering(*game, now);
            break;
        case TimerQueue::Kind::Decider:
            d->deciderTimer(timer->key, now);
            break;
        case TimerQueue::Kind::ActionTimeout:
            d->actionTimedOut(timer->key, now);
            break;
        case TimerQueue::Kind::UpstreamAway:
            d->upstreamAway(now);
            break;
        case TimerQueue::Kind::UpstreamPing:
            d->link.pingDue();
            break;
        case TimerQueue::Kind::OutboxSilence:
            d->outboxSilent(now);
            break;
        case TimerQueue::Kind::Withdrawal:
            d->withdrawals.erase(timer->key);
            break;
        case TimerQueue::Kind::NamesLeave:
            d->upstreamNames.release(timer->key);
            break;
        case TimerQueue::Kind::StartupAnswer:
            if (GameSession *game = d->session(timer->key))
                d->acknowledge(*game, now);
            break;
        case TimerQueue::Kind::EarlierRun:
            d->perform(ReleaseEarlierRun{}, now);
            break;
        case TimerQueue::Kind::ShutdownReady:
            d->noteShutdownReady(now, true);
            break;
        }
    }
    d->settle(now);
}

void RelayEngine::adopt(RelayEvents events)
{
    QHash<quint64, quint64> seqs; // Ours, by their maker's.
    for (RelayEvent &event : events) {
        if (auto *frame = std::get_if<FrameEvent>(&event)) {
            const quint64 theirs = std::exchange(frame->seq, ++d->lastSeq);
            if (theirs != 0)
                seqs.insert(theirs, frame->seq);
            frame->origin = seqs.value(frame->origin);
        } else if (const auto *peer = std::get_if<PeerEvent>(&event)) {
            d->noteForeign(*peer);
        }
        d->outputs.events.push_back(std::move(event));
    }
}

void RelayEngine::Private::noteForeign(const PeerEvent &event)
{
    if (event.state == PeerEvent::State::Disconnected)
        foreignPeers.erase(event.peer);
    else if (foreignPeers.contains(event.peer) || foreignPeers.size() < limits::foreignPeers)
        foreignPeers.insert_or_assign(event.peer, event);
}

std::optional<qint64> RelayEngine::nextDeadline() const
{
    return d->timers.nextDeadline();
}

void RelayEngine::takeOutputs(Outputs &outputs)
{
    outputs.effects.clear();
    outputs.events.clear();
    std::swap(outputs, d->outputs);
}

RelayEngine::Census RelayEngine::census() const
{
    Census census;
    census.peers = static_cast<int>(d->sessions.size());
    census.watchers = static_cast<int>(d->watchers.size());
    census.foreignPeers = static_cast<int>(d->foreignPeers.size());
    census.knownIntegrations = static_cast<int>(d->integrations.size());
    census.commandsUnderWay = static_cast<int>(d->keptCommands.size());
    for (const auto &[peer, game] : d->sessions)
        census.actions += static_cast<int>(game.actions.size());
    census.forces = static_cast<int>(d->forces.size());
    census.actionsInFlight = static_cast<int>(d->inFlight.size());
    census.reservedGameIds = d->gameIds.reserved(0);
    census.upstreamNames = static_cast<int>(d->upstreamNames.size());
    census.leavingNames = static_cast<int>(d->upstreamNames.leaving());
    census.upstreamActions = static_cast<int>(d->upstreamActions.size());
    census.withdrawals = static_cast<int>(d->withdrawals.size());
    census.deferredTexts = static_cast<int>(d->link.deferredTexts());
    census.unprovenContexts = static_cast<int>(d->link.unprovenContexts());
    census.rowsUnderWay = static_cast<int>(d->link.rowsUnderWay());
    census.messagesOnTheirWay = static_cast<int>(d->link.onTheirWay());
    census.isUpstreamLive = d->link.isLive();
    census.isWithoutOutbox = d->link.isWithoutOutbox();
    census.forceUpstream = d->forceUpstream;
    census.delayedFromGames = static_cast<int>(d->bench.fromGames.size());
    census.delayedToGames = static_cast<int>(d->bench.toGames.size());
    census.hostileIds = static_cast<int>(d->bench.hostileIds.size());
    census.justUnregistered = static_cast<int>(d->bench.hostile.remembered());
    return census;
}

GameSession *RelayEngine::Private::session(PeerId peer)
{
    const auto found = sessions.find(peer);
    return found == sessions.end() ? nullptr : &found->second;
}

void RelayEngine::Private::removeSession(PeerId peer, const Goodbye &goodbye, Instant now)
{
    GameSession *game = session(peer);
    if (!game)
        return;
    timers.cancel(TimerQueue::Kind::Reregister, peer);
    timers.cancel(TimerQueue::Kind::ReplaceOlder, peer);
    timers.cancel(TimerQueue::Kind::StartupAnswer, peer);
    forgetBench(peer);
    forgetActions(*game, now);
    withdrawForces(*game, phrase(QT_TRANSLATE_NOOP("core", "the game left")), now);
    loseActions(*game, now);
    // A connection that others wait for to answer a ping is gone: it has answered.
    for (auto &[id, other] : sessions)
        other.challenged.erase(peer);
    if (game->isIntegration())
        integrationLeaves(*game, now);
    diagnoseGoodbye(*game, goodbye, now);

    PeerEvent event = peerEvent(*game, PeerEvent::State::Disconnected, now);
    event.closeCode = goodbye.closeCode;
    event.reason = goodbye.reason;
    outputs.events.emplace_back(std::move(event));
    if (game->isNamed && !game->gameId.isEmpty())
        gameIds.release(game->gameId, now.mono + settings.gameIdReservedMs * microsPerMs);
    upstreamNames.removeAll(peer);
    sessions.erase(peer);
    noteShutdownReady(now);
}

void RelayEngine::Private::diagnoseGoodbye(const GameSession &game, const Goodbye &goodbye,
                                           Instant now)
{
    // Nobody sees the message over which a connection ends.
    if (const Phrase why = goodbyeOverMessage(goodbye); !why.isEmpty())
        diagnose(game, DiagnosticKey::MessageInvalid, why, 0, now);
}

FrameEvent &RelayEngine::Private::send(const GameSession &game,
                                       const protocol::ServerMessage &message, Instant now)
{
    return sendText(game, protocol::encode(message),
                    serverCommands.at(static_cast<qsizetype>(message.index())), now);
}

void RelayEngine::Private::refuse(std::size_t frame, protocol::Refusal refusal)
{
    FrameEvent &event = frameAt(frame);
    if (event.verdict == Verdict::Refused)
        return; // The first reason stands.
    event.verdict = Verdict::Refused;
    event.refusal = std::move(refusal);
}

void RelayEngine::Private::warn(std::size_t frame, const GameSession &game, DiagnosticKey key,
                                const Phrase &detail, Instant now)
{
    FrameEvent &event = frameAt(frame);
    // Every diagnostic goes to the log, the window and the watchers: one message must not make
    // thousands.
    const qsizetype left = protocol::limits::findingsPerMessage - event.warnings.size();
    if (left <= 0)
        return;
    const Phrase told =
        left > 1
            ? detail
            : phrase(QT_TRANSLATE_NOOP("core",
                                       "there is more of this kind in the message; no more than "
                                       "%1 things are told of one"),
                     protocol::limits::findingsPerMessage);
    event.warnings.append({key, told});
    const quint64 seq = event.seq; // diagnose() moves the events.
    diagnose(game, key, told, seq, now);
}

void RelayEngine::Private::diagnose(const GameSession &game, DiagnosticKey key,
                                    const Phrase &detail, quint64 seq, Instant now)
{
    outputs.events.emplace_back(DiagnosticEvent{now, game.peer, game.name, key, detail, seq});
}

PeerEvent RelayEngine::Private::peerEvent(const GameSession &game, PeerEvent::State state,
                                          Instant at) const
{
    PeerEvent event;
    event.at = at;
    event.peer = game.peer;
    event.door = game.info.door;
    event.state = state;
    event.name = game.name;
    event.gameId = game.gameId;
    event.address = game.info.address;
    event.role = game.info.role;
    return event;
}

void RelayEngine::Private::askToReregister(GameSession &game, Instant now)
{
    game.wasAskedToReregister = true;
    send(game, protocol::ReregisterAll{}, now);
}

void RelayEngine::Private::reregisterDue(GameSession &game, Instant now)
{
    // What it has said and nobody has heard yet may be what it would be asked for. Not what it says
    // from now on: it would never be asked.
    const auto last = bench.fromGames.lastDue(game.peer);
    if (last && !std::exchange(game.isReregisterPutOff, true))
        timers.set(TimerQueue::Kind::Reregister, game.peer, *last);
    else
        askToReregister(game, now);
}

void RelayEngine::Private::adoptName(GameSession &game, const QString &name, Instant now)
{
    game.isNamed = true;
    game.name = name;
    game.gameId = gameIds.acquire(name, masked(secretMask, name), now.mono);
    outputs.events.emplace_back(peerEvent(game, PeerEvent::State::Named, now));
    armHostile(game, now);
    if (!game.isIntegration())
        challengeOlder(game, now);
}

void RelayEngine::Private::challengeOlder(GameSession &newcomer, Instant now)
{
    for (const auto &[peer, other] : sessions) {
        if (peer == newcomer.peer || !other.isNamed || other.isIntegration() ||
            other.name != newcomer.name)
            continue;
        newcomer.challenged.insert(peer);
        outputs.effects.emplace_back(PingPeer{peer, ++lastPing});
    }
    if (!newcomer.challenged.empty())
        timers.set(TimerQueue::Kind::ReplaceOlder, newcomer.peer,
                   now.mono + settings.replaceAfterMs * microsPerMs);
}

void RelayEngine::Private::replaceUnanswering(GameSession &newcomer, Instant now)
{
    const std::set<PeerId> silent = std::exchange(newcomer.challenged, {});
    bool tookOver = false;
    for (const PeerId peer : silent) {
        hearOut(peer, now);
        GameSession *older = session(peer);
        if (!older)
            continue;
        if (!std::exchange(tookOver, true)) {
            // Upstream may still act under names that were made of it.
            gameIds.release(newcomer.gameId, now.mono + settings.gameIdReservedMs * microsPerMs);
            newcomer.gameId = std::exchange(older->gameId, QString());
        }
        const Phrase reason = phrase(QT_TRANSLATE_NOOP(
            "core", "replaced by a newer connection of the same game: no answer to a ping"));
        closePeer(peer, CloseCode::Policy, reason, now);
        removeSession(peer, {static_cast<int>(CloseCode::Policy), reason, Goodbye::By::Us}, now);
    }
    if (!tookOver)
        return;
    outputs.events.emplace_back(peerEvent(newcomer, PeerEvent::State::Named, now));
    renameUp(newcomer, now);
}

} // namespace neuro::relay
