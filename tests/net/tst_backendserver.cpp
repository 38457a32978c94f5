// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "net/backendserver.h"
#include "net/netlimits.h"
#include "net/rawpeer.h"
#include "net/recordinglistener.h"
#include "net/websocketendpoint.h"

#include <QSignalSpy>
#include <QTcpServer>
#include <QTest>
#include <QWebSocket>

#ifdef Q_OS_UNIX
#include <sys/resource.h>
#endif

#include <memory>
#include <vector>

using namespace neuro;
using namespace neuro::net;
using namespace neuro::tests;
using namespace Qt::Literals::StringLiterals;

namespace {

const QByteArray page = "https://page.example";
const QByteArray pageField = "Origin: https://page.example\r\n";

} // namespace

class TestBackendServer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void listensOnBothLoopbacks();
    void listensOnOneAddress_data();
    void listensOnOneAddress();
    void namesATakenPort();
    void namesAHostThatIsNotHere();
    void opensAgainAfterClose();

    void servesAnyPath_data();
    void servesAnyPath();
    void servesAMessageThatComesWithTheHandshake();
    void servesAHandshakeInPieces();
    void sendsWithoutDelay();

    void answersPlainRequests();
    void refusesBadHandshakes_data();
    void refusesBadHandshakes();
    void refusesALongHead();
    void closesASilentConnection();
    void closesAnUnfinishedHandshake();
    void boundsHandshakesInProgress();

    void refusesForeignOrigins_data();
    void refusesForeignOrigins();
    void admitsOnce();
    void admitsAlwaysAndNever();
    void admitsConfiguredOrigins();

    void closesBrokenFrames_data();
    void closesBrokenFrames();
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

private:
    void start();
    std::unique_ptr<RawPeer> connectGame(const QByteArray &path = "/",
                                         const QByteArray &fields = {});

    BackendSettings m_settings;
    std::unique_ptr<RecordingListener> m_listener;
    std::unique_ptr<BackendServer> m_server;
};

void TestBackendServer::initTestCase()
{
#ifdef Q_OS_UNIX
    // Both ends of limits::handshakes connections are in this process.
    rlimit files{};
    QCOMPARE(getrlimit(RLIMIT_NOFILE, &files), 0);
    files.rlim_cur = files.rlim_max;
    QCOMPARE(setrlimit(RLIMIT_NOFILE, &files), 0);
#endif
}

void TestBackendServer::init()
{
    m_settings = {};
    m_settings.port = 0;
    m_listener = std::make_unique<RecordingListener>();
}

void TestBackendServer::cleanup()
{
    m_server.reset();
    QCOMPARE(m_listener->strangers, 0);
    QCOMPARE(m_listener->peers.size(), 0);
}

void TestBackendServer::start()
{
    m_server = std::make_unique<BackendServer>(m_settings, m_listener.get());
    QVERIFY2(m_server->listen(), qPrintable(m_server->errorString()));
}

std::unique_ptr<RawPeer> TestBackendServer::connectGame(const QByteArray &path,
                                                        const QByteArray &fields)
{
    auto peer = std::make_unique<RawPeer>(m_server->port());
    peer->open(path, fields);
    const bool isOpen = QTest::qWaitFor([&peer] { return peer->isOpen(); });
    return isOpen ? std::move(peer) : nullptr;
}

void TestBackendServer::listensOnBothLoopbacks()
{
    for (const QString &host : {QString(), u"localhost"_s}) {
        m_settings.host = host;
        start();
        const quint16 port = m_server->port();
        QVERIFY(port != 0);
        const QStringList expected{u"127.0.0.1:%1"_s.arg(port), u"[::1]:%1"_s.arg(port)};
        QCOMPARE(m_server->addresses(), expected);
        for (const auto address : {QHostAddress::LocalHost, QHostAddress::LocalHostIPv6}) {
            RawPeer peer(port, address);
            peer.open();
            QTRY_VERIFY(peer.isOpen());
            QTRY_COMPARE(m_server->connectionCount(), 1);
            const QString start =
                address == QHostAddress::LocalHost ? u"127.0.0.1:"_s : u"[::1]:"_s;
            QCOMPARE(m_listener->infos.back().address,
                     start + QString::number(peer.socket().localPort()));
            peer.socket().abort();
            QTRY_COMPARE(m_server->connectionCount(), 0);
        }
    }
}

