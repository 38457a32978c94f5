// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "protocol/samplebudget.h"
#include "protocol/sampledata.h"
#include "protocol/samplescalars.h"

#include "schemacases.h"

#include <QSet>
#include <QTest>

using namespace neuro::protocol;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr quint64 seeds = 20;

/// Schemas of the cases that have a valid instance and for which no data is found all the same.
const QSet<QByteArray> &casesWithoutSample()
{
    static const QSet<QByteArray> ids = {};
    return ids;
}

QByteArray smallest(const char *schema)
{
    const auto made = smallestSample(ActionSchema::compile(schema));
    return made ? *made : "none: " + made.error().message.english().toUtf8();
}

} // namespace

class TestSampleData : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cases();
    void smallest_data();
    void smallest();
    void satisfiable_data();
    void satisfiable();
    void unsatisfiable_data();
    void unsatisfiable();
    void sameSeedSameData();
    void seedsDiffer();
    void optionalMembersComeAndGo();
    void emptySchemaGivesEmptyObject();
    void invalidSchemaGivesNothing();
    void staysWithinTheBudget();
    void takesFromTheBudgetOfSeveral();
    void writingGuessesCosts();
};

void TestSampleData::cases()
{
    QSet<QByteArray> without;
    int schemas = 0;
    const QList<SchemaCase> cases = readSchemaCases();
    QVERIFY(!cases.isEmpty());
    for (const SchemaCase &entry : cases) {
        if (!entry.valid)
            continue;
        ++schemas;
        SchemaOptions options;
        options.assertFormats = entry.assertsFormat;
        const ActionSchema schema = ActionSchema::compile(entry.schema);
        const auto made = smallestSample(schema, options);
        if (!made)
            without.insert(entry.id);
        QVERIFY2(!made || schema.validate(*made, options).valid, entry.id.constData());
        for (quint64 seed = 0; seed < seeds; ++seed) {
            const auto random = randomSample(schema, seed, options);
            if (!random)
                without.insert(entry.id);
            QVERIFY2(!random || schema.validate(*random, options).valid, entry.id.constData());
        }
    }
    QVERIFY(schemas > 100);
    QCOMPARE(without, casesWithoutSample());
}

void TestSampleData::smallest_data()
{
    QTest::addColumn<QByteArray>("schema");
    QTest::addColumn<QByteArray>("sample");
    const auto row = [](const char *name, const char *schema, const char *sample) {
        QTest::newRow(name) << QByteArray(schema) << QByteArray(sample);
    };
    row("only what is required",
        R"({"type":"object","properties":{"a":{"type":"integer"},"b":{"type":"string"}},
            "required":["b"]})",
        R"({"b":""})");
    row("order of the schema",
        R"({"properties":{"y":{"type":"null"},"x":{"type":"null"}},"required":["x","y"]})",
        R"({"y":null,"x":null})");
    row("first of enum", R"({"enum":["north","south"]})", R"("north")");
    row("constants lose their spaces", R"({"const":{"a b": [1, "x  y"]}})",
        R"({"a b":[1,"x  y"]})");
    row("nearest to zero", R"({"type":"integer","minimum":-9,"maximum":-3})", "-3");
    row("above an exclusive limit", R"({"type":"integer","exclusiveMinimum":4})", "5");
    row("multiple", R"({"type":"integer","minimum":7,"multipleOf":5})", "10");
    row("two multiples",
        R"({"minimum":1,"allOf":[{"multipleOf":3},{"multipleOf":5}],"type":"integer"})", "15");
    row("between integers", R"({"type":"number","exclusiveMinimum":0,"exclusiveMaximum":1})",
        "0.5");
    row("beyond 64 bits", R"({"type":"integer","minimum":36893488147419103232})",
        "36893488147419103232");
    row("shortest", R"({"type":"string","minLength":3})", R"("aaa")");
    row("pattern", R"({"type":"string","pattern":"^\\d{3}-[A-F]+$"})", R"("000-A")");
    row("pattern and length", R"({"type":"string","pattern":"^[a-z]+$","minLength":4})",
        R"("aaaa")");
    row("fewest elements", R"({"type":"array","minItems":2,"items":{"type":"boolean"}})",
        "[false,false]");
    row("unique elements",
        R"({"type":"array","minItems":3,"uniqueItems":true,"items":{"type":"integer"}})",
        "[0,1,-1]");
    row("contains", R"({"type":"array","contains":{"const":5}})", "[5]");
    row("dependency", R"({"required":["a"],"dependencies":{"a":["b"]},
            "properties":{"a":{"const":1},"b":{"const":2}}})",
        R"({"a":1,"b":2})");
    row("first alternative that works", R"({"anyOf":[false,{"const":"b"}]})", R"("b")");
    row("recursion that may end", R"({"type":"object","properties":{"next":{"$ref":"#"}}})", "{}");
}

void TestSampleData::smallest()
{
    QFETCH(QByteArray, schema);
    QFETCH(QByteArray, sample);
    QCOMPARE(::smallest(schema.constData()), sample);
}

