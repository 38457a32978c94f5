// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "storage/sessionindex.h"

#include "relay/eventweight.h"

#include <algorithm>

namespace neuro::storage {

SessionIndex::SessionIndex(const Limits &limits)
    : m_limits(limits)
{
    Q_ASSERT(limits.partBytes > 0 && limits.partLines > 0 && limits.parts > 0);
}

bool SessionIndex::isPartFull() const
{
    const SessionPart &last = m_parts.back().part;
    return last.lines >= m_limits.partLines || last.bytes >= m_limits.partBytes;
}

/// Of the texts of actions that no earlier state holds. A text in memory is known by its address:
/// it stays where it is as long as a state holds it.
qint64 SessionIndex::newTextBytes(const Entry &entry)
{
    qint64 bytes = 0;
    const auto count = [&](const auto &text) {
        if (!text.isEmpty() && m_texts.insert(text.constData()).second)
            bytes += text.size() * static_cast<qint64>(sizeof(*text.constData()));
    };
    const auto countAll = [&](const QList<protocol::Action> &actions) {
        for (const protocol::Action &action : actions) {
            count(action.name);
            count(action.description);
            count(action.schema);
        }
    };
    for (const relay::RegistryEvent &registry : entry.state.registries)
        countAll(registry.actions);
    for (const relay::ForceEvent &force : entry.state.forces)
        countAll(force.actions);
    if (entry.pending.registration)
        countAll(entry.pending.registration->actions);
    return bytes;
}

bool SessionIndex::begin(const SessionLine &line)
{
    Entry entry;
    // A header forgets what was before it.
    if (!std::holds_alternative<SessionHeader>(line.entry)) {
        entry.state = m_replay.snapshot();
        entry.pending = m_replay.pending(m_outboxRows);
    }
    m_stateBytes += static_cast<qint64>(sizeof(Entry)) +
                    relay::weightOf(relay::RelayEvent(entry.state)) + entry.pending.weight() +
                    newTextBytes(entry);
    if (m_parts.size() >= m_limits.parts || m_stateBytes > m_limits.stateBytes)
        return false;
    entry.part.recording = m_recording;
    entry.part.offset = line.offset;
    entry.part.firstLine = line.number;
    entry.pending.outbox.cut(m_outboxRows);
    m_outboxBytes += entry.pending.outbox.weight();
    m_parts.push_back(std::move(entry));
    limitOutbox();
    return true;
}

/// Costs a look at each part no more often than m_outboxRows can be halved.
void SessionIndex::limitOutbox()
{
    while (m_outboxBytes > m_limits.outboxBytes && m_outboxRows > 0) {
        m_outboxRows /= 2;
        m_outboxBytes = 0;
        for (Entry &entry : m_parts) {
            entry.pending.outbox.cut(m_outboxRows);
            m_outboxBytes += entry.pending.outbox.weight();
        }
    }
}

bool SessionIndex::add(const SessionLine &line, qint64 end)
{
    if (m_isFull)
        return false;
    const bool isHeader = std::holds_alternative<SessionHeader>(line.entry);
    m_recording += isHeader ? 1 : 0;
    if ((m_parts.empty() || isHeader || isPartFull()) && !begin(line)) {
        m_isFull = true;
        return false;
    }
    SessionPart &part = m_parts.back().part;
    part.bytes = end - part.offset;
    ++part.lines;
    part.frames += std::holds_alternative<RecordedFrame>(line.entry) ? 1 : 0;
    if (const auto wall = wallOf(line.entry)) {
        part.first = std::min(part.first.value_or(*wall), *wall);
        part.last = std::max(part.last.value_or(*wall), *wall);
    }
    m_replay.skip(line.entry);
    return true;
}

void SessionIndex::addDamagedLine(qint64 end)
{
    if (!m_parts.empty() && !m_isFull)
        m_parts.back().part.bytes = end - m_parts.back().part.offset;
}

} // namespace neuro::storage