void TestBackendServer::listensOnOneAddress_data()
{
    QTest::addColumn<QString>("host");
    QTest::addColumn<QString>("address");
    QTest::newRow("IPv4") << u"127.0.0.1"_s << u"127.0.0.1:"_s;
    QTest::newRow("another loopback") << u"127.0.0.2"_s << u"127.0.0.2:"_s;
    QTest::newRow("IPv6") << u"::1"_s << u"[::1]:"_s;
    QTest::newRow("IPv6 in brackets") << u"[::1]"_s << u"[::1]:"_s;
    QTest::newRow("every IPv4") << u"0.0.0.0"_s << u"0.0.0.0:"_s;
}

void TestBackendServer::listensOnOneAddress()
{
    QFETCH(QString, host);
    QFETCH(QString, address);
    m_settings.host = host;
    start();
    QVERIFY(m_server->isListening());
    QCOMPARE(m_server->addresses(), QStringList{address + QString::number(m_server->port())});
}

void TestBackendServer::namesATakenPort()
{
    for (const auto address : {QHostAddress::LocalHost, QHostAddress::LocalHostIPv6}) {
        QTcpServer other;
        QVERIFY(other.listen(QHostAddress(address)));
        m_settings.port = other.serverPort();
        m_server = std::make_unique<BackendServer>(m_settings, m_listener.get());
        QVERIFY(!m_server->listen());
        QVERIFY(!m_server->isListening());
        QCOMPARE(m_server->addresses(), QStringList());
        QCOMPARE(m_server->port(), 0);
        const QString where = address == QHostAddress::LocalHost ? u"127.0.0.1"_s : u"[::1]"_s;
        QCOMPARE(
            m_server->errorString(),
            u"%1:%2: The bound address is already in use"_s.arg(where).arg(other.serverPort()));
        other.close();
        QVERIFY(m_server->listen());
        QCOMPARE(m_server->errorString(), QString());
    }
}

void TestBackendServer::namesAHostThatIsNotHere()
{
    m_settings.host = u"192.0.2.1"_s;
    m_server = std::make_unique<BackendServer>(m_settings, m_listener.get());
    QVERIFY(!m_server->listen());
    QVERIFY2(m_server->errorString().startsWith(u"192.0.2.1:0: "),
             qPrintable(m_server->errorString()));

    m_settings.host = u"no such host"_s;
    m_server->setSettings(m_settings);
    QVERIFY(!m_server->listen());
    QVERIFY2(m_server->errorString().startsWith(u"no such host: "),
             qPrintable(m_server->errorString()));
}

void TestBackendServer::opensAgainAfterClose()
{
    start();
    const quint16 port = m_server->port();
    QSignalSpy drained(m_server.get(), &BackendServer::drained);
    const auto before = connectGame();
    QVERIFY(before);
    m_server->close();
    QVERIFY(!m_server->isListening());
    m_settings.port = port;
    m_server->setSettings(m_settings);
    QVERIFY2(m_server->listen(), qPrintable(m_server->errorString()));
    const auto after = connectGame();
    QVERIFY(after);
    QTRY_COMPARE(drained.size(), 1);
    QTRY_COMPARE(before->closeCode(), 1001);
    QCOMPARE(after->closeCode(), 0);
    QCOMPARE(m_server->connectionCount(), 1);
}

void TestBackendServer::servesAnyPath_data()
{
    QTest::addColumn<QByteArray>("path");
    for (const char *path : {"/", "/game/My%20Game", "/ws/7?client_type=ui&token=x", "/voice/not",
                             "/%F0%9F%98%80", "//", "/a?b=/voice"})
        QTest::newRow(path) << QByteArray(path);
}

