// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "protocol/json.h"
#include "relay/feedfixture.h"

#include <QDateTime>
#include <QJsonArray>
#include <QTest>

using namespace neuro::relay;
using namespace neuro::tests;
using namespace Qt::StringLiterals;

/// What watchers are told that begin, or that have missed something.
class TestWatcherSnapshot : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void emptySnapshot()
    {
        QCOMPARE(Feeding().feed.snapshot({0, 1'700'000'000'500'000}),
                 R"({"event":"snapshot","timestamp":1700000000.500000,"clients":[],"actions":{},)"
                 R"("forces":[],"upstream":{"state":"disconnected","url":""},"queue":[],)"
                 R"("recent":[]})"_ba);
    }

    /// For one that does without a snapshot, in the words in which it will be told of others.
    void openForces()
    {
        Feeding relay;
        QCOMPARE(relay.feed.openForces(), QList<QByteArray>());
        const QList<QByteArray> told =
            relay.takeWithPeers({asking(), in(force(2, u"Which?"_s), ForceState::Held),
                                 in(force(3, u"Sent"_s), ForceState::Answered),
                                 in(force(4, u"Later"_s), ForceState::Waiting)});
        const QList<QByteArray> open = relay.feed.openForces();
        QCOMPARE(eventsOf(open), QStringList(3, u"choose_action"_s));
        QCOMPARE(open[0], told[0]);
        QCOMPARE(parsed(open[1])["payload"_L1]["query"_L1].toString(), u"Which?"_s);
        QCOMPARE(parsed(open[2])["payload"_L1]["query"_L1].toString(), u"Later"_s);
        relay.take({ended(ForceState::Dropped)});
        QCOMPARE(relay.feed.openForces(), open.sliced(1));
    }

    void openForcesWithoutSecrets()
    {
        Feeding relay;
        relay.feed.setMask(
            [](const QByteArray &text) { return QByteArray(text).replace("Pick", "***"); });
        relay.takeWithPeers({asking()});
        QVERIFY(!relay.feed.openForces().value(0).contains("Pick"));
    }

    void openForcesThatDoNotFit()
    {
        Feeding relay;
        ForceEvent large = force(1, QString(limits::watcherEventBytes, u'x'));
        relay.take({in(large, ForceState::Waiting), in(force(2, u"Which?"_s), ForceState::Held)});
        const QList<QByteArray> open = relay.feed.openForces();
        QCOMPARE(eventsOf(open), QStringList({u"choose_action"_s, u"missed"_s}));
        QCOMPARE(open[1], R"({"event":"missed","count":1})"_ba);
    }

    void snapshot()
    {
        Feeding relay;
        RegistryEvent actions = registry(1, {u"jump"_s});
        actions.actions.append(action(u"aim"_s, R"({"max": 1.0})"));
        FrameEvent said = text(1, R"({"a" : 1.0})");
        said.seq = 7;
        relay.takeWithPeers({watcher(5, u"phone"_s, true), connected(6), actions,
                             registry(2, {u"play"_s}), asking(),
                             in(force(2, u"Which?"_s), ForceState::Held),
                             in(force(3, u"Sent"_s), ForceState::Answered), said,
                             refused(outgoing(text(1, "x")), {}),
                             upstream(UpstreamEvent::State::Connected), outbox(u"upstream"_s, 3)});

        const QByteArray text = relay.feed.snapshot(moment(5 * seconds));
        QVERIFY(
            text.contains(R"({"name":"aim","description":"What aim does","schema":{"max": 1.0}})"));
        const QJsonObject snapshot = parsed(text);
        QCOMPARE(snapshot.value("event"_L1).toString(), u"snapshot"_s);

        QStringList clients;
        for (const QJsonValue &value : snapshot.value("clients"_L1).toArray()) {
            const QJsonObject client = value.toObject();
            clients.append(client.value("name"_L1).toString() + u' ' +
                           client.value("type"_L1).toString() + u' ' +
                           client.value("privileges"_L1).toString());
        }
        QCOMPARE(clients, QStringList({u"Game A game "_s, u"Spotify integration "_s,
                                       u"ui watcher standard"_s, u"wolf ui "_s,
                                       u"phone watcher enhanced"_s, u" game "_s}));

        const QJsonObject games = snapshot.value("actions"_L1).toObject();
        QCOMPARE(games.keys(), QStringList({u"Game A"_s, u"Spotify"_s}));
        QCOMPARE(games.value("Game A"_L1).toArray().size(), 2);
        QCOMPARE(games.value("Spotify"_L1).toArray().at(0).toObject().value("schema"_L1),
                 QJsonValue(QJsonObject()));

        const QJsonArray forces = snapshot.value("forces"_L1).toArray();
        QCOMPARE(forces.size(), 2); // What was answered cannot be.
        QCOMPARE(forces.at(0).toObject().value("type"_L1).toString(), u"choose_action_request"_s);
        QCOMPARE(forces.at(1).toObject().value("query"_L1).toString(), u"Which?"_s);
        QCOMPARE(snapshot.value("upstream"_L1).toObject(),
                 QJsonObject({{u"state"_s, u"connected"_s}, {u"url"_s, u"ws://neuro:8000"_s}}));
        QCOMPARE(snapshot.value("queue"_L1).toArray(),
                 QJsonArray({QJsonObject({{u"destination"_s, u"upstream"_s}, {u"pending"_s, 3}})}));

        const QJsonArray recent = snapshot.value("recent"_L1).toArray();
        QCOMPARE(recent.size(), 2);
        const QJsonObject frame = recent.at(0).toObject();
        QCOMPARE(frame.value("seq"_L1).toInt(), 7);
        QCOMPARE(frame.value("dir"_L1).toString(), u"in"_s);
        QCOMPARE(frame.value("door"_L1).toString(), u"backend"_s);
        QCOMPARE(frame.value("name"_L1).toString(), u"Game A"_s);
        QCOMPARE(frame.value("verdict"_L1).toString(), u"accepted"_s);
        QCOMPARE(frame.value("text"_L1).toString(), u"{\"a\" : 1.0}"_s);
        QCOMPARE(QDateTime::fromString(frame.value("t"_L1).toString(), Qt::ISODateWithMs)
                     .toMSecsSinceEpoch(),
                 moment(0).wall / 1000);
        QCOMPARE(recent.at(1).toObject().value("dir"_L1).toString(), u"out"_s);
    }

    void namesakesHaveActionsOfTheirOwnInASnapshot()
    {
        Feeding relay;
        relay.take({named(1, u"Game A"_s, u"game-a"_s), named(2, u"Game A"_s, u"game-a-2"_s),
                    registry(1, {u"jump"_s}), registry(2, {u"duck"_s})});
        const QJsonObject games =
            parsed(relay.feed.snapshot(moment(0))).value("actions"_L1).toObject();
        QCOMPARE(games.keys(), QStringList({u"Game A"_s, u"game-a-2"_s}));
    }

    /// An empty name is one that a game may have; whoever sends it an action calls it by its
    /// identifier.
    void namelessGamesAreListedByTheirIdentifiers()
    {
        Feeding relay;
        relay.take({connected(1), connected(2), connected(3), named(1, QString(), u"game"_s),
                    named(2, QString(), u"game-2"_s), registry(1, {u"jump"_s}),
                    registry(2, {u"duck"_s})});
        const QJsonObject games =
            parsed(relay.feed.snapshot(moment(0))).value("actions"_L1).toObject();
        QCOMPARE(games.keys(), QStringList({u"game"_s, u"game-2"_s}));
        QCOMPARE(games.value("game-2"_L1).toArray().at(0).toObject().value("name"_L1), u"duck"_s);
        // One that takes over another's identifier is called by it from then on.
        relay.take({disconnected(1), named(2, QString(), u"game"_s)});
        const QJsonObject later =
            parsed(relay.feed.snapshot(moment(0))).value("actions"_L1).toObject();
        QCOMPARE(later.keys(), QStringList{u"game"_s});
        QCOMPARE(later.value("game"_L1).toArray().at(0).toObject().value("name"_L1), u"duck"_s);
    }

    /// What is too much is left out and counted.
    void snapshotsAreBounded()
    {
        Feeding relay;
        RegistryEvent actions = registry(1, {});
        const QByteArray schema = "{\"x\":\"" + QByteArray(250'000, 'x') + "\"}";
        for (int i = 0; i < 300; ++i)
            actions.actions.append(action(u"action %1"_s.arg(i), schema));
        relay.takeWithPeers({actions});
        const QByteArray text = relay.feed.snapshot(moment(0));
        QVERIFY(text.size() <= limits::watcherEventBytes + 1024);
        const auto document = neuro::protocol::JsonDocument::parse(text);
        QVERIFY(document);
        const double omitted = document->root().member("omitted").toDouble();
        const auto told = document->root().member("actions").member("Game A").size();
        QVERIFY(told > 100);
        QCOMPARE(static_cast<double>(told) + omitted, 300.0);
    }

    void aSnapshotThatTellsNothingNewIsNotTold()
    {
        Feeding relay;
        relay.takeWithPeers({connected(5), registry(1, {u"jump"_s}), asking()});
        QCOMPARE(relay.take({current(relay.mirror)}), QList<QByteArray>());
    }

    void whatWasLostIsMendedByASnapshot_data()
    {
        QTest::addColumn<RelayEvents>("lost");
        QTest::newRow("a game came") << RelayEvents{connected(9), named(9, u"New"_s, u"new"_s)};
        QTest::newRow("a game left") << RelayEvents{disconnected(1)};
        QTest::newRow("actions") << RelayEvents{registry(1, {u"jump"_s, u"duck"_s})};
        QTest::newRow("all actions") << RelayEvents{registry(1, {})};
        QTest::newRow("a force came") << RelayEvents{force(8, u"New"_s)};
        QTest::newRow("a force ended") << RelayEvents{ended(ForceState::Withdrawn)};
    }

    void whatWasLostIsMendedByASnapshot()
    {
        QFETCH(RelayEvents, lost);
        Feeding relay;
        relay.takeWithPeers({registry(1, {u"jump"_s}), asking()});
        RelayMirror truth(moment(0));
        truth.take({connected(1), named(1, u"Game A"_s, u"game-a"_s), integration(2, u"Spotify"_s),
                    watcher(3, u"ui"_s), hubClient(4, u"wolf"_s), registry(1, {u"jump"_s}),
                    asking()},
                   0);
        truth.take(lost, 0);

        const RelayEvents batch{current(truth), text(2, "{}", u"Spotify"_s, Door::Intermediary)};
        const QList<QByteArray> texts = relay.take(batch);
        QCOMPARE(eventsOf(texts), QStringList({u"integration_message"_s, u"snapshot"_s}));
        QCOMPARE(static_cast<std::size_t>(parsed(texts[1]).value("clients"_L1).toArray().size()),
                 truth.clients().size());
        // From there it goes on.
        QCOMPARE(relay.take({current(truth)}), QList<QByteArray>());
    }

private:
    /// What the engine would say to be current.
    static SnapshotEvent current(const RelayMirror &truth)
    {
        SnapshotEvent snapshot;
        snapshot.at = moment(0);
        for (const auto &[peer, client] : truth.clients()) {
            PeerEvent event = as(connected(peer), client.role, client.door, client.name);
            event.state =
                client.name.isEmpty() ? PeerEvent::State::Connected : PeerEvent::State::Named;
            event.gameId = client.gameId;
            event.hubType = client.hubType;
            event.isEnhanced = client.isEnhanced;
            snapshot.peers.append(event);
            if (!client.actions.isEmpty())
                snapshot.registries.append({moment(0), peer, client.name, client.actions});
        }
        for (const auto &[id, force] : truth.forces())
            snapshot.forces.append(force);
        return snapshot;
    }
};

QTEST_GUILESS_MAIN(TestWatcherSnapshot)
#include "tst_watchersnapshot.moc"
