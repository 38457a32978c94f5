// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "enginefixture.h"

#include <QTest>

using namespace neuro;
using namespace neuro::relay;
using namespace neuro::relay::testing;
using namespace Qt::StringLiterals;

namespace {

QList<ShutdownEvent::State> shutdownsOf(const EngineFixture &f, PeerId peer)
{
    QList<ShutdownEvent::State> states;
    for (const ShutdownEvent &event : f.all<ShutdownEvent>()) {
        if (event.peer == peer)
            states.append(event.state);
    }
    return states;
}

QByteArray acknowledgementOf(const QByteArray &session, const QByteArray &id,
                             const QByteArray &name)
{
    return "{\"command\":\"startup\",\"data\":{\"session\":{\"sessionId\":\"" + session +
           "\",\"characterId\":\"" + id + "\",\"displayName\":\"" + name + "\"}}}";
}

} // namespace

/// What the operator has games told.
class TestRelayEngineGameCommands : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aRawMessageGoesToOneGame()
    {
        EngineFixture f;
        const PeerId chess = f.connectGame(u"Chess"_s, {u"move"_s});
        const PeerId go = f.connectGame(u"Go"_s, {u"move"_s});
        f.takeSent(chess);
        f.takeSent(go);
        const QByteArray text = R"({"command": "novel", "data":1.0})";
        const OperatorEvent done = f.execute(SendToGames{text, chess});
        QCOMPARE(done.code, CommandError::None);
        QCOMPARE(done.peer, chess);
        QCOMPARE(done.detail, u"novel"_s);
        QCOMPARE(f.takeSent(chess), QList<QByteArray>{text});
        QVERIFY(f.takeSent(go).isEmpty());
        f.execute(SendToGames{"{\"command\":\"action\",\"data\":{\"name\":\"move\"}}", go});
        QVERIFY(f.takeSent(chess).isEmpty());
        QCOMPARE(f.takeActionIds(go).size(), 1);
        QCOMPARE(f.execute(SendToGames{text, 99}).code, CommandError::UnknownGame);
    }

    void aRawActionMayBeAnswered()
    {
        EngineFixture f;
        const PeerId peer = f.connectGame(u"Chess"_s, {u"move"_s});
        const SendToGames fly{R"({"command":"action","data":{"id":"mine","name":"fly"}})", peer};
        f.execute(fly);
        f.advance(20);
        f.result(peer, u"mine"_s, false);
        QCOMPARE(f.diagnostics(), QStringList());
        QCOMPARE(f.lastFrameIn().verdict, Verdict::Accepted);
        QCOMPARE(f.lastFrameIn().latency, 20'000);
        f.result(peer, u"mine"_s, false);
        QCOMPARE(f.diagnostics(), QStringList{u"result/unexpected"_s});

        SetTestBench delay;
        delay.bench.toGamesMs = 1000;
        f.execute(delay);
        f.execute(fly);
        f.result(peer, u"mine"_s, false); // It has not left.
        QCOMPARE(f.diagnostics().size(), 2);
        f.advance(1000);
        f.result(peer, u"mine"_s, false);
        QCOMPARE(f.diagnostics().size(), 2);
        f.disconnect(peer);
        QCOMPARE(f.engine.census().hostileIds, 0);
    }

    void aRawMessageHasALimit()
    {
        EngineFixture f;
        const PeerId peer = f.connectGame(u"Chess"_s);
        f.takeSent(peer);
        QByteArray text = "{\"command\":\"novel\",\"data\":\"";
        text += QByteArray(limits::rawMessage - text.size() - 2, 'x') + "\"}";
        QCOMPARE(text.size(), limits::rawMessage);
        QCOMPARE(f.execute(SendToGames{text}).code, CommandError::None);
        QCOMPARE(f.takeSent(peer), QList<QByteArray>{text});
        const OperatorEvent refused = f.execute(SendToGames{text + ' '});
        QCOMPARE(refused.code, CommandError::TooLarge);
        QCOMPARE(refused.error.english(),
                 u"the message has 1048577 bytes; at most 1048576 are sent"_s);
        QVERIFY(f.takeSent(peer).isEmpty());
    }

    void nothingIsSentToNobody()
    {
        EngineFixture f;
        const QList<RelayCommand> commands = {SendToGames{R"({"command":"novel"})"},
                                              FinishSpeech{}};
        for (const RelayCommand &command : commands) {
            const OperatorEvent refused = f.execute(command);
            QCOMPARE(refused.code, CommandError::UnknownGame);
            QCOMPARE(refused.error.english(), u"no game is connected"_s);
        }
        // Those that start up later are told, too.
        QCOMPARE(f.execute(AcknowledgeStartup{}).code, CommandError::None);
        f.connectGame(u"Chess"_s);
        for (const RelayCommand &command : commands)
            QCOMPARE(f.execute(command).code, CommandError::None);
    }

    void onAirARawActionKeepsToItsSchema_data()
    {
        QTest::addColumn<QByteArray>("data");
        QTest::addColumn<QString>("error"); // Empty: it is sent.
        const QString noString = u"the data of move must be a string with JSON in it"_s;
        QTest::newRow("valid") << "\"{\\\"to\\\": 3}\""_ba << QString();
        QTest::newRow("wrong type")
            << "\"{\\\"to\\\": \\\"a3\\\"}\""_ba << u"to: must be an integer, is a string"_s;
        QTest::newRow("no JSON") << "\"{\""_ba << u"not JSON"_s;
        QTest::newRow("object") << R"({"to": 3})"_ba << noString;
        QTest::newRow("null") << "null"_ba << u"move needs data"_s;
    }
    void onAirARawActionKeepsToItsSchema()
    {
        QFETCH(QByteArray, data);
        QFETCH(QString, error);
        EngineFixture f(withUpstream());
        f.connectUpstream();
        const PeerId chess = f.connectGame(u"Chess"_s);
        f.registerActions(chess, {u"move"_s},
                          R"({"type":"object","properties":{"to":{"type":"integer"}}})");
        f.takeSent(chess);
        const QByteArray text =
            "{\"command\":\"action\",\"data\":{\"id\":\"1\",\"name\":\"move\",\"data\":" + data +
            "}}";
        const OperatorEvent done = f.execute(SendToGames{text, chess});
        const QList<QByteArray> sent = f.takeSent(chess);
        QCOMPARE(sent.size(), error.isEmpty() ? 1 : 0);
        QCOMPARE(done.code, error.isEmpty() ? CommandError::None : CommandError::InvalidData);
        QVERIFY2(done.error.english().contains(error), qPrintable(done.error.english()));
        // Without Neuro anything may be tried.
        f.disconnectUpstream();
        QCOMPARE(f.execute(SendToGames{text, chess}).code, CommandError::None);
        QVERIFY(f.takeSent(chess).last().contains(data));
    }

    void onAirARawMessageIsOneThatNeuroCouldSend_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("error"); // Empty: it is sent.
        const QString malformed = u"while an upstream is connected games are sent only what is "
                                  "well-formed: "_s;
        const QString unregistered = u"while an upstream is connected games are sent only actions "
                                     "that they have registered: "_s;
        QTest::newRow("known") << R"({"command":"speech_finished","data":{"isFinal":true}})"_ba
                               << QString();
        QTest::newRow("extra member")
            << R"({"command":"shutdown/graceful","data":{"wants_shutdown":true,"why":1}})"_ba
            << QString();
        QTest::newRow("newer API") << R"({"command":"novel","data":[1]})"_ba << QString();
        QTest::newRow("without id") << R"({"command":"action","data":{"name":"move"}})"_ba
                                    << QString(); // It gets one of ours.
        QTest::newRow("not registered")
            << R"({"command":"action","data":{"id":"1","name":"fly"}})"_ba
            << unregistered + u"fly is none of Chess"_s;
        QTest::newRow("unregistered") << R"({"command":"action","data":{"id":"1","name":"old"}})"_ba
                                      << unregistered + u"old is none of Chess"_s;
        QTest::newRow("not registered and malformed")
            << R"({"command":"action","data":{"id":1,"name":"fly"}})"_ba
            << malformed + u"\"data.id\" must be a string, not a number"_s;
        QTest::newRow("name") << R"({"command":"action","data":{"id":"1","name":["move"]}})"_ba
                              << malformed + u"\"data.name\" must be a string, not an array"_s;
        QTest::newRow("no data") << R"({"command":"action"})"_ba
                                 << malformed + u"\"data.id\" is missing; it must be a string"_s;
        QTest::newRow("data") << R"({"command":"speech_finished","data":7})"_ba
                              << malformed + u"\"data\" must be an object, not a number"_s;
        QTest::newRow("member")
            << R"({"command":"shutdown/graceful","data":{}})"_ba
            << malformed + u"\"data.wants_shutdown\" is missing; it must be true or false"_s;
    }
    void onAirARawMessageIsOneThatNeuroCouldSend()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, error);
        EngineFixture f(withUpstream());
        f.connectUpstream();
        const PeerId chess = f.connectGame(u"Chess"_s, {u"move"_s, u"old"_s});
        f.send(chess, "actions/unregister", R"({"action_names":["old"]})");
        f.takeSent(chess);
        const OperatorEvent done = f.execute(SendToGames{text, chess});
        QCOMPARE(done.error.english(), error);
        QCOMPARE(done.code, error.isEmpty() ? CommandError::None : CommandError::UpstreamConnected);
        QCOMPARE(f.takeSent(chess).size(), error.isEmpty() ? 1 : 0);
        // Without Neuro anything may be tried.
        f.disconnectUpstream();
        f.takeSent(chess);
        QCOMPARE(f.execute(SendToGames{text, chess}).code, CommandError::None);
        QCOMPARE(f.takeSent(chess).size(), 1);
    }

    void onAirARawActionGoesToThoseThatHaveIt()
    {
        EngineFixture f(withUpstream());
        f.connectUpstream();
        const PeerId chess = f.connectGame(u"Chess"_s, {u"move"_s});
        const PeerId go = f.connectGame(u"Go"_s, {u"place"_s});
        f.takeSent(chess);
        f.takeSent(go);
        const OperatorEvent done =
            f.execute(SendToGames{R"({"command":"action","data":{"id":"1","name":"place"}})"});
        QCOMPARE(done.code, CommandError::UpstreamConnected);
        QVERIFY(done.error.english().endsWith(u"place is none of Chess"_s));
        QVERIFY(f.takeSent(chess).isEmpty());
        QCOMPARE(f.takeActionIds(go).size(), 1);
    }

    void aGameIsToldWhoNeuroIs()
    {
        EngineFixture f;
        const PeerId chess = f.connectGame(u"Chess"_s);
        const PeerId go = f.connectGame(u"Go"_s);
        f.takeSent(chess);
        f.takeSent(go);
        const protocol::StartupAcknowledgement evil{u"s-1"_s, u"evil"_s, u"Evil Neuro"_s};
        const OperatorEvent done = f.execute(AcknowledgeStartup{chess, evil});
        QCOMPARE(done.code, CommandError::None);
        QCOMPARE(done.what, u"acknowledge_startup"_s);
        QCOMPARE(done.detail, u"evil"_s);
        QCOMPARE(f.takeSent(chess),
                 QList<QByteArray>{acknowledgementOf("s-1", "evil", "Evil Neuro")});
        QVERIFY(f.takeSent(go).isEmpty());
        // That was for the one game only.
        f.send(go, "startup");
        QCOMPARE(f.takeSent(go),
                 QList<QByteArray>{acknowledgementOf("a-session", "neuro", "Neuro-sama")});
        QCOMPARE(f.execute(AcknowledgeStartup{99, evil}).code, CommandError::UnknownGame);
    }

    void allGamesAreToldAlsoThoseThatComeLater()
    {
        EngineFixture f;
        const PeerId chess = f.connectGame(u"Chess"_s);
        f.takeSent(chess);
        const protocol::StartupAcknowledgement evil{{}, u"evil"_s, u"Evil Neuro"_s};
        const QByteArray expected = acknowledgementOf("a-session", "evil", "Evil Neuro");
        f.execute(AcknowledgeStartup{0, evil});
        QCOMPARE(f.takeSent(chess), QList<QByteArray>{expected});
        const PeerId later = f.connectGame(u"Go"_s);
        f.takeSent(later);
        f.send(later, "startup");
        QCOMPARE(f.takeSent(later), QList<QByteArray>{expected});
        // As configured again.
        f.execute(AcknowledgeStartup{0, std::nullopt});
        QCOMPARE(f.takeSent(later),
                 QList<QByteArray>{acknowledgementOf("a-session", "neuro", "Neuro-sama")});
        f.send(chess, "startup");
        QVERIFY(f.takeSent(chess).last().contains("Neuro-sama"));
    }

    void speechIsFinished()
    {
        EngineFixture f;
        const PeerId chess = f.connectGame(u"Chess"_s);
        const PeerId go = f.connectGame(u"Go"_s);
        f.takeSent(chess);
        f.takeSent(go);
        f.execute(FinishSpeech{chess, {true, false, {}}});
        const QList<QByteArray> heard = f.takeSent(chess);
        QCOMPARE(heard.size(), 1);
        QVERIFY(heard.first().contains("\"command\":\"speech_finished\""));
        QVERIFY(heard.first().contains("\"isFinal\":true"));
        QVERIFY(f.takeSent(go).isEmpty());
        const OperatorEvent done = f.execute(FinishSpeech{0, {false, true, u"interrupted"_s}});
        QCOMPARE(done.what, u"finish_speech"_s);
        QCOMPARE(done.detail, u"interrupted"_s);
        for (const PeerId peer : {chess, go})
            QVERIFY(f.takeSent(peer).last().contains("\"reason\":\"interrupted\""));
        QCOMPARE(f.execute(FinishSpeech{99, {}}).code, CommandError::UnknownGame);
    }

    void shutdownIsFollowedToItsEnd()
    {
        using State = ShutdownEvent::State;
        EngineFixture f;
        const PeerId chess = f.connectGame(u"Chess"_s);
        const PeerId go = f.connectGame(u"Go"_s);
        f.execute(AskToShutDown{chess, Shutdown::Graceful});
        f.execute(AskToShutDown{chess, Shutdown::Graceful}); // Told once.
        f.execute(AskToShutDown{chess, Shutdown::CancelGraceful});
        f.execute(AskToShutDown{chess, Shutdown::Graceful});
        f.send(chess, "shutdown/ready");
        QCOMPARE(shutdownsOf(f, chess),
                 (QList<State>{State::Asked, State::None, State::Asked, State::Ready}));
        QVERIFY(shutdownsOf(f, go).isEmpty());
        f.execute(AskToShutDown{0, Shutdown::Immediate});
        f.execute(AskToShutDown{go, Shutdown::CancelGraceful}); // Too late.
        QCOMPARE(shutdownsOf(f, go), QList<State>{State::Ordered});
        f.send(go, "startup"); // It starts anew.
        QCOMPARE(shutdownsOf(f, go).last(), State::None);
    }

    void upstreamsShutdownIsShownToo()
    {
        using State = ShutdownEvent::State;
        EngineFixture f(withUpstream());
        f.connectUpstream();
        const PeerId chess = f.connectGame(u"Chess"_s);
        f.receive(f.upstream, R"({"command":"shutdown/graceful","data":{"wants_shutdown":true}})");
        f.receive(f.upstream, R"({"command":"shutdown/graceful","data":{"wants_shutdown":false}})");
        f.receive(f.upstream, R"({"command":"shutdown/immediate"})");
        f.send(chess, "shutdown/ready");
        QCOMPARE(shutdownsOf(f, chess),
                 (QList<State>{State::Asked, State::None, State::Ordered, State::Ready}));
    }
};

QTEST_GUILESS_MAIN(TestRelayEngineGameCommands)
#include "tst_relayengine_gamecommands.moc"
