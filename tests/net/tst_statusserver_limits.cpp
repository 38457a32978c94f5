// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "net/netlimits.h"
#include "net/statusfixture.h"

#include <QElapsedTimer>
#include <QRandomGenerator>
#include <QTest>

#include <algorithm>
#include <vector>

using namespace neuro;
using namespace neuro::net;
using namespace neuro::tests;
using namespace Qt::Literals::StringLiterals;

class TestStatusServerLimits : public StatusFixture
{
    Q_OBJECT

private Q_SLOTS:
    void takesARequestInPieces();
    void takesTheLargestBody();
    void refusesALargeBodyUnread();
    void asksForTheBody();
    void servesOneRequestPerConnection();
    void refusesALongHead();
    void endsASlowRequest_data();
    void endsASlowRequest();
    void hasOneTimeLimitForAll();
    void endsASlowReader();
    void boundsConnections();
    void slowsGuessesDown();
    void survivesNonsense();
    void survivesAbruptEnds();
};

void TestStatusServerLimits::takesARequestInPieces()
{
    start();
    const QByteArray request = post("/send", message, bearer(enhanced));
    RawPeer peer(m_server->port());
    QTRY_COMPARE(peer.socket().state(), QAbstractSocket::ConnectedState);
    for (const char byte : request) {
        peer.send(QByteArray(1, byte));
        peer.socket().flush();
        QCoreApplication::processEvents();
    }
    QTRY_COMPARE(peer.refusal(), "202");
    QCOMPARE(m_sent, QList<QByteArray>{message});
}

void TestStatusServerLimits::takesTheLargestBody()
{
    start();
    const QByteArray fields = bearer(enhanced);
    const qsizetype head = post("/send", QByteArray(1'000'000, ' '), fields).size() - 1'000'000;
    QByteArray body = message;
    body.resize(limits::statusRequest - head, ' ');
    const QByteArray request = post("/send", body, fields);
    QCOMPARE(request.size(), limits::statusRequest);
    const auto peer = ask(request);
    QTRY_COMPARE(peer->refusal(), "202");
    QCOMPARE(m_sent.size(), 1);
    QVERIFY(m_sent.first() == body);
}

void TestStatusServerLimits::refusesALargeBodyUnread()
{
    start();
    // Only the head comes: the answer does not wait for the body.
    const auto peer = ask(get("/send", "Content-Length: 1048577\r\n" + bearer(enhanced), "POST"));
    QTRY_COMPARE(peer->refusal(), "413");
    QVERIFY(bodyOf(peer->answer()).contains("may be 1048576 bytes long"));
    // Nor is it lost when all of the body comes.
    const auto eager = ask(post("/send", QByteArray(8 * 1024 * 1024, 'x'), bearer(enhanced)));
    QTRY_COMPARE(eager->refusal(), "413");
    QTRY_COMPARE(m_server->connectionCount(), 0);
}

void TestStatusServerLimits::asksForTheBody()
{
    start();
    const QByteArray request =
        post("/send", message, bearer(enhanced) + "Expect: 100-continue\r\n");
    const auto peer = ask(request.chopped(message.size()));
    QTRY_COMPARE(peer->answer(), "HTTP/1.1 100 Continue\r\n\r\n");
    peer->send(message);
    QTRY_VERIFY(peer->isGone());
    QVERIFY(peer->answer().contains("\r\n\r\nHTTP/1.1 202 Accepted\r\n"));
    QCOMPARE(m_sent, QList<QByteArray>{message});

    // Who would be refused is told so at once.
    const auto refused =
        ask(get("/send", "Content-Length: 99\r\nExpect: 100-continue\r\n", "POST"));
    QTRY_COMPARE(refused->refusal(), "401");
}

