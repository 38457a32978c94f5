// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "net/dashboardpage.h"
#include "net/lingeringsocket.h"
#include "net/netlimits.h"
#include "net/requesthead.h"
#include "net/statusfixture.h"
#include "net/tcpdoor.h"

#include <QNetworkInterface>
#include <QTcpServer>
#include <QTest>

using namespace neuro;
using namespace neuro::net;
using namespace neuro::tests;
using namespace Qt::Literals::StringLiterals;

namespace {

/// Of this machine, but not loopback; null when it has none.
QHostAddress ownAddress()
{
    const QList<QHostAddress> all = QNetworkInterface::allAddresses();
    for (const QHostAddress &address : all) {
        if (address.protocol() == QAbstractSocket::IPv4Protocol && !address.isLoopback())
            return address;
    }
    return {};
}

} // namespace

class TestStatusServer : public StatusFixture
{
    Q_OBJECT

private Q_SLOTS:
    void serves_data();
    void serves();
    void servesTheDashboard();
    void sends();
    void saysWhatBecameOfIt_data();
    void saysWhatBecameOfIt();
    void quotesNoSecret();
    void waitsForTheOutcome();
    void refuses_data();
    void refuses();
    void saysThatItIsNotReady_data();
    void saysThatItIsNotReady();
    void takesNewTokensAtOnce();
    void servesAsRandy();
    void refusesAsRandy_data();
    void refusesAsRandy();
    void wantsATokenFromAway();
    void listensOnLoopback();
    void staysClosed();
    void namesATakenPort();
    void opensAgainAfterClose();
    void answersForOtherDoors_data();
    void answersForOtherDoors();
};

void TestStatusServer::serves_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("health") << QByteArray("/health") << QByteArray("application/json")
                            << QByteArray(R"({"status":"ok"})");
    QTest::newRow("health with a query")
        << QByteArray("/health?a=%zz&b=%00") << QByteArray("application/json")
        << QByteArray(R"({"status":"ok"})");
    QTest::newRow("stats") << QByteArray("/stats") << QByteArray("application/json")
                           << QByteArray(R"({"total_clients":2})");
    QTest::newRow("metrics") << QByteArray("/metrics")
                             << QByteArray("text/plain; version=0.0.4; charset=utf-8")
                             << QByteArray("neuro_relay_up 1\n");
}

void TestStatusServer::serves()
{
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, body);
    start();
    const auto peer = ask(get(path));
    QTRY_COMPARE(peer->refusal(), "200");
    QCOMPARE(bodyOf(peer->answer()), body);
    const QByteArray size = "Content-Length: " + QByteArray::number(body.size()) + "\r\n";
    const QList<QByteArray> fields{
        "Content-Type: " + type + "\r\n",
        size,
        "Connection: close\r\n",
        "Cache-Control: no-store\r\n",
        "X-Content-Type-Options: nosniff\r\n",
    };
    for (const QByteArray &field : fields)
        QVERIFY2(peer->answer().contains(field), field.constData());
    QVERIFY(!peer->answer().contains("Access-Control"));

    const auto head = ask(get(path, {}, "HEAD"));
    QTRY_COMPARE(head->refusal(), "200");
    QVERIFY(head->answer().endsWith("\r\n\r\n"));
    QVERIFY(head->answer().contains(size));

    const auto old = ask("GET " + path + " HTTP/1.0\r\n\r\n");
    QTRY_COMPARE(old->refusal(), "200");
    QCOMPARE(bodyOf(old->answer()), body);
    QTRY_COMPARE(m_server->connectionCount(), 0);
}

void TestStatusServer::servesTheDashboard()
{
    start();
    const auto peer = ask(get("/"));
    QTRY_COMPARE(peer->refusal(), "200");
    const QByteArray url = "ws://127.0.0.1:8765/";
    QCOMPARE(bodyOf(peer->answer()), filledDashboard(dashboardPage(), url));
    QVERIFY(peer->answer().contains("Content-Type: text/html; charset=utf-8\r\n"));
    const QByteArray policy = "Content-Security-Policy: " + dashboardPolicy(dashboardPage(), url);
    QVERIFY(peer->answer().contains(policy));
    QVERIFY(peer->answer().contains("X-Frame-Options: DENY\r\n"));
}

void TestStatusServer::sends()
{
    start();
    // As it came, white space and all.
    const QByteArray text =
        "\n{ \"command\" : \"action\",\"data\":{\"id\":\"1\",\"name\":\"j\xc3\xbc\"} }";
    const auto peer = ask(post("/send", text, bearer(enhanced)));
    QTRY_COMPARE(peer->refusal(), "202");
    QCOMPARE(m_sent, QList<QByteArray>{text});
}

