// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "net/neuroserver.h"

#include "client/neuroclient.h"
#include "net/waiting.h"

#include <QSignalSpy>
#include <QTest>
#include <QWebSocket>

using namespace neuro;
using namespace Qt::Literals::StringLiterals;
using client::NeuroClient;
using net::NeuroServer;

namespace {

const QByteArray cellSchema =
    R"({"type":"object","properties":{"cell":{"type":"integer","maximum":8}},"required":["cell"]})";

net::BackendSettings onAnyPort()
{
    net::BackendSettings settings;
    settings.host = u"127.0.0.1"_s;
    settings.port = 0;
    return settings;
}

class TestServer : public NeuroServer
{
public:
    using NeuroServer::NeuroServer;

    /// What choose() was asked.
    QList<Force> forces;

protected:
    std::optional<Choice> choose(const Force &force) override
    {
        forces.append(force);
        return std::nullopt;
    }
};

} // namespace

/// What happens while the program has not been told of something earlier.
class TestNeuroServerWaiting : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void doesNotAskAboutWhatIsOver();
    void boundsWhatWaitsForASlot();

private:
    std::unique_ptr<NeuroClient> startGame(const QString &name);
    /// m_game registers "move", which takes a cell, and "pass", which takes nothing.
    void registerMoves();
    void force(const QStringList &names = {u"move"_s, u"pass"_s});
    QUrl url() const { return QUrl(u"ws://127.0.0.1:%1"_s.arg(m_server->port())); }

    std::unique_ptr<TestServer> m_server;
    std::unique_ptr<NeuroClient> m_game;
};

void TestNeuroServerWaiting::init()
{
    m_server = std::make_unique<TestServer>(onAnyPort());
    QVERIFY2(m_server->listen(), qPrintable(m_server->error()));
    m_game = startGame(u"Chess"_s);
    QTRY_COMPARE(m_server->games().size(), 1);
}

void TestNeuroServerWaiting::cleanup()
{
    m_game.reset();
    m_server.reset();
}

std::unique_ptr<NeuroClient> TestNeuroServerWaiting::startGame(const QString &name)
{
    auto game = std::make_unique<NeuroClient>(name);
    game->setReconnectDelays(5, 10);
    game->start(url());
    return game;
}

void TestNeuroServerWaiting::registerMoves()
{
    QCOMPARE(m_game->registerActions({{u"move"_s, u"Sets a cell."_s, cellSchema, {}},
                                      {u"pass"_s, u"Does nothing."_s, {}, {}}}),
             QString());
    QTRY_COMPARE(m_server->games().constFirst().actions.size(), 2);
}

void TestNeuroServerWaiting::force(const QStringList &names)
{
    protocol::ForceActions force;
    force.state = u"# Board"_s;
    force.query = u"Your turn."_s;
    force.actionNames = names;
    force.priority = protocol::Priority::High;
    QCOMPARE(m_game->forceActions(force), QString());
}

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
            QVERIFY(tests::waitUntil([&heard] { return !heard.isEmpty(); }, 20'000));
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

QTEST_GUILESS_MAIN(TestNeuroServerWaiting)
#include "tst_neuroserver_waiting.moc"
