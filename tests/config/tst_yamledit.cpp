// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "config/configreader.h"
#include "config/linedifference.h"
#include "config/yamledit.h"

#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace neuro;
using config::YamlEditor;
using config::YamlText;
using Kind = config::YamlText::Kind;

namespace {

YamlText word(const QString &text)
{
    return {text, Kind::Word};
}

QList<YamlText> texts(const QStringList &list)
{
    QList<YamlText> out;
    for (const QString &text : list)
        out.append({text, Kind::Text});
    return out;
}

/// The text after setting one value, or "refused: " and why.
QByteArray withValue(const QByteArray &yaml, const QString &path, const YamlText &value)
{
    YamlEditor editor(yaml);
    const protocol::Phrase why = editor.setValue(path, value);
    return why.isEmpty() ? editor.text() : "refused: " + why.english().toUtf8();
}

QByteArray withList(const QByteArray &yaml, const QString &path, const QStringList &items)
{
    YamlEditor editor(yaml);
    const protocol::Phrase why = editor.setList(path, texts(items));
    return why.isEmpty() ? editor.text() : "refused: " + why.english().toUtf8();
}

QByteArray without(const QByteArray &yaml, const QString &path, const QString &usual = {})
{
    YamlEditor editor(yaml);
    const protocol::Phrase why = editor.remove(path, usual);
    return why.isEmpty() ? editor.text() : "refused: " + why.english().toUtf8();
}

/// What an edit changed, without context: "-old +new".
QString changes(const QByteArray &before, const QByteArray &after)
{
    QStringList lines;
    for (const config::DifferenceLine &line : config::lineDifference(before, after, 0)) {
        if (line.kind == config::DifferenceLine::Kind::Removed)
            lines.append(u'-' + line.text);
        else if (line.kind == config::DifferenceLine::Kind::Added)
            lines.append(u'+' + line.text);
    }
    return lines.join(u'\n');
}

} // namespace

class TestYamlEdit : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aCommentedFileValueByValue();
    void setsValues_data();
    void setsValues();
    void setsLists_data();
    void setsLists();
    void removesKeys_data();
    void removesKeys();
    void commentsOut();
    void reads();
    void theSameValueChangesNothing();
    void everySettingOfTheFirstFile();
    void refuses_data();
    void refuses();
    void refusesTextsThatAreNoConfiguration_data();
    void refusesTextsThatAreNoConfiguration();
    void whatIsTangledElsewhereDoesNotMatter();
    void spellsWhatOthersWouldMisread_data();
    void spellsWhatOthersWouldMisread();
};

