// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "simulation.h"

#include <QHashFunctions>
#include <QTest>

using namespace neuro::sim;
using namespace Qt::StringLiterals;

namespace {

#ifdef NEURO_RELAY_SANITIZED
constexpr quint64 seeds = 40; // Each takes twenty times as long.
#else
constexpr quint64 seeds = 200;
#endif
constexpr std::size_t stepsPerSeed = 20'000;

} // namespace

class TestSimulation : public QObject
{
    Q_OBJECT

public:
    /// The same seed is the same run in every process.
    static void initMain() { QHashSeed::setDeterministicGlobalSeed(); }

private Q_SLOTS:
    void invariantsHold()
    {
        const Sweep result = sweep(1, seeds, stepsPerSeed);
        if (result.failingSeed) {
            // At once: shrinking takes its time, and may be cut short.
            qCritical("seed %llu fails after %zu steps: %ls", *result.failingSeed,
                      result.failure.steps, qUtf16Printable(result.failure.violation));
            const Script shortest = shrink(
                {*result.failingSeed, Fault::None, generate(*result.failingSeed, stepsPerSeed)});
            QFAIL(
                qPrintable(u"seed %1: %2\n%3"_s.arg(*result.failingSeed)
                               .arg(run(shortest).violation, QString::fromUtf8(toText(shortest)))));
        }
        QCOMPARE(result.runs, seeds);
        // It was about something.
        QVERIFY(result.tally.contexts > seeds * 500);
        QVERIFY(result.tally.rows > seeds * 50);
        QVERIFY(result.tally.forces > seeds * 10);
        QVERIFY(result.tally.actions > seeds * 50);
        QVERIFY(result.tally.results > seeds * 50);
        QVERIFY(result.tally.commands > seeds * 100);
        QVERIFY(result.tally.choices > seeds * 5);
        QVERIFY(result.tally.orders > seeds * 5);
        QVERIFY(result.tally.restrictions > seeds * 20);
        QVERIFY(result.tally.shutOut > seeds * 5);
        QVERIFY(result.tally.told > seeds * 20);
        QVERIFY(result.tally.memoryRows > seeds * 5);
        QVERIFY(result.tally.benchForces > seeds);
        QVERIFY(result.tally.hostile > seeds * 20);
        QVERIFY(result.tally.delayed > seeds * 500);
        QVERIFY(result.tally.refusals > seeds / 2);
        QVERIFY(result.tally.leftOut > seeds);
    }

    void scriptsAreReadAsTheyAreWritten()
    {
        const Script script{7, Fault::WrongGame, generate(7, 500)};
        const auto read = scriptFromText(toText(script));
        QVERIFY(read.has_value());
        QCOMPARE(read->seed, script.seed);
        QCOMPARE(read->fault, script.fault);
        QVERIFY(read->steps == script.steps);
        QVERIFY(!scriptFromText("seed 7 none\ndance 1 2 3\n").has_value());
        QVERIFY(!scriptFromText("seed x none\n").has_value());
        QVERIFY(!scriptFromText("seed 7 haste\n").has_value());
    }

    void aReplayIsTheSameRun()
    {
        const Outcome generated = run(11, 4000);
        const Outcome replayed = run(Script{11, Fault::None, generate(11, 4000)});
        QCOMPARE(replayed.violation, generated.violation);
        QCOMPARE(replayed.tally.results, generated.tally.results);
        QCOMPARE(replayed.tally.contexts, generated.tally.contexts);
    }

    void aFailureIsShrunk()
    {
        Script failing{1, Fault::RepeatForce, generate(1, 3000)};
        while (run(failing).violation.isEmpty())
            failing = {failing.seed + 1, Fault::RepeatForce, generate(failing.seed + 1, 3000)};
        const Script shortest = shrink(failing, 400);
        QVERIFY(!run(shortest).violation.isEmpty());
        QVERIFY2(shortest.steps.size() < 200,
                 qPrintable(u"%1 steps are left"_s.arg(shortest.steps.size())));
    }
};

QTEST_GUILESS_MAIN(TestSimulation)
#include "tst_simulation.moc"
