// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "e2e/doorfixture.h"
#include "e2e/mockupstream.h"

#include <QJsonArray>

using namespace neuro;
using namespace neuro::testing;
using namespace Qt::StringLiterals;

namespace {

QString json(const char *text)
{
    return QString::fromUtf8(text);
}

} // namespace

/// What registered integrations say, in every form, and what they hear, over real sockets.
class TestIntegrations : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_relay = std::make_unique<DoorFixture>(); }
    void cleanup() { m_relay.reset(); }

    void registersAndUnregisters();
    void givesResults_data();
    void givesResults();
    void forces_data();
    void forces();
    void speaksTheNeuroApi();
    void takesBadOnesCalmly();
    void storesBinaryMessages();
    void refusesBinaryMessages_data();
    void refusesBinaryMessages();
    void playsWithNeuro();
    void remarksGoUp();
    void theNewcomerWins();
    void isKeptApartFromAGameOfItsName();

private:
    /// The actions of `name` as the relay told last.
    QStringList actionsOf(const QString &name) const
    {
        QStringList names;
        for (const relay::RegistryEvent &registry : m_relay->all<relay::RegistryEvent>()) {
            if (registry.name != name)
                continue;
            names.clear();
            for (const protocol::Action &action : registry.actions)
                names.append(action.name);
        }
        return names;
    }
    /// Has the relay send an action; gives what the integration received.
    QJsonObject act(DoorClient &integration, const QString &action)
    {
        relay::PeerId peer = 0;
        for (const relay::RegistryEvent &registry : m_relay->all<relay::RegistryEvent>())
            peer = registry.peer;
        integration.clear();
        m_relay->service().submit(relay::SendAction{peer, action, std::nullopt, false});
        return integration.waitFor(u"command"_s, u"action"_s);
    }

    std::unique_ptr<DoorFixture> m_relay;
};

void TestIntegrations::registersAndUnregisters()
{
    QVERIFY(m_relay->start());
    const auto spotify = m_relay->integration(u"spotify"_s);
    QVERIFY(spotify);
    spotify->send(json(R"({"event":"register_actions","actions":{
        "play":{"description":"Plays","schema":{"type":"object","properties":{"song":{"type":"string"}}}},
        "stop":{"description":"Stops"}}})"));
    QTRY_COMPARE(actionsOf(u"spotify"_s), (QStringList{u"play"_s, u"stop"_s}));
    spotify->send(json(R"({"event":"unregister_actions","actions":["stop","never"]})"));
    QTRY_COMPARE(actionsOf(u"spotify"_s), QStringList{u"play"_s});
    // All that it has from now on.
    spotify->send(json(R"({"event":"register_actions","actions":{"next":{"description":"d"}}})"));
    QTRY_COMPARE(actionsOf(u"spotify"_s), QStringList{u"next"_s});
}

void TestIntegrations::givesResults_data()
{
    QTest::addColumn<QString>("result");
    QTest::addColumn<relay::ActionState>("state");
    QTest::addColumn<QString>("message");
    using State = relay::ActionState;
    QTest::newRow("ok") << json(R"({"event":"action_result","payload":{"id":"%1","status":"ok"}})")
                        << State::Succeeded << QString();
    QTest::newRow("error")
        << json(
               R"({"event":"action_result","payload":{"id":"%1","status":"error","message":"no"}})")
        << State::Failed << u"no"_s;
    QTest::newRow("Neuro API")
        << json(R"({"command":"action/result","data":{"id":"%1","success":true,"message":"done"}})")
        << State::Succeeded << u"done"_s;
}

void TestIntegrations::givesResults()
{
    QFETCH(QString, result);
    QFETCH(relay::ActionState, state);
    QFETCH(QString, message);
    QVERIFY(m_relay->start());
    const auto spotify = m_relay->integration(u"spotify"_s);
    QVERIFY(spotify);
    spotify->send(json(R"({"event":"register_actions","actions":{"play":{"description":"d"}}})"));
    QTRY_COMPARE(actionsOf(u"spotify"_s), QStringList{u"play"_s});
    const QJsonObject action = act(*spotify, u"play"_s);
    QCOMPARE(action["data"_L1]["name"_L1].toString(), u"play"_s);
    const QString id = action["data"_L1]["id"_L1].toString();
    spotify->send(result.arg(id));
    QVERIFY(m_relay->waitFor<relay::ActionEvent>([&](const relay::ActionEvent &event) {
        return event.id == id && event.state == state && event.message == message;
    }));
}

