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
/// empty, and must only post. The reader calls takeAll() or exchange() as often as it likes.
class Mailbox : public relay::EventSink
{
public:
    struct Limits
    {
        qsizetype events = 200'000;
        qint64 bytes = 256 * 1024 * 1024; ///< As relay::weightOf() counts them.
    };
    struct Batch
    {
        relay::RelayEvents events;
        /// Frames that did not fit, before `events`.
        quint64 skippedFrames = 0;
        /// Other events that did not fit: what the reader knows is stale, a snapshot mends it.
        quint64 skippedOthers = 0;
    };

    /// Whether the reader wants an event; called in the writer's thread.
    using Filter = bool (*)(const relay::RelayEvent &event);

    /// Without `filter` the reader gets every event.
    Mailbox(Limits limits, std::function<void()> wake, Filter filter = nullptr);

    void take(const relay::RelayEvents &events) override;
    void takeOver(relay::RelayEvents &events) override;
    Batch takeAll();
    /// Replaces `batch` by what has collected. The memory of a batch that is done goes back to the
    /// box, unless it is a burst's: for a reader that comes often.
    void exchange(Batch &batch);

    /// Room for this many events is kept from one batch to the next.
    static constexpr std::size_t keptEvents = 16'384;

private:
    template <typename Events>
    void put(Events &events);
    bool admit(const relay::RelayEvent &event);

    const Limits m_limits;
    const std::function<void()> m_wake;
    const Filter m_filter;
    QMutex m_mutex; ///< Protects what follows.
    Batch m_batch;
    qint64 m_bytes = 0;
};

} // namespace neuro::service
