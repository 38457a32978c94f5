// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "service/bufferedoutbox.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace neuro::service {

using relay::OutboxAppended;
using relay::OutboxCount;
using relay::OutboxRow;

BufferedOutbox::BufferedOutbox(const QString &path, const relay::OutboxLimits &limits, qint64 nowUs)
    : m_path(path)
    , m_file(storage::OutboxSettings{limits})
    , m_memory(limits)
    , m_firstId(std::max(nowUs, lowestFirstId))
    , m_lastId(m_firstId - 1)
{
}

BufferedOutbox::Result<storage::OutboxOpened> BufferedOutbox::open()
{
    storage::OutboxOpening opening;
    const bool areIdsTaken = m_lastId >= m_firstId;
    if (m_wasOpen)
        opening.lastEarlierId = m_lastEarlierId;
    else if (areIdsTaken)
        opening.idsTakenFrom = m_firstId;
    auto opened = m_file.open(m_path, opening);
    if (!opened)
        return opened;
    if (!std::exchange(m_wasOpen, true))
        m_lastEarlierId = areIdsTaken ? m_firstId - 1 : m_file.lastId();
    takeIds();
    m_file.raiseLastId(m_lastId);
    // Whom only the file knows was here before all of this run.
    relay::SeenDestinations seen;
    seen.note(m_file.seen());
    seen.note(m_seen.list());
    m_seen = std::move(seen);
    return opened;
}

void BufferedOutbox::closeFile()
{
    takeIds();
    for (const QString &destination : m_file.destinations()) {
        for (const qint64 id : m_file.waitingIds(destination))
            m_waiting.emplace(id, destination);
    }
    m_file.close();
}

/// What was put into the file without this object knowing has ids, too.
void BufferedOutbox::takeIds()
{
    m_lastId = std::max(m_lastId, m_file.lastId());
}

std::map<QString, qint64> BufferedOutbox::takeLost()
{
    std::map<qint64, QString> waited = std::exchange(m_waiting, {});
    for (const QString &destination : m_file.destinations()) {
        for (const qint64 id : m_file.waitingIds(destination))
            waited.erase(id);
    }
    std::map<QString, qint64> lost;
    for (const auto &[id, destination] : waited)
        ++lost[destination];
    return lost;
}

QList<qint64> BufferedOutbox::waitingIds(const QString &destination, qint64 upTo) const
{
    QList<qint64> ids = m_file.waitingIds(destination);
    for (const auto &[id, whose] : m_waiting) {
        if (whose == destination)
            ids.append(id);
    }
    ids.removeIf([upTo](qint64 id) { return id > upTo; });
    return ids;
}

QStringList BufferedOutbox::destinations() const
{
    QStringList all = m_file.destinations();
    for (const auto &[id, destination] : m_waiting) {
        if (!all.contains(destination))
            all.append(destination);
    }
    return all;
}

void BufferedOutbox::setLimits(const relay::OutboxLimits &limits)
{
    m_file.setLimits(limits);
    m_memory.setLimits(limits);
}

BufferedOutbox::Result<OutboxAppended>
BufferedOutbox::appendToFile(const QList<relay::NewOutboxRow> &rows, qint64 nowUs)
{
    m_file.raiseLastId(m_lastId);
    auto appended = m_file.append(rows, nowUs);
    m_mayBeWritten = !appended;
    return appended;
}

OutboxAppended BufferedOutbox::appendToMemory(const QList<relay::NewOutboxRow> &rows, qint64 nowUs)
{
    takeIds();
    m_memory.raiseLastId(m_lastId);
    auto appended = m_memory.append(rows, nowUs);
    if (!appended)
        return {};
    for (const qint64 id : appended->ids)
        m_lastId = std::max(m_lastId, id);
    // These are the ids that the rows have if the file got them in spite of its error.
    if (std::exchange(m_mayBeWritten, false))
        m_file.removeLater(appended->ids);
    return std::move(*appended);
}

BufferedOutbox::Result<BufferedOutbox::Moved> BufferedOutbox::moveSome(qint64 nowUs)
{
    Moved moved;
    moved.rows = m_memory.oldest(movedRows, movedBytes);
    if (moved.rows.isEmpty())
        return moved;
    auto adopted = m_file.adopt(moved.rows, nowUs);
    if (!adopted)
        return adopted.error();
    moved.outcome = std::move(*adopted);
    QList<qint64> ids;
    for (const OutboxRow &row : std::as_const(moved.rows))
        ids.append(row.id);
    m_memory.remove(ids);
    return moved;
}

