// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include <QtGlobal>

namespace neuro::protocol {

/// The pseudo-random generator SplitMix64: the same seed gives the same numbers everywhere, which
/// the distributions of the standard library do not promise. Not for secrets.
class SplitMix64
{
public:
    explicit SplitMix64(quint64 seed)
        : m_state(seed)
    {
    }

    quint64 next()
    {
        m_state += 0x9E3779B97F4A7C15U;
        quint64 mixed = m_state;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9U;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBU;
        return mixed ^ (mixed >> 31);
    }
    /// 0 to `count` - 1; `count` must be greater than zero.
    quint64 below(quint64 count) { return next() % count; }
    bool coin() { return (next() & 1) != 0; }

private:
    quint64 m_state;
};

} // namespace neuro::protocol
