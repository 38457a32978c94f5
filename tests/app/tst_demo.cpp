// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "app/demo/demo.h"
#include "app/demo/rockpaperscissors.h"
#include "app/demo/tictactoe.h"
#include "client/scriptedserver.h"
#include "protocol/codec.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSignalSpy>
#include <QTest>

#include <array>
#include <csignal>
#include <cstdio>
#include <memory>

#ifdef Q_OS_UNIX
#include <unistd.h>
#endif

using namespace neuro;
using namespace Qt::Literals::StringLiterals;
using demo::DemoGame;
using demo::GameOptions;
using tests::dataOf;
using tests::ScriptedServer;

namespace {

const QString forceCommand = u"actions/force"_s;
const QString resultCommand = u"action/result"_s;

/// Fast enough for a test, and always the same game.
constexpr GameOptions quickGame{.rounds = 0, .delayMs = 0, .seed = 1};

std::unique_ptr<DemoGame> makeGame(const QString &name, const GameOptions &options)
{
    if (name == u"tic-tac-toe"_s)
        return std::make_unique<demo::TicTacToe>(options);
    return std::make_unique<demo::RockPaperScissors>(options);
}

} // namespace

class TestDemo : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void behavesWell_data();
    void behavesWell();
    void playsItsRounds_data();
    void playsItsRounds();
    void refusesWrongTicTacToeMoves();
    void refusesWrongHands();
    void refusesActionsOutOfTurn();
    void offersFreeCellsOnly();
    void tellsAFewThingsASecond();
    void canBeForfeited();
    void survivesALostConnection();
    void finishesTheRoundBeforeShutdown();
    void takesAShutdownBack();
    void shutsDownBetweenRounds();
    void shutsDownAtOnce();
    void ignoresNonsense();
    void runs_data();
    void runs();
    void refusesWrongArguments_data();
    void refusesWrongArguments();
    void showsItsHelp();
    void saysOnceThatNobodyIsThere();
    void endsOnInterrupt();
    void endsWhenNobodyReads();

private:
    void play(const QString &name, const GameOptions &options = quickGame);
    /// What the last force offers: the cells that are free.
    QStringList freeCells() const;
    /// Acts and waits for the result, which is returned.
    QJsonObject act(const QString &name, const QJsonObject &data = {});
    /// Answers every force from now on with the first value on offer.
    void answerForces();
    void answer(const QJsonObject &force);
    QStringList contexts(bool silent) const;

    std::unique_ptr<ScriptedServer> m_server;
    std::unique_ptr<DemoGame> m_game;
    int m_nextId = 0;
};

void TestDemo::init()
{
    m_server = std::make_unique<ScriptedServer>();
    QVERIFY(m_server->listen());
}

void TestDemo::cleanup()
{
    m_game.reset();
    m_server.reset();
}

void TestDemo::play(const QString &name, const GameOptions &options)
{
    m_game = makeGame(name, options);
    m_game->client().setReconnectDelays(5, 10);
    QCOMPARE(m_game->start(m_server->url()), QString());
    QTRY_VERIFY(m_server->commands().contains(forceCommand));
}

QStringList TestDemo::freeCells() const
{
    QStringList cells;
    for (const QJsonValue &name : dataOf(m_server->last(forceCommand), "action_names").toArray())
        cells.append(name.toString().remove(u"place_"_s));
    return cells;
}

QJsonObject TestDemo::act(const QString &name, const QJsonObject &data)
{
    protocol::ActionRequest request{QString::number(++m_nextId), name, {}};
    if (!data.isEmpty())
        request.data = QJsonDocument(data).toJson(QJsonDocument::Compact);
    m_server->send(request);
    QJsonObject result;
    [&] {
        QTRY_COMPARE(dataOf(m_server->last(resultCommand), "id"), QJsonValue(request.id));
        result = m_server->last(resultCommand).value("data"_L1).toObject();
    }();
    return result;
}

void TestDemo::answerForces()
{
    connect(m_server.get(), &ScriptedServer::messageReceived, this,
            [this](const QJsonObject &message) {
                if (message.value("command"_L1) == forceCommand)
                    answer(message);
            });
}

void TestDemo::answer(const QJsonObject &force)
{
    const QString name = dataOf(force, "action_names").toArray().first().toString();
    protocol::ActionRequest request{QString::number(++m_nextId), name, {}};
    if (name == u"throw"_s)
        request.data = R"({"hand":"rock"})";
    m_server->send(request);
}

