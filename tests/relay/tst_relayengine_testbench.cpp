// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "enginefixture.h"

#include <QSet>
#include <QTest>

using namespace neuro;
using namespace neuro::relay;
using namespace neuro::relay::testing;
using namespace Qt::StringLiterals;

namespace {

TestBench answering(int delayMs, int idlePercent = 0, quint64 seed = 1)
{
    TestBench bench;
    bench.autoAnswer = AutoAnswer{seed, delayMs, idlePercent};
    return bench;
}

TestBench ignoring()
{
    TestBench bench;
    bench.ignoreForces = true;
    return bench;
}

TestBench onlyDelayed(int toGamesMs, int fromGamesMs)
{
    TestBench bench;
    bench.toGamesMs = toGamesMs;
    bench.fromGamesMs = fromGamesMs;
    return bench;
}

/// A game with three actions, and every force answered at once by `first` unless the bench is on.
class Bench : public EngineFixture
{
public:
    explicit Bench(EngineSettings settings = withDeciders({{Decider::First, 0}}))
        : EngineFixture(std::move(settings))
    {
        chess = connectGame(u"Chess"_s, {u"move"_s, u"pass"_s, u"resign"_s});
    }

    OperatorEvent set(const TestBench &bench) { return execute(SetTestBench{bench}); }
    void open() { force(chess, {u"move"_s, u"pass"_s, u"resign"_s}); }
    QString stateOf(ForceId id) const { return forceStates(id).last(); }
    ForceEvent last(ForceId id) const
    {
        ForceEvent last;
        for (const ForceEvent &event : all<ForceEvent>()) {
            if (event.id == id)
                last = event;
        }
        return last;
    }
    /// The actions that the game is sent for `count` forces, one after another.
    QStringList choices(int count)
    {
        QStringList names;
        for (int i = 0; i < count; ++i) {
            const auto before = all<ActionEvent>().size();
            open();
            advance(1000);
            const auto sent = all<ActionEvent>();
            names.append(sent.size() == before ? QString() : sent.last().action);
            for (const QString &id : takeActionIds(chess))
                result(chess, id, true);
        }
        return names;
    }

    PeerId chess = 0;
};

} // namespace

