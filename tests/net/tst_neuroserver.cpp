// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "net/neuroserverfixture.h"

#include <QPointer>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTest>
#include <QWebSocket>

using namespace neuro;
using namespace neuro::tests;
using namespace Qt::Literals::StringLiterals;
using client::NeuroClient;
using net::NeuroServer;

class TestNeuroServer : public NeuroServerFixture
{
    Q_OBJECT

private Q_SLOTS:
    void saysWhyItCannotListen();
    void tellsWhoItIs();
    void tellsWhatGamesSay();
    void asksForADecision();
    void asksAgainAfterAFailure();
    void asksOncePerForce();
    void takesAnAnswerLater();
    void dropsAForce();
    void refusesAChoiceThatCannotBeSent();
    void sendsActionsUnasked();
    void reportsLostActions();
    void asksGamesToDoThings();
    void toleratesNonsense();
    void servesManyGames();
    void closesAndOpensAgain();
    void canBeDeletedWhileItTells_data();
    void canBeDeletedWhileItTells();
};

void TestNeuroServer::saysWhyItCannotListen()
{
    QTcpServer occupant;
    QVERIFY(occupant.listen(QHostAddress::LocalHost));
    net::BackendSettings settings = onAnyPort();
    settings.port = occupant.serverPort();
    TestServer server(settings);
    QVERIFY(!server.listen());
    QVERIFY2(server.error().contains(QString::number(settings.port)), qPrintable(server.error()));
    QCOMPARE(server.port(), 0);

    settings = onAnyPort();
    settings.tls.port = 0;
    settings.tls.certificate = u"/nowhere/relay.pem"_s;
    TestServer encrypted(settings);
    QVERIFY(!encrypted.listen());
    QVERIFY2(encrypted.error().contains(u"/nowhere/relay.pem"_s), qPrintable(encrypted.error()));
    QCOMPARE(encrypted.port(), 0);
}

void TestNeuroServer::tellsWhoItIs()
{
    m_server->setCharacter({u"session-1"_s, u"evil"_s, u"Evil"_s});
    NeuroClient game(u"Checkers"_s);
    QSignalSpy acknowledged(&game, &NeuroClient::startupAcknowledged);
    game.start(url());
    QTRY_COMPARE(acknowledged.size(), 1);
    const auto said = acknowledged[0][0].value<protocol::StartupAcknowledgement>();
    QCOMPARE(said.sessionId, u"session-1"_s);
    QCOMPARE(said.characterId, u"evil"_s);
    QCOMPARE(said.displayName, u"Evil"_s);
}

void TestNeuroServer::tellsWhatGamesSay()
{
    QSignalSpy connected(m_server.get(), &NeuroServer::gameConnected);
    QSignalSpy changed(m_server.get(), &NeuroServer::actionsChanged);
    QSignalSpy contexts(m_server.get(), &NeuroServer::contextReceived);
    QSignalSpy ready(m_server.get(), &NeuroServer::shutdownReady);
    QSignalSpy disconnected(m_server.get(), &NeuroServer::gameDisconnected);
    const auto game = startGame(u"Go"_s);
    QTRY_COMPARE(connected.size(), 1);
    const auto met = connected[0][0].value<NeuroServer::Game>();
    QCOMPARE(met.name, u"Go"_s);
    QVERIFY2(met.address.startsWith(u"127.0.0.1:"_s), qPrintable(met.address));
    QVERIFY(met.id > m_server->games().constFirst().id);

    QTRY_COMPARE(game->state(), NeuroClient::State::Connected);
    game->registerActions({{u"move"_s, u"Sets a stone."_s, cellSchema, {}}});
    QTRY_COMPARE(changed.size(), 1);
    const auto actions = changed[0][0].value<NeuroServer::Game>().actions;
    QCOMPARE(protocol::namesOf(actions), QStringList({u"move"_s}));
    QCOMPARE(actions.constFirst().schema, cellSchema);
    QCOMPARE(protocol::namesOf(m_server->game(met.id)->actions), QStringList({u"move"_s}));
    game->sendContext(u"A stone fell."_s, true);
    game->sendContext(u"Look at that!"_s, false);
    QTRY_COMPARE(contexts.size(), 2);
    QCOMPARE(contexts[0][0].value<NeuroServer::Game>().id, met.id);
    QCOMPARE(contexts[0][1].toString(), u"A stone fell."_s);
    QCOMPARE(contexts[0][2].toBool(), true);
    QCOMPARE(contexts[1][2].toBool(), false);
    game->unregisterActions({u"move"_s});
    QTRY_COMPARE(changed.size(), 2);
    QVERIFY(changed[1][0].value<NeuroServer::Game>().actions.isEmpty());
    game->sendShutdownReady();
    QTRY_COMPARE(ready.size(), 1);
    QCOMPARE(ready[0][0].value<NeuroServer::Game>().name, u"Go"_s);
    game->stop();
    QTRY_COMPARE(disconnected.size(), 1);
    QCOMPARE(disconnected[0][0].value<NeuroServer::Game>().id, met.id);
    QVERIFY(!m_server->game(met.id));
}

