// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "models/relaymodels.h"

#include "relay/upstreamlink.h"

#include <algorithm>
#include <utility>

namespace neuro::models {

using namespace Qt::Literals::StringLiterals;

namespace {

/// What the engine says of messages that the operator dropped.
bool isWished(const protocol::Phrase &why)
{
    return why == protocol::phrase(QT_TRANSLATE_NOOP("core", "by the operator"));
}

} // namespace

RelayModels::RelayModels(FrameStore::Limits trafficLimits, QObject *parent)
    : QObject(parent)
    , m_traffic(trafficLimits)
{
    connect(&m_diagnostics, &DiagnosticsModel::talliesChanged, &m_integrations,
            [this] { m_integrations.setDiagnostics(m_diagnostics.tallies()); });
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
    m_diagnostics.apply(batch);
    for (const relay::RelayEvent &event : batch)
        std::visit([this](const auto &kind) { take(kind); }, event);
    tellOutbox();
}

void RelayModels::clear()
{
    m_traffic.clear();
    m_integrations.clear();
    m_transcript.clear();
    m_diagnostics.clear();
    m_upstreamName.clear();
    m_hasDropped = false;
    m_skippedFrames = 0;
    apply({relay::SnapshotEvent()}, 0);
}

void RelayModels::take(const relay::DoorEvent &event)
{
    if (event.door == relay::Door::Backend) {
        m_backend = event;
        Q_EMIT backendChanged(m_backend);
    } else if (event.door == relay::Door::Intermediary) {
        m_intermediary = event;
        Q_EMIT intermediaryChanged(m_intermediary);
    }
}

void RelayModels::take(const relay::SettingsEvent &event)
{
    m_settings = event;
    Q_EMIT settingsChanged(m_settings);
}

void RelayModels::take(const relay::SnapshotEvent &event)
{
    take(event.settings);
    take(event.upstream);
    take(event.outbox);
    take(relay::TestBenchEvent{event.at, event.testBench});
}

void RelayModels::take(const relay::UpstreamEvent &event)
{
    m_upstream = event;
    Q_EMIT upstreamChanged(m_upstream);
}

void RelayModels::take(const relay::PeerEvent &event)
{
    if (event.door == relay::Door::Upstream && event.state != relay::PeerEvent::State::Disconnected)
        setUpstreamName(event.name);
}

/// Upstream says who it is with its acknowledgement of our startup.
void RelayModels::take(const relay::FrameEvent &event)
{
    if (event.door == relay::Door::Upstream && event.direction == relay::Direction::In &&
        event.command == "startup"_L1)
        setUpstreamName(event.name);
}

void RelayModels::setUpstreamName(const QString &name)
{
    if (m_upstreamName == name)
        return;
    m_upstreamName = name;
    Q_EMIT upstreamChanged(m_upstream);
}

void RelayModels::take(const relay::OutboxEvent &event)
{
    setPending(event.destination, event.pending);
    m_outboxIsChanged = true;
    if (event.state != relay::OutboxEvent::State::Dropped || isWished(event.why))
        return;
    m_hasDropped = true;
    relay::OutboxEvent &drop = m_drops[event.destination];
    const qint64 before = drop.state == relay::OutboxEvent::State::Dropped ? drop.count : 0;
    drop = event;
    drop.count += before;
}

void RelayModels::setPending(const QString &destination, qint64 pending)
{
    if (destination == relay::UpstreamLink::destination())
        m_outbox.pending = pending;
    QList<relay::OutboxPending> &queues = m_outbox.queues;
    const auto at = std::lower_bound(
        queues.begin(), queues.end(), destination,
        [](const auto &queue, const auto &name) { return queue.destination < name; });
    const bool isListed = at != queues.end() && at->destination == destination;
    if (isListed && pending > 0)
        at->pending = pending;
    else if (isListed)
        queues.erase(at);
    else if (pending > 0)
        queues.insert(at, {destination, pending});
}

void RelayModels::take(const relay::OutboxHealthEvent &event)
{
    m_outbox = event;
    m_outboxIsChanged = true;
}

void RelayModels::take(const relay::TestBenchEvent &event)
{
    if (event.bench == m_testBench && !event.byUpstream)
        return; // A snapshot may tell what is known.
    m_testBench = event.bench;
    Q_EMIT testBenchChanged(event);
}

void RelayModels::tellOutbox()
{
    if (std::exchange(m_outboxIsChanged, false))
        Q_EMIT outboxChanged(m_outbox);
    for (const auto &[destination, drop] : std::exchange(m_drops, {}))
        Q_EMIT outboxDropped(drop);
}

void RelayModels::take(const relay::OperatorEvent &event)
{
    Q_EMIT commandDone(event);
}

void RelayModels::take(const relay::AdmissionEvent &event)
{
    Q_EMIT admissionWanted(event);
}

void RelayModels::take(const relay::RegistrationRefusedEvent &event)
{
    Q_EMIT registrationRefused(event);
}

} // namespace neuro::models
