// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "relay/forwarding.h"
#include "relay/relayengine_p.h"

#include <algorithm>

namespace neuro::relay {

using protocol::encode;
using protocol::phrase;

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
    d->upstreamState = state;
    d->outputs.events.emplace_back(state);
    if (state.state != UpstreamEvent::State::Off && !d->link.isReachable())
        d->awaitUpstream(state.at);
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
    if (const QByteArray text = completeRegistration(); !text.isEmpty())
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

    link.disconnected();
    withdrawals.clear();
    upstreamActions.clear();
    acknowledgement.clear();
    isShutdownAwaited = false;
    timers.cancel(TimerQueue::Kind::ShutdownReady, 0);
    awaitUpstream(now);
    if (Force *had = force(freeUpstream()))
        returnForce(*had, now);
}

QByteArray RelayEngine::Private::completeRegistration()
{
    QList<QByteArray> actions;
    for (const auto &[peer, game] : sessions) {
        for (const protocol::Action &action : game.actions.actions())
            actions.append(actionUp(game, action));
    }
    return actions.isEmpty() ? QByteArray()
                             : forwarding::registration(actions, settings.upstream.relayName);
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
    for (const QString &name : actions) {
        if (const protocol::Action *action = game.actions.find(name))
            elements.append(actionUp(game, *action));
    }
    if (elements.isEmpty())
        return;
    link.pass({forwarding::registration(elements, settings.upstream.relayName),
               gameCommands.at(2),
               0,
               {},
               origin,
               game.name},
              now);
}

QByteArray RelayEngine::Private::unregistration(const QStringList &names) const
{
    return encode(protocol::UnregisterActions{names}, settings.upstream.relayName);
}

void RelayEngine::Private::unregisterUp(const GameSession &game, const QStringList &actions,
                                        quint64 origin, Instant now)
{
    QStringList names;
    for (const QString &action : actions) {
        if (const QString name = upstreamNames.remove(game.peer, action); !name.isEmpty())
            names.append(name);
    }
    if (!names.isEmpty())
        link.pass({unregistration(names), gameCommands.at(3), 0, {}, origin, game.name}, now);
}

void RelayEngine::Private::renameUp(GameSession &game, Instant now)
{
    const QStringList actions = protocol::namesOf(game.actions.actions());
    if (actions.isEmpty())
        return;
    unregisterUp(game, actions, 0, now);
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

void RelayEngine::Private::remarkUp(const GameSession &game, const QString &text, Instant now)
{
    if (!link.isConnected())
        return;
    const protocol::Context context{text, true};
    link.passContext(
        {encode(context, settings.upstream.relayName), gameCommands.at(1), 0, {}, 0, game.name},
        now);
}

void RelayEngine::Private::answerUp(const QString &id, bool success, const QString &message,
                                    Instant now)
{
    const protocol::ActionResult result{id, success, message};
    link.pass({encode(result, settings.upstream.relayName), gameCommands.at(5), 0, id, 0, {}}, now);
}

void RelayEngine::Private::answerUp(const ActionInFlight &action, bool success,
                                    const QString &message, Instant now)
{
    if (action.event.upstreamId.isEmpty() || action.upstreamSession != link.session() ||
        !link.isConnected())
        return;
    upstreamActions.remove(action.event.upstreamId);
    answerUp(action.event.upstreamId, success, message, now);
}

void RelayEngine::Private::passResult(const ActionInFlight &action, std::size_t frame, Instant now)
{
    if (action.event.upstreamId.isEmpty() || action.upstreamSession != link.session() ||
        !link.isConnected())
        return;
    upstreamActions.remove(action.event.upstreamId);
    const FrameEvent &event = frameAt(frame);
    link.pass(
        {forwarding::result(apiText(frame), settings.upstream.relayName, action.event.upstreamId),
         gameCommands.at(5), action.event.force, action.event.id, event.seq, event.name},
        now);
}

void RelayEngine::Private::passUnknown(const GameSession &game, std::size_t frame, Instant now)
{
    const FrameEvent &event = frameAt(frame);
    if (settings.upstream.isConfigured)
        link.pass({forwarding::renamed(apiText(frame), settings.upstream.relayName),
                   event.command,
                   0,
                   {},
                   event.seq,
                   game.name},
                  now);
}

auto RelayEngine::Private::perform(const SayToNeuro &command, Instant now) -> Failure
{
    if (!settings.upstream.isConfigured) {
        return {CommandError::NoUpstream,
                phrase(QT_TRANSLATE_NOOP("core", "there is no upstream that could hear it"))};
    }
    outputs.events.emplace_back(TranscriptEvent{now, TranscriptEvent::Kind::Context, 0, QString(),
                                                command.text, QString(), command.silent, true});
    const protocol::Context context{command.text, command.silent};
    link.passContext(
        {encode(context, settings.upstream.relayName), gameCommands.at(1), 0, {}, 0, {}}, now);
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
    fillUpstream(now);
}

} // namespace neuro::relay
