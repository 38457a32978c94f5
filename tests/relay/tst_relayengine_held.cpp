// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "enginefixture.h"

#include <QTest>

using namespace neuro;
using namespace neuro::relay;
using namespace neuro::relay::testing;
using namespace Qt::StringLiterals;

namespace {

/// Upstream has force 1, of Chess, and the operator holds it; force 2, of Go, waits behind it.
class Held : public EngineFixture
{
public:
    explicit Held(EngineSettings settings = withUpstream())
        : EngineFixture(std::move(settings))
    {
        connectUpstream();
        chess = connectGame(u"Chess"_s, {u"move"_s, u"resign"_s});
        go = connectGame(u"Go"_s, {u"place"_s});
        force(chess, {u"move"_s, u"resign"_s});
        force(go, {u"place"_s});
        takeUp();
        takeSent(chess);
        execute(HoldForce{1, true});
    }

    ForceEvent last(ForceId id) const
    {
        ForceEvent last;
        for (const ForceEvent &event : all<ForceEvent>()) {
            if (event.id == id)
                last = event;
        }
        return last;
    }
    QString stateOf(ForceId id) const { return forceStates(id).last(); }
    bool hasUpstream(ForceId id) const { return engine.census().forceUpstream == id; }
    /// Neuro chooses the move and Chess refuses it.
    void fail()
    {
        act("u" + QByteArray::number(++m_lastId), "chess--move");
        result(chess, takeActionIds(chess).last(), false, "no");
    }
    /// What was taken back is known there.
    void confirm()
    {
        pong();
        advance(500);
    }

    PeerId chess = 0;
    PeerId go = 0;

private:
    int m_lastId = 0;
};

} // namespace

/// Forces that the operator holds while upstream has them.
class TestRelayEngineHeld : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void itsTimeRunsOnAndThenItIsTakenBack()
    {
        Held f;
        f.advance(59'999);
        QVERIFY(f.hasUpstream(1));
        QVERIFY(f.takeUp().isEmpty());
        f.advance(1);
        QCOMPARE(f.stateOf(1), u"held"_s);
        QCOMPARE(f.last(1).decider, std::nullopt);
        QCOMPARE(f.last(1).deadline, 0);
        const QByteArray sent = f.takeUp().join('\n');
        QVERIFY(sent.contains(R"("action_names":["chess--move","chess--resign"])"));
        QVERIFY(sent.contains("No longer asked of you: Pick one"));
        // The next one has the place, and the held one stays where it is.
        QVERIFY(f.hasUpstream(2));
        f.confirm();
        f.advance(600'000);
        QCOMPARE(f.stateOf(1), u"held"_s);
        f.execute(HoldForce{1, false});
        QVERIFY(f.hasUpstream(1));
    }

    /// Neuro may still choose: what is sent meanwhile decides it, or two actions would be executed.
    void anActionThatIsSentDecidesIt_data()
    {
        QTest::addColumn<bool>("byWatcher");
        QTest::newRow("operator") << false;
        QTest::newRow("watcher") << true;
    }

    void anActionThatIsSentDecidesIt()
    {
        QFETCH(bool, byWatcher);
        Held f;
        const PeerId watcher = f.connectWatcher(u"ui"_s, true);
        if (byWatcher)
            f.receive(watcher, R"({"send_action":{"game":"Chess","name":"resign"}})");
        else
            QCOMPARE(f.execute(SendAction{f.chess, u"resign"_s, {}}).code, CommandError::None);
        QCOMPARE(f.stateOf(1), u"answered"_s);
        QVERIFY(!f.hasUpstream(1));
        const QStringList ids = f.takeActionIds(f.chess);
        QCOMPARE(ids.size(), 1);
        QVERIFY(
            f.takeUp().join('\n').contains(R"("action_names":["chess--move","chess--resign"])"));
        // She had chosen before she knew.
        f.act("u1", "chess--move");
        QVERIFY(f.takeActionIds(f.chess).isEmpty());
        QVERIFY(f.takeUp().join('\n').contains(
            R"({"id":"u1","success":true,"message":"already decided"})"));
        f.result(f.chess, ids.first(), true);
        QCOMPARE(f.stateOf(1), u"succeeded"_s);
    }

    void releasingItGivesItNoNewTime()
    {
        Held f(withUpstream({{Decider::Upstream, 10'000}, {Decider::Operator, 0}}));
        f.advance(4000);
        f.execute(HoldForce{1, false});
        QCOMPARE(f.stateOf(1), u"asked"_s);
        f.advance(5999);
        QVERIFY(f.hasUpstream(1));
        f.advance(1);
        QCOMPARE(f.last(1).decider, Decider::Operator);
        QVERIFY(f.hasUpstream(2));
    }

    void aFailedAnswerLeavesItHeld()
    {
        Held f;
        f.fail();
        QCOMPARE(f.stateOf(1), u"held"_s);
        QVERIFY(f.hasUpstream(1)); // Neuro tries again by herself …
        f.fail();
        QCOMPARE(f.stateOf(1), u"held"_s);
        f.advance(29'999);
        QVERIFY(f.hasUpstream(1));
        f.advance(1); // … and when she does not, it is the operator's still.
        QCOMPARE(f.stateOf(1), u"held"_s);
        QVERIFY(f.hasUpstream(2));
    }

    void aFailedAnswerAfterUpstreamIsLostLeavesItHeld()
    {
        Held f;
        f.act("u1", "chess--move");
        const QString id = f.takeActionIds(f.chess).last();
        f.disconnectUpstream();
        f.result(f.chess, id, false, "no");
        QCOMPARE(f.stateOf(1), u"held"_s);
        QCOMPARE(f.last(1).decider, std::nullopt);
        f.connectUpstream();
        f.serveOutbox();
        QVERIFY(f.hasUpstream(2));
    }

    void releasingAllMeansTheOneThatIsBeingAnswered()
    {
        Held f;
        f.execute(HoldForce{1, false});
        f.execute(HoldAllForces{true});
        f.act("u1", "chess--move");
        f.execute(HoldAllForces{false});
        f.result(f.chess, f.takeActionIds(f.chess).last(), false, "no");
        QCOMPARE(f.stateOf(1), u"asked"_s);
        QVERIFY(f.hasUpstream(1));
    }

    void takingItOverFreesThePlace()
    {
        Held f;
        QCOMPARE(f.execute(TakeOverForce{1}).code, CommandError::None);
        QCOMPARE(f.last(1).decider, Decider::Operator);
        QCOMPARE(f.stateOf(1), u"asked"_s);
        QVERIFY(f.hasUpstream(2));
        f.advance(600'000);
        QCOMPARE(f.stateOf(1), u"asked"_s);
    }

    void droppingItFreesThePlace()
    {
        Held f;
        QCOMPARE(f.execute(DropForce{1}).code, CommandError::None);
        QCOMPARE(f.stateOf(1), u"dropped"_s);
        QVERIFY(f.hasUpstream(2));
    }
};

QTEST_GUILESS_MAIN(TestRelayEngineHeld)
#include "tst_relayengine_held.moc"
