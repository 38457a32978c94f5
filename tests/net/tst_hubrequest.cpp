// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "net/hubrequest.h"
#include "net/requesthead.h"
#include "net/tokencheck.h"

#include <QTest>

using namespace neuro;
using namespace neuro::net;
using namespace Qt::Literals::StringLiterals;

using relay::HubRequest;
using relay::HubToken;

namespace {

const QString strong = u"a token & nothing+else"_s;
const QString enhanced = u"the-enhanced-token-of-all"_s;

HubRequest readFrom(const char *peer, const QByteArray &target, const QByteArray &fields = {},
                    const QString &standard = strong)
{
    const QByteArray text = "GET " + target + " HTTP/1.1\r\nHost: x\r\n" + fields + "\r\n";
    TokenCheck tokens;
    tokens.setTokens(standard, enhanced);
    const QStringList secrets =
        standard.isEmpty() ? QStringList() : QStringList{standard, enhanced};
    return readHubRequest(*parseRequestHead(text), QHostAddress(QString::fromLatin1(peer)), 4711,
                          tokens, secrets);
}

HubRequest read(const QByteArray &target, const QByteArray &fields = {})
{
    return readFrom("127.0.0.1", target, fields);
}

/// As a test's failure shows it.
QByteArray nameOf(HubToken token)
{
    switch (token) {
    case HubToken::None:
        return "none";
    case HubToken::Wrong:
        return "wrong";
    case HubToken::Weak:
        return "weak";
    case HubToken::Right:
        return "right";
    }
    Q_UNREACHABLE();
}

} // namespace

class TestHubRequest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsIds_data();
    void readsIds();
    void readsTypes_data();
    void readsTypes();
    void judgesTokens_data();
    void judgesTokens();
    void judgesWeakTokens_data();
    void judgesWeakTokens();
    void needsATokenToCompareWith();
    void tellsProgramsFromPages_data();
    void tellsProgramsFromPages();
    void tellsWhereItCameFrom();
    void takesOutMisplacedTokens_data();
    void takesOutMisplacedTokens();
};

void TestHubRequest::readsIds_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QString>("id");
    QTest::newRow("plain") << QByteArray("/ws/board-1") << u"board-1"_s;
    QTest::newRow("with a query") << QByteArray("/ws/a?client_type=ui") << u"a"_s;
    QTest::newRow("encoded") << QByteArray("/ws/a%20b%2Fc%3F%25") << u"a b/c?%"_s;
    QTest::newRow("UTF-8") << QByteArray("/ws/%E6%BC%A2") << u"漢"_s;
    QTest::newRow("a plus is a plus") << QByteArray("/ws/a+b") << u"a+b"_s;
    QTest::newRow("with a slash") << QByteArray("/ws/a/b") << u"a/b"_s;
    QTest::newRow("empty") << QByteArray("/ws/") << u""_s;
    QTest::newRow("empty with a query") << QByteArray("/ws/?x") << u""_s;
    QTest::newRow("no UTF-8") << QByteArray("/ws/a%FF") << QString();
    QTest::newRow("half a character") << QByteArray("/ws/a%E6%BC") << QString();
}

void TestHubRequest::readsIds()
{
    QFETCH(QByteArray, target);
    QFETCH(QString, id);
    const HubRequest request = read(target);
    QCOMPARE(request.clientId.has_value(), !id.isNull());
    if (!id.isNull())
        QCOMPARE(*request.clientId, id);
    QVERIFY(!request.isSecretMisplaced);
}

