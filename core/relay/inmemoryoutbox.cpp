// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "relay/inmemoryoutbox.h"

namespace neuro::relay {

namespace {

OutboxRow keptRow(qint64 id, const NewOutboxRow &row, int tries, bool fromEarlierRun)
{
    return {id,    row.destination, row.name, row.payload, row.createdUs,
            tries, fromEarlierRun,  row.kind};
}

} // namespace

InMemoryOutbox::InMemoryOutbox(const OutboxLimits &limits)
    : m_ledger(limits)
{
}

OutboxStore::Result<OutboxAppended> InMemoryOutbox::append(const QList<NewOutboxRow> &rows,
                                                           qint64 nowUs)
{
    if (m_failure)
        return *m_failure;
    const OutboxLedger::Plan plan = m_ledger.planAppend(rows, nowUs);
    for (const NewOutboxEntry &stored : plan.stored)
        m_rows.emplace(stored.id, rows[stored.index]);
    for (const OutboxLedger::Dropped &dropped : plan.dropped)
        drop(rows, dropped, nowUs);
    for (const qint64 id : plan.forgotten)
        m_dropped.erase(id);
    m_ledger.apply(plan);
    return plan.outcome;
}

void InMemoryOutbox::drop(const QList<NewOutboxRow> &batch, const OutboxLedger::Dropped &dropped,
                          qint64 nowUs)
{
    const OutboxEntry *entry = m_ledger.find(dropped.id);
    const NewOutboxRow row = entry ? m_rows.at(dropped.id) : batch[dropped.index];
    m_rows.erase(dropped.id);
    if (dropped.retained) {
        const OutboxRow kept = keptRow(dropped.id, row, entry ? entry->tries : 0, false);
        m_dropped.insert_or_assign(dropped.id, DroppedOutboxRow{kept, dropped.cause, nowUs});
    }
}

OutboxStore::Result<QList<OutboxRow>>
InMemoryOutbox::rows(const QString &destination, qint64 afterId, qsizetype maxRows, qint64 maxBytes)
{
    if (m_failure)
        return *m_failure;
    QList<OutboxRow> out;
    for (const qint64 id : m_ledger.select(destination, afterId, maxRows, maxBytes)) {
        const OutboxEntry *entry = m_ledger.find(id);
        out.append(keptRow(id, m_rows.at(id), entry->tries, entry->fromEarlierRun));
    }
    return out;
}

QList<OutboxRow> InMemoryOutbox::oldest(qsizetype maxRows, qint64 maxBytes) const
{
    QList<OutboxRow> out;
    qint64 bytes = 0;
    for (const auto &[id, row] : m_rows) {
        const OutboxEntry *entry = m_ledger.find(id);
        bytes += entry->bytes;
        if (out.size() >= maxRows || (bytes > maxBytes && !out.isEmpty()))
            break;
        out.append(keptRow(id, row, entry->tries, entry->fromEarlierRun));
    }
    return out;
}

OutboxStore::Failure InMemoryOutbox::remove(const QList<qint64> &ids)
{
    if (m_failure)
        return m_failure;
    for (const qint64 id : ids) {
        m_ledger.remove(id);
        m_rows.erase(id);
    }
    return std::nullopt;
}

OutboxStore::Failure InMemoryOutbox::noteTry(const QList<qint64> &ids)
{
    if (m_failure)
        return m_failure;
    for (const qint64 id : ids)
        m_ledger.noteTry(id);
    return std::nullopt;
}

OutboxStore::Result<QList<OutboxDrop>> InMemoryOutbox::expire(qint64 nowUs)
{
    if (m_failure)
        return *m_failure;
    const OutboxLedger::Plan plan = m_ledger.planExpiry(nowUs);
    for (const OutboxLedger::Dropped &dropped : plan.dropped)
        drop({}, dropped, nowUs);
    for (const qint64 id : plan.forgotten)
        m_dropped.erase(id);
    m_ledger.apply(plan);
    return plan.outcome.drops;
}

OutboxStore::Result<QList<DroppedOutboxRow>> InMemoryOutbox::droppedRows(const QString &destination,
                                                                         qint64 afterId,
                                                                         qsizetype maxRows,
                                                                         qint64 maxBytes)
{
    if (m_failure)
        return *m_failure;
    QList<DroppedOutboxRow> out;
    for (const qint64 id : m_ledger.selectDropped(destination, afterId, maxRows, maxBytes))
        out.append(m_dropped.at(id));
    return out;
}

OutboxStore::Result<qint64> InMemoryOutbox::dropAll(const QString &destination)
{
    if (m_failure)
        return *m_failure;
    const QList<qint64> ids = m_ledger.all(destination);
    remove(ids);
    std::erase_if(m_dropped, [&](const auto &dropped) {
        return dropped.second.row.destination == destination;
    });
    m_ledger.removeDropped(destination);
    return qint64(ids.size());
}

OutboxStore::Result<qint64> InMemoryOutbox::dropEarlierRun(const QString &destination)
{
    if (m_failure)
        return *m_failure;
    const QList<qint64> ids = m_ledger.earlierRun(destination);
    remove(ids);
    return qint64(ids.size());
}

void InMemoryOutbox::adoptEarlierRun(const QString &destination)
{
    m_ledger.adoptEarlierRun(destination);
}

QList<OutboxCount> InMemoryOutbox::counts() const
{
    return m_ledger.counts();
}

QStringList InMemoryOutbox::destinations() const
{
    return m_ledger.destinations();
}

OutboxStore::Failure InMemoryOutbox::noteSeen(const QStringList &destinations)
{
    if (m_failure)
        return m_failure;
    m_seen.note(destinations);
    return std::nullopt;
}

QStringList InMemoryOutbox::seen() const
{
    return m_seen.list();
}

void InMemoryOutbox::setLimits(const OutboxLimits &limits)
{
    m_ledger.setLimits(limits);
}

void InMemoryOutbox::restart()
{
    m_ledger.beginRun();
}

} // namespace neuro::relay
