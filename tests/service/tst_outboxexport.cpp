// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "relay/inmemoryendpoint.h"
#include "relay/relaydispatcher.h"
#include "service/outboxgate.h"
#include "service/outboxworker.h"
#include "storage/outboxfaults.h"
#include "storage/specialfiles.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace neuro;
using namespace neuro::relay;
using namespace neuro::service;
using namespace Qt::Literals::StringLiterals;
using test::Stranger;

namespace {

/// What waits for upstream before anything else: that the game is there.
constexpr int ownRows = 1;

/// A game that talks to an upstream that is away, and a watcher that commands an integration which
/// is, over an outbox file.
struct Run : public EventSink
{
    explicit Run(const QString &path, const OutboxLimits &limits = {})
        : dispatcher(withUpstream(), systemInstant, [](qint64) {})
        , worker(
              std::make_unique<OutboxWorker>(path, QString(), limits, storage::SecretMask(), &gate))
        , exported(worker.get(), &OutboxWorker::exported)
        , rowsRead(worker.get(), &OutboxWorker::rowsRead)
    {
        dispatcher.addSink(this);
        dispatcher.setOutbox(&gate);
        gate.connectRelay(&context, &dispatcher);
        worker->open();
        gameId = dispatcher.peerConnected(&game, {Door::Backend, {}, PeerRole::Game, {}, false});
        dispatcher.textReceived(gameId, R"({"command":"startup","game":"Chess"})");
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
        return settings;
    }

    void take(const RelayEvents &events) override
    {
        for (const RelayEvent &event : events) {
            if (const auto *outbox = std::get_if<OutboxEvent>(&event))
                states.append(outbox->state);
        }
    }

    /// Waits until it is kept, or not.
    bool say(const QByteArray &text, OutboxEvent::State state)
    {
        states.clear();
        dispatcher.textReceived(
            gameId, R"({"command":"context","game":"Chess","data":{"silent":true,"message":")" +
                        text + "\"}}");
        return QTest::qWaitFor([&] { return states.contains(state); });
    }

    void command(const QByteArray &target, const QByteArray &text)
    {
        const QString name = QString::fromUtf8(target);
        dispatcher.peerDisconnected(
            dispatcher.peerConnected(&integration,
                                     {Door::Intermediary, {}, PeerRole::Integration, name, false}),
            {1000}); // Now it is known.
        if (watcherId == 0)
            watcherId = dispatcher.peerConnected(
                &watcher, {Door::Intermediary, {}, PeerRole::Watcher, u"ui"_s, false});
        watcher.takeSent();
        dispatcher.textReceived(watcherId,
                                "{\"target\":\"" + target + "\",\"cmd\":{\"n\":\"" + text + "\"}}");
        QTRY_VERIFY(!watcher.sent().isEmpty());
    }

    /// The arguments of exported().
    QList<QVariant> exportTo(const QString &path)
    {
        exported.clear();
        worker->exportTo(path);
        return exported.value(0);
    }

    QObject context;
    OutboxGate gate;
    InMemoryEndpoint game;
    InMemoryEndpoint watcher;
    InMemoryEndpoint integration;
    RelayDispatcher dispatcher;
    QList<OutboxEvent::State> states;
    std::unique_ptr<OutboxWorker> worker;
    QSignalSpy exported;
    QSignalSpy rowsRead;
    PeerId gameId = 0;
    PeerId watcherId = 0;
};

QString errorIn(const QList<QVariant> &arguments)
{
    return arguments.value(1).value<protocol::Phrase>().english();
}

} // namespace