/// A file as people write them: every kind of layout, and a comment wherever one can stand.
void TestYamlEdit::aCommentedFileValueByValue()
{
    const QByteArray yaml = R"(# Our relay. Ask Anna before you change anything.

intermediary:   # the door for tools
  # Never publish this one!
  auth_token: "correct horse battery"   # from the password manager
  host: '127.0.0.1'# no comment
  port: 8765        # as ever

  x-note: >
    Folded, and
    two lines long.
relay: {name: Stage left, describe: yes}  # flow
backend:
    # four spaces here
    reregister: auto
    allow:              # who may
        # Anna's laptop
        - 192.168.1.20  # by cable

        - "10.0.0.0/8"
        # and nobody else
limits:
  message: 8 MiB
# idle is commented out
#  idle: 0  # for ever
  # nesting: 512    # deep
  schema:
    256 KiB  # on a line of its own
"outbox": {}
unknown key:
  - keep
  -   this
# The end, without a line break at it)";
    struct Edit
    {
        QString path;
        YamlText value;
        QString changed;
    };
    const QList<Edit> edits = {
        {u"intermediary.auth_token"_s,
         {u"0123 \"quoted\""_s},
         u"-  auth_token: \"correct horse battery\"   # from the password manager\n"
         "+  auth_token: \"0123 \\\"quoted\\\"\"   # from the password manager"_s},
        {u"intermediary.port"_s, word(u"9000"_s),
         u"-  port: 8765        # as ever\n+  port: 9000        # as ever"_s},
        {u"intermediary.x-note"_s,
         {u"short"_s},
         u"-  x-note: >\n-    Folded, and\n-    two lines long.\n+  x-note: short"_s},
        {u"relay.name"_s,
         {u"Stage, right"_s},
         u"-relay: {name: Stage left, describe: yes}  # flow\n"
         "+relay: {name: \"Stage, right\", describe: yes}  # flow"_s},
        {u"relay.describe"_s, word(u"false"_s),
         u"-relay: {name: \"Stage, right\", describe: yes}  # flow\n"
         "+relay: {name: \"Stage, right\", describe: false}  # flow"_s},
        {u"relay.force_retries"_s, word(u"5"_s),
         u"-relay: {name: \"Stage, right\", describe: false}  # flow\n"
         "+relay: {name: \"Stage, right\", describe: false, force_retries: 5}  # flow"_s},
        {u"backend.reregister"_s, word(u"never"_s),
         u"-    reregister: auto\n+    reregister: never"_s},
        {u"limits.message"_s, word(u"1 MiB"_s), u"-  message: 8 MiB\n+  message: 1 MiB"_s},
        {u"limits.idle"_s, word(u"60"_s), u"-#  idle: 0  # for ever\n+  idle: 60  # for ever"_s},
        {u"limits.nesting"_s, word(u"64"_s),
         u"-  # nesting: 512    # deep\n+  nesting: 64    # deep"_s},
        {u"limits.schema"_s, word(u"1 MiB"_s),
         u"-    256 KiB  # on a line of its own\n+    1 MiB  # on a line of its own"_s},
        {u"limits.handshake"_s, word(u"5"_s), u"+  handshake: 5"_s},
        {u"outbox.rows"_s, word(u"10"_s), u"-\"outbox\": {}\n+\"outbox\": {rows: 10}"_s},
        {u"recording.enabled"_s, word(u"false"_s),
         u"-# The end, without a line break at it\n"
         "+# The end, without a line break at it\n+\n+recording:\n+  enabled: false"_s},
    };
    YamlEditor editor(yaml);
    QVERIFY(editor.problem().isEmpty());
    for (const Edit &edit : edits) {
        const QByteArray before = editor.text();
        QCOMPARE(editor.setValue(edit.path, edit.value).english(), QString());
        QCOMPARE(changes(before, editor.text()), edit.changed);
        QCOMPARE(editor.value(edit.path), edit.value.text);
    }
    const QByteArray before = editor.text();
    QCOMPARE(
        editor.setList(u"backend.allow"_s, texts({u"192.168.1.21"_s, u"10.0.0.0/8"_s})).english(),
        QString());
    QCOMPARE(changes(before, editor.text()),
             u"-        - 192.168.1.20  # by cable\n+        - 192.168.1.21  # by cable"_s);
    // Nothing else has changed: undone, it is the first file again.
    QVERIFY(editor.text().startsWith("# Our relay. Ask Anna before you change anything.\n\n"));
    QVERIFY(editor.text().contains("  host: '127.0.0.1'# no comment\n"));
}

