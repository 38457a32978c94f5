// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "relay/inmemoryendpoint.h"
#include "relay/relaydispatcher.h"
#include "service/outboxgate.h"
#include "service/outboxworker.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

using namespace neuro;
using namespace neuro::relay;
using namespace neuro::service;
using namespace Qt::Literals::StringLiterals;

namespace {

const QByteArray queued = R"({"status":"queued"})";

/// One run of the relay on an outbox file, without threads of its own.
struct Run : public EventSink
{
    explicit Run(const QString &path, const EngineSettings &settings = {},
                 const OutboxLimits &limits = {})
        : dispatcher(settings, systemInstant, [](qint64) {})
        , worker(path, QString(), limits, storage::SecretMask(), &gate)
    {
        dispatcher.addSink(this);
        dispatcher.setOutbox(&gate);
        gate.connectRelay(&context, &dispatcher);
        worker.setTimes(20, 20);
        worker.open();
        watcherId = dispatcher.peerConnected(
            &watcher, {Door::Intermediary, {}, PeerRole::Watcher, u"ui"_s, false});
    }
    ~Run() override { gate.disconnectRelay(); }

    void take(const RelayEvents &events) override
    {
        for (const RelayEvent &event : events) {
            if (const auto *outbox = std::get_if<OutboxEvent>(&event))
                outboxEvents.append(*outbox);
            else if (const auto *told = std::get_if<OutboxHealthEvent>(&event))
                takeHealth(*told);
        }
    }
    void takeHealth(const OutboxHealthEvent &told)
    {
        problems += told.problem.isEmpty() ? 0 : 1;
        health = told;
    }
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

    PeerId integrationComes(const QString &name)
    {
        return dispatcher.peerConnected(
            &integration, {Door::Intermediary, {}, PeerRole::Integration, name, false});
    }
    void command(const QByteArray &target, int number)
    {
        dispatcher.textReceived(watcherId, "{\"target\":\"" + target + "\",\"cmd\":{\"n\":" +
                                               QByteArray::number(number) + "}}");
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
    RelayDispatcher dispatcher;
    QList<OutboxEvent> outboxEvents;
    OutboxHealthEvent health; ///< The last one.
    int problems = 0;         ///< How often one was told.
    OutboxWorker worker;
    PeerId watcherId = 0;
};

QByteArray delivered(int number)
{
    return R"({"from_watcher":"ui","cmd":{"n":)" + QByteArray::number(number) + "}}";
}

} // namespace

/// Watchers' commands on their way through the real outbox.
class TestOutboxCommands : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theySurviveARestart();
    void whoWasHereInAnEarlierRunIsKnown();
    void whoCameWithoutTheFileIsWrittenLater();
    void whatTheDiskDoesNotTakeIsNotCalledQueued();
    void theOperatorMayDiscardThoseOfAnEarlierRun();
    void theOperatorMayDropThoseForOneOfThem();
    void whatIsDroppedOfAnEarlierRunHoldsUpNothingNew();
    void whatASlowDiskDoesNotTakeIsLogged();
};

void TestOutboxCommands::theySurviveARestart()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"outbox.sqlite"_s);
    {
        Run first(path);
        first.dispatcher.peerDisconnected(first.integrationComes(u"Spotify"_s), {1000});
        first.command("Spotify", 1);
        first.command("Spotify", 2);
        QVERIFY(first.watcher.sent().isEmpty());
        QTRY_COMPARE(first.watcher.sent(), (QList<QByteArray>{queued, queued}));
    }
    {
        // Known by what waits for it, although it was not here in this run.
        Run second(path);
        QTRY_COMPARE(second.dispatcher.engine().census().knownIntegrations, 1);
        second.command("Spotify", 3);
        QTRY_COMPARE(second.watcher.sent(), QList<QByteArray>{queued});
        second.integrationComes(u"Spotify"_s);
        const QList<QByteArray> all = {delivered(1), delivered(2), delivered(3)};
        QTRY_COMPARE(second.integration.sent(), all);
    }
    {
        // No pong came: they may not have arrived.
        Run third(path);
        QTRY_COMPARE(third.dispatcher.engine().census().knownIntegrations, 1);
        const PeerId peer = third.integrationComes(u"Spotify"_s);
        QTRY_COMPARE(third.integration.sent().size(), 3);
        third.dispatcher.pongReceived(peer, third.integration.lastPing());
        third.settle(); // The rows are forgotten, and there are no others.
        third.command("Spotify", 4);
        QCOMPARE(third.watcher.sent(), QList<QByteArray>{R"({"status":"sent"})"});
        QCOMPARE(third.integration.sent().last(), delivered(4));
    }
    Run fourth(path);
    QTRY_COMPARE(fourth.dispatcher.engine().census().knownIntegrations, 1);
    QVERIFY(fourth.health.queues.isEmpty());
}

