// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "net/lingeringsocket.h"
#include "service/configmask.h"
#include "service/intermediaryworker.h"
#include "service/mailbox.h"
#include "service/outboxworker.h"
#include "service/recordingworker.h"
#include "service/relayservice.h"
#include "service/relayworker.h"
#include "service/uploadworker.h"
#include "storage/eventmask.h"
#include "storage/sessionlogformat.h"

#include <QElapsedTimer>
#include <QMutex>
#include <QMutexLocker>
#include <QThread>
#include <QTimer>

#include <utility>

namespace neuro::service {

/// Lives in the thread of its service, whom it outlives while a thread hangs.
class RelayService::Private : public QObject
{
public:
    static constexpr int statisticsIntervalMs = 1000;

    Private(RelayService *service, config::RelayConfig relayConfig, RunOptions runOptions)
        : q(service)
        , config(std::move(relayConfig))
        , options(std::move(runOptions))
        , viewMask(maskOf(config))
        , observerBox({}, [this] { wakeObserver(); })
        , logBox(
              {}, [this] { wakeStorage(); }, storage::isLogged)
        , mirrorBox({}, [this] { wakeIntermediary(); })
    {
        relayThread.setObjectName(QStringLiteral("relay"));
        intermediaryThread.setObjectName(QStringLiteral("intermediary"));
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

    /// Called in the relay thread.
    void wakeIntermediary()
    {
        const QMutexLocker lock(&intermediaryMutex);
        if (intermediary)
            intermediary->wake();
    }

    /// Called in the relay thread.
    void divert(net::LingeringSocket *socket, const net::RequestHead &head)
    {
        const QMutexLocker lock(&intermediaryMutex);
        if (intermediary)
            return intermediary->adopt(socket, head);
        socket->drop();
        socket->deleteLater();
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
        for (relay::RelayEvent &event : batch.events)
            viewMask.mask(event);
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

    void note(const QString &what, const QString &detail = {})
    {
        inRelayThread([worker = relayWorker, what, detail] { worker->note(what, detail); });
    }

    template <typename Function>
    void inIntermediaryThread(Function function)
    {
        if (intermediary)
            QMetaObject::invokeMethod(intermediary, function, Qt::QueuedConnection);
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
    void startIntermediary();
    void startUploads();
    void stopDoors();
    void stopStorage();
    /// The part of the configuration, which has changed from `before`, that the storage thread
    /// works with.
    void applyToStorage(const config::RelayConfig &before);
    static void end(QThread &thread, int ms);
    bool hasThreads() const
    {
        return relayThread.isRunning() || intermediaryThread.isRunning() ||
               storageThread.isRunning();
    }
    static void leaveToItself(std::unique_ptr<Private> d);

    RelayService *q; ///< nullptr: gone, while a thread hangs.
    config::RelayConfig config;
    const RunOptions options;
    storage::EventMask viewMask; ///< What the observer does not see, and means all the same.
    RelayCounters counters;
    Mailbox observerBox;      ///< Relay thread to this object.
    Mailbox logBox;           ///< Relay thread to storage thread.
    Mailbox mirrorBox;        ///< Relay thread to intermediary thread.
    PeerBridge bridge;        ///< Intermediary thread to relay thread, and back.
    OutboxGate outboxGate;    ///< Relay thread to storage thread, and back.
    Mailbox::Batch usedBatch; ///< Of the observer's: memory for the next one.
    QThread relayThread;
    QThread intermediaryThread;
    QThread storageThread;
    RelayWorker *relayWorker = nullptr; ///< Lives in relayThread.
    QMutex intermediaryMutex;           ///< Protects the relay thread's use of `intermediary`.
    IntermediaryWorker *intermediary = nullptr; ///< Lives in intermediaryThread.
    QMutex recordingMutex;                      ///< Protects the relay thread's use of `recording`.
    RecordingWorker *recording = nullptr;       ///< Lives in storageThread.
    OutboxWorker *outbox = nullptr;  ///< Lives in storageThread; none when nobody can be away.
    UploadWorker *uploads = nullptr; ///< Lives in storageThread.
    QTimer batchTimer;
    QTimer statisticsTimer;
    QElapsedTimer uptime;
    QElapsedTimer sinceStatistics;
    QElapsedTimer sinceStop; ///< Of the call of stop() that is under way.
    ServiceStatistics statistics;
    quint64 lastMessages = 0;
    quint64 lastCommand = 0;
    bool deliverLater = false;
};

} // namespace neuro::service
