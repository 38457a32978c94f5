// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "net/backendserver.h"
#include "net/recordinglistener.h"
#include "net/serverprobe.h"

#include <QPointer>
#include <QTcpServer>
#include <QTest>
#include <QWebSocket>
#include <QWebSocketServer>

using namespace neuro;
using namespace neuro::net;
using namespace neuro::tests;
using namespace Qt::Literals::StringLiterals;

class TestServerProbe : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsAWebSocketServer();
    void recognizesARelay();
    void findsNobody();
    void findsSomethingElse_data();
    void findsSomethingElse();
    void doesNotWaitForEver();
    void forgetsWhatWasStartedBefore();

private:
    QList<ProbeResult> probe(quint16 port, int timeoutMs = 3000);
};

QList<ProbeResult> TestServerProbe::probe(quint16 port, int timeoutMs)
{
    ServerProbe probe;
    QList<ProbeResult> results;
    connect(&probe, &ServerProbe::finished, this,
            [&results](ProbeResult result) { results.append(result); });
    probe.start(QString(), port, timeoutMs);
    const bool isOver = QTest::qWaitFor([&results] { return !results.isEmpty(); });
    // Only once, whatever the socket has to say afterwards.
    return isOver && QTest::qWaitFor([&probe] {
               const auto *socket = probe.findChild<QTcpSocket *>();
               return !socket || socket->state() == QAbstractSocket::UnconnectedState;
           })
               ? results
               : QList<ProbeResult>();
}

void TestServerProbe::findsAWebSocketServer()
{
    QWebSocketServer server(u"Neuro"_s, QWebSocketServer::NonSecureMode);
    QVERIFY(server.listen(QHostAddress::LocalHost));
    QList<int> closeCodes;
    int messages = 0;
    QPointer<QWebSocket> socket;
    connect(&server, &QWebSocketServer::newConnection, this, [&] {
        socket = server.nextPendingConnection();
        connect(socket, &QWebSocket::textMessageReceived, this, [&messages] { ++messages; });
        connect(socket, &QWebSocket::disconnected, this,
                [&closeCodes, &socket] { closeCodes.append(socket->closeCode()); });
        connect(socket, &QWebSocket::disconnected, socket, &QObject::deleteLater);
    });
    QCOMPARE(probe(server.serverPort()), QList<ProbeResult>{ProbeResult::WebSocket});
    QTRY_COMPARE(closeCodes, QList<int>{1000});
    QTRY_VERIFY(!socket);
    QCOMPARE(messages, 0);
}

void TestServerProbe::recognizesARelay()
{
    RecordingListener listener;
    BackendSettings settings;
    settings.port = 0;
    BackendServer server(settings, &listener);
    QVERIFY(server.listen());
    QCOMPARE(probe(server.port()), QList<ProbeResult>{ProbeResult::Relay});
    QTRY_COMPARE(listener.goodbyes.size(), 1);
    QCOMPARE(listener.goodbyes.front().code, 1000);
    QVERIFY(listener.texts.isEmpty());
}

void TestServerProbe::findsNobody()
{
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    const quint16 port = server.serverPort();
    server.close();
    QCOMPARE(probe(port), QList<ProbeResult>{ProbeResult::Nobody});
}

void TestServerProbe::findsSomethingElse_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<bool>("hangsUp");
    QTest::newRow("a web page") << QByteArray("HTTP/1.1 200 OK\r\n\r\nhello") << false;
    QTest::newRow("a mail server") << QByteArray("220 mail.example ESMTP\r\n") << false;
    QTest::newRow("an endless head")
        << QByteArray("HTTP/1.1 101 ") + QByteArray(20'000, 'x') << false;
    QTest::newRow("a wrong key")
        << QByteArray("HTTP/1.1 101 Switching\r\nUpgrade: websocket\r\nSec-WebSocket-Accept: "
                      "abc\r\n\r\n")
        << false;
    QTest::newRow("no field at all") << QByteArray("HTTP/1.1 101 Switching\r\n\r\n") << false;
    QTest::newRow("hangs up") << QByteArray() << true;
}

void TestServerProbe::findsSomethingElse()
{
    QFETCH(QByteArray, answer);
    QFETCH(bool, hangsUp);
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    connect(&server, &QTcpServer::newConnection, &server, [&server, answer, hangsUp] {
        QTcpSocket *socket = server.nextPendingConnection();
        socket->write(answer);
        if (hangsUp)
            socket->disconnectFromHost();
    });
    QCOMPARE(probe(server.serverPort()), QList<ProbeResult>{ProbeResult::Other});
}

void TestServerProbe::doesNotWaitForEver()
{
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    QCOMPARE(probe(server.serverPort(), 50), QList<ProbeResult>{ProbeResult::Silent});
}

void TestServerProbe::forgetsWhatWasStartedBefore()
{
    QTcpServer silent;
    QVERIFY(silent.listen(QHostAddress::LocalHost));
    QWebSocketServer server(u"Neuro"_s, QWebSocketServer::NonSecureMode);
    QVERIFY(server.listen(QHostAddress::LocalHost));
    ServerProbe probe;
    QList<ProbeResult> results;
    connect(&probe, &ServerProbe::finished, this,
            [&results](ProbeResult result) { results.append(result); });
    probe.start(QString(), silent.serverPort(), 3000);
    QTRY_VERIFY(silent.hasPendingConnections());
    probe.start(u"127.0.0.1"_s, server.serverPort(), 3000);
    QTRY_COMPARE(results, QList<ProbeResult>{ProbeResult::WebSocket});
}

QTEST_GUILESS_MAIN(TestServerProbe)
#include "tst_serverprobe.moc"
