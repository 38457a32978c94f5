// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

// What every outbox promises. All tests run against the file and against the memory.

#include "relay/inmemoryoutbox.h"
#include "storage/outbox.h"
#include "storage/outboxsamples.h"

#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace neuro::relay;
using namespace neuro::test;
using namespace Qt::Literals::StringLiterals;
using neuro::storage::Outbox;

namespace {

/// An outbox of either kind.
class Subject
{
public:
    Subject(bool inMemory, const OutboxLimits &limits)
    {
        if (inMemory) {
            m_memory = std::make_unique<InMemoryOutbox>(limits);
            return;
        }
        m_file = std::make_unique<Outbox>(neuro::storage::OutboxSettings{limits, 100, 1 << 26});
        restart();
    }

    OutboxStore &operator*() { return m_memory ? static_cast<OutboxStore &>(*m_memory) : *m_file; }
    OutboxStore *operator->() { return &**this; }

    void restart()
    {
        if (m_memory)
            m_memory->restart();
        else
            QVERIFY(m_file->open(m_folder.filePath(u"outbox.sqlite"_s)).hasValue());
    }

private:
    QTemporaryDir m_folder;
    std::unique_ptr<InMemoryOutbox> m_memory;
    std::unique_ptr<Outbox> m_file;
};

OutboxLimits limitsOf(qint64 rows, qint64 bytes)
{
    OutboxLimits limits;
    limits.rows = rows;
    limits.bytes = bytes;
    return limits;
}

QList<NewOutboxRow> numbered(const QString &destination, int from, int to)
{
    QList<NewOutboxRow> rows;
    for (int i = from; i <= to; ++i)
        rows.append(outboxRow(destination, QByteArray::number(i)));
    return rows;
}

} // namespace

class TestOutboxStore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsRowsAsTheyAre_data() { stores(); }
    void keepsRowsAsTheyAre();
    void keepsTheOrderOverRestarts_data() { stores(); }
    void keepsTheOrderOverRestarts();
    void readsInPages_data() { stores(); }
    void readsInPages();
    void removes_data() { stores(); }
    void removes();
    void countsTries_data() { stores(); }
    void countsTries();
    void counts_data() { stores(); }
    void counts();
    void limitsRows_data() { stores(); }
    void limitsRows();
    void limitsBytes_data() { stores(); }
    void limitsBytes();
    void limitsAge_data() { stores(); }
    void limitsAge();
    void limitsAgeOnAppend_data() { stores(); }
    void limitsAgeOnAppend();
    void dropsWithinABatch_data() { stores(); }
    void dropsWithinABatch();
    void tellsEachCause_data() { stores(); }
    void tellsEachCause();
    void refusesSingleRows_data() { stores(); }
    void refusesSingleRows();
    void limitsDestinations_data() { stores(); }
    void limitsDestinations();
    void appliesLoweredLimits_data() { stores(); }
    void appliesLoweredLimits();
    void keepsDroppedRowsForAWhile_data() { stores(); }
    void keepsDroppedRowsForAWhile();
    void dropsAll_data() { stores(); }
    void dropsAll();
    void tellsEarlierRunsApart_data() { stores(); }
    void tellsEarlierRunsApart();
    void remembersWhoWasHere_data() { stores(); }
    void remembersWhoWasHere();
    void doesNothingWithNothing_data() { stores(); }
    void doesNothingWithNothing();

private:
    static void stores()
    {
        QTest::addColumn<bool>("inMemory");
        QTest::newRow("file") << false;
        QTest::newRow("memory") << true;
    }
    static Subject make(const OutboxLimits &limits = {})
    {
        QFETCH(bool, inMemory);
        return Subject(inMemory, limits);
    }
};