void TestYamlEdit::setsValues_data()
{
    QTest::addColumn<QByteArray>("yaml");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char *name, const QByteArray &yaml, const QString &path,
                        const QByteArray &expected) {
        QTest::newRow(name) << yaml << path << expected;
    };
    row("nothing", "", u"relay.name"_s, "relay:\n  name: new\n");
    row("only a comment", "# hello", u"relay.name"_s, "# hello\nrelay:\n  name: new\n");
    row("document mark", "---\n", u"relay.name"_s, "---\nrelay:\n  name: new\n");
    row("top level", "a: b\n", u"relay_queue"_s, "a: b\nrelay_queue: new\n");
    row("byte order mark",
        "\xef\xbb\xbf"
        "relay:\n  name: x\n",
        u"relay.name"_s,
        "\xef\xbb\xbf"
        "relay:\n  name: new\n");
    row("byte order mark alone", "\xef\xbb\xbf", u"relay.name"_s,
        "\xef\xbb\xbfrelay:\n  name: new\n");
    row("comment behind a byte order mark", "\xef\xbb\xbf#relay:\n#  name: x\n", u"relay.name"_s,
        "\xef\xbb\xbfrelay:\n  name: new\n");
    row("crlf", "relay:\r\n  name: x # c\r\nb: c\r\n", u"relay.name"_s,
        "relay:\r\n  name: new # c\r\nb: c\r\n");
    row("crlf, missing", "relay:\r\n  x: y\r\nb: c\r\n", u"relay.name"_s,
        "relay:\r\n  x: y\r\n  name: new\r\nb: c\r\n");
    row("crlf, commented", "#relay:\r\n#  name: x # c\r\nb: c\r\n", u"relay.name"_s,
        "relay:\r\n  name: new # c\r\nb: c\r\n");
    row("crlf, section", "b: c\r\n\r\nd: e\r\n", u"relay.name"_s,
        "b: c\r\n\r\nd: e\r\n\r\nrelay:\r\n  name: new\r\n");
    row("empty section", "relay:\nb: c\n", u"relay.name"_s, "relay:\n  name: new\nb: c\n");
    row("empty section with a comment", "relay: # r\nb: c\n", u"relay.name"_s,
        "relay: # r\n  name: new\nb: c\n");
    row("empty section at the end", "relay:", u"relay.name"_s, "relay:\n  name: new");
    row("null section", "relay: ~\n", u"relay.name"_s, "relay: {name: new}\n");
    row("empty value", "relay:\n  name:   # c\n", u"relay.name"_s, "relay:\n  name: new   # c\n");
    row("null value", "relay:\n  name: null # c\n", u"relay.name"_s, "relay:\n  name: new # c\n");
    row("two lines plain", "relay:\n  name: a\n    b c # d\n  x: y\n", u"relay.name"_s,
        "relay:\n  name: new # d\n  x: y\n");
    row("two lines quoted", "relay:\n  name: \"a\n    b\\\n c\" # d\n  x: y\n", u"relay.name"_s,
        "relay:\n  name: \"new\" # d\n  x: y\n");
    row("single quotes", "relay: {name: 'it''s'}\n", u"relay.name"_s, "relay: {name: 'new'}\n");
    row("literal", "relay:\n  name: |2-\n    a\n\n    b\n\n  x: y\n", u"relay.name"_s,
        "relay:\n  name: new\n\n  x: y\n");
    row("hash in a plain text", "relay:\n  name: a#b # c\n", u"relay.name"_s,
        "relay:\n  name: new # c\n");
    row("list for a value", "relay:\n  name:   # c\n  - a\n  # b\n  - c\n  x: y\n", u"relay.name"_s,
        "relay:\n  name: new   # c\n  x: y\n");
    row("flow list for a value", "relay:\n  name: [a, # b\n    c] # d\n", u"relay.name"_s,
        "relay:\n  name: new # d\n");
    row("section for a value", "relay:\n  name:\n    a: b\n", u"relay.name"_s,
        "relay:\n  name: new\n");
    row("flow file", "{a: b}", u"relay.name"_s, "{a: b, relay: {name: new}}");
    row("flow of several lines", "relay: {\n  a: b, # c\n}\n", u"relay.name"_s,
        "relay: {\n  a: b, name: new, # c\n}\n");
    row("deep", "relay:\n  character:\n    id: x\nb: c\n", u"relay.character.name"_s,
        "relay:\n  character:\n    id: x\n    name: new\nb: c\n");
    row("deep and missing", "b:\n   c: d\n", u"relay.character.name"_s,
        "b:\n   c: d\nrelay:\n   character:\n      name: new\n");
    row("file's indentation", "b:\n    c: d\n", u"relay.name"_s,
        "b:\n    c: d\nrelay:\n    name: new\n");
    row("indented file", "  b: c\n", u"relay_queue"_s, "  b: c\n  relay_queue: new\n");
    row("another section's comment is not ours", "relay:\n  x: y\n#limits:\n#  name: z\n",
        u"relay.name"_s, "relay:\n  x: y\n  name: new\n#limits:\n#  name: z\n");
    row("an example is not a setting", "relay:\n  x: y\n#   name: z\n", u"relay.name"_s,
        "relay:\n  x: y\n  name: new\n#   name: z\n");
    row("wrong column", "relay:\n    x: y\n#  name: z\n", u"relay.name"_s,
        "relay:\n    x: y\n    name: new\n#  name: z\n");
    row("a comment in a literal is none", "relay:\n  x: |\n    a\n#  name: z\n", u"relay.name"_s,
        "relay:\n  x: |\n    a\n  name: new\n");
    row("text that looks like one", "x: |\n  #relay:\n  #  name: z\n", u"relay.name"_s,
        "x: |\n  #relay:\n  #  name: z\nrelay:\n  name: new\n");
    row("key in another section", "name: x\nrelay:\n  b: c\n", u"relay.name"_s,
        "name: x\nrelay:\n  b: c\n  name: new\n");
    row("quoted keys", "\"relay\": {'name': x}\n", u"relay.name"_s, "\"relay\": {'name': new}\n");
    row("not ascii", "# äöü\nrelay:\n  x: \"日本\" # り\n  name: é # ö\n", u"relay.name"_s,
        "# äöü\nrelay:\n  x: \"日本\" # り\n  name: new # ö\n");
}

