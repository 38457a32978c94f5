// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "service/relayservice.h"

#include "service/mailbox.h"
#include "service/outboxworker.h"
#include "service/recordingworker.h"
#include "service/relayworker.h"
#include "storage/sessionlogformat.h"

#include <QDir>
#include <QElapsedTimer>
#include <QLoggingCategory>
#include <QMutex>
#include <QMutexLocker>
#include <QThread>
#include <QTimer>

#include <utility>

#ifdef Q_OS_LINUX
#include "net/epolldispatcher.h"
#endif

namespace neuro::service {

Q_LOGGING_CATEGORY(serviceLog, "neuro.service")

namespace {

/// Share of stopMs that the connections get to say goodbye.
constexpr int closeMs = 1200;
constexpr int statisticsIntervalMs = 1000;

} // namespace

/// Lives in the thread of its service, whom it outlives while a thread hangs.
class RelayService::Private : public QObject
{
public:
    Private(RelayService *service, config::RelayConfig relayConfig, RunOptions runOptions)
        : q(service)
        , config(std::move(relayConfig))
        , options(std::move(runOptions))
        , observerBox({}, [this] { wakeObserver(); })
        , logBox(
              {}, [this] { wakeStorage(); }, storage::isLogged)
    {
        relayThread.setObjectName(QStringLiteral("relay"));
        storageThread.setObjectName(QStringLiteral("storage"));
        batchTimer.setSingleShot(true);
        statisticsTimer.setInterval(statisticsIntervalMs);
    }

    bool mayRecord() const
    {
        return options.recordFile || options.recordToDataFolder || options.observed;
    }

    /// Called in the relay thread.
    void wakeObserver()
    {
        QMetaObject::invokeMethod(
            this, [this] { observerWoken(); }, Qt::QueuedConnection);
    }

    /// Called in the relay thread.
    void wakeStorage()
    {
        const QMutexLocker lock(&recordingMutex);
        if (recording)
            recording->wake();
    }

    void observerWoken()
    {
        if (!q)
            return;
        // At most one batch in each interval; the first one comes without delay.
        if (batchTimer.isActive())
            deliverLater = true;
        else
            deliver();
    }

    void deliver()
    {
        deliverLater = false;
        // Not in place: a slot may run an event loop of its own and get here again.
        Mailbox::Batch batch = std::exchange(usedBatch, {});
        observerBox.exchange(batch);
        statistics.skippedFrames += batch.skippedFrames;
        if (batch.skippedOthers > 0)
            q->submit(relay::TakeSnapshot{});
        if (!batch.events.empty() || batch.skippedFrames > 0)
            Q_EMIT q->events(batch.events, batch.skippedFrames);
        batchTimer.start(intervalAfter(batch.events.size()));
        batch.events.clear();
        usedBatch = std::move(batch);
    }

    void tellStatistics()
    {
        const quint64 messages = counters.messages.load(std::memory_order_relaxed);
        const qint64 elapsed = sinceStatistics.restart();
        if (elapsed > 0)
            statistics.messagesPerSecond = static_cast<double>(messages - lastMessages) * 1000.0 /
                                           static_cast<double>(elapsed);
        lastMessages = messages;
        statistics.frames = messages;
        statistics.relayP50 = counters.latency.percentile(0.5);
        statistics.relayP99 = counters.latency.percentile(0.99);
        statistics.uptimeMs = uptime.elapsed();
        Q_EMIT q->statistics(statistics);
    }

    template <typename Function>
    void inRelayThread(Function function)
    {
        if (relayWorker)
            QMetaObject::invokeMethod(relayWorker, function, Qt::QueuedConnection);
    }

    template <typename Function>
    void inStorageThread(Function function)
    {
        if (recording)
            QMetaObject::invokeMethod(recording, function, Qt::QueuedConnection);
    }

    /// Runs `make` in `thread` and waits for it: sockets and timers must be made where they live.
    template <typename Function>
    static void makeIn(QThread &thread, Function make)
    {
        QObject visitor;
        visitor.moveToThread(&thread);
        QMetaObject::invokeMethod(
            &visitor,
            [&visitor, &make, home = QThread::currentThread()] {
                make();
                visitor.moveToThread(home);
            },
            Qt::BlockingQueuedConnection);
    }

    QString startStorage();
    void startOutbox();
    void startRelay();
    void stopRelay();
    void stopStorage();
    static void end(QThread &thread, int ms);
    bool hasThreads() const { return relayThread.isRunning() || storageThread.isRunning(); }
    static void leaveToItself(std::unique_ptr<Private> d);

