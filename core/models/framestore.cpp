// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "models/framestore.h"

#include "relay/eventweight.h"

#include <algorithm>
#include <utility>

namespace neuro::models {

namespace {

/// A twentieth of the frames goes at once.
constexpr qsizetype evictionShare = 20;

} // namespace

FrameStore::FrameStore(Limits limits)
    : m_limits(limits)
{
    Q_ASSERT(limits.frames > 0 && limits.bytes > 0);
}

void FrameStore::append(relay::FrameEvent frame)
{
    m_bytes += relay::weightOf(frame);
    m_frames.push_back(std::move(frame));
}

qsizetype FrameStore::toEvict(qsizetype count, qint64 bytes) const
{
    qsizetype needed = std::clamp<qsizetype>(size() + count - m_limits.frames, 0, size());
    qint64 left = m_bytes + bytes;
    qsizetype freed = 0;
    while (freed < size() && (freed < needed || left > m_limits.bytes)) {
        left -= relay::weightOf(m_frames[static_cast<std::size_t>(freed)]);
        ++freed;
    }
    if (freed == 0)
        return 0;
    return std::max(freed, (size() + evictionShare - 1) / evictionShare);
}

void FrameStore::evict(qsizetype count)
{
    Q_ASSERT(count >= 0 && count <= size());
    const auto end = m_frames.begin() + count;
    for (auto frame = m_frames.begin(); frame != end; ++frame)
        m_bytes -= relay::weightOf(*frame);
    m_frames.erase(m_frames.begin(), end);
    m_begin += static_cast<quint64>(count);
}

void FrameStore::clear()
{
    evict(size());
}

} // namespace neuro::models