void TestYamlEdit::setsValues()
{
    QFETCH(QByteArray, yaml);
    QFETCH(QString, path);
    QTEST(withValue(yaml, path, {u"new"_s}), "expected");
}

void TestYamlEdit::setsLists_data()
{
    QTest::addColumn<QByteArray>("yaml");
    QTest::addColumn<QStringList>("items");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char *name, const QByteArray &yaml, const QStringList &items,
                        const QByteArray &expected) {
        QTest::newRow(name) << yaml << items << expected;
    };
    const QStringList ab = {u"a"_s, u"b"_s};
    row("missing", "x: y\n", ab, "x: y\nl: [a, b]\n");
    row("commented", "#l: []  # c\n", ab, "l: [a, b]  # c\n");
    row("empty", "l:\n", ab, "l: [a, b]\n");
    row("one value", "l: x # c\n", {u"a"_s}, "l: a # c\n");
    row("one value becomes two", "l: 'x' # c\n", ab, "l: [a, b] # c\n");
    row("flow", "l: [ a,  x ] # c\n", ab, "l: [ a,  b ] # c\n");
    row("flow, first goes", "l: [ x,  a, b ]\n", ab, "l: [ a, b ]\n");
    row("flow, last goes", "l: [ a,  b, x ]\n", ab, "l: [ a,  b ]\n");
    row("flow, one comes first", "l: [b]\n", ab, "l: [a, b]\n");
    row("flow, comma at the end", "l: [a, ]\n", ab, "l: [a, b, ]\n");
    row("flow, lines", "l: [\n  a, # 1\n  c, # 2\n]\n", {u"a"_s, u"b"_s, u"c"_s},
        "l: [\n  a, b, # 1\n  c, # 2\n]\n");
    row("flow, to nothing", "l: [a, b] # c\n", {}, "l: [] # c\n");
    row("flow needs quotes", "l: []\n", {u"a, b"_s, u"::1"_s}, "l: [\"a, b\", \"::1\"]\n");
    row("lines, one more", "l:\n- a # 1\nx: y\n", ab, "l:\n- a # 1\n- b\nx: y\n");
    row("lines, one first", "l:\n  # c\n  - b # 2\n", ab, "l:\n  # c\n  - a\n  - b # 2\n");
    row("lines, one between", "l:\n  - a # 1\n  # c\n  - b # 2", {u"a"_s, u"x"_s, u"b"_s},
        "l:\n  - a # 1\n  - x\n  # c\n  - b # 2");
    row("lines, one goes", "l:\n  - a # 1\n  - x # 2\n  - b # 3\n", ab,
        "l:\n  - a # 1\n  - b # 3\n");
    row("lines, at the end of the text", "l:\n  - a", ab, "l:\n  - a\n  - b");
    row("lines, changed", "l:\n  - 'x' # 1\n  - b\n", ab, "l:\n  - 'a' # 1\n  - b\n");
    row("lines, empty entry", "l:\n  - # 1\n  - b\n", ab, "l:\n  - a # 1\n  - b\n");
    row("lines, pairs", "l:\n  - operator: 30 # 1\n  - first:\n", {u"operator:30"_s, u"random"_s},
        "l:\n  - operator: 30 # 1\n  - random\n");
    row("lines, a pair changes", "l:\n  - operator: 30 # 1\n", {u"operator:60"_s},
        "l:\n  - operator:60 # 1\n");
    row("lines, to nothing", "l: # c\n  - a # 1\n  - b\nx: y\n", {}, "l: [] # c\nx: y\n");
    row("lines, moved", "l:\n  - a # 1\n  - b # 2\n  - c # 3\n", {u"c"_s, u"a"_s, u"b"_s},
        "l:\n  - c\n  - a # 1\n  - b # 2\n");
    row("long", "s:\n  x: y\nl:\n",
        {u"https://one.example.org"_s, u"https://two.example.org"_s, u"https://three.example.org"_s,
         u"https://four.example.org"_s},
        "s:\n  x: y\nl: [\"https://one.example.org\", \"https://two.example.org\", "
        "\"https://three.example.org\", \"https://four.example.org\"]\n");
    row("long and missing", "s:\n  x: y\n",
        {u"https://one.example.org"_s, u"https://two.example.org"_s, u"https://three.example.org"_s,
         u"https://four.example.org"_s},
        "s:\n  x: y\nl:\n  - https://one.example.org\n  - https://two.example.org\n"
        "  - https://three.example.org\n  - https://four.example.org\n");
}

