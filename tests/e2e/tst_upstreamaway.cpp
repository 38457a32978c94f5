// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "e2e/mockupstream.h"
#include "e2e/scriptedgame.h"
#include "e2e/upstreamservice.h"

#include <QTcpServer>
#include <QTcpSocket>
#include <QWebSocket>

#include <memory>
#include <vector>

using namespace neuro;
using namespace neuro::testing;
using namespace Qt::StringLiterals;

namespace {

constexpr int patienceMs = 60'000;
constexpr int talkers = 3;
constexpr int contextsEach = 200;

QString context(const QString &game, const QString &message, bool silent)
{
    return u"{\"command\":\"context\",\"game\":\"%1\",\"data\":{\"message\":\"%2\",\"silent\":%3}}"_s
        .arg(game, message, silent ? u"true"_s : u"false"_s);
}

/// A game that only talks, and says its numbers aloud.
class Talker
{
public:
    Talker(const QString &name, const QUrl &url)
        : m_name(name)
    {
        QSignalSpy connected(&m_socket, &QWebSocket::connected);
        m_socket.open(url);
        if (!connected.wait())
            qFatal("%s", qPrintable(m_socket.errorString()));
        m_socket.sendTextMessage(u"{\"command\":\"startup\",\"game\":\"%1\"}"_s.arg(name));
    }

    void say(int from, int count)
    {
        for (int i = from; i < from + count; ++i)
            m_socket.sendTextMessage(context(m_name, u"number %1"_s.arg(i), false));
    }

    QString prefix() const { return u"[%1] number "_s.arg(m_name); }

private:
    const QString m_name;
    QWebSocket m_socket;
};

using Talkers = std::vector<std::unique_ptr<Talker>>;

Talkers talkTo(const QUrl &url)
{
    Talkers all;
    for (int i = 0; i < talkers; ++i)
        all.push_back(std::make_unique<Talker>(u"Talker %1"_s.arg(i), url));
    return all;
}

} // namespace

