// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "net/rawpeer.h"
#include "net/recordinglistener.h"
#include "net/websocketendpoint.h"

#include <QPointer>
#include <QSignalSpy>
#include <QTest>
#include <QWebSocket>
#include <QWebSocketServer>

#include <memory>

using namespace neuro;
using namespace neuro::net;
using namespace neuro::tests;
using namespace Qt::Literals::StringLiterals;
using protocol::verbatim;

/// The endpoint of a plain QWebSocketServer's socket, with a raw peer at the other end.
class TestWebSocketEndpoint : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void tellsMessagesInOrder();
    void sendsTextAndBinary();
    void ignoresMessagesUntilStarted();
    void reportsThePeersClose();
    void reportsALostConnection();
    void reportsAnEndWithoutClosingHandshake();
    void tellsWhoClosed_data();
    void tellsWhoClosed();
    void theFirstToCloseIsTold();
    void closesWithCodeAndReason();
    void cutsALongReason();
    void neverCallsBackFromInsideClose();
    void ignoresWhatComesAfterClose();
    void sendsNothingAfterClose();
    void abortsAtOnce();
    void cutsOffAPeerThatDoesNotFinish();
    void saysGoodbyeWhenDestroyed();
    void answersPings();
    void tellsPongsThatWereAskedFor();
    void tellsTheNewestTokenOnly();
    void remembersALimitedNumberOfPings();
    void cutsOffADeadLink();
    void anAnswerToItsPingIsLife();
    void aSlowReaderIsNotDead();
    void limitsTheRate();
    void limitsSilence();
    void aMessageEndsTheSilence();
    void takesNewLimitsAtOnce();
    void closesASlowReader();
    void reportsASlowReader();
    void closesAReaderThatIsMuchTooSlow();
    void neverReportsFromInsideSending();
    void sendsOneMessageOfAnySize();
    void manySmallMessagesInOneGoAreFine();

private:
    void connectPeer(const EndpointLimits &limits, bool start = true);
    bool isGoodbye(int code) const;

    QWebSocketServer m_server{u"test"_s, QWebSocketServer::NonSecureMode};
    RecordingListener m_listener;
    std::unique_ptr<RawPeer> m_peer;
    std::unique_ptr<WebSocketEndpoint> m_endpoint;
};

void TestWebSocketEndpoint::init()
{
    m_listener = {};
    QVERIFY(m_server.listen(QHostAddress::LocalHost));
}

void TestWebSocketEndpoint::cleanup()
{
    m_endpoint.reset();
    m_peer.reset();
    m_server.close();
    QCOMPARE(m_listener.strangers, 0);
    QCOMPARE(m_listener.peers.size(), 0);
}

void TestWebSocketEndpoint::connectPeer(const EndpointLimits &limits, bool start)
{
    m_peer = std::make_unique<RawPeer>(m_server.serverPort());
    m_peer->open();
    QTRY_VERIFY(m_server.hasPendingConnections());
    m_endpoint = std::make_unique<WebSocketEndpoint>(m_server.nextPendingConnection(), limits);
    if (start)
        m_endpoint->start(&m_listener, {relay::Door::Backend, u"somewhere"_s});
    QTRY_VERIFY(m_peer->isOpen());
}

bool TestWebSocketEndpoint::isGoodbye(int code) const
{
    return m_listener.goodbyes.size() == 1 && m_listener.goodbyes.front().code == code;
}

void TestWebSocketEndpoint::tellsMessagesInOrder()
{
    connectPeer({});
    QCOMPARE(m_listener.infos.size(), 1);
    QCOMPARE(m_listener.infos.front().address, u"somewhere"_s);
    m_peer->sendText("één");
    m_peer->send(RawPeer::frame(RawPeer::Text, "tw", false));
    m_peer->send(RawPeer::frame(RawPeer::Ping, "between"));
    m_peer->send(RawPeer::frame(RawPeer::Continuation, "o"));
    m_peer->sendText(QByteArray("nul\0inside", 10));
    m_peer->sendText("");
    m_peer->send(RawPeer::frame(RawPeer::Binary, QByteArray("\xff\x00", 2)));
    QTRY_COMPARE(m_listener.binaries.size(), 1);
    const QList<QByteArray> expected{"één", "two", QByteArray("nul\0inside", 10), ""};
    QCOMPARE(m_listener.texts, expected);
    QCOMPARE(m_listener.binaries.front(), QByteArray("\xff\x00", 2));
}

