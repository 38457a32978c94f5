// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "storage/sessionreplay.h"

#include "relay/upstreamlink.h"

#include <QSet>

#include <algorithm>
#include <utility>

namespace neuro::storage {

using namespace Qt::Literals::StringLiterals;
using relay::Door;
using relay::PeerEvent;
using relay::PeerId;

namespace {

qint64 weightOf(const protocol::Action &action)
{
    return 2 * (action.name.size() + action.description.size()) + action.schema.size();
}

qint64 weightOf(const protocol::ForceActions &request)
{
    return static_cast<qint64>(sizeof(QChar)) *
           (request.query.size() + request.state.value_or(QString()).size());
}

/// Whether its sender has a name: at the doors of games and hubs, who is not let in has none.
bool isLetIn(const relay::FrameEvent &frame)
{
    return frame.door == Door::Intermediary || frame.verdict != relay::Verdict::Refused ||
           !frame.refusal || frame.refusal->reason != protocol::Reason::Forbidden;
}

/// Puts a new value into a map that must not grow beyond a size; null when there is no room.
template <typename Map>
typename Map::mapped_type *place(Map &map, const typename Map::key_type &key)
{
    const auto known = map.find(key);
    if (known != map.end())
        return &known->second;
    return map.size() < SessionReplay::maxRemembered ? &map[key] : nullptr;
}

} // namespace

qint64 SessionReplay::Pending::weight() const
{
    constexpr auto charBytes = static_cast<qint64>(sizeof(QChar));
    qint64 bytes = 0;
    for (const auto &[id, asked] : requests)
        bytes += static_cast<qint64>(sizeof(asked)) + weightOf(asked.request);
    for (const auto &[id, name] : actions)
        bytes += static_cast<qint64>(sizeof(name)) + charBytes * (id.size() + name.size());
    if (registration)
        bytes += registration->actions.size() * static_cast<qint64>(sizeof(protocol::Action));
    return bytes;
}

void SessionReplay::take(const SessionEntry &entry, relay::RelayEvents &events)
{
    read(entry, &events);
}

void SessionReplay::skip(const SessionEntry &entry)
{
    read(entry, nullptr);
}

void SessionReplay::read(const SessionEntry &entry, relay::RelayEvents *events)
{
    m_events = events;
    if (const auto wall = wallOf(entry))
        m_wall = *wall;
    std::visit([this](const auto &kind) { dispatch(kind); }, entry);
    m_events = nullptr;
}

/// Every recording numbers its connections and forces anew.
void SessionReplay::dispatch(const SessionHeader &header)
{
    relay::RelayEvents *events = m_events;
    *this = SessionReplay();
    m_events = events;
    m_wall = header.started;
    if (events)
        events->emplace_back(snapshot());
}

/// What would have followed may be among them.
void SessionReplay::dispatch(const DroppedLines &)
{
    for (const auto &[id, asked] : m_pending.requests)
        m_requestBytes -= weightOf(asked.request);
    m_pending.requests.clear();
    m_pending.registration.reset();
    m_rows.forgetRows();
}

void SessionReplay::dispatch(const RecordedFrame &frame)
{
    relay::FrameEvent event = frame.event;
    event.at.mono = event.at.wall;
    read(event);
}

void SessionReplay::read(const relay::FrameEvent &frame)
{
    if (frame.direction == relay::Direction::In) {
        m_pending.registration.reset();
        if (!frame.name.isEmpty())
            meet(frame);
        if (!frame.name.isEmpty() && isLetIn(frame))
            learn(frame.peer, frame.name, false, frame.at);
    }
    // Of a registration that is refused some actions may have been taken.
    const bool isTaken =
        frame.verdict == relay::Verdict::Accepted || frame.command == "actions/register"_L1;
    const bool isLookedInto = !frame.binary && !frame.isHostile && isTaken && isLetIn(frame) &&
                              frame.payload.size() <= maxRead && frame.door != Door::Upstream &&
                              frame.door != Door::Hub;
    tell(frame);
    if (isLookedInto)
        readMessage(frame);
    if (isLookedInto && frame.direction == relay::Direction::In &&
        frame.verdict == relay::Verdict::Accepted)
        m_rows.hear(frame);
}

void SessionReplay::meet(const relay::FrameEvent &frame)
{
    if (frame.door == Door::Upstream || m_peers.count(frame.peer) > 0)
        return;
    PeerEvent met;
    met.at = frame.at;
    met.peer = frame.peer;
    met.door = frame.door;
    met.role = frame.door == Door::Hub ? relay::PeerRole::HubClient : relay::PeerRole::Game;
    if (isLetIn(frame))
        met.name = frame.name;
    read(met);
}

void SessionReplay::define(PeerId peer, const protocol::Action &action)
{
    const auto found = m_peers.find(peer);
    if (found == m_peers.end() || action.name.isEmpty())
        return;
    QHash<QString, protocol::Action> &definitions = found->second.definitions;
    const auto known = definitions.constFind(action.name);
    const bool isKnown = known != definitions.constEnd();
    // Its texts are those that earlier states hold.
    if (isKnown && known->sameDefinition(action))
        return;
    const qint64 more = weightOf(action) - (isKnown ? weightOf(*known) : 0);
    if ((!isKnown && definitions.size() >= maxDefinitions) ||
        m_definitionBytes + more > maxDefinitionBytes)
        return;
    m_definitionBytes += more;
    definitions.insert(action.name, action);
}

void SessionReplay::forgetDefinitions(const Peer &peer)
{
    for (const protocol::Action &action : peer.definitions)
        m_definitionBytes -= weightOf(action);
}

QList<protocol::Action> SessionReplay::defined(PeerId peer, QList<protocol::Action> actions) const
{
    const auto found = m_peers.find(peer);
    if (found == m_peers.end())
        return actions;
    for (protocol::Action &action : actions)
        action = found->second.definitions.value(action.name, action);
    return actions;
}

void SessionReplay::read(PeerEvent peer)
{
    if (peer.door == Door::Upstream) {
        tell(peer);
        return;
    }
    if (peer.state == PeerEvent::State::Disconnected) {
        const auto known = m_peers.find(peer.peer);
        if (known != m_peers.end()) {
            peer.role = known->second.event.role;
            peer.gameId = known->second.event.gameId;
            forgetDefinitions(known->second);
            m_peers.erase(known);
        }
        forgetPeer(peer.peer);
        tell(peer);
        return;
    }
    // Where the line does not tell, what it does tells a registered integration from a watcher.
    if (peer.door == Door::Intermediary && peer.role == relay::PeerRole::Game)
        peer.role = relay::PeerRole::Watcher;
    if (Peer *known = place(m_peers, peer.peer)) {
        peer.gameId = peer.name.isEmpty() ? QString() : gameIdFor(peer.name, peer.peer);
        known->event = peer;
    }
    tell(peer);
}

/// Whatever of it was not over is, even if no line says so.
void SessionReplay::forgetPeer(PeerId peer)
{
    m_registries.erase(peer);
    if (m_pending.registration && m_pending.registration->peer == peer)
        m_pending.registration.reset();
    std::erase_if(m_forces, [&](const auto &force) {
        const bool isIts = force.second.peer == peer;
        m_requestBytes -= isIts ? weightOf(force.second.request) : 0;
        return isIts;
    });
    std::erase_if(m_pending.requests, [&](const auto &asked) {
        const bool isIts = asked.second.peer == peer;
        m_requestBytes -= isIts ? weightOf(asked.second.request) : 0;
        return isIts;
    });
}

void SessionReplay::learn(PeerId peer, const QString &name, bool offersActions, relay::Instant at)
{
    const auto found = m_peers.find(peer);
    if (found == m_peers.end())
        return;
    PeerEvent &known = found->second.event;
    const bool isNewName = !name.isEmpty() && known.name != name;
    const bool isIntegration = offersActions && known.role == relay::PeerRole::Watcher;
    if (!isNewName && !isIntegration)
        return;
    if (isIntegration) {
        // Those who listen stand apart from those who offer actions.
        PeerEvent gone = known;
        gone.at = at;
        gone.state = PeerEvent::State::Disconnected;
        tell(gone);
        known.role = relay::PeerRole::Integration;
    }
    if (isNewName) {
        known.name = name;
        known.gameId = gameIdFor(name, peer);
    }
    PeerEvent named = known;
    named.at = at;
    named.state = isIntegration ? PeerEvent::State::Connected : PeerEvent::State::Named;
    tell(named);
}

/// Two games of one name are told apart, as the relay does.
QString SessionReplay::gameIdFor(const QString &name, PeerId peer) const
{
    const auto isTaken = [&](const QString &id) {
        return std::any_of(m_peers.begin(), m_peers.end(), [&](const auto &other) {
            return other.first != peer && other.second.event.gameId == id;
        });
    };
    QString id = name;
    for (int number = 2; isTaken(id); ++number)
        id = name + u'-' + QString::number(number);
    return id;
}

QString SessionReplay::nameOf(PeerId peer) const
{
    const auto found = m_peers.find(peer);
    return found == m_peers.end() ? QString() : found->second.event.name;
}

void SessionReplay::read(relay::RegistryEvent registry)
{
    learn(registry.peer, registry.name, true, registry.at);
    registry.actions = defined(registry.peer, registry.actions);
    const auto known = m_registries.find(registry.peer);
    const QList<protocol::Action> before =
        known == m_registries.end() ? QList<protocol::Action>() : known->second.actions;
    if (registry.actions.isEmpty())
        m_registries.erase(registry.peer);
    else if (auto *current = place(m_registries, registry.peer))
        *current = registry;
    tell(registry);
    tellTaken(registry, before);
}

/// Which actions were taken of a registration that was refused in part.
void SessionReplay::tellTaken(const relay::RegistryEvent &registry,
                              const QList<protocol::Action> &before)
{
    const auto &registration = m_pending.registration;
    if (!registration || !registration->isRefused || registration->peer != registry.peer)
        return;
    const QStringList earlier = protocol::namesOf(before);
    const QStringList now = protocol::namesOf(registry.actions);
    const QSet<QString> old(earlier.begin(), earlier.end());
    const QSet<QString> current(now.begin(), now.end());
    QList<protocol::Action> added = registration->actions;
    added.removeIf([&](const protocol::Action &action) {
        return old.contains(action.name) || !current.contains(action.name);
    });
    tellAdded(*registration, added);
}

void SessionReplay::read(relay::ForceEvent force)
{
    const auto known = m_forces.find(force.id);
    const auto asked = m_pending.requests.find(force.id);
    const bool isKnown = known != m_forces.end();
    force.created = isKnown ? known->second.created : force.at;
    force.failures = isKnown ? known->second.failures : 0;
    force.failures += force.state == relay::ForceState::Failed ? 1 : 0;
    if (isKnown && force.lastFailure.isEmpty())
        force.lastFailure = known->second.lastFailure;
    force.lastFailure.truncate(maxFailure);
    const protocol::Priority priority = force.request.priority;
    const QStringList names = force.request.actionNames;
    if (isKnown)
        force.request = known->second.request;
    else if (asked != m_pending.requests.end())
        force.request = asked->second.request;
    force.request.priority = priority;
    force.request.actionNames = names;
    force.actions = defined(force.peer, force.actions);
    forget(force.id);
    if (!relay::isOver(force.state))
        remember(force);
    tell(force);
}

void SessionReplay::remember(relay::ForceId force, const Pending::Request &request)
{
    forget(force);
    const bool hasRoom = m_requestBytes + weightOf(request.request) <= maxRequestBytes;
    auto *known = hasRoom ? place(m_pending.requests, force) : nullptr;
    if (!known)
        return;
    *known = request;
    m_requestBytes += weightOf(request.request);
}

void SessionReplay::remember(const relay::ForceEvent &force)
{
    relay::ForceEvent *open = place(m_forces, force.id);
    if (!open)
        return;
    // There was room for what it asks when the message came.
    *open = force;
    m_requestBytes += weightOf(force.request);
}

void SessionReplay::forget(relay::ForceId force)
{
    if (const auto known = m_forces.find(force); known != m_forces.end()) {
        m_requestBytes -= weightOf(known->second.request);
        m_forces.erase(known);
    }
    if (const auto asked = m_pending.requests.find(force); asked != m_pending.requests.end()) {
        m_requestBytes -= weightOf(asked->second.request);
        m_pending.requests.erase(asked);
    }
}

void SessionReplay::read(relay::ActionEvent action)
{
    action.game = nameOf(action.peer);
    if (action.state == relay::ActionState::Sent) {
        if (auto *known = place(m_pending.actions, action.id))
            *known = action.action;
    } else {
        m_pending.actions.erase(action.id);
    }
    tell(action);
}

void SessionReplay::read(relay::DiagnosticEvent diagnostic)
{
    diagnostic.name = nameOf(diagnostic.peer);
    tell(diagnostic);
}

void SessionReplay::read(relay::UpstreamEvent upstream)
{
    m_upstream = upstream;
    tell(upstream);
}

void SessionReplay::read(relay::OutboxEvent outbox)
{
    QList<relay::OutboxPending> &queues = m_outbox.queues;
    const auto at = std::find_if(queues.begin(), queues.end(), [&outbox](const auto &queue) {
        return queue.destination == outbox.destination;
    });
    if (at != queues.end() && outbox.pending > 0)
        at->pending = outbox.pending;
    else if (at != queues.end())
        queues.erase(at);
    else if (outbox.pending > 0 && queues.size() < static_cast<qsizetype>(maxRemembered))
        queues.append({outbox.destination, outbox.pending});
    if (outbox.destination == relay::UpstreamLink::destination())
        m_outbox.pending = outbox.pending;
    m_rows.take(outbox);
    tell(outbox);
    // The log has a line for what is wrong with the outbox, and none for its end.
    const bool isWell = outbox.state == relay::OutboxEvent::State::Queued ||
                        outbox.state == relay::OutboxEvent::State::Delivered;
    if (!isWell || m_outbox.problem.isEmpty())
        return;
    m_outbox.at = outbox.at;
    m_outbox.problem = {};
    tell(m_outbox);
}

void SessionReplay::read(relay::OutboxHealthEvent health)
{
    // The line tells nothing of the queues.
    health.queues = m_outbox.queues;
    m_outbox = health;
    tell(health);
}

void SessionReplay::read(const relay::TestBenchEvent &event)
{
    m_testBench = event.bench;
    tell(event);
}

SessionReplay::Pending SessionReplay::pending(qsizetype outboxRows)
{
    using State = relay::UpstreamEvent::State;
    // Nothing is kept for an upstream that is there, or for none.
    const bool isUpstreamAway =
        m_upstream.state != State::Off && m_upstream.state != State::Connected;
    Pending pending = m_pending;
    pending.outbox = m_rows.state(isUpstreamAway || !m_outbox.queues.isEmpty(), outboxRows);
    return pending;
}

void SessionReplay::restore(const relay::SnapshotEvent &snapshot, const Pending &pending)
{
    *this = SessionReplay();
    m_wall = snapshot.at.wall;
    for (const PeerEvent &peer : snapshot.peers)
        m_peers[peer.peer].event = peer;
    for (const relay::RegistryEvent &registry : snapshot.registries) {
        m_registries[registry.peer] = registry;
        for (const protocol::Action &action : registry.actions)
            define(registry.peer, action);
    }
    m_pending = pending;
    m_pending.outbox = {};
    m_rows.restore(pending.outbox);
    for (const auto &[id, asked] : pending.requests)
        m_requestBytes += weightOf(asked.request);
    if (pending.registration) {
        for (const protocol::Action &action : pending.registration->actions)
            define(pending.registration->peer, action);
    }
    for (const relay::ForceEvent &force : snapshot.forces)
        remember(force);
    m_upstream = snapshot.upstream;
    m_outbox = snapshot.outbox;
    m_testBench = snapshot.testBench;
}

relay::SnapshotEvent SessionReplay::snapshot() const
{
    relay::SnapshotEvent snapshot;
    snapshot.at = {m_wall, m_wall};
    for (const auto &[id, peer] : m_peers)
        snapshot.peers.append(peer.event);
    for (const auto &[id, registry] : m_registries)
        snapshot.registries.append(registry);
    for (const auto &[id, force] : m_forces)
        snapshot.forces.append(force);
    snapshot.upstream = m_upstream;
    snapshot.outbox = m_outbox;
    snapshot.testBench = m_testBench;
    std::sort(snapshot.outbox.queues.begin(), snapshot.outbox.queues.end(),
              [](const auto &a, const auto &b) { return a.destination < b.destination; });
    return snapshot;
}

} // namespace neuro::storage
