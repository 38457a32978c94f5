// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "enginefixture.h"

#include <QTest>

using namespace neuro;
using namespace neuro::relay;
using namespace neuro::relay::testing;
using namespace Qt::StringLiterals;

/// What is left of the test bench when it is turned off, or other modes are turned on.
class TestRelayEngineBenchEnd : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingHostileLeavesAnyMore_data()
    {
        QTest::addColumn<bool>("isUpstreams");
        QTest::newRow("upstream connects") << true;
        QTest::newRow("the operator turns it off") << false;
    }

    void nothingHostileLeavesAnyMore()
    {
        QFETCH(const bool, isUpstreams);
        EngineFixture f(withUpstream());
        const PeerId peer = f.connectGame(u"Chess"_s, {u"move"_s});
        TestBench bench;
        bench.toGamesMs = 10'000;
        bench.hostile = HostileNeuro{1, 60, 60, 0};
        QCOMPARE(f.execute(SetTestBench{bench}).code, CommandError::None);
        f.advance(5000);
        QVERIFY(f.takeSent(peer).isEmpty());
        QVERIFY(f.engine.census().delayedToGames > 5);
        if (isUpstreams)
            f.connectUpstream();
        else
            f.execute(SetTestBench{{}});
        QVERIFY(f.takeSent(peer).isEmpty());
        QCOMPARE(f.engine.census().delayedToGames, 0);
        QCOMPARE(f.engine.census().hostileIds, 0);
    }

    /// One at a time over all games: also those that were answered before she came.
    void refusalsOfTwoGamesAreTriedOneAfterAnother()
    {
        EngineFixture f(withDeciders({{Decider::Operator, 0}}));
        const PeerId chess = f.connectGame(u"Chess"_s, {u"move"_s});
        const PeerId go = f.connectGame(u"Go"_s, {u"place"_s});
        TestBench bench;
        bench.autoAnswer = AutoAnswer{1, 0, 0};
        f.execute(SetTestBench{bench});
        f.force(chess, {u"move"_s});
        f.force(go, {u"place"_s});
        f.advance(1);
        const QStringList chessIds = f.takeActionIds(chess);
        const QStringList goIds = f.takeActionIds(go);
        QCOMPARE(chessIds.size(), 1);
        QCOMPARE(goIds.size(), 1);
        bench.likeNeuro = LikeNeuro{1};
        f.execute(SetTestBench{bench});
        f.result(chess, chessIds.first(), false);
        f.result(go, goIds.first(), false);
        const auto isAsked = [&f](ForceId id) {
            return f.forceStates(id).last() == u"asked"_s;
        };
        QVERIFY(isAsked(1) != isAsked(2));
        const auto answerAll = [&f, chess, go] {
            int answers = 0;
            for (const PeerId peer : {chess, go}) {
                for (const QString &id : f.takeActionIds(peer)) {
                    f.result(peer, id, true);
                    ++answers;
                }
            }
            return answers;
        };
        f.advance(10'000);
        QCOMPARE(answerAll(), 1);
        f.advance(10'000);
        QCOMPARE(answerAll(), 1);
        QCOMPARE(f.engine.census().forces, 0);
    }
};

QTEST_GUILESS_MAIN(TestRelayEngineBenchEnd)
#include "tst_relayengine_benchend.moc"
