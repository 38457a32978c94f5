// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "net/upstreamfixture.h"

#include <QSet>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>
#include <QWebSocket>

using namespace neuro;
using namespace neuro::net;
using namespace neuro::tests;
using namespace Qt::Literals::StringLiterals;

using Phase = UpstreamPhase;
using Phases = QList<UpstreamPhase>;

class TestUpstreamClient : public UpstreamFixture
{
    Q_OBJECT

private Q_SLOTS:
    void introducesAPeer();
    void staysOffWithoutAnAddress();
    void returnsAfterALoss();
    void returnsWhenTheServerDoes();
    void waitsLongerEachTime();
    void aShortConnectionDoesNotShortenTheWait();
    void triesAgainAfterTransientProblems_data();
    void triesAgainAfterTransientProblems();
    void triesWhatAServerAnswersWithLongerWaits_data();
    void triesWhatAServerAnswersWithLongerWaits();
    void triesHopelessProblemsSlowly();
    void noAnswerToTheHandshakeTimesOut();
    void noticesASilentServer();
    void anAnsweringServerIsNotSilent();
    void tellsCloseCodes();
    void stopsWhileConnected();
    void stopsWhileConnecting();
    void stopsWhileWaiting();
    void startsAgainWhileStopping();
    void stopsBecauseOfAServerThatNeverSaysGoodbye();
    void reconnectsOnRequest();
    void takesAnotherAddressWhileConnected();
    void takesAnotherAddressWhileConnecting();
    void takesAnotherAddressWhileWaiting();
    void takesLimitsWithoutReconnecting();
    void canBeStoppedByWhoHearsOfIt();
    void saysGoodbyeWhenDestroyed();
    void hidesSecretsOfTheAddress();
    void doesNotDialOurOwnDoor();
    void dialsWhenTheDoorMoves();
    void givesUpAnAttemptThatADoorMovesTo();

private:
    /// A TCP server that answers every connection with `answer` and lets it be, or hangs up.
    std::unique_ptr<QTcpServer> rawServer(const QByteArray &answer, bool hangsUp = false);
};

std::unique_ptr<QTcpServer> TestUpstreamClient::rawServer(const QByteArray &answer, bool hangsUp)
{
    auto server = std::make_unique<QTcpServer>();
    if (!server->listen(QHostAddress::LocalHost))
        return nullptr;
    QTcpServer *plain = server.get();
    connect(plain, &QTcpServer::newConnection, plain, [plain, answer, hangsUp] {
        QTcpSocket *socket = plain->nextPendingConnection();
        connect(socket, &QTcpSocket::readyRead, socket, [socket, answer, hangsUp] {
            socket->readAll();
            socket->write(answer);
            if (hangsUp)
                socket->disconnectFromHost();
        });
    });
    m_settings.url = QUrl(u"ws://127.0.0.1:%1/x"_s.arg(plain->serverPort()));
    return server;
}

void TestUpstreamClient::introducesAPeer()
{
    start();
    QTRY_VERIFY(isConnected());
    QCOMPARE(phases(), (Phases{Phase::Connecting, Phase::Connected}));
    QCOMPARE(m_listener.infos.size(), 1);
    QCOMPARE(m_listener.infos.front().door, relay::Door::Upstream);
    QCOMPARE(m_listener.infos.front().address, u"127.0.0.1:%1"_s.arg(m_server->serverPort()));
    QVERIFY(m_client->state().connectedAt > 0);
    QVERIFY(!m_client->state().isEncrypted);
    QVERIFY(!m_client->state().isVerified);

    m_sockets.front()->sendTextMessage(u"één"_s);
    m_sockets.front()->sendBinaryMessage("two");
    QTRY_COMPARE(m_listener.binaries.size(), 1);
    QCOMPARE(m_listener.texts, QList<QByteArray>{"één"});
    m_listener.last()->sendText("three");
    QTRY_COMPARE(m_heard, QList<QByteArray>{"three"});
    m_listener.last()->ping(5);
    QTRY_COMPARE(m_listener.pongs, QList<quint64>{5});
}

void TestUpstreamClient::staysOffWithoutAnAddress()
{
    m_client = std::make_unique<UpstreamClient>(&m_listener);
    m_client->start();
    QVERIFY(is(Phase::Off));
    QVERIFY(m_client->state().url.isEmpty());
    m_settings.url = QUrl(u"ws://127.0.0.1:%1"_s.arg(m_server->serverPort()));
    m_client->setSettings(m_settings);
    QTRY_VERIFY(isConnected());
    m_settings.url.clear();
    m_client->setSettings(m_settings);
    QTRY_VERIFY(is(Phase::Off));
    QCOMPARE(m_listener.goodbyes.size(), 1);
}

