// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "relay/forwarding.h"
#include "relay/upstreamlink.h"

#include <QTest>

#include <utility>

using namespace neuro;
using namespace neuro::relay;
using namespace Qt::StringLiterals;

namespace {

/// A link and an outbox of two lists: what it was asked to keep, and what is committed.
struct Rig
{
    Outputs outputs;
    quint64 lastSeq = 0;
    UpstreamLink link{outputs, lastSeq};
    Instant now{1'000'000, 1'700'000'000'000'000};
    QStringList sent;
    QList<OutboxRow> rows;
    QList<quint64> pings;
    int closed = 0;

    static QByteArray text(const QString &name)
    {
        return R"({"command":"context","data":{"message":")" + name.toUtf8() +
               R"(","silent":false}})";
    }
    void context(const QString &name) { link.passContext(textOf(name), now); }
    void pass(const QString &name) { link.pass(textOf(name), now); }
    static UpstreamLink::Text textOf(const QString &name)
    {
        return {text(name), u"context"_s, 0, {}, 0, u"Chess"_s};
    }
    void connect()
    {
        link.connected(9);
        link.deliver(now);
    }
    /// Carries out the oldest `most` requests for the outbox; the rest stays.
    void work(int most = 1'000'000)
    {
        collect();
        while (most-- > 0 && !m_requests.isEmpty()) {
            const Effect request = m_requests.takeFirst();
            if (const auto *keep = std::get_if<KeepInOutbox>(&request)) {
                const qint64 id = ++m_lastId;
                rows.append({id, keep->row.destination, keep->row.name, keep->row.payload,
                             keep->row.createdUs, 0, false, keep->row.kind});
                link.outboxAppended(keep->ticket, id, now);
            } else if (const auto *fetch = std::get_if<FetchOutbox>(&request)) {
                QList<OutboxRow> found;
                for (const OutboxRow &row : std::as_const(rows)) {
                    if (row.id > fetch->afterId && found.size() < fetch->maxRows)
                        found.append(row);
                }
                link.outboxFetched(fetch->number, found, now);
            } else if (const auto *removal = std::get_if<RemoveFromOutbox>(&request)) {
                rows.removeIf([&](const OutboxRow &row) { return removal->ids.contains(row.id); });
            }
            collect();
        }
    }
    /// The names of what was sent since the last call.
    QStringList takeSent()
    {
        collect();
        return std::exchange(sent, {});
    }
    void collect()
    {
        const Outputs taken = std::exchange(outputs, {});
        for (const Effect &effect : taken.effects) {
            if (const auto *message = std::get_if<SendText>(&effect))
                sent.append(QString::fromUtf8(message->utf8).section(u'"', 9, 9));
            else if (const auto *ping = std::get_if<PingPeer>(&effect))
                pings.append(ping->token);
            else if (std::holds_alternative<ClosePeer>(effect))
                ++closed;
            else
                m_requests.append(effect);
        }
        for (const RelayEvent &event : taken.events) {
            if (const auto *outbox = std::get_if<OutboxEvent>(&event))
                events.append(*outbox);
        }
    }
    QList<OutboxEvent> events;

private:
    QList<Effect> m_requests;
    qint64 m_lastId = 0;
};

} // namespace

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

    void manyRowsGoInParts()
    {
        Rig rig;
        QStringList expected;
        for (int i = 0; i < 450; ++i) {
            rig.context(QString::number(i));
            expected.append(QString::number(i));
        }
        rig.work();
        rig.connect();
        rig.work(1);
        QCOMPARE(rig.takeSent().size(), limits::fetchedRows);
        rig.work();
        QCOMPARE(rig.takeSent().size(), 450 - limits::fetchedRows);
        QVERIFY(rig.link.isLive());
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
        rig.link.outboxOpened(1);
        rig.link.deliver(rig.now);
        QVERIFY(!rig.link.isLive());
        rig.work();
        QCOMPARE(rig.takeSent(), QStringList{u"old"_s});
        QVERIFY(rig.link.isLive());
    }

    void anEarlierRunIsKeptBack()
    {
        Rig rig;
        rig.rows.append({1, UpstreamLink::destination(), {}, Rig::text(u"old"_s), rig.now.wall});
        rig.link.outboxOpened(1);
        rig.link.setKeepsBack(true);
        rig.connect();
        rig.pass(u"new"_s);
        rig.work();
        QCOMPARE(rig.takeSent(), QStringList());
        rig.link.setKeepsBack(false);
        rig.link.deliver(rig.now);
        rig.work();
        QCOMPARE(rig.takeSent(), (QStringList{u"new"_s, u"old"_s}));
    }

    void aRowThatCannotBeKeptHoldsUpNothing()
    {
        Rig rig;
        rig.context(u"lost"_s);
        rig.connect();
        rig.pass(u"2"_s);
        rig.outputs = {}; // The outbox has not got it.
        rig.link.outboxAppended(1, 0, rig.now);
        QCOMPARE(rig.takeSent(), QStringList{u"2"_s});
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
        for (std::size_t i = 0; i < limits::deferredMessages; ++i)
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
        large.utf8 = QByteArray(limits::deferredBytes, 'x');
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
