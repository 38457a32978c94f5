// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

namespace neuro::protocol {

/// The waits between attempts to connect: they double from the first to the longest. Each is
/// varied at random by up to a fifth, so that many clients that lost the same server do not all
/// come back in the same millisecond. Milliseconds.
class ReconnectDelay
{
public:
    static constexpr int defaultFirstMs = 500;
    static constexpr int defaultLongestMs = 10'000;

    /// `firstMs` below 1 counts as 1, `longestMs` below `firstMs` as `firstMs`. Starts again with
    /// the first.
    void setRange(int firstMs, int longestMs);

    /// The next wait, never outside of the range.
    int next();
    /// Makes the next wait a first one.
    void reset() { m_baseMs = m_firstMs; }

private:
    int m_firstMs = defaultFirstMs;
    int m_longestMs = defaultLongestMs;
    int m_baseMs = defaultFirstMs;
};

} // namespace neuro::protocol