void TestWebSocketEndpoint::sendsTextAndBinary()
{
    connectPeer({});
    m_endpoint->sendText("één \xF0\x9F\x98\x80");
    m_endpoint->sendBinary(QByteArray("\x00\xff", 2));
    QTRY_COMPARE(m_peer->frames().size(), 2);
    QCOMPARE(m_peer->frames().at(0).payload, QByteArray("één \xF0\x9F\x98\x80"));
    QCOMPARE(m_peer->frames().at(1).opcode, RawPeer::Binary);
    QCOMPARE(m_peer->frames().at(1).payload, QByteArray("\x00\xff", 2));
}

void TestWebSocketEndpoint::ignoresMessagesUntilStarted()
{
    connectPeer({}, false);
    m_peer->sendText("early");
    m_peer->send(RawPeer::frame(RawPeer::Ping, "x"));
    QTRY_COMPARE(m_peer->frames().size(), 1);
    QVERIFY(!m_endpoint->wasStarted());
    QVERIFY(m_listener.texts.isEmpty());
}

void TestWebSocketEndpoint::reportsThePeersClose()
{
    connectPeer({});
    QSignalSpy finished(m_endpoint.get(), &WebSocketEndpoint::finished);
    m_peer->send(RawPeer::frame(RawPeer::Close, QByteArray("\x0f\xa1", 2) + "level over"));
    QTRY_VERIFY(isGoodbye(4001));
    QCOMPARE(m_listener.goodbyes.front().reason, u"level over"_s);
    QCOMPARE(finished.size(), 1);
    QTRY_COMPARE(m_peer->closeCode(), 4001);
}

void TestWebSocketEndpoint::reportsALostConnection()
{
    connectPeer({});
    m_peer->socket().abort();
    QTRY_VERIFY(isGoodbye(lostConnection));
    QVERIFY(!m_listener.goodbyes.front().reason.isEmpty());
}

void TestWebSocketEndpoint::reportsAnEndWithoutClosingHandshake()
{
    connectPeer({});
    m_peer->sendText("last words");
    m_peer->socket().disconnectFromHost();
    QTRY_VERIFY(isGoodbye(lostConnection));
    QCOMPARE(m_listener.texts, QList<QByteArray>{"last words"});
}

/// The code and the reason do not tell: both ends may be of the same library.
void TestWebSocketEndpoint::tellsWhoClosed_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("code");
    QTest::addColumn<bool>("isOurs");
    const auto close = [](const char *code, const QByteArray &reason = {}) {
        return RawPeer::frame(RawPeer::Close, QByteArray::fromHex(code) + reason);
    };
    const QByteArray tooLarge = RawPeer::frame(RawPeer::Text, QByteArray(2000, 'x'));
    QTest::newRow("no frame to the relay") << RawPeer::frame(3, "x") << 1002 << true;
    QTest::newRow("no frame to the peer") << close("03ea") << 1002 << false;
    QTest::newRow("no UTF-8 to the relay") << RawPeer::frame(RawPeer::Text, "\xff") << 1007 << true;
    QTest::newRow("no UTF-8 to the peer")
        << close("03ef", "Invalid UTF-8 code encountered.") << 1007 << false;
    QTest::newRow("too large for the relay") << tooLarge << 1009 << true;
    QTest::newRow("only the head of it") << tooLarge.left(8) << 1009 << true;
    QTest::newRow("it, and the answer to its close") << tooLarge + close("03f1") << 1009 << true;
    QTest::newRow("too large for the peer")
        << close("03f1", "Received message is too big.") << 1009 << false;
    QTest::newRow("the same behind a message")
        << RawPeer::frame(RawPeer::Text, "x") + close("03f1") << 1009 << false;
    QTest::newRow("no reason at all") << close("03e8") << 1000 << false;
}

void TestWebSocketEndpoint::tellsWhoClosed()
{
    QFETCH(QByteArray, bytes);
    QFETCH(int, code);
    QFETCH(bool, isOurs);
    EndpointLimits limits;
    limits.maxMessage = 1000;
    limits.closeMs = 50;
    connectPeer(limits);
    m_peer->send(bytes);
    QTRY_VERIFY(isGoodbye(code));
    QCOMPARE(m_listener.goodbyes.front().by,
             isOurs ? relay::Goodbye::By::Us : relay::Goodbye::By::Peer);
}

