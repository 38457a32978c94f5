// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "e2e/pythontool.h"
#include "e2e/relayprocess.h"
#include "e2e/upstreamlog.h"
#include "e2e/upstreamrecord.h"

#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QNetworkRequest>
#include <QTemporaryDir>
#include <QTest>
#include <QUrl>
#include <QWebSocket>

#include <algorithm>
#include <memory>
#include <utility>

using namespace neuro::testing;
using namespace Qt::StringLiterals;

namespace {

constexpr int games = 32;
constexpr int forces = 20;
constexpr int actionsPerGame = 3;
/// Of upstream: a result of the session that is under way when something happens to it, beside
/// which no other action is under way.
constexpr int underWay = 1;
constexpr int patienceMs = 120'000;
/// The relay's first wait before it dials upstream again, with its variation.
constexpr int upstreamWaitMs = 600;
#ifndef NEURO_RELAY_SANITIZED
/// What dead air may last on top of the waits and of the start of what was killed.
constexpr int allowanceMs = 2000;
#endif

} // namespace

/// Many games with the same action names and one Neuro, each a process of its own that is written
/// with another WebSocket library, and everything that can happen to a process in the middle of it.
class TestPythonUpstreamFaults : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void thirtyTwoGamesAndEveryFault();
    void manyGamesAtOnce();
    void deadAirAfterUpstreamIsKilled();
    void deadAirAfterGamesAreKilled();

private:
    QString logOf(int upstream) const
    {
        return m_folder->filePath(u"upstream-%1.jsonl"_s.arg(upstream));
    }
    UpstreamLog log() const { return readUpstreamLog(logOf(m_upstreams)); }
    /// On the port that it had before, or the first time on any.
    void startUpstream();
    std::unique_ptr<PythonTool> play(int count, const QStringList &more);
    /// Every force of every game was answered, on one connection, and nothing came that was another
    /// game's. Tells how many actions each game got.
    void verifyEnd(PythonTool &players, int count, int forcesPerGame);
    /// Waits until upstream's newest process has heard so many results.
    void waitForResults(int count);
    /// Nothing is wrong with what it heard, and it hears no more than it has to.
    void endUpstream();
    /// What the relay says over HTTP.
    QJsonDocument ask(const QString &path);
    void waitForUpstream(const QString &state);
    /// What it has heard of the game.
    int messagesOf(const QString &game);
    /// What is wrong with the contexts that all of upstream's processes heard: those that begin
    /// with one of these, and how many there are.
    QString deliveryProblems(const QList<std::pair<QString, int>> &prefixes) const;
    bool isWhole(int count) const { return log().registered.size() == count * actionsPerGame; }
    static void report(const char *what, qint64 totalMs, qint64 startMs, int waitMs);

    QString m_python;
    QUrl m_url;
    int m_upstreams = 0;
    QNetworkAccessManager m_network;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<PythonTool> m_upstream;
    std::unique_ptr<RelayProcess> m_relay;
    QHash<QString, int> m_actions; ///< That reached a game, by its token.
};

void TestPythonUpstreamFaults::initTestCase()
{
    m_python = findPython();
    if (m_python.isEmpty())
        QSKIP(noPython);
}

void TestPythonUpstreamFaults::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_relay = std::make_unique<RelayProcess>(m_folder->path());
    m_url = {};
    m_upstreams = 0;
    m_actions.clear();
    startUpstream();
    QCOMPARE(m_relay->start(m_url), QString());
}

void TestPythonUpstreamFaults::cleanup()
{
    m_relay.reset();
    m_upstream.reset();
}

void TestPythonUpstreamFaults::startUpstream()
{
    ++m_upstreams;
    m_upstream = std::make_unique<PythonTool>(
        m_python, u"mock_upstream.py"_s,
        QStringList{u"--port"_s, QString::number(m_url.port(0)), u"--ack"_s, u"--max-clients"_s,
                    u"1"_s, u"--log"_s, logOf(m_upstreams), u"--duration"_s, u"280"_s});
    const int port = m_upstream->readLine().value(u"port").toInt();
    QVERIFY(port > 0);
    m_url = QUrl(u"ws://127.0.0.1:%1"_s.arg(port));
}

