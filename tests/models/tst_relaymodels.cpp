// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "models/relaymodels.h"

#include "models/events.h"
#include "models/modeltext.h"

#include <QAbstractItemModelTester>
#include <QObject>
#include <QSignalSpy>
#include <QTest>

using namespace neuro;
using namespace neuro::tests;
using models::RelayModels;

class TestRelayModels : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void feedsEveryModel();
    void doorAndSettings();
    void skippedFramesAddUp();
    void answersAndAdmissions();
    void modelsAreCurrentWhenSignalsCome();
    void snapshotKeepsTraffic();
    void upstream();
    void outboxIsToldOncePerBatch();
    void dropsAddUp();
    void queuesFollowEveryDestination();
    void theTestBench();
};

void TestRelayModels::feedsEveryModel()
{
    RelayModels models;
    models.apply({connected(1), named(1, u"Game A"_s, u"game-a"_s), registry(1, {u"shoot"_s}),
                  numbered(1), force(1, u"Well?"_s),
                  told(relay::TranscriptEvent::Kind::Context, u"Game A"_s, u"message 1"_s),
                  diagnosticOf(u"Game A"_s, protocol::DiagnosticKey::ContextFlood)},
                 0);
    QCOMPARE(models.traffic()->rowCount(), 1);
    QCOMPARE(modelLines(*models.integrations(), {0}), (QStringList{u"Game A"_s, u"  shoot"_s}));
    QCOMPARE(modelLines(*models.forces()), QStringList{u"Game A: Well?"_s});
    QCOMPARE(modelLines(*models.transcript()), QStringList{u"Game A: message 1"_s});
    QCOMPARE(models.diagnostics()->openRows(), 1);
    // What the table tells, the game is marked with.
    QCOMPARE(models.integrations()->index(0, 1).data().toString(), u"⚠ 1"_s);
    models.diagnostics()->dismiss({0});
    QCOMPARE(models.integrations()->index(0, 1).data().toString(), QString());
}

void TestRelayModels::doorAndSettings()
{
    RelayModels models;
    QCOMPARE(models.backend().at.wall, 0);
    QSignalSpy doors(&models, &RelayModels::backendChanged);
    QSignalSpy settings(&models, &RelayModels::settingsChanged);
    relay::DoorEvent door;
    door.at = moment(0);
    door.listening = true;
    door.addresses = QStringList{u"127.0.0.1:8000"_s};
    relay::DoorEvent other = door;
    other.door = relay::Door::Intermediary;
    other.addresses.clear();
    models.apply({door, other, relay::SettingsEvent{moment(0), {relay::Decider::Random}, true}}, 0);
    QCOMPARE(doors.size(), 1);
    QCOMPARE(models.backend().addresses, door.addresses);
    QCOMPARE(settings.size(), 1);
    QVERIFY(models.settings().holdAll);
}

void TestRelayModels::skippedFramesAddUp()
{
    RelayModels models;
    QSignalSpy skipped(&models, &RelayModels::skippedFramesChanged);
    models.apply({}, 0);
    models.apply({}, 3);
    models.apply({}, 4);
    QCOMPARE(skipped.size(), 2);
    QCOMPARE(skipped[1][0].toULongLong(), 7ULL);
    QCOMPARE(models.skippedFrames(), 7u);
}

void TestRelayModels::answersAndAdmissions()
{
    RelayModels models;
    QStringList heard;
    connect(&models, &RelayModels::commandDone, this,
            [&](const relay::OperatorEvent &event) { heard.append(event.what); });
    connect(&models, &RelayModels::admissionWanted, this,
            [&](const relay::AdmissionEvent &event) { heard.append(event.origin); });
    relay::OperatorEvent done;
    done.what = u"drop_force"_s;
    relay::AdmissionEvent wanted;
    wanted.origin = u"https://example.org"_s;
    models.apply({wanted, done}, 0);
    QCOMPARE(heard, (QStringList{u"https://example.org"_s, u"drop_force"_s}));
}

