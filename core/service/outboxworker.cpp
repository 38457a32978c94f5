// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "service/outboxworker.h"

#include "relay/upstreamlink.h"
#include "storage/outboxexport.h"
#include "storage/pickleimport.h"

#include <QDateTime>
#include <QLoggingCategory>

#include <algorithm>

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

Phrase problemOf(const relay::OutboxError &error)
{
    using Cause = relay::OutboxError::Cause;
    switch (error.cause) {
    case Cause::DiskFull:
        return phrase(QT_TRANSLATE_NOOP("core", "the disk is full: %1 takes nothing more; make "
                                                "room"),
                      error.file);
    case Cause::Locked:
        return phrase(QT_TRANSLATE_NOOP("core", "another program holds %1; end it"), error.file);
    case Cause::Damaged:
        return phrase(QT_TRANSLATE_NOOP("core", "%1 is damaged (%2); it is set aside when it is "
                                                "opened again"),
                      error.file, error.particulars);
    case Cause::InputOutput:
        return phrase(QT_TRANSLATE_NOOP("core", "%1 cannot be read or written: %2; look after the "
                                                "disk"),
                      error.file, error.particulars);
    case Cause::NotWritable:
        return phrase(QT_TRANSLATE_NOOP("core", "%1 may not be written; check its permissions"),
                      error.file);
    case Cause::Newer:
        return phrase(QT_TRANSLATE_NOOP("core", "%1 is from a newer version of this program; use "
                                                "that one, or move the file away"),
                      error.file);
    case Cause::NotAnOutbox:
        return phrase(QT_TRANSLATE_NOOP("core", "%1 is another program's database; move it away"),
                      error.file);
    case Cause::NoDriver:
        return phrase(QT_TRANSLATE_NOOP("core", "Qt's SQLite driver is missing; install the "
                                                "package libqt6sql6-sqlite"));
    case Cause::NotOpen:
    case Cause::Unexpected:
        return phrase(QT_TRANSLATE_NOOP("core", "%1 cannot be used: %2"), error.file,
                      error.particulars);
    }
    Q_UNREACHABLE();
    return {};
}

Phrase limitOf(relay::OutboxDropCause cause)
{
    switch (cause) {
    case relay::OutboxDropCause::Rows:
        return phrase(QT_TRANSLATE_NOOP("core", "too many messages wait (outbox.rows)"));
    case relay::OutboxDropCause::Bytes:
        return phrase(QT_TRANSLATE_NOOP("core", "too much waits (outbox.size)"));
    case relay::OutboxDropCause::Age:
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
            m_gate->answer([ticket = refused->ticket](relay::RelayDispatcher &dispatcher) {
                dispatcher.outboxAppended(ticket, 0);
                dispatcher.outboxDropped({}, 1,
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
            dispatcher.outboxAppended(tickets[i], ids.value(i));
    });
}

QList<qint64> OutboxWorker::append(const QList<relay::NewOutboxRow> &rows)
{
    if (isMemoryUsed() || !m_file.isOpen())
        return appendToMemory(rows);
    const auto appended = m_file.append(rows, wallMicros());
    if (!appended) {
        noteError(appended.error());
        const QList<qint64> ids = appendToMemory(rows);
        tellHealth();
        return ids;
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
    const QList<relay::OutboxRow> rows = read(request.afterId, request.maxRows, request.maxBytes);
    QList<qint64> tried;
    for (const relay::OutboxRow &row : rows) {
        if (row.id < firstMemoryId)
            tried.append(row.id);
    }
    if (!tried.isEmpty())
        m_file.noteTry(tried);
    m_gate->answer([number = request.number, rows](relay::RelayDispatcher &dispatcher) {
        dispatcher.outboxFetched(number, rows);
    });
}

QList<relay::OutboxRow> OutboxWorker::read(qint64 afterId, qsizetype maxRows, qint64 maxBytes)
{
    QList<relay::OutboxRow> found;
    if (afterId < firstMemoryId && m_file.isOpen()) {
        auto rows = m_file.rows(UpstreamLink::destination(), afterId, maxRows, maxBytes);
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
    auto rows = m_memory.rows(UpstreamLink::destination(),
                              std::max<qint64>(afterId - firstMemoryId, 0), maxRows, maxBytes);
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
    if (!discard) {
        m_file.adoptEarlierRun(UpstreamLink::destination());
        return;
    }
    const auto rows = m_file.dropEarlierRun(UpstreamLink::destination());
    if (!rows) {
        noteError(rows.error());
        tellHealth();
        return;
    }
    m_gate->answer([count = *rows](relay::RelayDispatcher &dispatcher) {
        dispatcher.outboxDropped({}, count, phrase(QT_TRANSLATE_NOOP("core", "by the operator")));
    });
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
    m_gate->answer([count](relay::RelayDispatcher &dispatcher) {
        dispatcher.outboxDropped({}, count, phrase(QT_TRANSLATE_NOOP("core", "by the operator")));
    });
    tellHealth();
    readRows();
}

void OutboxWorker::readRows()
{
    Q_EMIT rowsRead(read(0, shownRows, shownBytes), count().rows);
}

void OutboxWorker::exportTo(const QString &path)
{
    // What is only in memory goes into a file of its own: the first one is whole without it.
    QString error;
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
        const Phrase why = limitOf(drop.cause);
        qCWarning(outboxLog).noquote()
            << drop.ids.size() << "messages for" << drop.destination << "dropped:" << why.english();
        if (drop.destination != UpstreamLink::destination())
            continue;
        QList<qint64> ids = drop.ids;
        for (qint64 &id : ids)
            id += idOffset;
        m_gate->answer([ids, why](relay::RelayDispatcher &dispatcher) {
            dispatcher.outboxDropped(ids, ids.size(), why);
        });
    }
}

void OutboxWorker::noteError(const relay::OutboxError &error)
{
    qCWarning(outboxLog).noquote() << error.text();
    m_problem = problemOf(error);
    if (error.cause == relay::OutboxError::Cause::Damaged)
        m_file.close(); // Opening it again sets it aside.
    m_retryTimer.start();
}

void OutboxWorker::tellHealth()
{
    const Phrase problem = m_problem.isEmpty() ? std::exchange(m_notice, {}) : m_problem;
    m_gate->answer([count = count(), problem](relay::RelayDispatcher &dispatcher) {
        dispatcher.outboxOpened(count, problem);
    });
}

bool OutboxWorker::isMemoryUsed() const
{
    return !m_memory.destinations().isEmpty();
}

relay::OutboxCount OutboxWorker::count() const
{
    relay::OutboxCount total;
    total.destination = UpstreamLink::destination();
    for (const relay::OutboxStore *store : {static_cast<const relay::OutboxStore *>(&m_file),
                                            static_cast<const relay::OutboxStore *>(&m_memory)}) {
        // Told of rows that cannot be read, the engine would ask for them again at once, for ever.
        if (store == &m_file && !m_isReadable)
            continue;
        const QList<relay::OutboxCount> counts = store->counts();
        for (const relay::OutboxCount &count : counts) {
            if (count.destination != total.destination)
                continue;
            total.rows += count.rows;
            total.bytes += count.bytes;
            total.earlierRunRows += count.earlierRunRows;
        }
    }
    return total;
}

} // namespace neuro::service
