// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "enginefixture.h"

#include <QTest>

using namespace neuro;
using namespace neuro::relay;
using namespace neuro::relay::testing;
using namespace Qt::StringLiterals;

namespace {

/// The queries of the forces among `texts`.
QStringList queriesOf(const QList<QByteArray> &texts)
{
    QStringList queries;
    for (const QByteArray &text : texts) {
        const QJsonObject message = QJsonDocument::fromJson(text).object();
        if (message.value("command"_L1).toString() == u"actions/force"_s)
            queries.append(message.value("data"_L1).toObject().value("query"_L1).toString());
    }
    return queries;
}

QStringList commandsOf(const QList<QByteArray> &texts)
{
    QStringList commands;
    for (const QByteArray &text : texts)
        commands.append(QJsonDocument::fromJson(text).object().value("command"_L1).toString());
    return commands;
}

const QStringList takenBack = {u"actions/unregister"_s, u"actions/register"_s, u"context"_s};

/// Two games and upstream; a force of the first one is there.
struct Table : EngineFixture
{
    explicit Table(const EngineSettings &settings = withUpstream())
        : EngineFixture(settings)
    {
        connectUpstream();
        chess = connectGame(u"Chess"_s, {u"move"_s, u"resign"_s});
        go = connectGame(u"Go"_s, {u"place"_s});
        ask(chess, "Your move", {u"move"_s, u"resign"_s});
        takeUp();
    }
    void ask(PeerId peer, const QByteArray &query, const QStringList &names,
             const QByteArray &priority = "low")
    {
        QByteArrayList quoted;
        for (const QString &name : names)
            quoted.append('"' + name.toUtf8() + '"');
        send(peer, "actions/force",
             R"({"query":")" + query + R"(","action_names":[)" + quoted.join(',') +
                 R"(],"priority":")" + priority + "\"}");
    }
    /// Upstream is there again, and has heard what may have been lost with it.
    void comeBack()
    {
        connectUpstream();
        serveOutbox();
    }
    /// Nothing that upstream sent before can be under way any more.
    void confirm()
    {
        pong();
        advance(500);
    }
    PeerId chess = 0;
    PeerId go = 0;
};

} // namespace

