// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "net/backendfixture.h"
#include "net/hubhouse.h"
#include "net/tlsfixture.h"
#include "net/websocketendpoint.h"

#include <QSignalSpy>
#include <QTcpServer>
#include <QTest>
#include <QWebSocket>

using namespace neuro;
using namespace neuro::net;
using namespace neuro::tests;
using namespace Qt::Literals::StringLiterals;

namespace {

/// A record of TLS: alert, fatal, protocol version.
const QByteArray versionAlert = QByteArray::fromHex("0246");

} // namespace

/// The encrypted port of the backend door; what it shares with those of the other doors.
class TestEncryptedPorts : public BackendFixture
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void aGamePlays();
    void aClientThatVerifiesIsContent_data();
    void aClientThatVerifiesIsContent();
    void standsBesideThePlainOne();
    void largeMessagesPass();
    void hasTheRulesOfThePlainOne();
    void lastWordsAndGoodbyeArrive();
    void whoReadsMayGetMuchAtOnce_data();
    void whoReadsMayGetMuchAtOnce();
    void aSlowReaderIsClosed();
    void olderVersionsAreRefused_data();
    void olderVersionsAreRefused();
    void plainBytesCostOnlyTheirSender_data();
    void plainBytesCostOnlyTheirSender();
    void encryptedBytesOnThePlainPort();
    void slowHandshakesAreCut_data();
    void slowHandshakesAreCut();
    void aPeerThatVanishesIsForgotten();
    void aCertificateProblemLeavesThePlainPort();
    void aTakenPortLeavesThePlainPort();
    void opensAnewWithoutIt();
    void aMendedPortOpensWhereThePlainOneIs();
    void moves_data();
    void moves();
    void movesOnlyToTheLastPlace();
    void theHubIsBehindIt_data();
    void theHubIsBehindIt();

private:
    std::unique_ptr<RawPeer> connectEncrypted(const QByteArray &fields = {});
};

void TestEncryptedPorts::initTestCase()
{
    if (!QSslSocket::supportsSsl())
        QSKIP("Qt has no TLS here");
    BackendFixture::initTestCase();
}

std::unique_ptr<RawPeer> TestEncryptedPorts::connectEncrypted(const QByteArray &fields)
{
    auto peer = std::make_unique<RawPeer>(m_server->encryptedPort(), trusting());
    peer->open("/", fields);
    const bool isOpen = QTest::qWaitFor([&peer] { return peer->isOpen(); });
    return isOpen ? std::move(peer) : nullptr;
}

void TestEncryptedPorts::aGamePlays()
{
    m_settings.tls = encryptedPort();
    start();
    QVERIFY2(m_server->encryptedError().isEmpty(),
             qPrintable(m_server->encryptedError().english()));
    const auto game = connectEncrypted();
    QVERIFY(game);
    game->sendText("hello");
    QTRY_COMPARE(m_listener->texts, QList<QByteArray>{"hello"});
    m_listener->last()->sendText("welcome");
    QTRY_COMPARE(game->texts(), QList<QByteArray>{"welcome"});
    m_listener->last()->ping(7);
    QTRY_COMPARE(game->frames().size(), 2);
    game->send(RawPeer::frame(RawPeer::Pong, game->frames().last().payload));
    QTRY_COMPARE(m_listener->pongs, QList<quint64>{7});
    m_server->close();
    QTRY_COMPARE(game->closeCode(), 1001);
    game->send(RawPeer::frame(RawPeer::Close, QByteArray::fromHex("03e9")));
    QTRY_COMPARE(m_listener->goodbyes.size(), 1);
    QCOMPARE(m_listener->goodbyes.first().code, 1001);
}

void TestEncryptedPorts::aClientThatVerifiesIsContent_data()
{
    QTest::addColumn<QString>("certificate");
    QTest::newRow("EC") << u"server"_s;
    QTest::newRow("RSA") << u"rsa"_s;
}

