// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "e2e/scriptedgame.h"
#include "service/servicefixture.h"

#include <QTcpSocket>
#include <QWebSocket>

using namespace neuro;
using namespace neuro::testing;
using namespace Qt::StringLiterals;

namespace {

bool connectTo(QWebSocket &socket, const QUrl &url)
{
    QSignalSpy connected(&socket, &QWebSocket::connected);
    socket.open(url);
    return connected.wait();
}

} // namespace

/// A game that plays on while others misbehave.
class TestFaults : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        makeFixture();
        QVERIFY(m_fixture->start());
    }

    void cleanup() { m_fixture.reset(); }

    void malformedMessagesHurtNobody()
    {
        QWebSocket bad;
        QVERIFY(connectTo(bad, m_fixture->url()));
        for (
            const QString &text :
            {u""_s, u"{"_s, u"null"_s, u"[]"_s, u"{\"command\":5}"_s, QString(20'000, u'['),
             u"{\"command\":\"actions/register\",\"game\":\"B\",\"data\":{\"actions\":[null,5,{}]}}"_s})
            bad.sendTextMessage(text);
        bad.sendBinaryMessage(QByteArray("\x00\xff", 2));
        playOn();
        QTRY_COMPARE(refusedFrames(), 8);
        QCOMPARE(bad.state(), QAbstractSocket::ConnectedState);
    }

    void aMessageThatIsTooLargeIsToldOf()
    {
        makeFixture();
        m_fixture->config.backend.maxMessage = 100'000;
        QVERIFY(m_fixture->start());
        QWebSocket large;
        QVERIFY(connectTo(large, m_fixture->url()));
        large.sendTextMessage(u"{\"command\":\"startup\",\"game\":\"Large\"}"_s);
        large.sendTextMessage(QString(100'001, u'x'));
        QVERIFY(m_fixture->waitFor<relay::DiagnosticEvent>([](const relay::DiagnosticEvent &event) {
            return event.key == protocol::DiagnosticKey::MessageInvalid && event.name == u"Large" &&
                   event.detail.english().startsWith(u"the relay closed the connection, as a "
                                                     "message of the game is larger than it takes "
                                                     "(code 1009: ");
        }));
        playOn();
    }

    void aMessageThatIsTooLargeForTheGameIsToldOf()
    {
        makeFixture();
        m_fixture->config.engine.character.displayName = QString(8 * 1024, u'N');
        QVERIFY(m_fixture->start());
        QWebSocket small;
        small.setMaxAllowedIncomingMessageSize(4 * 1024);
        QVERIFY(connectTo(small, m_fixture->url()));
        small.sendTextMessage(u"{\"command\":\"startup\",\"game\":\"Small\"}"_s);
        QVERIFY(m_fixture->waitFor<relay::DiagnosticEvent>([](const relay::DiagnosticEvent &event) {
            return event.key == protocol::DiagnosticKey::MessageInvalid && event.name == u"Small" &&
                   event.detail.english().startsWith(u"the game closed the connection, as a "
                                                     "message of the relay's is larger than the "
                                                     "game's WebSocket library takes (code 1009: ");
        }));
    }

    void aFloodDelaysNobody()
    {
        QWebSocket flood;
        QVERIFY(connectTo(flood, m_fixture->url()));
        const QString context =
            u"{\"command\":\"context\",\"game\":\"Flood\",\"data\":{\"message\":\"%1\",\"silent\":true}}"_s
                .arg(QString(150, u'x'));
        for (int i = 0; i < 20'000; ++i)
            flood.sendTextMessage(context);
        playOn();
    }

    void aReaderThatNeverReadsIsDropped()
    {
        makeFixture();
        m_fixture->config.backend.maxUnwritten = 64LL * 1024;
        // Every startup is acknowledged, at length here, so that what the system keeps for a
        // connection is full soon.
        m_fixture->config.engine.character.displayName = QString(8 * 1024, u'N');
        QVERIFY(m_fixture->start());
        QTcpSocket mute;
        mute.setReadBufferSize(1024);
        QVERIFY(connectRaw(mute));
        const QByteArray frame = maskedFrame(R"({"command":"startup","game":"Mute"})");
        for (int i = 0; i < 2'000; ++i)
            mute.write(frame);
        QVERIFY(m_fixture->waitFor<relay::PeerEvent>([](const relay::PeerEvent &event) {
            return event.state == relay::PeerEvent::State::Disconnected && event.name == u"Mute" &&
                   event.closeCode == 1008;
        }));
        playOn();
    }

    void vanishingPeersLeaveNothingBehind()
    {
        for (int i = 0; i < 20; ++i) {
            QWebSocket socket;
            QVERIFY(connectTo(socket, m_fixture->url()));
            socket.sendTextMessage(u"{\"command\":\"startup\",\"game\":\"Ghost %1\"}"_s.arg(i));
            socket.flush();
            socket.abort();
        }
        playOn();
        QTRY_COMPARE(openPeers(), 0);
    }

private:
    /// Not started yet.
    void makeFixture()
    {
        m_fixture = std::make_unique<ServiceFixture>();
        m_fixture->config.engine.deciders = {{relay::Decider::First, 0}};
    }

    /// A text of at most 125 bytes as a client's frame; the mask is nothing but zeros.
    static QByteArray maskedFrame(const QByteArray &text)
    {
        return "\x81" + QByteArray(1, static_cast<char>(0x80 | text.size())) + QByteArray(4, '\0') +
               text;
    }

    /// A well-behaved game plays a whole session meanwhile.
    void playOn()
    {
        ScriptedGame game({u"Good"_s, 10, 1, false}, m_fixture->url());
        QTRY_VERIFY(game.isFinished());
        QCOMPARE(game.errors(), QStringList());
    }

    bool connectRaw(QTcpSocket &socket)
    {
        const QUrl url = m_fixture->url();
        socket.connectToHost(url.host(), static_cast<quint16>(url.port()));
        if (!socket.waitForConnected())
            return false;
        socket.write(
            "GET / HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
        return QTest::qWaitFor([&socket] { return socket.bytesAvailable() > 0; });
    }

    int refusedFrames() const
    {
        int refused = 0;
        for (const relay::FrameEvent &frame : m_fixture->all<relay::FrameEvent>())
            refused += frame.verdict == relay::Verdict::Refused ? 1 : 0;
        return refused;
    }

    /// Connections of ghosts and games that have not been told to be gone.
    int openPeers() const
    {
        int open = 0;
        for (const relay::PeerEvent &event : m_fixture->all<relay::PeerEvent>()) {
            if (event.state == relay::PeerEvent::State::Connected)
                ++open;
            else if (event.state == relay::PeerEvent::State::Disconnected)
                --open;
        }
        return open;
    }

    std::unique_ptr<ServiceFixture> m_fixture;
};

QTEST_GUILESS_MAIN(TestFaults)
#include "tst_faults.moc"
