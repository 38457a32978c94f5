// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "enginefixture.h"

#include <QTest>

using namespace neuro;
using namespace neuro::relay;
using namespace neuro::relay::testing;
using namespace Qt::StringLiterals;

namespace {

TestBench likeNeuro(quint64 seed = 1)
{
    TestBench bench;
    bench.likeNeuro = LikeNeuro{seed};
    return bench;
}

/// Two games, whose forces somebody like Neuro decides.
class LikeNeuroBench : public EngineFixture
{
public:
    explicit LikeNeuroBench(EngineSettings settings = withDeciders({{Decider::First, 0}}),
                            const TestBench &bench = likeNeuro())
        : EngineFixture(std::move(settings))
    {
        chess = connectGame(u"Chess"_s, {u"move"_s});
        go = connectGame(u"Go"_s, {u"place"_s, u"pass"_s});
        execute(SetTestBench{bench});
    }

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
    /// When she acts, at the latest.
    void think() { advance(10'000); }
    /// Until the millisecond in which she answers the force.
    void think(ForceId id) { advance((last(id).deadline - now.mono + 999) / microsPerMs); }

    PeerId chess = 0;
    PeerId go = 0;
};

} // namespace

/// The mode of the test bench in which forces are decided as the real Neuro decides them.
class TestRelayEngineLikeNeuro : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void shePonders()
    {
        LikeNeuroBench f;
        f.force(f.chess, {u"move"_s});
        const qint64 thinks = f.last(1).deadline - f.last(1).askedAt;
        QVERIFY(thinks >= 2'000'000 && thinks <= 10'000'000);
        f.advance(1999);
        QVERIFY(f.takeSent(f.chess).isEmpty());
        f.think();
        QCOMPARE(f.takeActionIds(f.chess).size(), 1);
        QCOMPARE(f.all<ActionEvent>().last().source, ActionSource::Random);
    }

    void theSameSeedThinksTheSame()
    {
        const auto run = [](quint64 seed) {
            LikeNeuroBench f(withDeciders({{Decider::First, 0}}), likeNeuro(seed));
            QStringList told;
            for (int i = 0; i < 20; ++i) {
                f.force(f.go, {u"place"_s, u"pass"_s});
                const ForceEvent asked = f.all<ForceEvent>().last();
                f.think();
                told.append(QString::number(asked.deadline - asked.askedAt) +
                            f.all<ActionEvent>().last().action);
                f.result(f.go, f.takeActionIds(f.go).first(), true);
            }
            return told;
        };
        QCOMPARE(run(3), run(3));
        QVERIFY(run(3) != run(4));
    }

    void aNewForceCancelsTheOneThatRuns()
    {
        LikeNeuroBench f;
        f.force(f.chess, {u"move"_s});
        f.advance(1000);
        f.force(f.go, {u"place"_s});
        QCOMPARE(f.stateOf(1), u"dropped"_s);
        QVERIFY(f.last(1).detail.english().contains(u"newer force"_s));
        QCOMPARE(f.stateOf(2), u"asked"_s);
        // Of the same game, too, whatever it thinks of it.
        f.force(f.go, {u"pass"_s}, R"(,"priority":"low")");
        QCOMPARE(f.stateOf(2), u"dropped"_s);
        f.think();
        QVERIFY(f.takeSent(f.chess).isEmpty()); // It is never answered.
        QCOMPARE(f.takeActionIds(f.go).size(), 1);
        QCOMPARE(f.stateOf(3), u"answered"_s);
        QCOMPARE(f.engine.census().forces, 1);
    }

    void aResultOfACancelledForceIsTaken()
    {
        LikeNeuroBench f;
        f.force(f.chess, {u"move"_s});
        f.think(1);
        const QStringList ids = f.takeActionIds(f.chess);
        f.force(f.go, {u"place"_s});
        QCOMPARE(f.stateOf(1), u"dropped"_s);
        const qsizetype diagnostics = f.diagnostics().size();
        f.result(f.chess, ids.first(), false, "no");
        QCOMPARE(f.diagnostics().size(), diagnostics);
        QCOMPARE(f.all<ActionEvent>().last().state, ActionState::Failed);
        QCOMPARE(f.stateOf(1), u"dropped"_s); // Nobody tries it again.
        QCOMPARE(f.stateOf(2), u"asked"_s);
    }

