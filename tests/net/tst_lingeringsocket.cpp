// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "net/lingeringsocket.h"

#include "net/tcpdoor.h"

#include <QSignalSpy>
#include <QTcpSocket>
#include <QTest>

#include <memory>

#ifdef Q_OS_UNIX
#include <sys/socket.h>
#endif

using namespace neuro;

class TestLingeringSocket : public QObject
{
    Q_OBJECT

private:
    net::TcpDoor m_door;
    QTcpSocket m_peer;
    std::unique_ptr<net::LingeringSocket> m_socket;

    /// Ends the peer's side with a reset, as a process that is killed with unread input does.
    void reset()
    {
#ifdef Q_OS_UNIX
        const linger hard{1, 0};
        ::setsockopt(static_cast<int>(m_peer.socketDescriptor()), SOL_SOCKET, SO_LINGER, &hard,
                     sizeof hard);
#endif
        m_peer.abort();
    }

private Q_SLOTS:
    void init()
    {
        connect(&m_door, &net::TcpDoor::accepted, this,
                [this](net::LingeringSocket *socket) { m_socket.reset(socket); });
        QVERIFY(m_door.listen(net::doorAddresses(QStringLiteral("127.0.0.1")), 0));
        m_peer.connectToHost(QHostAddress(QHostAddress::LocalHost), m_door.port());
        QTRY_VERIFY(m_socket && m_peer.state() == QAbstractSocket::ConnectedState);
    }

    void cleanup()
    {
        m_door.disconnect(this);
        m_socket.reset();
        m_peer.abort();
        m_door.close();
    }

    void whatWasWrittenArrivesBeforeTheEnd()
    {
        m_socket->write("goodbye");
        m_socket->close();
        QSignalSpy ended(&m_peer, &QTcpSocket::disconnected);
        QTRY_COMPARE(ended.size(), 1);
        QCOMPARE(m_peer.readAll(), QByteArray("goodbye"));
    }

    /// Qt aborts a socket whose peer is gone when something is written; it must really be closed
    /// then, or the next write has no buffer to go to.
    void aWriteAfterAFailedWriteDoesNoHarm()
    {
        reset();
        const QByteArray block(64 * 1024, 'x');
        for (int i = 0; i < 200 && m_socket->state() == QAbstractSocket::ConnectedState; ++i) {
            m_socket->write(block);
            m_socket->flush();
        }
        QCOMPARE(m_socket->state(), QAbstractSocket::UnconnectedState);
        QVERIFY(!m_socket->isOpen());
    }

    void anAbortEndsItAtOnce()
    {
        m_socket->abort();
        QCOMPARE(m_socket->state(), QAbstractSocket::UnconnectedState);
        QSignalSpy ended(&m_peer, &QTcpSocket::disconnected);
        QTRY_COMPARE(ended.size(), 1);
    }
};

QTEST_GUILESS_MAIN(TestLingeringSocket)
#include "tst_lingeringsocket.moc"