void TestNeuroServer::asksForADecision()
{
    registerMoves();
    m_server->decision = [](const NeuroServer::Force &) {
        return NeuroServer::Choice{u"move"_s, R"({"cell": 4})"};
    };
    QSignalSpy acted(m_game.get(), &NeuroClient::actionReceived);
    QSignalSpy reported(m_server.get(), &NeuroServer::reported);
    QSignalSpy ended(m_server.get(), &NeuroServer::forceEnded);
    force();
    QTRY_COMPARE(acted.size(), 1);
    QCOMPARE(m_server->forces.size(), 1);
    const NeuroServer::Force asked = m_server->forces.constFirst();
    QCOMPARE(asked.gameName, u"Chess"_s);
    QCOMPARE(asked.game, m_server->games().constFirst().id);
    QCOMPARE(asked.request.query, u"Your turn."_s);
    QCOMPARE(asked.request.state, u"# Board"_s);
    QCOMPARE(asked.request.priority, protocol::Priority::High);
    QCOMPARE(protocol::namesOf(asked.actions), QStringList({u"move"_s, u"pass"_s}));
    QCOMPARE(asked.failures, 0);

    const auto action = acted[0][0].value<protocol::ActionRequest>();
    QCOMPARE(action.name, u"move"_s);
    QCOMPARE(action.data, QByteArray(R"({"cell": 4})"));
    QCOMPARE(ended.size(), 0);
    QCOMPARE(m_game->sendResult(action.id, true, u"Set."_s), QString());
    QTRY_COMPARE(ended.size(), 1);
    QCOMPARE(ended[0][0].toULongLong(), asked.id);
    QCOMPARE(reported.size(), 1);
    const auto report = reported[0][0].value<NeuroServer::Report>();
    QCOMPARE(report.outcome, NeuroServer::Report::Outcome::Succeeded);
    QCOMPARE(report.message, u"Set."_s);
    QCOMPARE(report.action, u"move"_s);
    QCOMPARE(report.id, action.id);
    QCOMPARE(report.force, asked.id);
    QCOMPARE(m_server->forces.size(), 1);
}

void TestNeuroServer::asksAgainAfterAFailure()
{
    registerMoves();
    m_server->decision = [](const NeuroServer::Force &force) {
        return NeuroServer::Choice{u"move"_s,
                                   "{\"cell\":" + QByteArray::number(force.failures) + '}'};
    };
    QList<QByteArray> data;
    connect(m_game.get(), &NeuroClient::actionReceived, this,
            [&](const protocol::ActionRequest &action) {
                data.append(action.data.value_or(QByteArray()));
                m_game->sendResult(action.id, data.size() == 5, u"Taken."_s);
            });
    QSignalSpy ended(m_server.get(), &NeuroServer::forceEnded);
    force();
    QTRY_COMPARE(ended.size(), 1);
    QCOMPARE(data.size(), 5);
    QCOMPARE(data.constLast(), R"({"cell":4})");
    QCOMPARE(m_server->forces.size(), 5);
    QCOMPARE(m_server->forces[1].failures, 1);
    QCOMPARE(m_server->forces[1].lastFailure, u"Taken."_s);
    QCOMPARE(m_server->forces[1].lastAction, u"move"_s);
}

