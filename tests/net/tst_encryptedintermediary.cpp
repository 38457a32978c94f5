// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "net/intermediaryfixture.h"
#include "net/tlsfixture.h"

#include <QTest>

using namespace neuro;
using namespace neuro::net;
using namespace neuro::tests;

/// The encrypted port of the intermediary door.
class TestEncryptedIntermediary : public IntermediaryFixture
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        if (!QSslSocket::supportsSsl())
            QSKIP("Qt has no TLS here");
        IntermediaryFixture::initTestCase();
    }

    void aWatcherListens();
    void strangersAreRefused();
    void aWatcherThatFallsBehindIsTold();
    void plainBytesCostOnlyTheirSender();
    void aCertificateProblemLeavesThePlainPort();

private:
    std::unique_ptr<RawPeer> connectEncrypted();
};

std::unique_ptr<RawPeer> TestEncryptedIntermediary::connectEncrypted()
{
    auto peer = std::make_unique<RawPeer>(m_server->encryptedPort(), trusting());
    peer->open();
    const bool isOpen = QTest::qWaitFor([&peer] { return peer->isOpen(); });
    return isOpen ? std::move(peer) : nullptr;
}

void TestEncryptedIntermediary::aWatcherListens()
{
    m_settings.tls = encryptedPort();
    start();
    const auto watcher = connectEncrypted();
    const auto plain = connectAs("neuro-os", "plain");
    QVERIFY(watcher && plain);
    watcher->sendText(registration("neuro-os", "encrypted", standardToken, ",\"ack\":true"));
    QTRY_COMPARE(watcher->texts().size(), 1);
    QVERIFY(watcher->texts().first().contains("\"registered\""));
    QCOMPARE(m_server->watcherCount(), 2);
    m_server->tellWatchers({"{\"event\":\"one\"}", "{\"event\":\"two\"}"});
    QTRY_COMPARE(watcher->texts().size(), 3);
    QCOMPARE(watcher->texts().last(), QByteArray("{\"event\":\"two\"}"));
    QTRY_COMPARE(plain->texts().size(), 2);
    m_server->close();
    QTRY_COMPARE(watcher->closeCode(), 1001);
}

void TestEncryptedIntermediary::strangersAreRefused()
{
    m_settings.tls = encryptedPort();
    start();
    const auto stranger = connectEncrypted();
    QVERIFY(stranger);
    stranger->sendText(registration("neuro-os", "stranger", "wrong"));
    QTRY_COMPARE(stranger->closeCode(), 1008);
    QVERIFY(stranger->texts().value(0).contains("invalid auth token"));
    QCOMPARE(m_refusals.size(), 1);
    RawPeer page(m_server->encryptedPort(), trusting());
    page.open("/", "Origin: https://page.example\r\n");
    QTRY_COMPARE(page.refusal(), QByteArray("403"));
}

void TestEncryptedIntermediary::aWatcherThatFallsBehindIsTold()
{
    m_settings.tls = encryptedPort();
    m_settings.maxUnwritten = 256 * 1024;
    start();
    const auto watcher = connectEncrypted();
    QVERIFY(watcher);
    watcher->sendText(registration("neuro-os", "slow", standardToken));
    QTRY_COMPARE(m_server->watcherCount(), 1);
    watcher->socket().setReadBufferSize(1024);
    const QByteArray event = "{\"event\":\"" + QByteArray(64 * 1024, 'x') + "\"}";
    // More than the kernel takes.
    for (int i = 0; i < 500; ++i) {
        m_server->tellWatchers({event});
        QCoreApplication::processEvents();
    }
    QCOMPARE(m_server->watcherCount(), 1);
    // Once it reads again.
    watcher->socket().setReadBufferSize(0);
    QTRY_VERIFY([&] {
        m_server->tellWatchers({"{\"event\":\"tick\"}"});
        return watcher->texts().value(watcher->texts().size() - 1).contains("tick");
    }());
    const QList<QByteArray> texts = watcher->texts();
    const bool isTold = std::any_of(texts.begin(), texts.end(), [](const QByteArray &text) {
        return text.startsWith("{\"event\":\"missed\",\"count\":");
    });
    QVERIFY(isTold);
    QVERIFY(texts.size() < 500);
}

void TestEncryptedIntermediary::plainBytesCostOnlyTheirSender()
{
    m_settings.tls = encryptedPort();
    start();
    const auto watcher = connectEncrypted();
    QVERIFY(watcher);
    RawPeer plain(m_server->encryptedPort());
    plain.open();
    QTRY_COMPARE(plain.refusal(), QByteArray("400"));
    RawPeer encrypted(m_server->port());
    encrypted.send(clientHello(0x0303));
    QTRY_COMPARE(encrypted.refusal(), QByteArray("400"));
    watcher->sendText(registration("neuro-os", "here", standardToken));
    QTRY_COMPARE(m_server->watcherCount(), 1);
}

void TestEncryptedIntermediary::aCertificateProblemLeavesThePlainPort()
{
    m_settings.tls = encryptedPort();
    m_settings.tls.certificate = tlsFile(QStringLiteral("absent.pem"));
    start();
    const QString error = m_server->encryptedError().english();
    QVERIFY2(error.contains(m_settings.tls.certificate), qPrintable(error));
    QVERIFY(m_server->encryptedAddresses().isEmpty());
    QVERIFY(connectAs("neuro-os", "plain"));
}

QTEST_GUILESS_MAIN(TestEncryptedIntermediary)
#include "tst_encryptedintermediary.moc"
