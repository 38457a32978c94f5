// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "client/clientfixture.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QSignalSpy>
#include <QTest>

using namespace neuro;
using namespace neuro::tests;
using namespace Qt::Literals::StringLiterals;
using client::NeuroClient;

/// How connections begin and end, and what survives them.
class TestNeuroClientConnection : public ClientFixture
{
    Q_OBJECT

private Q_SLOTS:
    void keepsWhatIsSaidBeforeItConnects();
    void restoresEverythingAfterAReconnect_data();
    void restoresEverythingAfterAReconnect();
    void keepsAForceOpenUntilItSucceeds();
    void splitsLargeRegistrations();
    void forgetsActionsInFlight();
    void retriesUntilThereIsAServer();
    void waitsLongerAndLonger();
    void moves();
    void stopsCleanly();
    void canBeDeletedInItsSlots_data();
    void canBeDeletedInItsSlots();
    void canBeStoppedInItsSlots();
};

void TestNeuroClientConnection::keepsWhatIsSaidBeforeItConnects()
{
    QCOMPARE(m_client->registerActions({makeAction(u"move"_s)}), QString());
    QCOMPARE(m_client->forceActions(makeForce({u"move"_s})), QString());
    startClient();
    QTRY_COMPARE(m_server->commands(),
                 QStringList({u"startup"_s, u"actions/register"_s, u"actions/force"_s}));
}

void TestNeuroClientConnection::restoresEverythingAfterAReconnect_data()
{
    QTest::addColumn<bool>("aborts");
    QTest::newRow("server closes") << false;
    QTest::newRow("server aborts") << true;
}

void TestNeuroClientConnection::restoresEverythingAfterAReconnect()
{
    QFETCH(const bool, aborts);
    startClient();
    QCOMPARE(m_client->registerActions({makeAction(u"z"_s), makeAction(u"a"_s)}), QString());
    QCOMPARE(m_client->registerActions({makeAction(u"m"_s)}), QString());
    QCOMPARE(m_client->forceActions(makeForce({u"m"_s})), QString());
    QTRY_COMPARE(m_server->received().size(), 4);
    m_server->forget();

    QSignalSpy disconnected(m_client.get(), &NeuroClient::disconnected);
    QSignalSpy connected(m_client.get(), &NeuroClient::connected);
    QSignalSpy failed(m_client.get(), &NeuroClient::connectFailed);
    QSignalSpy states(m_client.get(), &NeuroClient::stateChanged);
    if (aborts)
        m_server->abortGame();
    else
        m_server->closeGame(QWebSocketProtocol::CloseCodeGoingAway, u"restart"_s);

    QTRY_COMPARE(connected.size(), 1);
    QCOMPARE(disconnected.size(), 1);
    QCOMPARE(failed.size(), 0);
    if (!aborts)
        QVERIFY(disconnected[0][0].toString().contains(u"1001: restart"_s));
    QTRY_COMPARE(m_server->commands(),
                 QStringList({u"startup"_s, u"actions/register"_s, u"actions/force"_s}));
    const QJsonArray actions = dataOf(m_server->last(u"actions/register"_s), "actions").toArray();
    QStringList names;
    for (const QJsonValue &each : actions)
        names.append(each.toObject().value("name"_L1).toString());
    QCOMPARE(names, QStringList({u"z"_s, u"a"_s, u"m"_s}));
    QCOMPARE(states.size(), 3);
    QCOMPARE(states[0][0].value<NeuroClient::State>(), NeuroClient::State::Waiting);
    QCOMPARE(states[1][0].value<NeuroClient::State>(), NeuroClient::State::Connecting);
    QCOMPARE(states[2][0].value<NeuroClient::State>(), NeuroClient::State::Connected);
}

void TestNeuroClientConnection::keepsAForceOpenUntilItSucceeds()
{
    startClient();
    QCOMPARE(m_client->registerActions({makeAction(u"move"_s)}), QString());
    QCOMPARE(m_client->forceActions(makeForce({u"move"_s})), QString());
    act(u"1"_s, u"move"_s);
    QCOMPARE(m_client->sendResult(u"1"_s, false, u"Not there."_s), QString());
    QTRY_COMPARE(m_server->received().size(), 4);

    const QStringList withForce{u"startup"_s, u"actions/register"_s, u"actions/force"_s};
    m_server->forget();
    m_server->abortGame();
    QTRY_COMPARE(m_server->commands(), withForce);

    act(u"2"_s, u"move"_s);
    QCOMPARE(m_client->sendResult(u"2"_s, true), QString());
    QTRY_COMPARE(m_server->commands().constLast(), u"action/result"_s);
    m_server->forget();
    m_server->abortGame();
    QTRY_COMPARE(m_server->connections(), 3);
    QTRY_COMPARE(m_client->state(), NeuroClient::State::Connected);
    // A message after it shows that nothing else was on its way.
    QCOMPARE(m_client->sendContext(u"end"_s, true), QString());
    QTRY_COMPARE(m_server->commands(),
                 QStringList({u"startup"_s, u"actions/register"_s, u"context"_s}));
}

