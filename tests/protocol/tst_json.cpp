// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "protocol/jsonparser.h"

#include <QObject>
#include <QStringList>
#include <QTest>

#include <cmath>

using namespace neuro::protocol;
using namespace Qt::Literals::StringLiterals;

namespace {

JsonDocument parsed(const QByteArray &text)
{
    auto result = JsonDocument::parse(text);
    if (!result)
        qFatal("not JSON: %s", qPrintable(result.error().message.english()));
    return std::move(result).value();
}

QByteArray nested(int levels)
{
    return QByteArray(levels, '[') + QByteArray(levels, ']');
}

QByteArray nestedObjects(int levels)
{
    QByteArray text;
    for (int i = 0; i < levels; ++i)
        text += R"({"a":)";
    return text + '1' + QByteArray(levels, '}');
}

} // namespace

class TestJson : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void accepts_data();
    void accepts();
    void refuses_data();
    void refuses();
    void limitsNesting();
    void tellsOffsets_data();
    void tellsOffsets();
    void keepsOrderAndSpelling();
    void placesEveryValue();
    void readsNumbers_data();
    void readsNumbers();
    void readsStrings_data();
    void readsStrings();
    void findsMembers();
    void findsDuplicateKeys_data();
    void findsDuplicateKeys();
    void readsHugeArrays();
    void readsHugeObjects();
    void answersForAbsentValues();
    void quotes_data();
    void quotes();
    void quotedTextsReadBack();
    void escapesAtEveryPlace_data();
    void escapesAtEveryPlace();
};

void TestJson::accepts_data()
{
    QTest::addColumn<QByteArray>("text");
    const QList<QByteArray> texts = {
        "null",
        "true",
        "false",
        "0",
        "-0",
        "-0.0",
        "1E+2",
        "1e-5",
        "0.10",
        "123456789012345678901234567890",
        "1e308",
        "1e-400",
        R"("")",
        R"("a")",
        "[]",
        "{}",
        " \t\r\n[ 1 , 2 ] \n",
        R"({"":""})",
        R"({"a":{"a":{"a":[]}}})",
        R"("\"\\\/\b\f\n\r\t")",
        R"("\u0000")",
        R"("\ud83c\udfae")",
        "\"\xF0\x9F\x8E\xAE\"",
        "\"\xED\x9F\xBF\"",
        "\"\xEE\x80\x80\"",
        "\"\x7F\"",
        "\"\xF4\x8F\xBF\xBF\"",
    };
    for (const QByteArray &text : texts)
        QTest::newRow(text.toPercentEncoding().constData()) << text;
}

void TestJson::accepts()
{
    QFETCH(QByteArray, text);
    const auto result = JsonDocument::parse(text);
    QVERIFY2(result.hasValue(), result ? "" : qPrintable(result.error().message.english()));
    QCOMPARE(result->root().text(), QByteArrayView(text.trimmed()));
    QCOMPARE(result->text(), text);
    QVERIFY(JsonParser::isJson(text));
}

