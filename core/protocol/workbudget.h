// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include <QtGlobal>

namespace neuro::protocol {

/// The work that one operation on foreign data may still cost. Once exhausted it stays so, and
/// whoever spends from it ends early.
class WorkBudget
{
public:
    /// Bytes of text, or states of a pattern, that cost one step.
    static constexpr qint64 blockSize = 64;

    explicit WorkBudget(qint64 steps)
        : m_steps(steps)
    {
    }

    /// Takes `steps` from the budget; false when it is exhausted.
    bool spend(qint64 steps = 1)
    {
        m_used += steps;
        return m_used <= m_steps;
    }
    /// Takes what reading `bytes` of text costs.
    bool spendOnText(qint64 bytes) { return spend(1 + bytes / blockSize); }
    /// Ends the operation for another reason than its cost, such as its depth.
    void exhaust() { m_steps = -1; }

    bool isExhausted() const { return m_used > m_steps; }
    qint64 used() const { return m_used; }
    qint64 left() const { return m_used < m_steps ? m_steps - m_used : 0; }

private:
    qint64 m_steps;
    qint64 m_used = 0;
};

} // namespace neuro::protocol
