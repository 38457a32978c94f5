// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "relay/relaymirror.h"

#include "models/events.h"

#include <QTest>

using namespace neuro::relay;
using namespace neuro::tests;
using namespace Qt::StringLiterals;

namespace {

PeerEvent as(PeerEvent event, PeerRole role, Door door, const QString &name)
{
    event.role = role;
    event.door = door;
    event.name = name;
    return event;
}

PeerEvent hubClient(PeerId peer, const QString &id, qint64 at = 0)
{
    PeerEvent event = as(connected(peer, at), PeerRole::HubClient, Door::Hub, id);
    event.hubType = u"agent"_s;
    return event;
}

/// A text of `size` bytes from `peer`.
FrameEvent text(PeerId peer, qsizetype size, qint64 at = 0)
{
    FrameEvent event = frame(u"context"_s, {}, at);
    event.peer = peer;
    event.payload = QByteArray(size, 'x');
    return event;
}

ActionEvent over(ActionState state, qint64 duration)
{
    ActionEvent event;
    event.at = moment(0);
    event.peer = 1;
    event.state = state;
    event.duration = duration;
    return event;
}

ForceEvent ended(ForceId id, ForceState state)
{
    return in(force(id, u"Pick one"_s), state);
}

OutboxEvent outbox(const QString &destination, OutboxEvent::State state, qint64 count,
                   qint64 pending)
{
    return {moment(0), destination, state, count, pending, {}};
}

class Mirrored
{
public:
    RelayMirror mirror{moment(0)};

    template <typename... Events>
    void take(const Events &...events)
    {
        mirror.take({events...}, 0);
    }
    /// Game A, as peer `peer`.
    void connectGame(PeerId peer = 1, qint64 at = 0)
    {
        PeerEvent name = named(peer, u"Game A"_s, u"game-a"_s);
        name.at = moment(at);
        take(connected(peer, at), name);
    }
    const GameCounters &game(const QString &name = u"Game A"_s) const
    {
        return mirror.games().at({PeerRole::Game, name});
    }
};

} // namespace

