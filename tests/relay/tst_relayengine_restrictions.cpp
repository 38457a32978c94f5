// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "enginefixture.h"
#include "relay/restrictions.h"

#include <QTest>

using namespace neuro;
using namespace neuro::relay;
using namespace neuro::relay::testing;
using namespace Qt::StringLiterals;

namespace {

QByteArray unregister(const QByteArrayList &names)
{
    return "{\"command\":\"actions/unregister\",\"game\":\"Neuro "
           "Relay\",\"data\":{\"action_names\":[\"" +
           names.join("\",\"") + "\"]}}";
}

/// The names in the `actions/register` and `actions/force` messages among `texts`.
QStringList namesIn(const QList<QByteArray> &texts, QLatin1StringView command)
{
    QStringList names;
    for (const QByteArray &text : texts) {
        const QJsonObject message = QJsonDocument::fromJson(text).object();
        if (message.value("command"_L1).toString() != command)
            continue;
        const QJsonObject data = message.value("data"_L1).toObject();
        for (const QJsonValue &action : data.value("actions"_L1).toArray())
            names.append(action.toObject().value("name"_L1).toString());
        for (const QJsonValue &name : data.value("action_names"_L1).toArray())
            names.append(name.toString());
    }
    return names;
}

QStringList registeredIn(const QList<QByteArray> &texts)
{
    return namesIn(texts, "actions/register"_L1);
}

QStringList forcedIn(const QList<QByteArray> &texts)
{
    return namesIn(texts, "actions/force"_L1);
}

/// What the transcript has of `game`, in one word each.
QList<TranscriptEvent> transcriptOf(const EngineFixture &f, const QString &game)
{
    QList<TranscriptEvent> entries;
    for (const TranscriptEvent &entry : f.all<TranscriptEvent>()) {
        if (entry.game == game)
            entries.append(entry);
    }
    return entries;
}

/// Two games and upstream.
struct Table : EngineFixture
{
    explicit Table(const EngineSettings &settings = withUpstream({{Decider::Upstream, 0},
                                                                  {Decider::Operator, 0}}))
        : EngineFixture(settings)
    {
        connectUpstream();
        chess = connectGame(u"Chess"_s, {u"move"_s, u"resign"_s});
        go = connectGame(u"Go"_s, {u"place"_s});
        takeUp();
        takeSent(chess);
        takeSent(go);
        events.clear();
    }
    CommandError mute(bool mute = true) { return execute(MuteGame{u"Chess"_s, mute}).code; }
    CommandError hide(const QString &action, bool hide = true)
    {
        return execute(HideAction{u"Chess"_s, action, hide}).code;
    }
    void say(PeerId peer, const QByteArray &text)
    {
        send(peer, "context", R"({"message":")" + text + R"(","silent":true})");
    }
    /// Nothing that upstream sent before can be under way any more.
    void confirm()
    {
        pong();
        advance(500);
    }
    ForceEvent lastForce() const { return all<ForceEvent>().last(); }

    PeerId chess = 0;
    PeerId go = 0;
};

} // namespace