QStringList TestDemo::contexts(bool silent) const
{
    QStringList texts;
    for (const QJsonObject &message : m_server->received()) {
        if (message.value("command"_L1) == u"context"_s && dataOf(message, "silent") == silent)
            texts.append(dataOf(message, "message").toString());
    }
    return texts;
}

void TestDemo::behavesWell_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("tic-tac-toe") << u"tic-tac-toe"_s;
    QTest::newRow("rock-paper-scissors") << u"rock-paper-scissors"_s;
}

/// Nothing that a game sends may give the codec or an operator reason to complain.
void TestDemo::behavesWell()
{
    QFETCH(const QString, name);
    answerForces();
    play(name, {.rounds = 3, .delayMs = 0, .seed = 5});
    QSignalSpy failures(m_game.get(), &DemoGame::failed);
    QTRY_VERIFY(!m_server->hasGame());
    QCOMPARE(failures.size(), 0);

    QCOMPARE(m_server->commands().constFirst(), u"startup"_s);
    QSet<QString> registered;
    for (const QJsonObject &message : m_server->received()) {
        const auto decoded = protocol::decodeGameMessage(QJsonDocument(message).toJson());
        QVERIFY(decoded);
        QVERIFY(decoded->refusedActions.isEmpty());
        QVERIFY2(decoded->warnings.isEmpty(), QJsonDocument(message).toJson().constData());
        for (const QJsonValue &action : dataOf(message, "actions").toArray()) {
            const QString actionName = action.toObject().value("name"_L1).toString();
            QVERIFY2(!registered.contains(actionName), qPrintable(actionName));
            registered.insert(actionName);
        }
        const bool forces = message.value("command"_L1) == forceCommand;
        for (const QJsonValue &actionName : dataOf(message, "action_names").toArray()) {
            QVERIFY2(registered.contains(actionName.toString()), qPrintable(actionName.toString()));
            QVERIFY(forces); // What is registered stays.
        }
        if (message.value("command"_L1) == resultCommand)
            QVERIFY(!dataOf(message, "message").toString().isEmpty());
    }
    QVERIFY(!contexts(true).isEmpty());
    QCOMPARE(contexts(false).size(), 3);
}

void TestDemo::playsItsRounds_data()
{
    behavesWell_data();
}

void TestDemo::playsItsRounds()
{
    QFETCH(const QString, name);
    answerForces();
    m_game = makeGame(name, {.rounds = 4, .delayMs = 0, .seed = 3});
    QSignalSpy finished(m_game.get(), &DemoGame::finished);
    QCOMPARE(m_game->start(m_server->url()), QString());
    QTRY_COMPARE(finished.size(), 1);
    QTRY_COMPARE(m_server->closeCode(), 1000);
    QVERIFY2(
        m_game->summary().startsWith(u"4 rounds of %1: Neuro won "_s.arg(m_game->client().game())),
        qPrintable(m_game->summary()));
    QCOMPARE(contexts(false).size(), 4);
    for (const QJsonObject &message : m_server->received()) {
        if (message.value("command"_L1) == resultCommand)
            QCOMPARE(dataOf(message, "success"), QJsonValue(true));
    }
}

void TestDemo::refusesWrongTicTacToeMoves()
{
    play(u"tic-tac-toe"_s);
    const QStringList free = freeCells();
    QCOMPARE(free.size(), 8);
    QString taken;
    for (const char16_t column : u"abc"_s.toStdU16String()) {
        for (int row = 1; row <= 3; ++row) {
            const QString cell = QChar(column) + QString::number(row);
            if (!free.contains(cell))
                taken = cell;
        }
    }
    QJsonObject result = act(u"place_"_s + taken);
    QCOMPARE(result.value("success"_L1), QJsonValue(false));
    QVERIFY(result.value("message"_L1).toString().contains(taken + u" is taken"_s));
    QVERIFY(result.value("message"_L1).toString().contains(free.join(u", "_s)));

    for (const QString &name : {u"place_z9"_s, u"place_"_s, u"place"_s}) {
        result = act(name);
        QCOMPARE(result.value("success"_L1), QJsonValue(false));
        QVERIFY(result.value("message"_L1).toString().contains(u"no action \"%1\""_s.arg(name)));
    }
    result = act(u"jump"_s);
    QVERIFY(result.value("message"_L1).toString().contains(u"no action \"jump\""_s));
    QCOMPARE(m_server->commands().count(forceCommand), 1);

    result = act(u"place_"_s + free.constFirst());
    QCOMPARE(result.value("success"_L1), QJsonValue(true));
    QTRY_COMPARE(m_server->commands().count(forceCommand), 2);
}

