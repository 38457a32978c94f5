// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "service/servicefixture.h"

#include <algorithm>

namespace neuro::testing {

/// A whole relay with an upstream that decides every force, and with short waits.
class UpstreamService : public ServiceFixture
{
    Q_OBJECT

public:
    /// A connection that is silent for so long is cut off.
    static constexpr int deadAfterMs = 500;

    UpstreamService()
    {
        config.engine.upstream.isConfigured = true;
        config.engine.deciders = {{relay::Decider::Upstream, 0}};
        config.upstream.firstDelayMs = 20;
        config.upstream.longestDelayMs = 200;
        config.upstream.connectTimeoutMs = 300;
        config.upstream.limits.pingAfterMs = deadAfterMs / 4;
        config.upstream.limits.deadAfterMs = deadAfterMs;
    }

    bool startWith(const QUrl &upstream)
    {
        config.upstream.url = upstream;
        return start();
    }

    /// Waits until the outbox's last news are that `pending` messages wait, in `state`.
    bool waitForOutbox(relay::OutboxEvent::State state, qint64 pending)
    {
        return waitForOutbox([=](const relay::OutboxEvent &outbox) {
            return outbox.state == state && outbox.pending == pending;
        });
    }

    /// Waits until the outbox's last news satisfy `condition`.
    template <typename Condition>
    bool waitForOutbox(Condition condition)
    {
        return QTest::qWaitFor(
            [&] {
                const auto last =
                    std::find_if(events.rbegin(), events.rend(), [](const auto &event) {
                        return std::holds_alternative<relay::OutboxEvent>(event);
                    });
                return last != events.rend() && condition(std::get<relay::OutboxEvent>(*last));
            },
            20'000);
    }

    /// Waits until upstream is in `state`.
    bool waitForUpstream(relay::UpstreamEvent::State state)
    {
        return QTest::qWaitFor([&] {
            const auto last = std::find_if(events.rbegin(), events.rend(), [](const auto &event) {
                return std::holds_alternative<relay::UpstreamEvent>(event);
            });
            return last != events.rend() && std::get<relay::UpstreamEvent>(*last).state == state;
        });
    }
};

} // namespace neuro::testing