    void twentySecondsForAResult()
    {
        EngineSettings settings = withDeciders({{Decider::First, 0}});
        settings.actionTimeoutMs = 1000;
        LikeNeuroBench f(settings);
        f.force(f.chess, {u"move"_s});
        f.think(1);
        QCOMPARE(f.stateOf(1), u"answered"_s);
        const QStringList ids = f.takeActionIds(f.chess);
        f.advance(19'998);
        QCOMPARE(f.stateOf(1), u"answered"_s);
        f.advance(2);
        QCOMPARE(f.stateOf(1), u"timeout"_s); // And she does not ask such a game again.
        QVERIFY(f.all<DiagnosticEvent>().last().detail.english().contains(u"20000 ms"_s));
        f.result(f.chess, ids.first(), true);
        QVERIFY(f.diagnostics().last() == u"result/repeated"_s);
    }

    void withoutALimitOfTheRelaysOwn()
    {
        EngineSettings settings = withDeciders({{Decider::First, 0}});
        settings.actionTimeoutMs = 0;
        LikeNeuroBench f(settings);
        f.force(f.chess, {u"move"_s});
        f.think();
        f.advance(20'000);
        QCOMPARE(f.stateOf(1), u"timeout"_s);
    }

    void retriesAreLimited()
    {
        EngineSettings settings = withDeciders({{Decider::First, 0}});
        settings.forceRetries = 2;
        LikeNeuroBench f(settings);
        f.force(f.chess, {u"move"_s});
        for (int attempt = 0; attempt < 3; ++attempt) {
            QCOMPARE(f.stateOf(1), u"asked"_s);
            f.advance(1999);
            QVERIFY(f.takeActionIds(f.chess).isEmpty()); // She thinks about it again.
            f.think();
            f.result(f.chess, f.takeActionIds(f.chess).first(), false, "no");
        }
        QCOMPARE(f.stateOf(1), u"timeout"_s);
    }

    void whatWaitsAlreadyComesOneAfterAnother()
    {
        LikeNeuroBench f(withDeciders({{Decider::Operator, 0}}), {});
        f.force(f.chess, {u"move"_s});
        f.force(f.go, {u"place"_s});
        f.force(f.go, {u"pass"_s});
        f.execute(SetTestBench{likeNeuro()});
        QCOMPARE(f.stateOf(1), u"asked"_s);
        QCOMPARE(f.stateOf(2), u"waiting"_s);
        QCOMPARE(f.stateOf(3), u"waiting"_s);
        f.think();
        QCOMPARE(f.stateOf(2), u"waiting"_s);
        f.result(f.chess, f.takeActionIds(f.chess).first(), true);
        QCOMPARE(f.stateOf(2), u"asked"_s);
        f.think();
        f.result(f.go, f.takeActionIds(f.go).first(), true);
        QCOMPARE(f.stateOf(3), u"asked"_s);
    }

    void aForceThatLeavesMakesRoom()
    {
        LikeNeuroBench f(withDeciders({{Decider::Operator, 0}}), {});
        f.force(f.chess, {u"move"_s});
        f.force(f.go, {u"place"_s});
        f.execute(SetTestBench{likeNeuro()});
        f.disconnect(f.chess);
        QCOMPARE(f.stateOf(1), u"withdrawn"_s);
        QCOMPARE(f.stateOf(2), u"asked"_s);
    }

    void whatIsTakenOverMakesRoom()
    {
        LikeNeuroBench f(withDeciders({{Decider::Operator, 0}}), {});
        f.force(f.chess, {u"move"_s});
        f.force(f.go, {u"place"_s});
        f.execute(SetTestBench{likeNeuro()});
        f.execute(TakeOverForce{1});
        QCOMPARE(f.stateOf(2), u"asked"_s);
        // The operator's is not hers to cancel.
        f.force(f.go, {u"pass"_s});
        QCOMPARE(f.stateOf(1), u"asked"_s);
        QCOMPARE(f.stateOf(2), u"dropped"_s);
    }

    void aHeldForceComesWhenItIsReleased()
    {
        LikeNeuroBench f;
        f.force(f.chess, {u"move"_s});
        f.execute(HoldForce{1, true});
        f.force(f.go, {u"place"_s});
        QCOMPARE(f.stateOf(1), u"held"_s);
        f.execute(HoldForce{1, false});
        QCOMPARE(f.stateOf(1), u"waiting"_s); // Its turn comes.
        f.think();
        f.result(f.go, f.takeActionIds(f.go).first(), true);
        QCOMPARE(f.stateOf(1), u"asked"_s);
    }

    void withAnAutomaticAnswer()
    {
        TestBench bench = likeNeuro();
        bench.autoAnswer = AutoAnswer{1, 0, 100};
        LikeNeuroBench f(withDeciders({{Decider::First, 0}}), bench);
        f.force(f.chess, {u"move"_s});
        f.force(f.go, {u"place"_s});
        f.advance(60'000);
        QCOMPARE(f.forceStates(1), QStringList{u"waiting"_s}); // They get no answer.
        QCOMPARE(f.forceStates(2), QStringList{u"waiting"_s});
        bench.autoAnswer->idlePercent = 0;
        f.execute(SetTestBench{bench});
        QCOMPARE(f.stateOf(1), u"asked"_s);
        QCOMPARE(f.stateOf(2), u"waiting"_s);                         // One at a time …
        QVERIFY(f.last(1).deadline - f.last(1).askedAt >= 2'000'000); // … and not at once.
    }

    void turnedOffTheDecidersGoOn()
    {
        LikeNeuroBench f(withDeciders({{Decider::Operator, 0}}), {});
        f.force(f.chess, {u"move"_s});
        f.force(f.go, {u"place"_s});
        f.execute(SetTestBench{likeNeuro()});
        f.execute(SetTestBench{});
        QCOMPARE(f.last(1).decider, Decider::Operator);
        QCOMPARE(f.last(2).decider, Decider::Operator);
        QCOMPARE(f.stateOf(2), u"asked"_s);
    }
};

QTEST_APPLESS_MAIN(TestRelayEngineLikeNeuro)
#include "tst_relayengine_likeneuro.moc"