/// Though it is told anew when one of its actions is gone.
void TestNeuroServer::asksOncePerForce()
{
    registerMoves();
    force();
    QTRY_COMPARE(m_server->forces.size(), 1);
    QSignalSpy changed(m_server.get(), &NeuroServer::actionsChanged);
    QSignalSpy ended(m_server.get(), &NeuroServer::forceEnded);
    m_game->unregisterActions({u"move"_s});
    QTRY_COMPARE(changed.size(), 1);
    m_game->unregisterActions({u"pass"_s});
    QTRY_COMPARE(ended.size(), 1);
    QCOMPARE(m_server->forces.size(), 1);
}

void TestNeuroServer::takesAnAnswerLater()
{
    registerMoves();
    QSignalSpy acted(m_game.get(), &NeuroClient::actionReceived);
    force();
    QTRY_COMPARE(m_server->forces.size(), 1);
    const quint64 id = m_server->forces.constFirst().id;
    QVERIFY(m_server->answer(id + 1, {u"pass"_s}).contains(u"over"_s));
    QVERIFY(m_server->answer(id, {u"fly"_s}).contains(u"fly is not one"_s));
    QCOMPARE(m_server->answer(id, {u"pass"_s}), QString());
    QVERIFY(m_server->answer(id, {u"pass"_s}).contains(u"awaited"_s));
    QTRY_COMPARE(acted.size(), 1);
    const auto action = acted[0][0].value<protocol::ActionRequest>();
    QCOMPARE(action.name, u"pass"_s);
    QVERIFY(!action.data);
}

void TestNeuroServer::dropsAForce()
{
    registerMoves();
    QSignalSpy ended(m_server.get(), &NeuroServer::forceEnded);
    force();
    QTRY_COMPARE(m_server->forces.size(), 1);
    const quint64 id = m_server->forces.constFirst().id;
    QCOMPARE(m_server->drop(id), QString());
    // From the event loop, as everything.
    QCOMPARE(ended.size(), 0);
    QTRY_COMPARE(ended.size(), 1);
    QVERIFY(m_server->drop(id).contains(u"over"_s));
}

void TestNeuroServer::refusesAChoiceThatCannotBeSent()
{
    registerMoves();
    QList<NeuroServer::Choice> choices{{u"fly"_s, {}},
                                       {u"move"_s, R"({"cell": 9})"},
                                       {u"move"_s, {}},
                                       {u"move"_s, "{"},
                                       {u"pass"_s, "{}"}};
    for (const NeuroServer::Choice &choice : std::as_const(choices)) {
        m_server->forces.clear();
        m_server->decision = [&](const NeuroServer::Force &) {
            return choice;
        };
        QSignalSpy refused(m_server.get(), &NeuroServer::choiceRefused);
        QSignalSpy ended(m_server.get(), &NeuroServer::forceEnded);
        force();
        QTRY_COMPARE(refused.size(), 1);
        QCOMPARE(refused[0][0].value<NeuroServer::Force>().request.query, u"Your turn."_s);
        QVERIFY(!refused[0][1].toString().isEmpty());
        if (choice.data == QByteArray(R"({"cell": 9})"))
            QVERIFY2(refused[0][1].toString().contains(u"cell"_s),
                     qPrintable(refused[0][1].toString()));
        QCOMPARE(m_server->drop(m_server->forces.constFirst().id), QString());
        QTRY_COMPARE(ended.size(), 1);
    }
}