/// Nothing has ever waited for it.
void TestOutboxCommands::whoWasHereInAnEarlierRunIsKnown()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"outbox.sqlite"_s);
    {
        Run first(path);
        first.dispatcher.peerDisconnected(first.integrationComes(u"Spotify"_s), {1000});
        first.settle();
    }
    Run second(path);
    QTRY_COMPARE(second.dispatcher.engine().census().knownIntegrations, 1);
    QVERIFY(second.health.queues.isEmpty());
    second.command("Spotify", 1);
    QTRY_COMPARE(second.watcher.sent(), QList<QByteArray>{queued});
    second.command("Clock", 2);
    QCOMPARE(second.watcher.sent().last(), QByteArray(R"({"error":"invalid target/cmd"})"));
    second.integrationComes(u"Spotify"_s);
    QTRY_COMPARE(second.integration.sent(), QList<QByteArray>{delivered(1)});
}

/// They come before the file can be written.
void TestOutboxCommands::whoCameWithoutTheFileIsWrittenLater()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"outbox.sqlite"_s);
    {
        Run first(path);
        first.integrationComes(u"Clock"_s);
        first.settle();
    }
    QVERIFY(QFile::rename(path, path + u".away"_s));
    QVERIFY(QDir().mkpath(path)); // A folder is in its place.
    {
        Run second(path);
        second.integrationComes(u"Spotify"_s);
        QTRY_VERIFY(!second.health.problem.isEmpty());
        second.settle();
        QVERIFY(QDir().rmdir(path));
        QVERIFY(QFile::rename(path + u".away"_s, path));
        QTRY_VERIFY(second.health.problem.isEmpty());
        QCOMPARE(second.dispatcher.engine().census().knownIntegrations, 2);
        // The file is gone for good: a new one gets everybody.
        const int before = second.problems;
        QVERIFY(QFile::remove(path));
        second.integrationComes(u"Lights"_s);
        QTRY_VERIFY(second.problems > before);
        QTRY_VERIFY(second.health.problem.isEmpty());
    }
    Run third(path);
    QTRY_COMPARE(third.dispatcher.engine().census().knownIntegrations, 3);
}

void TestOutboxCommands::whatTheDiskDoesNotTakeIsNotCalledQueued()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"outbox.sqlite"_s);
    QVERIFY(QDir().mkpath(path)); // A folder is in its place.
    Run run(path);
    run.dispatcher.peerDisconnected(run.integrationComes(u"Spotify"_s), {1000});
    run.command("Spotify", 1);
    QTRY_COMPARE(run.watcher.sent().size(), 1);
    const QByteArray answer = run.watcher.sent().first();
    QVERIFY2(answer.startsWith("{\"error\":\"kept in memory only, lost if the relay ends: "),
             answer.constData());
    QVERIFY2(answer.contains(path.toUtf8()), answer.constData());
    // It is delivered all the same.
    run.integrationComes(u"Spotify"_s);
    QTRY_COMPARE(run.integration.sent(), QList<QByteArray>{delivered(1)});
}

void TestOutboxCommands::theOperatorMayDiscardThoseOfAnEarlierRun()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"outbox.sqlite"_s);
    {
        Run first(path);
        first.dispatcher.peerDisconnected(first.integrationComes(u"Spotify"_s), {1000});
        first.command("Spotify", 1);
        QTRY_COMPARE(first.watcher.sent(), QList<QByteArray>{queued});
    }
    EngineSettings settings;
    settings.upstream.earlierRunMs = 10'000;
    Run second(path, settings);
    QTRY_COMPARE(second.dispatcher.engine().census().knownIntegrations, 1);
    second.integrationComes(u"Spotify"_s);
    second.command("Spotify", 2);
    QTRY_COMPARE(second.watcher.sent(), QList<QByteArray>{queued});
    QVERIFY(second.integration.sent().isEmpty());
    second.dispatcher.execute(ReleaseEarlierRun{true}, 1);
    QTRY_COMPARE(second.integration.sent(), QList<QByteArray>{delivered(2)});
}