void TestEncryptedPorts::aClientThatVerifiesIsContent()
{
    QFETCH(QString, certificate);
    m_settings.tls = encryptedPort(certificate);
    start();
    QWebSocket game;
    QSslConfiguration encryption = trusting();
    encryption.addCaCertificates(
        QSslCertificate::fromPath(tlsFile(certificate + u".pem"_s), QSsl::Pem));
    game.setSslConfiguration(encryption);
    QSignalSpy connected(&game, &QWebSocket::connected);
    QSignalSpy errors(&game, &QWebSocket::sslErrors);
    QSignalSpy heard(&game, &QWebSocket::textMessageReceived);
    game.open(QUrl(u"wss://localhost:%1/"_s.arg(m_server->encryptedPort())));
    QVERIFY(connected.wait());
    QVERIFY(errors.isEmpty());
    game.sendTextMessage(u"hello"_s);
    QTRY_COMPARE(m_listener->texts, QList<QByteArray>{"hello"});
    m_listener->last()->sendText("welcome");
    QVERIFY(heard.wait());
}

void TestEncryptedPorts::standsBesideThePlainOne()
{
    m_settings.tls = encryptedPort();
    start();
    QCOMPARE(m_server->encryptedAddresses().size(), m_server->addresses().size());
    QVERIFY(m_server->encryptedPort() != m_server->port());
    const auto plain = connectGame();
    const auto encrypted = connectEncrypted();
    QVERIFY(plain && encrypted);
    QCOMPARE(m_server->connectionCount(), 2);
    plain->sendText("plain");
    QTRY_COMPARE(m_listener->texts.size(), 1);
    encrypted->sendText("encrypted");
    QTRY_COMPARE(m_listener->texts, (QList<QByteArray>{"plain", "encrypted"}));
}

void TestEncryptedPorts::largeMessagesPass()
{
    m_settings.tls = encryptedPort();
    start();
    const auto game = connectEncrypted();
    QVERIFY(game);
    const QByteArray large(3 * 1024 * 1024, 'x');
    game->sendText(large);
    QTRY_COMPARE(m_listener->texts.size(), 1);
    QCOMPARE(m_listener->texts.first(), large);
    m_listener->last()->sendText(large);
    // In pieces: Qt cuts it up.
    const auto received = [&game] {
        QByteArray all;
        const QList<RawPeer::Frame> frames = game->frames();
        for (const RawPeer::Frame &frame : frames)
            all += frame.payload;
        return all;
    };
    QTRY_COMPARE(received().size(), large.size());
    QCOMPARE(received(), large);
    QTRY_COMPARE(static_cast<WebSocketEndpoint *>(m_listener->last())->unwritten(), 0);
    // One over the limit ends the connection, as on the plain port.
    game->sendText(QByteArray(m_settings.maxMessage + 1, 'x'));
    QTRY_COMPARE(game->closeCode(), 1009);
}

void TestEncryptedPorts::hasTheRulesOfThePlainOne()
{
    m_settings.tls = encryptedPort();
    m_settings.maxConnections = 1;
    start();
    QSignalSpy wanted(m_server.get(), &BackendServer::admissionWanted);
    RawPeer page(m_server->encryptedPort(), trusting());
    page.open("/", "Origin: https://page.example\r\n");
    QTRY_COMPARE(page.refusal(), QByteArray("403"));
    QCOMPARE(wanted.size(), 1);
    RawPeer browser(m_server->encryptedPort(), trusting());
    browser.send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
    QTRY_COMPARE(browser.refusal(), QByteArray("426"));
    const QByteArray here =
        "wss://127.0.0.1:" + QByteArray::number(m_server->encryptedPort()) + '\n';
    QVERIFY2(browser.answer().endsWith(here), browser.answer().constData());
    // A connection counts, wherever it is.
    const auto plain = connectGame();
    QVERIFY(plain);
    RawPeer second(m_server->encryptedPort(), trusting());
    second.open();
    QTRY_COMPARE(second.closeCode(), 1013);
}

