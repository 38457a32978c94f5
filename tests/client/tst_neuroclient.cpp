// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "client/clientfixture.h"
#include "protocol/limits.h"

#include <QJsonArray>
#include <QScopeGuard>
#include <QSignalSpy>
#include <QTest>

using namespace neuro;
using namespace neuro::tests;
using namespace Qt::Literals::StringLiterals;
using client::NeuroClient;

namespace {

constexpr auto urlVariable = "NEURO_SDK_WS_URL";

} // namespace

/// What is sent and what is signalled over one connection.
class TestNeuroClient : public ClientFixture
{
    Q_OBJECT

private Q_SLOTS:
    void findsItsServerInTheEnvironment_data();
    void findsItsServerInTheEnvironment();
    void refusesToStartWithNonsense();
    void sendsStartupFirst();
    void sendsEveryMessage();
    void guardsWhatNeedsAConnection();
    void guardsWhatItSends();
    void refusesMessagesThatAreTooLarge();
    void refusesToFloodAServerThatDoesNotRead();
    void signalsEveryServerMessage();
    void survivesMalformedMessages_data();
    void survivesMalformedMessages();
    void signalsARepeatedId();
    void reregistersWhenAsked();
};

void TestNeuroClient::findsItsServerInTheEnvironment_data()
{
    QTest::addColumn<QByteArray>("variable");
    QTest::addColumn<QUrl>("url");
    QTest::addColumn<bool>("warns");
    const QUrl fallback(u"ws://127.0.0.1:8000"_s);

    QTest::newRow("not set") << QByteArray() << fallback << false;
    QTest::newRow("empty") << QByteArray(" ") << fallback << false;
    QTest::newRow("ws") << QByteArray("ws://[::1]:9000/game") << QUrl(u"ws://[::1]:9000/game"_s)
                        << false;
    QTest::newRow("wss") << QByteArray(" WSS://neuro.example ") << QUrl(u"wss://neuro.example"_s)
                         << false;
    QTest::newRow("http") << QByteArray("http://127.0.0.1:8000") << fallback << true;
    QTest::newRow("no scheme") << QByteArray("localhost:8000") << fallback << true;
    QTest::newRow("no host") << QByteArray("ws://") << fallback << true;
}

void TestNeuroClient::findsItsServerInTheEnvironment()
{
    const auto restore = qScopeGuard([] { qunsetenv(urlVariable); });
    QFETCH(const QByteArray, variable);
    QFETCH(const QUrl, url);
    QFETCH(const bool, warns);
    if (variable.isEmpty())
        qunsetenv(urlVariable);
    else
        qputenv(urlVariable, variable);
    if (warns)
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"NEURO_SDK_WS_URL holds"_s));
    QCOMPARE(NeuroClient::defaultUrl(), url);
}

void TestNeuroClient::refusesToStartWithNonsense()
{
    const QString error = m_client->start(QUrl(u"http://127.0.0.1:8000"_s));
    QVERIFY2(error.contains(u"http://127.0.0.1:8000"_s), qPrintable(error));
    QCOMPARE(m_client->state(), NeuroClient::State::Stopped);
    // What cannot be read at all prints as an empty address.
    for (const QString &text : {u"ws://127.0.0.1:99999"_s, u"ws://[::1"_s}) {
        const QString why = m_client->start(QUrl(text));
        QVERIFY2(why.contains(text), qPrintable(why));
        QCOMPARE(m_client->state(), NeuroClient::State::Stopped);
    }
    QVERIFY(m_client->start(QUrl()).contains(u"\"\" is no address"_s));

    NeuroClient nameless{QString()};
    QVERIFY(nameless.start(m_server->url()).contains(u"no name"_s));
    QCOMPARE(nameless.state(), NeuroClient::State::Stopped);
}