void TestWebSocketEndpoint::theFirstToCloseIsTold()
{
    connectPeer({});
    m_endpoint->close(relay::CloseCode::Policy, verbatim(u"enough"_s));
    m_peer->send(RawPeer::frame(RawPeer::Close, QByteArray::fromHex("03f1")));
    QTRY_VERIFY(isGoodbye(1008));
    QCOMPARE(m_listener.goodbyes.front().by, relay::Goodbye::By::Us);
}

void TestWebSocketEndpoint::closesWithCodeAndReason()
{
    connectPeer({});
    m_endpoint->sendText("first");
    m_endpoint->close(relay::CloseCode::Policy, verbatim(u"because"_s));
    m_endpoint->close(relay::CloseCode::Normal, verbatim(u"again"_s));
    QTRY_VERIFY(m_peer->isGone());
    QCOMPARE(m_peer->texts(), QList<QByteArray>{"first"});
    QCOMPARE(m_peer->closeCode(), 1008);
    QCOMPARE(m_peer->closeReason(), QByteArray("because"));
    QTRY_VERIFY(isGoodbye(1008));
    QCOMPARE(m_listener.goodbyes.front().reason, u"because"_s);
}

void TestWebSocketEndpoint::cutsALongReason()
{
    connectPeer({});
    m_endpoint->close(relay::CloseCode::Policy, verbatim(u"x"_s + u"\U0001F600"_s.repeated(100)));
    QTRY_VERIFY(m_peer->isGone());
    QCOMPARE(m_peer->closeCode(), 1008);
    QCOMPARE(m_peer->closeReason(), "x" + QByteArray("\xF0\x9F\x98\x80").repeated(30));
}

void TestWebSocketEndpoint::neverCallsBackFromInsideClose()
{
    connectPeer({});
    bool isInside = false;
    int inside = 0;
    m_listener.onMessage = [&](relay::Endpoint *endpoint) {
        isInside = true;
        endpoint->sendText("bye");
        endpoint->close(relay::CloseCode::Normal, {});
        m_endpoint->abort();
        inside += m_listener.goodbyes.isEmpty() ? 0 : 1;
        isInside = false;
    };
    m_peer->sendText("one");
    m_peer->sendText("two");
    QTRY_COMPARE(m_listener.goodbyes.size(), 1);
    QCOMPARE(inside, 0);
    QVERIFY(!isInside);
    QCOMPARE(m_listener.texts, QList<QByteArray>{"one"});
}

void TestWebSocketEndpoint::ignoresWhatComesAfterClose()
{
    connectPeer({});
    m_endpoint->close(relay::CloseCode::Normal, {});
    m_peer->sendText("late");
    QTRY_VERIFY(isGoodbye(1000));
    QVERIFY(m_listener.texts.isEmpty());
}

void TestWebSocketEndpoint::sendsNothingAfterClose()
{
    connectPeer({});
    m_endpoint->close(relay::CloseCode::Normal, {});
    m_endpoint->sendText("late");
    m_endpoint->sendBinary("late");
    m_endpoint->ping(1);
    QTRY_VERIFY(m_peer->isGone());
    QCOMPARE(m_peer->frames().size(), 1);
    QTRY_VERIFY(isGoodbye(1000));
}

void TestWebSocketEndpoint::abortsAtOnce()
{
    connectPeer({});
    m_endpoint->abort();
    QVERIFY(m_listener.goodbyes.isEmpty());
    QTRY_VERIFY(isGoodbye(lostConnection));
    QTRY_VERIFY(m_peer->isGone());
    QVERIFY(m_peer->frames().isEmpty());
}

void TestWebSocketEndpoint::cutsOffAPeerThatDoesNotFinish()
{
    EndpointLimits limits;
    limits.closeMs = 50;
    connectPeer(limits);
    m_peer->socket().setReadBufferSize(1024);
    // More than the kernel takes on both sides, so that the close frame stays behind it.
    m_endpoint->sendText(QByteArray(32 * 1024 * 1024, 'x'));
    m_endpoint->close(relay::CloseCode::GoingAway, verbatim(u"stop"_s));
    QTRY_VERIFY(isGoodbye(1001));
}

