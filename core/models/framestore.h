// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "relay/relayevent.h"

#include <QtGlobal>

#include <deque>

namespace neuro::models {

/// The frames that the window remembers: a ring bounded by count and by bytes. Each frame
/// has a number that never changes, so that indexes into the ring survive eviction.
class FrameStore
{
public:
    struct Limits
    {
        qsizetype frames = 1'000'000;
        qint64 bytes = 512LL * 1024 * 1024; ///< As relay::weightOf() counts them.
    };
    /// Both limits are above 0.
    explicit FrameStore(Limits limits);
    const Limits &limits() const { return m_limits; }

    /// Number of the oldest frame that is still here.
    quint64 begin() const { return m_begin; }
    /// One more than the number of the newest frame.
    quint64 end() const { return m_begin + m_frames.size(); }
    qsizetype size() const { return static_cast<qsizetype>(m_frames.size()); }
    /// `number` lies in begin() … end() - 1.
    const relay::FrameEvent &at(quint64 number) const { return m_frames[number - m_begin]; }

    /// Adds a frame under the number end(). Evicts nothing: see toEvict().
    void append(relay::FrameEvent frame);
    /// How many of the oldest frames have to go before `count` more that weigh `bytes` in all
    /// fit: none, or at least a twentieth of those that are here, so that eviction is rare.
    /// All of them when even that is not enough.
    qsizetype toEvict(qsizetype count, qint64 bytes) const;
    /// Forgets the `count` (at most size()) oldest frames.
    void evict(qsizetype count);
    /// Forgets all frames; numbers go on.
    void clear();

private:
    Limits m_limits;
    std::deque<relay::FrameEvent> m_frames;
    quint64 m_begin = 0;
    qint64 m_bytes = 0;
};

} // namespace neuro::models
