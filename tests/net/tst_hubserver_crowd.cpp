// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "net/hubhouse.h"
#include "net/netlimits.h"
#include "protocol/splitmix64.h"

#include <QHash>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <array>

using namespace neuro;
using namespace neuro::net;
using namespace neuro::tests;
using namespace Qt::Literals::StringLiterals;

using relay::PeerEvent;

namespace {

constexpr std::array types = {"ui", "agent", "observer"};

/// How many of the messages so far have this in them.
qsizetype count(RawPeer &peer, const QByteArray &needle)
{
    const QList<QByteArray> texts = peer.texts();
    return std::count_if(texts.begin(), texts.end(),
                         [&needle](const QByteArray &text) { return text.contains(needle); });
}

const QByteArray joined = R"("joined":true)";
const QByteArray left = R"("message_type":"disconnection")";
const QByteArray pong = R"("message_type":"pong")";

} // namespace

/// Many clients behind a door of another thread, as in the program.
class TestHubServerCrowd : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void servesThreeHundredAtOnce();
    void outlivesFloodersAndVanishers();
    void endsWithTheThreadInTheMiddle();
    void letsNobodyKeepOthersOut();

private:
    using Crowd = std::vector<std::unique_ptr<RawPeer>>;
};

void TestHubServerCrowd::servesThreeHundredAtOnce()
{
    constexpr qsizetype size = 300;
    constexpr qsizetype perType = size / 3;
    HubHouse house({}, true);
    Crowd crowd;
    for (qsizetype i = 0; i < size; ++i)
        crowd.push_back(house.open("/ws/client-" + QByteArray::number(i) + "?client_type=" +
                                   types[static_cast<std::size_t>(i) % types.size()]));
    // Everybody is welcome, and hears of all who come later.
    QTRY_COMPARE_WITH_TIMEOUT(house.clientCount(), size, 20'000);
    const auto connections = house.eventsOf<PeerEvent>();
    QCOMPARE(connections.size(), size);
    QHash<QString, qsizetype> order;
    for (const PeerEvent &event : connections)
        order.insert(event.name, order.size());
    QCOMPARE(order.size(), size);
    for (qsizetype i = 0; i < size; ++i) {
        RawPeer &peer = *crowd[static_cast<std::size_t>(i)];
        const qsizetype later = size - 1 - order.value(u"client-%1"_s.arg(i));
        QTRY_COMPARE(count(peer, joined), later);
        QCOMPARE(count(peer, R"("status":"connected")"), 1);
    }

    crowd[0]->sendText(R"({"message_type":"phase_update","old_phase":"a","new_phase":"b"})");
    for (const auto &peer : crowd)
        QTRY_COMPARE(count(*peer, R"("new_phase":"b")"), 1);
    // Every agent at once to every ui.
    for (std::size_t i = 1; i < crowd.size(); i += types.size())
        crowd[i]->sendText(R"({"message_type":"agent_message","agent_id":"a","agent_name":"A",)"
                           R"("message_text":"hello"})");
    for (std::size_t i = 0; i < crowd.size(); i += types.size())
        QTRY_COMPARE(count(*crowd[i], R"("phase":"discussion")"), perType);
    QCOMPARE(count(*crowd[1], R"("phase":"discussion")"), 0);
    QCOMPARE(count(*crowd[2], R"("phase":"discussion")"), 0);

    // A third goes without a word.
    for (std::size_t i = 2; i < crowd.size(); i += types.size())
        crowd[i]->socket().abort();
    QTRY_COMPARE(house.clientCount(), size - perType);
    for (std::size_t i = 0; i < crowd.size(); i += types.size())
        QTRY_COMPARE(count(*crowd[i], left), perType);
    QCOMPARE(house.eventsOf<PeerEvent>().size(), size + perType);
}

void TestHubServerCrowd::outlivesFloodersAndVanishers()
{
    HubSettings settings;
    settings.maxUnwritten = 256 * 1024;
    settings.loopbackMessageRate = 5000;
    HubHouse house(settings, true);
    Crowd decent;
    for (int i = 0; i < 20; ++i)
        decent.push_back(house.join("/ws/decent-" + QByteArray::number(i)));
    Crowd flooders;
    for (int i = 0; i < 8; ++i) {
        flooders.push_back(house.join("/ws/flood-" + QByteArray::number(i) + "?client_type=agent"));
        if (i % 2 == 0)
            flooders.back()->socket().setReadBufferSize(1);
    }
    const QByteArrayList floods = {
        RawPeer::frame(RawPeer::Text, R"({"message_type":"vote"})").repeated(500),
        RawPeer::frame(RawPeer::Text, R"({"message_type":"ping"})").repeated(500),
        RawPeer::frame(RawPeer::Text, QByteArray(50'000, '[')).repeated(10),
        RawPeer::frame(RawPeer::Binary, QByteArray(1000, '\0')).repeated(100),
    };
    protocol::SplitMix64 random(7);
    constexpr int rounds = 40;
    for (int round = 0; round < rounds; ++round) {
        for (std::size_t i = 0; i < flooders.size(); ++i) {
            // What was not sent yet is enough.
            if (flooders[i]->socket().bytesToWrite() < 100'000)
                flooders[i]->send(floods.at(static_cast<qsizetype>(i) % floods.size()));
        }
        for (int i = 0; i < 5; ++i) {
            // Anywhere between the first byte and the middle of a message.
            const QByteArray request = RawPeer::request("/ws/vanish-" + QByteArray::number(i));
            const QByteArray all =
                request + RawPeer::frame(RawPeer::Text, R"({"message_type":"vote"})");
            const auto size =
                static_cast<qsizetype>(random.below(static_cast<quint64>(all.size())));
            RawPeer vanisher(house.port());
            QTRY_COMPARE(vanisher.socket().state(), QAbstractSocket::ConnectedState);
            vanisher.send(all.first(size));
            vanisher.socket().flush();
            if (size >= request.size() && random.coin())
                QTRY_VERIFY(!vanisher.answer().isEmpty());
            vanisher.socket().abort();
        }
        for (const auto &peer : decent)
            peer->sendText(R"({"message_type":"ping","data":{"check":"alive"}})");
        for (const auto &peer : decent)
            QTRY_COMPARE(count(*peer, pong), round + 1);
    }
    // Those who flood and do not read, or flood too fast, are gone; nobody else is.
    for (const auto &peer : flooders)
        peer->socket().abort();
    QTRY_COMPARE(house.clientCount(), static_cast<int>(decent.size()));
    for (const auto &peer : decent) {
        QVERIFY(!peer->isGone());
        QCOMPARE(count(*peer, R"("message_type":"vote")"), 0);
        QCOMPARE(count(*peer, R"("message_type":"error")"), 0);
    }
    // Each came once and went at most once.
    QHash<relay::PeerId, int> balance;
    for (const PeerEvent &event : house.eventsOf<PeerEvent>()) {
        const bool isConnected = event.state == PeerEvent::State::Connected;
        balance[event.peer] += isConnected ? 1 : -1;
        QCOMPARE(balance.value(event.peer), isConnected ? 1 : 0);
    }
    QCOMPARE(std::count(balance.cbegin(), balance.cend(), 1),
             static_cast<qsizetype>(decent.size()));
}

void TestHubServerCrowd::endsWithTheThreadInTheMiddle()
{
    for (int i = 0; i < 5; ++i) {
        Crowd crowd;
        HubHouse house({}, true);
        for (int peer = 0; peer < 20; ++peer)
            crowd.push_back(house.open("/ws/" + QByteArray::number(peer)));
        QTRY_VERIFY(house.clientCount() > i);
        for (const auto &peer : crowd)
            peer->sendText(R"({"message_type":"vote","data":{}})");
    }
}

void TestHubServerCrowd::letsNobodyKeepOthersOut()
{
    HubSettings settings;
    settings.token = u"a-very-secret-word"_s;
    settings.failureDelayMs = 60'000;
    HubHouse house(settings, true);
    const auto client = house.join("/ws/client");
    Crowd guessers;
    for (int i = 0; i < 5; ++i) {
        guessers.push_back(house.open("/ws/guess?token=guess"));
        QTRY_COMPARE(guessers.back()->closeCode(), 1008);
    }
    // From now on each of them waits for its refusal.
    for (int i = 0; i < limits::handshakes; ++i) {
        guessers.push_back(house.open("/ws/guess?token=guess"));
        if (i % 64 == 0)
            QTRY_VERIFY(guessers.back()->isOpen());
    }
    for (const auto &peer : guessers)
        QTRY_VERIFY(peer->isOpen());
    for (int i = 0; i < 10; ++i) {
        guessers.push_back(house.open("/ws/guess?token=guess"));
        const auto newcomer = house.join("/ws/newcomer-" + QByteArray::number(i));
        QVERIFY(newcomer);
    }
    // The ones that had waited for longest gave way.
    QTRY_VERIFY(guessers[5]->isGone());
    QVERIFY(!guessers.back()->isGone());
    QVERIFY(!client->isGone());
}

QTEST_GUILESS_MAIN(TestHubServerCrowd)
#include "tst_hubserver_crowd.moc"
