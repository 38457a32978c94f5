// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "forcesamples.h"
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
    const FormField form =
        formOf(samples::json("{'type':'object','properties':{'x':") + schema + "}}");
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
    QByteArray schema = samples::json("{'type':'string'}");
    for (int i = 0; i < depth; ++i)
        schema = samples::json("{'type':'object','properties':{'x':") + schema + "}}";
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
        const auto row = [](const char *name, const QByteArray &schema, FieldKind kind,
                            const QByteArray &initial) {
            QTest::newRow(name) << schema << kind << initial;
        };
        row("text", samples::json("{'type':'string'}"), FieldKind::Text, samples::json("''"));
        row("default", samples::json("{'type':'string','default':'a\\u0041'}"), FieldKind::Text,
            samples::json("'a\\u0041'"));
        row("flag", samples::json("{'type':'boolean'}"), FieldKind::Flag, "false");
        row("integer", samples::json("{'type':'integer'}"), FieldKind::Integer, "0");
        row("minimum", samples::json("{'type':'integer','minimum':3}"), FieldKind::Integer, "3");
        row("maximum", samples::json("{'type':'integer','maximum':-3}"), FieldKind::Integer, "-3");
        row("exclusive", samples::json("{'type':'integer','exclusiveMinimum':3}"),
            FieldKind::Integer, "4");
        row("64 bits", samples::json("{'type':'integer','minimum':9223372036854775800}"),
            FieldKind::Integer, "9223372036854775800");
        row("number", samples::json("{'type':'number','minimum':0.5}"), FieldKind::Number, "0.5");
        row("enum", samples::json("{'enum':['b','a']}"), FieldKind::Choice, samples::json("'b'"));
        row("enum default", samples::json("{'enum':['b','a'],'default':'a'}"), FieldKind::Choice,
            samples::json("'a'"));
        row("const", samples::json("{'const':{'a':1.0}}"), FieldKind::Constant,
            samples::json("{'a':1.0}"));
        row("null", samples::json("{'type':'null'}"), FieldKind::Constant, "null");
        row("list", samples::json("{'type':'array','items':{'type':'string'}}"), FieldKind::List,
            "[]");
        row("list minimum",
            samples::json("{'type':'array','minItems':2,'items':{'type':'integer'}}"),
            FieldKind::List, "[0,0]");
        row("group", samples::json("{'type':'object','properties':{}}"), FieldKind::Group, "{}");
        row("group without type", samples::json("{'properties':{'a':{'type':'string'}}}"),
            FieldKind::Group, "{}");
        row("free object", samples::json("{'type':'object'}"), FieldKind::Json, "{}");
        row("tuple", samples::json("{'type':'array','items':[{'type':'string'}]}"), FieldKind::Json,
            "[]");
        row("oneOf", samples::json("{'oneOf':[{'type':'string'},{'type':'integer'}]}"),
            FieldKind::Json, "null");
        row("allOf", samples::json("{'allOf':[{'type':'string'}]}"), FieldKind::Json, "null");
        row("types", samples::json("{'type':['string','integer']}"), FieldKind::Json, "null");
        row("anything", "true", FieldKind::Json, "null");
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
        const FormField form = formOf(samples::json(
            "{'type':'object','required':['z','gone'],'properties':{'z':{'type':'string'},"
            "'a':{'type':'integer','description':'how often'}}}"));
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
            << (samples::json("{'type':['integer','null']}")) << FieldKind::Integer << true;
        QTest::newRow("anyOf") << (samples::json("{'anyOf':[{'type':'string'},{'type':'null'}]}"))
                               << FieldKind::Text << true;
        QTest::newRow("oneOf, null first")
            << (samples::json("{'oneOf':[{'type':'null'},{'type':'boolean'}]}")) << FieldKind::Flag
            << true;
        QTest::newRow("null only twice")
            << (samples::json("{'anyOf':[{'type':'null'},{'type':'null'}]}")) << FieldKind::Json
            << false;
        QTest::newRow("plain") << (samples::json("{'type':'string'}")) << FieldKind::Text << false;
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
        const FormField mixed = memberOf(samples::json("{'enum':['1',1,null]}"));
        QCOMPARE(mixed.choices.size(), 3);
        QCOMPARE(mixed.choices[0].label, u"\"1\""_s);
        QCOMPARE(mixed.choices[1].label, u"1"_s);
        QCOMPARE(mixed.choices[2].json, QByteArray("null"));
        QVERIFY(memberOf(samples::json("{'type':'string','maxLength':81}")).multiLine);
        QVERIFY(!memberOf(samples::json("{'type':'string','maxLength':80}")).multiLine);
        QVERIFY(!memberOf(samples::json("{'type':'string','maxLength':80}")).canBeMultiLine);
        QVERIFY(memberOf(samples::json("{'type':'string'}")).canBeMultiLine);
    }

    void localReference()
    {
        const FormField form = formOf(samples::json(
            "{'type':'object','properties':{'x':{'$ref':'#/$defs/a~1b'}},"
            "'$defs':{'a/b':{'$ref':'#/$defs/c'},'c':{'type':'integer','minimum':7}}}"));
        QCOMPARE(form.members[0].kind, FieldKind::Integer);
        QCOMPARE(form.members[0].minimum, QByteArray("7"));
    }

    void roots()
    {
        QCOMPARE(formOf(samples::json("{'type':'string'}")).kind, FieldKind::Json);
        QCOMPARE(formOf(samples::json("{'type':'nonsense'}")).kind, FieldKind::Json);
        QCOMPARE(
            formOf(samples::json("{'type':'object','properties':{'a':{'type':'string'}}}")).kind,
            FieldKind::Group);
    }

    void referencesThatLeadNowhere()
    {
        for (const QByteArray target : {"other.json", "#/properties/x", "#/nowhere"}) {
            const FormField form = formOf(
                samples::json("{'type':'object','properties':{'x':{'$ref':'") + target + "\"}}}");
            const FormField place = form.members.value(0, form);
            QCOMPARE(place.kind, FieldKind::Json);
            QVERIFY(!place.note.isEmpty());
        }
    }

    void hostile_data()
    {
        QTest::addColumn<QByteArray>("schema");
        QByteArray many = samples::json("{'type':'object','properties':{");
        for (int i = 0; i < 10'000; ++i)
            many += "\"p" + QByteArray::number(i) + samples::json("':{'type':'string'},");
        many.chop(1);
        QTest::newRow("properties") << many + "}}";
        QTest::newRow("depth") << nested(100);
        QByteArray wide = samples::json("{'type':'object','properties':{'x':{'enum':[");
        for (int i = 0; i < 20'000; ++i)
            wide += QByteArray::number(i) + ',';
        wide.chop(1);
        QTest::newRow("enum") << wide + "]}}}";
        QTest::newRow("recursion")
            << (samples::json("{'type':'object','properties':{'a':{'$ref':'#'},'b':{'$ref':'#'},"
                              "'c':{'$ref':'#'},'d':{'$ref':'#'}}}"));
        QByteArray rows = samples::json("{'type':'integer'}");
        for (int i = 0; i < 7; ++i)
            rows = samples::json("{'type':'array','minItems':100,'items':") + rows + "}";
        QTest::newRow("rows in rows")
            << (samples::json("{'type':'object','properties':{'x':") + rows + "}}");
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
            QVERIFY2(!isJsonNumber(wrong, false), qPrintable(QString::fromUtf16(wrong)));
    }

    void steps_data()
    {
        QTest::addColumn<QByteArray>("schema");
        QTest::addColumn<QString>("from");
        QTest::addColumn<int>("steps");
        QTest::addColumn<QString>("to");
        QTest::newRow("up") << (samples::json("{'type':'integer'}")) << u"3"_s << 1 << u"4"_s;
        QTest::newRow("limit") << (samples::json("{'type':'integer','maximum':4}")) << u"3"_s << 10
                               << u"4"_s;
        QTest::newRow("exclusive limit")
            << (samples::json("{'type':'integer','exclusiveMaximum':4}")) << u"3"_s << 10 << u"3"_s;
        QTest::newRow("beyond double") << (samples::json("{'type':'integer'}"))
                                       << u"9007199254740993"_s << 1 << u"9007199254740994"_s;
        QTest::newRow("beyond 64 bits")
            << (samples::json("{'type':'integer'}")) << u"9223372036854775807"_s << 1 << QString();
        QTest::newRow("no number")
            << (samples::json("{'type':'integer'}")) << u"x"_s << 1 << QString();
        QTest::newRow("real") << (samples::json("{'type':'number'}")) << u"1.5"_s << -1 << u"0.5"_s;
        QTest::newRow("real limit")
            << (samples::json("{'type':'number','minimum':0.1}")) << u"0.5"_s << -1 << u"0.1"_s;
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