void TestOutboxCommands::theOperatorMayDropThoseForOneOfThem()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"outbox.sqlite"_s);
    {
        Run run(path);
        for (const QString &name : {u"Spotify"_s, u"Clock"_s})
            run.dispatcher.peerDisconnected(run.integrationComes(name), {1000});
        run.command("Spotify", 1);
        run.command("Clock", 2);
        run.command("Spotify", 3);
        QTRY_COMPARE(run.watcher.sent().size(), 3);
        run.worker.dropAll(u"integration:Spotify"_s);
        QTRY_COMPARE(run.lost(u"integration:Spotify"_s, u"by the operator"_s), 2);
        QCOMPARE(run.lost(u"integration:Clock"_s, QString()), 0);
        QTRY_COMPARE(run.health.queues, (QList<OutboxPending>{{u"integration:Clock"_s, 1}}));
        // What comes later waits as before, and is all that is delivered.
        run.command("Spotify", 4);
        QTRY_COMPARE(run.watcher.sent().size(), 4);
        run.integrationComes(u"Spotify"_s);
        QTRY_COMPARE(run.integration.sent(), QList<QByteArray>{delivered(4)});
    }
    // On the disk as well.
    Run again(path);
    QTRY_COMPARE(again.dispatcher.engine().census().knownIntegrations, 2);
    again.integrationComes(u"Clock"_s);
    QTRY_COMPARE(again.integration.sent(), QList<QByteArray>{delivered(2)});
}

void TestOutboxCommands::whatIsDroppedOfAnEarlierRunHoldsUpNothingNew()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"outbox.sqlite"_s);
    {
        Run first(path);
        for (const QString &name : {u"Spotify"_s, u"Clock"_s})
            first.dispatcher.peerDisconnected(first.integrationComes(name), {1000});
        first.command("Spotify", 1);
        first.command("Clock", 2);
        first.command("Spotify", 3);
        QTRY_COMPARE(first.watcher.sent().size(), 3);
    }
    EngineSettings settings;
    settings.upstream.earlierRunMs = 10'000;
    Run second(path, settings);
    QTRY_COMPARE(second.dispatcher.engine().census().knownIntegrations, 2);
    QCOMPARE(second.health.earlierRun, 3);
    second.integrationComes(u"Spotify"_s);
    second.worker.dropAll(u"integration:Spotify"_s);
    QTRY_COMPARE(second.lost(u"integration:Spotify"_s, u"by the operator"_s), 2);
    QCOMPARE(second.outboxEvents.last().pending, 0);
    QTRY_COMPARE(second.health.earlierRun, 1);
    second.command("Spotify", 4);
    QTRY_COMPARE(second.integration.sent(), QList<QByteArray>{delivered(4)});
}

/// The storage thread hangs as long as nobody handles its events.
void TestOutboxCommands::whatASlowDiskDoesNotTakeIsLogged()
{
    OutboxLimits limits;
    limits.bytes = 1000; // Whatever is taken is refused at once: nothing is written.
    const QTemporaryDir folder;
    Run run(folder.filePath(u"outbox.sqlite"_s), {}, limits);
    Run::settle();
    // Three are a destination's share, six are all. One text, shared.
    const QByteArray payload(OutboxGate::destinationBytes * 10 / 32, 'x');
    quint64 ticket = 1'000'000;
    const auto keep = [&](const QString &destination) {
        run.gate.keep({++ticket, {destination, {}, payload, 1, OutboxKind::Command}});
    };
    for (int i = 0; i < 5; ++i)
        keep(u"integration:Spotify"_s);
    keep(u"integration:Clock"_s); // Has its own share.
    QTest::ignoreMessage(
        QtWarningMsg,
        QRegularExpression(u"^2 messages for integration:Spotify dropped: the disk is too slow; "
                           "what it cannot take is not kept, and cannot be exported$"_s));
    QTRY_COMPARE(run.lost(u"integration:Spotify"_s, u"the disk is too slow"_s), 2);
    QCOMPARE(run.lost(u"integration:Spotify"_s, u"at most 1000 are allowed"_s), 3);
    QCOMPARE(run.lost(u"integration:Clock"_s, u"the disk is too slow"_s), 0);
    QCOMPARE(run.lost(u"integration:Clock"_s, u"at most 1000 are allowed"_s), 1);

    // One line, whomever they were for.
    for (int i = 0; i < 4; ++i) {
        keep(u"integration:Spotify"_s);
        keep(u"integration:Clock"_s);
    }
    QTest::ignoreMessage(QtWarningMsg,
                         QRegularExpression(u"^2 messages for 2 destinations dropped: "_s));
    QTRY_COMPARE(run.lost(u"integration:Clock"_s, u"the disk is too slow"_s), 1);
    QCOMPARE(run.lost(u"integration:Spotify"_s, u"the disk is too slow"_s), 3);
}

QTEST_GUILESS_MAIN(TestOutboxCommands)
#include "tst_outboxcommands.moc"
