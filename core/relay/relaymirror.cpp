// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "relay/relaymirror.h"

#include "protocol/codec.h"
#include "relay/upstreamlink.h"

#include <QSet>

#include <algorithm>
#include <variant>

namespace neuro::relay {

namespace {

/// As protocol::shortened() has it.
constexpr QByteArrayView cutMark = "\u2026";

/// The beginning of `utf8` that is at most `size` bytes long and ends between two characters.
QByteArray cutAt(const QByteArray &utf8, qsizetype size)
{
    const auto continues = [&utf8](qsizetype at) {
        return (static_cast<unsigned char>(utf8.at(at)) & 0xC0) == 0x80;
    };
    while (size > 0 && continues(size))
        --size;
    return utf8.left(size);
}

} // namespace

QString shownName(const QString &name)
{
    return protocol::shortened(name, limits::shownName);
}

QString typeOf(const RelayMirror::Client &client)
{
    return client.hubType.isEmpty() ? QString(nameOf(client.role, peerRoleNames)) : client.hubType;
}

RelayMirror::RelayMirror(Instant started)
    : m_started(started)
{
}

const RelayMirror::Client *RelayMirror::client(PeerId peer) const
{
    const auto found = m_clients.find(peer);
    return found == m_clients.end() ? nullptr : &found->second;
}

void RelayMirror::take(const RelayEvents &batch, quint64 skippedFrames)
{
    m_skippedFrames += skippedFrames;
    for (const RelayEvent &event : batch)
        std::visit([this](const auto &content) { take(content); }, event);
}

void RelayMirror::take(const FrameEvent &event)
{
    const auto direction = static_cast<std::size_t>(event.direction);
    ++m_messages[static_cast<std::size_t>(event.door)][direction];
    m_rates[direction].count(event.at.mono);
    const auto found = m_clients.find(event.peer);
    if (found == m_clients.end()) {
        remember(event);
        return;
    }
    Client &client = found->second;
    const bool isHubEcho = client.role == PeerRole::HubClient && event.direction == Direction::Out;
    if (client.role != PeerRole::Watcher && !isHubEcho)
        remember(event);
    const auto bytes = static_cast<quint64>(event.payload.size());
    MessageCounters more;
    if (event.direction == Direction::In) {
        more.in = 1;
        more.bytesIn = bytes;
        more.refused = event.verdict == Verdict::Refused ? 1 : 0;
    } else {
        more.out = 1;
        more.bytesOut = bytes;
    }
    client.messages += more;
    client.rate.count(event.at.mono);
    if (GameCounters *counters = countersOf(client))
        counters->messages += more;
}

void RelayMirror::remember(const FrameEvent &event)
{
    RecentFrame frame{event, event.payload.size(), false};
    if (event.binary) {
        frame.event.payload.clear(); // Nobody is shown it.
    } else if (frame.size > limits::recentPayload) {
        frame.event.payload =
            cutAt(event.payload, limits::recentPayload - cutMark.size()) + cutMark.toByteArray();
        frame.isCut = true;
    }
    // What is not shown either.
    frame.event.name = shownName(event.name);
    frame.event.command = shownName(event.command);
    frame.event.warnings.clear();
    frame.event.refusal.reset();
    m_recentBytes += frame.event.payload.size();
    m_recent.push_back(std::move(frame));
    while (m_recent.size() > limits::recentFrames || m_recentBytes > limits::recentBytes) {
        m_recentBytes -= m_recent.front().event.payload.size();
        m_recent.pop_front();
    }
}

void RelayMirror::take(const PeerEvent &event)
{
    if (event.door == Door::Upstream)
        return; // UpstreamEvent tells of it.
    switch (event.state) {
    case PeerEvent::State::Connected:
    case PeerEvent::State::Named:
        connected(event);
        return;
    case PeerEvent::State::Disconnected:
        disconnected(event.peer, event.at);
        return;
    }
    Q_UNREACHABLE();
}

void RelayMirror::connected(const PeerEvent &event)
{
    const auto [place, isNew] = m_clients.try_emplace(event.peer);
    Client &client = place->second;
    if (isNew) {
        client.peer = event.peer;
        client.connectedAt = event.at;
    }
    const bool wasNamed = !client.key.isEmpty();
    client.role = event.role;
    client.door = event.door;
    client.gameId = shownName(event.gameId);
    client.hubType = event.hubType;
    client.isEnhanced = event.isEnhanced;
    const bool isNameless = event.name.isEmpty() && isGame(event.role);
    const QString &key = isNameless ? event.gameId : event.name;
    if (wasNamed || key.isEmpty())
        return;
    client.name = shownName(event.name);
    client.key = shownName(key);
    beginSession(client, event.at);
}

void RelayMirror::beginSession(Client &client, Instant at)
{
    if (client.role == PeerRole::HubClient) {
        forgetHubSessions(at);
        const auto found = m_hubSessions.find(client.name);
        if (found == m_hubSessions.end())
            return;
        client.connectedAt = found->second.connectedAt;
        client.reconnects = found->second.reconnects + 1;
        client.messages += found->second.messages;
        m_hubSessions.erase(found);
        return;
    }
    if (!isGame(client.role))
        return;
    GameCounters &counters = m_games[{client.role, client.key}];
    client.reconnects = counters.everConnected++;
    if (counters.connections++ == 0)
        counters.connectedAt = client.connectedAt;
    // What it said before its name was known.
    counters.messages += client.messages;
    forgetGames();
}

void RelayMirror::disconnected(PeerId peer, Instant at)
{
    const auto found = m_clients.find(peer);
    if (found == m_clients.end())
        return;
    const Client client = std::move(found->second);
    m_clients.erase(found);
    endSession(client, at);
}

void RelayMirror::endSession(const Client &client, Instant at)
{
    if (client.role == PeerRole::HubClient && !client.name.isEmpty()) {
        m_hubSessions[client.name] = {client.connectedAt, at, client.reconnects, client.messages};
        forgetHubSessions(at);
        return;
    }
    GameCounters *counters = countersOf(client);
    if (!counters)
        return;
    if (--counters->connections > 0)
        return refreshConnectedAt(*counters, client);
    counters->leftAt = at;
    forgetGames();
}

/// The oldest of the connections that are left.
void RelayMirror::refreshConnectedAt(GameCounters &counters, const Client &gone)
{
    bool isFirst = true;
    for (const auto &[peer, other] : m_clients) {
        if (other.role != gone.role || other.key != gone.key)
            continue;
        if (std::exchange(isFirst, false) || other.connectedAt.mono < counters.connectedAt.mono)
            counters.connectedAt = other.connectedAt;
    }
}

GameCounters *RelayMirror::countersOf(const Client &client)
{
    if (client.key.isEmpty() || !isGame(client.role))
        return nullptr;
    const auto found = m_games.find({client.role, client.key});
    return found == m_games.end() ? nullptr : &found->second;
}

void RelayMirror::forgetGames()
{
    const auto isAway = [](const auto &game) {
        return game.second.connections == 0;
    };
    while (std::count_if(m_games.begin(), m_games.end(), isAway) > limits::rememberedGames) {
        const auto leftBefore = [&isAway](const auto &a, const auto &b) {
            return isAway(a) != isAway(b) ? isAway(a) : a.second.leftAt.mono < b.second.leftAt.mono;
        };
        m_games.erase(std::min_element(m_games.begin(), m_games.end(), leftBefore));
    }
}

void RelayMirror::forgetHubSessions(Instant now)
{
    std::erase_if(m_hubSessions, [this, now](const auto &session) {
        return now.mono - session.second.leftAt.mono > m_hubSession;
    });
    while (m_hubSessions.size() > limits::rememberedHubClients) {
        const auto leftBefore = [](const auto &a, const auto &b) {
            return a.second.leftAt.mono < b.second.leftAt.mono;
        };
        m_hubSessions.erase(
            std::min_element(m_hubSessions.begin(), m_hubSessions.end(), leftBefore));
    }
}

void RelayMirror::take(const RegistryEvent &event)
{
    const auto found = m_clients.find(event.peer);
    if (found != m_clients.end())
        found->second.actions = event.actions;
}

void RelayMirror::take(const ForceEvent &event)
{
    const Client *game = client(event.peer);
    GameCounters *counters = game ? countersOf(*game) : nullptr;
    if (counters && event.state == ForceState::Failed)
        ++counters->failedAnswers;
    if (!isOver(event.state)) {
        m_forces.insert_or_assign(event.id, event);
        return;
    }
    m_forces.erase(event.id);
    if (counters)
        ++counters->forces[static_cast<std::size_t>(event.state)];
}

void RelayMirror::take(const ActionEvent &event)
{
    const Client *game = client(event.peer);
    GameCounters *counters = game ? countersOf(*game) : nullptr;
    if (!counters || event.state == ActionState::Sent)
        return;
    ++counters->actions[static_cast<std::size_t>(event.state)];
    if (event.state == ActionState::Succeeded || event.state == ActionState::Failed)
        counters->actionDuration.add(event.duration);
}

void RelayMirror::take(const SnapshotEvent &event)
{
    QSet<PeerId> present;
    for (const PeerEvent &peer : event.peers)
        present.insert(peer.peer);
    QList<PeerId> gone;
    for (const auto &[peer, client] : m_clients) {
        if (!present.contains(peer))
            gone.append(peer);
    }
    for (const PeerId peer : std::as_const(gone))
        disconnected(peer, event.at);
    for (const PeerEvent &peer : event.peers)
        take(peer);

    for (auto &[peer, client] : m_clients)
        client.actions.clear();
    for (const RegistryEvent &registry : event.registries)
        take(registry);
    m_forces.clear();
    for (const ForceEvent &force : event.forces)
        m_forces.emplace(force.id, force);
    take(event.upstream);
    take(event.outbox);
    m_testBench = event.testBench;
}

void RelayMirror::take(const OutboxEvent &event)
{
    m_outboxMessages[static_cast<std::size_t>(event.state)] +=
        static_cast<quint64>(std::max<qint64>(event.count, 0));
    setPending(event.destination, event.pending);
}

void RelayMirror::take(const OutboxHealthEvent &event)
{
    m_outboxHealth = event;
    m_queues.clear();
    for (const OutboxPending &queue : event.queues)
        setPending(queue.destination, queue.pending);
    setPending(UpstreamLink::destination(), event.pending);
}

void RelayMirror::setPending(const QString &destination, qint64 pending)
{
    if (pending <= 0)
        m_queues.erase(destination);
    else if (m_queues.size() < limits::mirroredQueues || m_queues.contains(destination))
        m_queues[destination] = pending;
}

void RelayMirror::take(const RegistrationRefusedEvent &event)
{
    ++m_refusals[static_cast<std::size_t>(event.reason)];
}

} // namespace neuro::relay
