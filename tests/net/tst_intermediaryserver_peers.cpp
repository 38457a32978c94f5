// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "net/intermediaryfixture.h"
#include "net/netlimits.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace neuro;
using namespace neuro::net;
using namespace neuro::tests;

/// What becomes of peers that have registered.
class TestIntermediaryPeers : public IntermediaryFixture
{
    Q_OBJECT

private Q_SLOTS:
    void watchersAreTold();
    void answersSnapshots();
    void watchersBeginWithFirstEvents();
    void registersOnce();
    void binaryMessagesAreOffered();
    void pings();
    void aSlowWatcherMissesEvents();
    void aSlowWatcherIsAnswered();
    void aWatcherThatStaysBehindIsClosed();
    void aSlowIntegrationIsClosed();
    void aFloodIsClosed();
    void closesEverybody();
    void closesWithoutAnybody();
    void tellsOfLostPeersWhenDestroyed();
    void badOnesDelayNobody();
};

void TestIntermediaryPeers::watchersAreTold()
{
    start();
    const auto first = connectAs("neuro-os", "a");
    const auto second = connectAs("neuro-os", "b", enhancedToken);
    const auto integration = connectAs("integration", "c");
    const auto stranger = connectPeer();
    QVERIFY(first && second && integration && stranger);
    // Every way of saying how long it is, and the longest short one.
    const QList<QByteArray> events = {R"({"event":"x"})",       QByteArray(125, 'a'),
                                      QByteArray(126, 'b'),     QByteArray(0xffff, 'c'),
                                      QByteArray(0x10000, 'd'), "ünï"};
    m_server->tellWatchers(events);
    QTRY_COMPARE(first->texts(), events);
    QTRY_COMPARE(second->texts(), events);
    QVERIFY(integration->texts().isEmpty());
    QVERIFY(stranger->texts().isEmpty());
    m_server->answer(m_listener->peers.keys().constFirst(), "nobody is there");
    m_server->answer(999, "nobody is there");
}

void TestIntermediaryPeers::answersSnapshots()
{
    start();
    int made = 0;
    m_server->setSnapshot(
        [&made] { return QByteArray("snapshot ").append(QByteArray::number(++made)); });
    const auto watcher = connectAs("neuro-os", "a");
    const auto integration = connectAs("integration", "b");
    QVERIFY(watcher && integration);
    watcher->sendText(R"({"snapshot":true})");
    QTRY_COMPARE(watcher->texts(), QList<QByteArray>{"snapshot 1"});
    // Anything else is the listener's.
    const QList<QByteArray> others = {R"({"snapshot":false})", R"({"say":"snapshot"})", "snapshot"};
    for (const QByteArray &text : others)
        watcher->sendText(text);
    QTRY_COMPARE(m_listener->texts, others);
    integration->sendText(R"({"snapshot":true})");
    QTRY_COMPARE(m_listener->texts.size(), 4);
    QCOMPARE(made, 1);
}

void TestIntermediaryPeers::watchersBeginWithFirstEvents()
{
    start();
    int made = 0;
    m_server->setFirstEvents([this, &made] {
        m_server->tellWatchers({"live"}); // Of this the newcomer has not to hear as well.
        return QList<QByteArray>{"first " + QByteArray::number(++made), "second"};
    });
    const auto plain = connectAs("neuro-os", "a", standardToken, R"(,"ack":true)");
    QVERIFY(plain);
    const QByteArray acknowledged = R"({"status":"registered","name":"a","privileges":"standard"})";
    QTRY_COMPARE(plain->texts(), (QList<QByteArray>{acknowledged, "first 1", "second"}));
    // Nobody keeps a snapshot here: they are told all the same.
    const auto eager = connectAs("neuro-os", "b", standardToken, R"(,"snapshot":true)");
    QVERIFY(eager);
    QTRY_COMPARE(eager->texts(), (QList<QByteArray>{"first 2", "second"}));
    // All of it is in a snapshot, and integrations are told otherwise.
    m_server->setSnapshot([] { return QByteArray("snapshot"); });
    const auto later = connectAs("neuro-os", "c", standardToken, R"(,"snapshot":true)");
    const auto integration = connectAs("integration", "d", standardToken, R"(,"ack":true)");
    QVERIFY(later && integration);
    QTRY_COMPARE(later->texts(), QList<QByteArray>{"snapshot"});
    QTRY_COMPARE(integration->texts().size(), 1);
    QCOMPARE(made, 2);
    QTRY_COMPARE(plain->texts().last(), "live"_ba);
}