void TestYamlEdit::setsLists()
{
    QFETCH(QByteArray, yaml);
    QFETCH(QStringList, items);
    QTEST(withList(yaml, u"l"_s, items), "expected");
}

void TestYamlEdit::removesKeys_data()
{
    QTest::addColumn<QByteArray>("yaml");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char *name, const QByteArray &yaml, const QByteArray &expected) {
        QTest::newRow(name) << yaml << expected;
    };
    row("absent", "s:\n  x: y\n", "s:\n  x: y\n");
    row("alone", "s: # c\n  k: v # d\nx: y\n", "s: # c\nx: y\n");
    row("first", "s:\n  # c\n  k: v\n  x: y\n", "s:\n  # c\n  x: y\n");
    row("last", "s:\n  x: y\n  k: v", "s:\n  x: y\n");
    row("list", "s:\n  k:\n  - 1\n  # c\n  - 2\n  x: y\n", "s:\n  x: y\n");
    row("literal", "s:\n  k: |\n    a\n\n    b\n\n  x: y\n", "s:\n\n  x: y\n");
    row("section", "s:\n  k:\n    a: b\n  x: y\n", "s:\n  x: y\n");
    row("nothing", "s:\n  k:\n  x: y\n", "s:\n  x: y\n");
    row("flow", "s: {k: v}\n", "s: {}\n");
    row("flow, first", "s: {k: v,  x: y}\n", "s: {x: y}\n");
    row("flow, last", "s: { x: y , k: v }\n", "s: { x: y }\n");
    row("flow, between", "s: {a: b, k: [1, 2], x: y}\n", "s: {a: b, x: y}\n");
    row("crlf", "s:\r\n  k: v\r\n  x: y\r\n", "s:\r\n  x: y\r\n");
}

void TestYamlEdit::removesKeys()
{
    QFETCH(QByteArray, yaml);
    QTEST(without(yaml, u"s.k"_s), "expected");
}

void TestYamlEdit::commentsOut()
{
    QCOMPARE(without("s:\n  k: v   # why\n  x: y\n", u"s.k"_s, u"usual"_s),
             QByteArray("s:\n#  k: usual   # why\n  x: y\n"));
    QCOMPARE(without("k: [a, b]  # why\nx: y\n", u"k"_s, u"[]"_s),
             QByteArray("#k: []  # why\nx: y\n"));
    // Without a comment nothing is lost.
    QCOMPARE(without("s:\n  k: v\n  x: y\n", u"s.k"_s, u"usual"_s), QByteArray("s:\n  x: y\n"));
    // It would be an example in an odd column.
    QCOMPARE(without("s:\n   k: v # why\n   x: y\n", u"s.k"_s, u"usual"_s),
             QByteArray("s:\n   x: y\n"));
    QCOMPARE(without("s: {k: v, x: y} # why\n", u"s.k"_s, u"usual"_s),
             QByteArray("s: {x: y} # why\n"));
}

