// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "e2e/doorfixture.h"

#include <QJsonDocument>
#include <QWebSocketServer>

using namespace neuro;
using namespace neuro::testing;
using namespace Qt::StringLiterals;

namespace {

const QString notJson = uR"({"error":"watcher messages must be JSON"})"_s;
const QString invalidTarget = uR"({"error":"invalid target/cmd"})"_s;
const QString enhancedNeeded = uR"({"error":"enhanced privileges required"})"_s;
const QString chosen = uR"({"status":"chosen"})"_s;
/// Of an action that was sent; the id differs from run to run.
const QString sent = uR"({"status":"sent","id":ID})"_s;

/// A server that takes whatever it is told.
class Upstream : public QObject
{
public:
    Upstream()
        : m_server(QString(), QWebSocketServer::NonSecureMode)
    {
        m_server.listen(QHostAddress::LocalHost);
        connect(&m_server, &QWebSocketServer::newConnection, this, [this] {
            m_peer.reset(m_server.nextPendingConnection());
            connect(m_peer.get(), &QWebSocket::textMessageReceived, this,
                    [this](const QString &text) { texts.append(text); });
        });
    }
    QUrl url() const { return m_server.serverUrl(); }
    void close()
    {
        m_server.close();
        m_peer->close();
    }

    QStringList texts;

private:
    QWebSocketServer m_server;
    std::unique_ptr<QWebSocket> m_peer;
};

} // namespace

/// Every form of what a watcher may say, right and wrong: the exact answer, and who hears what of
/// it. What is wrong reaches nobody, and its sender is heard again.
class TestWatcherCommands : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();

    void orders_data();
    void orders();
    void choices_data();
    void choices();
    void direct_data();
    void direct();
    void commands_data();
    void commands();
    void othersAreNotAsked();
    void snapshots();
    void whatASnapshotListsCanBeSent();
    void directWithoutNeuro();

private:
    static void columns()
    {
        QTest::addColumn<bool>("isEnhanced");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("answer");
        QTest::addColumn<QString>("heard");
    }
    static void row(const char *name, const QString &text, const QString &answer,
                    const QString &heard = {}, bool isEnhanced = true)
    {
        QTest::newRow(name) << isEnhanced << text << answer << heard;
    }
    /// Says it and returns the answer, once everything that came of it has come. Whatever was heard
    /// of it by the game, the integration and upstream is in m_heard.
    QString say(bool isEnhanced, const QString &text);
    static QStringList answersOf(const DoorClient &watcher);
    /// With the ids of actions replaced.
    static QString withoutId(const QString &text);

    std::unique_ptr<Upstream> m_upstream;
    std::unique_ptr<DoorFixture> m_relay;
    DoorFixture::Client m_standard;
    DoorFixture::Client m_enhanced;
    DoorFixture::Client m_game;
    DoorFixture::Client m_integration;
    QStringList m_heard;
    int m_fence = 0;
};

void TestWatcherCommands::initTestCase()
{
    m_upstream = std::make_unique<Upstream>();
    m_relay = std::make_unique<DoorFixture>();
    m_relay->config.engine.upstream.isConfigured = true;
    m_relay->config.engine.deciders = {{relay::Decider::Watchers, 0}};
    QVERIFY(m_relay->startWith(m_upstream->url()));
    QVERIFY(m_relay->waitForUpstream(relay::UpstreamEvent::State::Connected));
    m_standard = m_relay->watcher(u"standard"_s);
    m_enhanced = m_relay->watcher(u"enhanced"_s, true);
    m_integration = m_relay->integration(u"spotify"_s);
    QVERIFY(m_standard && m_enhanced && m_integration);
    m_game = m_relay->game(u"Chess"_s, {u"resign"_s});
    m_game->send(
        uR"({"command":"actions/register","game":"Chess","data":{"actions":[{"name":"move","description":"","schema":{"type":"object","properties":{"to":{"type":"string"}},"required":["to"]}}]}})"_s);
    QVERIFY(m_relay->waitFor<relay::RegistryEvent>(
        [](const relay::RegistryEvent &registry) { return registry.actions.size() == 2; }));
    connect(m_game.get(), &DoorClient::received, this, [this](const QString &text) {
        const QJsonObject action = QJsonDocument::fromJson(text.toUtf8()).object();
        if (action["command"_L1] == u"action"_s)
            m_game->send(
                uR"({"command":"action/result","game":"Chess","data":{"id":"%1","success":true}})"_s
                    .arg(action["data"_L1]["id"_L1].toString()));
    });
    say(true, u"{}"_s); // What all of them are told in the beginning has come.
}