void TestBackendServer::servesAnyPath()
{
    QFETCH(QByteArray, path);
    start();
    const auto game = connectGame(path);
    QVERIFY(game);
    game->sendText("hello");
    QTRY_COMPARE(m_listener->texts, QList<QByteArray>{"hello"});
    QCOMPARE(m_listener->infos.front().door, relay::Door::Backend);
}

void TestBackendServer::servesAMessageThatComesWithTheHandshake()
{
    start();
    RawPeer peer(m_server->port());
    peer.send(RawPeer::request() + RawPeer::frame(RawPeer::Text, "at once"));
    QTRY_COMPARE(m_listener->texts, QList<QByteArray>{"at once"});
}

void TestBackendServer::servesAHandshakeInPieces()
{
    start();
    RawPeer peer(m_server->port());
    QTRY_COMPARE(peer.socket().state(), QAbstractSocket::ConnectedState);
    peer.socket().setSocketOption(QAbstractSocket::LowDelayOption, 1);
    const QByteArray request = RawPeer::request();
    for (qsizetype i = 0; i < request.size(); ++i) {
        QVERIFY(!peer.isOpen());
        peer.send(request.sliced(i, 1));
        QVERIFY(peer.socket().flush());
        QCoreApplication::processEvents();
    }
    QTRY_VERIFY(peer.isOpen());
}

void TestBackendServer::sendsWithoutDelay()
{
    start();
    const auto game = connectGame();
    QVERIFY(game);
    QTRY_VERIFY(m_listener->last());
    // With Nagle's algorithm each second one waits for a delayed acknowledgement, 40 ms.
    QElapsedTimer elapsed;
    elapsed.start();
    for (int i = 1; i <= 100; i += 2) {
        m_listener->last()->sendText("a");
        QCoreApplication::processEvents();
        m_listener->last()->sendText("b");
        QTRY_COMPARE(game->texts().size(), i + 1);
    }
    QVERIFY2(elapsed.elapsed() < 50 * 20, qPrintable(QString::number(elapsed.elapsed())));
}

void TestBackendServer::answersPlainRequests()
{
    start();
    for (const QByteArray &method : {QByteArray("GET"), QByteArray("POST"), QByteArray("HEAD")}) {
        RawPeer peer(m_server->port());
        peer.send(method + " / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\nhello");
        QTRY_COMPARE(peer.refusal(), QByteArray("426"));
        QVERIFY(peer.answer().contains("\r\nUpgrade: websocket\r\n"));
        const QByteArray here = "ws://127.0.0.1:" + QByteArray::number(m_server->port());
        QVERIFY2(peer.answer().contains(here), peer.answer().constData());
    }
    QCOMPARE(m_server->connectionCount(), 0);
}

void TestBackendServer::refusesBadHandshakes_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("TLS") << QByteArray("\x16\x03\x01\x02\x00\x01\x00", 7);
    QTest::newRow("JSON") << QByteArray("{\"command\":\"startup\"}");
    QTest::newRow("no HTTP") << QByteArray("HELO there\r\n\r\n");
    QByteArray request = RawPeer::request();
    QTest::newRow("version 8") << request.replace("Version: 13", "Version: 8");
    request = RawPeer::request();
    QTest::newRow("key") << request.replace("dGhlIHNhbXBsZSBub25jZQ==", "x");
    request = RawPeer::request();
    QTest::newRow("POST") << request.replace("GET", "POST");
}

void TestBackendServer::refusesBadHandshakes()
{
    QFETCH(QByteArray, bytes);
    start();
    RawPeer peer(m_server->port());
    peer.send(bytes);
    QTRY_COMPARE(peer.refusal(), QByteArray("400"));
    QCOMPARE(m_server->connectionCount(), 0);
}

