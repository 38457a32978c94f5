// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "watcherstage.h"

#include <QTest>

using namespace neuro;
using namespace neuro::relay;
using namespace neuro::relay::testing;
using namespace Qt::StringLiterals;

/// What watchers ask for, row by row, choices apart.
class TestRelayEngineWatchers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void comesAndGoes()
    {
        EngineFixture f;
        const PeerId peer = f.connectWatcher(u"ui"_s, true);
        f.disconnect(peer);
        const QList<PeerEvent> events = f.all<PeerEvent>();
        QCOMPARE(events.size(), 2);
        QCOMPARE(events[0].state, PeerEvent::State::Connected);
        QCOMPARE(events[1].state, PeerEvent::State::Disconnected);
        for (const PeerEvent &event : events) {
            QCOMPARE(event.role, PeerRole::Watcher);
            QCOMPARE(event.name, u"ui"_s);
            QCOMPARE(event.door, Door::Intermediary);
            QVERIFY(event.isEnhanced);
        }
        QCOMPARE(f.engine.census().watchers, 0);
        QVERIFY(f.takeSent(peer).isEmpty());
    }

    void theNewerConnectionWins()
    {
        EngineFixture f;
        const PeerId older = f.connectWatcher(u"ui"_s);
        f.connectWatcher(u"other"_s);
        f.connectIntegration(u"ui"_s); // Names are unique per role.
        f.events.clear();
        const PeerId newer = f.connectWatcher(u"ui"_s, true);
        QCOMPARE(f.takeSent(older),
                 QList<QByteArray>{error("replaced by a newer connection with the same name")});
        QCOMPARE(f.closed.keys(), QList<PeerId>{older});
        QCOMPARE(f.closed.value(older), CloseCode::Policy);
        const QList<PeerEvent> events = f.all<PeerEvent>();
        QCOMPARE(events.size(), 2);
        QCOMPARE(events[0].state, PeerEvent::State::Disconnected);
        QCOMPARE(events[0].peer, older);
        QCOMPARE(events[1].peer, newer);
        // The older one's leaving touches nobody; it is answered nothing more.
        f.receive(older, "x");
        f.disconnect(older);
        QVERIFY(f.takeSent(older).isEmpty());
        QCOMPARE(f.engine.census().watchers, 2);
    }

    void notJson_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addRow("text") << "hello"_ba;
        QTest::addRow("array") << "[]"_ba;
        QTest::addRow("empty") << QByteArray();
    }
    void notJson()
    {
        QFETCH(QByteArray, text);
        Stage f;
        QCOMPARE(f.ask(f.watcher, text), QList<QByteArray>{error("watcher messages must be JSON")});
        QCOMPARE(f.lastFrameIn().verdict, Verdict::Refused);
        QCOMPARE(f.lastFrameIn().name, u"ui"_s);
        QVERIFY(f.diagnostics().isEmpty());
        QVERIFY(f.closed.isEmpty());
    }

    void binary()
    {
        Stage f;
        f.engine.binaryReceived(f.watcher, "abc", f.now);
        QCOMPARE(f.ask(f.enhanced, R"({"snapshot":true})").size(), 1); // Collects.
        QCOMPARE(f.takeSent(f.watcher), QList<QByteArray>{error("watcher messages must be JSON")});
        QCOMPARE(f.all<FrameEvent>().first().refusal->reason, protocol::Reason::BinaryFrame);
    }

    void nothingKnown()
    {
        Stage f;
        const QList<QByteArray> answers = f.ask(f.watcher, R"({"hello":1})");
        QCOMPARE(answers.size(), 1);
        QVERIFY(answers.first().startsWith(R"({"error":"invalid target/cmd")"));
    }

    void directNeedsPrivileges()
    {
        Stage f(withUpstream());
        f.connectUpstream();
        f.takeUp();
        QCOMPARE(f.ask(f.watcher, R"({"direct_to_neuro":true,"payload":{"command":"context"}})"),
                 QList<QByteArray>{error("enhanced privileges required")});
        QVERIFY(f.takeUp().isEmpty());
        QCOMPARE(f.lastFrameIn().refusal->reason, protocol::Reason::Forbidden);
    }

    void directNeedsUpstream_data()
    {
        QTest::addColumn<QString>("state");
        for (const char *state : {"none", "away", "congested"})
            QTest::addRow("%s", state) << QString::fromLatin1(state);
    }
    void directNeedsUpstream()
    {
        QFETCH(QString, state);
        Stage f(state == "none"_L1 ? EngineSettings() : withUpstream());
        if (state == "congested"_L1) {
            f.connectUpstream();
            f.takeUp();
            f.congest(true);
        }
        QCOMPARE(
            f.ask(f.enhanced, R"({"direct_to_neuro":true,"payload":{"command":"some/thing"}})"),
            QList<QByteArray>{error("neuro backend not available")});
        QVERIFY(f.outboxRequests.isEmpty());
    }

    void directGoesAsItIs_data()
    {
        QTest::addColumn<QByteArray>("payload");
        QTest::addColumn<QByteArray>("forwarded");
        QTest::addRow("with a game")
            << R"({"game":"Mine", "command":"context","data":{"silent":true,"message":"a","n":1.0}})"_ba
            << R"({"game":"Neuro Relay", "command":"context","data":{"silent":true,"message":"a","n":1.0}})"_ba;
        QTest::addRow("without a game") << R"({"command":"new/thing"})"_ba
                                        << R"({"command":"new/thing","game":"Neuro Relay"})"_ba;
        QTest::addRow("with two")
            << R"({"game":"a","game":"b","command":"x"})"_ba
            << R"({"game":"Neuro Relay","game":"Neuro Relay","command":"x"})"_ba;
        QTest::addRow("shutdown/ready")
            << R"({"command":"shutdown/ready"})"_ba
            << R"({"command":"shutdown/ready","game":"Neuro Relay"})"_ba;
    }
    void directGoesAsItIs()
    {
        QFETCH(QByteArray, payload);
        QFETCH(QByteArray, forwarded);
        Stage f(withUpstream());
        f.connectUpstream();
        f.serveOutbox();
        f.takeUp();
        QCOMPARE(f.ask(f.enhanced, R"({"direct_to_neuro":true,"payload":)" + payload + '}'),
                 QList<QByteArray>{R"({"status":"forwarded_to_neuro"})"});
        QCOMPARE(f.takeUp(), QList<QByteArray>{forwarded});
        QCOMPARE(f.lastFrameIn().command, u"direct_to_neuro"_s);
    }

    void directContextIsInTheTranscript()
    {
        Stage f(withUpstream());
        f.connectUpstream();
        f.serveOutbox();
        f.events.clear();
        f.ask(
            f.enhanced,
            R"({"direct_to_neuro":true,"payload":{"command":"context","data":{"message":"psst","silent":true}}})");
        QCOMPARE(f.all<TranscriptEvent>().size(), 1);
        QCOMPARE(f.all<TranscriptEvent>().first().text, u"psst"_s);
        QCOMPARE(f.all<TranscriptEvent>().first().game, u"boss"_s);
        QVERIFY(f.all<TranscriptEvent>().first().silent);
    }

    void directMayNotSayWhatIsTheRelays_data()
    {
        QTest::addColumn<QByteArray>("payload");
        QTest::addColumn<QByteArray>("answer");
        const QByteArray forbidden = error("not allowed directly");
        for (const char *command :
             {"startup", "actions/register", "actions/unregister", "actions/force",
              "actions/anything", "action/result", "action:result"}) {
            QTest::addRow("%s", command) << "{\"command\":\""_ba + command + "\"}" << forbidden;
        }
        QTest::addRow("escaped") << "{\"command\":\"\\u0073tartup\"}"_ba << forbidden;
        QTest::addRow("first of two")
            << R"({"command":"startup","command":"context"})"_ba << forbidden;
        QTest::addRow("second of two")
            << R"({"command":"context","command":"startup"})"_ba << forbidden;
        const QByteArray missing =
            "{\"error\":\"\\\"payload\\\" needs a \\\"command\\\" that is a string\"}";
        QTest::addRow("no command") << "{}"_ba << missing;
        QTest::addRow("number") << R"({"command":1})"_ba << missing;
    }
    void directMayNotSayWhatIsTheRelays()
    {
        QFETCH(QByteArray, payload);
        QFETCH(QByteArray, answer);
        Stage f(withUpstream());
        f.connectUpstream();
        f.serveOutbox();
        f.takeUp();
        QCOMPARE(f.ask(f.enhanced, R"({"direct_to_neuro":true,"payload":)" + payload + '}'),
                 QList<QByteArray>{answer});
        QVERIFY(f.takeUp().isEmpty());
        QCOMPARE(f.lastFrameIn().verdict, Verdict::Refused);
    }

    void anActionIsSentAndItsResultTold()
    {
        Stage f;
        const PeerId game = f.connectGame(u"Chess"_s);
        f.registerActions(
            game, {u"move"_s},
            R"({"type":"object","properties":{"to":{"type":"string"}},"required":["to"]})");
        for (const bool success : {true, false}) {
            const QList<QByteArray> answers = f.ask(
                f.enhanced,
                success
                    ? R"({"send_action":{"game":"Chess","name":"move","data":{"to": "e4"}}})"_ba
                    : "{\"send_action\":{\"game\":\"chess\",\"name\":\"move\",\"data\":\"{\\\"to\\\": \\\"e4\\\"}\"}}"_ba);
            const QList<QByteArray> toGame = f.takeSent(game);
            QCOMPARE(toGame.size(), 1);
            const QString id = f.all<ActionEvent>().last().id;
            QCOMPARE(toGame.first(),
                     "{\"command\":\"action\",\"data\":{\"id\":\"" + id.toUtf8() +
                         "\",\"name\":\"move\",\"data\":\"{\\\"to\\\": \\\"e4\\\"}\"}}");
            QCOMPARE(answers,
                     QList<QByteArray>{"{\"status\":\"sent\",\"id\":\"" + id.toUtf8() + "\"}"});
            QCOMPARE(f.all<ActionEvent>().last().source, ActionSource::Watchers);
            f.result(game, id, success, "so");
            QCOMPARE(f.takeSent(f.enhanced),
                     QList<QByteArray>{"{\"event\":\"action_result\",\"id\":\"" + id.toUtf8() +
                                       "\",\"success\":" + (success ? "true" : "false") +
                                       R"(,"message":"so"})"});
            QVERIFY(f.takeSent(f.watcher).isEmpty());
        }
    }

    void anActionWithoutAResultIsToldToo()
    {
        Stage f;
        const PeerId game = f.connectGame(u"Chess"_s, {u"move"_s});
        const QByteArray order = R"({"send_action":{"game":"Chess","name":"move"}})";
        f.ask(f.enhanced, order);
        f.advance(20'000);
        const QList<QByteArray> late = f.takeSent(f.enhanced);
        QCOMPARE(late.size(), 1);
        QVERIFY(late.first().contains("\"success\":false,\"message\":\"Chess did not answer"));
        f.ask(f.enhanced, order);
        f.disconnect(game);
        const QList<QByteArray> lost = f.takeSent(f.enhanced);
        QCOMPARE(lost.size(), 1);
        QVERIFY(lost.first().contains("\"success\":false,\"message\":\"Chess disconnected"));
    }

    /// Errors quote who made them, results their game.
    void whatIsToldHoldsNoSecret()
    {
        Stage f;
        f.engine.setMask([](const QByteArray &utf8) {
            QByteArray out = utf8;
            return out.replace("s3cret", "***");
        });
        f.connectIntegration(u"Spotify"_s);
        const PeerId game = f.connectGame(u"Chess s3cret"_s, {u"s3cret move"_s});
        for (const QByteArray order :
             {R"({"send_action":{"game":"s3cret","name":"move"}})",
              R"({"send_action":{"game":"Chess s3cret","name":"my s3cret"}})",
              R"({"choice":{"request_id":"my s3cret","selected":"s3cret"}})"}) {
            const QList<QByteArray> answers = f.ask(f.enhanced, order);
            QCOMPARE(answers.size(), 1);
            QVERIFY2(answers.first().contains("***"), answers.first().constData());
            QVERIFY2(!answers.first().contains("s3cret"), answers.first().constData());
        }
        f.takeSent(game);
        for (const bool isAnswered : {true, false}) {
            f.ask(f.enhanced, R"({"send_action":{"game":"Chess s3cret","name":"s3cret move"}})");
            const QString id = f.takeActionIds(game).value(0);
            QVERIFY(!id.isEmpty()); // The game is meant as it said.
            if (isAnswered)
                f.result(game, id, true, "s3cret: e4");
            else
                f.disconnect(game);
            const QList<QByteArray> told = f.takeSent(f.enhanced);
            QCOMPARE(told.size(), 1);
            QVERIFY2(told.first().contains(isAnswered ? "***: e4" : "Chess *** disc"),
                     told.first().constData());
        }
    }

    void anActionAnswersAForceThatIsHeld()
    {
        Stage f;
        const PeerId game = f.connectGame(u"Chess"_s, {u"move"_s});
        f.force(game, {u"move"_s});
        f.execute(HoldForce{1, true});
        const QByteArray order = R"({"send_action":{"game":"Chess","name":"move"}})";
        f.ask(f.enhanced, order);
        QCOMPARE(f.forceStates(1).last(), u"answered"_s);
        f.result(game, f.takeActionIds(game).last(), false);
        QCOMPARE(f.forceStates(1).last(), u"held"_s);
        f.ask(f.enhanced, order);
        f.result(game, f.takeActionIds(game).last(), true);
        QCOMPARE(f.forceStates(1).last(), u"succeeded"_s);
    }

    /// Snapshots list the older one under the name that both have, the newer under its identifier.
    void ofTwoGamesWithOneNameTheListedOneIsMeant()
    {
        Stage f;
        const PeerId older = f.connectGame(u"Chess"_s, {u"move"_s});
        const PeerId newer = f.connectGame(u"Chess"_s, {u"move"_s});
        f.ask(f.enhanced, R"({"send_action":{"game":"Chess","name":"move"}})");
        QCOMPARE(f.takeActionIds(older).size(), 1);
        f.ask(f.enhanced, R"({"send_action":{"game":"chess-2","name":"move"}})");
        QCOMPARE(f.takeActionIds(newer).size(), 1);
        f.ask(f.enhanced, R"({"send_action":{"game":"chess","name":"move"}})");
        QCOMPARE(f.takeActionIds(older).size(), 1);
        // Now the other one is listed.
        f.disconnect(older);
        f.ask(f.enhanced, R"({"send_action":{"game":"Chess","name":"move"}})");
        QCOMPARE(f.takeActionIds(newer).size(), 1);
    }

    void whatTheListedOneHasNotIsTheNewestsThatHasIt()
    {
        Stage f;
        const PeerId first = f.connectGame(u"Twin"_s, {u"a"_s});
        const PeerId second = f.connectGame(u"Twin"_s, {u"b"_s, u"c"_s});
        const PeerId third = f.connectGame(u"Twin"_s, {u"a"_s, u"c"_s});
        const PeerId last = f.connectIntegration(u"Twin"_s);
        const auto meant = [&](const QByteArray &game, const QByteArray &action) {
            f.ask(f.enhanced,
                  "{\"send_action\":{\"game\":\"" + game + "\",\"name\":\"" + action + "\"}}");
            for (const PeerId peer : {first, second, third, last}) {
                if (!f.takeActionIds(peer).isEmpty())
                    return peer;
            }
            return PeerId(0);
        };
        QCOMPARE(meant("Twin", "a"), first);
        QCOMPARE(meant("Twin", "b"), second);
        QCOMPARE(meant("Twin", "c"), third);
        QCOMPARE(meant("Twin", "d"), PeerId(0));
        QCOMPARE(meant("twin-2", "c"), second);
        // That very game, whatever others have.
        QCOMPARE(meant("twin-2", "a"), PeerId(0));
        QCOMPARE(meant("twin-3", "a"), third);
        // Another may bear the identifier as its name.
        const PeerId bearer = f.connectGame(u"twin-2"_s, {u"a"_s});
        QCOMPARE(meant("twin-2", "a"), PeerId(0));
        QVERIFY(f.takeActionIds(bearer).isEmpty());
    }

    void anActionThatCannotBeSent_data()
    {
        QTest::addColumn<bool>("isEnhanced");
        QTest::addColumn<QByteArray>("order");
        QTest::addColumn<QByteArray>("answer"); // How it begins.
        const QByteArray privileges = error("enhanced privileges required");
        QTest::addRow("standard") << false
                                  << R"({"game":"Chess","name":"move","data":{"to":"e4"}})"_ba
                                  << privileges;
        QTest::addRow("unknown game")
            << true << R"({"game":"Go","name":"move"})"_ba << error("no game is called Go");
        QTest::addRow("unknown action")
            << true << R"({"game":"Chess","name":"fly"})"_ba << error("fly is not registered");
        QTest::addRow("no data") << true << R"({"game":"Chess","name":"move"})"_ba
                                 << error("move needs data");
        QTest::addRow("data of another type")
            << true << R"({"game":"Chess","name":"move","data":{"to":4}})"_ba
            << "{\"error\":\""_ba;
        QTest::addRow("data that is no JSON")
            << true << R"({"game":"Chess","name":"move","data":"e4"})"_ba
            << "{\"error\":\""_ba;
        QTest::addRow("data where none is taken")
            << true << R"({"game":"Chess","name":"resign","data":{"to":"e4"}})"_ba
            << error("resign takes no data");
        QTest::addRow("no name") << true << R"({"game":"Chess"})"_ba
                                 << "{\"error\":\"\\\"send_action.name\\\" is missing"_ba;
    }
    void anActionThatCannotBeSent()
    {
        QFETCH(bool, isEnhanced);
        QFETCH(QByteArray, order);
        QFETCH(QByteArray, answer);
        Stage f;
        const PeerId game = f.connectGame(u"Chess"_s, {u"resign"_s});
        f.registerActions(game, {u"move"_s},
                          R"({"type":"object","properties":{"to":{"type":"string"}}})");
        f.takeSent(game);
        const QList<QByteArray> answers =
            f.ask(isEnhanced ? f.enhanced : f.watcher, R"({"send_action":)" + order + '}');
        QCOMPARE(answers.size(), 1);
        QVERIFY2(answers.first().startsWith(answer), answers.first().constData());
        QVERIFY(f.takeSent(game).isEmpty());
        QCOMPARE(f.lastFrameIn().verdict, Verdict::Refused);
        QVERIFY(f.all<ActionEvent>().isEmpty());
    }

    void uncheckedDataIsSentAllTheSame_data()
    {
        QTest::addColumn<bool>("withNeuro");
        QTest::addRow("alone") << false;
        QTest::addRow("with upstream") << true;
    }
    void uncheckedDataIsSentAllTheSame()
    {
        QFETCH(bool, withNeuro);
        Stage f(withNeuro ? withUpstream() : EngineSettings());
        if (withNeuro)
            f.connectUpstream();
        const PeerId game = f.connectGame(u"Chess"_s);
        f.registerActions(game, {u"move"_s},
                          R"({"type":"object","properties":{"to":{"type":"string"}}})");
        f.takeSent(game);
        QVERIFY(
            f.ask(
                 f.enhanced,
                 R"({"send_action":{"game":"Chess","name":"move","data":{"to":4},"unchecked":true}})")
                .first()
                .startsWith(R"({"status":"sent")"));
        QVERIFY(f.takeSent(game).first().contains(R"({\"to\":4})"));
        // An action that is not there cannot be sent in any case.
        QCOMPARE(
            f.ask(f.enhanced, R"({"send_action":{"game":"Chess","name":"fly","unchecked":true}})"),
            QList<QByteArray>{error("fly is not registered")});
        // The operator has no such right while Neuro is there.
        const auto byOperator = f.execute(SendAction{game, u"move"_s, QByteArray("4"), true});
        QCOMPARE(byOperator.code, withNeuro ? CommandError::InvalidData : CommandError::None);
    }

    void dataThatSaysNothingIsNone_data()
    {
        QTest::addColumn<QByteArray>("data");
        for (const char *data : {"{}", "{ }", R"("{}")", R"("")", "null"})
            QTest::addRow("%s", data) << QByteArray(data);
    }
    void dataThatSaysNothingIsNone()
    {
        QFETCH(QByteArray, data);
        Stage f;
        const PeerId game = f.connectGame(u"Chess"_s, {u"resign"_s});
        f.ask(f.enhanced,
              R"({"send_action":{"game":"Chess","name":"resign","data":)" + data + "}}");
        QCOMPARE(f.takeSent(game),
                 QList<QByteArray>{R"({"command":"action","data":{"id":"a-1","name":"resign"}})"});
    }

    void anActionOfAForceAnswersIt()
    {
        Stage f;
        const PeerId game = f.connectGame(u"Chess"_s, {u"move"_s});
        f.force(game, {u"move"_s});
        f.ask(f.enhanced, R"({"send_action":{"game":"Chess","name":"move"}})");
        QCOMPARE(f.forceStates(1).last(), u"answered"_s);
        QCOMPARE(f.all<ForceEvent>().last().answeredBy, u"boss"_s);
        f.result(game, u"a-1"_s, true);
        QCOMPARE(f.forceStates(1).last(), u"succeeded"_s);
        QVERIFY(f.takeSent(f.enhanced).last().startsWith(R"({"event":"action_result","id":"a-1")"));
    }

    void aSnapshotIsNotTheEnginesToGive()
    {
        Stage f;
        const QList<QByteArray> answers = f.ask(f.watcher, R"({"snapshot":true})");
        QCOMPARE(answers.size(), 1);
        QVERIFY(answers.first().startsWith("{\"error\":\""));
    }

    void theOperatorCanSendAWatcherAway()
    {
        Stage f;
        QCOMPARE(f.execute(DisconnectPeer{f.watcher}).code, CommandError::None);
        QCOMPARE(f.closed.value(f.watcher), CloseCode::Normal);
        QCOMPARE(f.execute(DisconnectPeer{999}).code, CommandError::UnknownGame);
    }
};

QTEST_GUILESS_MAIN(TestRelayEngineWatchers)
#include "tst_relayengine_watchers.moc"
