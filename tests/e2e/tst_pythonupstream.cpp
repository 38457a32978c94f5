// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "e2e/pythontool.h"
#include "e2e/relayprocess.h"
#include "e2e/upstreamlog.h"
#include "e2e/upstreamrecord.h"

#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>
#include <QUrl>
#include <QWebSocket>

#include <algorithm>
#include <memory>
#include <vector>

using namespace neuro::testing;
using namespace Qt::StringLiterals;

namespace {

constexpr int games = 8;
constexpr int forcesPerGame = 5;
constexpr int longGame = 20; ///< Forces, when something is killed in the middle …
/// … of which one at a time is decided, so that there is a middle: all of them take so long
/// together that it cannot be missed, however slowly this looks.
constexpr int longGameDelayMs = 25;
constexpr int patienceMs = 60'000;

QByteArray shown(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

} // namespace

/// An upstream and games that are written with another WebSocket library, each a process of its
/// own, with the program between them; and what becomes of the others when one is killed.
class TestPythonUpstream : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void manyGames();
    void upstreamIsKilled();
    void aGameIsKilled();
    void aMessageIsTooLarge();
    void aViolationIsFound();

private:
    QString logOf(int upstream) const
    {
        return m_folder->filePath(u"upstream-%1.jsonl"_s.arg(upstream));
    }
    /// On the port that it had before, or the first time on any.
    void startUpstream(int number, const QStringList &more = {});
    /// Nothing was wrong with what it heard; its last words.
    QJsonObject endUpstream();
    void play(int number, int forces, int failuresPerForce = 0, int resultDelayMs = 0);
    /// Every force was answered, on one connection, and nothing came that was another game's.
    static void verifyEnd(PythonTool &player, int forces);
    /// Whether upstream was sent a `command` with each of the game's actions.
    bool wasTold(const QString &command, const QString &gameId) const;
    /// What is wrong with the contexts that the first `upstreams` of them heard.
    QString deliveryProblems(int upstreams) const;

    QString m_python;
    QUrl m_url;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<PythonTool> m_upstream;
    std::unique_ptr<RelayProcess> m_relay;
    std::vector<std::unique_ptr<PythonTool>> m_players;
};

void TestPythonUpstream::initTestCase()
{
    m_python = findPython();
    if (m_python.isEmpty())
        QSKIP(noPython);
}

void TestPythonUpstream::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_relay = std::make_unique<RelayProcess>(m_folder->path());
    m_url = {};
    startUpstream(1);
}

void TestPythonUpstream::cleanup()
{
    m_players.clear();
    m_relay.reset();
    m_upstream.reset();
}

void TestPythonUpstream::startUpstream(int number, const QStringList &more)
{
    m_upstream = std::make_unique<PythonTool>(
        m_python, u"mock_upstream.py"_s,
        QStringList{u"--port"_s, QString::number(m_url.port(0)), u"--ack"_s, u"--max-clients"_s,
                    u"1"_s, u"--log"_s, logOf(number), u"--duration"_s, u"120"_s} +
            more);
    const int port = m_upstream->readLine().value(u"port").toInt();
    QVERIFY(port > 0);
    m_url = QUrl(u"ws://127.0.0.1:%1"_s.arg(port));
}

QJsonObject TestPythonUpstream::endUpstream()
{
    m_upstream->interrupt();
    const QJsonObject heard = m_upstream->readLine();
    const bool isWell = m_upstream->waitForEnd() == 0 &&
                        heard.value(u"violations").toObject().isEmpty() &&
                        heard.value(u"unanswered").toInt(-1) == 0;
    if (!isWell)
        QTest::qFail(shown(heard).constData(), __FILE__, __LINE__);
    return heard;
}

void TestPythonUpstream::play(int number, int forces, int failuresPerForce, int resultDelayMs)
{
    m_players.push_back(std::make_unique<PythonTool>(
        m_python, u"game.py"_s,
        QStringList{u"--url"_s, m_relay->url().toString(), u"--name"_s, u"Game %1"_s.arg(number),
                    u"--forces"_s, QString::number(forces), u"--contexts"_s,
                    QString::number(2 * forces), u"--fail"_s, QString::number(failuresPerForce),
                    u"--force-timeout"_s, u"30"_s, u"--result-delay-ms"_s,
                    QString::number(resultDelayMs)}));
}

void TestPythonUpstream::verifyEnd(PythonTool &player, int forces)
{
    const QJsonObject result = player.readLine();
    QVERIFY2(player.waitForEnd() == 0, shown(result).constData());
    QCOMPARE(result.value(u"forces_ok").toInt(), forces);
    QCOMPARE(result.value(u"connects").toInt(), 1);
}

bool TestPythonUpstream::wasTold(const QString &command, const QString &gameId) const
{
    QString all;
    for (const QJsonObject &message : readUpstreamLog(logOf(1)).messages) {
        if (message.value(u"command").toString() == command)
            all += QString::fromUtf8(shown(message));
    }
    return all.contains(gameId + u"--act_0"_s) && all.contains(gameId + u"--act_1"_s) &&
           all.contains(gameId + u"--act_2"_s);
}

QString TestPythonUpstream::deliveryProblems(int upstreams) const
{
    UpstreamRecord record;
    for (int number = 1; number <= upstreams; ++number) {
        for (const QJsonObject &message : readUpstreamLog(logOf(number)).messages) {
            if (message.value(u"command") == u"context"_s)
                record.contexts.append(
                    {number, message.value(u"data").toObject().value(u"message").toString(),
                     false});
        }
    }
    QString problems;
    for (int i = 0; i < games; ++i)
        problems += deliveryProblem(record, u"[Game %1] game-%1 says "_s.arg(i), 2 * longGame);
    return problems;
}

