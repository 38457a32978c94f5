// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "storage/secretmask.h"

#include <QTest>

using namespace Qt::Literals::StringLiterals;
using neuro::storage::SecretMask;

class TestSecretMask : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void masksCredentialsByTheirLook_data();
    void masksCredentialsByTheirLook();
    void masksKnownSecrets_data();
    void masksKnownSecrets();
    void masksPatterns();
    void masksAllWhenAPatternGivesUp();
    void sharesWhatHasNoSecret();
    void masksBinary();
};

void TestSecretMask::masksCredentialsByTheirLook_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("masked");
    const auto row = [](const char *name, const QByteArray &text, const QByteArray &masked) {
        QTest::newRow(name) << text << masked;
    };
    row("nothing", "hello", "hello");
    row("empty", "", "");
    row("registration", R"({"type":"integration","auth_token":"abc","name":"x"})",
        R"({"type":"integration","auth_token":"***","name":"x"})");
    row("white space", "{\"auth_token\" :\n \"abc\" }", "{\"auth_token\" :\n \"***\" }");
    row("escapes in it", R"({"auth_token":"a\"b\\","x":1})", R"({"auth_token":"***","x":1})");
    row("JSON in JSON", R"({"data":"{\"auth_token\":\"abc\",\"b\":1}"})",
        R"({"data":"{\"auth_token\":\"***\",\"b\":1}"})");
    row("escapes in JSON in JSON", R"({"d":"{\"auth_token\":\"a\\\"b\\\\\",\"c\":\"d\"}"})",
        R"({"d":"{\"auth_token\":\"***\",\"c\":\"d\"}"})");
    row("not closed", R"({"auth_token":"abc)", R"({"auth_token":"***)");
    row("closed by a lone backslash", R"({"auth_token":"abc\)", R"({"auth_token":"***)");
    row("number", R"({"auth_token":12345})", R"({"auth_token":***})");
    row("null", R"({"auth_token":null})", R"({"auth_token":null})");
    row("empty value", R"({"auth_token":""})", R"({"auth_token":""})");
    row("twice", R"([{"auth_token":"a"},{"auth_token":"b"}])",
        R"([{"auth_token":"***"},{"auth_token":"***"}])");
    row("url", "GET /ws/me?client_type=ui&token=abc&x=1 HTTP/1.1",
        "GET /ws/me?client_type=ui&token=***&x=1 HTTP/1.1");
    row("url in JSON", R"({"url":"ws://h/ws/a?token=abc"})", R"({"url":"ws://h/ws/a?token=***"})");
    row("url at the end", "ws://h/?token=abc", "ws://h/?token=***");
    row("url, long name", "?auth_token=abc", "?auth_token=***");
    row("url without a value", "?token=", "?token=");
    row("header", "Authorization: Bearer abc.def\r\nHost: x",
        "Authorization: Bearer ***\r\nHost: x");
    row("header in lower case", "authorization:bearer abc", "authorization:bearer ***");
    row("header in upper case", "AUTHORIZATION: abc", "AUTHORIZATION: ***");
    row("header in JSON", R"({"Authorization":"Bearer abc","x":1})",
        R"({"Authorization":"Bearer ***","x":1})");
    row("mixed order", R"(Authorization: Bearer a
?token=b)",
        R"(Authorization: Bearer ***
?token=***)");
    row("about tokens", R"({"message":"You broke a token. okay, zzz"})",
        R"({"message":"You broke a token. okay, zzz"})");
    row("key alone", R"("auth_token")", R"("auth_token")");
    row("cut key", "k", "k");
    row("cut header", "authoriz", "authoriz");
}

void TestSecretMask::masksCredentialsByTheirLook()
{
    QFETCH(QByteArray, text);
    QTEST(SecretMask().masked(text), "masked");
    // What is masked stays as it is.
    QTEST(SecretMask().masked(SecretMask().masked(text)), "masked");
}

void TestSecretMask::masksKnownSecrets_data()
{
    QTest::addColumn<QStringList>("secrets");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("masked");
    QTest::newRow("anywhere") << QStringList(u"hunter22"_s) << QByteArray("ahunter22b hunter22")
                              << QByteArray("a***b ***");
    QTest::newRow("alone") << QStringList(u"hunter22"_s) << QByteArray("hunter22")
                           << QByteArray("***");
    QTest::newRow("too short") << QStringList(u"abc"_s) << QByteArray("abc") << QByteArray("abc");
    QTest::newRow("one in the other")
        << QStringList({u"secret"_s, u"secret-longer"_s}) << QByteArray("secret-longer secret")
        << QByteArray("*** ***");
    QTest::newRow("escaped in JSON")
        << QStringList(u"pa\"ss\\word"_s) << QByteArray(R"({"a":"pa\"ss\\word"} pa"ss\word)")
        << QByteArray(R"({"a":"***"} ***)");
    QTest::newRow("percent-encoded")
        << QStringList(u"a b/c&d"_s) << QByteArray("x=a%20b%2Fc%26d;") << QByteArray("x=***;");
    QTest::newRow("other script") << QStringList(u"g\u00e9heim"_s)
                                  << QByteArray("a g\xc3\xa9heim b") << QByteArray("a *** b");
}

void TestSecretMask::masksKnownSecrets()
{
    QFETCH(QStringList, secrets);
    QFETCH(QByteArray, text);
    const SecretMask mask(secrets, {});
    QTEST(mask.masked(text), "masked");
    QCOMPARE(mask.masked(QString::fromUtf8(text)), QString::fromUtf8(mask.masked(text)));
}

void TestSecretMask::masksPatterns()
{
    const SecretMask mask({}, {u"\\d{3}-\\d{3}"_s, u"(invalid"_s, u"(?<=pin )\\w+|x*"_s});
    QCOMPARE(mask.masked("a 123-456 b 99 \xc3\xa9 777-777"_ba), "a *** b 99 \xc3\xa9 ***"_ba);
    QCOMPARE(mask.masked("my pin abcd"_ba), "my pin ***"_ba);
    QCOMPARE(mask.masked("none"_ba), "none"_ba);
    QCOMPARE(mask.masked(u"a 123-456"_s), u"a ***"_s);
}

void TestSecretMask::masksAllWhenAPatternGivesUp()
{
    const SecretMask mask({}, {u"^(a+)+$"_s});
    QCOMPARE(mask.masked(QByteArray(5000, 'a') + "b"), "***"_ba);
    QCOMPARE(mask.masked("b"_ba), "b"_ba);
}

void TestSecretMask::sharesWhatHasNoSecret()
{
    const SecretMask mask({u"hunter22"_s}, {u"\\d{9}"_s});
    const QByteArray text = "a text with token and \"authorization\" in it";
    QVERIFY(mask.masked(text).isSharedWith(text));
}

void TestSecretMask::masksBinary()
{
    const SecretMask mask({u"hunter22"_s}, {u"abc"_s});
    QCOMPARE(mask.maskedBinary("\xff\x00hunter22abc"_ba), "\xff\x00***abc"_ba);
}

QTEST_GUILESS_MAIN(TestSecretMask)
#include "tst_secretmask.moc"
