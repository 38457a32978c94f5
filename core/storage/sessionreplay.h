// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "protocol/json.h"
#include "relay/relayevent.h"
#include "storage/outboxreplay.h"
#include "storage/sessionline.h"

#include <QHash>
#include <QList>
#include <QString>

#include <map>
#include <optional>
#include <utility>

namespace neuro::storage {

/// Turns the lines of a recording back into what the relay told its views: the events that the log
/// holds, and those that follow from them. What follows is the name of a connection, by its first
/// message; a registry's and a force's particulars, from the message that brought them; and the
/// transcript. What the log does not tell stays empty: what the operator kept from Neuro, settings,
/// doors. Steady moments (`mono`, and a force's `askedAt` and `deadline`) are those of the wall
/// clock, so that differences can be shown.
///
/// Pure; belongs to one thread. Bounded by what is below; what is beyond a bound is passed on as
/// the log has it, without what would follow.
class SessionReplay
{
public:
    /// What lines said that only later lines make something of. Beside the snapshot, a replay that
    /// begins between them has to know it.
    struct Pending
    {
        struct Request
        {
            relay::PeerId peer = 0;
            protocol::ForceActions request;
        };
        struct Registration
        {
            relay::Instant at;
            relay::PeerId peer = 0;
            QString name;
            QList<protocol::Action> actions; ///< Those that were not registered before.
            /// It was refused in part: which actions were taken, the registry tells.
            bool isRefused = false;
        };

        /// What a message asked for whose force no line has told yet.
        std::map<relay::ForceId, Request> requests;
        std::map<QString, QString> actions; ///< Names of those without a result, by id.
        /// Of the last message that came, when it was one.
        std::optional<Registration> registration;
        OutboxReplay::State outbox;

        /// Bytes of it, without the outbox, and the texts of the registration's actions.
        qint64 weight() const;
    };

    /// Appends the events of the next line to `events`. A header forgets everything: it begins
    /// another recording, with numbers of its own.
    void take(const SessionEntry &entry, relay::RelayEvents &events);
    /// The same without events: for what comes later. Much cheaper.
    void skip(const SessionEntry &entry);
    /// Begins with what snapshot() and pending() told, instead of what was before.
    void restore(const relay::SnapshotEvent &snapshot, const Pending &pending);
    /// What is current after the lines so far, for a view that begins here.
    relay::SnapshotEvent snapshot() const;
    /// With at most so many rows of the outbox.
    Pending pending(qsizetype outboxRows = OutboxReplay::maxRows);
    /// What waits in the outbox now, as OutboxReplay::rows() tells it; the snapshot counts it.
    QList<relay::OutboxRow> outboxRows(qsizetype most) { return m_rows.rows(most); }

    /// Connections, forces that are not over, and actions without a result, that are remembered.
    static constexpr std::size_t maxRemembered = 4096;
    /// Definitions of actions that are remembered of one connection, and bytes of them all.
    static constexpr qsizetype maxDefinitions = 4096;
    static constexpr qint64 maxDefinitionBytes = 32LL * 1024 * 1024;
    /// Bytes of questions and states that are remembered: of forces that are not over, and of those
    /// that no line has told yet.
    static constexpr qint64 maxRequestBytes = 32LL * 1024 * 1024;
    /// Characters of what a game said when it refused an action of a force.
    static constexpr qsizetype maxFailure = 4096;
    /// Longer messages are shown, but not looked into.
    static constexpr qsizetype maxRead = 4 * 1024 * 1024;

private:
    struct Peer
    {
        relay::PeerEvent event; ///< As it is now: named, when it has a name.
        QHash<QString, protocol::Action> definitions;
    };

