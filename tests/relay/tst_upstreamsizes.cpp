// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "relay/upstreamsizes.h"

#include <QTest>

using namespace neuro::relay;

class TestUpstreamSizes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theLargestThatIsNotProvenIsTooLarge()
    {
        UpstreamSizes sizes;
        QCOMPARE(sizes.refused(), 0);
        QVERIFY(!sizes.isRefused(1'000'000'000));
        sizes.begin();
        sizes.noteSent(9000, 0);
        sizes.noteArrived(1);
        sizes.noteSent(10'000, 1);
        sizes.noteSent(20'000, 2);
        sizes.noteSent(15'000, 2);
        QVERIFY(sizes.learn());
        QCOMPARE(sizes.refused(), 20'000);
        QVERIFY(sizes.isRefused(20'000));
        QVERIFY(!sizes.isRefused(19'999));
    }

    void whatArrivedIsNoSuspect()
    {
        UpstreamSizes sizes;
        sizes.begin();
        sizes.noteSent(20'000, 0);
        sizes.noteSent(5000, 1);
        sizes.noteArrived(1);    // The ping was before the second one.
        QVERIFY(!sizes.learn()); // 20,000 was taken: 5,000 cannot be too large.
        sizes.noteSent(30'000, 1);
        QVERIFY(sizes.learn());
        QCOMPARE(sizes.refused(), 30'000);
    }

    void aSmallMessageIsNoSuspect()
    {
        UpstreamSizes sizes;
        sizes.begin();
        QVERIFY(!sizes.learn());
        sizes.noteSent(UpstreamSizes::leastRefused - 1, 0);
        QVERIFY(!sizes.learn());
        sizes.noteSent(UpstreamSizes::leastRefused, 0);
        QVERIFY(sizes.learn());
    }

    void aSmallerOneIsLearntALargerOneIsNot()
    {
        UpstreamSizes sizes;
        sizes.begin();
        sizes.noteSent(20'000, 0);
        QVERIFY(sizes.learn());
        QVERIFY(!sizes.learn()); // Once for a connection.
        sizes.begin();
        sizes.noteSent(10'000, 0);
        QVERIFY(sizes.learn());
        QCOMPARE(sizes.refused(), 10'000);
        sizes.begin();
        sizes.noteSent(12'000, 0);
        QVERIFY(sizes.learn());
        QCOMPARE(sizes.refused(), 10'000);
        sizes.forget();
        QCOMPARE(sizes.refused(), 0);
    }

    void aServerThatTakesLessThanItDidIsLearntAnew()
    {
        UpstreamSizes sizes;
        sizes.begin();
        sizes.noteSent(50'000, 0);
        sizes.noteArrived(1);
        sizes.begin(); // The same address, another server.
        sizes.noteSent(20'000, 0);
        QVERIFY(sizes.learn());
        QCOMPARE(sizes.refused(), 20'000);
    }

    void aServerThatAnswersNoPingCostsNoMemoryAndHidesNothing()
    {
        UpstreamSizes sizes;
        sizes.begin();
        sizes.noteSent(70'000, 0);
        for (quint64 ping = 1; ping < 10 * UpstreamSizes::stretches; ++ping)
            sizes.noteSent(2000, ping);
        sizes.noteArrived(10); // Far in the past.
        QVERIFY(sizes.learn());
        QCOMPARE(sizes.refused(), 70'000);
    }
};

QTEST_GUILESS_MAIN(TestUpstreamSizes)
#include "tst_upstreamsizes.moc"
