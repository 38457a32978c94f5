// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "relay/inmemoryendpoint.h"
#include "relay/relaydispatcher.h"

#include <QTest>

using namespace neuro::relay;
using namespace Qt::StringLiterals;

namespace {

class CollectingSink : public EventSink
{
public:
    void take(const RelayEvents &batch) override
    {
        events.insert(events.end(), batch.begin(), batch.end());
    }
    RelayEvents events;
};

/// Empties what it is given.
class GreedySink : public CollectingSink
{
public:
    void takeOver(RelayEvents &batch) override
    {
        take(batch);
        batch.clear();
        ++takenOver;
    }
    int takenOver = 0;
};

/// Hangs up as soon as it is written to, from inside the call.
class TouchyEndpoint : public InMemoryEndpoint
{
public:
    void sendText(const QByteArray &utf8) override
    {
        InMemoryEndpoint::sendText(utf8);
        dispatcher->peerDisconnected(peer, {1006, neuro::protocol::verbatim(u"gone"_s)});
    }
    RelayDispatcher *dispatcher = nullptr;
    PeerId peer = 0;
};

struct Rig
{
    Instant now{1'000'000, 2'000'000};
    qint64 alarm = 0;
    CollectingSink sink;
    RelayDispatcher dispatcher{EngineSettings{}, [this] { return now; },
                               [this](qint64 at) {
                                   alarm = at;
                               }};

    Rig() { dispatcher.addSink(&sink); }
};

} // namespace

