// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "e2e/upstreamservice.h"

#include "net/waiting.h"

#include <algorithm>

namespace neuro::testing {
namespace {

/// The last event of this kind, or null.
template <typename Event>
const Event *lastOf(const relay::RelayEvents &events)
{
    const auto last = std::find_if(events.rbegin(), events.rend(), [](const auto &event) {
        return std::holds_alternative<Event>(event);
    });
    return last != events.rend() ? &std::get<Event>(*last) : nullptr;
}

} // namespace

UpstreamService::UpstreamService()
{
    config.engine.upstream.isConfigured = true;
    config.engine.deciders = {{relay::Decider::Upstream, 0}};
    config.upstream.firstDelayMs = 20;
    config.upstream.longestDelayMs = 200;
    config.backend.handshakeMs = 1000; // Of upstream's connection, too.
    config.upstream.limits.pingAfterMs = deadAfterMs / 4;
    config.upstream.limits.deadAfterMs = deadAfterMs;
}

UpstreamService::~UpstreamService() = default;

bool UpstreamService::startWith(const QUrl &upstream)
{
    config.upstream.url = upstream;
    return start();
}

bool UpstreamService::waitForOutbox(relay::OutboxEvent::State state, qint64 pending) const
{
    return waitForOutbox([=](const relay::OutboxEvent &outbox) {
        return outbox.state == state && outbox.pending == pending;
    });
}

bool UpstreamService::waitForOutbox(
    const std::function<bool(const relay::OutboxEvent &)> &condition) const
{
    return tests::waitUntil(
        [&] {
            const auto *last = lastOf<relay::OutboxEvent>(events);
            return last && condition(*last);
        },
        20'000);
}

bool UpstreamService::waitForUpstream(relay::UpstreamEvent::State state) const
{
    return tests::waitUntil([&] {
        const auto *last = lastOf<relay::UpstreamEvent>(events);
        return last && last->state == state;
    });
}

} // namespace neuro::testing