void TestBackendServer::refusesALongHead()
{
    start();
    const QByteArray field = "X-Filler: " + QByteArray(limits::requestHead / 3, 'x') + "\r\n";
    const auto fits = connectGame("/", field + field);
    QVERIFY(fits);
    const QByteArray longField = "X: " + QByteArray(limits::requestField, 'x') + "\r\n";
    const QByteArray manyFields = QByteArray("X: y\r\n").repeated(limits::requestFields);
    for (const QByteArray &fields : {QByteArray(field + field + field), longField, manyFields}) {
        RawPeer peer(m_server->port());
        peer.open("/", fields);
        QTRY_COMPARE(peer.refusal(), QByteArray("431"));
    }
    RawPeer endless(m_server->port());
    endless.send("GET /" + QByteArray(1'000'000, 'x'));
    QTRY_COMPARE(endless.refusal(), QByteArray("431"));
    QCOMPARE(m_server->connectionCount(), 1);
}

void TestBackendServer::closesASilentConnection()
{
    m_settings.handshakeMs = 60;
    start();
    RawPeer peer(m_server->port());
    QSignalSpy disconnected(&peer.socket(), &QAbstractSocket::disconnected);
    QTRY_COMPARE(disconnected.size(), 1);
    QCOMPARE(peer.answer(), QByteArray());
}

void TestBackendServer::closesAnUnfinishedHandshake()
{
    start();
    const auto game = connectGame();
    QVERIFY(game);
    m_settings.handshakeMs = 60;
    m_server->setSettings(m_settings);
    RawPeer peer(m_server->port());
    peer.send(RawPeer::request().chopped(2));
    QTRY_VERIFY(peer.isGone());
    QCOMPARE(peer.answer(), QByteArray());
    game->sendText("still served");
    QTRY_COMPARE(m_listener->texts.size(), 1);
}

void TestBackendServer::boundsHandshakesInProgress()
{
    start();
    std::vector<std::unique_ptr<RawPeer>> silent;
    for (int i = 0; i < limits::handshakes; ++i) {
        silent.push_back(std::make_unique<RawPeer>(m_server->port()));
        if (i % 64 == 0)
            QCoreApplication::processEvents();
    }
    for (const auto &peer : silent)
        QTRY_COMPARE(peer->socket().state(), QAbstractSocket::ConnectedState);
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"handshakes are in progress"_s));
    RawPeer oneTooMany(m_server->port());
    QSignalSpy disconnected(&oneTooMany.socket(), &QAbstractSocket::disconnected);
    QTRY_COMPARE(disconnected.size(), 1);
    silent.pop_back();
    QTRY_VERIFY(connectGame());
}

void TestBackendServer::refusesForeignOrigins_data()
{
    QTest::addColumn<QByteArray>("origin");
    QTest::addColumn<bool>("isServed");
    QTest::newRow("page") << page << false;
    QTest::newRow("null") << QByteArray("null") << false;
    QTest::newRow("trick") << QByteArray("http://localhost.evil.example") << false;
    QTest::newRow("localhost") << QByteArray("http://localhost:5173") << true;
    QTest::newRow("IPv4") << QByteArray("https://127.0.0.1") << true;
    QTest::newRow("IPv6") << QByteArray("http://[::1]:80") << true;
}

void TestBackendServer::refusesForeignOrigins()
{
    QFETCH(QByteArray, origin);
    QFETCH(bool, isServed);
    start();
    QSignalSpy wanted(m_server.get(), &BackendServer::admissionWanted);
    for (int i = 0; i < 2; ++i) {
        RawPeer peer(m_server->port());
        peer.open("/", "Origin: " + origin + "\r\n");
        if (isServed)
            QTRY_VERIFY(peer.isOpen());
        else
            QTRY_COMPARE(peer.refusal(), QByteArray("403"));
    }
    QCOMPARE(wanted.size(), isServed ? 0 : 1);
    if (!isServed)
        QCOMPARE(wanted.front(), (QVariantList{QString::fromLatin1(origin), QString()}));
}

void TestBackendServer::admitsOnce()
{
    start();
    QSignalSpy wanted(m_server.get(), &BackendServer::admissionWanted);
    RawPeer first(m_server->port());
    first.open("/", pageField);
    QTRY_COMPARE(first.refusal(), QByteArray("403"));
    m_server->admit(QString::fromLatin1(page), QString(), Admission::Once);
    QVERIFY(connectGame("/", pageField));
    RawPeer third(m_server->port());
    third.open("/", pageField);
    QTRY_COMPARE(third.refusal(), QByteArray("403"));
    QCOMPARE(wanted.size(), 2);
}

