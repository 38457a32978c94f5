// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "enginefixture.h"

#include <QTest>

using namespace neuro;
using namespace neuro::relay;
using namespace neuro::relay::testing;
using namespace Qt::StringLiterals;

namespace {

const QByteArray pickSchema =
    "{\"type\":\"object\",\"properties\":{\"n\":{\"type\":\"integer\",\"minimum\":3}},"
    "\"required\":[\"n\"]}";

} // namespace

class TestRelayEngineForces : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void operatorAnswersAForce()
    {
        EngineFixture f;
        const PeerId peer = f.connectGame(u"Game A"_s, {u"a"_s, u"b"_s});
        f.force(peer, {u"a"_s, u"b"_s});
        QVERIFY(f.takeSent(peer).isEmpty());
        QCOMPARE(f.execute(AnswerForce{1, u"b"_s, std::nullopt, false}).code, CommandError::None);
        const QStringList ids = f.takeActionIds(peer);
        QCOMPARE(ids.size(), 1);
        f.advance(20);
        f.result(peer, ids.first(), true);
        QCOMPARE(f.forceStates(1),
                 (QStringList{u"waiting"_s, u"asked"_s, u"answered"_s, u"succeeded"_s}));
        QCOMPARE(f.lastFrameIn().latency, 20'000);
        QCOMPARE(f.all<ActionEvent>().last().state, ActionState::Succeeded);
        QCOMPARE(f.all<ActionEvent>().last().duration, 20'000);
        QCOMPARE(f.engine.census().forces, 0);
    }

    void dataGoesOutAsAString()
    {
        EngineFixture f;
        const PeerId peer = f.connectGame(u"Game A"_s);
        f.registerActions(peer, {u"pick"_s}, pickSchema);
        f.force(peer, {u"pick"_s});
        f.execute(AnswerForce{1, u"pick"_s, QByteArray("{\"n\":3.0}"), false});
        const QByteArray sent = f.takeSent(peer).last();
        QVERIFY2(sent.contains("\"data\":\"{\\\"n\\\":3.0}\""), sent.constData());
    }

    void badAnswersAreRefusedWithAReason_data()
    {
        QTest::addColumn<QString>("action");
        QTest::addColumn<QByteArray>("data");
        QTest::addColumn<int>("code");
        QTest::newRow("breaks the schema")
            << u"pick"_s << QByteArray("{\"n\":2}") << int(CommandError::InvalidData);
        QTest::newRow("no JSON") << u"pick"_s << QByteArray("{") << int(CommandError::InvalidData);
        QTest::newRow("no data") << u"pick"_s << QByteArray() << int(CommandError::InvalidData);
        QTest::newRow("not of this force")
            << u"other"_s << QByteArray() << int(CommandError::UnknownAction);
    }

    void badAnswersAreRefusedWithAReason()
    {
        QFETCH(QString, action);
        QFETCH(QByteArray, data);
        QFETCH(int, code);
        EngineFixture f;
        const PeerId peer = f.connectGame(u"Game A"_s, {u"other"_s});
        f.registerActions(peer, {u"pick"_s}, pickSchema);
        f.force(peer, {u"pick"_s});
        const std::optional<QByteArray> given =
            data.isEmpty() ? std::nullopt : std::optional<QByteArray>(data);
        const OperatorEvent refused = f.execute(AnswerForce{1, action, given, false});
        QCOMPARE(int(refused.code), code);
        QVERIFY(!refused.error.isEmpty());
        QVERIFY(f.takeSent(peer).isEmpty());
        QCOMPARE(f.forceStates(1).last(), u"asked"_s);
    }

    void uncheckedDataIsSent()
    {
        EngineFixture f;
        const PeerId peer = f.connectGame(u"Game A"_s);
        f.registerActions(peer, {u"pick"_s}, pickSchema);
        f.force(peer, {u"pick"_s});
        QCOMPARE(f.execute(AnswerForce{1, u"pick"_s, QByteArray("{\"n\":-1}"), true}).code,
                 CommandError::None);
        QCOMPARE(f.takeSent(peer).size(), 1);
    }

    void failedResultAsksTheOperatorAgainWithoutLimit()
    {
        EngineSettings settings = withDeciders({{Decider::Operator, 0}});
        settings.forceRetries = 1;
        EngineFixture f(settings);
        const PeerId peer = f.connectGame(u"Game A"_s, {u"a"_s});
        f.force(peer, {u"a"_s});
        for (int i = 1; i <= 5; ++i) {
            QCOMPARE(f.execute(AnswerForce{1, u"a"_s, std::nullopt, false}).code,
                     CommandError::None);
            f.result(peer, f.takeActionIds(peer).last(), false, "Not your turn");
            const ForceEvent force = f.all<ForceEvent>().last();
            QCOMPARE(force.state, ForceState::Asked);
            QCOMPARE(force.decider, Decider::Operator);
            QCOMPARE(force.failures, i);
            QCOMPARE(force.lastFailure, u"Not your turn"_s);
        }
    }

    void firstAnswersAtOnceWithTheSmallestData()
    {
        EngineFixture f(withDeciders({{Decider::First, 0}}));
        const PeerId peer = f.connectGame(u"Game A"_s);
        f.registerActions(peer, {u"pick"_s}, pickSchema);
        f.force(peer, {u"pick"_s});
        const QByteArray sent = f.takeSent(peer).last();
        QVERIFY2(sent.contains("{\\\"n\\\":3}"), sent.constData());
        QCOMPARE(f.all<ActionEvent>().last().source, ActionSource::First);
    }

    void firstGivesUpAfterItsRetries()
    {
        EngineFixture f(withDeciders({{Decider::First, 0}}));
        const PeerId peer = f.connectGame(u"Game A"_s, {u"a"_s});
        f.force(peer, {u"a"_s});
        int tries = 0;
        for (QStringList ids = f.takeActionIds(peer); !ids.isEmpty(); ids = f.takeActionIds(peer)) {
            ++tries;
            f.result(peer, ids.last(), false);
        }
        QCOMPARE(tries, 4); // Once, and three retries.
        QCOMPARE(f.forceStates(1).last(), u"timeout"_s);
        QCOMPARE(f.engine.census().forces, 0);
    }

    void everyTryHasItsOwnId()
    {
        EngineFixture f(withDeciders({{Decider::First, 0}}));
        const PeerId peer = f.connectGame(u"Game A"_s, {u"a"_s});
        f.force(peer, {u"a"_s});
        const QString first = f.takeActionIds(peer).last();
        f.result(peer, first, false);
        const QString second = f.takeActionIds(peer).last();
        QVERIFY(first != second);
        f.result(peer, first, true);
        QCOMPARE(f.lastFrameIn().refusal->reason, protocol::Reason::UnexpectedResult);
        QVERIFY(f.diagnostics().contains(u"result/repeated"_s));
        f.result(peer, second, true);
        QCOMPARE(f.forceStates(1).last(), u"succeeded"_s);
    }

    void randomWaitsAndIsTheSameForASeed()
    {
        EngineSettings settings = withDeciders({{Decider::Random, 0}});
        settings.randomSeed = 7;
        QList<QByteArray> previous;
        for (int run = 0; run < 2; ++run) {
            EngineFixture f(settings);
            const PeerId peer = f.connectGame(u"Game A"_s, {u"a"_s, u"b"_s, u"c"_s});
            f.registerActions(peer, {u"pick"_s}, pickSchema);
            f.force(peer, {u"a"_s, u"b"_s, u"c"_s, u"pick"_s});
            f.advance(499);
            QVERIFY(f.takeSent(peer).isEmpty());
            f.advance(1);
            const QList<QByteArray> sent = f.takeSent(peer);
            QCOMPARE(sent.size(), 1);
            if (run == 1)
                QCOMPARE(sent, previous);
            previous = sent;
        }
    }

    void timeLimitPassesOnToTheNextDecider()
    {
        EngineFixture f(withDeciders({{Decider::Operator, 2000}, {Decider::First, 0}}));
        const PeerId peer = f.connectGame(u"Game A"_s, {u"a"_s});
        f.force(peer, {u"a"_s});
        QCOMPARE(f.all<ForceEvent>().last().deadline, f.now.mono + 2'000'000);
        f.advance(1999);
        QVERIFY(f.takeActionIds(peer).isEmpty());
        f.advance(1);
        QCOMPARE(f.takeActionIds(peer).size(), 1);
        QCOMPARE(f.all<ActionEvent>().last().source, ActionSource::First);
    }

    void lastTimeLimitEndsTheForce()
    {
        EngineFixture f(withDeciders({{Decider::Operator, 1000}}));
        const PeerId peer = f.connectGame(u"Game A"_s, {u"a"_s});
        f.force(peer, {u"a"_s});
        f.advance(1000);
        QCOMPARE(f.forceStates(1).last(), u"timeout"_s);
        QVERIFY(f.takeSent(peer).isEmpty());
        QCOMPARE(f.execute(AnswerForce{1, u"a"_s, std::nullopt, false}).code,
                 CommandError::UnknownForce);
    }

    void aGameThatNeverAnswersIsNotAskedAgain()
    {
        EngineFixture f(withDeciders({{Decider::First, 0}}));
        const PeerId peer = f.connectGame(u"Game A"_s, {u"a"_s});
        f.force(peer, {u"a"_s});
        const QString id = f.takeActionIds(peer).last();
        f.advance(18'000);
        QCOMPARE(f.forceStates(1).last(), u"timeout"_s);
        QCOMPARE(f.all<ActionEvent>().last().state, ActionState::Timeout);
        QVERIFY(f.diagnostics().contains(u"result/timeout"_s));
        QVERIFY(f.takeSent(peer).isEmpty());
        f.result(peer, id, true);
        QCOMPARE(f.lastFrameIn().refusal->reason, protocol::Reason::UnexpectedResult);
    }

    void forcesOfOneGameTakeTurnsByPriorityThenAge()
    {
        EngineFixture f;
        const PeerId peer = f.connectGame(u"Game A"_s, {u"a"_s});
        f.force(peer, {u"a"_s});
        f.force(peer, {u"a"_s}, ",\"priority\":\"medium\"");
        f.force(peer, {u"a"_s}, ",\"priority\":\"critical\"");
        f.force(peer, {u"a"_s}, ",\"priority\":\"critical\"");
        QCOMPARE(f.diagnostics().count(u"force/overlapping"_s), 3);
        QList<ForceId> order;
        for (int i = 0; i < 4; ++i) {
            const ForceEvent asked = f.all<ForceEvent>().last();
            QCOMPARE(asked.state, i == 0 ? ForceState::Waiting : ForceState::Asked);
            const ForceId next = i == 0 ? 1 : asked.id;
            order.append(next);
            f.execute(AnswerForce{next, u"a"_s, std::nullopt, false});
            f.result(peer, f.takeActionIds(peer).last(), true);
        }
        QCOMPARE(order, (QList<ForceId>{1, 3, 4, 2}));
    }

    void forcesOverTheLimitAreRefused()
    {
        EngineFixture f;
        const PeerId peer = f.connectGame(u"Game A"_s, {u"a"_s});
        for (int i = 0; i < 8; ++i)
            f.force(peer, {u"a"_s});
        QCOMPARE(f.lastFrameIn().verdict, Verdict::Accepted);
        f.force(peer, {u"a"_s});
        QCOMPARE(f.lastFrameIn().refusal->reason, protocol::Reason::TooMany);
        QCOMPARE(f.engine.census().forces, 8);
    }

    void unregisteringEverythingWithdraws()
    {
        EngineFixture f;
        const PeerId peer = f.connectGame(u"Game A"_s, {u"a"_s, u"b"_s});
        f.force(peer, {u"a"_s, u"b"_s});
        f.send(peer, "actions/unregister", "{\"action_names\":[\"a\"]}");
        QCOMPARE(f.all<ForceEvent>().last().request.actionNames, QStringList{u"b"_s});
        QCOMPARE(f.all<ForceEvent>().last().actions.size(), 1);
        f.send(peer, "actions/unregister", "{\"action_names\":[\"b\"]}");
        QCOMPARE(f.forceStates(1).last(), u"withdrawn"_s);
    }

    void unregisteringBeforeTheResultKeepsTheAction()
    {
        EngineFixture f;
        const PeerId peer = f.connectGame(u"Game A"_s, {u"a"_s});
        f.force(peer, {u"a"_s});
        f.execute(AnswerForce{1, u"a"_s, std::nullopt, false});
        const QString id = f.takeActionIds(peer).last();
        f.send(peer, "actions/unregister", "{\"action_names\":[\"a\"]}");
        QCOMPARE(f.engine.census().forces, 1);
        f.result(peer, id, true);
        QCOMPARE(f.forceStates(1).last(), u"succeeded"_s);
    }

    void failureAfterUnregisteringEndsTheForce()
    {
        EngineFixture f;
        const PeerId peer = f.connectGame(u"Game A"_s, {u"a"_s});
        f.force(peer, {u"a"_s});
        f.execute(AnswerForce{1, u"a"_s, std::nullopt, false});
        const QString id = f.takeActionIds(peer).last();
        f.send(peer, "actions/unregister", "{\"action_names\":[\"a\"]}");
        f.result(peer, id, false);
        QCOMPARE(f.forceStates(1).last(), u"withdrawn"_s);
        QVERIFY(f.diagnostics().contains(u"result/after_unregister"_s));
    }

    void holdStopsTheDeciderAndReleaseAsksAgain()
    {
        EngineFixture f(withDeciders({{Decider::Random, 0}}));
        const PeerId peer = f.connectGame(u"Game A"_s, {u"a"_s});
        f.force(peer, {u"a"_s});
        f.execute(HoldForce{1, true});
        f.advance(60'000);
        QVERIFY(f.takeSent(peer).isEmpty());
        QCOMPARE(f.forceStates(1).last(), u"held"_s);
        f.execute(HoldForce{1, false});
        f.advance(500);
        QCOMPARE(f.takeSent(peer).size(), 1);
    }

    void holdAllHoldsWhatIsThereAndWhatComes()
    {
        EngineFixture f(withDeciders({{Decider::First, 0}}));
        const PeerId a = f.connectGame(u"Game A"_s, {u"a"_s});
        const PeerId b = f.connectGame(u"Game B"_s, {u"a"_s});
        f.execute(HoldAllForces{true});
        QVERIFY(f.all<SettingsEvent>().last().holdAll);
        f.force(a, {u"a"_s});
        f.force(b, {u"a"_s});
        QVERIFY(f.takeSent(a).isEmpty());
        QCOMPARE(f.forceStates(2).last(), u"held"_s);
        f.execute(HoldAllForces{false});
        QCOMPARE(f.takeSent(a).size(), 1);
        QCOMPARE(f.takeSent(b).size(), 1);
    }

    void heldForceCanBeAnswered()
    {
        EngineFixture f;
        const PeerId peer = f.connectGame(u"Game A"_s, {u"a"_s});
        f.force(peer, {u"a"_s});
        f.execute(HoldForce{1, true});
        QCOMPARE(f.execute(AnswerForce{1, u"a"_s, std::nullopt, false}).code, CommandError::None);
        QCOMPARE(f.takeSent(peer).size(), 1);
    }

    void takingOverEndsTheTimeLimit()
    {
        EngineFixture f(withDeciders({{Decider::Random, 0}, {Decider::First, 0}}));
        const PeerId peer = f.connectGame(u"Game A"_s, {u"a"_s});
        f.force(peer, {u"a"_s});
        f.execute(TakeOverForce{1});
        f.advance(600'000);
        QVERIFY(f.takeSent(peer).isEmpty());
        QCOMPARE(f.all<ForceEvent>().last().decider, Decider::Operator);
    }

    void droppingEndsWithoutAnAnswerAndAsksTheNext()
    {
        EngineFixture f;
        const PeerId peer = f.connectGame(u"Game A"_s, {u"a"_s});
        f.force(peer, {u"a"_s});
        f.force(peer, {u"a"_s});
        f.execute(DropForce{1});
        QCOMPARE(f.forceStates(1).last(), u"dropped"_s);
        QCOMPARE(f.forceStates(2).last(), u"asked"_s);
        QVERIFY(f.takeSent(peer).isEmpty());
    }

    void answeringTwiceIsRefused()
    {
        EngineFixture f;
        const PeerId peer = f.connectGame(u"Game A"_s, {u"a"_s});
        f.force(peer, {u"a"_s});
        f.execute(AnswerForce{1, u"a"_s, std::nullopt, false});
        QCOMPARE(f.execute(AnswerForce{1, u"a"_s, std::nullopt, false}).code,
                 CommandError::AlreadyAnswered);
        QCOMPARE(f.takeActionIds(peer).size(), 1);
    }

    void unforcedActionAnswersTheForceThatIsAsked()
    {
        EngineFixture f;
        const PeerId peer = f.connectGame(u"Game A"_s, {u"a"_s, u"b"_s});
        f.force(peer, {u"a"_s});
        f.execute(SendAction{peer, u"b"_s, std::nullopt, false});
        QCOMPARE(f.forceStates(1).last(), u"asked"_s);
        f.execute(SendAction{peer, u"a"_s, std::nullopt, false});
        QCOMPARE(f.forceStates(1).last(), u"answered"_s);
    }

    void unforcedActionAnswersAForceThatIsHeld()
    {
        EngineFixture f;
        const PeerId peer = f.connectGame(u"Game A"_s, {u"a"_s});
        f.force(peer, {u"a"_s});
        f.execute(HoldForce{1, true});
        f.execute(SendAction{peer, u"a"_s, std::nullopt, false});
        QCOMPARE(f.forceStates(1).last(), u"answered"_s);
        f.result(peer, f.takeActionIds(peer).last(), true);
        QCOMPARE(f.forceStates(1).last(), u"succeeded"_s);
        f.force(peer, {u"a"_s}); // The game's next one.
        QCOMPARE(f.diagnostics(), QStringList());
    }

    void unforcedActionAnswersAForceThatWaits()
    {
        EngineFixture f;
        const PeerId peer = f.connectGame(u"Game A"_s, {u"a"_s, u"b"_s});
        f.force(peer, {u"a"_s});
        f.force(peer, {u"b"_s});
        f.force(peer, {u"a"_s, u"b"_s});
        QCOMPARE(f.forceStates(2).last(), u"waiting"_s);
        f.execute(SendAction{peer, u"b"_s, std::nullopt, false});
        QCOMPARE(f.forceStates(2).last(), u"answered"_s);
        f.result(peer, f.takeActionIds(peer).last(), true);
        QCOMPARE(f.forceStates(2).last(), u"succeeded"_s);
        // The one that is asked comes first, also when it is the younger one.
        f.execute(HoldForce{1, true});
        QCOMPARE(f.forceStates(3).last(), u"asked"_s);
        f.execute(SendAction{peer, u"a"_s, std::nullopt, false});
        QCOMPARE(f.forceStates(1).last(), u"held"_s);
        QCOMPARE(f.forceStates(3).last(), u"answered"_s);
    }

    void resultsOfOthersAreRefused()
    {
        EngineFixture f;
        const PeerId a = f.connectGame(u"Game A"_s, {u"act"_s});
        const PeerId b = f.connectGame(u"Game B"_s, {u"act"_s});
        f.execute(SendAction{a, u"act"_s, std::nullopt, false});
        const QString id = f.takeActionIds(a).last();
        f.result(b, id, true);
        QCOMPARE(f.lastFrameIn().refusal->reason, protocol::Reason::UnexpectedResult);
        QVERIFY(f.diagnostics().contains(u"result/unexpected"_s));
        QCOMPARE(f.engine.census().actionsInFlight, 1);
        f.result(a, id, true);
        QCOMPARE(f.engine.census().actionsInFlight, 0);
    }

    void actionsInFlightAreLimited()
    {
        EngineFixture f;
        const PeerId peer = f.connectGame(u"Game A"_s, {u"a"_s});
        for (int i = 0; i < 64; ++i)
            QCOMPARE(f.execute(SendAction{peer, u"a"_s, std::nullopt, false}).code,
                     CommandError::None);
        QCOMPARE(f.execute(SendAction{peer, u"a"_s, std::nullopt, false}).code,
                 CommandError::TooManyInFlight);
    }

    void changedDecidersApplyToWhatIsAsked()
    {
        EngineFixture f;
        const PeerId peer = f.connectGame(u"Game A"_s, {u"a"_s});
        f.force(peer, {u"a"_s});
        QCOMPARE(f.execute(SetDeciders{}).code, CommandError::NoDeciders);
        f.execute(SetDeciders{{Decider::First}});
        QCOMPARE(f.takeSent(peer).size(), 1);
        QCOMPARE(f.all<SettingsEvent>().last().deciders, QList<Decider>{Decider::First});
    }

    void aDeciderThatIsAskedAgainHasItsTimeLimitAgain()
    {
        EngineFixture f(withDeciders({{Decider::Operator, 30'000}}));
        const PeerId peer = f.connectGame(u"Game A"_s, {u"a"_s});
        f.execute(SetDeciders{{Decider::Random}});
        f.execute(SetDeciders{{Decider::Operator}});
        f.force(peer, {u"a"_s});
        const ForceEvent force = f.all<ForceEvent>().last();
        QCOMPARE(force.decider, Decider::Operator);
        QCOMPARE(force.deadline - force.askedAt, 30'000 * microsPerMs);
    }

    void dataOfAnActionWhoseSchemaIsNoObjectIsNotChecked()
    {
        EngineFixture f;
        const PeerId peer = f.connectGame(u"Game A"_s);
        f.registerActions(peer, {u"say"_s}, "{\"type\":\"string\"}");
        f.force(peer, {u"say"_s});
        QCOMPARE(f.execute(AnswerForce{1, u"say"_s, QByteArray("{no"), false}).code,
                 CommandError::InvalidData);
        QCOMPARE(f.execute(AnswerForce{1, u"say"_s, QByteArray("{\"n\":1}"), false}).code,
                 CommandError::None);
        QCOMPARE(f.takeSent(peer).size(), 1);
    }

    void aDeciderWithoutAnAnswerPassesOn()
    {
        EngineFixture f(withDeciders({{Decider::First, 0}, {Decider::Operator, 0}}));
        const PeerId peer = f.connectGame(u"Game A"_s);
        f.registerActions(
            peer, {u"impossible"_s},
            "{\"type\":\"object\",\"required\":[\"x\"],\"properties\":{\"x\":false}}");
        f.force(peer, {u"impossible"_s});
        QCOMPARE(f.all<ForceEvent>().last().decider, Decider::Operator);
        QCOMPARE(f.execute(AnswerForceRandomly{1}).code, CommandError::NoSample);
    }

    void transcriptTellsTheStoryInOrder()
    {
        EngineFixture f;
        const PeerId peer = f.connectGame(u"Game A"_s, {u"a"_s});
        f.send(peer, "context", "{\"message\":\"Night falls.\",\"silent\":true}");
        f.force(peer, {u"a"_s}, ",\"state\":\"dark\"");
        f.execute(AnswerForce{1, u"a"_s, std::nullopt, false});
        f.result(peer, f.takeActionIds(peer).last(), true, "You slept.");
        using Kind = TranscriptEvent::Kind;
        QList<Kind> kinds;
        for (const TranscriptEvent &entry : f.all<TranscriptEvent>())
            kinds.append(entry.kind);
        QCOMPARE(kinds, (QList<Kind>{Kind::ActionsAdded, Kind::Context, Kind::Query, Kind::Action,
                                     Kind::Result}));
        QCOMPARE(f.all<TranscriptEvent>().last().text, u"You slept."_s);
    }
};

QTEST_GUILESS_MAIN(TestRelayEngineForces)
#include "tst_relayengine_forces.moc"
