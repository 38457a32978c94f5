// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "net/backendfixture.h"
#include "net/diversion.h"
#include "net/lingeringsocket.h"
#include "net/requesthead.h"

#include <QSignalSpy>
#include <QTest>
#include <QThread>

#include <memory>

using namespace neuro;
using namespace neuro::net;
using namespace neuro::tests;
using namespace Qt::Literals::StringLiterals;

namespace {

QByteArray plain(const QByteArray &method, const QByteArray &target)
{
    return method + ' ' + target + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";
}

} // namespace

/// What a WebSocket door hands on to others.
class TestDiversion : public BackendFixture
{
    Q_OBJECT

private Q_SLOTS:
    void tellsWhoseARequestIs_data();
    void tellsWhoseARequestIs();
    void answersItselfWithoutATaker();
    void handsOnWithEverything_data();
    void handsOnWithEverything();
    void handsOnWhatComesInPieces();
    void leavesOriginsToOthers();
    void stopsCountingWhatItHandsOn();
    void forgetsThoseWhoAreLost();
    void handsOnToAnotherThread();
    void servesGamesAllTheSame();

private:
    /// Takes what is handed on.
    void take();

    QList<std::shared_ptr<LingeringSocket>> m_taken;
    QList<RequestHead> m_heads;
};

void TestDiversion::take()
{
    m_taken.clear();
    m_heads.clear();
    connect(m_server.get(), &BackendServer::diverted, this,
            [this](LingeringSocket *socket, const RequestHead &head) {
                QVERIFY(!socket->parent());
                m_taken.emplaceBack(socket);
                m_heads.append(head);
            });
}

void TestDiversion::tellsWhoseARequestIs_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<Diversion>("expected");
    const auto row = [](const QByteArray &text, Diversion expected) {
        const QByteArray name =
            text.left(text.indexOf('\r')) + (text.contains("Upgrade") ? " of a WebSocket" : "");
        QTest::newRow(name.constData()) << text << expected;
    };
    row(RawPeer::request("/ws/me"), Diversion::Hub);
    row(RawPeer::request("/ws/"), Diversion::Hub);
    row(RawPeer::request("/ws/me?client_type=ui"), Diversion::Hub);
    row(RawPeer::request("/ws"), Diversion::None);
    row(RawPeer::request("/WS/me"), Diversion::None);
    row(RawPeer::request("/"), Diversion::None);
    row(RawPeer::request("/game/x/voice"), Diversion::None);
    row(RawPeer::request("/health"), Diversion::None);
    row(plain("GET", "/ws/me"), Diversion::None);
    row(plain("GET", "/health"), Diversion::Status);
    row(plain("HEAD", "/health?x"), Diversion::Status);
    row(plain("GET", "/stats"), Diversion::Status);
    row(plain("POST", "/stats"), Diversion::None);
    row(plain("GET", "/stats/"), Diversion::None);
    row(plain("GET", "/metrics"), Diversion::None);
}

void TestDiversion::tellsWhoseARequestIs()
{
    QFETCH(QByteArray, text);
    QFETCH(Diversion, expected);
    QCOMPARE(diversionOf(*parseRequestHead(text)), expected);
}

void TestDiversion::answersItselfWithoutATaker()
{
    start();
    const auto game = connectGame("/ws/me");
    QVERIFY(game);
    QTRY_COMPARE(m_server->connectionCount(), 1);
    RawPeer curl(m_server->port());
    curl.send(plain("GET", "/health"));
    QTRY_COMPARE(curl.refusal(), "426");
}

void TestDiversion::handsOnWithEverything_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<Diversion>("diversion");
    QTest::newRow("hub") << RawPeer::request("/ws/me?token=x") << Diversion::Hub;
    QTest::newRow("health") << plain("GET", "/health") << Diversion::Status;
    QTest::newRow("stats") << plain("HEAD", "/stats") << Diversion::Status;
}

void TestDiversion::handsOnWithEverything()
{
    QFETCH(QByteArray, request);
    QFETCH(Diversion, diversion);
    start();
    take();
    RawPeer peer(m_server->port());
    const QByteArray more = RawPeer::frame(RawPeer::Text, "hello");
    peer.send(request + more);
    QTRY_COMPARE(m_taken.size(), 1);
    QCOMPARE(diversionOf(m_heads.first()), diversion);
    peer.send("late");
    QTRY_COMPARE(m_taken.first()->bytesAvailable(), (request + more + "late").size());
    QCOMPARE(m_taken.first()->readAll(), request + more + "late");
    m_taken.first()->write("HTTP/1.1 200 OK\r\n\r\n");
    QTRY_COMPARE(peer.answer(), "HTTP/1.1 200 OK\r\n\r\n");
}

void TestDiversion::handsOnWhatComesInPieces()
{
    start();
    take();
    RawPeer peer(m_server->port());
    const QByteArray request = RawPeer::request("/ws/me");
    QTRY_COMPARE(peer.socket().state(), QAbstractSocket::ConnectedState);
    for (const char byte : request) {
        QVERIFY(m_taken.isEmpty());
        peer.send(QByteArray(1, byte));
        peer.socket().flush();
        QCoreApplication::processEvents();
    }
    QTRY_COMPARE(m_taken.size(), 1);
    QCOMPARE(m_taken.first()->readAll(), request);
}