void TestUpstreamClient::returnsAfterALoss()
{
    start();
    QTRY_VERIFY(isConnected());
    m_sockets.front()->abort();
    QTRY_COMPARE(m_listener.goodbyes.size(), 1);
    QCOMPARE(m_listener.goodbyes.front().code, lostConnection);
    QTRY_COMPARE(m_connections, 2);
    QTRY_VERIFY(isConnected());
    QCOMPARE(phases(), (Phases{Phase::Connecting, Phase::Connected, Phase::Waiting,
                               Phase::Connecting, Phase::Connected}));
    QCOMPARE(m_states.at(2).problem.kind, UpstreamError::ConnectionLost);
    QVERIFY(!m_states.at(2).problem.persistent);
    QCOMPARE(m_states.at(2).failedAttempts, 0);
    QCOMPARE(problem().kind, UpstreamError::None);
    QCOMPARE(m_listener.infos.size(), 2);
}

void TestUpstreamClient::returnsWhenTheServerDoes()
{
    start();
    QTRY_VERIFY(isConnected());
    closeServer();
    QTRY_VERIFY(m_client->state().failedAttempts >= 3);
    QCOMPARE(problem().kind, UpstreamError::Refused);
    openServer();
    QTRY_VERIFY(isConnected());
    QCOMPARE(m_client->state().failedAttempts, 0);
    QCOMPARE(m_client->state().nextTryAt, 0);
}

void TestUpstreamClient::waitsLongerEachTime()
{
    m_settings.url = QUrl(u"ws://127.0.0.1:%1"_s.arg(m_server->serverPort()));
    closeServer();
    start();
    QTRY_VERIFY(waits().size() >= 6);
    const QList<int> expected = {20, 40, 80, 160, 160, 160};
    for (qsizetype i = 0; i < expected.size(); ++i) {
        const int wait = waits().at(i);
        QVERIFY2(wait >= expected[i] * 0.79 && wait <= expected[i] * 1.21,
                 qPrintable(u"%1: %2"_s.arg(i).arg(wait)));
    }
    // And they are kept.
    for (qsizetype i = 1; i < m_states.size(); ++i) {
        if (m_states[i].phase == Phase::Connecting)
            QVERIFY(m_statesAt[i] >= m_states[i - 1].nextTryAt - 1000);
    }
}

void TestUpstreamClient::aShortConnectionDoesNotShortenTheWait()
{
    m_settings.steadyAfterMs = 60'000;
    start();
    // It greets, and hangs up at once.
    connect(m_server.get(), &QWebSocketServer::newConnection, this, [this] {
        m_sockets.last()->sendTextMessage(u"hello"_s);
        m_sockets.last()->close(QWebSocketProtocol::CloseCodePolicyViolated, u"go away"_s);
    });
    QTRY_COMPARE(waits().size(), 4);
    QVERIFY2(waits().at(3) > 100, qPrintable(QString::number(waits().at(3))));
    QCOMPARE(m_listener.texts.size(), 4);
    QCOMPARE(problem().kind, UpstreamError::Closed);
    QCOMPARE(problem().code, 1008);
    QCOMPARE(problem().text.english(), u"the connection was closed with code 1008: go away"_s);
}

void TestUpstreamClient::triesAgainAfterTransientProblems_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<bool>("hangsUp");
    QTest::addColumn<UpstreamError>("kind");
    QTest::addColumn<int>("code");
    QTest::newRow("hangs up") << QByteArray() << true << UpstreamError::ConnectionLost << 0;
    QTest::newRow("bad gateway") << QByteArray("HTTP/1.1 502 Bad Gateway\r\n\r\n") << false
                                 << UpstreamError::HttpStatus << 502;
    QTest::newRow("too many requests")
        << QByteArray("HTTP/1.1 429 Slow\r\n\r\n") << false << UpstreamError::HttpStatus << 429;
}

