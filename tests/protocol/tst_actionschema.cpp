// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "protocol/actionschema.h"
#include "protocol/jsonnumber.h"
#include "protocol/textpattern.h"
#include "protocol/workbudget.h"

#include "schemacases.h"

#include <QTest>

#include <algorithm>

using namespace neuro::protocol;
using namespace Qt::Literals::StringLiterals;

namespace {

/// The number of cases in the file: a file cut short must not pass.
constexpr qsizetype caseCount = 237;

bool accepts(const QByteArray &schema, const QByteArray &instance)
{
    return ActionSchema::compile(schema).validate(instance).valid;
}

/// "/p/0/x" as our paths have it: "p[0].x".
QString ourPath(const QString &pointer)
{
    QString path;
    const QStringList steps = pointer.split(u'/').mid(1);
    for (const QString &step : steps) {
        bool isIndex = false;
        step.toInt(&isIndex);
        if (isIndex)
            path += u'[' + step + u']';
        else
            path += (path.isEmpty() ? QString() : u"."_s) + step;
    }
    return path;
}

} // namespace

class TestActionSchema : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cases_data();
    void cases();
    void schemaErrors_data();
    void schemaErrors();
    void keywords_data();
    void keywords();
    void numbers_data();
    void numbers();
    void multiples_data();
    void multiples();
    void patterns_data();
    void patterns();
    void refusedPatterns_data();
    void refusedPatterns();
    void emptySchemas();
    void objectSchemas();
    void invalidSchemaAcceptsAnyJson();
    void errorsSayWhereAndWhat();
    void errorsAreLimited();
    void pathsQuoteOddKeys();
    void countsSteps();
    void copiesShareTheSchema();
};

void TestActionSchema::cases_data()
{
    QTest::addColumn<SchemaCase>("entry");
    const QList<SchemaCase> cases = readSchemaCases();
    QCOMPARE(cases.size(), caseCount);
    for (const SchemaCase &entry : cases)
        QTest::newRow(entry.id.constData()) << entry;
}

void TestActionSchema::cases()
{
    QFETCH(SchemaCase, entry);
    const ActionSchema schema = ActionSchema::compile(entry.schema);
    QVERIFY(schema.isValid());
    SchemaOptions options;
    options.assertFormats = entry.assertsFormat;
    const Validation validation = schema.validate(entry.instance, options);

    QCOMPARE(validation.valid, entry.valid);
    QVERIFY(!validation.budgetExceeded);
    QCOMPARE(validation.errors.isEmpty(), entry.valid);
    QCOMPARE(JsonDocument::parse(entry.instance).hasValue(), !entry.isParseError);
    for (const SchemaError &error : validation.errors)
        QVERIFY(!error.message.isEmpty());
    for (const QString &pointer : std::as_const(entry.failedAt)) {
        QVERIFY2(std::any_of(validation.errors.begin(), validation.errors.end(),
                             [&](const SchemaError &e) { return e.path == ourPath(pointer); }),
                 qPrintable(u"no error at \"%1\""_s.arg(ourPath(pointer))));
    }
    if (entry.assertsFormat && !entry.valid)
        QVERIFY2(schema.validate(entry.instance).valid, "by itself, a format is an annotation");
}

