// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "app/demo/tictactoe.h"
#include "e2e/doorfixture.h"
#include "e2e/scriptedgame.h"

#include <QElapsedTimer>
#include <QSet>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>

using namespace neuro;
using namespace neuro::testing;
using namespace Qt::StringLiterals;

namespace {

constexpr int policyCode = 1008;
constexpr int delayMs = 100;
constexpr int gameMs = 20'000;

} // namespace

/// What the operator does to games, over real sockets.
class TestOperatorTools : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_relay = std::make_unique<DoorFixture>();
        m_relay->config.engine.deciders = {{relay::Decider::First, 0}};
        QVERIFY(m_relay->start());
    }
    void cleanup() { m_relay.reset(); }

    void aBlockedGameIsSentAwayUntilItIsAllowed()
    {
        const auto chess = m_relay->game(u"Chess"_s, {u"move"_s});
        const auto go = m_relay->game(u"Go"_s, {u"place"_s});
        m_relay->service().submit(relay::BlockGame{u"Chess"_s});
        QTRY_VERIFY(chess->isClosed());
        QCOMPARE(chess->closeCode(), policyCode);

        DoorClient again(m_relay->url(), startup);
        QTRY_VERIFY(again.isClosed());
        QCOMPARE(again.closeCode(), policyCode);
        QVERIFY(again.texts().isEmpty());
        QVERIFY(go->isConnected());

        m_relay->service().submit(relay::BlockGame{u"Chess"_s, false});
        const auto isAllowed = [this] {
            const auto told = m_relay->all<relay::RestrictionEvent>();
            return !told.isEmpty() && !told.last().isBlocked;
        };
        QTRY_VERIFY(isAllowed());
        DoorClient allowed(m_relay->url(), startup);
        QVERIFY(!allowed.waitFor(u"command"_s, u"startup"_s).isEmpty());
        QVERIFY(allowed.isConnected());
    }

    void allGamesAreCutOff()
    {
        const auto chess = m_relay->game(u"Chess"_s, {u"move"_s});
        const auto lights = m_relay->integration(u"Lights"_s);
        const auto watcher = m_relay->watcher(u"ui"_s);
        m_relay->service().submit(relay::CutAllGames{});
        QTRY_VERIFY(chess->isClosed() && lights->isClosed());
        DoorClient again(m_relay->url()); // It is not asked who it is.
        QTRY_VERIFY(again.isClosed());
        QCOMPARE(again.closeCode(), policyCode);
        QVERIFY(watcher->isConnected());
        m_relay->service().submit(relay::CutAllGames{false});
        const auto isOver = [this] {
            const auto told = m_relay->all<relay::SettingsEvent>();
            return !told.isEmpty() && !told.last().isCut;
        };
        QTRY_VERIFY(isOver());
        const auto back = m_relay->game(u"Chess"_s, {u"move"_s});
        QVERIFY(back->isConnected());
    }

    void aRawMessageArrivesAsItWasWritten()
    {
        const auto chess = m_relay->game(u"Chess"_s, {u"move"_s});
        const auto go = m_relay->game(u"Go"_s, {u"place"_s});
        const QByteArray text = "{\"command\": \"novel\", \"data\":1.0}";
        m_relay->service().submit(relay::SendToGames{text});
        QVERIFY(chess->waitForTexts(1));
        QVERIFY(go->waitForTexts(1));
        QCOMPARE(chess->texts(), QList<QString>{QString::fromUtf8(text)});
    }

    void delaysKeepTheOrder()
    {
        const auto chess = m_relay->game(u"Chess"_s, {u"move"_s});
        const relay::PeerId peer = m_relay->all<relay::RegistryEvent>().last().peer;
        relay::SetTestBench delayed;
        delayed.bench.toGamesMs = delayMs;
        delayed.bench.fromGamesMs = delayMs;
        QElapsedTimer timer;
        timer.start();
        m_relay->service().submit(delayed);
        ScriptedGame go({u"Go"_s, 2, 1, true}, m_relay->url());
        QStringList numbers;
        QStringList told;
        for (int i = 0; i < 50; ++i) {
            numbers.append(QString::number(i));
            told.append(u"{\"command\":\"novel\",\"data\":%1}"_s.arg(i));
            m_relay->service().submit(relay::SendToGames{told.last().toUtf8(), peer});
        }
        QVERIFY(chess->waitForTexts(told.size()));
        QVERIFY2(timer.elapsed() >= delayMs, qPrintable(QString::number(timer.elapsed())));
        QCOMPARE(chess->texts(), told);

        timer.restart();
        for (const QString &number : std::as_const(numbers)) {
            chess->send(u"{\"command\":\"context\",\"game\":\"Chess\",\"data\":{\"message\":"
                        "\"%1\",\"silent\":true}}"_s.arg(number));
        }
        QTRY_COMPARE(contextsOf(peer), numbers);
        QVERIFY2(timer.elapsed() >= delayMs, qPrintable(QString::number(timer.elapsed())));

        // Two forces, each of which refuses its first answer.
        QTRY_VERIFY_WITH_TIMEOUT(go.isFinished(), gameMs);
        QCOMPARE(go.errors(), QStringList());
        QCOMPARE(go.answers(), 4);
    }

    void aGameFinishesBesideWhatIsHostile()
    {
        relay::SetTestBench hostile;
        hostile.bench.toGamesMs = 10;
        hostile.bench.fromGamesMs = 10;
        hostile.bench.hostile =
            relay::HostileNeuro{.seed = 3,
                                .malformed = relay::limits::hostilePerMinute,
                                .unknown = relay::limits::hostilePerMinute,
                                .unregistered = relay::limits::hostilePerMinute};
        m_relay->service().submit(hostile);
        demo::TicTacToe game({.rounds = 2, .delayMs = 250, .seed = 7});
        const QSignalSpy finished(&game, &demo::DemoGame::finished);
        QCOMPARE(game.start(m_relay->url()), QString());
        QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, gameMs);
        QVERIFY2(game.summary().startsWith(u"2 rounds of Tic-Tac-Toe:"),
                 qPrintable(game.summary()));
        QVERIFY(m_relay->waitFor<relay::PeerEvent>([](const relay::PeerEvent &event) {
            return event.state == relay::PeerEvent::State::Disconnected;
        }));
        const auto peers = m_relay->all<relay::PeerEvent>();
        QCOMPARE(std::count_if(peers.begin(), peers.end(),
                               [](const relay::PeerEvent &event) {
                                   return event.state == relay::PeerEvent::State::Connected;
                               }),
                 1); // It stayed all the time.
        QSet<QString> ids;
        int sent = 0;
        int answered = 0;
        for (const relay::FrameEvent &frame : m_relay->all<relay::FrameEvent>()) {
            QVERIFY2(frame.verdict == relay::Verdict::Accepted, frame.payload.constData());
            if (frame.isHostile) {
                ++sent;
                ids.insert(frame.actionId);
            } else if (frame.direction == relay::Direction::In && ids.contains(frame.actionId) &&
                       !frame.actionId.isEmpty()) {
                ++answered;
            }
        }
        QVERIFY2(sent >= 10, qPrintable(QString::number(sent)));
        QVERIFY2(answered >= 3, qPrintable(QString::number(answered)));
    }

    void anUpstreamThatConnectsTurnsTheTestBenchOff()
    {
        ServiceFixture neuro; // Another relay, whose game ours is.
        QVERIFY(neuro.start());
        UpstreamService ours;
        QVERIFY(ours.startWith(neuro.url()));
        QVERIFY(ours.waitForUpstream(relay::UpstreamEvent::State::Connected));
        relay::SetTestBench wanted;
        wanted.bench.toGamesMs = delayMs;
        wanted.bench.hostile = relay::HostileNeuro{1, 60, 60, 60};
        const auto refused = [&] {
            const auto done = ours.all<relay::OperatorEvent>();
            return !done.isEmpty() && done.last().code == relay::CommandError::UpstreamConnected;
        };
        ours.service().submit(wanted);
        QTRY_VERIFY(refused());
        QVERIFY(ours.all<relay::TestBenchEvent>().isEmpty());

        ours.service().stopUpstream();
        QVERIFY(ours.waitForUpstream(relay::UpstreamEvent::State::Off));
        ours.service().submit(wanted);
        QTRY_COMPARE(ours.all<relay::TestBenchEvent>().size(), 1);
        QCOMPARE(ours.all<relay::TestBenchEvent>().last().bench, wanted.bench);
        QVERIFY(!ours.all<relay::TestBenchEvent>().last().byUpstream);

        ours.service().reconnectUpstream();
        QVERIFY(ours.waitForUpstream(relay::UpstreamEvent::State::Connected));
        QTRY_COMPARE(ours.all<relay::TestBenchEvent>().size(), 2);
        QVERIFY(ours.all<relay::TestBenchEvent>().last().byUpstream);
        QVERIFY(ours.all<relay::TestBenchEvent>().last().bench.isOff());
    }

private:
    QStringList contextsOf(relay::PeerId peer) const
    {
        QStringList texts;
        for (const relay::TranscriptEvent &event : m_relay->all<relay::TranscriptEvent>()) {
            if (event.peer == peer && event.kind == relay::TranscriptEvent::Kind::Context)
                texts.append(event.text);
        }
        return texts;
    }

    static inline const QString startup = u"{\"command\":\"startup\",\"game\":\"Chess\"}"_s;

    std::unique_ptr<DoorFixture> m_relay;
};

QTEST_GUILESS_MAIN(TestOperatorTools)
#include "tst_operatortools.moc"