void TestYamlEdit::reads()
{
    const YamlEditor editor(R"(s: {a: 1, b: , c: "x y", l: [1, {op: 30}, "z"], m: {n: o}}
d: a
d: b
)");
    QVERIFY(editor.problem().isEmpty());
    QCOMPARE(editor.value(u"s.a"_s), u"1"_s);
    QCOMPARE(editor.value(u"s.c"_s), u"x y"_s);
    QVERIFY(!editor.value(u"s.b"_s));
    QVERIFY(editor.contains(u"s.b"_s));
    QVERIFY(!editor.contains(u"s.e"_s));
    QVERIFY(!editor.contains(u"s.a.b"_s));
    QVERIFY(!editor.value(u"s.m"_s));
    QCOMPARE(editor.value(u"s.m.n"_s), u"o"_s);
    QCOMPARE(editor.list(u"s.l"_s), QStringList({u"1"_s, u"op:30"_s, u"z"_s}));
    QCOMPARE(editor.list(u"s.a"_s), QStringList(u"1"_s));
    QCOMPARE(editor.list(u"s.b"_s), QStringList());
    QCOMPARE(editor.list(u"s.e"_s), QStringList());
    QVERIFY(!editor.list(u"s.m"_s));
    QCOMPARE(editor.value(u"d"_s), u"a"_s);
}

void TestYamlEdit::theSameValueChangesNothing()
{
    const QByteArray yaml = "a: 'x'\nb: \"1\" # c\nl:\n  - 1\n  -   2\nt: |\n  x\n";
    YamlEditor editor(yaml);
    QVERIFY(editor.setValue(u"a"_s, {u"x"_s}).isEmpty());
    QVERIFY(editor.setValue(u"b"_s, word(u"1"_s)).isEmpty());
    QVERIFY(editor.setValue(u"t"_s, {u"x\n"_s}).isEmpty());
    QVERIFY(editor.setList(u"l"_s, texts({u"1"_s, u"2"_s})).isEmpty());
    QCOMPARE(editor.text(), yaml);
}

/// Setting a commented-out value and taking it back leaves the section's line, and nothing else.
void TestYamlEdit::everySettingOfTheFirstFile()
{
    const QByteArray first = config::initialConfig(u"0123456789abcdefghij"_s);
    QVERIFY(YamlEditor(first).problem().isEmpty());
    int settings = 0;
    QString section;
    QString inner;
    for (const QByteArray &line : first.split('\n')) {
        static const QRegularExpression setting(uR"(\A#?( *)([\w-]+):(?: +(.*?))?(?: +#.*)?\z)"_s);
        const auto match = setting.match(QString::fromUtf8(line));
        const int column = static_cast<int>(match.capturedLength(1));
        if (!match.hasMatch() || column % 2 != 0 || line.contains(": on this"))
            continue;
        const QString key = match.captured(2);
        const QString usual = match.captured(3);
        if (column == 0)
            section = key;
        if (column == 2)
            inner = key;
        if (usual.isEmpty() || usual.startsWith(u'#') || key == u"auth_token")
            continue;
        QStringList names{key};
        if (column >= 4)
            names.prepend(inner);
        if (column >= 2)
            names.prepend(section);
        const QString path = names.join(u'.');
        ++settings;
        YamlEditor editor(first);
        const bool isList = usual.startsWith(u'[');
        const auto why = isList ? editor.setList(path, texts({u"10.0.0.1"_s}))
                                : editor.setValue(path, word(u"12321"_s));
        QVERIFY2(why.isEmpty(), qPrintable(path + u": "_s + why.english()));
        const QByteArray changed = editor.text();
        QVERIFY2(changes(first, changed).contains(QString::fromUtf8(line)), qPrintable(path));
        // The line itself, and its sections' where they were commented out.
        const int newLines = static_cast<int>(changes(first, changed).count(u"\n+"_s));
        QVERIFY2(newLines <= path.count(u'.') + 1, qPrintable(changes(first, changed)));
        QCOMPARE(changed.count('\n'), first.count('\n'));
        QVERIFY(editor.remove(path, usual).isEmpty());
        if (line.contains(" #"))
            QVERIFY2(editor.text().split('\n').contains(line), qPrintable(path));
    }
    QVERIFY2(settings > 30, qPrintable(QString::number(settings)));
}