    RelayService *q; ///< nullptr: gone, while a thread hangs.
    const config::RelayConfig config;
    const RunOptions options;
    RelayCounters counters;
    Mailbox observerBox;      ///< Relay thread to this object.
    Mailbox logBox;           ///< Relay thread to storage thread.
    OutboxGate outboxGate;    ///< Relay thread to storage thread, and back.
    Mailbox::Batch usedBatch; ///< Of the observer's: memory for the next one.
    QThread relayThread;
    QThread storageThread;
    RelayWorker *relayWorker = nullptr;   ///< Lives in relayThread.
    QMutex recordingMutex;                ///< Protects the relay thread's use of `recording`.
    RecordingWorker *recording = nullptr; ///< Lives in storageThread.
    OutboxWorker *outbox = nullptr;       ///< Lives in storageThread; none without an upstream.
    QTimer batchTimer;
    QTimer statisticsTimer;
    QElapsedTimer uptime;
    QElapsedTimer sinceStatistics;
    ServiceStatistics statistics;
    quint64 lastMessages = 0;
    quint64 lastCommand = 0;
    bool deliverLater = false;
};

QString RelayService::Private::startStorage()
{
    storageThread.start();
    makeIn(storageThread,
           [this] { recording = new RecordingWorker(config, options.dataFolder, &logBox); });
    connect(&storageThread, &QThread::finished, recording, &QObject::deleteLater);
    connect(recording, &RecordingWorker::statusChanged, q,
            [this](const storage::RecorderStatus &status) { statistics.recording = status; });
    connect(recording, &RecordingWorker::exported, q, &RelayService::exportFinished);
    QString error;
    if (options.recordFile) {
        QMetaObject::invokeMethod(
            recording,
            [this, &error] {
                error = recording->startFile(*options.recordFile, options.existingRecord);
            },
            Qt::BlockingQueuedConnection);
    } else if (options.recordToDataFolder) {
        inStorageThread([worker = recording] { worker->startSession(); });
    }
    return error;
}

void RelayService::Private::startRelay()
{
    QList<relay::EventSink *> sinks;
    if (mayRecord())
        sinks.append(&logBox);
    if (options.observed)
        sinks.append(&observerBox);
#ifdef Q_OS_LINUX
    if (!relayThread.eventDispatcher())
        relayThread.setEventDispatcher(new net::EpollDispatcher); // The thread's from now on.
#endif
    relayThread.start();
    makeIn(relayThread, [this, &sinks] {
        relayWorker = new RelayWorker(config, sinks, &counters, &outboxGate);
    });
    connect(&relayThread, &QThread::finished, relayWorker, &QObject::deleteLater);
    connect(relayWorker, &RelayWorker::doorChanged, q, &RelayService::doorChanged);
    // Direct: the thread object belongs to the user's thread, which waits for the end of this one.
    connect(relayWorker, &RelayWorker::finished, &relayThread, &QThread::quit,
            Qt::DirectConnection);
    startOutbox();
    inRelayThread([worker = relayWorker] { worker->open(); });
}

/// After the relay's worker, whom the outbox tells what waits.
void RelayService::Private::startOutbox()
{
    if (!config.engine.upstream.isConfigured)
        return;
    const bool isQueueFile = config.outbox.file.endsWith(QStringLiteral(".pkl"));
    const QString path = config.outbox.file.isEmpty() || isQueueFile
                             ? QDir(options.dataFolder).filePath(QStringLiteral("outbox.sqlite"))
                             : config.outbox.file;
    makeIn(storageThread, [&] {
        outbox = new OutboxWorker(
            path, isQueueFile ? config.outbox.file : QString(), config.outbox.limits,
            storage::SecretMask(config.secrets(), config.recording.redact), &outboxGate);
    });
    connect(&storageThread, &QThread::finished, outbox, &QObject::deleteLater);
    connect(outbox, &OutboxWorker::rowsRead, q, &RelayService::outboxRows);
    connect(outbox, &OutboxWorker::exported, q, &RelayService::outboxExported);
    QMetaObject::invokeMethod(outbox, &OutboxWorker::open, Qt::QueuedConnection);
}

void RelayService::Private::stopRelay()
{
    inRelayThread([worker = relayWorker] { worker->shutDown(); });
    if (!relayThread.wait(closeMs)) {
        qCWarning(serviceLog) << "connections did not close within" << closeMs << "ms";
        relayThread.quit();
    }
    end(relayThread, stopMs - closeMs);
    relayWorker = nullptr; // Deleted as its thread ends.
    deliver();
    batchTimer.stop();
}

void RelayService::Private::stopStorage()
{
    RecordingWorker *worker = nullptr;
    {
        // A relay thread that hangs may wake at any time.
        const QMutexLocker lock(&recordingMutex);
        worker = std::exchange(recording, nullptr); // Deleted as its thread ends.
    }
    const auto finish = [worker, outboxWorker = std::exchange(outbox, nullptr),
                         thread = &storageThread] {
        if (outboxWorker)
            outboxWorker->work(); // What came last is kept.
        worker->stopRecording();
        thread->quit();
    };
    QMetaObject::invokeMethod(worker, finish, Qt::QueuedConnection);
    end(storageThread, stopMs);
}

/// Cutting off a thread in the middle of what it does would harm the others: what it has locked
/// stays locked. One that hangs is left alone.
void RelayService::Private::end(QThread &thread, int ms)
{
    if (thread.wait(ms))
        return;
    qCWarning(serviceLog).nospace().noquote()
        << "the " << thread.objectName() << " thread hangs: it did not end within another " << ms
        << " ms and is left alone; what it holds is free when the program has ended";
}

void RelayService::Private::leaveToItself(std::unique_ptr<Private> d)
{
    Private *left = d.release(); // Deletes itself when no thread uses it any more, if ever.
    left->q = nullptr;
    for (QThread *thread : {&left->relayThread, &left->storageThread}) {
        connect(thread, &QThread::finished, left, [left] {
            if (!left->hasThreads())
                left->deleteLater();
        });
    }
}

RelayService::RelayService(config::RelayConfig config, RunOptions options, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this, std::move(config), std::move(options)))
{
    connect(&d->batchTimer, &QTimer::timeout, this, [this] {
        if (d->deliverLater)
            d->deliver();
    });
    connect(&d->statisticsTimer, &QTimer::timeout, this, [this] { d->tellStatistics(); });
}

