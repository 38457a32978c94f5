// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "relay/inmemoryendpoint.h"
#include "relay/relaydispatcher.h"
#include "service/outboxgate.h"
#include "service/outboxworker.h"
#include "storage/outboxfaults.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <memory>

using namespace neuro;
using namespace neuro::relay;
using namespace neuro::service;
using namespace Qt::Literals::StringLiterals;
using test::Stranger;

namespace {

const QByteArray queued = R"({"status":"queued"})";
const QByteArray sent = R"({"status":"sent"})";

/// One run of the relay on an outbox file, without threads of its own: a watcher "ui" that
/// commands the integration "Spotify", and the game "Chess", which talks to an upstream that is
/// away.
struct Run : public EventSink
{
    explicit Run(const QString &path, const OutboxLimits &limits = {}, int noticeMs = 60'000)
        : dispatcher(withUpstream(), systemInstant, [](qint64) {})
        , worker(
              std::make_unique<OutboxWorker>(path, QString(), limits, storage::SecretMask(), &gate))
    {
        dispatcher.addSink(this);
        dispatcher.setOutbox(&gate);
        gate.connectRelay(&context, &dispatcher);
        worker->setTimes(20, noticeMs);
        worker->open();
        watcherId = dispatcher.peerConnected(
            &watcher, {Door::Intermediary, {}, PeerRole::Watcher, u"ui"_s, false});
        dispatcher.peerDisconnected(integrationComes(), {1000}); // Now it is known.
    }
    ~Run() override
    {
        worker.reset();
        gate.disconnectRelay();
    }

    static EngineSettings withUpstream()
    {
        EngineSettings settings;
        settings.upstream.isConfigured = true;
        settings.upstream.earlierRunMs = 0;
        return settings;
    }

    void take(const RelayEvents &events) override
    {
        for (const RelayEvent &event : events) {
            if (const auto *told = std::get_if<OutboxHealthEvent>(&event))
                health.append(*told);
            else if (const auto *outbox = std::get_if<OutboxEvent>(&event))
                outboxEvents.append(*outbox);
        }
    }
    QString problem() const { return health.isEmpty() ? u"?"_s : health.last().problem.english(); }
    /// Messages that were lost, for `destination`, for a reason that contains `why`.
    qint64 lost(const QString &destination, const QString &why) const
    {
        qint64 count = 0;
        for (const OutboxEvent &event : outboxEvents) {
            if (event.state == OutboxEvent::State::Dropped && event.destination == destination &&
                event.why.english().contains(why))
                count += event.count;
        }
        return count;
    }

    PeerId integrationComes()
    {
        integrationId = dispatcher.peerConnected(
            &integration, {Door::Intermediary, {}, PeerRole::Integration, u"Spotify"_s, false});
        return integrationId;
    }
    void upstreamComes()
    {
        upstreamId = dispatcher.peerConnected(&upstream, {Door::Upstream, u"neuro"_s});
    }
    void gameComes()
    {
        gameId = dispatcher.peerConnected(&game, {Door::Backend, {}});
        dispatcher.textReceived(gameId, R"({"command":"startup","game":"Chess"})");
    }
    void say(const QByteArray &message)
    {
        dispatcher.textReceived(
            gameId, R"({"command":"context","game":"Chess","data":{"silent":true,"message":")" +
                        message + R"("}})");
    }
    /// The messages that begin with "say", as upstream heard them.
    QList<QByteArray> heard() const
    {
        QList<QByteArray> all;
        for (const QByteArray &text : upstream.sent()) {
            if (const qsizetype at = text.indexOf("[Chess] say"); at >= 0)
                all.append(text.sliced(at, text.indexOf('"', at) - at));
        }
        return all;
    }
    void command(int number, const QByteArray &more = {})
    {
        dispatcher.textReceived(watcherId, R"({"target":"Spotify","cmd":{"n":)" +
                                               QByteArray::number(number) + more + "}}");
    }
    /// The answers of `count` commands.
    QList<QByteArray> answers(qsizetype count)
    {
        if (!QTest::qWaitFor([&] { return watcher.sent().size() >= count; }))
            qWarning("only %lld answers", qint64(watcher.sent().size()));
        return watcher.takeSent();
    }
    QList<OutboxPending> queues() const
    {
        return health.isEmpty() ? QList<OutboxPending>() : health.last().queues;
    }
    /// All is in one thread: what is under way arrives while its events are handled.
    static void settle()
    {
        for (int round = 0; round < 20; ++round)
            QCoreApplication::processEvents();
    }

    QObject context;
    OutboxGate gate;
    InMemoryEndpoint watcher;
    InMemoryEndpoint integration;
    InMemoryEndpoint game;
    InMemoryEndpoint upstream;
    RelayDispatcher dispatcher;
    QList<OutboxHealthEvent> health;
    QList<OutboxEvent> outboxEvents;
    std::unique_ptr<OutboxWorker> worker;
    PeerId watcherId = 0;
    PeerId integrationId = 0;
    PeerId gameId = 0;
    PeerId upstreamId = 0;
};

