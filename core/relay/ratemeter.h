// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include <QtGlobal>

#include <algorithm>
#include <array>

namespace neuro::relay {

/// How often something happened in the last ten seconds, in ten numbers.
class RateMeter
{
public:
    static constexpr qint64 window = 10; ///< Seconds.

    /// Counts one occurrence at the moment `micros` of any clock, always the same one. Moments
    /// before the newest one count for the newest.
    void count(qint64 micros)
    {
        advance(micros / second);
        ++slot(m_newest);
    }

    /// Occurrences per second in the window that ends at `micros`.
    double perSecond(qint64 micros) const
    {
        const qint64 now = std::max(micros / second, m_newest);
        quint64 sum = 0;
        for (qint64 at = std::max(now - window + 1, qint64(0)); at <= m_newest; ++at)
            sum += m_counts[static_cast<std::size_t>(at % window)];
        return static_cast<double>(sum) / window;
    }

private:
    static constexpr qint64 second = 1'000'000;

    quint32 &slot(qint64 at) { return m_counts[static_cast<std::size_t>(at % window)]; }

    void advance(qint64 at)
    {
        if (at - m_newest >= window)
            m_counts.fill(0);
        else
            for (qint64 stale = m_newest + 1; stale <= at; ++stale)
                slot(stale) = 0;
        m_newest = std::max(m_newest, at);
    }

    std::array<quint32, static_cast<std::size_t>(window)> m_counts{};
    qint64 m_newest = 0; ///< Second of the newest occurrence.
};

} // namespace neuro::relay