void TestStatusServer::saysWhatBecameOfIt_data()
{
    QTest::addColumn<StatusServer::SendOutcome>("outcome");
    QTest::addColumn<QByteArray>("status");
    QTest::addColumn<QByteArray>("words");
    QTest::newRow("refused") << StatusServer::SendOutcome::Refused << QByteArray("409 Conflict")
                             << QByteArray("Not sent to every game: no game, \u00fc.\n");
    QTest::newRow("not now") << StatusServer::SendOutcome::NotNow
                             << QByteArray("503 Service Unavailable")
                             << QByteArray("Not sent: no game, \u00fc. Try again in a moment.\n");
}

void TestStatusServer::saysWhatBecameOfIt()
{
    QFETCH(StatusServer::SendOutcome, outcome);
    QFETCH(QByteArray, status);
    QFETCH(QByteArray, words);
    m_settings.randyPort = 0;
    m_outcome = outcome;
    m_why = u"no game, \u00fc"_s;
    start();
    const auto peer = ask(post("/send", message, bearer(enhanced)));
    const auto randy = askRandy(post("/", message, "Content-Type: application/json\r\n"));
    for (RawPeer *one : {peer.get(), randy.get()}) {
        QTRY_COMPARE(one->refusal(), status.first(3));
        const QByteArray line = "HTTP/1.1 " + status + "\r\n";
        QVERIFY(one->answer().startsWith(line));
        QCOMPARE(bodyOf(one->answer()), words);
    }
}

/// A refusal quotes the request, or what the engine says of it.
void TestStatusServer::quotesNoSecret()
{
    m_source.mask = [](const QByteArray &utf8) {
        QByteArray out = utf8;
        return out.replace("s3cret", "***");
    };
    start();
    const QByteArray page = "Origin: https://s3cret.example\r\n";
    for (const auto &[request, words] :
         {std::pair(post("/send", R"({"command":"s3cret"})", bearer(enhanced)), "***"),
          std::pair(post("/send", message, bearer(enhanced) + page), "Pages of this origin")}) {
        const auto peer = ask(request);
        QTRY_VERIFY(peer->isGone());
        QVERIFY2(peer->answer().startsWith("HTTP/1.1 4"), peer->answer().constData());
        QVERIFY2(peer->answer().contains(words), peer->answer().constData());
        QVERIFY2(!peer->answer().contains("s3cret"), peer->answer().constData());
    }
}

/// Without which nothing is claimed; nobody else waits for it.
void TestStatusServer::waitsForTheOutcome()
{
    m_outcome.reset();
    start();
    const auto first = ask(post("/send", message, bearer(enhanced)));
    const auto second = ask(post("/send", message, bearer(enhanced)));
    auto leaving = ask(post("/send", message, bearer(enhanced)));
    QTRY_COMPARE(m_waiting.size(), 3U);
    const auto other = ask(get("/health"));
    QTRY_COMPARE(other->refusal(), "200");
    QVERIFY(first->answer().isEmpty() && second->answer().isEmpty());
    leaving.reset();
    QTRY_COMPARE(m_server->connectionCount(), 2);
    for (const StatusServer::SendDone &done : m_waiting)
        done(StatusServer::SendOutcome::Sent, {});
    QTRY_COMPARE(first->refusal(), "202");
    QTRY_COMPARE(second->refusal(), "202");
    // One that does not come, or too late.
    m_settings.requestMs = 1000;
    m_server->setSettings(m_settings);
    const auto third = ask(post("/send", message, bearer(enhanced)));
    QTRY_COMPARE(third->refusal(), "504");
    QVERIFY(bodyOf(third->answer()).contains("has not told in time"));
    m_waiting.back()(StatusServer::SendOutcome::Sent, {});
    QTRY_COMPARE(m_server->connectionCount(), 0);
}