void TestWatcherCommands::cleanupTestCase()
{
    m_game.reset();
    m_integration.reset();
    m_standard.reset();
    m_enhanced.reset();
    m_relay.reset();
}

QString TestWatcherCommands::withoutId(const QString &text)
{
    static const QRegularExpression id(uR"("id":"[^"]+")"_s);
    return QString(text).replace(id, u"\"id\":ID"_s);
}

QStringList TestWatcherCommands::answersOf(const DoorClient &watcher)
{
    QStringList answers;
    for (const QString &text : watcher.texts()) {
        if (!text.startsWith(u"{\"event\""))
            answers.append(text);
    }
    return answers;
}

QString TestWatcherCommands::say(bool isEnhanced, const QString &text)
{
    DoorClient &watcher = *(isEnhanced ? m_enhanced : m_standard);
    for (DoorClient *each : {m_standard.get(), m_enhanced.get(), m_game.get(), m_integration.get()})
        each->clear();
    m_upstream->texts.clear();
    watcher.send(text);
    if (!QTest::qWaitFor([&] { return !answersOf(watcher).isEmpty(); }))
        return u"no answer"_s;
    const QString answer = withoutId(answersOf(watcher).first());
    // The relay takes one after the other: what it sends now comes after all that came of it.
    const QString fence = u"fence %1"_s.arg(++m_fence);
    m_enhanced->send(uR"({"target":"spotify","cmd":{"n":"%1"}})"_s.arg(fence));
    m_enhanced->send(
        uR"({"direct_to_neuro":true,"payload":{"command":"context","data":{"message":"%1","silent":true}}})"_s
            .arg(fence));
    m_relay->service().submit(relay::SendToGames{
        uR"({"command":"speech_finished","data":{"isFinal":true,"reason":"%1"}})"_s.arg(fence)
            .toUtf8(),
        0});
    const auto hasFence = [&fence](const QStringList &texts) {
        return !texts.isEmpty() && texts.last().contains(fence);
    };
    if (!QTest::qWaitFor([&] {
            return hasFence(m_integration->texts()) && hasFence(m_upstream->texts) &&
                   hasFence(m_game->texts());
        }))
        return u"no fence"_s;
    m_heard.clear();
    for (const QStringList &texts : {m_game->texts(), m_integration->texts(), m_upstream->texts}) {
        for (const QString &each : texts) {
            // What upstream is told about a force is not what the watcher said.
            if (!each.contains(fence) && !each.contains(u"\"silent\":true"))
                m_heard.append(withoutId(each));
        }
    }
    return answer;
}

void TestWatcherCommands::orders_data()
{
    columns();
    const QString resign = uR"({"command":"action","data":{"id":ID,"name":"resign"}})"_s;
    const QString move = uR"({"command":"action","data":{"id":ID,"name":"move","data":"%1"}})"_s;
    const QString toE4 = move.arg(uR"({\"to\": \"e4\"})"_s);
    row("by name", uR"({"send_action":{"game":"Chess","name":"resign"}})"_s, sent, resign);
    row("by id", uR"({"send_action":{"game":"chess","name":"resign"}})"_s, sent, resign);
    row("an object", uR"({"send_action":{"game":"Chess","name":"move","data":{"to": "e4"}}})"_s,
        sent, toE4);
    row("a string",
        uR"({"send_action":{"game":"Chess","name":"move","data":"{\"to\": \"e4\"}"}})"_s, sent,
        toE4);
    row("no data where none is taken",
        uR"({"send_action":{"game":"Chess","name":"resign","data":null}})"_s, sent, resign);
    row("nothing to say", uR"({"send_action":{"game":"Chess","name":"resign","data":{}}})"_s, sent,
        resign);
    row("unchecked",
        uR"({"send_action":{"game":"Chess","name":"move","data":{"to":1},"unchecked":true}})"_s,
        sent, move.arg(uR"({\"to\":1})"_s));
    row("unchecked beside it",
        uR"({"unchecked":true,"send_action":{"game":"Chess","name":"move","data":"not JSON"}})"_s,
        sent, move.arg(u"not JSON"_s));
    row("without the right to", uR"({"send_action":{"game":"Chess","name":"resign"}})"_s,
        enhancedNeeded, {}, false);
    row("no game", uR"({"send_action":{"name":"resign"}})"_s,
        uR"({"error":"\"send_action.game\" is missing; it must be a string"})"_s);
    row("no action", uR"({"send_action":{"game":"Chess"}})"_s,
        uR"({"error":"\"send_action.name\" is missing; it must be a string"})"_s);
    row("a number", uR"({"send_action":7})"_s,
        uR"({"error":"\"send_action\" must be an object, not a number"})"_s);
    row("a game that is not there", uR"({"send_action":{"game":"Go","name":"resign"}})"_s,
        uR"({"error":"no game is called Go"})"_s);
    row("an action that it has not", uR"({"send_action":{"game":"Chess","name":"fly"}})"_s,
        uR"({"error":"fly is not registered"})"_s);
    row("data for one without",
        uR"({"send_action":{"game":"Chess","name":"resign","data":{"a":1}}})"_s,
        uR"({"error":"resign takes no data"})"_s);
    row("without data for one with", uR"({"send_action":{"game":"Chess","name":"move"}})"_s,
        uR"({"error":"move needs data"})"_s);
    row("data that breaks the schema",
        uR"({"send_action":{"game":"Chess","name":"move","data":{"to":1}}})"_s,
        uR"({"error":"to: must be a string, is an integer"})"_s);
    row("data that is no JSON",
        uR"({"send_action":{"game":"Chess","name":"move","data":"{\"to\""}})"_s,
        uR"({"error":"is not JSON: a colon is expected after the key at byte 5"})"_s);
    row("data that is a list", uR"({"send_action":{"game":"Chess","name":"move","data":["e4"]}})"_s,
        uR"({"error":"\"send_action.data\" must be an object or a string of JSON, not an array"})"_s);
    row("unchecked in words",
        uR"({"send_action":{"game":"Chess","name":"resign","unchecked":"yes"}})"_s,
        uR"({"error":"\"send_action.unchecked\" must be true or false, not a string"})"_s);
}

