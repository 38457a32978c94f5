// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

/// The traffic view under load: a full ring of a million rows, 20,000 more a second, followed to
/// the end. Another thread makes the events and hands them over as the relay does: a mailbox, a
/// batch about 60 times a second. Judged are the share of one core that the window's thread uses,
/// the longest time in which it did not look after other events, and the memory, which the ring
/// bounds.

#include "bench/measure.h"
#include "models/relaymodels.h"
#include "service/mailbox.h"
#include "service/relayservice.h"
#include "widgets/trafficview.h"

#include <QApplication>
#include <QThread>
#include <QTimer>

#include <algorithm>
#include <atomic>

using namespace neuro;
using namespace neuro::bench;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int rowsPerSecond = 20'000;
constexpr int defaultSeconds = 30;
constexpr int fillBatch = 10'000;
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

/// Puts frames into a mailbox at a steady rate until it is told to stop.
class Feeder : public QThread
{
public:
    Feeder(FrameSource &source, service::Mailbox &box)
        : m_source(source)
        , m_box(box)
    {
    }
    void stop() { m_stopped = true; }

protected:
    void run() override
    {
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
    FrameSource &m_source;
    service::Mailbox &m_box;
    std::atomic<bool> m_stopped = false;
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
        const qint64 begin = wallTime();
        const bool handled = QApplication::notify(receiver, event);
        m_longest = std::max(m_longest, wallTime() - begin);
        --m_depth;
        return handled;
    }
    qint64 takeLongest() { return std::exchange(m_longest, 0); }

private:
    int m_depth = 0;
    qint64 m_longest = 0;
};

void runFor(int milliseconds)
{
    QTimer::singleShot(milliseconds, qApp, &QCoreApplication::quit);
    QCoreApplication::exec();
}

} // namespace

int main(int argc, char **argv)
{
    TimedApplication application(argc, argv);
    const Options options = readOptions(argc, argv);
    const int seconds = options.seconds > 0 ? options.seconds : options.quick ? 1 : defaultSeconds;
    models::FrameStore::Limits limits;
    if (options.quick)
        limits.frames = 20'000;

    FrameSource source;
    models::RelayModels models(limits);
    ui::TrafficView view(models.traffic());
    view.resize(1200, 800);
    view.setFollowing(true);
    view.show();
    while (models.traffic()->storedFrames() < limits.frames - fillBatch)
        models.apply(source.batch(fillBatch), 0);
    runFor(200);
    const qint64 filledBytes = residentBytes();

    QTimer batches;
    bool hasMail = false;
    service::Mailbox box(
        {}, [&] { QMetaObject::invokeMethod(&batches, [&hasMail] { hasMail = true; }); });
    batches.setInterval(service::RelayService::batchIntervalMs);
    QObject::connect(&batches, &QTimer::timeout, &view, [&] {
        if (!std::exchange(hasMail, false))
            return;
        const service::Mailbox::Batch batch = box.takeAll();
        models.apply(batch.events, batch.skippedFrames);
    });
    batches.start();
    Feeder feeder(source, box);
    feeder.start();
    runFor(500);

    application.takeLongest();
    const quint64 lastBefore = models.traffic()->frame(models.traffic()->rowCount() - 1).seq;
    const qint64 cpuBegin = threadCpu();
    const qint64 wallBegin = wallTime();
    runFor(seconds * 1000);
    const double share = static_cast<double>(threadCpu() - cpuBegin) /
                         static_cast<double>(wallTime() - wallBegin) * 100;
    const auto longest = static_cast<double>(application.takeLongest()) / 1e6;
    const quint64 rows = models.traffic()->frame(models.traffic()->rowCount() - 1).seq - lastBefore;
    feeder.stop();
    feeder.wait();

    if (models.skippedFrames() > 0 || rows < quint64(seconds) * rowsPerSecond * 9 / 10)
        qFatal("only %llu rows arrived", static_cast<unsigned long long>(rows));
    Table table("Window: 1,000,000 rows, 20,000 rows/s, following");
    table.value("share of a core", "%", share, 0, 25);
    table.value("longest tick", "ms", longest, 0, 50);
    table.ratio("memory, against that of the full ring", "MB",
                static_cast<double>(residentBytes()) / 1e6, static_cast<double>(filledBytes) / 1e6,
                1.1);
    return table.exitCode(options);
}
