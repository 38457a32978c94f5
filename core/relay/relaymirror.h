// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "relay/gamecounters.h"
#include "relay/ratemeter.h"
#include "relay/relayevent.h"
#include "relay/types.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <array>
#include <cstddef>
#include <deque>
#include <map>
#include <utility>

namespace neuro::relay {

namespace limits {
/// Frames that a new watcher is shown.
inline constexpr std::size_t recentFrames = 200;
/// Bytes that the payloads of all of them take; the oldest give way.
inline constexpr qsizetype recentBytes = 2 * 1024 * 1024;
/// What is kept of one of their payloads.
inline constexpr qsizetype recentPayload = 64 * 1024;
/// Games and integrations that have left and whose counters are kept; the one that has been away
/// for the longest is forgotten.
inline constexpr int rememberedGames = 256;
/// Hub clients that have left and may come back to their session.
inline constexpr std::size_t rememberedHubClients = 1024;
/// Destinations whose queues in the outbox are known.
inline constexpr std::size_t mirroredQueues = 4096;
/// Characters of a name that those outside are told. A game may call itself anything, and its name
/// stands in everything that is told of it.
inline constexpr qsizetype shownName = 256;
} // namespace limits

/// A name as those outside know it: whole, unless it is longer than limits::shownName.
QString shownName(const QString &name);

/// Whether peers of that role offer actions.
constexpr bool isGame(PeerRole role)
{
    return role == PeerRole::Game || role == PeerRole::Integration;
}

/// A copy of what is current in the relay, made from its events alone: who is connected, what is
/// registered, what waits, what has been counted. It answers those who ask from outside (status
/// requests, watchers that begin) without touching the engine.
///
/// Pure: no clock, no I/O. Belongs to one thread. Bounded: connections, actions and forces by the
/// engine's own limits, everything else by those above.
class RelayMirror
{
public:
    struct Client
    {
        PeerId peer = 0;
        PeerRole role = PeerRole::Game;
        Door door = Door::Backend;
        QString name; ///< Empty until the first message of a game.
        QString gameId;
        /// What it is counted and listed under: its name, or, for a game that has an empty one,
        /// the identifier that it had first. Empty until it has a name.
        QString key;
        QString hubType; ///< Of a hub client.
        bool isEnhanced = false;
        /// Of a hub client that came back to its session: when that began.
        Instant connectedAt;
        quint64 reconnects = 0; ///< Of its game's name, or of the hub session.
        MessageCounters messages;
        RateMeter rate; ///< Messages of both directions, on the steady clock.
        QList<protocol::Action> actions;
    };

    /// One of the last frames. Those of watchers are not among them, nor what hub clients were
    /// sent: watchers are not told of these later either.
    struct RecentFrame
    {
        /// Without refusal and warnings; without a binary payload, and a text cut to
        /// limits::recentPayload.
        FrameEvent event;
        qsizetype size = 0; ///< Of the whole payload, in bytes.
        bool isCut = false;
    };

    using GameKey = std::pair<PeerRole, QString>; ///< Role and Client::key.

    /// `started`: since when the relay runs, for its uptime.
    explicit RelayMirror(Instant started);

    /// Applies what happened, in order. `skippedFrames`: frames that were lost on the way here,
    /// before `batch`; what was counted lacks them. A SnapshotEvent replaces connections, actions,
    /// forces, upstream, the outbox's queues and the test bench; what was counted stays.
    void take(const RelayEvents &batch, quint64 skippedFrames);

    /// So long after it has left, a hub client that returns goes on with its session. Microseconds.
    void setHubSession(qint64 micros) { m_hubSession = micros; }