    void read(const SessionEntry &entry, relay::RelayEvents *events);
    void dispatch(const SessionHeader &header);
    void dispatch(const RecordedFrame &frame);
    void dispatch(const DroppedLines &);
    void dispatch(const UnknownLine &) {}
    template <typename Event>
    void dispatch(Event event)
    {
        // The log has no steady clock.
        event.at.mono = event.at.wall;
        read(std::move(event));
    }
    void read(const relay::FrameEvent &frame);
    void read(relay::PeerEvent peer);
    void read(relay::RegistryEvent registry);
    void read(relay::ForceEvent force);
    void read(relay::ActionEvent action);
    void read(relay::DiagnosticEvent diagnostic);
    void read(relay::UpstreamEvent upstream);
    void read(relay::OutboxEvent outbox);
    void read(relay::OutboxHealthEvent health);
    void read(relay::OperatorEvent event) { tell(std::move(event)); }
    void read(relay::RegistrationRefusedEvent event) { tell(std::move(event)); }
    void read(const relay::TestBenchEvent &event);

    template <typename Event>
    void tell(Event event)
    {
        if (m_events)
            m_events->emplace_back(std::move(event));
    }
    void tellPeer(const relay::PeerEvent &peer);
    void tellTranscript(const relay::FrameEvent &frame, relay::TranscriptEvent::Kind kind,
                        const QString &text, const QString &detail = {}, bool silent = false,
                        bool success = true);
    /// A part of a log lacks the line that it connected.
    void meet(const relay::FrameEvent &frame);
    /// It said its name, or offers actions, which no watcher does.
    void learn(relay::PeerId peer, const QString &name, bool offersActions, relay::Instant at);
    QString gameIdFor(const QString &name, relay::PeerId peer) const;
    QString nameOf(relay::PeerId peer) const;
    void forgetPeer(relay::PeerId peer);
    QList<protocol::Action> defined(relay::PeerId peer, QList<protocol::Action> actions) const;
    void define(relay::PeerId peer, const protocol::Action &action);
    void forgetDefinitions(const Peer &peer);
    QList<protocol::Action> registeredOf(relay::PeerId peer) const;
    void tellTaken(const relay::RegistryEvent &registry, const QList<protocol::Action> &before);
    void remember(relay::ForceId force, const Pending::Request &request);
    void remember(const relay::ForceEvent &force);
    void forget(relay::ForceId force);

    // What messages say: sessionreplaymessages.cpp.
    void readMessage(const relay::FrameEvent &frame);
    void readOfIntegration(const relay::FrameEvent &frame);
    void readSent(const relay::FrameEvent &frame);
    void readReceived(const relay::FrameEvent &frame, protocol::JsonValue data);
    void readDefinitions(const relay::FrameEvent &frame, protocol::JsonValue actions);
    void readRefused(const relay::FrameEvent &frame, const protocol::GameMessage &message);
    void readRemark(const relay::FrameEvent &frame);
    void readForce(const relay::FrameEvent &frame, protocol::JsonValue data);
    void takeRegistration(const relay::FrameEvent &frame, const QList<protocol::Action> &actions,
                          bool isRefused);
    void forgetReplaced(const relay::FrameEvent &frame, const QList<protocol::Action> &wanted);
    /// `actions`: those of it that were taken.
    void tellAdded(const Pending::Registration &registration,
                   const QList<protocol::Action> &actions);

    relay::RelayEvents *m_events = nullptr; ///< While a line is read; nobody wants them: null.
    std::map<relay::PeerId, Peer> m_peers;
    std::map<relay::PeerId, relay::RegistryEvent> m_registries;
    std::map<relay::ForceId, relay::ForceEvent> m_forces; ///< Not over.
    Pending m_pending;                                    ///< Without the outbox: m_rows.
    OutboxReplay m_rows;
    relay::UpstreamEvent m_upstream;
    relay::OutboxHealthEvent m_outbox;
    relay::TestBench m_testBench;
    qint64 m_definitionBytes = 0;
    qint64 m_requestBytes = 0; ///< In m_forces and m_pending.
    qint64 m_wall = 0;         ///< Of the last line that had a moment.
};

} // namespace neuro::storage
