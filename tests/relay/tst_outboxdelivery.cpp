// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "relay/enginesettings.h"
#include "relay/outboxdelivery.h"

#include <QTest>

using namespace neuro;
using namespace neuro::relay;
using namespace Qt::StringLiterals;

namespace {

OutboxRow row(qint64 id)
{
    OutboxRow row;
    row.id = id;
    row.payload = QByteArray::number(id);
    return row;
}

struct Rig
{
    Outputs outputs;
    OutboxNumbers numbers;
    OutboxDelivery delivery{u"integration:x"_s, outputs, numbers};
    Instant now{1, 2};

    template <typename Wanted>
    QList<Wanted> take()
    {
        QList<Wanted> found;
        std::erase_if(outputs.effects, [&](const Effect &effect) {
            const auto *wanted = std::get_if<Wanted>(&effect);
            if (wanted)
                found.append(*wanted);
            return wanted != nullptr;
        });
        return found;
    }
    OutboxEvent lastEvent() const { return std::get<OutboxEvent>(outputs.events.back()); }
};

} // namespace

/// The way of one destination's rows out of the outbox, without an engine around it.
class TestOutboxDelivery : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void asksForNothingWithoutReason();
    void fetchesBatchAfterBatch();
    void ignoresAnswersToAnEarlierConnection();
    void aDroppedRowIsNotDeliveredTwice();
    void aRowThatArrivedAndIsDroppedCountsOnce();
    void looksAgainWhenTheOutboxIsMended();
    void numbersAreSharedByAllDestinations();
    void rowsKeptBackStay();
    void rowsThatCannotBeReadAreNotOvertaken();
    void aRowThatWasNotTakenChangesNothing();
    void eventsTellTheirRows();
    void rangesAreToldUpToALimit();
};

void TestOutboxDelivery::asksForNothingWithoutReason()
{
    Rig rig;
    QVERIFY(!rig.delivery.isLive());
    QCOMPARE(rig.delivery.deliver(false), quint64(0));
    rig.delivery.connected(1);
    QCOMPARE(rig.delivery.deliver(false), quint64(0));
    QVERIFY(rig.delivery.isLive());
    rig.delivery.pong(99, rig.now); // Of somebody else's ping.
    QVERIFY(rig.outputs.effects.empty());
    QVERIFY(rig.outputs.events.empty());
}

void TestOutboxDelivery::fetchesBatchAfterBatch()
{
    Rig rig;
    rig.delivery.opened(3);
    rig.delivery.connected(1);
    QCOMPARE(rig.delivery.deliver(false), quint64(1));
    QCOMPARE(rig.delivery.deliver(false), quint64(0)); // Once is enough.
    const FetchOutbox first = rig.take<FetchOutbox>().value(0);
    QCOMPARE(first.destination, u"integration:x"_s);
    QCOMPARE(first.afterId, 0);
    QCOMPARE(first.maxRows, limits::deliveredRows);
    QCOMPARE(first.maxBytes, limits::deliveredBytes);
    QCOMPARE(rig.delivery.fetched(1, QList<OutboxRow>{row(4), row(6)}, 7).size(), 2);
    QVERIFY(!rig.delivery.isLive());
    QCOMPARE(rig.delivery.deliver(false), quint64(0)); // Not before they have arrived.
    rig.delivery.pong(6, rig.now);
    QVERIFY(rig.take<RemoveFromOutbox>().isEmpty());
    rig.delivery.pong(8, rig.now);
    QCOMPARE(rig.take<RemoveFromOutbox>().value(0).ids, (QList<qint64>{4, 6}));
    QCOMPARE(rig.lastEvent().state, OutboxEvent::State::Delivered);
    QCOMPARE(rig.lastEvent().count, 2);
    QCOMPARE(rig.lastEvent().pending, 1);
    QCOMPARE(rig.delivery.deliver(false), quint64(2));
    QCOMPARE(rig.take<FetchOutbox>().value(0).afterId, 6);
    rig.delivery.fetched(2, QList<OutboxRow>{row(9)}, 9);
    rig.delivery.pong(9, rig.now);
    QCOMPARE(rig.delivery.deliver(false), quint64(3));
    QVERIFY(rig.delivery.fetched(3, QList<OutboxRow>(), 10).isEmpty());
    QVERIFY(rig.delivery.isLive());
    QVERIFY(rig.delivery.isEmpty());
}