class TestRelayMirror : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everybodyIsAClientButUpstream()
    {
        Mirrored relay;
        PeerEvent watcher = as(connected(3), PeerRole::Watcher, Door::Intermediary, u"ui"_s);
        watcher.isEnhanced = true;
        relay.take(connected(1), named(1, u"Game A"_s, u"game-a"_s),
                   as(connected(2), PeerRole::Integration, Door::Intermediary, u"Spotify"_s),
                   watcher, hubClient(4, u"wolf"_s), connected(5),
                   as(connected(6), PeerRole::Game, Door::Upstream, u"Neuro"_s));
        QStringList types;
        for (const auto &[peer, client] : relay.mirror.clients())
            types.append(client.name + u'=' + typeOf(client));
        QCOMPARE(types, QStringList({u"Game A=game"_s, u"Spotify=integration"_s, u"ui=watcher"_s,
                                     u"wolf=agent"_s, u"=game"_s}));
        QVERIFY(relay.mirror.client(3)->isEnhanced);
        QVERIFY(!relay.mirror.client(1)->isEnhanced);
        QCOMPARE(relay.mirror.client(1)->gameId, u"game-a"_s);

        relay.take(disconnected(2), disconnected(5));
        QVERIFY(!relay.mirror.client(2));
        QCOMPARE(relay.mirror.clients().size(), std::size_t(3));
    }

    void messagesAreCounted()
    {
        Mirrored relay;
        // Its name comes with its first message, which counts as well.
        relay.take(connected(1), text(1, 10), named(1, u"Game A"_s, u"game-a"_s), text(1, 20),
                   outgoing(text(1, 5)), refused(text(1, 1), {}));
        const MessageCounters &counted = relay.game().messages;
        QCOMPARE(counted.in, 3U);
        QCOMPARE(counted.bytesIn, 31U);
        QCOMPARE(counted.out, 1U);
        QCOMPARE(counted.bytesOut, 5U);
        QCOMPARE(counted.refused, 1U);
        QCOMPARE(relay.mirror.client(1)->messages.in, 3U);
        QCOMPARE(relay.mirror.messagesAt(Door::Backend)[0], 3U);
        QCOMPARE(relay.mirror.messagesAt(Door::Backend)[1], 1U);
        QCOMPARE(relay.mirror.messagesAt(Door::Upstream)[0], 0U);
    }

    void countersSurviveTheirGame()
    {
        Mirrored relay;
        relay.connectGame(1, 0);
        relay.take(text(1, 10), disconnected(1, 5 * seconds));
        QCOMPARE(relay.game().connections, 0);
        QCOMPARE(relay.game().leftAt, moment(5 * seconds));
        QCOMPARE(relay.game().reconnects(), 0U);

        relay.connectGame(2, 60 * seconds);
        relay.take(text(2, 10));
        QCOMPARE(relay.game().messages.in, 2U);
        QCOMPARE(relay.game().reconnects(), 1U);
        QCOMPARE(relay.game().connectedAt, moment(60 * seconds));
        QCOMPARE(relay.mirror.client(2)->reconnects, 1U);
        QCOMPARE(relay.mirror.client(2)->messages.in, 1U);
    }

    /// Two games of one name are one in what is counted.
    void namesakesShareTheirCounters()
    {
        Mirrored relay;
        relay.connectGame(1, 0);
        relay.connectGame(2, 10 * seconds);
        relay.take(text(1, 10), text(2, 10));
        QCOMPARE(relay.game().connections, 2);
        QCOMPARE(relay.game().messages.in, 2U);
        QCOMPARE(relay.game().connectedAt, moment(0));
        relay.take(disconnected(1, 20 * seconds));
        QCOMPARE(relay.game().connections, 1);
        QCOMPARE(relay.game().connectedAt, moment(10 * seconds));
        // The name of a game is not that of an integration.
        relay.take(as(connected(3), PeerRole::Integration, Door::Intermediary, u"Game A"_s));
        QCOMPARE(relay.game().connections, 1);
        QCOMPARE(relay.mirror.games().size(), std::size_t(2));
    }

    void forcesAreCountedByTheirEnd()
    {
        Mirrored relay;
        relay.connectGame();
        relay.take(force(1, u"Pick one"_s), force(2, u"Pick one"_s));
        QCOMPARE(relay.mirror.forces().size(), std::size_t(2));
        relay.take(ended(1, ForceState::Answered), ended(1, ForceState::Failed),
                   ended(1, ForceState::Asked), ended(1, ForceState::Answered),
                   ended(1, ForceState::Succeeded), ended(3, ForceState::Withdrawn),
                   ended(4, ForceState::Dropped), ended(5, ForceState::Timeout),
                   ended(6, ForceState::Timeout));
        const auto count = [&relay](ForceState state) {
            return relay.game().forces[static_cast<std::size_t>(state)];
        };
        QCOMPARE(count(ForceState::Succeeded), 1U);
        QCOMPARE(count(ForceState::Withdrawn), 1U);
        QCOMPARE(count(ForceState::Dropped), 1U);
        QCOMPARE(count(ForceState::Timeout), 2U);
        QCOMPARE(count(ForceState::Failed), 0U);
        QCOMPARE(relay.game().failedAnswers, 1U);
        QCOMPARE(relay.mirror.forces().size(), std::size_t(1));
        QVERIFY(relay.mirror.forces().contains(2));
    }

    void actionsAreCountedAndTimed()
    {
        Mirrored relay;
        relay.connectGame();
        relay.take(over(ActionState::Sent, -1), over(ActionState::Succeeded, 5'000),
                   over(ActionState::Failed, 5'001), over(ActionState::Succeeded, 60 * seconds),
                   over(ActionState::Timeout, 18 * seconds), over(ActionState::Lost, 100));
        const auto count = [&relay](ActionState state) {
            return relay.game().actions[static_cast<std::size_t>(state)];
        };
        QCOMPARE(count(ActionState::Sent), 0U);
        QCOMPARE(count(ActionState::Succeeded), 2U);
        QCOMPARE(count(ActionState::Failed), 1U);
        QCOMPARE(count(ActionState::Timeout), 1U);
        QCOMPARE(count(ActionState::Lost), 1U);
        // Bounds belong to their bucket; only what the game answered is timed.
        const DurationHistogram &durations = relay.game().actionDuration;
        QCOMPARE(durations.upTo(0), 1U);
        QCOMPARE(durations.upTo(1), 2U);
        QCOMPARE(durations.upTo(DurationHistogram::bounds.size() - 1), 2U);
        QCOMPARE(durations.count(), 3U);
        QCOMPARE(durations.sum(), 60 * seconds + 10'001);
    }

    void onlySomeAwayGamesAreRemembered()
    {
        Mirrored relay;
        relay.connectGame(1); // Stays, and is the oldest.
        for (int i = 0; i < limits::rememberedGames + 10; ++i) {
            const auto peer = static_cast<PeerId>(i + 2);
            relay.take(connected(peer), named(peer, u"Game %1"_s.arg(i), u"id"_s),
                       disconnected(peer, i * seconds));
        }
        QCOMPARE(relay.mirror.games().size(), std::size_t(limits::rememberedGames) + 1);
        QCOMPARE(relay.game().connections, 1);
        QVERIFY(!relay.mirror.games().contains({PeerRole::Game, u"Game 9"_s}));
        QVERIFY(relay.mirror.games().contains({PeerRole::Game, u"Game 10"_s}));
    }

    void ratesAreOfTheLastSeconds()
    {
        Mirrored relay;
        relay.connectGame();
        for (int i = 0; i < 30; ++i)
            relay.take(text(1, 1, 20 * seconds + i * 300 * ms));
        relay.take(outgoing(text(1, 1, 29 * seconds)));
        QCOMPARE(relay.mirror.rate(Direction::In, moment(29 * seconds)), 3.0);
        QCOMPARE(relay.mirror.rate(Direction::Out, moment(29 * seconds)), 0.1);
        QCOMPARE(relay.mirror.client(1)->rate.perSecond(moment(29 * seconds).mono), 3.1);
        QCOMPARE(relay.mirror.rate(Direction::In, moment(60 * seconds)), 0.0);
    }

    void recentFramesAreBoundedByTheirNumber()
    {
        Mirrored relay;
        for (int i = 1; i <= 250; ++i) {
            FrameEvent event = numbered(i);
            event.seq = static_cast<quint64>(i);
            relay.take(event);
        }
        QCOMPARE(relay.mirror.recent().size(), limits::recentFrames);
        QCOMPARE(relay.mirror.recent().front().event.seq, 51U);
        QCOMPARE(relay.mirror.recent().back().event.seq, 250U);
    }

    void recentFramesAreBoundedByTheirBytes()
    {
        Mirrored relay;
        for (int i = 0; i < 100; ++i)
            relay.take(text(1, limits::recentPayload));
        QCOMPARE(relay.mirror.recent().size(),
                 static_cast<std::size_t>(limits::recentBytes / limits::recentPayload));
    }

    void recentFramesAreCut()
    {
        Mirrored relay;
        FrameEvent large = text(1, 0);
        large.payload = "x" + QString(8 * 1024 * 1024 / 2, u'é').toUtf8();
        const qsizetype size = large.payload.size();
        FrameEvent binary = text(1, 7);
        binary.binary = true;
        relay.take(large, text(1, limits::recentPayload), binary);

        const auto &recent = relay.mirror.recent();
        QCOMPARE(recent[0].size, size);
        QVERIFY(recent[0].isCut);
        // Not in the middle of a character.
        QCOMPARE(recent[0].event.payload.size(), limits::recentPayload);
        QVERIFY(QString::fromUtf8(recent[0].event.payload).endsWith(u"é…"_s));
        QVERIFY(!recent[1].isCut);
        QCOMPARE(recent[2].size, 7);
        QVERIFY(recent[2].event.payload.isEmpty());
    }

    /// What watchers are not told of when it happens, they do not find later either.
    void recentFramesAreThoseOfGames()
    {
        Mirrored relay;
        relay.take(as(connected(1), PeerRole::Watcher, Door::Intermediary, u"ui"_s),
                   hubClient(2, u"wolf"_s), text(1, 1), outgoing(text(1, 2)), text(2, 3),
                   outgoing(text(2, 4)), text(3, 5));
        QCOMPARE(relay.mirror.recent().size(), std::size_t(2));
        QCOMPARE(relay.mirror.recent()[0].size, 3);
        QCOMPARE(relay.mirror.recent()[1].size, 5);
    }

    void longNamesAreCut()
    {
        Mirrored relay;
        const QString name(1'000'000, u'n');
        FrameEvent said = of(text(1, 1), name);
        said.command = name;
        relay.take(connected(1), named(1, name, name), said);
        QCOMPARE(relay.mirror.client(1)->name.size(), limits::shownName);
        QCOMPARE(relay.mirror.client(1)->gameId.size(), limits::shownName);
        QCOMPARE(relay.mirror.games().begin()->first.second.size(), limits::shownName);
        QCOMPARE(relay.mirror.recent()[0].event.name.size(), limits::shownName);
        QCOMPARE(relay.mirror.recent()[0].event.command.size(), limits::shownName);
        QCOMPARE(relay.mirror.games().begin()->second.messages.in, 1U);
    }

    void aSnapshotReplacesWhatIsCurrent()
    {
        Mirrored relay;
        relay.connectGame(1);
        relay.take(registry(1, {u"jump"_s}), force(1, u"Pick one"_s), text(1, 1),
                   outbox(u"integration:Spotify"_s, OutboxEvent::State::Queued, 1, 1));

        SnapshotEvent snapshot;
        snapshot.at = moment(30 * seconds);
        PeerEvent other = named(2, u"Game B"_s, u"game-b"_s);
        other.at = moment(20 * seconds); // When it connected.
        snapshot.peers = {other};
        snapshot.registries = {registry(2, {u"duck"_s})};
        ForceEvent open = force(7, u"Pick another one"_s);
        open.peer = 2;
        snapshot.forces = {open};
        snapshot.upstream.state = UpstreamEvent::State::Connected;
        snapshot.outbox.pending = 3;
        snapshot.testBench.toGamesMs = 500;
        relay.take(snapshot);

        QCOMPARE(relay.mirror.clients().size(), std::size_t(1));
        QCOMPARE(relay.mirror.client(2)->connectedAt, moment(20 * seconds));
        QCOMPARE(relay.mirror.client(2)->actions.value(0).name, u"duck"_s);
        QCOMPARE(relay.mirror.forces().size(), std::size_t(1));
        QVERIFY(relay.mirror.forces().contains(7));
        QCOMPARE(relay.mirror.upstream().state, UpstreamEvent::State::Connected);
        QCOMPARE(relay.mirror.queues(), (std::map<QString, qint64>{{u"upstream"_s, 3}}));
        QCOMPARE(relay.mirror.testBench().toGamesMs, 500);
        // What was counted was counted.
        QCOMPARE(relay.game().messages.in, 1U);
        QCOMPARE(relay.game().connections, 0);

        // One that tells nothing new changes nothing.
        relay.take(text(2, 1), snapshot);
        QCOMPARE(relay.mirror.client(2)->messages.in, 1U);
        QCOMPARE(relay.game(u"Game B"_s).reconnects(), 0U);
    }

    void hubClientsReturnToTheirSession()
    {
        Mirrored relay;
        relay.mirror.setHubSession(60 * seconds);
        relay.take(hubClient(1, u"wolf"_s, 0), text(1, 1), disconnected(1, 10 * seconds),
                   hubClient(2, u"wolf"_s, 70 * seconds), text(2, 1));
        QCOMPARE(relay.mirror.client(2)->connectedAt, moment(0));
        QCOMPARE(relay.mirror.client(2)->reconnects, 1U);
        QCOMPARE(relay.mirror.client(2)->messages.in, 2U);

        relay.take(disconnected(2, 80 * seconds), hubClient(3, u"wolf"_s, 141 * seconds));
        QCOMPARE(relay.mirror.client(3)->connectedAt, moment(141 * seconds));
        QCOMPARE(relay.mirror.client(3)->reconnects, 0U);
        QCOMPARE(relay.mirror.client(3)->messages.in, 0U);
    }

    /// A client of the hub that is replaced by a newer one of its name.
    void hubClientsThatTakeOverKeepTheSession()
    {
        Mirrored relay;
        relay.take(hubClient(1, u"wolf"_s, 0), disconnected(1, 5 * seconds),
                   hubClient(2, u"wolf"_s, 5 * seconds));
        QCOMPARE(relay.mirror.client(2)->reconnects, 1U);
    }

    void onlySomeHubSessionsAreRemembered()
    {
        Mirrored relay;
        const int count = static_cast<int>(limits::rememberedHubClients) + 1;
        for (int i = 0; i < count; ++i) {
            const auto peer = static_cast<PeerId>(i + 1);
            relay.take(hubClient(peer, u"client %1"_s.arg(i), i * ms), disconnected(peer, i * ms));
        }
        const auto reconnectsOf = [&relay](PeerId peer, const QString &id) {
            relay.take(hubClient(peer, id, 2 * seconds));
            return relay.mirror.client(peer)->reconnects;
        };
        QCOMPARE(reconnectsOf(10'000, u"client 0"_s), 0U);
        QCOMPARE(reconnectsOf(10'001, u"client 1"_s), 1U);
    }

    void outboxIsMirrored()
    {
        Mirrored relay;
        relay.take(outbox(u"upstream"_s, OutboxEvent::State::Queued, 5, 5),
                   outbox(u"upstream"_s, OutboxEvent::State::Delivered, 2, 3),
                   outbox(u"integration:Spotify"_s, OutboxEvent::State::Queued, 1, 1),
                   outbox(u"integration:Spotify"_s, OutboxEvent::State::Dropped, 1, 0));
        QCOMPARE(relay.mirror.queues(), (std::map<QString, qint64>{{u"upstream"_s, 3}}));
        const auto count = [&relay](OutboxEvent::State state) {
            return relay.mirror.outboxMessages()[static_cast<std::size_t>(state)];
        };
        QCOMPARE(count(OutboxEvent::State::Queued), 6U);
        QCOMPARE(count(OutboxEvent::State::Delivered), 2U);
        QCOMPARE(count(OutboxEvent::State::Dropped), 1U);

        OutboxHealthEvent health;
        health.problem = neuro::protocol::verbatim(u"disk full"_s);
        health.pending = 0;
        health.queues = {{u"integration:Spotify"_s, 4}};
        relay.take(health);
        QCOMPARE(relay.mirror.queues(), (std::map<QString, qint64>{{u"integration:Spotify"_s, 4}}));
        QCOMPARE(relay.mirror.outboxHealth().problem.english(), u"disk full"_s);
    }

    void whatWasLostIsCounted()
    {
        RelayMirror mirror(moment(0));
        mirror.take({}, 7);
        RegistrationRefusedEvent refusal;
        refusal.reason = RegistrationRefusedEvent::Reason::BadToken;
        mirror.take({refusal, refusal}, 3);
        QCOMPARE(mirror.skippedFrames(), 10U);
        QCOMPARE(mirror.refusals()[static_cast<std::size_t>(refusal.reason)], 2U);
    }
};

QTEST_GUILESS_MAIN(TestRelayMirror)
#include "tst_relaymirror.moc"
