// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "enginefixture.h"

#include <QTest>

using namespace neuro;
using namespace neuro::relay;
using namespace neuro::relay::testing;
using namespace Qt::StringLiterals;

namespace {

QStringList registeredBy(const EngineFixture &f, PeerId peer)
{
    QStringList names;
    for (const RegistryEvent &event : f.all<RegistryEvent>()) {
        if (event.peer != peer)
            continue;
        names.clear();
        for (const protocol::Action &action : event.actions)
            names.append(action.name);
    }
    return names;
}

} // namespace

/// Programs that have registered at the intermediary door as integrations.
class TestRelayEngineIntegrations : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isNamedAtOnce()
    {
        EngineFixture f;
        const PeerId peer = f.connectIntegration(u"My Spotify"_s);
        const QList<PeerEvent> events = f.all<PeerEvent>();
        QCOMPARE(events.size(), 2);
        QCOMPARE(events[0].state, PeerEvent::State::Connected);
        QCOMPARE(events[1].state, PeerEvent::State::Named);
        for (const PeerEvent &event : events) {
            QCOMPARE(event.peer, peer);
            QCOMPARE(event.door, Door::Intermediary);
            QCOMPARE(event.role, PeerRole::Integration);
            QCOMPARE(event.name, u"My Spotify"_s);
            QVERIFY(!event.isEnhanced);
        }
        QCOMPARE(events[1].gameId, u"my-spotify"_s);
        // Nothing is asked of it, however long it is silent, and nothing is missing.
        f.advance(5000);
        QVERIFY(f.takeSent(peer).isEmpty());
        f.receive(peer, R"({"command":"actions/register","data":{"actions":[]}})");
        QVERIFY(f.diagnostics().isEmpty());
    }

    void isNotAskedToReregisterByTheSetting()
    {
        EngineSettings settings;
        settings.reregister = Reregister::Always;
        EngineFixture f(settings);
        QVERIFY(f.takeSent(f.connectIntegration(u"Spotify"_s)).isEmpty());
    }

    void speaksTheNeuroApiWithoutItsName()
    {
        EngineFixture f;
        const PeerId peer = f.connectIntegration(u"Spotify"_s);
        f.receive(peer, R"({"command":"startup"})");
        QVERIFY(f.takeSent(peer).first().contains("sessionId"));
        f.receive(
            peer,
            R"({"command":"actions/register","data":{"actions":[{"name":"play","description":"d"}]}})");
        QCOMPARE(registeredBy(f, peer), QStringList{u"play"_s});
        QCOMPARE(f.lastFrameIn().command, u"actions/register"_s);
        QCOMPARE(f.lastFrameIn().name, u"Spotify"_s);
        QVERIFY(f.diagnostics().isEmpty());
        f.receive(peer, R"({"command":"shutdown/ready","game":"Other"})");
        QCOMPARE(f.diagnostics(), QStringList{u"game/renamed"_s});
    }

    void anActionAndItsResult()
    {
        EngineFixture f;
        const PeerId peer = f.connectIntegration(u"Spotify"_s);
        f.receive(peer,
                  R"({"event":"register_actions","actions":{"play":{"description":"plays"}}})");
        for (const bool success : {true, false}) {
            f.execute(SendAction{peer, u"play"_s, {}, false});
            const QStringList ids = f.takeActionIds(peer);
            QCOMPARE(ids.size(), 1);
            f.receive(peer, "{\"event\":\"action_result\",\"payload\":{\"id\":\"" +
                                ids[0].toUtf8() + R"(","status":")" + (success ? "ok" : "error") +
                                "\",\"message\":\"so\"}}");
            QCOMPARE(f.lastFrameIn().verdict, Verdict::Accepted);
            QCOMPARE(f.lastFrameIn().command, u"action/result"_s);
            const ActionEvent last = f.all<ActionEvent>().last();
            QCOMPARE(last.state, success ? ActionState::Succeeded : ActionState::Failed);
            QCOMPARE(last.message, u"so"_s);
        }
        f.receive(peer, R"({"event":"action_result","payload":{"id":"none","status":"ok"}})");
        QCOMPARE(f.lastFrameIn().refusal->reason, protocol::Reason::UnexpectedResult);
    }

    void registerActionsReplacesTheSet()
    {
        EngineFixture f;
        const PeerId peer = f.connectIntegration(u"Spotify"_s);
        f.receive(peer, R"({"event":"register_actions","actions":{)"
                        R"("play":{"description":"plays"},"stop":{"description":"stops"},)"
                        R"("skip":{"description":"skips"}}})");
        QCOMPARE(registeredBy(f, peer), (QStringList{u"play"_s, u"stop"_s, u"skip"_s}));
        f.receive(peer, R"({"event":"register_actions","actions":{)"
                        R"("play":{"description":"plays"},"stop":{"description":"stops now"},)"
                        R"("love":{"description":"likes it"}}})");
        QCOMPARE(registeredBy(f, peer), (QStringList{u"play"_s, u"stop"_s, u"love"_s}));
        QCOMPARE(f.all<RegistryEvent>().last().actions[1].description, u"stops now"_s);
        QVERIFY(!f.diagnostics().contains(u"register/conflict"_s));
        f.receive(peer, R"({"event":"register_actions","actions":{}})");
        QVERIFY(registeredBy(f, peer).isEmpty());
        QCOMPARE(f.engine.census().actions, 0);
    }

    void whatIsReplacedCannotBeGivenBack()
    {
        EngineFixture f;
        const PeerId peer = f.connectIntegration(u"Spotify"_s);
        f.receive(peer, R"({"event":"register_actions","actions":{)"
                        R"("play":{"description":"d"},"stop":{"description":"d"}}})");
        f.execute(UnregisterAction{peer, u"stop"_s});
        // It has unregistered it itself by now.
        f.receive(peer, R"({"event":"register_actions","actions":{"play":{"description":"d"}}})");
        QCOMPARE(f.execute(UnregisterAction{peer, u"stop"_s, true}).code,
                 CommandError::UnknownAction);
        QCOMPARE(registeredBy(f, peer), QStringList{u"play"_s});
    }

    void aBadActionKeepsTheOthers()
    {
        EngineFixture f;
        const PeerId peer = f.connectIntegration(u"Spotify"_s);
        f.receive(peer, R"({"event":"register_actions","actions":{)"
                        R"("bad":"plays","good":{"description":"d"}}})");
        QCOMPARE(registeredBy(f, peer), QStringList{u"good"_s});
        QCOMPARE(f.lastFrameIn().verdict, Verdict::Refused);
        QCOMPARE(f.lastFrameIn().refusal->path, u"actions.bad"_s);
    }

    void unregisterActions()
    {
        EngineFixture f;
        const PeerId peer = f.connectIntegration(u"Spotify"_s);
        f.receive(peer, R"({"event":"register_actions","actions":{)"
                        R"("play":{"description":"d"},"stop":{"description":"d"}}})");
        f.receive(peer, R"({"event":"unregister_actions","actions":["play","never"]})");
        QCOMPARE(registeredBy(f, peer), QStringList{u"stop"_s});
        QCOMPARE(f.diagnostics(), QStringList{u"unregister/never_registered"_s});
    }

    void aForceInItsOwnForm()
    {
        EngineFixture f;
        const PeerId peer = f.connectIntegration(u"Spotify"_s);
        f.receive(peer, R"({"event":"register_actions","actions":{"play":{"description":"d"}}})");
        f.receive(peer, R"({"op":"choose_force_action","state":"quiet","query":"Which?",)"
                        R"("ephemeral_context":true,"actions":[{"name":"play"}]})");
        const ForceEvent force = f.all<ForceEvent>().last();
        QCOMPARE(force.name, u"Spotify"_s);
        QCOMPARE(force.request.query, u"Which?"_s);
        QCOMPARE(*force.request.state, u"quiet"_s);
        QVERIFY(force.request.ephemeralContext);
        QCOMPARE(force.actions.first().name, u"play"_s);
        f.execute(AnswerForce{force.id, u"play"_s, {}, false});
        QCOMPARE(f.takeActionIds(peer).size(), 1);
        f.receive(peer, R"({"op":"choose_force_action","query":"q","actions":[{"name":"no"}]})");
        QCOMPARE(f.lastFrameIn().refusal->reason, protocol::Reason::UnknownAction);
    }

    void whatItSaysWronglyIsRefused_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<protocol::Reason>("reason");
        QTest::addColumn<QString>("key");
        using protocol::Reason;
        const QString invalid = u"message/invalid"_s;
        QTest::addRow("register") << R"({"event":"register_actions","actions":[]})"_ba
                                  << Reason::WrongType << invalid;
        QTest::addRow("unregister")
            << R"({"event":"unregister_actions"})"_ba << Reason::MissingField << invalid;
        QTest::addRow("result") << R"({"event":"action_result","payload":{"id":"1"}})"_ba
                                << Reason::MissingField << invalid;
        QTest::addRow("force") << R"({"op":"choose_force_action","actions":[]})"_ba
                               << Reason::MissingField << invalid;
        QTest::addRow("field") << R"({"command":"context","data":{}})"_ba << Reason::MissingField
                               << invalid;
        QTest::addRow("game") << R"({"command":"startup","game":7})"_ba << Reason::WrongType
                              << invalid;
        QTest::addRow("command") << R"({"command":"dance"})"_ba << Reason::UnknownCommand
                                 << u"message/unknown_command"_s;
    }
    void whatItSaysWronglyIsRefused()
    {
        QFETCH(QByteArray, text);
        QFETCH(protocol::Reason, reason);
        QFETCH(QString, key);
        EngineFixture f(withUpstream());
        f.connectUpstream();
        const PeerId peer = f.connectIntegration(u"Spotify"_s);
        f.takeUp();
        f.receive(peer, text);
        QCOMPARE(f.lastFrameIn().verdict, Verdict::Refused);
        QCOMPARE(f.lastFrameIn().refusal->reason, reason);
        QCOMPARE(f.diagnostics(), QStringList{key});
        QVERIFY(f.takeSent(peer).isEmpty());
        const QList<QByteArray> up = f.takeUp();
        if (reason == protocol::Reason::UnknownCommand)
            QCOMPARE(up, QList<QByteArray>{R"({"command":"dance","game":"Neuro Relay"})"});
        else
            QVERIFY(up.isEmpty());
    }

    void upstreamHearsItInTheNeuroApisForm()
    {
        EngineFixture f(withUpstream());
        f.connectUpstream();
        const PeerId peer = f.connectIntegration(u"Spotify"_s);
        f.takeUp();
        f.receive(peer, R"({"event":"register_actions","actions":)"
                        R"({"play":{"description":"plays","schema":{"type": "object","x":1.0}}}})");
        QCOMPARE(
            f.takeUp(),
            QList<QByteArray>{
                R"({"command":"actions/register","game":"Neuro Relay","data":{"actions":[{"name":"spotify--play","description":"[Spotify] plays","schema":{"type": "object","x":1.0}}]}})"});
        f.receive(peer, R"({"command":"context","data":{"message":"hi","silent":false}})");
        QCOMPARE(
            f.takeUp(),
            QList<QByteArray>{
                R"({"command":"context","data":{"message":"[Spotify] hi","silent":false},"game":"Neuro Relay"})"});
        f.receive(peer, R"({"op":"choose_force_action","query":"Which?",)"
                        R"("actions":[{"name":"play"}]})");
        QCOMPARE(
            f.takeUp(),
            QList<QByteArray>{
                R"({"command":"actions/force","game":"Neuro Relay","data":{"query":"[Spotify] Which?","ephemeral_context":false,"priority":"low","action_names":["spotify--play"]}})"});
        f.act("n1", "spotify--play", R"("{}")");
        const QStringList ids = f.takeActionIds(peer);
        f.receive(peer, "{\"event\":\"action_result\",\"payload\":{\"id\":\"" +
                            ids.value(0).toUtf8() + "\",\"status\":\"ok\"}}");
        QCOMPARE(
            f.takeUp(),
            QList<QByteArray>{
                R"({"command":"action/result","game":"Neuro Relay","data":{"id":"n1","success":true}})"});
        f.receive(peer, R"({"event":"unregister_actions","actions":["play"]})");
        QCOMPARE(
            f.takeUp(),
            QList<QByteArray>{
                R"({"command":"actions/unregister","game":"Neuro Relay","data":{"action_names":["spotify--play"]}})"});
    }

    void aReplacedSetTellsUpstreamTheDifference()
    {
        EngineFixture f(withUpstream());
        f.connectUpstream();
        const PeerId peer = f.connectIntegration(u"S"_s);
        f.receive(peer,
                  R"({"event":"register_actions","actions":)"
                  R"({"a":{"description":"1"},"b":{"description":"1"},"c":{"description":"1"}}})");
        f.takeUp();
        f.receive(peer, R"({"event":"register_actions","actions":)"
                        R"({"a":{"description":"1"},"b":{"description":"2"}}})");
        QCOMPARE(
            f.takeUp(),
            (QList<QByteArray>{
                R"({"command":"actions/unregister","game":"Neuro Relay","data":{"action_names":["s--b","s--c"]}})",
                R"({"command":"actions/register","game":"Neuro Relay","data":{"actions":[{"name":"s--b","description":"[S] 2"}]}})"}));
    }

    /// How it writes them does not matter.
    void aSetThatMeansTheSameChangesNothing()
    {
        EngineFixture f(withUpstream());
        f.connectUpstream();
        const PeerId peer = f.connectIntegration(u"S"_s);
        f.takeUp();
        f.receive(peer, R"({"event":"register_actions","actions":{"a":{"description":"1",)"
                        R"("schema":{"type":"object","required":[]}}}})");
        QCOMPARE(f.takeUp().size(), 1);
        const auto registries = f.all<RegistryEvent>().size();
        f.receive(peer, R"({"event":"register_actions","actions":{"a":{"description":"1",)"
                        R"("schema":{"required": [], "type": "object"}}}})");
        QVERIFY(f.takeUp().isEmpty());
        QCOMPARE(f.all<RegistryEvent>().size(), registries);
        QVERIFY(!f.diagnostics().contains(u"register/conflict"_s));
        f.receive(peer, R"({"event":"register_actions","actions":{"a":{"description":"1",)"
                        R"("schema":{"required": ["b"], "type": "object"}}}})");
        QCOMPARE(f.takeUp().size(), 2);
    }

    void anythingElseIsSilentContext_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("message");
        QTest::addRow("object") << R"({"song": "Mia"})"_ba
                                << R"([Spotify] {\"song\": \"Mia\"})"_ba;
        QTest::addRow("text") << "now playing"_ba
                              << "[Spotify] now playing"_ba;
        QTest::addRow("array") << "[1]"_ba
                               << "[Spotify] [1]"_ba;
        QTest::addRow("a command that is no text")
            << R"({"command":{"volume":7}})"_ba
            << R"([Spotify] {\"command\":{\"volume\":7}})"_ba;
        QTest::addRow("another event") << R"({"event":"tick"})"_ba
                                       << R"([Spotify] {\"event\":\"tick\"})"_ba;
    }
    void anythingElseIsSilentContext()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, message);
        EngineFixture f(withUpstream());
        f.connectUpstream();
        const PeerId peer = f.connectIntegration(u"Spotify"_s);
        f.takeUp();
        f.receive(peer, text);
        QCOMPARE(f.lastFrameIn().verdict, Verdict::Accepted);
        QCOMPARE(f.lastFrameIn().payload, text);
        QCOMPARE(f.takeUp(),
                 QList<QByteArray>{
                     "{\"command\":\"context\",\"game\":\"Neuro Relay\",\"data\":{\"message\":\"" +
                     message + "\",\"silent\":true}}"});
        const TranscriptEvent told = f.all<TranscriptEvent>().last();
        QCOMPARE(told.text, QString::fromUtf8(text));
        QVERIFY(told.silent);
        QVERIFY(f.takeSent(peer).isEmpty());
        QVERIFY(f.diagnostics().isEmpty());
    }

    void aRemarkWaitsForUpstreamLikeAnyContext()
    {
        EngineFixture f(withUpstream());
        f.openOutbox();
        const PeerId peer = f.connectIntegration(u"Spotify"_s);
        f.receive(peer, "hello");
        f.serveOutbox();
        QCOMPARE(f.outbox.counts().first().rows, 1);
        f.connectUpstream();
        f.serveOutbox();
        QVERIFY(f.takeUp().last().contains("[Spotify] hello"));
    }

    void commandsDoNotOvertakeAnOutboxThatIsNotOpenYet()
    {
        const auto delivered = [](int number) -> QByteArray {
            return R"({"from_watcher":"ui","cmd":{"n":)" + QByteArray::number(number) + "}}";
        };
        EngineFixture f;
        f.engine.expectOutbox();
        f.keepOfEarlierRun(u"integration:Spotify"_s, delivered(1));
        const PeerId watcher = f.connectWatcher(u"ui"_s);
        const PeerId peer = f.connectIntegration(u"Spotify"_s);
        f.takeSent(watcher);
        f.receive(watcher, R"({"target":"Spotify","cmd":{"n":2}})");
        QVERIFY(f.takeSent(peer).isEmpty());
        QVERIFY(f.takeSent(watcher).isEmpty());
        f.openOutbox();
        f.serveOutbox();
        QCOMPARE(f.takeSent(peer), (QList<QByteArray>{delivered(1), delivered(2)}));
        QCOMPARE(f.takeSent(watcher), QList<QByteArray>{R"({"status":"queued"})"});
    }

    void withoutUpstreamARemarkIsOnlyShown()
    {
        EngineFixture f;
        f.openOutbox();
        const PeerId peer = f.connectIntegration(u"Spotify"_s);
        f.receive(peer, "hello");
        f.receive(peer, R"({"command":"context","data":{"message":"hi","silent":true}})");
        QVERIFY(f.outboxRequests.isEmpty());
        QCOMPARE(f.all<FrameEvent>().size(), 2);
        QCOMPARE(f.all<TranscriptEvent>().size(), 2);
    }

    void binaryIsItsDoorsAffair()
    {
        EngineFixture f;
        const PeerId peer = f.connectIntegration(u"Spotify"_s);
        f.engine.binaryReceived(peer, "abc", f.now);
        f.receive(peer, "x"); // Collects.
        const FrameEvent frame = f.all<FrameEvent>().first();
        QVERIFY(frame.binary);
        QCOMPARE(frame.verdict, Verdict::Accepted);
        QVERIFY(f.diagnostics().isEmpty());
    }

    void theNewerConnectionWins()
    {
        EngineFixture f;
        const PeerId older = f.connectIntegration(u"Spotify"_s);
        f.receive(older, R"({"event":"register_actions","actions":{"play":{"description":"d"}}})");
        const PeerId game = f.connectGame(u"Spotify"_s, {u"play"_s});
        const PeerId watcher = f.connectWatcher(u"Spotify"_s);
        f.events.clear();
        const PeerId newer = f.connectIntegration(u"Spotify"_s);
        QCOMPARE(
            f.takeSent(older),
            QList<QByteArray>{R"({"error":"replaced by a newer connection with the same name"})"});
        QCOMPARE(f.closed.value(older), CloseCode::Policy);
        QCOMPARE(f.closed.size(), 1);
        const QList<PeerEvent> events = f.all<PeerEvent>();
        QCOMPARE(events.size(), 3);
        QCOMPARE(events[0].state, PeerEvent::State::Disconnected);
        QCOMPARE(events[0].peer, older);
        QCOMPARE(events[2].peer, newer);
        QCOMPARE(events[2].gameId, u"spotify"_s);
        // What comes of the older one later never touches the newer one.
        f.receive(newer, R"({"event":"register_actions","actions":{"stop":{"description":"d"}}})");
        f.receive(older, R"({"event":"unregister_actions","actions":["stop"]})");
        f.disconnect(older);
        QCOMPARE(registeredBy(f, newer), QStringList{u"stop"_s});
        QCOMPARE(f.engine.census().peers, 2);
        f.receive(f.connectWatcher(u"ui"_s), R"({"target":"Spotify","cmd":{}})");
        QCOMPARE(f.takeSent(newer).size(), 1);
        Q_UNUSED(game)
        Q_UNUSED(watcher)
    }

    void aGameOfTheSameNameIsLeftAlone()
    {
        EngineFixture f;
        const PeerId game = f.connectGame(u"Spotify"_s);
        const PeerId integration = f.connectIntegration(u"Spotify"_s);
        const PeerId second = f.connectGame(u"Spotify"_s);
        QVERIFY(!f.pinged.contains(integration)); // Only games with one name doubt each other.
        QCOMPARE(f.pinged, QList<PeerId>{game});
        QCOMPARE(f.all<PeerEvent>().at(3).gameId, u"spotify-2"_s);
        f.pinged.clear();
        f.advance(2000); // The first game does not answer.
        QCOMPARE(f.closed.keys(), QList<PeerId>{game});
        QCOMPARE(f.engine.census().peers, 2);
        Q_UNUSED(second)
    }

    void isAskedToShutDownButNotWaitedForUnlessItSpeaksTheApi()
    {
        EngineFixture f(withUpstream());
        f.connectUpstream();
        const PeerId plain = f.connectIntegration(u"Plain"_s);
        const PeerId fluent = f.connectIntegration(u"Fluent"_s);
        f.receive(fluent, R"({"command":"startup"})");
        f.takeUp();
        f.takeSent(plain);
        f.receive(f.upstream, R"({"command":"shutdown/graceful","data":{"wants_shutdown":true}})");
        QCOMPARE(f.takeSent(plain).size(), 1);
        QVERIFY(f.takeUp().isEmpty());
        f.receive(fluent, R"({"command":"shutdown/ready"})");
        QCOMPARE(f.takeUp(),
                 QList<QByteArray>{R"({"command":"shutdown/ready","game":"Neuro Relay"})"});
    }

    void aSnapshotShowsEverybody()
    {
        EngineFixture f;
        f.connectIntegration(u"Spotify"_s);
        f.connectWatcher(u"ui"_s, true);
        f.connectGame(u"Chess"_s);
        f.events.clear();
        f.execute(TakeSnapshot{});
        const QList<PeerEvent> peers = f.all<SnapshotEvent>().first().peers;
        QCOMPARE(peers.size(), 3);
        QCOMPARE(peers[0].role, PeerRole::Integration);
        QCOMPARE(peers[0].state, PeerEvent::State::Named);
        QCOMPARE(peers[1].role, PeerRole::Game);
        QCOMPARE(peers[2].role, PeerRole::Watcher);
        QCOMPARE(peers[2].name, u"ui"_s);
        QVERIFY(peers[2].isEnhanced);
    }

    void scriptsSpeakToAllGames()
    {
        EngineFixture f;
        const PeerId chess = f.connectGame(u"Chess"_s, {u"move"_s});
        const PeerId go = f.connectGame(u"Go"_s, {u"move"_s});
        const PeerId other = f.connectIntegration(u"Spotify"_s);
        const PeerId watcher = f.connectWatcher(u"ui"_s);
        const QByteArray speech = R"({"data": {"isFinal":true},"command":"speech_finished"})";
        QCOMPARE(f.execute(SendToGames{speech}).code, CommandError::None);
        for (const PeerId peer : {chess, go, other})
            QCOMPARE(f.takeSent(peer), QList<QByteArray>{speech});
        QVERIFY(f.takeSent(watcher).isEmpty());
        QCOMPARE(f.all<OperatorEvent>().last().what, u"send_to_games"_s);
        QCOMPARE(f.all<OperatorEvent>().last().detail, u"speech_finished"_s);

        f.force(chess, {u"move"_s});
        f.takeSent(chess);
        const QByteArray action = "{\"command\":\"action\",\"data\":{\"id\":\"x\",\"name\":"
                                  "\"move\",\"data\":\"{\\\"to\\\": 1.0}\"},\"more\":1}";
        QCOMPARE(f.execute(SendToGames{action}).code, CommandError::None);
        const QList<QByteArray> toChess = f.takeSent(chess);
        const QList<QByteArray> toGo = f.takeSent(go);
        QCOMPARE(f.takeSent(other), QList<QByteArray>{action}); // It has no such action.
        QCOMPARE(toChess.size(), 1);
        QByteArray expected = action;
        QCOMPARE(toChess.first(), expected.replace(R"("x")", R"("a-1")"));
        QVERIFY(toGo.first().contains(R"("a-2")"));
        f.result(chess, u"a-1"_s, true);
        QCOMPARE(f.lastFrameIn().verdict, Verdict::Accepted);
        QCOMPARE(f.forceStates(1).last(), u"succeeded"_s);
        f.result(go, u"a-2"_s, true);
        QCOMPARE(f.lastFrameIn().verdict, Verdict::Accepted);
    }

    void scriptsSendMessagesOnly_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addRow("text") << "hello"_ba;
        QTest::addRow("array") << "[]"_ba;
        QTest::addRow("no command") << R"({"data":{}})"_ba;
        QTest::addRow("number") << R"({"command":1})"_ba;
    }
    void scriptsSendMessagesOnly()
    {
        QFETCH(QByteArray, text);
        EngineFixture f;
        const PeerId peer = f.connectGame(u"Chess"_s);
        QCOMPARE(f.execute(SendToGames{text}).code, CommandError::InvalidData);
        QVERIFY(f.takeSent(peer).isEmpty());
    }

    void aBusyGameGetsNoMoreActionsOfScripts()
    {
        EngineSettings settings;
        settings.limits.actionsInFlight = 1;
        EngineFixture f(settings);
        const PeerId peer = f.connectGame(u"Chess"_s, {u"move"_s});
        const QByteArray action = R"({"command":"action","data":{"name":"move"}})";
        QCOMPARE(f.execute(SendToGames{action}).code, CommandError::None);
        QCOMPARE(f.takeSent(peer),
                 QList<QByteArray>{R"({"command":"action","data":{"name":"move","id":"a-1"}})"});
        QCOMPARE(f.execute(SendToGames{action}).code, CommandError::TooManyInFlight);
        QVERIFY(f.takeSent(peer).isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestRelayEngineIntegrations)
#include "tst_relayengine_integrations.moc"
