// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "config/configreader.h"
#include "service/configplan.h"
#include "service/servicefixture.h"

#include <QFile>
#include <QPointer>
#include <QTcpServer>
#include <QWebSocket>
#include <QWebSocketServer>

using namespace neuro;
using namespace neuro::testing;
using namespace Qt::StringLiterals;
using service::ConfigPlan;

namespace {

const QString oldToken = u"the-first-token-of-this-test"_s;
const QString newToken = u"the-second-token-of-this-test"_s;

bool connectTo(QWebSocket &socket, const QUrl &url)
{
    QSignalSpy connected(&socket, &QWebSocket::connected);
    socket.open(url);
    return connected.wait();
}

QString startup(const QString &game)
{
    return u"{\"command\":\"startup\",\"game\":\"%1\"}"_s.arg(game);
}

/// Of a watcher whose name nobody else has.
QString registration(const QString &token)
{
    static int count = 0;
    return u"{\"type\":\"neuro-os\",\"name\":\"watcher %1\",\"auth_token\":\"%2\",\"ack\":true}"_s
        .arg(++count)
        .arg(token);
}

QString forced(const QString &game)
{
    return u"{\"command\":\"actions/force\",\"game\":\"%1\",\"data\":{\"query\":\"q\","
           "\"action_names\":[\"go\"]}}"_s.arg(game);
}

/// A relay whose two doors are on free ports, and what they told.
struct Relay : ServiceFixture
{
    Relay()
    {
        config.intermediary.authToken = oldToken;
        config.status.enabled = false;
    }

    bool open()
    {
        prepare();
        connect(&service(), &service::RelayService::doorChanged, this,
                [this](const relay::DoorEvent &event) {
                    (event.door == relay::Door::Backend ? backendDoors : intermediaryDoors)
                        .append(event);
                });
        return service().start().isEmpty() && QTest::qWaitFor([this] {
                   return !backendDoors.isEmpty() && !intermediaryDoors.isEmpty();
               });
    }

    QUrl backendUrl() const { return urlOf(backendDoors); }
    QUrl intermediaryUrl() const { return urlOf(intermediaryDoors); }

    QList<relay::DoorEvent> backendDoors;
    QList<relay::DoorEvent> intermediaryDoors;

private:
    static QUrl urlOf(const QList<relay::DoorEvent> &doors)
    {
        return QUrl(u"ws://"_s + doors.last().addresses.value(0));
    }
};

/// The first port that nobody listens on; somebody else may take it before it is used.
quint16 freePort()
{
    QTcpServer server;
    server.listen(QHostAddress::LocalHost);
    return server.serverPort();
}

} // namespace

class TestApplyConfig : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void plans_data();
    void plans();
    void aLimitCountsAtOnce();
    void aTokenCountsAtOnce();
    void theDecidersCountAtOnce();
    void mutesCountAtOnce();
    void aPortMovesOneDoor();
    void aDoorClosedByHandStaysClosed();
    void anIntermediaryMovedByHandStaysThere();
    void aCertificateProblemLeavesThePlainPorts();
    void anUpstreamComesAndGoes();
    void aNameIsToldUpstream();
    void theRecordingHidesANewToken();
    void idsGoOn();
    void beforeTheStart();
};

