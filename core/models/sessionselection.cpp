// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "models/sessionselection.h"

#include <algorithm>
#include <utility>

namespace neuro::models {

SessionSelection::SessionSelection(FilterExpression filter, std::optional<qint64> from,
                                   std::optional<qint64> to)
    : m_filter(std::move(filter))
    , m_from(from)
    , m_to(to)
{
}

bool SessionSelection::takes(const storage::SessionEntry &entry)
{
    if (std::holds_alternative<storage::SessionHeader>(entry)) {
        m_chosen.fill(0); // Another recording numbers its frames anew.
        return true;
    }
    if (!isInRange(entry))
        return false;
    if (m_filter.isEmpty() || std::holds_alternative<storage::DroppedLines>(entry))
        return true;
    if (const auto *diagnostic = std::get_if<relay::DiagnosticEvent>(&entry))
        return isChosen(diagnostic->seq);
    const auto *frame = std::get_if<storage::RecordedFrame>(&entry);
    if (!frame || !m_filter.matches(factsOf(frame->event, frame->size)))
        return false;
    m_chosen[m_next] = frame->event.seq;
    m_next = (m_next + 1) % m_chosen.size();
    return true;
}

bool SessionSelection::isInRange(const storage::SessionEntry &entry) const
{
    const auto wall = storage::wallOf(entry);
    if (!wall)
        return !m_from && !m_to;
    return *wall >= m_from.value_or(*wall) && (!m_to || *wall < *m_to);
}

bool SessionSelection::isChosen(quint64 seq) const
{
    return seq != 0 && std::find(m_chosen.begin(), m_chosen.end(), seq) != m_chosen.end();
}

} // namespace neuro::models