void TestJson::refuses_data()
{
    QTest::addColumn<QByteArray>("text");
    const QList<QByteArray> texts = {
        "",
        " ",
        "nul",
        "nulll",
        "True",
        "tru e",
        "NaN",
        "Infinity",
        "-Infinity",
        "+1",
        "01",
        "-01",
        "1.",
        ".5",
        "1e",
        "1e+",
        "0x10",
        "--1",
        "-",
        "1 2",
        "[1",
        "[1,]",
        "[,1]",
        "[1 2]",
        "]",
        "{",
        "{\"a\"}",
        "{\"a\":}",
        "{\"a\":1,}",
        "{a:1}",
        "{'a':1}",
        "{\"a\":1 \"b\":2}",
        "{\"a\" 1}",
        "{1:1}",
        "{null:1}",
        "[1}",
        "{\"a\":1]",
        "\"",
        "\"a",
        "\"\\\"",
        "\"\\x41\"",
        "\"\\u12\"",
        "\"\\u12G4\"",
        "\"\\U0041\"",
        "\"a\nb\"",
        "\"a\tb\"",
        "// c\n1",
        "/* c */1",
        "[1]//",
        "[1]x",
        "\"\\ud800\"",
        "\"\\udc00\"",
        "\"\\udc00\\ud800\"",
        "\"\\ud800x\"",
        "\"\\ud800\\n\"",
        "\"\xFF\"",
        "\"\xC0\xAF\"",
        "\"\xED\xA0\x80\"",
        "\"\xE2\x82\"",
        "\"\xF5\x80\x80\x80\"",
        "\"\xF4\x90\x80\x80\"",
        "\"\x80\"",
        "\xEF\xBB\xBF{}",
        "\xA0[]",
        "\x0C[]",
        "{\"\\ud800\":1}",
        "{\"\xFF\":1}",
    };
    for (const QByteArray &text : texts)
        QTest::newRow(text.toPercentEncoding().constData()) << text;
    QTest::newRow("zero byte behind") << QByteArray("[]\0", 3);
    QTest::newRow("zero byte before") << QByteArray("\0[]", 3);
    QTest::newRow("zero byte between") << QByteArray("[1\0,2]", 6);
    QTest::newRow("zero byte in a string") << QByteArray("\"a\0b\"", 5);
    QTest::newRow("text behind a zero byte") << QByteArray("[]\0[]", 5);
}

void TestJson::refuses()
{
    QFETCH(QByteArray, text);
    const auto result = JsonDocument::parse(text);
    QVERIFY(!result);
    QVERIFY(!result.error().message.isEmpty());
    QVERIFY(result.error().offset >= 0 && result.error().offset <= text.size());
    QVERIFY(!JsonParser::isJson(text));
}

void TestJson::limitsNesting()
{
    QVERIFY(JsonDocument::parse(nested(512)));
    QVERIFY(JsonDocument::parse(nestedObjects(512)));
    const auto tooDeep = JsonDocument::parse(nested(513));
    QVERIFY(!tooDeep);
    QCOMPARE(tooDeep.error().offset, 512);
    QCOMPARE(tooDeep.error().message.english(), u"nested deeper than 512 levels"_s);
    QVERIFY(!JsonDocument::parse(nestedObjects(513)));
    QVERIFY(!JsonDocument::parse(QByteArray(1'000'000, '[')));

    QVERIFY(JsonDocument::parse("[{}]", 2));
    QVERIFY(!JsonDocument::parse("[{}]", 1));
    QVERIFY(JsonDocument::parse("[[],[],{}]", 2)); // Side by side is not inside.
    QVERIFY(JsonParser::isJson(nestedObjects(512)) && !JsonParser::isJson(nestedObjects(513)));
    QVERIFY(JsonParser::isJson(R"([[],["\"",{"\u00e9":[]}],{}])", 4));
    QVERIFY(!JsonParser::isJson(R"([[],["\"",{"\u00e9":[]}],{}])", 3));
}

void TestJson::tellsOffsets_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("offset");
    QTest::newRow("empty") << QByteArray() << 0;
    QTest::newRow("word") << "[1,x]"_ba << 3;
    QTest::newRow("behind") << "[1] 2"_ba << 4;
    QTest::newRow("surrogate") << R"(["ab","\ud800"])"_ba << 7;
}

void TestJson::tellsOffsets()
{
    QFETCH(QByteArray, text);
    const auto result = JsonDocument::parse(text);
    QVERIFY(!result);
    QTEST(int(result.error().offset), "offset");
}

void TestJson::keepsOrderAndSpelling()
{
    const JsonDocument document = parsed(R"({"b":1.0,"a":1E+2,"b":-0,"\u0061":{ "x" : [ ] }})");
    QStringList keys;
    QList<QByteArray> texts;
    for (JsonValue child = document.root().first(); !child.isAbsent(); child = child.next()) {
        keys.append(child.key());
        texts.append(child.text().toByteArray());
    }
    QCOMPARE(keys, QStringList({u"b"_s, u"a"_s, u"b"_s, u"a"_s}));
    QCOMPARE(texts, QList<QByteArray>({"1.0", "1E+2", "-0", R"({ "x" : [ ] })"}));
}