void TestIntegrations::forces_data()
{
    QTest::addColumn<QString>("force");
    QTest::newRow("older form") << json(
        R"({"op":"choose_force_action","state":"s","query":"q","ephemeral_context":true,"actions":[{"name":"play"}]})");
    QTest::newRow("Neuro API") << json(
        R"({"command":"actions/force","game":"spotify","data":{"state":"s","query":"q","ephemeral_context":true,"action_names":["play"]}})");
}

void TestIntegrations::forces()
{
    QFETCH(QString, force);
    m_relay->config.engine.deciders = {{relay::Decider::First, 0}};
    QVERIFY(m_relay->start());
    const auto spotify = m_relay->integration(u"spotify"_s);
    QVERIFY(spotify);
    spotify->send(json(R"({"event":"register_actions","actions":{"play":{"description":"d"}}})"));
    spotify->send(force);
    const QJsonObject action = spotify->waitFor(u"command"_s, u"action"_s);
    QCOMPARE(action["data"_L1]["name"_L1].toString(), u"play"_s);
    spotify->send(json(R"({"event":"action_result","payload":{"id":"%1","status":"ok"}})")
                      .arg(action["data"_L1]["id"_L1].toString()));
    QVERIFY(m_relay->waitFor<relay::ForceEvent>([](const relay::ForceEvent &event) {
        return event.state == relay::ForceState::Succeeded && event.name == u"spotify" &&
               event.request.query == u"q" && event.request.state == u"s" &&
               event.request.ephemeralContext;
    }));
}

/// A program of the Neuro API that has nothing but the registration to learn.
void TestIntegrations::speaksTheNeuroApi()
{
    QVERIFY(m_relay->start());
    const auto player = m_relay->integration(u"player"_s);
    QVERIFY(player);
    player->send(json(R"({"command":"startup","game":"player"})"));
    QVERIFY(!player->waitFor(u"command"_s, u"startup"_s).isEmpty());
    player->send(json(
        R"({"command":"actions/register","data":{"actions":[{"name":"a","description":"d"},{"name":"b","description":"d"}]}})"));
    QTRY_COMPARE(actionsOf(u"player"_s), (QStringList{u"a"_s, u"b"_s}));
    // As on the backend door: what is registered stays, what comes is added.
    player->send(json(
        R"({"command":"actions/register","game":"player","data":{"actions":[{"name":"c","description":"d"}]}})"));
    QTRY_COMPARE(actionsOf(u"player"_s), (QStringList{u"a"_s, u"b"_s, u"c"_s}));
    player->send(json(R"({"command":"actions/unregister","data":{"action_names":["a"]}})"));
    QTRY_COMPARE(actionsOf(u"player"_s), (QStringList{u"b"_s, u"c"_s}));
    player->send(json(R"({"command":"context","data":{"message":"hello","silent":true}})"));
    QVERIFY(m_relay->waitFor<relay::TranscriptEvent>([](const relay::TranscriptEvent &event) {
        return event.text == u"hello" && event.game == u"player" && event.silent;
    }));
}

void TestIntegrations::takesBadOnesCalmly()
{
    QVERIFY(m_relay->start());
    const auto spotify = m_relay->integration(u"spotify"_s);
    QVERIFY(spotify);
    spotify->send(json(R"({"event":"register_actions","actions":{"play":{"description":"d"}}})"));
    QTRY_COMPARE(actionsOf(u"spotify"_s), QStringList{u"play"_s});
    for (const char *bad : {
             R"({"event":"register_actions","actions":7})",
             R"({"event":"register_actions","actions":{"x":[],"play":{"description":"d"}}})",
             R"({"event":"unregister_actions","actions":"play"})",
             R"({"event":"action_result","payload":{"id":"unknown","status":"ok"}})",
             R"({"event":"action_result"})",
             R"({"op":"choose_force_action","query":1})",
             R"({"command":"actions/register"})",
             R"({"command":7})",
         })
        spotify->send(json(bad));
    spotify->send(json(R"({"command":"context","data":{"message":"still here","silent":true}})"));
    QVERIFY(m_relay->waitFor<relay::TranscriptEvent>(
        [](const relay::TranscriptEvent &event) { return event.text == u"still here"; }));
    QCOMPARE(actionsOf(u"spotify"_s).contains(u"play"_s), true);
    QVERIFY(spotify->isConnected());
}