void TestEncryptedPorts::lastWordsAndGoodbyeArrive()
{
    m_settings.tls = encryptedPort();
    start();
    RawPeer peer(m_server->encryptedPort(), trusting());
    QStringList errors;
    connect(&peer.socket(), &QAbstractSocket::errorOccurred, &peer,
            [&] { errors.append(peer.socket().errorString()); });
    QTRY_VERIFY(static_cast<QSslSocket &>(peer.socket()).isEncrypted());
    // Much that nobody reads any more: a plain close() would answer it with a reset.
    peer.send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n" + QByteArray(1024 * 1024, 'x'));
    QTRY_COMPARE(peer.refusal(), QByteArray("426"));
    // TLS has said goodbye; otherwise the end could be somebody else's doing.
    QVERIFY2(errors.value(0).contains(u"TLS/SSL connection has been closed"),
             qPrintable(errors.join(u'\n')));
}

void TestEncryptedPorts::whoReadsMayGetMuchAtOnce_data()
{
    QTest::addColumn<bool>("isEncrypted");
    QTest::newRow("plain") << false;
    QTest::newRow("encrypted") << true;
}

/// More than may wait, before the event loop has a chance to write: the kernel takes it.
void TestEncryptedPorts::whoReadsMayGetMuchAtOnce()
{
    QFETCH(bool, isEncrypted);
    m_settings.tls = encryptedPort();
    m_settings.maxUnwritten = 64 * 1024;
    start();
    const auto game = isEncrypted ? connectEncrypted() : connectGame();
    QVERIFY(game);
    const QByteArray text(16 * 1024, 'x');
    for (int i = 0; i < 20; ++i)
        m_listener->last()->sendText(text);
    QTRY_COMPARE(game->texts().size(), 20);
    QVERIFY(m_listener->goodbyes.isEmpty());
}

void TestEncryptedPorts::aSlowReaderIsClosed()
{
    m_settings.tls = encryptedPort();
    m_settings.maxUnwritten = 64 * 1024;
    start();
    const auto other = connectGame();
    const auto game = connectEncrypted();
    QVERIFY(other && game);
    auto *endpoint = static_cast<WebSocketEndpoint *>(m_listener->last());
    game->socket().setReadBufferSize(1024);
    const QByteArray text(32 * 1024, 'x');
    // The kernel takes a few megabytes before anything waits here.
    for (int i = 0; i < 2000 && m_listener->goodbyes.isEmpty(); ++i) {
        endpoint->sendText(text);
        QCoreApplication::processEvents();
        QVERIFY(m_listener->goodbyes.size() == 1 ||
                endpoint->unwritten() <= m_settings.maxUnwritten + 2 * text.size());
    }
    QTRY_COMPARE(m_listener->goodbyes.size(), 1);
    QCOMPARE(m_listener->goodbyes.first().code, 1008);
    other->sendText("still here");
    QTRY_COMPARE(m_listener->texts, QList<QByteArray>{"still here"});
}

void TestEncryptedPorts::olderVersionsAreRefused_data()
{
    QTest::addColumn<quint16>("version");
    QTest::addColumn<bool>("isServed");
    QTest::newRow("TLS 1.0") << quint16(0x0301) << false;
    QTest::newRow("TLS 1.1") << quint16(0x0302) << false;
    QTest::newRow("TLS 1.2") << quint16(0x0303) << true;
}

void TestEncryptedPorts::olderVersionsAreRefused()
{
    QFETCH(quint16, version);
    QFETCH(bool, isServed);
    m_settings.tls = encryptedPort();
    start();
    RawPeer peer(m_server->encryptedPort());
    peer.send(clientHello(version));
    if (isServed) {
        // A handshake record, with the server's hello.
        QTRY_VERIFY(peer.answer().startsWith(QByteArray::fromHex("160303")));
        return;
    }
    QTRY_VERIFY(peer.isGone());
    QVERIFY2(peer.answer().isEmpty() || peer.answer().endsWith(versionAlert),
             peer.answer().toHex().constData());
    QVERIFY(!peer.answer().startsWith('\x16'));
}

