// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "net/netlimits.h"
#include "net/statusrules.h"

#include <QTest>

using namespace neuro;
using namespace neuro::net;
using namespace Qt::Literals::StringLiterals;

namespace {

const QString standard = u"standard-0123456789"_s;
const QString enhanced = u"enhanced-0123456789"_s;
constexpr auto here = "127.0.0.1";
constexpr auto away = "192.0.2.7";

/// `fields` are separated by "|"; Host is added unless it is there.
StatusCall callOf(const QByteArray &line, const QByteArray &fields, const QString &peer,
                  StatusDoor door)
{
    QByteArray text = line + " HTTP/1.1\r\n";
    if (!fields.isEmpty())
        text += QByteArray(fields).replace("|", "\r\n") + "\r\n";
    if (!fields.startsWith("Host:") && !fields.contains("|Host:"))
        text += "Host: 127.0.0.1:8770\r\n";
    text += "\r\n";
    StatusCall call;
    call.head = parseRequestHead(text).value();
    call.headSize = 100;
    call.peer = QHostAddress(peer);
    call.door = door;
    return call;
}

QByteArray basic(const QString &password)
{
    const QByteArray pair = "anybody:" + password.toUtf8();
    return "Authorization: Basic " + pair.toBase64();
}

QByteArray bearer(const QString &token)
{
    return "Authorization: Bearer " + token.toUtf8();
}

} // namespace

class TestStatusRules : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void judges_data();
    void judges();
    void wantsNoHostInHttp10_data();
    void wantsNoHostInHttp10();
    void judgesFromAway_data();
    void judgesFromAway();
    void judgesRandy_data();
    void judgesRandy();
    void acceptsNoWeakTokenFromAway_data();
    void acceptsNoWeakTokenFromAway();
    void admitsNobodyWithoutTokens();
    void says_data();
    void says();
    void readsSizes_data();
    void readsSizes();
    void judgesMessages_data();
    void judgesMessages();

private:
    static int statusOf(const QByteArray &line, const QByteArray &fields, const QString &peer,
                        StatusDoor door = StatusDoor::Status);
    static std::optional<HttpAnswer> refusal(const StatusCall &call,
                                             const StatusSettings &settings);
};

std::optional<HttpAnswer> TestStatusRules::refusal(const StatusCall &call,
                                                   const StatusSettings &settings)
{
    TokenCheck tokens;
    tokens.setTokens(settings.standardToken, settings.enhancedToken);
    return refuseStatusCall(call, settings, tokens);
}

/// 0: served.
int TestStatusRules::statusOf(const QByteArray &line, const QByteArray &fields, const QString &peer,
                              StatusDoor door)
{
    StatusSettings settings;
    settings.standardToken = standard;
    settings.enhancedToken = enhanced;
    settings.allowedOrigins = {u"https://panel.example"_s};
    const auto refused = refusal(callOf(line, fields, peer, door), settings);
    return refused ? refused->status : 0;
}

