// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "app/demo/rockpaperscissors.h"
#include "app/demo/tictactoe.h"
#include "e2e/scriptedgame.h"
#include "service/servicefixture.h"

#include <QSet>
#include <QThread>

#include <memory>
#include <vector>

using namespace neuro;
using namespace neuro::testing;
using namespace Qt::StringLiterals;

namespace {

constexpr int allGamesMs = 20'000;

/// With some time to think: with none it says a lot for the time that it takes.
std::unique_ptr<demo::DemoGame> makeDemo(const QString &name)
{
    const demo::GameOptions options{.rounds = 2, .delayMs = 250, .seed = 7};
    if (name == u"Tic-Tac-Toe"_s)
        return std::make_unique<demo::TicTacToe>(options);
    return std::make_unique<demo::RockPaperScissors>(options);
}

/// The diagnostics that somebody should do something about.
QStringList complaints(const ServiceFixture &f)
{
    QStringList found;
    for (const relay::DiagnosticEvent &event : f.all<relay::DiagnosticEvent>()) {
        if (protocol::diagnosticInfo(event.key).severity != protocol::Severity::Info)
            found.append(protocol::diagnosticName(event.key) + u": "_s + event.detail.english());
    }
    return found;
}

/// Answers every force that waits for the operator.
void answerAsOperator(ServiceFixture &f)
{
    service::RelayService &service = f.service();
    QObject::connect(&service, &service::RelayService::events, &f,
                     [&service](const relay::RelayEvents &batch) {
                         for (const relay::RelayEvent &event : batch) {
                             const auto *force = std::get_if<relay::ForceEvent>(&event);
                             if (force && force->state == relay::ForceState::Asked &&
                                 force->decider == relay::Decider::Operator)
                                 service.submit(relay::AnswerForceRandomly{force->id});
                         }
                     });
}

} // namespace

