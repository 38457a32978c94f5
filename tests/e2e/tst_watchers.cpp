// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "e2e/doorfixture.h"
#include "e2e/mockupstream.h"

#include <QJsonArray>

using namespace neuro;
using namespace neuro::testing;
using namespace Qt::StringLiterals;

namespace {

const QString forceText =
    u"{\"command\":\"actions/force\",\"game\":\"Chess\",\"data\":{\"query\":\"Your move?\",\"state\":\"e4\",\"action_names\":[\"move\",\"resign\"]}}"_s;
const QString cmdText = uR"({"target":"spotify","cmd":{"do":"play","n":1.50}})"_s;
const QString cmdReceived = uR"({"from_watcher":"ui","cmd":{"do":"play","n":1.50}})"_s;
const QString invalidTarget = uR"({"error":"invalid target/cmd"})"_s;

} // namespace

/// What watchers say, and what becomes of it, over real sockets.
class TestWatchers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_relay = std::make_unique<DoorFixture>(); }
    void cleanup() { m_relay.reset(); }

    void commandsReachTheirTarget()
    {
        QVERIFY(m_relay->start());
        const auto ui = m_relay->watcher(u"ui"_s);
        const auto spotify = m_relay->integration(u"spotify"_s);
        QVERIFY(ui && spotify);
        ui->send(cmdText);
        QVERIFY(!ui->waitFor(u"status"_s, u"sent"_s).isEmpty());
        // As it was written.
        QVERIFY(spotify->waitForTexts(1));
        QCOMPARE(spotify->texts(), QStringList{cmdReceived});
    }

    void badCommandsReachNobody_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("answer");
        QTest::newRow("never seen") << uR"({"target":"nobody","cmd":{}})"_s << invalidTarget;
        QTest::newRow("no cmd") << uR"({"target":"spotify"})"_s << invalidTarget;
        QTest::newRow("no target") << uR"({"cmd":{}})"_s << invalidTarget;
        QTest::newRow("cmd is no object")
            << uR"({"target":"spotify","cmd":"play"})"_s << invalidTarget;
        QTest::newRow("target is no text") << uR"({"target":7,"cmd":{}})"_s << invalidTarget;
        QTest::newRow("a game") << uR"({"target":"Chess","cmd":{}})"_s << invalidTarget;
        QTest::newRow("not JSON") << u"play"_s << uR"({"error":"watcher messages must be JSON"})"_s;
        QTest::newRow("an array") << u"[]"_s << uR"({"error":"watcher messages must be JSON"})"_s;
    }

    void badCommandsReachNobody()
    {
        QFETCH(QString, text);
        QVERIFY(m_relay->start());
        const auto ui = m_relay->watcher(u"ui"_s);
        const auto spotify = m_relay->integration(u"spotify"_s);
        const auto chess = m_relay->game(u"Chess"_s);
        QVERIFY(ui && spotify);
        ui->clear();
        ui->send(text);
        QTRY_VERIFY(std::any_of(ui->texts().begin(), ui->texts().end(),
                                [](const QString &each) { return each.contains(u"\"error\""); }));
        QFETCH(QString, answer);
        QVERIFY2(ui->texts().contains(answer), qPrintable(ui->texts().join(u'\n')));
        // The connection stays, and nothing was passed on.
        ui->send(cmdText);
        QVERIFY(!ui->waitFor(u"status"_s, u"sent"_s).isEmpty());
        QTRY_COMPARE(spotify->texts(), QStringList{cmdReceived});
        QVERIFY(chess->texts().isEmpty());
    }

    void commandsForWhoIsAwayAreKept()
    {
        QVERIFY(m_relay->start());
        const auto ui = m_relay->watcher(u"ui"_s);
        auto spotify = m_relay->integration(u"spotify"_s);
        QVERIFY(ui && spotify);
        spotify.reset();
        QVERIFY(!ui->waitFor(u"event"_s, u"integration_disconnected"_s).isEmpty());
        QStringList expected;
        for (int i = 0; i < 20; ++i) {
            ui->send(uR"({"target":"spotify","cmd":{"n":%1}})"_s.arg(i));
            expected.append(uR"({"from_watcher":"ui","cmd":{"n":%1}})"_s.arg(i));
        }
        QTRY_COMPARE(ui->withMember(u"status"_s, u"queued"_s).size(), 20);
        QTRY_VERIFY(!ui->events(u"queue"_s).isEmpty());
        QTRY_COMPARE(ui->events(u"queue"_s).constLast()["pending"_L1].toInt(), 20);
        QCOMPARE(ui->events(u"queue"_s).constLast()["destination"_L1].toString(),
                 u"integration:spotify"_s);
        spotify = m_relay->integration(u"spotify"_s);
        QVERIFY(spotify);
        QTRY_COMPARE(spotify->texts(), expected);
        QTRY_COMPARE(ui->events(u"queue"_s).constLast()["pending"_L1].toInt(), 0);
    }

    /// `queued` is a promise: it holds over the end of the relay.
    void keptCommandsOutliveTheRelay()
    {
        QVERIFY(m_relay->start());
        {
            const auto ui = m_relay->watcher(u"ui"_s);
            auto spotify = m_relay->integration(u"spotify"_s);
            QVERIFY(ui && spotify);
            spotify.reset();
            QVERIFY(!ui->waitFor(u"event"_s, u"integration_disconnected"_s).isEmpty());
            ui->send(cmdText);
            QVERIFY(!ui->waitFor(u"status"_s, u"queued"_s).isEmpty());
        }
        m_relay->service().stop();
        DoorFixture later;
        later.options.dataFolder = m_relay->folder.path();
        QVERIFY(later.start());
        const auto ui = later.watcher(u"ui"_s);
        // It was seen in another run, and may be sent more.
        ui->send(uR"({"target":"spotify","cmd":{"more":true}})"_s);
        QVERIFY(!ui->waitFor(u"status"_s, u"queued"_s).isEmpty());
        const auto spotify = later.integration(u"spotify"_s);
        QVERIFY(spotify);
        QTRY_COMPARE(spotify->texts(),
                     (QStringList{cmdReceived, uR"({"from_watcher":"ui","cmd":{"more":true}})"_s}));
    }

    void snapshots()
    {
        QVERIFY(m_relay->start());
        const auto chess = m_relay->game(u"Chess"_s, {u"move"_s, u"resign"_s});
        chess->send(forceText);
        QVERIFY(m_relay->waitFor<relay::ForceEvent>([](const relay::ForceEvent &force) {
            return force.state == relay::ForceState::Asked;
        }));
        const auto ui = m_relay->watcher(u"ui"_s);
        const auto eager = m_relay->watcher(u"eager"_s, false, {{u"snapshot"_s, true}});
        QVERIFY(ui && eager);
        // What waits is told in any case, once.
        QCOMPARE(ui->waitFor(u"event"_s, u"choose_action"_s)["payload"_L1]["query"_L1].toString(),
                 u"Your move?"_s);
        QVERIFY(ui->events(u"snapshot"_s).isEmpty());
        ui->send(uR"({"snapshot":true})"_s);
        for (DoorClient *each : {ui.get(), eager.get()}) {
            const QJsonObject snapshot = each->waitFor(u"event"_s, u"snapshot"_s);
            for (const QString &key :
                 {u"clients"_s, u"actions"_s, u"forces"_s, u"upstream"_s, u"queue"_s, u"recent"_s})
                QVERIFY2(snapshot.contains(key), qPrintable(key));
            QCOMPARE(snapshot["actions"_L1]["Chess"_L1].toArray().size(), 2);
            QCOMPARE(snapshot["forces"_L1].toArray().size(), 1);
            QCOMPARE(snapshot["forces"_L1][0]["query"_L1].toString(), u"Your move?"_s);
        }
        QCOMPARE(ui->events(u"choose_action"_s).size(), 1);
        QVERIFY(eager->events(u"choose_action"_s).isEmpty());
    }

    /// A force that is held waits for nobody; an enhanced watcher may answer it all the same.
    void whatIsHeldIsTold()
    {
        QVERIFY(m_relay->start());
        m_relay->service().submit(relay::HoldAllForces{true});
        const auto ui = m_relay->watcher(u"ui"_s, true);
        const auto chess = m_relay->game(u"Chess"_s, {u"move"_s, u"resign"_s});
        QVERIFY(ui);
        QVERIFY(m_relay->waitFor<relay::SettingsEvent>(
            [](const relay::SettingsEvent &settings) { return settings.holdAll; }));
        chess->send(forceText);
        const QString id =
            ui->waitFor(u"event"_s, u"choose_action"_s)["payload"_L1]["request_id"_L1].toString();
        ui->send(QJsonObject{
            {u"choice"_s, QJsonObject{{u"request_id"_s, id}, {u"selected"_s, u"move"_s}}}});
        QVERIFY(!ui->waitFor(u"status"_s, u"chosen"_s).isEmpty());
        QVERIFY(!chess->waitFor(u"command"_s, u"action"_s).isEmpty());
        QCOMPARE(ui->events(u"choose_action"_s).size(), 1);
    }

    /// Who decides in time counts, whether it was there at the beginning or not.
    void whoComesLaterIsAskedToo()
    {
        m_relay->config.engine.deciders = {{relay::Decider::Watchers, 60'000}};
        QVERIFY(m_relay->start());
        const auto chess = m_relay->game(u"Chess"_s, {u"move"_s, u"resign"_s});
        chess->send(forceText);
        QVERIFY(m_relay->waitFor<relay::ForceEvent>([](const relay::ForceEvent &force) {
            return force.state == relay::ForceState::Asked;
        }));
        const auto ui = m_relay->watcher(u"ui"_s);
        const auto spotify = m_relay->integration(u"spotify"_s);
        QVERIFY(ui && spotify);
        const QJsonValue asked = ui->waitFor(u"event"_s, u"choose_action"_s)["payload"_L1];
        QCOMPARE(asked["query"_L1].toString(), u"Your move?"_s);
        QCOMPARE(spotify->waitFor(u"event"_s, u"choose_action_request"_s)["payload"_L1], asked);
        spotify->send(QJsonObject{{u"choice"_s, QJsonObject{{u"selected"_s, u"move"_s}}}});
        QVERIFY(!spotify->waitFor(u"status"_s, u"chosen"_s).isEmpty());
        QCOMPARE(ui->events(u"choose_action"_s).size(), 1);
    }

    void choicesAnswerForces()
    {
        m_relay->config.engine.deciders = {{relay::Decider::Watchers, 60'000}};
        QVERIFY(m_relay->start());
        const auto ui = m_relay->watcher(u"ui"_s);
        const auto other = m_relay->watcher(u"other"_s);
        const auto spotify = m_relay->integration(u"spotify"_s);
        const auto chess = m_relay->game(u"Chess"_s, {u"move"_s, u"resign"_s});
        QVERIFY(ui && other && spotify);
        chess->send(forceText);
        const QJsonObject asked =
            ui->waitFor(u"event"_s, u"choose_action"_s)["payload"_L1].toObject();
        QCOMPARE(asked["type"_L1].toString(), u"choose_action_request"_s);
        QCOMPARE(asked["game_title"_L1].toString(), u"Chess"_s);
        QCOMPARE(asked["query"_L1].toString(), u"Your move?"_s);
        QCOMPARE(asked["state"_L1].toString(), u"e4"_s);
        QCOMPARE(asked["actions"_L1].toArray().size(), 2);
        QCOMPARE(asked["actions"_L1][0]["name"_L1].toString(), u"move"_s);
        QCOMPARE(asked["actions"_L1][0]["desc"_L1].toString(), u"d"_s);
        // Integrations are asked in words of their own.
        QCOMPARE(spotify->waitFor(u"event"_s, u"choose_action_request"_s)["payload"_L1].toObject(),
                 asked);
        const QString id = asked["request_id"_L1].toString();
        QVERIFY(!id.isEmpty());

        ui->send(QJsonObject{
            {u"choice"_s, QJsonObject{{u"request_id"_s, id}, {u"selected"_s, u"castle"_s}}}});
        QTRY_VERIFY(std::any_of(ui->messages().begin(), ui->messages().end(), [](const auto &each) {
            return each["error"_L1].toString().contains(u"castle");
        }));
        other->send(QJsonObject{
            {u"choice"_s, QJsonObject{{u"request_id"_s, id}, {u"selected"_s, u"move"_s}}}});
        QVERIFY(!other->waitFor(u"status"_s, u"chosen"_s).isEmpty());
        const QJsonObject action = chess->waitFor(u"command"_s, u"action"_s);
        QCOMPARE(action["data"_L1]["name"_L1].toString(), u"move"_s);
        spotify->send(QJsonObject{
            {u"choice"_s, QJsonObject{{u"request_id"_s, id}, {u"selected"_s, u"resign"_s}}}});
        QVERIFY(!spotify->waitFor(u"error"_s, u"too late"_s).isEmpty());
        chess->send(
            uR"({"command":"action/result","game":"Chess","data":{"id":"%1","success":true}})"_s
                .arg(action["data"_L1]["id"_L1].toString()));
        QTRY_VERIFY(!ui->events(u"choice_made"_s).isEmpty());
        QTRY_COMPARE(ui->events(u"choice_made"_s).constLast()["outcome"_L1].toString(),
                     u"succeeded"_s);
        const QJsonObject made = ui->events(u"choice_made"_s).constLast();
        QCOMPARE(made["request_id"_L1].toString(), id);
        QCOMPARE(made["by"_L1].toString(), u"other"_s);
        QCOMPARE(made["action"_L1].toString(), u"move"_s);
    }

    void choicesWithoutAnId()
    {
        m_relay->config.engine.deciders = {{relay::Decider::Watchers, 60'000}};
        QVERIFY(m_relay->start());
        const auto ui = m_relay->watcher(u"ui"_s);
        const auto chess = m_relay->game(u"Chess"_s, {u"move"_s, u"resign"_s});
        const auto go = m_relay->game(u"Go"_s, {u"place"_s});
        QVERIFY(ui);
        const QString choice = uR"({"choice":{"selected":"move"}})"_s;
        ui->send(choice);
        QVERIFY(!ui->waitFor(u"error"_s, u"which request?"_s).isEmpty());
        chess->send(forceText);
        go->send(
            uR"({"command":"actions/force","game":"Go","data":{"query":"q","action_names":["place"]}})"_s);
        QTRY_COMPARE(ui->events(u"choose_action"_s).size(), 2);
        ui->clear();
        ui->send(choice);
        QVERIFY(!ui->waitFor(u"error"_s, u"which request?"_s).isEmpty());
        go->leave();
        QVERIFY(!ui->waitFor(u"event"_s, u"integration_disconnected_via_backend"_s).isEmpty());
        ui->send(choice);
        QVERIFY(!ui->waitFor(u"status"_s, u"chosen"_s).isEmpty());
    }

    void actionsAreForTheEnhanced()
    {
        QVERIFY(m_relay->start());
        const auto standard = m_relay->watcher(u"standard"_s);
        const auto enhanced = m_relay->watcher(u"enhanced"_s, true);
        const auto chess = m_relay->game(u"Chess"_s, {u"move"_s});
        QVERIFY(standard && enhanced);
        const QString order = uR"({"send_action":{"game":"Chess","name":"move"}})"_s;
        standard->send(order);
        QVERIFY(!standard->waitFor(u"error"_s, u"enhanced privileges required"_s).isEmpty());
        QVERIFY(chess->texts().isEmpty());
        enhanced->send(order);
        const QJsonObject sent = enhanced->waitFor(u"status"_s, u"sent"_s);
        const QJsonObject action = chess->waitFor(u"command"_s, u"action"_s);
        QCOMPARE(action["data"_L1]["id"_L1], sent["id"_L1]);
        chess->send(
            uR"({"command":"action/result","game":"Chess","data":{"id":"%1","success":false,"message":"no"}})"_s
                .arg(sent["id"_L1].toString()));
        const QJsonObject result = enhanced->waitFor(u"event"_s, u"action_result"_s);
        QCOMPARE(result["id"_L1], sent["id"_L1]);
        QCOMPARE(result["success"_L1], QJsonValue(false));
        QCOMPARE(result["message"_L1].toString(), u"no"_s);
        QVERIFY(standard->events(u"action_result"_s).isEmpty());
        for (const QString &bad : {uR"({"send_action":{"game":"Chess","name":"fly"}})"_s,
                                   uR"({"send_action":{"game":"Draughts","name":"move"}})"_s,
                                   uR"({"send_action":{"game":"Chess"}})"_s}) {
            enhanced->clear();
            enhanced->send(bad);
            QTRY_VERIFY2(std::any_of(enhanced->messages().begin(), enhanced->messages().end(),
                                     [](const auto &each) { return each.contains("error"_L1); }),
                         qPrintable(bad));
        }
        QCOMPARE(chess->withMember(u"command"_s, u"action"_s).size(), 1);
    }

    void neuroIsForTheEnhanced()
    {
        const QString context =
            uR"({"direct_to_neuro":true,"payload":{"command":"context","game":"x","data":{"message":"hi","silent":true}}})"_s;
        QVERIFY(m_relay->start());
        {
            const auto standard = m_relay->watcher(u"standard"_s);
            const auto enhanced = m_relay->watcher(u"enhanced"_s, true);
            standard->send(context);
            QVERIFY(!standard->waitFor(u"error"_s, u"enhanced privileges required"_s).isEmpty());
            enhanced->send(context);
            QVERIFY(!enhanced->waitFor(u"error"_s, u"neuro backend not available"_s).isEmpty());
        }
        MockUpstream upstream;
        m_relay = std::make_unique<DoorFixture>();
        m_relay->config.engine.upstream.isConfigured = true;
        QVERIFY(m_relay->startWith(upstream.url()));
        QVERIFY(m_relay->waitForUpstream(relay::UpstreamEvent::State::Connected));
        const auto enhanced = m_relay->watcher(u"enhanced"_s, true);
        for (const QString &command :
             {u"startup"_s, u"actions/register"_s, u"actions/force"_s, u"action/result"_s}) {
            enhanced->clear();
            enhanced->send(QJsonObject{{u"direct_to_neuro"_s, true},
                                       {u"payload"_s, QJsonObject{{u"command"_s, command}}}});
            QVERIFY2(!enhanced->waitFor(u"error"_s, u"not allowed directly"_s).isEmpty(),
                     qPrintable(command));
        }
        enhanced->send(context);
        QVERIFY(!enhanced->waitFor(u"status"_s, u"forwarded_to_neuro"_s).isEmpty());
        QTRY_COMPARE(upstream.record().heardFrom(u"h"_s), QStringList{u"i"_s});
        QCOMPARE(upstream.record().violations, QStringList());
    }

    void theNewcomerWins()
    {
        QVERIFY(m_relay->start());
        const auto older = m_relay->watcher(u"ui"_s);
        const auto integration = m_relay->integration(u"ui"_s); // Names are unique in their role.
        const auto newer = m_relay->watcher(u"ui"_s, true);
        QVERIFY(older && integration && newer);
        QTRY_VERIFY(older->isClosed());
        QCOMPARE(older->closeCode(), 1008);
        QVERIFY(older->texts().contains(
            uR"({"error":"replaced by a newer connection with the same name"})"_s));
        newer->send(uR"({"target":"ui","cmd":{}})"_s);
        QVERIFY(!newer->waitFor(u"status"_s, u"sent"_s).isEmpty());
        QVERIFY(integration->isConnected() && newer->isConnected());
    }

private:
    std::unique_ptr<DoorFixture> m_relay;
};

QTEST_GUILESS_MAIN(TestWatchers)
#include "tst_watchers.moc"
