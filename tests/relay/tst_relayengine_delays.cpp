// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "enginefixture.h"
#include "relay/testbenchstate.h"

#include <QTest>

#include <algorithm>

using namespace neuro;
using namespace neuro::relay;
using namespace neuro::relay::testing;
using namespace Qt::StringLiterals;

namespace {

SetTestBench delays(int toGamesMs, int fromGamesMs)
{
    SetTestBench command;
    command.bench.toGamesMs = toGamesMs;
    command.bench.fromGamesMs = fromGamesMs;
    return command;
}

EngineSettings operatorDecides()
{
    return withDeciders({{Decider::Operator, 0}});
}

class Delayed : public EngineFixture
{
public:
    explicit Delayed(int toGamesMs, int fromGamesMs, EngineSettings settings = operatorDecides())
        : EngineFixture(std::move(settings))
    {
        chess = connectGame(u"Chess"_s, {u"move"_s});
        execute(delays(toGamesMs, fromGamesMs));
    }

    void say(PeerId peer, const QByteArray &text)
    {
        send(peer, "context", "{\"message\":\"" + text + "\",\"silent\":true}");
    }
    /// The contexts that were heard, in order.
    QStringList heard() const
    {
        QStringList texts;
        for (const TranscriptEvent &event : all<TranscriptEvent>()) {
            if (event.kind == TranscriptEvent::Kind::Context)
                texts.append(event.text);
        }
        return texts;
    }
    QString act()
    {
        execute(SendAction{chess, u"move"_s, {}, false});
        return all<ActionEvent>().last().id;
    }
    FrameEvent lastFrameOut() const
    {
        FrameEvent last;
        for (const FrameEvent &frame : all<FrameEvent>()) {
            if (frame.direction == Direction::Out)
                last = frame;
        }
        return last;
    }

    PeerId chess = 0;
};

} // namespace