void TestWebSocketEndpoint::saysGoodbyeWhenDestroyed()
{
    connectPeer({});
    m_endpoint.reset();
    QVERIFY(isGoodbye(1001));
    QTRY_COMPARE(m_peer->closeCode(), 1001);
}

void TestWebSocketEndpoint::answersPings()
{
    connectPeer({});
    m_peer->send(RawPeer::frame(RawPeer::Ping, "payload"));
    QTRY_COMPARE(m_peer->frames().size(), 1);
    QCOMPARE(m_peer->frames().front().opcode, RawPeer::Pong);
    QCOMPARE(m_peer->frames().front().payload, QByteArray("payload"));
}

void TestWebSocketEndpoint::tellsPongsThatWereAskedFor()
{
    connectPeer({});
    m_peer->send(RawPeer::frame(RawPeer::Pong, "1"));
    m_peer->sendText("sync");
    QTRY_COMPARE(m_listener.texts.size(), 1);
    QCOMPARE(m_listener.pongs, QList<quint64>());

    m_endpoint->ping(4);
    m_endpoint->ping(9);
    QTRY_COMPARE(m_peer->frames().size(), 2);
    QCOMPARE(m_peer->frames().at(1).opcode, RawPeer::Ping);
    const QByteArray pong = RawPeer::frame(RawPeer::Pong, m_peer->frames().at(1).payload);
    m_peer->send(pong + pong + RawPeer::frame(RawPeer::Pong, m_peer->frames().at(0).payload));
    m_peer->sendText("sync");
    QTRY_COMPARE(m_listener.texts.size(), 2);
    QCOMPARE(m_listener.pongs, QList<quint64>{9});
}

void TestWebSocketEndpoint::tellsTheNewestTokenOnly()
{
    connectPeer({});
    m_endpoint->ping(3);
    m_endpoint->ping(0);
    m_endpoint->ping(4);
    m_endpoint->ping(0);
    QTRY_COMPARE(m_peer->frames().size(), 4);
    const auto pong = [this](qsizetype at) {
        return RawPeer::frame(RawPeer::Pong, m_peer->frames().at(at).payload);
    };
    m_peer->send(pong(1)); // Proves that 3 was received, too.
    QTRY_COMPARE(m_listener.pongs, QList<quint64>{3});
    m_peer->send(pong(0) + pong(1) + pong(3));
    QTRY_COMPARE(m_listener.pongs, (QList<quint64>{3, 4}));
    m_endpoint->ping(0);
    QTRY_COMPARE(m_peer->frames().size(), 5);
    m_peer->send(pong(4));
    m_peer->send(RawPeer::frame(RawPeer::Pong, "99"));
    m_peer->sendText("sync");
    QTRY_COMPARE(m_listener.texts.size(), 1);
    QCOMPARE(m_listener.pongs.size(), 2);
}

void TestWebSocketEndpoint::remembersALimitedNumberOfPings()
{
    connectPeer({});
    const quint64 count = limits::unansweredPings + 10;
    for (quint64 token = 1; token <= count; ++token)
        m_endpoint->ping(token);
    QTRY_COMPARE(m_peer->frames().size(), qsizetype(count));
    m_peer->send(RawPeer::frame(RawPeer::Pong, m_peer->frames().at(4).payload));
    m_peer->send(RawPeer::frame(RawPeer::Pong, m_peer->frames().at(20).payload));
    QTRY_COMPARE(m_listener.pongs, QList<quint64>{21});
    m_peer->send(RawPeer::frame(RawPeer::Pong, m_peer->frames().last().payload));
    QTRY_COMPARE(m_listener.pongs, (QList<quint64>{21, count}));
}

void TestWebSocketEndpoint::cutsOffADeadLink()
{
    EndpointLimits limits;
    limits.pingAfterMs = 100;
    limits.deadAfterMs = 300;
    connectPeer(limits);
    QTRY_VERIFY(isGoodbye(lostConnection));
    QVERIFY(m_endpoint->wasSilent());
    QVERIFY(m_listener.goodbyes.front().reason.contains(u"not even the answer to a ping"));
    QTRY_VERIFY(m_peer->isGone());
    QCOMPARE(m_peer->frames().size(), 1); // Asked once.
    QCOMPARE(m_peer->frames().front().opcode, RawPeer::Ping);
}