void TestStatusRules::judges_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QByteArray>("fields");
    QTest::addColumn<int>("status");
    const auto row = [](const char *name, const QByteArray &line, const QByteArray &fields,
                        int status) {
        QTest::newRow(name) << line << fields << status;
    };
    const QByteArray good = "Content-Length: 2|" + bearer(enhanced);

    row("health", "GET /health", "", 0);
    row("health, HEAD", "HEAD /health", "", 0);
    row("health with a query", "GET /health?verbose=1", "", 0);
    row("stats", "GET /stats", "", 0);
    row("stats, HEAD", "HEAD /stats", "", 0);
    row("metrics", "GET /metrics", "", 0);
    row("metrics, HEAD", "HEAD /metrics", "", 0);
    row("dashboard", "GET /", "", 0);
    row("dashboard, HEAD", "HEAD /", "", 0);
    row("send", "POST /send", good, 0);
    row("send, scheme in capitals", "POST /send",
        "Content-Length: 2|Authorization: BEARER " + enhanced.toUtf8(), 0);

    row("unknown path", "GET /nothing", "", 404);
    row("path with a slash too many", "GET /health/", "", 404);
    row("encoded path", "GET /%68ealth", "", 404);
    row("path upwards", "GET /../etc/passwd", "", 404);
    row("absolute target", "GET http://127.0.0.1/health", "", 0);
    row("absolute target of another protocol", "GET ftp://127.0.0.1/health", "", 404);
    row("star", "OPTIONS *", "", 404);
    row("POST to health", "POST /health", good, 405);
    row("POST to stats", "POST /stats", good, 405);
    row("POST to metrics", "POST /metrics", good, 405);
    row("POST to the dashboard", "POST /", good, 405);
    row("DELETE health", "DELETE /health", "", 405);
    row("unknown method", "BREW /health", "", 405);
    row("method in small letters", "get /health", "", 405);
    row("GET send", "GET /send", "", 405);
    row("HEAD send", "HEAD /send", "", 405);
    row("PUT send", "PUT /send", good, 405);

    row("send without a token", "POST /send", "Content-Length: 2", 401);
    row("send with a wrong token", "POST /send",
        "Content-Length: 2|Authorization: Bearer enhanced-012345678", 401);
    row("send with a longer token", "POST /send",
        "Content-Length: 2|Authorization: Bearer " + enhanced.toUtf8() + "0", 401);
    row("send with an empty token", "POST /send", "Content-Length: 2|Authorization: Bearer ", 401);
    row("send with a bare token", "POST /send",
        "Content-Length: 2|Authorization: " + enhanced.toUtf8(), 401);
    row("send with two tokens", "POST /send", good + '|' + bearer(enhanced), 401);
    row("send with a browser's password", "POST /send", "Content-Length: 2|" + basic(enhanced),
        401);
    row("send with the standard token", "POST /send", "Content-Length: 2|" + bearer(standard), 403);

    row("send from a local page", "POST /send", good + "|Origin: http://localhost:3000", 0);
    row("send from the dashboard", "POST /send", good + "|Origin: http://127.0.0.1:8770", 0);
    row("send from an allowed page", "POST /send", good + "|Origin: https://Panel.example:443", 0);
    row("send from a foreign page", "POST /send", good + "|Origin: https://page.example", 403);
    row("send from no page in particular", "POST /send", good + "|Origin: null", 403);
    row("look from a foreign page", "GET /health", "Origin: https://page.example", 0);

    row("localhost", "GET /stats", "Host: localhost:8770", 0);
    row("localhost without a port", "GET /stats", "Host: localhost", 0);
    row("LOCALHOST", "GET /stats", "Host: LOCALHOST:8770", 0);
    row("another loopback", "GET /stats", "Host: 127.9.9.9:1", 0);
    row("IPv6", "GET /stats", "Host: [::1]:8770", 0);
    row("rebound name", "GET /stats", "Host: page.example:8770", 421);
    row("rebound name, health", "GET /health", "Host: page.example:8770", 421);
    row("rebound name, send", "POST /send", good + "|Host: page.example:8770", 421);
    row("localhost of somebody", "GET /stats", "Host: localhost.page.example", 421);
    row("number that is a name", "GET /stats", "Host: 127.0.0.1.page.example", 421);
    row("user before the host", "GET /stats", "Host: 127.0.0.1@page.example", 421);
    row("two hosts", "GET /stats", "Host: localhost|Host: page.example", 421);
    row("empty host", "GET /stats", "Host: ", 400);
    row("absolute form", "GET http://localhost:8770/stats", "Host: localhost:8770", 0);
    row("absolute form, other Host", "GET http://localhost:8770/stats", "Host: page.example", 0);
    row("absolute form, rebound name", "GET http://page.example:8770/stats", "Host: localhost",
        421);
    row("absolute form, nothing there", "GET http://localhost/stat", "Host: localhost", 404);

    row("send without a size", "POST /send", bearer(enhanced), 411);
    row("send in chunks", "POST /send", good + "|Transfer-Encoding: chunked", 411);
    row("a size that is none", "POST /send", bearer(enhanced) + "|Content-Length: many", 400);
    row("a negative size", "POST /send", bearer(enhanced) + "|Content-Length: -1", 400);
    row("two sizes", "POST /send", good + "|Content-Length: 3", 400);
    row("the largest body", "POST /send",
        bearer(enhanced) + "|Content-Length: " + QByteArray::number(limits::statusRequest - 100),
        0);
    row("a byte more", "POST /send",
        bearer(enhanced) + "|Content-Length: " + QByteArray::number(limits::statusRequest - 99),
        413);
    row("beyond every number", "POST /send",
        bearer(enhanced) + "|Content-Length: 99999999999999999999999", 413);
    row("a large body for health", "GET /health", "Content-Length: 1048577", 413);
    row("a WebSocket", "GET /", "Upgrade: websocket|Connection: Upgrade", 400);
}

