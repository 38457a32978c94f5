// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "relay/upstreamlink.h"

#include <algorithm>

namespace neuro::relay {

using protocol::Phrase;
using protocol::phrase;

Phrase UpstreamLink::whyTooLarge(qint64 bytes) const
{
    return phrase(QT_TRANSLATE_NOOP("core", "too large for upstream: %1 bytes; it closed the "
                                            "connection over a message of %2 bytes. Send less at "
                                            "once; if upstream takes more by now, disconnect it "
                                            "and connect it again"),
                  bytes, m_sizes.refused());
}

bool UpstreamLink::leaveOut(const Text &text, qint64 bytes, bool isContext, Instant now,
                            const RowRanges &rows)
{
    if (!isTooLarge(bytes))
        return false;
    if (static_cast<std::size_t>(m_tooLarge.size()) < m_buffers.deferredTexts)
        m_tooLarge.append({text.game, text.origin, bytes});
    if (isContext)
        publish(OutboxEvent::State::Dropped, 1,
                phrase(QT_TRANSLATE_NOOP("core", "too large for upstream: %1 bytes; it closed the "
                                                 "connection over a message of %2 bytes. What is "
                                                 "dropped for that cannot be exported"),
                       bytes, m_sizes.refused()),
                rows, now);
    return true;
}

bool UpstreamLink::dropTooLarge(const OutboxRow &row, Instant now)
{
    // Its silent form can be shorter by a byte, and may have been what was refused, or not.
    const qint64 bytes =
        std::max<qint64>(row.payload.size(), ofItsAge(row.payload, row.createdUs, now).size());
    if (!isTooLarge(bytes))
        return false;
    Text text;
    text.game = row.name;
    if (const auto origin = m_origins.find(row.id); origin != m_origins.end()) {
        text.origin = origin->second;
        m_origins.erase(origin);
    }
    m_waitingRows = std::max<qint64>(m_waitingRows - 1, 0);
    m_removedTo = std::max(m_removedTo, row.id);
    m_outputs.effects.emplace_back(RemoveFromOutbox{{row.id}});
    return leaveOut(text, bytes, true, now, {{row.id, row.id}});
}

} // namespace neuro::relay
