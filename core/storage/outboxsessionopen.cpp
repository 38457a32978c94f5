// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

// How an outbox file is opened: whose it is, whether it is sound, and what is in it.

#include "storage/outboxfile.h"
#include "storage/outboxschema.h"
#include "storage/outboxsession.h"
#include "storage/outboxwords.h"

#include <algorithm>
#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace neuro::storage {

using namespace relay;

namespace {

/// Of a query for a row's id, destination, size, time and kind, in this order.
OutboxEntry entryOf(const OutboxStatement &query)
{
    OutboxEntry entry;
    entry.destination = query.value(1).toString();
    entry.bytes = query.value(2).toLongLong();
    entry.createdUs = query.value(3).toLongLong();
    entry.kind = kindOf(query.value(4).toString());
    return entry;
}

} // namespace

OutboxStore::Result<int> Outbox::Session::open(const OutboxOpening &opening)
{
    if (auto failure = m_database.connect(m_settings.busyTimeoutMs))
        return *failure;
    // Whose file it is comes first: nothing may be written into somebody else's.
    const auto version = outboxVersion(m_database);
    if (!version)
        return version.error();
    for (const auto step : {&Session::check, &Session::configure}) {
        if (auto failure = (this->*step)())
            return *failure;
    }
    if (auto failure = migrateOutbox(m_database, *version))
        return *failure;
    if (auto failure = prepare())
        return *failure;
    if (auto failure = makeRoomForIds(opening.idsTakenFrom))
        return *failure;
    if (auto failure = loadRows(opening.lastEarlierId))
        return *failure;
    if (auto failure = loadDropped())
        return *failure;
    if (auto failure = loadSeen())
        return *failure;
    m_fileId = outboxFileId(m_database.file());
    m_logId = outboxLogId(m_database.file());
    m_isOpen = true;
    return *version;
}

OutboxStore::Failure Outbox::Session::check()
{
    // Without the comparison of indexes with their tables, as there are hardly any indexes.
    const auto verdict = m_database.value(u"PRAGMA quick_check(1)"_s);
    if (!verdict)
        return verdict.error();
    const QString text = verdict->toString();
    if (text != "ok"_L1)
        return OutboxError{OutboxError::Cause::Damaged, m_database.file(), text};
    return std::nullopt;
}

OutboxStore::Failure Outbox::Session::configure()
{
    // The log makes a commit one write and one flush; FULL makes it flush at every commit, which
    // is what "queued" promises.
    const auto mode = m_database.value(u"PRAGMA journal_mode = WAL"_s);
    if (!mode)
        return mode.error();
    if (mode->toString() != "wal"_L1)
        return OutboxError{OutboxError::Cause::InputOutput, m_database.file(),
                           u"its file system cannot hold a write-ahead log"_s};
    const auto pageSize = m_database.value(u"PRAGMA page_size"_s);
    if (!pageSize)
        return pageSize.error();
    const qint64 pages = std::max<qint64>(1, m_settings.maxFileBytes / pageSize->toLongLong());
    const QStringList statements = {
        u"PRAGMA synchronous = FULL"_s,
        u"PRAGMA max_page_count = %1"_s.arg(pages),
        // After a backlog the log is as large as it was at most, unless it is cut.
        u"PRAGMA journal_size_limit = 4194304"_s,
        // Small sorts only, and no files of them in a folder that others can read.
        u"PRAGMA temp_store = MEMORY"_s,
        // The file may have been tampered with, or be damaged in a page that is read later.
        u"PRAGMA trusted_schema = OFF"_s,
        u"PRAGMA cell_size_check = ON"_s,
    };
    for (const QString &statement : statements) {
        if (auto failure = m_database.exec(statement))
            return failure;
    }
    return std::nullopt;
}