BufferedOutbox::Failure BufferedOutbox::tryToRead()
{
    for (const QString &destination : m_file.destinations()) {
        if (const auto rows = m_file.rows(destination, 0, movedRows, movedBytes); !rows)
            return rows.error();
    }
    return std::nullopt;
}

BufferedOutbox::Read BufferedOutbox::rows(const QString &destination, qint64 afterId,
                                          qsizetype maxRows, qint64 maxBytes)
{
    Read read;
    if (m_file.isOpen()) {
        auto rows = m_file.rows(destination, afterId, maxRows, maxBytes);
        if (!rows)
            read.error = rows.error();
        else if (!rows->isEmpty())
            return {std::move(*rows), {}};
    }
    if (auto rows = m_memory.rows(destination, afterId, maxRows, maxBytes))
        read.rows = std::move(*rows);
    return read;
}

void BufferedOutbox::noteTry(const QList<qint64> &ids)
{
    m_file.noteTry(ids);
    m_memory.noteTry(ids);
}

BufferedOutbox::Removed BufferedOutbox::remove(const QList<qint64> &ids)
{
    Removed removed;
    m_memory.remove(ids);
    if (m_file.isOpen())
        removed.error = m_file.remove(ids);
    if (removed.error || (!m_file.isOpen() && m_wasOpen))
        removed.forgotten = ids.size() - m_file.removeLater(ids);
    for (const qint64 id : ids)
        m_waiting.erase(id);
    return removed;
}

BufferedOutbox::Dropped BufferedOutbox::dropAll(const QString &destination)
{
    Dropped dropped;
    takeIds(); // What was appended to the file has some that are not known here.
    dropped.ids = waitingIds(destination, m_lastId);
    if (m_file.isOpen()) {
        if (const auto count = m_file.dropAll(destination); !count)
            dropped.error = count.error();
    }
    if (dropped.error || !m_file.isOpen())
        m_file.removeLater(dropped.ids);
    std::erase_if(m_waiting, [&](const auto &row) { return row.second == destination; });
    const auto kept = m_memory.rows(destination, 0, std::numeric_limits<qsizetype>::max(),
                                    std::numeric_limits<qint64>::max());
    if (kept && m_memory.dropAll(destination)) {
        for (const OutboxRow &row : *kept)
            dropped.ids.append(row.id);
    }
    return dropped;
}

std::map<QString, qint64> BufferedOutbox::dropEarlierRun(Failure &error)
{
    std::map<QString, qint64> dropped;
    for (const QString &destination : destinations()) {
        const QList<qint64> ids = waitingIds(destination, m_lastEarlierId);
        if (ids.isEmpty())
            continue;
        if (auto failure = remove(ids).error)
            error = std::move(failure);
        dropped[destination] = ids.size();
    }
    adoptEarlierRun();
    return dropped;
}

void BufferedOutbox::adoptEarlierRun()
{
    m_lastEarlierId = 0;
    for (const QString &destination : m_file.destinations())
        m_file.adoptEarlierRun(destination);
}

BufferedOutbox::Failure BufferedOutbox::noteSeen(const QStringList &destinations)
{
    m_seen.note(destinations);
    return m_file.isOpen() ? m_file.noteSeen(destinations) : std::nullopt;
}

BufferedOutbox::Failure BufferedOutbox::writeSeen()
{
    // All, in order: where the file has the same, nothing is written.
    return m_file.noteSeen(m_seen.list());
}

QList<OutboxCount> BufferedOutbox::counts(bool withFile) const
{
    std::map<QString, OutboxCount> totals;
    const auto add = [&totals](const QList<OutboxCount> &counts) {
        for (const OutboxCount &count : counts) {
            if (count.rows == 0)
                continue; // Only dropped ones.
            OutboxCount &total = totals[count.destination];
            total.destination = count.destination;
            total.rows += count.rows;
            total.bytes += count.bytes;
            total.earlierRunRows += count.earlierRunRows;
            total.lastId = std::max(total.lastId, count.lastId);
            total.lastEarlierRunId = std::max(total.lastEarlierRunId, count.lastEarlierRunId);
            if (total.oldestUs == 0)
                total.oldestUs = count.oldestUs;
        }
    };
    if (withFile)
        add(m_file.counts());
    add(m_memory.counts()); // What is there comes later.
    QList<OutboxCount> list;
    for (const auto &[destination, total] : totals)
        list.append(total);
    return list;
}

} // namespace neuro::service