/// What the operator keeps from Neuro, and whom he sends away.
class TestRelayEngineRestrictions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aMutedGameIsNotToldOf()
    {
        Table f;
        QCOMPARE(f.mute(), CommandError::None);
        QCOMPARE(f.takeUp(), QList<QByteArray>{unregister({"chess--move", "chess--resign"})});
        QVERIFY(f.all<RestrictionEvent>().last().isMuted);
        QCOMPARE(f.all<RestrictionEvent>().last().game, u"Chess"_s);
        QCOMPARE(f.all<OperatorEvent>().last().what, u"mute_game"_s);
        QCOMPARE(f.all<OperatorEvent>().last().detail, u"Chess"_s);
        QCOMPARE(transcriptOf(f, u"Chess"_s).last().kind, TranscriptEvent::Kind::ActionsRemoved);
        f.events.clear();

        f.say(f.chess, "secret");
        f.registerActions(f.chess, {u"castle"_s});
        f.send(f.chess, "actions/unregister", R"({"action_names":["resign"]})");
        f.receive(f.chess, R"({"command":"novel","game":"Chess"})");
        f.send(f.chess, "startup");
        f.registerActions(f.chess, {u"move"_s});
        QVERIFY(f.takeUp().isEmpty());
        QVERIFY(transcriptOf(f, u"Chess"_s).isEmpty());
        QCOMPARE(f.all<RegistryEvent>().last().actions.size(), 1); // The relay knows it all.
        for (const FrameEvent &frame : f.all<FrameEvent>())
            QVERIFY(frame.command == "novel"_L1 || frame.verdict == Verdict::Accepted);
        // The other game is not concerned.
        f.say(f.go, "hello");
        QCOMPARE(f.takeUp().size(), 1);
        f.advance(f.engine.settings().upstream.acknowledgeMs);
        QCOMPARE(f.takeSent(f.chess).size(), 1); // Its startup is acknowledged, no more.

        QCOMPARE(f.mute(false), CommandError::None);
        QCOMPARE(registeredIn(f.takeUp()), QStringList{u"chess--move"_s});
        QVERIFY(!f.all<RestrictionEvent>().last().isAny());
        QCOMPARE(transcriptOf(f, u"Chess"_s).last().kind, TranscriptEvent::Kind::ActionsAdded);
        f.say(f.chess, "open");
        QVERIFY(f.takeUp().last().contains("[Chess] open"));
    }

    void aGameIsMutedBeforeItComesAndOverReconnects()
    {
        EngineFixture f(withUpstream());
        QCOMPARE(f.execute(MuteGame{u"Chess"_s}).code, CommandError::None);
        f.connectUpstream();
        const PeerId first = f.connectGame(u"Chess"_s, {u"move"_s});
        f.disconnect(first);
        const PeerId second = f.connectGame(u"Chess"_s, {u"move"_s});
        f.send(second, "context", R"({"message":"x","silent":true})");
        f.send(first, "context", R"({"message":"x","silent":true})");
        QCOMPARE(f.takeUp().size(), 1); // The relay's own startup.
        f.disconnectUpstream();
        f.send(second, "context", R"({"message":"x","silent":true})");
        f.serveOutbox();
        QVERIFY(f.outbox.counts().isEmpty());
        f.connectUpstream();
        f.serveOutbox();
        QCOMPARE(f.takeUp().size(), 1);
        QCOMPARE(f.engine.census().upstreamNames, 0);
    }

    void anIntegrationsRemarkIsMutedToo()
    {
        EngineFixture f(withUpstream());
        f.connectUpstream();
        const PeerId peer = f.connectIntegration(u"Spotify"_s);
        f.takeUp();
        f.execute(MuteGame{u"Spotify"_s});
        f.receive(peer, R"({"event":"song"})");
        QCOMPARE(f.lastFrameIn().verdict, Verdict::Accepted);
        QVERIFY(f.takeUp().isEmpty());
    }

    void itsForcesGoToTheOthers()
    {
        Table f;
        f.mute();
        f.force(f.chess, {u"move"_s});
        QVERIFY(forcedIn(f.takeUp()).isEmpty());
        QCOMPARE(f.lastForce().state, ForceState::Asked);
        QCOMPARE(f.lastForce().decider, Decider::Operator);
        QCOMPARE(f.execute(AnswerForce{1, u"move"_s, {}, false}).code, CommandError::None);
        f.result(f.chess, f.takeActionIds(f.chess).last(), true);
        QCOMPARE(f.forceStates(1).last(), u"succeeded"_s);
        QVERIFY(f.takeUp().isEmpty());
    }

    void aForceThatUpstreamHasIsTakenBack()
    {
        Table f;
        f.force(f.chess, {u"move"_s});
        QCOMPARE(forcedIn(f.takeUp()), QStringList{u"chess--move"_s});
        f.force(f.go, {u"place"_s});
        f.mute();
        const QList<QByteArray> up = f.takeUp();
        QCOMPARE(up.first(), unregister({"chess--move", "chess--resign"}));
        QVERIFY(registeredIn(up).isEmpty());
        QCOMPARE(forcedIn(up), QStringList{u"go--place"_s}); // The slot is free.
        QCOMPARE(f.forceStates(1).last(), u"asked"_s);
        std::optional<Decider> decider;
        for (const ForceEvent &force : f.all<ForceEvent>()) {
            if (force.id == 1)
                decider = force.decider;
        }
        QCOMPARE(decider, Decider::Operator);
        // An answer that was under way does nothing.
        f.act("u1", "chess--move");
        QVERIFY(f.takeActionIds(f.chess).isEmpty());
        QVERIFY(f.takeUp().last().contains("\"id\":\"u1\""));
    }

    void aForceWaitsWhereUpstreamIsTheLast()
    {
        Table f(withUpstream());
        f.force(f.chess, {u"move"_s});
        f.takeUp();
        f.mute();
        f.force(f.chess, {u"resign"_s});
        f.takeUp();
        f.confirm();
        QVERIFY(forcedIn(f.takeUp()).isEmpty());
        QCOMPARE(f.forceStates(1).last(), u"waiting"_s);
        QCOMPARE(f.forceStates(2).last(), u"waiting"_s);
        // Others are not kept waiting by it.
        f.force(f.go, {u"place"_s});
        QCOMPARE(forcedIn(f.takeUp()), QStringList{u"go--place"_s});
        f.act("u", "go--place");
        f.result(f.go, f.takeActionIds(f.go).last(), true);
        f.takeUp();
        f.mute(false);
        const QList<QByteArray> up = f.takeUp();
        QCOMPARE(registeredIn(up), (QStringList{u"chess--move"_s, u"chess--resign"_s}));
        QCOMPARE(forcedIn(up), QStringList{u"chess--move"_s});
    }

    void whatNeuroWaitsForIsAnsweredInItsPlace()
    {
        Table f;
        f.force(f.chess, {u"move"_s});
        f.act("u1", "chess--move");
        const QString id = f.takeActionIds(f.chess).last();
        f.act("u2", "chess--resign");
        const QString other = f.takeActionIds(f.chess).last();
        f.takeUp();
        f.mute();
        const QList<QByteArray> up = f.takeUp();
        QCOMPARE(up.size(), 3);
        QVERIFY(up.at(1).contains("\"id\":\"u1\",\"success\":true,\"message\":\"Chess was muted"));
        QVERIFY(up.at(2).contains("\"id\":\"u2\",\"success\":true"));
        QCOMPARE(f.engine.census().forceUpstream, 0);
        QCOMPARE(f.engine.census().upstreamActions, 0);
        // The game's own result is not for Neuro; a failure asks the others.
        f.result(f.chess, other, true);
        f.result(f.chess, id, false);
        QVERIFY(f.takeUp().isEmpty());
        QVERIFY(!f.diagnostics().contains(u"result/unexpected"_s));
        QCOMPARE(f.lastForce().state, ForceState::Asked);
        QCOMPARE(f.lastForce().decider, Decider::Operator);
    }

    void aTimeoutOfAMutedGameTellsNeuroNothing()
    {
        Table f;
        f.act("u1", "chess--move");
        f.mute();
        f.takeUp();
        f.advance(20'000);
        QVERIFY(f.takeUp().isEmpty());
        QCOMPARE(f.all<ActionEvent>().last().state, ActionState::Timeout);
    }

    void aHeldForceStaysHeld()
    {
        Table f;
        f.force(f.chess, {u"move"_s});
        f.execute(HoldForce{1});
        f.mute();
        QCOMPARE(f.forceStates(1).last(), u"held"_s);
        QCOMPARE(f.engine.census().forceUpstream, 0);
        f.execute(HoldForce{1, false});
        QCOMPARE(f.lastForce().decider, Decider::Operator);
    }

    void mutingTwiceChangesNothing()
    {
        Table f;
        f.mute();
        f.takeUp();
        f.events.clear();
        QCOMPARE(f.mute(), CommandError::None);
        QVERIFY(f.takeUp().isEmpty());
        QVERIFY(f.all<RestrictionEvent>().isEmpty());
    }

    void thereIsALimit()
    {
        EngineFixture f;
        for (int i = 0; i < static_cast<int>(limits::restrictedGames); ++i)
            QCOMPARE(f.execute(MuteGame{QString::number(i)}).code, CommandError::None);
        for (const RelayCommand &command :
             {RelayCommand(MuteGame{u"more"_s}), RelayCommand(BlockGame{u"more"_s}),
              RelayCommand(HideAction{u"more"_s, u"a"_s})}) {
            const OperatorEvent refused = f.execute(command);
            QCOMPARE(refused.code, CommandError::TooManyKept);
            QVERIFY(refused.error.english().contains(u"256 games"_s));
        }
        QCOMPARE(f.all<RestrictionEvent>().size(), limits::restrictedGames);
    }

    void aHiddenActionIsUnregisteredUpstream()
    {
        Table f;
        QCOMPARE(f.hide(u"resign"_s), CommandError::None);
        QCOMPARE(f.takeUp(), QList<QByteArray>{unregister({"chess--resign"})});
        QCOMPARE(f.all<RestrictionEvent>().last().hiddenActions, QStringList{u"resign"_s});
        QCOMPARE(f.all<OperatorEvent>().last().detail, u"Chess: resign"_s);
        f.force(f.chess, {u"resign"_s, u"move"_s});
        QCOMPARE(forcedIn(f.takeUp()), QStringList{u"chess--move"_s});
        // The operator may choose it all the same.
        QCOMPARE(f.execute(AnswerForce{1, u"resign"_s, {}, false}).code, CommandError::None);
        f.result(f.chess, f.takeActionIds(f.chess).last(), true);
        QCOMPARE(f.forceStates(1).last(), u"succeeded"_s);
        f.takeUp();
        // It stays hidden when it is registered anew, and when upstream wants all of them again.
        f.send(f.chess, "startup");
        f.registerActions(f.chess, {u"move"_s, u"resign"_s});
        f.receive(f.upstream, R"({"command":"actions/reregister_all"})");
        QVERIFY(!registeredIn(f.takeUp()).contains(u"chess--resign"_s));
        f.hide(u"resign"_s, false);
        QCOMPARE(registeredIn(f.takeUp()), QStringList{u"chess--resign"_s});
        QCOMPARE(f.all<OperatorEvent>().last().what, u"show_action"_s);
    }

    void aRunningForceComesAgainWithoutIt()
    {
        Table f;
        f.force(f.chess, {u"resign"_s, u"move"_s});
        f.takeUp();
        f.hide(u"resign"_s);
        QList<QByteArray> up = f.takeUp();
        QCOMPARE(up.at(0), unregister({"chess--resign"}));
        QCOMPARE(up.at(1), unregister({"chess--move"})); // Neuro ignores the force from here on.
        QCOMPARE(registeredIn(up), QStringList{u"chess--move"_s});
        QVERIFY(forcedIn(up).isEmpty());
        f.confirm();
        QCOMPARE(forcedIn(f.takeUp()), QStringList{u"chess--move"_s});
        QCOMPARE(f.lastForce().decider, Decider::Upstream);
        // Nothing is left: somebody else decides.
        f.hide(u"move"_s);
        f.confirm();
        QVERIFY(forcedIn(f.takeUp()).isEmpty());
        QCOMPARE(f.lastForce().state, ForceState::Asked);
        QCOMPARE(f.lastForce().decider, Decider::Operator);
    }

    void hidingWhileItsAnswerIsUnderWayLetsItFinish()
    {
        Table f;
        f.force(f.chess, {u"resign"_s, u"move"_s});
        f.act("u1", "chess--resign");
        const QString id = f.takeActionIds(f.chess).last();
        f.takeUp();
        f.hide(u"resign"_s);
        f.result(f.chess, id, true);
        const QList<QByteArray> up = f.takeUp();
        QCOMPARE(up.size(), 2);
        QVERIFY(up.last().contains("\"id\":\"u1\""));
        QCOMPARE(f.forceStates(1).last(), u"succeeded"_s);
    }

    void hidingItsLastActionMeanwhileAsksTheOthersWhenTheGameRefuses()
    {
        Table f;
        f.force(f.chess, {u"move"_s});
        f.act("u1", "chess--move");
        const QString id = f.takeActionIds(f.chess).last();
        f.hide(u"move"_s);
        f.takeUp();
        f.result(f.chess, id, false);
        QVERIFY(f.takeUp().first().contains("\"id\":\"u1\",\"success\":false"));
        QCOMPARE(f.lastForce().state, ForceState::Asked);
        QCOMPARE(f.lastForce().decider, Decider::Operator);
        QCOMPARE(f.engine.census().forceUpstream, 0);
        f.force(f.go, {u"place"_s});
        QCOMPARE(forcedIn(f.takeUp()), QStringList{u"go--place"_s}); // The slot is free.
        QCOMPARE(f.execute(AnswerForce{1, u"move"_s, {}, false}).code, CommandError::None);
        f.result(f.chess, f.takeActionIds(f.chess).last(), true);
        QCOMPARE(f.forceStates(1).last(), u"succeeded"_s);
    }

    void hidingItsLastActionMeanwhileWaitsWhereUpstreamIsTheLast()
    {
        Table f(withUpstream());
        f.force(f.chess, {u"move"_s});
        f.act("u1", "chess--move");
        f.hide(u"move"_s);
        f.result(f.chess, f.takeActionIds(f.chess).last(), false);
        QCOMPARE(f.lastForce().state, ForceState::Waiting);
        f.takeUp();
        f.confirm();
        QVERIFY(forcedIn(f.takeUp()).isEmpty());
        f.hide(u"move"_s, false);
        QCOMPARE(forcedIn(f.takeUp()), QStringList{u"chess--move"_s});
    }

    void hidingItsLastActionMeanwhileKeepsAHeldForceHeld()
    {
        Table f;
        f.force(f.chess, {u"move"_s});
        f.execute(HoldForce{1});
        f.act("u1", "chess--move");
        f.hide(u"move"_s);
        f.result(f.chess, f.takeActionIds(f.chess).last(), false);
        QCOMPARE(f.lastForce().state, ForceState::Held);
        QVERIFY(!f.lastForce().decider);
        QCOMPARE(f.engine.census().forceUpstream, 0);
        f.execute(HoldForce{1, false});
        QCOMPARE(f.lastForce().state, ForceState::Asked);
        QCOMPARE(f.lastForce().decider, Decider::Operator);
    }

    void anActionIsUnregisteredHere()
    {
        Table f;
        QCOMPARE(f.execute(UnregisterAction{f.chess, u"resign"_s}).code, CommandError::None);
        QCOMPARE(f.takeUp(), QList<QByteArray>{unregister({"chess--resign"})});
        QVERIFY(f.takeSent(f.chess).isEmpty());
        QCOMPARE(f.all<RegistryEvent>().last().actions.size(), 1);
        QCOMPARE(f.execute(SendAction{f.chess, u"resign"_s, {}, false}).code,
                 CommandError::UnknownAction);
        QCOMPARE(f.execute(UnregisterAction{f.chess, u"resign"_s}).code,
                 CommandError::UnknownAction);
        // The game has done nothing wrong.
        f.force(f.chess, {u"resign"_s, u"move"_s});
        QCOMPARE(f.all<ForceEvent>().last().request.actionNames, QStringList{u"move"_s});
        QVERIFY(f.diagnostics().isEmpty());
        // A later registration brings it back.
        f.registerActions(f.chess, {u"resign"_s});
        QCOMPARE(f.all<RegistryEvent>().last().actions.size(), 2);
        QVERIFY(f.diagnostics().isEmpty());
    }

    void unregisteringHereIsUndone()
    {
        Table f;
        f.execute(UnregisterAction{f.chess, u"move"_s});
        f.takeUp();
        QCOMPARE(f.execute(UnregisterAction{f.chess, u"move"_s, true}).code, CommandError::None);
        QCOMPARE(f.all<OperatorEvent>().last().what, u"register_action_again"_s);
        QCOMPARE(registeredIn(f.takeUp()), QStringList{u"chess--move"_s});
        QCOMPARE(f.all<RegistryEvent>().last().actions.last().description, u"does it"_s);
        QCOMPARE(f.execute(UnregisterAction{f.chess, u"move"_s, true}).code,
                 CommandError::UnknownAction);
        QCOMPARE(f.execute(UnregisterAction{99, u"move"_s}).code, CommandError::UnknownGame);
    }

    void unregisteringTheLastActionOfAForceEndsIt()
    {
        Table f;
        f.force(f.chess, {u"move"_s});
        f.execute(UnregisterAction{f.chess, u"move"_s});
        QCOMPARE(f.forceStates(1).last(), u"withdrawn"_s);
        // The game unregisters it itself: as far as it knows it is there.
        f.send(f.chess, "actions/unregister", R"({"action_names":["move"]})");
        QVERIFY(f.diagnostics().isEmpty());
        QCOMPARE(f.execute(UnregisterAction{f.chess, u"move"_s, true}).code,
                 CommandError::UnknownAction);
    }

    void aBlockedGameIsSentAwayUntilItIsAllowed()
    {
        Table f;
        f.force(f.chess, {u"move"_s});
        f.takeUp();
        QCOMPARE(f.execute(BlockGame{u"Chess"_s}).code, CommandError::None);
        QCOMPARE(f.closed.value(f.chess), CloseCode::Policy);
        QVERIFY(!f.closed.contains(f.go));
        QVERIFY(f.takeUp().contains(unregister({"chess--move", "chess--resign"})));
        QCOMPARE(f.forceStates(1).last(), u"withdrawn"_s);
        QCOMPARE(f.engine.census().peers, 1);
        f.disconnect(f.chess); // Its socket, later.

        const PeerId again = f.connectPeer();
        QVERIFY(!f.closed.contains(again)); // Who it is shows with its first message.
        f.receive(again, R"({"command":"startup","game":"Chess"})");
        QCOMPARE(f.closed.value(again), CloseCode::Policy);
        QCOMPARE(f.lastFrameIn().verdict, Verdict::Refused);
        QCOMPARE(f.lastFrameIn().name, u"Chess"_s);
        QCOMPARE(f.lastFrameIn().refusal->reason, protocol::Reason::Forbidden);
        QVERIFY(f.takeSent(again).isEmpty());
        QCOMPARE(f.all<PeerEvent>().last().state, PeerEvent::State::Disconnected);
        f.receive(again, R"({"command":"startup","game":"Chess"})"); // Nobody listens.
        QCOMPARE(f.engine.census().peers, 1);
        QVERIFY(f.takeUp().isEmpty());

        QCOMPARE(f.execute(BlockGame{u"Chess"_s, false}).code, CommandError::None);
        QVERIFY(!f.all<RestrictionEvent>().last().isBlocked);
        const PeerId allowed = f.connectGame(u"Chess"_s, {u"move"_s});
        QVERIFY(!f.closed.contains(allowed));
        QCOMPARE(registeredIn(f.takeUp()), QStringList{u"chess--move"_s});
    }

    void aBlockedIntegrationIsSentAwayAtOnce()
    {
        EngineFixture f;
        const PeerId first = f.connectIntegration(u"Spotify"_s);
        f.execute(BlockGame{u"Spotify"_s});
        QCOMPARE(f.closed.value(first), CloseCode::Policy);
        const PeerId second = f.connectIntegration(u"Spotify"_s);
        QCOMPARE(f.closed.value(second), CloseCode::Policy);
        QCOMPARE(f.engine.census().peers, 0);
        QCOMPARE(f.engine.census().reservedGameIds, 1);
        f.execute(BlockGame{u"Spotify"_s, false});
        QVERIFY(!f.closed.contains(f.connectIntegration(u"Spotify"_s)));
    }

    void allGamesAreCutOff()
    {
        Table f;
        const PeerId watcher = f.connectWatcher(u"ui"_s);
        const PeerId integration = f.connectIntegration(u"Spotify"_s);
        const PeerId silent = f.connectPeer();
        QCOMPARE(f.execute(CutAllGames{}).code, CommandError::None);
        for (const PeerId peer : {f.chess, f.go, integration, silent})
            QCOMPARE(f.closed.value(peer), CloseCode::Policy);
        QVERIFY(!f.closed.contains(watcher));
        QVERIFY(!f.closed.contains(f.upstream));
        QVERIFY(f.all<SettingsEvent>().last().isCut);
        QCOMPARE(f.all<OperatorEvent>().last().what, u"cut_all_games"_s);
        QCOMPARE(f.engine.census().peers, 0);
        QCOMPARE(f.engine.census().upstreamNames, 0);
        const PeerId comes = f.connectPeer();
        QCOMPARE(f.closed.value(comes), CloseCode::Policy);
        QCOMPARE(f.closed.value(f.connectIntegration(u"Spotify"_s)), CloseCode::Policy);
        QCOMPARE(f.engine.census().peers, 0);

        QCOMPARE(f.execute(CutAllGames{false}).code, CommandError::None);
        QVERIFY(!f.all<SettingsEvent>().last().isCut);
        QVERIFY(!f.closed.contains(f.connectGame(u"Chess"_s, {u"move"_s})));
        QCOMPARE(f.engine.census().peers, 1);
    }

    void aSnapshotHasThemAll()
    {
        Table f;
        f.mute();
        f.hide(u"move"_s);
        f.execute(BlockGame{u"Uno"_s});
        f.execute(AskToShutDown{f.go, Shutdown::Graceful});
        f.execute(TakeSnapshot{});
        const SnapshotEvent snapshot = f.all<SnapshotEvent>().last();
        QCOMPARE(snapshot.restrictions.size(), 2);
        QVERIFY(snapshot.restrictions.at(0).isMuted);
        QCOMPARE(snapshot.restrictions.at(0).hiddenActions, QStringList{u"move"_s});
        QVERIFY(snapshot.restrictions.at(1).isBlocked);
        QCOMPARE(snapshot.shutdowns.size(), 1);
        QCOMPARE(snapshot.shutdowns.first().peer, f.go);
        QVERIFY(!snapshot.settings.isCut);
    }
};

QTEST_GUILESS_MAIN(TestRelayEngineRestrictions)
#include "tst_relayengine_restrictions.moc"