void TestNeuroClient::sendsStartupFirst()
{
    const auto restore = qScopeGuard([] { qunsetenv(urlVariable); });
    qputenv(urlVariable, m_server->url().toEncoded());
    QSignalSpy states(m_client.get(), &NeuroClient::stateChanged);
    QSignalSpy connected(m_client.get(), &NeuroClient::connected);
    QCOMPARE(m_client->registerActions({makeAction(u"move"_s)}), QString());
    QCOMPARE(m_client->start(), QString());
    QCOMPARE(m_client->state(), NeuroClient::State::Connecting);
    QCOMPARE(m_client->url(), m_server->url());
    QCOMPARE(m_client->game(), u"Chess"_s);
    QTRY_COMPARE(connected.size(), 1);
    QTRY_COMPARE(m_server->commands(), QStringList({u"startup"_s, u"actions/register"_s}));
    QCOMPARE(m_server->received().constFirst(),
             QJsonObject({{u"command"_s, u"startup"_s}, {u"game"_s, u"Chess"_s}}));
    QCOMPARE(states.size(), 2);
    QCOMPARE(states[1][0].value<NeuroClient::State>(), NeuroClient::State::Connected);
}

void TestNeuroClient::sendsEveryMessage()
{
    startClient();
    m_server->forget();
    QCOMPARE(m_client->registerActions({makeAction(u"move"_s)}), QString());
    QCOMPARE(m_client->registeredActions().size(), 1);
    QCOMPARE(m_client->sendContext(u"e4 – \"good\""_s, true), QString());
    QCOMPARE(m_client->forceActions(makeForce({u"move"_s})), QString());
    act(u"id1"_s, u"move"_s);
    QCOMPARE(m_client->sendResult(u"id1"_s, true, u"Moved."_s), QString());
    QCOMPARE(m_client->unregisterActions({u"move"_s}), QString());
    QCOMPARE(m_client->sendShutdownReady(), QString());
    QVERIFY(m_client->registeredActions().isEmpty());

    QTRY_COMPARE(m_server->commands(),
                 QStringList({u"actions/register"_s, u"context"_s, u"actions/force"_s,
                              u"action/result"_s, u"actions/unregister"_s, u"shutdown/ready"_s}));
    for (const QJsonObject &message : m_server->received())
        QCOMPARE(message.value("game"_L1), QJsonValue(u"Chess"_s));

    const QJsonObject context = m_server->last(u"context"_s);
    QCOMPARE(dataOf(context, "message"), QJsonValue(u"e4 – \"good\""_s));
    QCOMPARE(dataOf(context, "silent"), QJsonValue(true));
    const QJsonObject forced = m_server->last(u"actions/force"_s);
    QCOMPARE(dataOf(forced, "state"), QJsonValue(u"# Board"_s));
    QCOMPARE(dataOf(forced, "query"), QJsonValue(u"Your turn."_s));
    QCOMPARE(dataOf(forced, "ephemeral_context"), QJsonValue(true));
    QCOMPARE(dataOf(forced, "priority"), QJsonValue(u"high"_s));
    QCOMPARE(dataOf(forced, "action_names"), QJsonValue(QJsonArray({u"move"_s})));
    const QJsonObject result = m_server->last(u"action/result"_s);
    QCOMPARE(dataOf(result, "id"), QJsonValue(u"id1"_s));
    QCOMPARE(dataOf(result, "success"), QJsonValue(true));
    QCOMPARE(dataOf(result, "message"), QJsonValue(u"Moved."_s));
}

void TestNeuroClient::guardsWhatNeedsAConnection()
{
    QVERIFY(m_client->sendContext(u"hello"_s, false).contains(u"context cannot be sent"_s));
    QVERIFY(m_client->sendShutdownReady().contains(u"shutdown/ready cannot be sent"_s));
    QVERIFY(m_client->sendResult(u"1"_s, true).contains(u"\"1\""_s));
}

