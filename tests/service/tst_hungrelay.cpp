// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "service/hungthread.h"
#include "service/servicefixture.h"

#include <QElapsedTimer>
#include <QFile>
#include <QRegularExpression>
#include <QTimer>

using namespace neuro;
using namespace neuro::testing;
using namespace Qt::StringLiterals;

namespace {

/// Far below what anybody notices; far above what handing over a command takes.
constexpr qint64 atOnceMs = 100;

QList<quint64> finishedCommands(const ServiceFixture &fixture)
{
    QList<quint64> numbers;
    for (const relay::OperatorEvent &event : fixture.all<relay::OperatorEvent>()) {
        if (event.command != 0) // What the operator did that is no command of the engine's.
            numbers.append(event.command);
    }
    return numbers;
}

/// Nobody has this force: the command does nothing but tell so.
relay::RelayCommand harmlessCommand()
{
    return relay::DropForce{1'000'000};
}

} // namespace

/// A relay thread that hangs stops nothing in the thread that holds the service.
class TestHungRelay : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        // That of the test before may be just about to end.
        QTRY_VERIFY(!HungThread::exists("relay"_ba));
    }

    void commandsReturnAtOnceAndArriveInOrder()
    {
        ServiceFixture f;
        QVERIFY(f.start());
        HungThread hung("relay"_ba);
        QVERIFY2(hung.isHung(), qPrintable(hung.error()));
        const qsizetype before = finishedCommands(f).size();

        QElapsedTimer timer;
        timer.start();
        QList<quint64> submitted;
        for (int i = 0; i < 100; ++i)
            submitted.append(f.service().submit(harmlessCommand()));
        f.service().setRecording(true);
        f.service().setRecording(false);
        QVERIFY2(timer.elapsed() < atOnceMs, qPrintable(QString::number(timer.elapsed())));

        // A second of events: none of the commands can have been carried out.
        QSignalSpy statistics(&f.service(), &service::RelayService::statistics);
        QVERIFY(statistics.wait());
        QCOMPARE(finishedCommands(f).size(), before);

        hung.release();
        QTRY_COMPARE(finishedCommands(f).mid(before), submitted);
    }

    void eventsAreProcessedMeanwhile()
    {
        ServiceFixture f;
        QVERIFY(f.start());
        HungThread hung("relay"_ba);
        QVERIFY2(hung.isHung(), qPrintable(hung.error()));
        int ticks = 0;
        QTimer timer;
        connect(&timer, &QTimer::timeout, this, [&ticks] { ++ticks; });
        timer.start(0);
        QSignalSpy statistics(&f.service(), &service::RelayService::statistics);
        QVERIFY(statistics.wait());
        QVERIFY(statistics.wait());
        QVERIFY2(ticks > 100, qPrintable(QString::number(ticks)));
        const auto earlier = statistics.first().first().value<service::ServiceStatistics>();
        const auto later = statistics.last().first().value<service::ServiceStatistics>();
        QVERIFY(later.uptimeMs > earlier.uptimeMs);
        QCOMPARE(later.frames, earlier.frames);
        QCOMPARE(later.messagesPerSecond, 0.0);
    }

    void theStorageThreadGoesOn()
    {
        storage::RecorderStatus recording;
        ServiceFixture f;
        f.options.recordToDataFolder = true;
        QVERIFY(f.start());
        connect(&f.service(), &service::RelayService::statistics, this,
                [&recording](const service::ServiceStatistics &now) { recording = now.recording; });
        QTRY_VERIFY(recording.recording);
        HungThread hung("relay"_ba);
        QVERIFY2(hung.isHung(), qPrintable(hung.error()));
        f.service().setRecording(false);
        QTRY_VERIFY(!recording.recording);
        // What waited is in the file, which is whole.
        QFile log(recording.path);
        QVERIFY(log.open(QIODevice::ReadOnly));
        QVERIFY(log.readAll().endsWith("}\n"));
    }

    void stopEndsInTimeAndSaysWhyNotAll()
    {
        ServiceFixture f;
        f.options.recordToDataFolder = true;
        QVERIFY(f.start());
        HungThread hung("relay"_ba);
        QVERIFY2(hung.isHung(), qPrintable(hung.error()));
        QTest::ignoreMessage(
            QtWarningMsg, QRegularExpression(u"^connections of the relay thread did not close"_s));
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"relay thread hangs"_s));
        QElapsedTimer timer;
        timer.start();
        f.service().stop();
        QVERIFY2(timer.elapsed() < service::RelayService::stopMs + 500,
                 qPrintable(QString::number(timer.elapsed())));
        QVERIFY(!f.service().isRunning());
        // What hangs still has the ports: a second relay beside it would help nobody.
        QVERIFY(f.service().start().contains(u"hangs"_s));
        QVERIFY(!f.service().isRunning());
    }

    /// The thread wakes when nobody holds the service any more, and finds nothing that is gone.
    void aThreadThatWakesLateDoesNoHarm()
    {
        auto f = std::make_unique<ServiceFixture>();
        QVERIFY(f->start());
        HungThread hung("relay"_ba);
        QVERIFY2(hung.isHung(), qPrintable(hung.error()));
        f->service().submit(harmlessCommand());
        QTest::ignoreMessage(
            QtWarningMsg, QRegularExpression(u"^connections of the relay thread did not close"_s));
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"relay thread hangs"_s));
        f.reset();
        hung.release();
        QTRY_VERIFY(!HungThread::exists("relay"_ba));
        QCoreApplication::processEvents();
    }
};

QTEST_GUILESS_MAIN(TestHungRelay)
#include "tst_hungrelay.moc"