void TestStatusServer::refuses_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<QByteArray>("status");
    QTest::addColumn<QByteArray>("words");
    const auto row = [](const char *name, const QByteArray &request, const char *status,
                        const char *words) {
        QTest::newRow(name) << request << QByteArray(status) << QByteArray(words);
    };
    row("unknown path", get("/nothing"), "404", "Try /, /health");
    row("unknown method", get("/health", {}, "BREW"), "405", "GET, HEAD only");
    row("GET send", get("/send"), "405", "POST only");
    row("no token", post("/send", message), "401", "Authorization: Bearer TOKEN");
    row("wrong token", post("/send", message, bearer(u"x"_s)), "401", "Bearer TOKEN");
    row("standard token", post("/send", message, bearer(standard)), "403", "standard privileges");
    row("foreign page", post("/send", message, bearer(enhanced) + "Origin: https://a.example\r\n"),
        "403", "Pages of this origin");
    row("unknown message", post("/send", R"({"command":"x"})", bearer(enhanced)), "400",
        "unknown_command at command");
    row("no JSON", post("/send", "{", bearer(enhanced)), "400", "invalid_json");
    row("empty body", post("/send", "", bearer(enhanced)), "400", "invalid_json");
    row("no size", get("/send", bearer(enhanced), "POST"), "411", "Content-Length");
    row("chunks",
        get("/send", "Transfer-Encoding: chunked\r\n" + bearer(enhanced), "POST") + "0\r\n\r\n",
        "411", "chunked");
    row("rebound name", "GET /health HTTP/1.1\r\nHost: a.example\r\n\r\n", "421", "localhost");
    row("no host", "GET /health HTTP/1.1\r\n\r\n", "400", "Host is missing");
    row("WebSocket", RawPeer::request("/"), "400", "HTTP port");
    row("no HTTP", "\x16\x03\x01\x02", "400", "http://");
    row("half HTTP", "GET /health\r\n\r\n", "400", "not an HTTP/1.1 request");
    row("folded field", "GET /health HTTP/1.1\r\nHost: 127.0.0.1\r\n more\r\n\r\n", "400",
        "HTTP/1.1");
}

void TestStatusServer::refuses()
{
    QFETCH(QByteArray, request);
    QFETCH(QByteArray, status);
    QFETCH(QByteArray, words);
    start();
    const auto peer = ask(request);
    QTRY_COMPARE(peer->refusal(), status);
    QVERIFY2(bodyOf(peer->answer()).contains(words), peer->answer().constData());
    QVERIFY(peer->answer().contains("Content-Type: text/plain; charset=utf-8\r\n"));
    QVERIFY(m_sent.isEmpty());
    QTRY_COMPARE(m_server->connectionCount(), 0);
}

void TestStatusServer::saysThatItIsNotReady_data()
{
    QTest::addColumn<QByteArray>("request");
    for (const QByteArray path : {"/", "/health", "/stats", "/metrics"})
        QTest::newRow(path.constData()) << get(path);
    QTest::newRow("/send") << post("/send", message, bearer(enhanced));
}

void TestStatusServer::saysThatItIsNotReady()
{
    QFETCH(QByteArray, request);
    m_source = {};
    start();
    const auto peer = ask(request);
    QTRY_COMPARE(peer->refusal(), "503");
    QVERIFY(bodyOf(peer->answer()).contains("Try again"));
}

void TestStatusServer::takesNewTokensAtOnce()
{
    start();
    m_settings.enhancedToken = u"another-0123456789"_s;
    m_server->setSettings(m_settings);
    const auto old = ask(post("/send", message, bearer(enhanced)));
    QTRY_COMPARE(old->refusal(), "401");
    const auto fresh = ask(post("/send", message, bearer(m_settings.enhancedToken)));
    QTRY_COMPARE(fresh->refusal(), "202");
}

void TestStatusServer::servesAsRandy()
{
    m_settings.enabled = false;
    m_settings.randyPort = 0;
    start();
    QVERIFY(!m_server->isListening());
    QCOMPARE(m_server->randyAddresses().value(0).section(u':', 0, 0), u"127.0.0.1"_s);
    // Randy sends on whatever object comes.
    const QByteArray text = R"({"command":"of/tomorrow","data":{"n":1.0}})";
    const auto peer = askRandy(post("/", text, "Content-Type: application/json\r\n"));
    QTRY_COMPARE(peer->refusal(), "200");
    QCOMPARE(bodyOf(peer->answer()), "OK");
    QCOMPARE(m_sent, QList<QByteArray>{text});
}

void TestStatusServer::refusesAsRandy_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<QByteArray>("status");
    const QByteArray json = "Content-Type: application/json\r\n";
    QTest::newRow("page") << post("/", message, json + "Origin: http://localhost\r\n")
                          << QByteArray("403");
    QTest::newRow("form") << post("/", message, "Content-Type: text/plain\r\n")
                          << QByteArray("415");
    QTest::newRow("list") << post("/", "[1]", json) << QByteArray("400");
    QTest::newRow("no JSON") << post("/", "{]", json) << QByteArray("400");
    QTest::newRow("look") << get("/") << QByteArray("405");
    QTest::newRow("status") << get("/stats") << QByteArray("404");
    QTest::newRow("rebound") << QByteArray("POST / HTTP/1.1\r\nHost: a.example\r\n" + json +
                                           "Content-Length: 2\r\n\r\n{}")
                             << QByteArray("421");
}

void TestStatusServer::refusesAsRandy()
{
    QFETCH(QByteArray, request);
    QFETCH(QByteArray, status);
    m_settings.randyPort = 0;
    start();
    const auto peer = askRandy(request);
    QTRY_COMPARE(peer->refusal(), status);
    QVERIFY(bodyOf(peer->answer()).size() > 10);
    QVERIFY(m_sent.isEmpty());
}

