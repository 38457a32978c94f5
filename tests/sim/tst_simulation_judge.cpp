// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "outboxdriver.h"
#include "simulation.h"

#include <QHashFunctions>
#include <QTest>

using namespace neuro::sim;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 minute = 60'000'000; // In microseconds, as the outbox counts.
constexpr quint64 mostSeeds = 400;
#ifdef NEURO_RELAY_SANITIZED
constexpr int enoughRuns = 2; // Each takes twenty times as long.
#else
constexpr int enoughRuns = 8;
#endif

} // namespace

/// Whether the simulation can fail: every invariant is broken once.
class TestSimulationJudge : public QObject
{
    Q_OBJECT

public:
    /// The same seed is the same run in every process.
    static void initMain() { QHashSeed::setDeterministicGlobalSeed(); }

private Q_SLOTS:
    void plantedFaultsAreNoticed_data()
    {
        QTest::addColumn<Fault>("fault");
        for (std::size_t i = 1; i < faultNames.size(); ++i)
            QTest::newRow(faultNames[i]) << static_cast<Fault>(i);
    }

    void plantedFaultsAreNoticed()
    {
        QFETCH(const Fault, fault);
        int judged = 0;
        for (quint64 seed = 1; seed <= mostSeeds && judged < enoughRuns; ++seed) {
            const Outcome outcome = run(seed, 3000, fault);
            // Nothing else is wrong.
            QVERIFY2(outcome.hasFaulted || outcome.violation.isEmpty(),
                     qPrintable(outcome.violation));
            // A connection that ends after the fault covers it.
            if (!outcome.hasHeld)
                continue;
            ++judged;
            QVERIFY2(!outcome.violation.isEmpty(), qPrintable(u"seed %1: not noticed"_s.arg(seed)));
        }
        QVERIFY2(judged == enoughRuns, qPrintable(u"only %1 runs are about it"_s.arg(judged)));
    }

    void ageIsJudgedByTheKindOfTheRow_data()
    {
        using neuro::relay::OutboxKind;
        QTest::addColumn<OutboxKind>("kind");
        QTest::addColumn<qint64>("age");
        QTest::addColumn<bool>("isTooEarly");
        QTest::newRow("young context") << OutboxKind::Context << 9 * minute << true;
        QTest::newRow("old context") << OutboxKind::Context << 11 * minute << false;
        QTest::newRow("young command") << OutboxKind::Command << 11 * minute << true;
        QTest::newRow("old command") << OutboxKind::Command << 1441 * minute << false;
    }

    void ageIsJudgedByTheKindOfTheRow()
    {
        QFETCH(const neuro::relay::OutboxKind, kind);
        QFETCH(const qint64, age);
        QFETCH(const bool, isTooEarly);
        const qint64 now = 2000 * minute;
        OutboxDriver driver({});
        neuro::relay::NewOutboxRow row;
        row.destination = u"integration:Spotify"_s;
        row.payload = "{}";
        row.createdUs = now - age;
        row.kind = kind;
        driver.ask(neuro::relay::KeepInOutbox{1, row});
        driver.work(1, row.createdUs);
        QVERIFY(driver.dropOne(now, neuro::relay::OutboxDropCause::Age, row.destination));
        QCOMPARE(driver.hasDroppedWithoutNeed(), isTooEarly);
    }

    void theLimitsAreJudged_data()
    {
        using neuro::relay::OutboxLimits;
        QTest::addColumn<OutboxLimits>("limits");
        OutboxLimits rows;
        rows.rows = 3;
        OutboxLimits bytes;
        bytes.bytes = 30;
        QTest::newRow("rows") << rows;
        QTest::newRow("bytes") << bytes;
    }

    /// Three rows of ten bytes may wait.
    void theLimitsAreJudged()
    {
        QFETCH(const neuro::relay::OutboxLimits, limits);
        neuro::relay::NewOutboxRow row;
        row.destination = u"integration:Spotify"_s;
        row.payload = "0123456789";
        const auto keep = [&row](OutboxDriver &driver, quint64 count) {
            for (quint64 ticket = 1; ticket <= count; ++ticket)
                driver.ask(neuro::relay::KeepInOutbox{ticket, row});
            driver.work(count, 0);
        };
        OutboxDriver fair(limits);
        keep(fair, 5);
        QCOMPARE(fair.rows(row.destination).size(), 3);
        QVERIFY(!fair.hasDroppedWithoutNeed());
        QVERIFY(!fair.hasExceededLimit());
        QVERIFY(fair.dropOne(0, neuro::relay::OutboxDropCause::Bytes, row.destination));
        QVERIFY(fair.hasDroppedWithoutNeed());
        OutboxDriver generous(limits);
        generous.raiseLimits();
        keep(generous, 5);
        QVERIFY(generous.hasExceededLimit());
    }

    void whatIsInMemoryIsLostByARestartOnly()
    {
        using Mood = OutboxDriver::Mood;
        neuro::relay::NewOutboxRow row;
        row.destination = u"integration:Spotify"_s;
        row.payload = "{}";
        OutboxDriver driver({});
        const auto keep = [&](quint64 ticket) {
            driver.ask(neuro::relay::KeepInOutbox{ticket, row});
            driver.work(1, 0);
        };
        keep(1);
        driver.setMood(Mood::Gone);
        keep(2);
        QCOMPARE(driver.rows(row.destination).size(), 2);
        driver.setMood(Mood::Well); // It moves into the file.
        driver.setMood(Mood::Memory);
        keep(3);
        QCOMPARE(driver.memoryRows().size(), 1);
        QCOMPARE(driver.restart().size(), 1);
        QCOMPARE(driver.rows(row.destination).size(), 2);
    }
};

QTEST_GUILESS_MAIN(TestSimulationJudge)
#include "tst_simulation_judge.moc"
