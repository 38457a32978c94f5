// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "client/serverconnection.h"

#include "protocol/limits.h"

#include <QPointer>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>
#include <QWebSocketServer>

using namespace neuro;
using namespace Qt::Literals::StringLiterals;
using client::ServerConnection;
using client::ServerConnectionPtr;

namespace {

QUrl urlOf(quint16 port)
{
    return QUrl(u"ws://127.0.0.1:%1"_s.arg(port));
}

} // namespace

class TestServerConnection : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void sendsWithoutDelay();
    void reportsARefusedConnection();
    void reportsARefusedHandshake();
    void reportsASilentServer();
    void endsOnMessagesOverTheLimit();
    void tellsTheServersReason();
    void discardsInsideItsSignals_data();
    void discardsInsideItsSignals();
    void retiresWithTheClosingHandshake();
    void retiresFromAServerThatDoesNotRead();

private:
    /// Opens a connection to m_server; m_peer is its other end.
    void openConnection();

    std::unique_ptr<QWebSocketServer> m_server;
    ServerConnectionPtr m_connection;
    QPointer<QWebSocket> m_peer;
};

void TestServerConnection::init()
{
    m_server = std::make_unique<QWebSocketServer>(u"test"_s, QWebSocketServer::NonSecureMode);
    QVERIFY(m_server->listen(QHostAddress::LocalHost));
    m_connection.reset(new ServerConnection);
}

void TestServerConnection::cleanup()
{
    m_connection.reset();
    m_server.reset();
}

void TestServerConnection::openConnection()
{
    QSignalSpy opened(m_connection.get(), &ServerConnection::opened);
    m_connection->open(urlOf(m_server->serverPort()));
    QTRY_COMPARE(opened.size(), 1);
    QTRY_VERIFY(m_server->hasPendingConnections());
    m_peer = m_server->nextPendingConnection();
    m_peer->setParent(m_server.get());
    QVERIFY(m_connection->isOpen());
}

void TestServerConnection::sendsWithoutDelay()
{
    openConnection();
    auto *socket = m_connection->findChild<QTcpSocket *>();
    if (!socket)
        QSKIP("this version of QtWebSockets hides its TCP socket");
    QCOMPARE(socket->socketOption(QAbstractSocket::LowDelayOption).toInt(), 1);
}

void TestServerConnection::reportsARefusedConnection()
{
    const QUrl url = urlOf(m_server->serverPort());
    m_server->close();
    QSignalSpy ended(m_connection.get(), &ServerConnection::ended);
    m_connection->open(url);
    QTRY_COMPARE(ended.size(), 1);
    QCOMPARE(ended[0][0].toString(), u"Connection refused"_s);
    QVERIFY(!m_connection->isOpen());
}

void TestServerConnection::reportsARefusedHandshake()
{
    QTcpServer http;
    QVERIFY(http.listen(QHostAddress::LocalHost));
    connect(&http, &QTcpServer::newConnection, this, [&http] {
        QTcpSocket *peer = http.nextPendingConnection();
        connect(peer, &QTcpSocket::readyRead, peer, [peer] {
            peer->write("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");
            peer->readAll();
        });
    });
    QSignalSpy ended(m_connection.get(), &ServerConnection::ended);
    m_connection->open(urlOf(http.serverPort()));
    QTRY_COMPARE(ended.size(), 1);
    QVERIFY2(ended[0][0].toString().contains(u"404"_s), qPrintable(ended[0][0].toString()));
}

void TestServerConnection::reportsASilentServer()
{
    QTcpServer silent;
    QVERIFY(silent.listen(QHostAddress::LocalHost));
    QSignalSpy ended(m_connection.get(), &ServerConnection::ended);
    m_connection->setHandshakeTimeout(50);
    m_connection->open(urlOf(silent.serverPort()));
    QTRY_COMPARE(ended.size(), 1);
    QVERIFY(ended[0][0].toString().contains(u"within 50 ms"_s));
}

void TestServerConnection::endsOnMessagesOverTheLimit()
{
    openConnection();
    QSignalSpy ended(m_connection.get(), &ServerConnection::ended);
    QSignalSpy texts(m_connection.get(), &ServerConnection::textReceived);
    m_peer->sendTextMessage(QString(protocol::limits::message + 1, u'x'));
    QTRY_COMPARE(ended.size(), 1);
    QVERIFY2(ended[0][0].toString().contains(u"1009"_s), qPrintable(ended[0][0].toString()));
    QCOMPARE(texts.size(), 0);
}

void TestServerConnection::tellsTheServersReason()
{
    openConnection();
    QSignalSpy ended(m_connection.get(), &ServerConnection::ended);
    m_peer->close(QWebSocketProtocol::CloseCodePolicyViolated, u"no\nthanks"_s);
    QTRY_COMPARE(ended.size(), 1);
    QCOMPARE(ended[0][0].toString(), u"the connection was closed with code 1008: no\\nthanks"_s);
}

void TestServerConnection::discardsInsideItsSignals_data()
{
    QTest::addColumn<bool>("closes");
    QTest::newRow("inside textReceived") << false;
    QTest::newRow("inside ended") << true;
}

void TestServerConnection::discardsInsideItsSignals()
{
    QFETCH(const bool, closes);
    openConnection();
    const QPointer<ServerConnection> watched = m_connection.get();
    int signalled = 0;
    const auto discard = [&] {
        ++signalled;
        m_connection.reset();
        QVERIFY(watched);
    };
    if (closes) {
        connect(watched, &ServerConnection::ended, this, discard);
        m_peer->abort();
    } else {
        connect(watched, &ServerConnection::textReceived, this, discard);
        m_peer->sendTextMessage(u"one"_s);
        m_peer->sendTextMessage(u"two"_s);
    }
    QTRY_VERIFY(!watched);
    QCOMPARE(signalled, 1);
}

void TestServerConnection::retiresWithTheClosingHandshake()
{
    openConnection();
    const QPointer<ServerConnection> watched = m_connection.get();
    QSignalSpy ended(watched, &ServerConnection::ended);
    QSignalSpy texts(m_peer, &QWebSocket::textMessageReceived);
    QSignalSpy closed(m_peer, &QWebSocket::disconnected);
    watched->send("last words");
    m_connection.release()->retire(1001, u"bye"_s);
    QTRY_COMPARE(closed.size(), 1);
    QCOMPARE(texts.size(), 1);
    QCOMPARE(m_peer->closeCode(), QWebSocketProtocol::CloseCodeGoingAway);
    QCOMPARE(m_peer->closeReason(), u"bye"_s);
    QTRY_VERIFY(!watched);
    QCOMPARE(ended.size(), 0);
}

void TestServerConnection::retiresFromAServerThatDoesNotRead()
{
    openConnection();
    const QPointer<ServerConnection> watched = m_connection.get();
    m_peer->setReadBufferSize(1);
    const QByteArray large(4 * 1024 * 1024, 'x');
    for (int i = 0; i < 4; ++i)
        watched->send(large);
    m_connection.release()->retire(1000, {});
    QTRY_VERIFY_WITH_TIMEOUT(!watched, 2 * ServerConnection::closeMs);
}

QTEST_GUILESS_MAIN(TestServerConnection)

#include "tst_serverconnection.moc"
