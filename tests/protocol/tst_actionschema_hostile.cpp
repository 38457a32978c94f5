// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "protocol/actionschema.h"
#include "protocol/sampledata.h"

#include <QTest>

using namespace neuro::protocol;
using namespace Qt::Literals::StringLiterals;

/// Schemas and data made to exhaust time, memory or stack. Nothing here asks for a particular
/// verdict unless it is certain: what counts is that every operation ends within its budget.
class TestActionSchemaHostile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void endsWithinBudget_data();
    void endsWithinBudget();
    void answersStayRight_data();
    void answersStayRight();
};

namespace {

/// What one unit of work (a regular expression's step over all its states, one long division) may
/// cost beyond the budget before the check notices that it is over.
constexpr qint64 slack = 100'000;
constexpr int hostileRows = 100;

int rows = 0;

void row(const QByteArray &name, const QByteArray &schema, const QByteArray &instance)
{
    ++rows;
    QTest::newRow(name.constData()) << schema << instance;
}

QByteArray repeated(const QByteArray &unit, qsizetype count)
{
    return unit.repeated(count);
}

QByteArray list(const QByteArray &item, qsizetype count)
{
    return '[' + QByteArray(item + ',').repeated(count - 1) + item + ']';
}

QByteArray nested(const QByteArray &open, const QByteArray &core, const QByteArray &close,
                  int depth)
{
    return open.repeated(depth) + core + close.repeated(depth);
}

/// Definitions of which each refers twice to the next: 2^levels ways.
QByteArray doubling(const QByteArray &keyword, int levels)
{
    QByteArray schema = "{\"definitions\":{";
    for (int i = 0; i < levels; ++i) {
        const QByteArray next = "{\"$ref\":\"#/definitions/d" + QByteArray::number(i + 1) + "\"}";
        schema +=
            "\"d" + QByteArray::number(i) + "\":{\"" + keyword + "\":[" + next + ',' + next + "]},";
    }
    return schema + "\"d" + QByteArray::number(levels) +
           "\":{\"type\":\"integer\"}},\"allOf\":[{\"$ref\":\"#/definitions/d0\"}]}";
}

void addReferences()
{
    row("self reference", R"({"$ref":"#"})", "1");
    row("self in allOf", R"({"allOf":[{"$ref":"#"}]})", "1");
    row("self in not", R"({"not":{"$ref":"#"}})", "1");
    row("self in if", R"({"if":{"$ref":"#"},"then":true})", "1");
    row("self in dependency", R"({"dependencies":{"a":{"$ref":"#"}}})", R"({"a":1})");
    row("self in propertyNames", R"({"propertyNames":{"$ref":"#"}})", R"({"a":{"b":1}})");
    row("self by id", R"({"$id":"http://x/y","$ref":"y"})", "1");
    row("self by anchor", R"({"$id":"#a","allOf":[{"$ref":"#a"}]})", "1");
    row("into the reference", R"({"a":{"$ref":"#/a/$ref"},"items":{"$ref":"#/a"}})", "[1]");
    row("into an enum", R"({"enum":[{"type":"null"}],"items":{"$ref":"#/enum/0"}})", "[1]");
    row("huge index", R"({"items":{"$ref":"#/enum/99999999999999999999"},"enum":[1]})", "[1]");
    row("tildes", R"({"items":{"$ref":"#/~~~~0~1~"}})", "[1]");
    row("bad percent", R"({"items":{"$ref":"#/%zz%"}})", "[1]");
    row("required recursion", R"({"properties":{"a":{"$ref":"#"}},"required":["a"]})",
        nested("{\"a\":", "{}", "}", 400));
    row("recursion over arrays", R"({"items":{"$ref":"#"}})", nested("[", "", "]", 500));
    row("recursion twice", R"({"items":{"allOf":[{"$ref":"#"},{"$ref":"#"}]}})",
        nested("[", "1", "]", 60));
    for (const char *keyword : {"allOf", "anyOf", "oneOf"}) {
        for (const int levels : {10, 30, 60, 200})
            row(QByteArray("doubling ") + keyword + ' ' + QByteArray::number(levels),
                doubling(keyword, levels), "\"x\"");
    }
    QByteArray ring = "{\"definitions\":{";
    for (int i = 0; i < 2000; ++i)
        ring += "\"r" + QByteArray::number(i) + "\":{\"$ref\":\"#/definitions/r" +
                QByteArray::number((i + 1) % 2000) + "\"},";
    row("ring of 2000", ring + R"("x":true},"items":{"$ref":"#/definitions/r0"}})", "[1]");
    QByteArray chain = "{\"definitions\":{";
    for (int i = 0; i < 2000; ++i)
        chain += "\"r" + QByteArray::number(i) + "\":{\"$ref\":\"#/definitions/r" +
                 QByteArray::number(i + 1) + "\"},";
    row("chain of 2000", chain + R"("r2000":true},"items":{"$ref":"#/definitions/r0"}})", "[1]");
}

void addDepth()
{
    for (const char *keyword : {"not", "items", "additionalProperties", "contains", "if", "then"}) {
        for (const int depth : {100, 500, 5000})
            row(QByteArray("deep ") + keyword + ' ' + QByteArray::number(depth),
                nested(QByteArray("{\"") + keyword + "\":", "{}", "}", depth), "[[[[1]]]]");
    }
    row("deep allOf", nested("{\"allOf\":[", "{}", "]}", 250), "1");
    row("deep data, deep schema", nested("{\"items\":", "{}", "}", 500),
        nested("[", "1", "]", 500));
    row("deep const", "{\"const\":" + nested("[", "", "]", 500) + "}", nested("[", "", "]", 500));
    row("deep unique", R"({"uniqueItems":true})",
        '[' + nested("[", "", "]", 400) + ',' + nested("[", "", "]", 400) + ']');
    row("deep enum", "{\"enum\":" + list(nested("{\"a\":", "1", "}", 300), 20) + '}',
        nested("{\"a\":", "2", "}", 300));
    row("deeper than JSON may be", "{}", nested("[", "", "]", 100'000));
    row("schema deeper than JSON may be", nested("[", "", "]", 100'000), "1");
}

void addPatterns()
{
    const QByteArray a = repeated("a", 100'000);
    int number = 0;
    for (const char *pattern : {"^(a+)+$",
                                "(a+)+$",
                                "^(a*)*$",
                                "(a|a)*b",
                                "(a|aa)+$",
                                "^(([a-z])+.)+[A-Z]$",
                                "a+[bc]",
                                "(.*)*x",
                                ".*.*.*.*x",
                                "(a?){50}a{50}",
                                "(a{1,100}){1,100}",
                                "^(?=(a+)+$)b",
                                "(?=a*b)a",
                                "(?<=a*)b",
                                "(?!a*b)(?!a*c)b",
                                "(?=(?=(?=a*b)a*b)a*b)c",
                                "((((((a*)*)*)*)*)*)*b",
                                "[^b]*[^c]*[^d]*d",
                                "\\b(\\w+\\s?)*$",
                                "(?:(?:a{0,30}){0,30})b",
                                "^.{0,5000}$",
                                "(a{1000}){1000}",
                                "a{1000000}",
                                "(?:){1000000}",
                                "(((a?)*)+)*$"}) {
        const QByteArray quoted = jsonQuoted(QString::fromUtf8(pattern));
        const QByteArray name = "pattern " + QByteArray::number(++number) + ' ';
        row(name + "short", "{\"pattern\":" + quoted + '}', '"' + repeated("a", 40) + "!\"");
        row(name + "long", "{\"pattern\":" + quoted + '}', '"' + a + "!\"");
    }
    row("many patterns", "{\"allOf\":" + list(R"({"pattern":"(a{1,50}){1,50}b"})", 500) + '}',
        '"' + a + '"');
    row("pattern of groups",
        "{\"pattern\":\"" + repeated("(", 50'000) + repeated(")", 50'000) + "\"}", "\"a\"");
    row("pattern of alternatives", "{\"pattern\":\"" + repeated("a|", 50'000) + "\"}",
        '"' + a + '"');
    row("pattern of ranges", "{\"pattern\":\"^[" + repeated("b-c", 20'000) + "]*$\"}",
        '"' + a + '"');
    row("members by pattern", R"({"patternProperties":{"(a+)+$":{"type":"null"}}})",
        "{\"" + a + "!\":1}");
    row("format regex", R"({"format":"regex"})", '"' + repeated("(", 100'000) + '"');
}

void addBulk()
{
    QByteArray numbers = "0";
    QByteArray members = "\"k\":0";
    QByteArray names = "\"k\"";
    for (int i = 1; i < 20'000; ++i) {
        const QByteArray n = QByteArray::number(i);
        numbers += ',' + n;
        members += ",\"k" + n + "\":" + n;
        names += ",\"k" + n + '"';
    }
    row("huge enum, huge data", "{\"items\":{\"enum\":[" + numbers + "]}}", '[' + numbers + ']');
    row("huge enum, no hit", "{\"enum\":[" + numbers + "]}", "-1");
    row("huge enum of arrays", "{\"enum\":" + list('[' + numbers + ']', 5) + '}',
        '[' + numbers + ",1]");
    row("unique numbers", R"({"uniqueItems":true})", '[' + numbers + ']');
    row("unique equal objects", R"({"uniqueItems":true})", list(R"({"a":[1,{"b":2}]})", 10'000));
    row("unique objects, other order", R"({"uniqueItems":true})",
        '[' + list(R"({"a":1,"b":2},{"b":2,"a":1.0})", 5000) + ']');
    row("huge required", "{\"required\":[" + names + "]}", '{' + members + '}');
    row("huge properties", "{\"properties\":{" + members + "}}", '{' + members + '}');
    row("huge object",
        R"({"additionalProperties":{"type":"integer"},"propertyNames":{"minLength":1}})",
        '{' + members + '}');
    row("repeated key", R"({"properties":{"k":{"type":"null"}}})",
        '{' + repeated("\"k\":1,", 50'000) + "\"k\":null}");
    row("dependencies", "{\"dependencies\":{\"k\":[" + names + "]}}", '{' + members + '}');
    row("wide anyOf", "{\"anyOf\":" + list(R"({"type":"string"})", 10'000) + '}',
        list("1", 10'000));
    row("wide anyOf over items",
        "{\"items\":{\"anyOf\":" + list(R"({"type":"string"})", 3000) + "}}", list("1", 3000));
    row("contains nothing", R"({"contains":{"const":1}})", list("0", 100'000));
    row("long tuple", "{\"items\":" + list("{}", 20'000) + '}', list("0", 20'000));
    row("many errors", R"({"items":false})", list("0", 100'000));
    row("no minimum", R"({"minItems":9999999999999999999999})", "[]");
    row("sizes out of order", R"({"minLength":1e300,"maxLength":0})", "\"a\"");
}

void addNumbers()
{
    const QByteArray digits = repeated("7", 100'000);
    row("multipleOf 1e-300", R"({"multipleOf":1e-300})", "1e300");
    row("multipleOf 1e400", R"({"multipleOf":1e400})", "1e401");
    row("multipleOf absurd", R"({"multipleOf":1e-999999999999})", "1e999999999999");
    row("multipleOf long", "{\"multipleOf\":" + digits + '}', digits + "0");
    row("long by long", "{\"multipleOf\":" + digits.first(50'000) + '}', digits);
    row("long by short", R"({"multipleOf":7})", digits);
    row("long limits", "{\"minimum\":" + digits + ",\"maximum\":-" + digits + '}', digits);
    row("overflowing exponent", R"({"type":"integer","maximum":1e400})",
        "1e" + repeated("9", 50'000));
    row("underflow", R"({"exclusiveMinimum":0,"multipleOf":1e-400})", "1e-400");
    row("long zero", R"({"const":0})", "0." + repeated("0", 100'000));
}

} // namespace

void TestActionSchemaHostile::initTestCase()
{
    QTest::failOnWarning(QRegularExpression(u".*"_s));
}

void TestActionSchemaHostile::endsWithinBudget_data()
{
    QTest::addColumn<QByteArray>("schema");
    QTest::addColumn<QByteArray>("instance");
    rows = 0;
    addReferences();
    addDepth();
    addPatterns();
    addBulk();
    addNumbers();
    QVERIFY(rows >= hostileRows);
}

void TestActionSchemaHostile::endsWithinBudget()
{
    QFETCH(QByteArray, schema);
    QFETCH(QByteArray, instance);
    const ActionSchema compiled = ActionSchema::compile(schema);
    QVERIFY(compiled.isValid() == compiled.errors().isEmpty());
    for (const qint64 steps : {qint64(100), SchemaOptions().steps}) {
        SchemaOptions options;
        options.steps = steps;
        options.assertFormats = true;
        const Validation validation = compiled.validate(instance, options);
        QVERIFY2(validation.steps <= steps + slack, qPrintable(QString::number(validation.steps)));
        QVERIFY(!validation.valid || !validation.budgetExceeded);
        QVERIFY(validation.valid || !validation.errors.isEmpty());
        QVERIFY(validation.errors.size() <= options.errors + 1);

        const auto smallest = smallestSample(compiled, options);
        QVERIFY(!smallest || compiled.validate(*smallest, options).valid);
        const auto random = randomSample(compiled, 7, options);
        QVERIFY(!random || compiled.validate(*random, options).valid);
    }
}

void TestActionSchemaHostile::answersStayRight_data()
{
    QTest::addColumn<QByteArray>("schema");
    QTest::addColumn<QByteArray>("instance");
    QTest::addColumn<bool>("valid");
    const QByteArray a = repeated("a", 100'000);
    const auto add = [](const char *name, const QByteArray &schema, const QByteArray &instance,
                        bool valid) {
        QTest::newRow(name) << schema << instance << valid;
    };
    add("plain pattern", R"({"pattern":"^[a-z]+$"})", '"' + a + '"', true);
    add("nested repetition", R"({"pattern":"^(a+)+$"})", '"' + a + '"', true);
    add("nested repetition fails", R"({"pattern":"^(a+)+$"})", '"' + a + "!\"", false);
    add("unanchored", R"({"pattern":"a+[bc]"})", '"' + a + '"', false);
    add("unanchored at the end", R"({"pattern":"a+[bc]"})", '"' + a + "c\"", true);
    add("long text", R"({"minLength":100000,"maxLength":100000})", '"' + a + '"', true);
    add("equal objects", R"({"uniqueItems":true})", list(R"({"a":1})", 10'000), false);
    add("tiny divisor", R"({"multipleOf":1e-300})", "1e400", true);
    add("long number", R"({"type":"integer"})", repeated("7", 100'000), true);
    add("wide", R"({"items":{"type":"integer"}})", list("0", 50'000), true);
}

void TestActionSchemaHostile::answersStayRight()
{
    QFETCH(QByteArray, schema);
    QFETCH(QByteArray, instance);
    QFETCH(bool, valid);
    const Validation validation = ActionSchema::compile(schema).validate(instance);
    QVERIFY(!validation.budgetExceeded);
    QCOMPARE(validation.valid, valid);
}

QTEST_GUILESS_MAIN(TestActionSchemaHostile)
#include "tst_actionschema_hostile.moc"