void TestWatcherCommands::orders()
{
    QFETCH(bool, isEnhanced);
    QFETCH(QString, text);
    QFETCH(QString, heard);
    QTEST(say(isEnhanced, text), "answer");
    QCOMPARE(m_heard.join(u'\n'), heard);
    if (heard.isEmpty())
        return;
    // Whoever sent it is told what became of it, and nobody else.
    const QString id = m_enhanced->withMember(u"status"_s, u"sent"_s).value(0)["id"_L1].toString();
    QVERIFY(!id.isEmpty());
    const QJsonObject result = m_enhanced->waitFor(u"event"_s, u"action_result"_s);
    QCOMPARE(result, (QJsonObject{{u"event"_s, u"action_result"_s},
                                  {u"id"_s, id},
                                  {u"success"_s, true},
                                  {u"message"_s, QString()}}));
    QVERIFY(m_standard->events(u"action_result"_s).isEmpty());
}

void TestWatcherCommands::choices_data()
{
    columns();
    const QString resign = uR"({"command":"action","data":{"id":ID,"name":"resign"}})"_s;
    const QString move =
        uR"({"command":"action","data":{"id":ID,"name":"move","data":"{\"to\":\"e4\"}"}})"_s;
    // REQUEST is the id of the force that waits.
    row("the only one", uR"({"choice":{"selected":"resign"}})"_s, chosen, resign, false);
    row("a named one", uR"({"choice":{"request_id":"REQUEST","selected":"resign"}})"_s, chosen,
        resign, false);
    row("of the enhanced", uR"({"choice":{"request_id":"REQUEST","selected":"resign"}})"_s, chosen,
        resign);
    row("an object", uR"({"choice":{"selected":"move","data":{"to":"e4"}}})"_s, chosen, move,
        false);
    row("a string", uR"({"choice":{"selected":"move","data":"{\"to\":\"e4\"}"}})"_s, chosen, move,
        false);
    row("unknown", uR"({"choice":{"request_id":"other","selected":"resign"}})"_s,
        uR"({"error":"unknown request_id other"})"_s, {}, false);
    row("over", uR"({"choice":{"request_id":"PREVIOUS","selected":"resign"}})"_s,
        uR"({"error":"too late"})"_s, {}, false);
    row("not to be chosen", uR"({"choice":{"selected":"castle"}})"_s,
        uR"({"error":"castle is not one of the force's actions"})"_s, {}, false);
    row("no data", uR"({"choice":{"selected":"move"}})"_s, uR"({"error":"move needs data"})"_s, {},
        false);
    row("bad data", uR"({"choice":{"selected":"move","data":{}}})"_s,
        uR"({"error":"the required member \"to\" is missing"})"_s, {}, false);
    row("no word", uR"({"choice":{}})"_s,
        uR"({"error":"\"choice.selected\" is missing; it must be a string"})"_s, {}, false);
    row("a word", uR"({"choice":"resign"})"_s,
        uR"({"error":"\"choice\" must be an object, not a string"})"_s, {}, false);
    row("an id that is a number", uR"({"choice":{"request_id":1,"selected":"resign"}})"_s,
        uR"({"error":"\"choice.request_id\" must be a string, not a number"})"_s, {}, false);
}