void TestEncryptedPorts::plainBytesCostOnlyTheirSender_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("answer");
    QTest::newRow("WebSocket") << RawPeer::request() << QByteArray("wss://");
    QTest::newRow("plain request")
        << QByteArray("GET /health HTTP/1.1\r\nHost: a\r\n\r\n") << QByteArray("wss://");
    QTest::newRow("noise") << QByteArray(100'000, '\x01') << QByteArray("wss://");
    QTest::newRow("one byte") << QByteArray("x") << QByteArray("wss://");
    QTest::newRow("TLS, then noise")
        << clientHello(0x0303) + QByteArray(100'000, '\x01') << QByteArray();
    QTest::newRow("noise that begins like TLS") << QByteArray(100'000, '\x16') << QByteArray();
}

void TestEncryptedPorts::plainBytesCostOnlyTheirSender()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, answer);
    m_settings.tls = encryptedPort();
    start();
    const auto game = connectEncrypted();
    QVERIFY(game);
    RawPeer peer(m_server->encryptedPort());
    peer.send(bytes);
    QTRY_VERIFY(peer.isGone());
    QVERIFY2(peer.answer().contains(answer), peer.answer().constData());
    QVERIFY(answer.isEmpty() || peer.answer().startsWith("HTTP/1.1 400 "));
    game->sendText("still here");
    QTRY_COMPARE(m_listener->texts, QList<QByteArray>{"still here"});
    QCOMPARE(m_server->connectionCount(), 1);
    QVERIFY(connectEncrypted());
}

void TestEncryptedPorts::encryptedBytesOnThePlainPort()
{
    m_settings.tls = encryptedPort();
    start();
    const auto game = connectGame();
    QVERIFY(game);
    RawPeer peer(m_server->port());
    peer.send(clientHello(0x0303));
    QTRY_COMPARE(peer.refusal(), QByteArray("400"));
    RawPeer client(m_server->port(), trusting());
    QTRY_VERIFY(client.isGone());
    game->sendText("still here");
    QTRY_COMPARE(m_listener->texts, QList<QByteArray>{"still here"});
    QVERIFY(connectEncrypted());
}

void TestEncryptedPorts::slowHandshakesAreCut_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("half a hello") << clientHello(0x0303).first(40);
    QTest::newRow("nothing after the hello") << clientHello(0x0303);
}

void TestEncryptedPorts::slowHandshakesAreCut()
{
    QFETCH(QByteArray, bytes);
    m_settings.tls = encryptedPort();
    m_settings.handshakeMs = 300;
    start();
    const auto game = connectEncrypted();
    QVERIFY(game);
    RawPeer slow(m_server->encryptedPort());
    slow.send(bytes);
    // And one who is encrypted, but asks for nothing.
    RawPeer silent(m_server->encryptedPort(), trusting());
    QTRY_VERIFY(static_cast<QSslSocket &>(silent.socket()).isEncrypted());
    QVERIFY(!slow.isGone() || bytes.isEmpty());
    QTRY_VERIFY_WITH_TIMEOUT(slow.isGone() && silent.isGone(), 3000);
    game->sendText("still here");
    QTRY_COMPARE(m_listener->texts, QList<QByteArray>{"still here"});
}

void TestEncryptedPorts::aPeerThatVanishesIsForgotten()
{
    m_settings.tls = encryptedPort();
    start();
    auto game = connectEncrypted();
    QVERIFY(game);
    game->socket().abort();
    QTRY_COMPARE(m_listener->goodbyes.size(), 1);
    QCOMPARE(m_listener->goodbyes.first().code, 1006);
    QCOMPARE(m_server->connectionCount(), 0);
    // In the middle of the handshake as well.
    {
        RawPeer peer(m_server->encryptedPort());
        peer.send(clientHello(0x0303));
        QTRY_VERIFY(!peer.answer().isEmpty());
    }
    QVERIFY(connectEncrypted());
}

