// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "e2e/mockupstream.h"
#include "e2e/scriptedgame.h"
#include "e2e/upstreamservice.h"
#include "net/waiting.h"
#include "protocol/splitmix64.h"

#include <memory>
#include <vector>

using namespace neuro;
using namespace neuro::testing;
using namespace Qt::StringLiterals;

namespace {

constexpr int patienceMs = 60'000;

} // namespace

/// Many games, one upstream, and everything that can happen to upstream in the middle of it.
class TestUpstreamSessions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_fixture = std::make_unique<UpstreamService>(); }

    void cleanup()
    {
        m_games.clear();
        m_fixture.reset();
        m_upstream.reset();
    }

    void thirtyTwoGames_data()
    {
        QTest::addColumn<Fault>("fault");
        QTest::addColumn<quint64>("seed");
        QTest::newRow("nothing happens") << Fault::None << quint64(0);
        // NEURO_RELAY_E2E_SEED makes it happen elsewhere.
        const quint64 seed = qEnvironmentVariableIntValue("NEURO_RELAY_E2E_SEED");
        const auto add = [seed](const char *name, Fault fault) {
            QTest::newRow(name) << fault << seed + static_cast<quint64>(fault);
        };
        add("upstream restarts", Fault::Restart);
        add("upstream dies twice", Fault::DieTwice);
        add("upstream hangs and goes on", Fault::Hang);
        add("upstream hangs for too long", Fault::HangForLong);
        add("upstream becomes a black hole", Fault::BlackHole);
        add("upstream hangs up in good order", Fault::Close);
    }

    void thirtyTwoGames()
    {
        QFETCH(Fault, fault);
        QFETCH(quint64, seed);
        begin({});
        play(32, 20, 25);
        const auto point = 20 + static_cast<int>(protocol::SplitMix64(seed).below(400));
        qInfo("seed %llu: after %d answers", seed, point);
        QVERIFY(waitForAnswers(point));
        strike(fault);
        verifyAll();
        const UpstreamRecord record = m_upstream->record();
        // What was in flight when the connection ended was asked again.
        QVERIFY(record.forces >= 32 * 20);
        QVERIFY(record.successes <= 32 * 20);
        const bool isCut = fault != Fault::None && fault != Fault::Hang;
        QCOMPARE(record.connections > 1, isCut);
    }

    void manyGames()
    {
        begin({});
        play(128, 3, 0);
        verifyAll();
        QCOMPARE(m_upstream->record().successes, 128 * 3);
        QCOMPARE(m_upstream->record().connections, 1);
    }

    /// Real servers ask at any time; the API calls the message deprecated.
    void aServerThatAsksToReregister()
    {
        MockUpstream::Behaviour behaviour;
        behaviour.asksToReregister = true;
        behaviour.acknowledges = false;
        begin(behaviour);
        play(4, 5, 5);
        QVERIFY(waitForAnswers(8));
        m_upstream->restart(50);
        verifyAll();
    }

private:
    enum class Fault { None, Restart, DieTwice, Hang, HangForLong, BlackHole, Close };

    void begin(const MockUpstream::Behaviour &behaviour)
    {
        m_upstream = std::make_unique<MockUpstream>(behaviour);
        QVERIFY(m_fixture->startWith(m_upstream->url()));
    }

    void play(int games, int forces, int remarkEveryMs)
    {
        for (int i = 0; i < games; ++i) {
            ScriptedGame::Script script;
            script.name = u"Game %1"_s.arg(i);
            script.forces = forces;
            script.failuresPerForce = i % 4 == 0 ? 1 : 0;
            script.churns = i % 8 == 1;
            script.remarkEveryMs = remarkEveryMs;
            m_games.push_back(std::make_unique<ScriptedGame>(script, m_fixture->url()));
        }
    }

    void strike(Fault fault)
    {
        switch (fault) {
        case Fault::None:
            return;
        case Fault::Restart:
            return m_upstream->restart(300);
        case Fault::DieTwice: {
            m_upstream->die();
            m_upstream->listen();
            QVERIFY(waitForAnswers(answered() + 20));
            return m_upstream->restart(0);
        }
        case Fault::Hang:
            return m_upstream->hang(UpstreamService::deadAfterMs / 4);
        case Fault::HangForLong:
            return m_upstream->hang(UpstreamService::deadAfterMs * 3);
        case Fault::BlackHole:
            return m_upstream->blackhole(500);
        case Fault::Close:
            return m_upstream->close(1001);
        }
    }

    int answered() const
    {
        int sum = 0;
        for (const auto &game : m_games)
            sum += game->answers();
        return sum;
    }

    bool waitForAnswers(int count) const
    {
        return tests::waitUntil([&] { return answered() >= count; }, patienceMs);
    }

    /// Every force ends, every context arrives, in order, and nobody found fault with anything.
    void verifyAll()
    {
        for (const auto &game : m_games) {
            QVERIFY(tests::waitUntil([&] { return game->isFinished(); }, patienceMs));
            QCOMPARE(game->errors(), QStringList());
        }
        QString problem;
        const auto isDelivered = [&] {
            problem = deliveryProblems();
            return problem.isEmpty();
        };
        QVERIFY2(QTest::qWaitFor(isDelivered, patienceMs), qPrintable(problem));
        QTRY_COMPARE(m_upstream->record().unanswered, 0);
        QCOMPARE(m_upstream->record().violations, QStringList());
        QVERIFY(m_fixture->all<relay::OutboxEvent>().isEmpty() ||
                m_fixture->waitForOutbox(relay::OutboxEvent::State::Delivered, 0));
        for (const relay::ForceEvent &force : m_fixture->all<relay::ForceEvent>())
            QVERIFY(force.state != relay::ForceState::Timeout);
    }

    /// The first one, of whatever game.
    QString deliveryProblems() const
    {
        const UpstreamRecord record = m_upstream->record();
        for (const auto &game : m_games) {
            const QString prefix = u"[%1] "_s.arg(game->name());
            const QString problem =
                deliveryProblem(record, prefix + game->remarkPrefix(), game->remarks()) +
                deliveryProblem(record, prefix + game->roundPrefix(), game->rounds());
            if (!problem.isEmpty())
                return problem;
        }
        return {};
    }

    std::unique_ptr<MockUpstream> m_upstream;
    std::unique_ptr<UpstreamService> m_fixture;
    std::vector<std::unique_ptr<ScriptedGame>> m_games;
};

QTEST_GUILESS_MAIN(TestUpstreamSessions)
#include "tst_upstreamsessions.moc"
