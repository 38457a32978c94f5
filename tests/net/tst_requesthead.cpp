// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "net/requesthead.h"

#include <QTest>

using namespace neuro::net;

namespace {

QByteArray handshake(const QByteArray &without = {}, const QByteArray &instead = {})
{
    QByteArray text = "GET /game/A%20B/voice?x=1 HTTP/1.1\r\n"
                      "Host: localhost:8000\r\n"
                      "Upgrade: WebSocket\r\n"
                      "Connection: keep-alive, Upgrade\r\n"
                      "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                      "Sec-WebSocket-Version: 13\r\n"
                      "Origin:  http://localhost:3000 \r\n\r\n";
    if (!without.isEmpty()) {
        Q_ASSERT(text.contains(without));
        text.replace(without, instead);
    }
    return text;
}

} // namespace

class TestRequestHead : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsAHandshake()
    {
        const auto head = parseRequestHead(handshake());
        QVERIFY(head.has_value());
        QCOMPARE(head->method, QByteArray("GET"));
        QCOMPARE(head->target, QByteArray("/game/A%20B/voice?x=1"));
        QCOMPARE(head->path(), QByteArray("/game/A%20B/voice"));
        QCOMPARE(head->field("origin"), QByteArray("http://localhost:3000"));
        QVERIFY(!head->field("Cookie").has_value());
        QVERIFY(head->wantsWebSocket());
        QCOMPARE(webSocketFlaw(*head), QByteArray());
    }

    void joinsRepeatedFields()
    {
        const auto head = parseRequestHead("GET / HTTP/1.1\r\nOrigin: http://localhost\r\n"
                                           "ORIGIN: https://evil.example\r\n\r\n");
        QVERIFY(head.has_value());
        QCOMPARE(head->field("Origin"), QByteArray("http://localhost, https://evil.example"));
    }

    /// RFC 9112 section 3.2.2.
    void takesTheAbsoluteForm_data()
    {
        QTest::addColumn<QByteArray>("target");
        QTest::addColumn<QByteArray>("rest");
        QTest::addColumn<QByteArray>("host");
        const auto row = [](const char *target, const char *rest, const char *host) {
            QTest::newRow(target) << QByteArray(target) << QByteArray(rest) << QByteArray(host);
        };
        row("http://localhost/health", "/health", "localhost");
        row("HTTP://[::1]:8770/a%20b?x=http://y/", "/a%20b?x=http://y/", "[::1]:8770");
        row("https://evil.example", "/", "evil.example");
        row("ws://localhost:8000?x=1", "/?x=1", "localhost:8000");
        row("wss://localhost/game/A/voice", "/game/A/voice", "localhost");
        // These are something else.
        row("/http://localhost/health", "/http://localhost/health", "page.example");
        row("/?u=http://localhost/", "/?u=http://localhost/", "page.example");
        row("ftp://localhost/health", "ftp://localhost/health", "page.example");
        row("*", "*", "page.example");
        row("localhost:8770", "localhost:8770", "page.example");
    }
    void takesTheAbsoluteForm()
    {
        QFETCH(QByteArray, target);
        const QByteArray text = "GET " + target +
                                " HTTP/1.1\r\nHost: page.example\r\nA: b\r\n"
                                "host: other.example\r\n\r\n";
        const auto head = parseRequestHead(text);
        QVERIFY(head.has_value());
        QTEST(head->target, "rest");
        QFETCH(QByteArray, host);
        const QByteArray asSent = "page.example, other.example";
        QCOMPARE(head->field("Host"), host == "page.example" ? asSent : host);
        QCOMPARE(head->field("A"), QByteArray("b"));
    }
    void putsNoHostInPlaceOfNone()
    {
        const auto head = parseRequestHead("GET http://localhost/ HTTP/1.1\r\nA: b\r\n\r\n");
        QVERIFY(head.has_value());
        QVERIFY(!head->field("Host"));
    }

    void findsTheEnd()
    {
        const QByteArray text = handshake();
        QCOMPARE(requestHeadSize(QByteArray(text + "frames")), text.size());
        for (qsizetype size = 0; size < text.size(); ++size)
            QVERIFY(!requestHeadSize(text.first(size)).has_value());
    }

    void refusesWhatIsNoRequest_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("empty") << QByteArray("\r\n\r\n");
        QTest::newRow("no version") << QByteArray("GET /\r\n\r\n");
        QTest::newRow("no target") << QByteArray("GET HTTP/1.1\r\n\r\n");
        QTest::newRow("empty target") << QByteArray("GET  HTTP/1.1\r\n\r\n");
        QTest::newRow("space in the target") << QByteArray("GET /a b HTTP/1.1\r\n\r\n");
        QTest::newRow("URL without a host") << QByteArray("GET http:///a HTTP/1.1\r\n\r\n");
        QTest::newRow("URL with a user") << QByteArray("GET http://a@localhost/ HTTP/1.1\r\n\r\n");
        QTest::newRow("HTTP/2") << QByteArray("PRI * HTTP/2.0\r\n\r\n");
        QTest::newRow("longer version") << QByteArray("GET / HTTP/1.10\r\n\r\n");
        QTest::newRow("bad method") << QByteArray("G(T / HTTP/1.1\r\n\r\n");
        QTest::newRow("field without colon") << QByteArray("GET / HTTP/1.1\r\nHost\r\n\r\n");
        QTest::newRow("field without name") << QByteArray("GET / HTTP/1.1\r\n: x\r\n\r\n");
        QTest::newRow("space before the colon") << QByteArray("GET / HTTP/1.1\r\nHost : x\r\n\r\n");
        QTest::newRow("folded field") << QByteArray("GET / HTTP/1.1\r\nHost: a\r\n b\r\n\r\n");
        QTest::newRow("no end") << QByteArray("GET / HTTP/1.1\r\nHost: a\r\n");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("NUL in a name") << QByteArray("GET / HTTP/1.1\r\nHo\0st: a\r\n\r\n", 28);
    }
    void refusesWhatIsNoRequest()
    {
        QFETCH(QByteArray, text);
        QVERIFY(!parseRequestHead(text).has_value());
    }

    void tellsHttpFromOtherProtocols()
    {
        QVERIFY(looksLikeHttp(""));
        QVERIFY(looksLikeHttp("G"));
        QVERIFY(looksLikeHttp("GET /"));
        QVERIFY(looksLikeHttp("OPTIONS * HTTP/1.1\r\n"));
        QVERIFY(!looksLikeHttp("\x16\x03\x01\x02"));
        QVERIFY(!looksLikeHttp(QByteArray(4, '\0')));
        QVERIFY(!looksLikeHttp("{\"command\":\"startup\"}"));
        QVERIFY(!looksLikeHttp(QByteArray(33, 'A')));
    }

    void knowsAPlainRequest()
    {
        const auto head = parseRequestHead("GET / HTTP/1.1\r\nHost: a\r\nUpgrade: h2c\r\n\r\n");
        QVERIFY(head.has_value());
        QVERIFY(!head->wantsWebSocket());
    }

    void namesTheFlaw_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("named");
        QTest::newRow("method") << handshake("GET", "POST") << QByteArray("method");
        QTest::newRow("connection") << handshake(", Upgrade") << QByteArray("Connection");
        QTest::newRow("host") << handshake("Host: localhost:8000\r\n") << QByteArray("Host");
        QTest::newRow("no key") << handshake("Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n")
                                << QByteArray("Sec-WebSocket-Key");
        QTest::newRow("short key")
            << handshake("dGhlIHNhbXBsZSBub25jZQ==", "dGhl") << QByteArray("Sec-WebSocket-Key");
        QTest::newRow("key is no Base64")
            << handshake("dGhlIHNhbXBsZSBub25jZQ==", "&&&&") << QByteArray("Sec-WebSocket-Key");
        QTest::newRow("version") << handshake("Version: 13", "Version: 8") << QByteArray("13");
    }
    void namesTheFlaw()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, named);
        const auto head = parseRequestHead(text);
        QVERIFY(head.has_value());
        QVERIFY2(webSocketFlaw(*head).contains(named), webSocketFlaw(*head).constData());
    }
};

QTEST_APPLESS_MAIN(TestRequestHead)
#include "tst_requesthead.moc"
