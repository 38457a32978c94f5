// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "net/backendfixture.h"
#include "net/netlimits.h"
#include "net/websocketendpoint.h"

#include <QSignalSpy>
#include <QTcpServer>
#include <QTest>
#include <QTimer>
#include <QWebSocket>

#include <algorithm>
#include <memory>
#include <vector>

using namespace neuro;
using namespace neuro::net;
using namespace neuro::tests;
using namespace Qt::Literals::StringLiterals;

class TestBackendServerConnections : public BackendFixture
{
    Q_OBJECT

private Q_SLOTS:
    void closesBrokenFrames_data();
    void closesBrokenFrames();
    void takesATextInPieces_data();
    void takesATextInPieces();
    void tellsThePeersCloseCode_data();
    void tellsThePeersCloseCode();
    void aBrokenCloseFrameIsNoGoodbye_data();
    void aBrokenCloseFrameIsNoGoodbye();
    void waitsForTheRestOfAFrame();
    void closesTooLargeMessages_data();
    void closesTooLargeMessages();
    void theCloseCodeSurvivesUnreadInput();
    void aPeerThatNeverReadsPongsIsClosed();
    void aSlowReaderDelaysNobody();
    void aFloodIsClosed();
    void settingsCountForLiveConnections();
    void vanishedPeers();
    void refusesOneTooMany();
    void answersVoice();
    void pings();
    void closesEverybody();
    void closesWithoutAnybody();
    void closesPeersThatDoNotAnswer();
    void tellsOfLostPeersWhenDestroyed();
    void manyQuickConnections();
};

void TestBackendServerConnections::closesBrokenFrames_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("code");
    const auto frame = [](quint8 opcode, const QByteArray &payload, bool isFinal = true) {
        return RawPeer::frame(opcode, payload, isFinal);
    };
    QTest::newRow("invalid UTF-8") << frame(RawPeer::Text, "a\xff") << 1007;
    QTest::newRow("lone surrogate") << frame(RawPeer::Text, "\xed\xa0\x80") << 1007;
    QTest::newRow("overlong") << frame(RawPeer::Text, "\xc0\xaf") << 1007;
    QTest::newRow("UTF-8 cut at the end") << frame(RawPeer::Text, "\xf0\x9f\x98") << 1007;
    QTest::newRow("unknown opcode") << frame(3, "x") << 1002;
    QTest::newRow("unknown control") << frame(11, "x") << 1002;
    QTest::newRow("reserved bit") << frame(0x40 | RawPeer::Text, "x") << 1002;
    QTest::newRow("UTF-8 cut at the end, in pieces")
        << frame(RawPeer::Text, "a", false) + frame(RawPeer::Continuation, "\xf0\x9f\x98") << 1007;
    QTest::newRow("invalid UTF-8 in pieces")
        << frame(RawPeer::Text, "\xc3", false) + frame(RawPeer::Continuation, "\xc3\xa9") << 1007;
    QTest::newRow("nothing to continue") << frame(RawPeer::Continuation, "x") << 1002;
    QTest::newRow("text inside text")
        << frame(RawPeer::Text, "a", false) + frame(RawPeer::Text, "b") << 1002;
    QTest::newRow("fragmented ping") << frame(RawPeer::Ping, "x", false) << 1002;
    QTest::newRow("long ping") << frame(RawPeer::Ping, QByteArray(126, 'x')) << 1002;
    QTest::newRow("close code 999") << frame(RawPeer::Close, QByteArray("\x03\xe7", 2)) << 1002;
}

