// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "storage/outboxsession.h"

#include "storage/outboxschema.h"

#include <QLoggingCategory>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace neuro::storage {

using namespace relay;

Q_LOGGING_CATEGORY(lcOutbox, "neuro.storage.outbox")

namespace {

/// Qt writes a null string as NULL, and the tables hold none.
QString notNull(const QString &text)
{
    return text.isNull() ? u""_s : text;
}

QByteArray notNull(const QByteArray &bytes)
{
    return bytes.isNull() ? QByteArray("") : bytes;
}

QString wordOf(OutboxKind kind)
{
    return QLatin1StringView(outboxKindNames[static_cast<std::size_t>(kind)]);
}

QString wordOf(OutboxDropCause cause)
{
    return QLatin1StringView(outboxDropCauseNames[static_cast<std::size_t>(cause)]);
}

// The tables' checks admit the words above only.

OutboxKind kindOf(const QString &word)
{
    return word == wordOf(OutboxKind::Command) ? OutboxKind::Command : OutboxKind::Context;
}

OutboxDropCause causeOf(const QString &word)
{
    for (const OutboxDropCause cause : {OutboxDropCause::Bytes, OutboxDropCause::Age}) {
        if (word == wordOf(cause))
            return cause;
    }
    return OutboxDropCause::Rows;
}

} // namespace

Outbox::Session::Session(const QString &file, const OutboxSettings &settings)
    : m_database(file)
    , m_settings(settings)
    , m_ledger(settings.limits)
{
}

Outbox::Session::~Session()
{
    if (m_tried.isEmpty())
        return;
    OutboxTransaction transaction(m_database);
    // Without them rows have been tried less often than they were; that is no loss.
    if (!transaction.begin() && !writeTries())
        transaction.commit();
}

OutboxStore::Result<int> Outbox::Session::open()
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
    for (const auto step : {&Session::prepare, &Session::load}) {
        if (auto failure = (this->*step)())
            return *failure;
    }
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

OutboxStore::Failure Outbox::Session::load()
{
    if (auto failure = loadRows())
        return failure;
    return loadDropped();
}

OutboxStore::Failure Outbox::Session::loadRows()
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
        OutboxEntry entry;
        entry.destination = query.value(1).toString();
        entry.bytes = query.value(2).toLongLong();
        entry.createdUs = query.value(3).toLongLong();
        entry.kind = kindOf(query.value(4).toString());
        entry.tries = query.value(5).toInt();
        entry.fromEarlierRun = true;
        m_ledger.load(query.value(0).toLongLong(), entry);
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
        OutboxEntry entry;
        entry.destination = query.value(1).toString();
        entry.bytes = query.value(2).toLongLong();
        entry.createdUs = query.value(3).toLongLong();
        entry.kind = kindOf(query.value(4).toString());
        m_ledger.loadDropped(query.value(0).toLongLong(), entry);
    }
    return query.failure();
}

OutboxStore::Result<OutboxAppended> Outbox::Session::append(const QList<NewOutboxRow> &rows,
                                                            qint64 nowUs)
{
    const OutboxLedger::Plan plan = m_ledger.planAppend(rows, nowUs);
    if (!plan.changesNothing()) {
        OutboxTransaction transaction(m_database);
        if (auto failure = transaction.begin())
            return *failure;
        if (auto failure = carryOut(rows, plan, nowUs))
            return *failure;
        if (auto failure = transaction.commit())
            return *failure;
    }
    m_ledger.apply(plan);
    return plan.outcome;
}

OutboxStore::Result<QList<OutboxDrop>> Outbox::Session::expire(qint64 nowUs)
{
    const OutboxLedger::Plan plan = m_ledger.planExpiry(nowUs);
    if (!plan.changesNothing() || !m_tried.isEmpty()) {
        OutboxTransaction transaction(m_database);
        if (auto failure = transaction.begin())
            return *failure;
        if (auto failure = writeTries())
            return *failure;
        if (auto failure = carryOut({}, plan, nowUs))
            return *failure;
        if (auto failure = transaction.commit())
            return *failure;
        m_tried.clear();
    }
    m_ledger.apply(plan);
    return plan.outcome.drops;
}

