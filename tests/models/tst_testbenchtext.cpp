// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "models/testbenchtext.h"

#include <QLocale>
#include <QTest>

using namespace neuro;
using namespace Qt::Literals::StringLiterals;
using models::testBenchText;

/// What the window says of the test bench.
class TestTestBenchText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cleanup() { QLocale::setDefault(QLocale::c()); }

    void nothingIsSaidOfNothing() { QCOMPARE(testBenchText({}), QString()); }

    void delays_data()
    {
        QTest::addColumn<int>("to");
        QTest::addColumn<int>("from");
        QTest::addColumn<QString>("text");
        QTest::newRow("to games") << 2000 << 0 << u"messages to games are held back 2.0 s"_s;
        QTest::newRow("from games") << 0 << 10'000 << u"messages from games are held back 10.0 s"_s;
        QTest::newRow("both") << 300 << 300
                              << u"messages to and from games are held back 0.3 s each way"_s;
        QTest::newRow("different")
            << 250 << 1005 << u"messages to games are held back 0.25 s, those from games 1.005 s"_s;
    }
    void delays()
    {
        QFETCH(int, to);
        QFETCH(int, from);
        relay::TestBench bench;
        bench.toGamesMs = to;
        bench.fromGamesMs = from;
        QTEST(testBenchText(bench), "text");
    }

    void forces()
    {
        relay::TestBench bench;
        bench.ignoreForces = true;
        QCOMPARE(testBenchText(bench), u"forces are ignored"_s);
        bench = {};
        bench.autoAnswer = relay::AutoAnswer{7, 0, 0};
        QCOMPARE(testBenchText(bench), u"forces are answered automatically at once"_s);
        bench.autoAnswer->idlePercent = 20;
        QCOMPARE(testBenchText(bench),
                 u"forces are answered automatically at once, 20% of them never"_s);
        bench.autoAnswer->delayMs = 500;
        QCOMPARE(testBenchText(bench),
                 u"forces are answered automatically after 0.5 s, 20% of them never"_s);
        bench = {};
        bench.likeNeuro.emplace();
        QCOMPARE(testBenchText(bench), u"forces are treated as the real Neuro does"_s);
        bench.autoAnswer = relay::AutoAnswer{7, 0, 0}; // Her time counts.
        QCOMPARE(testBenchText(bench), u"forces are treated as the real Neuro does"_s);
        bench.autoAnswer->idlePercent = 5;
        QCOMPARE(testBenchText(bench),
                 u"forces are treated as the real Neuro does, 5% of them never answered"_s);
        bench.ignoreForces = true;
        QCOMPARE(testBenchText(bench), u"forces are ignored"_s);
    }

    void hostileMessages()
    {
        relay::TestBench bench;
        bench.hostile.emplace();
        QCOMPARE(testBenchText(bench), u"the hostile Neuro is on, but sends nothing"_s);
        bench.hostile->malformed = 30;
        QCOMPARE(testBenchText(bench), u"each game is sent malformed messages (30 a minute)"_s);
        bench.hostile->unknown = 5;
        bench.hostile->unregistered = 600;
        QCOMPARE(testBenchText(bench),
                 u"each game is sent malformed messages (30 a minute), unknown actions (5 a "
                 u"minute), actions just unregistered (600 a minute)"_s);
    }

    void everythingAtOnce()
    {
        relay::TestBench bench;
        bench.toGamesMs = 2000;
        bench.autoAnswer = relay::AutoAnswer{1, 500, 0};
        bench.hostile = relay::HostileNeuro{1, 0, 6, 0};
        QCOMPARE(testBenchText(bench), u"messages to games are held back 2.0 s; forces are "
                                       u"answered automatically after 0.5 s; each game is sent "
                                       u"unknown actions (6 a minute)"_s);
    }

    void numbersAreThoseOfTheCountry()
    {
        QLocale::setDefault(QLocale(QLocale::French, QLocale::France));
        relay::TestBench bench;
        bench.fromGamesMs = 1500;
        QCOMPARE(testBenchText(bench), u"messages from games are held back 1,5 s"_s);
    }
};

QTEST_GUILESS_MAIN(TestTestBenchText)
#include "tst_testbenchtext.moc"