void TestApplyConfig::plans_data()
{
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    QTest::addColumn<QString>("plan");
    const auto row = [](const char *name, const QByteArray &from, const QByteArray &to,
                        const QString &plan) {
        QTest::newRow(name) << from << to << plan;
    };
    row("nothing", "", "", {});
    row("limits", "", "limits: {message: 1 MiB, connections: 3}", {});
    row("tokens", "", "intermediary: {auth_token: abcdefghijklmnopqrst}", {});
    row("deciders", "", "relay: {deciders: first, force_retries: 9}", {});
    row("mutes", "nakurity-client: {host: example.org}",
        "nakurity-client: {host: example.org}\nrelay: {muted_games: [Chess]}", {});
    row("admissions", "", "backend: {allow: [10.0.0.1]}", {});
    row("backend port", "", "nakurity-backend: {port: 8100}", u"backend"_s);
    row("backend host", "", "nakurity-backend: {host: 0.0.0.0}", u"backend"_s);
    row("certificate without a door", "", "tls: {certificate: a.pem, key: a.key}", {});
    const QByteArray first = "tls: {certificate: a.pem, key: a.key}\n";
    const QByteArray second = "tls: {certificate: b.pem, key: a.key}\n";
    const QByteArray third = "tls: {certificate: a.pem, key: b.key}\n";
    row("backend's encrypted port", first, first + "nakurity-backend: {tls_port: 8443}",
        u"backend"_s);
    row("backend's encrypted port goes", first + "nakurity-backend: {tls_port: 8443}", first,
        u"backend"_s);
    row("certificate", first + "nakurity-backend: {tls_port: 8443}",
        second + "nakurity-backend: {tls_port: 8443}", u"backend"_s);
    row("key of another door", first + "intermediary: {tls_port: 8443}",
        third + "intermediary: {tls_port: 8443}", u"intermediary"_s);
    row("certificate of the status door", first + "status: {tls_port: 8443}",
        second + "status: {tls_port: 8443}", u"status"_s);
    row("certificate of a door that is off", first + "intermediary: {enabled: no, tls_port: 8443}",
        second + "intermediary: {enabled: no, tls_port: 8443}", {});
    row("intermediary port", "", "intermediary: {port: 8100}", u"intermediary"_s);
    row("intermediary off", "", "intermediary: {enabled: no}", u"intermediary"_s);
    row("intermediary that is off moves", "intermediary: {enabled: no}",
        "intermediary: {enabled: no, port: 8100}", {});
    row("status port", "", "status: {port: 8100}", u"status"_s);
    row("randy", "status: {enabled: no}", "status: {enabled: no, randy_port: 1337}", u"status"_s);
    row("upstream", "", "nakurity-client: {host: example.org}", u"upstream"_s);
    // Games look for it on the same port: the backend gives way.
    row("upstream in the way", "", "nakurity-client: {host: 127.0.0.1}", u"backend upstream"_s);
    row("names without an upstream", "", "relay: {name: Other}", {});
    row("names", "nakurity-client: {host: example.org}",
        "nakurity-client: {host: example.org}\nrelay: {name: Other}", u"upstream"_s);
    row("how long it waits for her", "nakurity-client: {host: example.org}",
        "nakurity-client: {host: example.org}\nrelay: {force_timeout: 5}", {});
    row("queue", "", "relay_queue: other.db", u"(relay_queue)"_s);
}

void TestApplyConfig::plans()
{
    QFETCH(QByteArray, from);
    QFETCH(QByteArray, to);
    const auto completed = [](const QByteArray &yaml) {
        config::ConfigReading reading = config::readConfig(yaml, u"relay.yaml"_s);
        config::completeConfig(reading.config, true, reading.issues);
        return reading.config;
    };
    const ConfigPlan plan = service::planFor(completed(from), completed(to));
    QStringList parts;
    if (plan.reopensBackend)
        parts.append(u"backend"_s);
    if (plan.reopensIntermediary)
        parts.append(u"intermediary"_s);
    if (plan.reopensStatus)
        parts.append(u"status"_s);
    if (plan.reconnectsUpstream)
        parts.append(u"upstream"_s);
    for (const QString &key : plan.atNextStart)
        parts.append(u'(' + key + u')');
    QTEST(parts.join(u' '), "plan");
    QCOMPARE(service::planFor(completed(to), completed(to)), ConfigPlan());
}