void TestBackendServer::admitsAlwaysAndNever()
{
    start();
    QSignalSpy wanted(m_server.get(), &BackendServer::admissionWanted);
    m_server->admit(QString::fromLatin1(page), QString(), Admission::Always);
    QVERIFY(connectGame("/", pageField));
    QVERIFY(connectGame("/", pageField));
    m_server->admit(QString::fromLatin1(page), QString(), Admission::Never);
    RawPeer peer(m_server->port());
    peer.open("/", pageField);
    QTRY_COMPARE(peer.refusal(), QByteArray("403"));
    QCOMPARE(wanted.size(), 0);
}

void TestBackendServer::admitsConfiguredOrigins()
{
    m_settings.allowedOrigins = {u"HTTPS://page.example:443"_s};
    start();
    QVERIFY(connectGame("/", pageField));
    m_settings.allowedOrigins.clear();
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"\"nonsense\" is neither"_s));
    m_settings.allowedAddresses = {u"nonsense"_s};
    m_server->setSettings(m_settings);
    RawPeer peer(m_server->port());
    peer.open("/", pageField);
    QTRY_COMPARE(peer.refusal(), QByteArray("403"));
}

void TestBackendServer::closesBrokenFrames_data()
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
    QTest::newRow("nothing to continue") << frame(RawPeer::Continuation, "x") << 1002;
    QTest::newRow("text inside text")
        << frame(RawPeer::Text, "a", false) + frame(RawPeer::Text, "b") << 1002;
    QTest::newRow("fragmented ping") << frame(RawPeer::Ping, "x", false) << 1002;
    QTest::newRow("long ping") << frame(RawPeer::Ping, QByteArray(126, 'x')) << 1002;
    QTest::newRow("close code 999") << frame(RawPeer::Close, QByteArray("\x03\xe7", 2)) << 1002;
}

void TestBackendServer::closesBrokenFrames()
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

void TestBackendServer::closesTooLargeMessages_data()
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

void TestBackendServer::closesTooLargeMessages()
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

void TestBackendServer::theCloseCodeSurvivesUnreadInput()
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

void TestBackendServer::aPeerThatNeverReadsPongsIsClosed()
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

void TestBackendServer::aSlowReaderDelaysNobody()
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

void TestBackendServer::aFloodIsClosed()
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

void TestBackendServer::settingsCountForLiveConnections()
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

void TestBackendServer::vanishedPeers()
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

void TestBackendServer::refusesOneTooMany()
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

void TestBackendServer::answersVoice()
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

void TestBackendServer::pings()
{
    start();
    QWebSocket game;
    game.open(QUrl(u"ws://127.0.0.1:%1"_s.arg(m_server->port())));
    QTRY_COMPARE(m_server->connectionCount(), 1);
    m_listener->last()->ping();
    QTRY_COMPARE(m_listener->pongs, 1);
    QSignalSpy pong(&game, &QWebSocket::pong);
    QTRY_COMPARE(game.state(), QAbstractSocket::ConnectedState);
    game.ping("x");
    QTRY_COMPARE(pong.size(), 1);
}

void TestBackendServer::closesEverybody()
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

void TestBackendServer::closesWithoutAnybody()
{
    start();
    QSignalSpy drained(m_server.get(), &BackendServer::drained);
    m_server->close();
    QCOMPARE(drained.size(), 0);
    QTRY_COMPARE(drained.size(), 1);
}

void TestBackendServer::closesPeersThatDoNotAnswer()
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

void TestBackendServer::tellsOfLostPeersWhenDestroyed()
{
    start();
    const auto game = connectGame();
    QVERIFY(game);
    QTRY_COMPARE(m_server->connectionCount(), 1);
    m_server.reset();
    QCOMPARE(m_listener->goodbyes.size(), 1);
    QTRY_COMPARE(game->closeCode(), 1001);
}

void TestBackendServer::manyQuickConnections()
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

QTEST_GUILESS_MAIN(TestBackendServer)
#include "tst_backendserver.moc"
