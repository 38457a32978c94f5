// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "storage/outboxsession.h"

#include "storage/outboxfile.h"
#include "storage/outboxschema.h"
#include "storage/outboxwords.h"

#include <QLoggingCategory>

#include <algorithm>
#include <utility>

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

} // namespace

Outbox::Session::Session(const QString &file, const OutboxSettings &settings,
                         std::set<qint64> &unremoved)
    : m_database(file)
    , m_settings(settings)
    , m_ledger(settings.limits)
    , m_unremoved(unremoved)
{
}

Outbox::Session::~Session()
{
    // Before open() had success there is nothing to write, and nowhere to.
    if (!m_isOpen || (m_tried.isEmpty() && m_unremoved.empty()))
        return;
    OutboxTransaction transaction(m_database);
    // Without it rows have been tried less often than they were, or come twice; that is no loss.
    if (!begin(transaction) && !writeTries())
        commit(transaction);
}

/// SQLite goes on with a file that has no name any more, and what it says is committed is gone with
/// the program.
OutboxStore::Failure Outbox::Session::checkPlace() const
{
    if (outboxFileId(m_database.file()) == m_fileId && outboxLogId(m_database.file()) == m_logId)
        return std::nullopt;
    return OutboxError{OutboxError::Cause::InputOutput, m_database.file(),
                       u"it or its log was moved, deleted or replaced while it was open"_s};
}

OutboxStore::Failure Outbox::Session::begin(OutboxTransaction &transaction)
{
    if (auto failure = checkPlace())
        return failure;
    if (auto failure = transaction.begin())
        return failure;
    for (const qint64 id : m_unremoved) {
        if (auto failure = m_remove.exec({id}))
            return failure;
    }
    return std::nullopt;
}

OutboxStore::Failure Outbox::Session::commit(OutboxTransaction &transaction)
{
    if (auto failure = transaction.commit())
        return failure;
    m_unremoved.clear();
    return std::nullopt;
}

OutboxStore::Result<OutboxAppended> Outbox::Session::append(const QList<NewOutboxRow> &rows,
                                                            qint64 nowUs)
{
    const OutboxLedger::Plan plan = m_ledger.planAppend(rows, nowUs);
    if (auto failure = store(rows, plan, nowUs))
        return *failure;
    return plan.outcome;
}

OutboxStore::Result<OutboxAppended> Outbox::Session::adopt(const QList<OutboxRow> &rows,
                                                           qint64 nowUs)
{
    QList<NewOutboxRow> batch;
    QList<qint64> ids;
    batch.reserve(rows.size());
    ids.reserve(rows.size());
    for (const OutboxRow &row : rows) {
        batch.append({row.destination, row.name, row.payload, row.createdUs, row.kind});
        ids.append(row.id);
    }
    const OutboxLedger::Plan plan = m_ledger.planAppend(batch, nowUs, ids);
    if (auto failure = store(batch, plan, nowUs))
        return *failure;
    for (const OutboxRow &row : rows) {
        for (int i = 0; i < row.tries; ++i)
            noteTry({row.id});
    }
    return plan.outcome;
}

OutboxStore::Failure Outbox::Session::store(const QList<NewOutboxRow> &rows,
                                            const OutboxLedger::Plan &plan, qint64 nowUs)
{
    if (!plan.changesNothing()) {
        OutboxTransaction transaction(m_database);
        if (auto failure = begin(transaction))
            return failure;
        if (auto failure = carryOut(rows, plan, nowUs))
            return failure;
        if (auto failure = commit(transaction))
            return failure;
    }
    m_ledger.apply(plan);
    return std::nullopt;
}

OutboxStore::Failure Outbox::Session::settle()
{
    OutboxTransaction transaction(m_database);
    if (auto failure = begin(transaction))
        return failure;
    // It has this value already, but is written all the same.
    if (auto failure = m_database.exec(u"PRAGMA user_version = %1"_s.arg(outboxSchemaVersion)))
        return failure;
    return commit(transaction);
}

OutboxStore::Result<QList<OutboxDrop>> Outbox::Session::expire(qint64 nowUs)
{
    if (auto failure = checkPlace())
        return *failure;
    const OutboxLedger::Plan plan = m_ledger.planExpiry(nowUs);
    if (!plan.changesNothing() || !m_tried.isEmpty()) {
        OutboxTransaction transaction(m_database);
        if (auto failure = begin(transaction))
            return *failure;
        if (auto failure = writeTries())
            return *failure;
        if (auto failure = carryOut({}, plan, nowUs))
            return *failure;
        if (auto failure = commit(transaction))
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
    if (auto failure = begin(transaction))
        return *failure;
    const auto isNew = rememberImport(fingerprint, nowUs);
    if (!isNew)
        return isNew.error();
    if (!*isNew)
        return OutboxImport{true, {}};
    if (auto failure = carryOut(rows, plan, nowUs))
        return *failure;
    if (auto failure = commit(transaction))
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
    if (auto failure = begin(transaction))
        return failure;
    for (const qint64 id : ids) {
        if (!isKnown(id))
            continue;
        if (auto failure = m_remove.exec({id}))
            return failure;
    }
    if (auto failure = commit(transaction))
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
    if (auto failure = begin(transaction))
        return *failure;
    for (const QString &table : {u"outbox"_s, u"dropped"_s}) {
        OutboxStatement statement;
        if (auto failure =
                statement.prepare(m_database, u"DELETE FROM %1 WHERE destination = ?"_s.arg(table)))
            return *failure;
        if (auto failure = statement.exec({notNull(destination)}))
            return *failure;
    }
    if (auto failure = commit(transaction))
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

OutboxStore::Failure Outbox::Session::noteSeen(const QStringList &destinations)
{
    SeenDestinations seen = m_seen;
    seen.note(destinations);
    if (seen == m_seen)
        return std::nullopt; // One that comes and goes all the time costs nothing.
    OutboxTransaction transaction(m_database);
    if (auto failure = begin(transaction))
        return failure;
    for (const QString &destination : destinations) {
        if (!seen.list().contains(destination))
            continue;
        if (auto failure = m_noteSeen.exec({destination}))
            return failure;
    }
    if (auto failure = m_trimSeen.exec({seen.list().size()}))
        return failure;
    if (auto failure = commit(transaction))
        return failure;
    m_seen = std::move(seen);
    return std::nullopt;
}

} // namespace neuro::storage
