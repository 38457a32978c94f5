// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "service/outboxworker.h"

#include "relay/upstreamlink.h"
#include "storage/outboxexport.h"
#include "storage/outboxproblem.h"
#include "storage/pickleimport.h"

#include <QDateTime>
#include <QLoggingCategory>

#include <algorithm>
#include <map>

namespace neuro::service {

using namespace Qt::Literals::StringLiterals;
using protocol::Phrase;
using protocol::phrase;
using relay::UpstreamLink;

Q_LOGGING_CATEGORY(outboxLog, "neuro.outbox")

namespace {

qint64 wallMicros()
{
    return QDateTime::currentMSecsSinceEpoch() * relay::microsPerMs;
}

Phrase limitOf(relay::OutboxDropCause cause, const QString &destination)
{
    switch (cause) {
    case relay::OutboxDropCause::Rows:
        return phrase(QT_TRANSLATE_NOOP("core", "too many messages wait (outbox.rows)"));
    case relay::OutboxDropCause::Bytes:
        return phrase(QT_TRANSLATE_NOOP("core", "too much waits (outbox.size)"));
    case relay::OutboxDropCause::Age:
        if (destination != UpstreamLink::destination())
            return phrase(QT_TRANSLATE_NOOP("core", "waited too long (outbox.command_age)"));
        return phrase(QT_TRANSLATE_NOOP("core", "waited too long (outbox.context_age)"));
    }
    Q_UNREACHABLE();
    return {};
}

} // namespace

OutboxWorker::OutboxWorker(const QString &path, const QString &queueFile,
                           const relay::OutboxLimits &limits, const storage::SecretMask &mask,
                           OutboxGate *gate)
    : m_path(path)
    , m_queueFile(queueFile)
    , m_mask(mask)
    , m_gate(gate)
    , m_file(storage::OutboxSettings{limits})
    , m_memory(limits)
{
    m_retryTimer.setInterval(retryMs);
    m_expireTimer.setInterval(expireMs);
    connect(&m_retryTimer, &QTimer::timeout, this, &OutboxWorker::tryToOpen);
    connect(&m_expireTimer, &QTimer::timeout, this, &OutboxWorker::expire);
    m_gate->connectStorage(
        [this] { QMetaObject::invokeMethod(this, &OutboxWorker::work, Qt::QueuedConnection); });
}

OutboxWorker::~OutboxWorker()
{
    m_gate->connectStorage({});
}

void OutboxWorker::open()
{
    tryToOpen();
    m_expireTimer.start();
}

void OutboxWorker::apply(const relay::OutboxLimits &limits, const storage::SecretMask &mask)
{
    m_mask = mask;
    m_file.setLimits(limits);
    m_memory.setLimits(limits);
    expire();
}

void OutboxWorker::tryToOpen()
{
    const bool wasReadable = std::exchange(m_isReadable, true);
    if (m_file.isOpen()) {
        if (!m_file.expire(wallMicros()) || isMemoryUsed()) {
            if (!wasReadable)
                tellHealth(); // Somebody may wait for what could not be read.
            return;
        }
        m_retryTimer.stop();
        m_problem = Phrase();
        tellHealth();
        return;
    }
    const auto opened = m_file.open(m_path);
    if (!opened) {
        noteError(opened.error());
        tellHealth();
        return;
    }
    m_retryTimer.stop();
    m_problem = isMemoryUsed() ? m_problem : Phrase();
    if (!opened->setAside.isEmpty()) {
        m_notice = phrase(QT_TRANSLATE_NOOP("core", "the outbox was damaged (%1); it is now %2, "
                                                    "and a new one was begun"),
                          opened->damage, opened->setAside);
        qCWarning(outboxLog).noquote() << m_notice.english();
    }
    importQueue();
    expire();
    tellHealth();
}

void OutboxWorker::importQueue()
{
    if (m_queueFile.isEmpty())
        return;
    const auto imported = storage::importPickle(
        m_file, m_queueFile, [](const QString &name) { return u"integration:"_s + name; },
        wallMicros());
    if (!imported) {
        qCWarning(outboxLog).noquote() << imported.error().text();
        m_notice = protocol::verbatim(imported.error().text());
        m_queueFile.clear(); // It says what to do; once is enough.
        return;
    }
    switch (imported->state) {
    case storage::PickleImport::State::NoFile:
        break;
    case storage::PickleImport::State::Imported:
    case storage::PickleImport::State::Known:
        qCInfo(outboxLog).noquote()
            << "took over" << imported->appended.ids.size() << "messages of" << m_queueFile;
        break;
    }
    if (!imported->renameError.isEmpty())
        qCWarning(outboxLog).noquote() << imported->renameError;
    m_queueFile.clear();
}

void OutboxWorker::work()
{
    std::vector<OutboxGate::Request> requests = m_gate->takeRequests();
    std::vector<relay::KeepInOutbox> batch;
    const auto commit = [&] {
        if (!batch.empty())
            keep(std::exchange(batch, {}));
    };
    for (OutboxGate::Request &request : requests) {
        if (auto *keepRequest = std::get_if<relay::KeepInOutbox>(&request)) {
            batch.push_back(std::move(*keepRequest));
            continue;
        }
        commit(); // What comes later sees what came before.
        if (const auto *refused = std::get_if<OutboxGate::RefusedMessage>(&request)) {
            m_gate->answer([ticket = refused->ticket, destination = refused->destination](
                               relay::RelayDispatcher &dispatcher) {
                dispatcher.outboxAppended(ticket, 0, false);
                if (destination != UpstreamLink::destination())
                    return; // Its sender is told.
                dispatcher.outboxDropped(destination, {}, 1,
                                         phrase(QT_TRANSLATE_NOOP("core", "the disk is too slow")));
            });
        } else if (const auto *fetchRequest = std::get_if<relay::FetchOutbox>(&request)) {
            fetch(*fetchRequest);
        } else if (const auto *removal = std::get_if<relay::RemoveFromOutbox>(&request)) {
            remove(removal->ids);
        } else if (const auto *settle = std::get_if<relay::SettleEarlierRun>(&request)) {
            settleEarlierRun(settle->discard);
        }
    }
    commit();
}

void OutboxWorker::keep(const std::vector<relay::KeepInOutbox> &batch)
{
    QList<relay::NewOutboxRow> rows;
    QList<quint64> tickets;
    for (const relay::KeepInOutbox &request : batch) {
        rows.append(request.row);
        tickets.append(request.ticket);
    }
    const QList<qint64> ids = append(rows);
    m_gate->answer([tickets, ids](relay::RelayDispatcher &dispatcher) {
        for (qsizetype i = 0; i < tickets.size(); ++i)
            dispatcher.outboxAppended(tickets[i], ids.value(i), ids.value(i) < firstMemoryId);
    });
}

QList<qint64> OutboxWorker::append(const QList<relay::NewOutboxRow> &rows)
{
    if (isMemoryUsed() || !m_file.isOpen())
        return appendToMemory(rows);
    const auto appended = m_file.append(rows, wallMicros());
    if (!appended) {
        noteError(appended.error());
        tellHealth(); // First: these rows are counted by the answer to their own request.
        return appendToMemory(rows);
    }
    for (const relay::OutboxRefusal &refusal : appended->refused)
        qCWarning(outboxLog).noquote() << refusal.text();
    tellDrops(appended->drops, 0);
    return appended->ids;
}

QList<qint64> OutboxWorker::appendToMemory(const QList<relay::NewOutboxRow> &rows)
{
    const auto appended = m_memory.append(rows, wallMicros());
    if (!appended)
        return QList<qint64>(rows.size(), 0);
    tellDrops(appended->drops, firstMemoryId);
    QList<qint64> ids = appended->ids;
    for (qint64 &id : ids)
        id += id == 0 ? 0 : firstMemoryId;
    return ids;
}

void OutboxWorker::fetch(const relay::FetchOutbox &request)
{
    const QList<relay::OutboxRow> rows =
        read(request.destination, request.afterId, request.maxRows, request.maxBytes);
    QList<qint64> tried;
    for (const relay::OutboxRow &row : rows) {
        if (row.id < firstMemoryId)
            tried.append(row.id);
    }
    if (!tried.isEmpty())
        m_file.noteTry(tried);
    m_gate->answer([number = request.number, rows,
                    isReadable = m_isReadable](relay::RelayDispatcher &dispatcher) {
        dispatcher.outboxFetched(number, rows, isReadable);
    });
}

QList<relay::OutboxRow> OutboxWorker::read(const QString &destination, qint64 afterId,
                                           qsizetype maxRows, qint64 maxBytes)
{
    QList<relay::OutboxRow> found;
    if (afterId < firstMemoryId && m_file.isOpen()) {
        auto rows = m_file.rows(destination, afterId, maxRows, maxBytes);
        if (rows) {
            found = std::move(*rows);
        } else {
            noteError(rows.error());
            m_isReadable = false;
            tellHealth();
        }
    }
    if (!found.isEmpty() || !isMemoryUsed())
        return found;
    auto rows =
        m_memory.rows(destination, std::max<qint64>(afterId - firstMemoryId, 0), maxRows, maxBytes);
    if (!rows)
        return found;
    for (relay::OutboxRow &row : *rows) {
        row.id += firstMemoryId;
        found.append(row);
    }
    return found;
}

void OutboxWorker::remove(const QList<qint64> &ids)
{
    QList<qint64> inFile;
    QList<qint64> inMemory;
    for (const qint64 id : ids) {
        if (id < firstMemoryId)
            inFile.append(id);
        else
            inMemory.append(id - firstMemoryId);
    }
    if (!inFile.isEmpty()) {
        if (const auto error = m_file.remove(inFile)) {
            noteError(*error);
            tellHealth();
        }
    }
    if (inMemory.isEmpty())
        return;
    m_memory.remove(inMemory);
    if (!isMemoryUsed() && m_file.isOpen()) {
        m_problem = Phrase();
        tellHealth();
    }
}

void OutboxWorker::settleEarlierRun(bool discard)
{
    const QStringList destinations = m_file.destinations();
    for (const QString &destination : destinations) {
        if (!discard) {
            m_file.adoptEarlierRun(destination);
            continue;
        }
        const auto rows = m_file.dropEarlierRun(destination);
        if (!rows) {
            noteError(rows.error());
            break;
        }
        if (*rows == 0)
            continue;
        m_gate->answer([destination, count = *rows](relay::RelayDispatcher &dispatcher) {
            dispatcher.outboxDropped(destination, {}, count,
                                     phrase(QT_TRANSLATE_NOOP("core", "by the operator")));
        });
    }
    if (discard)
        tellHealth();
}

void OutboxWorker::dropAll()
{
    const QString destination = UpstreamLink::destination();
    qint64 count = 0;
    if (const auto dropped = m_file.dropAll(destination))
        count += *dropped;
    else
        noteError(dropped.error());
    if (const auto dropped = m_memory.dropAll(destination))
        count += *dropped;
    m_gate->answer([destination, count](relay::RelayDispatcher &dispatcher) {
        dispatcher.outboxDropped(destination, {}, count,
                                 phrase(QT_TRANSLATE_NOOP("core", "by the operator")));
    });
    tellHealth();
    readRows();
}

void OutboxWorker::readRows()
{
    const QString destination = UpstreamLink::destination();
    const QList<relay::OutboxCount> waiting = counts();
    const auto own =
        std::find_if(waiting.begin(), waiting.end(), [&](const relay::OutboxCount &count) {
            return count.destination == destination;
        });
    QList<relay::OutboxRow> rows = read(destination, 0, shownRows, shownBytes);
    for (relay::OutboxRow &row : rows)
        row.payload = m_mask.masked(row.payload);
    Q_EMIT rowsRead(rows, own == waiting.end() ? 0 : own->rows);
}

void OutboxWorker::exportTo(const QString &path)
{
    // What is only in memory goes into a file of its own: the first one is whole without it.
    Phrase error;
    if (m_file.isOpen())
        error = storage::exportOutbox(m_file, UpstreamLink::destination(), path, m_mask).error;
    if (error.isEmpty() && isMemoryUsed()) {
        const QString target = m_file.isOpen() ? path + u".unsaved"_s : path;
        error = storage::exportOutbox(m_memory, UpstreamLink::destination(), target, m_mask).error;
    }
    Q_EMIT exported(path, error);
}

void OutboxWorker::expire()
{
    if (m_file.isOpen()) {
        const auto drops = m_file.expire(wallMicros());
        if (drops) {
            tellDrops(*drops, 0);
        } else {
            noteError(drops.error());
            tellHealth();
        }
    }
    if (const auto drops = m_memory.expire(wallMicros()))
        tellDrops(*drops, firstMemoryId);
}

void OutboxWorker::tellDrops(const QList<relay::OutboxDrop> &drops, qint64 idOffset)
{
    for (const relay::OutboxDrop &drop : drops) {
        const Phrase why = limitOf(drop.cause, drop.destination);
        qCWarning(outboxLog).noquote()
            << drop.ids.size() << "messages for" << drop.destination << "dropped:" << why.english();
        QList<qint64> ids = drop.ids;
        for (qint64 &id : ids)
            id += idOffset;
        m_gate->answer(
            [destination = drop.destination, ids, why](relay::RelayDispatcher &dispatcher) {
                dispatcher.outboxDropped(destination, ids, ids.size(), why);
            });
    }
}

void OutboxWorker::noteError(const relay::OutboxError &error)
{
    qCWarning(outboxLog).noquote() << error.text();
    m_problem = storage::outboxProblem(error);
    if (error.cause == relay::OutboxError::Cause::Damaged)
        m_file.close(); // Opening it again sets it aside.
    m_retryTimer.start();
}

void OutboxWorker::tellHealth()
{
    const Phrase problem = m_problem.isEmpty() ? std::exchange(m_notice, {}) : m_problem;
    m_gate->answer([waiting = counts(), problem](relay::RelayDispatcher &dispatcher) {
        dispatcher.outboxOpened(waiting, problem);
    });
}

bool OutboxWorker::isMemoryUsed() const
{
    return !m_memory.destinations().isEmpty();
}

QList<relay::OutboxCount> OutboxWorker::counts() const
{
    std::map<QString, relay::OutboxCount> totals;
    for (const relay::OutboxStore *store : {static_cast<const relay::OutboxStore *>(&m_file),
                                            static_cast<const relay::OutboxStore *>(&m_memory)}) {
        // Told of rows that cannot be read, the engine would ask for them again at once, for ever.
        if (store == &m_file && !m_isReadable)
            continue;
        const QList<relay::OutboxCount> counts = store->counts();
        for (const relay::OutboxCount &count : counts) {
            if (count.rows == 0)
                continue; // Only dropped ones.
            relay::OutboxCount &total = totals[count.destination];
            total.destination = count.destination;
            total.rows += count.rows;
            total.bytes += count.bytes;
            total.earlierRunRows += count.earlierRunRows;
            // Rows in memory come later, and are never an earlier run's.
            total.lastId = count.lastId + (store == &m_memory ? firstMemoryId : 0);
            total.lastEarlierRunId = std::max(total.lastEarlierRunId, count.lastEarlierRunId);
            if (total.oldestUs == 0)
                total.oldestUs = count.oldestUs;
        }
    }
    QList<relay::OutboxCount> list;
    for (const auto &[destination, total] : totals)
        list.append(total);
    return list;
}

} // namespace neuro::service
