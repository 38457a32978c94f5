// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "config/linedifference.h"
#include "config/secretlines.h"

#include <QElapsedTimer>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace neuro;
using config::DifferenceLine;
using Kind = DifferenceLine::Kind;

namespace {

QString printed(const QByteArray &from, const QByteArray &to, int context = 3)
{
    return config::printedDifference(config::lineDifference(from, to, context));
}

} // namespace

class TestLineDifference : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void prints_data();
    void prints();
    void tellsKinds();
    void endsWithLargeTexts();
    void coversSecrets_data();
    void coversSecrets();
    void showsWhatIsNoSecret();
    void aByteOrderMarkIsNoLine();
    void coversWhatIsNotInTheDifference();
    void findsComments_data();
    void findsComments();
    void endsWithHostileLines_data();
    void endsWithHostileLines();
};

void TestLineDifference::prints_data()
{
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, const QByteArray &from, const QByteArray &to,
                        const QString &expected) {
        QTest::newRow(name) << from << to << expected;
    };
    row("equal", "a\nb\n", "a\nb\n", {});
    row("both empty", "", "", {});
    row("new", "", "a\nb\n", u"@@ -0,0 +1,2 @@\n+a\n+b\n"_s);
    row("gone", "a\n", "", u"@@ -1 +0,0 @@\n-a\n"_s);
    row("changed", "a\nb\nc\n", "a\nx\nc\n", u"@@ -1,3 +1,3 @@\n a\n-b\n+x\n c\n"_s);
    row("added", "a\nc\n", "a\nb\nc\n", u"@@ -1,2 +1,3 @@\n a\n+b\n c\n"_s);
    row("line break alone", "a\nb", "a\nb\n", u"@@ -1,2 +1,2 @@\n a\n-b\n+b\n"_s);
    row("another line break", "a\r\n", "a\n", u"@@ -1 +1 @@\n-a\n+a\n"_s);
    row("context", "1\n2\n3\n4\n5\n6\n7\n8\n9\n", "1\n2\n3\n4\nx\n6\n7\n8\n9\n",
        u"@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+x\n 6\n 7\n 8\n"_s);
    row("near changes share it", "1\n2\n3\n4\n5\n6\n7\n8\n", "x\n2\n3\n4\n5\n6\n7\ny\n",
        u"@@ -1,8 +1,8 @@\n-1\n+x\n 2\n 3\n 4\n 5\n 6\n 7\n-8\n+y\n"_s);
    row("far ones do not", "1\n2\n3\n4\n5\n6\n7\n8\n9\n", "x\n2\n3\n4\n5\n6\n7\n8\ny\n",
        u"@@ -1,4 +1,4 @@\n-1\n+x\n 2\n 3\n 4\n@@ -6,4 +6,4 @@\n 6\n 7\n 8\n-9\n+y\n"_s);
    row("moved", "a\nb\nc\nd\n", "b\nc\nd\na\n", u"@@ -1,4 +1,4 @@\n-a\n b\n c\n d\n+a\n"_s);
    row("not UTF-8", "\xff\n", "", u"@@ -1 +0,0 @@\n-\ufffd\n"_s);
}

void TestLineDifference::prints()
{
    QFETCH(QByteArray, from);
    QFETCH(QByteArray, to);
    QTEST(printed(from, to), "expected");
}

void TestLineDifference::tellsKinds()
{
    const QList<DifferenceLine> lines = config::lineDifference("a\nb\n", "a\nc\n", 1);
    QCOMPARE(lines, (QList<DifferenceLine>{{Kind::Heading, u"@@ -1,2 +1,2 @@"_s},
                                           {Kind::Context, u"a"_s},
                                           {Kind::Removed, u"b"_s},
                                           {Kind::Added, u"c"_s}}));
    QCOMPARE(config::lineDifference("a\nb\n", "a\nc\n", 0).size(), 3);
}

