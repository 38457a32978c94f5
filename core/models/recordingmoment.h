// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "relay/relayevent.h"
#include "storage/sessionreplay.h"

#include <QList>

#include <deque>
#include <optional>

namespace neuro::models {

/// Finds out who was there, and with which actions, and what waited in the outbox, at a moment of a
/// part of a session log. Pure; belongs to one thread. Its memory is bounded by that of the part,
/// without the texts of messages, and OutboxReplay's.
class RecordingMoment
{
public:
    /// The moment is that of the frame `seq` and of what followed from it at once: lines of the
    /// same microsecond up to the next frame that came in. Nothing: the end of the part. `state`
    /// and `pending`: as things stood before the part.
    RecordingMoment(const relay::SnapshotEvent &state,
                    const storage::SessionReplay::Pending &pending, std::optional<quint64> seq);

    /// Takes the next line of the part; false: it is of a later moment, and was not taken.
    bool take(const storage::SessionEntry &entry);
    /// Whether the frame was among the lines; always, when the end is wanted.
    bool isReached() const { return !m_seq || m_at; }
    /// For an IntegrationsModel that was cleared. The last one is a snapshot, of the moment.
    relay::RelayEvents events() const;
    /// The rows that waited in the outbox, as OutboxReplay::rows() tells them; how many waited, the
    /// snapshot knows.
    QList<relay::OutboxRow> outboxRows() { return m_replay.outboxRows(maxOutboxRows); }

    /// Comings and goings that are told one by one; before them those who had left are forgotten.
    static constexpr std::size_t maxChanges = 2000;
    /// As many as a running relay shows.
    static constexpr qsizetype maxOutboxRows = 500;

private:
    void keep(relay::RelayEvent &event);
    void keep(const relay::FrameEvent &frame);

    std::optional<quint64> m_seq;
    std::optional<qint64> m_at; ///< When the frame came; once it was taken.
    storage::SessionReplay m_replay;
    relay::RelayEvents m_changes;
    std::deque<relay::FrameEvent> m_frames; ///< That count for rates; without texts.
};

} // namespace neuro::models
