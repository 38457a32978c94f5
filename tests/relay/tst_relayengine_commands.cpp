// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "watcherstage.h"

#include <QTest>

using namespace neuro;
using namespace neuro::relay;
using namespace neuro::relay::testing;
using namespace Qt::StringLiterals;

/// Watchers' commands for integrations, which may be away.
class TestRelayEngineCommands : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aCommandReachesItsTarget()
    {
        Stage f;
        const PeerId target = f.connectIntegration(u"Spotify"_s);
        const PeerId other = f.connectIntegration(u"Lights"_s);
        QCOMPARE(f.command(1), QList<QByteArray>{sent});
        QCOMPARE(f.takeSent(target), QList<QByteArray>{Stage::delivered(1)});
        QVERIFY(f.takeSent(other).isEmpty());
        QVERIFY(f.outboxRequests.isEmpty());
        QCOMPARE(f.lastFrameIn().command, u"target"_s);
        const quint64 seq = f.lastFrameIn().seq;
        bool isPassedOn = false;
        for (const FrameEvent &frame : f.all<FrameEvent>())
            isPassedOn = isPassedOn || (frame.peer == target && frame.origin == seq);
        QVERIFY(isPassedOn);
    }

    void aCommandForNobody_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addRow("never seen") << R"({"target":"Nobody","cmd":{}})"_ba;
        QTest::addRow("a game of the backend") << R"({"target":"Chess","cmd":{}})"_ba;
        QTest::addRow("a watcher") << R"({"target":"boss","cmd":{}})"_ba;
        QTest::addRow("no name") << R"({"target":"","cmd":{}})"_ba;
        QTest::addRow("upstream") << R"({"target":"upstream","cmd":{}})"_ba;
        QTest::addRow("no cmd") << R"({"target":"Spotify"})"_ba;
        QTest::addRow("cmd is text") << R"({"target":"Spotify","cmd":"play"})"_ba;
    }
    void aCommandForNobody()
    {
        QFETCH(QByteArray, text);
        Stage f;
        f.connectGame(u"Chess"_s);
        f.comeAndGo();
        QCOMPARE(f.ask(f.watcher, text), QList<QByteArray>{error("invalid target/cmd")});
        QCOMPARE(f.lastFrameIn().verdict, Verdict::Refused);
        QVERIFY(f.outboxRequests.isEmpty());
    }

    void queuedOnlyWhenItIsOnDisk()
    {
        Stage f;
        f.comeAndGo();
        QVERIFY(f.command(1).isEmpty());
        QCOMPARE(f.outboxRequests.size(), 1);
        const auto keep = std::get<KeepInOutbox>(f.outboxRequests.first());
        QCOMPARE(keep.row.destination, u"integration:Spotify"_s);
        QCOMPARE(keep.row.kind, OutboxKind::Command);
        QCOMPARE(keep.row.name, u"ui"_s);
        QCOMPARE(keep.row.payload, Stage::delivered(1));
        QCOMPARE(keep.row.createdUs, f.now.wall);
        f.serveOutbox();
        QCOMPARE(f.takeSent(f.watcher), QList<QByteArray>{queued});
        QCOMPARE(f.all<OutboxEvent>().last().state, OutboxEvent::State::Queued);
        QCOMPARE(f.all<OutboxEvent>().last().pending, 1);
        QCOMPARE(f.engine.census().commandsUnderWay, 0);
    }

    void notQueuedWhenItIsOnlyInMemory()
    {
        Stage f;
        f.comeAndGo();
        f.isOutboxDurable = false;
        f.outboxProblem = protocol::verbatim(u"the disk is full"_s);
        f.openOutbox();
        f.command(1);
        f.serveOutbox();
        QCOMPARE(f.takeSent(f.watcher),
                 QList<QByteArray>{
                     error("kept in memory only, lost if the relay ends: the disk is full")});
        QCOMPARE(f.all<OutboxEvent>().last().state, OutboxEvent::State::InMemory);
        // It is delivered all the same.
        const PeerId target = f.connectIntegration(u"Spotify"_s);
        f.serveOutbox();
        QCOMPARE(f.takeSent(target), QList<QByteArray>{Stage::delivered(1)});
    }

    void notQueuedWhenItIsNotKept()
    {
        Stage f;
        f.comeAndGo();
        f.outbox.failWith(OutboxError{OutboxError::Cause::DiskFull, u"o.sqlite"_s, {}});
        f.command(1);
        f.serveOutbox();
        const QList<QByteArray> answers = f.takeSent(f.watcher);
        QCOMPARE(answers.size(), 1);
        QVERIFY(answers.first().startsWith("{\"error\":\"not stored: "));
        f.outboxProblem = protocol::verbatim(u"the disk is full"_s);
        f.openOutbox();
        f.command(2);
        f.serveOutbox();
        QCOMPARE(f.takeSent(f.watcher), QList<QByteArray>{error("not stored: the disk is full")});
        // The relay goes on.
        f.outbox.failWith({});
        f.command(3);
        f.serveOutbox();
        QCOMPARE(f.takeSent(f.watcher), QList<QByteArray>{queued});
    }

    void deliveredInOrderOnReturn()
    {
        Stage f;
        f.comeAndGo();
        for (const int number : {1, 2, 3})
            f.command(number);
        f.serveOutbox();
        const PeerId target = f.connectIntegration(u"Spotify"_s);
        QVERIFY(f.takeSent(target).isEmpty());
        // While rows remain, newer ones join the end.
        QVERIFY(f.command(4).isEmpty());
        f.serveOutbox();
        QCOMPARE(f.takeSent(f.watcher), QList<QByteArray>{queued});
        QCOMPARE(f.takeSent(target), (QList<QByteArray>{Stage::delivered(1), Stage::delivered(2),
                                                        Stage::delivered(3)}));
        QVERIFY(f.command(5).isEmpty());
        f.serveOutbox();
        QVERIFY(f.takeSent(target).isEmpty());
        QCOMPARE(f.outbox.counts().first().rows, 5);
        f.pong(target);
        f.serveOutbox();
        QCOMPARE(f.takeSent(target), (QList<QByteArray>{Stage::delivered(4), Stage::delivered(5)}));
        QCOMPARE(f.outbox.counts().first().rows, 2);
        f.pong(target);
        f.serveOutbox();
        QVERIFY(f.outbox.counts().isEmpty());
        QCOMPARE(f.all<OutboxEvent>().last().state, OutboxEvent::State::Delivered);
        QCOMPARE(f.all<OutboxEvent>().last().pending, 0);
        QCOMPARE(f.command(6), QList<QByteArray>{sent});
        QCOMPARE(f.takeSent(target), QList<QByteArray>{Stage::delivered(6)});
    }

    void deliveredAgainWhenItMayNotHaveArrived()
    {
        Stage f;
        f.comeAndGo();
        f.command(1);
        f.serveOutbox();
        const PeerId first = f.connectIntegration(u"Spotify"_s);
        f.serveOutbox();
        QCOMPARE(f.takeSent(first).size(), 1);
        f.disconnect(first);
        f.serveOutbox();
        const PeerId second = f.connectIntegration(u"Spotify"_s);
        f.serveOutbox();
        QCOMPARE(f.takeSent(second), QList<QByteArray>{Stage::delivered(1)});
        f.pong(first); // Long gone: proves nothing.
        QCOMPARE(f.outbox.counts().first().rows, 1);
        f.pong(second);
        f.serveOutbox();
        QVERIFY(f.outbox.counts().isEmpty());
    }

    void aNewerConnectionTakesOverTheDelivery()
    {
        Stage f;
        f.comeAndGo();
        f.command(1);
        f.serveOutbox();
        const PeerId older = f.connectIntegration(u"Spotify"_s);
        f.serveOutbox();
        const PeerId newer = f.connectIntegration(u"Spotify"_s);
        f.disconnect(older);
        f.serveOutbox();
        QCOMPARE(f.takeSent(newer), QList<QByteArray>{Stage::delivered(1)});
    }

    void rowsOfAnEarlierRunMakeATarget()
    {
        Stage f;
        f.outbox.append(
            {{u"integration:Spotify"_s, u"old"_s, R"({"cmd":1})", f.now.wall, OutboxKind::Command},
             {u"integration:Gone"_s, u"old"_s, "x", f.now.wall, OutboxKind::Command},
             {u"strange"_s, u"old"_s, "y", f.now.wall, OutboxKind::Command}},
            f.now.wall);
        f.outbox.restart();
        f.openOutbox();
        const OutboxHealthEvent health = f.all<OutboxHealthEvent>().last();
        QCOMPARE(health.queues,
                 (QList<OutboxPending>{{u"integration:Gone"_s, 1}, {u"integration:Spotify"_s, 1}}));
        QCOMPARE(health.pending, 0);
        QVERIFY(f.command(2).isEmpty());
        f.serveOutbox();
        QCOMPARE(f.takeSent(f.watcher), QList<QByteArray>{queued});
        const PeerId target = f.connectIntegration(u"Spotify"_s);
        f.serveOutbox();
        QCOMPARE(f.takeSent(target), (QList<QByteArray>{R"({"cmd":1})", Stage::delivered(2)}));
        f.execute(TakeSnapshot{});
        QCOMPARE(f.all<SnapshotEvent>().last().outbox.queues,
                 (QList<OutboxPending>{{u"integration:Gone"_s, 1}, {u"integration:Spotify"_s, 2}}));
    }

    void rowsOfAnEarlierRunWaitForTheOperator_data()
    {
        QTest::addColumn<bool>("discard");
        QTest::addRow("send") << false;
        QTest::addRow("discard") << true;
    }
    void rowsOfAnEarlierRunWaitForTheOperator()
    {
        QFETCH(bool, discard);
        EngineSettings settings;
        settings.upstream.earlierRunMs = 10'000;
        EngineFixture f(settings);
        f.outbox.append(
            {{u"integration:Spotify"_s, u"old"_s, "x", f.now.wall, OutboxKind::Command}},
            f.now.wall);
        f.outbox.restart();
        f.openOutbox();
        QCOMPARE(f.all<OutboxHealthEvent>().last().earlierRun, 1);
        const PeerId target = f.connectIntegration(u"Spotify"_s);
        f.serveOutbox();
        QVERIFY(f.takeSent(target).isEmpty());
        f.execute(ReleaseEarlierRun{discard});
        f.serveOutbox();
        QCOMPARE(f.takeSent(target), discard ? QList<QByteArray>() : QList<QByteArray>{"x"});
        QCOMPARE(f.outbox.counts().isEmpty(), discard);
        if (discard)
            QCOMPARE(f.all<OutboxEvent>().last().state, OutboxEvent::State::Dropped);
    }

    void whatIsDroppedOfAnEarlierRunHoldsUpNothingNew_data()
    {
        QTest::addColumn<bool>("areIdsKnown");
        QTest::addRow("by its ids") << true;
        QTest::addRow("by what is left") << false;
    }
    void whatIsDroppedOfAnEarlierRunHoldsUpNothingNew()
    {
        QFETCH(bool, areIdsKnown);
        EngineSettings settings;
        settings.upstream.earlierRunMs = 10'000;
        EngineFixture f(settings);
        const QString spotify = u"integration:Spotify"_s;
        f.outbox.append({{spotify, u"old"_s, "x", f.now.wall, OutboxKind::Command},
                         {spotify, u"old"_s, "y", f.now.wall, OutboxKind::Command},
                         {u"integration:Lights"_s, u"old"_s, "z", f.now.wall, OutboxKind::Command}},
                        f.now.wall);
        f.outbox.restart();
        f.openOutbox();
        QCOMPARE(f.all<OutboxHealthEvent>().last().earlierRun, 3);
        const PeerId watcher = f.connectWatcher(u"ui"_s);
        const PeerId target = f.connectIntegration(u"Spotify"_s);
        const PeerId other = f.connectIntegration(u"Lights"_s);
        QList<qint64> ids;
        const QList<OutboxRow> rows = *f.outbox.rows(spotify, 0, 10, 10'000);
        for (const OutboxRow &row : rows)
            ids.append(row.id);
        QVERIFY(f.outbox.dropAll(spotify).hasValue());
        if (areIdsKnown) {
            f.drop(spotify, ids);
            QCOMPARE(f.all<OutboxEvent>().last().pending, 0);
        } else {
            f.engine.outboxDropped(spotify, {}, 2, protocol::verbatim(u"lost"_s), f.now);
            f.openOutbox();
        }
        QCOMPARE(f.all<OutboxHealthEvent>().last().earlierRun, 1);
        f.receive(watcher, R"({"target":"Spotify","cmd":{"n": 1}})");
        f.serveOutbox();
        QCOMPARE(f.takeSent(target), QList<QByteArray>{Stage::delivered(1)});
        QVERIFY(f.takeSent(other).isEmpty());
        f.execute(ReleaseEarlierRun{});
        f.serveOutbox();
        QCOMPARE(f.takeSent(other), QList<QByteArray>{"z"});
        QCOMPARE(f.all<OutboxHealthEvent>().last().earlierRun, 0);
    }

    void whatALimitDropsIsTold()
    {
        Stage f;
        f.comeAndGo();
        f.command(1);
        f.command(2);
        f.serveOutbox();
        const QList<OutboxRow> rows = *f.outbox.rows(u"integration:Spotify"_s, 0, 10, 10'000);
        f.outbox.remove({rows.first().id});
        f.engine.outboxDropped(u"integration:Spotify"_s, {rows.first().id}, 1,
                               protocol::verbatim(u"too old"_s), f.now);
        f.execute(TakeSnapshot{}); // Collects.
        const OutboxEvent event = f.all<OutboxEvent>().last();
        QCOMPARE(event.state, OutboxEvent::State::Dropped);
        QCOMPARE(event.destination, u"integration:Spotify"_s);
        QCOMPARE(event.pending, 1);
        const PeerId target = f.connectIntegration(u"Spotify"_s);
        f.serveOutbox();
        QCOMPARE(f.takeSent(target), QList<QByteArray>{Stage::delivered(2)});
    }

    void aWatcherThatLeftIsToldNothing()
    {
        Stage f;
        f.comeAndGo();
        f.command(1);
        f.disconnect(f.watcher);
        f.serveOutbox();
        QVERIFY(f.takeSent(f.watcher).isEmpty());
        QCOMPARE(f.outbox.counts().first().rows, 1);
    }

    void commandsOnTheirWayAreLimited()
    {
        Stage f;
        f.comeAndGo();
        for (std::size_t i = 0; i < limits::commandsUnderWay; ++i)
            f.engine.textReceived(f.watcher, R"({"target":"Spotify","cmd":{}})", f.now);
        const QList<QByteArray> answers = f.command(1);
        QCOMPARE(answers.size(), 1);
        QVERIFY(answers.first().startsWith("{\"error\":\"not stored: the disk"));
        QCOMPARE(f.engine.census().commandsUnderWay, int(limits::commandsUnderWay));
    }

    /// Its outbox remembers whom earlier runs saw.
    void whoWasSeenBeforeIsKnown()
    {
        Stage f;
        f.outbox.noteSeen({u"integration:Clock"_s, u"integration:Spotify"_s, u"upstream"_s});
        QCOMPARE(f.command(1), QList<QByteArray>{error("invalid target/cmd")});
        f.openOutbox();
        QVERIFY(f.command(2).isEmpty());
        f.serveOutbox();
        QCOMPARE(f.takeSent(f.watcher), QList<QByteArray>{queued});
        QCOMPARE(f.engine.census().knownIntegrations, 2);
        const PeerId target = f.connectIntegration(u"Spotify"_s);
        f.serveOutbox();
        QCOMPARE(f.takeSent(target), QList<QByteArray>{Stage::delivered(2)});
        QCOMPARE(f.outbox.seen(),
                 (QStringList{u"integration:Clock"_s, u"upstream"_s, u"integration:Spotify"_s}));
    }

    /// The window shows whom something waits for.
    void whoIsOnlyRememberedIsNotTold()
    {
        Stage f;
        f.outbox.noteSeen({u"integration:Clock"_s});
        f.events.clear();
        f.openOutbox();
        QCOMPARE(f.engine.census().knownIntegrations, 1);
        QCOMPARE(f.events.size(), std::size_t(1));
        QVERIFY(f.all<OutboxHealthEvent>().value(0).queues.isEmpty());
    }

    void beforeTheOutboxIsOpenNobodyIsUnknown()
    {
        EngineFixture f;
        f.engine.expectOutbox();
        const PeerId watcher = f.connectWatcher(u"ui"_s);
        f.receive(watcher, R"({"target":"Spotify","cmd":{}})");
        const QList<QByteArray> answers = f.takeSent(watcher);
        QCOMPARE(answers.size(), 1);
        QVERIFY2(answers.first().startsWith("{\"error\":\"not stored: whether "),
                 answers.first().constData());
        f.openOutbox();
        f.receive(watcher, R"({"target":"Spotify","cmd":{}})");
        QCOMPARE(f.takeSent(watcher), QList<QByteArray>{error("invalid target/cmd")});
    }

    /// The file is locked, or broken: who was here before is in it.
    void whileTheOutboxCannotBeReadNobodyIsUnknown()
    {
        EngineFixture f;
        f.engine.expectOutbox();
        const PeerId watcher = f.connectWatcher(u"ui"_s);
        const auto ask = [&] {
            f.receive(watcher, R"({"target":"Spotify","cmd":{}})");
            return f.takeSent(watcher);
        };
        f.outboxProblem = protocol::verbatim(u"it is locked"_s);
        f.openOutbox();
        const QList<QByteArray> answers = ask();
        QCOMPARE(answers.size(), 1);
        QVERIFY2(answers.first().startsWith("{\"error\":\"not stored: whether "),
                 answers.first().constData());
        QCOMPARE(f.lastFrameIn().refusal->reason, protocol::Reason::UnknownTarget);
        f.outboxProblem = {};
        f.outbox.noteSeen({u"integration:Spotify"_s});
        f.openOutbox();
        QVERIFY(ask().isEmpty());
        f.serveOutbox();
        QCOMPARE(f.takeSent(watcher), QList<QByteArray>{queued});
    }

    /// Whom this run saw is newer.
    void thoseOfEarlierRunsAreForgottenFirst()
    {
        Stage f;
        f.comeAndGo();
        f.outbox.noteSeen({u"integration:Clock"_s, u"integration:Lights"_s});
        f.openOutbox();
        for (std::size_t i = 0; i < limits::knownIntegrations - 2; ++i)
            f.disconnect(f.connectIntegration(u"i"_s + QString::number(i)));
        QCOMPARE(f.ask(f.watcher, R"({"target":"Clock","cmd":{}})"),
                 QList<QByteArray>{error("invalid target/cmd")});
        QVERIFY(f.ask(f.watcher, R"({"target":"Lights","cmd":{}})").isEmpty());
        QVERIFY(f.command(1).isEmpty());
    }

    void integrationsAreForgottenAtALimit()
    {
        Stage f;
        f.comeAndGo();
        f.command(1);
        f.serveOutbox();
        for (std::size_t i = 0; i < limits::knownIntegrations; ++i) {
            f.advance(1);
            f.disconnect(f.connectIntegration(u"i"_s + QString::number(i)));
        }
        QCOMPARE(f.engine.census().knownIntegrations, int(limits::knownIntegrations));
        // The one away for longest is unknown; one for which something waits is not.
        QCOMPARE(f.ask(f.watcher, R"({"target":"i0","cmd":{}})"),
                 QList<QByteArray>{error("invalid target/cmd")});
        QVERIFY(f.ask(f.watcher, R"({"target":"i9","cmd":{}})").isEmpty());
        QVERIFY(f.command(2).isEmpty());
        f.serveOutbox();
        QCOMPARE(f.takeSent(f.watcher), (QList<QByteArray>{queued, queued}));
    }
};

QTEST_GUILESS_MAIN(TestRelayEngineCommands)
#include "tst_relayengine_commands.moc"