void TestStatusRules::judges()
{
    QFETCH(QByteArray, line);
    QFETCH(QByteArray, fields);
    QFETCH(int, status);
    QCOMPARE(statusOf(line, fields, QString::fromLatin1(here)), status);
    QCOMPARE(statusOf(line, fields, u"::1"_s), status);
    QCOMPARE(statusOf(line, fields, u"::ffff:127.0.0.1"_s), status);
    QCOMPARE(statusOf(line, fields, QString::fromLatin1(here), StatusDoor::Diverted), status);
}

void TestStatusRules::wantsNoHostInHttp10_data()
{
    QTest::addColumn<QByteArray>("head");
    QTest::addColumn<QString>("peer");
    QTest::addColumn<int>("status");
    const auto row = [](const char *name, const QByteArray &head, const char *peer, int status) {
        QTest::newRow(name) << head + "\r\n\r\n" << QString::fromLatin1(peer) << status;
    };
    row("1.0", "GET /health HTTP/1.0", here, 0);
    row("1.0 over IPv6", "GET /stats HTTP/1.0", "::1", 0);
    row("1.1", "GET /health HTTP/1.1", here, 400);
    row("1.0 from away", "GET /health HTTP/1.0", away, 400);
    row("1.0 with a host", "GET /health HTTP/1.0\r\nHost: localhost", here, 0);
    row("1.0 with an empty host", "GET /health HTTP/1.0\r\nHost:", here, 400);
    row("1.0 with a rebound name", "GET /health HTTP/1.0\r\nHost: page.example", here, 421);
    row("1.0, absolute, rebound name", "GET http://page.example/health HTTP/1.0", here, 421);
    row("1.0, absolute", "GET http://localhost/health HTTP/1.0", here, 0);
    row("1.0 without a token", "POST /send HTTP/1.0\r\nContent-Length: 2", here, 401);
}

void TestStatusRules::wantsNoHostInHttp10()
{
    QFETCH(QByteArray, head);
    QFETCH(QString, peer);
    QFETCH(int, status);
    StatusCall call;
    call.head = parseRequestHead(head).value();
    call.headSize = head.size();
    call.peer = QHostAddress(peer);
    StatusSettings settings;
    settings.enhancedToken = enhanced;
    const auto refused = refusal(call, settings);
    QCOMPARE(refused ? refused->status : 0, status);
}

void TestStatusRules::judgesFromAway_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QByteArray>("fields");
    QTest::addColumn<int>("status");
    const auto row = [](const QByteArray &name, const QByteArray &line, const QByteArray &fields,
                        int status) {
        QTest::newRow(name.constData()) << line << fields << status;
    };
    for (const QByteArray path : {"/stats", "/metrics", "/"}) {
        row("nothing " + path, "GET " + path, "", 401);
        row("standard " + path, "GET " + path, bearer(standard), 0);
        row("enhanced " + path, "HEAD " + path, bearer(enhanced), 0);
        row("password " + path, "GET " + path, basic(standard), 0);
        row("wrong " + path, "GET " + path, bearer(u"standard-0123456788"_s), 401);
        row("wrong password " + path, "GET " + path, basic(u"standard"_s), 401);
        row("no password " + path, "GET " + path, "Authorization: Basic !!!!", 401);
        row("digest " + path, "GET " + path, "Authorization: Digest " + standard.toUtf8(), 401);
    }
    row("health", "GET /health", "", 0);
    row("health under any name", "GET /health", "Host: relay.example:8770", 0);
    row("stats under any name", "GET /stats", "Host: relay.example:8770|" + bearer(standard), 0);
    row("unknown path", "GET /secret", "", 401);
    row("unknown path with a token", "GET /secret", bearer(standard), 404);
    row("send", "POST /send", "Content-Length: 2|" + bearer(enhanced), 0);
    row("send, standard", "POST /send", "Content-Length: 2|" + bearer(standard), 403);
    row("send, nothing", "POST /send", "Content-Length: 2", 401);
    row("send from its own page", "POST /send",
        "Content-Length: 2|Host: relay.example:8770|Origin: http://relay.example:8770|" +
            bearer(enhanced),
        0);
    row("send from another port's page", "POST /send",
        "Content-Length: 2|Host: relay.example:8770|Origin: http://relay.example:80|" +
            bearer(enhanced),
        403);
}

void TestStatusRules::judgesFromAway()
{
    QFETCH(QByteArray, line);
    QFETCH(QByteArray, fields);
    QFETCH(int, status);
    QCOMPARE(statusOf(line, fields, QString::fromLatin1(away)), status);
    QCOMPARE(statusOf(line, fields, u"2001:db8::7"_s), status);
    QCOMPARE(statusOf(line, fields, QString::fromLatin1(away), StatusDoor::Diverted), status);
}