void TestOutboxStore::keepsRowsAsTheyAre()
{
    Subject store = make();
    QByteArray binary;
    for (int i = 0; i < 256; ++i)
        binary.append(static_cast<char>(i));
    const QList<NewOutboxRow> rows = {
        {u"integration/スポティファイ"_s, u"Tic\0Tac"_s, binary, t0, OutboxKind::Command},
        {u"upstream"_s, QString(), QByteArray(), -1, OutboxKind::Context},
        {u"upstream"_s, u""_s, QByteArray(""), t0 + 1, OutboxKind::Context},
        {u"upstream"_s, u"😀"_s, QByteArray(100'000, '\0'), t0 + 2, OutboxKind::Command},
    };
    OutboxLimits limits;
    const auto appended = store->append(rows, 0);
    QVERIFY(appended.hasValue());
    QCOMPARE(appended->ids, QList<qint64>({1, 2, 3, 4}));
    QVERIFY(appended->refused.isEmpty());
    QVERIFY(appended->drops.isEmpty());
    const auto spotify = waiting(*store, rows[0].destination);
    QCOMPARE(spotify.size(), 1);
    QCOMPARE(spotify[0], (OutboxRow{1, rows[0].destination, rows[0].name, binary, t0, 0, false,
                                    OutboxKind::Command}));
    const auto upstream = waiting(*store, u"upstream"_s);
    QCOMPARE(upstream.size(), 3);
    for (int i = 0; i < 3; ++i) {
        QCOMPARE(upstream[i].id, i + 2);
        QCOMPARE(upstream[i].name, rows[i + 1].name);
        QCOMPARE(upstream[i].payload, rows[i + 1].payload);
        QCOMPARE(upstream[i].createdUs, rows[i + 1].createdUs);
        QCOMPARE(upstream[i].kind, rows[i + 1].kind);
    }
}

void TestOutboxStore::keepsTheOrderOverRestarts()
{
    Subject store = make();
    QList<QByteArray> expected;
    for (int round = 0; round < 4; ++round) {
        const auto batch = numbered(u"a"_s, round * 10, round * 10 + 9);
        QVERIFY(store->append(batch, t0).hasValue());
        QVERIFY(store->append(numbered(u"b"_s, 0, 3), t0).hasValue());
        for (const NewOutboxRow &row : batch)
            expected.append(row.payload);
        store.restart();
    }
    const auto rows = waiting(*store, u"a"_s);
    QCOMPARE(payloads(rows), expected);
    for (qsizetype i = 1; i < rows.size(); ++i)
        QVERIFY(rows[i].id > rows[i - 1].id);
}

void TestOutboxStore::readsInPages()
{
    Subject store = make();
    QVERIFY(store->append(numbered(u"a"_s, 10, 19), t0).hasValue());
    const auto page = [&](qint64 afterId, qsizetype maxRows, qint64 maxBytes) {
        const auto rows = store->rows(u"a"_s, afterId, maxRows, maxBytes);
        return rows ? payloads(*rows) : QList<QByteArray>();
    };
    QCOMPARE(page(0, 3, 1000), QList<QByteArray>({"10", "11", "12"}));
    QCOMPARE(page(3, 2, 1000), QList<QByteArray>({"13", "14"}));
    QCOMPARE(page(8, 9, 1000), QList<QByteArray>({"18", "19"}));
    QCOMPARE(page(10, 9, 1000), QList<QByteArray>());
    // Each row has two bytes.
    QCOMPARE(page(0, 9, 6), QList<QByteArray>({"10", "11", "12"}));
    QCOMPARE(page(0, 9, 7), QList<QByteArray>({"10", "11", "12"}));
    QCOMPARE(page(0, 9, 1), QList<QByteArray>({"10"}));
    QCOMPARE(page(0, 0, 1000), QList<QByteArray>());
}

void TestOutboxStore::removes()
{
    Subject store = make();
    QVERIFY(store->append(numbered(u"a"_s, 1, 5), t0).hasValue());
    QCOMPARE(store->remove({2, 4, 99, 2}), std::nullopt);
    QCOMPARE(payloads(waiting(*store, u"a"_s)), QList<QByteArray>({"1", "3", "5"}));
    QCOMPARE(store->remove({1, 3, 5}), std::nullopt);
    QCOMPARE(store->destinations(), QStringList());
    QCOMPARE(store->counts(), QList<OutboxCount>());
    const auto appended = store->append(numbered(u"a"_s, 6, 6), t0);
    QCOMPARE(appended->ids, QList<qint64>({6}));
}

void TestOutboxStore::countsTries()
{
    Subject store = make();
    QVERIFY(store->append(numbered(u"a"_s, 1, 3), t0).hasValue());
    QCOMPARE(store->noteTry({1, 3, 77}), std::nullopt);
    QCOMPARE(store->noteTry({3}), std::nullopt);
    store.restart();
    const auto rows = waiting(*store, u"a"_s);
    QCOMPARE(rows[0].tries, 1);
    QCOMPARE(rows[1].tries, 0);
    QCOMPARE(rows[2].tries, 2);
    QCOMPARE(store->noteTry({1}), std::nullopt);
    QVERIFY(store->expire(t0).hasValue());
    QCOMPARE(store->noteTry({2}), std::nullopt);
    QCOMPARE(store->remove({2}), std::nullopt);
    store.restart();
    const auto left = waiting(*store, u"a"_s);
    QCOMPARE(left.size(), 2);
    QCOMPARE(left[0].tries, 2);
    QCOMPARE(left[1].tries, 2);
}

void TestOutboxStore::counts()
{
    Subject store = make();
    const QList<NewOutboxRow> rows = {
        {u"b"_s, u"ü"_s, "12345", t0 + 5, OutboxKind::Context},
        {u"a"_s, QString(), "1", t0 + 9, OutboxKind::Context},
        {u"b"_s, u"name"_s, "", t0 + 6, OutboxKind::Context},
    };
    QVERIFY(store->append(rows, t0).hasValue());
    const QList<OutboxCount> expected = {{u"a"_s, 1, 1, t0 + 9, 0, 0, 2, 0},
                                         {u"b"_s, 2, 11, t0 + 5, 0, 0, 3, 0}};
    QCOMPARE(store->counts(), expected);
    QCOMPARE(store->destinations(), QStringList({u"a"_s, u"b"_s}));
    store.restart();
    QCOMPARE(store->counts()[1], (OutboxCount{u"b"_s, 2, 11, t0 + 5, 2, 0, 3, 3}));
    QCOMPARE(store->remove({1}), std::nullopt);
    QCOMPARE(store->counts()[1], (OutboxCount{u"b"_s, 1, 4, t0 + 6, 1, 0, 3, 3}));
}

void TestOutboxStore::limitsRows()
{
    Subject store = make(limitsOf(5, 1000));
    auto appended = store->append(numbered(u"a"_s, 1, 5), t0);
    QVERIFY(appended->drops.isEmpty());
    QVERIFY(store->append(numbered(u"b"_s, 1, 5), t0)->drops.isEmpty());
    appended = store->append(numbered(u"a"_s, 6, 7), t0);
    QCOMPARE(appended->ids, QList<qint64>({11, 12}));
    QCOMPARE(appended->drops, QList<OutboxDrop>({{u"a"_s, OutboxDropCause::Rows, {1, 2}, 2}}));
    QCOMPARE(payloads(waiting(*store, u"a"_s)), QList<QByteArray>({"3", "4", "5", "6", "7"}));
    QCOMPARE(waiting(*store, u"b"_s).size(), 5);
    store.restart();
    QCOMPARE(waiting(*store, u"a"_s).size(), 5);
}

void TestOutboxStore::limitsBytes()
{
    Subject store = make(limitsOf(100, 1000));
    const auto weighing = [](int bytes) {
        return outboxRow(u"a"_s, QByteArray(bytes, 'x'));
    };
    QVERIFY(store->append({weighing(400), weighing(400), weighing(200)}, t0)->drops.isEmpty());
    QCOMPARE(store->append({weighing(1)}, t0)->drops,
             QList<OutboxDrop>({{u"a"_s, OutboxDropCause::Bytes, {1}, 400}}));
    QCOMPARE(store->append({weighing(1000)}, t0)->drops,
             QList<OutboxDrop>({{u"a"_s, OutboxDropCause::Bytes, {2, 3, 4}, 601}}));
    QCOMPARE(store->counts()[0].bytes, 1000);
    // A name weighs, too.
    NewOutboxRow named = weighing(999);
    named.name = u"ü"_s;
    QCOMPARE(store->append({named}, t0)->refused.size(), 1);
    named.payload.chop(1);
    QCOMPARE(store->append({named}, t0)->refused.size(), 0);
    QCOMPARE(store->counts()[0].bytes, 1000);
}

void TestOutboxStore::limitsAge()
{
    OutboxLimits limits;
    limits.contextAgeMs = 100;
    limits.commandAgeMs = 500;
    Subject store = make(limits);
    QVERIFY(store
                ->append({outboxRow(u"a"_s, "c1", t0), outboxRow(u"a"_s, "c2", t0 + 1),
                          outboxRow(u"a"_s, "k1", t0, OutboxKind::Command)},
                         t0 + 1)
                .hasValue());
    QVERIFY(store->expire(t0 + 100 * ms)->isEmpty());
    QCOMPARE(*store->expire(t0 + 100 * ms + 1),
             QList<OutboxDrop>({{u"a"_s, OutboxDropCause::Age, {1}, 2}}));
    QVERIFY(store->expire(t0 + 100 * ms + 1)->isEmpty());
    QCOMPARE(*store->expire(t0 + 500 * ms),
             QList<OutboxDrop>({{u"a"_s, OutboxDropCause::Age, {2}, 2}}));
    store.restart();
    QCOMPARE(payloads(waiting(*store, u"a"_s)), QList<QByteArray>({"k1"}));
    QCOMPARE(*store->expire(t0 + 500 * ms + 1),
             QList<OutboxDrop>({{u"a"_s, OutboxDropCause::Age, {3}, 2}}));
    QCOMPARE(store->destinations(), QStringList());
}

void TestOutboxStore::limitsAgeOnAppend()
{
    OutboxLimits limits;
    limits.contextAgeMs = 100;
    Subject store = make(limits);
    QVERIFY(
        store->append({outboxRow(u"a"_s, "old", t0), outboxRow(u"b"_s, "old", t0)}, t0).hasValue());
    // One that is too old already, and one that makes the waiting one be looked at.
    const auto appended =
        store->append({outboxRow(u"a"_s, "stale", t0 + 1), outboxRow(u"a"_s, "new", t0 + 200 * ms)},
                      t0 + 200 * ms);
    QCOMPARE(appended->ids, QList<qint64>({3, 4}));
    QCOMPARE(appended->drops, QList<OutboxDrop>({{u"a"_s, OutboxDropCause::Age, {1, 3}, 8}}));
    QCOMPARE(payloads(waiting(*store, u"a"_s)), QList<QByteArray>({"new"}));
    QCOMPARE(payloads(waiting(*store, u"b"_s)), QList<QByteArray>({"old"}));
}

void TestOutboxStore::dropsWithinABatch()
{
    Subject store = make(limitsOf(3, 1000));
    const auto appended = store->append(numbered(u"a"_s, 1, 10), t0);
    QCOMPARE(appended->ids.size(), 10);
    QCOMPARE(appended->drops,
             QList<OutboxDrop>({{u"a"_s, OutboxDropCause::Rows, {1, 2, 3, 4, 5, 6, 7}, 7}}));
    QCOMPARE(payloads(waiting(*store, u"a"_s)), QList<QByteArray>({"8", "9", "10"}));
    QCOMPARE(dropped(*store, u"a"_s).size(), 7);
    store.restart();
    QCOMPARE(payloads(waiting(*store, u"a"_s)), QList<QByteArray>({"8", "9", "10"}));
    QCOMPARE(dropped(*store, u"a"_s).size(), 7);
}

void TestOutboxStore::tellsEachCause()
{
    OutboxLimits limits = limitsOf(4, 10);
    limits.contextAgeMs = 1;
    Subject store = make(limits);
    // Weights 1, 1, 1, 6.
    QVERIFY(store
                ->append({outboxRow(u"a"_s, "1", t0 + ms), outboxRow(u"a"_s, "2", t0),
                          outboxRow(u"a"_s, "3", t0 + ms), outboxRow(u"a"_s, "444444", t0 + ms)},
                         t0)
                ->drops.isEmpty());
    // Row 2 is too old; five are left, one too many; and 6 + 2 + 3 is one byte too many with row 3.
    const auto appended = store->append(
        {outboxRow(u"a"_s, "55", t0 + ms), outboxRow(u"a"_s, "66", t0 + ms)}, t0 + ms + 1);
    QCOMPARE(appended->drops, QList<OutboxDrop>({{u"a"_s, OutboxDropCause::Age, {2}, 1},
                                                 {u"a"_s, OutboxDropCause::Rows, {1}, 1},
                                                 {u"a"_s, OutboxDropCause::Bytes, {3}, 1}}));
    QCOMPARE(payloads(waiting(*store, u"a"_s)), QList<QByteArray>({"444444", "55", "66"}));
    const auto gone = dropped(*store, u"a"_s);
    QCOMPARE(gone.size(), 3);
    QCOMPARE(gone[0].cause, OutboxDropCause::Rows);
    QCOMPARE(gone[1].cause, OutboxDropCause::Age);
    QCOMPARE(gone[2].cause, OutboxDropCause::Bytes);
    QCOMPARE(gone[1].row.payload, "2");
    QCOMPARE(gone[1].row.createdUs, t0);
    QCOMPARE(gone[1].droppedUs, t0 + ms + 1);
}

void TestOutboxStore::refusesSingleRows()
{
    Subject store = make(limitsOf(10, 1000));
    using Cause = OutboxRefusal::Cause;
    const QString longest(OutboxLimits::destinationBytes, u'x');
    const auto appended =
        store->append({outboxRow(u"a"_s, "first"), outboxRow(u"a"_s, QByteArray(1001, 'x')),
                       outboxRow({}, "nowhere"), outboxRow(longest + u'x', "too long"),
                       outboxRow(longest, "ok"), outboxRow(u"a"_s, "last")},
                      t0);
    QCOMPARE(appended->ids, QList<qint64>({1, 0, 0, 0, 2, 3}));
    QCOMPARE(appended->refused.size(), 3);
    QCOMPARE(appended->refused[0], (OutboxRefusal{1, Cause::RowTooLarge, u"a"_s, 1001, 1000}));
    QCOMPARE(appended->refused[1].index, 2);
    QCOMPARE(appended->refused[1].cause, Cause::NoDestination);
    QCOMPARE(appended->refused[2], (OutboxRefusal{3, Cause::DestinationTooLong, {}, 1025, 1024}));
    QVERIFY(appended->refused[0].text().contains(u"1001 bytes for \"a\""_s));
    QCOMPARE(payloads(waiting(*store, u"a"_s)), QList<QByteArray>({"first", "last"}));
    QCOMPARE(payloads(waiting(*store, longest)), QList<QByteArray>({"ok"}));
}

void TestOutboxStore::limitsDestinations()
{
    OutboxLimits limits;
    limits.destinations = 2;
    Subject store = make(limits);
    const auto appended = store->append({outboxRow(u"a"_s, "1"), outboxRow(u"b"_s, "2"),
                                         outboxRow(u"c"_s, "3"), outboxRow(u"a"_s, "4")},
                                        t0);
    QCOMPARE(appended->ids, QList<qint64>({1, 2, 0, 3}));
    QCOMPARE(appended->refused[0].cause, OutboxRefusal::Cause::TooManyDestinations);
    QCOMPARE(appended->refused[0].limit, 2);
    QCOMPARE(store->remove({2}), std::nullopt);
    QVERIFY(store->append({outboxRow(u"c"_s, "5")}, t0)->refused.isEmpty());
    QCOMPARE(store->append({outboxRow(u"b"_s, "6")}, t0)->refused.size(), 1);
}

void TestOutboxStore::appliesLoweredLimits()
{
    Subject store = make(limitsOf(10, 1000));
    QVERIFY(store->append(numbered(u"a"_s, 1, 9), t0).hasValue());
    store->setLimits(limitsOf(6, 1000));
    QCOMPARE(waiting(*store, u"a"_s).size(), 9);
    QCOMPARE(*store->expire(t0),
             QList<OutboxDrop>({{u"a"_s, OutboxDropCause::Rows, {1, 2, 3}, 3}}));
    store->setLimits(limitsOf(6, 4));
    QCOMPARE(store->append(numbered(u"b"_s, 1, 1), t0)->drops.size(), 0);
    QCOMPARE(*store->expire(t0), QList<OutboxDrop>({{u"a"_s, OutboxDropCause::Bytes, {4, 5}, 2}}));
}

void TestOutboxStore::keepsDroppedRowsForAWhile()
{
    OutboxLimits limits = limitsOf(1, 1000);
    limits.droppedRows = 3;
    limits.droppedBytes = 100;
    limits.droppedAgeMs = 50;
    Subject store = make(limits);
    QVERIFY(store->append(numbered(u"a"_s, 1, 4), t0).hasValue());
    QCOMPARE(dropped(*store, u"a"_s).size(), 3);
    QCOMPARE(store->counts()[0].droppedRows, 3);
    // The oldest dropped one makes room for the next one; of another destination, too.
    QVERIFY(store->append(numbered(u"b"_s, 5, 6), t0 + ms).hasValue());
    QCOMPARE(dropped(*store, u"a"_s).size(), 2);
    QCOMPARE(dropped(*store, u"b"_s).size(), 1);
    // What is too large by itself is not kept, and pushes nothing out in vain.
    QVERIFY(store->append({outboxRow(u"b"_s, QByteArray(101, 'x'))}, t0 + ms).hasValue());
    QVERIFY(store->append({outboxRow(u"b"_s, "7")}, t0 + ms).hasValue());
    QCOMPARE(dropped(*store, u"a"_s).size(), 1);
    QCOMPARE(dropped(*store, u"b"_s).size(), 2);
    // Size makes room, too.
    QVERIFY(store->append({outboxRow(u"b"_s, QByteArray(99, 'x'))}, t0 + ms).hasValue());
    QVERIFY(store->append({outboxRow(u"b"_s, "8")}, t0 + ms).hasValue());
    QCOMPARE(dropped(*store, u"a"_s).size(), 0);
    QCOMPARE(store->counts()[1].droppedRows, 2);
    store.restart();
    QCOMPARE(dropped(*store, u"b"_s).last().row.payload.size(), 99);
    QVERIFY(store->expire(t0 + 51 * ms)->isEmpty());
    QCOMPARE(dropped(*store, u"b"_s).size(), 2);
    QVERIFY(store->expire(t0 + 51 * ms + 1)->isEmpty());
    QCOMPARE(dropped(*store, u"b"_s).size(), 0);
    QCOMPARE(store->counts()[1].droppedRows, 0);
    QCOMPARE(store->counts()[1].rows, 1);
}

void TestOutboxStore::dropsAll()
{
    Subject store = make(limitsOf(3, 1000));
    QVERIFY(store->append(numbered(u"a"_s, 1, 5), t0).hasValue());
    QVERIFY(store->append(numbered(u"b"_s, 1, 5), t0).hasValue());
    QCOMPARE(*store->dropAll(u"a"_s), 3);
    QCOMPARE(*store->dropAll(u"nobody"_s), 0);
    QCOMPARE(waiting(*store, u"a"_s).size(), 0);
    QCOMPARE(dropped(*store, u"a"_s).size(), 0);
    store.restart();
    QCOMPARE(store->counts(), QList<OutboxCount>({{u"b"_s, 3, 3, t0, 3, 2, 10, 10}}));
}

void TestOutboxStore::tellsEarlierRunsApart()
{
    Subject store = make();
    QVERIFY(store->append(numbered(u"a"_s, 1, 2), t0).hasValue());
    QVERIFY(store->append(numbered(u"b"_s, 1, 2), t0).hasValue());
    QVERIFY(!waiting(*store, u"a"_s)[0].fromEarlierRun);
    QCOMPARE(*store->dropEarlierRun(u"a"_s), 0);
    store.restart();
    QVERIFY(store->append(numbered(u"a"_s, 3, 3), t0).hasValue());
    QCOMPARE(store->counts()[0].earlierRunRows, 2);
    QVERIFY(waiting(*store, u"a"_s)[1].fromEarlierRun);
    QVERIFY(!waiting(*store, u"a"_s)[2].fromEarlierRun);
    QCOMPARE(*store->dropEarlierRun(u"a"_s), 2);
    QCOMPARE(payloads(waiting(*store, u"a"_s)), QList<QByteArray>({"3"}));
    store->adoptEarlierRun(u"b"_s);
    QCOMPARE(store->counts()[1].earlierRunRows, 0);
    QVERIFY(!waiting(*store, u"b"_s)[0].fromEarlierRun);
    QCOMPARE(*store->dropEarlierRun(u"b"_s), 0);
    store.restart();
    QCOMPARE(store->counts()[1].earlierRunRows, 2);
}

void TestOutboxStore::remembersWhoWasHere()
{
    Subject store = make();
    QCOMPARE(store->seen(), QStringList());
    const QString tooLong(OutboxLimits::destinationBytes + 1, u'x');
    const QString longest = tooLong.chopped(1);
    QCOMPARE(store->noteSeen({u"a"_s, u""_s, u"b"_s, tooLong, u"c"_s}), std::nullopt);
    QCOMPARE(store->noteSeen({u"a"_s}), std::nullopt);
    QCOMPARE(store->noteSeen({u"c"_s, longest, u"ü"_s, u"c"_s}), std::nullopt);
    const QStringList expected = {u"b"_s, u"a"_s, longest, u"ü"_s, u"c"_s};
    QCOMPARE(store->seen(), expected);
    // They are nobody for whom something waits.
    QCOMPARE(store->counts(), QList<OutboxCount>());
    QCOMPARE(store->destinations(), QStringList());
    store.restart();
    QCOMPARE(store->seen(), expected);
    QVERIFY(store->append(numbered(u"b"_s, 1, 1), t0).hasValue());
    QVERIFY(store->dropAll(u"b"_s).hasValue());
    QCOMPARE(store->noteSeen({u"c"_s}), std::nullopt);
    store.restart();
    QCOMPARE(store->seen(), expected);

    QStringList many;
    for (int i = 0; i < OutboxLimits::seenDestinations - 2; ++i)
        many.append(QString::number(i));
    QCOMPARE(store->noteSeen(many), std::nullopt);
    const QStringList latest = QStringList{u"ü"_s, u"c"_s} + many;
    QCOMPARE(store->seen(), latest);
    store.restart();
    QCOMPARE(store->seen(), latest);
    QCOMPARE(store->noteSeen({u"new"_s}), std::nullopt);
    QCOMPARE(store->seen().first(), u"c"_s);
    store.restart();
    QCOMPARE(store->seen(), latest.sliced(1) + QStringList{u"new"_s});
}

void TestOutboxStore::doesNothingWithNothing()
{
    Subject store = make();
    QCOMPARE(*store->append({}, t0), OutboxAppended());
    QCOMPARE(store->remove({}), std::nullopt);
    QCOMPARE(store->noteTry({}), std::nullopt);
    QVERIFY(store->expire(t0)->isEmpty());
    QVERIFY(waiting(*store, u"a"_s).isEmpty());
    store->adoptEarlierRun(u"a"_s);
    QCOMPARE(*store->dropEarlierRun(u"a"_s), 0);
    QCOMPARE(store->counts(), QList<OutboxCount>());
}

QTEST_GUILESS_MAIN(TestOutboxStore)
#include "tst_outboxstore.moc"