void TestEncryptedPorts::aCertificateProblemLeavesThePlainPort()
{
    m_settings.tls = encryptedPort();
    m_settings.tls.key = tlsFile(u"wronghost.key"_s);
    start();
    QVERIFY(m_server->isListening());
    QVERIFY(m_server->encryptedAddresses().isEmpty());
    const QString error = m_server->encryptedError().english();
    QVERIFY2(error.contains(m_settings.tls.key) && error.contains(u"does not belong"),
             qPrintable(error));
    QVERIFY(connectGame());
}

void TestEncryptedPorts::aTakenPortLeavesThePlainPort()
{
    QTcpServer occupant;
    QVERIFY(occupant.listen(QHostAddress::LocalHost));
    m_settings.tls = encryptedPort();
    m_settings.tls.port = occupant.serverPort();
    start();
    const QString error = m_server->encryptedError().english();
    QVERIFY2(error.contains(u"127.0.0.1:%1"_s.arg(occupant.serverPort())), qPrintable(error));
    QVERIFY(m_server->encryptedAddresses().isEmpty());
    QVERIFY(connectGame());
}

void TestEncryptedPorts::opensAnewWithoutIt()
{
    m_settings.tls = encryptedPort();
    start();
    const quint16 port = m_server->encryptedPort();
    QVERIFY(port != 0);
    m_settings.tls.port.reset();
    m_server->setSettings(m_settings);
    m_server->close();
    QVERIFY(m_server->listen());
    QVERIFY(m_server->encryptedAddresses().isEmpty());
    QVERIFY(m_server->encryptedError().isEmpty());
    RawPeer nobody(port);
    QTRY_COMPARE(nobody.socket().error(), QAbstractSocket::ConnectionRefusedError);
}

/// Whatever the name of the host stands for by then: nobody is asked for it.
void TestEncryptedPorts::aMendedPortOpensWhereThePlainOneIs()
{
    QTcpServer occupant;
    QVERIFY(occupant.listen(QHostAddress::LocalHost));
    const quint16 port = occupant.serverPort();
    m_settings.host = u"127.0.0.1"_s;
    m_settings.tls = encryptedPort();
    m_settings.tls.port = port;
    start();
    QVERIFY(!m_server->encryptedError().isEmpty());
    const auto game = connectGame();
    QVERIFY(game);
    occupant.close();
    QSignalSpy changed(m_server.get(), &BackendServer::encryptionChanged);
    m_settings.host = u"nobody.invalid"_s;
    m_server->setSettings(m_settings);
    QVERIFY(changed.wait());
    QCOMPARE(m_server->encryptedError().english(), QString());
    QCOMPARE(m_server->encryptedAddresses(), QStringList{u"127.0.0.1:%1"_s.arg(port)});
    QVERIFY(connectEncrypted());
    game->sendText("still here");
    QTRY_COMPARE(m_listener->texts, QList<QByteArray>{"still here"});
    // What is open is not tried again.
    m_server->setSettings(m_settings);
    QCOMPARE(changed.size(), 1);
}

void TestEncryptedPorts::moves_data()
{
    QTest::addColumn<QString>("host");
    QTest::addColumn<bool>("isEncrypted");
    QTest::addColumn<bool>("isAtOnce");
    QTest::addColumn<bool>("isOpen");
    QTest::newRow("address") << u"127.0.0.1"_s << false << true << true;
    QTest::newRow("certificate") << u"127.0.0.1"_s << true << false << true;
    QTest::newRow("no such name") << u"nobody.invalid"_s << false << false << false;
}