void TestNeuroClient::guardsWhatItSends()
{
    startClient();
    m_server->forget();
    QVERIFY(!m_client->registerActions({}).isEmpty());
    QVERIFY(!m_client->registerActions({makeAction(u"No Good"_s)}).isEmpty());
    QVERIFY(!m_client->unregisterActions({}).isEmpty());
    QVERIFY(!m_client->unregisterActions({u"unknown"_s}).isEmpty());
    QVERIFY(!m_client->forceActions(makeForce({})).isEmpty());
    QVERIFY(!m_client->forceActions(makeForce({u"unknown"_s})).isEmpty());
    act(u"1"_s, u"move"_s);
    QVERIFY(!m_client->sendResult(u"2"_s, true).isEmpty());
    QVERIFY(!m_client->sendResult(u"1"_s, false).isEmpty());
    QCOMPARE(m_client->sendResult(u"1"_s, false, u"No."_s), QString());
    QVERIFY(!m_client->sendResult(u"1"_s, true).isEmpty());

    QTRY_COMPARE(m_server->commands(), QStringList({u"action/result"_s}));
}

void TestNeuroClient::refusesMessagesThatAreTooLarge()
{
    startClient();
    const QString error = m_client->sendContext(QString(protocol::limits::message, u'x'), true);
    QVERIFY2(error.contains(u"too large"_s), qPrintable(error));
    QCOMPARE(m_client->state(), NeuroClient::State::Connected);
}

void TestNeuroClient::refusesToFloodAServerThatDoesNotRead()
{
    startClient();
    // Nothing leaves before control returns to the event loop.
    const QString text(1024 * 1024, u'x');
    QString error;
    int sent = 0;
    for (; sent < 20 && error.isEmpty(); ++sent)
        error = m_client->sendContext(text, true);
    QVERIFY2(error.contains(u"does not read"_s), qPrintable(error));
    QVERIFY(sent <= 6);
    QTRY_COMPARE(m_server->commands().count(u"context"_s), sent - 1);
    QCOMPARE(m_client->sendContext(u"again"_s, true), QString());
}

void TestNeuroClient::signalsEveryServerMessage()
{
    startClient();
    QSignalSpy startups(m_client.get(), &NeuroClient::startupAcknowledged);
    QSignalSpy actions(m_client.get(), &NeuroClient::actionReceived);
    QSignalSpy reregistrations(m_client.get(), &NeuroClient::reregistered);
    QSignalSpy graceful(m_client.get(), &NeuroClient::gracefulShutdownRequested);
    QSignalSpy immediate(m_client.get(), &NeuroClient::immediateShutdownRequested);
    QSignalSpy speech(m_client.get(), &NeuroClient::speechFinished);
    QSignalSpy unknown(m_client.get(), &NeuroClient::unknownMessage);

    m_server->send(protocol::StartupAcknowledgement{u"s1"_s, u"neuro"_s, u"Neuro-sama"_s});
    m_server->send(protocol::ActionRequest{u"7"_s, u"move"_s, QByteArray(R"({"to":"e4"})")});
    m_server->send(makeRequest(u"8"_s, u"resign"_s));
    m_server->send(protocol::ReregisterAll{});
    m_server->send(protocol::ShutdownGraceful{true});
    m_server->send(protocol::ShutdownGraceful{false});
    m_server->send(protocol::ShutdownImmediate{});
    m_server->send(protocol::SpeechFinished{true, true, u"interrupted"_s});
    QTRY_COMPARE(speech.size(), 1);

    QCOMPARE(startups.size(), 1);
    const auto startup = startups[0][0].value<protocol::StartupAcknowledgement>();
    QCOMPARE(startup.sessionId, u"s1"_s);
    QCOMPARE(startup.characterId, u"neuro"_s);
    QCOMPARE(startup.displayName, u"Neuro-sama"_s);
    QCOMPARE(actions.size(), 2);
    const auto first = actions[0][0].value<protocol::ActionRequest>();
    QCOMPARE(first.id, u"7"_s);
    QCOMPARE(first.name, u"move"_s);
    QCOMPARE(first.data, std::optional(QByteArray(R"({"to":"e4"})")));
    QVERIFY(!actions[1][0].value<protocol::ActionRequest>().data);
    QCOMPARE(reregistrations.size(), 1);
    QCOMPARE(graceful.size(), 2);
    QCOMPARE(graceful[0][0].toBool(), true);
    QCOMPARE(graceful[1][0].toBool(), false);
    QCOMPARE(immediate.size(), 1);
    const auto finished = speech[0][0].value<protocol::SpeechFinished>();
    QVERIFY(finished.isFinal && finished.cancelled);
    QCOMPARE(finished.reason, u"interrupted"_s);
    QCOMPARE(unknown.size(), 0);
}

