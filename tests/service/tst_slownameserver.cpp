// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "service/servicefixture.h"

#include <QTcpSocket>
#include <QWebSocket>

#include <dlfcn.h>
#include <netdb.h>

#include <atomic>
#include <cstring>
#include <semaphore>

using namespace neuro;
using namespace neuro::testing;
using namespace Qt::StringLiterals;

namespace {

constexpr const char *slowName = "slow.invalid";

std::atomic_int asked = 0;
std::counting_semaphore<> answers(0);
std::atomic_bool isKnown = true; ///< Whether there is such a name.

} // namespace

/// In the place of the C library's, for the whole process.
extern "C" Q_DECL_EXPORT int getaddrinfo(const char *node, const char *service,
                                         const addrinfo *hints, addrinfo **result)
{
    using Function = int (*)(const char *, const char *, const addrinfo *, addrinfo **);
    static const auto real = reinterpret_cast<Function>(dlsym(RTLD_NEXT, "getaddrinfo"));
    if (!node || std::strcmp(node, slowName) != 0)
        return real(node, service, hints, result);
    ++asked;
    answers.acquire();
    return isKnown ? real("127.0.0.1", service, hints, result) : EAI_NONAME;
}

/// A name server that does not answer keeps nobody waiting but the door that is to move.
class TestSlowNameServer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        asked = 0;
        isKnown = true;
        m_relay = std::make_unique<ServiceFixture>();
        QVERIFY(m_relay->start());
    }
    void cleanup()
    {
        // Enough for all who may hang.
        answers.release(8);
        m_relay.reset();
        while (answers.try_acquire()) {
        }
    }

    void gamesGoOnWhileTheirDoorMoves_data()
    {
        QTest::addColumn<bool>("isConfigured"); // Or moved by hand.
        QTest::addColumn<bool>("isFound");
        QTest::newRow("by hand") << false << true;
        QTest::newRow("by hand, to nowhere") << false << false;
        QTest::newRow("by the configuration") << true << true;
        QTest::newRow("by the configuration, to nowhere") << true << false;
    }

    void gamesGoOnWhileTheirDoorMoves()
    {
        QFETCH(const bool, isConfigured);
        QFETCH(const bool, isFound);
        isKnown = isFound;
        QWebSocket game;
        QSignalSpy heard(&game, &QWebSocket::textMessageReceived);
        game.open(m_relay->url());
        QTRY_COMPARE(game.state(), QAbstractSocket::ConnectedState);
        if (isConfigured) {
            m_relay->config.backend.host = QString::fromLatin1(slowName);
            m_relay->service().applyConfig(m_relay->config);
        } else {
            m_relay->service().reopenBackend(QString::fromLatin1(slowName), 0);
        }
        QTRY_COMPARE(asked, 1);
        game.sendTextMessage(u"{\"command\":\"startup\",\"game\":\"Chess\"}"_s);
        QTRY_VERIFY(!heard.isEmpty());
        QWebSocket newcomer;
        newcomer.open(m_relay->url());
        QTRY_COMPARE(newcomer.state(), QAbstractSocket::ConnectedState);
        QVERIFY(m_relay->door.listening);

        const QString before = m_relay->door.addresses.value(0);
        answers.release();
        QTRY_COMPARE(game.state(), QAbstractSocket::UnconnectedState);
        QTRY_VERIFY(m_relay->door.addresses.value(0) != before);
        QCOMPARE(m_relay->door.listening, isFound);
        QCOMPARE(m_relay->door.error.isEmpty(), isFound);
        if (isFound)
            return;
        const QString error = m_relay->door.error.english();
        QVERIFY2(error.startsWith(QString::fromLatin1(slowName) + u": "), qPrintable(error));
        // The way back needs nobody.
        m_relay->service().reopenBackend(u"127.0.0.1"_s, 0);
        QTRY_VERIFY(m_relay->door.listening);
    }

    /// What the operator wants meanwhile counts.
    void isOvertakenByWhatComesLater()
    {
        m_relay->service().reopenBackend(QString::fromLatin1(slowName), 0);
        QTRY_COMPARE(asked, 1);
        m_relay->service().closeBackend();
        QTRY_VERIFY(!m_relay->door.listening);
        m_relay->service().reopenBackend(QString::fromLatin1(slowName), 0);
        QTRY_COMPARE(asked, 2);
        m_relay->service().reopenBackend(u"127.0.0.1"_s, 0);
        QTRY_VERIFY(m_relay->door.listening);
        const QString address = m_relay->door.addresses.value(0);
        const QString before = m_relay->intermediary.addresses.value(0);
        answers.release(2);
        m_relay->service().reopenIntermediary(QString::fromLatin1(slowName), 0);
        QTRY_COMPARE(asked, 3);
        answers.release();
        QTRY_VERIFY(m_relay->intermediary.addresses.value(0) != before);
        QCOMPARE(m_relay->door.addresses.value(0), address);
    }

    void theOtherDoorsGoOn()
    {
        m_relay->config.intermediary.host = QString::fromLatin1(slowName);
        m_relay->config.status.host = QString::fromLatin1(slowName);
        m_relay->service().applyConfig(m_relay->config);
        QTRY_COMPARE(asked, 2);
        // Both are where they were, and answer.
        QTcpSocket client;
        const QUrl url(u"http://"_s + m_relay->status.addresses.value(0));
        client.connectToHost(url.host(), static_cast<quint16>(url.port()));
        client.write("GET /health HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
        QTRY_VERIFY(client.bytesAvailable() > 0);
        QVERIFY(client.readAll().startsWith("HTTP/1.1 200"));
        QWebSocket watcher;
        watcher.open(m_relay->intermediaryUrl());
        QTRY_COMPARE(watcher.state(), QAbstractSocket::ConnectedState);

        const QString intermediary = m_relay->intermediary.addresses.value(0);
        const QString status = m_relay->status.addresses.value(0);
        answers.release(2);
        QTRY_VERIFY(m_relay->intermediary.addresses.value(0) != intermediary);
        QTRY_VERIFY(m_relay->status.addresses.value(0) != status);
        QVERIFY(m_relay->intermediary.listening && m_relay->status.listening);
    }

    /// Nor does the end of the relay wait.
    void theRelayStops()
    {
        m_relay->service().reopenBackend(QString::fromLatin1(slowName), 0);
        QTRY_COMPARE(asked, 1);
        m_relay->service().stop();
        QVERIFY(!m_relay->service().isRunning());
        answers.release();
        QVERIFY(m_relay->service().start().isEmpty()); // No thread of it hangs.
    }

private:
    std::unique_ptr<ServiceFixture> m_relay;
};

QTEST_GUILESS_MAIN(TestSlowNameServer)
#include "tst_slownameserver.moc"