void TestEncryptedPorts::moves()
{
    QFETCH(QString, host);
    QFETCH(bool, isEncrypted);
    QFETCH(bool, isAtOnce);
    QFETCH(bool, isOpen);
    start();
    const quint16 before = m_server->port();
    const auto game = connectGame();
    QVERIFY(game);
    QSignalSpy moved(m_server.get(), &BackendServer::moved);
    m_settings.host = host;
    if (isEncrypted)
        m_settings.tls = encryptedPort();
    m_server->setSettings(m_settings);
    m_server->move();
    QCOMPARE(m_server->isMoving(), !isAtOnce);
    if (!isAtOnce) {
        // It is where it was, and hears.
        QCOMPARE(m_server->port(), before);
        // Settings that come meanwhile change nothing about it.
        m_server->setSettings(m_settings);
        QVERIFY(m_server->isMoving());
        QVERIFY(moved.wait(20'000));
    }
    QCOMPARE(moved.size(), 1);
    QVERIFY(!m_server->isMoving());
    QCOMPARE(m_server->isListening(), isOpen);
    QCOMPARE(m_server->error().isEmpty(), isOpen);
    QCOMPARE(m_server->encryptedAddresses().isEmpty(), !isEncrypted);
    QTRY_COMPARE(game->closeCode(), 1001);
    QCOMPARE(game->closeReason(),
             "Neuro Relay opens this door anew, perhaps at another address: connect again");
    if (isOpen)
        QVERIFY(connectGame());
    if (isEncrypted)
        QVERIFY(connectEncrypted());
}

void TestEncryptedPorts::movesOnlyToTheLastPlace()
{
    m_settings.host = u"127.0.0.1"_s;
    start();
    QSignalSpy moved(m_server.get(), &BackendServer::moved);
    m_settings.tls = encryptedPort();
    m_server->setSettings(m_settings);
    m_server->move();
    m_server->close();
    QVERIFY(!m_server->isMoving()); // Closed is closed.
    m_server->move();
    m_settings.tls = encryptedPort(u"rsa"_s);
    m_server->setSettings(m_settings);
    m_server->move();
    QVERIFY(moved.wait());
    QSslSocket client;
    client.setPeerVerifyMode(QSslSocket::VerifyNone);
    client.connectToHostEncrypted(u"127.0.0.1"_s, m_server->encryptedPort());
    QTRY_VERIFY(client.isEncrypted());
    QVERIFY(client.peerCertificate() ==
            QSslCertificate::fromPath(tlsFile(u"rsa.pem"_s), QSsl::Pem).value(0));
    QCOMPARE(moved.size(), 1);
}

void TestEncryptedPorts::theHubIsBehindIt_data()
{
    QTest::addColumn<bool>("hasThread");
    QTest::newRow("same thread") << false;
    QTest::newRow("another thread") << true;
}

void TestEncryptedPorts::theHubIsBehindIt()
{
    QFETCH(bool, hasThread);
    HubHouse house({}, hasThread, encryptedPort());
    std::vector<std::unique_ptr<RawPeer>> clients;
    for (int i = 0; i < 20; ++i) {
        clients.push_back(std::make_unique<RawPeer>(house.door().encryptedPort(), trusting()));
        clients.back()->open("/ws/encrypted" + QByteArray::number(i));
    }
    for (const auto &client : clients)
        QTRY_VERIFY(client->isOpen() && !client->texts().isEmpty());
    QTRY_COMPARE(house.clientCount(), 20);
    clients.front()->sendText(
        R"({"message_type":"ping","client_id":"encrypted0","data":{"check":"alive"}})");
    QTRY_VERIFY(clients.front()->texts().last().contains("\"pong\""));
    const auto plain = house.join("/ws/plain");
    QVERIFY(plain);
    QTRY_VERIFY(clients.back()->texts().last().contains("\"plain\""));
    // Its last words cross threads, too.
    RawPeer refused(house.door().encryptedPort(), trusting());
    refused.open("/ws/" + QByteArray(100, 'x'));
    QTRY_COMPARE(refused.closeCode(), 1008);
}

QTEST_GUILESS_MAIN(TestEncryptedPorts)
#include "tst_encryptedports.moc"