/// Whole sessions over real sockets.
class TestGames : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void wholeSessions_data()
    {
        QTest::addColumn<int>("decider");
        QTest::newRow("operator") << int(relay::Decider::Operator);
        QTest::newRow("random") << int(relay::Decider::Random);
        QTest::newRow("first") << int(relay::Decider::First);
    }

    void wholeSessions()
    {
        QFETCH(int, decider);
        ServiceFixture f;
        f.config.engine.deciders = {{static_cast<relay::Decider>(decider), 0}};
        f.config.engine.randomDelayMs = 5;
        QVERIFY(f.start());
        answerAsOperator(f);
        ScriptedGame plain({u"Plain"_s, 5, 0, false}, f.url());
        ScriptedGame stubborn({u"Stubborn"_s, 5, 2, false}, f.url());
        ScriptedGame churning({u"紫の手札"_s, 5, 1, true}, f.url());
        for (const ScriptedGame *game : {&plain, &stubborn, &churning}) {
            QTRY_VERIFY_WITH_TIMEOUT(game->isFinished(), allGamesMs);
            QCOMPARE(game->errors(), QStringList());
        }
        QCOMPARE(plain.answers(), 5);
        QCOMPARE(stubborn.answers(), 15);
        QTRY_COMPARE(f.all<relay::ForceEvent>().last().state, relay::ForceState::Succeeded);
        for (const relay::FrameEvent &frame : f.all<relay::FrameEvent>()) {
            QVERIFY2(frame.verdict == relay::Verdict::Accepted, frame.payload.constData());
            QVERIFY2(frame.warnings.isEmpty(), frame.payload.constData());
        }
        QCOMPARE(complaints(f), QStringList());
        QCOMPARE(f.skippedFrames, 0U);
    }

    void demoGamesPlayWithTheOperator_data()
    {
        QTest::addColumn<QString>("name");
        QTest::newRow("tic-tac-toe") << u"Tic-Tac-Toe"_s;
        QTest::newRow("rock-paper-scissors") << u"Rock-Paper-Scissors"_s;
    }

    /// With the other deciders tst_program lets them play, as processes.
    void demoGamesPlayWithTheOperator()
    {
        QFETCH(QString, name);
        ServiceFixture f;
        f.config.engine.deciders = {{relay::Decider::Operator, 0}};
        QVERIFY(f.start());
        answerAsOperator(f);
        const auto game = makeDemo(name);
        QSignalSpy finished(game.get(), &demo::DemoGame::finished);
        QSignalSpy failed(game.get(), &demo::DemoGame::failed);
        QCOMPARE(game->start(f.url()), QString());
        QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, allGamesMs);
        QVERIFY2(game->summary().startsWith(u"2 rounds of "_s + name + u':'),
                 qPrintable(game->summary()));
        QCOMPARE(failed.size(), 0);
        QVERIFY(f.waitFor<relay::PeerEvent>([](const relay::PeerEvent &peer) {
            return peer.state == relay::PeerEvent::State::Disconnected;
        }));
        QSet<relay::ForceId> asked;
        QSet<relay::ForceId> succeeded;
        for (const relay::ForceEvent &force : f.all<relay::ForceEvent>()) {
            if (force.state == relay::ForceState::Asked) {
                QVERIFY(force.decider == relay::Decider::Operator);
                asked.insert(force.id);
            } else if (force.state == relay::ForceState::Succeeded) {
                QCOMPARE(force.failures, 0);
                succeeded.insert(force.id);
            }
        }
        QCOMPARE(succeeded, asked);
        QVERIFY(succeeded.size() >= 4); // Two moves a round are the least.
        for (const relay::FrameEvent &frame : f.all<relay::FrameEvent>()) {
            QVERIFY2(frame.verdict == relay::Verdict::Accepted, frame.payload.constData());
            QVERIFY2(frame.warnings.isEmpty(), frame.payload.constData());
        }
        QCOMPARE(complaints(f), QStringList());
        QCOMPARE(f.skippedFrames, 0U);
    }

    void fiftyGamesWithTheSameActionNames()
    {
        ServiceFixture f;
        f.config.engine.deciders = {{relay::Decider::First, 0}};
        QVERIFY(f.start());
        std::vector<std::unique_ptr<ScriptedGame>> games;
        for (int i = 0; i < 50; ++i)
            games.push_back(std::make_unique<ScriptedGame>(
                ScriptedGame::Script{u"Game %1"_s.arg(i), 10, i % 3, i % 2 == 1}, f.url()));
        for (const auto &game : games) {
            QTRY_VERIFY_WITH_TIMEOUT(game->isFinished(), allGamesMs);
            QCOMPARE(game->errors(), QStringList());
        }
    }

    /// The thread of the service's user, the window's, does nothing at all meanwhile.
    void aHungWindowStopsNobody()
    {
        ServiceFixture f;
        f.config.engine.deciders = {{relay::Decider::First, 0}};
        QVERIFY(f.start());
        QStringList errors = {u"not finished"_s};
        const std::unique_ptr<QThread> player(QThread::create([&errors, url = f.url()] {
            ScriptedGame game({u"Player"_s, 40, 1, false}, url);
            if (QTest::qWaitFor([&game] { return game.isFinished(); }, allGamesMs))
                errors = game.errors();
        }));
        player->start();
        QVERIFY(player->wait(2 * allGamesMs));
        QCOMPARE(errors, QStringList());
        // Awake again, it learns of everything.
        QVERIFY(f.waitFor<relay::ForceEvent>([](const relay::ForceEvent &force) {
            return force.id == 40 && force.state == relay::ForceState::Succeeded;
        }));
        QCOMPARE(f.skippedFrames, 0U);
    }

    void gamesThatReconnectGetTheirForceAgain()
    {
        ServiceFixture f;
        QVERIFY(f.start());
        ScriptedGame game({u"Phoenix"_s, 1, 0, false}, f.url());
        game.client().setReconnectDelays(10, 50);
        QVERIFY(f.waitFor<relay::ForceEvent>([](const relay::ForceEvent &force) {
            return force.state == relay::ForceState::Asked;
        }));
        f.service().submit(relay::DisconnectPeer{1});
        QVERIFY(f.waitFor<relay::ForceEvent>([](const relay::ForceEvent &force) {
            return force.id == 1 && force.state == relay::ForceState::Withdrawn;
        }));
        QVERIFY(f.waitFor<relay::ForceEvent>([](const relay::ForceEvent &force) {
            return force.id == 2 && force.state == relay::ForceState::Asked;
        }));
        f.service().submit(relay::AnswerForceRandomly{2});
        QTRY_VERIFY(game.isFinished());
        QCOMPARE(game.errors(), QStringList());
    }
};

QTEST_GUILESS_MAIN(TestGames)
#include "tst_games.moc"