void TestHubRequest::readsTypes_data()
{
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<QString>("type");
    QTest::newRow("none") << QByteArray() << QString();
    QTest::newRow("an empty query") << QByteArray("?") << QString();
    QTest::newRow("another name") << QByteArray("?type=agent&client_types=ui") << QString();
    QTest::newRow("one") << QByteArray("?client_type=agent") << u"agent"_s;
    QTest::newRow("among others") << QByteArray("?a=b&&client_type=agent&c") << u"agent"_s;
    QTest::newRow("encoded") << QByteArray("?client%5Ftype=%61gent") << u"agent"_s;
    QTest::newRow("the last one") << QByteArray("?client_type=ui&client_type=agent") << u"agent"_s;
    QTest::newRow("empty") << QByteArray("?client_type=") << u""_s;
    QTest::newRow("without a value") << QByteArray("?client_type") << u""_s;
    QTest::newRow("with an equals sign") << QByteArray("?client_type=a=b") << u"a=b"_s;
    QTest::newRow("no UTF-8") << QByteArray("?client_type=%FF") << u""_s;
}

void TestHubRequest::readsTypes()
{
    QFETCH(QByteArray, query);
    QFETCH(QString, type);
    const HubRequest request = read("/ws/me" + query);
    QCOMPARE(*request.clientId, u"me"_s);
    QCOMPARE(request.clientType.has_value(), !type.isNull());
    if (!type.isNull())
        QCOMPARE(*request.clientType, type);
}

void TestHubRequest::judgesTokens_data()
{
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<QByteArray>("fields");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char *name, const char *query, const char *fields,
                        const char *expected) {
        QTest::newRow(name) << QByteArray(query) << QByteArray(fields) << QByteArray(expected);
    };
    row("none", "", "", "none");
    row("empty", "?token=", "", "none");
    row("encoded", "?token=a%20token%20%26%20nothing%2Belse", "", "right");
    row("as a form encodes it", "?token=a+token+%26+nothing%2Belse", "", "right");
    row("with a bare plus", "?token=a%20token%20%26%20nothing+else", "", "right");
    row("the enhanced one", "?token=the-enhanced-token-of-all", "", "right");
    row("a wrong one", "?token=a", "", "wrong");
    row("no UTF-8", "?token=%FF%00", "", "wrong");
    row("in the field", "", "Authorization: Bearer a token & nothing+else\r\n", "right");
    row("in the field, spelt otherwise", "", "authorization: bearer the-enhanced-token-of-all\r\n",
        "right");
    row("a wrong one in the field", "", "Authorization: Bearer a\r\n", "wrong");
    row("an empty field", "", "Authorization: Bearer \r\n", "none");
    row("another scheme", "", "Authorization: Basic YTpi\r\n", "none");
    row("the field makes it right", "?token=a",
        "Authorization: Bearer the-enhanced-token-of-all\r\n", "right");
    row("the last one", "?token=the-enhanced-token-of-all&token=a", "", "wrong");
}

void TestHubRequest::judgesTokens()
{
    QFETCH(QByteArray, query);
    QFETCH(QByteArray, fields);
    QFETCH(QByteArray, expected);
    for (const char *peer : {"127.0.0.1", "192.0.2.7"}) {
        const HubRequest request = readFrom(peer, "/ws/me" + query, fields);
        QCOMPARE(nameOf(request.token), expected);
        QCOMPARE(*request.clientId, u"me"_s);
    }
}

void TestHubRequest::judgesWeakTokens_data()
{
    QTest::addColumn<QByteArray>("peer");
    QTest::addColumn<QByteArray>("fields");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char *name, const char *peer, const char *fields,
                        const char *expected) {
        QTest::newRow(name) << QByteArray(peer) << QByteArray(fields) << QByteArray(expected);
    };
    row("on this computer", "127.0.0.1", "", "right");
    row("on this computer, IPv6", "::1", "", "right");
    row("on this computer, mapped", "::ffff:127.0.0.1", "", "right");
    row("a page of this computer", "127.0.0.1", "Origin: http://localhost:5173\r\n", "right");
    row("a page from anywhere", "127.0.0.1", "Origin: https://page.example\r\n", "weak");
    row("a page from nowhere", "127.0.0.1", "Origin: null\r\n", "weak");
    row("from afar", "192.168.1.20", "", "weak");
    row("from afar as if it were here", "192.168.1.20", "Origin: http://localhost\r\n", "weak");
}