/// What an export holds while the disk does not take everything.
class TestOutboxExport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        QVERIFY(QDir(m_folder->path()).mkpath(u"data"_s));
    }
    void oneFileWhenAllIsOnTheDisk();
    void everybodysMessagesAreExportedAndShown();
    void whatALimitDroppedIsExportedForEverybody();
    void oneOfManyDoesNotHideTheOthers();
    void whatIsOnlyInMemoryGoesBesideIt();
    void whatIsOnlyInMemoryIsSavedEvenWhenTheFileIsNot();
    void aPipeIsLeftAlone();
    void aFileThatCannotBeReadIsNoSuccess();
    void aFileThatWasNotOpenedYetIsNoSuccess();

private:
    QString file() const { return m_folder->filePath(u"data/outbox.sqlite"_s); }
    QString target() const { return m_folder->filePath(u"export.jsonl"_s); }
    static QByteArray read(const QString &path)
    {
        QFile opened(path);
        return opened.open(QIODevice::ReadOnly) ? opened.readAll() : QByteArray();
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestOutboxExport::oneFileWhenAllIsOnTheDisk()
{
    Run run(file());
    QVERIFY(run.say("on the disk", OutboxEvent::State::Queued));
    const QList<QVariant> told = run.exportTo(target());
    QCOMPARE(told.value(0).toString(), target());
    QCOMPARE(errorIn(told), QString());
    QCOMPARE(told.value(2).toString(), QString());
    QVERIFY(read(target()).contains("on the disk"));
    QVERIFY(!QFile::exists(target() + u".unsaved"_s));
}

/// Nobody may ever read it, and everything else that is stored would wait for that.
void TestOutboxExport::aPipeIsLeftAlone()
{
    const test::NamedPipe pipe(target());
    QVERIFY(pipe.isOpen());
    Run run(file());
    QVERIFY(run.say("on the disk", OutboxEvent::State::Queued));
    QCOMPARE(errorIn(run.exportTo(target())),
             u"%1: is no file but a device, a pipe or the like; name a file"_s.arg(target()));
    QVERIFY(pipe.isStillThere());
    QCOMPARE(pipe.readAll(), QByteArray());
}

void TestOutboxExport::everybodysMessagesAreExportedAndShown()
{
    Run run(file());
    run.command("Spotify", "first");
    QVERIFY(run.say("second", OutboxEvent::State::Queued));
    run.command("Clock", "third");
    run.exportTo(target());
    const QByteArray all = read(target());
    for (const char *text :
         {"first", "second", "third", "\"destination\":\"upstream\"",
          "\"destination\":\"integration:Spotify\"", "\"destination\":\"integration:Clock\""})
        QVERIFY2(all.contains(text), text);

    run.worker->readRows();
    QCOMPARE(run.rowsRead.size(), 1);
    QCOMPARE(run.rowsRead.first().at(1).toLongLong(), ownRows + 3);
    QStringList destinations;
    for (const OutboxRow &row : run.rowsRead.first().first().value<QList<OutboxRow>>())
        destinations.append(row.destination);
    // In the order of their arrival, whomever they are for.
    QCOMPARE(destinations, (QStringList{u"upstream"_s, u"integration:Spotify"_s, u"upstream"_s,
                                        u"integration:Clock"_s}));
}

/// Also for those for whom nothing waits any more.
void TestOutboxExport::whatALimitDroppedIsExportedForEverybody()
{
    OutboxLimits limits;
    limits.commandAgeMs = 60'000;
    Run run(file(), limits);
    run.command("Spotify", "too old");
    Stranger(file()).exec(u"UPDATE outbox SET created_us = created_us - 61000000"_s);
    run.worker.reset();
    run.gate.disconnectRelay();

    Run next(file(), limits);
    next.worker->readRows();
    for (const OutboxRow &row : next.rowsRead.first().first().value<QList<OutboxRow>>())
        QCOMPARE(row.destination, u"upstream"_s); // That the game is there.
    next.exportTo(target());
    const QByteArray all = read(target());
    QVERIFY2(all.contains("too old") && all.contains("\"state\":\"dropped\""), all.constData());
    QVERIFY(all.contains("\"why\":\"age\""));
}

/// A view has room for some of each.
void TestOutboxExport::oneOfManyDoesNotHideTheOthers()
{
    Run run(file());
    for (int i = 0; i < OutboxWorker::shownRows + 50; ++i)
        run.gate.keep(
            {1'000'000 + static_cast<quint64>(i),
             {u"integration:Loud"_s, u"ui"_s, "{}", systemInstant().wall, OutboxKind::Command}});
    run.command("Quiet", "still here");
    run.worker->readRows();
    const auto rows = run.rowsRead.first().first().value<QList<OutboxRow>>();
    QCOMPARE(rows.size(), OutboxWorker::shownRows);
    QCOMPARE(run.rowsRead.first().at(1).toLongLong(), OutboxWorker::shownRows + ownRows + 51);
    QCOMPARE(rows.last().destination, u"integration:Quiet"_s);
}

void TestOutboxExport::whatIsOnlyInMemoryGoesBesideIt()
{
    Run run(file());
    QVERIFY(run.say("on the disk", OutboxEvent::State::Queued));
    Stranger stranger(file());
    stranger.exec(u"BEGIN IMMEDIATE"_s);
    QVERIFY(run.say("in memory", OutboxEvent::State::InMemory));
    const QList<QVariant> told = run.exportTo(target());
    QCOMPARE(errorIn(told), QString());
    QCOMPARE(told.value(2).toString(), target() + u".unsaved"_s);
    QVERIFY(read(target()).contains("on the disk"));
    QVERIFY(!read(target()).contains("in memory"));
    QVERIFY(read(told.value(2).toString()).contains("in memory"));
}

/// Each has its own error, and one does not keep the other from being written.
void TestOutboxExport::whatIsOnlyInMemoryIsSavedEvenWhenTheFileIsNot()
{
    Run run(file());
    QVERIFY(run.say("on the disk", OutboxEvent::State::Queued));
    Stranger stranger(file());
    stranger.exec(u"BEGIN IMMEDIATE"_s);
    QVERIFY(run.say("in memory", OutboxEvent::State::InMemory));
    // A folder stands where the first file would be.
    QVERIFY(QDir().mkpath(target() + u"/x"_s));
    const QList<QVariant> told = run.exportTo(target());
    QVERIFY2(errorIn(told).startsWith(target()), qPrintable(errorIn(told)));
    QCOMPARE(told.value(2).toString(), target() + u".unsaved"_s);
    QVERIFY(read(told.value(2).toString()).contains("in memory"));
}

void TestOutboxExport::aFileThatCannotBeReadIsNoSuccess()
{
    QVERIFY(QDir().mkpath(file())); // A folder stands in its place.
    Run run(file());
    const QList<QVariant> nothing = run.exportTo(target());
    QVERIFY2(errorIn(nothing).contains(file()), qPrintable(errorIn(nothing)));
    QCOMPARE(nothing.value(2).toString(), QString());
    QVERIFY(!QFile::exists(target()));

    // What is in memory is saved, and not taken for everything.
    QVERIFY(run.say("in memory", OutboxEvent::State::InMemory));
    const QList<QVariant> told = run.exportTo(target());
    QVERIFY2(errorIn(told).contains(file()), qPrintable(errorIn(told)));
    QCOMPARE(told.value(2).toString(), target());
    QVERIFY(read(target()).contains("in memory"));
}

void TestOutboxExport::aFileThatWasNotOpenedYetIsNoSuccess()
{
    OutboxGate gate;
    OutboxWorker worker(file(), QString(), {}, storage::SecretMask(), &gate);
    const QSignalSpy exported(&worker, &OutboxWorker::exported);
    worker.exportTo(target());
    QVERIFY(errorIn(exported.value(0)).contains(u"not open yet"_s));
    QVERIFY(!QFile::exists(target()));
}

QTEST_GUILESS_MAIN(TestOutboxExport)
#include "tst_outboxexport.moc"