void TestApplyConfig::aLimitCountsAtOnce()
{
    Relay relay;
    QVERIFY(relay.open());
    QWebSocket present;
    QVERIFY(connectTo(present, relay.backendUrl()));
    QSignalSpy closed(&present, &QWebSocket::disconnected);
    const QString large = u"{\"command\":\"context\",\"game\":\"A\",\"data\":{\"silent\":true,"
                          "\"message\":\"%1\"}}"_s.arg(QString(4096, u'x'));
    present.sendTextMessage(startup(u"A"_s));
    present.sendTextMessage(large);
    QVERIFY(relay.waitFor<relay::FrameEvent>(
        [](const relay::FrameEvent &frame) { return frame.command == u"context"; }));
    // Of actions: the engine's.
    relay.config.engine.limits.actionsPerGame = 1;
    // Of messages: the door's, for who is there already.
    relay.config.backend.maxMessage = 2048;
    relay.service().applyConfig(relay.config);
    QVERIFY(relay.waitFor<relay::OperatorEvent>(
        [](const relay::OperatorEvent &event) { return event.what == u"apply_config"; }));
    present.sendTextMessage(
        u"{\"command\":\"actions/register\",\"game\":\"A\",\"data\":{\"actions\":["
        "{\"name\":\"one\",\"description\":\"\"},{\"name\":\"two\",\"description\":\"\"}]}}"_s);
    QVERIFY(relay.waitFor<relay::RegistryEvent>(
        [](const relay::RegistryEvent &registry) { return registry.actions.size() == 1; }));
    QVERIFY(closed.isEmpty());
    present.sendTextMessage(large);
    QVERIFY(closed.wait());
    QCOMPARE(present.closeCode(), QWebSocketProtocol::CloseCodeTooMuchData);
    QCOMPARE(relay.backendDoors.size(), 1);
}

void TestApplyConfig::aTokenCountsAtOnce()
{
    Relay relay;
    QVERIFY(relay.open());
    const auto answerTo = [&relay](const QString &token) {
        QWebSocket socket;
        QSignalSpy received(&socket, &QWebSocket::textMessageReceived);
        if (!connectTo(socket, relay.intermediaryUrl()))
            return QString();
        socket.sendTextMessage(registration(token));
        return received.wait() ? received.first().first().toString() : QString();
    };
    QVERIFY(answerTo(oldToken).contains(u"\"registered\""_s));
    QVERIFY(answerTo(newToken).contains(u"invalid auth token"_s));
    QWebSocket present;
    QVERIFY(connectTo(present, relay.intermediaryUrl()));
    QSignalSpy left(&present, &QWebSocket::disconnected);
    QSignalSpy heard(&present, &QWebSocket::textMessageReceived);
    present.sendTextMessage(registration(oldToken));
    QVERIFY(heard.wait());

    relay.config.intermediary.authToken = newToken;
    relay.service().applyConfig(relay.config);
    QTRY_VERIFY(answerTo(newToken).contains(u"\"registered\""_s));
    QVERIFY(answerTo(oldToken).contains(u"invalid auth token"_s));
    // Who is there stays.
    QVERIFY(left.isEmpty());
    QCOMPARE(relay.intermediaryDoors.size(), 1);
}

void TestApplyConfig::theDecidersCountAtOnce()
{
    Relay relay;
    relay.config.engine.deciders = {{relay::Decider::Operator, 0}};
    QVERIFY(relay.open());
    QWebSocket game;
    QSignalSpy received(&game, &QWebSocket::textMessageReceived);
    QVERIFY(connectTo(game, relay.backendUrl()));
    game.sendTextMessage(startup(u"A"_s));
    game.sendTextMessage(u"{\"command\":\"actions/register\",\"game\":\"A\",\"data\":{\"actions\":["
                         "{\"name\":\"go\",\"description\":\"\"}]}}"_s);
    relay.config.engine.deciders = {{relay::Decider::First, 0}};
    relay.service().applyConfig(relay.config);
    // What a game says may overtake what another thread has posted.
    QVERIFY(relay.waitFor<relay::SettingsEvent>([](const relay::SettingsEvent &event) {
        return event.deciders == QList{relay::Decider::First};
    }));
    game.sendTextMessage(forced(u"A"_s));
    QTRY_VERIFY(!received.isEmpty() &&
                received.last().first().toString().startsWith(u"{\"command\":\"action\""_s));
    // What the operator set by hand stays when something else changes.
    relay.service().submit(relay::SetDeciders{{relay::Decider::Random}});
    relay.config.engine.forceRetries = 7;
    relay.service().applyConfig(relay.config);
    QVERIFY(relay.waitFor<relay::OperatorEvent>(
        [](const relay::OperatorEvent &event) { return event.what == u"set_deciders"; }));
    QTRY_COMPARE(relay.all<relay::SettingsEvent>().last().deciders,
                 QList<relay::Decider>{relay::Decider::Random});
    // And gives way when the setting itself does.
    relay.config.engine.deciders = {{relay::Decider::Operator, 0}};
    relay.service().applyConfig(relay.config);
    QTRY_COMPARE(relay.all<relay::SettingsEvent>().last().deciders,
                 QList<relay::Decider>{relay::Decider::Operator});
}

