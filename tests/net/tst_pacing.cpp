// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "net/backendfixture.h"
#include "net/netlimits.h"
#include "net/tlsfixture.h"

#include <QElapsedTimer>
#include <QSslSocket>
#include <QTest>

using namespace neuro;
using namespace neuro::net;
using namespace neuro::tests;

namespace {

constexpr int messages = 10 * limits::pacedMessages;

QByteArray numbered(int number)
{
    return "message " + QByteArray::number(number);
}

/// All messages in one write.
QByteArray flood()
{
    QByteArray frames;
    for (int i = 0; i < messages; ++i)
        frames += RawPeer::frame(RawPeer::Text, numbered(i));
    return frames;
}

} // namespace

/// A peer that sends without a pause is held back, and nobody else.
class TestPacing : public BackendFixture
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void aFloodIsReadAtAPace_data() { ports(); }
    void aFloodIsReadAtAPace();
    void othersAreReadMeanwhile();
    void lastWordsOfAFloodAreHeard_data() { ports(); }
    void lastWordsOfAFloodAreHeard();
    void whoFloodsAndLeavesIsHeard_data() { ports(); }
    void whoFloodsAndLeavesIsHeard();
    void aFloodCanBeClosed_data() { ports(); }
    void aFloodCanBeClosed();
    void whoFloodsAndLeavesCanBeClosed_data() { ports(); }
    void whoFloodsAndLeavesCanBeClosed();

private:
    static void ports();
    std::unique_ptr<RawPeer> connectPeer(bool isEncrypted);
};

void TestPacing::initTestCase()
{
    if (!QSslSocket::supportsSsl())
        QSKIP("Qt has no TLS here");
    BackendFixture::initTestCase();
}

void TestPacing::ports()
{
    QTest::addColumn<bool>("isEncrypted");
    QTest::newRow("plain") << false;
    QTest::newRow("encrypted") << true;
}

std::unique_ptr<RawPeer> TestPacing::connectPeer(bool isEncrypted)
{
    m_settings.tls = encryptedPort();
    start();
    if (!isEncrypted)
        return connectGame();
    auto peer = std::make_unique<RawPeer>(m_server->encryptedPort(), trusting());
    peer->open();
    const bool isOpen = QTest::qWaitFor([&peer] { return peer->isOpen(); });
    return isOpen ? std::move(peer) : nullptr;
}

void TestPacing::aFloodIsReadAtAPace()
{
    QFETCH(bool, isEncrypted);
    const auto peer = connectPeer(isEncrypted);
    QVERIFY(peer);
    QElapsedTimer timer;
    timer.start();
    peer->send(flood());
    QTRY_COMPARE(m_listener->texts.size(), messages);
    // The first spans are not known to be short, and milliseconds are rounded.
    constexpr int wholeSpans = messages / limits::pacedMessages - 3;
    const qint64 elapsed = timer.elapsed();
    QVERIFY2(elapsed >= wholeSpans * (limits::pacedSpanMs - 1),
             qPrintable(QString::number(elapsed)));
    for (int i = 0; i < messages; ++i)
        QCOMPARE(m_listener->texts.at(i), numbered(i));
}

void TestPacing::othersAreReadMeanwhile()
{
    start();
    const auto flooding = connectGame();
    const auto other = connectGame();
    QVERIFY(flooding && other);
    flooding->send(flood());
    QTRY_VERIFY(!m_listener->texts.isEmpty());
    other->sendText("other");
    QTRY_COMPARE(m_listener->texts.size(), messages + 1);
    QVERIFY(m_listener->texts.indexOf("other") < messages);
}

void TestPacing::lastWordsOfAFloodAreHeard()
{
    QFETCH(bool, isEncrypted);
    const auto peer = connectPeer(isEncrypted);
    QVERIFY(peer);
    peer->send(flood() + RawPeer::frame(RawPeer::Close, QByteArray::fromHex("03e8")));
    QTRY_COMPARE(m_listener->goodbyes.size(), 1);
    QCOMPARE(m_listener->goodbyes.first().code, 1000);
    QCOMPARE(m_listener->texts.size(), messages);
    QTRY_COMPARE(peer->closeCode(), 1000);
}

/// It does not wait for the relay to have read all of it.
void TestPacing::whoFloodsAndLeavesIsHeard()
{
    QFETCH(bool, isEncrypted);
    const auto peer = connectPeer(isEncrypted);
    QVERIFY(peer);
    peer->send(flood());
    peer->socket().disconnectFromHost();
    QTRY_COMPARE(m_listener->goodbyes.size(), 1);
    QCOMPARE(m_listener->texts.size(), messages);
}

void TestPacing::aFloodCanBeClosed()
{
    QFETCH(bool, isEncrypted);
    const auto peer = connectPeer(isEncrypted);
    QVERIFY(peer);
    peer->send(flood());
    QTRY_VERIFY(m_listener->texts.size() >= limits::pacedMessages);
    m_server->close();
    QTRY_COMPARE(peer->closeCode(), 1001);
    peer->send(RawPeer::frame(RawPeer::Close, QByteArray::fromHex("03e9")));
    QTRY_COMPARE(m_listener->goodbyes.size(), 1);
}

/// In the pause at whose end it would be noticed that the peer has left.
void TestPacing::whoFloodsAndLeavesCanBeClosed()
{
    QFETCH(bool, isEncrypted);
    const auto peer = connectPeer(isEncrypted);
    QVERIFY(peer);
    int heard = 0;
    int heardBefore = 0;
    QElapsedTimer sinceClose;
    m_listener->onText = [&](relay::Endpoint *endpoint, const QByteArray &) {
        if (++heard != messages / 2)
            return;
        const auto close = [&heard, &heardBefore, &sinceClose, endpoint] {
            heardBefore = heard;
            sinceClose.start();
            endpoint->close(relay::CloseCode::Policy, {});
        };
        QMetaObject::invokeMethod(this, close, Qt::QueuedConnection);
    };
    peer->send(flood());
    peer->socket().disconnectFromHost();
    QTRY_COMPARE(m_listener->goodbyes.size(), 1);
    QTRY_VERIFY(sinceClose.isValid());
    if (heardBefore == messages)
        QSKIP("this machine is so slow that the messages came without a pause");
    QCOMPARE(m_listener->goodbyes.first().code, 1008);
    QVERIFY(heard < messages);
    // By itself, and not because nobody answered the goodbye.
    const qint64 elapsed = sinceClose.elapsed();
    QVERIFY2(elapsed < limits::closeMs, qPrintable(QString::number(elapsed)));
}

QTEST_GUILESS_MAIN(TestPacing)
#include "tst_pacing.moc"