void TestRelayModels::modelsAreCurrentWhenSignalsCome()
{
    RelayModels models;
    int frames = -1;
    connect(&models, &RelayModels::commandDone, this,
            [&] { frames = models.traffic()->rowCount(); });
    models.apply({relay::OperatorEvent(), numbered(1)}, 0);
    QCOMPARE(frames, 1);
}

void TestRelayModels::snapshotKeepsTraffic()
{
    RelayModels models;
    models.apply(
        {connected(1), named(1, u"Stale"_s, u"stale"_s), numbered(1), force(1, u"Stale?"_s)}, 0);
    QSignalSpy settings(&models, &RelayModels::settingsChanged);
    relay::SnapshotEvent snapshot;
    snapshot.peers = {named(2, u"Current"_s, u"current"_s)};
    snapshot.registries = {registry(2, {u"play"_s})};
    snapshot.forces = {force(2, u"Current?"_s)};
    snapshot.settings.holdAll = true;
    models.apply({snapshot, numbered(2)}, 10);
    QCOMPARE(models.traffic()->rowCount(), 2);
    QCOMPARE(modelLines(*models.forces()), QStringList{u"Game A: Current?"_s});
    QCOMPARE(modelLines(*models.integrations(), {0}),
             (QStringList{u"Stale"_s, u"Current"_s, u"  play"_s}));
    QCOMPARE(models.integrations()->connectedGames(), 1);
    QCOMPARE(settings.size(), 1);
    QVERIFY(models.settings().holdAll);
}

void TestRelayModels::upstream()
{
    using State = relay::UpstreamEvent::State;
    RelayModels models;
    QCOMPARE(models.upstream().state, State::Off);
    QSignalSpy changes(&models, &RelayModels::upstreamChanged);
    relay::UpstreamEvent connectedEvent;
    connectedEvent.state = State::Connected;
    connectedEvent.url = u"ws://127.0.0.1:8000"_s;
    relay::PeerEvent peer = peerEvent(7, relay::PeerEvent::State::Connected);
    peer.door = relay::Door::Upstream;
    peer.name = u"Neuro"_s;
    models.apply({connectedEvent, peer}, 0);
    QCOMPARE(models.upstream().state, State::Connected);
    QCOMPARE(models.upstreamName(), u"Neuro"_s);
    QCOMPARE(changes.size(), 2);

    relay::FrameEvent acknowledged = of(frame(u"startup"_s), u"Evil Neuro"_s, 7);
    acknowledged.door = relay::Door::Upstream;
    models.apply({acknowledged, acknowledged, of(frame(u"startup"_s), u"A game"_s, 1)}, 0);
    QCOMPARE(models.upstreamName(), u"Evil Neuro"_s);
    QCOMPARE(changes.size(), 3);
    // It is no game.
    QCOMPARE(models.integrations()->rowCount(), 0);

    relay::SnapshotEvent snapshot;
    snapshot.upstream.state = State::Waiting;
    snapshot.outbox.pending = 4;
    models.apply({snapshot}, 0);
    QCOMPARE(models.upstream().state, State::Waiting);
    QCOMPARE(models.outbox().pending, 4);
}

void TestRelayModels::outboxIsToldOncePerBatch()
{
    RelayModels models;
    QSignalSpy changes(&models, &RelayModels::outboxChanged);
    relay::OutboxHealthEvent health;
    health.problem = neuro::protocol::verbatim(u"the disk is full"_s);
    health.earlierRun = 2;
    relay::OutboxEvent command;
    command.destination = u"integration:Spotify"_s;
    command.pending = 99;
    command.state = relay::OutboxEvent::State::Dropped;
    relay::OutboxEvent queued;
    queued.destination = u"upstream"_s;
    queued.pending = 3;
    models.apply({health, queued, command, numbered(1)}, 0);
    QCOMPARE(changes.size(), 1);
    QCOMPARE(models.outbox().pending, 3);
    QCOMPARE(models.outbox().earlierRun, 2);
    QCOMPARE(models.outbox().problem, health.problem);
    QCOMPARE(models.outbox().queues,
             (QList<relay::OutboxPending>{{u"integration:Spotify"_s, 99}, {u"upstream"_s, 3}}));
    models.apply({numbered(2)}, 0);
    QCOMPARE(changes.size(), 1);
}

