// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "storage/secretmask.h"
#include "storage/spellings.h"

#include <QJsonDocument>
#include <QRandomGenerator>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using neuro::storage::SecretMask;
using neuro::tests::Spelling;

class TestSecretMask : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void masksCredentialsByTheirLook_data();
    void masksCredentialsByTheirLook();
    void masksKnownSecrets_data();
    void masksKnownSecrets();
    void masksEverySpelling_data();
    void masksEverySpelling();
    void masksMixedSpellings();
    void keepsJsonWhole_data();
    void keepsJsonWhole();
    void keepsOtherTexts_data();
    void keepsOtherTexts();
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
    row("key with escapes", R"({"auth\u005ftoken":"abc","\u0061uth_\u0074\u006Fken":"d\u0022e"})",
        R"({"auth\u005ftoken":"***","\u0061uth_\u0074\u006Fken":"***"})");
    row("JSON in JSON as .NET writes it",
        R"({"d":"{\u0022auth_token\u0022:\u0022a\\\u0022b\u0022,\u0022c\u0022:\u0022d\u0022}"})",
        R"({"d":"{\u0022auth_token\u0022:\u0022***\u0022,\u0022c\u0022:\u0022d\u0022}"})");
    row("and in another string",
        R"({"d":"{\\u0022auth_token\\u0022:\\u0022abc\\u0022,\\u0022c\\u0022:1}"})",
        R"({"d":"{\\u0022auth_token\\u0022:\\u0022***\\u0022,\\u0022c\\u0022:1}"})");
    row("header with escapes", R"({"Authori\u007aation":"Bearer abc"})",
        R"({"Authori\u007aation":"Bearer ***"})");
    row("url with escapes", R"({"url":"ws://h/?a=1\u0026\u0074oken\u003dabc\u0026x=1"})",
        R"({"url":"ws://h/?a=1\u0026\u0074oken\u003d***\u0026x=1"})");
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
    QTest::newRow("percent-encoded in lower case")
        << QStringList(u"a b/c&d"_s) << QByteArray("x=a%20b%2fc&d;") << QByteArray("x=***;");
    QTest::newRow("side by side") << QStringList(u"hunter22"_s)
                                  << QByteArray(R"(hunter22\u0068unter22)") << QByteArray("******");
    QTest::newRow("one over the other") << QStringList({u"abcdef"_s, u"defghi"_s})
                                        << QByteArray(R"(abc\u0064efghi)") << QByteArray("***");
    const QStringList two = {u"Abcdefgh-token-number-one"_s, u"Abcdefgh-token-number-two-is-it"_s};
    const auto cut = [&two](const char *name, const QByteArray &text, const QByteArray &masked) {
        QTest::newRow(name) << two << text << masked;
    };
    cut("cut", "x Abcdefgh-token-number-o\u2026 y", "x ***\u2026 y");
    cut("cut where both are alike", "Abcdefgh-tok\u2026", "***\u2026");
    cut("cut before there is much of it", "Abcdefgh-to\u2026", "Abcdefgh-to\u2026");
    cut("whole before a cut", "Abcdefgh-token-number-one\u2026", "***\u2026");
    cut("cut, but not there", "Abcdefgh-token- \u2026", "Abcdefgh-token- \u2026");
    cut("the end is no beginning", "bcdefgh-token-number-one\u2026",
        "bcdefgh-token-number-one\u2026");
    cut("cut, all escaped", R"(\u0041bcdefgh-token\u2026)", R"(***\u2026)");
    cut("cut, escaped in front", "\\u0041bcdefgh-token\u2026", "***\u2026");
    cut("cut in an escape", "Abcdefgh-token\\u00\u2026 and \\u0041bcdefgh-token\\\u2026",
        "***\u2026 and ***\u2026");
    cut("cut, percent-encoded", "%41bcdefgh-token\u2026", "***\u2026");
    cut("many cuts", "\u2026\u2026Abcdefgh-token-\u2026\u2026Abcdefgh-token-number-t\u2026",
        "\u2026\u2026***\u2026\u2026***\u2026");
    cut("half a mark", "Abcdefgh-token\xe2\x80", "Abcdefgh-token\xe2\x80");
    QTest::newRow("half of a long one")
        << QStringList(QString(40, u'k')) << QByteArray(QByteArray(20, 'k') + "\u2026")
        << QByteArray("***\u2026");
    QTest::newRow("less than half of a long one")
        << QStringList(QString(40, u'k')) << QByteArray(QByteArray(19, 'k') + "\u2026")
        << QByteArray(QByteArray(19, 'k') + "\u2026");
    QTest::newRow("a short one is whole or not there")
        << QStringList(u"short-token"_s) << QByteArray("short-toke\u2026")
        << QByteArray("short-toke\u2026");
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

namespace {

const QStringList spelledSecrets = {u"Schl\u00fcssel-f\u00fcr-alle-Tage"_s,
                                    u"q8k/Zr+TnW0yJx3LwQb5Yg=="_s, u"pa\"ss\\w\u2019rd"_s,
                                    u"note\U0001F511book"_s};

/// A string of JSON without its quotes, each character in a way of its own.
QByteArray randomJson(const QString &text, QRandomGenerator &random)
{
    QByteArray out;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const char16_t unit = text[i].unicode();
        const bool isPair = QChar::isHighSurrogate(unit);
        const bool isShort = unit == u'"' || unit == u'\\' || unit == u'/';
        const int choice = random.bounded(6);
        if (choice == 0 || (choice < 3 && unit >= 0x80)) {
            for (const QChar one : text.sliced(i, isPair ? 2 : 1))
                out += "\\u" + QByteArray::number(one.unicode(), 16).rightJustified(4, '0');
        } else if (isShort && (choice == 1 || unit != u'/')) {
            out += '\\';
            out += static_cast<char>(unit);
        } else {
            out += text.sliced(i, isPair ? 2 : 1).toUtf8();
        }
        i += isPair ? 1 : 0;
    }
    return out;
}

} // namespace

