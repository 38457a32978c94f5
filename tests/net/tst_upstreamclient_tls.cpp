// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "net/detachedwork.h"
#include "net/upstreamfixture.h"

#include <QNetworkRequest>
#include <QSslSocket>
#include <QTcpServer>
#include <QTest>
#include <QWebSocket>

#include <atomic>
#include <memory>
#include <semaphore>

using namespace neuro;
using namespace neuro::net;
using namespace neuro::tests;
using namespace Qt::Literals::StringLiterals;

using Phase = UpstreamPhase;

class TestUpstreamClientTls : public UpstreamFixture
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void trustsAnAuthorityThatIsNamed();
    void refusesCertificates_data();
    void refusesCertificates();
    void takesAnyCertificateWhenTold_data();
    void takesAnyCertificateWhenTold();
    void connectsOnceTheAuthorityIsNamed();
    void tellsAnUnreadableAuthority_data();
    void tellsAnUnreadableAuthority();
    void waitsForNoDiskThatHangs();
    void tellsAServerWithoutTls();
    void tellsATlsServerThatIsDialedWithout();
    void reportsAReaderThatIsSlowBehindTls();
    void showsUserAndPassword();

private:
    void dial(const QString &host = u"localhost"_s);
};

void TestUpstreamClientTls::initTestCase()
{
    if (!QSslSocket::supportsSsl())
        QSKIP("Qt has no TLS here");
}

void TestUpstreamClientTls::dial(const QString &host)
{
    m_settings.url = QUrl(u"wss://%1:%2"_s.arg(host).arg(m_server->serverPort()));
    start();
}

void TestUpstreamClientTls::trustsAnAuthorityThatIsNamed()
{
    openTlsServer(u"server"_s);
    m_settings.caFile = tlsFile(u"authority.pem"_s);
    dial();
    QTRY_VERIFY(isConnected());
    QVERIFY(m_client->state().isEncrypted);
    QVERIFY(m_client->state().isVerified);
    m_listener.last()->sendText("hello");
    QTRY_COMPARE(m_heard, QList<QByteArray>{"hello"});
}

void TestUpstreamClientTls::refusesCertificates_data()
{
    QTest::addColumn<QString>("certificate");
    QTest::addColumn<bool>("authority");
    QTest::addColumn<UpstreamError>("kind");
    QTest::addColumn<QString>("advice");
    QTest::newRow("unknown authority")
        << u"server"_s << false << UpstreamError::NotTrusted << u"name the file"_s;
    QTest::newRow("self-signed") << u"selfsigned"_s << true << UpstreamError::NotTrusted
                                 << u"name the file"_s;
    QTest::newRow("expired") << u"expired"_s << true << UpstreamError::CertificateExpired
                             << u"needs a new one"_s;
    QTest::newRow("not yet valid")
        << u"future"_s << true << UpstreamError::CertificateTooNew << u"clock"_s;
    QTest::newRow("another host") << u"wronghost"_s << true << UpstreamError::WrongHost
                                  << u"use the name"_s;
    // Who it is from matters more than for whom it is.
    QTest::newRow("another host, unknown authority")
        << u"wronghost"_s << false << UpstreamError::NotTrusted << u"name the file"_s;
}