void TestDemo::refusesWrongHands()
{
    play(u"rock-paper-scissors"_s);
    QJsonObject result = act(u"throw"_s, {{u"hand"_s, u"lizard"_s}});
    QCOMPARE(result.value("success"_L1), QJsonValue(false));
    QVERIFY(result.value("message"_L1).toString().contains(u"rock, paper, scissors"_s));
    result = act(u"throw"_s);
    QVERIFY(result.value("message"_L1).toString().contains(u"missing"_s));
    result = act(u"catch"_s);
    QVERIFY(result.value("message"_L1).toString().contains(u"no action \"catch\""_s));
    result = act(u"throw"_s, {{u"hand"_s, u"paper"_s}});
    QCOMPARE(result.value("success"_L1), QJsonValue(true));
    QTRY_COMPARE(m_server->commands().count(forceCommand), 2);
    QVERIFY(dataOf(m_server->last(forceCommand), "state").toString().contains(u"The score is "_s));
}

void TestDemo::refusesActionsOutOfTurn()
{
    // The opponent never gets to move within this test.
    const GameOptions slow{.rounds = 0, .delayMs = 3'600'000, .seed = 1};
    play(u"rock-paper-scissors"_s, slow);
    QCOMPARE(act(u"throw"_s, {{u"hand"_s, u"rock"_s}}).value("success"_L1), QJsonValue(true));
    QJsonObject result = act(u"throw"_s, {{u"hand"_s, u"rock"_s}});
    QCOMPARE(result.value("success"_L1), QJsonValue(false));
    QVERIFY(result.value("message"_L1).toString().contains(u"Wait"_s));

    m_game = makeGame(u"tic-tac-toe"_s, slow);
    m_server->forget();
    QCOMPARE(m_game->start(m_server->url()), QString());
    QTRY_VERIFY(m_server->commands().contains(u"actions/register"_s));
    result = act(u"place_a1"_s);
    QVERIFY(result.value("message"_L1).toString().contains(u"opponent's turn"_s));
    QCOMPARE(act(u"forfeit"_s).value("success"_L1), QJsonValue(true));
    result = act(u"forfeit"_s);
    QVERIFY(result.value("message"_L1).toString().contains(u"round is over"_s));
}

void TestDemo::offersFreeCellsOnly()
{
    play(u"tic-tac-toe"_s);
    const QStringList before = freeCells();
    QCOMPARE(act(u"place_"_s + before.constFirst()).value("success"_L1), QJsonValue(true));
    QTRY_COMPARE(m_server->commands().count(forceCommand), 2);
    const QStringList after = freeCells();
    QCOMPARE(after.size(), before.size() - 2);
    QVERIFY(!after.contains(before.constFirst()));
    const QString state = dataOf(m_server->last(forceCommand), "state").toString();
    QVERIFY(state.contains(u"|   | a | b | c |"_s));
    QVERIFY(state.contains(after.join(u", "_s)));
}

