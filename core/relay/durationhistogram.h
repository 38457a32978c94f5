// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include <QtGlobal>

#include <array>
#include <cstddef>

namespace neuro::relay {

/// Counts durations in fixed buckets, as a Prometheus histogram wants them: few enough to be kept
/// for every game, dense where a game should answer.
class DurationHistogram
{
public:
    /// Upper bounds in microseconds, each of them inclusive; what is longer goes beyond the last.
    static constexpr std::array<qint64, 12> bounds = {5'000,     10'000,    25'000,     50'000,
                                                      100'000,   250'000,   500'000,    1'000'000,
                                                      2'500'000, 5'000'000, 10'000'000, 20'000'000};

    /// 0 µs and more; less counts as 0.
    void add(qint64 micros)
    {
        const qint64 duration = micros < 0 ? 0 : micros;
        std::size_t bucket = 0;
        while (bucket < bounds.size() && duration > bounds[bucket])
            ++bucket;
        ++m_counts[bucket];
        ++m_count;
        m_sum += duration;
    }

    /// How many took at most bounds[bucket].
    quint64 upTo(std::size_t bucket) const
    {
        quint64 total = 0;
        for (std::size_t i = 0; i <= bucket && i < bounds.size(); ++i)
            total += m_counts[i];
        return total;
    }
    quint64 count() const { return m_count; }
    /// Of all durations, in microseconds.
    qint64 sum() const { return m_sum; }

private:
    std::array<quint64, bounds.size() + 1> m_counts{};
    quint64 m_count = 0;
    qint64 m_sum = 0;
};

} // namespace neuro::relay