std::unique_ptr<PythonTool> TestPythonUpstreamFaults::play(int count, const QStringList &more)
{
    return std::make_unique<PythonTool>(
        m_python, u"game.py"_s,
        QStringList{u"--url"_s, m_relay->url().toString(), u"--name"_s, u"Game"_s, u"--games"_s,
                    QString::number(count), u"--actions"_s, QString::number(actionsPerGame),
                    u"--force-timeout"_s, u"120"_s, u"--limit"_s, u"240"_s, u"--connect-for"_s,
                    u"60"_s} +
            more);
}

void TestPythonUpstreamFaults::verifyEnd(PythonTool &players, int count, int forcesPerGame)
{
    for (int i = 0; i < count; ++i) {
        const QJsonObject result = players.readLine();
        const QByteArray shown = QJsonDocument(result).toJson(QJsonDocument::Compact);
        QVERIFY2(result.value(u"ok").toBool(), shown.constData());
        QCOMPARE(result.value(u"forces_ok").toInt(), forcesPerGame);
        QCOMPARE(result.value(u"connects").toInt(), 1);
        m_actions.insert(u"game-%1"_s.arg(i), result.value(u"ids").toInt());
    }
    QCOMPARE(players.waitForEnd(), 0);
}

void TestPythonUpstreamFaults::waitForResults(int count)
{
    QTRY_VERIFY_WITH_TIMEOUT(log().results >= count, patienceMs);
}

void TestPythonUpstreamFaults::endUpstream()
{
    m_upstream->interrupt();
    const QJsonObject heard = m_upstream->readLine();
    QCOMPARE(m_upstream->waitForEnd(), 0);
    QCOMPARE(heard.value(u"violations").toObject(), QJsonObject());
    QCOMPARE(heard.value(u"unanswered").toInt(-1), 0);
    QCOMPARE(heard.value(u"max_clients").toInt(), 1);
}

QJsonDocument TestPythonUpstreamFaults::ask(const QString &path)
{
    QUrl url = m_relay->statusUrl();
    url.setScheme(u"http"_s);
    url.setPath(path);
    const std::unique_ptr<QNetworkReply> reply(m_network.get(QNetworkRequest(url)));
    if (!QTest::qWaitFor([&reply] { return reply->isFinished(); }, patienceMs))
        return {};
    return QJsonDocument::fromJson(reply->readAll());
}

void TestPythonUpstreamFaults::waitForUpstream(const QString &state)
{
    QTRY_COMPARE_WITH_TIMEOUT(ask(u"/health"_s)[u"upstream"].toString(), state, patienceMs);
}

int TestPythonUpstreamFaults::messagesOf(const QString &game)
{
    const QJsonArray clients = ask(u"/stats"_s)[u"clients"].toArray();
    for (const QJsonValue client : clients) {
        if (client[u"client_id"].toString() == game)
            return client[u"messages_in"].toInt();
    }
    return 0;
}

QString
TestPythonUpstreamFaults::deliveryProblems(const QList<std::pair<QString, int>> &prefixes) const
{
    UpstreamRecord record;
    for (int number = 1; number <= m_upstreams; ++number) {
        const UpstreamLog log = readUpstreamLog(logOf(number));
        for (const QJsonObject &message : log.messages) {
            const QString text = message.value(u"data")[u"message"].toString();
            if (message.value(u"command") == u"context"_s)
                record.contexts.append({number, text, false});
        }
    }
    QString problems;
    for (const auto &[prefix, count] : prefixes)
        problems += deliveryProblem(record, prefix, count);
    return problems;
}

