// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "storage/outbox.h"
#include "storage/outboxfaults.h"
#include "storage/outboxsamples.h"

#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace neuro::relay;
using namespace neuro::test;
using namespace Qt::Literals::StringLiterals;
using neuro::storage::Outbox;
using neuro::storage::OutboxOpening;
using Cause = OutboxError::Cause;

namespace {

QList<NewOutboxRow> rowsOf(int count)
{
    QList<NewOutboxRow> rows;
    for (int i = 0; i < count; ++i)
        rows.append(outboxRow(u"a"_s, QByteArray::number(i)));
    return rows;
}

} // namespace

/// What the outbox does for those who have waited for its file: rows that were kept elsewhere, and
/// removals that failed.
class TestOutboxMending : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void takesOverRowsWithTheirIds();
    void removesLaterWhatItCannotRemoveNow();
    void remembersSoManyRemovals();
    void givesEarlierRowsIdsBelowThoseThatAreTaken();

private:
    QString file() const { return m_folder->filePath(u"data/outbox.sqlite"_s); }
    /// Leaves a file with `count` rows, closed.
    void fill(int count) const
    {
        Outbox outbox;
        QVERIFY(outbox.open(file()).hasValue());
        QVERIFY(outbox.append(rowsOf(count), t0).hasValue());
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestOutboxMending::takesOverRowsWithTheirIds()
{
    Outbox outbox;
    QVERIFY(outbox.open(file()).hasValue());
    QVERIFY(outbox.append(rowsOf(2), t0).hasValue());
    const QList<OutboxRow> rows = {
        {100, u"a"_s, u"Chess"_s, "x", t0, 3, false, OutboxKind::Context},
        {200, u"b"_s, QString(), "y", t0, 0, false, OutboxKind::Command},
        {201, u"a"_s, QString(), "z", t0, 0, false, OutboxKind::Context}};
    QCOMPARE(outbox.adopt(rows, t0)->ids, (QList<qint64>{100, 200, 201}));
    QCOMPARE(outbox.append(rowsOf(1), t0)->ids, QList<qint64>{202});
    QCOMPARE(waiting(outbox, u"a"_s).at(2), rows[0]);
    QVERIFY(outbox.open(file()).hasValue());
    QList<qint64> ids;
    for (const OutboxRow &row : waiting(outbox, u"a"_s))
        ids.append(row.id);
    QCOMPARE(ids, (QList<qint64>{1, 2, 100, 201, 202}));
    QCOMPARE(waiting(outbox, u"a"_s).at(2).tries, 3);
    QCOMPARE(waiting(outbox, u"b"_s).at(0).kind, OutboxKind::Command);
}

void TestOutboxMending::removesLaterWhatItCannotRemoveNow()
{
    fill(5);
    Outbox outbox;
    QVERIFY(outbox.open(file()).hasValue());
    {
        Stranger stranger(file());
        stranger.exec(u"BEGIN IMMEDIATE"_s);
        QVERIFY(outbox.remove({1, 2}).has_value());
        QCOMPARE(outbox.removeLater({1, 2}), 2);
        QCOMPARE(waiting(outbox, u"a"_s).size(), 3);
        // Still in the file, but another open() does not bring them back.
        QVERIFY(outbox.open(file()).hasValue());
        QCOMPARE(waiting(outbox, u"a"_s).size(), 3);
        QCOMPARE(outbox.settle()->cause, Cause::Locked);
        QCOMPARE(stranger.value(u"SELECT count(*) FROM outbox"_s), 5);
    }
    QCOMPARE(outbox.settle(), std::nullopt);
    QCOMPARE(Stranger(file()).value(u"SELECT count(*) FROM outbox"_s), 3);
    QCOMPARE(outbox.removeLater({3}), 1);
    QVERIFY(outbox.append(rowsOf(1), t0).hasValue());
    QCOMPARE(Stranger(file()).value(u"SELECT min(id) FROM outbox"_s), 4);
    QCOMPARE(outbox.removeLater({4}), 1);
    outbox.close();
    QCOMPARE(Stranger(file()).value(u"SELECT min(id) FROM outbox"_s), 5);
}

void TestOutboxMending::remembersSoManyRemovals()
{
    fill(2);
    Outbox outbox;
    QVERIFY(outbox.open(file()).hasValue());
    QList<qint64> ids;
    for (std::size_t i = 0; i < Outbox::removalsRemembered - 1; ++i)
        ids.append(1000 + static_cast<qint64>(i));
    ids += {1, 2};
    QCOMPARE(outbox.removeLater(ids), static_cast<qsizetype>(Outbox::removalsRemembered));
    QCOMPARE(waiting(outbox, u"a"_s).size(), 1);
}

void TestOutboxMending::givesEarlierRowsIdsBelowThoseThatAreTaken()
{
    fill(4);
    Stranger(file()).exec(u"UPDATE outbox SET id = id + 100 WHERE id > 2"_s);
    Outbox outbox;
    QVERIFY(outbox.open(file(), {103, OutboxOpening().lastEarlierId}).hasValue());
    const QList<OutboxRow> rows = waiting(outbox, u"a"_s);
    QList<QByteArray> expected;
    for (const NewOutboxRow &row : rowsOf(4))
        expected.append(row.payload);
    QCOMPARE(payloads(rows), expected);
    QCOMPARE(rows.first().id, 99);
    QCOMPARE(rows.last().id, 102);
    // Those that are below stay what they are.
    QVERIFY(outbox.open(file(), {103, 100}).hasValue());
    QCOMPARE(waiting(outbox, u"a"_s).last().id, 102);
    QCOMPARE(outbox.counts()[0].earlierRunRows, 2);
    QCOMPARE(outbox.counts()[0].lastEarlierRunId, 100);
}

QTEST_GUILESS_MAIN(TestOutboxMending)
#include "tst_outboxmending.moc"
