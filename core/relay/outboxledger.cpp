// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "relay/outboxledger.h"

#include "relay/types.h"

#include <algorithm>
#include <unordered_set>

namespace neuro::relay {

namespace {

OutboxQueue::Limits waitingLimits(const OutboxLimits &limits)
{
    return {limits.rows,
            limits.bytes,
            {limits.contextAgeMs * microsPerMs, limits.commandAgeMs * microsPerMs}};
}

OutboxQueue::Limits droppedLimits(const OutboxLimits &limits)
{
    const qint64 ageUs = limits.droppedAgeMs * microsPerMs;
    return {limits.droppedRows, limits.droppedBytes, {ageUs, ageUs}};
}

/// Adds to the drop with the same destination and cause, which is among the last ones.
void tell(QList<OutboxDrop> &drops, const OutboxQueue::Victim &victim, const OutboxEntry &entry)
{
    const auto same = std::find_if(drops.rbegin(), drops.rend(), [&](const OutboxDrop &drop) {
        return drop.cause == victim.cause && drop.destination == entry.destination;
    });
    OutboxDrop &drop = same != drops.rend()
                           ? *same
                           : drops.emplaceBack(OutboxDrop{entry.destination, victim.cause, {}, 0});
    drop.ids.append(victim.id);
    drop.bytes += entry.bytes;
}

QList<qint64> selectFrom(const OutboxQueue &queue, const QString &destination, qint64 afterId,
                         qsizetype maxRows, qint64 maxBytes)
{
    QList<qint64> ids;
    qint64 bytes = 0;
    const auto &entries = queue.entries();
    for (auto at = entries.upper_bound(afterId); at != entries.end(); ++at) {
        const OutboxEntry &entry = at->second;
        if (entry.destination != destination)
            continue;
        bytes += entry.bytes;
        if (ids.size() >= maxRows || (bytes > maxBytes && !ids.isEmpty()))
            break;
        ids.append(at->first);
    }
    return ids;
}

} // namespace

OutboxLedger::OutboxLedger(const OutboxLimits &limits)
    : m_limits(limits)
{
}

void OutboxLedger::clear()
{
    m_queueOf.clear();
    m_queues.clear();
    m_dropped = OutboxQueue();
    m_droppedRows.clear();
    m_lastId = 0;
}

void OutboxLedger::load(qint64 id, const OutboxEntry &entry)
{
    OutboxQueue &target = m_queues[entry.destination];
    target.insert(id, entry);
    m_queueOf[id] = &target;
    m_lastId = std::max(m_lastId, id);
}

void OutboxLedger::loadDropped(qint64 id, const OutboxEntry &entry)
{
    eraseDropped(id);
    m_dropped.insert(id, entry);
    ++m_droppedRows[entry.destination];
    m_lastId = std::max(m_lastId, id);
}

std::optional<OutboxRefusal> OutboxLedger::refusal(const NewOutboxRow &row, qint64 bytes,
                                                   const Additions &additions) const
{
    using Cause = OutboxRefusal::Cause;
    if (row.destination.isEmpty())
        return OutboxRefusal{0, Cause::NoDestination, {}, 0, 0};
    // No character takes less than a byte: long names are not even copied.
    const qint64 nameBytes = row.destination.size() > OutboxLimits::destinationBytes
                                 ? row.destination.size()
                                 : row.destination.toUtf8().size();
    if (nameBytes > OutboxLimits::destinationBytes)
        return OutboxRefusal{
            0, Cause::DestinationTooLong, {}, nameBytes, OutboxLimits::destinationBytes};
    if (bytes > m_limits.bytes)
        return OutboxRefusal{0, Cause::RowTooLarge, row.destination, bytes, m_limits.bytes};
    if (queue(row.destination) || additions.count(row.destination) != 0)
        return std::nullopt;
    qint64 others = static_cast<qint64>(m_queues.size());
    for (const auto &[destination, rows] : additions)
        others += queue(destination) ? 0 : 1;
    if (others >= m_limits.destinations)
        return OutboxRefusal{0, Cause::TooManyDestinations, row.destination, others + 1,
                             m_limits.destinations};
    return std::nullopt;
}

OutboxLedger::Plan OutboxLedger::planAppend(const QList<NewOutboxRow> &rows, qint64 nowUs,
                                            const QList<qint64> &ids) const
{
    Plan plan;
    plan.lastId = m_lastId;
    plan.outcome.ids.reserve(rows.size());
    Additions additions;
    for (qsizetype i = 0; i < rows.size(); ++i) {
        const NewOutboxRow &row = rows[i];
        const qint64 bytes = row.bytes();
        if (auto refused = refusal(row, bytes, additions)) {
            refused->index = i;
            plan.outcome.refused.append(*refused);
            plan.outcome.ids.append(0);
            continue;
        }
        plan.lastId = ids.isEmpty() ? plan.lastId + 1 : ids[i];
        plan.outcome.ids.append(plan.lastId);
        additions[row.destination].push_back(
            {plan.lastId, {row.destination, bytes, row.createdUs, row.kind, 0, false}, i});
    }
    for (const auto &[destination, added] : additions)
        planDrops(plan, destination, added, nowUs);
    // Ids were given in the order of the batch; the rows are stored in that order, too.
    std::sort(plan.stored.begin(), plan.stored.end(),
              [](const NewOutboxEntry &a, const NewOutboxEntry &b) { return a.id < b.id; });
    planRetention(plan, nowUs);
    return plan;
}

OutboxLedger::Plan OutboxLedger::planExpiry(qint64 nowUs) const
{
    Plan plan;
    plan.lastId = m_lastId;
    for (const auto &[destination, waiting] : m_queues)
        planDrops(plan, destination, {}, nowUs);
    planRetention(plan, nowUs);
    return plan;
}

void OutboxLedger::planDrops(Plan &plan, const QString &destination,
                             const std::vector<NewOutboxEntry> &added, qint64 nowUs) const
{
    static const OutboxQueue none;
    const OutboxQueue *present = queue(destination);
    const OutboxQueue &waiting = present ? *present : none;
    std::unordered_set<qint64> gone;
    for (const OutboxQueue::Victim &victim :
         waiting.victims(added, waitingLimits(m_limits), nowUs)) {
        // A batch's additions have consecutive places in `added` but not in the batch.
        const auto newOne =
            std::lower_bound(added.begin(), added.end(), victim.id,
                             [](const NewOutboxEntry &row, qint64 id) { return row.id < id; });
        OutboxEntry entry = victim.index >= 0 ? newOne->entry : *waiting.find(victim.id);
        tell(plan.outcome.drops, victim, entry);
        plan.dropped.push_back({victim.id, victim.cause, victim.index, true});
        entry.createdUs = nowUs;
        plan.retained.push_back(
            {victim.id, entry, static_cast<qsizetype>(plan.dropped.size()) - 1});
        gone.insert(victim.id);
    }
    for (const NewOutboxEntry &row : added) {
        if (gone.count(row.id) == 0)
            plan.stored.push_back(row);
    }
}

void OutboxLedger::planRetention(Plan &plan, qint64 nowUs) const
{
    const auto discardUnretained = [&plan] {
        std::erase_if(plan.retained, [&plan](const NewOutboxEntry &row) {
            return !plan.dropped[static_cast<std::size_t>(row.index)].retained;
        });
    };
    // One that is too large by itself would push out all others, and then go as well.
    for (const NewOutboxEntry &row : plan.retained) {
        if (row.entry.bytes > m_limits.droppedBytes)
            plan.dropped[static_cast<std::size_t>(row.index)].retained = false;
    }
    discardUnretained();
    for (const OutboxQueue::Victim &victim :
         m_dropped.victims(plan.retained, droppedLimits(m_limits), nowUs)) {
        if (victim.index < 0)
            plan.forgotten.push_back(victim.id);
        else
            plan.dropped[static_cast<std::size_t>(victim.index)].retained = false;
    }
    discardUnretained();
}

void OutboxLedger::apply(const Plan &plan)
{
    for (const NewOutboxEntry &row : plan.stored)
        load(row.id, row.entry);
    for (const Dropped &row : plan.dropped)
        remove(row.id);
    for (const NewOutboxEntry &row : plan.retained)
        loadDropped(row.id, row.entry);
    for (const qint64 id : plan.forgotten)
        eraseDropped(id);
    raiseLastId(plan.lastId);
}

const OutboxQueue *OutboxLedger::queue(const QString &destination) const
{
    const auto found = m_queues.find(destination);
    return found == m_queues.end() ? nullptr : &found->second;
}

const OutboxEntry *OutboxLedger::find(qint64 id) const
{
    const auto found = m_queueOf.find(id);
    return found == m_queueOf.end() ? nullptr : found->second->find(id);
}

void OutboxLedger::remove(qint64 id)
{
    const auto found = m_queueOf.find(id);
    if (found == m_queueOf.end())
        return;
    OutboxQueue *waiting = found->second;
    const QString destination = waiting->find(id)->destination;
    m_queueOf.erase(found);
    waiting->erase(id);
    if (waiting->isEmpty())
        m_queues.erase(destination);
}

void OutboxLedger::noteTry(qint64 id)
{
    const auto found = m_queueOf.find(id);
    if (found != m_queueOf.end())
        found->second->noteTry(id);
}

void OutboxLedger::eraseDropped(qint64 id)
{
    const OutboxEntry *entry = m_dropped.find(id);
    if (!entry)
        return;
    const auto count = m_droppedRows.find(entry->destination);
    if (--count->second == 0)
        m_droppedRows.erase(count);
    m_dropped.erase(id);
}

void OutboxLedger::removeDropped(const QString &destination)
{
    for (const qint64 id :
         selectFrom(m_dropped, destination, 0, m_dropped.rows(), m_dropped.bytes()))
        eraseDropped(id);
}

QList<qint64> OutboxLedger::select(const QString &destination, qint64 afterId, qsizetype maxRows,
                                   qint64 maxBytes) const
{
    const OutboxQueue *waiting = queue(destination);
    return waiting ? selectFrom(*waiting, destination, afterId, maxRows, maxBytes)
                   : QList<qint64>();
}

QList<qint64> OutboxLedger::selectDropped(const QString &destination, qint64 afterId,
                                          qsizetype maxRows, qint64 maxBytes) const
{
    return selectFrom(m_dropped, destination, afterId, maxRows, maxBytes);
}

QList<qint64> OutboxLedger::all(const QString &destination) const
{
    const OutboxQueue *waiting = queue(destination);
    return waiting ? selectFrom(*waiting, destination, 0, waiting->rows(), waiting->bytes())
                   : QList<qint64>();
}

QList<qint64> OutboxLedger::earlierRun(const QString &destination) const
{
    QList<qint64> ids;
    if (const OutboxQueue *waiting = queue(destination)) {
        for (const auto &[id, entry] : waiting->entries()) {
            if (entry.fromEarlierRun)
                ids.append(id);
        }
    }
    return ids;
}

void OutboxLedger::adoptEarlierRun(const QString &destination)
{
    const auto found = m_queues.find(destination);
    if (found != m_queues.end())
        found->second.setFromEarlierRun(false);
}

void OutboxLedger::beginRun()
{
    for (auto &[destination, waiting] : m_queues)
        waiting.setFromEarlierRun(true);
}

QList<OutboxCount> OutboxLedger::counts() const
{
    std::map<QString, OutboxCount> counts;
    for (const auto &[destination, waiting] : m_queues) {
        const auto &entries = waiting.entries();
        OutboxCount &count = counts[destination];
        count.destination = destination;
        count.rows = waiting.rows();
        count.bytes = waiting.bytes();
        count.oldestUs = entries.begin()->second.createdUs;
        count.lastId = entries.rbegin()->first;
        for (const auto &[id, entry] : entries) {
            if (!entry.fromEarlierRun)
                continue;
            ++count.earlierRunRows;
            count.lastEarlierRunId = id;
        }
    }
    for (const auto &[destination, rows] : m_droppedRows) {
        OutboxCount &count = counts[destination];
        count.destination = destination;
        count.droppedRows = rows;
    }
    QList<OutboxCount> out;
    for (const auto &[destination, count] : counts)
        out.append(count);
    return out;
}

QStringList OutboxLedger::destinations() const
{
    QStringList out;
    for (const auto &[destination, waiting] : m_queues)
        out.append(destination);
    return out;
}

} // namespace neuro::relay