void TestWebSocketEndpoint::anAnswerToItsPingIsLife()
{
    EndpointLimits limits;
    limits.pingAfterMs = 100;
    limits.deadAfterMs = 1000;
    connectPeer(limits);
    for (int i = 1; i <= 3; ++i) {
        QTRY_COMPARE(m_peer->frames().size(), i);
        m_peer->send(RawPeer::frame(RawPeer::Pong, m_peer->frames().last().payload));
    }
    QVERIFY(m_listener.goodbyes.isEmpty());
    QVERIFY(m_listener.pongs.isEmpty());
}

void TestWebSocketEndpoint::aSlowReaderIsNotDead()
{
    EndpointLimits limits;
    limits.maxUnwritten = 100'000'000;
    limits.pingAfterMs = 100;
    limits.deadAfterMs = 400;
    connectPeer(limits);
    m_peer->socket().setReadBufferSize(256 * 1024);
    // It takes a little every now and then; the ping stays behind the rest.
    m_endpoint->sendText(QByteArray(64 * 1024 * 1024, 'x'));
    QElapsedTimer elapsed;
    elapsed.start();
    while (elapsed.elapsed() < 3 * limits.deadAfterMs) {
        m_peer->socket().read(256 * 1024);
        QTest::qWait(5);
        QVERIFY(m_listener.goodbyes.isEmpty());
    }
    QVERIFY(m_endpoint->unwritten() > 0);
    // Now it stops.
    QTRY_VERIFY(isGoodbye(lostConnection));
    QVERIFY(m_endpoint->wasSilent());
}

void TestWebSocketEndpoint::limitsTheRate()
{
    EndpointLimits limits;
    limits.messageRate = 20;
    connectPeer(limits);
    m_peer->send(RawPeer::frame(RawPeer::Text, "x").repeated(500));
    QTRY_COMPARE(m_peer->closeCode(), 1008);
    QVERIFY(m_peer->closeReason().contains("20 messages a second"));
    QTRY_VERIFY(isGoodbye(1008));
    QVERIFY(m_listener.texts.size() >= 20);
    QVERIFY(m_listener.texts.size() < 100);
}

void TestWebSocketEndpoint::limitsSilence()
{
    EndpointLimits limits;
    limits.idleMs = 150;
    connectPeer(limits);
    QTRY_COMPARE(m_peer->closeCode(), 1008);
    QTRY_VERIFY(isGoodbye(1008));
}

void TestWebSocketEndpoint::aMessageEndsTheSilence()
{
    EndpointLimits limits;
    limits.idleMs = 400;
    connectPeer(limits);
    QElapsedTimer elapsed;
    elapsed.start();
    for (int i = 1; elapsed.elapsed() < 3 * limits.idleMs; ++i) {
        m_peer->sendText("still here");
        QTRY_COMPARE(m_listener.texts.size(), i);
        QCOMPARE(m_peer->closeCode(), 0);
        QTest::qWait(20);
    }
    QVERIFY(m_listener.goodbyes.isEmpty());
    QTRY_COMPARE(m_peer->closeCode(), 1008);
}

void TestWebSocketEndpoint::takesNewLimitsAtOnce()
{
    connectPeer({});
    m_peer->sendText(QByteArray(2000, 'x'));
    QTRY_COMPARE(m_listener.texts.size(), 1);
    EndpointLimits limits;
    limits.maxMessage = 1000;
    m_endpoint->setLimits(limits);
    m_peer->sendText(QByteArray(1001, 'x'));
    QTRY_COMPARE(m_peer->closeCode(), 1009);
    QCOMPARE(m_listener.texts.size(), 1);
    QTRY_VERIFY(isGoodbye(1009));
}

