// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "enginefixture.h"

#include <QTest>

using namespace neuro;
using namespace neuro::relay;
using namespace neuro::relay::testing;
using namespace Qt::StringLiterals;

namespace {

/// Upstream, then the operator; a game with an action that is hidden, and one that is not.
struct Table : EngineFixture
{
    explicit Table(const EngineSettings &settings = withUpstream({{Decider::Upstream, 0},
                                                                  {Decider::Operator, 0}}))
        : EngineFixture(settings)
    {
        connectUpstream();
        chess = connectGame(u"Chess"_s, {u"move"_s, u"resign"_s});
        go = connectGame(u"Go"_s, {u"place"_s});
        execute(HideAction{u"Chess"_s, u"resign"_s, true});
        // Nothing that upstream sent before can be under way any more.
        pong();
        advance(500);
    }
    /// The game unregisters what is not hidden, or the operator does.
    void takeMove(bool isOperators)
    {
        if (isOperators)
            execute(UnregisterAction{chess, u"move"_s});
        else
            send(chess, "actions/unregister", R"({"action_names":["move"]})");
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

    PeerId chess = 0;
    PeerId go = 0;
};

} // namespace

/// Forces of which nothing is left that Neuro may know.
class TestRelayEngineHidden : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatWaitsForUpstreamIsAskedOfTheOthers_data() { whose(); }

    void whatWaitsForUpstreamIsAskedOfTheOthers()
    {
        QFETCH(const bool, isOperators);
        Table f;
        f.force(f.go, {u"place"_s});
        f.force(f.chess, {u"move"_s, u"resign"_s});
        QCOMPARE(f.last(2).state, ForceState::Waiting);
        f.takeMove(isOperators);
        QCOMPARE(f.last(2).state, ForceState::Asked);
        QCOMPARE(f.last(2).decider, Decider::Operator);
        QCOMPARE(f.last(2).request.actionNames, QStringList{u"resign"_s});
        QCOMPARE(f.engine.census().forceUpstream, ForceId(1));
    }

    void whatUpstreamHasIsTakenBack_data() { whose(); }

    void whatUpstreamHasIsTakenBack()
    {
        QFETCH(const bool, isOperators);
        Table f;
        f.force(f.chess, {u"move"_s, u"resign"_s});
        QCOMPARE(f.engine.census().forceUpstream, ForceId(1));
        f.takeMove(isOperators);
        QCOMPARE(f.engine.census().forceUpstream, ForceId(0));
        QCOMPARE(f.last(1).state, ForceState::Asked);
        QCOMPARE(f.last(1).decider, Decider::Operator);
    }

    void whatUpstreamHasAndIsHeldStaysHeld()
    {
        Table f;
        f.force(f.chess, {u"move"_s, u"resign"_s});
        f.execute(HoldForce{1, true});
        f.takeMove(false);
        QCOMPARE(f.engine.census().forceUpstream, ForceId(0));
        QCOMPARE(f.last(1).state, ForceState::Held);
        f.execute(HoldForce{1, false});
        QCOMPARE(f.last(1).decider, Decider::Operator);
    }

    void itWaitsWhereUpstreamIsTheLast()
    {
        Table f(withUpstream({{Decider::Upstream, 0}}));
        f.force(f.chess, {u"move"_s, u"resign"_s});
        f.takeMove(false);
        QCOMPARE(f.engine.census().forceUpstream, ForceId(0));
        QCOMPARE(f.last(1).state, ForceState::Waiting);
        f.execute(HideAction{u"Chess"_s, u"resign"_s, false});
        f.pong();
        f.advance(500);
        QCOMPARE(f.engine.census().forceUpstream, ForceId(1));
    }

    /// It waits for its turn, and whoever is asked then is not known yet.
    void whatWaitsBehindOthersIsToldOfNoDecider()
    {
        Table f(withUpstream({{Decider::Upstream, 0}}));
        f.force(f.go, {u"place"_s});
        f.force(f.chess, {u"move"_s});
        f.force(f.chess, {u"resign"_s});
        QCOMPARE(f.last(3).decider, Decider::Upstream); // The last one is asked in any case.
        f.execute(SetDeciders{{Decider::Upstream, Decider::Operator}});
        f.execute(TakeSnapshot{});
        const QList<ForceEvent> forces = f.all<SnapshotEvent>().last().forces;
        QCOMPARE(forces.size(), 3);
        for (const ForceEvent &force : forces) {
            QCOMPARE(f.last(force.id).state, force.state);
            QCOMPARE(f.last(force.id).decider, force.decider);
        }
        QVERIFY(!f.last(3).decider);
    }

private:
    static void whose()
    {
        QTest::addColumn<bool>("isOperators");
        QTest::newRow("the game's doing") << false;
        QTest::newRow("the operator's doing") << true;
    }
};

QTEST_GUILESS_MAIN(TestRelayEngineHidden)
#include "tst_relayengine_hidden.moc"