void TestActionSchema::schemaErrors_data()
{
    QTest::addColumn<QByteArray>("schema");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("words");
    const auto row = [](const char *name, const char *schema, const char *path, const char *words) {
        QTest::newRow(name) << QByteArray(schema) << QString::fromUtf8(path)
                            << QString::fromUtf8(words);
    };
    row("not JSON", "{", "", "not JSON");
    row("number", "5", "", "object or a boolean");
    row("null", "null", "", "object or a boolean");
    row("unknown type", R"({"type":"int"})", "type", "\"int\" is not a type");
    row("type of wrong kind", R"({"type":5})", "type", "is not a type");
    row("no types", R"({"type":[]})", "type", "is not a type");
    row("unknown type in list", R"({"type":["string","text"]})", "type", "is not a type");
    row("nested", R"({"properties":{"a":{"items":{"type":"x"}}}})", "properties.a.items.type",
        "is not a type");
    row("negative length", R"({"minLength":-1})", "minLength", "not negative");
    row("fraction", R"({"maxItems":1.5})", "maxItems", "whole number");
    row("text as count", R"({"minProperties":"1"})", "minProperties", "whole number");
    row("minimum of wrong kind", R"({"minimum":"1"})", "minimum", "must be a number");
    row("draft-04 exclusive", R"({"exclusiveMinimum":true})", "exclusiveMinimum",
        "must be a number");
    row("multiple of zero", R"({"multipleOf":0})", "multipleOf", "greater than zero");
    row("multiple of negative", R"({"multipleOf":-2})", "multipleOf", "greater than zero");
    row("open class", R"({"pattern":"[a"})", "pattern", "not closed");
    row("pattern of wrong kind", R"({"pattern":5})", "pattern", "regular expression");
    row("member pattern", R"({"patternProperties":{"(":{}}})", "patternProperties", "not closed");
    row("properties no object", R"({"properties":[]})", "properties", "must be an object");
    row("property no schema", R"({"properties":{"a":1}})", "properties.a", "object or a boolean");
    row("required no list", R"({"required":"a"})", "required", "must be an array");
    row("required of numbers", R"({"required":["a",1]})", "required", "lists 1");
    row("empty anyOf", R"({"anyOf":[]})", "anyOf", "non-empty array");
    row("allOf no list", R"({"allOf":{}})", "allOf", "non-empty array");
    row("bad alternative", R"({"oneOf":[{},3]})", "oneOf[1]", "object or a boolean");
    row("enum no list", R"({"enum":"a"})", "enum", "non-empty array");
    row("unique of wrong kind", R"({"uniqueItems":"yes"})", "uniqueItems", "true or false");
    row("dependencies no object", R"({"dependencies":[]})", "dependencies", "must be an object");
    row("unused definition", R"({"definitions":{"a":{"type":"x"}}})", "definitions.a.type",
        "is not a type");
    row("reference to nothing", R"({"properties":{"a":{"$ref":"#/definitions/b"}}})",
        "properties.a.$ref", "#/definitions/b");
    row("remote reference", R"({"$ref":"http://example.com/s.json"})", "$ref",
        "only references within the schema");
    row("unknown anchor", R"({"$ref":"#b"})", "$ref", "#b");
    row("reference of wrong kind", R"({"$ref":5})", "$ref", "must be a string");
    row("reference to itself", R"({"$ref":"#"})", "", "break the circle");
    row("mutual references",
        R"({"definitions":{"a":{"$ref":"#/definitions/b"},"b":{"$ref":"#/definitions/a"}}})",
        "definitions.b", "break the circle");
    row("circle through anyOf", R"({"anyOf":[{"type":"null"},{"$ref":"#"}]})", "anyOf[1]",
        "break the circle");
}

void TestActionSchema::schemaErrors()
{
    QFETCH(QByteArray, schema);
    QFETCH(QString, path);
    QFETCH(QString, words);
    const ActionSchema compiled = ActionSchema::compile(schema);
    QVERIFY(!compiled.isValid());
    const QList<SchemaError> errors = compiled.errors();
    const bool isTold = std::any_of(errors.begin(), errors.end(), [&](const SchemaError &e) {
        return e.path == path && e.message.english().contains(words);
    });
    QVERIFY2(isTold, qPrintable(errors.first().path + u": "_s + errors.first().message.english()));
}

void TestActionSchema::keywords_data()
{
    QTest::addColumn<QByteArray>("schema");
    QTest::addColumn<QByteArray>("good");
    QTest::addColumn<QByteArray>("bad");
    const auto row = [](const char *name, const char *schema, const char *good, const char *bad) {
        QTest::newRow(name) << QByteArray(schema) << QByteArray(good) << QByteArray(bad);
    };
    row("prefixItems", R"({"prefixItems":[{"type":"null"}],"items":{"type":"string"}})",
        R"([null,"a"])", R"([null,1])");
    row("additionalItems", R"({"items":[true],"additionalItems":false})", "[1]", "[1,2]");
    row("contains", R"({"contains":{"const":5}})", "[1,5,9]", "[1,2]");
    row("dependentRequired", R"({"dependentRequired":{"a":["b"]}})", R"({"a":1,"b":2})",
        R"({"a":1})");
    row("dependentSchemas", R"({"dependentSchemas":{"a":{"required":["b"]}}})", R"({"b":1})",
        R"({"a":1})");
    row("propertyNames", R"({"propertyNames":{"maxLength":2}})", R"({"éé":1})", R"({"abc":1})");
    row("minProperties", R"({"minProperties":1})", R"({"a":1})", "{}");
    row("a repeated member counts once", R"({"maxProperties":1})", R"({"a":1,"a":2})",
        R"({"a":1,"b":2})");
    row("empty keys may repeat", R"({"properties":{"":{"type":"null"}}})", R"({"":1,"":null})",
        R"({"":null,"":1})");
    row("anchor", R"({"definitions":{"a":{"$id":"#n","type":"null"}},"items":{"$ref":"#n"}})",
        "[null]", "[1]");
    row("$anchor", R"({"$defs":{"a":{"$anchor":"n","type":"null"}},"items":{"$ref":"#n"}})",
        "[null]", "[1]");
    row("pointer into the unknown", R"({"x":{"y":[{"type":"null"}]},"items":{"$ref":"#/x/y/0"}})",
        "[null]", "[1]");
    row("beside $ref since 2019-09",
        R"({"$schema":"https://json-schema.org/draft/2020-12/schema",
            "$defs":{"i":{"type":"integer"}},"items":{"$ref":"#/$defs/i","minimum":3}})",
        "[3]", "[2]");
    row("recursion through the data", R"({"properties":{"n":{"$ref":"#"},"v":{"type":"integer"}}})",
        R"({"n":{"n":{"v":1}}})", R"({"n":{"n":{"v":"1"}}})");
    row("big enum", R"({"enum":[0,1,2,3,4,5,6,7,8,9,{"a":[1.0]}]})", R"({"a":[1]})",
        R"({"a":[2]})");
    row("last of repeated keywords", R"({"type":"string","type":"null"})", "null", "\"a\"");
    row("else", R"({"if":{"type":"string"},"then":{"minLength":1},"else":{"minimum":1}})", "1",
        "0");
    row("big integers", R"({"const":18446744073709551617})", "18446744073709551617",
        "18446744073709551616");
    row("exact limit", R"({"maximum":9007199254740993})", "9007199254740993", "9007199254740994");
}

void TestActionSchema::keywords()
{
    QFETCH(QByteArray, schema);
    QFETCH(QByteArray, good);
    QFETCH(QByteArray, bad);
    const ActionSchema compiled = ActionSchema::compile(schema);
    QVERIFY(compiled.isValid());
    QVERIFY(compiled.validate(good).valid);
    QVERIFY(!compiled.validate(bad).valid);
}

void TestActionSchema::numbers_data()
{
    QTest::addColumn<QByteArray>("left");
    QTest::addColumn<QByteArray>("right");
    QTest::addColumn<int>("order");
    QTest::newRow("equal") << QByteArray("1") << QByteArray("1.00") << 0;
    QTest::newRow("zeros") << QByteArray("-0.0") << QByteArray("0e5") << 0;
    QTest::newRow("exponent") << QByteArray("100") << QByteArray("1E+2") << 0;
    QTest::newRow("negative exponent") << QByteArray("0.01") << QByteArray("1e-2") << 0;
    QTest::newRow("prefix") << QByteArray("12") << QByteArray("123") << -1;
    QTest::newRow("digits") << QByteArray("1.2") << QByteArray("1.19") << 1;
    QTest::newRow("negative") << QByteArray("-2") << QByteArray("-1") << -1;
    QTest::newRow("sign") << QByteArray("-1") << QByteArray("1") << -1;
    QTest::newRow("zero above negative") << QByteArray("0") << QByteArray("-1e-99") << 1;
    QTest::newRow("beyond double") << QByteArray("1e400") << QByteArray("1e399") << 1;
    QTest::newRow("last digit") << QByteArray("123456789012345678901234567890")
                                << QByteArray("123456789012345678901234567891") << -1;
    QTest::newRow("absurd exponents")
        << QByteArray("1e-99999999999999999999") << QByteArray("1e99999999999999999999") << -1;
}

void TestActionSchema::numbers()
{
    QFETCH(QByteArray, left);
    QFETCH(QByteArray, right);
    QFETCH(int, order);
    const JsonNumber a = JsonNumber::fromText(left);
    const JsonNumber b = JsonNumber::fromText(right);
    QCOMPARE(a.compare(b), order);
    QCOMPARE(b.compare(a), -order);
    QCOMPARE(a == b, order == 0);
    QVERIFY(order != 0 || a.hash() == b.hash());
}

void TestActionSchema::multiples_data()
{
    QTest::addColumn<QByteArray>("number");
    QTest::addColumn<QByteArray>("divisor");
    QTest::addColumn<bool>("isMultiple");
    const auto row = [](const char *number, const char *divisor, bool isMultiple) {
        QTest::addRow("%s of %s", number, divisor)
            << QByteArray(number) << QByteArray(divisor) << isMultiple;
    };
    row("0.3", "0.1", true);
    row("19.99", "0.01", true);
    row("0.0075", "0.0001", true);
    row("0.00751", "0.0001", false);
    row("1e308", "0.123456789", false);
    row("1e400", "1e-300", true);
    row("1e400", "7", false);
    row("7e400", "7", true);
    row("1e400", "1024", true);
    row("1", "1e400", false);
    row("-9", "3", true);
    row("12345678910111213141516171819202", "2", true);
    row("12345678910111213141516171819203", "2", false);
    row("246913578202224262830323436384", "123456789101112131415161718192", true);
    row("246913578202224262830323436385", "123456789101112131415161718192", false);
    row("123456789101112131415161718192e50", "1234567891011121314151617181920", true);
    row("1e40", "18446744073709551616", false);
    row("1e80", "18446744073709551616", true);
}

void TestActionSchema::multiples()
{
    QFETCH(QByteArray, number);
    QFETCH(QByteArray, divisor);
    QFETCH(bool, isMultiple);
    WorkBudget budget(100'000);
    QCOMPARE(JsonNumber::fromText(number).isMultipleOf(JsonNumber::fromText(divisor), budget),
             isMultiple);
    QVERIFY(!budget.isExhausted());
}

void TestActionSchema::patterns_data()
{
    QTest::addColumn<QString>("pattern");
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("matches");
    const auto row = [](const QString &pattern, const QString &text, bool matches) {
        QTest::addRow("%s on %s", qPrintable(pattern), qPrintable(text))
            << pattern << text << matches;
    };
    row(u"^a$"_s, u"a\n"_s, false);
    row(u"a$"_s, u"a\nb"_s, false);
    row(u"^b"_s, u"a\nb"_s, false);
    row(u"^\\d$"_s, u"٣"_s, false);
    row(u"^\\w$"_s, u"é"_s, false);
    row(u"^\\s$"_s, u"\u00a0"_s, true);
    row(u"^\\S$"_s, u"\ufeff"_s, false);
    row(u"^\\W$"_s, u"é"_s, true);
    row(u"^.$"_s, u"\u2028"_s, false);
    row(u"^[^a]$"_s, u"🎮"_s, true);
    row(u"^[🎮-🎰]$"_s, u"🎯"_s, true);
    row(u"^\\u{1F3AE}$"_s, u"🎮"_s, true);
    row(u"^\\ud83c\\udfae$"_s, u"🎮"_s, true);
    row(u"^[]$"_s, u"a"_s, false);
    row(u"^[^]$"_s, u"\n"_s, true);
    row(u"^a{2,3}$"_s, u"aaaa"_s, false);
    row(u"^a{2,3}$"_s, u"aaa"_s, true);
    row(u"^a{,3}$"_s, u"a{,3}"_s, true);
    row(u"^(a|b)*c$"_s, u"ababc"_s, true);
    row(u"^(a*)*$"_s, u"b"_s, false);
    row(u"^(?:|a)+$"_s, u"aa"_s, true);
    row(u"^(?=.*\\d)(?=.*[a-z]).{4,}$"_s, u"ab1c"_s, true);
    row(u"^(?=.*\\d)(?=.*[a-z]).{4,}$"_s, u"abcd"_s, false);
    row(u"^(?!admin)"_s, u"administrator"_s, false);
    row(u"(?<=\\$)\\d"_s, u"cost $5"_s, true);
    row(u"(?<!\\$)\\b5"_s, u"cost $5"_s, false);
    row(u"\\bcat\\b"_s, u"a cat."_s, true);
    row(u"\\bcat\\b"_s, u"concat"_s, false);
    row(u"^\\p{Lu}\\P{Lu}$"_s, u"Éé"_s, true);
    row(u"^\\p{Script=Greek}+$"_s, u"λόγος"_s, true);
    row(u"^\\p{gc=Nd}$"_s, u"٣"_s, true);
    row(u"^(?<year>\\d{4})$"_s, u"2024"_s, true);
    row(u"^[\\w.-]+@[\\w-]+\\.com$"_s, u"a.b@c-d.com"_s, true);
    row(u"^\\cA\\x41\\0$"_s, QString(u"\u0001A"_s) + QChar(0), true);
    row(u""_s, u""_s, true);
    row(u"a|^$"_s, u""_s, true);
}

void TestActionSchema::patterns()
{
    QFETCH(QString, pattern);
    QFETCH(QString, text);
    QFETCH(bool, matches);
    const Result<TextPattern, Phrase> compiled = TextPattern::compile(pattern);
    QVERIFY2(compiled, qPrintable(compiled ? QString() : compiled.error().english()));
    WorkBudget budget(10'000);
    QCOMPARE(compiled->matches(text.toUtf8(), budget), matches);
    QVERIFY(!budget.isExhausted());
}

void TestActionSchema::refusedPatterns_data()
{
    QTest::addColumn<QString>("pattern");
    for (const char *pattern : {"(",
                                ")",
                                "[a",
                                "*a",
                                "a**",
                                "a{3,2}",
                                "[b-a]",
                                "[\\d-z]",
                                "\\",
                                "\\Z",
                                "\\p{Nope}",
                                "\\pL",
                                "\\u{110000}",
                                "\\x4",
                                "^*",
                                "(?=a)+",
                                "(?<a>x)(?<a>y)",
                                "(?#c)",
                                "(a)\\1",
                                "a{1000000}",
                                "((a{1000}){1000}){1000}"})
        QTest::newRow(pattern) << QString::fromUtf8(pattern);
    QTest::newRow("deep groups") << QString(1000, u'(') + QString(1000, u')');
}

void TestActionSchema::refusedPatterns()
{
    QFETCH(QString, pattern);
    const Result<TextPattern, Phrase> compiled = TextPattern::compile(pattern);
    QVERIFY(!compiled);
    QVERIFY(!compiled.error().isEmpty());
}

void TestActionSchema::emptySchemas()
{
    QVERIFY(ActionSchema().isEmpty());
    QVERIFY(ActionSchema().root().isAbsent());
    for (const char *text : {"", "  \n", "{}", " { } "}) {
        const ActionSchema schema = ActionSchema::compile(text);
        QVERIFY(schema.isEmpty());
        QVERIFY(schema.isValid());
        QVERIFY(!schema.isObjectSchema());
        QVERIFY(schema.validate("[1]").valid);
        QVERIFY(!schema.validate("[1").valid);
    }
    QVERIFY(!ActionSchema::compile("true").isEmpty());
    QVERIFY(ActionSchema::compile("true").validate("1").valid);
    QVERIFY(!ActionSchema::compile("false").validate("1").valid);
}

void TestActionSchema::objectSchemas()
{
    QVERIFY(ActionSchema::compile(R"({"type":"object"})").isObjectSchema());
    QVERIFY(!ActionSchema::compile(R"({"type":["object"]})").isObjectSchema());
    QVERIFY(!ActionSchema::compile(R"({"type":"string"})").isObjectSchema());
    QVERIFY(!ActionSchema::compile(R"({"properties":{}})").isObjectSchema());
}

void TestActionSchema::invalidSchemaAcceptsAnyJson()
{
    const ActionSchema schema = ActionSchema::compile(R"({"type":"nonsense"})");
    QVERIFY(!schema.isValid());
    QVERIFY(schema.validate("{}").valid);
    QVERIFY(!schema.validate("{").valid);
    QCOMPARE(schema.root().member("type").toString(), u"nonsense"_s);
}

void TestActionSchema::errorsSayWhereAndWhat()
{
    const ActionSchema schema = ActionSchema::compile(
        R"({"properties":{"pos":{"items":{"properties":{"x":{"type":"integer","minimum":3}}}}}})");
    const Validation wrong = schema.validate(R"({"pos":[{"x":5},{"x":"a"},{"x":1}]})");
    QStringList told;
    for (const SchemaError &error : wrong.errors)
        told.append(withPath(error).english());
    const QStringList expected = {
        u"pos[1].x: must be an integer, is a string"_s,
        u"pos[2].x: must be at least 3, is 1"_s,
    };
    QCOMPARE(told, expected);
    const Validation notJson = schema.validate("{\"pos\":}");
    QVERIFY(notJson.errors.first().message.english().contains(u"byte 7"_s));
}

void TestActionSchema::errorsAreLimited()
{
    const ActionSchema schema = ActionSchema::compile(R"({"items":{"type":"string"}})");
    QByteArray many = "[0";
    for (int i = 0; i < 1000; ++i)
        many += ",0";
    many += ']';
    SchemaOptions options;
    QCOMPARE(schema.validate(many, options).errors.size(), options.errors);
    options.errors = 1;
    QCOMPARE(schema.validate(many, options).errors.size(), 1);
    options.errors = 0;
    QVERIFY(!schema.validate(many, options).valid);
}

void TestActionSchema::pathsQuoteOddKeys()
{
    const ActionSchema schema =
        ActionSchema::compile(R"({"additionalProperties":{"additionalProperties":false}})");
    const auto pathFor = [&schema](const QByteArray &key) {
        return schema.validate("{" + key + ":{\"x\":1}}").errors.first().path;
    };
    QCOMPARE(pathFor(R"("名前")"), u"名前"_s);
    QCOMPARE(pathFor(R"("a.b")"), u"[\"a.b\"]"_s);
    QCOMPARE(pathFor(R"("")"), u"[\"\"]"_s);
    QVERIFY(pathFor('"' + QByteArray(5000, 'k') + '"').size() < 100);
}

void TestActionSchema::countsSteps()
{
    const ActionSchema schema = ActionSchema::compile(R"({"items":{"type":"string"}})");
    const Validation whole = schema.validate("[\"a\",\"b\"]");
    QVERIFY(whole.valid);
    QVERIFY(whole.steps >= 3);
    SchemaOptions options;
    options.steps = whole.steps;
    QVERIFY(schema.validate("[\"a\",\"b\"]", options).valid);
    options.steps = whole.steps - 1;
    const Validation cut = schema.validate("[\"a\",\"b\"]", options);
    QVERIFY(cut.budgetExceeded);
    QVERIFY(!cut.valid);
    QVERIFY(!cut.errors.isEmpty());
}

void TestActionSchema::copiesShareTheSchema()
{
    JsonValue root;
    ActionSchema copy;
    {
        const ActionSchema schema = ActionSchema::compile(R"({"type":"string"})");
        root = schema.root();
        copy = schema;
    }
    QCOMPARE(root.member("type").toString(), u"string"_s);
    QVERIFY(!copy.validate("1").valid);
    QVERIFY(accepts(R"({"type":"string"})", "\"1\""));
}

QTEST_GUILESS_MAIN(TestActionSchema)
#include "tst_actionschema.moc"
