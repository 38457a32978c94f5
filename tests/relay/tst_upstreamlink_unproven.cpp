// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "linkrig.h"

#include <QTest>

using namespace neuro;
using namespace neuro::relay;
using namespace Qt::StringLiterals;

using Rig = neuro::relay::testing::LinkRig;

/// What was sent and may not have arrived.
class TestUpstreamLinkUnproven : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatWasSaidOnAConnectionThatBreaksIsSaidAgain()
    {
        Rig rig;
        rig.connect();
        rig.context(u"1"_s);
        rig.pass(u"not kept"_s);
        rig.context(u"2"_s);
        QCOMPARE(rig.link.unprovenContexts(), std::size_t(2));
        rig.disconnect();
        QCOMPARE(rig.link.unprovenContexts(), std::size_t(0));
        rig.context(u"3"_s);
        rig.work();
        QCOMPARE(rig.takeSent(), (QStringList{u"1"_s, u"not kept"_s, u"2"_s}));
        QCOMPARE(rig.rows.first().createdUs, rig.now.wall);
        rig.connect();
        rig.work();
        QCOMPARE(rig.takeSent(), (QStringList{u"1"_s, u"2"_s, u"3"_s}));
    }

    void whatHasArrivedIsNotSaidAgain()
    {
        Rig rig;
        rig.connect();
        rig.context(u"1"_s);
        rig.advance(49);
        QVERIFY(rig.pings.isEmpty());
        rig.context(u"2"_s);
        rig.advance(1);
        QCOMPARE(rig.pings.size(), 1);
        rig.context(u"3"_s); // Behind the ping.
        rig.pong();
        QCOMPARE(rig.link.unprovenContexts(), std::size_t(1));
        rig.disconnect();
        rig.takeSent();
        rig.connect();
        rig.work();
        QCOMPARE(rig.takeSent(), QStringList{u"3"_s});
    }

    void oneUnansweredPingAtATime()
    {
        Rig rig;
        rig.connect();
        for (int i = 0; i < 100; ++i) {
            rig.context(QString::number(i));
            rig.advance(20);
        }
        QCOMPARE(rig.pings.size(), 1);
        rig.pong();
        QCOMPARE(rig.pings.size(), 1);
        rig.advance(50);
        QCOMPARE(rig.pings.size(), 2);
        rig.pong();
        QCOMPARE(rig.link.unprovenContexts(), std::size_t(0));
        rig.advance(1000);
        QCOMPARE(rig.pings.size(), 2); // There is nothing to prove.
        QVERIFY(!rig.timers.nextDeadline());
    }

    void tooMuchThatMayNotHaveArrivedBecomesRows()
    {
        Rig rig;
        rig.link.setBuffers(Rig::buffers(3, 100));
        rig.connect();
        QStringList said;
        for (int i = 0; i < 10; ++i) {
            said.append(QString::number(i));
            rig.context(said.last());
        }
        QVERIFY(rig.link.isLive());
        rig.work();
        QCOMPARE(rig.takeSent(), said);
        QCOMPARE(rig.rows.size(), 8);
        QCOMPARE(rig.link.rowsUnderWay(), 8);
        rig.advance(50);
        QCOMPARE(rig.takeSent(), QStringList()); // They are under way, not waiting to be sent.
        rig.pong();
        rig.work();
        QVERIFY(rig.rows.isEmpty());
        QCOMPARE(rig.link.waitingRows(), 0);
        QCOMPARE(rig.link.unprovenContexts(), std::size_t(0));
    }

    void whatBecameRowsInTimeIsSaidAgainInOrder()
    {
        Rig rig;
        rig.link.setBuffers(Rig::buffers(3, 100));
        rig.connect();
        for (const QString &name : {u"1"_s, u"2"_s, u"3"_s, u"4"_s, u"5"_s})
            rig.context(name);
        rig.disconnect(); // Before the outbox has answered.
        rig.takeSent();
        rig.connect();
        rig.work();
        QCOMPARE(rig.takeSent(), (QStringList{u"1"_s, u"2"_s, u"3"_s, u"4"_s, u"5"_s}));
    }

    void aPongMayComeBeforeTheOutboxAnswers()
    {
        Rig rig;
        rig.link.setBuffers(Rig::buffers(1, 100));
        rig.connect();
        rig.context(u"1"_s);
        rig.context(u"2"_s);
        rig.advance(50);
        rig.pong();
        rig.disconnect();
        rig.work();
        QVERIFY(rig.rows.isEmpty());
        rig.takeSent();
        rig.connect();
        rig.work();
        QCOMPARE(rig.takeSent(), QStringList());
    }

    void congestionAfterSpeakingKeepsTheOrderOverABreak()
    {
        Rig rig;
        rig.connect();
        rig.context(u"1"_s);
        rig.context(u"2"_s);
        rig.link.setCongested(true, rig.now);
        rig.context(u"3"_s);
        rig.work();
        QCOMPARE(rig.takeSent(), (QStringList{u"1"_s, u"2"_s}));
        QCOMPARE(rig.rows.size(), 3);
        rig.disconnect();
        rig.connect();
        rig.work();
        QCOMPARE(rig.takeSent(), (QStringList{u"1"_s, u"2"_s, u"3"_s}));
    }

    void congestionAfterSpeakingRepeatsNothingOnTheSameConnection()
    {
        Rig rig;
        rig.connect();
        rig.context(u"1"_s);
        rig.link.setCongested(true, rig.now);
        rig.context(u"2"_s);
        rig.work();
        rig.link.setCongested(false, rig.now);
        rig.work();
        QCOMPARE(rig.takeSent(), (QStringList{u"1"_s, u"2"_s}));
        QVERIFY(rig.link.isLive());
    }

    void anOutboxThatOpensLateComesBeforeWhatWasNotProven()
    {
        Rig rig;
        rig.connect();
        rig.keepEarlier(u"old"_s);
        rig.context(u"1"_s);
        rig.link.outboxOpened(rig.count());
        rig.link.deliver(rig.now);
        rig.context(u"2"_s);
        rig.work();
        QCOMPARE(rig.takeSent(), (QStringList{u"1"_s, u"old"_s, u"2"_s}));
        rig.disconnect();
        rig.connect();
        rig.work();
        QCOMPARE(rig.takeSent(), (QStringList{u"old"_s, u"1"_s, u"2"_s}));
    }

    void whatWasNotProvenBecomesARowBeforeWhatWaitsInMemory()
    {
        Rig rig;
        rig.connect();
        rig.keepEarlier(u"old"_s);
        rig.context(u"1"_s);
        rig.link.outboxOpened(rig.count());
        rig.link.deliver(rig.now);
        rig.work(1);
        rig.context(u"2"_s);
        QCOMPARE(rig.link.deferredTexts(), std::size_t(1));
        rig.link.setCongested(true, rig.now);
        rig.work();
        rig.disconnect();
        rig.takeSent();
        rig.connect();
        rig.work();
        QCOMPARE(rig.takeSent(), (QStringList{u"old"_s, u"1"_s, u"2"_s}));
    }

    void whatArrivesDuringAFetchIsNotSentAgain()
    {
        Rig rig;
        rig.keepEarlier(u"old"_s);
        rig.context(u"1"_s);
        rig.work();
        rig.link.keepBack(rig.count());
        rig.connect();
        rig.work();
        QCOMPARE(rig.takeSent(), QStringList{u"1"_s});
        const QList<OutboxRow> rows = rig.rows;
        rig.link.release(rig.now);
        rig.collect();
        rig.pong();
        rig.link.outboxFetched(rig.numbers.lastFetch, rows, rig.now); // As it was before the pong.
        QCOMPARE(rig.takeSent(), QStringList{u"old"_s});
    }
};

QTEST_GUILESS_MAIN(TestUpstreamLinkUnproven)
#include "tst_upstreamlink_unproven.moc"