void TestJson::placesEveryValue()
{
    const QByteArray text =
        " { \"a\" : [ 1 , \"x\\n\" , null ] ,\n\"b\\u0062\":{\"c\":true , \"d\": {} } } ";
    const JsonDocument document = parsed(text);
    const JsonValue root = document.root();
    QCOMPARE(root.text(), QByteArrayView(text.trimmed()));
    QCOMPARE(root.offset(), 1);
    QCOMPARE(root.size(), 2);
    QCOMPARE(root.member("a").text(), QByteArrayView(R"([ 1 , "x\n" , null ])"));
    QCOMPARE(root.member("a").at(0).text(), QByteArrayView("1"));
    QCOMPARE(root.member("a").at(1).text(), QByteArrayView(R"("x\n")"));
    QCOMPARE(root.member("a").at(2).text(), QByteArrayView("null"));
    QVERIFY(root.member("a").at(3).isAbsent());
    QCOMPARE(root.member("bb").text(), QByteArrayView(R"({"c":true , "d": {} })"));
    QCOMPARE(root.member("bb").member("c").text(), QByteArrayView("true"));
    const JsonValue d = root.member("bb").member("d");
    QCOMPARE(d.text(), QByteArrayView("{}"));
    QCOMPARE(d.offset(), text.indexOf("{}"));
    QVERIFY(d.first().isAbsent());
    QVERIFY(d.next().isAbsent());
}

void TestJson::readsNumbers_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<double>("value");
    QTest::newRow("zero") << "0"_ba << 0.0;
    QTest::newRow("negative") << "-1.5"_ba << -1.5;
    QTest::newRow("exponent") << "1E+2"_ba << 100.0;
    QTest::newRow("big") << "123456789012345678901234567890"_ba << 123456789012345678901234567890.0;
    QTest::newRow("small") << "1e-400"_ba << 0.0;
    QTest::newRow("negative small") << "-1.5e-400"_ba << -0.0;
    QTest::newRow("large exponent") << "1.5e400"_ba << HUGE_VAL;
    QTest::newRow("large negative") << "-1e400"_ba << -HUGE_VAL;
    QTest::newRow("many digits") << QByteArray(400, '9') << HUGE_VAL;
    QTest::newRow("many digits, small") << "0." + QByteArray(400, '0') + "1" << 0.0;
    QTest::newRow("digits against exponent") << QByteArray(400, '9') + "e-399" << 10.0;
    QTest::newRow("huge exponent") << "1e99999999999999999999"_ba << HUGE_VAL;
    QTest::newRow("huge negative exponent") << "1e-99999999999999999999"_ba << 0.0;
    QTest::newRow("zero with an exponent") << "0e99999999999999999999"_ba << 0.0;
}

void TestJson::readsNumbers()
{
    QFETCH(QByteArray, text);
    const JsonDocument document = parsed(text);
    QVERIFY(document.root().isNumber());
    QCOMPARE(document.root().text(), QByteArrayView(text));
    QTEST(document.root().toDouble(), "value");
    // The same inside of something: a number has no end of its own.
    const JsonDocument array = parsed("[" + text + " ," + text + "]");
    QCOMPARE(array.root().at(0).text(), QByteArrayView(text));
    QCOMPARE(array.root().at(1).text(), QByteArrayView(text));
}

void TestJson::readsStrings_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("value");
    QTest::newRow("empty") << R"("")"_ba << QString();
    QTest::newRow("plain") << R"("abc")"_ba << u"abc"_s;
    QTest::newRow("escapes") << R"("\"\\\/\b\f\n\r\t")"_ba << u"\"\\/\b\f\n\r\t"_s;
    QTest::newRow("unicode") << R"("\u00e9\u20AC\ud83c\udfae")"_ba << u"é€🎮"_s;
    QTest::newRow("raw unicode") << "\"é€🎮\""_ba << u"é€🎮"_s;
    QTest::newRow("zero") << R"("a\u0000b")"_ba << QString(u"a"_s + QChar(0) + u"b"_s);
    QTest::newRow("line separators") << "\"\xE2\x80\xA8\""_ba << QString(QChar(0x2028));
}

