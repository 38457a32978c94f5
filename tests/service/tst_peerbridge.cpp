// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "net/recordinglistener.h"
#include "service/bridgedpeers.h"
#include "service/peerbridge.h"
#include "service/peerforwarder.h"

#include <QSignalSpy>
#include <QTest>
#include <QThread>

#include <memory>

using namespace Qt::Literals::StringLiterals;
using namespace neuro;
using namespace neuro::service;
using neuro::tests::RecordingListener;

namespace {

/// What an engine does to a peer, written down.
class RecordingEndpoint : public relay::Endpoint
{
public:
    QList<QByteArray> texts;
    QList<int> closes;
    QList<quint64> pings;

    void sendText(const QByteArray &utf8) override { texts.append(utf8); }
    void close(relay::CloseCode code, const protocol::Phrase &reason) override
    {
        Q_UNUSED(reason)
        closes.append(static_cast<int>(code));
    }
    void ping(quint64 token) override { pings.append(token); }
};

relay::PeerInfo infoOf(const QString &name)
{
    return {relay::Door::Intermediary, u"127.0.0.1:1"_s, relay::PeerRole::Integration, name, false};
}

/// Both ends in one thread: what is posted comes with the event loop.
struct Bridge
{
    PeerBridge bridge;
    RecordingListener engine;
    std::unique_ptr<BridgedPeers> peers;
    std::unique_ptr<PeerForwarder> forwarder;
    QList<std::size_t> foreign; ///< Sizes of the batches.
    QList<quint64> commands;    ///< Their numbers.

    Bridge()
    {
        const auto takeEvents = [this](const relay::RelayEvents &events) {
            foreign.append(events.size());
        };
        const auto takeCommand = [this](const relay::RelayCommand &, quint64 number) {
            commands.append(number);
        };
        peers = std::make_unique<BridgedPeers>(&bridge, &engine,
                                               BridgedPeers::Handlers{takeEvents, takeCommand});
        forwarder = std::make_unique<PeerForwarder>(&bridge);
    }
};

} // namespace

class TestPeerBridge : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void carriesBothWays();
    void numbersArePerSide();
    void whatIsForTheDepartedIsDropped();
    void foreignEventsAndCommandsPass();
    void commandsThatDoNotFitAreRefused();
    void aFloodCostsItsSender();
    void oneLargeMessageAlwaysFits();
    void aDoorThatDoesNotTakeCostsThePeer();
    void lostEventsAreNoTrouble();
    void gamesGetTheirTurn();
    void whatCameBeforeTheEndsIsNotLost();
    void theLastWordComesLast();
    void endsCanGoInAnyOrder();
    void carriesBetweenThreads();
};

void TestPeerBridge::carriesBothWays()
{
    Bridge b;
    RecordingEndpoint spotify;
    const relay::PeerId link = b.forwarder->peerConnected(&spotify, infoOf(u"spotify"_s));
    b.forwarder->textReceived(link, "one");
    b.forwarder->binaryReceived(link, "two");
    b.forwarder->pongReceived(link, 3);
    QVERIFY(b.engine.infos.isEmpty()); // Nothing happens inside of a call.
    QTRY_COMPARE(b.engine.pongs, QList<quint64>{3});
    QCOMPARE(b.engine.texts, QList<QByteArray>{"one"});
    QCOMPARE(b.engine.binaries, QList<QByteArray>{"two"});
    QCOMPARE(b.engine.infos.front().name, u"spotify"_s);
    QCOMPARE(b.peers->count(), 1);

    relay::Endpoint *remote = b.engine.last();
    remote->sendText("four");
    remote->ping(5);
    remote->close(relay::CloseCode::Policy, {});
    remote->sendText("six"); // After its end.
    remote->close(relay::CloseCode::Normal, {});
    QTRY_COMPARE(spotify.closes, QList<int>{1008});
    QCOMPARE(spotify.texts, QList<QByteArray>{"four"});
    QCOMPARE(spotify.pings, QList<quint64>{5});

    QSignalSpy emptied(b.peers.get(), &BridgedPeers::emptied);
    b.forwarder->peerDisconnected(
        link, {1008, protocol::verbatim(u"so long"_s), relay::Goodbye::By::Peer});
    QTRY_COMPARE(b.engine.goodbyes.size(), 1);
    QCOMPARE(b.engine.goodbyes.front().code, 1008);
    QCOMPARE(b.engine.goodbyes.front().by, relay::Goodbye::By::Peer);
    QCOMPARE(b.engine.goodbyes.front().reason, u"so long"_s);
    QCOMPARE(emptied.size(), 1);
    QCOMPARE(b.engine.strangers, 0);
}