class TestRelayEngineUpstreamForces : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void checksTheOperatorsDataWhileUpstreamIsThere()
    {
        Table table;
        SendAction command;
        command.peer = table.chess;
        command.action = u"move"_s;
        command.data = "7"; // It takes none.
        command.unchecked = true;
        QCOMPARE(table.execute(command).code, CommandError::InvalidData);
        table.disconnectUpstream();
        QCOMPARE(table.execute(command).code, CommandError::None);
    }

    void aForceKeepsItsBytes()
    {
        EngineFixture f(withUpstream());
        f.connectUpstream();
        const PeerId peer = f.connectGame(u"Chess"_s, {u"move"_s, u"resign"_s});
        f.takeUp();
        f.receive(peer, R"({"data":{"priority":"soon","action_names":["move","fly","resign"],)"
                        R"("x":1.0,"query":"Now?","state":"b"},"game":"Chess",)"
                        R"("command":"actions/force"})");
        QCOMPARE(f.takeUp(), QList<QByteArray>{
                                 R"({"data":{"priority":"soon","action_names":["chess--move",)"
                                 R"("chess--resign"],"x":1.0,"query":"[Chess] Now?","state":"b"},)"
                                 R"("game":"Neuro Relay","command":"actions/force"})"_ba});
    }

    void oneAtATimeByPriorityThenAge()
    {
        Table f;
        const PeerId third = f.connectGame(u"Uno"_s, {u"draw"_s});
        f.ask(f.go, "low", {u"place"_s}, "low");
        f.ask(third, "high", {u"draw"_s}, "high");
        f.ask(f.go, "critical", {u"place"_s}, "critical");
        f.ask(third, "low later", {u"draw"_s}, "low");
        QVERIFY(queriesOf(f.takeUp()).isEmpty()); // The running one is not interrupted.
        const QStringList expected = {u"[Go] critical"_s, u"[Uno] high"_s, u"[Go] low"_s,
                                      u"[Uno] low later"_s};
        PeerId answering = f.chess;
        QByteArray action = "chess--move";
        for (const QString &query : expected) {
            f.act("u", action);
            f.result(answering, f.takeActionIds(answering).last(), true);
            QCOMPARE(queriesOf(f.takeUp()), QStringList{query});
            answering = query.startsWith("[Go]"_L1) ? f.go : third;
            action = query.startsWith("[Go]"_L1) ? "go--place" : "uno--draw";
        }
    }

    void aFailedAnswerIsTriedAgain()
    {
        Table f;
        f.ask(f.go, "Next", {u"place"_s});
        f.act("u1", "chess--move");
        f.advance(100);
        f.result(f.chess, f.takeActionIds(f.chess).last(), false);
        f.advance(29'999);
        QVERIFY(queriesOf(f.takeUp()).isEmpty());
        f.act("u2", "chess--resign"); // The new try, just in time.
        f.result(f.chess, f.takeActionIds(f.chess).last(), true);
        QCOMPARE(queriesOf(f.takeUp()), QStringList{u"[Go] Next"_s});
        QCOMPARE(f.forceStates(1).last(), u"succeeded"_s);
    }

    void withoutANewTryItEnds()
    {
        Table f;
        f.ask(f.go, "Next", {u"place"_s});
        f.act("u1", "chess--move");
        f.result(f.chess, f.takeActionIds(f.chess).last(), false);
        f.takeUp();
        f.advance(30'000);
        QCOMPARE(f.forceStates(1).last(), u"timeout"_s);
        QCOMPARE(commandsOf(f.takeUp()),
                 (QStringList{u"actions/unregister"_s, u"actions/register"_s, u"actions/force"_s}));
    }

    void aSecondAnswerIsNotExecuted()
    {
        Table f;
        f.act("u1", "chess--move");
        QCOMPARE(f.takeActionIds(f.chess).size(), 1);
        f.act("u2", "chess--resign");
        QVERIFY(f.takeSent(f.chess).isEmpty());
        const QList<QByteArray> sent = f.takeUp();
        QCOMPARE(sent.size(), 1);
        QVERIFY(sent[0].contains(R"("id":"u2","success":true,"message":"already decided")"));
    }

    void forceTimeoutWithoutAnybodyElse()
    {
        Table f;
        f.ask(f.go, "Next", {u"place"_s});
        f.advance(59'999);
        QVERIFY(f.takeUp().isEmpty());
        f.advance(1);
        QCOMPARE(f.forceStates(1).last(), u"timeout"_s);
        QCOMPARE(commandsOf(f.takeUp()), takenBack + QStringList{u"actions/force"_s});
    }

    void forceTimeoutAsksTheNextDecider()
    {
        Table f(withUpstream({{Decider::Upstream, 5000}, {Decider::Operator, 0}}));
        f.advance(5000);
        QCOMPARE(f.forceStates(1).last(), u"asked"_s);
        QCOMPARE(f.all<ForceEvent>().last().decider, Decider::Operator);
        QCOMPARE(commandsOf(f.takeUp()), takenBack);
    }

    void noResultInsideAForceIsASuccess()
    {
        Table f;
        f.ask(f.go, "Next", {u"place"_s});
        f.act("u1", "chess--move");
        f.advance(18'000);
        const QList<QByteArray> sent = f.takeUp();
        QVERIFY(sent[0].contains(
            R"("id":"u1","success":true,"message":"Chess did not answer in time.")"));
        QCOMPARE(queriesOf(sent), QStringList{u"[Go] Next"_s});
        QCOMPARE(f.forceStates(1).last(), u"timeout"_s);
    }

    void withoutActionsAForceIsWithdrawn()
    {
        Table f;
        f.ask(f.go, "Next", {u"place"_s});
        f.send(f.chess, "actions/unregister", R"({"action_names":["move"]})");
        QVERIFY(queriesOf(f.takeUp()).isEmpty());
        f.send(f.chess, "actions/unregister", R"({"action_names":["resign"]})");
        QCOMPARE(f.forceStates(1).last(), u"withdrawn"_s);
        QCOMPARE(queriesOf(f.takeUp()), QStringList{u"[Go] Next"_s});
    }

    void whatWasUnregisteredAndCameBackIsTakenAwayToo()
    {
        Table f;
        f.send(f.chess, "actions/unregister", R"({"action_names":["resign"]})");
        f.registerActions(f.chess, {u"resign"_s});
        f.takeUp();
        f.execute(DropForce{1});
        // Upstream would still find it among the force's actions.
        QVERIFY(f.takeUp().first().contains(R"(["chess--move","chess--resign"])"));
    }

    void namesOfAForceThatIsUpstreamGoToNobodyElse()
    {
        EngineSettings settings = withUpstream();
        settings.upstream.naming = Naming::Never;
        Table f(settings);
        f.send(f.chess, "actions/unregister", R"({"action_names":["resign"]})");
        f.registerActions(f.go, {u"resign"_s});
        QVERIFY(f.takeUp().last().contains(R"("name":"resign-2")"));
        f.registerActions(f.chess, {u"resign"_s});
        QVERIFY(f.takeUp().last().contains(R"("name":"resign")"));
        f.disconnect(f.chess);
        f.confirm(); // Upstream knows that the force is gone …
        f.confirm(); // … and its actions: no answer can be under way any more.
        f.registerActions(f.go, {u"move"_s});
        QVERIFY(f.takeUp().last().contains(R"("name":"move")"));
    }

    void theOperatorEndsUpstreamsPart_data()
    {
        QTest::addColumn<int>("command");
        QTest::addColumn<QString>("state");
        QTest::newRow("answer") << 0 << u"answered"_s;
        QTest::newRow("take over") << 1 << u"asked"_s;
        QTest::newRow("drop") << 2 << u"dropped"_s;
    }

    void theOperatorEndsUpstreamsPart()
    {
        QFETCH(const int, command);
        QFETCH(const QString, state);
        Table f;
        f.ask(f.go, "Next", {u"place"_s});
        const QList<RelayCommand> commands = {AnswerForce{1, u"resign"_s, {}, false},
                                              TakeOverForce{1}, DropForce{1}};
        QCOMPARE(f.execute(commands[command]).code, CommandError::None);
        QCOMPARE(f.forceStates(1).last(), state);
        const QList<QByteArray> sent = f.takeUp();
        QCOMPARE(commandsOf(sent), takenBack + QStringList{u"actions/force"_s});
        QVERIFY(sent[0].contains(R"(["chess--move","chess--resign"])"));
        QVERIFY(sent[1].contains(R"("name":"chess--move","description":"[Chess] does it")"));
        QVERIFY(sent[2].contains(R"("silent":true)"));
        QCOMPARE(queriesOf(sent), QStringList{u"[Go] Next"_s});
        // Her answer was under way.
        f.takeSent(f.chess);
        f.act("u1", "chess--move");
        QVERIFY(f.takeSent(f.chess).isEmpty());
        QVERIFY(f.takeUp().last().contains(R"("success":true,"message":"already decided")"));
    }

    void whatWasTakenBackIsAnOrdinaryActionLater()
    {
        Table f;
        f.execute(DropForce{1});
        f.confirm();
        f.act("u1", "chess--move");
        QCOMPARE(f.takeActionIds(f.chess).size(), 1);
    }

    void aWaitingForceIsHeld()
    {
        Table f;
        f.ask(f.go, "Next", {u"place"_s});
        f.execute(HoldForce{2, true});
        f.act("u1", "chess--move");
        f.result(f.chess, f.takeActionIds(f.chess).last(), true);
        QVERIFY(queriesOf(f.takeUp()).isEmpty());
        f.execute(HoldForce{2, false});
        QCOMPARE(queriesOf(f.takeUp()), QStringList{u"[Go] Next"_s});
    }

    void aForceThatIsUpstreamIsOnlyMarked()
    {
        Table f;
        f.execute(HoldForce{1, true});
        f.advance(59'000);
        QVERIFY(f.takeUp().isEmpty());
        QCOMPARE(f.forceStates(1).last(), u"held"_s);
        f.act("u1", "chess--move");
        f.result(f.chess, f.takeActionIds(f.chess).last(), true);
        QCOMPARE(f.forceStates(1).last(), u"succeeded"_s);
    }

    void aReleasedForceStartsWithTheFirstDecider()
    {
        Table f(withUpstream({{Decider::Upstream, 1000}, {Decider::Operator, 0}}));
        f.advance(1000);
        f.confirm();
        f.takeUp();
        f.execute(HoldForce{1, true});
        f.execute(HoldForce{1, false});
        QCOMPARE(queriesOf(f.takeUp()), QStringList{u"[Chess] Your move"_s});
    }

    void aLostForceIsTheNextAgain()
    {
        Table f;
        f.ask(f.go, "Next", {u"place"_s});
        f.disconnectUpstream();
        f.comeBack();
        QCOMPARE(queriesOf(f.takeUp()), QStringList{u"[Chess] Your move"_s});
    }

    void anActionInFlightIsFinished_data()
    {
        QTest::addColumn<QString>("outcome");
        QTest::addColumn<QStringList>("queries");
        QTest::newRow("success") << u"success"_s << QStringList{u"[Go] Next"_s};
        QTest::newRow("failure") << u"failure"_s << QStringList{u"[Chess] Your move"_s};
        QTest::newRow("no result") << u"none"_s << QStringList{u"[Chess] Your move"_s};
    }

    void anActionInFlightIsFinished()
    {
        QFETCH(const QString, outcome);
        QFETCH(const QStringList, queries);
        Table f;
        f.ask(f.go, "Next", {u"place"_s});
        f.act("u1", "chess--move");
        f.disconnectUpstream();
        const QString id = f.takeActionIds(f.chess).last();
        if (outcome == u"none"_s)
            f.advance(18'000);
        else
            f.result(f.chess, id, outcome == u"success"_s);
        f.comeBack();
        QCOMPARE(queriesOf(f.takeUp()), queries);
    }

    void whatIsGoneIsNotAskedForAgain()
    {
        Table f;
        f.act("u1", "chess--move");
        f.disconnectUpstream();
        f.send(f.chess, "actions/unregister", R"({"action_names":["move"]})");
        f.result(f.chess, f.takeActionIds(f.chess).last(), false);
        f.comeBack();
        QVERIFY(f.takeUp().last().contains(R"("action_names":["chess--resign"])"));
    }

    void anUpstreamThatIsAwayIsSkipped()
    {
        Table f(withUpstream({{Decider::Upstream, 0}, {Decider::Operator, 0}}));
        f.disconnectUpstream();
        f.advance(4999);
        QCOMPARE(f.forceStates(1).last(), u"waiting"_s);
        f.advance(1);
        QCOMPARE(f.all<ForceEvent>().last().decider, Decider::Operator);
        f.ask(f.go, "Next", {u"place"_s});
        QCOMPARE(f.all<ForceEvent>().last().decider, Decider::Operator);
        f.connectUpstream();
        QVERIFY(queriesOf(f.takeUp()).isEmpty());
    }

    void theLastDeciderIsWaitedFor()
    {
        Table f;
        f.disconnectUpstream();
        f.advance(600'000);
        QCOMPARE(f.forceStates(1).last(), u"waiting"_s);
        f.comeBack();
        QCOMPARE(queriesOf(f.takeUp()), QStringList{u"[Chess] Your move"_s});
    }

    void anUpstreamThatDoesNotReadIsAway()
    {
        Table f(withUpstream({{Decider::Upstream, 0}, {Decider::Operator, 0}}));
        f.congest(true);
        f.ask(f.go, "Next", {u"place"_s});
        f.act("u1", "chess--move");
        f.result(f.chess, f.takeActionIds(f.chess).last(), true);
        f.advance(4999);
        QCOMPARE(f.forceStates(2).last(), u"waiting"_s);
        f.advance(1);
        QCOMPARE(f.all<ForceEvent>().last().decider, Decider::Operator);
        QVERIFY(f.takeUp().isEmpty());
        f.congest(false);
        QCOMPARE(commandsOf(f.takeUp()), QStringList{u"action/result"_s});
        f.ask(f.chess, "Again", {u"move"_s});
        QCOMPARE(queriesOf(f.takeUp()), QStringList{u"[Chess] Again"_s});
    }

    void anUpstreamThatNeverCameIsAwaySinceTheBeginning()
    {
        EngineFixture f(withUpstream({{Decider::Upstream, 0}, {Decider::Operator, 0}}));
        UpstreamEvent state;
        state.at = f.now;
        state.state = UpstreamEvent::State::Connecting;
        f.engine.upstreamChanged(state);
        f.advance(6000);
        const PeerId peer = f.connectGame(u"Chess"_s, {u"move"_s});
        f.force(peer, {u"move"_s});
        QCOMPARE(f.all<ForceEvent>().last().decider, Decider::Operator);
    }

    void aDeciderBeforeUpstreamIsAskedFirst()
    {
        EngineFixture f(withUpstream({{Decider::Operator, 1000}, {Decider::Upstream, 0}}));
        f.connectUpstream();
        const PeerId peer = f.connectGame(u"Chess"_s, {u"move"_s, u"resign"_s});
        f.force(peer, {u"move"_s});
        f.force(peer, {u"resign"_s});
        f.takeUp();
        f.advance(1000);
        QCOMPARE(queriesOf(f.takeUp()).size(), 1);
        f.act("u1", "chess--move");
        f.result(peer, f.takeActionIds(peer).last(), true);
        QVERIFY(queriesOf(f.takeUp()).isEmpty());
        QCOMPARE(f.all<ForceEvent>().last().decider, Decider::Operator);
        f.advance(1000);
        QCOMPARE(queriesOf(f.takeUp()).size(), 1);
    }

    void newDecidersTakeAForceFromUpstream()
    {
        Table f;
        QCOMPARE(f.execute(SetDeciders{{Decider::Operator}}).code, CommandError::None);
        QCOMPARE(commandsOf(f.takeUp()), takenBack);
        QCOMPARE(f.all<ForceEvent>().last().decider, Decider::Operator);
        f.execute(SetDeciders{{Decider::Upstream, Decider::Operator}});
        f.confirm();
        QCOMPARE(queriesOf(f.takeUp()), QStringList{u"[Chess] Your move"_s});
        f.execute(SetDeciders{{Decider::Upstream}});
        QVERIFY(f.takeUp().isEmpty()); // It is there already.
    }

    void fewerDecidersThanBefore()
    {
        Table f(withUpstream({{Decider::Upstream, 1000}, {Decider::Operator, 0}}));
        f.advance(1000);
        f.execute(HoldForce{1, true});
        EngineSettings settings = withUpstream();
        f.engine.setSettings(settings, f.now);
        f.execute(HoldForce{1, false});
        f.confirm();
        QCOMPARE(queriesOf(f.takeUp()), QStringList{u"[Chess] Your move"_s});
    }

    void upstreamIsConfiguredWhileAForceWaits()
    {
        EngineFixture f(withDeciders({{Decider::Operator, 0}}));
        const PeerId peer = f.connectGame(u"Chess"_s, {u"move"_s});
        f.force(peer, {u"move"_s});
        f.engine.setSettings(withUpstream(), f.now);
        f.execute(SetDeciders{{Decider::Upstream}});
        f.connectUpstream();
        QCOMPARE(queriesOf(f.takeUp()), QStringList{u"[Chess] Pick one"_s});
    }

    void aGameLeavesWithItsForces()
    {
        Table f;
        f.ask(f.chess, "Another", {u"move"_s});
        f.ask(f.go, "Next", {u"place"_s});
        f.takeUp();
        f.disconnect(f.chess);
        const QList<QByteArray> sent = f.takeUp();
        QCOMPARE(commandsOf(sent).first(), u"actions/unregister"_s);
        QCOMPARE(queriesOf(sent), QStringList{u"[Go] Next"_s});
        QCOMPARE(f.forceStates(1).last(), u"withdrawn"_s);
        QCOMPARE(f.forceStates(2).last(), u"withdrawn"_s);
    }

    /// Whoever was asked before upstream has not answered, and upstream is the last one.
    void whatIsTooLargeForUpstreamEndsWhenItIsPassedOnToIt()
    {
        EngineFixture f(withUpstream({{Decider::Operator, 2000}, {Decider::Upstream, 0}}));
        f.connectUpstream();
        const PeerId peer = f.connectGame(u"Chess"_s, {u"move"_s});
        const QByteArray large(9000, 'x');
        f.send(peer, "context", R"({"message":")" + large + R"(","silent":true})");
        f.disconnectUpstream(1009);
        f.connectUpstream();
        f.force(peer, {u"move"_s}, ",\"state\":\"" + large + large + '"');
        f.force(peer, {u"move"_s});
        QCOMPARE(f.forceStates(1).last(), u"asked"_s);
        f.advance(2000);
        QCOMPARE(f.forceStates(1).last(), u"timeout"_s);
        QCOMPARE(f.forceStates(2).last(), u"asked"_s); // The operator.
    }

    /// One that is held keeps no other one of its game, wherever it is.
    void whatIsNothingForUpstreamIsAskedOfOthersWhenAForceThereIsHeld()
    {
        EngineFixture f(withUpstream({{Decider::Upstream, 0}, {Decider::First, 0}}));
        f.connectUpstream();
        const PeerId peer = f.connectGame(u"Chess"_s, {u"move"_s, u"resign"_s});
        f.force(peer, {u"move"_s});
        f.force(peer, {u"resign"_s});
        QCOMPARE(f.forceStates(1).last(), u"asked"_s);
        f.execute(HideAction{u"Chess"_s, u"resign"_s, true});
        QCOMPARE(f.forceStates(1).last(), u"asked"_s);
        QCOMPARE(f.forceStates(2).last(), u"waiting"_s);
        f.execute(HoldForce{1, true});
        QCOMPARE(f.forceStates(1).last(), u"held"_s);
        QCOMPARE(f.forceStates(2).last(), u"answered"_s);
    }

    void nothingIsAnsweredWhenAllAreHeld()
    {
        EngineFixture f(withUpstream({{Decider::Upstream, 0}, {Decider::First, 0}}));
        f.connectUpstream();
        const PeerId peer = f.connectGame(u"Chess"_s, {u"move"_s, u"resign"_s});
        f.force(peer, {u"move"_s});
        f.force(peer, {u"resign"_s});
        f.execute(HideAction{u"Chess"_s, u"resign"_s, true});
        f.takeSent(peer);
        f.execute(HoldAllForces{true});
        QCOMPARE(f.forceStates(1).last(), u"held"_s);
        QCOMPARE(f.forceStates(2).last(), u"held"_s);
        QVERIFY(f.takeSent(peer).isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestRelayEngineUpstreamForces)
#include "tst_relayengine_upstream_forces.moc"