void TestStatusServerLimits::servesOneRequestPerConnection()
{
    start();
    const QByteArray request = post("/send", message, bearer(enhanced));
    const auto peer = ask(request + request + get("/health"));
    QTRY_COMPARE(peer->refusal(), "202");
    QCOMPARE(peer->answer().count("HTTP/1.1 "), 1);
    QCOMPARE(m_sent, QList<QByteArray>{message});
    const auto other = ask(get("/health") + get("/stats"));
    QTRY_COMPARE(other->refusal(), "200");
    QCOMPARE(bodyOf(other->answer()), R"({"status":"ok"})");
}

void TestStatusServerLimits::refusesALongHead()
{
    start();
    const auto peer =
        ask("GET /health HTTP/1.1\r\nX: " + QByteArray(limits::requestHead, 'x') + "\r\n\r\n");
    QTRY_COMPARE(peer->refusal(), "431");
    QVERIFY(bodyOf(peer->answer()).contains("16384 bytes"));
}

void TestStatusServerLimits::endsASlowRequest_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<QByteArray>("status");
    QTest::newRow("silence") << QByteArray() << QByteArray("408");
    QTest::newRow("half a head") << QByteArray("GET /health HTTP/1.1\r\nHo") << QByteArray("408");
    QTest::newRow("half a body") << post("/send", message, bearer(enhanced)).chopped(1)
                                 << QByteArray("408");
}

void TestStatusServerLimits::endsASlowRequest()
{
    QFETCH(QByteArray, request);
    QFETCH(QByteArray, status);
    m_settings.requestMs = 150;
    start();
    QElapsedTimer timer;
    timer.start();
    const auto peer = ask(request);
    QTRY_COMPARE(peer->refusal(), status);
    QVERIFY(timer.elapsed() >= 100);
    QVERIFY(bodyOf(peer->answer()).contains("was not complete"));
    QTRY_COMPARE(m_server->connectionCount(), 0);
    QVERIFY(m_sent.isEmpty());
}

/// Who has taken most of the time to ask has what is left of it to wait for an answer.
void TestStatusServerLimits::hasOneTimeLimitForAll()
{
    m_settings.requestMs = 2000;
    m_outcome.reset();
    start();
    QElapsedTimer timer;
    timer.start();
    const QByteArray request = post("/send", message, bearer(enhanced));
    const auto slow = ask(request.chopped(1));
    QTRY_VERIFY(timer.elapsed() >= m_settings.requestMs / 2);
    const auto later = ask({});
    QTRY_COMPARE(m_server->connectionCount(), 2);
    QTRY_VERIFY(timer.elapsed() >= m_settings.requestMs * 3 / 4);
    slow->send(request.last(1));
    QTRY_COMPARE(m_waiting.size(), 1U);
    QTRY_COMPARE(slow->refusal(), "504");
    QVERIFY(later->answer().isEmpty());
    QTRY_COMPARE(later->refusal(), "408");
}

void TestStatusServerLimits::endsASlowReader()
{
    m_settings.requestMs = 150;
    m_source.stats = [] {
        return QByteArray(64 * 1024 * 1024, 'x');
    };
    start();
    RawPeer peer(m_server->port());
    peer.socket().setReadBufferSize(1);
    peer.send(get("/stats"));
    QTRY_COMPARE(m_server->connectionCount(), 1);
    QTRY_COMPARE(m_server->connectionCount(), 0);
}

void TestStatusServerLimits::boundsConnections()
{
    start();
    std::vector<std::unique_ptr<RawPeer>> silent;
    for (int i = 0; i < limits::statusConnections; ++i)
        silent.push_back(ask("GET /health HTTP/1.1\r\n"));
    QTRY_COMPARE(m_server->connectionCount(), limits::statusConnections);
    // Nobody has to wait for them, and the one that has waited longest goes.
    const auto peer = ask(get("/health"));
    QTRY_COMPARE(peer->refusal(), "200");
    QTRY_VERIFY(silent.front()->isGone());
    QVERIFY(!silent.at(1)->isGone());
    for (int i = 0; i < 20; ++i)
        silent.push_back(ask("GET "));
    QTRY_VERIFY(silent.at(19)->isGone());
    QCOMPARE(m_server->connectionCount(), limits::statusConnections);
}

