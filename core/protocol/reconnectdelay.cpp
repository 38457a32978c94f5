// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "protocol/reconnectdelay.h"

#include <QRandomGenerator>

#include <algorithm>
#include <limits>

namespace neuro::protocol {

void ReconnectDelay::setRange(int firstMs, int longestMs)
{
    m_firstMs = std::max(firstMs, 1);
    m_longestMs = std::max(longestMs, m_firstMs);
    reset();
}

int ReconnectDelay::next()
{
    const int base = m_baseMs;
    m_baseMs = base > m_longestMs / 2 ? m_longestMs : base * 2;
    return varied(base);
}

int ReconnectDelay::varied(int ms)
{
    const int spread = ms / 5;
    const int variation = QRandomGenerator::global()->bounded(2 * spread + 1) - spread;
    return static_cast<int>(
        std::min<qint64>(qint64{ms} + variation, std::numeric_limits<int>::max()));
}

} // namespace neuro::protocol