void TestIntermediaryPeers::registersOnce()
{
    start();
    const auto peer = connectAs("integration", "a");
    QVERIFY(peer);
    peer->sendText(registration("integration", "b", standardToken));
    peer->sendText(registration("neuro-os", "a", "wrong"));
    QTRY_COMPARE(peer->texts(), (QList<QByteArray>{R"({"error":"registered already"})",
                                                   R"({"error":"registered already"})"}));
    // What only looks like it passes.
    const QList<QByteArray> others = {R"({"type":"song","auth_token":"x"})",
                                      R"({"type":"integration","name":"a"})", "auth_token"};
    for (const QByteArray &text : others)
        peer->sendText(text);
    QTRY_COMPARE(m_listener->texts, others);
    QCOMPARE(m_listener->infos.size(), 1);
    QVERIFY(m_refusals.isEmpty());
}

void TestIntermediaryPeers::binaryMessagesAreOffered()
{
    start();
    QSignalSpy offered(m_server.get(), &IntermediaryServer::binaryReceived);
    const auto watcher = connectAs("neuro-os", "a");
    QVERIFY(watcher);
    watcher->send(RawPeer::frame(RawPeer::Binary, "one"));
    QTRY_COMPARE(m_listener->binaries.size(), 1);
    QVERIFY(offered.isEmpty());
    const auto integration = connectAs("integration", "b");
    QVERIFY(integration);
    integration->send(RawPeer::frame(RawPeer::Binary, QByteArray("t\0wo", 4)));
    QTRY_COMPARE(offered.size(), 1);
    QCOMPARE(m_listener->binaries.size(), 2);
    QCOMPARE(offered.front().at(1).toString(), u"b"_s);
    QCOMPARE(offered.front().at(2).toByteArray(), QByteArray("t\0wo", 4));
    m_server->answer(offered.front().at(0).value<relay::PeerId>(), "stored");
    QTRY_COMPARE(integration->texts(), QList<QByteArray>{"stored"});
}

void TestIntermediaryPeers::pings()
{
    start();
    const auto watcher = connectAs("neuro-os", "a");
    QVERIFY(watcher);
    m_listener->last()->ping(7);
    QTRY_COMPARE(watcher->frames().size(), 1);
    QCOMPARE(watcher->frames().front().opcode, quint8(RawPeer::Ping));
    watcher->send(RawPeer::frame(RawPeer::Pong, watcher->frames().front().payload));
    QTRY_COMPARE(m_listener->pongs, QList<quint64>{7});
}

