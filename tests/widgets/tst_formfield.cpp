// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "widgets/formfield.h"
#include "widgets/plaintext.h"

#include <QElapsedTimer>
#include <QTest>

using namespace neuro::ui;
using namespace Qt::Literals::StringLiterals;
using neuro::protocol::ActionSchema;

namespace {

FormField formOf(const QByteArray &schema)
{
    return describeForm(ActionSchema::compile(schema));
}

/// The only member of an object schema.
FormField memberOf(const QByteArray &schema)
{
    const FormField form = formOf(R"({"type":"object","properties":{"x":)" + schema + "}}");
    return form.members.value(0);
}

int countFields(const FormField &field)
{
    int count = 1;
    for (const FormField &member : field.members)
        count += countFields(member);
    return count;
}

QByteArray nested(int depth)
{
    QByteArray schema = R"({"type":"string"})";
    for (int i = 0; i < depth; ++i)
        schema = R"({"type":"object","properties":{"x":)" + schema + "}}";
    return schema;
}

} // namespace

class TestFormField : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void kinds_data()
    {
        QTest::addColumn<QByteArray>("schema");
        QTest::addColumn<FieldKind>("kind");
        QTest::addColumn<QByteArray>("initial");
        const auto row = [](const char *name, const char *schema, FieldKind kind,
                            const char *initial) {
            QTest::newRow(name) << QByteArray(schema) << kind << QByteArray(initial);
        };
        row("text", R"({"type":"string"})", FieldKind::Text, R"("")");
        row("default", R"({"type":"string","default":"a\u0041"})", FieldKind::Text, R"("a\u0041")");
        row("flag", R"({"type":"boolean"})", FieldKind::Flag, "false");
        row("integer", R"({"type":"integer"})", FieldKind::Integer, "0");
        row("minimum", R"({"type":"integer","minimum":3})", FieldKind::Integer, "3");
        row("maximum", R"({"type":"integer","maximum":-3})", FieldKind::Integer, "-3");
        row("exclusive", R"({"type":"integer","exclusiveMinimum":3})", FieldKind::Integer, "4");
        row("64 bits", R"({"type":"integer","minimum":9223372036854775800})", FieldKind::Integer,
            "9223372036854775800");
        row("number", R"({"type":"number","minimum":0.5})", FieldKind::Number, "0.5");
        row("enum", R"({"enum":["b","a"]})", FieldKind::Choice, R"("b")");
        row("enum default", R"({"enum":["b","a"],"default":"a"})", FieldKind::Choice, R"("a")");
        row("const", R"({"const":{"a":1.0}})", FieldKind::Constant, R"({"a":1.0})");
        row("null", R"({"type":"null"})", FieldKind::Constant, "null");
        row("list", R"({"type":"array","items":{"type":"string"}})", FieldKind::List, "[]");
        row("list minimum", R"({"type":"array","minItems":2,"items":{"type":"integer"}})",
            FieldKind::List, "[0,0]");
        row("group", R"({"type":"object","properties":{}})", FieldKind::Group, "{}");
        row("group without type", R"({"properties":{"a":{"type":"string"}}})", FieldKind::Group,
            "{}");
        row("free object", R"({"type":"object"})", FieldKind::Json, "{}");
        row("tuple", R"({"type":"array","items":[{"type":"string"}]})", FieldKind::Json, "[]");
        row("oneOf", R"({"oneOf":[{"type":"string"},{"type":"integer"}]})", FieldKind::Json,
            "null");
        row("allOf", R"({"allOf":[{"type":"string"}]})", FieldKind::Json, "null");
        row("types", R"({"type":["string","integer"]})", FieldKind::Json, "null");
        row("anything", "true", FieldKind::Json, "null");
        row("foreign reference", R"({"$ref":"other.json"})", FieldKind::Json, "null");
        row("endless reference", R"({"$ref":"#/properties/x"})", FieldKind::Json, "null");
    }

    void kinds()
    {
        QFETCH(QByteArray, schema);
        QFETCH(FieldKind, kind);
        QFETCH(QByteArray, initial);
        const FormField field = memberOf(schema);
        QCOMPARE(field.kind, kind);
        QCOMPARE(field.initial, initial);
        QCOMPARE(field.note.isEmpty(), kind != FieldKind::Json);
    }

    void orderAndRequired()
    {
        const FormField form = formOf(
            R"({"type":"object","required":["z","gone"],"properties":{"z":{"type":"string"},)"
            R"("a":{"type":"integer","description":"how often"}}})");
        QCOMPARE(form.members.size(), 3);
        QCOMPARE(form.members[0].name, u"z"_s);
        QVERIFY(form.members[0].required);
        QCOMPARE(form.members[1].name, u"a"_s);
        QVERIFY(!form.members[1].required);
        QCOMPARE(form.members[1].description, u"how often"_s);
        QCOMPARE(form.members[2].name, u"gone"_s);
        QCOMPARE(form.members[2].kind, FieldKind::Json);
    }

    void nullable_data()
    {
        QTest::addColumn<QByteArray>("schema");
        QTest::addColumn<FieldKind>("kind");
        QTest::addColumn<bool>("nullable");
        QTest::newRow("list of types")
            << QByteArray(R"({"type":["integer","null"]})") << FieldKind::Integer << true;
        QTest::newRow("anyOf") << QByteArray(R"({"anyOf":[{"type":"string"},{"type":"null"}]})")
                               << FieldKind::Text << true;
        QTest::newRow("oneOf, null first")
            << QByteArray(R"({"oneOf":[{"type":"null"},{"type":"boolean"}]})") << FieldKind::Flag
            << true;
        QTest::newRow("null only twice")
            << QByteArray(R"({"anyOf":[{"type":"null"},{"type":"null"}]})") << FieldKind::Json
            << false;
        QTest::newRow("plain") << QByteArray(R"({"type":"string"})") << FieldKind::Text << false;
    }

    void nullable()
    {
        QFETCH(QByteArray, schema);
        QFETCH(FieldKind, kind);
        QFETCH(bool, nullable);
        const FormField field = memberOf(schema);
        QCOMPARE(field.kind, kind);
        QCOMPARE(field.nullable, nullable);
    }

    void choicesAndTexts()
    {
        const FormField mixed = memberOf(R"({"enum":["1",1,null]})");
        QCOMPARE(mixed.choices.size(), 3);
        QCOMPARE(mixed.choices[0].label, u"\"1\""_s);
        QCOMPARE(mixed.choices[1].label, u"1"_s);
        QCOMPARE(mixed.choices[2].json, QByteArray("null"));
        QVERIFY(memberOf(R"({"type":"string","maxLength":81})").multiLine);
        QVERIFY(!memberOf(R"({"type":"string","maxLength":80})").multiLine);
        QVERIFY(!memberOf(R"({"type":"string","maxLength":80})").canBeMultiLine);
        QVERIFY(memberOf(R"({"type":"string"})").canBeMultiLine);
    }

    void localReference()
    {
        const FormField form =
            formOf(R"({"type":"object","properties":{"x":{"$ref":"#/$defs/a~1b"}},)"
                   R"("$defs":{"a/b":{"$ref":"#/$defs/c"},"c":{"type":"integer","minimum":7}}})");
        QCOMPARE(form.members[0].kind, FieldKind::Integer);
        QCOMPARE(form.members[0].minimum, QByteArray("7"));
    }

    void roots()
    {
        QCOMPARE(formOf(R"({"type":"string"})").kind, FieldKind::Json);
        QCOMPARE(formOf(R"({"type":"nonsense"})").kind, FieldKind::Json);
        QCOMPARE(formOf(R"({"type":"object","properties":{"a":{"type":"string"}}})").kind,
                 FieldKind::Group);
    }

    void hostile_data()
    {
        QTest::addColumn<QByteArray>("schema");
        QByteArray many = R"({"type":"object","properties":{)";
        for (int i = 0; i < 10'000; ++i)
            many += "\"p" + QByteArray::number(i) + R"(":{"type":"string"},)";
        many.chop(1);
        QTest::newRow("properties") << many + "}}";
        QTest::newRow("depth") << nested(100);
        QByteArray wide = R"({"type":"object","properties":{"x":{"enum":[)";
        for (int i = 0; i < 20'000; ++i)
            wide += QByteArray::number(i) + ',';
        wide.chop(1);
        QTest::newRow("enum") << wide + "]}}}";
        QTest::newRow("recursion")
            << QByteArray(R"({"type":"object","properties":{"a":{"$ref":"#"},"b":{"$ref":"#"},)"
                          R"("c":{"$ref":"#"},"d":{"$ref":"#"}}})");
        QByteArray rows = R"({"type":"integer"})";
        for (int i = 0; i < 7; ++i)
            rows = R"({"type":"array","minItems":100,"items":)" + rows + "}";
        QTest::newRow("rows in rows")
            << QByteArray(R"({"type":"object","properties":{"x":)" + rows + "}}");
    }

    void hostile()
    {
        QFETCH(QByteArray, schema);
        const ActionSchema compiled = ActionSchema::compile(schema);
        QElapsedTimer timer;
        timer.start();
        const FormField form = describeForm(compiled);
        QVERIFY2(timer.elapsed() < 1000, qPrintable(QString::number(timer.elapsed())));
        // The limit may be passed by the members of the last group that was still begun.
        QVERIFY(countFields(form) <= 2 * formlimits::fields);
    }

    void numbers()
    {
        QVERIFY(isJsonNumber(u"-0", true));
        QVERIFY(isJsonNumber(u"123456789012345678901234567890", true));
        QVERIFY(!isJsonNumber(u"1.0", true));
        QVERIFY(isJsonNumber(u"1.50", false));
        QVERIFY(isJsonNumber(u"1E400", false));
        for (const char16_t *wrong : {u"", u"-", u"01", u"+1", u"1.", u".5", u"1e", u"1\n", u"NaN"})
            QVERIFY2(!isJsonNumber(wrong, false), qPrintable(QString(wrong)));
    }

    void steps_data()
    {
        QTest::addColumn<QByteArray>("schema");
        QTest::addColumn<QString>("from");
        QTest::addColumn<int>("steps");
        QTest::addColumn<QString>("to");
        QTest::newRow("up") << QByteArray(R"({"type":"integer"})") << u"3"_s << 1 << u"4"_s;
        QTest::newRow("limit") << QByteArray(R"({"type":"integer","maximum":4})") << u"3"_s << 10
                               << u"4"_s;
        QTest::newRow("exclusive limit")
            << QByteArray(R"({"type":"integer","exclusiveMaximum":4})") << u"3"_s << 10 << u"3"_s;
        QTest::newRow("beyond double") << QByteArray(R"({"type":"integer"})")
                                       << u"9007199254740993"_s << 1 << u"9007199254740994"_s;
        QTest::newRow("beyond 64 bits")
            << QByteArray(R"({"type":"integer"})") << u"9223372036854775807"_s << 1 << QString();
        QTest::newRow("no number")
            << QByteArray(R"({"type":"integer"})") << u"x"_s << 1 << QString();
        QTest::newRow("real") << QByteArray(R"({"type":"number"})") << u"1.5"_s << -1 << u"0.5"_s;
        QTest::newRow("real limit")
            << QByteArray(R"({"type":"number","minimum":0.1})") << u"0.5"_s << -1 << u"0.1"_s;
    }

    void steps()
    {
        QFETCH(QByteArray, schema);
        QFETCH(QString, from);
        QFETCH(int, steps);
        QFETCH(QString, to);
        QCOMPARE(steppedNumber(from, steps, memberOf(schema)).value_or(QString()), to);
    }

    void foreignText()
    {
        QCOMPARE(singleLine(u"  a\n\t b\u202e\u0007c ", 20), u"a bc"_s);
        QCOMPARE(singleLine(u"abcdef", 4), u"abc…"_s);
        QCOMPARE(singleLine(u"ab😀😀", 4), u"ab…"_s); // No half of a pair.
        QCOMPARE(wrappable(u"a\nb", 20), u"a\nb"_s);
        QVERIFY(wrappable(QString(100, u'x'), 200).contains(u'\u200b'));
        QCOMPARE(withoutMnemonics(u"a&b"_s), u"a&&b"_s);
        QCOMPARE(plainToolTip(u"<b>&"), u"<qt>&lt;b&gt;&amp;</qt>"_s);
        QVERIFY(plainToolTip(u"").isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestFormField)
#include "tst_formfield.moc"
