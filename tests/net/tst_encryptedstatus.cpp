// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "net/statusfixture.h"
#include "net/tlsfixture.h"

#include <QTest>

using namespace neuro;
using namespace neuro::net;
using namespace neuro::tests;
using namespace Qt::Literals::StringLiterals;

/// The encrypted port of the status door.
class TestEncryptedStatus : public StatusFixture
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        if (!QSslSocket::supportsSsl())
            QSKIP("Qt has no TLS here");
    }

    void serves_data();
    void serves();
    void takesLargeBodies();
    void theDashboardConnectsEncrypted();
    void theDashboardOfThePlainPortDoesNot();
    void plainRequestsAreToldWhere();
    void slowRequestsAreEnded();
    void aCertificateProblemLeavesThePlainPort();
    void aClosedDoorHasNone();

private:
    std::unique_ptr<RawPeer> askEncrypted(const QByteArray &request);
};

std::unique_ptr<RawPeer> TestEncryptedStatus::askEncrypted(const QByteArray &request)
{
    auto peer = std::make_unique<RawPeer>(m_server->encryptedPort(), trusting());
    peer->send(request);
    return peer;
}

void TestEncryptedStatus::serves_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<QByteArray>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("health") << get("/health") << QByteArray("200")
                            << QByteArray(R"({"status":"ok"})");
    QTest::newRow("head") << get("/health", {}, "HEAD") << QByteArray("200") << QByteArray();
    QTest::newRow("metrics") << get("/metrics") << QByteArray("200")
                             << QByteArray("neuro_relay_up 1\n");
    QTest::newRow("send") << post("/send", message, bearer(enhanced)) << QByteArray("202")
                          << QByteArray("Sent to every game.\n");
    QTest::newRow("own page") << post("/send", message,
                                      bearer(enhanced) + "Origin: https://127.0.0.1\r\n")
                              << QByteArray("202") << QByteArray("Sent to every game.\n");
    QTest::newRow("foreign page") << post("/send", message,
                                          bearer(enhanced) + "Origin: https://page.example\r\n")
                                  << QByteArray("403") << QByteArray();
    QTest::newRow("nothing there") << get("/absent") << QByteArray("404") << QByteArray();
}

void TestEncryptedStatus::serves()
{
    QFETCH(QByteArray, request);
    QFETCH(QByteArray, status);
    QFETCH(QByteArray, body);
    m_settings.tls = encryptedPort();
    start();
    const auto encrypted = askEncrypted(request);
    QTRY_COMPARE(encrypted->refusal(), status);
    if (status.startsWith('2'))
        QCOMPARE(bodyOf(encrypted->answer()), body);
    const auto plain = ask(request);
    QTRY_COMPARE(plain->refusal(), status);
    QCOMPARE(bodyOf(plain->answer()), bodyOf(encrypted->answer()));
    QTRY_COMPARE(m_server->connectionCount(), 0);
}

void TestEncryptedStatus::takesLargeBodies()
{
    m_settings.tls = encryptedPort();
    start();
    QByteArray body = message;
    body.append(QByteArray(limits::statusRequest - 1024 - body.size(), ' '));
    const auto peer = askEncrypted(post("/send", body, bearer(enhanced)));
    QTRY_COMPARE(peer->refusal(), QByteArray("202"));
    QCOMPARE(m_sent.size(), 1);
    QCOMPARE(m_sent.first().trimmed(), message);
    const auto tooLarge =
        askEncrypted(post("/send", QByteArray(limits::statusRequest, ' '), bearer(enhanced)));
    QTRY_COMPARE(tooLarge->refusal(), QByteArray("413"));
}

void TestEncryptedStatus::theDashboardConnectsEncrypted()
{
    m_settings.tls = encryptedPort();
    m_source.encryptedIntermediary = [] {
        return QStringList{u"127.0.0.1:8444"_s};
    };
    start();
    const auto page = askEncrypted(get("/"));
    QTRY_COMPARE(page->refusal(), QByteArray("200"));
    QVERIFY(page->answer().contains("content=\"wss://127.0.0.1:8444/\""));
    QVERIFY(page->answer().contains("; connect-src wss://127.0.0.1:8444/;"));
    QVERIFY(!page->answer().contains("8765"));
    // A browser lets no encrypted page connect without encryption.
    m_source.encryptedIntermediary = [] {
        return QStringList();
    };
    start();
    const auto without = askEncrypted(get("/"));
    QTRY_COMPARE(without->refusal(), QByteArray("200"));
    QVERIFY(without->answer().contains("; connect-src 'none';"));
}

void TestEncryptedStatus::theDashboardOfThePlainPortDoesNot()
{
    m_settings.tls = encryptedPort();
    m_source.encryptedIntermediary = [] {
        return QStringList{u"127.0.0.1:8444"_s};
    };
    start();
    const auto page = ask(get("/"));
    QTRY_COMPARE(page->refusal(), QByteArray("200"));
    QVERIFY(page->answer().contains("content=\"ws://127.0.0.1:8765/\""));
}

void TestEncryptedStatus::plainRequestsAreToldWhere()
{
    m_settings.tls = encryptedPort();
    start();
    RawPeer plain(m_server->encryptedPort());
    plain.send(get("/health"));
    QTRY_COMPARE(plain.refusal(), QByteArray("400"));
    QVERIFY(plain.answer().contains("https://"));
    const auto encrypted = ask(clientHello(0x0303));
    QTRY_COMPARE(encrypted->refusal(), QByteArray("400"));
    const auto good = askEncrypted(get("/health"));
    QTRY_COMPARE(good->refusal(), QByteArray("200"));
}

void TestEncryptedStatus::slowRequestsAreEnded()
{
    m_settings.tls = encryptedPort();
    m_settings.requestMs = 300;
    start();
    RawPeer silent(m_server->encryptedPort());
    RawPeer half(m_server->encryptedPort());
    half.send(clientHello(0x0303).first(40));
    const auto incomplete = askEncrypted("GET /health HTTP/1.1\r\n");
    QTRY_COMPARE(incomplete->refusal(), QByteArray("408"));
    QTRY_VERIFY(silent.isGone() && half.isGone());
    QTRY_COMPARE(m_server->connectionCount(), 0);
}

void TestEncryptedStatus::aCertificateProblemLeavesThePlainPort()
{
    m_settings.tls = encryptedPort();
    m_settings.tls.key = tlsFile(u"protected.key"_s);
    start();
    const QString error = m_server->encryptedError().english();
    QVERIFY2(error.contains(m_settings.tls.key) && error.contains(u"passphrase"),
             qPrintable(error));
    QVERIFY(m_server->encryptedAddresses().isEmpty());
    const auto plain = ask(get("/health"));
    QTRY_COMPARE(plain->refusal(), QByteArray("200"));
    // Mended.
    m_settings.tls = encryptedPort();
    m_server->setSettings(m_settings);
    QVERIFY(m_server->listen());
    QVERIFY(m_server->encryptedError().isEmpty());
    const auto encrypted = askEncrypted(get("/health"));
    QTRY_COMPARE(encrypted->refusal(), QByteArray("200"));
}

void TestEncryptedStatus::aClosedDoorHasNone()
{
    m_settings.tls = encryptedPort();
    m_settings.enabled = false;
    start();
    QVERIFY(m_server->encryptedAddresses().isEmpty());
    QVERIFY(m_server->encryptedError().isEmpty());
}

QTEST_GUILESS_MAIN(TestEncryptedStatus)
#include "tst_encryptedstatus.moc"
