// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "enginefixture.h"
#include "relay/hostileids.h"
#include "relay/hostilemessages.h"

#include <QTest>

using namespace neuro;
using namespace neuro::relay;
using namespace neuro::relay::testing;
using namespace Qt::StringLiterals;

namespace {

SetTestBench hostile(int malformed, int unknown, int unregistered, quint64 seed = 1)
{
    SetTestBench command;
    command.bench.hostile = HostileNeuro{seed, malformed, unknown, unregistered};
    return command;
}

/// A game, and a server that follows no rule.
class Hostile : public EngineFixture
{
public:
    explicit Hostile(const SetTestBench &command, EngineSettings settings = {})
        : EngineFixture(std::move(settings))
    {
        chess = connectGame(u"Chess"_s, {u"move"_s, u"pass"_s});
        execute(command);
    }

    QList<FrameEvent> hostileFrames(PeerId peer) const
    {
        QList<FrameEvent> frames;
        for (const FrameEvent &frame : all<FrameEvent>()) {
            if (frame.isHostile && frame.peer == peer)
                frames.append(frame);
        }
        return frames;
    }

    PeerId chess = 0;
};

} // namespace

/// The hostile mode of the test bench.
class TestRelayEngineHostile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsTheRates()
    {
        Hostile f(hostile(60, 0, 0));
        f.advance(60'000);
        const qsizetype malformed = f.hostileFrames(f.chess).size();
        QVERIFY2(malformed >= 50 && malformed <= 70, qPrintable(QString::number(malformed)));
        f.execute(hostile(0, 600, 0));
        f.advance(60'000);
        const qsizetype unknown = f.hostileFrames(f.chess).size() - malformed;
        QVERIFY2(unknown >= 560 && unknown <= 640, qPrintable(QString::number(unknown)));
        QCOMPARE(f.takeSent(f.chess).size(), malformed + unknown);
        f.execute(SetTestBench{});
        f.advance(600'000);
        QVERIFY(f.takeSent(f.chess).isEmpty());
        QCOMPARE(f.engine.nextDeadline(), std::nullopt);
    }

    void theSameSeedSaysTheSame()
    {
        const auto run = [](quint64 seed) {
            Hostile f(hostile(60, 30, 30, seed));
            f.send(f.chess, "actions/unregister", R"({"action_names":["pass"]})");
            f.advance(60'000);
            return f.takeSent(f.chess);
        };
        QCOMPARE(run(9), run(9));
        QVERIFY(run(9) != run(10));
    }

    void itsFramesAreMarkedAndNothingElse()
    {
        Hostile f(hostile(30, 30, 0));
        f.execute(SendAction{f.chess, u"move"_s, {}, false});
        f.result(f.chess, f.all<ActionEvent>().last().id, true);
        f.advance(30'000);
        const auto marked = f.hostileFrames(f.chess);
        QVERIFY(marked.size() > 20);
        for (const FrameEvent &frame : marked) {
            QCOMPARE(frame.direction, Direction::Out);
            QCOMPARE(frame.force, ForceId(0));
        }
        QCOMPARE(f.all<ActionEvent>().size(), 2); // The operator acted, and nobody else.
        QCOMPARE(f.all<TranscriptEvent>().last().kind, TranscriptEvent::Kind::Result);
    }

    void everyGameIsTreatedSo()
    {
        Hostile f(hostile(0, 60, 0));
        const PeerId go = f.connectGame(u"Go"_s); // Those that come later, too.
        const PeerId mute = f.connectPeer();
        const PeerId spotify = f.connectIntegration(u"Spotify"_s);
        f.advance(60'000);
        QVERIFY(f.hostileFrames(f.chess).size() > 50);
        QVERIFY(f.hostileFrames(go).size() > 50);
        QCOMPARE(f.hostileFrames(mute).size(), 0); // It has not said who it is.
        QCOMPARE(f.hostileFrames(spotify).size(), 0);
        f.disconnect(go);
        const qsizetype before = f.hostileFrames(go).size();
        f.advance(60'000);
        QCOMPARE(f.hostileFrames(go).size(), before);
    }

    void theirResultsAreExpected()
    {
        Hostile f(hostile(0, 60, 0));
        f.advance(2000);
        const FrameEvent sent = f.hostileFrames(f.chess).last();
        QVERIFY(!sent.actionId.isEmpty());
        const qsizetype diagnostics = f.diagnostics().size();
        const qint64 waited = f.now.mono - sent.at.mono;
        f.result(f.chess, sent.actionId, false, "unknown action");
        QCOMPARE(f.lastFrameIn().verdict, Verdict::Accepted);
        QCOMPARE(f.lastFrameIn().actionId, sent.actionId);
        QCOMPARE(f.lastFrameIn().latency, waited);
        QCOMPARE(f.diagnostics().size(), diagnostics);
        QVERIFY(f.all<ActionEvent>().isEmpty());
        f.result(f.chess, sent.actionId, false, "again");
        QCOMPARE(f.lastFrameIn().verdict, Verdict::Refused);
        QCOMPARE(f.diagnostics().last(), u"result/repeated"_s);
    }

    void anotherGamesResultIsNot()
    {
        Hostile f(hostile(0, 60, 0));
        const PeerId go = f.connectGame(u"Go"_s);
        f.advance(2000);
        const QString id = f.hostileFrames(f.chess).last().actionId;
        f.result(go, id, true);
        QCOMPARE(f.lastFrameIn().verdict, Verdict::Refused);
        f.result(f.chess, id, false);
        QCOMPARE(f.lastFrameIn().verdict, Verdict::Accepted);
    }

    void realActionsAreNotCrossedWithThem()
    {
        Hostile f(hostile(600, 600, 600));
        f.force(f.chess, {u"move"_s});
        f.advance(5000);
        f.takeSent(f.chess);
        f.execute(AnswerForce{1, u"move"_s, {}, false});
        const QString id = f.all<ActionEvent>().last().id;
        for (const FrameEvent &frame : f.hostileFrames(f.chess)) {
            QVERIFY(frame.actionId != id);
            if (!frame.actionId.isEmpty())
                f.result(f.chess, frame.actionId, true);
        }
        QCOMPARE(f.all<ActionEvent>().last().state, ActionState::Sent);
        QCOMPARE(f.forceStates(1).last(), u"answered"_s);
        f.result(f.chess, id, true);
        QCOMPARE(f.forceStates(1).last(), u"succeeded"_s);
        QVERIFY(!f.diagnostics().contains(u"result/unexpected"_s));
    }

    void idsAreBoundedAndExpire()
    {
        Hostile f(hostile(0, 600, 0));
        f.advance(300'000);
        QVERIFY(f.engine.census().hostileIds <= 700); // A minute's.
        QVERIFY(f.engine.census().hostileIds >= 500);
        const QString first = f.hostileFrames(f.chess).first().actionId;
        f.result(f.chess, first, false);
        QCOMPARE(f.lastFrameIn().verdict, Verdict::Refused);
        const QString last = f.hostileFrames(f.chess).last().actionId;
        f.execute(SetTestBench{});
        f.result(f.chess, last, false); // What was sent before is still expected.
        QCOMPARE(f.lastFrameIn().verdict, Verdict::Accepted);
        f.disconnect(f.chess);
        QCOMPARE(f.engine.census().hostileIds, 0);
    }

    void actsOnWhatWasJustUnregistered()
    {
        Hostile f(hostile(0, 0, 60));
        f.advance(10'000);
        QVERIFY(f.takeSent(f.chess).isEmpty()); // There is nothing yet.
        f.send(f.chess, "actions/unregister", R"({"action_names":["pass"]})");
        f.advance(10'000);
        const QByteArrayList sent = f.takeSent(f.chess);
        QVERIFY(sent.size() >= 6);
        for (const QByteArray &text : sent)
            QVERIFY2(text.contains(R"("name":"pass")"), text.constData());
        f.advance(60'000);
        QVERIFY(f.takeSent(f.chess).isEmpty()); // Not "just" any more.
        f.registerActions(f.chess, {u"pass"_s});
        f.send(f.chess, "actions/unregister", R"({"action_names":["pass"]})");
        f.registerActions(f.chess, {u"pass"_s});
        f.advance(10'000);
        QVERIFY(f.takeSent(f.chess).isEmpty());

        QStringList many;
        for (int i = 0; i < 100; ++i)
            many.append(u"\"a%1\""_s.arg(i));
        for (QString name : std::as_const(many))
            f.registerActions(f.chess, {name.remove(u'"')});
        f.send(f.chess, "actions/unregister",
               "{\"action_names\":[" + many.join(u',').toUtf8() + "]}");
        QCOMPARE(f.engine.census().justUnregistered, limits::justUnregistered);
        f.send(f.chess, "startup");
        QCOMPARE(f.engine.census().justUnregistered, 0);
    }

    void nothingIsRememberedOfIntegrations()
    {
        Hostile f(hostile(0, 0, 60));
        const PeerId spotify = f.connectIntegration(u"Spotify"_s);
        f.registerActions(spotify, {u"play"_s});
        f.send(spotify, "actions/unregister", R"({"action_names":["play"]})");
        QCOMPARE(f.engine.census().justUnregistered, 0);
        f.send(f.chess, "actions/unregister", R"({"action_names":["pass"]})");
        QCOMPARE(f.engine.census().justUnregistered, 1);
    }

    void theyAreDelayedLikeAllOthers()
    {
        SetTestBench command = hostile(0, 60, 0);
        command.bench.toGamesMs = 5000;
        Hostile f(command);
        f.advance(4900);
        QVERIFY(f.hostileFrames(f.chess).isEmpty());
        QVERIFY(f.engine.census().delayedToGames >= 3);
        QCOMPARE(f.engine.census().hostileIds, 0);
        f.advance(3000);
        const auto frames = f.hostileFrames(f.chess);
        QVERIFY(!frames.isEmpty());
        QCOMPARE(f.engine.census().hostileIds, frames.size());
        f.result(f.chess, frames.first().actionId, false);
        QCOMPARE(f.lastFrameIn().verdict, Verdict::Accepted);
        QCOMPARE(f.lastFrameIn().latency, f.now.mono - frames.first().at.mono);
    }

    void anUpstreamEndsIt()
    {
        Hostile f(hostile(600, 600, 0), withUpstream());
        f.advance(1000);
        f.connectUpstream();
        f.takeSent(f.chess);
        const qsizetype before = f.hostileFrames(f.chess).size();
        f.advance(60'000);
        QCOMPARE(f.hostileFrames(f.chess).size(), before);
    }
};

QTEST_APPLESS_MAIN(TestRelayEngineHostile)
#include "tst_relayengine_hostile.moc"