RelayService::~RelayService()
{
    stop();
    if (d->hasThreads())
        Private::leaveToItself(std::move(d));
}

QString RelayService::start()
{
    if (isRunning())
        return {};
    if (d->hasThreads())
        return QStringLiteral("a thread of the relay that was stopped hangs and may still hold its "
                              "port and its session log; restart the program");
    if (const QString error = d->startStorage(); !error.isEmpty()) {
        stop();
        return error;
    }
    d->uptime.start();
    d->sinceStatistics.start();
    d->statisticsTimer.start();
    d->startRelay();
    return {};
}

void RelayService::stop()
{
    d->statisticsTimer.stop();
    d->batchTimer.stop();
    if (d->relayWorker)
        d->stopRelay();
    if (d->recording)
        d->stopStorage();
}

bool RelayService::isRunning() const
{
    return d->relayWorker != nullptr;
}

quint64 RelayService::submit(const relay::RelayCommand &command)
{
    const quint64 number = ++d->lastCommand;
    d->inRelayThread(
        [worker = d->relayWorker, command, number] { worker->execute(command, number); });
    return number;
}

void RelayService::reopenBackend(const QString &host, quint16 port)
{
    d->inRelayThread([worker = d->relayWorker, host, port] { worker->reopen(host, port); });
}

void RelayService::closeBackend()
{
    d->inRelayThread([worker = d->relayWorker] { worker->closeDoor(); });
}

void RelayService::admit(const QString &origin, const QString &address, net::Admission admission)
{
    d->inRelayThread([worker = d->relayWorker, origin, address, admission] {
        worker->admit(origin, address, admission);
    });
}

void RelayService::reconnectUpstream()
{
    d->inRelayThread([worker = d->relayWorker] { worker->reconnectUpstream(); });
}

void RelayService::stopUpstream()
{
    d->inRelayThread([worker = d->relayWorker] { worker->stopUpstream(); });
}

void RelayService::readOutbox()
{
    if (d->outbox)
        QMetaObject::invokeMethod(d->outbox, &OutboxWorker::readRows, Qt::QueuedConnection);
}

void RelayService::dropOutbox()
{
    if (d->outbox)
        QMetaObject::invokeMethod(d->outbox, &OutboxWorker::dropAll, Qt::QueuedConnection);
}

void RelayService::exportOutbox(const QString &path)
{
    if (d->outbox) {
        QMetaObject::invokeMethod(
            d->outbox, [worker = d->outbox, path] { worker->exportTo(path); },
            Qt::QueuedConnection);
    }
}

void RelayService::setRecording(bool on)
{
    d->inStorageThread([worker = d->recording, on] {
        if (on)
            worker->startSession();
        else
            worker->stopRecording();
    });
}

void RelayService::exportSession(const QString &path)
{
    d->inStorageThread([worker = d->recording, path] { worker->exportTo(path); });
}

const config::RelayConfig &RelayService::config() const
{
    return d->config;
}

const RunOptions &RelayService::options() const
{
    return d->options;
}

} // namespace neuro::service
