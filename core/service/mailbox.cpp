// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "service/mailbox.h"

#include "relay/eventweight.h"

#include <QMutexLocker>

#include <utility>

namespace neuro::service {

Mailbox::Mailbox(Limits limits, std::function<void()> wake, Filter filter)
    : m_limits(limits)
    , m_wake(std::move(wake))
    , m_filter(filter)
{
}

void Mailbox::take(const relay::RelayEvents &events)
{
    put(events);
}

void Mailbox::takeOver(relay::RelayEvents &events)
{
    put(events);
}

/// Copies constant events, moves others.
template <typename Events>
void Mailbox::put(Events &events)
{
    bool wasEmpty = false;
    bool isEmpty = true;
    {
        const QMutexLocker lock(&m_mutex);
        const auto empty = [this] {
            return m_batch.events.empty() && m_batch.skippedFrames == 0 &&
                   m_batch.skippedOthers == 0;
        };
        wasEmpty = empty();
        for (auto &event : events) {
            if (admit(event))
                m_batch.events.push_back(std::move(event)); // Copies what is constant.
        }
        isEmpty = empty();
    }
    if (wasEmpty && !isEmpty)
        m_wake();
}

/// Counts what does not fit.
bool Mailbox::admit(const relay::RelayEvent &event)
{
    if (m_filter && !m_filter(event))
        return false;
    const qint64 bytes = relay::weightOf(event);
    const bool full = static_cast<qsizetype>(m_batch.events.size()) >= m_limits.events ||
                      m_bytes + bytes > m_limits.bytes;
    if (full) {
        const bool isFrame = std::holds_alternative<relay::FrameEvent>(event);
        ++(isFrame ? m_batch.skippedFrames : m_batch.skippedOthers);
        return false;
    }
    m_bytes += bytes;
    return true;
}

Mailbox::Batch Mailbox::takeAll()
{
    Batch batch;
    exchange(batch);
    return batch;
}

void Mailbox::exchange(Batch &batch)
{
    // Outside of the lock: what is thrown away may be much.
    batch.events.clear();
    if (batch.events.capacity() > keptEvents)
        batch.events = relay::RelayEvents(); // Not {}: that would only clear it.
    batch.skippedFrames = 0;
    batch.skippedOthers = 0;
    const QMutexLocker lock(&m_mutex);
    m_bytes = 0;
    std::swap(batch, m_batch);
}

} // namespace neuro::service
