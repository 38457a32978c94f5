// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "net/accesspolicy.h"
#include "net/handshakestage.h"
#include "net/lingeringsocket.h"
#include "net/netlimits.h"
#include "net/rawpeer.h"
#include "net/tcpdoor.h"

#include <QRegularExpression>
#include <QScopeGuard>
#include <QTest>
#include <QWebSocket>

#include <memory>
#include <vector>

using namespace Qt::Literals::StringLiterals;
using namespace neuro::net;
using namespace neuro::tests;

/// Who has to go when one more wants in.
class TestHandshakeStage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void theOldestWithoutARequestGoes();
    void whoWasRefusedGoesNext();
    void whoWasAcceptedStays();
    void tellsOfThemSeldom();

private:
    /// The server's end of a new connection, on which `bytes` have come; the client's is in
    /// m_clients.
    LingeringSocket *connectOne(const QByteArray &bytes = {});
    /// Whether the client with this number is gone, and no other one is.
    bool isOnlyGone(std::size_t number) const;

    AccessPolicy m_policy;
    std::unique_ptr<TcpDoor> m_door;
    std::unique_ptr<HandshakeStage> m_stage;
    std::vector<LingeringSocket *> m_accepted;
    std::vector<std::unique_ptr<RawPeer>> m_clients;
};

void TestHandshakeStage::init()
{
    m_door = std::make_unique<TcpDoor>();
    m_stage = std::make_unique<HandshakeStage>(&m_policy);
    connect(m_door.get(), &TcpDoor::accepted, this,
            [this](LingeringSocket *socket) { m_accepted.push_back(socket); });
    QVERIFY(m_door->listen(doorAddresses(u"127.0.0.1"_s), 0));
}

void TestHandshakeStage::cleanup()
{
    m_stage.reset();
    m_door.reset();
    m_accepted.clear();
    m_clients.clear();
}

LingeringSocket *TestHandshakeStage::connectOne(const QByteArray &bytes)
{
    const std::size_t before = m_accepted.size();
    m_clients.push_back(std::make_unique<RawPeer>(m_door->port()));
    m_clients.back()->send(bytes);
    const bool isThere = QTest::qWaitFor([&] {
        return m_accepted.size() > before && m_accepted.back()->bytesAvailable() == bytes.size();
    });
    return isThere ? m_accepted.back() : nullptr;
}

bool TestHandshakeStage::isOnlyGone(std::size_t number) const
{
    if (!QTest::qWaitFor([&] { return m_clients[number]->isGone(); }))
        return false;
    for (std::size_t i = 0; i < m_clients.size(); ++i) {
        if (m_clients[i]->isGone() != (i == number))
            return false;
    }
    return true;
}

void TestHandshakeStage::theOldestWithoutARequestGoes()
{
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"127.0.0.1:[0-9]+ was closed"_s));
    // All of them first: the one that is refused is not waited for for long.
    LingeringSocket *refused =
        connectOne(RawPeer::request("/", "Origin: https://page.example\r\n"));
    LingeringSocket *unfinished = connectOne("GET / HTTP/1.1\r\n");
    LingeringSocket *silent = connectOne();
    LingeringSocket *newcomer = connectOne();
    // It does not read the answer, nor see that it was the last word.
    m_clients[0]->socket().setReadBufferSize(1);
    for (LingeringSocket *each : {refused, unfinished, silent})
        m_stage->take(each);
    QCOMPARE(m_stage->size(), 3);
    m_stage->take(newcomer, false, limits::handshakes - 3);
    QCOMPARE(m_stage->size(), 3);
    QVERIFY(isOnlyGone(1));
}

void TestHandshakeStage::whoWasRefusedGoesNext()
{
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"handshakes are in progress"_s));
    LingeringSocket *refused =
        connectOne(RawPeer::request("/", "Origin: https://page.example\r\n"));
    LingeringSocket *newcomer = connectOne();
    m_stage->take(refused);
    QCOMPARE(m_stage->size(), 1);
    m_stage->take(newcomer, false, limits::handshakes - 1);
    QCOMPARE(m_stage->size(), 1);
    QVERIFY(isOnlyGone(0));
}

/// Then it is the newcomer who goes.
void TestHandshakeStage::whoWasAcceptedStays()
{
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"handshakes are in progress"_s));
    LingeringSocket *accepted = connectOne(RawPeer::request());
    LingeringSocket *newcomer = connectOne();
    std::vector<std::unique_ptr<QWebSocket>> upgraded;
    connect(m_stage.get(), &HandshakeStage::upgraded, this,
            [&](QWebSocket *socket) { upgraded.emplace_back(socket); });
    m_stage->take(accepted);
    m_stage->take(newcomer, false, limits::handshakes);
    QVERIFY(isOnlyGone(1));
    QTRY_COMPARE(upgraded.size(), 1U);
    QTRY_VERIFY(m_clients[0]->isOpen());
}

/// One line at once, and one for those that followed within a second.
void TestHandshakeStage::tellsOfThemSeldom()
{
    QStringList lines;
    static QStringList *kept = nullptr;
    kept = &lines;
    const QtMessageHandler before = qInstallMessageHandler(
        [](QtMsgType, const QMessageLogContext &, const QString &text) { kept->append(text); });
    const auto restore = qScopeGuard([before] { qInstallMessageHandler(before); });
    std::vector<LingeringSocket *> sockets;
    for (int i = 0; i < 5; ++i)
        sockets.push_back(connectOne());
    m_stage->take(sockets.front());
    for (std::size_t i = 1; i < sockets.size(); ++i)
        m_stage->take(sockets[i], false, limits::handshakes - 1);
    QCOMPARE(m_stage->size(), 1);
    QCOMPARE(lines.size(), 1);
    QTRY_COMPARE(lines.size(), 2);
    QVERIFY2(lines.constLast().contains(u"and 2 before it"), qPrintable(lines.constLast()));
}

QTEST_GUILESS_MAIN(TestHandshakeStage)
#include "tst_handshakestage.moc"