void TestPythonUpstreamFaults::report(const char *what, qint64 totalMs, qint64 startMs, int waitMs)
{
    const qint64 waits = startMs + waitMs;
    qInfo("dead air after %s: %lld ms (%lld ms to start, %d ms of waits: %.2f times both)", what,
          totalMs, startMs, waitMs, static_cast<double>(totalMs) / static_cast<double>(waits));
#ifndef NEURO_RELAY_SANITIZED // It takes several times as long.
    QVERIFY2(totalMs <= waits + allowanceMs, qPrintable(QString::number(totalMs)));
#endif
}

void TestPythonUpstreamFaults::thirtyTwoGamesAndEveryFault()
{
    constexpr int step = 150; // Of 1,280 results.
    const auto players = play(games, {u"--forces"_s, QString::number(forces), u"--contexts"_s,
                                      QString::number(2 * forces), u"--fail"_s, u"1"_s,
                                      u"--result-delay-ms"_s, u"2"_s});
    waitForResults(step);

    // It hangs: it reads nothing, and the relay goes on for everybody else.
    m_upstream->freeze();
    QWebSocket witness;
    witness.open(m_relay->url());
    QTRY_COMPARE_WITH_TIMEOUT(witness.state(), QAbstractSocket::ConnectedState, patienceMs);
    witness.sendTextMessage(uR"({"command":"startup","game":"Witness"})"_s);
    witness.sendTextMessage(
        uR"({"command":"context","game":"Witness","data":{"message":"says 0","silent":true}})"_s);
    QTRY_COMPARE_WITH_TIMEOUT(messagesOf(u"Witness"_s), 2, patienceMs);
    m_upstream->goOn();
    waitForResults(2 * step);
    QCOMPARE(log().connections, 1);

    // It restarts: it hangs up in good order, and ends.
    m_upstream->terminate();
    QCOMPARE(m_upstream->waitForEnd(), 0);
    startUpstream();
    waitForResults(step);

    // It dies.
    m_upstream->kill();
    startUpstream();
    waitForResults(step);

    // It becomes a black hole: what is sent into it, and who dials it, hears nothing any more. The
    // relay gives the connection up, and dials into nowhere.
    m_upstream->freeze();
    waitForUpstream(u"connecting"_s);
    m_upstream->kill();
    startUpstream();
    verifyEnd(*players, games, forces);

    QList<std::pair<QString, int>> said = {{u"[Witness] says "_s, 1}};
    for (int i = 0; i < games; ++i)
        said.append({u"[Game %1] game-%1 says "_s.arg(i), 2 * forces});
    QString problems;
    const auto isDelivered = [&] {
        problems = deliveryProblems(said);
        return problems.isEmpty();
    };
    QVERIFY2(QTest::qWaitFor(isDelivered, patienceMs), qPrintable(problems));
    QCOMPARE(m_relay->stop(), 0);
    endUpstream();

    QHash<QString, int> answered;
    QHash<QString, int> succeeded;
    QHash<QString, int> cut;
    int forced = 0;
    for (int number = 1; number <= m_upstreams; ++number) {
        const UpstreamLog log = readUpstreamLog(logOf(number));
        QCOMPARE(log.violations, QStringList());
        QCOMPARE(log.connections, 1);
        // Its results reached it, but for what was under way when it was cut off.
        const int lost = log.unanswered();
        QVERIFY2(lost <= (number < m_upstreams ? underWay : 0), qPrintable(QString::number(lost)));
        forced += log.forces;
        for (int i = 0; i < games; ++i) {
            const QString game = u"game-%1"_s.arg(i);
            answered[game] += log.answered.value(game);
            succeeded[game] += log.succeeded.value(game);
            cut[game] += log.asked.value(game) - log.answered.value(game);
        }
    }
    // What was under way was asked once more.
    QVERIFY(forced >= games * forces);
    int all = 0;
    for (int i = 0; i < games; ++i) {
        const QString game = u"game-%1"_s.arg(i);
        // Each action that a game got it answered once.
        const int lost = m_actions.value(game) - answered.value(game);
        QVERIFY2(lost >= 0 && lost <= cut.value(game), qPrintable(game));
        QVERIFY2(succeeded.value(game) <= forces, qPrintable(game));
        QVERIFY2(succeeded.value(game) >= forces - cut.value(game), qPrintable(game));
        all += succeeded.value(game);
    }
    qInfo("%d forces went up, %d of %d successes arrived, over %d processes of upstream", forced,
          all, games * forces, m_upstreams);
}