void TestUpstreamClient::triesAgainAfterTransientProblems()
{
    QFETCH(QByteArray, answer);
    QFETCH(bool, hangsUp);
    const auto server = rawServer(answer, hangsUp);
    QVERIFY(server);
    m_settings.longestDelayMs = 60'000;
    start();
    QTRY_VERIFY(m_client->state().failedAttempts >= 2);
    QTEST(problem().kind, "kind");
    QTEST(problem().code, "code");
    QVERIFY(!problem().persistent);
    QVERIFY(!problem().text.isEmpty());
}

void TestUpstreamClient::triesWhatAServerAnswersWithLongerWaits_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<UpstreamError>("kind");
    QTest::addColumn<int>("code");
    QTest::newRow("forbidden") << QByteArray("HTTP/1.1 403 Forbidden\r\n\r\n")
                               << UpstreamError::HttpStatus << 403;
    QTest::newRow("not found") << QByteArray("HTTP/1.1 404 Not Found\r\nX: y\r\n\r\n<html>")
                               << UpstreamError::HttpStatus << 404;
    QTest::newRow("unauthorized") << QByteArray("HTTP/1.1 401 Unauthorized\r\n\r\n")
                                  << UpstreamError::HttpStatus << 401;
    QTest::newRow("moved") << QByteArray("HTTP/1.1 301 Moved\r\nLocation: /\r\n\r\n")
                           << UpstreamError::HttpStatus << 301;
    QTest::newRow("a web page") << QByteArray("HTTP/1.1 200 OK\r\n\r\nhello")
                                << UpstreamError::HttpStatus << 200;
    QTest::newRow("bad request") << QByteArray("HTTP/1.1 400 Bad Request\r\n\r\n")
                                 << UpstreamError::NotWebSocket << 0;
    QTest::newRow("wrong accept key")
        << QByteArray("HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\n"
                      "Upgrade: websocket\r\nSec-WebSocket-Accept: 400 (no)\r\n\r\n")
        << UpstreamError::NotWebSocket << 0;
    QTest::newRow("another protocol")
        << QByteArray("220 mail.example ESMTP\r\n") << UpstreamError::NotWebSocket << 0;
}

void TestUpstreamClient::triesWhatAServerAnswersWithLongerWaits()
{
    QFETCH(QByteArray, answer);
    const auto server = rawServer(answer);
    QVERIFY(server);
    m_settings.connectTimeoutMs = 300; // Another protocol is seen for what it is only then.
    m_settings.longestDelayMs = 60'000;
    start();
    QTRY_VERIFY(waits().size() >= 3);
    QTEST(problem().kind, "kind");
    QTEST(problem().code, "code");
    QVERIFY(problem().persistent);
    // 20, 40, 80, as ever.
    QVERIFY(waits().at(0) <= 24 && waits().at(2) >= 63 && waits().at(2) <= 97);
    QVERIFY2(problem().text.english().contains(u"check the port"),
             qPrintable(problem().text.english()));

    // Somebody mended it, and says so.
    m_settings.url = QUrl(u"ws://127.0.0.1:%1"_s.arg(m_server->serverPort()));
    m_client->setSettings(m_settings);
    QTRY_VERIFY(isConnected());
}

void TestUpstreamClient::triesHopelessProblemsSlowly()
{
    m_settings.caFile = u"/nonexistent/ca.pem"_s;
    m_settings.longestDelayMs = 60'000;
    m_settings.url = QUrl(u"wss://127.0.0.1:%1"_s.arg(m_server->serverPort()));
    QSet<int> seen;
    for (int i = 0; i < 20; ++i) {
        start();
        QTRY_VERIFY(is(Phase::Waiting));
        QCOMPARE(problem().kind, UpstreamError::CaFile);
        seen.insert(waits().last());
        QVERIFY(waits().last() >= 47'999 && waits().last() <= 72'000);
    }
    QVERIFY(seen.size() > 5); // Not all relays at the same moment.
}

void TestUpstreamClient::noAnswerToTheHandshakeTimesOut()
{
    const auto server = rawServer({});
    QVERIFY(server);
    m_settings.connectTimeoutMs = 60;
    start();
    QTRY_VERIFY(m_client->state().failedAttempts >= 2);
    QCOMPARE(problem().kind, UpstreamError::ConnectTimeout);
    QVERIFY(!problem().persistent);
    QVERIFY2(problem().text.english().contains(u"did not answer the WebSocket handshake within 60"),
             qPrintable(problem().text.english()));
    QVERIFY(m_listener.infos.isEmpty());
}