void TestBackendServerConnections::closesBrokenFrames()
{
    QFETCH(QByteArray, bytes);
    QFETCH(int, code);
    start();
    const auto other = connectGame();
    const auto game = connectGame();
    QVERIFY(other && game);
    game->sendText("before");
    game->send(bytes);
    game->sendText("after");
    QTRY_VERIFY(game->isGone());
    QCOMPARE(game->closeCode(), code);
    QTRY_COMPARE(m_listener->goodbyes.size(), 1);
    QCOMPARE(m_listener->goodbyes.front().code, code);
    QCOMPARE(m_listener->texts, QList<QByteArray>{"before"});
    other->sendText("unharmed");
    QTRY_COMPARE(m_listener->texts.size(), 2);
}

/// RFC 6455 section 5.4: only the message as a whole must be UTF-8.
void TestBackendServerConnections::takesATextInPieces_data()
{
    QTest::addColumn<QByteArrayList>("pieces");
    QTest::addColumn<QByteArrayList>("between"); ///< Control frames.
    const QByteArray characters = "a\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80.";
    for (qsizetype at = 0; at <= characters.size(); ++at)
        QTest::addRow("cut at %d", int(at))
            << QByteArrayList{characters.first(at), characters.mid(at)} << QByteArrayList();
    QByteArrayList bytes;
    for (const char byte : characters)
        bytes.append(QByteArray(1, byte));
    QTest::newRow("byte by byte") << bytes << QByteArrayList();
    QTest::newRow("with pings") << bytes
                                << QByteArrayList{RawPeer::frame(RawPeer::Ping, "p"),
                                                  RawPeer::frame(RawPeer::Pong, {})};
    const QByteArray large = QByteArray("\xc3\xa9").repeated(100'000);
    QTest::newRow("with a byte order mark")
        << QByteArrayList{"\xef\xbb", "\xbf" + characters} << QByteArrayList();
    QTest::newRow("large") << QByteArrayList{large.first(4095), large.mid(4095, 70'000),
                                             large.mid(74'095)}
                           << QByteArrayList();
}

void TestBackendServerConnections::takesATextInPieces()
{
    QFETCH(QByteArrayList, pieces);
    QFETCH(QByteArrayList, between);
    start();
    const auto game = connectGame();
    QVERIFY(game);
    QByteArray all;
    for (qsizetype i = 0; i < pieces.size(); ++i)
        all += RawPeer::frame(i == 0 ? RawPeer::Text : RawPeer::Continuation, pieces.at(i),
                              i == pieces.size() - 1) +
               (i == pieces.size() - 1 ? QByteArray() : between.join());
    all += RawPeer::frame(RawPeer::Binary, "\xff", false) +
           RawPeer::frame(RawPeer::Continuation, "\xff") + RawPeer::frame(RawPeer::Text, "after");
    // As the network cuts them: each header, too.
    if (all.size() < 1000) {
        for (const char byte : std::as_const(all)) {
            game->send(QByteArray(1, byte));
            game->socket().flush();
            QCoreApplication::processEvents();
        }
    } else {
        game->send(all);
    }
    QTRY_COMPARE(m_listener->texts.size(), 2);
    QByteArray text = pieces.join();
    if (text.startsWith("\xef\xbb\xbf"))
        text.remove(0, 3); // As QWebSocket does with a text in one piece.
    QCOMPARE(m_listener->texts.first(), text);
    QCOMPARE(m_listener->texts.last(), "after");
    QCOMPARE(m_listener->binaries, QList<QByteArray>{"\xff\xff"});
    QCOMPARE(game->closeCode(), 0);
}

void TestBackendServerConnections::tellsThePeersCloseCode_data()
{
    QTest::addColumn<QByteArray>("payload");
    QTest::addColumn<int>("code");
    QTest::addColumn<bool>("isPeers");
    QTest::addColumn<QString>("reason");
    const auto row = [](int code, const QByteArray &reason, int told, bool isPeers,
                        const char *words) {
        QByteArray payload;
        payload.append(static_cast<char>(code >> 8)).append(static_cast<char>(code & 0xff));
        QTest::addRow("%d %s", code, words)
            << payload + reason << told << isPeers << QString::fromLatin1(words);
    };
    for (const int code : {1000, 1001, 1003, 1008, 1009, 1011, 1012, 1013, 1014, 3000, 4999})
        row(code, "so long", code, true, "so long");
    for (const int code : {0, 999, 1004, 1005, 1006, 1015, 2999, 5000})
        row(code, "so long", 1002, false, "which nobody may send");
    row(1000, "\xff", 1007, false, "not UTF-8");
    row(1013, "\xff", 1007, false, "not UTF-8");
    QTest::newRow("half a code") << QByteArray(1, 3) << 1002 << false << u"half a code"_s;
    QTest::newRow("none") << QByteArray() << 1000 << true << QString();
}

void TestBackendServerConnections::tellsThePeersCloseCode()
{
    QFETCH(QByteArray, payload);
    QFETCH(int, code);
    QFETCH(bool, isPeers);
    QFETCH(QString, reason);
    start();
    const auto game = connectGame();
    QVERIFY(game);
    game->sendText("before");
    game->send(RawPeer::frame(RawPeer::Close, payload));
    QTRY_COMPARE(m_listener->goodbyes.size(), 1);
    const auto &goodbye = m_listener->goodbyes.front();
    QCOMPARE(goodbye.code, code);
    QCOMPARE(goodbye.by, isPeers ? relay::Goodbye::By::Peer : relay::Goodbye::By::Us);
    QVERIFY2(goodbye.reason.contains(reason), qPrintable(goodbye.reason));
    // 1001 answers what QtWebSockets does not know.
    QTRY_VERIFY(game->isGone());
    QCOMPARE(game->closeCode() == 1002 || game->closeCode() == 1007, !isPeers);
}

void TestBackendServerConnections::aBrokenCloseFrameIsNoGoodbye_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("not final") << QByteArray("\x08\x00", 2);
    QTest::newRow("an extension") << QByteArray("\xc8\x82\x00\x00\x00\x00\x03\xe8", 8);
    QTest::newRow("too long") << RawPeer::frame(RawPeer::Close, QByteArray(126, '\x03'));
}

void TestBackendServerConnections::aBrokenCloseFrameIsNoGoodbye()
{
    QFETCH(QByteArray, bytes);
    start();
    const auto game = connectGame();
    QVERIFY(game);
    game->send(bytes);
    QTRY_COMPARE(m_listener->goodbyes.size(), 1);
    QCOMPARE(m_listener->goodbyes.front().code, 1002);
    QCOMPARE(m_listener->goodbyes.front().by, relay::Goodbye::By::Us);
}

/// A game may be stopped anywhere: whether it lives is seen by pings. QtWebSockets has a timer for
/// the rest of a frame, which it stops when the next piece comes, and not before.
void TestBackendServerConnections::waitsForTheRestOfAFrame()
{
    start();
    const auto game = connectGame();
    QVERIFY(game);
    const QByteArray frame = RawPeer::frame(RawPeer::Text, "a text");
    game->send(RawPeer::frame(RawPeer::Text, "before") + frame.first(7));
    QTRY_COMPARE(m_listener->texts, QList<QByteArray>{"before"});
    const auto *endpoint = dynamic_cast<WebSocketEndpoint *>(m_listener->last());
    QVERIFY(endpoint);
    const auto timers = endpoint->findChildren<QTimer *>();
    QVERIFY(!timers.isEmpty());
    QTRY_VERIFY(std::none_of(timers.begin(), timers.end(),
                             [](const QTimer *timer) { return timer->isActive(); }));
    game->send(frame.mid(7));
    QTRY_COMPARE(m_listener->texts.size(), 2);
    QCOMPARE(m_listener->texts.last(), "a text");
}

void TestBackendServerConnections::closesTooLargeMessages_data()
{
    QTest::addColumn<QByteArray>("bytes");
    const QByteArray half(600, 'x');
    QTest::newRow("one frame") << RawPeer::frame(RawPeer::Text, half + half);
    QTest::newRow("binary") << RawPeer::frame(RawPeer::Binary, half + half);
    QTest::newRow("fragments") << RawPeer::frame(RawPeer::Text, half, false) +
                                      RawPeer::frame(RawPeer::Continuation, half);
    // Only announced: nothing of it must be waited for.
    QTest::newRow("2^62 bytes") << QByteArray("\x81\xff\x40\x00\x00\x00\x00\x00\x00\x00mask", 14);
}

void TestBackendServerConnections::closesTooLargeMessages()
{
    QFETCH(QByteArray, bytes);
    m_settings.maxMessage = 1000;
    start();
    const auto other = connectGame();
    const auto game = connectGame();
    QVERIFY(other && game);
    game->sendText(QByteArray(1000, 'x'));
    QTRY_COMPARE(m_listener->texts.size(), 1);
    game->send(bytes);
    other->sendText("talks on");
    QTRY_VERIFY(game->isGone());
    QCOMPARE(game->closeCode(), 1009);
    QTRY_COMPARE(m_listener->texts.size(), 2);
    QCOMPARE(other->closeCode(), 0);
}

void TestBackendServerConnections::theCloseCodeSurvivesUnreadInput()
{
    m_settings.maxMessage = 1'000'000;
    start();
    const auto other = connectGame();
    const auto game = connectGame();
    QVERIFY(other && game);
    // Without lingering the rest of this would be answered with a reset.
    game->sendText(QByteArray(20'000'000, 'x'));
    other->sendText("talks on");
    QTRY_COMPARE(m_listener->texts, QList<QByteArray>{"talks on"});
    QTRY_COMPARE(game->closeCode(), 1009);
    QTRY_COMPARE(m_server->connectionCount(), 1);
}

void TestBackendServerConnections::aPeerThatNeverReadsPongsIsClosed()
{
    m_settings.maxMessage = 1000;
    m_settings.maxUnwritten = 1000;
    start();
    const auto game = connectGame();
    QVERIFY(game);
    game->socket().setReadBufferSize(100);
    const QByteArray pings = RawPeer::frame(RawPeer::Ping, QByteArray(125, 'x')).repeated(1000);
    for (int i = 0; i < 1000 && m_listener->goodbyes.isEmpty(); ++i) {
        if (game->socket().bytesToWrite() < 1'000'000)
            game->send(pings);
        QCoreApplication::processEvents();
    }
    QTRY_COMPARE(m_listener->goodbyes.size(), 1);
    QCOMPARE(m_listener->goodbyes.front().code, 1008);
}

void TestBackendServerConnections::aSlowReaderDelaysNobody()
{
    m_settings.maxUnwritten = 100'000;
    start();
    const auto slow = connectGame();
    QVERIFY(slow);
    QTRY_VERIFY(m_listener->last());
    relay::Endpoint *slowEnd = m_listener->last();
    slow->socket().setReadBufferSize(1024);
    const auto quick = connectGame();
    QVERIFY(quick);
    QTRY_COMPARE(m_server->connectionCount(), 2);
    m_listener->onText = [slowEnd, this](relay::Endpoint *sender, const QByteArray &text) {
        if (m_listener->goodbyes.isEmpty())
            slowEnd->sendText(QByteArray(200'000, 'x'));
        sender->sendText(text);
    };
    qint64 longest = 0;
    for (int i = 1; i <= 100; ++i) {
        QElapsedTimer elapsed;
        elapsed.start();
        quick->sendText("echo");
        QTRY_COMPARE(quick->texts().size(), i);
        longest = qMax(longest, elapsed.elapsed());
    }
    QTRY_COMPARE(m_listener->goodbyes.size(), 1);
    QCOMPARE(m_listener->goodbyes.front().code, 1008);
    QVERIFY2(longest < 500, qPrintable(QString::number(longest)));
    QCOMPARE(m_server->connectionCount(), 1);
}

void TestBackendServerConnections::aFloodIsClosed()
{
    m_settings.loopbackMessageRate = 50;
    start();
    const auto game = connectGame();
    QVERIFY(game);
    game->send(RawPeer::frame(RawPeer::Text, "x").repeated(10'000));
    QTRY_COMPARE(game->closeCode(), 1008);
    QTRY_COMPARE(m_server->connectionCount(), 0);
    QVERIFY(m_listener->texts.size() < 500);
}

void TestBackendServerConnections::settingsCountForLiveConnections()
{
    start();
    const auto flooding = connectGame();
    const auto large = connectGame();
    QVERIFY(flooding && large);
    flooding->send(RawPeer::frame(RawPeer::Text, "x").repeated(1000));
    QTRY_COMPARE(m_listener->texts.size(), 1000);
    m_settings.loopbackMessageRate = 50;
    m_settings.maxMessage = 100;
    m_server->setSettings(m_settings);
    flooding->send(RawPeer::frame(RawPeer::Text, "x").repeated(1000));
    large->sendText(QByteArray(101, 'x'));
    QTRY_COMPARE(flooding->closeCode(), 1008);
    QTRY_COMPARE(large->closeCode(), 1009);
}

void TestBackendServerConnections::vanishedPeers()
{
    start();
    const auto reset = connectGame();
    const auto ended = connectGame();
    QVERIFY(reset && ended);
    ended->send(RawPeer::frame(RawPeer::Text, "half a message").chopped(3));
    ended->socket().disconnectFromHost();
    reset->socket().abort();
    QTRY_COMPARE(m_listener->goodbyes.size(), 2);
    QCOMPARE(m_listener->goodbyes.at(0).code, lostConnection);
    QCOMPARE(m_listener->goodbyes.at(1).code, lostConnection);
    QVERIFY(m_listener->texts.isEmpty());
    RawPeer inHandshake(m_server->port());
    inHandshake.send("GET / HT");
    QTRY_COMPARE(inHandshake.socket().bytesToWrite(), 0);
    inHandshake.socket().abort();
    QVERIFY(connectGame());
}

void TestBackendServerConnections::refusesOneTooMany()
{
    m_settings.maxConnections = 2;
    start();
    auto first = connectGame();
    const auto second = connectGame();
    QVERIFY(first && second);
    QTRY_COMPARE(m_server->connectionCount(), 2);
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"2 connections are open"_s));
    const auto third = connectGame();
    QVERIFY(third);
    QTRY_VERIFY(third->isGone());
    QCOMPARE(third->closeCode(), 1013);
    QCOMPARE(m_listener->infos.size(), 2);
    first.reset();
    QTRY_COMPARE(m_server->connectionCount(), 1);
    QVERIFY(connectGame());
    QTRY_COMPARE(m_listener->infos.size(), 3);
}

void TestBackendServerConnections::answersVoice()
{
    start();
    const auto voice = connectGame("/game/My%20Game/voice?x=1");
    QVERIFY(voice);
    QTRY_VERIFY(voice->isGone());
    QCOMPARE(voice->texts().size(), 1);
    QVERIFY2(voice->texts().front().contains("\"voice/unavailable\""),
             voice->texts().front().constData());
    QVERIFY(voice->texts().front().contains("\"reason\""));
    QCOMPARE(voice->closeCode(), 1000);
    QVERIFY(m_listener->infos.isEmpty());
    QVERIFY(m_listener->goodbyes.isEmpty());
}

void TestBackendServerConnections::pings()
{
    start();
    QWebSocket game;
    game.open(QUrl(u"ws://127.0.0.1:%1"_s.arg(m_server->port())));
    QTRY_COMPARE(m_server->connectionCount(), 1);
    m_listener->last()->ping(7);
    QTRY_COMPARE(m_listener->pongs, QList<quint64>{7});
    QSignalSpy pong(&game, &QWebSocket::pong);
    QTRY_COMPARE(game.state(), QAbstractSocket::ConnectedState);
    game.ping("x");
    QTRY_COMPARE(pong.size(), 1);
}

void TestBackendServerConnections::closesEverybody()
{
    start();
    const auto first = connectGame();
    const auto second = connectGame();
    RawPeer inHandshake(m_server->port());
    QTRY_COMPARE(inHandshake.socket().state(), QAbstractSocket::ConnectedState);
    inHandshake.send("GET / HT");
    QTRY_COMPARE(inHandshake.socket().bytesToWrite(), 0);
    QVERIFY(first && second);
    QTRY_COMPARE(m_server->connectionCount(), 2);
    QSignalSpy drained(m_server.get(), &BackendServer::drained);
    m_server->close();
    QCOMPARE(drained.size(), 0);
    QVERIFY(m_listener->goodbyes.isEmpty());
    QTRY_COMPARE(drained.size(), 1);
    QCOMPARE(first->closeCode(), 1001);
    QCOMPARE(second->closeCode(), 1001);
    QTRY_VERIFY(inHandshake.isGone());
    QCOMPARE(m_listener->goodbyes.size(), 2);
    QCOMPARE(m_listener->goodbyes.front().code, 1001);
    QCOMPARE(m_server->addresses(), QStringList());
    RawPeer late(m_server->port());
    QTRY_COMPARE(late.socket().error(), QAbstractSocket::ConnectionRefusedError);
    QCOMPARE(drained.size(), 1);
}

void TestBackendServerConnections::closesWithoutAnybody()
{
    start();
    QSignalSpy drained(m_server.get(), &BackendServer::drained);
    m_server->close();
    QCOMPARE(drained.size(), 0);
    QTRY_COMPARE(drained.size(), 1);
}

void TestBackendServerConnections::closesPeersThatDoNotAnswer()
{
    m_settings.maxUnwritten = 100'000'000;
    start();
    const auto stuck = connectGame();
    QVERIFY(stuck);
    QTRY_VERIFY(m_listener->last());
    stuck->socket().setReadBufferSize(1024);
    m_listener->last()->sendText(QByteArray(32 * 1024 * 1024, 'x'));
    QSignalSpy drained(m_server.get(), &BackendServer::drained);
    QElapsedTimer elapsed;
    elapsed.start();
    m_server->close();
    QVERIFY(drained.wait(3 * limits::closeMs));
    QVERIFY(elapsed.elapsed() >= limits::closeMs / 2);
    QCOMPARE(m_listener->goodbyes.front().code, 1001);
}

void TestBackendServerConnections::tellsOfLostPeersWhenDestroyed()
{
    start();
    const auto game = connectGame();
    QVERIFY(game);
    QTRY_COMPARE(m_server->connectionCount(), 1);
    m_server.reset();
    QCOMPARE(m_listener->goodbyes.size(), 1);
    QTRY_COMPARE(game->closeCode(), 1001);
}

void TestBackendServerConnections::manyQuickConnections()
{
    constexpr int waves = 20;
    constexpr int each = 100;
    start();
    for (int wave = 1; wave <= waves; ++wave) {
        std::vector<std::unique_ptr<RawPeer>> games;
        for (int i = 0; i < each; ++i) {
            games.push_back(std::make_unique<RawPeer>(m_server->port()));
            games.back()->send(RawPeer::request() + RawPeer::frame(RawPeer::Text, "hi"));
        }
        QTRY_COMPARE(m_listener->texts.size(), wave * each);
        games.clear();
        QTRY_COMPARE(m_server->connectionCount(), 0);
    }
    QCOMPARE(m_listener->goodbyes.size(), waves * each);
}

QTEST_GUILESS_MAIN(TestBackendServerConnections)
#include "tst_backendserver_connections.moc"