OutboxStore::Failure Outbox::Session::carryOut(const QList<NewOutboxRow> &batch,
                                               const OutboxLedger::Plan &plan, qint64 nowUs)
{
    for (const NewOutboxEntry &stored : plan.stored) {
        const NewOutboxRow &row = batch[stored.index];
        if (auto failure = m_insert.exec({stored.id, row.destination, notNull(row.name),
                                          notNull(row.payload), row.createdUs, wordOf(row.kind)}))
            return failure;
    }
    for (const OutboxLedger::Dropped &dropped : plan.dropped) {
        if (auto failure = drop(batch, dropped, nowUs))
            return failure;
    }
    for (const qint64 id : plan.forgotten) {
        if (auto failure = m_forget.exec({id}))
            return failure;
    }
    return std::nullopt;
}

OutboxStore::Failure Outbox::Session::drop(const QList<NewOutboxRow> &batch,
                                           const OutboxLedger::Dropped &dropped, qint64 nowUs)
{
    if (dropped.index >= 0) {
        if (!dropped.retained)
            return std::nullopt;
        const NewOutboxRow &row = batch[dropped.index];
        return m_dropNew.exec({dropped.id, row.destination, notNull(row.name), notNull(row.payload),
                               row.createdUs, wordOf(row.kind), wordOf(dropped.cause), nowUs});
    }
    if (dropped.retained) {
        if (auto failure = writeTries(dropped.id))
            return failure;
        if (auto failure = m_drop.exec({wordOf(dropped.cause), nowUs, dropped.id}))
            return failure;
    }
    return m_remove.exec({dropped.id});
}

OutboxStore::Result<OutboxImport> Outbox::Session::importOnce(const QByteArray &fingerprint,
                                                              const QList<NewOutboxRow> &rows,
                                                              qint64 nowUs)
{
    const OutboxLedger::Plan plan = m_ledger.planAppend(rows, nowUs);
    OutboxTransaction transaction(m_database);
    if (auto failure = transaction.begin())
        return *failure;
    const auto isNew = rememberImport(fingerprint, nowUs);
    if (!isNew)
        return isNew.error();
    if (!*isNew)
        return OutboxImport{true, {}};
    if (auto failure = carryOut(rows, plan, nowUs))
        return *failure;
    if (auto failure = transaction.commit())
        return *failure;
    m_ledger.apply(plan);
    return OutboxImport{false, plan.outcome};
}

/// Whether it was not remembered before.
OutboxStore::Result<bool> Outbox::Session::rememberImport(const QByteArray &fingerprint,
                                                          qint64 nowUs)
{
    OutboxStatement known;
    if (auto failure = known.prepare(m_database, u"SELECT 1 FROM imports WHERE fingerprint = ?"_s))
        return *failure;
    if (auto failure = known.exec({notNull(fingerprint)}))
        return *failure;
    const bool isKnown = known.next();
    if (auto failure = known.failure())
        return *failure;
    known.finish();
    if (isKnown)
        return false;
    OutboxStatement remember;
    if (auto failure = remember.prepare(
            m_database, u"INSERT INTO imports (fingerprint, imported_us) VALUES (?, ?)"_s))
        return *failure;
    if (auto failure = remember.exec({notNull(fingerprint), nowUs}))
        return *failure;
    if (auto failure = m_database.exec(
            u"DELETE FROM imports WHERE number <= (SELECT max(number) FROM imports) - %1"_s.arg(
                importsRemembered)))
        return *failure;
    return true;
}

OutboxStore::Result<QList<OutboxRow>> Outbox::Session::rows(const QString &destination,
                                                            qint64 afterId, qsizetype maxRows,
                                                            qint64 maxBytes)
{
    QList<OutboxRow> out;
    for (const qint64 id : m_ledger.select(destination, afterId, maxRows, maxBytes)) {
        if (auto failure = m_select.exec({id}))
            return *failure;
        const OutboxEntry *entry = m_ledger.find(id);
        if (m_select.next()) {
            out.append({id, destination, m_select.value(0).toString(),
                        m_select.value(1).toByteArray(), entry->createdUs, entry->tries,
                        entry->fromEarlierRun, entry->kind});
            m_select.finish();
            continue;
        }
        if (auto failure = m_select.failure())
            return *failure;
        qCWarning(lcOutbox).noquote()
            << m_database.file() + u": another program deleted row %1; it is skipped"_s.arg(id);
        m_ledger.remove(id);
    }
    return out;
}