void TestUpstreamClient::noticesASilentServer()
{
    // Its other end is never read, so that no ping is answered.
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    m_settings.url = QUrl(u"ws://127.0.0.1:%1"_s.arg(server.serverPort()));
    m_settings.limits.pingAfterMs = 100;
    m_settings.limits.deadAfterMs = 300;
    start();
    QTRY_VERIFY(server.hasPendingConnections());
    std::unique_ptr<QTcpSocket> socket(server.nextPendingConnection());
    QTRY_VERIFY(socket->bytesAvailable() > 0 && socket->peek(4096).endsWith("\r\n\r\n"));
    const QByteArray request = socket->readAll();
    const qsizetype at = request.indexOf("Sec-WebSocket-Key: ") + 19;
    const QByteArray key =
        request.sliced(at, request.indexOf('\r', at) - at) + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    socket->write(
        "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
        "Sec-WebSocket-Accept: " +
        QCryptographicHash::hash(key, QCryptographicHash::Sha1).toBase64() + "\r\n\r\n");
    QTRY_VERIFY(is(Phase::Connected));
    QTRY_COMPARE(m_listener.goodbyes.size(), 1);
    QCOMPARE(m_listener.goodbyes.front().code, lostConnection);
    QTRY_VERIFY(!is(Phase::Connected));
    const auto waiting = std::find_if(m_states.cbegin(), m_states.cend(), [](const auto &state) {
        return state.phase == Phase::Waiting;
    });
    QVERIFY(waiting != m_states.cend());
    QCOMPARE(waiting->problem.kind, UpstreamError::Silent);
    QTRY_VERIFY(server.hasPendingConnections()); // It dials again.
}

void TestUpstreamClient::anAnsweringServerIsNotSilent()
{
    m_settings.limits.pingAfterMs = 50;
    m_settings.limits.deadAfterMs = 1000;
    start();
    QTRY_VERIFY(isConnected());
    // The server's socket answers pings by itself; an idle connection holds.
    QElapsedTimer elapsed;
    elapsed.start();
    QTRY_VERIFY(elapsed.elapsed() > 1500);
    QVERIFY(isConnected());
    QCOMPARE(m_connections, 1);
    // Our own pings are nobody else's business.
    QVERIFY(m_listener.pongs.isEmpty());
}

void TestUpstreamClient::tellsCloseCodes()
{
    start();
    QTRY_VERIFY(isConnected());
    m_sockets.front()->close(QWebSocketProtocol::CloseCodeGoingAway, u"re\nstart"_s);
    QTRY_COMPARE(m_listener.goodbyes.size(), 1);
    QCOMPARE(m_listener.goodbyes.front().code, 1001);
    QTRY_COMPARE(m_connections, 2);
    const auto waiting = std::find_if(m_states.cbegin(), m_states.cend(), [](const auto &state) {
        return state.phase == Phase::Waiting;
    });
    QCOMPARE(waiting->problem.kind, UpstreamError::Closed);
    QCOMPARE(waiting->problem.code, 1001);
    QVERIFY(!waiting->problem.text.english().contains(u'\n'));
}

void TestUpstreamClient::stopsWhileConnected()
{
    start();
    QTRY_VERIFY(isConnected());
    m_client->stop();
    QVERIFY(is(Phase::Stopping));
    QTRY_VERIFY(is(Phase::Off));
    QTRY_COMPARE(m_closeCodes, QList<int>{1001});
    QCOMPARE(m_listener.goodbyes.size(), 1);
    QCOMPARE(problem().kind, UpstreamError::None);
    m_client->start();
    QTRY_VERIFY(isConnected());
}

void TestUpstreamClient::stopsWhileConnecting()
{
    const auto server = rawServer({});
    QVERIFY(server);
    QSignalSpy arrived(server.get(), &QTcpServer::newConnection);
    start();
    QTRY_COMPARE(arrived.size(), 1);
    m_client->stop();
    QVERIFY(is(Phase::Off));
    QTcpSocket *other = server->findChild<QTcpSocket *>();
    QVERIFY(other);
    QTRY_COMPARE(other->state(), QAbstractSocket::UnconnectedState);
    QCOMPARE(phases(), (Phases{Phase::Connecting, Phase::Off}));
    // Before anything was dialed, too.
    m_client->start();
    m_client->stop();
    QCOMPARE(phases(), (Phases{Phase::Connecting, Phase::Off, Phase::Connecting, Phase::Off}));
}