void TestOutboxDelivery::ignoresAnswersToAnEarlierConnection()
{
    Rig rig;
    rig.delivery.opened(1);
    rig.delivery.connected(1);
    QCOMPARE(rig.delivery.deliver(false), quint64(1));
    rig.delivery.connected(2);
    QVERIFY(rig.delivery.fetched(1, QList<OutboxRow>{row(1)}, 5).isEmpty());
    QCOMPARE(rig.delivery.deliver(false), quint64(2));
    QCOMPARE(rig.delivery.fetched(2, QList<OutboxRow>{row(1)}, 6).size(), 1);
    rig.delivery.disconnected();
    rig.delivery.pong(6, rig.now);
    QVERIFY(rig.take<RemoveFromOutbox>().isEmpty());
    QCOMPARE(rig.delivery.waitingRows(), 1);
}

void TestOutboxDelivery::aDroppedRowIsNotDeliveredTwice()
{
    Rig rig;
    rig.delivery.opened(2);
    rig.delivery.connected(1);
    rig.delivery.deliver(false);
    rig.delivery.fetched(1, QList<OutboxRow>{row(1), row(2)}, 5);
    rig.delivery.dropped({1, 2}, 2, protocol::verbatim(u"too old"_s), rig.now);
    QCOMPARE(rig.lastEvent().state, OutboxEvent::State::Dropped);
    QCOMPARE(rig.lastEvent().pending, 0);
    rig.delivery.pong(5, rig.now);
    QVERIFY(rig.take<RemoveFromOutbox>().isEmpty());
    QCOMPARE(rig.lastEvent().state, OutboxEvent::State::Dropped);
    QCOMPARE(rig.delivery.deliver(false), quint64(2));
}

void TestOutboxDelivery::looksAgainWhenTheOutboxIsMended()
{
    Rig rig;
    constexpr qint64 inMemory = qint64(1) << 48;
    rig.delivery.connected(1);
    rig.delivery.keep(u"ui"_s, "x", 3);
    rig.delivery.appended(inMemory, false, rig.now);
    QCOMPARE(rig.lastEvent().state, OutboxEvent::State::InMemory);
    QCOMPARE(rig.lastEvent().rows, (RowRanges{{inMemory, inMemory}}));
    rig.delivery.deliver(false);
    rig.delivery.fetched(1, QList<OutboxRow>{row(inMemory)}, 5);
    rig.delivery.opened(2); // The file could be opened at last: it had a row.
    rig.delivery.pong(5, rig.now);
    rig.take<FetchOutbox>();
    rig.delivery.deliver(false);
    QCOMPARE(rig.take<FetchOutbox>().value(0).afterId, 0);
}

void TestOutboxDelivery::numbersAreSharedByAllDestinations()
{
    Rig rig;
    OutboxDelivery other(u"integration:y"_s, rig.outputs, rig.numbers);
    QCOMPARE(rig.delivery.keep(u"ui"_s, "a", 1), quint64(1));
    QCOMPARE(other.keep(u"ui"_s, "b", 1), quint64(2));
    QCOMPARE(rig.take<KeepInOutbox>().value(1).row.destination, u"integration:y"_s);
    rig.delivery.appended(1, true, rig.now);
    other.appended(2, true, rig.now);
    rig.delivery.connected(1);
    other.connected(2);
    QCOMPARE(rig.delivery.deliver(false), quint64(1));
    QCOMPARE(other.deliver(false), quint64(2));
}

void TestOutboxDelivery::rowsKeptBackStay()
{
    Rig rig;
    rig.delivery.opened(1);
    rig.delivery.connected(1);
    QCOMPARE(rig.delivery.deliver(true), quint64(0));
    QVERIFY(!rig.delivery.isLive());
    QCOMPARE(rig.delivery.deliver(false), quint64(1));
}

void TestOutboxDelivery::rowsThatCannotBeReadAreNotOvertaken()
{
    Rig rig;
    rig.delivery.opened(1);
    rig.delivery.connected(1);
    rig.delivery.deliver(false);
    rig.delivery.opened(0); // The outbox does not count what it cannot read.
    QVERIFY(rig.delivery.fetched(1, std::nullopt, 5).isEmpty());
    QVERIFY(!rig.delivery.isLive());
    QCOMPARE(rig.delivery.deliver(false), quint64(0)); // It would ask for ever.
    rig.delivery.opened(1);
    QCOMPARE(rig.delivery.deliver(false), quint64(2));
    QCOMPARE(rig.delivery.fetched(2, QList<OutboxRow>{row(1)}, 6).size(), 1);
}