void TestApplyConfig::mutesCountAtOnce()
{
    Relay relay;
    relay.config.engine.mutedGames = {u"A"_s};
    QVERIFY(relay.open());
    const auto mutesOf = [&relay](const QString &game) {
        QList<bool> mutes;
        for (const auto &restriction : relay.all<relay::RestrictionEvent>()) {
            if (restriction.game == game)
                mutes.append(restriction.isMuted);
        }
        return mutes;
    };
    // Whoever looks from the beginning is told of those.
    QVERIFY(relay.waitFor<relay::SnapshotEvent>([](const relay::SnapshotEvent &snapshot) {
        return snapshot.restrictions.size() == 1 && snapshot.restrictions.first().isMuted &&
               snapshot.restrictions.first().game == u"A";
    }));
    relay.service().submit(relay::MuteGame{u"B"_s});
    QTRY_COMPARE(mutesOf(u"B"_s), QList<bool>{true});
    relay.config.engine.mutedGames = {u"C"_s};
    relay.service().applyConfig(relay.config);
    QTRY_COMPARE(mutesOf(u"C"_s), QList<bool>{true});
    QCOMPARE(mutesOf(u"A"_s), QList<bool>{false});
    QCOMPARE(mutesOf(u"B"_s), QList<bool>{true});
    QCOMPARE(relay.backendDoors.size(), 1);
}

void TestApplyConfig::aPortMovesOneDoor()
{
    Relay relay;
    QVERIFY(relay.open());
    QWebSocket game;
    QWebSocket watcher;
    QVERIFY(connectTo(game, relay.backendUrl()));
    QVERIFY(connectTo(watcher, relay.intermediaryUrl()));
    QSignalSpy gameLeft(&game, &QWebSocket::disconnected);
    QSignalSpy watcherLeft(&watcher, &QWebSocket::disconnected);
    QSignalSpy heard(&watcher, &QWebSocket::textMessageReceived);
    watcher.sendTextMessage(registration(oldToken));
    QVERIFY(heard.wait());

    relay.config.backend.port = freePort();
    relay.service().applyConfig(relay.config);
    QVERIFY(gameLeft.wait());
    QCOMPARE(game.closeCode(), QWebSocketProtocol::CloseCodeGoingAway);
    QTRY_COMPARE(relay.backendDoors.size(), 2);
    QVERIFY(relay.backendDoors.last().listening);
    QCOMPARE(relay.backendUrl().port(), int(relay.config.backend.port));
    QWebSocket again;
    QVERIFY(connectTo(again, relay.backendUrl()));
    QVERIFY(watcherLeft.isEmpty());
    QCOMPARE(relay.intermediaryDoors.size(), 1);

    relay.config.intermediary.port = freePort();
    QSignalSpy againLeft(&again, &QWebSocket::disconnected);
    relay.service().applyConfig(relay.config);
    QVERIFY(!watcherLeft.isEmpty() || watcherLeft.wait());
    QTRY_COMPARE(relay.intermediaryDoors.size(), 2);
    QCOMPARE(relay.intermediaryUrl().port(), int(relay.config.intermediary.port));
    QVERIFY(againLeft.isEmpty());
    QCOMPARE(relay.backendDoors.size(), 2);

    // One that is taken is told, and the other one mends it.
    QTcpServer occupant;
    QVERIFY(occupant.listen(QHostAddress::LocalHost));
    relay.config.backend.port = occupant.serverPort();
    relay.service().applyConfig(relay.config);
    QTRY_VERIFY(!relay.backendDoors.last().error.isEmpty());
    relay.config.backend.port = 0;
    relay.service().applyConfig(relay.config);
    QTRY_VERIFY(relay.backendDoors.last().listening);
}

