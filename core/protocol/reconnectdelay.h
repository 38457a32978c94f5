// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

namespace neuro::protocol {

/// The waits between attempts to connect: they double from the first to the longest. Each is
/// varied at random by up to a fifth, the first and the longest too, so that many clients that lost
/// the same server do not all come back in the same millisecond. Milliseconds.
class ReconnectDelay
{
public:
    static constexpr int defaultFirstMs = 500;
    static constexpr int defaultLongestMs = 10'000;

    /// `firstMs` below 1 counts as 1, `longestMs` below `firstMs` as `firstMs`. Starts again with
    /// the first.
    void setRange(int firstMs, int longestMs);

    /// The next wait, from four fifths to six fifths of what it would be without variation.
    int next();
    /// The longest wait, varied like all others; the next one stays as it was.
    int longest() const { return varied(m_longestMs); }
    /// Makes the next wait a first one.
    void reset() { m_baseMs = m_firstMs; }

private:
    static int varied(int ms);

    int m_firstMs = defaultFirstMs;
    int m_longestMs = defaultLongestMs;
    int m_baseMs = defaultFirstMs;
};

} // namespace neuro::protocol