void TestIntegrations::storesBinaryMessages()
{
    QVERIFY(m_relay->start());
    const auto ui = m_relay->watcher(u"ui"_s);
    const auto camera = m_relay->integration(u"My Camera"_s);
    QVERIFY(ui && camera);
    const QByteArray bytes = QByteArray("\xff\xd8\0 a picture", 14).repeated(1000);
    camera->sendBinary(bytes);
    const QJsonObject event = ui->waitFor(u"event"_s, u"binary_received"_s);
    QCOMPARE(event["from"_L1].toString(), u"My Camera"_s);
    QCOMPARE(event["size"_L1].toInt(), bytes.size());
    const QString name = event["file"_L1].toString();
    static const QRegularExpression pattern(u"^\\d{8}-\\d{6}-My_Camera-1\\.bin$"_s);
    QVERIFY2(pattern.match(name).hasMatch(), qPrintable(name));
    QFile file(m_relay->folder.filePath(u"uploads/"_s + name));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), bytes);
    QCOMPARE(file.permissions() & (QFileDevice::ReadGroup | QFileDevice::ReadOther),
             QFileDevice::Permissions());
    QVERIFY(camera->texts().isEmpty());
}

void TestIntegrations::refusesBinaryMessages_data()
{
    QTest::addColumn<qint64>("size");
    QTest::addColumn<qint64>("quota");
    QTest::addColumn<QString>("names");
    QTest::newRow("too large") << qint64(1000) << qint64(1'000'000) << u"uploads.size"_s;
    QTest::newRow("no room") << qint64(1'000'000) << qint64(1000) << u"uploads.quota"_s;
}

void TestIntegrations::refusesBinaryMessages()
{
    QFETCH(QString, names);
    QFETCH(qint64, size);
    QFETCH(qint64, quota);
    m_relay->config.uploads = {size, quota};
    QVERIFY(m_relay->start());
    const auto ui = m_relay->watcher(u"ui"_s);
    const auto camera = m_relay->integration(u"camera"_s);
    QVERIFY(ui && camera);
    camera->sendBinary(QByteArray(5000, 'x'));
    QVERIFY(camera->waitForTexts(1));
    const QString error = camera->messages().constFirst()["error"_L1].toString();
    QVERIFY2(error.contains(names), qPrintable(error));
    camera->sendBinary(QByteArray(500, 'x'));
    QCOMPARE(ui->waitFor(u"event"_s, u"binary_received"_s)["size"_L1].toInt(), 500);
    QCOMPARE(ui->events(u"binary_received"_s).size(), 1);
    QCOMPARE(QDir(m_relay->folder.filePath(u"uploads"_s)).entryList(QDir::Files).size(), 1);
}

/// One integration and one game under one Neuro.
void TestIntegrations::playsWithNeuro()
{
    MockUpstream upstream;
    m_relay->config.engine.upstream.isConfigured = true;
    m_relay->config.engine.deciders = {{relay::Decider::Upstream, 0}};
    QVERIFY(m_relay->startWith(upstream.url()));
    const auto chess = m_relay->game(u"Chess"_s, {u"move"_s});
    const auto spotify = m_relay->integration(u"Spotify"_s);
    QVERIFY(spotify);
    spotify->send(json(R"({"event":"register_actions","actions":{"play":{"description":"d"}}})"));
    QTRY_COMPARE(upstream.record().registered, (QStringList{u"chess--move"_s, u"spotify--play"_s}));
    spotify->send(json(
        R"({"op":"choose_force_action","state":"s","query":"q","ephemeral_context":false,"actions":[{"name":"play"}]})"));
    const QJsonObject action = spotify->waitFor(u"command"_s, u"action"_s);
    QCOMPARE(action["data"_L1]["name"_L1].toString(), u"play"_s);
    spotify->send(json(R"({"event":"action_result","payload":{"id":"%1","status":"ok"}})")
                      .arg(action["data"_L1]["id"_L1].toString()));
    QTRY_COMPARE(upstream.record().successes, 1);
    QVERIFY(chess->withMember(u"command"_s, u"action"_s).isEmpty());
    spotify->leave();
    QTRY_COMPARE(upstream.record().registered, QStringList{u"chess--move"_s});
    QCOMPARE(upstream.record().violations, QStringList());
}