void TestWebSocketEndpoint::closesASlowReader()
{
    EndpointLimits limits;
    limits.maxUnwritten = 100'000;
    limits.closeMs = 50;
    connectPeer(limits);
    m_peer->socket().setReadBufferSize(1024);
    const QByteArray message(50'000, 'x');
    // What the kernel takes is not counted, so it takes a while; 32 MB is beyond what it takes.
    for (int i = 0; i < 640 && m_listener.goodbyes.isEmpty(); ++i) {
        m_endpoint->sendText(message);
        QCoreApplication::processEvents();
    }
    QTRY_VERIFY(isGoodbye(1008));
    QVERIFY(m_listener.goodbyes.front().reason.contains(u"too slow a reader"));
}

void TestWebSocketEndpoint::reportsASlowReader()
{
    EndpointLimits limits;
    limits.maxUnwritten = 1'000'000;
    limits.slowReader = SlowReader::Report;
    connectPeer(limits);
    m_peer->socket().setReadBufferSize(1024);
    const QByteArray message(100'000, 'x');
    int sent = 0;
    for (; sent < 400 && m_listener.congestions.isEmpty(); ++sent) {
        m_endpoint->sendText(message);
        QCoreApplication::processEvents();
    }
    QCOMPARE(m_listener.congestions, QList<bool>{true});
    // What is sent meanwhile is not lost, and not told again.
    for (int i = 0; i < 10; ++i, ++sent)
        m_endpoint->sendText(message);
    QCoreApplication::processEvents();
    QCOMPARE(m_listener.congestions.size(), 1);
    m_peer->socket().setReadBufferSize(0);
    QTRY_COMPARE(m_listener.congestions, (QList<bool>{true, false}));
    QVERIFY(m_endpoint->unwritten() <= limits.maxUnwritten / 2);
    QTRY_COMPARE(m_peer->texts().size(), sent);
    QVERIFY(m_listener.goodbyes.isEmpty());
}

void TestWebSocketEndpoint::closesAReaderThatIsMuchTooSlow()
{
    EndpointLimits limits;
    limits.maxUnwritten = 100'000;
    limits.slowReader = SlowReader::Report;
    limits.closeMs = 50;
    connectPeer(limits);
    m_peer->socket().setReadBufferSize(1024);
    const QByteArray message(50'000, 'x');
    for (int i = 0; i < 640 && m_listener.goodbyes.isEmpty(); ++i) {
        m_endpoint->sendText(message);
        QVERIFY(m_endpoint->unwritten() < 5 * limits.maxUnwritten);
        QCoreApplication::processEvents();
    }
    QTRY_VERIFY(isGoodbye(1008));
    QVERIFY(m_listener.goodbyes.front().reason.contains(u"more than 400000 bytes"));
    QCOMPARE(m_listener.congestions, QList<bool>{true});
}

void TestWebSocketEndpoint::neverReportsFromInsideSending()
{
    EndpointLimits limits;
    limits.maxUnwritten = 1000;
    limits.slowReader = SlowReader::Report;
    connectPeer(limits);
    m_peer->socket().setReadBufferSize(1024);
    m_endpoint->sendText(QByteArray(32 * 1024 * 1024, 'x'));
    QVERIFY(m_listener.congestions.isEmpty());
    QTRY_COMPARE(m_listener.congestions, QList<bool>{true});
}

void TestWebSocketEndpoint::sendsOneMessageOfAnySize()
{
    EndpointLimits limits;
    limits.maxUnwritten = 1000;
    connectPeer(limits);
    m_endpoint->sendText(QByteArray(3'000'000, 'x'));
    QTRY_VERIFY(!m_peer->frames().isEmpty() && m_peer->frames().back().isFinal);
    qsizetype size = 0;
    for (const RawPeer::Frame &frame : m_peer->frames())
        size += frame.payload.size();
    QCOMPARE(size, 3'000'000);
    QVERIFY(m_listener.goodbyes.isEmpty());
}

void TestWebSocketEndpoint::manySmallMessagesInOneGoAreFine()
{
    EndpointLimits limits;
    limits.maxUnwritten = 10'000;
    connectPeer(limits);
    // Ten times the limit, in one turn of the event loop, but the kernel has room for it.
    for (int i = 0; i < 1000; ++i)
        m_endpoint->sendText(QByteArray(100, 'x'));
    QTRY_COMPARE(m_peer->texts().size(), 1000);
    QVERIFY(m_listener.goodbyes.isEmpty());
}

QTEST_GUILESS_MAIN(TestWebSocketEndpoint)
#include "tst_websocketendpoint.moc"