void TestUpstreamClient::stopsWhileWaiting()
{
    closeServer();
    m_settings.url = QUrl(u"ws://127.0.0.1:1"_s);
    m_settings.firstDelayMs = 50;
    start();
    QTRY_VERIFY(is(Phase::Waiting));
    m_client->stop();
    QVERIFY(is(Phase::Off));
    const qsizetype told = m_states.size();
    QTest::qWait(150);
    QCOMPARE(m_states.size(), told);
}

void TestUpstreamClient::startsAgainWhileStopping()
{
    start();
    QTRY_VERIFY(isConnected());
    m_client->stop();
    m_client->start();
    QVERIFY(is(Phase::Stopping));
    QTRY_COMPARE(m_connections, 2);
    QTRY_VERIFY(isConnected());
    QCOMPARE(phases(), (Phases{Phase::Connecting, Phase::Connected, Phase::Stopping,
                               Phase::Connecting, Phase::Connected}));
}

void TestUpstreamClient::stopsBecauseOfAServerThatNeverSaysGoodbye()
{
    m_settings.limits.closeMs = 50;
    start();
    QTRY_VERIFY(isConnected());
    m_sockets.front()->setReadBufferSize(1);
    // More than the kernel takes on both sides, so that the close frame stays behind it.
    m_settings.limits.maxUnwritten = 100'000'000;
    m_client->setSettings(m_settings);
    m_listener.last()->sendText(QByteArray(32 * 1024 * 1024, 'x'));
    m_client->stop();
    QTRY_VERIFY(is(Phase::Off));
    QCOMPARE(m_listener.goodbyes.size(), 1);
}

void TestUpstreamClient::reconnectsOnRequest()
{
    m_client = std::make_unique<UpstreamClient>(&m_listener);
    m_client->reconnectNow();
    QVERIFY(is(Phase::Off));
    start();
    QTRY_VERIFY(isConnected());
    m_client->reconnectNow();
    QTRY_COMPARE(m_connections, 2);
    QTRY_VERIFY(isConnected());
    QCOMPARE(m_closeCodes, QList<int>{1001}); // Gone before the new one came.
    closeServer();
    m_settings.firstDelayMs = 60'000;
    m_settings.longestDelayMs = 60'000;
    m_client->setSettings(m_settings);
    QTRY_VERIFY(is(Phase::Waiting));
    openServer();
    m_client->reconnectNow();
    QTRY_VERIFY(isConnected());
}

void TestUpstreamClient::takesAnotherAddressWhileConnected()
{
    start();
    QTRY_VERIFY(isConnected());
    m_settings.url.setPath(u"/elsewhere"_s);
    m_client->setSettings(m_settings);
    QTRY_COMPARE(m_connections, 2);
    QTRY_VERIFY(isConnected());
    QCOMPARE(m_sockets.size(), 1);
    QVERIFY(m_client->state().url.endsWith(u"/elsewhere"));
}

void TestUpstreamClient::takesAnotherAddressWhileConnecting()
{
    const auto server = rawServer({});
    QVERIFY(server);
    QSignalSpy arrived(server.get(), &QTcpServer::newConnection);
    start();
    QTRY_COMPARE(arrived.size(), 1);
    m_settings.url = QUrl(u"ws://127.0.0.1:%1"_s.arg(m_server->serverPort()));
    m_client->setSettings(m_settings);
    QTRY_VERIFY(isConnected());
    QCOMPARE(m_states.last().failedAttempts, 0);
    QVERIFY(!phases().contains(Phase::Waiting));
}

void TestUpstreamClient::takesAnotherAddressWhileWaiting()
{
    m_settings.url = QUrl(u"ws://127.0.0.1:1"_s);
    m_settings.firstDelayMs = 60'000;
    m_settings.longestDelayMs = 60'000;
    start();
    QTRY_VERIFY(is(Phase::Waiting));
    m_settings.url = QUrl(u"ws://127.0.0.1:%1"_s.arg(m_server->serverPort()));
    m_client->setSettings(m_settings);
    QTRY_VERIFY(isConnected());
}

void TestUpstreamClient::takesLimitsWithoutReconnecting()
{
    start();
    QTRY_VERIFY(isConnected());
    m_settings.firstDelayMs = 30;
    m_settings.limits.maxMessage = 1000;
    m_client->setSettings(m_settings);
    m_sockets.front()->sendTextMessage(u"small"_s);
    QTRY_COMPARE(m_listener.texts.size(), 1);
    QCOMPARE(m_connections, 1);
    m_sockets.front()->sendTextMessage(QString(1001, u'x'));
    QTRY_COMPARE(m_listener.goodbyes.size(), 1);
    QVERIFY(m_listener.goodbyes.front().reason.contains(u"more than 1000 bytes"_s));
}