void TestYamlEdit::refuses_data()
{
    QTest::addColumn<QByteArray>("yaml");
    QTest::addColumn<QString>("why");
    const auto row = [](const char *name, const QByteArray &yaml, const QString &why) {
        QTest::newRow(name) << yaml << why;
    };
    const QString tangled =
        u" has an anchor (\"&\"), a tag (\"!\") or a reference (\"*\") in it, which other places "
        "of the file may depend on"_s;
    row("anchor on the value", "s:\n  k: &a v\nx: *a\n", u"s.k"_s + tangled);
    row("anchor in the value", "s:\n  k: [&a v]\nx: *a\n", u"s.k"_s + tangled);
    row("anchor on the section", "s: &a\n  k: v\nx: *a\n", u"s"_s + tangled);
    row("anchor on the key", "s:\n  &a k: v\nx: *a\n", u"s.k"_s + tangled);
    row("anchor on an empty section", "s: &a\nx: *a\n", u"s"_s + tangled);
    row("reference", "x: &a {k: w}\ns: *a\n", u"s"_s + tangled);
    row("reference as value", "x: &a w\ns:\n  k: *a\n", u"s.k"_s + tangled);
    row("tag", "s:\n  k: !!str v\n", u"s.k"_s + tangled);
    row("merge", "x: &a {k: w}\ns:\n  <<: *a\n  k: v\n",
        u"s takes over values of another section (\"<<\")"_s);
    row("merge, missing key", "x: &a {k: w}\ns:\n  <<: *a\n",
        u"s takes over values of another section (\"<<\")"_s);
    row("key twice", "s:\n  k: v\n  k: w\n", u"s.k is set twice; remove one"_s);
    row("section twice", "s:\n  k: v\ns:\n  x: y\n", u"s is set twice; remove one"_s);
    row("list for a section", "s:\n  - k\n", u"s is no section with \"key: value\" lines"_s);
    row("text for a section", "s: k\n", u"s is no section with \"key: value\" lines"_s);
    const QString unclear =
        u"s.k cannot be changed alone: the file is laid out in a way that is not understood here"_s;
    row("explicit keys", "s:\n  ? k\n  : v\n", unclear);
    row("end of the document", "x: y\n...\n", unclear);
}

void TestYamlEdit::refuses()
{
    QFETCH(QByteArray, yaml);
    QFETCH(QString, why);
    YamlEditor editor(yaml);
    QVERIFY(editor.problem().isEmpty());
    QCOMPARE(editor.setValue(u"s.k"_s, {u"new"_s}).english(), why);
    QCOMPARE(editor.text(), yaml);
    QVERIFY(!editor.setList(u"s.k"_s, texts({u"new"_s, u"er"_s})).isEmpty());
    QCOMPARE(editor.text(), yaml);
    const bool isThere = editor.contains(u"s.k"_s);
    QCOMPARE(editor.remove(u"s.k"_s).isEmpty(), !isThere);
    QCOMPARE(editor.text(), yaml);
}