void TestHubRequest::judgesWeakTokens()
{
    QFETCH(QByteArray, peer);
    QFETCH(QByteArray, fields);
    QFETCH(QByteArray, expected);
    for (const QString &weak : {u"super-secret-token"_s, u"short"_s}) {
        const HubRequest request =
            readFrom(peer.constData(), "/ws/me?token=" + weak.toUtf8(), fields, weak);
        QCOMPARE(nameOf(request.token), expected);
        QCOMPARE(nameOf(readFrom(peer.constData(), "/ws/me?token=x", fields, weak).token), "wrong");
    }
}

void TestHubRequest::needsATokenToCompareWith()
{
    QCOMPARE(nameOf(readFrom("127.0.0.1", "/ws/me?token=x", {}, QString()).token), "none");
}

void TestHubRequest::tellsProgramsFromPages_data()
{
    QTest::addColumn<QByteArray>("peer");
    QTest::addColumn<QByteArray>("fields");
    QTest::addColumn<bool>("isLocalProgram");
    QTest::newRow("a program") << QByteArray("127.0.0.1") << QByteArray() << true;
    QTest::newRow("IPv6") << QByteArray("::1") << QByteArray() << true;
    QTest::newRow("mapped") << QByteArray("::ffff:127.0.0.1") << QByteArray() << true;
    QTest::newRow("a page") << QByteArray("127.0.0.1") << QByteArray("Origin: http://localhost\r\n")
                            << false;
    QTest::newRow("an empty origin")
        << QByteArray("127.0.0.1") << QByteArray("Origin:\r\n") << false;
    QTest::newRow("from afar") << QByteArray("10.0.0.1") << QByteArray() << false;
}

void TestHubRequest::tellsProgramsFromPages()
{
    QFETCH(QByteArray, peer);
    QFETCH(QByteArray, fields);
    QFETCH(bool, isLocalProgram);
    QCOMPARE(readFrom(peer.constData(), "/ws/me", fields).isLocalProgram, isLocalProgram);
}

void TestHubRequest::tellsWhereItCameFrom()
{
    QCOMPARE(read("/ws/me").address, u"127.0.0.1:4711"_s);
    QCOMPARE(read("/ws/me").host, u"127.0.0.1"_s);
    QCOMPARE(readFrom("fe80::1%eth0", "/ws/me").address, u"[fe80::1]:4711"_s);
    QCOMPARE(readFrom("fe80::1%eth0", "/ws/me").host, u"fe80::1"_s);
}

void TestHubRequest::takesOutMisplacedTokens_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QString>("id");
    QTest::addColumn<QString>("type");
    QTest::newRow("for want of a question mark")
        << QByteArray("/ws/me&token=guess-me&client_type=ui") << u"me&***"_s << QString();
    QTest::newRow("encoded") << QByteArray("/ws/me%26TOKEN%3Dguess-me") << u"me&***"_s << QString();
    QTest::newRow("for want of an ampersand")
        << QByteArray("/ws/me?client_type=ui?token=guess-me") << u"me"_s << u"ui?***"_s;
    QTest::newRow("as the id") << QByteArray("/ws/the-enhanced-token-of-all") << u"***"_s
                               << QString();
    QTest::newRow("as the type") << QByteArray(
                                        "/ws/me?client_type=x%20a%20token%20%26%20nothing%2Belse")
                                 << u"me"_s << u"x ***"_s;
}

void TestHubRequest::takesOutMisplacedTokens()
{
    QFETCH(QByteArray, target);
    QFETCH(QString, id);
    QFETCH(QString, type);
    const HubRequest request = read(target);
    QVERIFY(request.isSecretMisplaced);
    QCOMPARE(*request.clientId, id);
    QCOMPARE(request.clientType.value_or(QString()), type);
    // A short one may be part of an id by chance.
    QVERIFY(!readFrom("127.0.0.1", "/ws/shortest", {}, u"short"_s).isSecretMisplaced);
}

QTEST_GUILESS_MAIN(TestHubRequest)
#include "tst_hubrequest.moc"
