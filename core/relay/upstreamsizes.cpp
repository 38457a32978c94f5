// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "relay/upstreamsizes.h"

#include <algorithm>

namespace neuro::relay {

void UpstreamSizes::begin()
{
    m_unproven.clear();
    m_taken = 0;
}

void UpstreamSizes::noteSent(qint64 bytes, quint64 lastPing)
{
    if (!m_unproven.empty() && m_unproven.back().lastPing == lastPing) {
        m_unproven.back().largest = std::max(m_unproven.back().largest, bytes);
        return;
    }
    m_unproven.push_back({lastPing, bytes});
    if (m_unproven.size() <= stretches)
        return;
    // As if both were sent where the later one was: it is proven later, never too early.
    const qint64 first = m_unproven.front().largest;
    m_unproven.pop_front();
    m_unproven.front().largest = std::max(m_unproven.front().largest, first);
}

void UpstreamSizes::noteArrived(quint64 ping)
{
    while (!m_unproven.empty() && m_unproven.front().lastPing < ping) {
        m_taken = std::max(m_taken, m_unproven.front().largest);
        m_unproven.pop_front();
    }
}

bool UpstreamSizes::learn()
{
    qint64 largest = 0;
    for (const Stretch &stretch : m_unproven)
        largest = std::max(largest, stretch.largest);
    // It took one as large: whatever it means is not the size.
    if (largest < leastRefused || largest <= m_taken)
        return false;
    begin();
    // Nothing that is refused already was sent, but for what cannot be left out.
    m_refused = m_refused == 0 ? largest : std::min(m_refused, largest);
    return true;
}

} // namespace neuro::relay