void TestNeuroServer::sendsActionsUnasked()
{
    registerMoves();
    const quint64 id = m_server->games().constFirst().id;
    connect(m_game.get(), &NeuroClient::actionReceived, this,
            [&](const protocol::ActionRequest &action) {
                m_game->sendResult(action.id, false, u"Not now."_s);
            });
    QSignalSpy reported(m_server.get(), &NeuroServer::reported);
    QString first = u"?"_s;
    QVERIFY(!m_server->sendAction(id + 7, {u"pass"_s}, &first).isEmpty());
    QCOMPARE(first, QString());
    QVERIFY(m_server->sendAction(id, {u"fly"_s}).contains(u"fly"_s));
    QVERIFY(m_server->sendAction(id, {u"move"_s, "{}"}).contains(u"cell"_s));
    QString second;
    QCOMPARE(m_server->sendAction(id, {u"pass"_s}, &first), QString());
    QCOMPARE(m_server->sendAction(id, {u"move"_s, R"({"cell":0})"}, &second), QString());
    QVERIFY(!first.isEmpty() && first != second);
    QTRY_COMPARE(reported.size(), 2);
    const auto report = reported[1][0].value<NeuroServer::Report>();
    QCOMPARE(report.id, second);
    QCOMPARE(report.outcome, NeuroServer::Report::Outcome::Failed);
    QCOMPARE(report.message, u"Not now."_s);
    QCOMPARE(report.gameName, u"Chess"_s);
    QCOMPARE(report.force, 0U);
}

void TestNeuroServer::reportsLostActions()
{
    registerMoves();
    QSignalSpy reported(m_server.get(), &NeuroServer::reported);
    QSignalSpy disconnected(m_server.get(), &NeuroServer::gameDisconnected);
    const quint64 id = m_server->games().constFirst().id;
    QCOMPARE(m_server->sendAction(id, {u"pass"_s}), QString());
    QCOMPARE(m_server->disconnectGame(id), QString());
    QTRY_COMPARE(disconnected.size(), 1);
    QCOMPARE(reported.size(), 1);
    QCOMPARE(reported[0][0].value<NeuroServer::Report>().outcome,
             NeuroServer::Report::Outcome::Lost);
    QVERIFY(!m_server->disconnectGame(id).isEmpty());
    // The client comes back by itself, as another game.
    QTRY_COMPARE(m_server->games().size(), 1);
    QVERIFY(m_server->games().constFirst().id > id);
}

void TestNeuroServer::asksGamesToDoThings()
{
    QTRY_COMPARE(m_game->state(), NeuroClient::State::Connected);
    const quint64 id = m_server->games().constFirst().id;
    QSignalSpy reregistered(m_game.get(), &NeuroClient::reregistered);
    QSignalSpy graceful(m_game.get(), &NeuroClient::gracefulShutdownRequested);
    QSignalSpy immediate(m_game.get(), &NeuroClient::immediateShutdownRequested);
    QCOMPARE(m_server->askToReregister(id), QString());
    QCOMPARE(m_server->askToShutDown(id), QString());
    QCOMPARE(m_server->askToShutDown(0, false), QString());
    QCOMPARE(m_server->shutDownNow(id), QString());
    QTRY_COMPARE(immediate.size(), 1);
    QCOMPARE(reregistered.size(), 1);
    QCOMPARE(graceful.size(), 2);
    QCOMPARE(graceful[0][0].toBool(), true);
    QCOMPARE(graceful[1][0].toBool(), false);
    QVERIFY(!m_server->askToReregister(id + 7).isEmpty());
    QVERIFY(!m_server->askToShutDown(id + 7).isEmpty());
    QVERIFY(!m_server->shutDownNow(id + 7).isEmpty());
}

void TestNeuroServer::toleratesNonsense()
{
    registerMoves();
    QSignalSpy refused(m_server.get(), &NeuroServer::messageRefused);
    QSignalSpy diagnosed(m_server.get(), &NeuroServer::diagnosed);
    QWebSocket vandal;
    QSignalSpy opened(&vandal, &QWebSocket::connected);
    vandal.open(url());
    QTRY_COMPARE(opened.size(), 1);
    vandal.sendTextMessage(u"?"_s);
    vandal.sendTextMessage(
        uR"({"command":"actions/register","game":"Bad","data":{"actions":[{"name":7}]}})"_s);
    vandal.sendBinaryMessage("\x00\x01");
    vandal.sendTextMessage(uR"({"command":"context","game":"Bad","data":{"message":5}})"_s);
    QTRY_COMPARE(refused.size(), 4);
    const auto refusal = [&](qsizetype i) {
        return refused[i][1].value<protocol::Refusal>();
    };
    QCOMPARE(refusal(0).reason, protocol::Reason::InvalidJson);
    QCOMPARE(refusal(1).path, u"data.actions[0].name"_s);
    QCOMPARE(refusal(2).reason, protocol::Reason::BinaryFrame);
    QCOMPARE(refusal(3).path, u"data.message"_s);
    QCOMPARE(refusal(3).reason, protocol::Reason::WrongType);
    QVERIFY(!diagnosed.isEmpty());

    force();
    QTRY_COMPARE(m_server->forces.size(), 1);
}