void TestJson::readsStrings()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, value);
    const JsonDocument document = parsed("{" + text + ":" + text + "}");
    const JsonValue member = document.root().first();
    QCOMPARE(member.toString(), value);
    QCOMPARE(member.key(), value);
    QCOMPARE(member.utf8(), QByteArrayView(value.toUtf8()));
    QCOMPARE(member.text(), QByteArrayView(text));
}

void TestJson::findsMembers()
{
    const JsonDocument document = parsed(R"({"a":1,"b":{"a":2},"a":3,"\u0062c":4})");
    const JsonValue root = document.root();
    QCOMPARE(root.member("a").text(), QByteArrayView("3")); // The last one wins.
    QCOMPARE(root.member("b").member("a").text(), QByteArrayView("2"));
    QCOMPARE(root.member("bc").text(), QByteArrayView("4"));
    QVERIFY(root.member("A").isAbsent());
    QVERIFY(root.member("").isAbsent());
    QVERIFY(root.member("a").member("a").isAbsent());
    QVERIFY(root.at(0).isAbsent()); // Not an array.
}

void TestJson::findsDuplicateKeys_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("path");
    QTest::newRow("none") << R"({"a":{"a":{"a":1}},"b":[{"a":1},{"a":1}]})"_ba << QString();
    QTest::newRow("scalar") << "1"_ba << QString();
    QTest::newRow("root") << R"({"a":1,"b":2,"a":1})"_ba << u"a"_s;
    QTest::newRow("member") << R"({"data":{"message":1,"message":2}})"_ba << u"data.message"_s;
    QTest::newRow("escaped") << R"({"data":{"a":1,"\u0061":2}})"_ba << u"data.a"_s;
    QTest::newRow("element") << R"({"data":{"actions":[1,[],{"x":[]},{"name":1,"name":1}]}})"_ba
                             << u"data.actions[3].name"_s;
    QTest::newRow("array of arrays") << R"([[0,{"a":1,"a":1}]])"_ba << u"[0][1].a"_s;
    QByteArray many = "{";
    for (int i = 0; i < 100; ++i)
        many += "\"k" + QByteArray::number(i) + "\":0,";
    QTest::newRow("many members") << many + R"("k42":1})" << u"k42"_s;
    QTest::newRow("many members, none") << many + R"("k100":1})" << QString();
}

void TestJson::findsDuplicateKeys()
{
    QFETCH(QByteArray, text);
    QTEST(parsed(text).firstDuplicateKey(), "path");
}

void TestJson::readsHugeArrays()
{
    constexpr int count = 500'000;
    QByteArray text = "[";
    for (int i = 0; i < count; ++i)
        text += "7,";
    text.back() = ']';
    const JsonDocument document = parsed(text);
    QCOMPARE(document.root().size(), count);
    QVERIFY(JsonParser::isJson(text) && !JsonParser::isJson(text.chopped(1)));
    int walked = 0;
    for (JsonValue child = document.root().first(); !child.isAbsent(); child = child.next())
        ++walked;
    QCOMPARE(walked, count);
    QCOMPARE(document.root().at(count - 1).text(), QByteArrayView("7"));
}

