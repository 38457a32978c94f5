// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "service/outboxworker.h"

#include "relay/destination.h"
#include "relay/upstreamlink.h"
#include "storage/outboxexport.h"
#include "storage/outboxproblem.h"
#include "storage/pickleimport.h"

#include <QDateTime>
#include <QLoggingCategory>

#include <algorithm>
#include <map>
#include <utility>

namespace neuro::service {

using namespace Qt::Literals::StringLiterals;
using protocol::Phrase;
using protocol::phrase;
using relay::UpstreamLink;

Q_LOGGING_CATEGORY(outboxLog, "neuro.outbox")

namespace {

/// Of tickets whose messages were refused.
constexpr quint64 answersAtOnce = 1000;

qint64 wallMicros()
{
    return QDateTime::currentMSecsSinceEpoch() * relay::microsPerMs;
}

QList<qint64> idsOf(const QList<relay::OutboxRow> &rows)
{
    QList<qint64> ids;
    for (const relay::OutboxRow &row : rows)
        ids.append(row.id);
    return ids;
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

/// Why the gate refuses.
Phrase slowDisk()
{
    return phrase(QT_TRANSLATE_NOOP("core",
                                    "the disk is too slow; what it cannot take is not kept, "
                                    "and cannot be exported"));
}

QStringList destinationsOf(const QList<relay::OutboxCount> &counts)
{
    QStringList destinations;
    for (const relay::OutboxCount &count : counts)
        destinations.append(count.destination);
    return destinations;
}

Phrase reasonOf(const relay::OutboxRefusal &refusal)
{
    using Cause = relay::OutboxRefusal::Cause;
    switch (refusal.cause) {
    case Cause::RowTooLarge:
        return phrase(QT_TRANSLATE_NOOP("core", "it has %1 bytes, at most %2 are allowed "
                                                "(outbox.size)"),
                      refusal.size, refusal.limit);
    case Cause::NoDestination:
        return phrase(QT_TRANSLATE_NOOP("core", "it is for nobody"));
    case Cause::DestinationTooLong:
        return phrase(QT_TRANSLATE_NOOP("core", "the name of whom it is for has %1 bytes, at most "
                                                "%2 are allowed"),
                      refusal.size, refusal.limit);
    case Cause::TooManyDestinations:
        return phrase(QT_TRANSLATE_NOOP("core", "messages for %1 others wait already; drop some"),
                      refusal.limit);
    }
    Q_UNREACHABLE();
    return {};
}

/// Whether it may help to open the file again: what is open may be a file on a disk that is gone.
bool isOfOpenFile(relay::OutboxError::Cause cause)
{
    using Cause = relay::OutboxError::Cause;
    return cause == Cause::InputOutput || cause == Cause::NotWritable || cause == Cause::Unexpected;
}

} // namespace

OutboxWorker::OutboxWorker(const QString &path, const QString &queueFile,
                           const relay::OutboxLimits &limits, const storage::SecretMask &mask,
                           OutboxGate *gate)
    : m_queueFile(queueFile)
    , m_mask(mask)
    , m_gate(gate)
    , m_outbox(path, limits, wallMicros())
{
    m_retryTimer.setInterval(retryMs);
    m_expireTimer.setInterval(expireMs);
    m_noticeTimer.setSingleShot(true);
    connect(&m_retryTimer, &QTimer::timeout, this, &OutboxWorker::retry);
    connect(&m_expireTimer, &QTimer::timeout, this, &OutboxWorker::expire);
    connect(&m_noticeTimer, &QTimer::timeout, this, [this] {
        m_notice = {};
        tellHealth();
    });
    m_gate->connectStorage(
        [this] { QMetaObject::invokeMethod(this, &OutboxWorker::work, Qt::QueuedConnection); });
}

OutboxWorker::~OutboxWorker()
{
    m_gate->connectStorage({});
    if (m_mustReopen)
        m_outbox.closeFile();
    while (m_outbox.isMemoryUsed()) {
        if (m_outbox.isFileOpen() ? m_outbox.moveSome(wallMicros()).hasValue()
                                  : m_outbox.open().hasValue())
            continue;
        qint64 count = 0;
        for (const relay::OutboxCount &each : m_outbox.counts(false))
            count += each.rows;
        qCWarning(outboxLog).noquote()
            << count << "messages that were kept in memory only are lost:" << m_problem.english();
        break;
    }
    if (m_outbox.isFileOpen())
        m_outbox.writeSeen();
}

void OutboxWorker::setTimes(int retry, int notice)
{
    m_retryTimer.setInterval(retry);
    m_noticeMs = notice;
}

void OutboxWorker::open()
{
    if (openFile()) {
        importQueue();
        expire();
        tellHealth();
    }
    m_expireTimer.start();
}

void OutboxWorker::apply(const relay::OutboxLimits &limits, const storage::SecretMask &mask)
{
    m_mask = mask;
    m_outbox.setLimits(limits);
    expire();
}

/// Success is not told: there may be more to do before all is well.
bool OutboxWorker::openFile()
{
    const auto opened = m_outbox.open();
    if (!opened) {
        fail(opened.error());
        return false;
    }
    m_mustTell = true;
    m_mustReopen = false;
    m_isReadable = true;
    if (opened->setAside.isEmpty()) {
        tellLost(phrase(QT_TRANSLATE_NOOP("core", "the outbox file was moved, deleted or changed "
                                                  "by somebody else")));
        return true;
    }
    m_notice = phrase(QT_TRANSLATE_NOOP("core", "the outbox was damaged (%1); it is now %2, "
                                                "and a new one was begun"),
                      opened->damage, opened->setAside);
    m_noticeTimer.start(m_noticeMs);
    qCWarning(outboxLog).noquote() << m_notice.english();
    tellLost(m_notice);
    return true;
}

void OutboxWorker::importQueue()
{
    if (m_queueFile.isEmpty())
        return;
    const auto imported = storage::importPickle(
        m_outbox.file(), m_queueFile,
        [](const QString &name) { return relay::integrationPrefix + name; }, wallMicros());
    if (!imported) {
        qCWarning(outboxLog).noquote() << imported.error().text();
        m_notice = imported.error().phrase();
        m_noticeTimer.start(m_noticeMs);
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

void OutboxWorker::retry()
{
    if (m_isMoving)
        return;
    if (m_mustReopen && m_outbox.isFileOpen()) {
        m_outbox.closeFile();
        m_mustTell = true;
    }
    if (!m_outbox.isFileOpen() && !openFile())
        return;
    moveOn();
}

void OutboxWorker::moveOn()
{
    m_isMoving = false;
    if (!m_outbox.isFileOpen())
        return; // Damaged meanwhile; the next try opens it.
    auto moved = m_outbox.moveSome(wallMicros());
    if (!moved) {
        fail(moved.error());
        return;
    }
    tellRefusals(moved->outcome.refused, idsOf(moved->rows));
    tellDrops(moved->outcome.drops);
    if (m_outbox.isMemoryUsed()) {
        // Others have their turn in between.
        m_isMoving = QMetaObject::invokeMethod(this, &OutboxWorker::moveOn, Qt::QueuedConnection);
        return;
    }
    BufferedOutbox::Failure error = m_outbox.file().settle();
    if (!error)
        error = m_outbox.writeSeen();
    if (!error && !m_isReadable)
        error = m_outbox.tryToRead();
    if (error)
        fail(*error);
    else
        mended();
}

void OutboxWorker::mended()
{
    m_retryTimer.stop();
    m_isReadable = true;
    m_mustReopen = false;
    m_problem = Phrase();
    qCInfo(outboxLog) << "the outbox file works again; everything that waits is in it";
    importQueue();
    expire();
    tellHealth();
}

void OutboxWorker::work()
{
    std::vector<OutboxGate::Request> requests = m_gate->takeRequests();
    std::vector<relay::KeepInOutbox> batch;
    std::map<QString, qint64> refusedCounts;
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
        if (const auto *refused = std::get_if<OutboxGate::RefusedMessages>(&request)) {
            refuse(*refused);
            refusedCounts[refused->destination] += refused->count;
        } else if (const auto *fetchRequest = std::get_if<relay::FetchOutbox>(&request)) {
            fetch(*fetchRequest);
        } else if (const auto *removal = std::get_if<relay::RemoveFromOutbox>(&request)) {
            remove(removal->ids);
        } else if (const auto *settle = std::get_if<relay::SettleEarlierRun>(&request)) {
            settleEarlierRun(settle->discard);
        } else if (const auto *seen = std::get_if<OutboxGate::Seen>(&request)) {
            noteSeen(seen->destinations);
        }
    }
    commit();
    logRefused(refusedCounts);
}

void OutboxWorker::refuse(const OutboxGate::RefusedMessages &messages)
{
    const quint64 end = messages.firstTicket + static_cast<quint64>(messages.count);
    for (quint64 ticket = messages.firstTicket; ticket != end;) {
        const quint64 next = std::min(ticket + answersAtOnce, end);
        m_gate->answer([ticket, next](relay::RelayDispatcher &dispatcher) {
            for (quint64 each = ticket; each != next; ++each)
                dispatcher.outboxAppended(each, 0, false);
        });
        ticket = next;
    }
    tellDrop(messages.destination, {}, messages.count, slowDisk());
}

void OutboxWorker::logRefused(const std::map<QString, qint64> &counts)
{
    if (counts.empty())
        return;
    qint64 all = 0;
    for (const auto &[destination, count] : counts)
        all += count;
    // One line, however many they are for: it comes while the disk is busy enough.
    const QString whom =
        counts.size() == 1 ? counts.begin()->first : u"%1 destinations"_s.arg(counts.size());
    qCWarning(outboxLog).noquote()
        << all << "messages for" << whom << "dropped:" << slowDisk().english();
}

void OutboxWorker::keep(const std::vector<relay::KeepInOutbox> &batch)
{
    QList<relay::NewOutboxRow> rows;
    QList<quint64> tickets;
    for (const relay::KeepInOutbox &request : batch) {
        rows.append(request.row);
        tickets.append(request.ticket);
    }
    bool isDurable = false;
    relay::OutboxAppended appended;
    if (!m_outbox.isMemoryNeeded()) {
        auto inFile = m_outbox.appendToFile(rows, wallMicros());
        isDurable = inFile.hasValue();
        if (isDurable)
            appended = std::move(*inFile);
        else // Told first: these rows are counted by the answer to their own request.
            fail(inFile.error());
    }
    if (!isDurable)
        appended = m_outbox.appendToMemory(rows, wallMicros());
    m_gate->answer([tickets, ids = appended.ids, isDurable](relay::RelayDispatcher &dispatcher) {
        for (qsizetype i = 0; i < tickets.size(); ++i)
            dispatcher.outboxAppended(tickets[i], ids.value(i), isDurable);
    });
    // Behind the answers: before them nobody knows the ids.
    tellRefusals(appended.refused, {});
    tellDrops(appended.drops);
}

void OutboxWorker::fetch(const relay::FetchOutbox &request)
{
    const QList<relay::OutboxRow> rows =
        read(request.destination, request.afterId, request.maxRows, request.maxBytes);
    m_outbox.noteTry(idsOf(rows));
    m_gate->answer([number = request.number, rows,
                    isReadable = m_isReadable](relay::RelayDispatcher &dispatcher) {
        dispatcher.outboxFetched(number, rows, isReadable);
    });
}

QList<relay::OutboxRow> OutboxWorker::read(const QString &destination, qint64 afterId,
                                           qsizetype maxRows, qint64 maxBytes)
{
    const BufferedOutbox::Read found = m_outbox.rows(destination, afterId, maxRows, maxBytes);
    if (found.error) {
        m_mustTell = m_mustTell || m_isReadable;
        m_isReadable = false;
        fail(*found.error);
    }
    return found.rows;
}

void OutboxWorker::remove(const QList<qint64> &ids)
{
    const BufferedOutbox::Removed removed = m_outbox.remove(ids);
    if (removed.forgotten > 0)
        qCWarning(outboxLog) << removed.forgotten
                             << "delivered messages stay in the outbox file and may be delivered "
                                "again: too many wait to be removed from it";
    if (removed.error)
        fail(*removed.error);
}

void OutboxWorker::settleEarlierRun(bool discard)
{
    if (!discard) {
        m_outbox.adoptEarlierRun();
        return;
    }
    BufferedOutbox::Failure error;
    const std::map<QString, qint64> dropped = m_outbox.dropEarlierRun(error);
    if (error)
        fail(*error);
    for (const auto &[destination, count] : dropped)
        tellDrop(destination, {}, count, phrase(QT_TRANSLATE_NOOP("core", "by the operator")));
    tellHealth();
}

/// Nothing is lost when that fails: it is tried again with the file.
void OutboxWorker::noteSeen(const QStringList &destinations)
{
    if (const auto error = m_outbox.noteSeen(destinations))
        fail(*error);
}

void OutboxWorker::dropAll(const QString &destination)
{
    const BufferedOutbox::Dropped dropped = m_outbox.dropAll(destination);
    if (dropped.error)
        fail(*dropped.error);
    tellDrop(destination, dropped.ids, dropped.ids.size(),
             phrase(QT_TRANSLATE_NOOP("core", "by the operator")));
    tellHealth();
    readRows();
}

void OutboxWorker::readRows()
{
    // Those with few rows first: what they leave of their share is for the others.
    QList<relay::OutboxCount> counts = m_outbox.counts(m_isReadable);
    std::stable_sort(counts.begin(), counts.end(),
                     [](const auto &left, const auto &right) { return left.rows < right.rows; });
    QList<relay::OutboxRow> rows;
    qint64 bytes = 0;
    for (qsizetype i = 0; i < counts.size() && rows.size() < shownRows && bytes < shownBytes; ++i) {
        const qsizetype others = counts.size() - i;
        const qsizetype maxRows = std::max<qsizetype>((shownRows - rows.size()) / others, 1);
        const qint64 maxBytes = (shownBytes - bytes) / others;
        const bool wasReadable = m_isReadable;
        const QString &destination = counts[i].destination;
        QList<relay::OutboxRow> found;
        if (wasReadable)
            found = read(destination, 0, maxRows, maxBytes);
        else if (auto kept = m_outbox.memory().rows(destination, 0, maxRows, maxBytes))
            found = std::move(*kept);
        for (relay::OutboxRow &row : found) {
            bytes += row.payload.size();
            row.payload = m_mask.masked(row.payload);
            rows.append(std::move(row));
        }
        if (wasReadable && !m_isReadable)
            break; // For the others it would fail as well, and as slowly.
    }
    std::sort(rows.begin(), rows.end(),
              [](const auto &left, const auto &right) { return left.id < right.id; });
    qint64 waiting = 0;
    for (const relay::OutboxCount &count : m_outbox.counts(m_isReadable))
        waiting += count.rows;
    Q_EMIT rowsRead(rows, waiting);
}

void OutboxWorker::exportTo(const QString &path)
{
    // What is only in memory goes into a file of its own: the first one is whole without it.
    QList<Phrase> errors;
    const auto write = [&](relay::OutboxStore &store, const QString &target) {
        const Phrase error =
            storage::exportOutbox(store, destinationsOf(store.counts()), target, m_mask).error;
        if (!error.isEmpty())
            errors.append(error);
        return error.isEmpty();
    };
    const bool isFileOpen = m_outbox.isFileOpen();
    if (isFileOpen)
        write(m_outbox.file(), path);
    else // It may hold a lot: nobody may take what follows for everything.
        errors.append(
            m_problem.isEmpty()
                ? phrase(QT_TRANSLATE_NOOP("core", "the outbox file is not open yet; try again"))
                : phrase(QT_TRANSLATE_NOOP("core", "what the outbox file holds cannot be read: %1"),
                         m_problem));
    QString unsaved;
    // Also when nothing waits there: what was dropped from it is nowhere else.
    if (!m_outbox.memory().counts().isEmpty()) {
        // Also when the first one failed: it may be the only copy.
        const QString target = isFileOpen ? path + u".unsaved"_s : path;
        if (write(m_outbox.memory(), target))
            unsaved = target;
    }
    Q_EMIT exported(path, protocol::inSequence(errors), unsaved);
}

void OutboxWorker::expire()
{
    if (m_outbox.isFileOpen()) {
        const auto drops = m_outbox.file().expire(wallMicros());
        if (drops)
            tellDrops(*drops);
        else
            fail(drops.error());
    }
    if (const auto drops = m_outbox.memory().expire(wallMicros()))
        tellDrops(*drops);
}

void OutboxWorker::fail(const relay::OutboxError &error)
{
    if (!m_retryTimer.isActive())
        m_retryTimer.start(); // Not again: errors that come often would put off the next try.
    m_mustReopen = m_mustReopen || isOfOpenFile(error.cause);
    if (error.cause == relay::OutboxError::Cause::Damaged) {
        m_outbox.closeFile(); // Opening it again sets it aside.
        m_mustTell = true;
    }
    const Phrase problem =
        phrase(QT_TRANSLATE_NOOP("core", "%1; it is tried again every %2 s"),
               storage::outboxProblem(error), (m_retryTimer.interval() + 999) / 1000);
    if (problem == m_problem && !m_mustTell)
        return;
    qCWarning(outboxLog).noquote() << error.text();
    m_problem = problem;
    tellHealth();
}

void OutboxWorker::tellHealth()
{
    m_mustTell = false;
    const Phrase problem = m_problem.isEmpty() ? m_notice : m_problem;
    // Told of rows that cannot be read, the engine would ask for them again at once, for ever.
    m_gate->answer([waiting = relay::countsWithSeen(m_outbox.counts(m_isReadable), m_outbox.seen()),
                    problem](relay::RelayDispatcher &dispatcher) {
        dispatcher.outboxOpened(waiting, problem);
    });
}

void OutboxWorker::tellDrop(const QString &destination, const QList<qint64> &ids, qint64 count,
                            const Phrase &why)
{
    m_gate->answer([destination, ids, count, why](relay::RelayDispatcher &dispatcher) {
        dispatcher.outboxDropped(destination, ids, count, why);
    });
}

void OutboxWorker::tellDrops(const QList<relay::OutboxDrop> &drops)
{
    for (const relay::OutboxDrop &drop : drops) {
        const Phrase why = limitOf(drop.cause, drop.destination);
        qCWarning(outboxLog).noquote()
            << drop.ids.size() << "messages for" << drop.destination << "dropped:" << why.english();
        tellDrop(drop.destination, drop.ids, drop.ids.size(), why);
    }
}

void OutboxWorker::tellRefusals(const QList<relay::OutboxRefusal> &refusals,
                                const QList<qint64> &ids)
{
    for (const relay::OutboxRefusal &refusal : refusals) {
        qCWarning(outboxLog).noquote() << refusal.text();
        QList<qint64> known;
        if (!ids.isEmpty())
            known.append(ids.at(refusal.index));
        tellDrop(refusal.destination, known, 1, reasonOf(refusal));
    }
}

void OutboxWorker::tellLost(const Phrase &why)
{
    for (const auto &[destination, count] : m_outbox.takeLost()) {
        qCWarning(outboxLog).noquote()
            << count << "messages for" << destination << "are lost:" << why.english();
        tellDrop(destination, {}, count, why);
    }
}

} // namespace neuro::service