void TestIntegrations::remarksGoUp()
{
    MockUpstream upstream;
    m_relay->config.engine.upstream.isConfigured = true;
    QVERIFY(m_relay->startWith(upstream.url()));
    QVERIFY(m_relay->waitForUpstream(relay::UpstreamEvent::State::Connected));
    const auto ui = m_relay->watcher(u"ui"_s);
    const auto spotify = m_relay->integration(u"Spotify"_s);
    QVERIFY(ui && spotify);
    spotify->send(json(R"({"now":"playing", "volume":1.0})"));
    spotify->send(u"just words"_s);
    QTRY_COMPARE(ui->events(u"integration_message"_s).size(), 2);
    const QJsonObject object = ui->events(u"integration_message"_s).constFirst();
    QCOMPARE(object["from"_L1].toString(), u"Spotify"_s);
    QCOMPARE(object["payload"_L1].toObject(),
             (QJsonObject{{u"now"_s, u"playing"_s}, {u"volume"_s, 1.0}}));
    const QJsonObject words = ui->events(u"integration_message"_s).constLast();
    QCOMPARE(words["payload"_L1].toObject(),
             (QJsonObject{{u"action"_s, u"raw_text"_s}, {u"raw"_s, u"just words"_s}}));
    QTRY_COMPARE(upstream.record().heardFrom(u"[Spotify] "_s).size(), 2);
    for (const HeardContext &context : upstream.record().contexts)
        QVERIFY(context.silent);
}

void TestIntegrations::theNewcomerWins()
{
    QVERIFY(m_relay->start());
    const auto older = m_relay->integration(u"spotify"_s);
    QVERIFY(older);
    older->send(json(R"({"event":"register_actions","actions":{"old":{"description":"d"}}})"));
    QTRY_COMPARE(actionsOf(u"spotify"_s), QStringList{u"old"_s});
    const auto newer = m_relay->integration(u"spotify"_s);
    QVERIFY(newer);
    newer->send(json(R"({"event":"register_actions","actions":{"new":{"description":"d"}}})"));
    QTRY_VERIFY(older->isClosed());
    QCOMPARE(older->closeCode(), 1008);
    QCOMPARE(older->texts(),
             QStringList{json(R"({"error":"replaced by a newer connection with the same name"})")});
    QTRY_COMPARE(actionsOf(u"spotify"_s), QStringList{u"new"_s});
    // Its cleanup never touches the newcomer.
    QCOMPARE(act(*newer, u"new"_s)["data"_L1]["name"_L1].toString(), u"new"_s);
}

void TestIntegrations::isKeptApartFromAGameOfItsName()
{
    QVERIFY(m_relay->start());
    const auto game = m_relay->game(u"Twin"_s, {u"act"_s});
    const auto integration = m_relay->integration(u"Twin"_s);
    QVERIFY(integration);
    integration->send(
        json(R"({"event":"register_actions","actions":{"act":{"description":"d"}}})"));
    QTRY_COMPARE(m_relay->all<relay::RegistryEvent>().size(), 2);
    QVERIFY(!act(*integration, u"act"_s).isEmpty());
    QVERIFY(game->isConnected() && integration->isConnected());
    QVERIFY(game->withMember(u"command"_s, u"action"_s).isEmpty());
}

QTEST_GUILESS_MAIN(TestIntegrations)
#include "tst_integrations.moc"