void TestPeerBridge::numbersArePerSide()
{
    Bridge b;
    // The engine has met others before.
    RecordingEndpoint game;
    for (int i = 0; i < 5; ++i)
        b.engine.peerConnected(&game, {});
    RecordingEndpoint first;
    RecordingEndpoint second;
    b.forwarder->peerConnected(&first, infoOf(u"a"_s));
    const relay::PeerId link = b.forwarder->peerConnected(&second, infoOf(u"b"_s));
    QTRY_COMPARE(b.peers->count(), 2);
    b.engine.last()->sendText("for b");
    QTRY_COMPARE(second.texts.size(), 1);
    QVERIFY(first.texts.isEmpty());
    b.engine.onText = [](relay::Endpoint *sender, const QByteArray &text) {
        sender->sendText("echo " + text);
    };
    b.forwarder->textReceived(link, "x");
    QTRY_COMPARE(second.texts.size(), 2);
    QCOMPARE(b.engine.strangers, 0);
}

void TestPeerBridge::whatIsForTheDepartedIsDropped()
{
    Bridge b;
    RecordingEndpoint peer;
    const relay::PeerId link = b.forwarder->peerConnected(&peer, infoOf(u"a"_s));
    QTRY_COMPARE(b.peers->count(), 1);
    b.engine.last()->sendText("too late");
    b.forwarder->peerDisconnected(link, {1000});
    QTRY_COMPARE(b.peers->count(), 0);
    QVERIFY(peer.texts.isEmpty());
}

void TestPeerBridge::foreignEventsAndCommandsPass()
{
    Bridge b;
    relay::RelayEvents events;
    events.push_back(relay::DoorEvent{});
    events.push_back(relay::PeerEvent{});
    b.forwarder->publish(events);
    QVERIFY(b.forwarder->execute(relay::SendToGames{"{}"}));
    QVERIFY(b.forwarder->execute(relay::SendToGames{"{}"}, 7));
    QTRY_COMPARE(b.commands, (QList<quint64>{0, 7}));
    QCOMPARE(b.foreign, QList<std::size_t>{2});
}

void TestPeerBridge::commandsThatDoNotFitAreRefused()
{
    Bridge b;
    const relay::SendToGames large{QByteArray(relay::limits::rawMessage, ' ')};
    quint64 taken = 0;
    while (b.forwarder->execute(large, taken + 1))
        QVERIFY(++taken <= quint64(PeerBridge::foreignBytes / relay::limits::rawMessage));
    QTRY_COMPARE(b.commands.size(), qsizetype(taken));
    QCOMPARE(b.commands.constLast(), taken);
    QVERIFY(b.forwarder->execute(large));
}

void TestPeerBridge::aFloodCostsItsSender()
{
    Bridge b;
    RecordingEndpoint flooder;
    RecordingEndpoint other;
    const relay::PeerId flood = b.forwarder->peerConnected(&flooder, infoOf(u"a"_s));
    const relay::PeerId calm = b.forwarder->peerConnected(&other, infoOf(u"b"_s));
    for (int i = 0; i < PeerBridge::messagesPerLink; ++i)
        b.forwarder->textReceived(flood, "x");
    QVERIFY(flooder.closes.isEmpty());
    b.forwarder->textReceived(flood, "one too many");
    QCOMPARE(flooder.closes, QList<int>{1008});
    b.forwarder->textReceived(calm, "hello");
    QVERIFY(other.closes.isEmpty());
    QTRY_COMPARE(b.engine.texts.size(), PeerBridge::messagesPerLink + 1);
    QCOMPARE(b.engine.texts.constLast(), QByteArray("hello"));
    // What was taken makes room.
    flooder.closes.clear();
    b.forwarder->textReceived(flood, "again");
    QVERIFY(flooder.closes.isEmpty());
    QTRY_COMPARE(b.engine.texts.constLast(), QByteArray("again"));
}

void TestPeerBridge::oneLargeMessageAlwaysFits()
{
    Bridge b;
    RecordingEndpoint peer;
    const relay::PeerId link = b.forwarder->peerConnected(&peer, infoOf(u"a"_s));
    const QByteArray large(PeerBridge::bytesPerLink + 1, 'x');
    b.forwarder->textReceived(link, large);
    QVERIFY(peer.closes.isEmpty());
    b.forwarder->textReceived(link, "x");
    QCOMPARE(peer.closes, QList<int>{1008});
    QTRY_COMPARE(b.engine.texts.size(), 1);
}

void TestPeerBridge::aDoorThatDoesNotTakeCostsThePeer()
{
    PeerBridge bridge;
    RecordingListener engine;
    BridgedPeers peers(&bridge, &engine,
                       {[](const relay::RelayEvents &) {},
                        [](const relay::RelayCommand &, quint64) {
                        }});
    // No end on the door's side: nothing is ever taken.
    bridge.put(BridgeInput{1, BridgeInput::Connected{infoOf(u"a"_s)}});
    QTRY_COMPARE(peers.count(), 1);
    relay::Endpoint *remote = engine.last();
    for (int i = 0; i < PeerBridge::messagesPerLink + 1000; ++i)
        remote->sendText("x");
    const auto outputs = bridge.takeOutputs();
    QCOMPARE(outputs.size(), std::size_t(PeerBridge::messagesPerLink + 1));
    const auto *end = std::get_if<BridgeOutput::Close>(&outputs.back().content);
    QVERIFY(end && end->code == relay::CloseCode::Policy);
    remote->sendText("and more");
    QVERIFY(bridge.takeOutputs().empty());
}