void TestNeuroClient::survivesMalformedMessages_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("reason");
    QTest::newRow("empty") << QString() << u"invalid_json"_s;
    QTest::newRow("no JSON") << u"{\"command\":"_s << u"invalid_json"_s;
    QTest::newRow("array") << u"[]"_s << u"wrong_type"_s;
    QTest::newRow("no command") << u"{}"_s << u"missing_field"_s;
    QTest::newRow("unknown command") << u"{\"command\":\"sing\"}"_s << u"unknown_command"_s;
    QTest::newRow("no data") << u"{\"command\":\"action\"}"_s << u"missing_field"_s;
    QTest::newRow("bad id") << u"{\"command\":\"action\",\"data\":{\"id\":1,\"name\":\"a\"}}"_s
                            << u"wrong_type"_s;
    QTest::newRow("deep") << QString(600, u'[') << u"invalid_json"_s;
    QTest::newRow("voice") << u"{\"command\":\"voice/unavailable\",\"data\":{\"reason\":\"no\"}}"_s
                           << u"voice socket"_s;
}

void TestNeuroClient::survivesMalformedMessages()
{
    QFETCH(const QString, text);
    QFETCH(const QString, reason);
    startClient();
    QSignalSpy unknown(m_client.get(), &NeuroClient::unknownMessage);
    m_server->sendText(text);
    QTRY_COMPARE(unknown.size(), 1);
    QCOMPARE(unknown[0][0].toByteArray(), text.toUtf8());
    const QString found = unknown[0][1].toString();
    QVERIFY2(found.contains(reason), qPrintable(found));

    m_server->sendBinary("\x01\x02");
    QTRY_COMPARE(unknown.size(), 2);
    QVERIFY(unknown[1][1].toString().contains(u"binary message of 2 bytes"_s));
    act(u"after"_s, u"move"_s);
    QCOMPARE(m_client->state(), NeuroClient::State::Connected);
}

void TestNeuroClient::signalsARepeatedId()
{
    startClient();
    act(u"1"_s, u"move"_s);
    QSignalSpy actions(m_client.get(), &NeuroClient::actionReceived);
    QSignalSpy unknown(m_client.get(), &NeuroClient::unknownMessage);
    m_server->send(makeRequest(u"1"_s, u"move"_s));
    QTRY_COMPARE(unknown.size(), 1);
    QVERIFY(unknown[0][1].toString().contains(u"the id \"1\""_s));
    QCOMPARE(actions.size(), 0);
    QCOMPARE(m_client->sendResult(u"1"_s, true), QString());
    act(u"1"_s, u"move"_s);
}

void TestNeuroClient::reregistersWhenAsked()
{
    startClient();
    QCOMPARE(m_client->registerActions({makeAction(u"a"_s), makeAction(u"b"_s)}), QString());
    QCOMPARE(m_client->unregisterActions({u"a"_s}), QString());
    QTRY_COMPARE(m_server->received().size(), 3);
    m_server->forget();

    QSignalSpy reregistrations(m_client.get(), &NeuroClient::reregistered);
    m_server->send(protocol::ReregisterAll{});
    QTRY_COMPARE(reregistrations.size(), 1);
    QTRY_COMPARE(m_server->commands(), QStringList({u"actions/register"_s}));
    const QJsonArray actions = dataOf(m_server->last(u"actions/register"_s), "actions").toArray();
    QCOMPARE(actions.size(), 1);
    QCOMPARE(actions[0].toObject().value("name"_L1), QJsonValue(u"b"_s));
}

QTEST_GUILESS_MAIN(TestNeuroClient)

#include "tst_neuroclient.moc"