void TestRelayModels::dropsAddUp()
{
    RelayModels models;
    QList<relay::OutboxEvent> drops;
    connect(&models, &RelayModels::outboxDropped, this,
            [&](const relay::OutboxEvent &drop) { drops.append(drop); });
    relay::OutboxEvent drop;
    drop.destination = u"upstream"_s;
    drop.state = relay::OutboxEvent::State::Dropped;
    drop.count = 2;
    drop.why = neuro::protocol::verbatim(u"too old"_s);
    relay::OutboxEvent wished = drop;
    wished.why = neuro::protocol::phrase("by the operator");
    relay::OutboxEvent command = drop;
    command.destination = u"integration:Spotify"_s;
    command.count = 1;
    models.apply({wished}, 0);
    QCOMPARE(drops.size(), 0);
    QVERIFY(!models.hasDropped());
    models.apply({drop, command, drop, wished}, 0);
    QVERIFY(models.hasDropped());
    QCOMPARE(drops.size(), 2);
    QCOMPARE(drops[0].destination, u"integration:Spotify"_s);
    QCOMPARE(drops[0].count, 1);
    QCOMPARE(drops[1].destination, u"upstream"_s);
    QCOMPARE(drops[1].count, 4);
    models.apply({wished}, 0);
    QCOMPARE(drops.size(), 2);
}

void TestRelayModels::queuesFollowEveryDestination()
{
    using Queues = QList<relay::OutboxPending>;
    RelayModels models;
    const auto tell = [&models](const QString &destination, qint64 pending) {
        relay::OutboxEvent event;
        event.destination = destination;
        event.pending = pending;
        models.apply({event}, 0);
    };
    tell(u"upstream"_s, 2);
    tell(u"integration:Spotify"_s, 1);
    tell(u"integration:Clock"_s, 5);
    QCOMPARE(
        models.outbox().queues,
        (Queues{{u"integration:Clock"_s, 5}, {u"integration:Spotify"_s, 1}, {u"upstream"_s, 2}}));
    tell(u"integration:Spotify"_s, 0);
    tell(u"integration:Clock"_s, 6);
    tell(u"upstream"_s, 0);
    tell(u"integration:Spotify"_s, 0);
    QCOMPARE(models.outbox().queues, (Queues{{u"integration:Clock"_s, 6}}));
    QCOMPARE(models.outbox().pending, 0);
}

void TestRelayModels::theTestBench()
{
    RelayModels models;
    QVERIFY(models.testBench().isOff());
    QSignalSpy changes(&models, &RelayModels::testBenchChanged);
    relay::TestBenchEvent change;
    change.bench.toGamesMs = 300;
    models.apply({change}, 0);
    QCOMPARE(changes.size(), 1);
    QCOMPARE(models.testBench().toGamesMs, 300);
    relay::SnapshotEvent snapshot;
    snapshot.testBench = change.bench;
    models.apply({snapshot}, 0);
    QCOMPARE(changes.size(), 1); // It is known.
    snapshot.testBench.ignoreForces = true;
    models.apply({snapshot}, 0);
    QCOMPARE(changes.size(), 2);
    QVERIFY(models.testBench().ignoreForces);
    models.apply({relay::TestBenchEvent{moment(0), {}, true}}, 0);
    QVERIFY(models.testBench().isOff());
    QVERIFY(changes.last().first().value<relay::TestBenchEvent>().byUpstream);
}

QTEST_GUILESS_MAIN(TestRelayModels)
#include "tst_relaymodels.moc"