OutboxStore::Result<QList<DroppedOutboxRow>>
Outbox::Session::droppedRows(const QString &destination, qint64 afterId, qsizetype maxRows,
                             qint64 maxBytes)
{
    OutboxStatement &query = m_selectDropped;
    QList<DroppedOutboxRow> out;
    for (const qint64 id : m_ledger.selectDropped(destination, afterId, maxRows, maxBytes)) {
        if (auto failure = query.exec({id}))
            return *failure;
        if (!query.next()) {
            if (auto failure = query.failure())
                return *failure;
            continue;
        }
        const OutboxRow row = {id,
                               destination,
                               query.value(0).toString(),
                               query.value(1).toByteArray(),
                               query.value(2).toLongLong(),
                               query.value(4).toInt(),
                               false,
                               kindOf(query.value(3).toString())};
        out.append({row, causeOf(query.value(5).toString()), query.value(6).toLongLong()});
        query.finish();
    }
    return out;
}

OutboxStore::Failure Outbox::Session::remove(const QList<qint64> &ids)
{
    const auto isKnown = [this](qint64 id) {
        return m_ledger.find(id) != nullptr;
    };
    if (std::none_of(ids.begin(), ids.end(), isKnown))
        return std::nullopt;
    OutboxTransaction transaction(m_database);
    if (auto failure = transaction.begin())
        return failure;
    for (const qint64 id : ids) {
        if (!isKnown(id))
            continue;
        if (auto failure = m_remove.exec({id}))
            return failure;
    }
    if (auto failure = transaction.commit())
        return failure;
    for (const qint64 id : ids) {
        m_ledger.remove(id);
        m_tried.remove(id);
    }
    return std::nullopt;
}

/// Nearly all rows are removed before anybody asks how often they were tried: it is written when
/// the limits are looked at, and when a row is dropped.
OutboxStore::Failure Outbox::Session::noteTry(const QList<qint64> &ids)
{
    for (const qint64 id : ids) {
        if (!m_ledger.find(id))
            continue;
        m_ledger.noteTry(id);
        m_tried.insert(id);
    }
    return std::nullopt;
}

OutboxStore::Failure Outbox::Session::writeTries()
{
    for (const qint64 id : std::as_const(m_tried)) {
        if (auto failure = writeTries(id))
            return failure;
    }
    return std::nullopt;
}

OutboxStore::Failure Outbox::Session::writeTries(qint64 id)
{
    const OutboxEntry *entry = m_ledger.find(id);
    return entry && m_tried.contains(id) ? m_writeTries.exec({entry->tries, id}) : std::nullopt;
}

OutboxStore::Result<qint64> Outbox::Session::dropAll(const QString &destination)
{
    const QList<qint64> waiting = m_ledger.all(destination);
    OutboxTransaction transaction(m_database);
    if (auto failure = transaction.begin())
        return *failure;
    for (const QString &table : {u"outbox"_s, u"dropped"_s}) {
        OutboxStatement statement;
        if (auto failure =
                statement.prepare(m_database, u"DELETE FROM %1 WHERE destination = ?"_s.arg(table)))
            return *failure;
        if (auto failure = statement.exec({notNull(destination)}))
            return *failure;
    }
    if (auto failure = transaction.commit())
        return *failure;
    for (const qint64 id : waiting)
        m_ledger.remove(id);
    m_ledger.removeDropped(destination);
    return qint64(waiting.size());
}

OutboxStore::Result<qint64> Outbox::Session::dropEarlierRun(const QString &destination)
{
    const QList<qint64> ids = m_ledger.earlierRun(destination);
    if (auto failure = remove(ids))
        return *failure;
    return qint64(ids.size());
}

} // namespace neuro::storage