void TestStatusServerLimits::slowsGuessesDown()
{
    m_settings.failureDelayMs = 300;
    start();
    const auto guess = [this] {
        QElapsedTimer timer;
        timer.start();
        const auto peer = ask(post("/send", message, bearer(u"guess"_s)));
        [&peer] {
            QTRY_COMPARE(peer->refusal(), "401");
        }();
        return timer.elapsed();
    };
    for (int i = 0; i < 4; ++i)
        guess();
    QVERIFY(guess() >= 250);
    QVERIFY(guess() >= 250);
    // What is right is never delayed, nor what is wrong in another way.
    m_settings.failureDelayMs = 60'000;
    m_server->setSettings(m_settings);
    const auto right = ask(post("/send", message, bearer(enhanced)));
    QTRY_COMPARE(right->refusal(), "202");
    const auto forgotten = ask(post("/send", message));
    QTRY_COMPARE(forgotten->refusal(), "401");
    const auto held = ask(post("/send", message, bearer(u"guess"_s)));
    const auto other = ask(get("/health"));
    QTRY_COMPARE(other->refusal(), "200");
    QVERIFY(held->answer().isEmpty());
}

/// Requests with bytes changed, left out and added at random, the same ones each time.
void TestStatusServerLimits::survivesNonsense()
{
    m_settings.requestMs = 150;
    m_settings.failureDelayMs = 10;
    start();
    QRandomGenerator random(20'261'127);
    const QList<QByteArray> seeds{get("/health"), post("/send", message, bearer(enhanced)),
                                  get("/send", "Transfer-Encoding: chunked\r\n", "POST"),
                                  RawPeer::request("/")};
    std::vector<std::unique_ptr<RawPeer>> peers;
    for (int i = 0; i < 400; ++i) {
        QByteArray request = seeds.at(i % seeds.size());
        for (quint32 changes = random.bounded(1U, 6U); changes > 0; --changes) {
            const qsizetype at = random.bounded(static_cast<int>(request.size()));
            const QByteArray bytes(random.bounded(1, 4), static_cast<char>(random.bounded(256)));
            request.replace(at, random.bounded(0, 4), bytes);
        }
        peers.push_back(ask(request));
        if (peers.size() == 50) {
            QTRY_VERIFY(std::all_of(peers.begin(), peers.end(),
                                    [](const auto &peer) { return peer->isGone(); }));
            for (const auto &peer : peers)
                QVERIFY2(peer->answer().startsWith("HTTP/1.1 "), peer->answer().constData());
            peers.clear();
        }
    }
    QTRY_COMPARE(m_server->connectionCount(), 0);
    const auto peer = ask(get("/health"));
    QTRY_COMPARE(peer->refusal(), "200");
}

void TestStatusServerLimits::survivesAbruptEnds()
{
    m_source.stats = [] {
        return QByteArray(8 * 1024 * 1024, 'x');
    };
    start();
    const QByteArray whole = post("/send", message, bearer(enhanced));
    for (qsizetype size = 0; size < whole.size(); size += 7) {
        RawPeer peer(m_server->port());
        peer.send(whole.first(size));
        QTRY_COMPARE(m_server->connectionCount(), 1);
        peer.socket().abort();
        QTRY_COMPARE(m_server->connectionCount(), 0);
    }
    RawPeer reader(m_server->port());
    reader.send(get("/stats"));
    QTRY_VERIFY(!reader.answer().isEmpty());
    reader.socket().abort();
    QTRY_COMPARE(m_server->connectionCount(), 0);
    // And its own end, in the middle of everything.
    const auto waiting = ask(whole.chopped(1));
    const auto reading = ask(get("/stats"));
    QTRY_VERIFY(!reading->answer().isEmpty());
    m_server.reset();
    QTRY_VERIFY(waiting->isGone() && reading->isGone());
    QVERIFY(m_sent.isEmpty());
}

QTEST_GUILESS_MAIN(TestStatusServerLimits)
#include "tst_statusserver_limits.moc"