/// The delays that the test bench adds.
class TestRelayEngineDelays : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aMessageOfAGameIsHeardLater()
    {
        Delayed f(0, 300);
        const qint64 came = f.now.mono;
        const auto frames = f.all<FrameEvent>().size();
        f.say(f.chess, "one");
        QCOMPARE(f.all<FrameEvent>().size(), frames);
        QCOMPARE(f.engine.nextDeadline(), came + 300'000);
        f.advance(299);
        QCOMPARE(f.heard(), QStringList());
        f.advance(1);
        QCOMPARE(f.heard(), QStringList{u"one"_s});
        QCOMPARE(f.lastFrameIn().at.mono, came + 300'000); // As if it had come then.
        QCOMPARE(f.engine.nextDeadline(), std::nullopt);
    }

    void aMessageToAGameLeavesLater()
    {
        Delayed f(300, 0);
        const auto frames = f.all<FrameEvent>().size();
        const QString id = f.act();
        QCOMPARE(f.all<FrameEvent>().size(), frames);
        QVERIFY(f.takeSent(f.chess).isEmpty());
        f.advance(299);
        QVERIFY(f.takeSent(f.chess).isEmpty());
        f.advance(1);
        QCOMPARE(f.takeActionIds(f.chess), QStringList{id});
        QCOMPARE(f.lastFrameOut().at, f.now);
        QCOMPARE(f.lastFrameOut().actionId, id);
        QVERIFY(f.lastFrameOut().seq > 0);
    }

    void seqsHaveNoGaps()
    {
        Delayed f(300, 200);
        for (int i = 0; i < 5; ++i) {
            f.say(f.chess, "x");
            f.act();
            f.advance(130);
        }
        f.advance(1000);
        quint64 last = 0;
        qint64 at = 0;
        for (const FrameEvent &frame : f.all<FrameEvent>()) {
            QCOMPARE(frame.seq, ++last);
            QVERIFY(frame.at.mono >= at);
            at = frame.at.mono;
        }
        QCOMPARE(f.all<ActionEvent>().size(), 5);
    }

    void orderIsKeptWhenTheDelayChanges()
    {
        Delayed f(2000, 3000);
        QStringList ids{f.act()};
        f.say(f.chess, "a");
        f.advance(10);
        f.execute(delays(100, 50));
        ids.append(f.act());
        f.say(f.chess, "b");
        f.advance(10);
        f.execute(delays(10'000, 10'000));
        ids.append(f.act());
        f.say(f.chess, "c");
        f.advance(110);
        QCOMPARE(f.heard(), (QStringList{u"a"_s, u"b"_s}));
        QCOMPARE(f.takeActionIds(f.chess), ids.first(2));
        f.say(f.chess, "d");
        ids.append(f.act());
        f.execute(delays(0, 0)); // What was held goes at once.
        QCOMPARE(f.heard(), (QStringList{u"a"_s, u"b"_s, u"c"_s, u"d"_s}));
        QCOMPARE(f.takeActionIds(f.chess), ids.sliced(2));
        f.say(f.chess, "e");
        QCOMPARE(f.heard().last(), u"e"_s);
        QCOMPARE(f.engine.census().delayedFromGames, 0);
        QCOMPARE(f.engine.census().delayedToGames, 0);
    }

    void oneDirectionAlone()
    {
        Delayed f(500, 500);
        f.say(f.chess, "a");
        const QString id = f.act();
        f.execute(delays(500, 0));
        QCOMPARE(f.heard(), QStringList{u"a"_s});
        QVERIFY(f.takeSent(f.chess).isEmpty());
        f.advance(500);
        QCOMPARE(f.takeActionIds(f.chess), QStringList{id});
    }

    void answersFollowWhatWasToldBefore()
    {
        Delayed f(500, 500);
        const QString id = f.act();
        const PeerId go = f.connectPeer();
        f.games[go] = u"Go"_s;
        f.send(go, "startup");
        f.execute(AskToReregister{go});
        f.execute(delays(0, 0));
        const QByteArrayList sent = f.takeSent(go);
        QCOMPARE(sent.size(), 2);
        QVERIFY(sent.at(0).contains("reregister_all"));
        QVERIFY(sent.at(1).contains("sessionId"));
        QCOMPARE(f.takeActionIds(f.chess), QStringList{id});
    }

    void gamesAreHeardInTheOrderInWhichTheySpoke()
    {
        Delayed f(0, 500);
        const PeerId go = f.connectPeer();
        f.games[go] = u"Go"_s;
        f.say(go, "1");
        f.say(f.chess, "2");
        f.say(go, "3");
        f.advance(1);
        f.say(f.chess, "4");
        f.execute(delays(0, 0));
        QCOMPARE(f.heard(), (QStringList{u"1"_s, u"2"_s, u"3"_s, u"4"_s}));
    }

    void whatAGameSaidIsHeardBeforeItLeaves()
    {
        Delayed f(500, 10'000);
        f.say(f.chess, "farewell");
        f.send(f.chess, "startup"); // It is answered, but nobody is there.
        f.receiveBinary(f.chess, "bytes");
        f.disconnect(f.chess);
        QCOMPARE(f.heard(), QStringList{u"farewell"_s});
        QCOMPARE(f.diagnostics().last(), u"message/binary"_s);
        QCOMPARE(f.all<PeerEvent>().last().state, PeerEvent::State::Disconnected);
        QVERIFY(f.takeSent(f.chess).isEmpty());
        QCOMPARE(f.engine.census().delayedFromGames, 0);
        QCOMPARE(f.engine.census().delayedToGames, 0);
        QCOMPARE(f.engine.nextDeadline(), std::nullopt);
    }

    void nothingIsLoggedAsSentToOneThatHasLeft()
    {
        Delayed f(0, 10'000);
        f.send(f.chess, "startup");
        f.force(f.chess, {u"move"_s});
        const auto sent = [&f] {
            int count = 0;
            for (const FrameEvent &frame : f.all<FrameEvent>())
                count += frame.direction == Direction::Out ? 1 : 0;
            return count;
        };
        const int before = sent();
        f.disconnect(f.chess);
        QCOMPARE(sent(), before);
        QCOMPARE(f.engine.census().peers, 0);
    }

    void whoIsSentAwayHearsFirstWhatHeWasTold()
    {
        Delayed f(500, 500);
        const QString id = f.act();
        f.execute(DisconnectPeer{f.chess});
        QCOMPARE(f.takeActionIds(f.chess), QStringList{id});
        QCOMPARE(f.closed.value(f.chess), CloseCode::Normal);
    }

    void whoIsBlockedIsNotHeardAnyMore()
    {
        Delayed f(500, 500);
        f.say(f.chess, "late");
        f.execute(BlockGame{u"Chess"_s, true});
        QCOMPARE(f.engine.census().peers, 0);
        f.advance(1000);
        QCOMPARE(f.heard(), QStringList());
        QCOMPARE(f.engine.census().delayedFromGames, 0);
    }

    void whoIsSentAwayForWhatHeSaidSaysNoMore()
    {
        Delayed f(0, 500);
        f.execute(BlockGame{u"Go"_s, true});
        const PeerId go = f.connectPeer();
        f.games[go] = u"Go"_s;
        f.send(go, "startup");
        f.say(go, "second");
        f.advance(500);
        QCOMPARE(f.closed.value(go), CloseCode::Policy);
        QCOMPARE(f.engine.census().peers, 1);
        QCOMPARE(f.engine.census().delayedFromGames, 0);
    }

    void moreThanIsHeldGoesOn()
    {
        Delayed f(10'000, 10'000);
        const QByteArray large(7 * 1024 * 1024, 'a');
        f.say(f.chess, large + '1');
        f.say(f.chess, large + '2');
        QCOMPARE(f.heard().size(), 0);
        f.say(f.chess, large + '3');
        QCOMPARE(f.heard().size(), 1);
        QVERIFY(f.heard().first().endsWith(u'1'));
        QCOMPARE(f.engine.census().delayedFromGames, 2);
        f.advance(10'000);
        QCOMPARE(f.heard().size(), 3);
        QVERIFY(f.heard().last().endsWith(u'3'));

        const QByteArray raw =
            "{\"command\":\"x\",\"data\":\"" + QByteArray(1'000'000, 'a') + "\"}";
        for (int i = 0; i < 20; ++i)
            f.execute(SendToGames{raw, f.chess});
        const qsizetype gone = f.takeSent(f.chess).size();
        QVERIFY2(gone >= 4 && gone < 10, qPrintable(QString::number(gone)));
        QCOMPARE(f.engine.census().delayedToGames, 20 - gone);
        f.advance(10'000);
        QCOMPARE(f.takeSent(f.chess).size(), 20 - gone);
    }

    void whoIsSentAwayForWhatGoesOnIsNotHeld()
    {
        Delayed f(0, 10'000);
        f.execute(BlockGame{u"Go"_s, true});
        const PeerId go = f.connectPeer();
        f.games[go] = u"Go"_s;
        f.say(go, QByteArray(9 * 1024 * 1024, 'a'));
        f.say(go, QByteArray(9 * 1024 * 1024, 'b')); // The first one goes on, and is its last.
        QCOMPARE(f.closed.value(go), CloseCode::Policy);
        QCOMPARE(f.engine.census().delayedFromGames, 0);
        QCOMPARE(f.engine.nextDeadline(), std::nullopt);
    }

    void whatIsLargerThanAllThatIsHeldGoesAtOnce()
    {
        Delayed f(0, 10'000);
        f.say(f.chess, "small");
        f.say(f.chess, QByteArray(17 * 1024 * 1024, 'a'));
        QCOMPARE(f.heard().size(), 2); // And what was before it, before it.
        QCOMPARE(f.heard().first(), u"small"_s);
    }

    void latenciesAreTheGames()
    {
        Delayed f(4000, 3000);
        const QString id = f.act();
        f.advance(4000);
        QCOMPARE(f.takeActionIds(f.chess), QStringList{id});
        f.advance(30);
        f.result(f.chess, id, true);
        f.advance(3000);
        QCOMPARE(f.lastFrameIn().latency, 30'000);
        QCOMPARE(f.all<ActionEvent>().last().state, ActionState::Succeeded);
        QCOMPARE(f.all<ActionEvent>().last().duration, 30'000);
        QVERIFY(!f.diagnostics().contains(u"result/slow"_s));
    }

    void whatIsDelayedTellsTheTimeOfItsOwnGameOnly()
    {
        TestBenchState bench;
        QCOMPARE(bench.cameAt(1, 900), 900);
        bench.coming = TestBenchState::Coming{1, 500};
        QCOMPARE(bench.cameAt(1, 900), 500);
        QCOMPARE(bench.cameAt(2, 900), 900); // It is handled now.
    }

    void aSlowGameIsStillSlow()
    {
        Delayed f(100, 100);
        const QString id = f.act();
        f.advance(100 + 501);
        f.result(f.chess, id, true);
        f.advance(100);
        QCOMPARE(f.diagnostics().last(), u"result/slow"_s);
        QCOMPARE(f.lastFrameIn().latency, 501'000);
    }

    void aResultIsDueFromWhenTheActionLeft()
    {
        EngineSettings settings = operatorDecides();
        settings.actionTimeoutMs = 1000;
        Delayed f(5000, 7000, settings);
        const QString id = f.act();
        f.advance(5000);
        f.advance(999);
        f.result(f.chess, id, true); // In time, and heard much later.
        f.advance(7000);
        QCOMPARE(f.all<ActionEvent>().last().state, ActionState::Succeeded);
        QVERIFY(!f.diagnostics().contains(u"result/timeout"_s));

        f.act();
        f.advance(5000 + 999);
        QCOMPARE(f.all<ActionEvent>().last().state, ActionState::Sent);
        f.advance(1);
        QCOMPARE(f.all<ActionEvent>().last().state, ActionState::Timeout);
        QCOMPARE(f.diagnostics().last(), u"result/timeout"_s);
        QCOMPARE(f.all<DiagnosticEvent>().last().seq, f.lastFrameOut().seq);
    }

    void aGameThatTalksIsNotWaitedForWithoutEnd()
    {
        EngineSettings settings = operatorDecides();
        settings.actionTimeoutMs = 1000;
        Delayed f(0, 5000, settings);
        f.act();
        for (int i = 0; i < 13; ++i) {
            f.say(f.chess, "something else");
            f.advance(500);
        }
        // What it said within the second is heard until 6 s after the action at the latest.
        QCOMPARE(f.all<ActionEvent>().last().state, ActionState::Timeout);
    }

    void aGameThatHasSpokenIsNotAskedToRegister()
    {
        Delayed f(0, 5000);
        const PeerId go = f.connectPeer();
        f.games[go] = u"Go"_s;
        f.advance(900);
        f.send(go, "startup");
        f.advance(6000);
        const QByteArrayList sent = f.takeSent(go);
        QCOMPARE(sent.size(), 1);
        QVERIFY(sent.first().contains("sessionId"));
        // One that has not is.
        const PeerId silent = f.connectPeer();
        f.advance(1000);
        QCOMPARE(f.takeSent(silent).size(), 1);
    }

    void aGameThatGoesOnTalkingIsAskedAllTheSame()
    {
        Delayed f(0, 5000);
        const PeerId go = f.connectPeer();
        const auto wasAsked = [&f, go] {
            const QByteArrayList sent = f.takeSent(go);
            return std::any_of(sent.begin(), sent.end(), [](const QByteArray &text) {
                return text.contains("actions/reregister_all");
            });
        };
        // Nothing of it says who it is.
        for (int i = 0; i < 10; ++i) {
            f.receive(go, "hello");
            f.advance(500);
            QVERIFY(!wasAsked());
        }
        // What it had said by the end of its first second is heard.
        f.receive(go, "hello");
        f.advance(500);
        QVERIFY(wasAsked());
    }

    void aStartupIsNotLateForBeingDelayed()
    {
        Delayed f(0, 5000);
        const PeerId go = f.connectPeer();
        f.games[go] = u"Go"_s;
        f.send(go, "startup");
        f.advance(5000);
        QVERIFY(!f.diagnostics().contains(u"startup/late"_s));
    }

    void whatIsReleasedAtOnceIsNoFlood()
    {
        Delayed f(0, 10'000);
        for (int i = 0; i < 20; ++i) {
            f.say(f.chess, "slow");
            f.registerActions(f.chess, {u"a%1"_s.arg(i)});
            f.advance(490);
        }
        f.execute(delays(0, 0));
        QCOMPARE(f.heard().size(), 20);
        QVERIFY(!f.diagnostics().contains(u"context/flood"_s));
    }

    void pingsAreNotDelayed()
    {
        Delayed f(10'000, 10'000);
        const PeerId second = f.connectPeer();
        f.games[second] = u"Chess"_s;
        f.send(second, "startup");
        f.advance(10'000);
        QCOMPARE(f.pinged, QList<PeerId>{f.chess});
        f.pong(f.chess);
        f.advance(2000);
        QVERIFY(!f.closed.contains(f.chess)); // It has answered.
    }

    void theOlderConnectionIsHeardOutBeforeItIsReplaced()
    {
        Delayed f(0, 1500);
        const PeerId second = f.connectPeer();
        f.games[second] = u"Chess"_s;
        f.send(second, "startup");
        f.advance(1400);
        f.say(f.chess, "late");
        f.advance(1100);
        QCOMPARE(f.heard(), QStringList{u"late"_s});
        QCOMPARE(f.closed.value(f.chess), CloseCode::Policy);
    }

    void anActionThatNeverLeftIsLost()
    {
        Delayed f(10'000, 0);
        f.act();
        f.disconnect(f.chess);
        QCOMPARE(f.all<ActionEvent>().last().state, ActionState::Lost);
        f.advance(20'000);
        QVERIFY(f.takeSent(f.chess).isEmpty());
        QCOMPARE(f.engine.nextDeadline(), std::nullopt);
    }

    void integrationsAreNotDelayed()
    {
        Delayed f(5000, 5000);
        const PeerId spotify = f.connectIntegration(u"Spotify"_s);
        f.send(spotify, "startup");
        QCOMPARE(f.takeSent(spotify).size(), 1);
        QCOMPARE(f.engine.census().delayedFromGames, 0);
    }
};

QTEST_APPLESS_MAIN(TestRelayEngineDelays)
#include "tst_relayengine_delays.moc"
