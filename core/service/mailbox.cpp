// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "service/mailbox.h"

#include <QMutexLocker>

#include <utility>

namespace neuro::service {

Mailbox::Mailbox(Limits limits, std::function<void()> wake)
    : m_limits(limits)
    , m_wake(std::move(wake))
{
}

void Mailbox::take(const relay::RelayEvents &events)
{
    bool wasEmpty = false;
    {
        const QMutexLocker lock(&m_mutex);
        wasEmpty =
            m_batch.events.empty() && m_batch.skippedFrames == 0 && m_batch.skippedOthers == 0;
        for (const relay::RelayEvent &event : events) {
            const auto *frame = std::get_if<relay::FrameEvent>(&event);
            const qint64 bytes = frame ? frame->payload.size() : 0;
            const bool full = static_cast<qsizetype>(m_batch.events.size()) >= m_limits.events ||
                              (frame && m_payloadBytes + bytes > m_limits.payloadBytes);
            if (full) {
                ++(frame ? m_batch.skippedFrames : m_batch.skippedOthers);
                continue;
            }
            m_payloadBytes += bytes;
            m_batch.events.push_back(event);
        }
    }
    if (wasEmpty)
        m_wake();
}

Mailbox::Batch Mailbox::takeAll()
{
    const QMutexLocker lock(&m_mutex);
    m_payloadBytes = 0;
    return std::exchange(m_batch, {});
}

} // namespace neuro::service
