// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "service/servicefixture.h"

#include <functional>

namespace neuro::testing {

/// A whole relay with an upstream that decides every force, and with short waits.
class UpstreamService : public ServiceFixture
{
    Q_OBJECT

public:
    /// A connection that is silent for so long is cut off.
    static constexpr int deadAfterMs = 500;

    UpstreamService();
    ~UpstreamService() override;

    bool startWith(const QUrl &upstream);

    /// Waits until the outbox's last news are that `pending` messages wait, in `state`.
    bool waitForOutbox(relay::OutboxEvent::State state, qint64 pending) const;

    /// Waits until the outbox's last news satisfy `condition`.
    bool waitForOutbox(const std::function<bool(const relay::OutboxEvent &)> &condition) const;

    /// Waits until upstream is in `state`.
    bool waitForUpstream(relay::UpstreamEvent::State state) const;
};

} // namespace neuro::testing
