// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "protocol/reconnectdelay.h"

#include <QRandomGenerator>

#include <algorithm>

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

    const int spread = base / 5;
    const int variation = QRandomGenerator::global()->bounded(2 * spread + 1) - spread;
    const qint64 wait = qint64{base} + variation;
    return static_cast<int>(std::clamp<qint64>(wait, m_firstMs, m_longestMs));
}

} // namespace neuro::protocol
