// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "service/relayservice.h"

#include "service/relayservice_p.h"
#include "service/servicelog.h"

#include <QDir>

#include <algorithm>
#include <utility>

#ifdef Q_OS_LINUX
#include "net/epolldispatcher.h"
#endif

namespace neuro::service {

Q_LOGGING_CATEGORY(serviceLog, "neuro.service")

namespace {

/// Share of stopMs that the connections get to say goodbye.
constexpr int closeMs = 1200;
/// What the storage thread gets in any case to write what waits, however long the others took.
constexpr int flushMs = 300;

void useEpoll(QThread &thread)
{
#ifdef Q_OS_LINUX
    if (!thread.eventDispatcher())
        thread.setEventDispatcher(new net::EpollDispatcher); // The thread's from now on.
#else
    Q_UNUSED(thread)
#endif
}

QString admissionWord(net::Admission admission)
{
    switch (admission) {
    case net::Admission::Once:
        return QStringLiteral("admit_once");
    case net::Admission::Always:
        return QStringLiteral("admit_always");
    case net::Admission::Never:
        return QStringLiteral("admit_never");
    case net::Admission::Later:
        return QStringLiteral("admit_later");
    }
    return {};
}

} // namespace

QString RelayService::Private::startStorage()
{
    storageThread.start();
    makeIn(storageThread,
           [this] { recording = new RecordingWorker(config, options.dataFolder, &logBox); });
    connect(&storageThread, &QThread::finished, recording, &QObject::deleteLater);
    connect(recording, &RecordingWorker::statusChanged, q,
            [this](const storage::RecorderStatus &status) { statistics.recording = status; });
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
    sinks.append(&mirrorBox);
    useEpoll(relayThread);
    relayThread.start();
    makeIn(relayThread, [this, &sinks] {
        relayWorker = new RelayWorker(config, sinks, &counters, &outboxGate, &bridge);
    });
    connect(&relayThread, &QThread::finished, relayWorker, &QObject::deleteLater);
    connect(relayWorker, &RelayWorker::doorChanged, q, &RelayService::doorChanged);
    connect(relayWorker, &RelayWorker::probed, q, &RelayService::serverProbed);
    // Direct: the thread object belongs to the user's thread, which waits for the end of this one.
    connect(relayWorker, &RelayWorker::finished, &relayThread, &QThread::quit,
            Qt::DirectConnection);
    connect(
        relayWorker, &RelayWorker::diverted, relayWorker,
        [this](net::LingeringSocket *socket, const net::RequestHead &head) {
            divert(socket, head);
        },
        Qt::DirectConnection);
    startOutbox();
    startIntermediary();
    inRelayThread([worker = relayWorker] { worker->open(); });
}

void RelayService::Private::startIntermediary()
{
    useEpoll(intermediaryThread);
    intermediaryThread.start();
    IntermediaryWorker *worker = nullptr;
    makeIn(intermediaryThread,
           [this, &worker] { worker = new IntermediaryWorker(config, &mirrorBox, &bridge); });
    connect(&intermediaryThread, &QThread::finished, worker, &QObject::deleteLater);
    connect(worker, &IntermediaryWorker::doorChanged, q, &RelayService::doorChanged);
    connect(worker, &IntermediaryWorker::statusChanged, q, &RelayService::statusDoorChanged);
    connect(worker, &IntermediaryWorker::finished, &intermediaryThread, &QThread::quit,
            Qt::DirectConnection);
    {
        const QMutexLocker lock(&intermediaryMutex);
        intermediary = worker;
    }
    startUploads();
    // What the relay's worker told before there was anybody to wake.
    worker->wake();
    inIntermediaryThread([worker] { worker->open(); });
}

void RelayService::Private::startUploads()
{
    makeIn(storageThread, [this] {
        uploads = new UploadWorker(
            QDir(options.dataFolder).filePath(QStringLiteral("uploads")),
            storage::UploadStore::Limits{config.uploads.messageBytes, config.uploads.quotaBytes});
    });
    connect(&storageThread, &QThread::finished, uploads, &QObject::deleteLater);
    connect(intermediary, &IntermediaryWorker::uploadWanted, uploads, &UploadWorker::store);
    connect(uploads, &UploadWorker::stored, intermediary, &IntermediaryWorker::uploadStored);
    connect(uploads, &UploadWorker::failed, intermediary, &IntermediaryWorker::uploadFailed);
}

/// After the relay's worker, whom the outbox tells what waits.
void RelayService::Private::startOutbox()
{
    // For upstream, and for integrations that are away.
    if (!config.engine.upstream.isConfigured && !config.intermediary.enabled)
        return;
    const bool isQueueFile = config.outbox.file.endsWith(QStringLiteral(".pkl"));
    const QString path = config.outbox.file.isEmpty() || isQueueFile
                             ? QDir(options.dataFolder).filePath(QStringLiteral("outbox.sqlite"))
                             : config.outbox.file;
    makeIn(storageThread, [&] {
        outbox = new OutboxWorker(path, isQueueFile ? config.outbox.file : QString(),
                                  config.outbox.limits, maskOf(config), &outboxGate);
    });
    connect(&storageThread, &QThread::finished, outbox, &QObject::deleteLater);
    connect(outbox, &OutboxWorker::rowsRead, q,
            [this](QList<relay::OutboxRow> rows, qint64 waiting) {
                for (relay::OutboxRow &row : rows)
                    viewMask.maskNames(row);
                Q_EMIT q->outboxRows(rows, waiting);
            });
    connect(outbox, &OutboxWorker::exported, q, &RelayService::outboxExported);
    QMetaObject::invokeMethod(outbox, &OutboxWorker::open, Qt::QueuedConnection);
}

/// All at once: whom one thread waits for is closed by the other.
void RelayService::Private::stopDoors()
{
    IntermediaryWorker *leaving = nullptr;
    {
        // A relay thread that hangs may wake it, or divert to it, at any time.
        const QMutexLocker lock(&intermediaryMutex);
        leaving = std::exchange(intermediary, nullptr); // Deleted as its thread ends.
    }
    if (leaving)
        QMetaObject::invokeMethod(leaving, &IntermediaryWorker::shutDown, Qt::QueuedConnection);
    inRelayThread([worker = relayWorker] { worker->shutDown(); });
    for (QThread *thread : {&intermediaryThread, &relayThread}) {
        if (thread->wait(std::max<int>(0, closeMs - static_cast<int>(sinceStop.elapsed()))))
            continue;
        qCWarning(serviceLog).noquote() << "connections of the" << thread->objectName()
                                        << "thread did not close within" << closeMs << "ms";
        thread->quit();
    }
    for (QThread *thread : {&intermediaryThread, &relayThread})
        end(*thread, std::max<int>(0, stopMs - flushMs - static_cast<int>(sinceStop.elapsed())));
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
    uploads = nullptr; // Deleted as its thread ends.
    const auto ended = std::make_shared<storage::RecorderStatus>();
    const auto finish = [worker, outboxWorker = std::exchange(outbox, nullptr),
                         thread = &storageThread, ended] {
        if (outboxWorker)
            outboxWorker->work(); // What came last is kept.
        worker->stopRecording();
        *ended = worker->status();
        thread->quit();
    };
    QMetaObject::invokeMethod(worker, finish, Qt::QueuedConnection);
    end(storageThread, std::max<int>(flushMs, stopMs - static_cast<int>(sinceStop.elapsed())));
    if (!storageThread.isRunning())
        statistics.recording = *ended;
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
    for (QThread *thread : {&left->relayThread, &left->intermediaryThread, &left->storageThread}) {
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
    d->sinceStop.start();
    d->statisticsTimer.stop();
    d->batchTimer.stop();
    if (d->relayWorker)
        d->stopDoors();
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
    d->inRelayThread([worker = d->relayWorker, meant = d->viewMask.meant(command), number] {
        worker->execute(meant, number);
    });
    return number;
}

void RelayService::reopenBackend(const QString &host, quint16 port)
{
    d->inRelayThread([worker = d->relayWorker, host, port] {
        worker->note(QStringLiteral("listen"), host + u':' + QString::number(port));
        worker->reopen(host, port);
    });
}

void RelayService::closeBackend()
{
    d->inRelayThread([worker = d->relayWorker] {
        worker->note(QStringLiteral("stop_listening"));
        worker->closeDoor();
    });
}

void RelayService::reopenIntermediary(const QString &host, quint16 port)
{
    d->inRelayThread([worker = d->relayWorker, host, port] {
        worker->note(QStringLiteral("listen_intermediary"), host + u':' + QString::number(port));
        worker->intermediaryMoved(host, port);
    });
    d->inIntermediaryThread([worker = d->intermediary, host, port] { worker->reopen(host, port); });
}

void RelayService::admit(const QString &origin, const QString &address, net::Admission admission,
                         relay::Door door)
{
    d->note(admissionWord(admission), origin.isEmpty() ? address : origin);
    const QString page = d->viewMask.meantOrigin(origin);
    if (door == relay::Door::Intermediary) {
        d->inIntermediaryThread([worker = d->intermediary, page, address, admission] {
            worker->admit(page, address, admission);
        });
        return;
    }
    d->inRelayThread([worker = d->relayWorker, page, address, admission] {
        worker->admit(page, address, admission);
    });
}

void RelayService::reconnectUpstream()
{
    d->inRelayThread([worker = d->relayWorker] {
        worker->note(QStringLiteral("reconnect_upstream"));
        worker->reconnectUpstream();
    });
}

void RelayService::stopUpstream()
{
    d->inRelayThread([worker = d->relayWorker] {
        worker->note(QStringLiteral("stop_upstream"));
        worker->stopUpstream();
    });
}

void RelayService::readOutbox()
{
    if (d->outbox)
        QMetaObject::invokeMethod(d->outbox, &OutboxWorker::readRows, Qt::QueuedConnection);
}

void RelayService::dropOutbox(const QString &destination)
{
    if (!d->outbox)
        return;
    d->note(QStringLiteral("drop_outbox"), destination);
    QMetaObject::invokeMethod(
        d->outbox,
        [worker = d->outbox, meant = d->viewMask.meantDestination(destination)] {
            worker->dropAll(meant);
        },
        Qt::QueuedConnection);
}

void RelayService::exportOutbox(const QString &path)
{
    if (!d->outbox)
        return;
    d->note(QStringLiteral("export_outbox"), path);
    QMetaObject::invokeMethod(
        d->outbox, [worker = d->outbox, path] { worker->exportTo(path); }, Qt::QueuedConnection);
}

void RelayService::setRecording(bool on)
{
    // Before it ends, and after it begins.
    if (!on)
        d->note(QStringLiteral("stop_recording"));
    d->inStorageThread([worker = d->recording, on] {
        if (on)
            worker->startSession();
        else
            worker->stopRecording();
    });
    if (on)
        d->note(QStringLiteral("start_recording"));
}

void RelayService::noteExport(const QString &path)
{
    d->note(QStringLiteral("export_session"), path);
}

const storage::RecorderStatus &RelayService::recordingStatus() const
{
    return d->statistics.recording;
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