void TestApplyConfig::aDoorClosedByHandStaysClosed()
{
    Relay relay;
    QVERIFY(relay.open());
    relay.service().closeBackend();
    QTRY_VERIFY(!relay.backendDoors.last().listening);
    relay.config.backend.port = freePort();
    relay.service().applyConfig(relay.config);
    QVERIFY(relay.waitFor<relay::OperatorEvent>(
        [](const relay::OperatorEvent &event) { return event.what == u"apply_config"; }));
    QWebSocket nobody;
    QSignalSpy refused(&nobody, qOverload<QAbstractSocket::SocketError>(&QWebSocket::error));
    nobody.open(QUrl(u"ws://127.0.0.1:%1"_s.arg(relay.config.backend.port)));
    QVERIFY(refused.wait());
    relay.service().reopenBackend(relay.config.backend.host, relay.config.backend.port);
    QTRY_VERIFY(relay.backendDoors.last().listening);
    QCOMPARE(relay.backendUrl().port(), int(relay.config.backend.port));
}

/// Its port was taken: a change of something else must not bring it back there.
void TestApplyConfig::anIntermediaryMovedByHandStaysThere()
{
    QTcpServer occupant;
    QVERIFY(occupant.listen(QHostAddress::LocalHost));
    Relay relay;
    relay.config.intermediary.port = occupant.serverPort();
    QVERIFY(relay.open());
    QVERIFY(!relay.intermediaryDoors.last().error.isEmpty());
    const quint16 port = freePort();
    relay.service().reopenIntermediary(relay.config.intermediary.host, port);
    QTRY_VERIFY(relay.intermediaryDoors.last().listening);
    QCOMPARE(relay.intermediaryUrl().port(), int(port));
    QWebSocket watcher;
    QSignalSpy left(&watcher, &QWebSocket::disconnected);
    QSignalSpy heard(&watcher, &QWebSocket::textMessageReceived);
    QVERIFY(connectTo(watcher, relay.intermediaryUrl()));
    watcher.sendTextMessage(registration(oldToken));
    QVERIFY(heard.wait());
    const qsizetype doors = relay.intermediaryDoors.size();

    // The status door tells after the other one has had its turn.
    QSignalSpy statusTold(&relay.service(), &service::RelayService::statusDoorChanged);
    relay.config.intermediary.authToken = newToken;
    relay.config.status.enabled = true;
    relay.service().applyConfig(relay.config);
    QVERIFY(statusTold.wait());
    QCOMPARE(relay.intermediaryDoors.size(), doors);
    QVERIFY(left.isEmpty());
    QWebSocket second;
    QSignalSpy answered(&second, &QWebSocket::textMessageReceived);
    QVERIFY(connectTo(second, relay.intermediaryUrl()));
    second.sendTextMessage(registration(newToken));
    QVERIFY(answered.wait());
    QVERIFY(answered.first().first().toString().contains(u"\"registered\""_s));

    // Where it is now is no upstream.
    relay.config.upstream.url = relay.intermediaryUrl();
    relay.config.engine.upstream.isConfigured = true;
    relay.service().applyConfig(relay.config);
    QVERIFY(relay.waitFor<relay::UpstreamEvent>([](const relay::UpstreamEvent &event) {
        return event.problem.english().contains(u"this relay's own door"_s);
    }));
    QVERIFY(left.isEmpty());

    // A new address of the configuration counts.
    relay.config.intermediary.port = freePort();
    relay.service().applyConfig(relay.config);
    QTRY_VERIFY(relay.intermediaryDoors.size() > doors);
    QCOMPARE(relay.intermediaryUrl().port(), int(relay.config.intermediary.port));
    QVERIFY(!left.isEmpty() || left.wait());
}

