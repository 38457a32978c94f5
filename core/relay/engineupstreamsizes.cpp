// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "relay/forwarding.h"
#include "relay/relayengine_p.h"

#include <algorithm>
#include <utility>

namespace neuro::relay {

using protocol::DiagnosticKey;
using protocol::phrase;

void RelayEngine::Private::forgetSizes(Instant now)
{
    link.forgetSizes();
    const auto kept = std::exchange(tooLargeActions, {});
    for (const auto &[peer, game] : sessions) {
        QStringList names;
        for (auto it = kept.lower_bound({peer, QString()}); it != kept.end() && it->first == peer;
             ++it)
            names.append(it->second);
        // From now on they are offered with all others.
        tellActionsAdded(game, names, 0, now);
    }
}

void RelayEngine::Private::reviewSizes(Instant now)
{
    for (const auto &[peer, game] : sessions) {
        for (const protocol::Action &action : game.actions.actions()) {
            if (!isKeptFromNeuro(game, action.name))
                elementUp(game, action, 0, now);
        }
    }
    for (auto &[peer, game] : sessions)
        askNext(game, now);
}

void RelayEngine::Private::noteSizes(const GameSession &game, const QStringList &actions,
                                     quint64 origin, Instant now)
{
    if (!settings.upstream.isConfigured || link.refusedBytes() == 0)
        return;
    for (const QString &name : actions) {
        if (const protocol::Action *action = game.actions.find(name))
            noteSize(game, *action, actionUp(game, *action), origin, now);
    }
}

QByteArray RelayEngine::Private::elementUp(const GameSession &game, const protocol::Action &action,
                                           quint64 origin, Instant now)
{
    const QByteArray element = actionUp(game, action);
    const bool wasTooLarge = isTooLargeUp(game, action.name);
    const bool isTooLarge = noteSize(game, action, element, origin, now);
    if (isTooLarge && !wasTooLarge)
        tellTranscript(game, TranscriptEvent::Kind::ActionsRemoved, action.name, now);
    else if (wasTooLarge && !isTooLarge)
        tellActionsAdded(game, {action.name}, origin, now);
    return isTooLarge ? QByteArray() : element;
}

bool RelayEngine::Private::noteSize(const GameSession &game, const protocol::Action &action,
                                    const QByteArray &element, quint64 origin, Instant now)
{
    if (link.refusedBytes() == 0) {
        tooLargeActions.erase({game.peer, action.name});
        return false;
    }
    const qint64 bytes = forwarding::registration({element}, settings.upstream.relayName).size();
    if (!link.isTooLarge(bytes)) {
        tooLargeActions.erase({game.peer, action.name});
        return false;
    }
    if (tooLargeActions.insert({game.peer, action.name}).second) {
        diagnose(game, DiagnosticKey::MessageInvalid,
                 phrase(QT_TRANSLATE_NOOP("core", "%1 is not offered to Neuro: its registration of "
                                                  "%2 bytes is too large for upstream, which "
                                                  "closed the connection over one of %3 bytes. "
                                                  "Shorten its description or schema; if upstream "
                                                  "takes more by now, disconnect it and connect it "
                                                  "again"),
                        protocol::quoteForMessage(action.name), bytes, link.refusedBytes()),
                 origin, now);
    }
    return true;
}

/// One of several actions that was refused can be cut: halves find what fits in a few connections.
qint64 RelayEngine::Private::registrationLimit() const
{
    const qint64 refused = link.refusedBytes();
    return refused == 0 ? settings.upstream.registrationBytes
                        : std::min(settings.upstream.registrationBytes, refused / 2);
}

QStringList RelayEngine::Private::namesUp(const GameSession &game, const Force &force) const
{
    QStringList names;
    for (const QString &action : forNeuro(game, force.state.request.actionNames)) {
        if (!isTooLargeUp(game, action))
            names.append(upstreamNames.nameOf(game.peer, action));
    }
    return names;
}

bool RelayEngine::Private::isTooLargeUp(const Force &force) const
{
    if (link.refusedBytes() == 0)
        return false;
    const auto found = sessions.find(force.state.peer);
    if (found == sessions.end())
        return false;
    const GameSession &game = found->second;
    const QStringList names = namesUp(game, force);
    if (names.isEmpty())
        return !forNeuro(game, force.state.request.actionNames).isEmpty();
    const QString &relayName = settings.upstream.relayName;
    // Most forces are small, and their texts need not be made for it.
    if (!link.isTooLarge(forwarding::mostForceBytes(force.text, relayName, shownName(game), names)))
        return false;
    return link.isTooLarge(forwarding::force(force.text, relayName, shownName(game), names).size());
}

bool RelayEngine::Private::endTooLarge(const GameSession &game, Instant now)
{
    if (!settings.upstream.isConfigured || link.refusedBytes() == 0)
        return false;
    for (const ForceId id : game.forces) {
        Force &candidate = forces.at(id);
        if (candidate.state.state != ForceState::Waiting || !isTooLargeUp(candidate))
            continue;
        const qsizetype next = nextDecider(candidate, candidate.deciderIndex);
        if (settings.deciders.at(next).decider != Decider::Upstream)
            continue;
        // There is nobody else, and it would wait for ever. The next one is asked for by this.
        endForce(candidate, ForceState::Timeout,
                 phrase(QT_TRANSLATE_NOOP("core", "too large for upstream, which closed the "
                                                  "connection over a message of %1 bytes"),
                        link.refusedBytes()),
                 now);
        return true;
    }
    return false;
}

void RelayEngine::Private::tellTooLarge(Instant now)
{
    for (const UpstreamLink::TooLarge &message : link.takeTooLarge()) {
        // Of several with one name the newest; one that has left hears nothing of it.
        const auto sender =
            std::find_if(sessions.rbegin(), sessions.rend(), [&](const auto &entry) {
                return entry.second.isNamed && entry.second.name == message.game;
            });
        if (sender != sessions.rend())
            diagnose(sender->second, DiagnosticKey::MessageInvalid, link.whyTooLarge(message.bytes),
                     message.origin, now);
    }
}

} // namespace neuro::relay
