// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

/// The traffic view under load: a full ring of a million rows, 20,000 more a second, followed to
/// the end. Another thread makes the events; they come through a mailbox in batches, at the pace of
/// RelayService. Judged are the share of one core that the window's thread uses, the longest time
/// in which it did not look after other events, and the memory, which the ring bounds.

#include "bench/measure.h"
#include "models/relaymodels.h"
#include "service/mailbox.h"
#include "service/relayservice.h"
#include "widgets/trafficview.h"

#include <QApplication>
#include <QEventLoop>
#include <QTableView>
#include <QThread>
#include <QTimer>

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <utility>

using namespace neuro;
using namespace neuro::bench;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int rowsPerSecond = 20'000;
constexpr int defaultSeconds = 30;
constexpr int fillBatch = 10'000;
constexpr int leastPaintsPerSecond = 20;
constexpr qsizetype payloadBytes = 200;

/// Frames as the relay makes them: every one with strings of its own where the relay shares none.
class FrameSource
{
public:
    relay::RelayEvents batch(int count)
    {
        relay::RelayEvents events;
        events.reserve(static_cast<std::size_t>(count));
        for (int i = 0; i < count; ++i)
            events.emplace_back(frame());
        return events;
    }

private:
    relay::FrameEvent frame()
    {
        relay::FrameEvent event;
        event.at = relay::systemInstant();
        event.seq = ++m_seq;
        event.peer = 1 + m_seq % 16;
        event.name = m_names.value(static_cast<qsizetype>(m_seq % 16));
        event.command = m_command;
        event.payload = R"({"command":"context","game":")"_ba + event.name.toUtf8() +
                        R"(","data":{"message":"Round )"_ba + QByteArray::number(m_seq) + ' ';
        static constexpr QByteArrayView end = R"(","silent":true}})";
        event.payload.append(payloadBytes - event.payload.size() - end.size(), 'x');
        event.payload.append(end);
        return event;
    }

    static QStringList names()
    {
        QStringList names;
        for (int i = 0; i < 16; ++i)
            names.append(u"Game %1"_s.arg(i));
        return names;
    }

    const QStringList m_names = names();
    const QString m_command = u"context"_s;
    quint64 m_seq = 0;
};

/// Makes all frames, in a thread that stays the same as the relay thread does: first those that
/// fill the ring, as fast as the models take them, then a steady rate into a mailbox.
class Feeder : public QThread
{
public:
    Feeder(models::RelayModels &models, service::Mailbox &box, qsizetype rowsToFill)
        : m_models(models)
        , m_box(box)
        , m_rowsToFill(rowsToFill)
    {
    }
    bool hasFilled() const { return m_filled; }
    void stop() { m_stopped = true; }

protected:
    void run() override
    {
        for (qsizetype rows = 0; rows < m_rowsToFill; rows += fillBatch) {
            QMetaObject::invokeMethod(
                &m_models, [this, batch = m_source.batch(fillBatch)] { m_models.apply(batch, 0); },
                Qt::BlockingQueuedConnection);
        }
        m_filled = true;
        constexpr int intervalMs = 5;
        const qint64 begin = wallTime();
        qint64 fed = 0;
        while (!m_stopped) {
            msleep(intervalMs);
            const qint64 due = (wallTime() - begin) / 1000 * rowsPerSecond / 1'000'000;
            m_box.take(m_source.batch(static_cast<int>(due - fed)));
            fed = due;
        }
    }

private:
    models::RelayModels &m_models;
    service::Mailbox &m_box;
    const qsizetype m_rowsToFill;
    FrameSource m_source;
    std::atomic<bool> m_filled = false;
    std::atomic<bool> m_stopped = false;
};

/// Counts how often a widget is painted: a window that is not seen would cost nothing.
class PaintCounter : public QObject
{
public:
    explicit PaintCounter(QWidget *widget) { widget->installEventFilter(this); }
    int takeCount() { return std::exchange(m_count, 0); }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        m_count += event->type() == QEvent::Paint ? 1 : 0;
        return QObject::eventFilter(watched, event);
    }

private:
    int m_count = 0;
};

/// An application that notes how long it was busy with one event.
class TimedApplication : public QApplication
{
public:
    using QApplication::QApplication;

