// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "service/latencyhistogram.h"

#include <algorithm>
#include <bit>

namespace neuro::service {

void LatencyHistogram::add(qint64 nanoseconds)
{
    std::atomic<quint32> &bucket = m_buckets[static_cast<std::size_t>(bucketOf(nanoseconds))];
    // One thread adds: no need to lock the bus.
    bucket.store(bucket.load(std::memory_order_relaxed) + 1, std::memory_order_relaxed);
}

/// The octave is the place of the highest bit, the bucket in it the bits below.
int LatencyHistogram::bucketOf(qint64 nanoseconds)
{
    static constexpr qint64 longest = (qint64(1) << octaves) - 1;
    const auto value = static_cast<quint64>(std::clamp<qint64>(nanoseconds, 0, longest));
    if (value < bucketsPerOctave)
        return static_cast<int>(value);
    const int shift = static_cast<int>(std::bit_width(value)) - 1 - bucketBits;
    return (shift << bucketBits) + static_cast<int>(value >> shift);
}

qint64 LatencyHistogram::middleOf(int bucket)
{
    if (bucket < bucketsPerOctave)
        return bucket;
    const int shift = (bucket >> bucketBits) - 1;
    const qint64 lowest = static_cast<qint64>(bucket - (shift << bucketBits)) << shift;
    return lowest + (qint64(1) << shift) / 2;
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
    return middleOf(bucket);
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