/// What becomes of contexts while upstream is away, and of the other games while one misbehaves.
class TestUpstreamAway : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void contextsSurviveTheRelay()
    {
        QTemporaryDir folder;
        MockUpstream upstream;
        upstream.die();
        Talkers all;
        {
            UpstreamService away;
            away.options.dataFolder = folder.path();
            QVERIFY(away.startWith(upstream.url()));
            all = talkTo(away.url());
            for (const auto &talker : all)
                talker->say(0, contextsEach);
            QVERIFY(away.waitForOutbox(relay::OutboxEvent::State::Queued,
                                       talkers * (1 + contextsEach)));
        }
        upstream.listen();
        UpstreamService back;
        back.options.dataFolder = folder.path();
        // Whatever the first relay kept is of the past for the second one, what comes now is not.
        const qint64 aged = QDateTime::currentMSecsSinceEpoch() + 1;
        QTRY_VERIFY(QDateTime::currentMSecsSinceEpoch() > aged);
        back.config.engine.upstream.staleAfterMs = 1;
        QVERIFY(back.startWith(upstream.url()));
        QVERIFY(back.waitForOutbox(relay::OutboxEvent::State::Delivered, 0));
        const auto isAllSilent = [&upstream] {
            const UpstreamRecord record = upstream.record();
            return std::all_of(record.contexts.cbegin(), record.contexts.cend(),
                               [](const HeardContext &heard) { return heard.silent; });
        };
        QVERIFY(isAllSilent());
        all = talkTo(back.url());
        // What meets the last rows of the outbox may wait for them, and is of the past too.
        int said = contextsEach;
        QVERIFY(QTest::qWaitFor([&] {
            for (const auto &talker : all)
                talker->say(said, 1);
            ++said;
            return !isAllSilent();
        }));
        for (const auto &talker : all)
            QTRY_COMPARE(deliveryProblem(upstream.record(), talker->prefix(), said), QString());
        QCOMPARE(upstream.record().violations, QStringList());
    }

    /// Upstream comes and goes while they talk; nothing of what was said without it is lost.
    void contextsSaidWithoutUpstreamArriveInOrder()
    {
        MockUpstream upstream;
        UpstreamService relay;
        QVERIFY(relay.startWith(upstream.url()));
        const Talkers all = talkTo(relay.url());
        constexpr int absences = 4;
        for (int absence = 0; absence < absences; ++absence) {
            QVERIFY(relay.waitForUpstream(relay::UpstreamEvent::State::Connected));
            upstream.die();
            QVERIFY(relay.waitForUpstream(relay::UpstreamEvent::State::Waiting));
            for (const auto &talker : all)
                talker->say(absence * contextsEach, contextsEach);
            // What was said just before may have been lost, and is kept as well.
            QVERIFY(relay.waitForOutbox([](const relay::OutboxEvent &outbox) {
                return outbox.state == relay::OutboxEvent::State::Queued &&
                       outbox.pending >= talkers * contextsEach;
            }));
            upstream.listen();
            QVERIFY(relay.waitForOutbox(relay::OutboxEvent::State::Delivered, 0));
        }
        for (const auto &talker : all)
            QTRY_COMPARE(
                deliveryProblem(upstream.record(), talker->prefix(), absences * contextsEach),
                QString());
        QCOMPARE(upstream.record().violations, QStringList());
    }

    /// More than one question to the outbox brings, and the relay ends in the middle of it.
    void aBacklogSurvivesARestartInTheMiddle()
    {
        constexpr int each = 1200;
        // It stops the delivery: however slow this thread is, the relay ends with rows left.
        constexpr int heardBefore = 1000;
        QTemporaryDir folder;
        MockUpstream upstream({.hangsAfterContexts = heardBefore});
        upstream.die();
        Talkers all;
        {
            UpstreamService first;
            first.options.dataFolder = folder.path();
            // It takes many questions, so that there is a middle.
            first.config.engine.upstream.buffers.fetchedRows = 50;
            QVERIFY(first.startWith(upstream.url()));
            all = talkTo(first.url());
            for (const auto &talker : all)
                talker->say(0, each);
            QVERIFY(first.waitForOutbox(relay::OutboxEvent::State::Queued, talkers * (1 + each)));
            upstream.listen();
            QTRY_COMPARE_WITH_TIMEOUT(upstream.record().contexts.size(), heardBefore, patienceMs);
        }
        upstream.goOn();
        UpstreamService second;
        second.options.dataFolder = folder.path();
        QVERIFY(second.startWith(upstream.url()));
        all = talkTo(second.url());
        for (const auto &talker : all)
            talker->say(each, contextsEach);
        for (const auto &talker : all)
            QTRY_COMPARE_WITH_TIMEOUT(
                deliveryProblem(upstream.record(), talker->prefix(), each + contextsEach),
                QString(), patienceMs);
        QVERIFY(second.waitForOutbox(relay::OutboxEvent::State::Delivered, 0));
        QCOMPARE(upstream.record().violations, QStringList());
        QCOMPARE(upstream.record().unanswered, 0);
    }

    /// A game that never pauses keeps the outbox filled before and after upstream comes.
    void aFloodDoesNotKeepTheOthersWaiting()
    {
        MockUpstream upstream;
        upstream.die();
        UpstreamService relay;
        QVERIFY(relay.startWith(upstream.url()));
        Talker flood(u"Flood"_s, relay.url());
#ifdef NEURO_RELAY_SANITIZED
        constexpr int saidAtOnce = 10; // Everything is many times as slow.
#else
        constexpr int saidAtOnce = 100;
#endif
        int said = 0;
        QTimer more;
        connect(&more, &QTimer::timeout, this, [&] {
            flood.say(said, saidAtOnce);
            said += saidAtOnce;
        });
        more.start(5); // 20,000 a second, if the machine and the build can.
        QTRY_VERIFY_WITH_TIMEOUT(said >= 5000, patienceMs);
        ScriptedGame game({u"Good"_s, 3, 1, false, 0}, relay.url());
        QVERIFY(relay.waitForOutbox(
            [](const relay::OutboxEvent &event) { return event.pending >= 4000; }));
        upstream.listen();
        QVERIFY(relay.waitForUpstream(relay::UpstreamEvent::State::Connected));
        QElapsedTimer timer;
        timer.start();
        QTRY_VERIFY_WITH_TIMEOUT(game.isFinished(), patienceMs);
        qInfo("three forces and their results passed in %lld ms, beside %d contexts",
              timer.elapsed(), said);
        QVERIFY(more.isActive()); // It did not wait for the end of what never ends.
        more.stop();
        QTRY_COMPARE_WITH_TIMEOUT(deliveryProblem(upstream.record(), flood.prefix(), said),
                                  QString(), patienceMs);
        QCOMPARE(game.errors(), QStringList());
        QCOMPARE(upstream.record().violations, QStringList());
    }

    /// The wrong port at first: nobody is there. Then somebody is.
    void connectsByItselfWhenUpstreamComes()
    {
        QTcpServer probe;
        QVERIFY(probe.listen(QHostAddress::LocalHost));
        const quint16 port = probe.serverPort();
        probe.close();
        UpstreamService relay;
        QVERIFY(relay.startWith(QUrl(u"ws://127.0.0.1:%1"_s.arg(port))));
        ScriptedGame game({u"Early"_s, 3, 1, false, 0}, relay.url());
        QVERIFY(relay.waitFor<relay::UpstreamEvent>(
            [](const relay::UpstreamEvent &event) { return event.attempt >= 2; }));
        const MockUpstream upstream({}, port);
        QTRY_VERIFY_WITH_TIMEOUT(game.isFinished(), patienceMs);
        QCOMPARE(game.errors(), QStringList());
        QCOMPARE(upstream.record().violations, QStringList());
    }

    void aMuteGameStopsNobody()
    {
        MockUpstream upstream;
        UpstreamService relay;
        relay.config.engine.actionTimeoutMs = 300;
        QVERIFY(relay.startWith(upstream.url()));
        QWebSocket mute;
        QSignalSpy connected(&mute, &QWebSocket::connected);
        mute.open(relay.url());
        QVERIFY(connected.wait());
        QSignalSpy asked(&mute, &QWebSocket::textMessageReceived);
        for (
            const QString &text :
            {u"{\"command\":\"startup\",\"game\":\"Mute\"}"_s,
             u"{\"command\":\"actions/register\",\"game\":\"Mute\",\"data\":{\"actions\":[{\"name\":\"speak\",\"description\":\"Says something\"}]}}"_s,
             u"{\"command\":\"actions/force\",\"game\":\"Mute\",\"data\":{\"query\":\"?\",\"action_names\":[\"speak\"]}}"_s})
            mute.sendTextMessage(text);
        QTRY_VERIFY(!asked.isEmpty() && asked.last().first().toString().contains(u"\"action\""));
        playOn(relay, upstream);
        QVERIFY(relay.waitFor<relay::ActionEvent>([](const relay::ActionEvent &action) {
            return action.state == relay::ActionState::Timeout;
        }));
    }

    void aFloodStopsNobody()
    {
        MockUpstream upstream;
        UpstreamService relay;
        QVERIFY(relay.startWith(upstream.url()));
        Talker flood(u"Flood"_s, relay.url());
        constexpr int contexts = 10'000;
        flood.say(0, contexts);
        playOn(relay, upstream);
        const auto problem = [&] {
            return deliveryProblem(upstream.record(), flood.prefix(), contexts);
        };
        QTRY_COMPARE_WITH_TIMEOUT(problem(), QString(), patienceMs);
    }

    /// Upstream tells all games more than one of them reads.
    void aSlowReaderStopsNobody()
    {
        MockUpstream upstream;
        UpstreamService relay;
        relay.config.backend.maxUnwritten = 256 * 1024;
        QVERIFY(relay.startWith(upstream.url()));
        QTcpSocket slow;
        slow.setReadBufferSize(1024);
        slow.connectToHost(relay.url().host(), static_cast<quint16>(relay.url().port()));
        slow.write(
            "GET / HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
        QTRY_VERIFY(slow.bytesAvailable() > 0);
        const QString speech =
            u"{\"command\":\"speech_finished\",\"data\":{\"isFinal\":true,"
            "\"cancelled\":true,\"reason\":\"%1\"}}"_s.arg(QString(100'000, u'x'));
        ScriptedGame game({u"Good"_s, 20, 1, false, 0}, relay.url());
        QTRY_VERIFY(game.answers() > 0);
        const auto isClosed = [&relay] {
            const QList<relay::PeerEvent> peers = relay.all<relay::PeerEvent>();
            return std::any_of(peers.cbegin(), peers.cend(), [](const relay::PeerEvent &peer) {
                return peer.state == relay::PeerEvent::State::Disconnected &&
                       peer.closeCode == 1008;
            });
        };
        // The kernel takes some megabytes for it first.
        for (int i = 0; i < 400 && !isClosed(); ++i) {
            upstream.send(speech);
            QCoreApplication::processEvents();
        }
        QTRY_VERIFY(isClosed());
        QTRY_VERIFY_WITH_TIMEOUT(game.isFinished(), patienceMs);
        QCOMPARE(game.errors(), QStringList());
        QCOMPARE(upstream.record().violations, QStringList());
    }

private:
    /// Well-behaved games play whole sessions meanwhile.
    static void playOn(const UpstreamService &relay, const MockUpstream &upstream)
    {
        std::vector<std::unique_ptr<ScriptedGame>> games;
        for (int i = 0; i < 4; ++i)
            games.push_back(std::make_unique<ScriptedGame>(
                ScriptedGame::Script{u"Good %1"_s.arg(i), 10, i % 2, false, 0}, relay.url()));
        for (const auto &game : games) {
            QTRY_VERIFY_WITH_TIMEOUT(game->isFinished(), patienceMs);
            QCOMPARE(game->errors(), QStringList());
        }
        QCOMPARE(upstream.record().violations, QStringList());
        QCOMPARE(upstream.record().connections, 1);
    }
};

QTEST_GUILESS_MAIN(TestUpstreamAway)
#include "tst_upstreamaway.moc"
