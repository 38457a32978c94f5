// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "net/upstreamfixture.h"
#include "net/websocketendpoint.h"

#include <QTest>
#include <QWebSocket>

#include <algorithm>

using namespace neuro;
using namespace neuro::net;
using namespace Qt::StringLiterals;

/// Messages that one of the two sides does not take for their size.
class TestUpstreamClientSizes : public neuro::tests::UpstreamFixture
{
    Q_OBJECT

private Q_SLOTS:
    void upstreamsWordAboutOurMessageIsPassedOn();
    void ourOwnWordAboutUpstreamsMessageIsNot_data();
    void ourOwnWordAboutUpstreamsMessageIsNot();
    void aTextInPiecesIsOneText();
};

void TestUpstreamClientSizes::upstreamsWordAboutOurMessageIsPassedOn()
{
    start();
    QTRY_VERIFY(isConnected());
    m_sockets.front()->setMaxAllowedIncomingMessageSize(10'000);
    m_sockets.front()->setMaxAllowedIncomingFrameSize(10'000);
    // Something comes from there as well.
    m_sockets.front()->sendTextMessage(u"hello"_s);
    QTRY_COMPARE(m_listener.texts.size(), 1);
    m_listener.last()->sendText(QByteArray(200'000, 'x'));
    QTRY_COMPARE(m_listener.goodbyes.size(), 1);
    QCOMPARE(m_listener.goodbyes.front().code, 1009);
}

void TestUpstreamClientSizes::ourOwnWordAboutUpstreamsMessageIsNot_data()
{
    QTest::addColumn<quint64>("frameSize");
    QTest::newRow("one frame") << quint64(1'000'000);
    QTest::newRow("several frames") << quint64(3000);
    QTest::newRow("as many frames as fit, and one more") << quint64(10'000);
}

void TestUpstreamClientSizes::ourOwnWordAboutUpstreamsMessageIsNot()
{
    QFETCH(const quint64, frameSize);
    m_settings.limits.maxMessage = 10'000;
    start();
    QTRY_VERIFY(isConnected());
    m_sockets.front()->setOutgoingFrameSize(frameSize);
    m_sockets.front()->sendTextMessage(QString(20'000, u'x'));
    QTRY_COMPARE(m_listener.goodbyes.size(), 1);
    QCOMPARE(m_listener.goodbyes.front().code, lostConnection);
    QVERIFY(m_listener.texts.isEmpty());
    // Our own limit is what the operator is told of.
    const auto told = std::find_if(m_states.cbegin(), m_states.cend(), [](const auto &state) {
        return state.problem.text.english().contains(u"more than 10000 bytes"_s);
    });
    QVERIFY(told != m_states.cend());
}

/// Cut anywhere, also between the bytes of a character; some of it comes with the handshake.
void TestUpstreamClientSizes::aTextInPiecesIsOneText()
{
    const QString text = u"\u00e9\u20ac\U0001F600"_s.repeated(50);
    connect(m_server.get(), &QWebSocketServer::newConnection, this, [&] {
        m_sockets.last()->setOutgoingFrameSize(7);
        m_sockets.last()->sendTextMessage(text);
    });
    start();
    QTRY_COMPARE(m_listener.texts.size(), 1);
    QCOMPARE(m_listener.texts.first(), text.toUtf8());
    m_sockets.last()->sendTextMessage(text);
    m_sockets.last()->sendBinaryMessage("binary, in pieces");
    m_sockets.last()->sendTextMessage(u"short"_s);
    QTRY_COMPARE(m_listener.texts.size(), 3);
    QCOMPARE(m_listener.texts.at(1), text.toUtf8());
    QCOMPARE(m_listener.binaries, QList<QByteArray>{"binary, in pieces"});
    QCOMPARE(m_connections, 1);
}

QTEST_GUILESS_MAIN(TestUpstreamClientSizes)
#include "tst_upstreamclient_sizes.moc"
