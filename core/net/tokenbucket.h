// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include <QtGlobal>

#include <algorithm>

namespace neuro::net {

/// Allows so many messages per second on average and one second's worth at once. Reads no clock:
/// its owner tells how much time has passed, so that a message costs one decrement.
class TokenBucket
{
public:
    /// 0: everything is allowed. A changed rate starts with a full bucket.
    void setRate(int perSecond)
    {
        if (perSecond == m_rate)
            return;
        m_rate = perSecond;
        m_milliTokens = capacity();
    }
    int rate() const { return m_rate; }

    /// Takes one message's worth; false when nothing is left.
    bool take()
    {
        if (m_rate <= 0)
            return true;
        if (m_milliTokens < perMessage)
            return false;
        m_milliTokens -= perMessage;
        return true;
    }

    void refill(qint64 elapsedMs)
    {
        // More than a second's worth never fits, and cutting here keeps the product in range.
        const qint64 ms = std::clamp<qint64>(elapsedMs, 0, 1000);
        m_milliTokens = std::min(capacity(), m_milliTokens + ms * m_rate);
    }

private:
    static constexpr qint64 perMessage = 1000;
    qint64 capacity() const { return qint64(m_rate) * perMessage; }

    int m_rate = 0;
    qint64 m_milliTokens = 0;
};

} // namespace neuro::net