void TestApplyConfig::aCertificateProblemLeavesThePlainPorts()
{
    const QString folder = QStringLiteral(TEST_DATA_DIR "/tls/");
    Relay relay;
    relay.config.backend.tls = {0, folder + u"server.pem"_s, folder + u"server.key"_s};
    relay.config.intermediary.tlsPort = 0;
    QVERIFY(relay.open());
    QCOMPARE(relay.backendDoors.last().encryptedAddresses.size(), 1);
    QCOMPARE(relay.intermediaryDoors.last().encryptedAddresses.size(), 1);
    const auto isPlainOnly = [&](const relay::DoorEvent &door) {
        return door.listening && door.error.isEmpty() && door.encryptedAddresses.isEmpty() &&
               door.encryptedError.english().contains(relay.config.backend.tls.key);
    };
    relay.config.backend.tls.key = folder + u"wronghost.key"_s;
    relay.service().applyConfig(relay.config);
    QTRY_VERIFY(isPlainOnly(relay.backendDoors.last()));
    QTRY_VERIFY(isPlainOnly(relay.intermediaryDoors.last()));
    QWebSocket game;
    QWebSocket watcher;
    QVERIFY(connectTo(game, relay.backendUrl()));
    QVERIFY(connectTo(watcher, relay.intermediaryUrl()));
    relay.config.backend.tls.key = folder + u"server.key"_s;
    relay.service().applyConfig(relay.config);
    QTRY_COMPARE(relay.backendDoors.last().encryptedAddresses.size(), 1);
    QTRY_COMPARE(relay.intermediaryDoors.last().encryptedAddresses.size(), 1);
    QVERIFY(relay.backendDoors.last().encryptedError.isEmpty());
}

void TestApplyConfig::anUpstreamComesAndGoes()
{
    QWebSocketServer neuro(u"Neuro"_s, QWebSocketServer::NonSecureMode);
    QVERIFY(neuro.listen(QHostAddress::LocalHost));
    QStringList heard;
    QPointer<QWebSocket> first;
    int connections = 0;
    connect(&neuro, &QWebSocketServer::newConnection, this, [&] {
        ++connections;
        first = neuro.nextPendingConnection();
        first->setParent(&neuro);
        connect(first, &QWebSocket::textMessageReceived, &neuro,
                [&heard](const QString &text) { heard.append(text); });
    });
    Relay relay;
    QVERIFY(relay.open());
    QWebSocket game;
    QVERIFY(connectTo(game, relay.backendUrl()));
    QSignalSpy gameLeft(&game, &QWebSocket::disconnected);
    game.sendTextMessage(startup(u"A"_s));

    relay.config.upstream.url = neuro.serverUrl();
    relay.config.engine.upstream.isConfigured = true;
    relay.service().applyConfig(relay.config);
    QTRY_VERIFY(!heard.isEmpty());
    QVERIFY(heard.first().contains(u"\"startup\""_s));
    // A context reaches her, and what waits for her has a place.
    game.sendTextMessage(u"{\"command\":\"context\",\"game\":\"A\",\"data\":{\"message\":\"hello\","
                         "\"silent\":true}}"_s);
    QTRY_VERIFY(heard.last().contains(u"[A] hello"_s));
    QTRY_VERIFY(QFile::exists(relay.folder.filePath(u"outbox.sqlite"_s)));

    // A limit leaves her alone.
    QSignalSpy firstLeft(first, &QWebSocket::disconnected);
    relay.config.engine.limits.nesting = 64;
    relay.service().applyConfig(relay.config);
    relay.config.upstream.url = QUrl();
    relay.config.engine.upstream.isConfigured = false;
    relay.service().applyConfig(relay.config);
    QVERIFY(!firstLeft.isEmpty() || firstLeft.wait());
    QTRY_COMPARE(relay.all<relay::UpstreamEvent>().last().state, relay::UpstreamEvent::State::Off);
    QCOMPARE(connections, 1);
    QVERIFY(gameLeft.isEmpty());
    QCOMPARE(relay.backendDoors.size(), 1);
}

