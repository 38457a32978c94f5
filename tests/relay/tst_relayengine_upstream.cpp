// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "enginefixture.h"

#include <QTest>

using namespace neuro;
using namespace neuro::relay;
using namespace neuro::relay::testing;
using namespace Qt::StringLiterals;

namespace {

QStringList commandsOf(const QList<QByteArray> &texts)
{
    QStringList commands;
    for (const QByteArray &text : texts)
        commands.append(QJsonDocument::fromJson(text).object().value("command"_L1).toString());
    return commands;
}

QByteArray result(const QByteArray &id, bool success, const QByteArray &message)
{
    return R"({"command":"action/result","game":"Neuro Relay","data":{"id":")" + id +
           R"(","success":)" + (success ? "true" : "false") + R"(,"message":")" + message + "\"}}";
}

QByteArray silentContext(const QByteArray &message)
{
    return R"({"command":"context","game":"Neuro Relay","data":{"message":")" + message +
           R"(","silent":true}})";
}

QByteArray unregistration(const QByteArray &names)
{
    return R"({"command":"actions/unregister","game":"Neuro Relay","data":{"action_names":[)" +
           names + "]}}";
}

} // namespace

/// What upstream is told and what it says, but for forces.
class TestRelayEngineUpstream : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void connectingTellsEverythingInOrder()
    {
        EngineFixture f(withUpstream({{Decider::Upstream, 0}}));
        const PeerId chess = f.connectGame(u"Chess"_s, {u"move"_s});
        f.connectGame(u"Go"_s, {u"place"_s});
        f.send(chess, "context", R"({"message":"one","silent":false})");
        f.send(chess, "context", R"({"message":"two","silent":true})");
        f.force(chess, {u"move"_s});
        f.serveOutbox();
        f.connectUpstream();
        QList<QByteArray> sent = f.takeUp();
        QCOMPARE(commandsOf(sent), (QStringList{u"startup"_s, u"actions/register"_s}));
        QCOMPARE(sent[0], R"({"command":"startup","game":"Neuro Relay"})"_ba);
        QCOMPARE(sent[1],
                 R"({"command":"actions/register","game":"Neuro Relay","data":{"actions":[)"
                 R"({"name":"chess--move","description":"[Chess] does it"},)"
                 R"({"name":"go--place","description":"[Go] does it"}]}})"_ba);
        f.serveOutbox();
        sent = f.takeUp();
        QCOMPARE(sent.mid(0, 2), (QList<QByteArray>{silentContext("Chess connected"),
                                                    silentContext("Go connected")}));
        QCOMPARE(commandsOf(sent.mid(2)),
                 (QStringList{u"context"_s, u"context"_s, u"actions/force"_s}));
        QVERIFY(sent[2].contains(R"("message":"[Chess] one","silent":false)"));
        QVERIFY(sent[3].contains(R"("message":"[Chess] two","silent":true)"));
    }

    void aGameStartsWhileUpstreamIsAway()
    {
        EngineFixture f(withUpstream());
        f.connectGame(u"Chess"_s);
        QCOMPARE(f.outboxRequests.size(), 1);
        const auto *kept = std::get_if<KeepInOutbox>(&f.outboxRequests.constFirst());
        QVERIFY(kept);
        QCOMPARE(kept->row.payload, silentContext("Chess connected"));
        QCOMPARE(kept->row.name, u"Chess"_s);
        // Where there is no upstream nothing waits for it.
        EngineFixture alone;
        alone.connectGame(u"Chess"_s);
        QVERIFY(alone.outboxRequests.isEmpty());
    }

    void aGameStartsWhileConnected()
    {
        EngineFixture f(withUpstream());
        f.connectUpstream();
        f.receive(f.upstream, R"({"command":"startup","data":{"session":{"sessionId":"s7",)"
                              R"("characterId":"evil","displayName":"Evil Neuro"}}})");
        f.takeUp();
        const PeerId peer = f.connectPeer();
        f.games[peer] = u"Chess"_s;
        f.send(peer, "startup");
        QCOMPARE(f.takeUp(), QList<QByteArray>{silentContext("Chess connected")});
        QCOMPARE(f.takeSent(peer).size(), 1); // Upstream's own words, at once.
    }

    void theAcknowledgementReachesWhoWaitsForIt()
    {
        EngineFixture f(withUpstream());
        const PeerId early = f.connectGame(u"Early"_s);
        f.connectUpstream();
        const PeerId waiting = f.connectPeer();
        f.games[waiting] = u"Waiting"_s;
        f.send(waiting, "startup");
        QVERIFY(f.takeSent(waiting).isEmpty());
        const QByteArray words = R"({"command":"startup", "data":{"session":{"sessionId":"s7",)"
                                 R"("characterId":"neuro","displayName":"Neuro-sama"}}})";
        f.receive(f.upstream, words);
        QCOMPARE(f.takeSent(waiting), QList<QByteArray>{words});
        QCOMPARE(f.takeSent(early), QList<QByteArray>{words});
        QCOMPARE(f.lastFrameIn().name, u"Neuro-sama"_s);
    }

    void registrationsKeepTheirBytes()
    {
        EngineFixture f(withUpstream());
        f.connectUpstream();
        const PeerId peer = f.connectGame(u"Chess"_s);
        f.takeUp();
        f.send(peer, "actions/register",
               R"({"actions":[{"schema":{"type":"object", "z":1.0,"a":1e2},"x-own":[ 1 ],)"
               R"("description":"Moves","name":"move"},{"name":"Play Card","description":""}]})");
        QCOMPARE(f.takeUp(),
                 QList<QByteArray>{
                     R"({"command":"actions/register","game":"Neuro Relay","data":{"actions":[)"
                     R"({"schema":{"type":"object", "z":1.0,"a":1e2},"x-own":[ 1 ],)"
                     R"("description":"[Chess] Moves","name":"chess--move"},)"
                     R"({"name":"chess---lay__ard","description":"[Chess] "}]}})"_ba.replace(
                         "chess---lay__ard", "chess--_lay__ard")});
        f.registerActions(peer, {u"move"_s});
        QVERIFY(f.takeUp().isEmpty()); // The first one wins.
        f.send(peer, "actions/unregister", R"({"action_names":["move","nothing"]})");
        QCOMPARE(f.takeUp(), QList<QByteArray>{unregistration("\"chess--move\"")});
        f.send(peer, "actions/unregister", R"({"action_names":["move"]})");
        QVERIFY(f.takeUp().isEmpty());
    }

    void contextsKeepEverythingElse()
    {
        EngineFixture f(withUpstream());
        f.connectUpstream();
        const PeerId peer = f.connectGame(u"Chess"_s);
        f.takeUp();
        f.receive(peer, R"({ "data" : {"silent":false,"new":1.50,"message":"He\u0079"},)"
                        R"("command":"context","game":"Chess","top":null})");
        QCOMPARE(f.takeUp(),
                 QList<QByteArray>{
                     R"({ "data" : {"silent":false,"new":1.50,"message":"[Chess] He\u0079"},)"
                     R"("command":"context","game":"Neuro Relay","top":null})"_ba});
    }

    void unknownCommandsPass()
    {
        EngineFixture f(withUpstream());
        f.connectUpstream();
        const PeerId peer = f.connectGame(u"Chess"_s);
        f.takeUp();
        f.receive(peer, R"({"command":"actions/dance","game":"Chess","data":{"z":1.0, "a":2}})");
        QCOMPARE(f.takeUp(), QList<QByteArray>{R"({"command":"actions/dance","game":"Neuro Relay",)"
                                               R"("data":{"z":1.0, "a":2}})"_ba});
    }

    void anActionReachesItsGame()
    {
        EngineFixture f(withUpstream());
        f.connectUpstream();
        const PeerId chess = f.connectGame(u"Chess"_s, {u"move"_s});
        const PeerId go = f.connectGame(u"Go"_s, {u"move"_s});
        f.takeUp();
        f.act("u1", "go--move", "\"{\\\"to\\\":1.0}\"");
        QVERIFY(f.takeSent(chess).isEmpty());
        const QList<QByteArray> sent = f.takeSent(go);
        QCOMPARE(sent.size(), 1);
        QCOMPARE(sent[0], QByteArray("{'command':'action','data':{'id':'a-1','name':'move',"
                                     "'data':'{\\'to\\':1.0}'}}")
                              .replace('\'', '"'));
        f.result(go, u"a-1"_s, true, "done");
        QCOMPARE(f.takeUp(), QList<QByteArray>{result("u1", true, "done")});
        f.result(go, u"a-1"_s, true, "done"); // Once.
        QVERIFY(f.takeUp().isEmpty());
        QCOMPARE(f.engine.census().upstreamActions, 0);
    }

    void onlyTheGameThatWasAskedAnswers()
    {
        EngineFixture f(withUpstream());
        f.connectUpstream();
        const PeerId chess = f.connectGame(u"Chess"_s, {u"move"_s});
        const PeerId go = f.connectGame(u"Go"_s);
        f.takeUp();
        f.act("u1", "chess--move");
        f.result(go, u"a-1"_s, true);
        QVERIFY(f.takeUp().isEmpty());
        QCOMPARE(f.diagnostics(), QStringList{u"result/unexpected"_s});
        f.result(chess, u"a-1"_s, false, "no");
        QCOMPARE(f.takeUp(), QList<QByteArray>{result("u1", false, "no")});
    }

    void aGameMayUnregisterBeforeItAnswers()
    {
        EngineFixture f(withUpstream());
        f.connectUpstream();
        const PeerId peer = f.connectGame(u"Chess"_s, {u"move"_s});
        f.takeUp();
        f.act("u1", "chess--move");
        f.send(peer, "actions/unregister", R"({"action_names":["move"]})");
        f.result(peer, u"a-1"_s, true, "done");
        QCOMPARE(f.takeUp(), (QList<QByteArray>{unregistration("\"chess--move\""),
                                                result("u1", true, "done")}));
    }

    void whatCannotBeExecutedIsAnswered_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("answer");
        const QByteArray head = R"({"command":"action","data":{)";
        QTest::newRow("unknown") << QByteArray(head + R"("id":"u9","name":"chess--fly"}})")
                                 << result("u9", false, "Unknown action: chess--fly");
        QTest::newRow("pending id") << QByteArray(head + R"("id":"u1","name":"chess--move"}})")
                                    << result("u1", false, "This id is pending already.");
        QTest::newRow("no id") << QByteArray(head + R"("name":"chess--move"}})") << QByteArray();
        QTest::newRow("empty id") << QByteArray(head + R"("id":"","name":"chess--move"}})")
                                  << QByteArray();
        QTest::newRow("data is not JSON")
            << QByteArray(head + R"("id":"u9","name":"chess--move","data":"say so"}})")
            << result("u9", false, "The data is not JSON, at byte 0: a value is expected");
        QTest::newRow("not JSON") << "{nonsense"_ba << QByteArray();
        QTest::newRow("no object") << "[1]"_ba << QByteArray();
    }

    void whatCannotBeExecutedIsAnswered()
    {
        QFETCH(const QByteArray, text);
        QFETCH(const QByteArray, answer);
        EngineFixture f(withUpstream());
        f.connectUpstream();
        const PeerId peer = f.connectGame(u"Chess"_s, {u"move"_s});
        f.act("u1", "chess--move");
        f.takeUp();
        f.takeSent(peer);
        f.receive(f.upstream, text);
        QCOMPARE(f.takeUp(), answer.isEmpty() ? QList<QByteArray>() : QList<QByteArray>{answer});
        QVERIFY(f.takeSent(peer).isEmpty());
        QCOMPARE(f.lastFrameIn().verdict, Verdict::Refused);
        QVERIFY(f.lastFrameIn().refusal.has_value());
    }

    void dataGoesToTheGameAsItIs_data()
    {
        QTest::addColumn<QByteArray>("data");
        QTest::newRow("list") << R"(" [1.0, 1e2] ")"_ba;
        QTest::newRow("number") << R"("7")"_ba;
        QTest::newRow("empty") << R"("")"_ba;
    }

    void dataGoesToTheGameAsItIs()
    {
        QFETCH(QByteArray, data);
        EngineFixture f(withUpstream());
        f.connectUpstream();
        const PeerId peer = f.connectGame(u"Chess"_s, {u"move"_s});
        f.takeSent(peer);
        f.act("u1", "chess--move", data);
        QVERIFY(f.takeSent(peer).value(0).contains(QByteArray("\"data\":" + data)));
    }

    /// The force goes on: Neuro has not chosen yet.
    void aForceIsNotAnsweredByDataThatIsNotJson()
    {
        EngineFixture f(withUpstream());
        f.connectUpstream();
        const PeerId peer = f.connectGame(u"Chess"_s, {u"move"_s});
        f.force(peer, {u"move"_s});
        f.act("u1", "chess--move", R"("say so")");
        QCOMPARE(f.forceStates(1).last(), u"asked"_s);
        QVERIFY(f.takeActionIds(peer).isEmpty());
        f.act("u2", "chess--move", R"("{}")");
        QCOMPARE(f.takeActionIds(peer).size(), 1);
    }

    void anActionThatIsBrokenButHasAnIdIsAnswered()
    {
        EngineFixture f(withUpstream());
        f.connectUpstream();
        f.takeUp();
        f.receive(f.upstream, R"({"command":"action","data":{"id":"u3","name":7}})");
        const QList<QByteArray> sent = f.takeUp();
        QCOMPARE(sent.size(), 1);
        QVERIFY(sent[0].contains(R"("id":"u3","success":false)"));
    }

    void aSilentGameIsAnsweredFor()
    {
        EngineFixture f(withUpstream());
        f.connectUpstream();
        const PeerId peer = f.connectGame(u"Chess"_s, {u"move"_s});
        f.takeUp();
        f.act("u1", "chess--move");
        f.advance(17'999);
        QVERIFY(f.takeUp().isEmpty());
        f.advance(1);
        QCOMPARE(f.takeUp(),
                 QList<QByteArray>{result("u1", false, "Chess did not answer in time.")});
        f.result(peer, u"a-1"_s, true);
        QVERIFY(f.takeUp().isEmpty());
        QVERIFY(f.diagnostics().contains(u"result/timeout"_s));
    }

    void aGameLeavesWithAnActionPending()
    {
        EngineFixture f(withUpstream());
        f.connectUpstream();
        const PeerId peer = f.connectGame(u"Chess"_s, {u"move"_s, u"resign"_s});
        f.takeUp();
        f.act("u1", "chess--move");
        f.disconnect(peer);
        QCOMPARE(
            f.takeUp(),
            (QList<QByteArray>{unregistration("\"chess--move\",\"chess--resign\""),
                               result("u1", true, "Chess disconnected before it gave a result.")}));
    }

    void aStartupIsADisconnectAndAConnect()
    {
        EngineFixture f(withUpstream());
        f.connectUpstream();
        const PeerId peer = f.connectGame(u"Chess"_s, {u"move"_s});
        f.takeUp();
        f.act("u1", "chess--move");
        f.send(peer, "startup");
        QCOMPARE(f.takeUp(), (QList<QByteArray>{
                                 unregistration("\"chess--move\""),
                                 result("u1", true, "Chess disconnected before it gave a result."),
                                 silentContext("Chess connected")}));
        f.result(peer, u"a-1"_s, true);
        QVERIFY(f.takeUp().isEmpty());
    }

    void resultsOfAnEarlierConnectionAreNotSent()
    {
        EngineFixture f(withUpstream());
        f.connectUpstream();
        const PeerId peer = f.connectGame(u"Chess"_s, {u"move"_s});
        f.act("u1", "chess--move");
        f.disconnectUpstream();
        f.connectUpstream();
        f.serveOutbox();
        f.act("u1", "chess--move"); // The same id, another action.
        QCOMPARE(f.takeActionIds(peer), (QStringList{u"a-1"_s, u"a-2"_s}));
        f.takeUp();
        f.result(peer, u"a-1"_s, true, "old");
        QVERIFY(f.takeUp().isEmpty());
        QCOMPARE(f.diagnostics(), QStringList{u"result/unexpected"_s});
        QCOMPARE(f.lastFrameIn().verdict, Verdict::Accepted); // The game did nothing wrong.
        QVERIFY(f.all<DiagnosticEvent>().last().detail.english().contains(u"not passed on"_s));
        f.result(peer, u"a-2"_s, true, "new");
        QCOMPARE(f.takeUp(), QList<QByteArray>{result("u1", true, "new")});
        QCOMPARE(f.diagnostics().size(), 1);
    }

    void resultsWhileUpstreamIsAwayAreToldOf()
    {
        EngineFixture f(withUpstream());
        f.connectUpstream();
        const PeerId peer = f.connectGame(u"Chess"_s, {u"move"_s});
        f.act("u1", "chess--move");
        f.disconnectUpstream();
        f.result(peer, f.takeActionIds(peer).last(), true);
        QCOMPARE(f.diagnostics(), QStringList{u"result/unexpected"_s});
        // One that was never upstream's is nothing to tell of.
        f.execute(SendAction{peer, u"move"_s, {}, false});
        f.result(peer, f.takeActionIds(peer).last(), true);
        QCOMPARE(f.diagnostics().size(), 1);
    }

    void aResultThatWaitedForAConnectionThatEndsIsToldOf()
    {
        EngineFixture f(withUpstream());
        f.connectUpstream();
        const PeerId peer = f.connectGame(u"Chess"_s, {u"move"_s});
        f.act("u1", "chess--move");
        f.takeUp();
        f.congest(true);
        f.result(peer, f.takeActionIds(peer).last(), true);
        const quint64 said = f.lastFrameIn().seq;
        QCOMPARE(f.takeUp(), QList<QByteArray>());
        QCOMPARE(f.diagnostics(), QStringList());
        f.disconnectUpstream();
        const QList<DiagnosticEvent> told = f.all<DiagnosticEvent>();
        QCOMPARE(told.size(), 1);
        QCOMPARE(told.first().key, protocol::DiagnosticKey::ResultUnexpected);
        QCOMPARE(told.first().peer, peer);
        QCOMPARE(told.first().seq, said);
        QVERIFY(told.first().detail.english().startsWith(u"move: "_s));
        // Once.
        f.connectUpstream();
        f.disconnectUpstream();
        QCOMPARE(f.diagnostics().size(), 1);
    }

    void aResultThatWaitedForAConnectionThatLivesArrives()
    {
        EngineFixture f(withUpstream());
        f.connectUpstream();
        const PeerId peer = f.connectGame(u"Chess"_s, {u"move"_s});
        f.act("u1", "chess--move");
        f.takeUp();
        f.congest(true);
        f.result(peer, f.takeActionIds(peer).last(), true);
        f.congest(false);
        QCOMPARE(f.takeUp().size(), 1);
        f.disconnectUpstream();
        QCOMPARE(f.diagnostics(), QStringList());
    }

    void whatUpstreamSaysToAllReachesAll_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("speech") << R"({"command":"speech_finished","data":{"isFinal":true}})"_ba;
        QTest::newRow("unknown") << R"({"command":"weather", "data":{"z":1.0}})"_ba;
        QTest::newRow("graceful")
            << R"({"command":"shutdown/graceful","data":{"wants_shutdown":true}})"_ba;
        QTest::newRow("immediate") << R"({"command":"shutdown/immediate"})"_ba;
    }

    void whatUpstreamSaysToAllReachesAll()
    {
        QFETCH(const QByteArray, text);
        EngineFixture f(withUpstream());
        f.connectUpstream();
        const PeerId chess = f.connectGame(u"Chess"_s);
        const PeerId go = f.connectGame(u"Go"_s);
        f.receive(f.upstream, text);
        QCOMPARE(f.takeSent(chess), QList<QByteArray>{text});
        QCOMPARE(f.takeSent(go), QList<QByteArray>{text});
        QCOMPARE(f.lastFrameIn().verdict, Verdict::Accepted);
    }

    void everythingIsRegisteredAgainWhenUpstreamAsks()
    {
        EngineFixture f(withUpstream());
        f.connectUpstream();
        const PeerId peer = f.connectGame(u"Chess"_s, {u"move"_s});
        const QByteArray registration = f.takeUp().last();
        f.receive(f.upstream, R"({"command":"actions/reregister_all"})");
        QCOMPARE(f.takeUp(), QList<QByteArray>{registration});
        QVERIFY(f.takeSent(peer).isEmpty());
    }

    void aGracefulShutdownWaitsForAll()
    {
        EngineFixture f(withUpstream());
        f.connectUpstream();
        const PeerId chess = f.connectGame(u"Chess"_s);
        const PeerId go = f.connectGame(u"Go"_s);
        const PeerId mute = f.connectGame(u"Mute"_s);
        f.takeUp();
        f.receive(f.upstream, R"({"command":"shutdown/graceful","data":{"wants_shutdown":true}})");
        f.send(chess, "shutdown/ready");
        f.send(go, "shutdown/ready");
        f.advance(60'000);
        QVERIFY(f.takeUp().isEmpty());
        f.disconnect(mute);
        QCOMPARE(f.takeUp(),
                 QList<QByteArray>{R"({"command":"shutdown/ready","game":"Neuro Relay"})"_ba});
        f.send(chess, "shutdown/ready");
        QVERIFY(f.takeUp().isEmpty());
    }

    void aGracefulShutdownIsTakenBack()
    {
        EngineFixture f(withUpstream());
        f.connectUpstream();
        const PeerId chess = f.connectGame(u"Chess"_s);
        f.takeUp();
        f.receive(f.upstream, R"({"command":"shutdown/graceful","data":{"wants_shutdown":true}})");
        f.receive(f.upstream, R"({"command":"shutdown/graceful","data":{"wants_shutdown":false}})");
        f.send(chess, "shutdown/ready");
        QVERIFY(f.takeUp().isEmpty());
    }

    void anImmediateShutdownWaitsFiveSeconds()
    {
        EngineFixture f(withUpstream());
        f.connectUpstream();
        f.connectGame(u"Chess"_s);
        f.takeUp();
        f.receive(f.upstream, R"({"command":"shutdown/immediate"})");
        f.advance(4999);
        QVERIFY(f.takeUp().isEmpty());
        f.advance(1);
        QCOMPARE(commandsOf(f.takeUp()), QStringList{u"shutdown/ready"_s});
    }

    void theOperatorSpeaks()
    {
        EngineFixture f(withUpstream());
        f.connectUpstream();
        f.takeUp();
        QCOMPARE(f.execute(SayToNeuro{u"Hello"_s, false}).code, CommandError::None);
        QCOMPARE(f.takeUp(), QList<QByteArray>{R"({"command":"context","game":"Neuro Relay",)"
                                               R"("data":{"message":"Hello","silent":false}})"_ba});
        f.disconnectUpstream();
        f.execute(SayToNeuro{u"Still there?"_s, true});
        f.serveOutbox();
        f.connectUpstream();
        f.serveOutbox();
        QVERIFY(f.takeUp().last().contains("Still there?"));
        EngineFixture alone;
        QCOMPARE(alone.execute(SayToNeuro{u"Hello"_s, false}).code, CommandError::NoUpstream);
    }

    void aTakenOverGameKeepsItsNamesUpstream()
    {
        EngineFixture f(withUpstream());
        f.connectUpstream();
        const PeerId older = f.connectGame(u"Chess"_s, {u"move"_s});
        const PeerId newer = f.connectGame(u"Chess"_s, {u"move"_s});
        f.force(newer, {u"move"_s});
        QVERIFY(f.takeUp().last().contains("chess-2--move"));
        f.advance(1000); // The older one does not answer the ping.
        QCOMPARE(f.closed.value(older), CloseCode::Policy);
        const QList<QByteArray> sent = f.takeUp();
        QCOMPARE(sent[0], unregistration("\"chess--move\""));
        QCOMPARE(sent[1], unregistration("\"chess-2--move\""));
        QVERIFY(sent[2].contains(R"("name":"chess--move")"));
        // The force comes again; an answer to the old one is none to this one.
        QVERIFY(sent.last().contains(R"("action_names":["chess--move"])"));
        f.act("u0", "chess-2--move");
        QVERIFY(f.takeActionIds(newer).isEmpty());
        QVERIFY(f.takeUp().last().contains("already decided"));
        f.act("u1", "chess--move");
        QCOMPARE(f.takeActionIds(newer).size(), 1);
    }

    void namesFollowTheSettings_data()
    {
        QTest::addColumn<Naming>("naming");
        QTest::addColumn<QStringList>("names");
        QTest::newRow("always") << Naming::Always << QStringList{u"chess--move"_s, u"go--move"_s};
        QTest::newRow("on collision")
            << Naming::OnCollision << QStringList{u"move"_s, u"go--move"_s};
        QTest::newRow("never") << Naming::Never << QStringList{u"move"_s, u"move-2"_s};
    }

    void namesFollowTheSettings()
    {
        QFETCH(const Naming, naming);
        QFETCH(const QStringList, names);
        EngineSettings settings = withUpstream();
        settings.upstream.naming = naming;
        settings.upstream.describe = false;
        EngineFixture f(settings);
        f.connectUpstream();
        f.connectGame(u"Chess"_s, {u"move"_s});
        const PeerId go = f.connectGame(u"Go"_s, {u"move"_s});
        const QByteArray sent = f.takeUp().join('\n');
        for (const QString &name : names) {
            const QByteArray start =
                "{\"name\":\"" + name.toUtf8() + "\",\"description\":\"does it";
            QVERIFY(sent.contains(start));
        }
        f.act("u1", names.last().toUtf8());
        QCOMPARE(f.takeActionIds(go).size(), 1);
    }

    void whenAllAreGoneNothingIsLeft()
    {
        EngineFixture f(withUpstream());
        f.connectUpstream();
        const PeerId peer = f.connectGame(u"Chess"_s, {u"move"_s, u"resign"_s});
        f.force(peer, {u"move"_s});
        f.act("u1", "chess--resign");
        f.disconnect(peer);
        f.disconnectUpstream();
        const RelayEngine::Census census = f.engine.census();
        QCOMPARE(census.upstreamNames, 0);
        QCOMPARE(census.upstreamActions, 0);
        QCOMPARE(census.withdrawals, 0);
        QCOMPARE(census.forces, 0);
        QCOMPARE(census.actionsInFlight, 0);
        QCOMPARE(census.forceUpstream, ForceId(0));
    }
};

QTEST_GUILESS_MAIN(TestRelayEngineUpstream)
#include "tst_relayengine_upstream.moc"
