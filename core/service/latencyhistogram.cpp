// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "service/latencyhistogram.h"

#include <algorithm>
#include <cmath>

namespace neuro::service {

void LatencyHistogram::add(qint64 nanoseconds)
{
    const double octave = nanoseconds > 1 ? std::log2(static_cast<double>(nanoseconds)) : 0;
    const int bucket = std::clamp(static_cast<int>(octave * bucketsPerOctave), 0, bucketCount - 1);
    m_buckets[static_cast<std::size_t>(bucket)].fetch_add(1, std::memory_order_relaxed);
}

qint64 LatencyHistogram::percentile(double fraction) const
{
    const quint64 total = count();
    if (total == 0)
        return 0;
    const double wanted = std::clamp(fraction, 0.0, 1.0) * static_cast<double>(total);
    quint64 seen = 0;
    int bucket = 0;
    for (; bucket < bucketCount - 1; ++bucket) {
        seen += m_buckets[static_cast<std::size_t>(bucket)].load(std::memory_order_relaxed);
        if (static_cast<double>(seen) >= wanted && seen > 0)
            break;
    }
    // The middle of the bucket.
    return static_cast<qint64>(std::exp2((bucket + 0.5) / bucketsPerOctave));
}

quint64 LatencyHistogram::count() const
{
    quint64 total = 0;
    for (const auto &bucket : m_buckets)
        total += bucket.load(std::memory_order_relaxed);
    return total;
}

void LatencyHistogram::clear()
{
    for (auto &bucket : m_buckets)
        bucket.store(0, std::memory_order_relaxed);
}

} // namespace neuro::service