void TestStatusRules::judgesRandy_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QByteArray>("fields");
    QTest::addColumn<int>("status");
    const auto row = [](const char *name, const QByteArray &line, const QByteArray &fields,
                        int status) {
        QTest::newRow(name) << line << fields << status;
    };
    const QByteArray json = "Content-Length: 2|Content-Type: application/json";
    row("message", "POST /", json, 0);
    row("with its character set", "POST /",
        "Content-Length: 2|Content-Type: Application/JSON; charset=utf-8", 0);
    row("localhost", "POST /", json + "|Host: localhost:1337", 0);
    row("rebound name", "POST /", json + "|Host: page.example:1337", 421);
    row("page", "POST /", json + "|Origin: https://page.example", 403);
    row("local page", "POST /", json + "|Origin: http://localhost", 403);
    row("no page", "POST /", json + "|Origin: null", 403);
    row("form", "POST /", "Content-Length: 2|Content-Type: application/x-www-form-urlencoded", 415);
    row("text", "POST /", "Content-Length: 2|Content-Type: text/plain", 415);
    row("no type", "POST /", "Content-Length: 2", 415);
    row("no size", "POST /", "Content-Type: application/json", 411);
    row("too large", "POST /", "Content-Length: 1048570|Content-Type: application/json", 413);
    row("look", "GET /", "", 405);
    row("health", "GET /health", "", 404);
    row("send", "POST /send", json + '|' + bearer(enhanced), 404);
}

void TestStatusRules::judgesRandy()
{
    QFETCH(QByteArray, line);
    QFETCH(QByteArray, fields);
    QFETCH(int, status);
    QCOMPARE(statusOf(line, fields, QString::fromLatin1(here), StatusDoor::Randy), status);
}

void TestStatusRules::acceptsNoWeakTokenFromAway_data()
{
    QTest::addColumn<QString>("token");
    QTest::newRow("published") << u"super-secret-token"_s;
    QTest::newRow("short") << u"fifteen-letters"_s;
}

void TestStatusRules::acceptsNoWeakTokenFromAway()
{
    QFETCH(QString, token);
    StatusSettings settings;
    settings.standardToken = token;
    settings.enhancedToken = token;
    const auto status = [&settings, &token](const QByteArray &line, const QString &peer) {
        const QByteArray fields = "Content-Length: 2|" + bearer(token);
        const auto refused = refusal(callOf(line, fields, peer, StatusDoor::Status), settings);
        return refused ? refused->status : 0;
    };
    QCOMPARE(status("GET /stats", QString::fromLatin1(away)), 401);
    QCOMPARE(status("POST /send", QString::fromLatin1(away)), 401);
    QCOMPARE(status("GET /stats", QString::fromLatin1(here)), 0);
    QCOMPARE(status("POST /send", QString::fromLatin1(here)), 0);
}

void TestStatusRules::admitsNobodyWithoutTokens()
{
    const StatusSettings settings;
    for (const QByteArray &fields :
         {QByteArray(), QByteArray("Authorization: Bearer "), basic(QString())}) {
        const auto stats = refusal(
            callOf("GET /stats", fields, QString::fromLatin1(away), StatusDoor::Status), settings);
        QVERIFY(stats);
        QCOMPARE(stats->status, 401);
        const auto send = refusal(
            callOf("POST /send", fields, QString::fromLatin1(here), StatusDoor::Status), settings);
        QVERIFY(send);
        QCOMPARE(send->status, 403);
        QVERIFY(send->body.contains("dependency-authentication.neuro-os.auth_token"));
    }
}

void TestStatusRules::says_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QByteArray>("fields");
    QTest::addColumn<QString>("peer");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("field");
    const auto row = [](const char *name, const QByteArray &line, const QByteArray &fields,
                        const char *peer, const QByteArray &text, const QByteArray &field) {
        QTest::newRow(name) << line << fields << QString::fromLatin1(peer) << text << field;
    };
    row("404", "GET /x", "", here, "Try /, /health, /stats, /metrics, /send.", "");
    row("405", "PUT /send", "", here, "takes POST only", "Allow: POST");
    row("405, two", "POST /stats", "", here, "takes GET, HEAD only", "Allow: GET, HEAD");
    row("401 from away", "GET /stats", "", away, "Authorization: Bearer TOKEN",
        "WWW-Authenticate: Basic realm=\"Neuro Relay\", charset=\"UTF-8\"");
    row("401 to send", "POST /send", "Content-Length: 2", here, "Authorization: Bearer TOKEN",
        "WWW-Authenticate: Bearer realm=\"Neuro Relay\"");
    row("413", "POST /send", "Content-Length: 1048577|" + bearer(enhanced), here,
        "1048576 bytes long, this one would be 1048677", "");
    row("403", "POST /send", "Content-Length: 2|Origin: https://page.example", here,
        "Pages of this origin may not send", "");
    row("421", "GET /", "Host: page.example", here, "localhost, 127.0.0.1 and [::1] only", "");
}