void TestSampleData::satisfiable_data()
{
    QTest::addColumn<QByteArray>("schema");
    const auto row = [](const char *name, const char *schema) {
        QTest::newRow(name) << QByteArray(schema);
    };
    row("not", R"({"not":{"enum":["",0,false]},"type":["string","integer"]})");
    row("if then", R"({"properties":{"kind":{"enum":["a","b"]}},"required":["kind"],
        "if":{"properties":{"kind":{"const":"a"}}},"then":{"required":["n"]}})");
    row("oneOf that overlaps", R"({"oneOf":[{"type":"integer"},{"type":"number","minimum":10}]})");
    row("allOf of objects", R"({"allOf":[{"properties":{"a":{"minimum":5}},"required":["a"]},
        {"properties":{"a":{"type":"integer","maximum":5}}}]})");
    row("tuple", R"({"items":[{"type":"integer"},{"type":"string"}],"minItems":3,
        "additionalItems":{"type":"null"}})");
    row("unique objects",
        R"({"minItems":4,"uniqueItems":true,"type":"array","items":{"type":"object",
        "properties":{"id":{"type":"integer"}},"required":["id"]}})");
    row("unique of an enum", R"({"minItems":3,"uniqueItems":true,"items":{"enum":["x","y","z"]}})");
    row("minProperties", R"({"type":"object","minProperties":3})");
    row("minProperties by pattern",
        R"({"type":"object","minProperties":2,"additionalProperties":false,
        "patternProperties":{"^n_[a-z]$":{"type":"integer"}}})");
    row("propertyNames",
        R"({"type":"object","minProperties":2,"propertyNames":{"pattern":"^[A-Z]{2}$"}})");
    row("maxProperties",
        R"({"maxProperties":1,"properties":{"a":{},"b":{},"c":{}},"required":["b"]})");
    row("dependent schema", R"({"required":["a"],"dependentSchemas":{"a":{"required":["b"],
        "properties":{"b":{"type":"integer","minimum":3}}}}})");
    row("references", R"({"$defs":{"pos":{"type":"object","properties":{"x":{"$ref":"#/$defs/c"}},
        "required":["x"]},"c":{"type":"integer","minimum":1,"maximum":8}},
        "properties":{"from":{"$ref":"#/$defs/pos"}},"required":["from"]})");
    row("tree",
        R"({"type":"object","properties":{"children":{"type":"array","items":{"$ref":"#"}}}})");
    row("alternation", R"({"type":"string","pattern":"^(north|south)-(east|west)$"})");
    row("unicode class", R"({"type":"string","pattern":"^\\p{Script=Greek}{3}$"})");
    row("unanchored with length", R"({"type":"string","pattern":"cat","minLength":9})");
    row("exact length", R"({"type":"string","pattern":"^(ab)*$","minLength":5,"maxLength":6})");
    row("lookahead", R"({"type":"string","pattern":"^(?=[a-z])\\w{3}$"})");
    row("small fractions", R"({"type":"number","minimum":0.125,"maximum":0.126})");
    row("decimal steps", R"({"type":"number","multipleOf":0.05,"minimum":0.12,"maximum":0.19})");
}

void TestSampleData::satisfiable()
{
    QFETCH(QByteArray, schema);
    const ActionSchema compiled = ActionSchema::compile(schema);
    QVERIFY(compiled.isValid());
    const auto made = smallestSample(compiled);
    QVERIFY2(made, qPrintable(made ? QString()
                                   : made.error().path + u": "_s + made.error().message.english()));
    QVERIFY(compiled.validate(*made).valid);
    for (quint64 seed = 0; seed < seeds; ++seed) {
        const auto random = randomSample(compiled, seed);
        QVERIFY2(random, qPrintable(random ? QString() : random.error().message.english()));
        QVERIFY(compiled.validate(*random).valid);
    }
}

void TestSampleData::unsatisfiable_data()
{
    QTest::addColumn<QByteArray>("schema");
    QTest::addColumn<QString>("path");
    const auto row = [](const char *name, const char *schema, const char *path) {
        QTest::newRow(name) << QByteArray(schema) << QString::fromUtf8(path);
    };
    row("false", "false", "");
    row("limits out of order",
        R"({"type":"object","properties":{"n":{"type":"integer","minimum":5,"maximum":1}},
        "required":["n"]})",
        "n");
    row("forbidden member", R"({"type":"object","required":["a"],"properties":{"a":false}})", "");
    row("impossible pattern",
        R"({"type":"object","properties":{"s":{"type":"string","pattern":"a^"}},
        "required":["s"]})",
        "s");
    row("endless recursion",
        R"({"type":"object","properties":{"n":{"$ref":"#"}},"required":["n"]})", "n");
    row("too few to be unique", R"({"minItems":3,"uniqueItems":true,"items":{"type":"boolean"},
        "type":"array"})",
        "[2]");
    row("too long", R"({"type":"string","minLength":1000000000})", "");
    row("too many", R"({"type":"array","minItems":1000000000})", "");
}

