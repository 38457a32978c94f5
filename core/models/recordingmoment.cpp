// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "models/recordingmoment.h"

#include "relay/ratemeter.h"
#include "relay/upstreamlink.h"

#include <cstdlib>
#include <utility>

namespace neuro::models {

namespace {

constexpr qint64 rateSpanMicros = relay::RateMeter::window * 1'000'000;

} // namespace

RecordingMoment::RecordingMoment(const relay::SnapshotEvent &state,
                                 const storage::SessionReplay::Pending &pending,
                                 std::optional<quint64> seq)
    : m_seq(seq)
{
    m_replay.restore(state, pending);
    m_changes.emplace_back(state);
}

bool RecordingMoment::take(const storage::SessionEntry &entry)
{
    const auto *frame = std::get_if<storage::RecordedFrame>(&entry);
    if (m_at) {
        const bool isNext = frame && frame->event.direction == relay::Direction::In;
        if (isNext || storage::wallOf(entry).value_or(*m_at) != *m_at)
            return false;
    }
    relay::RelayEvents told;
    m_replay.take(entry, told);
    for (relay::RelayEvent &event : told)
        keep(event);
    if (frame && m_seq && !m_at && frame->event.seq == *m_seq)
        m_at = frame->event.at.wall;
    return true;
}

void RecordingMoment::keep(relay::RelayEvent &event)
{
    if (const auto *frame = std::get_if<relay::FrameEvent>(&event))
        return keep(*frame);
    // The integrations show what waits for them, and not what waits for Neuro: a row for each
    // context while she is away.
    const auto *outbox = std::get_if<relay::OutboxEvent>(&event);
    if (outbox && outbox->destination == relay::UpstreamLink::destination())
        return;
    const bool isStart = std::holds_alternative<relay::SnapshotEvent>(event);
    const bool isChange = std::holds_alternative<relay::PeerEvent>(event) ||
                          std::holds_alternative<relay::OutboxEvent>(event) ||
                          std::holds_alternative<relay::OutboxHealthEvent>(event);
    if (!isStart && !isChange)
        return;
    if (isStart || m_changes.size() > maxChanges) {
        m_changes.clear();
        m_changes.emplace_back(m_replay.snapshot());
    } else {
        m_changes.push_back(std::move(event));
    }
}

void RecordingMoment::keep(const relay::FrameEvent &frame)
{
    relay::FrameEvent counted;
    counted.at = frame.at;
    counted.peer = frame.peer;
    m_frames.push_back(counted);
    // The clock may have been set back.
    while (std::abs(frame.at.wall - m_frames.front().at.wall) > rateSpanMicros)
        m_frames.pop_front();
}

relay::RelayEvents RecordingMoment::events() const
{
    relay::RelayEvents events = m_changes;
    events.insert(events.end(), m_frames.begin(), m_frames.end());
    events.emplace_back(m_replay.snapshot());
    return events;
}

} // namespace neuro::models
