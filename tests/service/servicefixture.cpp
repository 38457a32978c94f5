// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "service/servicefixture.h"

#include "net/waiting.h"

#include <algorithm>
#include <cstddef>
#include <variant>

namespace neuro::testing {

namespace {

/// A disk may have much to do when a whole suite runs.
constexpr int outboxMs = 20'000;

} // namespace

ServiceFixture::ServiceFixture()
{
    config.backend.port = 0;
    config.backend.host = QStringLiteral("127.0.0.1");
    config.intermediary.port = 0;
    config.intermediary.host = QStringLiteral("127.0.0.1");
    config.intermediary.authToken = QStringLiteral("a-standard-token-for-tests");
    config.neuroOsToken = QStringLiteral("an-enhanced-token-for-tests");
    config.status.port = 0;
    config.engine.idPrefix = QStringLiteral("t");
    options.dataFolder = folder.path();
}

ServiceFixture::~ServiceFixture() = default;

void ServiceFixture::prepare()
{
    m_service = std::make_unique<service::RelayService>(config, options);
    connect(m_service.get(), &service::RelayService::doorChanged, this,
            [this](const relay::DoorEvent &event) {
                (event.door == relay::Door::Backend ? door : intermediary) = event;
            });
    connect(m_service.get(), &service::RelayService::statusDoorChanged, this,
            [this](const service::StatusDoor &event) { status = event; });
    connect(m_service.get(), &service::RelayService::events, this,
            [this](const relay::RelayEvents &batch, quint64 skipped) {
                events.insert(events.end(), batch.begin(), batch.end());
                skippedFrames += skipped;
            });
}

bool ServiceFixture::start()
{
    if (!m_service)
        prepare();
    const std::size_t before = events.size();
    if (!m_service->start().isEmpty())
        return false;
    const auto isTold = [](const auto &each) {
        return each.listening || !each.error.isEmpty();
    };
    const bool isOpen = tests::waitUntil([&] {
        return isTold(door) && (isTold(intermediary) || !config.intermediary.enabled) &&
               (isTold(status) || !config.status.enabled);
    });
    return isOpen && door.listening && (!hasOutbox() || waitForOutboxSince(before));
}

bool ServiceFixture::hasOutbox() const
{
    return config.engine.upstream.isConfigured || config.intermediary.enabled;
}

bool ServiceFixture::waitForOutboxSince(std::size_t event) const
{
    const auto isTold = [&] {
        return std::any_of(events.begin() + static_cast<std::ptrdiff_t>(event), events.end(),
                           [](const relay::RelayEvent &each) {
                               return std::holds_alternative<relay::OutboxHealthEvent>(each);
                           });
    };
    return !options.observed || tests::waitUntil(isTold, outboxMs);
}

QUrl ServiceFixture::url() const
{
    return QUrl(QStringLiteral("ws://") + door.addresses.value(0));
}

QUrl ServiceFixture::intermediaryUrl() const
{
    return QUrl(QStringLiteral("ws://") + intermediary.addresses.value(0));
}

template <typename Event>
QList<Event> ServiceFixture::all() const
{
    QList<Event> found;
    for (const relay::RelayEvent &event : events) {
        if (const auto *wanted = std::get_if<Event>(&event))
            found.append(*wanted);
    }
    return found;
}

template <typename Event>
bool ServiceFixture::waitFor(const std::function<bool(const Event &)> &condition) const
{
    return tests::waitUntil([&] {
        return std::any_of(events.begin(), events.end(), [&](const relay::RelayEvent &event) {
            const auto *wanted = std::get_if<Event>(&event);
            return wanted && condition(*wanted);
        });
    });
}

template QList<relay::FrameEvent> ServiceFixture::all<relay::FrameEvent>() const;
template QList<relay::PeerEvent> ServiceFixture::all<relay::PeerEvent>() const;
template QList<relay::RegistryEvent> ServiceFixture::all<relay::RegistryEvent>() const;
template QList<relay::ForceEvent> ServiceFixture::all<relay::ForceEvent>() const;
template QList<relay::ActionEvent> ServiceFixture::all<relay::ActionEvent>() const;
template QList<relay::DiagnosticEvent> ServiceFixture::all<relay::DiagnosticEvent>() const;
template QList<relay::TranscriptEvent> ServiceFixture::all<relay::TranscriptEvent>() const;
template QList<relay::OperatorEvent> ServiceFixture::all<relay::OperatorEvent>() const;
template QList<relay::DoorEvent> ServiceFixture::all<relay::DoorEvent>() const;
template QList<relay::AdmissionEvent> ServiceFixture::all<relay::AdmissionEvent>() const;
template QList<relay::SettingsEvent> ServiceFixture::all<relay::SettingsEvent>() const;
template QList<relay::SnapshotEvent> ServiceFixture::all<relay::SnapshotEvent>() const;
template QList<relay::UpstreamEvent> ServiceFixture::all<relay::UpstreamEvent>() const;
template QList<relay::OutboxEvent> ServiceFixture::all<relay::OutboxEvent>() const;
template QList<relay::OutboxHealthEvent> ServiceFixture::all<relay::OutboxHealthEvent>() const;
template QList<relay::RegistrationRefusedEvent>
ServiceFixture::all<relay::RegistrationRefusedEvent>() const;
template QList<relay::RestrictionEvent> ServiceFixture::all<relay::RestrictionEvent>() const;
template QList<relay::ShutdownEvent> ServiceFixture::all<relay::ShutdownEvent>() const;
template QList<relay::TestBenchEvent> ServiceFixture::all<relay::TestBenchEvent>() const;

template bool ServiceFixture::waitFor(const std::function<bool(const relay::FrameEvent &)> &) const;
template bool ServiceFixture::waitFor(const std::function<bool(const relay::PeerEvent &)> &) const;
template bool
ServiceFixture::waitFor(const std::function<bool(const relay::RegistryEvent &)> &) const;
template bool ServiceFixture::waitFor(const std::function<bool(const relay::ForceEvent &)> &) const;
template bool
ServiceFixture::waitFor(const std::function<bool(const relay::ActionEvent &)> &) const;
template bool
ServiceFixture::waitFor(const std::function<bool(const relay::DiagnosticEvent &)> &) const;
template bool
ServiceFixture::waitFor(const std::function<bool(const relay::TranscriptEvent &)> &) const;
template bool
ServiceFixture::waitFor(const std::function<bool(const relay::OperatorEvent &)> &) const;
template bool ServiceFixture::waitFor(const std::function<bool(const relay::DoorEvent &)> &) const;
template bool
ServiceFixture::waitFor(const std::function<bool(const relay::AdmissionEvent &)> &) const;
template bool
ServiceFixture::waitFor(const std::function<bool(const relay::SettingsEvent &)> &) const;
template bool
ServiceFixture::waitFor(const std::function<bool(const relay::SnapshotEvent &)> &) const;
template bool
ServiceFixture::waitFor(const std::function<bool(const relay::UpstreamEvent &)> &) const;
template bool
ServiceFixture::waitFor(const std::function<bool(const relay::OutboxEvent &)> &) const;
template bool
ServiceFixture::waitFor(const std::function<bool(const relay::OutboxHealthEvent &)> &) const;
template bool
ServiceFixture::waitFor(const std::function<bool(const relay::RegistrationRefusedEvent &)> &) const;
template bool
ServiceFixture::waitFor(const std::function<bool(const relay::RestrictionEvent &)> &) const;
template bool
ServiceFixture::waitFor(const std::function<bool(const relay::ShutdownEvent &)> &) const;

} // namespace neuro::testing