void TestNeuroClientConnection::splitsLargeRegistrations()
{
    const QByteArray schema =
        R"({"type":"object","properties":{"x":{"const":")" + QByteArray(200 * 1024, 'x') + "\"}}}";
    for (int i = 0; i < 50; ++i)
        QCOMPARE(m_client->registerActions({makeAction(u"a%1"_s.arg(i), schema)}), QString());
    startClient();
    QTRY_COMPARE(m_server->commands(),
                 QStringList({u"startup"_s, u"actions/register"_s, u"actions/register"_s}));
    int actions = 0;
    for (const QJsonObject &message : m_server->received())
        actions += static_cast<int>(dataOf(message, "actions").toArray().size());
    QCOMPARE(actions, 50);
}

void TestNeuroClientConnection::forgetsActionsInFlight()
{
    startClient();
    act(u"1"_s, u"move"_s);
    QSignalSpy connected(m_client.get(), &NeuroClient::connected);
    m_server->abortGame();
    QTRY_COMPARE(connected.size(), 1);
    const QString error = m_client->sendResult(u"1"_s, true);
    QVERIFY2(error.contains(u"\"1\""_s), qPrintable(error));
    act(u"1"_s, u"move"_s);
    QCOMPARE(m_client->sendResult(u"1"_s, true), QString());
}

void TestNeuroClientConnection::retriesUntilThereIsAServer()
{
    m_server->stopListening();
    QSignalSpy failed(m_client.get(), &NeuroClient::connectFailed);
    QSignalSpy disconnected(m_client.get(), &NeuroClient::disconnected);
    QSignalSpy connected(m_client.get(), &NeuroClient::connected);
    QCOMPARE(m_client->start(m_server->url()), QString());
    QCOMPARE(failed.size(), 0);
    QTRY_VERIFY(failed.size() >= 3);
    QVERIFY(failed[0][0].toString().contains(u"refused"_s));
    QVERIFY(m_server->listen());
    QTRY_COMPARE(connected.size(), 1);
    QCOMPARE(disconnected.size(), 0);
}

void TestNeuroClientConnection::waitsLongerAndLonger()
{
    m_server->stopListening();
    m_client->setReconnectDelays(20, 80);
    QElapsedTimer clock;
    QList<qint64> times;
    // Each dials before it can fail, and waits after that: whatever holds this test up, what is
    // between two is not less than the wait.
    connect(m_client.get(), &NeuroClient::stateChanged, this, [&](NeuroClient::State state) {
        if (state == NeuroClient::State::Connecting)
            times.append(clock.elapsed());
    });
    clock.start();
    QCOMPARE(m_client->start(m_server->url()), QString());
    QTRY_VERIFY(times.size() >= 5);
    // Waits of at least 16, 32, 64 and 64 ms; QTimer may be a twentieth early, and both times are
    // cut to whole milliseconds.
    QVERIFY(times[1] - times[0] >= 14);
    QVERIFY(times[2] - times[1] >= 29);
    QVERIFY(times[3] - times[2] >= 59);
    QVERIFY(times[4] - times[3] >= 59);
}

void TestNeuroClientConnection::moves()
{
    startClient();
    ScriptedServer other;
    QVERIFY(other.listen());
    QSignalSpy connected(m_client.get(), &NeuroClient::connected);
    QSignalSpy disconnected(m_client.get(), &NeuroClient::disconnected);
    QCOMPARE(m_client->start(m_server->url()), QString());
    QCOMPARE(disconnected.size(), 0);
    QCOMPARE(m_client->start(other.url()), QString());
    QCOMPARE(disconnected.size(), 1);
    QTRY_COMPARE(connected.size(), 1);
    QTRY_COMPARE(other.commands(), QStringList({u"startup"_s}));
    QTRY_COMPARE(m_server->closeCode(), 1001);
    m_client.reset();
}

