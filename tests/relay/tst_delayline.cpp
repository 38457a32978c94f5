// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "relay/delayline.h"

#include <QTest>

using namespace neuro::relay;

namespace {

using Line = DelayLine<QByteArray>;

Instant at(qint64 ms)
{
    return {ms * microsPerMs, 0};
}

QByteArrayList takeAll(Line &line, PeerId peer)
{
    QByteArrayList all;
    while (const auto entry = line.takeFirst(peer))
        all.append(entry->message);
    return all;
}

} // namespace

class TestDelayLine : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isNotNeededWithoutADelay()
    {
        Line line;
        QVERIFY(!line.isNeeded(1));
        line.setDelay(5);
        QVERIFY(line.isNeeded(1));
        QVERIFY(!line.firstDue(1));
        QVERIFY(!line.takeFirst(1));
    }

    void holdsEachForTheDelayInOrder()
    {
        Line line;
        line.setDelay(500);
        line.hold(1, "a", 1, at(100));
        line.hold(2, "x", 1, at(150));
        line.hold(1, "b", 1, at(200));
        QCOMPARE(line.firstDue(1), at(600).mono);
        QCOMPARE(line.lastDue(1), at(700).mono);
        QCOMPARE(line.firstDue(2), at(650).mono);
        QCOMPARE(line.size(), 3);
        QCOMPARE(line.peersInOrder(), (QList<PeerId>{1, 2, 1}));
        QCOMPARE(line.takeFirst(1)->since, at(100));
        QCOMPARE(line.firstDue(1), at(700).mono);
        line.forget(1);
        QCOMPARE(line.peers(), QList<PeerId>{2});
    }

    void aShorterDelayCountsForWhatIsHeld()
    {
        Line line;
        line.setDelay(10'000);
        line.hold(1, "a", 1, at(0));
        line.hold(1, "b", 1, at(1000));
        line.setDelay(1500);
        QCOMPARE(line.firstDue(1), at(1500).mono);
        QCOMPARE(line.lastDue(1), at(2500).mono);
        line.hold(1, "c", 1, at(1001));
        QCOMPARE(line.lastDue(1), at(2501).mono);
        QCOMPARE(takeAll(line, 1), (QByteArrayList{"a", "b", "c"}));
    }

    void aLongerDelayIsForWhatComes()
    {
        Line line;
        line.setDelay(100);
        line.hold(1, "a", 1, at(0));
        line.setDelay(1000);
        line.hold(1, "b", 1, at(10));
        QCOMPARE(line.firstDue(1), at(100).mono);
        QCOMPARE(line.lastDue(1), at(1010).mono);
    }

    void nothingOvertakesWhatIsHeld()
    {
        Line line;
        line.setDelay(100);
        line.hold(1, "a", 1, at(0));
        line.setDelay(0);
        QVERIFY(line.isNeeded(1)); // Until it is taken out.
        line.hold(1, "b", 1, at(0));
        QCOMPARE(line.lastDue(1), at(0).mono);
        QCOMPARE(takeAll(line, 1), (QByteArrayList{"a", "b"}));
        QVERIFY(!line.isNeeded(1));
    }

    void countsBytes()
    {
        Line line;
        line.setDelay(100);
        constexpr qint64 large = 6 * 1024 * 1024;
        QVERIFY(!line.hasRoom(1, limits::benchDelayedBytes)); // What is beside the text counts.
        line.hold(1, "a", large, at(0));
        QVERIFY(line.hasRoom(1, large));
        line.hold(1, "b", large, at(0));
        QVERIFY(!line.hasRoom(1, large));
        QVERIFY(line.hasRoom(2, large)); // Each peer has its own.
        line.takeFirst(1);
        QVERIFY(line.hasRoom(1, large));
        line.takeFirst(1);
        QCOMPARE(line.bytesOf(1), 0);
        // Empty messages have no room without end either.
        qint64 count = 0;
        for (; line.hasRoom(1, 0); ++count)
            line.hold(1, {}, 0, at(0));
        QVERIFY(count < 1'000'000);
    }

    void placesStay()
    {
        Line line;
        line.setDelay(100);
        line.hold(1, "old", 3, at(0));
        QByteArray &held = line.hold(1, "a", 1, at(0));
        for (int i = 0; i < 1000; ++i)
            line.hold(1, "more", 4, at(1));
        line.takeFirst(1);
        held = "changed";
        QCOMPARE(line.takeFirst(1)->message, QByteArray("changed"));
    }
};

QTEST_APPLESS_MAIN(TestDelayLine)
#include "tst_delayline.moc"