void TestJson::readsHugeObjects()
{
    QByteArray text = "{";
    for (int i = 0; i < 100'000; ++i)
        text += "\"" + QByteArray::number(i) + "\":" + QByteArray::number(i) + ",";
    text.back() = '}';
    const JsonDocument document = parsed(text);
    QCOMPARE(document.root().member("99999").text(), QByteArrayView("99999"));
    QVERIFY(document.firstDuplicateKey().isEmpty());
}

void TestJson::answersForAbsentValues()
{
    const JsonValue absent;
    QVERIFY(absent.isAbsent());
    QCOMPARE(absent.type(), JsonValue::Type::Absent);
    QVERIFY(!absent.isNull());
    QVERIFY(absent.text().isEmpty());
    QCOMPARE(absent.offset(), 0);
    QVERIFY(!absent.toBool());
    QCOMPARE(absent.toDouble(), 0.0);
    QVERIFY(absent.toString().isEmpty());
    QCOMPARE(absent.size(), 0);
    QVERIFY(absent.first().isAbsent());
    QVERIFY(absent.next().isAbsent());
    QVERIFY(absent.member("a").isAbsent());
    QVERIFY(absent.at(0).isAbsent());
    QVERIFY(absent.key().isEmpty());
}

void TestJson::quotes_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QByteArray>("quoted");
    QTest::newRow("empty") << QString() << R"("")"_ba;
    QTest::newRow("plain") << u"abc"_s << R"("abc")"_ba;
    QTest::newRow("quotes") << u"a\"b\\c/"_s << R"("a\"b\\c/")"_ba;
    QTest::newRow("controls") << u"\n\r\t\b\u001f"_s << R"("\n\r\t\u0008\u001f")"_ba;
    QTest::newRow("unicode") << u"é🎮"_s << "\"é🎮\""_ba;
}

void TestJson::quotes()
{
    QFETCH(QString, text);
    QTEST(jsonQuoted(text), "quoted");
}

void TestJson::escapesAtEveryPlace_data()
{
    QTest::addColumn<QByteArray>("raw");
    QTest::addColumn<QByteArray>("escaped");
    QTest::newRow("quote") << QByteArray("\"") << QByteArray("\\\"");
    QTest::newRow("backslash") << QByteArray("\\") << QByteArray("\\\\");
    QTest::newRow("line end") << QByteArray("\n") << QByteArray("\\n");
    QTest::newRow("lowest") << QByteArray(1, '\0') << QByteArray("\\u0000");
    QTest::newRow("highest control") << QByteArray("\x1f") << QByteArray("\\u001f");
    QTest::newRow("space") << QByteArray(" ") << QByteArray(" ");
    QTest::newRow("next to the quote") << QByteArray("!#") << QByteArray("!#");
    QTest::newRow("next to the backslash") << QByteArray("[]") << QByteArray("[]");
    QTest::newRow("delete") << QByteArray("\x7f") << QByteArray("\x7f");
    QTest::newRow("two bytes") << QByteArray("\xc3\xbc") << QByteArray("\xc3\xbc");
    QTest::newRow("run") << QByteArray("\"\\\"\t\"") << QByteArray("\\\"\\\\\\\"\\t\\\"");
}

void TestJson::escapesAtEveryPlace()
{
    QFETCH(const QByteArray, raw);
    QFETCH(const QByteArray, escaped);
    // The last lengths are beyond those whose room is guessed.
    for (const int after : {0, 1, 7, 8, 9, 30, 1200}) {
        for (int before = 0; before < 20; ++before) {
            const QByteArray head(before, 'a');
            const QByteArray tail(after, 'z');
            QByteArray text = head;
            text += raw + tail;
            QByteArray expected = "\"";
            expected += head + escaped + tail + '"';
            QByteArray out = "x";
            appendJsonQuoted(out, text);
            QCOMPARE(out.sliced(1), expected);
            QVERIFY(jsonQuotedRoom(text) >= expected.size());
            const JsonDocument document = parsed(expected);
            QCOMPARE(document.root().utf8().toByteArray(), text);
        }
    }
}

void TestJson::quotedTextsReadBack()
{
    QString text;
    for (char16_t c = 0; c < 0x3000; ++c)
        text += QChar(c);
    const JsonDocument document = parsed(jsonQuoted(text));
    QCOMPARE(document.root().toString(), text);
}

QTEST_GUILESS_MAIN(TestJson)
#include "tst_json.moc"
