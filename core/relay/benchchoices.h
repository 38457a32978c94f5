// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "protocol/splitmix64.h"
#include "relay/testbench.h"
#include "relay/types.h"

namespace neuro::relay {

/// How the real Neuro behaves, as far as it is known.
namespace likeneuro {
/// She thinks so long before she acts, in milliseconds.
inline constexpr int thinkFromMs = 2000;
inline constexpr int thinkToMs = 10'000;
/// A result that takes longer counts as none.
inline constexpr int resultMs = 20'000;
} // namespace likeneuro

/// What the test bench decides about forces, from its seeds alone: the same questions in the same
/// order have the same answers.
class BenchChoices
{
public:
    /// What has changed starts with its seed again; what has not goes on.
    void apply(const TestBench &bench)
    {
        if (bench.autoAnswer != m_autoAnswer)
            m_answers = protocol::SplitMix64(bench.autoAnswer ? bench.autoAnswer->seed : 0);
        if (bench.likeNeuro != m_likeNeuro)
            m_thoughts = protocol::SplitMix64(bench.likeNeuro ? bench.likeNeuro->seed : 0);
        m_autoAnswer = bench.autoAnswer;
        m_likeNeuro = bench.likeNeuro;
    }

    /// Whether the next force is to get no answer at all.
    bool drawIdle()
    {
        return m_autoAnswer && m_autoAnswer->idlePercent > 0 &&
               m_answers.below(100) < static_cast<quint64>(m_autoAnswer->idlePercent);
    }

    /// From being asked to the answer, in microseconds. Who is like Neuro takes her time, whatever
    /// the automatic answer's delay is.
    qint64 drawDelay()
    {
        if (m_likeNeuro) {
            constexpr qint64 span = (likeneuro::thinkToMs - likeneuro::thinkFromMs) * microsPerMs;
            return likeneuro::thinkFromMs * microsPerMs +
                   static_cast<qint64>(m_thoughts.below(static_cast<quint64>(span) + 1));
        }
        return m_autoAnswer ? m_autoAnswer->delayMs * microsPerMs : 0;
    }

    /// The seed of one random choice of an action and its data.
    quint64 drawSeed() { return m_autoAnswer ? m_answers.next() : m_thoughts.next(); }

private:
    std::optional<AutoAnswer> m_autoAnswer;
    std::optional<LikeNeuro> m_likeNeuro;
    protocol::SplitMix64 m_answers{0};
    protocol::SplitMix64 m_thoughts{0};
};

} // namespace neuro::relay