void TestWatcherCommands::choices()
{
    QFETCH(bool, isEnhanced);
    QFETCH(QString, text);
    QFETCH(QString, heard);
    const auto force = [this] {
        m_standard->clear();
        m_game->send(
            uR"({"command":"actions/force","game":"Chess","data":{"query":"q","action_names":["move","resign"]}})"_s);
        return m_standard->waitFor(u"event"_s, u"choose_action"_s)["payload"_L1]["request_id"_L1]
            .toString();
    };
    const QString previous = force();
    QCOMPARE(say(false, uR"({"choice":{"selected":"resign"}})"_s), chosen);
    const auto lastForce = [this] {
        return m_relay->all<relay::ForceEvent>().last().state;
    };
    QTRY_COMPARE(lastForce(), relay::ForceState::Succeeded);
    const QString request = force();
    QVERIFY(!previous.isEmpty() && !request.isEmpty() && request != previous);
    text.replace(u"REQUEST"_s, request).replace(u"PREVIOUS"_s, previous);
    QTEST(say(isEnhanced, text), "answer");
    QCOMPARE(m_heard.join(u'\n'), heard);
    if (heard.isEmpty()) {
        QCOMPARE(lastForce(), relay::ForceState::Asked);
        QCOMPARE(say(false, uR"({"choice":{"selected":"resign"}})"_s), chosen);
    }
    QTRY_COMPARE(lastForce(), relay::ForceState::Succeeded);
    QCOMPARE(say(false, uR"({"choice":{"selected":"resign"}})"_s),
             uR"({"error":"which request?"})"_s);
}

void TestWatcherCommands::direct_data()
{
    columns();
    const QString forwarded = uR"({"status":"forwarded_to_neuro"})"_s;
    const QString forbidden = uR"({"error":"not allowed directly"})"_s;
    row("a context",
        uR"({"direct_to_neuro":true,"payload":{"command":"context","game":"me","data":{"silent":false,"message":"a", "n":1.0}}})"_s,
        forwarded,
        uR"({"command":"context","game":"Neuro Relay","data":{"silent":false,"message":"a", "n":1.0}})"_s);
    row("one without a game",
        uR"({"direct_to_neuro":true,"payload":{"command":"novel","x":[1E5]}})"_s, forwarded,
        uR"({"command":"novel","x":[1E5],"game":"Neuro Relay"})"_s);
    row("shutdown/ready", uR"({"direct_to_neuro":true,"payload":{"command":"shutdown/ready"}})"_s,
        forwarded, uR"({"command":"shutdown/ready","game":"Neuro Relay"})"_s);
    row("without the right to",
        uR"({"direct_to_neuro":true,"payload":{"command":"context","data":{"message":"a"}}})"_s,
        enhancedNeeded, {}, false);
    for (const char *command : {"startup", "actions/register", "actions/unregister",
                                "actions/force", "actions/novel", "action/result"})
        row(command,
            uR"({"direct_to_neuro":true,"payload":{"command":"%1"}})"_s.arg(
                QLatin1StringView(command)),
            forbidden);
    row("two commands",
        uR"({"direct_to_neuro":true,"payload":{"command":"startup","command":"context"}})"_s,
        forbidden);
    row("no command", uR"({"direct_to_neuro":true,"payload":{}})"_s,
        uR"({"error":"\"payload\" needs a \"command\" that is a string"})"_s);
    row("no payload", uR"({"direct_to_neuro":true})"_s,
        uR"({"error":"\"payload\" is missing; it must be an object"})"_s);
    row("a payload that is a string", uR"({"direct_to_neuro":true,"payload":"context"})"_s,
        uR"({"error":"\"payload\" must be an object, not a string"})"_s);
    row("not meant so", uR"({"direct_to_neuro":"true","payload":{"command":"context"}})"_s,
        uR"({"error":"invalid target/cmd","detail":"a watcher sends target and cmd, direct_to_neuro, snapshot, send_action or choice"})"_s);
}

