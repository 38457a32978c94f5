// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "service/servicefixture.h"

#include <QElapsedTimer>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTcpServer>
#include <QWebSocket>

using namespace neuro;
using namespace neuro::testing;
using namespace Qt::StringLiterals;

namespace {

const QString startupText = u"{\"command\":\"startup\",\"game\":\"Game A\"}"_s;
const QString registerText =
    u"{\"command\":\"actions/register\",\"game\":\"Game A\",\"data\":{\"actions\":[{\"name\":\"go\",\"description\":\"d\"}]}}"_s;
const QString forceText =
    u"{\"command\":\"actions/force\",\"game\":\"Game A\",\"data\":{\"query\":\"q\",\"action_names\":[\"go\"]}}"_s;
const QString contextText =
    u"{\"command\":\"context\",\"game\":\"Game A\",\"data\":{\"message\":\"m\",\"silent\":true}}"_s;

bool connectTo(QWebSocket &socket, const QUrl &url)
{
    QSignalSpy connected(&socket, &QWebSocket::connected);
    socket.open(url);
    return connected.wait();
}

QList<QJsonObject> linesOf(const QString &path)
{
    QFile file(path);
    QList<QJsonObject> lines;
    if (!file.open(QIODevice::ReadOnly))
        return lines;
    while (!file.atEnd())
        lines.append(QJsonDocument::fromJson(file.readLine()).object());
    return lines;
}

/// Nobody listens there.
quint16 freePort()
{
    QTcpServer probe;
    return probe.listen(QHostAddress::LocalHost) ? probe.serverPort() : quint16(0);
}

void dialAt(ServiceFixture &f, quint16 port)
{
    f.config.engine.upstream.isConfigured = true;
    f.config.upstream.url = QUrl(u"ws://127.0.0.1:%1"_s.arg(port));
    f.config.upstream.firstDelayMs = 20;
    f.config.upstream.longestDelayMs = 50;
}

bool isOwnDoor(const relay::UpstreamEvent &event)
{
    return event.persistent && event.problem.english().contains(u"this relay's own door");
}

bool wasConnected(const ServiceFixture &f)
{
    const QList<relay::UpstreamEvent> events = f.all<relay::UpstreamEvent>();
    return std::any_of(events.begin(), events.end(), [](const relay::UpstreamEvent &event) {
        return event.state == relay::UpstreamEvent::State::Connected;
    });
}

} // namespace

