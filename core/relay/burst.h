// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include <QtGlobal>

#include <array>

namespace neuro::relay {

/// Notices when something happens more than `limit` times within a span of time. Remembers the last
/// `limit` + 1 moments and nothing else.
template <int limit>
class Burst
{
public:
    /// Notes an occurrence at `at`, in microseconds of a clock that never goes back. True when a
    /// burst begins with it: of one burst it is said once, however long it lasts.
    bool note(qint64 at, qint64 spanMicros)
    {
        m_moments[m_next] = at;
        m_next = (m_next + 1) % m_moments.size();
        m_count = qMin(m_count + 1, limit + 1);
        const bool isBurst = m_count > limit && at - m_moments[m_next] < spanMicros;
        const bool begins = isBurst && !m_isBurst;
        m_isBurst = isBurst;
        return begins;
    }

private:
    std::array<qint64, limit + 1> m_moments = {};
    std::size_t m_next = 0; ///< Where the oldest stands, once all places are taken.
    int m_count = 0;
    bool m_isBurst = false;
};

} // namespace neuro::relay