void TestWatcherCommands::direct()
{
    QFETCH(bool, isEnhanced);
    QFETCH(QString, text);
    QTEST(say(isEnhanced, text), "answer");
    QTEST(m_heard.join(u'\n'), "heard");
}

void TestWatcherCommands::commands_data()
{
    columns();
    row("an object", uR"({"target":"spotify","cmd":{"do":"play","n":1.50}})"_s,
        uR"({"status":"sent"})"_s, uR"({"from_watcher":"standard","cmd":{"do":"play","n":1.50}})"_s,
        false);
    row("more beside it", uR"({"cmd":{},"note":1,"target":"spotify"})"_s, uR"({"status":"sent"})"_s,
        uR"({"from_watcher":"enhanced","cmd":{}})"_s);
    row("somebody nobody knows", uR"({"target":"nobody","cmd":{}})"_s, invalidTarget, {}, false);
    row("a watcher", uR"({"target":"enhanced","cmd":{}})"_s, invalidTarget, {}, false);
    row("a game", uR"({"target":"Chess","cmd":{}})"_s, invalidTarget, {}, false);
    row("a word", uR"({"target":"spotify","cmd":"play"})"_s, invalidTarget, {}, false);
    row("a list", uR"({"target":"spotify","cmd":[]})"_s, invalidTarget, {}, false);
    row("no command", uR"({"target":"spotify"})"_s, invalidTarget, {}, false);
    row("no target", uR"({"cmd":{}})"_s, invalidTarget, {}, false);
    row("a target that is a number", uR"({"target":1,"cmd":{}})"_s, invalidTarget, {}, false);
    row("an empty target", uR"({"target":"","cmd":{}})"_s, invalidTarget, {}, false);
    row("no JSON", u"{\"target\""_s, notJson, {}, false);
    row("a list for all of it", u"[]"_s, notJson, {}, false);
    row("NaN", uR"({"target":"spotify","cmd":{"n":NaN}})"_s, notJson, {}, false);
    row("too deep",
        u"{\"target\":\"spotify\",\"cmd\":{\"n\":%1%2}}"_s.arg(QString(600, u'['),
                                                               QString(600, u']')),
        notJson, {}, false);
    row("nothing", QString(), notJson, {}, false);
}

void TestWatcherCommands::commands()
{
    QFETCH(bool, isEnhanced);
    QFETCH(QString, text);
    QTEST(say(isEnhanced, text), "answer");
    QTEST(m_heard.join(u'\n'), "heard");
}

/// A force that is the operator's is not for every watcher to answer.
void TestWatcherCommands::othersAreNotAsked()
{
    m_relay->service().submit(relay::SetDeciders{{relay::Decider::Operator}});
    // What a game says may overtake what another thread has posted.
    QVERIFY(m_relay->waitFor<relay::SettingsEvent>([](const relay::SettingsEvent &event) {
        return event.deciders == QList{relay::Decider::Operator};
    }));
    m_game->send(
        uR"({"command":"actions/force","game":"Chess","data":{"query":"q","action_names":["resign"]}})"_s);
    const auto last = [this] {
        return m_relay->all<relay::ForceEvent>().last();
    };
    QTRY_VERIFY(last().state == relay::ForceState::Asked &&
                last().decider == relay::Decider::Operator);
    const QString choice =
        uR"({"choice":{"request_id":"%1","selected":"resign"}})"_s.arg(last().requestId);
    QCOMPARE(say(false, choice), enhancedNeeded);
    QCOMPARE(m_heard, QStringList());
    QCOMPARE(say(false, uR"({"choice":{"selected":"resign"}})"_s), enhancedNeeded);
    QCOMPARE(say(true, choice), chosen);
    QTRY_COMPARE(last().state, relay::ForceState::Succeeded);
    m_relay->service().submit(relay::SetDeciders{{relay::Decider::Watchers}});
}

