// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "linkrig.h"

#include <QTest>

using namespace neuro;
using namespace neuro::relay;
using namespace Qt::StringLiterals;

using Rig = neuro::relay::testing::LinkRig;

/// How the way up gets on with the outbox: its answers, its silence, and whoever fills it.
class TestUpstreamLinkOutbox : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatNeverPausesDoesNotHoldUpTheRest()
    {
        Rig rig;
        rig.context(u"0"_s);
        rig.work();
        rig.connect();
        QStringList expected = {u"0"_s};
        rig.pass(u"forced"_s);
        expected.append(u"forced"_s);
        // As fast as the outbox: there is always one that it has not committed.
        for (int i = 1; i <= 20 && !rig.link.isLive(); ++i) {
            rig.context(QString::number(i));
            expected.append(QString::number(i));
            rig.work(1);
        }
        QVERIFY(rig.link.isLive());
        QCOMPARE(rig.takeSent(), expected);
    }

    void manyRowsGoInParts()
    {
        Rig rig;
        rig.link.setBuffers(Rig::buffers(10, 200));
        QStringList expected;
        for (int i = 0; i < 450; ++i) {
            rig.context(QString::number(i));
            expected.append(QString::number(i));
        }
        rig.work();
        rig.connect();
        rig.work(1);
        QCOMPARE(rig.takeSent().size(), 200);
        rig.work();
        QCOMPARE(rig.takeSent().size(), 250);
        QVERIFY(rig.link.isLive());
    }

    /// The disk hangs for as long as it likes.
    void whatTheOutboxOwesAnAnswerForIsLimited()
    {
        Rig rig;
        const auto most = UpstreamLink::mostOnTheirWay;
        for (std::size_t i = 0; i < most + 2; ++i)
            rig.context(u"x"_s);
        QCOMPARE(rig.link.onTheirWay(), most);
        QCOMPARE(rig.requests(), static_cast<int>(most));
        rig.link.tellNotKept(rig.now);
        rig.link.tellNotKept(rig.now); // Once.
        rig.collect();
        QCOMPARE(rig.events.size(), 1);
        QCOMPARE(rig.events[0].state, OutboxEvent::State::Dropped);
        QCOMPARE(rig.events[0].count, 2);
        QVERIFY(rig.events[0].why.english().startsWith(u"the disk is too slow"));
        // There is room again.
        rig.work(1);
        rig.context(u"later"_s);
        QCOMPARE(rig.link.onTheirWay(), most);
        rig.context(u"too much"_s);
        rig.link.tellNotKept(rig.now);
        rig.collect();
        QCOMPARE(rig.events.last().state, OutboxEvent::State::Dropped);
        QCOMPARE(rig.events.last().count, 1);
    }

    void anEarlierRunIsKeptBack()
    {
        Rig rig;
        rig.keepEarlier(u"old"_s);
        rig.context(u"kept"_s);
        rig.work();
        rig.link.outboxOpened(rig.count());
        rig.link.keepBack(rig.count());
        rig.connect();
        rig.pass(u"new"_s);
        rig.work();
        QCOMPARE(rig.takeSent(), (QStringList{u"kept"_s, u"new"_s}));
        QVERIFY(rig.link.isLive());
        rig.context(u"live"_s);
        QCOMPARE(rig.takeSent(), QStringList{u"live"_s});
        QCOMPARE(rig.link.waitingRows(), 2);
        rig.link.release(rig.now);
        QVERIFY(!rig.link.isLive());
        rig.context(u"later"_s);
        rig.work();
        QCOMPARE(rig.takeSent(), (QStringList{u"old"_s, u"later"_s})); // And the others not again.
        QVERIFY(rig.link.isLive());
        rig.advance(50);
        rig.pong();
        rig.work();
        QVERIFY(rig.rows.isEmpty());
        QCOMPARE(rig.link.waitingRows(), 0);
    }

    void anEarlierRunIsKeptBackOverAReconnect()
    {
        Rig rig;
        rig.keepEarlier(u"old"_s);
        rig.link.outboxOpened(rig.count());
        rig.link.keepBack(rig.count());
        rig.connect();
        rig.disconnect();
        rig.connect();
        rig.work();
        QCOMPARE(rig.takeSent(), QStringList());
        QVERIFY(rig.link.isLive());
        rig.rows.clear(); // It is discarded.
        rig.link.release(rig.now);
        rig.work();
        QCOMPARE(rig.takeSent(), QStringList());
        QVERIFY(rig.link.isLive());
    }

    void aRowThatCannotBeKeptHoldsUpNothing()
    {
        Rig rig;
        rig.context(u"lost"_s);
        rig.connect();
        rig.pass(u"2"_s);
        rig.outputs = {};                                       // The outbox has not got it.
        QVERIFY(!rig.link.outboxAppended(7, 3, true, rig.now)); // Another destination's.
        rig.link.outboxAppended(1, 0, false, rig.now);
        QCOMPARE(rig.takeSent(), QStringList{u"2"_s});
        QVERIFY(rig.link.isLive());
    }

    /// The first answer is cut by its size, so that it has fewer rows than were asked for.
    void aCutAnswerLosesNoContexts()
    {
        Rig rig;
        UpstreamBuffers buffers;
        buffers.fetchedBytes = 3 * Rig::text(u"1"_s).size();
        rig.link.setBuffers(buffers);
        QStringList said;
        for (int i = 0; i < 8; ++i) {
            said.append(QString::number(i));
            rig.context(said.last());
        }
        rig.work();
        rig.connect();
        for (int i = 8; !rig.link.isLive(); ++i) {
            said.append(u"while %1"_s.arg(i));
            rig.context(said.last());
            rig.work(1);
            QVERIFY(i < 100);
        }
        QCOMPARE(rig.takeSent(), said);
        rig.disconnect();
        rig.work();
        rig.connect();
        rig.work();
        QCOMPARE(rig.takeSent(), said);
    }

    /// More contexts come between a question and its answer than an answer has rows.
    void manyContextsDuringAFetchAreNotLost()
    {
        Rig rig;
        rig.link.setBuffers(Rig::buffers(1000, 20));
        QStringList said;
        const auto say = [&](int count) {
            for (int i = 0; i < count; ++i) {
                said.append(QString::number(said.size()));
                rig.context(said.last());
            }
        };
        say(1);
        rig.work();
        rig.connect();
        say(50); // The question is out.
        rig.work(1);
        say(50);
        rig.disconnect();
        rig.work();
        rig.takeSent();
        rig.connect();
        rig.work();
        QCOMPARE(rig.takeSent(), said);
    }

    /// It keeps the outbox full for ever.
    void aFloodDoesNotHoldUpTheRest()
    {
        Rig rig;
        rig.link.setBuffers(Rig::buffers(10'000, 20));
        QStringList said;
        const auto say = [&](int count) {
            for (int i = 0; i < count; ++i) {
                said.append(QString::number(said.size()));
                rig.context(said.last());
            }
        };
        say(100);
        rig.work();
        rig.connect();
        rig.pass(u"other"_s);
        for (int round = 0; !rig.link.isLive(); ++round) {
            say(40); // More than a question brings, for each one.
            rig.work(rig.requests());
            QVERIFY(round < 200);
        }
        QVERIFY(rig.takeSent().contains(u"other"_s));
    }

    void whatAnEarlierRunLeftComesFirst()
    {
        Rig rig;
        rig.link.expectOutbox();
        rig.connect();
        rig.pass(u"1"_s);
        rig.context(u"2"_s);
        rig.work();
        QCOMPARE(rig.takeSent(), QStringList());
        rig.rows.clear();
        rig.keepEarlier(u"old"_s);
        rig.link.outboxOpened(rig.count());
        rig.link.deliver(rig.now);
        rig.context(u"3"_s);
        rig.work();
        // What is no context belongs to this run, and waits for nothing of an earlier one.
        QCOMPARE(rig.takeSent(), (QStringList{u"1"_s, u"old"_s, u"3"_s}));
        QVERIFY(rig.link.isLive());
    }

    void anOutboxThatNeverOpensIsNotWaitedForForEver()
    {
        Rig rig;
        rig.link.expectOutbox();
        rig.connect();
        rig.pass(u"1"_s);
        rig.advance(1999);
        QCOMPARE(rig.takeSent(), QStringList());
        rig.advance(1);
        QCOMPARE(rig.takeSent(), QStringList{u"1"_s});
        QVERIFY(rig.link.isLive() && rig.link.isWithoutOutbox());
    }

    void anOutboxThatDoesNotAnswerIsNotWaitedForForEver()
    {
        Rig rig;
        rig.context(u"kept"_s);
        rig.work();
        rig.connect();
        rig.pass(u"1"_s);
        rig.advance(1999);
        QCOMPARE(rig.takeSent(), QStringList());
        rig.advance(1);
        QCOMPARE(rig.takeSent(), QStringList{u"1"_s});
        QVERIFY(rig.link.isLive() && rig.link.isWithoutOutbox());
        rig.context(u"2"_s);
        QCOMPARE(rig.takeSent(), QStringList{u"2"_s});
        rig.work(); // It answers.
        QCOMPARE(rig.takeSent(), QStringList{u"kept"_s});
        QVERIFY(rig.link.isLive() && !rig.link.isWithoutOutbox());
        rig.disconnect();
        rig.work();
        rig.connect();
        rig.work();
        QCOMPARE(rig.takeSent(), (QStringList{u"kept"_s, u"2"_s}));
    }

    void anOutboxThatTakesRowsTooSlowlyIsNotWaitedForForEver()
    {
        Rig rig;
        rig.context(u"on its way"_s);
        rig.connect();
        rig.pass(u"1"_s);
        rig.advance(2000);
        QCOMPARE(rig.takeSent(), QStringList{u"1"_s});
        rig.work();
        QCOMPARE(rig.takeSent(), QStringList{u"on its way"_s});
        QVERIFY(rig.link.isLive());
        QCOMPARE(rig.link.deferredTexts(), std::size_t(0));
    }

    void whatIsKeptInMemoryIsNotCalledQueued()
    {
        Rig rig;
        rig.context(u"1"_s);
        rig.outputs = {};
        QVERIFY(rig.link.outboxAppended(1, 5, false, rig.now));
        rig.collect();
        QCOMPARE(rig.events.last().state, OutboxEvent::State::InMemory);
        QCOMPARE(rig.events.last().pending, 1);
    }

    void rowsTellWhatBroughtThem()
    {
        Rig rig;
        UpstreamLink::Text text = Rig::textOf(u"1"_s);
        text.origin = 77;
        rig.link.passContext(text, rig.now);
        rig.work();
        rig.connect();
        rig.work();
        const auto originOf = [](const QList<FrameEvent> &frames) {
            return frames.last().origin;
        };
        QCOMPARE(originOf(rig.frames), quint64(77));
        rig.disconnect();
        rig.connect();
        rig.work();
        QCOMPARE(rig.frames.size(), 2);
        QCOMPARE(originOf(rig.frames), quint64(77));
    }

    void eventsTellTheirRows()
    {
        Rig rig;
        UpstreamLink::Text ofGame = Rig::textOf(u"1"_s);
        ofGame.origin = 77;
        rig.link.passContext(ofGame, rig.now);
        const qint64 said = rig.now.wall;
        rig.advance(30); // The disk takes its time.
        rig.work();
        const OutboxEvent queued = rig.events.last();
        QCOMPARE(queued.rows, (RowRanges{{1, 1}}));
        QCOMPARE(queued.name, u"Chess"_s);
        QCOMPARE(queued.origin, quint64(77));
        QVERIFY2(queued.text.isEmpty(), "the frame has it");
        QCOMPARE(queued.created, said);
        rig.context(u"own"_s);
        rig.work();
        QCOMPARE(rig.events.last().rows, (RowRanges{{2, 2}}));
        QCOMPARE(rig.events.last().origin, quint64(0));
        QCOMPARE(rig.events.last().text, Rig::text(u"own"_s));
        rig.context(u"3"_s);
        rig.work();
        rig.link.outboxDropped({2}, 1, protocol::verbatim(u"too old"_s), rig.now);
        rig.rows.remove(1);
        rig.collect();
        QCOMPARE(rig.events.last().state, OutboxEvent::State::Dropped);
        QCOMPARE(rig.events.last().rows, (RowRanges{{2, 2}}));
        rig.connect();
        rig.work();
        rig.pong();
        QCOMPARE(rig.events.last().state, OutboxEvent::State::Delivered);
        QCOMPARE(rig.events.last().rows, (RowRanges{{1, 1}, {3, 3}}));
        QCOMPARE(rig.events.last().pending, 0);
    }

    /// A limit drops it before the outbox has done what it was told.
    void aRowThatArrivedAndIsDroppedCountsOnce()
    {
        Rig rig;
        rig.link.setBuffers(Rig::buffers(1000, 1));
        for (const QString &name : {u"1"_s, u"2"_s, u"3"_s})
            rig.context(name);
        rig.work();
        rig.connect();
        rig.work(1);
        QCOMPARE(rig.takeSent(), QStringList{u"1"_s});
        rig.pong();
        QCOMPARE(rig.events.last().pending, 2);
        rig.link.outboxDropped({1}, 1, protocol::verbatim(u"too many"_s), rig.now);
        rig.collect();
        QCOMPARE(rig.events.last().state, OutboxEvent::State::Dropped);
        QCOMPARE(rig.events.last().count, 1);
        QCOMPARE(rig.events.last().pending, 2);
        rig.link.outboxDropped({2}, 1, protocol::verbatim(u"too many"_s), rig.now);
        rig.collect();
        QCOMPARE(rig.events.last().pending, 1);
    }

    /// What was too large went behind one that is still under way.
    void aRowUnderWayCountsWhenItIsDropped()
    {
        Rig rig;
        const QString large(2000, u'x');
        rig.connect();
        rig.work();
        rig.context(large);
        QVERIFY(rig.link.closedAsTooLarge());
        rig.disconnect();
        rig.work();
        rig.link.outboxDropped({1}, 1, protocol::verbatim(u"by the operator"_s), rig.now);
        rig.rows.clear();
        rig.context(u"2"_s);
        rig.work();
        rig.rows.append(rig.rows.last());
        rig.rows.last().id = 3;
        rig.rows.last().payload = Rig::text(large);
        rig.link.outboxOpened(rig.count());
        rig.connect();
        rig.work(1);
        QCOMPARE(rig.takeSent().last(), u"2"_s);
        QCOMPARE(rig.link.waitingRows(), 1);
        rig.link.outboxDropped({2}, 1, protocol::verbatim(u"too many"_s), rig.now);
        QCOMPARE(rig.link.waitingRows(), 0);
    }

    /// What went out and may not have arrived becomes a row, with the moment at which it was said.
    void whatMayNotHaveArrivedIsToldAsItWasSaid()
    {
        Rig rig;
        rig.connect();
        rig.work();
        rig.context(u"lost"_s);
        const qint64 said = rig.now.wall;
        rig.advance(2000);
        rig.disconnect();
        rig.work();
        QCOMPARE(rig.events.last().state, OutboxEvent::State::Queued);
        QCOMPARE(rig.events.last().created, said);
        QCOMPARE(rig.events.last().text, Rig::text(u"lost"_s));
    }
};

QTEST_GUILESS_MAIN(TestUpstreamLinkOutbox)
#include "tst_upstreamlink_outbox.moc"