void TestPeerBridge::lostEventsAreNoTrouble()
{
    Bridge b;
    relay::FrameEvent frame;
    frame.payload = QByteArray(1024 * 1024, 'x');
    const relay::RelayEvents batch{frame};
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"does not keep up"_s));
    for (int i = 0; i < 100; ++i)
        b.forwarder->publish(batch);
    QTRY_VERIFY(!b.bridge.hasInputs());
    QVERIFY(b.foreign.size() >= 60 && b.foreign.size() < 70);
    b.forwarder->publish(batch);
    const qsizetype before = b.foreign.size();
    QTRY_COMPARE(b.foreign.size(), before + 1);
}

/// However much waits on the bridge, other events of the thread come in between.
void TestPeerBridge::gamesGetTheirTurn()
{
    Bridge b;
    RecordingEndpoint peer;
    const relay::PeerId link = b.forwarder->peerConnected(&peer, infoOf(u"a"_s));
    for (int i = 0; i < 10'000; ++i)
        b.forwarder->textReceived(link, "x");
    qsizetype least = 10'000;
    QTimer turn;
    connect(&turn, &QTimer::timeout, this, [&] {
        least = qMin(least, b.engine.texts.size());
        turn.stop();
    });
    turn.start(0);
    QTRY_COMPARE(b.engine.texts.size(), 10'000);
    QVERIFY2(least <= 4 * qsizetype(BridgedPeers::inputsAtOnce),
             qPrintable(QString::number(least)));
}

void TestPeerBridge::whatCameBeforeTheEndsIsNotLost()
{
    PeerBridge bridge;
    bridge.put(BridgeInput{1, BridgeInput::Connected{infoOf(u"a"_s)}});
    bridge.put(BridgeInput{1, BridgeInput::Text{"x"}});
    RecordingListener engine;
    BridgedPeers peers(&bridge, &engine,
                       {[](const relay::RelayEvents &) {},
                        [](const relay::RelayCommand &, quint64) {
                        }});
    QTRY_COMPARE(engine.texts.size(), 1);
}

void TestPeerBridge::theLastWordComesLast()
{
    Bridge b;
    const auto batches = 3 * qsizetype(BridgedPeers::inputsAtOnce);
    for (qsizetype i = 0; i < batches; ++i)
        b.forwarder->publish({relay::PeerEvent()});
    b.forwarder->sayFarewell();
    qsizetype taken = -1;
    connect(b.peers.get(), &BridgedPeers::ended, this, [&] { taken = b.foreign.size(); });
    QVERIFY(!b.peers->isOver());
    QTRY_VERIFY(b.peers->isOver());
    QCOMPARE(taken, batches);
}

void TestPeerBridge::endsCanGoInAnyOrder()
{
    {
        Bridge b;
        RecordingEndpoint peer;
        b.forwarder->peerConnected(&peer, infoOf(u"a"_s));
        QTRY_COMPARE(b.peers->count(), 1);
        b.forwarder.reset();
        b.engine.last()->sendText("nobody takes it");
        b.peers.reset();
        // The engine is told of who is lost.
        QCOMPARE(b.engine.goodbyes.size(), 1);
        QCOMPARE(b.engine.goodbyes.front().code, 1001);
    }
    {
        Bridge b;
        RecordingEndpoint peer;
        const relay::PeerId link = b.forwarder->peerConnected(&peer, infoOf(u"a"_s));
        b.peers.reset();
        b.forwarder->textReceived(link, "nobody takes it");
        b.forwarder->peerDisconnected(link, {1000});
    }
}

void TestPeerBridge::carriesBetweenThreads()
{
    PeerBridge bridge;
    RecordingListener engine;
    QThread relayThread;
    relayThread.start();
    BridgedPeers *peers = nullptr;
    QObject visitor;
    visitor.moveToThread(&relayThread);
    engine.onText = [](relay::Endpoint *sender, const QByteArray &text) {
        sender->sendText(text);
    };
    QMetaObject::invokeMethod(
        &visitor,
        [&] {
            peers = new BridgedPeers(&bridge, &engine,
                                     {[](const relay::RelayEvents &) {},
                                      [](const relay::RelayCommand &, quint64) {
                                      }});
        },
        Qt::BlockingQueuedConnection);
    PeerForwarder forwarder(&bridge);
    RecordingEndpoint peer;
    const relay::PeerId link = forwarder.peerConnected(&peer, infoOf(u"a"_s));
    constexpr int count = 5000;
    QList<QByteArray> sent;
    for (int i = 0; i < count; ++i) {
        sent.append(QByteArray::number(i));
        forwarder.textReceived(link, sent.last());
    }
    QTRY_COMPARE(peer.texts.size(), count);
    QCOMPARE(peer.texts, sent); // In order.
    QMetaObject::invokeMethod(
        &visitor, [&] { delete peers; }, Qt::BlockingQueuedConnection);
    relayThread.quit();
    QVERIFY(relayThread.wait());
    QCOMPARE(engine.strangers, 0);
}

QTEST_GUILESS_MAIN(TestPeerBridge)
#include "tst_peerbridge.moc"