/// Two texts of half a million lines with nothing in common are not compared line by line.
void TestLineDifference::endsWithLargeTexts()
{
    const QByteArray from = QByteArray("a\n").repeated(250'000) + "end\n";
    const QByteArray to = QByteArray("b\n").repeated(250'000) + "end\n";
    QElapsedTimer timer;
    timer.start();
    const QList<DifferenceLine> lines = config::lineDifference(from, to, 0);
    QCOMPARE(lines.size(), 500'001);
    QCOMPARE(lines.first().text, u"@@ -1,250000 +1,250000 @@"_s);
    QVERIFY2(timer.elapsed() < 5000, qPrintable(QString::number(timer.elapsed())));
}

/// Whatever is a secret is spelled with "hush".
void TestLineDifference::coversSecrets_data()
{
    QTest::addColumn<QByteArray>("yaml");
    QTest::addColumn<QByteArray>("shown");
    const auto row = [](const char *name, const QByteArray &yaml, const QByteArray &shown) {
        QTest::newRow(name) << yaml << shown;
    };
    row("plain", "a:\n  auth_token: hush\n  b: 1\n", "a:\n  auth_token: ***\n  b: 1\n");
    row("an apostrophe in single quotes", "auth_token: 'it''sa:#hush'\nb: 1",
        "auth_token: ***\nb: 1");
    row("escapes in double quotes", "auth_token: \"it\\\"hu\\x73h\"\nb: 1",
        "auth_token: ***\nb: 1");
    row("no YAML", "intermediary:\n  auth_token: hush\nzz_unknown: [\n",
        "intermediary:\n  auth_token: ***\nzz_unknown: [\n");
    row("single quotes over lines", "token: 'hush''\n  hush:\n\nhush: 1' hush\nb: 1",
        "token: ***\n  ***\n\n***\nb: 1");
    row("double quotes over lines", "token: \"hush\\\"\n  token: hush\\\n  hush\"\nb: 1",
        "token: ***\n  ***\n  ***\nb: 1");
    row("block", "hub:\n  token: |-\n    hush\n\n    b: hush\n    # hush\n  b: 1\n",
        "hub:\n  token: ***\n    ***\n\n    ***\n    ***\n  b: 1\n");
    row("folded", "token: >2\n  hush\n# a\nb: 1", "token: ***\n  ***\n# a\nb: 1");
    row("plain over lines", "token: hush\n  hush\n hush\nb: 1", "token: ***\n  ***\n ***\nb: 1");
    row("in the next line", "token:\n# a\n  hush\nb: 1", "token:\n# a\n  ***\nb: 1");
    row("a list", "token:\n- hush\n- b: hush\nb: 1", "token:\n***\n***\nb: 1");
    row("in braces", "intermediary: {auth_token: hush, port: 1}\nb: 1",
        "intermediary: {auth_token: ***\nb: 1");
    row("in braces, two", "a: {auth_token: 'x', b: {token: \"hush\n hush\"}}\nb: 1",
        "a: {auth_token: ***\n ***\nb: 1");
    row("in braces, over lines", "a: {\n  auth_token:\nhush,\n  port: 1}\n",
        "a: {\n  auth_token:\n***\n  port: 1}\n");
    row("JSON", "{\"a\": {\"auth_token\":\"hush\"}}", "{\"a\": {\"auth_token\":***");
    row("quoted keys", "'auth_token': hush\n\"token\" : hush\nb: 1",
        "'auth_token': ***\n\"token\" : ***\nb: 1");
    row("a key with escapes", "\"auth\\u005ftok\\x65n\": hush\nb: 1",
        "\"auth\\u005ftok\\x65n\": ***\nb: 1");
    row("a question mark", "? auth_token\n: hush\nb: 1", "? auth_token\n***\nb: 1");
    row("without a space", "  auth_token:hush\nb: 1", "  auth_token:***\nb: 1");
    row("without a colon", "auth_token hush\nb: 1", "auth_token ***\nb: 1");
    row("an equals sign", "auth_token = hush\nb: 1", "auth_token = ***\nb: 1");
    row("other names", "Auth-Token: hush\npassword: hush\nmy_secret_key: hush\nb: 1",
        "Auth-Token: ***\npassword: ***\nmy_secret_key: ***\nb: 1");
    row("a tag and an anchor", "auth_token: !!str &x \"hush\n hush\"\nb: 1",
        "auth_token: ***\n ***\nb: 1");
    row("an anchor elsewhere", "a: &x hush\nauth_token: *x\nb: 1",
        "a: &x ***\nauth_token: ***\nb: 1");
    row("commented out", "#  auth_token: \"hush\n#  b: 1\nc: 1",
        "#  auth_token: ***\n#  b: 1\nc: 1");
    row("a comment behind it", "auth_token: hush # not hush0\nb: 1", "auth_token: ***\nb: 1");
    row("an address with a password", "url: wss://me:hush@example.org\nb: 1", "url: ***\nb: 1");
    row("an address with a query", "url: \"wss://example.org/?x=hush\"\nb: 1", "url: ***\nb: 1");
    row("an address over lines", "url: >-\n  wss://me:hush@example.org\nb: 1",
        "url: ***\n  ***\nb: 1");
    row("line breaks of Windows", "auth_token: hush\r\nb: 1\r\n", "auth_token: ***\nb: 1\r\n");
    row("UTF-16", QByteArray("t\0o\0k\0e\0n\0:\0 \0h\0u\0s\0h\0\n\0", 24), "***\n***");
}

void TestLineDifference::coversSecrets()
{
    QFETCH(QByteArray, yaml);
    const QByteArray shown = config::withoutSecrets(yaml);
    QTEST(shown, "shown");
    QVERIFY(!shown.contains("hush"));
    QCOMPARE(shown.count('\n'), yaml.count('\n'));
}

void TestLineDifference::showsWhatIsNoSecret()
{
    const QByteArray yaml = R"(# The token of the door is a password: it is not here.
nakurity-client:
  url: "wss://neuro.example.org:8443/path"  # ours
relay:
  name: "Q&A: it's #1"
  muted_games: [a, 'b']
backend:
  allow:
    - 10.0.0.0/8
)";
    QCOMPARE(config::withoutSecrets(yaml), yaml);
}

/// A change deep inside of a secret, whose key is not among the lines around it.
void TestLineDifference::aByteOrderMarkIsNoLine()
{
    const QByteArray mark = "\xef\xbb\xbf";
    QCOMPARE(config::withoutSecrets(mark), mark);
    QCOMPARE(config::withoutSecrets(mark + "hub: {token: x}\n"), mark + "hub: {token: ***\n");
    QVERIFY(!config::lineDifference("a: 1\n", mark, 1, config::withoutSecrets).isEmpty());
    QVERIFY(!config::lineDifference(mark, "a: 1\n", 1, config::withoutSecrets).isEmpty());
}

void TestLineDifference::coversWhatIsNotInTheDifference()
{
    const QByteArray head = "hub:\n  token: |\n    a\n    b\n    c\n    d\n    e\n";
    const QList<DifferenceLine> lines = config::lineDifference(
        head + "    hush\n  x: 1\n", head + "    hush0\n  x: 1\n", 1, config::withoutSecrets);
    QCOMPARE(config::printedDifference(lines),
             u"@@ -7,3 +7,3 @@\n     ***\n-    ***\n+    ***\n   x: 1\n"_s);
}

/// The comment of the last line is "# C", or there is none.
void TestLineDifference::findsComments_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("alone") << u"# C"_s;
    QTest::newRow("behind a value") << u"  name: it's # C"_s;
    QTest::newRow("in double quotes") << uR"(name: "New: #1 'x' \" #2 ")"_s;
    QTest::newRow("in single quotes") << u"name: 'it''s #1 \" #2'"_s;
    QTest::newRow("behind quotes") << uR"(name: "a #1" # C)"_s;
    QTest::newRow("in a list") << uR"(a: [b, "c #1", 'd #2', e'f] # C)"_s;
    QTest::newRow("in a list of lines") << uR"(  - "a #1" # C)"_s;
    QTest::newRow("in a quoted key") << uR"("a #1": "b #2" # C)"_s;
    QTest::newRow("after a tag") << uR"(a: !!str "b #1" # C)"_s;
    QTest::newRow("without a space") << u"a: b#1"_s;
    QTest::newRow("quotes over lines") << u"a: \"b\n  # c\n\n  d # e\" # C"_s;
    QTest::newRow("quotes that are not closed") << u"a: \"b\nc: d # C"_s;
}

void TestLineDifference::findsComments()
{
    QFETCH(QString, text);
    config::SecretLines::Line found;
    int state = 0;
    const QStringList lines = text.split(u'\n');
    for (const QString &line : lines) {
        config::SecretLines scan(state);
        found = scan.next(line);
        state = scan.state();
        QVERIFY(state >= 0);
        if (&line != &lines.last())
            QCOMPARE(found.comment, qsizetype(-1));
    }
    QCOMPARE(found.comment, lines.last().indexOf(u"# C"_s));
}

void TestLineDifference::endsWithHostileLines_data()
{
    QTest::addColumn<QByteArray>("yaml");
    constexpr qsizetype size = 1024 * 1024;
    QTest::newRow("letters") << QByteArray(size, 'a');
    QTest::newRow("tokens") << QByteArray("token").repeated(size / 5);
    QTest::newRow("token keys") << QByteArray("token:").repeated(size / 6);
    QTest::newRow("spaces") << "a" + QByteArray(size, ' ') + "b";
    QTest::newRow("spaces after a key") << "url: ws://a" + QByteArray(size, ' ') + "b";
    QTest::newRow("quotes") << QByteArray(size, '"');
    QTest::newRow("escapes") << '"' + QByteArray("\\a").repeated(size / 2);
    QTest::newRow("anchors") << QByteArray(" &a").repeated(size / 3);
    QTest::newRow("lines") << QByteArray("token: '\n").repeated(size / 9);
}

void TestLineDifference::endsWithHostileLines()
{
    QFETCH(QByteArray, yaml);
    QElapsedTimer timer;
    timer.start();
    QVERIFY(!config::withoutSecrets(yaml).isEmpty());
    QVERIFY2(timer.elapsed() < 20'000, qPrintable(QString::number(timer.elapsed())));
}

QTEST_GUILESS_MAIN(TestLineDifference)
#include "tst_linedifference.moc"
