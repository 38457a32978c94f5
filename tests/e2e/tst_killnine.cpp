// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "e2e/mockupstream.h"
#include "e2e/relayprocess.h"
#include "protocol/splitmix64.h"

#include <QElapsedTimer>
#include <QFile>
#include <QHash>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>
#include <QWebSocket>

#include <algorithm>
#include <array>
#include <memory>
#include <vector>

using namespace neuro::testing;
using namespace Qt::StringLiterals;

namespace {

/// NEURO_RELAY_KILL_ROUNDS and NEURO_RELAY_KILL_SEED change them; ctest runs two seeds at a time.
constexpr quint64 defaultRounds = 25;
constexpr quint64 defaultSeed = 1;
constexpr int patienceMs = 60'000;
constexpr int games = 4;
constexpr int burst = 2; ///< Contexts that a game sends at once.
constexpr int burstEveryMs = 5;
constexpr quint64 mostContexts = 500; ///< Kept or delivered before a kill.

quint64 fromEnvironment(const char *name, quint64 otherwise)
{
    bool isNumber = false;
    const quint64 value = qEnvironmentVariable(name).toULongLong(&isNumber);
    return isNumber ? value : otherwise;
}

/// Games that say numbers, which go on from connection to connection.
class Talkers : public QObject
{
    Q_OBJECT

public:
    Talkers()
    {
        connect(&m_timer, &QTimer::timeout, this, [this] {
            for (int game = 0; game < games; ++game)
                talk(game);
        });
        m_timer.start(burstEveryMs);
    }

    void connectTo(const QUrl &url)
    {
        m_sockets.clear();
        for (int game = 0; game < games; ++game) {
            m_sockets.push_back(std::make_unique<QWebSocket>());
            QWebSocket *const socket = m_sockets.back().get();
            connect(socket, &QWebSocket::connected, this, [socket, game] {
                socket->sendTextMessage(
                    u"{\"command\":\"startup\",\"game\":\"Game %1\"}"_s.arg(game));
            });
            socket->open(url);
        }
    }

private:
    void talk(int game)
    {
        if (m_sockets.empty())
            return;
        QWebSocket &socket = *m_sockets.at(static_cast<std::size_t>(game));
        if (socket.state() != QAbstractSocket::ConnectedState)
            return;
        for (int i = 0; i < burst; ++i)
            socket.sendTextMessage(
                u"{\"command\":\"context\",\"game\":\"Game %1\",\"data\":{\"message\":\"%2\",\"silent\":true}}"_s
                    .arg(game)
                    .arg(m_numbers.at(static_cast<std::size_t>(game))++));
    }

    std::vector<std::unique_ptr<QWebSocket>> m_sockets;
    std::array<int, games> m_numbers = {};
    QTimer m_timer;
};

/// A row's payload, or a frame of a game, as upstream hears it: "[Game 1] 17", and at first
/// "Game 1 connected".
QString heardAs(const QByteArray &json, bool isFromGame)
{
    const QJsonObject frame = QJsonDocument::fromJson(json).object();
    const QString message = frame.value(u"data").toObject().value(u"message").toString();
    if (!isFromGame)
        return message;
    const QString game = frame.value(u"game").toString();
    return frame.value(u"command") == u"startup"_s ? game + u" connected"_s
                                                   : u"[%1] %2"_s.arg(game, message);
}

} // namespace

/// The relay is killed while contexts flow. A context counts as acknowledged when the session log
/// (--record) has its `outbox` line with the state `queued`: the relay writes that after the
/// commit. Such a context reaches upstream, whatever is killed when. While upstream is away all
/// the time, the n-th context of the log is what the n-th such line is about. The log is written up
/// to 100 ms late, so that it names less than what was acknowledged; everything else that the file
/// holds must arrive as well.
class TestKillNine : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatWasCommittedIsDelivered();

private:
    enum class Upstream { Away, Comes, Goes };

    /// Kills when `contexts` were kept, or delivered.
    void runAndKill(Upstream upstream, quint64 round, quint64 contexts);
    static quint64 queuedIn(const QString &log);
    void readLog(const QString &path, Upstream upstream);
    /// Checks a copy of the file, so that the relay finds what the kill left; the rows' messages.
    void readOutbox();
    void expect(const QString &message);
    /// What was acknowledged or committed, and has not come so far.
    QStringList missing();

    QTemporaryDir m_folder;
    std::unique_ptr<MockUpstream> m_upstream;
    std::unique_ptr<RelayProcess> m_relay;
    Talkers m_talkers;
    QSet<QString> m_acknowledged;
    QSet<QString> m_committed;
    qsizetype m_mostCommitted = 0; ///< At one kill.
    QSet<QString> m_heard;
    qsizetype m_heardContexts = 0; ///< Of the upstream's record; m_heard has them.
    QSet<QString> m_missing;
};

