// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "storage/sessionreplay.h"

#include "protocol/json.h"
#include "relay/upstreamlink.h"

#include <algorithm>
#include <utility>

namespace neuro::storage {

using namespace Qt::Literals::StringLiterals;
using protocol::JsonDocument;
using protocol::JsonValue;
using relay::Door;
using relay::PeerEvent;
using relay::PeerId;
using relay::TranscriptEvent;

namespace {

qint64 weightOf(const protocol::Action &action)
{
    return 2 * (action.name.size() + action.description.size()) + action.schema.size();
}

/// Names, each with what it does on a line of its own.
QString describe(const QList<protocol::Action> &actions)
{
    QStringList lines;
    for (const protocol::Action &action : actions)
        lines.append(action.name + u": "_s + action.description);
    return lines.join(u'\n');
}

QStringList texts(JsonValue array)
{
    QStringList texts;
    for (JsonValue text = array.first(); !text.isAbsent(); text = text.next())
        texts.append(text.toString());
    return texts;
}

QByteArray schemaOf(JsonValue action)
{
    const JsonValue schema = action.member("schema");
    return schema.isObject() ? schema.text().toByteArray() : QByteArray();
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

void SessionReplay::dispatch(const RecordedFrame &frame)
{
    relay::FrameEvent event = frame.event;
    event.at.mono = event.at.wall;
    read(event);
}

void SessionReplay::read(const relay::FrameEvent &frame)
{
    if (frame.direction == relay::Direction::In && !frame.name.isEmpty()) {
        meet(frame);
        learn(frame.peer, frame.name, false, frame.at);
    }
    const bool isLookedInto =
        !frame.binary && !frame.isHostile && frame.verdict == relay::Verdict::Accepted &&
        frame.payload.size() <= maxRead && frame.door != Door::Upstream && frame.door != Door::Hub;
    tell(frame);
    if (isLookedInto)
        readMessage(frame);
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
    met.name = frame.name;
    read(met);
}

void SessionReplay::readMessage(const relay::FrameEvent &frame)
{
    const bool isReceived = frame.direction == relay::Direction::In;
    const bool isRegistration = frame.command == "actions/register"_L1;
    const bool isForce = frame.command == "actions/force"_L1 && frame.force != 0;
    const bool isRead = isReceived ? isRegistration || isForce ||
                                         (m_events && (frame.command == "context"_L1 ||
                                                       frame.command == "action/result"_L1 ||
                                                       frame.command == "actions/unregister"_L1))
                                   : m_events && frame.command == "action"_L1;
    if (!isRead)
        return;
    const auto document = JsonDocument::parse(frame.payload);
    if (!document)
        return;
    const JsonValue data = document->root().member("data");
    if (isReceived)
        readReceived(frame, data);
    else
        tellTranscript(frame, TranscriptEvent::Kind::Action, data.member("name").toString(),
                       data.member("data").toString());
}

void SessionReplay::readReceived(const relay::FrameEvent &frame, JsonValue data)
{
    using Kind = TranscriptEvent::Kind;
    if (frame.command == "context"_L1) {
        tellTranscript(frame, Kind::Context, data.member("message").toString(), {},
                       data.member("silent").toBool());
    } else if (frame.command == "action/result"_L1) {
        const auto action = m_actions.find(data.member("id").toString());
        tellTranscript(frame, Kind::Result, data.member("message").toString(),
                       action == m_actions.end() ? QString() : action->second, true,
                       data.member("success").toBool());
    } else if (frame.command == "actions/unregister"_L1) {
        tellTranscript(frame, Kind::ActionsRemoved,
                       texts(data.member("action_names")).join(u", "_s));
    } else if (frame.command == "actions/register"_L1) {
        readDefinitions(frame, data.member("actions"));
    } else {
        protocol::ForceActions request;
        request.query = data.member("query").toString();
        if (data.member("state").isString())
            request.state = data.member("state").toString();
        request.ephemeralContext = data.member("ephemeral_context").toBool();
        tellTranscript(frame, Kind::Query, request.query, request.state.value_or(QString()));
        if (auto *known = place(m_requests, frame.force))
            *known = request;
    }
}

void SessionReplay::readDefinitions(const relay::FrameEvent &frame, JsonValue actions)
{
    learn(frame.peer, frame.name, true, frame.at);
    QList<protocol::Action> added;
    for (JsonValue value = actions.first(); !value.isAbsent(); value = value.next()) {
        protocol::Action action;
        action.name = value.member("name").toString();
        action.description = value.member("description").toString();
        action.schema = schemaOf(value);
        define(frame.peer, action);
        added.append(action);
    }
    if (!added.isEmpty())
        tellTranscript(frame, TranscriptEvent::Kind::ActionsAdded,
                       protocol::namesOf(added).join(u", "_s), describe(added));
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

void SessionReplay::tellTranscript(const relay::FrameEvent &frame, TranscriptEvent::Kind kind,
                                   const QString &text, const QString &detail, bool silent,
                                   bool success)
{
    tell(TranscriptEvent{frame.at, kind, frame.peer, frame.name, text, detail, silent, success,
                         false});
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
        m_registries.erase(peer.peer);
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
    if (registry.actions.isEmpty())
        m_registries.erase(registry.peer);
    else if (auto *known = place(m_registries, registry.peer))
        *known = registry;
    tell(registry);
}

void SessionReplay::read(relay::ForceEvent force)
{
    const auto known = m_forces.find(force.id);
    const bool isKnown = known != m_forces.end();
    force.created = isKnown ? known->second.created : force.at;
    force.failures = isKnown ? known->second.failures : 0;
    force.failures += force.state == relay::ForceState::Failed ? 1 : 0;
    const protocol::Priority priority = force.request.priority;
    const QStringList names = force.request.actionNames;
    if (isKnown)
        force.request = known->second.request;
    else if (const auto asked = m_requests.find(force.id); asked != m_requests.end())
        force.request = asked->second;
    force.request.priority = priority;
    force.request.actionNames = names;
    force.actions = defined(force.peer, force.actions);
    m_requests.erase(force.id);
    if (relay::isOver(force.state))
        m_forces.erase(force.id);
    else if (auto *open = place(m_forces, force.id))
        *open = force;
    tell(force);
}

void SessionReplay::read(relay::ActionEvent action)
{
    action.game = nameOf(action.peer);
    if (action.state == relay::ActionState::Sent) {
        if (auto *known = place(m_actions, action.id))
            *known = action.action;
    } else {
        m_actions.erase(action.id);
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
    tell(outbox);
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

void SessionReplay::restore(const relay::SnapshotEvent &snapshot)
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
    for (const relay::ForceEvent &force : snapshot.forces)
        m_forces[force.id] = force;
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