/// The settings of the test bench, and what it does with forces.
class TestRelayEngineTestBench : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isToldWhenItChanges()
    {
        Bench f;
        QCOMPARE(f.set(answering(700)).code, CommandError::None);
        QCOMPARE(f.all<TestBenchEvent>().size(), 1);
        QCOMPARE(f.all<TestBenchEvent>().last().bench, answering(700));
        QVERIFY(!f.all<TestBenchEvent>().last().byUpstream);
        f.set(answering(700));
        QCOMPARE(f.all<TestBenchEvent>().size(), 1);
        f.execute(TakeSnapshot{});
        QCOMPARE(f.all<SnapshotEvent>().last().testBench, answering(700));
        f.set({});
        QVERIFY(f.all<TestBenchEvent>().last().bench.isOff());
        f.execute(TakeSnapshot{});
        QVERIFY(f.all<SnapshotEvent>().last().testBench.isOff());
    }

    void theLogSaysWhatWasSet()
    {
        Bench f;
        const OperatorEvent done = f.set(answering(700, 5));
        QCOMPARE(done.what, u"set_test_bench"_s);
        QCOMPARE(done.detail, u"auto_answer seed 1 delay 700 idle 5"_s);
        QCOMPARE(f.set({}).detail, QString());
    }

    void nothingIsTurnedOnBesideAnUpstream_data()
    {
        QTest::addColumn<int>("which");
        for (int which = 0; which < 6; ++which)
            QTest::addRow("setting %d", which) << which;
    }

    void nothingIsTurnedOnBesideAnUpstream()
    {
        QFETCH(int, which);
        TestBench bench;
        bench.toGamesMs = which == 0 ? 1 : 0;
        bench.fromGamesMs = which == 1 ? 1 : 0;
        bench.ignoreForces = which == 2;
        if (which == 3)
            bench.autoAnswer = AutoAnswer{};
        if (which == 4)
            bench.hostile = HostileNeuro{};
        if (which == 5)
            bench.likeNeuro = LikeNeuro{};
        Bench f(withUpstream());
        QCOMPARE(f.set(bench).code, CommandError::None); // It is configured only.
        f.set({});
        f.connectUpstream();
        const OperatorEvent refused = f.set(bench);
        QCOMPARE(refused.code, CommandError::UpstreamConnected);
        QVERIFY2(refused.error.english().contains(u"disconnect it first"_s),
                 qPrintable(refused.error.english()));
        QCOMPARE(f.all<TestBenchEvent>().size(), 2);
        QCOMPARE(f.set({}).code, CommandError::None);
        f.disconnectUpstream();
        QCOMPARE(f.set(bench).code, CommandError::None);
    }

    void whatIsOutOfRangeIsRefused_data()
    {
        QTest::addColumn<TestBench>("bench");
        QTest::addColumn<QString>("named");
        QTest::newRow("to games") << onlyDelayed(10'001, 0) << u"10001 ms"_s;
        QTest::newRow("negative") << onlyDelayed(-1, 0) << u"-1 ms"_s;
        QTest::newRow("from games") << onlyDelayed(0, 10'001) << u"10001 ms"_s;
        QTest::newRow("answer") << answering(10'001) << u"after 10001 ms"_s;
        QTest::newRow("negative answer") << answering(-1) << u"after -1 ms"_s;
        QTest::newRow("idle") << answering(0, 101) << u"101 of 100"_s;
        for (int which = 0; which < 3; ++which) {
            TestBench bench;
            bench.hostile =
                HostileNeuro{1, which == 0 ? 601 : 0, which == 1 ? 601 : 0, which == 2 ? 601 : 0};
            QTest::addRow("hostile %d", which) << bench << u"601 hostile"_s;
        }
    }

    void whatIsOutOfRangeIsRefused()
    {
        QFETCH(TestBench, bench);
        QFETCH(QString, named);
        Bench f;
        f.set(onlyDelayed(10'000, 10'000));
        const OperatorEvent refused = f.set(bench);
        QCOMPARE(refused.code, CommandError::OutOfRange);
        QVERIFY2(refused.error.english().contains(named), qPrintable(refused.error.english()));
        QCOMPARE(f.all<TestBenchEvent>().size(), 1); // It is as before.
    }

    void anUpstreamTurnsItOff()
    {
        Bench f(withUpstream({{Decider::Upstream, 0}}));
        TestBench bench = onlyDelayed(5000, 5000);
        bench.ignoreForces = true;
        f.open();
        f.set(bench);
        f.execute(AskToReregister{f.chess});
        f.execute(AskToShutDown{f.chess});
        f.registerActions(f.chess, {u"late"_s});
        f.send(f.chess, "context", R"({"message":"one","silent":true})");
        QVERIFY(f.takeSent(f.chess).isEmpty());
        f.connectUpstream();
        const TestBenchEvent told = f.all<TestBenchEvent>().last();
        QVERIFY(told.bench.isOff() && told.byUpstream);
        // What was delayed goes on, in order, before anything is said to upstream.
        const QByteArrayList sent = f.takeSent(f.chess);
        QCOMPARE(sent.size(), 2);
        QVERIFY(sent.at(0).contains("reregister_all"));
        QVERIFY(sent.at(1).contains("shutdown/graceful"));
        f.serveOutbox();
        const QByteArray up = f.takeUp().join('\n');
        QVERIFY2(up.contains("chess--late"), up.constData());
        QVERIFY(up.contains("one"));
        QVERIFY(up.contains("actions/force")); // Nobody ignores it any more.
        QCOMPARE(f.engine.census().delayedFromGames, 0);
        QCOMPARE(f.engine.census().delayedToGames, 0);
        f.disconnectUpstream();
        QCOMPARE(f.all<TestBenchEvent>().size(), 2); // It stays off.
    }

    void anUpstreamTellsNothingOfABenchThatIsOff()
    {
        Bench f(withUpstream());
        f.connectUpstream();
        QVERIFY(f.all<TestBenchEvent>().isEmpty());
    }

    void ignoredForcesWait()
    {
        Bench f;
        f.set(ignoring());
        f.open();
        f.open();
        f.advance(3'600'000);
        QVERIFY(f.takeSent(f.chess).isEmpty());
        QCOMPARE(f.forceStates(1), QStringList{u"waiting"_s});
        QCOMPARE(f.forceStates(2), QStringList{u"waiting"_s});
        QCOMPARE(f.last(1).decider, std::nullopt);
        f.send(f.chess, "actions/unregister", R"({"action_names":["move","pass","resign"]})");
        QCOMPARE(f.stateOf(1), u"withdrawn"_s);
        QCOMPARE(f.engine.census().forces, 0);
    }

    void ignoringTakesBackWhatIsAsked()
    {
        Bench f(withDeciders({{Decider::Operator, 5000}, {Decider::First, 0}}));
        f.open();
        QCOMPARE(f.stateOf(1), u"asked"_s);
        f.set(ignoring());
        QCOMPARE(f.stateOf(1), u"waiting"_s);
        QCOMPARE(f.last(1).deadline, 0);
        f.advance(60'000);
        QCOMPARE(f.stateOf(1), u"waiting"_s);
        f.execute(SetDeciders{{Decider::First}});
        QCOMPARE(f.stateOf(1), u"waiting"_s);
        f.set({});
        QCOMPARE(f.takeActionIds(f.chess).size(), 1);
        QCOMPARE(f.stateOf(1), u"answered"_s);
    }

    void anIgnoredForceIsAnsweredByHand()
    {
        Bench f;
        f.set(ignoring());
        f.open();
        QCOMPARE(f.execute(AnswerForce{1, u"pass"_s, {}, false}).code, CommandError::None);
        f.result(f.chess, f.takeActionIds(f.chess).first(), false, "no");
        QCOMPARE(f.stateOf(1), u"asked"_s); // The operator decides it from here on.
        QCOMPARE(f.last(1).decider, Decider::Operator);
        f.set({});
        QCOMPARE(f.last(1).decider, Decider::Operator);
        f.execute(AnswerForce{1, u"pass"_s, {}, false});
        f.result(f.chess, f.takeActionIds(f.chess).first(), true);
        QCOMPARE(f.stateOf(1), u"succeeded"_s);
    }

    void whatIsRefusedWhileForcesAreIgnoredWaits()
    {
        Bench f;
        f.open(); // Answered by `first`.
        f.set(ignoring());
        f.result(f.chess, f.takeActionIds(f.chess).first(), false, "no");
        QCOMPARE(f.stateOf(1), u"waiting"_s);
        f.advance(60'000);
        QVERIFY(f.takeSent(f.chess).isEmpty());
        f.set({});
        QCOMPARE(f.stateOf(1), u"answered"_s);
    }

    void answersInPlaceOfAllDeciders()
    {
        Bench f(withDeciders({{Decider::Operator, 1}, {Decider::First, 0}}));
        f.set(answering(700));
        f.open();
        QCOMPARE(f.last(1).decider, Decider::Random);
        f.advance(699);
        QVERIFY(f.takeSent(f.chess).isEmpty());
        f.advance(1);
        const QStringList ids = f.takeActionIds(f.chess);
        QCOMPARE(ids.size(), 1);
        QCOMPARE(f.all<ActionEvent>().last().source, ActionSource::Random);
        f.result(f.chess, ids.first(), true);
        QCOMPARE(f.stateOf(1), u"succeeded"_s);
    }

    void answersWithValidData()
    {
        Bench f;
        f.set(answering(0));
        f.registerActions(f.chess, {u"pick"_s},
                          R"({"type":"object","properties":{"n":{"enum":[4]}},"required":["n"]})");
        f.force(f.chess, {u"pick"_s});
        f.advance(0);
        QCOMPARE(f.all<ActionEvent>().last().data, QByteArray(R"({"n":4})"));
    }

    void whatNobodyCouldAnswerEnds()
    {
        Bench f;
        f.set(answering(0));
        f.registerActions(f.chess, {u"never"_s},
                          R"({"type":"object","properties":{"n":false},"required":["n"]})");
        f.force(f.chess, {u"never"_s});
        f.advance(0);
        QCOMPARE(f.stateOf(1), u"timeout"_s);
        QVERIFY(f.last(1).detail.english().contains(u"never"_s));
    }

    void theSameSeedAnswersTheSame()
    {
        const auto run = [](quint64 seed, int before) {
            Bench f(withDeciders({{Decider::Random, 0}}));
            f.choices(before);
            f.set(answering(200, 20, seed));
            return f.choices(30);
        };
        const QStringList once = run(5, 0);
        QCOMPARE(run(5, 3), once); // What was before does not count.
        QVERIFY(run(6, 0) != once);
        QVERIFY(QSet<QString>(once.begin(), once.end()).size() == 4);
    }

    void someForcesGetNoAnswer()
    {
        Bench f;
        f.set(answering(100, 100));
        f.open();
        f.advance(600'000);
        QCOMPARE(f.forceStates(1), QStringList{u"waiting"_s});
        // They keep no other from being answered, and are drawn anew when that changes.
        f.set(answering(100, 0));
        f.open();
        QCOMPARE(f.stateOf(1), u"asked"_s);
        f.advance(100);
        f.result(f.chess, f.takeActionIds(f.chess).first(), true);
        f.advance(100);
        f.result(f.chess, f.takeActionIds(f.chess).first(), true);
        QCOMPARE(f.engine.census().forces, 0);
    }

    void anIdleForceKeepsNoOtherWaiting()
    {
        Bench f;
        f.set(answering(10, 50));
        for (int i = 0; i < 8; ++i) {
            f.open();
            f.advance(1000);
            for (const QString &id : f.takeActionIds(f.chess))
                f.result(f.chess, id, true);
        }
        const int idle = f.engine.census().forces;
        QVERIFY2(idle > 0 && idle < 8, qPrintable(QString::number(idle)));
    }

    void aRefusedAnswerIsTriedAgain()
    {
        EngineSettings settings = withDeciders({{Decider::First, 0}});
        settings.forceRetries = 2;
        Bench f(settings);
        f.set(answering(100));
        f.open();
        for (int attempt = 0; attempt < 3; ++attempt) {
            f.advance(99);
            QVERIFY(f.takeActionIds(f.chess).isEmpty());
            f.advance(1);
            const QStringList ids = f.takeActionIds(f.chess);
            QCOMPARE(ids.size(), 1);
            f.result(f.chess, ids.first(), false, "no");
        }
        QCOMPARE(f.stateOf(1), u"timeout"_s);
        QVERIFY(f.last(1).detail.english().contains(u"refused 3"_s));
        QCOMPARE(f.last(1).failures, 3);
        f.advance(1000);
        QVERIFY(f.takeActionIds(f.chess).isEmpty());
    }

    void turnedOffTheDecidersGoOn()
    {
        Bench f(withDeciders({{Decider::Operator, 0}}));
        f.set(answering(5000));
        f.open();
        f.advance(1000);
        f.set({});
        QCOMPARE(f.stateOf(1), u"asked"_s);
        QCOMPARE(f.last(1).decider, Decider::Operator);
        f.advance(10'000);
        QVERIFY(f.takeSent(f.chess).isEmpty());
    }

    void turnedOffWhileAResultIsAwaited()
    {
        Bench f(withDeciders({{Decider::Operator, 0}, {Decider::First, 0}}));
        f.set(answering(0));
        f.open();
        f.advance(0);
        f.set({});
        QCOMPARE(f.stateOf(1), u"answered"_s);
        f.result(f.chess, f.takeActionIds(f.chess).first(), false, "no");
        QCOMPARE(f.stateOf(1), u"asked"_s);
        QCOMPARE(f.last(1).decider, Decider::Operator); // The first of them.
    }

    /// The bench has no part in what was answered before it was turned on.
    void whoeverHadAnsweredGoesOnFromThere_data()
    {
        QTest::addColumn<bool>("isBenchUsed");
        QTest::newRow("without it") << false;
        QTest::newRow("with it") << true;
    }

    void whoeverHadAnsweredGoesOnFromThere()
    {
        QFETCH(const bool, isBenchUsed);
        const EngineSettings settings =
            withDeciders({{Decider::Operator, 1000}, {Decider::First, 0}});
        Bench f(settings);
        f.open();
        f.advance(1000);
        QCOMPARE(f.last(1).decider, Decider::First);
        if (isBenchUsed) {
            f.set(answering(0));
            f.set({});
        }
        int answers = 0;
        for (QStringList ids = f.takeActionIds(f.chess); !ids.isEmpty() && answers < 100;
             ids = f.takeActionIds(f.chess)) {
            ++answers;
            f.result(f.chess, ids.first(), false, "no");
        }
        QCOMPARE(f.stateOf(1), u"timeout"_s);
        QCOMPARE(answers, settings.forceRetries + 1); // Nobody is asked a second time.
    }

    void theOperatorsForcesStayHis()
    {
        Bench f(withDeciders({{Decider::Operator, 0}}));
        f.open();
        f.execute(TakeOverForce{1});
        f.set(answering(0));
        f.advance(1000);
        QVERIFY(f.takeSent(f.chess).isEmpty());
        QCOMPARE(f.last(1).decider, Decider::Operator);
    }

    void aHeldForceStaysHeld()
    {
        Bench f(withDeciders({{Decider::Operator, 0}}));
        f.open();
        f.execute(HoldForce{1, true});
        f.set(answering(100));
        f.advance(1000);
        QCOMPARE(f.stateOf(1), u"held"_s);
        f.execute(HoldForce{1, false});
        f.advance(100);
        QCOMPARE(f.stateOf(1), u"answered"_s);
    }

    void ignoringWinsOverAnswering()
    {
        Bench f;
        TestBench bench = answering(0);
        bench.ignoreForces = true;
        bench.likeNeuro = LikeNeuro{};
        f.set(bench);
        f.open();
        f.open();
        f.advance(60'000);
        QCOMPARE(f.forceStates(1), QStringList{u"waiting"_s});
        QCOMPARE(f.forceStates(2), QStringList{u"waiting"_s});
    }

    void settingsThatChangeLeaveItAlone()
    {
        Bench f;
        f.set(answering(1000));
        f.open();
        EngineSettings other = withDeciders({{Decider::Operator, 0}});
        f.advance(400);
        f.engine.setSettings(other, f.now);
        f.execute(SetDeciders{{Decider::First}});
        QCOMPARE(f.stateOf(1), u"asked"_s);
        QCOMPARE(f.last(1).decider, Decider::Random);
        f.advance(600); // Its time does not begin anew.
        QCOMPARE(f.takeActionIds(f.chess).size(), 1);
    }
};

QTEST_APPLESS_MAIN(TestRelayEngineTestBench)
#include "tst_relayengine_testbench.moc"