void TestDiversion::leavesOriginsToOthers()
{
    start();
    take();
    QSignalSpy asked(m_server.get(), &BackendServer::admissionWanted);
    RawPeer page(m_server->port());
    page.open("/ws/me", "Origin: https://page.example\r\n");
    QTRY_COMPARE(m_taken.size(), 1);
    QCOMPARE(asked.size(), 0);
    // The same page is no game.
    RawPeer game(m_server->port());
    game.open("/", "Origin: https://page.example\r\n");
    QTRY_COMPARE(game.refusal(), "403");

    RawPeer flawed(m_server->port());
    flawed.send("GET /ws/me HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\n\r\n");
    QTRY_COMPARE(flawed.refusal(), "400");
    RawPeer large(m_server->port());
    large.open("/ws/me", "X: " + QByteArray(9000, 'x') + "\r\n");
    QTRY_COMPARE(large.refusal(), "431");
    RawPeer notUpgrading(m_server->port());
    notUpgrading.send(plain("GET", "/ws/me"));
    QTRY_COMPARE(notUpgrading.refusal(), "426");
    QCOMPARE(m_taken.size(), 1);
}

void TestDiversion::stopsCountingWhatItHandsOn()
{
    m_settings.handshakeMs = 50;
    start();
    take();
    RawPeer peer(m_server->port());
    peer.send(plain("GET", "/health"));
    QTRY_COMPARE(m_taken.size(), 1);
    QCOMPARE(m_server->connectionCount(), 0);
    // Neither the time for the handshake nor the end of the door ends it.
    RawPeer silent(m_server->port());
    QTRY_VERIFY(silent.isGone());
    QSignalSpy drained(m_server.get(), &BackendServer::drained);
    m_server->close();
    QTRY_COMPARE(drained.size(), 1);
    m_taken.first()->write("still here");
    QTRY_COMPARE(peer.answer(), "still here");
}

void TestDiversion::forgetsThoseWhoAreLost()
{
    start();
    take();
    for (int i = 0; i < 20; ++i) {
        RawPeer peer(m_server->port());
        peer.send(plain("GET", "/health"));
        QTRY_COMPARE(peer.socket().bytesToWrite(), 0);
        peer.socket().abort();
    }
    QSignalSpy drained(m_server.get(), &BackendServer::drained);
    m_server->close();
    QTRY_COMPARE(drained.size(), 1);
    for (const auto &socket : std::as_const(m_taken))
        QTRY_COMPARE(socket->state(), QAbstractSocket::UnconnectedState);
}

void TestDiversion::handsOnToAnotherThread()
{
    // Answers there while more arrives: what comes during the move must not be lost.
    QThread thread;
    thread.start();
    auto worker = std::make_unique<QObject>();
    worker->moveToThread(&thread);
    QObject *there = worker.get();
    start();
    connect(m_server.get(), &BackendServer::diverted, this,
            [there, &thread](LingeringSocket *socket, const RequestHead &) {
                socket->moveToThread(&thread);
                QMetaObject::invokeMethod(there, [socket] {
                    const auto echo = [socket] {
                        socket->write(socket->readAll());
                    };
                    QObject::connect(socket, &QIODevice::readyRead, socket, echo);
                    QObject::connect(socket, &QAbstractSocket::disconnected, socket,
                                     &QObject::deleteLater);
                    echo();
                });
            });
    constexpr int peerCount = 50;
    std::vector<std::unique_ptr<RawPeer>> peers;
    QByteArray expected = plain("GET", "/stats");
    for (int i = 0; i < peerCount; ++i) {
        peers.push_back(std::make_unique<RawPeer>(m_server->port()));
        peers.back()->send(expected);
    }
    for (int i = 0; i < 20; ++i) {
        const QByteArray piece(1000 + i, static_cast<char>('a' + i));
        expected += piece;
        for (const auto &peer : peers)
            peer->send(piece);
        QCoreApplication::processEvents();
    }
    for (const auto &peer : peers)
        QTRY_COMPARE(peer->answer(), expected);
    for (const auto &peer : peers)
        peer->socket().abort();
    peers.clear();
    // The last of them is deleted with the thread's last events.
    QMetaObject::invokeMethod(
        there, [] { QCoreApplication::sendPostedEvents(); }, Qt::BlockingQueuedConnection);
    thread.quit();
    QVERIFY(thread.wait());
}

void TestDiversion::servesGamesAllTheSame()
{
    start();
    take();
    const auto game = connectGame("/anything");
    QVERIFY(game);
    game->sendText("hello");
    QTRY_COMPARE(m_listener->texts, QList<QByteArray>{"hello"});
    RawPeer curl(m_server->port());
    curl.send(plain("GET", "/"));
    QTRY_COMPARE(curl.refusal(), "426");
    QVERIFY(m_taken.isEmpty());
}

QTEST_GUILESS_MAIN(TestDiversion)
#include "tst_diversion.moc"
