// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "net/neuroserverfixture.h"
#include "net/waiting.h"

#include <QSignalSpy>
#include <QTest>
#include <QWebSocket>

using namespace neuro;
using namespace neuro::tests;
using namespace Qt::Literals::StringLiterals;
using client::NeuroClient;
using net::NeuroServer;

/// What happens while the program has not been told of something earlier.
class TestNeuroServerWaiting : public NeuroServerFixture
{
    Q_OBJECT

private Q_SLOTS:
    void doesNotAskAboutWhatIsOver();
    void boundsWhatWaitsForASlot();
    void forgetsForcesThatEndUntold();
};

/// What a game says in one breath is known before the first of it is told.
void TestNeuroServerWaiting::doesNotAskAboutWhatIsOver()
{
    registerMoves();
    QSignalSpy ended(m_server.get(), &NeuroServer::forceEnded);
    QSignalSpy contexts(m_server.get(), &NeuroServer::contextReceived);
    force();
    QCOMPARE(m_game->unregisterActions({u"move"_s, u"pass"_s}), QString());
    QCOMPARE(m_game->sendContext(u"never mind"_s, true), QString());
    QTRY_COMPARE(contexts.size(), 1);
    QCOMPARE(ended.size(), 1);
    QCOMPARE(m_server->forces.size(), 0);
    // One that the program has answered by itself before its turn came.
    registerMoves();
    QString error = u"not called"_s;
    connect(m_server.get(), &NeuroServer::contextReceived, this,
            [this, &error](const NeuroServer::Game &game) {
                error = m_server->sendAction(game.id, {u"pass"_s});
            });
    QSignalSpy acted(m_game.get(), &NeuroClient::actionReceived);
    QCOMPARE(m_game->sendContext(u"and now"_s, true), QString());
    force();
    QTRY_COMPARE(acted.size(), 1);
    QCOMPARE(error, QString());
    QCOMPARE(m_server->forces.size(), 0);
}

/// A slot that runs an event loop of its own, and games that go on.
void TestNeuroServerWaiting::boundsWhatWaitsForASlot()
{
    registerMoves();
    QSignalSpy missed(m_server.get(), &NeuroServer::missed);
    QSignalSpy ended(m_server.get(), &NeuroServer::forceEnded);
    QSignalSpy left(m_server.get(), &NeuroServer::gameDisconnected);
    force();
    QTRY_COMPARE(m_server->forces.size(), 1);
    constexpr int texts = 500;
    // Of two bytes a character when they wait.
    const QString text(64 * 1024, u'x');
    int told = 0;
    std::unique_ptr<NeuroClient> newcomer;
    connect(
        m_server.get(), &NeuroServer::contextReceived, this,
        [&](const NeuroServer::Game &, const QString &message) {
            if (message != u"wait") {
                ++told;
                return;
            }
            QWebSocket flood;
            QSignalSpy heard(&flood, &QWebSocket::textMessageReceived);
            connect(&flood, &QWebSocket::connected, &flood, [&flood, &text] {
                for (int i = 0; i < texts; ++i)
                    flood.sendTextMessage(
                        uR"({"command":"context","game":"F","data":{"message":"%1","silent":true}})"_s
                            .arg(text));
                flood.sendTextMessage(u"{\"command\":\"startup\",\"game\":\"F\"}"_s);
            });
            flood.open(url());
            QVERIFY(waitUntil([&heard] { return !heard.isEmpty(); }, 20'000));
            // More happens after that.
            m_game->stop();
            newcomer = startGame(u"Newcomer"_s);
            QSignalSpy started(newcomer.get(), &NeuroClient::startupAcknowledged);
            newcomer->registerActions({{u"go"_s, u"Goes."_s, {}, {}}});
            protocol::ForceActions force;
            force.query = u"Go?"_s;
            force.actionNames = {u"go"_s};
            newcomer->forceActions(force);
            QVERIFY(QTest::qWaitFor([&started] { return !started.isEmpty(); }));
            QCOMPARE(m_server->forces.size(), 1); // The slot is not interrupted.
        });
    QCOMPARE(m_game->sendContext(u"wait"_s, true), QString());
    QTRY_COMPARE(missed.size(), 1);
    QVERIFY(told > 0 && told < texts);
    QVERIFY(missed.first().first().toULongLong() >= quint64(texts - told));
    // But how it stands is told.
    QTRY_COMPARE(m_server->forces.size(), 2);
    QCOMPARE(m_server->forces.last().gameName, u"Newcomer"_s);
    QCOMPARE(ended.size(), 1);
    QVERIFY(!left.isEmpty());
    QCOMPARE(left.first().first().value<NeuroServer::Game>().name, u"Chess"_s);
    QTRY_COMPARE(m_server->games().size(), 1); // The flood has left, too.
    QCOMPARE(m_server->games().first().name, u"Newcomer"_s);
    QCOMPARE(m_server->games().first().actions.size(), 1);
    QCOMPARE(m_server->answer(m_server->forces.last().id, {u"go"_s}), QString());
    QCOMPARE(newcomer->sendContext(u"more"_s, true), QString());
    const int before = told;
    QTRY_COMPARE(told, before + 1);
    QCOMPARE(missed.size(), 1);
}

/// What found no room is not kept in another place.
void TestNeuroServerWaiting::forgetsForcesThatEndUntold()
{
    QSignalSpy missed(m_server.get(), &NeuroServer::missed);
    constexpr int texts = 500;
    constexpr int forces = 50;
    const QString text(64 * 1024, u'x');
    qsizetype open = -1;
    connect(m_server.get(), &NeuroServer::contextReceived, this,
            [&](const NeuroServer::Game &, const QString &message) {
                if (message != u"wait")
                    return;
                QWebSocket flood;
                QSignalSpy heard(&flood, &QWebSocket::textMessageReceived);
                const auto say = [&flood](const QString &command, const QString &data) {
                    flood.sendTextMessage(
                        u"{\"command\":\"%1\",\"game\":\"F\",\"data\":%2}"_s.arg(command, data));
                };
                connect(&flood, &QWebSocket::connected, &flood, [&] {
                    for (int i = 0; i < texts; ++i)
                        say(u"context"_s, uR"({"message":"%1","silent":true})"_s.arg(text));
                    for (int i = 0; i < forces; ++i) {
                        say(u"actions/register"_s,
                            uR"({"actions":[{"name":"go","description":"Goes."}]})"_s);
                        say(u"actions/force"_s, uR"({"query":"Go?","action_names":["go"]})"_s);
                        say(u"actions/unregister"_s, uR"({"action_names":["go"]})"_s);
                    }
                    flood.sendTextMessage(u"{\"command\":\"startup\",\"game\":\"F\"}"_s);
                });
                flood.open(url());
                QVERIFY(waitUntil([&heard] { return !heard.isEmpty(); }, 20'000));
                open = m_server->openForces();
            });
    QCOMPARE(m_game->sendContext(u"wait"_s, true), QString());
    QTRY_COMPARE_WITH_TIMEOUT(missed.size(), 1, 20'000);
    QCOMPARE(open, 0);
    // One that is open is among them.
    registerMoves();
    force();
    QTRY_COMPARE(m_server->forces.size(), 1);
    QCOMPARE(m_server->openForces(), 1);
    QCOMPARE(m_server->drop(m_server->forces.first().id), QString());
    QTRY_COMPARE(m_server->openForces(), 0);
}

QTEST_GUILESS_MAIN(TestNeuroServerWaiting)
#include "tst_neuroserver_waiting.moc"
