// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "linkrig.h"
#include "relay/forwarding.h"

#include <QTest>

using namespace neuro;
using namespace neuro::relay;
using namespace Qt::StringLiterals;

using Rig = neuro::relay::testing::LinkRig;

class TestUpstreamLink : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void withoutAConnectionOnlyContextsAreKept()
    {
        Rig rig;
        rig.context(u"one"_s);
        rig.pass(u"lost"_s);
        rig.work();
        QCOMPARE(rig.takeSent(), QStringList());
        QCOMPARE(rig.rows.size(), 1);
        QCOMPARE(rig.link.waitingRows(), 1);
        QCOMPARE(rig.link.deferredTexts(), std::size_t(0));
    }

    void whenNothingWaitsAllIsLive()
    {
        Rig rig;
        rig.connect();
        QVERIFY(rig.link.isLive());
        rig.context(u"one"_s);
        rig.pass(u"two"_s);
        QCOMPARE(rig.takeSent(), (QStringList{u"one"_s, u"two"_s}));
        QVERIFY(rig.rows.isEmpty());
    }

    void rowsAndTextsKeepTheirOrder()
    {
        Rig rig;
        rig.context(u"1"_s);
        rig.work();
        rig.connect();
        rig.pass(u"2"_s);
        rig.context(u"3"_s);
        rig.pass(u"4"_s);
        rig.context(u"5"_s);
        rig.work();
        QCOMPARE(rig.takeSent(), (QStringList{u"1"_s, u"2"_s, u"3"_s, u"4"_s, u"5"_s}));
        QVERIFY(rig.link.isLive());
    }

    void aTextWaitsForARowThatIsNotCommittedYet()
    {
        Rig rig;
        rig.context(u"1"_s); // On its way to the outbox.
        rig.connect();
        rig.pass(u"2"_s);
        QVERIFY(!rig.link.isLive());
        rig.work();
        QCOMPARE(rig.takeSent(), (QStringList{u"1"_s, u"2"_s}));
    }

    void contextsInMemoryOutliveTheConnection()
    {
        Rig rig;
        rig.context(u"1"_s);
        rig.work();
        rig.connect();
        rig.work(1); // The row is under way, the next look is not done.
        rig.context(u"2"_s);
        rig.pass(u"lost"_s);
        rig.context(u"3"_s);
        QCOMPARE(rig.link.deferredTexts(), std::size_t(3));
        rig.link.disconnected();
        QCOMPARE(rig.link.deferredTexts(), std::size_t(0));
        rig.work();
        QCOMPARE(rig.rows.size(), 3);
        rig.takeSent();
        rig.connect();
        rig.work();
        QCOMPARE(rig.takeSent(), (QStringList{u"1"_s, u"2"_s, u"3"_s}));
    }

    void congestionKeepsTheOrder()
    {
        Rig rig;
        rig.context(u"1"_s);
        rig.work();
        rig.connect();
        rig.work(1);
        rig.pass(u"2"_s);
        rig.context(u"3"_s);
        rig.pass(u"4"_s);
        rig.link.setCongested(true, rig.now);
        rig.context(u"5"_s);
        rig.pass(u"6"_s);
        rig.work();
        QCOMPARE(rig.takeSent(), QStringList{u"1"_s});
        QVERIFY(!rig.link.isReachable());
        rig.link.setCongested(false, rig.now);
        rig.work();
        QCOMPARE(rig.takeSent(), (QStringList{u"2"_s, u"3"_s, u"4"_s, u"5"_s, u"6"_s}));
        QVERIFY(rig.link.isLive());
    }

    void rowsAreRemovedWhenTheyHaveArrived()
    {
        Rig rig;
        rig.context(u"1"_s);
        rig.context(u"2"_s);
        rig.work();
        rig.connect();
        rig.work();
        QCOMPARE(rig.rows.size(), 2);
        QCOMPARE(rig.link.waitingRows(), 2);
        rig.link.pong(rig.pings.last() - 1, rig.now);
        rig.work();
        QCOMPARE(rig.rows.size(), 2);
        rig.link.pong(rig.pings.last(), rig.now);
        rig.work();
        QVERIFY(rig.rows.isEmpty());
        QCOMPARE(rig.link.waitingRows(), 0);
        QCOMPARE(rig.events.last().state, OutboxEvent::State::Delivered);
        QCOMPARE(rig.events.last().count, 2);
    }

    void withoutAPongTheyGoOnceMore()
    {
        Rig rig;
        rig.context(u"1"_s);
        rig.work();
        rig.connect();
        rig.work();
        rig.link.disconnected();
        QCOMPARE(rig.takeSent(), QStringList{u"1"_s});
        rig.connect();
        QVERIFY(!rig.link.isLive());
        rig.work();
        QCOMPARE(rig.takeSent(), QStringList{u"1"_s});
    }

    void anAnswerForAnEarlierConnectionIsIgnored()
    {
        Rig rig;
        rig.context(u"1"_s);
        rig.work();
        rig.connect();
        rig.collect();
        rig.link.disconnected();
        rig.link.connected(10);
        rig.link.deliver(rig.now);
        rig.link.outboxFetched(1, rig.rows, rig.now);
        QCOMPARE(rig.takeSent(), QStringList());
        rig.link.outboxFetched(2, rig.rows, rig.now);
        QCOMPARE(rig.takeSent(), QStringList{u"1"_s});
    }

    void droppedRowsAreNotWaitedFor()
    {
        Rig rig;
        rig.context(u"1"_s);
        rig.context(u"2"_s);
        rig.work();
        rig.rows.removeFirst();
        rig.link.outboxDropped({1}, 1, protocol::verbatim(u"too old"_s), rig.now);
        QCOMPARE(rig.link.waitingRows(), 1);
        rig.connect();
        rig.pass(u"3"_s);
        rig.work();
        QCOMPARE(rig.takeSent(), (QStringList{u"2"_s, u"3"_s}));
        QVERIFY(rig.link.isLive());
        QCOMPARE(rig.events.at(2).state, OutboxEvent::State::Dropped);
    }

    void rowsThatAreDroppedTwiceHideNoOthers()
    {
        Rig rig;
        rig.context(u"1"_s);
        rig.context(u"2"_s);
        rig.work();
        rig.rows.removeFirst();
        rig.link.outboxDropped({1}, 1, {}, rig.now);
        rig.link.outboxDropped({1}, 1, {}, rig.now);
        rig.connect();
        QVERIFY(!rig.link.isLive());
        rig.work();
        QCOMPARE(rig.takeSent(), QStringList{u"2"_s});
    }

    void anOutboxThatOpensLateIsDelivered()
    {
        Rig rig;
        rig.connect();
        QVERIFY(rig.link.isLive());
        rig.rows.append({1, UpstreamLink::destination(), {}, Rig::text(u"old"_s), rig.now.wall});
        rig.link.outboxOpened(rig.count());
        rig.link.deliver(rig.now);
        QVERIFY(!rig.link.isLive());
        rig.work();
        QCOMPARE(rig.takeSent(), QStringList{u"old"_s});
        QVERIFY(rig.link.isLive());
    }

    void oldContextsGoSilently_data()
    {
        QTest::addColumn<qint64>("age");
        QTest::addColumn<bool>("silent");
        QTest::newRow("60 s") << qint64(60'000'000) << false;
        QTest::newRow("older") << qint64(60'000'001) << true;
    }

    void oldContextsGoSilently()
    {
        QFETCH(const qint64, age);
        QFETCH(const bool, silent);
        Rig rig;
        rig.context(u"1"_s);
        rig.work();
        rig.now.wall += age;
        rig.now.mono += age;
        rig.link.connected(9);
        rig.link.deliver(rig.now);
        rig.outputs = {};
        rig.link.outboxFetched(1, rig.rows, rig.now);
        const auto &text = std::get<SendText>(rig.outputs.effects.front());
        QCOMPARE(text.utf8, silent ? forwarding::silenced(Rig::text(u"1"_s)) : Rig::text(u"1"_s));
    }

    void tooMuchInMemoryEndsTheConnection()
    {
        Rig rig;
        rig.connect();
        rig.link.setCongested(true, rig.now);
        for (std::size_t i = 0; i < UpstreamBuffers().deferredTexts; ++i)
            rig.pass(u"x"_s);
        rig.collect();
        QCOMPARE(rig.closed, 0);
        rig.pass(u"one too many"_s);
        rig.pass(u"dropped"_s);
        rig.context(u"kept"_s);
        rig.link.setCongested(false, rig.now);
        rig.work();
        QCOMPARE(rig.closed, 1);
        QCOMPARE(rig.takeSent(), QStringList()); // It would not be the whole of it.
        QCOMPARE(rig.link.deferredTexts(), std::size_t(0));
        rig.link.disconnected();
        rig.connect();
        rig.work();
        QCOMPARE(rig.takeSent(), QStringList{u"kept"_s});
    }

    void tooManyBytesInMemoryEndTheConnection()
    {
        Rig rig;
        rig.connect();
        rig.link.setCongested(true, rig.now);
        UpstreamLink::Text large = Rig::textOf(u"x"_s);
        large.utf8 = QByteArray(UpstreamBuffers().deferredBytes, 'x');
        rig.link.pass(large, rig.now);
        rig.collect();
        QCOMPARE(rig.closed, 0);
        rig.pass(u"x"_s);
        rig.collect();
        QCOMPARE(rig.closed, 1);
    }

    void everyTextIsAFrame()
    {
        Rig rig;
        rig.lastSeq = 41;
        rig.connect();
        rig.link.setName(u"Evil"_s);
        rig.link.pass({"{}", u"action/result"_s, 3, u"a-7"_s, 12, u"Chess"_s}, rig.now);
        const auto &frame = std::get<FrameEvent>(rig.outputs.events.front());
        QCOMPARE(frame.seq, quint64(42));
        QCOMPARE(frame.peer, PeerId(9));
        QCOMPARE(frame.door, Door::Upstream);
        QCOMPARE(frame.direction, Direction::Out);
        QCOMPARE(frame.name, u"Evil"_s);
        QCOMPARE(frame.force, ForceId(3));
        QCOMPARE(frame.actionId, u"a-7"_s);
        QCOMPARE(frame.origin, quint64(12));
        QCOMPARE(frame.payload, "{}"_ba);
    }
};

QTEST_GUILESS_MAIN(TestUpstreamLink)
#include "tst_upstreamlink.moc"