void TestSecretMask::masksEverySpelling_data()
{
    QTest::addColumn<QString>("secret");
    for (const QString &secret : spelledSecrets)
        QTest::newRow(qPrintable(secret)) << secret;
}

void TestSecretMask::masksEverySpelling()
{
    QFETCH(QString, secret);
    const SecretMask mask({u"another-secret"_s, secret}, {});
    const QList<Spelling> spellings = neuro::tests::spellingsOf(secret);
    QVERIFY(spellings.size() > 100);
    for (const Spelling &spelling : spellings) {
        const QByteArray before = R"({"message":"\u00e4 100 % \\\" )";
        const QByteArray behind = R"( \n%41","x":"\/"})";
        QVERIFY2(neuro::tests::readingsOf(spelling.text).contains(secret),
                 spelling.who.constData());
        const QByteArray text = before + spelling.text + behind;
        QVERIFY2(!mask.isClean(text), spelling.who.constData());
        const QByteArray masked = mask.masked(text);
        QVERIFY2(masked == before + "***" + behind,
                 qPrintable(QString::fromUtf8(spelling.who + ": " + text + "\n" + masked)));
        QCOMPARE(mask.masked(masked), masked);
        QCOMPARE(mask.maskedBinary(spelling.text), "***"_ba);
        QCOMPARE(mask.masked(QString::fromUtf8(text)), QString::fromUtf8(masked));
    }
}

void TestSecretMask::masksMixedSpellings()
{
    const SecretMask mask(spelledSecrets, {});
    const QString letters = u"abSq8/\\\"nu0 %2F\u00fc\U0001F511"_s;
    QRandomGenerator random(1);
    int masked = 0;
    for (int round = 0; round < 2000; ++round) {
        const int levels = 1 + random.bounded(4);
        QByteArray text;
        QByteArray expected;
        for (int part = random.bounded(6); part >= 0; --part) {
            const bool isSecret = random.bounded(3) == 0;
            QString plain =
                isSecret ? spelledSecrets[random.bounded(spelledSecrets.size())] : u""_s;
            for (int i = isSecret ? 0 : random.bounded(8); i > 0; --i) {
                const qsizetype at = random.bounded(letters.size());
                plain += letters[at].isSurrogate() ? letters.last(2) : QString(letters[at]);
            }
            QByteArray spelled = plain.toUtf8();
            for (int level = 0; level < levels; ++level)
                spelled = randomJson(QString::fromUtf8(spelled), random);
            text += spelled;
            expected += isSecret ? "***"_ba : spelled;
            masked += isSecret;
        }
        QCOMPARE(mask.isClean(text), text == expected);
        QCOMPARE(mask.masked(text), expected);
    }
    QVERIFY(masked > 1000);
}

