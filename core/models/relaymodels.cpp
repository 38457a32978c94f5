// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "models/relaymodels.h"

namespace neuro::models {

RelayModels::RelayModels(FrameStore::Limits trafficLimits, QObject *parent)
    : QObject(parent)
    , m_traffic(trafficLimits)
{
}

void RelayModels::apply(const relay::RelayEvents &batch, quint64 skippedFrames)
{
    if (skippedFrames > 0) {
        m_skippedFrames += skippedFrames;
        Q_EMIT skippedFramesChanged(m_skippedFrames);
    }
    m_traffic.append(batch);
    m_integrations.apply(batch);
    m_forces.apply(batch);
    m_transcript.append(batch);
    for (const relay::RelayEvent &event : batch)
        std::visit([this](const auto &kind) { take(kind); }, event);
}

void RelayModels::take(const relay::DoorEvent &event)
{
    if (event.door != relay::Door::Backend)
        return;
    m_backend = event;
    Q_EMIT backendChanged(m_backend);
}

void RelayModels::take(const relay::SettingsEvent &event)
{
    m_settings = event;
    Q_EMIT settingsChanged(m_settings);
}

void RelayModels::take(const relay::SnapshotEvent &event)
{
    take(event.settings);
}

void RelayModels::take(const relay::OperatorEvent &event)
{
    Q_EMIT commandDone(event);
}

void RelayModels::take(const relay::AdmissionEvent &event)
{
    Q_EMIT admissionWanted(event);
}

} // namespace neuro::models
