// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/diagnosticsmodel.h"
#include "models/forcemodel.h"
#include "models/integrationsmodel.h"
#include "models/outboxmodel.h"
#include "models/trafficmodel.h"
#include "models/transcriptmodel.h"
#include "relay/relayevent.h"

#include <QObject>
#include <QString>
#include <QStringList>

#include <map>

namespace neuro::models {

/// All that a window shows of one relay, fed by batches of events. One per window; lives in the
/// window's thread.
class RelayModels : public QObject
{
    Q_OBJECT

public:
    explicit RelayModels(FrameStore::Limits trafficLimits = {}, QObject *parent = nullptr);

    TrafficModel *traffic() { return &m_traffic; }
    IntegrationsModel *integrations() { return &m_integrations; }
    ForceModel *forces() { return &m_forces; }
    TranscriptModel *transcript() { return &m_transcript; }
    DiagnosticsModel *diagnostics() { return &m_diagnostics; }
    /// Is fed by RelayService::outboxRows(), not by events.
    OutboxModel *outboxRows() { return &m_outboxRows; }

    /// The backend door as the last event told; `at.wall` is 0 before the first.
    const relay::DoorEvent &backend() const { return m_backend; }
    /// The same of the intermediary door.
    const relay::DoorEvent &intermediary() const { return m_intermediary; }
    const relay::SettingsEvent &settings() const { return m_settings; }
    /// The connection to the real Neuro as the last event told.
    const relay::UpstreamEvent &upstream() const { return m_upstream; }
    /// What upstream calls its character; empty before the first connection.
    const QString &upstreamName() const { return m_upstreamName; }
    /// How it stands with the outbox; `pending` and `queues` are always what waits now.
    const relay::OutboxHealthEvent &outbox() const { return m_outbox; }
    /// Whether messages were lost in this run, as outboxDropped() told.
    bool hasDropped() const { return m_hasDropped; }
    /// What the relay does to games on purpose.
    const relay::TestBench &testBench() const { return m_testBench; }
    /// Frames that the traffic lacks because this window was too slow.
    quint64 skippedFrames() const { return m_skippedFrames; }

    /// Takes a batch (RelayService::events()); `skippedFrames` were lost before it. The models
    /// are up to date when the signals about it come.
    void apply(const relay::RelayEvents &batch, quint64 skippedFrames);
    /// Forgets what happened and who was there, before the events of another time. Filters and
    /// mutes stay.
    void clear();

Q_SIGNALS:
    void backendChanged(const neuro::relay::DoorEvent &door);
    void settingsChanged(const neuro::relay::SettingsEvent &settings);
    /// The state of the connection, or the character's name.
    void upstreamChanged(const neuro::relay::UpstreamEvent &upstream);
    /// What waits, or what is wrong with keeping it. At most once in each batch.
    void outboxChanged(const neuro::relay::OutboxHealthEvent &outbox);
    /// Messages for Neuro or an integration are lost, without the operator having wished it. Once
    /// for each of them in each batch: `count` is of all messages, the rest of the last one.
    void outboxDropped(const neuro::relay::OutboxEvent &drop);
    void skippedFramesChanged(quint64 skipped);
    /// The answer to a command.
    void commandDone(const neuro::relay::OperatorEvent &result);
    /// Someone was turned away whom the operator may admit.
    void admissionWanted(const neuro::relay::AdmissionEvent &request);
    void intermediaryChanged(const neuro::relay::DoorEvent &door);
    /// Someone at the intermediary door or the hub was sent away.
    void registrationRefused(const neuro::relay::RegistrationRefusedEvent &refusal);
    void testBenchChanged(const neuro::relay::TestBenchEvent &change);

private:
    void take(const relay::DoorEvent &event);
    void take(const relay::SettingsEvent &event);
    void take(const relay::SnapshotEvent &event);
    void take(const relay::OperatorEvent &event);
    void take(const relay::AdmissionEvent &event);
    void take(const relay::RegistrationRefusedEvent &event);
    void take(const relay::UpstreamEvent &event);
    void take(const relay::PeerEvent &event);
    void take(const relay::FrameEvent &event);
    void take(const relay::OutboxEvent &event);
    void take(const relay::OutboxHealthEvent &event);
    void take(const relay::TestBenchEvent &event);
    void setUpstreamName(const QString &name);
    void setPending(const QString &destination, qint64 pending);
    void tellOutbox();
    /// Events that only the models need.
    template <typename Other>
    void take(const Other &)
    {
    }

    TrafficModel m_traffic;
    IntegrationsModel m_integrations;
    ForceModel m_forces;
    TranscriptModel m_transcript;
    DiagnosticsModel m_diagnostics;
    OutboxModel m_outboxRows;
    relay::DoorEvent m_backend;
    relay::DoorEvent m_intermediary;
    relay::SettingsEvent m_settings;
    relay::UpstreamEvent m_upstream;
    QString m_upstreamName;
    relay::TestBench m_testBench;
    relay::OutboxHealthEvent m_outbox;
    /// Of the batch that is being taken, by destination.
    std::map<QString, relay::OutboxEvent> m_drops;
    bool m_outboxIsChanged = false; ///< By the batch that is being taken.
    bool m_hasDropped = false;
    quint64 m_skippedFrames = 0;
};

} // namespace neuro::models