void TestNeuroServer::servesManyGames()
{
    m_server->decision = [](const NeuroServer::Force &force) {
        return NeuroServer::Choice{force.actions.constFirst().name, {}};
    };
    std::vector<std::unique_ptr<NeuroClient>> games;
    QStringList acted;
    for (int i = 0; i < 10; ++i) {
        games.push_back(startGame(u"Game %1"_s.arg(i)));
        NeuroClient *game = games.back().get();
        game->registerHandled({{{u"act_%1"_s.arg(i), u"Acts."_s, {}, {}},
                                [&acted](const protocol::ActionRequest &action) {
                                    acted.append(action.name);
                                    return client::Outcome::succeeded();
                                }}});
        protocol::ForceActions force;
        force.query = u"Act."_s;
        force.actionNames = {u"act_%1"_s.arg(i)};
        game->forceActions(force);
    }
    QSignalSpy ended(m_server.get(), &NeuroServer::forceEnded);
    QTRY_COMPARE(ended.size(), 10);
    acted.sort();
    QCOMPARE(acted.size(), 10);
    QCOMPARE(acted.constFirst(), u"act_0"_s);
    QCOMPARE(acted.constLast(), u"act_9"_s);
}

void TestNeuroServer::closesAndOpensAgain()
{
    m_game->stop();
    QTRY_VERIFY(m_server->games().isEmpty());
    m_server->close();
    QCOMPARE(m_server->port(), 0);
    QVERIFY(m_server->addresses().isEmpty());
    QVERIFY(m_server->listen());
    QCOMPARE(m_server->addresses(), QStringList({u"127.0.0.1:%1"_s.arg(m_server->port())}));
    m_game->start(url());
    QTRY_COMPARE(m_server->games().size(), 1);
}

void TestNeuroServer::canBeDeletedWhileItTells_data()
{
    QTest::addColumn<QString>("where");
    for (const auto *where :
         {"connected", "changed", "context", "choose", "refused", "disconnected", "reported"})
        QTest::newRow(where) << QString::fromLatin1(where);
}

void TestNeuroServer::canBeDeletedWhileItTells()
{
    QFETCH(const QString, where);
    const QPointer<NeuroServer> watched = m_server.get();
    const auto destroy = [this] {
        m_server.reset();
    };
    const auto *server = m_server.get();
    if (where == u"connected"_s)
        connect(server, &NeuroServer::gameConnected, this, destroy);
    else if (where == u"changed"_s)
        connect(server, &NeuroServer::actionsChanged, this, destroy);
    else if (where == u"context"_s)
        connect(server, &NeuroServer::contextReceived, this, destroy);
    else if (where == u"refused"_s)
        connect(server, &NeuroServer::choiceRefused, this, destroy);
    else if (where == u"disconnected"_s)
        connect(server, &NeuroServer::gameDisconnected, this, destroy);
    else if (where == u"reported"_s)
        connect(server, &NeuroServer::reported, this, destroy);
    m_server->decision = [&](const NeuroServer::Force &) {
        if (where == u"choose"_s)
            destroy();
        return NeuroServer::Choice{where == u"refused"_s ? u"fly"_s : u"pass"_s, {}};
    };
    connect(m_game.get(), &NeuroClient::actionReceived, this,
            [this](const protocol::ActionRequest &action) { m_game->sendResult(action.id, true); });
    const auto other = startGame(u"Other"_s);
    m_game->registerActions({{u"pass"_s, u"Does nothing."_s, {}, {}}});
    force({u"pass"_s});
    QTRY_COMPARE(m_game->state(), NeuroClient::State::Connected);
    m_game->sendContext(u"Something happened."_s, false);
    if (where == u"disconnected"_s)
        m_game->stop();
    QTRY_VERIFY(!watched);
}

QTEST_GUILESS_MAIN(TestNeuroServer)

#include "tst_neuroserver.moc"
