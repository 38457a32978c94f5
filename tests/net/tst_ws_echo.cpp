// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include <QProcess>
#include <QSignalSpy>
#include <QTest>
#include <QWebSocket>
#include <QWebSocketServer>

using namespace Qt::Literals::StringLiterals;

/// The two echo tools as programs: the server against a QWebSocket, the client against a
/// QWebSocketServer, and both through one relaying pair of sockets against each other.
class TestWsEcho : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();

    void serverEchoes();
    void clientEchoesUntilClosed();
    void clientEchoesWhatTheServerEchoes();
    void clientSaysWhyItCannotConnect();
    void wrongArguments();

private:
    static int run(const QString &program, const QStringList &arguments, QByteArray &errors);

    QProcess m_server;
    QUrl m_url;
};

void TestWsEcho::initTestCase()
{
    m_server.start(QStringLiteral(ECHO_SERVER), {u"0"_s});
    // A process starts slowly on a busy machine.
    QTRY_VERIFY_WITH_TIMEOUT(m_server.canReadLine(), 30'000);
    const QByteArray line = m_server.readLine().trimmed();
    QVERIFY2(line.startsWith("listening "), line.constData());
    m_url = QUrl(u"ws://127.0.0.1:"_s + QString::fromLatin1(line.mid(10)));
    QVERIFY(m_url.port() > 0);
}

void TestWsEcho::cleanupTestCase()
{
    QCOMPARE(m_server.state(), QProcess::Running);
    m_server.kill();
    QVERIFY(m_server.waitForFinished());
}

int TestWsEcho::run(const QString &program, const QStringList &arguments, QByteArray &errors)
{
    QProcess process;
    process.start(program, arguments);
    process.waitForFinished();
    errors = process.readAllStandardError();
    return process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1;
}

void TestWsEcho::serverEchoes()
{
    QWebSocket socket;
    QSignalSpy texts(&socket, &QWebSocket::textMessageReceived);
    QSignalSpy binaries(&socket, &QWebSocket::binaryMessageReceived);
    socket.open(m_url);
    QTRY_COMPARE(socket.state(), QAbstractSocket::ConnectedState);
    const QString large(9'000'000, u'é');
    socket.sendTextMessage(u"hello"_s);
    socket.sendTextMessage(large);
    socket.sendBinaryMessage(QByteArray("\x00\xff", 2));
    QTRY_COMPARE(binaries.size(), 1);
    QCOMPARE(texts.size(), 2);
    QCOMPARE(texts.at(0).at(0).toString(), u"hello"_s);
    QVERIFY(texts.at(1).at(0).toString() == large);
    QCOMPARE(binaries.at(0).at(0).toByteArray(), QByteArray("\x00\xff", 2));
}

void TestWsEcho::clientEchoesUntilClosed()
{
    QWebSocketServer server(u"test"_s, QWebSocketServer::NonSecureMode);
    QVERIFY(server.listen(QHostAddress::LocalHost));
    QProcess client;
    client.start(QStringLiteral(ECHO_CLIENT),
                 {server.serverUrl().toString() + u"/runCase?case=1"_s});
    QTRY_VERIFY(server.hasPendingConnections());
    const std::unique_ptr<QWebSocket> socket(server.nextPendingConnection());
    QCOMPARE(socket->requestUrl().path(), u"/runCase"_s);
    QSignalSpy texts(socket.get(), &QWebSocket::textMessageReceived);
    QSignalSpy binaries(socket.get(), &QWebSocket::binaryMessageReceived);
    socket->sendTextMessage(u"one"_s);
    socket->sendBinaryMessage("two");
    QTRY_COMPARE(binaries.size(), 1);
    QCOMPARE(texts.at(0).at(0).toString(), u"one"_s);
    QCOMPARE(binaries.at(0).at(0).toByteArray(), QByteArray("two"));
    socket->close();
    QTRY_COMPARE(client.state(), QProcess::NotRunning);
    QCOMPARE(client.exitStatus(), QProcess::NormalExit);
    QCOMPARE(client.exitCode(), 0);
}

void TestWsEcho::clientEchoesWhatTheServerEchoes()
{
    // The message goes test -> client -> test -> server -> test.
    QWebSocketServer server(u"test"_s, QWebSocketServer::NonSecureMode);
    QVERIFY(server.listen(QHostAddress::LocalHost));
    QProcess client;
    client.start(QStringLiteral(ECHO_CLIENT), {server.serverUrl().toString()});
    QTRY_VERIFY(server.hasPendingConnections());
    const std::unique_ptr<QWebSocket> clientEnd(server.nextPendingConnection());
    QWebSocket serverEnd;
    serverEnd.open(m_url);
    QTRY_COMPARE(serverEnd.state(), QAbstractSocket::ConnectedState);
    int rounds = 0;
    connect(clientEnd.get(), &QWebSocket::textMessageReceived, &serverEnd,
            [&serverEnd](const QString &text) { serverEnd.sendTextMessage(text); });
    connect(&serverEnd, &QWebSocket::textMessageReceived, clientEnd.get(),
            [&](const QString &text) {
                if (++rounds < 100)
                    clientEnd->sendTextMessage(text + u'!');
            });
    QSignalSpy texts(&serverEnd, &QWebSocket::textMessageReceived);
    clientEnd->sendTextMessage(QString());
    QTRY_COMPARE(rounds, 100);
    QCOMPARE(texts.back().at(0).toString(), u"!"_s.repeated(99));
    clientEnd->close();
    QTRY_COMPARE(client.state(), QProcess::NotRunning);
    QCOMPARE(client.exitCode(), 0);
}

void TestWsEcho::clientSaysWhyItCannotConnect()
{
    QByteArray errors;
    QCOMPARE(run(QStringLiteral(ECHO_CLIENT), {u"ws://127.0.0.1:1"_s}, errors), 1);
    QVERIFY2(errors.contains("ws://127.0.0.1:1"), errors.constData());
    QByteArray taken;
    QCOMPARE(run(QStringLiteral(ECHO_SERVER), {QString::number(m_url.port())}, taken), 1);
    QVERIFY2(taken.contains("another program uses this port already"), taken.constData());
}

void TestWsEcho::wrongArguments()
{
    QByteArray errors;
    QCOMPARE(run(QStringLiteral(ECHO_CLIENT), {}, errors), 2);
    QCOMPARE(run(QStringLiteral(ECHO_CLIENT), {u"http://127.0.0.1"_s}, errors), 2);
    QCOMPARE(run(QStringLiteral(ECHO_SERVER), {}, errors), 2);
    QCOMPARE(run(QStringLiteral(ECHO_SERVER), {u"70000"_s}, errors), 2);
    QVERIFY(errors.contains("usage"));
}

QTEST_GUILESS_MAIN(TestWsEcho)
#include "tst_ws_echo.moc"
