// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include <QtGlobal>

#include <array>
#include <atomic>

namespace neuro::service {

/// Counts durations in logarithmic buckets (about 4 % wide). add() by one thread; percentiles by
/// any.
class LatencyHistogram
{
public:
    /// 0 ns and more; what is over a minute counts as a minute.
    void add(qint64 nanoseconds);
    /// The duration (ns) that the share `fraction` (0…1) of all stayed below; 0 when there are
    /// none.
    qint64 percentile(double fraction) const;
    quint64 count() const;
    void clear();

private:
    static constexpr int bucketsPerOctave = 16;
    static constexpr int bucketCount = 37 * bucketsPerOctave;
    std::array<std::atomic<quint32>, bucketCount> m_buckets{};
};

} // namespace neuro::service