void TestPythonUpstream::manyGames()
{
    QCOMPARE(m_relay->start(m_url), QString());
    int refused = 0;
    for (int i = 0; i < games; ++i) {
        const int failures = i % 4 == 0 ? 1 : 0;
        play(i, forcesPerGame, failures);
        refused += failures * forcesPerGame;
    }
    for (const auto &player : m_players)
        verifyEnd(*player, forcesPerGame);
    QCOMPARE(m_relay->stop(), 0);
    const QJsonObject heard = endUpstream();
    // One client, which has one name.
    QCOMPARE(heard.value(u"max_clients").toInt(), 1);
    QCOMPARE(heard.value(u"games").toObject().keys(), QStringList{u"Neuro Relay"_s});
    const QJsonObject messages = heard.value(u"messages").toObject();
    QCOMPARE(messages.value(u"startup").toInt(), 1);
    QCOMPARE(messages.value(u"actions/force").toInt(), games * forcesPerGame);
    QCOMPARE(messages.value(u"result:ok").toInt(), games * forcesPerGame);
    QCOMPARE(messages.value(u"result:fail").toInt(), refused);
}

void TestPythonUpstream::upstreamIsKilled()
{
    QCOMPARE(m_relay->start(m_url), QString());
    for (int i = 0; i < games; ++i)
        play(i, longGame, 0, longGameDelayMs);
    QTRY_VERIFY_WITH_TIMEOUT(readUpstreamLog(logOf(1)).results >= games * 2, patienceMs);
    m_upstream->kill();
    const UpstreamLog before = readUpstreamLog(logOf(1));
    QVERIFY(before.results < games * longGame); // There is a lot to come.
    QCOMPARE(before.violations, QStringList());
    startUpstream(2);
    for (const auto &player : m_players)
        verifyEnd(*player, longGame);
    QTRY_COMPARE_WITH_TIMEOUT(deliveryProblems(2), QString(), patienceMs);
    QCOMPARE(m_relay->stop(), 0);
    endUpstream();
}

void TestPythonUpstream::aGameIsKilled()
{
    QCOMPARE(m_relay->start(m_url), QString());
    for (int i = 0; i < games; ++i)
        play(i, longGame, 0, longGameDelayMs);
    QTRY_VERIFY_WITH_TIMEOUT(readUpstreamLog(logOf(1)).results >= games * 2, patienceMs);
    QTRY_VERIFY_WITH_TIMEOUT(wasTold(u"actions/register"_s, u"game-0"_s), patienceMs);
    m_players.front()->kill();
    QTRY_VERIFY_WITH_TIMEOUT(wasTold(u"actions/unregister"_s, u"game-0"_s), patienceMs);
    play(0, forcesPerGame); // It is started again.
    verifyEnd(*m_players.back(), forcesPerGame);
    for (std::size_t i = 1; i + 1 < m_players.size(); ++i)
        verifyEnd(*m_players[i], longGame);
    QCOMPARE(m_relay->stop(), 0);
    endUpstream();
}

/// This library ends the connection in another way than Qt's does.
void TestPythonUpstream::aMessageIsTooLarge()
{
    m_upstream->kill();
    // It lets go of a connection that it gave up only after a while.
    startUpstream(2, {u"--max-size"_s, u"65536"_s, u"--max-clients"_s, u"2"_s});
    QCOMPARE(m_relay->start(m_url), QString());
    QWebSocket game;
    game.open(m_relay->url());
    QTRY_COMPARE(game.state(), QAbstractSocket::ConnectedState);
    const auto say = [&game](const QString &text) {
        game.sendTextMessage(
            uR"({"command":"context","game":"Chess","data":{"message":"%1","silent":true}})"_s.arg(
                text));
    };
    game.sendTextMessage(uR"({"command":"startup","game":"Chess"})"_s);
    say(u"one"_s);
    say(QString(3'000'000, u'x'));
    say(u"two"_s);
    const auto heard = [this](const QString &text) {
        const auto messages = readUpstreamLog(logOf(2)).messages;
        return std::count_if(messages.begin(), messages.end(), [&](const QJsonObject &message) {
            return message.value(u"data").toObject().value(u"message") == text;
        });
    };
    QTRY_VERIFY_WITH_TIMEOUT(heard(u"[Chess] two"_s) > 0, patienceMs);
    QVERIFY(heard(u"[Chess] one"_s) > 0);
    // It is known: another one is not even tried.
    say(QString(3'000'000, u'y'));
    say(u"three"_s);
    QTRY_COMPARE_WITH_TIMEOUT(heard(u"[Chess] three"_s), 1, patienceMs);
    QCOMPARE(readUpstreamLog(logOf(2)).connections, 2);
    QCOMPARE(m_relay->stop(), 0);
    endUpstream();
}

/// What judges the relay does find something.
void TestPythonUpstream::aViolationIsFound()
{
    QWebSocket socket;
    socket.open(m_url);
    QTRY_COMPARE(socket.state(), QAbstractSocket::ConnectedState);
    socket.sendTextMessage(
        uR"({"command":"context","game":"Relay","data":{"message":"m","silent":true}})"_s);
    QTRY_COMPARE(readUpstreamLog(logOf(1)).messages.size(), 1);
    m_upstream->interrupt();
    const QJsonObject heard = m_upstream->readLine();
    QCOMPARE(m_upstream->waitForEnd(), 1);
    QCOMPARE(heard.value(u"violations").toObject().keys(), QStringList{u"startup-first"_s});
}

QTEST_GUILESS_MAIN(TestPythonUpstream)
#include "tst_pythonupstream.moc"