void TestUpstreamClientTls::refusesCertificates()
{
    QFETCH(QString, certificate);
    QFETCH(bool, authority);
    QFETCH(QString, advice);
    openTlsServer(certificate);
    if (authority)
        m_settings.caFile = tlsFile(u"authority.pem"_s);
    m_settings.longestDelayMs = 60'000;
    dial();
    QTRY_VERIFY(is(Phase::Waiting));
    QTEST(problem().kind, "kind");
    QVERIFY(problem().persistent);
    QVERIFY(!problem().detail.isEmpty());
    QVERIFY2(problem().text.english().contains(advice), qPrintable(problem().text.english()));
    QVERIFY(waits().first() > 47'000);
    QCOMPARE(m_connections, 0);
}

void TestUpstreamClientTls::takesAnyCertificateWhenTold_data()
{
    QTest::addColumn<QString>("certificate");
    for (const char *name : {"server", "selfsigned", "expired", "future", "wronghost"})
        QTest::newRow(name) << QString::fromLatin1(name);
}

void TestUpstreamClientTls::takesAnyCertificateWhenTold()
{
    QFETCH(QString, certificate);
    openTlsServer(certificate);
    m_settings.verify = false;
    m_settings.caFile = u"/nowhere"_s; // Not needed, and not an error then.
    dial();
    QTRY_VERIFY(isConnected());
    QVERIFY(m_client->state().isEncrypted);
    QVERIFY(!m_client->state().isVerified);
}

void TestUpstreamClientTls::connectsOnceTheAuthorityIsNamed()
{
    openTlsServer(u"server"_s);
    m_settings.longestDelayMs = 60'000;
    dial(u"127.0.0.1"_s);
    QTRY_COMPARE(problem().kind, UpstreamError::NotTrusted);
    m_settings.caFile = tlsFile(u"authority.pem"_s);
    m_client->setSettings(m_settings);
    QTRY_VERIFY(isConnected());
    QCOMPARE(problem().kind, UpstreamError::None);
}

void TestUpstreamClientTls::tellsAnUnreadableAuthority_data()
{
    QTest::addColumn<QString>("file");
    QTest::newRow("missing") << u"missing.pem"_s;
    QTest::newRow("no certificate in it") << u"server.key"_s;
    QTest::newRow("a folder") << u"."_s;
}

void TestUpstreamClientTls::tellsAnUnreadableAuthority()
{
    QFETCH(QString, file);
    openTlsServer(u"server"_s);
    m_settings.caFile = tlsFile(file);
    dial();
    QTRY_VERIFY(is(Phase::Waiting));
    QCOMPARE(problem().kind, UpstreamError::CaFile);
    QVERIFY(problem().persistent);
    QVERIFY(problem().text.english().startsWith(m_settings.caFile));
}

void TestUpstreamClientTls::waitsForNoDiskThatHangs()
{
    struct Disk
    {
        std::counting_semaphore<> answers{0};
        std::atomic_int asked = 0;
    };
    const auto disk = std::make_shared<Disk>();
    openTlsServer(u"server"_s);
    m_settings.caFile = tlsFile(u"authority.pem"_s);
    m_settings.connectTimeoutMs = 50;
    m_settings.url = QUrl(u"wss://localhost:%1"_s.arg(m_server->serverPort()));
    m_client = std::make_unique<UpstreamClient>(&m_listener, [disk](const QString &file) {
        ++disk->asked;
        disk->answers.acquire();
        return readCertificates(file);
    });
    m_client->setSettings(m_settings);
    m_client->start();
    QVERIFY(is(Phase::Connecting));
    QTRY_VERIFY(is(Phase::Waiting));
    QCOMPARE(problem().kind, UpstreamError::CaFile);
    QVERIFY2(problem().text.english().startsWith(m_settings.caFile) &&
                 problem().text.english().contains(u"does not answer"),
             qPrintable(problem().text.english()));
    // However often it is tried, only so many threads hang there.
    QTRY_VERIFY(m_client->state().failedAttempts > DetachedWork::atOnce + 2);
    QCOMPARE(disk->asked, DetachedWork::atOnce);
    QCOMPARE(problem().kind, UpstreamError::CaFile);
    // What is answered too late for one attempt is read again for the next.
    m_settings.connectTimeoutMs = 3000;
    m_client->setSettings(m_settings);
    disk->answers.release(1000);
    QTRY_VERIFY(isConnected());
    m_client.reset();
    QTRY_COMPARE(disk.use_count(), 1L);
}

void TestUpstreamClientTls::tellsAServerWithoutTls()
{
    // The plain server takes the greeting for a request that never ends.
    QTcpServer mail;
    QVERIFY(mail.listen(QHostAddress::LocalHost));
    connect(&mail, &QTcpServer::newConnection, &mail,
            [&mail] { mail.nextPendingConnection()->write("HTTP/1.1 400 Bad Request\r\n\r\n"); });
    m_settings.url = QUrl(u"wss://127.0.0.1:%1"_s.arg(mail.serverPort()));
    m_settings.longestDelayMs = 60'000;
    start();
    QTRY_VERIFY(is(Phase::Waiting));
    QCOMPARE(problem().kind, UpstreamError::TlsFailed);
    QVERIFY(problem().persistent);
    QVERIFY(problem().text.english().contains(u"ws://"));
}

void TestUpstreamClientTls::tellsATlsServerThatIsDialedWithout()
{
    openTlsServer(u"server"_s);
    m_settings.url = QUrl(u"ws://127.0.0.1:%1"_s.arg(m_server->serverPort()));
    m_settings.connectTimeoutMs = 500;
    start();
    QTRY_VERIFY(is(Phase::Waiting));
    QVERIFY(problem().kind == UpstreamError::ConnectionLost ||
            problem().kind == UpstreamError::NotWebSocket);
}

void TestUpstreamClientTls::reportsAReaderThatIsSlowBehindTls()
{
    openTlsServer(u"server"_s);
    m_settings.caFile = tlsFile(u"authority.pem"_s);
    m_settings.limits.maxUnwritten = 1'000'000;
    dial();
    QTRY_VERIFY(isConnected());
    auto *transport = m_sockets.front()->findChild<QTcpSocket *>();
    if (!transport)
        transport = m_server->findChild<QTcpSocket *>();
    QVERIFY(transport);
    transport->setReadBufferSize(1024);
    const QByteArray message(100'000, 'x');
    for (int i = 0; i < 400 && m_listener.congestions.isEmpty(); ++i) {
        m_listener.last()->sendText(message);
        QCoreApplication::processEvents();
    }
    QCOMPARE(m_listener.congestions, QList<bool>{true});
    QVERIFY(m_listener.goodbyes.isEmpty());
}

void TestUpstreamClientTls::showsUserAndPassword()
{
    m_settings.url = m_server->serverUrl();
    m_settings.url.setUserInfo(u"me:p%40ss w\u00f6rd"_s);
    start();
    QTRY_VERIFY(isConnected());
    const QNetworkRequest request = m_sockets.front()->request();
    QCOMPARE(request.rawHeader("Authorization"),
             "Basic " + QByteArray("me:p@ss w\xc3\xb6rd").toBase64());
    QVERIFY(!m_sockets.front()->requestUrl().toString().contains(u"p@ss"_s));
}

QTEST_GUILESS_MAIN(TestUpstreamClientTls)
#include "tst_upstreamclient_tls.moc"