void TestStatusServer::wantsATokenFromAway()
{
    const QHostAddress address = ownAddress();
    if (address.isNull())
        QSKIP("this machine has no address but loopback; tst_statusrules knows the rules");
    m_settings.host = u"0.0.0.0"_s;
    start();
    const auto from = [this, &address](const QByteArray &request) {
        auto peer = std::make_unique<RawPeer>(m_server->port(), address);
        peer->send(request);
        return peer;
    };
    const auto health = from(get("/health"));
    QTRY_COMPARE(health->refusal(), "200");
    for (const QByteArray path : {"/", "/stats", "/metrics"}) {
        const auto without = from(get(path));
        QTRY_COMPARE(without->refusal(), "401");
        QVERIFY(!without->answer().contains("total_clients"));
        const auto with = from(get(path, bearer(standard)));
        QTRY_COMPARE(with->refusal(), "200");
    }
    const auto sender = from(post("/send", message, bearer(enhanced)));
    QTRY_COMPARE(sender->refusal(), "202");
    const auto local = ask(get("/stats"));
    QTRY_COMPARE(local->refusal(), "200");
}

void TestStatusServer::listensOnLoopback()
{
    QCOMPARE(StatusServer::Settings().host, u"127.0.0.1"_s);
    QCOMPARE(StatusServer::Settings().port, quint16(8770));
    start();
    QCOMPARE(m_server->addresses(), QStringList{u"127.0.0.1:%1"_s.arg(m_server->port())});
    QVERIFY(m_server->randyAddresses().isEmpty());
}

void TestStatusServer::staysClosed()
{
    m_settings.enabled = false;
    start();
    QVERIFY(!m_server->isListening());
    QVERIFY(m_server->addresses().isEmpty());
    QCOMPARE(m_server->port(), quint16(0));
}

void TestStatusServer::namesATakenPort()
{
    QTcpServer other;
    QVERIFY(other.listen(QHostAddress::LocalHost));
    m_settings.port = other.serverPort();
    m_settings.randyPort = 0;
    m_server = std::make_unique<StatusServer>(m_settings, m_source);
    QVERIFY(!m_server->listen());
    QCOMPARE(m_server->error().english(),
             u"127.0.0.1:%1: another program uses this port already"_s.arg(other.serverPort()));
    QVERIFY(!m_server->isListening());
    // The other port does not suffer.
    const auto peer = askRandy(post("/", message, "Content-Type: application/json\r\n"));
    QTRY_COMPARE(peer->refusal(), "200");
}

void TestStatusServer::opensAgainAfterClose()
{
    start();
    for (int i = 0; i < 3; ++i) {
        const auto waiting = ask("GET /health");
        QTRY_COMPARE(m_server->connectionCount(), 1);
        m_server->close();
        QCOMPARE(m_server->connectionCount(), 0);
        QTRY_VERIFY(waiting->isGone());
        QVERIFY(m_server->listen());
        const auto peer = ask(get("/health"));
        QTRY_COMPARE(peer->refusal(), "200");
        QTRY_COMPARE(m_server->connectionCount(), 0);
    }
}

void TestStatusServer::answersForOtherDoors_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<QByteArray>("status");
    QTest::newRow("health") << get("/health") << QByteArray("200");
    QTest::newRow("stats, HEAD") << get("/stats", {}, "HEAD") << QByteArray("200");
    QTest::newRow("rebound name") << QByteArray("GET /stats HTTP/1.1\r\nHost: a.example\r\n\r\n")
                                  << QByteArray("421");
    QTest::newRow("unknown") << get("/x") << QByteArray("404");
}

void TestStatusServer::answersForOtherDoors()
{
    QFETCH(QByteArray, request);
    QFETCH(QByteArray, status);
    m_settings.enabled = false;
    start();
    TcpDoor door;
    QVERIFY(door.listen(doorAddresses(u"127.0.0.1"_s), 0));
    connect(&door, &TcpDoor::accepted, this, [this](LingeringSocket *socket) {
        connect(socket, &QIODevice::readyRead, this, [this, socket] {
            disconnect(socket, &QIODevice::readyRead, this, nullptr);
            m_server->adopt(socket, *parseRequestHead(socket->peek(limits::requestHead)));
        });
    });
    RawPeer peer(door.port());
    peer.send(request);
    QTRY_COMPARE(peer.refusal(), status);
    QVERIFY(!bodyOf(peer.answer()).isEmpty() || request.startsWith("HEAD"));
    QTRY_COMPARE(m_server->connectionCount(), 0);
}

QTEST_GUILESS_MAIN(TestStatusServer)
#include "tst_statusserver.moc"