/// A limit drops it before the outbox has done what it was told.
void TestOutboxDelivery::aRowThatArrivedAndIsDroppedCountsOnce()
{
    Rig rig;
    rig.delivery.opened(3);
    rig.delivery.connected(1);
    rig.delivery.deliver(false);
    rig.delivery.fetched(1, QList<OutboxRow>{row(1)}, 5);
    rig.delivery.pong(5, rig.now);
    QCOMPARE(rig.take<RemoveFromOutbox>().size(), 1);
    rig.delivery.dropped({1}, 1, {}, rig.now);
    QCOMPARE(rig.lastEvent().state, OutboxEvent::State::Dropped);
    QCOMPARE(rig.lastEvent().count, 1);
    QCOMPARE(rig.lastEvent().pending, 2);
    rig.delivery.dropped({2}, 1, {}, rig.now);
    QCOMPARE(rig.lastEvent().pending, 1);
    // What is opened anew may have other rows with these ids.
    rig.delivery.opened(3);
    rig.delivery.dropped({1}, 1, {}, rig.now);
    QCOMPARE(rig.lastEvent().pending, 2);
}

void TestOutboxDelivery::aRowThatWasNotTakenChangesNothing()
{
    Rig rig;
    rig.delivery.connected(1);
    rig.delivery.keep(u"ui"_s, "a", 1);
    QCOMPARE(rig.delivery.rowsOnTheirWay(), 1);
    QVERIFY(!rig.delivery.isLive());
    rig.delivery.appended(0, false, rig.now);
    QVERIFY(rig.delivery.isLive());
    QVERIFY(rig.outputs.events.empty());
}

void TestOutboxDelivery::eventsTellTheirRows()
{
    Rig rig;
    rig.delivery.keep(u"ui"_s, "a", 1, 12);
    rig.delivery.keep(u"desk"_s, "b", 2);
    rig.delivery.keep(u"ui"_s, "c", 3, 14);
    rig.delivery.appended(5, true, rig.now);
    QCOMPARE(rig.lastEvent().rows, (RowRanges{{5, 5}}));
    QCOMPARE(rig.lastEvent().name, u"ui"_s);
    QCOMPARE(rig.lastEvent().origin, quint64(12));
    QVERIFY2(rig.lastEvent().text.isEmpty(), "the frame has it");
    QCOMPARE(rig.lastEvent().created, 1);
    rig.delivery.appended(6, true, rig.now);
    QCOMPARE(rig.lastEvent().name, u"desk"_s);
    QCOMPARE(rig.lastEvent().origin, quint64(0));
    QCOMPARE(rig.lastEvent().text, QByteArray("b"));
    rig.delivery.appended(0, true, rig.now); // Refused: tells nothing.
    QCOMPARE(rig.lastEvent().rows, (RowRanges{{6, 6}}));
    rig.delivery.keep(u"ui"_s, "d", 4, 15);
    rig.delivery.appended(7, true, rig.now);
    QCOMPARE(rig.lastEvent().origin, quint64(15));
    rig.delivery.dropped({6}, 1, {}, rig.now);
    QCOMPARE(rig.lastEvent().rows, (RowRanges{{6, 6}}));
    rig.delivery.connected(1);
    rig.delivery.deliver(false);
    rig.delivery.fetched(1, QList<OutboxRow>{row(5), row(7)}, 9);
    rig.delivery.pong(9, rig.now);
    QCOMPARE(rig.lastEvent().rows, (RowRanges{{5, 5}, {7, 7}}));
}

void TestOutboxDelivery::rangesAreToldUpToALimit()
{
    QCOMPARE(rowRanges({}), RowRanges());
    QCOMPARE(rowRanges({1, 2, 3, 7, 8, 5}), (RowRanges{{1, 3}, {7, 8}, {5, 5}}));
    QList<qint64> ids;
    for (qint64 id = 1; ids.size() <= limits::toldRowRanges; id += 2)
        ids.append(id);
    ids.append(ids.last() + 1);
    QCOMPARE(rowRanges(ids).size(), limits::toldRowRanges);
    QCOMPARE(rowRanges(ids).last().last, ids[limits::toldRowRanges - 1]);
}

QTEST_GUILESS_MAIN(TestOutboxDelivery)
#include "tst_outboxdelivery.moc"