void TestKillNine::whatWasCommittedIsDelivered()
{
    const quint64 rounds = fromEnvironment("NEURO_RELAY_KILL_ROUNDS", defaultRounds);
    neuro::protocol::SplitMix64 random(fromEnvironment("NEURO_RELAY_KILL_SEED", defaultSeed));
    m_upstream = std::make_unique<MockUpstream>();
    m_upstream->die();
    m_relay = std::make_unique<RelayProcess>(m_folder.path());
    QElapsedTimer timer;
    timer.start();
    for (quint64 round = 0; round < rounds; ++round) {
        // What one round leaves in the file is what the next one delivers.
        runAndKill(static_cast<Upstream>(round % 3), round, random.below(mostContexts));
        if (QTest::currentTestFailed())
            return;
    }
    qInfo("%llu kills in %lld ms; %lld contexts acknowledged, %lld found in the outbox, at most "
          "%lld of them at once",
          rounds, timer.elapsed(), qint64(m_acknowledged.size()), qint64(m_committed.size()),
          qint64(m_mostCommitted));
    QVERIFY(!m_acknowledged.isEmpty());

    m_upstream->listen();
    QCOMPARE(m_relay->start(m_upstream->url()), QString());
    const bool isComplete = QTest::qWaitFor([this] { return missing().isEmpty(); }, patienceMs);
    QVERIFY2(isComplete, qPrintable(missing().mid(0, 5).join(u'\n')));
    QCOMPARE(m_upstream->record().violations, QStringList());
    // What came for the first time came in order.
    QSet<QString> known;
    QHash<QString, int> newest;
    for (const HeardContext &heard : m_upstream->record().contexts) {
        int &last = newest[heard.message.section(u' ', 0, 1)];
        const int number = heard.message.section(u' ', 2).toInt();
        QVERIFY2(known.contains(heard.message) || number >= last, qPrintable(heard.message));
        known.insert(heard.message);
        last = std::max(last, number);
    }
}

void TestKillNine::runAndKill(Upstream upstream, quint64 round, quint64 contexts)
{
    const QString log = m_folder.filePath(u"log-%1.jsonl"_s.arg(round));
    if (upstream != Upstream::Away)
        m_upstream->listen();
    QCOMPARE(m_relay->start(m_upstream->url(), {u"--record"_s, log}), QString());
    const auto before = static_cast<quint64>(m_upstream->record().contexts.size());
    m_talkers.connectTo(m_relay->url());
    switch (upstream) {
    case Upstream::Away:
        QTRY_VERIFY_WITH_TIMEOUT(queuedIn(log) >= contexts, patienceMs);
        break;
    case Upstream::Comes:
        QTRY_VERIFY_WITH_TIMEOUT(static_cast<quint64>(m_upstream->record().contexts.size()) >=
                                     before + contexts,
                                 patienceMs);
        break;
    case Upstream::Goes:
        QTRY_VERIFY_WITH_TIMEOUT(missing().isEmpty(), patienceMs);
        m_upstream->die();
        QTRY_VERIFY_WITH_TIMEOUT(queuedIn(log) >= contexts / 2, patienceMs);
        break;
    }
    m_relay->kill();
    m_upstream->die();
    readLog(log, upstream);
    readOutbox();
}

quint64 TestKillNine::queuedIn(const QString &log)
{
    QFile file(log);
    return file.open(QIODevice::ReadOnly)
               ? static_cast<quint64>(file.readAll().count("\"state\":\"queued\""))
               : 0;
}

void TestKillNine::readLog(const QString &path, Upstream upstream)
{
    if (upstream != Upstream::Away)
        return;
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QStringList said;
    qsizetype queued = 0;
    while (!file.atEnd()) {
        const QJsonObject line = QJsonDocument::fromJson(file.readLine()).object();
        const QString command = line.value(u"command").toString();
        if (line.value(u"kind") == u"frame"_s && line.value(u"dir") == u"in"_s &&
            (command == u"context"_s || command == u"startup"_s))
            said.append(heardAs(line.value(u"text").toString().toUtf8(), true));
        else if (line.value(u"kind") == u"outbox"_s && line.value(u"state") == u"queued"_s)
            queued += line.value(u"count").toInt();
    }
    QVERIFY(queued <= said.size());
    for (qsizetype i = 0; i < queued; ++i) {
        m_acknowledged.insert(said.at(i));
        expect(said.at(i));
    }
}

void TestKillNine::readOutbox()
{
    const QTemporaryDir copies;
    const QString copy = copies.filePath(u"outbox.sqlite"_s);
    if (!QFile::exists(m_relay->outbox()))
        return; // Killed before it was made.
    QVERIFY(QFile::copy(m_relay->outbox(), copy));
    if (QFile::exists(m_relay->outbox() + u"-wal"_s))
        QVERIFY(QFile::copy(m_relay->outbox() + u"-wal"_s, copy + u"-wal"_s));
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"copy"_s);
        database.setDatabaseName(copy);
        QVERIFY(database.open());
        QSqlQuery query(database);
        QVERIFY(query.exec(u"PRAGMA integrity_check"_s) && query.next());
        QCOMPARE(query.value(0).toString(), u"ok"_s);
        qsizetype rows = 0;
        // Killed while it is being made, it may have no table yet.
        if (query.exec(u"SELECT payload FROM outbox"_s)) {
            for (; query.next(); ++rows) {
                const QString message = heardAs(query.value(0).toByteArray(), false);
                m_committed.insert(message);
                expect(message);
            }
        }
        m_mostCommitted = std::max(m_mostCommitted, rows);
    }
    QSqlDatabase::removeDatabase(u"copy"_s);
}

/// Asked again and again: looks at what is new only.
QStringList TestKillNine::missing()
{
    const QList<HeardContext> contexts = m_upstream->record().contexts;
    for (; m_heardContexts < contexts.size(); ++m_heardContexts) {
        const QString &message = contexts.at(m_heardContexts).message;
        m_heard.insert(message);
        m_missing.remove(message);
    }
    return m_missing.values();
}

void TestKillNine::expect(const QString &message)
{
    if (!m_heard.contains(message))
        m_missing.insert(message);
}

QTEST_GUILESS_MAIN(TestKillNine)
#include "tst_killnine.moc"