void TestPythonUpstreamFaults::manyGamesAtOnce()
{
    constexpr int many = 128;
    constexpr int few = 3;
    const auto players = play(many, {u"--forces"_s, QString::number(few), u"--contexts"_s,
                                     QString::number(few), u"--fail"_s, u"1"_s});
    verifyEnd(*players, many, few);
    QCOMPARE(m_relay->stop(), 0);
    endUpstream();
    const UpstreamLog log = readUpstreamLog(logOf(1));
    QCOMPARE(log.forces, many * few);
    QCOMPARE(log.results, 2 * many * few); // Each refused once.
    QCOMPARE(log.connections, 1);
    QCOMPARE(log.registered, QSet<QString>()); // Everybody said goodbye.
    for (int i = 0; i < many; ++i) {
        const QString game = u"game-%1"_s.arg(i);
        QCOMPARE(log.succeeded.value(game), few);
        QCOMPARE(log.answered.value(game), m_actions.value(game));
        QCOMPARE((deliveryProblems({{u"[Game %1] %2 says "_s.arg(i).arg(game), few}})), QString());
    }
}

void TestPythonUpstreamFaults::deadAirAfterUpstreamIsKilled()
{
    constexpr int few = 8;
    // More forces than are ever decided, so that they stay.
    const auto players = play(few, {u"--forces"_s, u"1000000"_s, u"--contexts"_s, u"0"_s,
                                    u"--result-delay-ms"_s, u"20"_s});
    QTRY_VERIFY_WITH_TIMEOUT(isWhole(few), patienceMs);
    QElapsedTimer timer;
    timer.start();
    m_upstream->kill();
    startUpstream();
    const qint64 startMs = timer.elapsed();
    QTRY_VERIFY_WITH_TIMEOUT(isWhole(few), patienceMs);
    // While it starts the relay waits longer from try to try: for half as long again as it tried.
    report("upstream's process is killed", timer.elapsed(), startMs,
           std::max(upstreamWaitMs, static_cast<int>(3 * startMs / 2)));
    QCOMPARE(log().violations, QStringList());
}

void TestPythonUpstreamFaults::deadAirAfterGamesAreKilled()
{
    constexpr int few = 8;
    const QString file = m_folder->filePath(u"games.jsonl"_s);
    const QStringList options{u"--forces"_s, u"1000000"_s,           u"--contexts"_s,
                              u"0"_s,        u"--result-delay-ms"_s, u"20"_s};
    const auto killed = play(few, options);
    QTRY_VERIFY_WITH_TIMEOUT(isWhole(few), patienceMs);
    QElapsedTimer timer;
    timer.start();
    killed->kill();
    QTRY_VERIFY_WITH_TIMEOUT(log().registered.isEmpty(), patienceMs);
    const auto again = play(few, options + QStringList{u"--log"_s, file});
    qint64 startMs = 0;
    const auto hasConnected = [&] {
        QFile games(file);
        return games.open(QIODevice::ReadOnly) && games.readAll().contains("\"connected\"");
    };
    QTRY_VERIFY_WITH_TIMEOUT(hasConnected(), patienceMs);
    startMs = timer.elapsed();
    QTRY_VERIFY_WITH_TIMEOUT(isWhole(few), patienceMs);
    report("the process of all games is killed", timer.elapsed(), startMs, 0);
    QCOMPARE(log().violations, QStringList());
}

QTEST_GUILESS_MAIN(TestPythonUpstreamFaults)
#include "tst_pythonupstreamfaults.moc"
