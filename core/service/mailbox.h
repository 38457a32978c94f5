// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "relay/relaydispatcher.h"
#include "relay/relayevent.h"

#include <QMutex>

#include <functional>

namespace neuro::service {

/// Carries events from the relay thread to one reader in another thread, in batches. Bounded by
/// count and by bytes: what does not fit is counted, never waited for.
///
/// The writer calls take(); `wake` is called (in the writer's thread) when the box stops being
/// empty, and must only post. The reader calls takeAll() as often as it likes.
class Mailbox : public relay::EventSink
{
public:
    struct Limits
    {
        qsizetype events = 200'000;
        qint64 payloadBytes = 256 * 1024 * 1024;
    };
    struct Batch
    {
        relay::RelayEvents events;
        /// Frames that did not fit, before `events`.
        quint64 skippedFrames = 0;
        /// Other events that did not fit: what the reader knows is stale, a snapshot mends it.
        quint64 skippedOthers = 0;
    };

    Mailbox(Limits limits, std::function<void()> wake);

    void take(const relay::RelayEvents &events) override;
    Batch takeAll();

private:
    const Limits m_limits;
    const std::function<void()> m_wake;
    QMutex m_mutex; ///< Protects what follows.
    Batch m_batch;
    qint64 m_payloadBytes = 0;
};

} // namespace neuro::service
