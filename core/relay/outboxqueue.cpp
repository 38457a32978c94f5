// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "relay/outboxqueue.h"

#include <algorithm>

namespace neuro::relay {

namespace {

std::size_t indexOf(OutboxKind kind)
{
    return static_cast<std::size_t>(kind);
}

bool isExpired(const OutboxEntry &entry, const OutboxQueue::Limits &limits, qint64 nowUs)
{
    return entry.createdUs < nowUs - limits.ageUs[indexOf(entry.kind)];
}

} // namespace

void OutboxQueue::insert(qint64 id, const OutboxEntry &entry)
{
    erase(id);
    // Nearly always the newest.
    m_entries.emplace_hint(m_entries.end(), id, entry);
    m_bytes += entry.bytes;
    m_earlierRunRows += entry.fromEarlierRun ? 1 : 0;
    qint64 &oldest = m_oldestUs[indexOf(entry.kind)];
    oldest = std::min(oldest, entry.createdUs);
}

bool OutboxQueue::erase(qint64 id)
{
    const auto found = m_entries.find(id);
    if (found == m_entries.end())
        return false;
    m_bytes -= found->second.bytes;
    m_earlierRunRows -= found->second.fromEarlierRun ? 1 : 0;
    m_entries.erase(found);
    if (m_entries.empty())
        m_oldestUs = noneYet;
    return true;
}

const OutboxEntry *OutboxQueue::find(qint64 id) const
{
    const auto found = m_entries.find(id);
    return found == m_entries.end() ? nullptr : &found->second;
}

void OutboxQueue::noteTry(qint64 id)
{
    const auto found = m_entries.find(id);
    if (found != m_entries.end())
        ++found->second.tries;
}

void OutboxQueue::setFromEarlierRun(bool earlier)
{
    for (auto &[id, entry] : m_entries)
        entry.fromEarlierRun = earlier;
    m_earlierRunRows = earlier ? rows() : 0;
}

bool OutboxQueue::mayHoldExpired(const Limits &limits, qint64 nowUs) const
{
    for (std::size_t kind = 0; kind < m_oldestUs.size(); ++kind) {
        if (m_oldestUs[kind] < nowUs - limits.ageUs[kind])
            return true;
    }
    return false;
}

void OutboxQueue::findOldest() const
{
    m_oldestUs = noneYet;
    for (const auto &[id, entry] : m_entries) {
        qint64 &oldest = m_oldestUs[indexOf(entry.kind)];
        oldest = std::min(oldest, entry.createdUs);
    }
}

template <typename Visit>
void OutboxQueue::visitInOrder(const std::vector<NewOutboxEntry> &added, const Visit &visit) const
{
    for (const auto &[id, entry] : m_entries) {
        if (!visit(id, entry, -1))
            return;
    }
    for (const NewOutboxEntry &row : added) {
        if (!visit(row.id, row.entry, row.index))
            return;
    }
}

bool OutboxQueue::anyExpired(const std::vector<NewOutboxEntry> &added, const Limits &limits,
                             qint64 nowUs) const
{
    if (mayHoldExpired(limits, nowUs)) {
        findOldest();
        if (mayHoldExpired(limits, nowUs))
            return true;
    }
    return std::any_of(added.begin(), added.end(), [&](const NewOutboxEntry &row) {
        return isExpired(row.entry, limits, nowUs);
    });
}

std::vector<OutboxQueue::Victim> OutboxQueue::victims(const std::vector<NewOutboxEntry> &added,
                                                      const Limits &limits, qint64 nowUs) const
{
    std::vector<Victim> out;
    qint64 rowsLeft = rows();
    qint64 bytesLeft = m_bytes;
    for (const NewOutboxEntry &row : added) {
        ++rowsLeft;
        bytesLeft += row.entry.bytes;
    }
    const auto take = [&](Victim victim, const OutboxEntry &entry) {
        out.push_back(victim);
        --rowsLeft;
        bytesLeft -= entry.bytes;
    };
    const bool someExpired = anyExpired(added, limits, nowUs);
    if (someExpired) {
        visitInOrder(added, [&](qint64 id, const OutboxEntry &entry, qsizetype index) {
            if (isExpired(entry, limits, nowUs))
                take({id, OutboxDropCause::Age, index}, entry);
            return true;
        });
    }
    visitInOrder(added, [&](qint64 id, const OutboxEntry &entry, qsizetype index) {
        if (rowsLeft > limits.rows && !(someExpired && isExpired(entry, limits, nowUs)))
            take({id, OutboxDropCause::Rows, index}, entry);
        else if (bytesLeft > limits.bytes && !(someExpired && isExpired(entry, limits, nowUs)))
            take({id, OutboxDropCause::Bytes, index}, entry);
        return rowsLeft > limits.rows || bytesLeft > limits.bytes;
    });
    return out;
}

} // namespace neuro::relay
