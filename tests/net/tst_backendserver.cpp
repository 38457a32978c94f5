// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "net/backendfixture.h"
#include "net/netlimits.h"
#include "net/silentpeers.h"
#include "net/websocketendpoint.h"

#include <QSignalSpy>
#include <QTcpServer>
#include <QTest>
#include <QWebSocket>

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

class TestBackendServer : public BackendFixture
{
    Q_OBJECT

private Q_SLOTS:
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
    void silentConnectionsKeepNobodyOut();
    void refusesForeignOrigins_data();
    void refusesForeignOrigins();
    void admitsOnce();
    void admitsAlwaysAndNever();
    void admitsConfiguredOrigins();
};

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
            m_server->error().english(),
            u"%1:%2: another program uses this port already"_s.arg(where).arg(other.serverPort()));
        other.close();
        QVERIFY(m_server->listen());
        QCOMPARE(m_server->error().english(), QString());
    }
}

void TestBackendServer::namesAHostThatIsNotHere()
{
    m_settings.host = u"192.0.2.1"_s;
    m_server = std::make_unique<BackendServer>(m_settings, m_listener.get());
    QVERIFY(!m_server->listen());
    QVERIFY2(m_server->error().english().startsWith(u"192.0.2.1:0: "),
             qPrintable(m_server->error().english()));

    m_settings.host = u"no such host"_s;
    m_server->setSettings(m_settings);
    QVERIFY(!m_server->listen());
    QVERIFY2(m_server->error().english().startsWith(u"no such host: "),
             qPrintable(m_server->error().english()));
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
    QVERIFY2(m_server->listen(), qPrintable(m_server->error().english()));
    const auto after = connectGame();
    QVERIFY(after);
    QTRY_COMPARE(drained.size(), 1);
    QTRY_COMPARE(before->closeCode(), 1001);
    QCOMPARE(before->closeReason(), "Neuro Relay stops");
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

void TestBackendServer::silentConnectionsKeepNobodyOut()
{
    start();
    auto silent = silentPeers(m_server->port());
    QVERIFY(!silent.empty());
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"handshakes are in progress"_s));
    constexpr int newcomers = 5;
    std::vector<std::unique_ptr<RawPeer>> games;
    for (int i = 0; i < newcomers; ++i) {
        games.push_back(connectGame());
        QVERIFY(games.back());
        silent.push_back(std::make_unique<RawPeer>(m_server->port()));
    }
    // The oldest gave way, and nobody else: a game whose handshake is done takes none of their
    // places.
    QTRY_COMPARE(m_server->connectionCount(), newcomers);
    for (int i = 0; i < newcomers; ++i)
        QTRY_VERIFY(silent[static_cast<std::size_t>(i)]->isGone());
    for (std::size_t i = newcomers + 1; i < silent.size(); ++i)
        QVERIFY(!silent[i]->isGone());
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

QTEST_GUILESS_MAIN(TestBackendServer)
#include "tst_backendserver.moc"