QByteArray delivered(int number)
{
    return R"({"from_watcher":"ui","cmd":{"n":)" + QByteArray::number(number) + "}}";
}

QList<QByteArray> delivered(int from, int to)
{
    QList<QByteArray> all;
    for (int number = from; number <= to; ++number)
        all.append(delivered(number));
    return all;
}

bool isInMemory(const QByteArray &answer)
{
    return answer.startsWith("{\"error\":\"kept in memory only, lost if the relay ends: ");
}

/// Nobody else can open the file as long as this lives.
class Exclusive
{
public:
    explicit Exclusive(const QString &file)
        : m_stranger(file)
    {
        m_stranger.exec(u"PRAGMA locking_mode = EXCLUSIVE"_s);
        m_stranger.exec(u"BEGIN EXCLUSIVE"_s);
        m_stranger.exec(u"DELETE FROM outbox"_s);
    }
    Q_DISABLE_COPY_MOVE(Exclusive)
    ~Exclusive() { m_stranger.exec(u"ROLLBACK"_s); }

private:
    Stranger m_stranger;
};

} // namespace

/// The outbox's worker on a file that others and the disk do things to.
class TestOutboxWorker : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void theMendedFileTakesWhatIsInMemory();
    void manyMessagesMoveInOrder();
    void aFileThatIsLockedAtTheStartIsRead();
    void contextsOfALockedFileComeBeforeNewerOnes();
    void whoIsThereIsServedWithoutTheFile();
    void rowsFromTheFutureComeFirstAsWell();
    void aLateProofRemovesNothingOfTheNextFile();
    void whatCouldNotBeRemovedIsNotDeliveredAgain();
    void whatArrivesWhileTheFileIsClosedIsNotLost();
    void aRefusedMessageIsCountedWithItsReason();
    void aFileThatIsTakenAwayIsNotTrusted_data();
    void aFileThatIsTakenAwayIsNotTrusted();
    void theProblemThatIsToldIsTheCurrentOne();
    void aNoticeIsToldForAWhile();
    void theEndOfTheRunIsALastTry();
    void discardedRowsAreNotDelivered();