void TestUpstreamClient::canBeStoppedByWhoHearsOfIt()
{
    m_client = std::make_unique<UpstreamClient>(&m_listener);
    m_settings.url = QUrl(u"ws://127.0.0.1:%1"_s.arg(m_server->serverPort()));
    m_client->setSettings(m_settings);
    Phase last = Phase::Off;
    for (const Phase phase : {Phase::Connecting, Phase::Connected}) {
        const auto connection =
            connect(m_client.get(), &UpstreamClient::stateChanged, m_client.get(),
                    [this, phase, &last](const UpstreamState &state) {
                        last = state.phase;
                        if (state.phase == phase)
                            m_client->stop();
                    });
        m_client->start();
        QTRY_COMPARE(last, Phase::Off);
        QTRY_VERIFY(is(Phase::Off));
        disconnect(connection);
    }
    QTRY_COMPARE(m_listener.goodbyes.size(), m_listener.infos.size());
}

void TestUpstreamClient::saysGoodbyeWhenDestroyed()
{
    start();
    QTRY_VERIFY(isConnected());
    m_client.reset();
    QCOMPARE(m_listener.goodbyes.size(), 1);
    QTRY_COMPARE(m_closeCodes, QList<int>{1001});
}

void TestUpstreamClient::hidesSecretsOfTheAddress()
{
    m_settings.url =
        QUrl(u"ws://me:password@127.0.0.1:%1/path?token=secret#x"_s.arg(m_server->serverPort()));
    start();
    QTRY_VERIFY(isConnected());
    QCOMPARE(m_client->state().url, u"ws://127.0.0.1:%1/path?***"_s.arg(m_server->serverPort()));
    QVERIFY(m_sockets.front()->requestUrl().query().contains(u"secret"));
    m_settings.url = QUrl(u"http://me:password@127.0.0.1/?token=secret"_s);
    m_client->setSettings(m_settings);
    QTRY_COMPARE(problem().kind, UpstreamError::BadUrl);
    QVERIFY(problem().persistent);
    QCOMPARE(problem().text.english(),
             u"\"http://127.0.0.1/?***\" is no WebSocket address; write ws://HOST:PORT or "
             "wss://HOST:PORT"_s);
}

void TestUpstreamClient::doesNotDialOurOwnDoor()
{
    m_client = std::make_unique<UpstreamClient>(&m_listener);
    m_settings.url = QUrl(u"ws://localhost:%1"_s.arg(m_server->serverPort()));
    m_settings.place = u"--upstream"_s;
    m_client->setSettings(m_settings);
    m_client->setOwnDoors({{u"0.0.0.0"_s, m_server->serverPort(), u"nakurity-backend.port"_s}});
    m_client->start();
    QTRY_VERIFY(is(Phase::Waiting));
    QCOMPARE(problem().kind, UpstreamError::OwnDoor);
    QVERIFY(problem().persistent);
    QCOMPARE(problem().text.english(),
             u"the upstream ws://localhost:%1 (--upstream) is this relay's own door 0.0.0.0:%1 "
             "(nakurity-backend.port); change the address or the port of one of the two"_s.arg(
                 m_server->serverPort()));
    QCOMPARE(m_connections, 0);
}

void TestUpstreamClient::dialsWhenTheDoorMoves()
{
    doesNotDialOurOwnDoor();
    m_client->setOwnDoors({{u"0.0.0.0"_s, quint16(m_server->serverPort() + 1), QString()}});
    QTRY_VERIFY(isConnected());
}

void TestUpstreamClient::givesUpAnAttemptThatADoorMovesTo()
{
    const auto server = rawServer({}); // It accepts, and says nothing.
    QVERIFY(server);
    start();
    QSignalSpy reached(server.get(), &QTcpServer::newConnection);
    QVERIFY(reached.wait());
    m_client->setOwnDoors({{u"127.0.0.1"_s, server->serverPort(), u"nakurity-backend.port"_s}});
    QTRY_VERIFY(is(Phase::Waiting));
    QCOMPARE(problem().kind, UpstreamError::OwnDoor);
}

QTEST_GUILESS_MAIN(TestUpstreamClient)
#include "tst_upstreamclient.moc"