    Instant started() const { return m_started; }
    const std::map<PeerId, Client> &clients() const { return m_clients; }
    /// Null when there is none.
    const Client *client(PeerId peer) const;
    /// Forces that are not over, oldest first.
    const std::map<ForceId, ForceEvent> &forces() const { return m_forces; }
    const UpstreamEvent &upstream() const { return m_upstream; }
    const OutboxHealthEvent &outboxHealth() const { return m_outboxHealth; }
    const TestBench &testBench() const { return m_testBench; }
    /// Messages that wait in the outbox, by destination; those with none are not listed.
    const std::map<QString, qint64> &queues() const { return m_queues; }
    /// Messages that went into, came out of and were lost from the outbox, by
    /// OutboxEvent::State.
    const std::array<quint64, OutboxEvent::stateNames.size()> &outboxMessages() const
    {
        return m_outboxMessages;
    }
    /// Games and integrations: the connected ones, and those that were.
    const std::map<GameKey, GameCounters> &games() const { return m_games; }
    const std::deque<RecentFrame> &recent() const { return m_recent; }
    quint64 skippedFrames() const { return m_skippedFrames; }
    /// All messages at a door, by Direction.
    const std::array<quint64, 2> &messagesAt(Door door) const
    {
        return m_messages[static_cast<std::size_t>(door)];
    }
    /// Messages a second over all doors at the moment `now`.
    double rate(Direction direction, Instant now) const
    {
        return m_rates[static_cast<std::size_t>(direction)].perSecond(now.mono);
    }
    /// By RegistrationRefusedEvent::Reason.
    const std::array<quint64, RegistrationRefusedEvent::reasonNames.size()> &refusals() const
    {
        return m_refusals;
    }

private:
    /// A hub client that has left.
    struct HubSession
    {
        Instant connectedAt;
        Instant leftAt;
        quint64 reconnects = 0;
        MessageCounters messages;
    };

    void take(const FrameEvent &event);
    void take(const PeerEvent &event);
    void take(const RegistryEvent &event);
    void take(const ForceEvent &event);
    void take(const ActionEvent &event);
    void take(const SnapshotEvent &event);
    void take(const UpstreamEvent &event) { m_upstream = event; }
    void take(const OutboxEvent &event);
    void take(const OutboxHealthEvent &event);
    void take(const RegistrationRefusedEvent &event);
    void take(const DiagnosticEvent &) {}
    void take(const TranscriptEvent &) {}
    void take(const OperatorEvent &) {}
    void take(const DoorEvent &) {}
    void take(const AdmissionEvent &) {}
    void take(const SettingsEvent &) {}
    void take(const RestrictionEvent &) {}
    void take(const ShutdownEvent &) {}
    void take(const TestBenchEvent &event) { m_testBench = event.bench; }

    void connected(const PeerEvent &event);
    void disconnected(PeerId peer, Instant at);
    void beginSession(Client &client, Instant at);
    void endSession(const Client &client, Instant at);
    void refreshConnectedAt(GameCounters &counters, const Client &gone);
    /// What is counted for the client's key; null for those who are no games or have no key.
    GameCounters *countersOf(const Client &client);
    void forgetGames();
    void forgetHubSessions(Instant now);
    void remember(const FrameEvent &event);
    void setPending(const QString &destination, qint64 pending);

    Instant m_started;
    qint64 m_hubSession = 300'000'000;
    std::map<PeerId, Client> m_clients;
    std::map<ForceId, ForceEvent> m_forces;
    std::map<GameKey, GameCounters> m_games;
    std::map<QString, HubSession> m_hubSessions; ///< By client id.
    std::map<QString, qint64> m_queues;
    UpstreamEvent m_upstream;
    OutboxHealthEvent m_outboxHealth;
    TestBench m_testBench;
    std::array<quint64, OutboxEvent::stateNames.size()> m_outboxMessages{};
    std::array<quint64, RegistrationRefusedEvent::reasonNames.size()> m_refusals{};
    std::array<std::array<quint64, 2>, doorNames.size()> m_messages{};
    std::array<RateMeter, 2> m_rates;
    std::deque<RecentFrame> m_recent;
    qsizetype m_recentBytes = 0;
    quint64 m_skippedFrames = 0;
};

/// "game", "integration", "watcher"; of a hub client the type that it came as.
QString typeOf(const RelayMirror::Client &client);

} // namespace neuro::relay
