// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "service/relayservice.h"

#include "service/mailbox.h"
#include "service/recordingworker.h"
#include "service/relayworker.h"
#include "storage/sessionlogformat.h"

#include <QElapsedTimer>
#include <QLoggingCategory>
#include <QThread>
#include <QTimer>

#include <utility>

namespace neuro::service {

Q_LOGGING_CATEGORY(serviceLog, "neuro.service")

namespace {

/// Share of stopMs that the connections get to say goodbye.
constexpr int closeMs = 1200;
constexpr int statisticsIntervalMs = 1000;

} // namespace

class RelayService::Private
{
public:
    Private(RelayService *service, config::RelayConfig relayConfig, RunOptions runOptions)
        : q(service)
        , config(std::move(relayConfig))
        , options(std::move(runOptions))
        , observerBox({}, [this] { wakeObserver(); })
        , logBox(
              {}, [this] { recording->wake(); }, storage::isLogged)
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
            q, [this] { observerWoken(); }, Qt::QueuedConnection);
    }

    void observerWoken()
    {
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
    void startRelay();
    static void end(QThread &thread, int ms);

    RelayService *const q;
    const config::RelayConfig config;
    const RunOptions options;
    RelayCounters counters;
    Mailbox observerBox;      ///< Relay thread to this object.
    Mailbox logBox;           ///< Relay thread to storage thread.
    Mailbox::Batch usedBatch; ///< Of the observer's: memory for the next one.
    QThread relayThread;
    QThread storageThread;
    RelayWorker *relayWorker = nullptr;   ///< Lives in relayThread.
    RecordingWorker *recording = nullptr; ///< Lives in storageThread; outlives relayWorker.
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
    relayThread.start();
    makeIn(relayThread, [this, &sinks] {
        relayWorker = new RelayWorker(config.engine, config.backend, sinks, &counters);
    });
    connect(&relayThread, &QThread::finished, relayWorker, &QObject::deleteLater);
    connect(relayWorker, &RelayWorker::doorChanged, q, &RelayService::doorChanged);
    // Direct: the thread object belongs to the user's thread, which waits for the end of this one.
    connect(relayWorker, &RelayWorker::finished, &relayThread, &QThread::quit,
            Qt::DirectConnection);
    inRelayThread([worker = relayWorker] { worker->open(); });
}

void RelayService::Private::end(QThread &thread, int ms)
{
    if (thread.wait(ms))
        return;
    qCWarning(serviceLog) << "the" << thread.objectName() << "thread does not end; it is cut off";
    thread.terminate();
    thread.wait();
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
}

QString RelayService::start()
{
    if (isRunning())
        return {};
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
    if (d->relayWorker) {
        d->inRelayThread([worker = d->relayWorker] { worker->shutDown(); });
        if (!d->relayThread.wait(closeMs)) {
            qCWarning(serviceLog) << "connections did not close within" << closeMs << "ms";
            d->relayThread.quit();
        }
        d->end(d->relayThread, stopMs - closeMs);
        d->relayWorker = nullptr; // Deleted as its thread ended.
        d->deliver();
        d->batchTimer.stop();
    }
    if (d->recording) {
        d->inStorageThread([worker = d->recording, thread = &d->storageThread] {
            worker->stopRecording();
            thread->quit();
        });
        d->end(d->storageThread, stopMs);
        d->recording = nullptr;
    }
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