void TestNeuroClientConnection::stopsCleanly()
{
    QCOMPARE(m_client->registerActions({makeAction(u"move"_s)}), QString());
    startClient();
    QSignalSpy disconnected(m_client.get(), &NeuroClient::disconnected);
    QCOMPARE(m_client->sendShutdownReady(), QString());
    m_client->stop(1001, u"bye"_s);
    QCOMPARE(m_client->state(), NeuroClient::State::Stopped);
    QCOMPARE(disconnected.size(), 1);
    QCOMPARE(disconnected[0][0].toString(), u"bye"_s);
    QTRY_COMPARE(m_server->closeCode(), 1001);
    QCOMPARE(m_server->commands().constLast(), u"shutdown/ready"_s);
    QCOMPARE(m_client->registeredActions().size(), 1);

    m_client->stop();
    QCOMPARE(disconnected.size(), 1);
    m_server->forget();
    startClient();
    QTRY_COMPARE(m_server->commands(), QStringList({u"startup"_s, u"actions/register"_s}));
    QCOMPARE(m_server->connections(), 2);
}

void TestNeuroClientConnection::canBeDeletedInItsSlots_data()
{
    QTest::addColumn<QString>("slot");
    for (const auto *name : {"connecting", "connected state", "connected", "action", "malformed",
                             "waiting", "disconnected", "failed", "stopped"})
        QTest::newRow(name) << QString::fromLatin1(name);
}

void TestNeuroClientConnection::canBeDeletedInItsSlots()
{
    QFETCH(const QString, slot);
    bool deleted = false;
    const auto destroy = [&] {
        deleted = true;
        m_client.reset();
    };
    const auto destroyIn = [&](NeuroClient::State wanted) {
        connect(m_client.get(), &NeuroClient::stateChanged, this,
                [&, wanted](NeuroClient::State state) {
                    if (state == wanted)
                        destroy();
                });
    };
    if (slot == u"connecting"_s) {
        destroyIn(NeuroClient::State::Connecting);
        m_client->start(m_server->url());
    } else if (slot == u"connected state"_s) {
        destroyIn(NeuroClient::State::Connected);
        m_client->start(m_server->url());
    } else if (slot == u"connected"_s) {
        connect(m_client.get(), &NeuroClient::connected, this, destroy);
        m_client->start(m_server->url());
    } else if (slot == u"failed"_s) {
        connect(m_client.get(), &NeuroClient::connectFailed, this, destroy);
        m_server->stopListening();
        m_client->start(m_server->url());
    } else {
        startClient();
        connect(m_client.get(), &NeuroClient::actionReceived, this, destroy);
        connect(m_client.get(), &NeuroClient::unknownMessage, this, destroy);
        connect(m_client.get(), &NeuroClient::disconnected, this, destroy);
        if (slot == u"action"_s) {
            m_server->send(makeRequest(u"1"_s, u"a"_s));
            m_server->send(makeRequest(u"2"_s, u"a"_s));
        } else if (slot == u"malformed"_s) {
            m_server->sendText(u"?"_s);
        } else if (slot == u"waiting"_s) {
            destroyIn(NeuroClient::State::Waiting);
            m_server->abortGame();
        } else if (slot == u"disconnected"_s) {
            m_server->closeGame(QWebSocketProtocol::CloseCodeNormal, {});
        } else {
            destroyIn(NeuroClient::State::Stopped);
            m_client->stop();
        }
    }
    QTRY_VERIFY(deleted);
    QVERIFY(!m_client);
    QTRY_VERIFY(!m_server->hasGame());
}

void TestNeuroClientConnection::canBeStoppedInItsSlots()
{
    startClient();
    QSignalSpy actions(m_client.get(), &NeuroClient::actionReceived);
    connect(m_client.get(), &NeuroClient::actionReceived, this, [this] {
        m_client->sendShutdownReady();
        m_client->stop();
    });
    m_server->send(makeRequest(u"1"_s, u"a"_s));
    m_server->send(makeRequest(u"2"_s, u"a"_s));
    QTRY_VERIFY(!m_server->hasGame());
    QCOMPARE(m_server->commands().constLast(), u"shutdown/ready"_s);
    QCOMPARE(actions.size(), 1);
    QCOMPARE(m_client->state(), NeuroClient::State::Stopped);
}

QTEST_GUILESS_MAIN(TestNeuroClientConnection)

#include "tst_neuroclientconnection.moc"
