// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/forcemodel.h"
#include "models/integrationsmodel.h"
#include "models/trafficmodel.h"
#include "models/transcriptmodel.h"
#include "relay/relayevent.h"

#include <QObject>
#include <QStringList>

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

    /// The backend door as the last event told; `at.wall` is 0 before the first.
    const relay::DoorEvent &backend() const { return m_backend; }
    const relay::SettingsEvent &settings() const { return m_settings; }
    /// Frames that the traffic lacks because this window was too slow.
    quint64 skippedFrames() const { return m_skippedFrames; }

    /// Takes a batch (RelayService::events()); `skippedFrames` were lost before it. The models
    /// are up to date when the signals about it come.
    void apply(const relay::RelayEvents &batch, quint64 skippedFrames);

Q_SIGNALS:
    void backendChanged(const neuro::relay::DoorEvent &door);
    void settingsChanged(const neuro::relay::SettingsEvent &settings);
    void skippedFramesChanged(quint64 skipped);
    /// The answer to a command.
    void commandDone(const neuro::relay::OperatorEvent &result);
    /// Someone was turned away whom the operator may admit.
    void admissionWanted(const neuro::relay::AdmissionEvent &request);

private:
    void take(const relay::DoorEvent &event);
    void take(const relay::SettingsEvent &event);
    void take(const relay::SnapshotEvent &event);
    void take(const relay::OperatorEvent &event);
    void take(const relay::AdmissionEvent &event);
    /// Events that only the models need.
    template <typename Other>
    void take(const Other &)
    {
    }

    TrafficModel m_traffic;
    IntegrationsModel m_integrations;
    ForceModel m_forces;
    TranscriptModel m_transcript;
    relay::DoorEvent m_backend;
    relay::SettingsEvent m_settings;
    quint64 m_skippedFrames = 0;
};

} // namespace neuro::models