private:
    QString file() const { return m_folder->filePath(u"data/outbox.sqlite"_s); }
    /// Leaves a file with the commands 1 to `count`.
    void fill(int count) const;
    qint64 rowsInFile() const
    {
        return Stranger(file()).value(u"SELECT count(*) FROM outbox"_s).toLongLong();
    }
    qint64 lastIdInFile() const
    {
        return Stranger(file()).value(u"SELECT max(id) FROM outbox"_s).toLongLong();
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestOutboxWorker::fill(int count) const
{
    Run run(file());
    for (int number = 1; number <= count; ++number)
        run.command(number);
    QCOMPARE(run.answers(count), QList<QByteArray>(count, queued));
}

void TestOutboxWorker::theMendedFileTakesWhatIsInMemory()
{
    Run run(file());
    run.command(1);
    QCOMPARE(run.answers(1), QList<QByteArray>{queued});
    {
        Stranger stranger(file());
        stranger.exec(u"BEGIN IMMEDIATE"_s);
        run.command(2);
        run.command(3);
        for (const QByteArray &answer : run.answers(2))
            QVERIFY2(isInMemory(answer), answer.constData());
        QVERIFY2(run.problem().contains(u"another program holds "_s + file()),
                 qPrintable(run.problem()));
        QVERIFY2(run.problem().contains(u"tried again every"_s), qPrintable(run.problem()));
    }
    QTRY_COMPARE(run.problem(), QString());
    QCOMPARE(rowsInFile(), 3);
    run.command(4);
    QCOMPARE(run.answers(1), QList<QByteArray>{queued});
    const PeerId peer = run.integrationComes();
    QTRY_COMPARE(run.integration.sent(), delivered(1, 4));
    run.dispatcher.pongReceived(peer, run.integration.lastPing());
    QTRY_COMPARE(rowsInFile(), 0);
    Run::settle(); // It is asked whether there are more.
    run.command(5);
    QCOMPARE(run.answers(1), QList<QByteArray>{sent});
}

/// More than one commit takes, some of them while it goes on, and some under way meanwhile.
void TestOutboxWorker::manyMessagesMoveInOrder()
{
    constexpr int count = 1100;
    Run run(file());
    {
        Stranger stranger(file());
        stranger.exec(u"BEGIN IMMEDIATE"_s);
        for (int number = 1; number <= count; ++number) {
            run.command(number);
            if (number % 100 == 0) // Not more than may be on their way into the outbox.
                run.answers(100);
        }
    }
    run.integrationComes();
    QTRY_COMPARE(run.problem(), QString());
    run.command(count + 1);
    QCOMPARE(run.answers(1), QList<QByteArray>{queued});
    for (int round = 0; run.integration.sent().size() <= count && round <= count; ++round) {
        const qsizetype before = run.integration.sent().size();
        run.dispatcher.pongReceived(run.integrationId, run.integration.lastPing());
        QTRY_VERIFY(run.integration.sent().size() > before);
    }
    QCOMPARE(run.integration.sent(), delivered(1, count + 1));
    run.dispatcher.pongReceived(run.integrationId, run.integration.lastPing());
    QTRY_COMPARE(rowsInFile(), 0);
}

void TestOutboxWorker::aFileThatIsLockedAtTheStartIsRead()
{
    fill(2);
    auto lock = std::make_unique<Exclusive>(file());
    Run run(file());
    run.command(3);
    const QList<QByteArray> answers = run.answers(1);
    QVERIFY2(isInMemory(answers.first()), answers.first().constData());
    QVERIFY2(run.problem().contains(u"another program holds"_s), qPrintable(run.problem()));
    lock.reset();
    QTRY_COMPARE(run.problem(), QString());
    QCOMPARE(run.queues(), (QList<OutboxPending>{{u"integration:Spotify"_s, 3}}));
    QCOMPARE(rowsInFile(), 3);
    run.integrationComes();
    QTRY_COMPARE(run.integration.sent(), delivered(1, 3));
}

void TestOutboxWorker::contextsOfALockedFileComeBeforeNewerOnes()
{
    const auto queuedRows = [](const Run &run, OutboxEvent::State state) {
        return std::count_if(run.outboxEvents.begin(), run.outboxEvents.end(),
                             [state](const OutboxEvent &event) { return event.state == state; });
    };
    {
        Run run(file());
        run.gameComes();
        run.say("say 1");
        run.say("say 2");
        QTRY_VERIFY(queuedRows(run, OutboxEvent::State::Queued) >= 2);
    }
    auto lock = std::make_unique<Exclusive>(file());
    Run run(file());
    QTRY_VERIFY(!run.health.isEmpty());
    run.gameComes();
    run.say("say 3");
    QTRY_VERIFY(queuedRows(run, OutboxEvent::State::InMemory) >= 1);
    QCOMPARE(queuedRows(run, OutboxEvent::State::Queued), 0);
    lock.reset();
    QTRY_COMPARE(run.problem(), QString());
    QVERIFY2(run.health.last().pending >= 3, qPrintable(QString::number(rowsInFile())));
    run.upstreamComes();
    QTRY_COMPARE(run.heard(),
                 (QList<QByteArray>{"[Chess] say 1", "[Chess] say 2", "[Chess] say 3"}));
    run.dispatcher.pongReceived(run.upstreamId, run.upstream.lastPing());
    QTRY_COMPARE(rowsInFile(), 0);
}

void TestOutboxWorker::whoIsThereIsServedWithoutTheFile()
{
    fill(0);
    const Exclusive lock(file());
    Run run(file());
    QTRY_VERIFY2(run.problem().contains(u"another program holds"_s), qPrintable(run.problem()));
    run.integrationComes();
    run.command(1);
    QCOMPARE(run.watcher.takeSent(), QList<QByteArray>{sent});
    QCOMPARE(run.integration.sent(), delivered(1, 1));
    run.upstreamComes();
    run.gameComes();
    run.say("say 1");
    QTRY_COMPARE(run.heard(), QList<QByteArray>{"[Chess] say 1"});
}

/// The clock was wrong when they were kept.
void TestOutboxWorker::rowsFromTheFutureComeFirstAsWell()
{
    fill(4);
    Stranger(file()).exec(u"UPDATE outbox SET id = id + 1000000000000 WHERE id > "
                          "(SELECT min(id) FROM outbox)"_s);
    auto lock = std::make_unique<Exclusive>(file());
    Run run(file());
    run.command(5);
    run.command(6);
    run.answers(2);
    lock.reset();
    QTRY_COMPARE(run.problem(), QString());
    const PeerId peer = run.integrationComes();
    QTRY_COMPARE(run.integration.sent(), delivered(1, 6));
    run.dispatcher.pongReceived(peer, run.integration.lastPing());
    QTRY_COMPARE(rowsInFile(), 0);
}

void TestOutboxWorker::aLateProofRemovesNothingOfTheNextFile()
{
    Run run(file());
    for (int number = 1; number <= 3; ++number)
        run.command(number);
    QCOMPARE(run.answers(3), QList<QByteArray>(3, queued));
    const PeerId peer = run.integrationComes();
    QTRY_COMPARE(run.integration.sent(), delivered(1, 3));
    const quint64 ping = run.integration.lastPing();
    const qint64 lastId = lastIdInFile();
    Stranger(file()).exec(u"DROP TABLE outbox"_s);
    run.command(4);
    const QList<QByteArray> answers = run.answers(1);
    QVERIFY2(isInMemory(answers.first()), answers.first().constData());
    QTRY_VERIFY2(run.problem().contains(u"a new one was begun"_s), qPrintable(run.problem()));
    QCOMPARE(rowsInFile(), 1);
    QVERIFY(lastIdInFile() > lastId);
    QCOMPARE(run.lost(u"integration:Spotify"_s, u"the outbox was damaged"_s), 3);
    run.command(5);
    QCOMPARE(run.answers(1), QList<QByteArray>{queued});
    run.dispatcher.pongReceived(peer, ping);
    QTRY_COMPARE(run.integration.sent(), delivered(1, 5));
    QCOMPARE(rowsInFile(), 2);
    run.dispatcher.pongReceived(peer, run.integration.lastPing());
    QTRY_COMPARE(rowsInFile(), 0);
}

void TestOutboxWorker::whatCouldNotBeRemovedIsNotDeliveredAgain()
{
    fill(2);
    {
        Run run(file());
        QTRY_COMPARE(run.problem(), QString());
        PeerId peer = run.integrationComes();
        QTRY_COMPARE(run.integration.sent(), delivered(1, 2));
        auto stranger = std::make_unique<Stranger>(file());
        stranger->exec(u"BEGIN IMMEDIATE"_s);
        run.dispatcher.pongReceived(peer, run.integration.lastPing());
        QTRY_VERIFY2(run.problem().contains(u"another program holds"_s), qPrintable(run.problem()));
        run.dispatcher.peerDisconnected(peer, {1000});
        run.command(3);
        QVERIFY(isInMemory(run.answers(1).first()));
        peer = run.integrationComes();
        QTRY_COMPARE(run.integration.sent(), delivered(1, 3));
        stranger.reset();
        QTRY_COMPARE(run.problem(), QString());
        QCOMPARE(rowsInFile(), 1);
    }
    Run next(file());
    next.integrationComes();
    QTRY_COMPARE(next.integration.sent(), QList<QByteArray>{delivered(3)});
}

/// It must be opened again, and cannot be.
void TestOutboxWorker::whatArrivesWhileTheFileIsClosedIsNotLost()
{
#ifndef Q_OS_UNIX
    QSKIP("needs to rename open files");
#else
    Run run(file());
    run.command(1);
    run.command(2);
    run.answers(2);
    const PeerId peer = run.integrationComes();
    QTRY_COMPARE(run.integration.sent(), delivered(1, 2));
    const QString folder = QFileInfo(file()).path();
    QVERIFY(QDir().rename(folder, folder + u".elsewhere"_s));
    QFile inItsPlace(folder);
    QVERIFY(inItsPlace.open(QIODevice::WriteOnly));
    run.command(3);
    QVERIFY(isInMemory(run.answers(1).first()));
    QTRY_VERIFY2(run.problem().contains(u"may not be written"_s), qPrintable(run.problem()));
    run.dispatcher.pongReceived(peer, run.integration.lastPing());
    QTRY_COMPARE(run.integration.sent(), delivered(1, 3));
    QVERIFY(inItsPlace.remove());
    QVERIFY(QDir().rename(folder + u".elsewhere"_s, folder));
    QTRY_COMPARE(run.problem(), QString());
    QCOMPARE(run.lost(u"integration:Spotify"_s, QString()), 0);
    QCOMPARE(rowsInFile(), 1);
#endif
}

void TestOutboxWorker::aRefusedMessageIsCountedWithItsReason()
{
    OutboxLimits limits;
    limits.bytes = 2000;
    Run run(file(), limits);
    run.command(1, R"(,"text":")" + QByteArray(3000, 'x') + '"');
    const QByteArray answer = run.answers(1).first();
    QVERIFY2(answer.startsWith("{\"error\":\"not stored: "), answer.constData());
    QTRY_COMPARE(run.lost(u"integration:Spotify"_s, u"at most 2000 are allowed"_s), 1);

    run.gameComes();
    run.say(QByteArray(3000, 'x'));
    QTRY_COMPARE(run.lost(u"upstream"_s, u"at most 2000 are allowed"_s), 1);
    QCOMPARE(run.problem(), QString());
}

void TestOutboxWorker::aFileThatIsTakenAwayIsNotTrusted_data()
{
    QTest::addColumn<QStringList>("taken");
    QTest::addColumn<int>("lost");
    QTest::addColumn<QString>("told");
    QTest::newRow("all") << QStringList{QString(), u"-wal"_s, u"-shm"_s} << 1 << QString();
    QTest::newRow("the database") << QStringList{QString()} << 1 << u"a new one was begun"_s;
    QTest::newRow("its log") << QStringList{u"-wal"_s} << 0 << QString();
}

/// What is written into it is not where it is looked for.
void TestOutboxWorker::aFileThatIsTakenAwayIsNotTrusted()
{
    QFETCH(QStringList, taken);
    QFETCH(int, lost);
    QFETCH(QString, told);
    Run run(file());
    run.command(1);
    QCOMPARE(run.answers(1), QList<QByteArray>{queued});
    for (const QString &suffix : taken)
        QVERIFY(QFile::rename(file() + suffix, file() + u".elsewhere"_s + suffix));
    run.command(2);
    const QByteArray answer = run.answers(1).first();
    QVERIFY2(isInMemory(answer), answer.constData());
    QVERIFY2(answer.contains("was moved, deleted or replaced"), answer.constData());
    QTRY_VERIFY2(told.isEmpty() ? run.problem().isEmpty() : run.problem().contains(told),
                 qPrintable(run.problem()));
    QCOMPARE(rowsInFile(), 2 - lost);
    QCOMPARE(run.lost(u"integration:Spotify"_s, QString()), lost);
    run.integrationComes();
    QTRY_COMPARE(run.integration.sent(), delivered(1 + lost, 2));
}

void TestOutboxWorker::theProblemThatIsToldIsTheCurrentOne()
{
#ifndef Q_OS_UNIX
    QSKIP("needs RLIMIT_FSIZE");
#else
    Run run(file());
    run.command(1);
    QCOMPARE(run.answers(1), QList<QByteArray>{queued});
    auto small = std::make_unique<test::SmallFiles>(1000);
    run.command(2);
    QVERIFY(isInMemory(run.answers(1).first()));
    QVERIFY2(run.problem().contains(u"look after the disk"_s), qPrintable(run.problem()));
    auto lock = std::make_unique<Stranger>(file());
    small.reset();
    lock->exec(u"BEGIN IMMEDIATE"_s);
    QTRY_VERIFY2(run.problem().contains(u"another program holds"_s), qPrintable(run.problem()));
    const qsizetype told = run.health.size();
    QTest::qWait(100); // It is tried some times, and told once.
    QCOMPARE(run.health.size(), told);
    lock.reset();
    QTRY_COMPARE(run.problem(), QString());
    QCOMPARE(rowsInFile(), 2);
#endif
}

void TestOutboxWorker::aNoticeIsToldForAWhile()
{
    QVERIFY(QDir().mkpath(QFileInfo(file()).path()));
    QFile database(file());
    QVERIFY(database.open(QIODevice::WriteOnly));
    database.write(QByteArray(10'000, 'x'));
    database.close();
    Run run(file(), {}, 200);
    QTRY_VERIFY2(run.problem().contains(u"a new one was begun"_s), qPrintable(run.problem()));
    run.command(1);
    QCOMPARE(run.answers(1), QList<QByteArray>{queued});
    QTRY_COMPARE(run.problem(), QString());
}

void TestOutboxWorker::theEndOfTheRunIsALastTry()
{
    {
        Run run(file());
        run.worker->setTimes(60'000, 0);
        Stranger stranger(file());
        stranger.exec(u"BEGIN IMMEDIATE"_s);
        run.command(1);
        QVERIFY(isInMemory(run.answers(1).first()));
        stranger.exec(u"ROLLBACK"_s);
    }
    Run next(file());
    next.integrationComes();
    QTRY_COMPARE(next.integration.sent(), QList<QByteArray>{delivered(1)});
}

/// Although they are still in the file when the operator says so.
void TestOutboxWorker::discardedRowsAreNotDelivered()
{
    fill(2);
    Run run(file());
    QTRY_COMPARE(run.queues(), (QList<OutboxPending>{{u"integration:Spotify"_s, 2}}));
    {
        Stranger stranger(file());
        stranger.exec(u"BEGIN IMMEDIATE"_s);
        run.gate.settleEarlierRun({true});
        QTRY_COMPARE(run.lost(u"integration:Spotify"_s, u"by the operator"_s), 2);
        run.integrationComes();
        Run::settle();
        QCOMPARE(run.integration.sent(), QList<QByteArray>());
    }
    QTRY_COMPARE(run.problem(), QString());
    QCOMPARE(rowsInFile(), 0);
}

QTEST_GUILESS_MAIN(TestOutboxWorker)
#include "tst_outboxworker.moc"