void TestIntermediaryPeers::aSlowWatcherMissesEvents()
{
    m_settings.maxUnwritten = 100'000;
    start();
    const auto slow = connectAs("neuro-os", "slow");
    const auto quick = connectAs("neuro-os", "quick");
    QVERIFY(slow && quick);
    slow->socket().setReadBufferSize(1024);
    const QByteArray event(10'000, 'x');
    qsizetype told = 0;
    // More than the kernel keeps for it.
    while (told < 2000) {
        m_server->tellWatchers(QList<QByteArray>(20, event));
        told += 20;
        QTRY_COMPARE(quick->texts().size(), told);
    }
    QVERIFY(m_listener->goodbyes.isEmpty());
    slow->socket().setReadBufferSize(0);
    const auto missed = [&slow]() -> qsizetype {
        for (const QByteArray &text : slow->texts()) {
            if (text.startsWith(R"({"event":"missed","count":)"))
                return text.mid(26).chopped(1).toLongLong();
        }
        return 0;
    };
    QTRY_VERIFY(missed() > 0);
    // Nothing is lost in silence, and what comes later comes again.
    QCOMPARE(slow->texts().size() - 1 + missed(), told);
    m_server->tellWatchers({"later"});
    QTRY_COMPARE(slow->texts().constLast(), QByteArray("later"));
    QVERIFY(m_listener->goodbyes.isEmpty());
}

void TestIntermediaryPeers::aSlowWatcherIsAnswered()
{
    m_settings.maxUnwritten = 1'000'000;
    start();
    const auto slow = connectAs("neuro-os", "slow");
    QVERIFY(slow);
    slow->socket().setReadBufferSize(1024);
    for (int i = 0; i < 2000; ++i)
        m_server->tellWatchers({QByteArray(10'000, 'x')});
    m_listener->last()->sendText("an answer");
    slow->socket().setReadBufferSize(0);
    QTRY_VERIFY(slow->texts().contains("an answer"));
    QVERIFY(m_listener->goodbyes.isEmpty());
}

void TestIntermediaryPeers::aWatcherThatStaysBehindIsClosed()
{
    m_settings.maxUnwritten = 100'000;
    m_settings.watcherBehindMs = 300;
    start();
    const auto slow = connectAs("neuro-os", "slow");
    const auto quick = connectAs("neuro-os", "quick");
    QVERIFY(slow && quick);
    slow->socket().setReadBufferSize(1024);
    for (int i = 0; i < 200; ++i)
        m_server->tellWatchers(QList<QByteArray>(10, QByteArray(10'000, 'x')));
    QVERIFY(m_listener->goodbyes.isEmpty());
    QTRY_COMPARE(m_listener->goodbyes.size(), 1);
    QCOMPARE(m_listener->goodbyes.front().code, 1008);
    QVERIFY2(m_listener->goodbyes.front().reason.contains(u"too slow a reader"),
             qPrintable(m_listener->goodbyes.front().reason));
    QCOMPARE(m_server->watcherCount(), 1);
}

void TestIntermediaryPeers::aSlowIntegrationIsClosed()
{
    m_settings.maxUnwritten = 100'000;
    start();
    const auto slow = connectAs("integration", "slow");
    QVERIFY(slow);
    slow->socket().setReadBufferSize(1024);
    relay::Endpoint *end = m_listener->last();
    for (int i = 0; i < 1000; ++i)
        end->sendText(QByteArray(10'000, 'x'));
    QTRY_COMPARE(m_listener->goodbyes.size(), 1);
    QCOMPARE(m_listener->goodbyes.front().code, 1008);
}

void TestIntermediaryPeers::aFloodIsClosed()
{
    m_settings.loopbackMessageRate = 50;
    start();
    const auto peer = connectAs("integration", "a");
    QVERIFY(peer);
    peer->send(RawPeer::frame(RawPeer::Text, "x").repeated(10'000));
    QTRY_COMPARE(peer->closeCode(), 1008);
    QTRY_COMPARE(m_server->connectionCount(), 0);
    QVERIFY(m_listener->texts.size() <= 50);
}

void TestIntermediaryPeers::closesEverybody()
{
    start();
    const auto watcher = connectAs("neuro-os", "a");
    const auto integration = connectAs("integration", "b");
    const auto stranger = connectPeer();
    QVERIFY(watcher && integration && stranger);
    QSignalSpy drained(m_server.get(), &IntermediaryServer::drained);
    m_server->close();
    QVERIFY(!m_server->isListening());
    QVERIFY(drained.isEmpty());
    QTRY_COMPARE(drained.size(), 1);
    for (RawPeer *peer : {watcher.get(), integration.get(), stranger.get()})
        QTRY_COMPARE(peer->closeCode(), 1001);
    QCOMPARE(m_listener->goodbyes.size(), 2);
    QCOMPARE(m_server->strangerCount(), 0);
    QVERIFY(m_refusals.isEmpty());
}

void TestIntermediaryPeers::closesWithoutAnybody()
{
    start();
    QSignalSpy drained(m_server.get(), &IntermediaryServer::drained);
    m_server->close();
    QTRY_COMPARE(drained.size(), 1);
}

void TestIntermediaryPeers::tellsOfLostPeersWhenDestroyed()
{
    start();
    const auto watcher = connectAs("neuro-os", "a");
    const auto stranger = connectPeer();
    QVERIFY(watcher && stranger);
    m_server.reset();
    QCOMPARE(m_listener->goodbyes.size(), 1);
}

/// A thousand registrations of every bad kind at once, good ones in between.
void TestIntermediaryPeers::badOnesDelayNobody()
{
    start();
    const QList<QByteArray> bad = {
        registration("integration", "spotify", "wrong"),
        registration("neuro-os", "spotify", ""),
        "{\"type\":\"integration\",\"name\":",
        "[1,2,3]",
        "null",
        QByteArray(200'000, '['),
        R"({"type":null,"name":null,"auth_token":null})",
        registration("integration", QByteArray(500'000, 'n'), standardToken),
        registration("integration", QByteArray(10'000'000, 'n'), standardToken),
        registration("dj", "x", standardToken),
    };
    QList<QByteArray> frames;
    for (const QByteArray &text : bad) {
        const QByteArray frame = RawPeer::frame(RawPeer::Text, text);
        // Of the largest one only as much as it takes to see that it is too large.
        frames.append(frame.first(qMin<qsizetype>(frame.size(), 64 * 1024)));
        if (text.size() <= limits::registration)
            frames.last() = frame;
    }
    constexpr int count = 1000;
    std::vector<std::unique_ptr<RawPeer>> peers;
    qint64 longest = 0;
    for (int i = 0; i < count; ++i) {
        peers.push_back(std::make_unique<RawPeer>(m_server->port()));
        peers.back()->open();
        peers.back()->send(frames[i % frames.size()]);
        if (i % 50 != 49)
            continue;
        QElapsedTimer elapsed;
        elapsed.start();
        const auto good = connectAs("neuro-os", "good " + QByteArray::number(i));
        QVERIFY(good);
        longest = qMax(longest, elapsed.elapsed());
    }
    QTRY_COMPARE_WITH_TIMEOUT(m_refusals.size(), count, 30'000);
    QTRY_COMPARE(m_server->strangerCount(), 0);
    QCOMPARE(m_listener->infos.size(), count / 50);
    // The slow-down of failing ones is 1 s; a good one waits for no more than the work at hand.
    QVERIFY2(longest < 900, qPrintable(QString::number(longest)));
    for (const auto &peer : peers)
        QTRY_VERIFY(peer->closeCode() == 1008 || peer->closeCode() == 1009);
}

QTEST_GUILESS_MAIN(TestIntermediaryPeers)
#include "tst_intermediaryserver_peers.moc"