/// What a fast game leaves out is silent; the end of a round never is, and the next force tells
/// all.
void TestDemo::tellsAFewThingsASecond()
{
    answerForces();
    QElapsedTimer timer;
    timer.start();
    play(u"rock-paper-scissors"_s, {.rounds = 2, .delayMs = 0, .seed = 5});
    QTRY_VERIFY(!m_server->hasGame());
    QCOMPARE(contexts(false).size(), 2);
    // The rules, the first beginning, and then one in half a second.
    QVERIFY2(contexts(true).size() <= 3 + timer.elapsed() / 500,
             qPrintable(contexts(true).join(u'\n')));
    m_server->forget();

    play(u"rock-paper-scissors"_s, {.rounds = 0, .delayMs = 1'100, .seed = 5});
    QTRY_VERIFY(contexts(true).constLast().contains(u"You showed rock"_s));
    QVERIFY(contexts(true).constLast().contains(u"The score is "_s));
}

void TestDemo::canBeForfeited()
{
    play(u"tic-tac-toe"_s, {.rounds = 1, .delayMs = 0, .seed = 1});
    QSignalSpy finished(m_game.get(), &DemoGame::finished);
    QCOMPARE(act(u"forfeit"_s).value("success"_L1), QJsonValue(true));
    QTRY_COMPARE(finished.size(), 1);
    QCOMPARE(m_game->summary(), u"1 round of Tic-Tac-Toe: Neuro won 0, lost 1, drew 0."_s);
    // The force that was open is taken back, with all that it offered.
    QTRY_COMPARE(m_server->commands().count(u"actions/register"_s), 2);
    QCOMPARE(dataOf(m_server->last(u"actions/unregister"_s), "action_names"),
             dataOf(m_server->last(forceCommand), "action_names"));
    QTRY_VERIFY(contexts(false).join(u' ').contains(u"You gave up"_s));
}

void TestDemo::survivesALostConnection()
{
    play(u"tic-tac-toe"_s);
    QSignalSpy failures(m_game.get(), &DemoGame::failed);
    const QStringList free = freeCells();
    m_server->forget();
    m_server->abortGame();
    QTRY_COMPARE(m_server->commands(),
                 QStringList({u"startup"_s, u"actions/register"_s, u"actions/force"_s}));
    QCOMPARE(failures.size(), 1);
    QCOMPARE(freeCells(), free);
    QCOMPARE(act(u"place_"_s + free.constFirst()).value("success"_L1), QJsonValue(true));
    QTRY_COMPARE(m_server->commands().count(forceCommand), 2);
}

void TestDemo::finishesTheRoundBeforeShutdown()
{
    play(u"tic-tac-toe"_s);
    QSignalSpy finished(m_game.get(), &DemoGame::finished);
    m_server->send(protocol::ShutdownGraceful{true});
    QCOMPARE(act(u"jump"_s).value("success"_L1), QJsonValue(false));
    QCOMPARE(finished.size(), 0);
    QVERIFY(!m_server->commands().contains(u"shutdown/ready"_s));

    answerForces();
    answer(m_server->last(forceCommand));
    QTRY_COMPARE(finished.size(), 1);
    QTRY_COMPARE(m_server->commands().constLast(), u"shutdown/ready"_s);
    QCOMPARE(contexts(false).size(), 1);
    QTRY_COMPARE(m_server->closeCode(), 1000);
}

void TestDemo::takesAShutdownBack()
{
    play(u"tic-tac-toe"_s);
    QSignalSpy finished(m_game.get(), &DemoGame::finished);
    m_server->send(protocol::ShutdownGraceful{true});
    m_server->send(protocol::ShutdownGraceful{false});
    QCOMPARE(act(u"forfeit"_s).value("success"_L1), QJsonValue(true));
    // The next round begins with Neuro.
    QTRY_COMPARE(m_server->commands().count(forceCommand), 2);
    QCOMPARE(freeCells().size(), 9);
    QCOMPARE(finished.size(), 0);
}

void TestDemo::shutsDownBetweenRounds()
{
    m_game = makeGame(u"tic-tac-toe"_s, {.rounds = 0, .delayMs = 3'600'000, .seed = 1});
    QCOMPARE(m_game->start(m_server->url()), QString());
    QSignalSpy finished(m_game.get(), &DemoGame::finished);
    QTRY_VERIFY(m_server->commands().contains(u"actions/register"_s));
    QCOMPARE(act(u"forfeit"_s).value("success"_L1), QJsonValue(true));
    m_server->send(protocol::ShutdownGraceful{true});
    QTRY_COMPARE(finished.size(), 1);
    QTRY_COMPARE(m_server->commands().constLast(), u"shutdown/ready"_s);
}

void TestDemo::shutsDownAtOnce()
{
    play(u"rock-paper-scissors"_s);
    QSignalSpy finished(m_game.get(), &DemoGame::finished);
    m_server->send(protocol::ShutdownImmediate{});
    QTRY_COMPARE(finished.size(), 1);
    QTRY_COMPARE(m_server->commands().constLast(), u"shutdown/ready"_s);
    QVERIFY(contexts(false).isEmpty());
    QTRY_COMPARE(m_server->closeCode(), 1000);
}

void TestDemo::ignoresNonsense()
{
    play(u"rock-paper-scissors"_s);
    QSignalSpy failures(m_game.get(), &DemoGame::failed);
    m_server->sendText(u"nonsense"_s);
    QTRY_COMPARE(failures.size(), 1);
    QVERIFY(failures[0][0].toString().contains(u"invalid_json"_s));
    QCOMPARE(act(u"throw"_s, {{u"hand"_s, u"rock"_s}}).value("success"_L1), QJsonValue(true));
}

void TestDemo::runs_data()
{
    behavesWell_data();
}

void TestDemo::runs()
{
    QFETCH(const QString, name);
    answerForces();
    QCOMPARE(demo::runDemo({name, u"--url"_s, m_server->url().toString(), u"--rounds"_s, u"2"_s,
                            u"--delay"_s, u"0"_s, u"--seed"_s, u"9"_s}),
             0);
    QTRY_COMPARE(m_server->closeCode(), 1000);
    QCOMPARE(contexts(false).size(), 2);
}

void TestDemo::refusesWrongArguments_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("no game") << QStringList{};
    QTest::newRow("unknown game") << QStringList{u"chess"_s};
    QTest::newRow("two games") << QStringList{u"tic-tac-toe"_s, u"rock-paper-scissors"_s};
    QTest::newRow("unknown option") << QStringList{u"tic-tac-toe"_s, u"--fast"_s};
    QTest::newRow("negative") << QStringList{u"tic-tac-toe"_s, u"--rounds=-1"_s};
    QTest::newRow("no number") << QStringList{u"tic-tac-toe"_s, u"--delay"_s, u"2s"_s};
    QTest::newRow("too large") << QStringList{u"tic-tac-toe"_s, u"--delay"_s, u"3600001"_s};
    QTest::newRow("large seed") << QStringList{u"tic-tac-toe"_s, u"--seed"_s, u"4294967296"_s};
    QTest::newRow("http") << QStringList{u"tic-tac-toe"_s, u"--url"_s, u"http://127.0.0.1"_s};
    QTest::newRow("empty address") << QStringList{u"tic-tac-toe"_s, u"--url"_s, u""_s};
}

void TestDemo::refusesWrongArguments()
{
    QFETCH(const QStringList, arguments);
    QCOMPARE(demo::runDemo(arguments), 2);
}

void TestDemo::showsItsHelp()
{
    QCOMPARE(demo::runDemo({u"--help"_s}), 0);
}

void TestDemo::saysOnceThatNobodyIsThere()
{
    m_server->stopListening();
    m_game = makeGame(u"tic-tac-toe"_s, quickGame);
    m_game->client().setReconnectDelays(5, 10);
    QSignalSpy failures(m_game.get(), &DemoGame::failed);
    QSignalSpy attempts(&m_game->client(), &client::NeuroClient::connectFailed);
    QCOMPARE(m_game->start(m_server->url()), QString());
    QTRY_VERIFY(attempts.size() >= 3);
    QCOMPARE(failures.size(), 1);
    QVERIFY(failures[0][0].toString().contains(u"Connection refused"_s));
    QVERIFY(m_server->listen());
    QTRY_VERIFY(m_server->commands().contains(forceCommand));
}

void TestDemo::endsOnInterrupt()
{
#ifdef Q_OS_UNIX
    connect(m_server.get(), &ScriptedServer::messageReceived, this, [](const QJsonObject &message) {
        if (message.value("command"_L1) == forceCommand)
            std::raise(SIGINT);
    });
    QCOMPARE(demo::runDemo(
                 {u"tic-tac-toe"_s, u"--url"_s, m_server->url().toString(), u"--delay"_s, u"0"_s}),
             0);
    QTRY_COMPARE(m_server->closeCode(), 1000);
#else
    QSKIP("Ctrl+C ends the process on this system");
#endif
}

/// As when "| head -1" has seen enough.
void TestDemo::endsWhenNobodyReads()
{
#ifdef Q_OS_UNIX
    answerForces();
    ::signal(SIGPIPE, SIG_IGN); // As the program does.
    std::array<int, 2> ends = {-1, -1};
    QCOMPARE(::pipe(ends.data()), 0);
    ::close(ends[0]);
    std::fflush(stdout);
    const int output = ::dup(STDOUT_FILENO);
    ::dup2(ends[1], STDOUT_FILENO);
    const int code = demo::runDemo(
        {u"tic-tac-toe"_s, u"--url"_s, m_server->url().toString(), u"--delay"_s, u"0"_s});
    ::dup2(output, STDOUT_FILENO);
    ::close(output);
    ::close(ends[1]);
    QCOMPARE(code, 1);
    QTRY_COMPARE(m_server->closeCode(), 1000);
#else
    QSKIP("whoever writes to such a pipe is ended on this system");
#endif
}

QTEST_GUILESS_MAIN(TestDemo)

#include "tst_demo.moc"