void TestSecretMask::keepsJsonWhole_data()
{
    QTest::addColumn<QString>("secret");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("masked");
    // The text as it is has the secret in it, with a part of an escape.
    QTest::newRow("behind a backslash")
        << u"notebook"_s << QByteArray(R"({"a":"C:\notebook"})") << QByteArray(R"({"a":"C:***"})");
    QTest::newRow("behind two") << u"notebook"_s << QByteArray(R"({"a":"C:\\notebook"})")
                                << QByteArray(R"({"a":"C:\\***"})");
    QTest::newRow("from within a number")
        << u"e9abcd"_s << QByteArray(R"({"a":"x\u00e9abcd"})") << QByteArray(R"({"a":"x***"})");
    QTest::newRow("into a number")
        << u"abcd\\u00"_s << QByteArray(R"({"a":"abcd\u00e9x"})") << QByteArray(R"({"a":"***x"})");
    QTest::newRow("to a backslash")
        << u"abcd\\"_s << QByteArray(R"({"a":"abcd\"x"})") << QByteArray(R"({"a":"***x"})");
    QTest::newRow("half of a pair") << u"ude00abc"_s << QByteArray(R"({"a":"\ud83d\ude00abc"})")
                                    << QByteArray(R"({"a":"***"})");
    QTest::newRow("one escape for two") << u"babn"_s << QByteArray(R"({"a":"babnbabn\nbabn"})")
                                        << QByteArray(R"({"a":"******\n***"})");
}

void TestSecretMask::keepsJsonWhole()
{
    QFETCH(QString, secret);
    QFETCH(QByteArray, text);
    QVERIFY(!QJsonDocument::fromJson(text).isNull());
    const QByteArray masked = SecretMask({secret}, {}).masked(text);
    QTEST(masked, "masked");
    QVERIFY(!QJsonDocument::fromJson(masked).isNull());
}

void TestSecretMask::keepsOtherTexts_data()
{
    QTest::addColumn<QByteArray>("text");
    const auto row = [](const char *name, const QByteArray &text) {
        QTest::newRow(name) << text;
    };
    row("another letter", R"({"a":"Schl\u00fcssel-f\u00fcr-alle-T\u0062ge"})");
    row("another script", R"(Schl\u01fcssel-f\u00fcr-alle-Tage)");
    row("a break in it", R"(Schl\u00fcssel-\nf\u00fcr-alle-Tage)");
    row("cut", R"(Schl\u00fcssel-f\u00fcr-alle-Tag)");
    row("cut in an escape", R"(Schl\u00fcssel-f\u00fcr-alle-Tag\u006)");
    row("no digits", R"(Schl\u00fgssel-f\u00fcr-alle-Tage)");
    row("no escape", R"(q8k\Zr+TnW0yJx3LwQb5Yg== q8k\u/Zr+TnW0yJx3LwQb5Yg==)");
    row("other percents", "q8k%2EZr%2BTnW0yJx3LwQb5Yg%3D%3D 100 % %2 %zz %%2f%");
    row("half of a pair", R"(note\ud83dbook note\udd11book note\udd11\ud83dbook \ud83d)");
    row("backslashes", R"(\ \\ \\\ \u \u0 \u00 \u006 \)");
    row("nested too deep", R"(hunter\\\\\\\\\\\\\\\\u0032\\\\\\\\\\\\\\\\u0032)");
}

void TestSecretMask::keepsOtherTexts()
{
    QFETCH(QByteArray, text);
    const SecretMask mask(spelledSecrets + QStringList(u"hunter22"_s), {});
    QVERIFY(mask.isClean(text));
    QVERIFY(mask.masked(text).isSharedWith(text));
}

void TestSecretMask::masksPatterns()
{
    const SecretMask mask({}, {u"\\d{3}-\\d{3}"_s, u"(invalid"_s, u"(?<=pin )\\w+|x*"_s});
    QCOMPARE(mask.masked("a 123-456 b 99 \xc3\xa9 777-777"_ba), "a *** b 99 \xc3\xa9 ***"_ba);
    QCOMPARE(mask.masked("my pin abcd"_ba), "my pin ***"_ba);
    QCOMPARE(mask.masked("none"_ba), "none"_ba);
    // They see a text as it is.
    const SecretMask name({u"s\u00fcsser"_s}, {u"M(\u00fc|\\\\u00fc)ller"_s, u"x s.sser"_s});
    QCOMPARE(name.masked(R"(M\u00fcller, Müller, x s\u00fcsser, M\u00FCller)"_ba),
             R"(***, ***, x ***, M\u00FCller)"_ba);
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
