// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include <QtGlobal>

#include <array>
#include <atomic>

namespace neuro::service {

/// Counts durations in buckets that are at most a sixteenth of their duration wide. add() by one
/// thread; percentiles by any.
class LatencyHistogram
{
public:
    /// 0 ns and more; what is over 2^36 ns (69 s) counts as that.
    void add(qint64 nanoseconds);
    /// The duration (ns) that the share `fraction` (0…1) of all stayed below; 0 when there are
    /// none.
    qint64 percentile(double fraction) const;
    quint64 count() const;
    void clear();

private:
    /// Each doubling of the duration is divided into so many buckets of one width; durations below
    /// the first doubling have one each.
    static constexpr int bucketBits = 4;
    static constexpr int bucketsPerOctave = 1 << bucketBits;
    static constexpr int octaves = 36;
    static constexpr int bucketCount = (octaves - bucketBits + 1) * bucketsPerOctave;
    static int bucketOf(qint64 nanoseconds);
    static qint64 middleOf(int bucket);

    std::array<std::atomic<quint32>, bucketCount> m_buckets{};
};

} // namespace neuro::service