void TestYamlEdit::refusesTextsThatAreNoConfiguration_data()
{
    QTest::addColumn<QByteArray>("yaml");
    QTest::addColumn<QString>("why");
    QTest::newRow("syntax") << QByteArray("a: b\nc: [d\ne: f\n") << u"line 3 is not valid YAML"_s;
    QTest::newRow("documents") << QByteArray("a: b\n---\nc: d\n")
                               << u"the text holds more than one YAML document"_s;
    QTest::newRow("list") << QByteArray("- a\n") << u"the file has no sections"_s;
    QTest::newRow("text") << QByteArray("a\n") << u"the file has no sections"_s;
    QTest::newRow("control")
        << QByteArray("a: b\x04\nc: d\n")
        << u"the text holds a control character; it must be plain UTF-8 text"_s;
    QTest::newRow("latin 1") << QByteArray("a: \xe4\n") << u"the text is not UTF-8"_s;
    QTest::newRow("deep") << QByteArray(100'000, '[') << u"line 1 is not valid YAML"_s;
}

void TestYamlEdit::refusesTextsThatAreNoConfiguration()
{
    QFETCH(QByteArray, yaml);
    QFETCH(QString, why);
    YamlEditor editor(yaml);
    QCOMPARE(editor.problem().english(), why);
    QCOMPARE(editor.setValue(u"a"_s, {u"x"_s}).english(), why);
    QCOMPARE(editor.setList(u"a"_s, texts({u"x"_s})).english(), why);
    QCOMPARE(editor.remove(u"a"_s).english(), why);
    QCOMPARE(editor.text(), yaml);
    QVERIFY(!editor.contains(u"a"_s));
}

void TestYamlEdit::whatIsTangledElsewhereDoesNotMatter()
{
    const QByteArray yaml = "x: &a {k: w}\ny: *a\nz: {<<: *a}\nd: 1\nd: 2\ns:\n  k: v\n";
    QCOMPARE(withValue(yaml, u"s.k"_s, {u"new"_s}), QByteArray(yaml).replace("k: v", "k: new"));
}

void TestYamlEdit::spellsWhatOthersWouldMisread_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QByteArray>("spelled");
    const auto row = [](const QString &text, const QByteArray &spelled) {
        QTest::newRow(qPrintable(text.isEmpty() ? u"empty"_s : text)) << text << spelled;
    };
    for (const char *quoted :
         {"true", "No",    "on",   "~",        "null",       "NULL", "12",   "-1.5", "1e3",
          "0x1F", "1_000", ".inf", "12:30:45", "2024-01-02", "a: b", "a #b", "a:",   "- a",
          "-",    "&a",    "*a",   "!a",       "%a",         "@a",   "#a",   "[a",   "{a",
          "|",    ">",     "?",    " a",       "a ",         "::1"})
        row(QString::fromLatin1(quoted), QByteArray("\"") + quoted + '"');
    for (const char *plain :
         {"a", "a b", "192.168.1.20", "10.0.0.0/8", "upstream:60,first", "https://example.org",
          "./x", "^a$", "-a", "1a", "a'b", "a\"b", "C:\\x", "a-b_c"})
        row(QString::fromLatin1(plain), plain);
    row(QString(), "\"\"");
    row(u"a\nb\t\u0085\u2028\ufeff\\\""_s, "\"a\\nb\\t\\x85\\u2028\\ufeff\\\\\\\"\"");
    row(u"日本 りんご 🍎"_s, u"日本 りんご 🍎"_s.toUtf8());
}

void TestYamlEdit::spellsWhatOthersWouldMisread()
{
    QFETCH(QString, text);
    QFETCH(QByteArray, spelled);
    QCOMPARE(withValue("k: v\n", u"k"_s, {text}), QByteArray("k: " + spelled + '\n'));
    // Whatever the place, it comes back.
    for (const QByteArray &yaml :
         {QByteArray("k: v\n"), QByteArray("{k: v}"), QByteArray("k: 'v'\n"), QByteArray("k:"),
          QByteArray("k: \"v\"\n"), QByteArray("k: [1, 2]\n"), QByteArray("k: |\n  v\n"),
          QByteArray()}) {
        YamlEditor editor(yaml);
        QCOMPARE(editor.setValue(u"k"_s, {text}).english(), QString());
        QCOMPARE(YamlEditor(editor.text()).value(u"k"_s), text);
        QCOMPARE(editor.setList(u"k"_s, texts({text, u"and"_s, text})).english(), QString());
        QCOMPARE(YamlEditor(editor.text()).list(u"k"_s), QStringList({text, u"and"_s, text}));
    }
}

QTEST_GUILESS_MAIN(TestYamlEdit)
#include "tst_yamledit.moc"
