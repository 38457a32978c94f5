// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "relay/destination.h"
#include "relay/forwarding.h"
#include "relay/relayengine_p.h"

#include <QScopeGuard>

#include <algorithm>
#include <utility>

namespace neuro::relay {

using protocol::DiagnosticKey;
using protocol::Phrase;
using protocol::phrase;
using protocol::Reason;

QString RelayEngine::Private::destinationOf(const QString &integration)
{
    return integrationPrefix + integration;
}

void RelayEngine::Private::integrationConnected(PeerId peer, const PeerInfo &info, Instant now)
{
    const auto older = std::find_if(sessions.begin(), sessions.end(), [&](const auto &entry) {
        return entry.second.isIntegration() && entry.second.name == info.name;
    });
    const Phrase whyNot = whyNotLetIn(info.name);
    if (older != sessions.end() && whyNot.isEmpty()) {
        const Phrase reason =
            phrase(QT_TRANSLATE_NOOP("core", "replaced by a newer connection with the same name"));
        const PeerId olderPeer = older->first;
        sendText(older->second, protocol::replacedByNewerError(), QString(), now);
        outputs.effects.emplace_back(ClosePeer{olderPeer, CloseCode::Policy, reason});
        removeSession(olderPeer, {static_cast<int>(CloseCode::Policy), reason, Goodbye::By::Us},
                      now);
    }

    GameSession &game = sessions[peer];
    game.peer = peer;
    game.info = info;
    game.connectedAt = now;
    game.hasSpoken = true; // It has said who it is: nothing is to be asked for.
    game.name = info.name;
    outputs.events.emplace_back(peerEvent(game, PeerEvent::State::Connected, now));
    if (!whyNot.isEmpty()) {
        expel(peer, whyNot, now);
        return;
    }
    adoptName(game, info.name, now);

    KnownIntegration &known = knownIntegration(destinationOf(info.name), now);
    known.peer = peer;
    outputs.effects.emplace_back(RememberDestination{known.delivery.destination()});
    known.delivery.connected(peer);
    deliver(known);
    tellAskedForces(game, now);
}

void RelayEngine::Private::integrationLeaves(const GameSession &game, Instant now)
{
    const auto known = integrations.find(destinationOf(game.name));
    if (known == integrations.end() || known->second.peer != game.peer)
        return;
    known->second.peer = 0;
    known->second.lastSeen = now.mono;
    known->second.delivery.disconnected();
    forgetIntegrations();
}

auto RelayEngine::Private::knownIntegration(const QString &destination, Instant now)
    -> KnownIntegration &
{
    const auto found = integrations.find(destination);
    if (found != integrations.end())
        return found->second;
    KnownIntegration &known =
        integrations
            .emplace(destination,
                     KnownIntegration{OutboxDelivery(destination, outputs, outboxNumbers)})
            .first->second;
    known.lastSeen = now.mono;
    return known;
}

void RelayEngine::Private::forgetIntegrations()
{
    while (integrations.size() > limits::knownIntegrations) {
        auto oldest = integrations.end();
        for (auto entry = integrations.begin(); entry != integrations.end(); ++entry) {
            const KnownIntegration &known = entry->second;
            if (known.peer == 0 && known.delivery.isEmpty() &&
                (oldest == integrations.end() || known.lastSeen < oldest->second.lastSeen))
                oldest = entry;
        }
        if (oldest == integrations.end())
            return;
        integrations.erase(oldest);
    }
}

void RelayEngine::Private::receiveFromIntegration(GameSession &game, const QByteArray &utf8,
                                                  Instant now)
{
    const std::size_t frame = frameIn(game, utf8, false, now);
    auto decoded = protocol::decodeIntegrationMessage(utf8, game.name, settings.limits);
    if (!decoded) {
        refuseIntegration(game, frame, decoded.error(), now);
        return;
    }
    std::visit([&](auto &message) { handleIntegration(game, frame, message, now); }, *decoded);
}

void RelayEngine::Private::handleIntegration(GameSession &game, std::size_t frame,
                                             protocol::IntegrationGameMessage &message, Instant now)
{
    integrationText = message.text;
    const auto forget = qScopeGuard([this] { integrationText = QByteArray(); });
    if (message.replacesActions) {
        const auto &wanted = std::get<protocol::RegisterActions>(message.decoded.message);
        removeOtherActions(game, frame, wanted.actions, now);
    }
    receive(game, frame, std::move(message.decoded), now);
}

void RelayEngine::Private::removeOtherActions(GameSession &game, std::size_t frame,
                                              const QList<protocol::Action> &wanted, Instant now)
{
    QHash<QString, const protocol::Action *> byName;
    for (const protocol::Action &action : wanted)
        byName.insert(action.name, &action);
    // What the operator took away is no longer there to be given back.
    game.takenAway.removeIf(
        [&byName](const protocol::Action &action) { return !byName.contains(action.name); });
    protocol::UnregisterActions others;
    protocol::WorkBudget budget(limits::comparingSteps);
    for (const protocol::Action &action : game.actions.actions()) {
        const protocol::Action *same = byName.value(action.name);
        if (!same || !same->meansTheSame(action, budget))
            others.names.append(action.name);
    }
    if (!others.names.isEmpty())
        handle(game, frame, others, now);
}

void RelayEngine::Private::handleIntegration(GameSession &game, std::size_t frame,
                                             const protocol::ForceChoice &choice, Instant now)
{
    frameAt(frame).command = QStringLiteral("choice");
    choose(game, frame, choice, false, now);
}

void RelayEngine::Private::handleIntegration(GameSession &game, std::size_t frame,
                                             const protocol::IntegrationRemark &, Instant now)
{
    const QString text = QString::fromUtf8(frameAt(frame).payload);
    const quint64 seq = frameAt(frame).seq;
    tellTranscript(game, TranscriptEvent::Kind::Context, text, now, {}, true);
    if (!settings.upstream.isConfigured || restrictions.isMuted(game.name))
        return;
    const protocol::Context context{forwarding::prefixOf(shownName(game)) + text, true};
    link.passContext({protocol::encode(context, settings.upstream.relayName),
                      gameCommands.at(1),
                      0,
                      {},
                      seq,
                      game.name},
                     now);
}

void RelayEngine::Private::refuseIntegration(GameSession &game, std::size_t frame,
                                             const protocol::UndecodedIntegrationMessage &message,
                                             Instant now)
{
    const protocol::Refusal &refusal = message.undecoded.refusal;
    frameAt(frame).command = message.undecoded.command;
    refuse(frame, refusal);
    const bool isUnknown = refusal.reason == Reason::UnknownCommand;
    warn(frame, game,
         isUnknown ? DiagnosticKey::MessageUnknownCommand : DiagnosticKey::MessageInvalid,
         refusal.detail, now);
    if (message.isChoice)
        answerWith(game, protocol::errorAnswer(masked(mask, refusal.detail).english()), now);
    if (!isUnknown)
        return;
    integrationText = message.text;
    passUnknown(game, frame, now);
    integrationText = QByteArray();
}

void RelayEngine::Private::deliver(KnownIntegration &integration)
{
    if (const quint64 number =
            integration.delivery.deliver(isKeptBack(integration.delivery.destination()));
        number != 0)
        fetches.insert(number, integration.delivery.destination());
}

void RelayEngine::Private::deliverToIntegrations()
{
    for (auto &[destination, known] : integrations)
        deliver(known);
}

void RelayEngine::Private::integrationsOpened(const QList<OutboxCount> &counts, Instant now)
{
    QHash<QString, qint64> rows;
    qint64 seen = -counts.size(); // Those of earlier runs are older than all of this one.
    for (const OutboxCount &count : counts) {
        if (!count.destination.startsWith(integrationPrefix))
            continue;
        rows.insert(count.destination, count.rows);
        knownIntegration(count.destination, count.rows == 0 ? Instant{seen++, 0} : now);
    }
    for (auto &[destination, known] : integrations)
        known.delivery.opened(rows.value(destination));
    forgetIntegrations();
}

void RelayEngine::Private::rowsForIntegration(quint64 number,
                                              const std::optional<QList<OutboxRow>> &rows,
                                              Instant now)
{
    const auto found = integrations.find(fetches.take(number));
    if (found == integrations.end())
        return;
    KnownIntegration &known = found->second;
    const QList<OutboxRow> due = known.delivery.fetched(number, rows, lastPing + 1);
    const GameSession *game = session(known.peer);
    if (!game || due.isEmpty()) {
        deliver(known);
        return;
    }
    for (const OutboxRow &row : due)
        sendText(*game, row.payload, QStringLiteral("cmd"), now);
    outputs.effects.emplace_back(PingPeer{known.peer, ++lastPing});
}

void RelayEngine::Private::integrationPong(PeerId peer, quint64 token, Instant now)
{
    const GameSession *game = session(peer);
    if (!game || !game->isIntegration())
        return;
    const auto known = integrations.find(destinationOf(game->name));
    if (known == integrations.end())
        return;
    known->second.delivery.pong(token, now);
    deliver(known->second);
}

void RelayEngine::Private::rowsDropped(const QString &destination, const QList<qint64> &ids,
                                       qint64 count, const Phrase &why, Instant now)
{
    if (!destination.startsWith(integrationPrefix))
        return;
    KnownIntegration &known = knownIntegration(destination, now);
    known.delivery.dropped(ids, count, why, now);
    deliver(known);
    forgetIntegrations();
}

QList<OutboxPending> RelayEngine::Private::outboxQueues() const
{
    QList<OutboxPending> queues;
    for (const auto &[destination, known] : integrations) {
        if (known.delivery.waitingRows() > 0)
            queues.append({destination, known.delivery.waitingRows()});
    }
    if (link.waitingRows() > 0)
        queues.append({UpstreamLink::destination(), link.waitingRows()});
    return queues;
}

} // namespace neuro::relay