void TestStatusRules::says()
{
    QFETCH(QByteArray, line);
    QFETCH(QByteArray, fields);
    QFETCH(QString, peer);
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, field);
    field.prepend("\r\n");
    StatusSettings settings;
    settings.standardToken = standard;
    settings.enhancedToken = enhanced;
    const auto refused = refusal(callOf(line, fields, peer, StatusDoor::Status), settings);
    QVERIFY(refused);
    QVERIFY2(refused->body.contains(text), refused->body.constData());
    const QByteArray bytes = httpBytes(*refused, false);
    QVERIFY2(bytes.contains(field), bytes.constData());
    QVERIFY(!bytes.contains(standard.toUtf8()) && !bytes.contains(enhanced.toUtf8()));
}

void TestStatusRules::readsSizes_data()
{
    QTest::addColumn<QByteArray>("fields");
    QTest::addColumn<qint64>("size");
    QTest::newRow("none") << QByteArray() << qint64(0);
    QTest::newRow("number") << QByteArray("Content-Length: 17") << qint64(17);
    QTest::newRow("zeros") << QByteArray("Content-Length: 0017") << qint64(17);
    QTest::newRow("plus") << QByteArray("Content-Length: +17") << qint64(-1);
    QTest::newRow("hexadecimal") << QByteArray("Content-Length: 0x11") << qint64(-1);
    QTest::newRow("list") << QByteArray("Content-Length: 17, 17") << qint64(-1);
    QTest::newRow("empty") << QByteArray("Content-Length: ") << qint64(-1);
    QTest::newRow("huge") << QByteArray("Content-Length: 18446744073709551616")
                          << limits::statusRequest * 2;
}

void TestStatusRules::readsSizes()
{
    QFETCH(QByteArray, fields);
    QFETCH(qint64, size);
    const StatusCall call = callOf("POST /send", fields, u"::1"_s, StatusDoor::Status);
    QCOMPARE(statusBodySize(call.head).value_or(-1), size);
}

void TestStatusRules::judgesMessages_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("status"); ///< Why the status door refuses; empty: it does not.
    QTest::addColumn<QByteArray>("randy");
    const auto row = [](const char *name, const QByteArray &body, const QByteArray &status,
                        const QByteArray &randy) {
        QTest::newRow(name) << body << status << randy;
    };
    row("action", R"({"command":"action","data":{"id":"1","name":"jump"}})", "", "");
    row("shutdown", "\n {\"command\":\"shutdown/immediate\"}\n", "", "");
    row("speech", R"({"command":"speech_finished","data":{"isFinal":true}})", "", "");
    row("of a newer server", R"({"command":"dance"})", "unknown_command at command", "");
    row("a game's", R"({"command":"context","game":"x","data":{}})", "unknown_command", "");
    row("without a command", R"({"data":{}})", "missing_field", "string \"command\"");
    row("action without a name", R"({"command":"action","data":{"id":"1"}})",
        "missing_field at data.name", "");
    row("list", "[]", "wrong_type", "must be a JSON object");
    row("command that is none", R"({"command":7})", "wrong_type at command", "string \"command\"");
    row("nothing", "", "invalid_json", "must be JSON");
    row("no JSON", R"({"command":})", "invalid_json", "At byte 11");
    row("two objects", "{}{}", "invalid_json", "must be JSON");
    row("not UTF-8", "{\"command\":\"\xff\"}", "invalid_json", "must be JSON");
    row("deep", QByteArray(600, '['), "invalid_json", "must be JSON");
}

void TestStatusRules::judgesMessages()
{
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, status);
    QFETCH(QByteArray, randy);
    const auto check = [&body](StatusDoor door, const QByteArray &expected) {
        const auto refused = refuseMessage(body, door);
        QCOMPARE(refused.has_value(), !expected.isEmpty());
        if (!refused)
            return;
        QCOMPARE(refused->status, 400);
        QVERIFY2(refused->body.contains(expected), refused->body.constData());
    };
    check(StatusDoor::Status, status);
    check(StatusDoor::Randy, randy);
}

QTEST_APPLESS_MAIN(TestStatusRules)
#include "tst_statusrules.moc"