    bool notify(QObject *receiver, QEvent *event) override
    {
        if (m_depth > 0)
            return QApplication::notify(receiver, event);
        ++m_depth;
        const qint64 wallBegin = wallTime();
        const qint64 cpuBegin = threadCpu();
        const bool handled = QApplication::notify(receiver, event);
        m_longest.cpu = std::max(m_longest.cpu, threadCpu() - cpuBegin);
        m_longest.wall = std::max(m_longest.wall, wallTime() - wallBegin);
        --m_depth;
        return handled;
    }
    /// Nanoseconds. The wall clock goes on while other programs have the processor.
    struct Longest
    {
        qint64 cpu = 0;
        qint64 wall = 0;
    };
    Longest takeLongest() { return std::exchange(m_longest, {}); }

private:
    int m_depth = 0;
    Longest m_longest;
};

void runFor(int milliseconds)
{
    // Not QCoreApplication::exec(): quitting it would close the window.
    QEventLoop loop;
    QTimer::singleShot(milliseconds, &loop, &QEventLoop::quit);
    loop.exec();
}

} // namespace

int main(int argc, char **argv)
{
    useNoDisplay();
    TimedApplication application(argc, argv);
    const Options options = readOptions(argc, argv);
    const int seconds = options.seconds > 0 ? options.seconds : options.quick ? 1 : defaultSeconds;
    models::FrameStore::Limits limits;
    if (options.quick)
        limits.frames = 20'000;

    models::RelayModels models(limits);
    ui::TrafficView view(models.traffic());
    view.resize(1200, 800);
    view.setFollowing(true);
    view.show();
    PaintCounter paints(view.findChild<QTableView *>()->viewport());

    // As RelayService hands its batches over.
    QTimer batches;
    bool hasMail = false;
    service::Mailbox box(
        {}, [&] { QMetaObject::invokeMethod(&batches, [&hasMail] { hasMail = true; }); });
    batches.setSingleShot(true);
    service::Mailbox::Batch batch;
    QObject::connect(&batches, &QTimer::timeout, &view, [&] {
        if (std::exchange(hasMail, false)) {
            box.exchange(batch);
            models.apply(batch.events, batch.skippedFrames);
        }
        batches.start(service::RelayService::intervalAfter(batch.events.size()));
        batch.events.clear();
    });
    batches.start(0);
    // The ring drops a twentieth when it is full: fill it until it has begun to.
    Feeder feeder(models, box, limits.frames + fillBatch);
    feeder.start();
    while (!feeder.hasFilled())
        runFor(100);
    runFor(1000);
    const qint64 filledBytes = residentBytes();

    application.takeLongest();
    paints.takeCount();
    const quint64 lastBefore = models.traffic()->frame(models.traffic()->rowCount() - 1).seq;
    const qint64 cpuBegin = threadCpu();
    const qint64 wallBegin = wallTime();
    runFor(seconds * 1000);
    const double share = static_cast<double>(threadCpu() - cpuBegin) /
                         static_cast<double>(wallTime() - wallBegin) * 100;
    const int paintsPerSecond = paints.takeCount() / seconds;
    const TimedApplication::Longest longest = application.takeLongest();
    const quint64 rows = models.traffic()->frame(models.traffic()->rowCount() - 1).seq - lastBefore;
    feeder.stop();
    feeder.wait();

    // A quick run may be one of a sanitizer, on a busy machine.
    const quint64 leastRows = options.quick ? 1 : quint64(seconds) * rowsPerSecond * 9 / 10;
    const int leastPaints = options.quick ? 1 : leastPaintsPerSecond;
    if (models.skippedFrames() > 0 || rows < leastRows)
        qFatal("only %llu rows arrived", static_cast<unsigned long long>(rows));
    if (paintsPerSecond < leastPaints)
        qFatal("the view was painted only %d times a second", paintsPerSecond);
    std::printf("\n%d paints a second; longest tick by the wall clock %.1f ms\n", paintsPerSecond,
                static_cast<double>(longest.wall) / 1e6);
    Table table("Window: 1,000,000 rows, 20,000 rows/s, following");
    table.value("share of a core", "%", share, 0, 25);
    table.value("longest tick (CPU time)", "ms", static_cast<double>(longest.cpu) / 1e6, 0, 50);
    table.ratio("memory, against that of the full ring", "MB",
                static_cast<double>(residentBytes()) / 1e6, static_cast<double>(filledBytes) / 1e6,
                1.1);
    return table.exitCode(options);
}