void TestWatcherCommands::snapshots()
{
    for (const auto &[text, isAnswered] :
         {std::pair(uR"({"snapshot":true})"_s, true),
          std::pair(uR"({"snapshot": true, "x": 1})"_s, true),
          std::pair(uR"({"snapshot":false})"_s, false), std::pair(uR"({"snapshot":1})"_s, false)}) {
        m_standard->clear();
        m_standard->send(text);
        if (!isAnswered) {
            QVERIFY(!m_standard->waitFor(u"error"_s, u"invalid target/cmd"_s).isEmpty());
            QVERIFY(m_standard->events(u"snapshot"_s).isEmpty());
            continue;
        }
        const QJsonObject snapshot = m_standard->waitFor(u"event"_s, u"snapshot"_s);
        QCOMPARE(snapshot["actions"_L1]["Chess"_L1].toArray().size(), 2);
        QCOMPARE(snapshot["actions"_L1]["Chess"_L1][1]["name"_L1].toString(), u"move"_s);
        QCOMPARE(snapshot["actions"_L1]["Chess"_L1][1]["schema"_L1]["required"_L1][0].toString(),
                 u"to"_s);
        QVERIFY(snapshot["clients"_L1].toArray().size() >= 4);
        QCOMPARE(snapshot["forces"_L1].toArray(), QJsonArray());
        QVERIFY(!snapshot["recent"_L1].toArray().isEmpty());
    }
}

/// Three share a name.
void TestWatcherCommands::whatASnapshotListsCanBeSent()
{
    const auto first = m_relay->game(u"Twin"_s, {u"a0"_s});
    const auto second = m_relay->game(u"Twin"_s, {u"a1"_s, u"a2"_s});
    const auto integration = m_relay->integration(u"Twin"_s);
    integration->send(uR"({"event":"register_actions","actions":{"a3":{"description":"d"}}})"_s);
    QVERIFY(m_relay->waitFor<relay::RegistryEvent>([](const relay::RegistryEvent &registry) {
        return registry.actions.size() == 1 && registry.actions.first().name == u"a3";
    }));
    m_enhanced->clear();
    m_enhanced->send(uR"({"snapshot":true})"_s);
    const QJsonObject games = m_enhanced->waitFor(u"event"_s, u"snapshot"_s)[u"actions"].toObject();
    const QStringList keys = {u"Twin"_s, u"twin-2"_s, u"twin-3"_s};
    QHash<QString, QString> keyOf;
    for (const QString &key : keys) {
        for (const QJsonValue action : games[key].toArray())
            keyOf.insert(action[u"name"].toString(), key);
    }
    QCOMPARE(keyOf.size(), 4);
    const DoorClient *owners[] = {first.get(), second.get(), second.get(), integration.get()};
    for (int i = 0; i < 4; ++i) {
        const QString action = u"a%1"_s.arg(i);
        m_enhanced->clear();
        m_enhanced->send(
            uR"({"send_action":{"game":"%1","name":"%2"}})"_s.arg(keyOf[action], action));
        QVERIFY2(!m_enhanced->waitFor(u"status"_s, u"sent"_s).isEmpty(), qPrintable(action));
        QTRY_VERIFY2(owners[i]->texts().join(u'\n').contains(u"\"%1\""_s.arg(action)),
                     qPrintable(action));
    }
    // By the name that all have, too.
    m_enhanced->clear();
    m_enhanced->send(uR"({"send_action":{"game":"Twin","name":"a1"}})"_s);
    QVERIFY(!m_enhanced->waitFor(u"status"_s, u"sent"_s).isEmpty());
}

/// The last one: Neuro leaves.
void TestWatcherCommands::directWithoutNeuro()
{
    m_upstream->close();
    QVERIFY(m_relay->waitForUpstream(relay::UpstreamEvent::State::Waiting));
    m_enhanced->clear();
    m_enhanced->send(
        uR"({"direct_to_neuro":true,"payload":{"command":"context","data":{"message":"a"}}})"_s);
    QVERIFY(!m_enhanced->waitFor(u"error"_s, u"neuro backend not available"_s).isEmpty());
}

QTEST_GUILESS_MAIN(TestWatcherCommands)
#include "tst_watchercommands.moc"