class TestRelayDispatcher : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void onlyTheLastSinkMayMoveTheEvents()
    {
        Rig rig;
        GreedySink first;
        GreedySink last;
        rig.dispatcher.addSink(&first);
        rig.dispatcher.addSink(&last);
        InMemoryEndpoint endpoint;
        rig.dispatcher.peerConnected(&endpoint, {});
        rig.dispatcher.publish(DoorEvent{});
        QCOMPARE(first.takenOver, 0);
        QCOMPARE(last.takenOver, 2);
        QCOMPARE(rig.sink.events.size(), 2U);
        QCOMPARE(first.events.size(), 2U);
        QCOMPARE(last.events.size(), 2U);
    }

    void answersReachTheirEndpoint()
    {
        Rig rig;
        InMemoryEndpoint a;
        InMemoryEndpoint b;
        const PeerId first = rig.dispatcher.peerConnected(&a, {});
        rig.dispatcher.peerConnected(&b, {});
        rig.dispatcher.textReceived(first, R"({"command":"startup","game":"Game A"})");
        QCOMPARE(a.sent().size(), 1);
        QVERIFY(b.sent().isEmpty());
    }

    void alarmFollowsTheEarliestDeadline()
    {
        Rig rig;
        InMemoryEndpoint endpoint;
        const PeerId peer = rig.dispatcher.peerConnected(&endpoint, {});
        QCOMPARE(rig.alarm, rig.now.mono + 1'000'000); // Time to ask for a registration.
        rig.dispatcher.textReceived(peer, R"({"command":"startup","game":"Game A"})");
        QCOMPARE(rig.alarm, 0);
    }

    void tickCarriesOutWhatIsDue()
    {
        Rig rig;
        InMemoryEndpoint endpoint;
        rig.dispatcher.peerConnected(&endpoint, {});
        rig.now.mono += 1'000'000;
        rig.dispatcher.tick();
        QCOMPARE(endpoint.sent(), QList<QByteArray>{R"({"command":"actions/reregister_all"})"});
    }

    void anEndpointMayReportBackWhileItIsWrittenTo()
    {
        Rig rig;
        TouchyEndpoint endpoint;
        endpoint.dispatcher = &rig.dispatcher;
        endpoint.peer = rig.dispatcher.peerConnected(&endpoint, {});
        rig.dispatcher.textReceived(endpoint.peer, R"({"command":"startup","game":"Game A"})");
        QCOMPARE(rig.dispatcher.engine().census().peers, 0);
        const auto *last = std::get_if<PeerEvent>(&rig.sink.events.back());
        QVERIFY(last);
        QCOMPARE(last->state, PeerEvent::State::Disconnected);
    }

    void closeGoesToTheEndpoint()
    {
        Rig rig;
        InMemoryEndpoint endpoint;
        const PeerId peer = rig.dispatcher.peerConnected(&endpoint, {});
        rig.dispatcher.execute(DisconnectPeer{peer}, 1);
        QCOMPARE(endpoint.closeCode(), CloseCode::Normal);
    }

    void eventsOfOthersAreInOrderWithTheEngines()
    {
        Rig rig;
        InMemoryEndpoint endpoint;
        rig.dispatcher.publish(DoorEvent{});
        rig.dispatcher.peerConnected(&endpoint, {});
        QVERIFY(std::holds_alternative<DoorEvent>(rig.sink.events.at(0)));
        QVERIFY(std::holds_alternative<PeerEvent>(rig.sink.events.at(1)));
    }

    void framesOfOthersAreNumberedAmongTheEngines()
    {
        Rig rig;
        InMemoryEndpoint endpoint;
        const PeerId peer = rig.dispatcher.peerConnected(&endpoint, {});
        rig.dispatcher.textReceived(peer, R"({"command":"startup","game":"Game A"})");
        const auto frame = [](quint64 seq, quint64 origin) {
            FrameEvent event;
            event.seq = seq;
            event.origin = origin;
            event.door = Door::Hub;
            return event;
        };
        rig.dispatcher.publishForeign(
            {frame(70, 0), RegistrationRefusedEvent{}, frame(0, 70), frame(0, 70), frame(0, 12)});
        rig.dispatcher.textReceived(peer, "x");
        QList<quint64> seqs;
        QList<quint64> origins;
        for (const RelayEvent &event : rig.sink.events) {
            if (const auto *seen = std::get_if<FrameEvent>(&event)) {
                seqs.append(seen->seq);
                if (seen->door == Door::Hub)
                    origins.append(seen->origin);
            }
        }
        QCOMPARE(seqs, (QList<quint64>{1, 2, 3, 4, 5, 6, 7}));
        QCOMPARE(origins, (QList<quint64>{0, 3, 3, 0}));
        const auto refusals = std::count_if(
            rig.sink.events.begin(), rig.sink.events.end(), [](const RelayEvent &event) {
                return std::holds_alternative<RegistrationRefusedEvent>(event);
            });
        QCOMPARE(refusals, 1);
    }

    void peersOfOthersAreInSnapshots()
    {
        Rig rig;
        const auto peer = [](PeerId id, PeerEvent::State state) {
            PeerEvent event;
            event.peer = id;
            event.door = Door::Hub;
            event.role = PeerRole::HubClient;
            event.state = state;
            event.name = u"agent"_s;
            return event;
        };
        constexpr PeerId first = PeerId(1) << 40;
        rig.dispatcher.publishForeign({peer(first, PeerEvent::State::Connected),
                                       peer(first + 1, PeerEvent::State::Connected),
                                       peer(first, PeerEvent::State::Disconnected)});
        rig.dispatcher.execute(TakeSnapshot{}, 0);
        const auto snapshot = std::get<SnapshotEvent>(rig.sink.events.back());
        QCOMPARE(snapshot.peers.size(), 1);
        QCOMPARE(snapshot.peers.first().peer, first + 1);
        QCOMPARE(snapshot.peers.first().role, PeerRole::HubClient);
        for (PeerId id = first + 2; id < first + 2 * limits::foreignPeers; ++id)
            rig.dispatcher.publishForeign({peer(id, PeerEvent::State::Connected)});
        QCOMPARE(rig.dispatcher.engine().census().foreignPeers, int(limits::foreignPeers));
    }

    void withoutAnOutboxNothingIsQueued()
    {
        Rig rig;
        InMemoryEndpoint watcher;
        InMemoryEndpoint integration;
        const PeerId asking = rig.dispatcher.peerConnected(
            &watcher, {Door::Intermediary, {}, PeerRole::Watcher, u"ui"_s, false});
        const PeerId leaving = rig.dispatcher.peerConnected(
            &integration, {Door::Intermediary, {}, PeerRole::Integration, u"x"_s, false});
        rig.dispatcher.peerDisconnected(leaving, {1000});
        rig.dispatcher.textReceived(asking, R"({"target":"x","cmd":{}})");
        QCOMPARE(watcher.sent().size(), 1);
        QVERIFY(watcher.sent().first().startsWith("{\"error\":\"not stored: "));
    }
};

QTEST_GUILESS_MAIN(TestRelayDispatcher)
#include "tst_relaydispatcher.moc"