OutboxStore::Failure Outbox::Session::prepare()
{
    const std::pair<OutboxStatement *, QString> statements[] = {
        {&m_insert, u"INSERT INTO outbox (id, destination, name, payload, created_us, kind) "
                    "VALUES (?, ?, ?, ?, ?, ?)"_s},
        {&m_remove, u"DELETE FROM outbox WHERE id = ?"_s},
        {&m_writeTries, u"UPDATE outbox SET tries = ? WHERE id = ?"_s},
        {&m_select, u"SELECT name, payload FROM outbox WHERE id = ?"_s},
        {&m_drop, u"INSERT OR REPLACE INTO dropped (id, destination, name, payload, created_us, "
                  "kind, tries, cause, dropped_us) SELECT id, destination, name, payload, "
                  "created_us, kind, tries, ?, ? FROM outbox WHERE id = ?"_s},
        {&m_dropNew, u"INSERT OR REPLACE INTO dropped (id, destination, name, payload, created_us, "
                     "kind, tries, cause, dropped_us) VALUES (?, ?, ?, ?, ?, ?, 0, ?, ?)"_s},
        {&m_forget, u"DELETE FROM dropped WHERE id = ?"_s},
        {&m_selectDropped, u"SELECT name, payload, created_us, kind, tries, cause, dropped_us "
                           "FROM dropped WHERE id = ?"_s},
        {&m_noteSeen, u"INSERT OR REPLACE INTO seen (destination) VALUES (?)"_s},
        {&m_trimSeen, u"DELETE FROM seen WHERE number NOT IN (SELECT number FROM seen "
                      "ORDER BY number DESC LIMIT ?)"_s},
    };
    for (const auto &[statement, sql] : statements) {
        if (auto failure = statement->prepare(m_database, sql)) {
            // The version is ours, but the tables are not those of this version.
            if (failure->cause == OutboxError::Cause::Unexpected)
                failure->cause = OutboxError::Cause::Damaged;
            return failure;
        }
    }
    return std::nullopt;
}

/// Ids come from the clock. One that was wrong, in this run or in an earlier one, leaves rows that
/// would come behind those of this run.
OutboxStore::Failure Outbox::Session::makeRoomForIds(qint64 takenFrom)
{
    if (takenFrom == 0)
        return std::nullopt;
    const auto last = m_database.value(u"SELECT max(id) FROM outbox"_s);
    if (!last)
        return last.error();
    if (last->toLongLong() < takenFrom)
        return std::nullopt;
    const auto rows = m_database.value(u"SELECT count(*) FROM outbox"_s);
    if (!rows)
        return rows.error();
    OutboxTransaction transaction(m_database);
    if (auto failure = transaction.begin())
        return failure;
    // Up first, out of the way of each other.
    const QStringList statements = {
        u"UPDATE outbox SET id = id + %1"_s.arg(last->toLongLong()),
        u"CREATE TEMP TABLE renumbered AS SELECT id AS old, %1 + row_number() OVER (ORDER BY id) "
        "AS new FROM outbox"_s.arg(takenFrom - 1 - rows->toLongLong()),
        u"UPDATE outbox SET id = (SELECT new FROM renumbered WHERE old = outbox.id)"_s,
        u"DROP TABLE renumbered"_s,
    };
    for (const QString &statement : statements) {
        if (auto failure = m_database.exec(statement))
            return failure;
    }
    return transaction.commit();
}

OutboxStore::Failure Outbox::Session::loadRows(qint64 lastEarlierId)
{
    OutboxStatement query;
    // SQLite knows the length of a blob without reading it.
    if (auto failure = query.prepare(
            m_database, u"SELECT id, destination, length(payload) + length(CAST(name AS BLOB)), "
                        "created_us, kind, tries FROM outbox ORDER BY id"_s))
        return failure;
    if (auto failure = query.exec())
        return failure;
    while (query.next()) {
        OutboxEntry entry = entryOf(query);
        entry.tries = query.value(5).toInt();
        const qint64 id = query.value(0).toLongLong();
        entry.fromEarlierRun = id <= lastEarlierId;
        if (m_unremoved.contains(id))
            m_ledger.raiseLastId(id);
        else
            m_ledger.load(id, entry);
    }
    return query.failure();
}

OutboxStore::Failure Outbox::Session::loadDropped()
{
    OutboxStatement query;
    if (auto failure = query.prepare(
            m_database, u"SELECT id, destination, length(payload) + length(CAST(name AS BLOB)), "
                        "dropped_us, kind FROM dropped ORDER BY id"_s))
        return failure;
    if (auto failure = query.exec())
        return failure;
    while (query.next()) {
        m_ledger.loadDropped(query.value(0).toLongLong(), entryOf(query));
    }
    return query.failure();
}

OutboxStore::Failure Outbox::Session::loadSeen()
{
    OutboxStatement query;
    if (auto failure = query.prepare(m_database, u"SELECT destination FROM seen ORDER BY number"_s))
        return failure;
    if (auto failure = query.exec())
        return failure;
    while (query.next())
        m_seen.note(query.value(0).toString());
    return query.failure();
}

} // namespace neuro::storage