void TestApplyConfig::aNameIsToldUpstream()
{
    QWebSocketServer neuro(u"Neuro"_s, QWebSocketServer::NonSecureMode);
    QVERIFY(neuro.listen(QHostAddress::LocalHost));
    QStringList heard; // The first words of each connection.
    connect(&neuro, &QWebSocketServer::newConnection, this, [&neuro, &heard] {
        QWebSocket *socket = neuro.nextPendingConnection();
        socket->setParent(&neuro);
        connect(socket, &QWebSocket::textMessageReceived, &neuro,
                [&heard](const QString &text) { heard.append(text); });
    });
    Relay relay;
    relay.config.upstream.url = neuro.serverUrl();
    relay.config.engine.upstream.isConfigured = true;
    QVERIFY(relay.open());
    QTRY_COMPARE(heard.size(), 1);
    QVERIFY(heard.last().contains(u"\"game\":\"Neuro Relay\""_s));
    relay.config.engine.upstream.relayName = u"Another name"_s;
    relay.service().applyConfig(relay.config);
    QTRY_COMPARE(heard.size(), 2);
    QVERIFY(heard.last().contains(u"\"game\":\"Another name\""_s));
    QCOMPARE(relay.backendDoors.size(), 1);
}

void TestApplyConfig::theRecordingHidesANewToken()
{
    Relay relay;
    relay.options.recordFile = relay.folder.filePath(u"log.jsonl"_s);
    QVERIFY(relay.open());
    relay.config.intermediary.authToken = newToken;
    relay.service().applyConfig(relay.config);
    QVERIFY(relay.waitFor<relay::OperatorEvent>(
        [](const relay::OperatorEvent &event) { return event.what == u"apply_config"; }));
    QWebSocket game;
    QVERIFY(connectTo(game, relay.backendUrl()));
    // A game that gives it away.
    game.sendTextMessage(
        u"{\"command\":\"context\",\"game\":\"A\",\"data\":{\"message\":\"it is %1\","
        "\"silent\":true}}"_s.arg(newToken));
    QVERIFY(relay.waitFor<relay::FrameEvent>(
        [](const relay::FrameEvent &frame) { return frame.command == u"context"; }));
    relay.service().stop();
    QFile log(*relay.options.recordFile);
    QVERIFY(log.open(QIODevice::ReadOnly));
    const QByteArray text = log.readAll();
    QVERIFY(text.contains("it is ***"));
    QVERIFY(!text.contains(newToken.toUtf8()));
}

void TestApplyConfig::idsGoOn()
{
    Relay relay;
    relay.config.engine.deciders = {{relay::Decider::First, 0}};
    QVERIFY(relay.open());
    relay.config.engine.idPrefix = u"another"_s; // As the file has it.
    relay.service().applyConfig(relay.config);
    QCOMPARE(relay.service().config().engine.idPrefix, u"t"_s);
    QWebSocket game;
    QVERIFY(connectTo(game, relay.backendUrl()));
    game.sendTextMessage(startup(u"A"_s));
    game.sendTextMessage(u"{\"command\":\"actions/register\",\"game\":\"A\",\"data\":{\"actions\":["
                         "{\"name\":\"go\",\"description\":\"\"}]}}"_s);
    game.sendTextMessage(forced(u"A"_s));
    QVERIFY(relay.waitFor<relay::ActionEvent>(
        [](const relay::ActionEvent &action) { return action.id.startsWith(u't'); }));
}

void TestApplyConfig::beforeTheStart()
{
    Relay relay;
    relay.prepare();
    relay.config.backend.maxConnections = 1;
    relay.service().applyConfig(relay.config);
    QVERIFY(relay.start());
    QWebSocket first;
    QWebSocket second;
    QVERIFY(connectTo(first, relay.url()));
    QSignalSpy closed(&second, &QWebSocket::disconnected);
    second.open(relay.url());
    QVERIFY(closed.wait());
    QCOMPARE(first.state(), QAbstractSocket::ConnectedState);
}

QTEST_GUILESS_MAIN(TestApplyConfig)
#include "tst_applyconfig.moc"
