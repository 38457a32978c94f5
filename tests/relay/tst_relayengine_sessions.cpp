// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "enginefixture.h"
#include "protocol/codec.h"

#include <QTest>

using namespace neuro;
using namespace neuro::relay;
using namespace neuro::relay::testing;
using namespace Qt::StringLiterals;

namespace {

/// Neuro may know its command.
QByteArray unknownMessageOf(const QString &game)
{
    return QByteArray(R"({"command":"novel","game":"GAME"})").replace("GAME", game.toUtf8());
}

} // namespace

/// Connections, names, registration: everything but forces.
class TestRelayEngineSessions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void startupIsAcknowledged()
    {
        EngineFixture f;
        const PeerId peer = f.connectPeer();
        f.games[peer] = u"Game A"_s;
        f.send(peer, "startup");
        const QList<QByteArray> sent = f.takeSent(peer);
        QCOMPARE(sent.size(), 1);
        const QJsonObject message = QJsonDocument::fromJson(sent.first()).object();
        QCOMPARE(message["command"_L1].toString(), u"startup"_s);
        const QJsonObject session = message["data"_L1].toObject()["session"_L1].toObject();
        QCOMPARE(session["characterId"_L1].toString(), u"neuro"_s);
        QCOMPARE(session["displayName"_L1].toString(), u"Neuro-sama"_s);
        QVERIFY(!session["sessionId"_L1].toString().isEmpty());
    }

    void startupClearsActions()
    {
        EngineFixture f;
        const PeerId peer = f.connectGame(u"Game A"_s, {u"a"_s, u"b"_s});
        QCOMPARE(f.engine.census().actions, 2);
        f.send(peer, "startup");
        QCOMPARE(f.engine.census().actions, 0);
        QVERIFY(f.diagnostics().contains(u"startup/repeated"_s));
        QVERIFY(f.all<RegistryEvent>().last().actions.isEmpty());
    }

    void registeringWithoutStartupIsServed()
    {
        EngineFixture f;
        const PeerId peer = f.connectPeer();
        f.games[peer] = u"Early"_s;
        f.registerActions(peer, {u"a"_s});
        QCOMPARE(f.engine.census().actions, 1);
        QCOMPARE(f.all<RegistryEvent>().last().name, u"Early"_s);
        QCOMPARE(f.diagnostics(), QStringList{u"startup/missing"_s});
    }

    void anotherGameNameChangesNothing()
    {
        EngineFixture f;
        const PeerId peer = f.connectGame(u"Game A"_s);
        f.games[peer] = u"Game B"_s;
        f.registerActions(peer, {u"a"_s});
        QCOMPARE(f.all<RegistryEvent>().last().name, u"Game A"_s);
        QVERIFY(f.diagnostics().contains(u"game/renamed"_s));
        QCOMPARE(f.lastFrameIn().verdict, Verdict::Accepted);
    }

    void firstDefinitionStays()
    {
        EngineFixture f;
        const PeerId peer = f.connectGame(u"Game A"_s);
        f.send(peer, "actions/register", R"({"actions":[{"name":"a","description":"first"}]})");
        f.send(peer, "actions/register", R"({"actions":[{"name":"a","description":"first"}]})");
        f.send(peer, "actions/register", R"({"actions":[{"name":"a","description":"second"}]})");
        QCOMPARE(f.diagnostics(), (QStringList{u"register/identical"_s, u"register/conflict"_s}));
        QCOMPARE(f.all<RegistryEvent>().last().actions.first().description, u"first"_s);
    }

    void unregisteringTellsUnknownFromInactive()
    {
        EngineFixture f;
        const PeerId peer = f.connectGame(u"Game A"_s, {u"a"_s});
        f.send(peer, "actions/unregister", R"({"action_names":["a","ghost"]})");
        f.send(peer, "actions/unregister", R"({"action_names":["a"]})");
        QCOMPARE(f.diagnostics(),
                 (QStringList{u"unregister/never_registered"_s, u"unregister/inactive"_s}));
        QCOMPARE(f.engine.census().actions, 0);
    }

    void oneActionTooManyIsRefusedAlone()
    {
        EngineSettings settings;
        settings.limits.actionsPerGame = 2;
        EngineFixture f(settings);
        f.connectGame(u"Game A"_s, {u"a"_s, u"b"_s, u"c"_s});
        QCOMPARE(f.engine.census().actions, 2);
        QCOMPARE(f.lastFrameIn().verdict, Verdict::Refused);
        QCOMPARE(f.lastFrameIn().refusal->reason, protocol::Reason::TooMany);
    }

    /// It is named like the other refusals of its message, by its place in it.
    void oneActionTooManyOverMessagesIsNamedByItsPlace()
    {
        EngineSettings settings;
        settings.limits.actionsPerGame = 2;
        EngineFixture f(settings);
        const PeerId peer = f.connectGame(u"Game A"_s, {u"a"_s});
        f.send(peer, "actions/register",
               R"({"actions":[{"name":"","description":"d"},{"name":"b","description":"d"},)"
               R"({"name":"c","description":"d"}]})");
        QCOMPARE(f.all<DiagnosticEvent>().last().detail.english(),
                 u"action \"c\" is one too many: a game may have 2 actions "
                 "(limits.actions_per_game)"_s);
        QCOMPARE(f.lastFrameIn().refusal->path, u"data.actions[0].name"_s);
        f.send(peer, "actions/register",
               R"({"actions":[{"name":"a","description":"d"},{"name":"c","description":"d"}]})");
        QCOMPARE(f.lastFrameIn().refusal->path, u"data.actions[1].name"_s);

        const PeerId integration = f.connectIntegration(u"Spotify"_s);
        f.receive(integration, R"({"event":"register_actions","actions":{"a":{"description":"d"},)"
                               R"("b":{"description":"d"}}})");
        f.send(integration, "actions/register", R"({"actions":[{"name":"c","description":"d"}]})");
        QCOMPARE(f.lastFrameIn().refusal->path, u"data.actions[0].name"_s);
    }

    void refusalsLeaveEverythingInPlace_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("reason");
        QTest::newRow("no JSON") << QByteArray("{") << u"invalid_json"_s;
        QTest::newRow("no object") << QByteArray("[]") << u"wrong_type"_s;
        QTest::newRow("no game") << QByteArray(R"({"command":"startup"})") << u"missing_field"_s;
        QTest::newRow("unknown command")
            << QByteArray(R"({"command":"dance","game":"Game A"})") << u"unknown_command"_s;
        QTest::newRow("unknown id")
            << QByteArray(
                   R"({"command":"action/result","game":"Game A","data":{"id":"x","success":true}})")
            << u"unexpected_result"_s;
        QTest::newRow("force without actions")
            << QByteArray(
                   R"({"command":"actions/force","game":"Game A","data":{"query":"q","action_names":[]}})")
            << u"unknown_action"_s;
        QTest::newRow("force for strangers")
            << QByteArray(
                   R"({"command":"actions/force","game":"Game A","data":{"query":"q","action_names":["z"]}})")
            << u"unknown_action"_s;
    }

    void refusalsLeaveEverythingInPlace()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, reason);
        EngineFixture f;
        const PeerId peer = f.connectGame(u"Game A"_s, {u"a"_s});
        f.receive(peer, text);
        QCOMPARE(f.lastFrameIn().verdict, Verdict::Refused);
        QCOMPARE(protocol::reasonName(f.lastFrameIn().refusal->reason), reason);
        QVERIFY(!f.lastFrameIn().refusal->detail.isEmpty());
        QCOMPARE(f.engine.census().actions, 1);
        QCOMPARE(f.engine.census().peers, 1);
        QVERIFY(f.takeSent(peer).isEmpty());
        QVERIFY(f.closed.isEmpty());
    }

    void binaryIsRefused()
    {
        EngineFixture f;
        const PeerId peer = f.connectGame(u"Game A"_s);
        f.engine.binaryReceived(peer, QByteArray("\x00\x01", 2), f.now);
        f.advance(0);
        QCOMPARE(f.lastFrameIn().refusal->reason, protocol::Reason::BinaryFrame);
        QVERIFY(f.lastFrameIn().binary);
        QVERIFY(f.diagnostics().contains(u"message/binary"_s));
    }

    void silentConnectionIsAskedToRegister()
    {
        EngineFixture f;
        const PeerId peer = f.connectPeer();
        f.advance(999);
        QVERIFY(f.takeSent(peer).isEmpty());
        f.advance(1);
        QCOMPARE(f.takeSent(peer), QList<QByteArray>{R"({"command":"actions/reregister_all"})"});
        f.games[peer] = u"Unity"_s;
        f.registerActions(peer, {u"a"_s});
        QVERIFY(f.diagnostics().contains(u"startup/reregister_needed"_s));
    }

    void speakingConnectionIsNotAsked()
    {
        EngineFixture f;
        const PeerId peer = f.connectGame(u"Game A"_s);
        f.advance(5000);
        QVERIFY(f.takeSent(peer).isEmpty());
    }

    void reregisterSettings()
    {
        EngineSettings settings;
        settings.reregister = Reregister::Always;
        EngineFixture always(settings);
        const PeerId asked = always.connectPeer();
        QCOMPARE(always.takeSent(asked).size(), 1);
        // It was asked before it could do it unasked.
        always.connectGame(u"Prompt"_s, {u"a"_s});
        QVERIFY(!always.diagnostics().contains(u"startup/reregister_needed"_s));
        always.games[asked] = u"Silent"_s;
        always.registerActions(asked, {u"a"_s});
        QVERIFY(always.diagnostics().contains(u"startup/reregister_needed"_s));
        settings.reregister = Reregister::Never;
        EngineFixture never(settings);
        const PeerId peer = never.connectPeer();
        never.advance(60'000);
        QVERIFY(never.takeSent(peer).isEmpty());
    }

    void silentOlderConnectionIsReplaced()
    {
        EngineFixture f;
        const PeerId older = f.connectGame(u"Game A"_s, {u"a"_s});
        const PeerId newer = f.connectGame(u"Game A"_s, {u"a"_s});
        QCOMPARE(f.pinged, QList<PeerId>{older});
        QCOMPARE(f.all<PeerEvent>().last().gameId, u"game-a-2"_s);
        f.advance(1000);
        QCOMPARE(f.closed.value(older), CloseCode::Policy);
        QCOMPARE(f.engine.census().peers, 1);
        QCOMPARE(f.all<PeerEvent>().last().peer, newer);
        QCOMPARE(f.all<PeerEvent>().last().gameId, u"game-a"_s);
    }

    void answeringOlderConnectionStays()
    {
        EngineFixture f;
        const PeerId older = f.connectGame(u"Game A"_s);
        f.connectGame(u"Game A"_s);
        f.advance(500);
        f.engine.pongReceived(older, 1, f.now);
        f.advance(10'000);
        QVERIFY(f.closed.isEmpty());
        QCOMPARE(f.engine.census().peers, 2);
    }

    void gameIdIsReserved()
    {
        EngineFixture f;
        f.disconnect(f.connectGame(u"Game A"_s));
        f.connectGame(u"game a"_s); // The same identifier, another name.
        QCOMPARE(f.all<PeerEvent>().last().gameId, u"game-a-2"_s);
        f.connectGame(u"Game A"_s);
        QCOMPARE(f.all<PeerEvent>().last().gameId, u"game-a"_s);
    }

    void gameIdReservationEnds()
    {
        EngineFixture f;
        f.disconnect(f.connectGame(u"Game A"_s));
        f.advance(600'001);
        f.connectGame(u"GAME A"_s);
        QCOMPARE(f.all<PeerEvent>().last().gameId, u"game-a"_s);
    }

    void inputsForUnknownPeersAreIgnored()
    {
        EngineFixture f;
        f.receive(17, R"({"command":"startup","game":"Ghost"})");
        f.disconnect(17);
        f.engine.pongReceived(17, 1, f.now);
        QVERIFY(f.events.empty());
    }

    void everythingIsGoneWithTheGame()
    {
        EngineFixture f;
        const PeerId peer = f.connectGame(u"Game A"_s, {u"a"_s});
        f.force(peer, {u"a"_s});
        f.force(peer, {u"a"_s});
        f.execute(SendAction{peer, u"a"_s, std::nullopt, false});
        f.disconnect(peer);
        const RelayEngine::Census census = f.engine.census();
        QCOMPARE(census.peers, 0);
        QCOMPARE(census.actions, 0);
        QCOMPARE(census.forces, 0);
        QCOMPARE(census.actionsInFlight, 0);
        QVERIFY(!f.engine.nextDeadline());
    }

    void sequenceNumbersHaveNoGaps()
    {
        EngineFixture f;
        const PeerId peer = f.connectGame(u"Game A"_s, {u"a"_s});
        f.force(peer, {u"a"_s});
        f.execute(AnswerForce{1, u"a"_s, std::nullopt, false});
        quint64 expected = 0;
        for (const FrameEvent &frame : f.all<FrameEvent>())
            QCOMPARE(frame.seq, ++expected);
        QCOMPARE(expected, 5);
    }

    void snapshotTellsEverything()
    {
        EngineFixture f;
        const PeerId peer = f.connectGame(u"Game A"_s, {u"a"_s, u"b"_s});
        f.force(peer, {u"a"_s});
        f.execute(TakeSnapshot{});
        const SnapshotEvent snapshot = f.all<SnapshotEvent>().last();
        QCOMPARE(snapshot.peers.size(), 1);
        QCOMPARE(snapshot.registries.first().actions.size(), 2);
        QCOMPARE(snapshot.forces.first().state, ForceState::Asked);
        QCOMPARE(snapshot.settings.deciders, QList<Decider>{Decider::Operator});
        QVERIFY(f.all<OperatorEvent>().isEmpty());
    }

    void shutdownMessagesReachTheGames()
    {
        EngineFixture f;
        const PeerId a = f.connectGame(u"Game A"_s);
        const PeerId b = f.connectGame(u"Game B"_s);
        f.execute(AskToShutDown{a, Shutdown::Graceful});
        f.execute(AskToShutDown{0, Shutdown::Immediate});
        f.execute(AskToShutDown{b, Shutdown::CancelGraceful});
        QCOMPARE(
            f.takeSent(a),
            (QList<QByteArray>{R"({"command":"shutdown/graceful","data":{"wants_shutdown":true}})",
                               R"({"command":"shutdown/immediate"})"}));
        QCOMPARE(f.takeSent(b),
                 (QList<QByteArray>{
                     R"({"command":"shutdown/immediate"})",
                     R"({"command":"shutdown/graceful","data":{"wants_shutdown":false}})"}));
        QCOMPARE(f.execute(DisconnectPeer{99}).code, CommandError::UnknownGame);
    }

    void aBlockedGameDoesNotStayWithMessagesThatCannotBeRead()
    {
        EngineFixture f(withUpstream());
        f.connectUpstream();
        f.takeUp();
        const QString longName(600, u'x');
        f.execute(BlockGame{u"Chess"_s});
        f.execute(BlockGame{longName});
        const QList<QByteArray> texts = {
            unknownMessageOf(u"Chess"_s),
            R"({"command":"context","game":"Chess"})",
            R"({"game":"Chess"})",
            unknownMessageOf(longName),
        };
        for (const QByteArray &text : texts) {
            const PeerId peer = f.connectPeer();
            f.receive(peer, text);
            QCOMPARE(f.closed.value(peer), CloseCode::Policy);
            QCOMPARE(f.lastFrameIn().refusal->reason, protocol::Reason::Forbidden);
            QVERIFY(f.takeUp().isEmpty());
        }
        QCOMPARE(f.lastFrameIn().name, protocol::shortened(longName, protocol::limits::shownName));
        QCOMPARE(f.engine.census().peers, 0);
        QVERIFY(f.diagnostics().isEmpty());
        // Another one whose name begins so.
        const PeerId other = f.connectPeer();
        f.receive(other, unknownMessageOf(longName + u'x'));
        QVERIFY(!f.closed.contains(other));
        QCOMPARE(f.takeUp().size(), 1);
    }

    void aMutedGameIsMutedFromItsFirstMessageOn()
    {
        EngineFixture f(withUpstream());
        f.connectUpstream();
        f.takeUp();
        const QString longName(600, u'x');
        f.execute(MuteGame{u"Chess"_s});
        f.execute(MuteGame{longName});
        f.receive(f.connectPeer(), unknownMessageOf(u"Chess"_s));
        f.receive(f.connectPeer(), unknownMessageOf(longName));
        QVERIFY(f.takeUp().isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestRelayEngineSessions)
#include "tst_relayengine_sessions.moc"