void TestSampleData::unsatisfiable()
{
    QFETCH(QByteArray, schema);
    QFETCH(QString, path);
    const ActionSchema compiled = ActionSchema::compile(schema);
    QVERIFY(compiled.isValid());
    const auto made = smallestSample(compiled);
    QVERIFY2(!made, made ? made->constData() : "");
    QVERIFY2(path.isEmpty() || made.error().path.startsWith(path), qPrintable(made.error().path));
    QVERIFY(!made.error().message.isEmpty());
    QVERIFY(!randomSample(compiled, 1));
}

void TestSampleData::sameSeedSameData()
{
    const QList<SchemaCase> cases = readSchemaCases();
    for (const SchemaCase &entry : cases) {
        const ActionSchema schema = ActionSchema::compile(entry.schema);
        const auto first = randomSample(schema, 42);
        const auto second = randomSample(schema, 42);
        QCOMPARE(first.hasValue(), second.hasValue());
        if (first)
            QCOMPARE(*first, *second);
    }
}

void TestSampleData::seedsDiffer()
{
    const ActionSchema schema = ActionSchema::compile(
        R"({"type":"object","properties":{"n":{"type":"integer","minimum":1,"maximum":1000}},
            "required":["n"]})");
    QSet<QByteArray> samples;
    for (quint64 seed = 0; seed < 50; ++seed)
        samples.insert(*randomSample(schema, seed));
    QVERIFY2(samples.size() > 30, qPrintable(QString::number(samples.size())));
}

void TestSampleData::optionalMembersComeAndGo()
{
    const ActionSchema schema =
        ActionSchema::compile(R"({"type":"object","properties":{"a":{"const":1}}})");
    int present = 0;
    for (quint64 seed = 0; seed < 100; ++seed)
        present += *randomSample(schema, seed) == R"({"a":1})" ? 1 : 0;
    QVERIFY2(present > 30 && present < 70, qPrintable(QString::number(present)));
}

void TestSampleData::emptySchemaGivesEmptyObject()
{
    QCOMPARE(*smallestSample(ActionSchema()), QByteArray("{}"));
    QCOMPARE(*randomSample(ActionSchema(), 1), QByteArray("{}"));
    QCOMPARE(::smallest("{}"), QByteArray("{}"));
}

void TestSampleData::invalidSchemaGivesNothing()
{
    const auto made = smallestSample(ActionSchema::compile(R"({"type":"nonsense"})"));
    QVERIFY(!made);
    QCOMPARE(made.error().path, u"type"_s);
    QVERIFY(made.error().message.english().contains(u"nonsense"_s));
}

void TestSampleData::staysWithinTheBudget()
{
    SchemaOptions options;
    options.steps = 50;
    const auto made = smallestSample(
        ActionSchema::compile(R"({"type":"array","minItems":1000,"items":{"type":"string"}})"),
        options);
    QVERIFY(!made);
    QVERIFY(made.error().message.english().contains(u"50 steps"_s));
}

void TestSampleData::takesFromTheBudgetOfSeveral()
{
    const auto easy = ActionSchema::compile(
        R"({"type":"object","required":["a"],"properties":{"a":{"type":"integer"}}})");
    WorkBudget budget(10'000);
    QCOMPARE(*smallestSample(easy, budget), QByteArray(R"({"a":0})"));
    const qint64 one = budget.used();
    QVERIFY(one > 0);
    QVERIFY(randomSample(easy, 1, budget));
    QVERIFY(budget.used() > one);

    WorkBudget little(3);
    QVERIFY(!smallestSample(easy, little));
    QVERIFY(little.isExhausted());
    const qint64 used = little.used();
    QVERIFY2(used < 20, qPrintable(QString::number(used)));
    QVERIFY(!randomSample(easy, 1, little));
}

void TestSampleData::writingGuessesCosts()
{
    // Copies of copies: texts that are written at length and never long enough.
    const QString expression = u"^(a{1,60}b?){1,60}(c|d){30,60}$"_s;
    StringRules rules;
    rules.length = {5000, 5001};
    rules.pattern = *TextPattern::compile(expression);
    WorkBudget plenty(1'000'000);
    const auto all = stringGuesses({&rules}, 0, nullptr, plenty);
    QVERIFY2(plenty.used() > 20'000, qPrintable(QString::number(plenty.used())));
    WorkBudget little(100);
    const auto few = stringGuesses({&rules}, 0, nullptr, little);
    QVERIFY(few.size() < all.size());
    QVERIFY2(little.used() < 1000, qPrintable(QString::number(little.used())));

    // Nor are long words written for nothing.
    StringRules longText;
    longText.length.least = maxSampleText;
    WorkBudget words(2000);
    QVERIFY(stringGuesses({&longText}, 1000, nullptr, words).size() < 3);
}

QTEST_GUILESS_MAIN(TestSampleData)
#include "tst_sampledata.moc"