class TestRelayService : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theOperatorDropsWhatWaitsForOneDestination()
    {
        ServiceFixture f;
        f.config.engine.upstream.isConfigured = true;
        f.config.upstream.url = QUrl(u"ws://127.0.0.1:1"_s); // Nobody is there.
        QVERIFY(f.start());
        QWebSocket socket;
        QVERIFY(connectTo(socket, f.url()));
        socket.sendTextMessage(startupText);
        for (int i = 0; i < 2; ++i)
            socket.sendTextMessage(contextText);
        QVERIFY(f.waitFor<relay::OutboxEvent>([](const relay::OutboxEvent &event) {
            return event.pending == 3;
        })); // The game's coming, too.
        for (const QString &destination : {u"integration:Spotify"_s, u"upstream"_s})
            f.service().dropOutbox(destination);
        QVERIFY(f.waitFor<relay::OutboxEvent>([](const relay::OutboxEvent &event) {
            return event.state == relay::OutboxEvent::State::Dropped &&
                   event.destination == u"upstream"_s && event.count == 3;
        }));
        QStringList done;
        for (const relay::OperatorEvent &event : f.all<relay::OperatorEvent>())
            done.append(event.what + u' ' + event.detail);
        QCOMPARE(done,
                 (QStringList{u"drop_outbox integration:Spotify"_s, u"drop_outbox upstream"_s}));
    }

    void commandsReachTheGame()
    {
        ServiceFixture f;
        QVERIFY(f.start());
        QWebSocket socket;
        QSignalSpy received(&socket, &QWebSocket::textMessageReceived);
        QVERIFY(connectTo(socket, f.url()));
        socket.sendTextMessage(startupText);
        socket.sendTextMessage(registerText);
        socket.sendTextMessage(forceText);
        QVERIFY(f.waitFor<relay::ForceEvent>([](const relay::ForceEvent &force) {
            return force.state == relay::ForceState::Asked;
        }));
        const quint64 number =
            f.service().submit(relay::AnswerForce{1, u"go"_s, std::nullopt, false});
        QVERIFY(f.waitFor<relay::OperatorEvent>([number](const relay::OperatorEvent &done) {
            return done.command == number && done.error.isEmpty();
        }));
        QTRY_COMPARE(received.size(), 2);
        QVERIFY(received.last().first().toString().startsWith(u"{\"command\":\"action\""));
    }

    /// A game calls itself like a token, which is none any more when the operator mutes the game.
    void aNameThatWasShownMaskedStaysMeant()
    {
        const QString name = u"my first-token-of-this-test"_s;
        ServiceFixture f;
        f.config.intermediary.authToken = u"first-token-of-this-test"_s;
        QVERIFY(f.start());
        QWebSocket socket;
        QVERIFY(connectTo(socket, f.url()));
        socket.sendTextMessage(u"{\"command\":\"startup\",\"game\":\"%1\"}"_s.arg(name));
        QVERIFY(f.waitFor<relay::PeerEvent>(
            [](const relay::PeerEvent &peer) { return peer.name == u"my ***"; }));
        f.config.intermediary.authToken = u"second-token-of-this-test"_s;
        f.service().applyConfig(f.config);
        f.service().submit(relay::MuteGame{u"my ***"_s});
        QVERIFY(
            f.waitFor<relay::RestrictionEvent>([&name](const relay::RestrictionEvent &restriction) {
                return restriction.isMuted && restriction.game == name;
            }));
    }

    void stopClosesWithGoingAway()
    {
        ServiceFixture f;
        QVERIFY(f.start());
        QWebSocket socket;
        QVERIFY(connectTo(socket, f.url()));
        QSignalSpy disconnected(&socket, &QWebSocket::disconnected);
        // The close handshake needs both sides; this thread is busy stopping, so the answer comes
        // from the socket's own buffer afterwards.
        QElapsedTimer timer;
        timer.start();
        f.service().stop();
        QVERIFY2(timer.elapsed() < service::RelayService::stopMs,
                 qPrintable(QString::number(timer.elapsed())));
        QVERIFY(!disconnected.isEmpty() || disconnected.wait());
        QCOMPARE(socket.closeCode(), QWebSocketProtocol::CloseCodeGoingAway);
        QVERIFY(!f.service().isRunning());
    }

    void stopTwiceAndWithoutStart()
    {
        ServiceFixture f;
        service::RelayService service(f.config, f.options);
        service.stop();
        QVERIFY(service.start().isEmpty());
        service.stop();
        service.stop();
    }

    void takenPortIsTold()
    {
        QTcpServer occupant;
        QVERIFY(occupant.listen(QHostAddress::LocalHost));
        ServiceFixture f;
        f.config.backend.port = occupant.serverPort();
        QVERIFY(!f.start());
        QVERIFY2(f.door.error.english().contains(u"127.0.0.1:%1"_s.arg(occupant.serverPort())),
                 qPrintable(f.door.error.english()));
        // Another port mends it.
        f.service().reopenBackend(u"127.0.0.1"_s, 0);
        QTRY_VERIFY(f.door.listening);
        QVERIFY(f.door.error.isEmpty());
    }

    void recordsToAFile()
    {
        ServiceFixture f;
        const QString path = f.folder.filePath(u"log.jsonl"_s);
        f.options.recordFile = path;
        f.options.observed = false;
        QVERIFY(f.start());
        QWebSocket socket;
        QVERIFY(connectTo(socket, f.url()));
        socket.sendTextMessage(startupText);
        QTRY_VERIFY(linesOf(path).size() >= 4);
        QVERIFY(f.service().isRunning());
        f.service().stop();
        const storage::RecorderStatus &ended = f.service().recordingStatus();
        QVERIFY(!ended.recording);
        QCOMPARE(ended.path, path);
        QCOMPARE(ended.bytes, QFileInfo(path).size());
        QCOMPARE(ended.frames, 2U);
        const QList<QJsonObject> lines = linesOf(path);
        QCOMPARE(lines.first()["kind"_L1].toString(), u"session"_s);
        QCOMPARE(lines.last()["kind"_L1].toString(), u"peer"_s);
        QCOMPARE(lines.last()["state"_L1].toString(), u"disconnected"_s);
        int frames = 0;
        for (const QJsonObject &line : lines) {
            if (line["kind"_L1].toString() == u"frame")
                QCOMPARE(line["seq"_L1].toInt(), ++frames);
        }
        QCOMPARE(frames, 2);
        QCOMPARE(QFile::permissions(path) & (QFile::ReadGroup | QFile::ReadOther),
                 QFile::Permissions());
    }

    void existingRecordIsNotTouched()
    {
        ServiceFixture f;
        const QString path = f.folder.filePath(u"log.jsonl"_s);
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("mine");
        file.close();
        f.options.recordFile = path;
        service::RelayService service(f.config, f.options);
        QVERIFY(service.start().contains(path));
        QVERIFY(!service.isRunning());
        QCOMPARE(QFile(path).size(), 4);
    }

    /// The log tells what the operator did, not only what the engine was told to do.
    void whatTheOperatorDidIsLogged()
    {
        QString log;
        ServiceFixture f;
        f.options.recordToDataFolder = true;
        QVERIFY(f.start());
        f.service().admit(u"https://example.org"_s, {}, net::Admission::Always);
        f.service().reopenBackend(u"127.0.0.1"_s, 0);
        f.service().closeBackend();
        f.service().noteExport(u"/tmp/export.jsonl"_s);
        connect(&f.service(), &service::RelayService::statistics, this,
                [&log](const service::ServiceStatistics &now) { log = now.recording.path; });
        QTRY_VERIFY(!log.isEmpty());
        const auto commands = [&] {
            QStringList found;
            for (const QJsonObject &line : linesOf(log)) {
                if (line["kind"_L1].toString() == u"operator")
                    found.append(line["command"_L1].toString() + u' ' +
                                 line["detail"_L1].toString());
            }
            return found;
        };
        QTRY_VERIFY(commands().size() >= 4);
        QCOMPARE(commands().first(4),
                 (QStringList{u"admit_always https://example.org"_s, u"listen 127.0.0.1:0"_s,
                              u"stop_listening "_s, u"export_session /tmp/export.jsonl"_s}));
    }

    /// Upstream is where the door moves to: the relay must not play with itself.
    void aDoorThatMovesToUpstreamIsNotDialed()
    {
        ServiceFixture f;
        const quint16 port = freePort();
        dialAt(f, port);
        QVERIFY(f.start());
        QVERIFY(f.waitFor<relay::UpstreamEvent>(
            [](const relay::UpstreamEvent &event) { return event.attempt > 0; }));
        QVERIFY(!f.all<relay::UpstreamEvent>().last().persistent);
        f.service().reopenBackend(u"127.0.0.1"_s, port);
        QVERIFY(f.waitFor<relay::UpstreamEvent>(isOwnDoor));
        QVERIFY(!wasConnected(f));
    }

    /// `--backend :0`: which port it is shows when it is open.
    void aDoorOnAnyFreePortIsNotDialed()
    {
        ServiceFixture f;
        dialAt(f, freePort());
        QVERIFY(f.start());
        config::RelayConfig config = f.config;
        config.upstream.url = f.url();
        f.service().applyConfig(config);
        QVERIFY(f.waitFor<relay::UpstreamEvent>(isOwnDoor));
        QVERIFY(!wasConnected(f));
    }

    void statisticsAreTold()
    {
        ServiceFixture f;
        QVERIFY(f.start());
        QWebSocket socket;
        QVERIFY(connectTo(socket, f.url()));
        socket.sendTextMessage(startupText);
        QSignalSpy statistics(&f.service(), &service::RelayService::statistics);
        QVERIFY(statistics.wait());
        const auto told = statistics.last().first().value<service::ServiceStatistics>();
        QCOMPARE(told.skippedFrames, 0U);
        QVERIFY(told.frames >= 1);
        QVERIFY(told.relayP50 > 0);
    }
};

QTEST_GUILESS_MAIN(TestRelayService)
#include "tst_relayservice.moc"
