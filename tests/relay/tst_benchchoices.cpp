// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "relay/benchchoices.h"

#include <QList>
#include <QTest>

using namespace neuro::relay;

namespace {

TestBench answering(quint64 seed, int idlePercent = 0)
{
    TestBench bench;
    bench.autoAnswer = AutoAnswer{seed, 700, idlePercent};
    return bench;
}

QList<quint64> seedsOf(BenchChoices &choices, int count)
{
    QList<quint64> seeds;
    for (int i = 0; i < count; ++i)
        seeds.append(choices.drawSeed());
    return seeds;
}

int idleOf(int percent, int count)
{
    BenchChoices choices;
    choices.apply(answering(5, percent));
    int idle = 0;
    for (int i = 0; i < count; ++i)
        idle += choices.drawIdle() ? 1 : 0;
    return idle;
}

} // namespace

class TestBenchChoices : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theSameSeedChoosesTheSame()
    {
        BenchChoices a;
        BenchChoices b;
        a.apply(answering(1));
        b.apply(answering(1));
        const QList<quint64> seeds = seedsOf(a, 20);
        QCOMPARE(seedsOf(b, 20), seeds);
        a.apply(answering(2));
        QVERIFY(seedsOf(a, 20) != seeds);
    }

    void onlyWhatChangesBeginsAnew()
    {
        BenchChoices once;
        once.apply(answering(1));
        const QList<quint64> all = seedsOf(once, 10);
        BenchChoices twice;
        twice.apply(answering(1));
        QList<quint64> seeds = seedsOf(twice, 5);
        TestBench more = answering(1);
        more.toGamesMs = 100;
        more.likeNeuro = LikeNeuro{};
        twice.apply(more);
        QCOMPARE(seeds + seedsOf(twice, 5), all);
        twice.apply({});
        twice.apply(answering(1));
        QCOMPARE(seedsOf(twice, 10), all);
    }

    void leavesOutAsManyAsItShould()
    {
        QCOMPARE(idleOf(0, 1000), 0);
        QCOMPARE(idleOf(100, 1000), 1000);
        const int idle = idleOf(30, 10'000);
        QVERIFY2(idle > 2800 && idle < 3200, qPrintable(QString::number(idle)));
    }

    void thinksForTwoToTenSeconds()
    {
        TestBench bench = answering(1);
        BenchChoices choices;
        choices.apply(bench);
        QCOMPARE(choices.drawDelay(), 700'000);
        bench.likeNeuro = LikeNeuro{4};
        choices.apply(bench);
        qint64 shortest = choices.drawDelay();
        qint64 longest = shortest;
        for (int i = 0; i < 1000; ++i) {
            const qint64 delay = choices.drawDelay();
            shortest = std::min(shortest, delay);
            longest = std::max(longest, delay);
        }
        QVERIFY(shortest >= 2'000'000 && shortest < 2'100'000);
        QVERIFY(longest <= 10'000'000 && longest > 9'900'000);
    }
};

QTEST_APPLESS_MAIN(TestBenchChoices)
#include "tst_benchchoices.moc"
