// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "app/checkaction.h"

#include <QFile>
#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QStringList>
#include <QTest>

#include <algorithm>

using namespace neuro::app;
using namespace Qt::StringLiterals;

/// That docs/action-schemas.md says what is so: its tables are read and tried.
class TestActionSchemaDocs : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void everyKeywordOfDraft07HasOneRow_data();
    void everyKeywordOfDraft07HasOneRow();
    void theSamplesAreThoseOfTheTable();
    void supportedKeywordsCount_data();
    void supportedKeywordsCount();
    void ignoredKeywordsDoNot_data();
    void ignoredKeywordsDoNot();
    void theyWarnAsTheTableSays_data();
    void theyWarnAsTheTableSays();
    void uniqueItemsWarnsOnlyWhenItAsksForIt();
    void whatIsRefused_data();
    void whatIsRefused();
    void formatsCanBeAsserted_data();
    void formatsCanBeAsserted();
    void otherFormatsCannot();

private:
    struct Row
    {
        bool isSupported = false;
        QString warns;
    };
    QHash<QString, QList<Row>> m_rows; ///< By keyword.
    QStringList m_refused;             ///< The examples.
    QStringList m_formats;
};

namespace {

/// Of the draft-07 meta-schema, http://json-schema.org/draft-07/schema.
const QStringList draft07{u"$id"_s,
                          u"$schema"_s,
                          u"$ref"_s,
                          u"$comment"_s,
                          u"title"_s,
                          u"description"_s,
                          u"default"_s,
                          u"readOnly"_s,
                          u"writeOnly"_s,
                          u"examples"_s,
                          u"multipleOf"_s,
                          u"maximum"_s,
                          u"minimum"_s,
                          u"exclusiveMaximum"_s,
                          u"exclusiveMinimum"_s,
                          u"maxLength"_s,
                          u"minLength"_s,
                          u"pattern"_s,
                          u"items"_s,
                          u"additionalItems"_s,
                          u"maxItems"_s,
                          u"minItems"_s,
                          u"uniqueItems"_s,
                          u"contains"_s,
                          u"maxProperties"_s,
                          u"minProperties"_s,
                          u"required"_s,
                          u"properties"_s,
                          u"patternProperties"_s,
                          u"additionalProperties"_s,
                          u"definitions"_s,
                          u"dependencies"_s,
                          u"propertyNames"_s,
                          u"const"_s,
                          u"enum"_s,
                          u"type"_s,
                          u"format"_s,
                          u"contentMediaType"_s,
                          u"contentEncoding"_s,
                          u"if"_s,
                          u"then"_s,
                          u"else"_s,
                          u"allOf"_s,
                          u"anyOf"_s,
                          u"oneOf"_s,
                          u"not"_s};

/// A schema with the keyword at its root, data that satisfies it, and data that it alone refuses.
struct Sample
{
    const char *schema;
    const char *good;
    const char *bad;
};

const QHash<QString, Sample> &samples()
{
    static const QHash<QString, Sample> all{
        {u"type"_s, {R"({"type":"object"})", "{}", "[]"}},
        {u"enum"_s, {R"({"enum":["a",1]})", "1", "2"}},
        {u"const"_s, {R"({"const":1})", "1.0", "2"}},
        {u"properties"_s,
         {R"({"properties":{"a":{"type":"string"}}})", R"({"a":"x"})", R"({"a":1})"}},
        {u"required"_s, {R"({"required":["a"]})", R"({"a":1})", "{}"}},
        {u"propertyNames"_s, {R"({"propertyNames":{"maxLength":1}})", R"({"a":1})", R"({"ab":1})"}},
        {u"dependencies"_s, {R"({"dependencies":{"a":["b"]}})", R"({"a":1,"b":1})", R"({"a":1})"}},
        {u"additionalProperties"_s,
         {R"({"properties":{"a":{}},"additionalProperties":false})", R"({"a":1})", R"({"b":1})"}},
        {u"patternProperties"_s,
         {R"({"patternProperties":{"^a":{"type":"string"}}})", R"({"ab":"x"})", R"({"ab":1})"}},
        {u"minProperties"_s, {R"({"minProperties":1})", R"({"a":1})", "{}"}},
        {u"maxProperties"_s, {R"({"maxProperties":0})", "{}", R"({"a":1})"}},
        {u"items"_s, {R"({"items":{"type":"string"}})", R"(["a"])", "[1]"}},
        {u"additionalItems"_s, {R"({"items":[{}],"additionalItems":false})", "[1]", "[1,2]"}},
        {u"contains"_s, {R"({"contains":{"const":1}})", "[0,1]", "[0]"}},
        {u"minItems"_s, {R"({"minItems":1})", "[0]", "[]"}},
        {u"maxItems"_s, {R"({"maxItems":1})", "[0]", "[0,0]"}},
        {u"uniqueItems"_s,
         {R"({"uniqueItems":true})", "[0,1]", R"([{"a":1,"b":2},{"b":2,"a":1}])"}},
        {u"minLength"_s, {R"({"minLength":2})", R"("ab")", R"("a")"}},
        {u"maxLength"_s, {R"({"maxLength":1})", R"("\ud83d\ude00")", R"("ab")"}},
        {u"pattern"_s, {R"({"pattern":"^a"})", R"("ab")", R"("ba")"}},
        {u"minimum"_s, {R"({"minimum":1})", "1", "0.99999999999999999999999999999"}},
        {u"maximum"_s,
         {R"({"maximum":123456789012345678901234567890})", "123456789012345678901234567890",
          "123456789012345678901234567891"}},
        {u"exclusiveMinimum"_s,
         {R"({"exclusiveMinimum":1})", "1.00000000000000000000000000001", "1"}},
        {u"exclusiveMaximum"_s, {R"({"exclusiveMaximum":1})", "0", "1"}},
        {u"multipleOf"_s, {R"({"multipleOf":0.1})", "1.1", "1.15"}},
        {u"allOf"_s, {R"({"allOf":[{"type":"string"}]})", R"("a")", "1"}},
        {u"anyOf"_s, {R"({"anyOf":[{"type":"string"},{"type":"null"}]})", "null", "1"}},
        {u"oneOf"_s, {R"({"oneOf":[{"minimum":1},{"minimum":2}]})", "1", "2"}},
        {u"not"_s, {R"({"not":{"type":"string"}})", "1", R"("a")"}},
        {u"if"_s, {R"({"if":{"const":1},"then":false})", "2", "1"}},
        {u"then"_s, {R"({"if":{"type":"number"},"then":{"minimum":1}})", "1", "0"}},
        {u"else"_s, {R"({"if":{"type":"number"},"else":false})", "0", R"("a")"}},
        {u"$ref"_s, {R"({"$ref":"#/definitions/a","definitions":{"a":{"const":1}}})", "1", "2"}},
        {u"$id"_s,
         {R"({"$id":"http://here.example/root","items":{"$ref":"http://here.example/root#/definitions/a"},"definitions":{"a":{"const":1}}})",
          "[1]", "[2]"}},
        {u"definitions"_s,
         {R"({"items":{"$ref":"#/definitions/a"},"definitions":{"a":{"const":1}}})", "[1]", "[2]"}},
        {u"$defs"_s, {R"({"items":{"$ref":"#/$defs/a"},"$defs":{"a":{"const":1}}})", "[1]", "[2]"}},
        {u"$anchor"_s,
         {R"({"items":{"$ref":"#top"},"$anchor":"top","type":["array","null"]})", "[null]", "[1]"}},
        {u"$schema"_s,
         {R"({"$schema":"https://json-schema.org/draft/2020-12/schema","$ref":"#/$defs/a","minimum":2,"$defs":{"a":{}}})",
          "2", "1"}},
        {u"prefixItems"_s, {R"({"prefixItems":[{"const":1}]})", "[1]", "[2]"}},
        {u"dependentRequired"_s,
         {R"({"dependentRequired":{"a":["b"]}})", R"({"a":1,"b":1})", R"({"a":1})"}},
        {u"dependentSchemas"_s,
         {R"({"dependentSchemas":{"a":{"maxProperties":1}}})", R"({"a":1})", R"({"a":1,"b":1})"}},
    };
    return all;
}

/// Text that no format allows.
constexpr auto noFormat = "\"( (\"";

enum class Outcome { Valid, Invalid, SchemaInvalid };

/// As `check-action --jsonl` tells.
Outcome outcomeOf(const QByteArray &schema, const QByteArray &data, bool assertsFormat = false)
{
    const QJsonObject request{{u"instance"_s, QString::fromUtf8(data)},
                              {u"format_assertion"_s, assertsFormat}};
    QByteArray line = QJsonDocument(request).toJson(QJsonDocument::Compact);
    line.replace(0, 1, QByteArray("{\"schema\":" + schema + ','));
    QString problem;
    const auto answer = answerToLine(line, problem);
    if (!answer)
        qFatal("%s: %s", line.constData(), qPrintable(problem));
    const QJsonObject read = QJsonDocument::fromJson(*answer).object();
    if (read[u"valid"].toBool())
        return Outcome::Valid;
    const QString error = read[u"errors"][0][u"message"].toString();
    return error.startsWith(u"the schema is not valid"_s) ? Outcome::SchemaInvalid
                                                          : Outcome::Invalid;
}

ActionReport judged(const QByteArray &schema, const std::optional<QByteArray> &data = {})
{
    std::optional<NamedText> named;
    if (data)
        named = NamedText{u"data"_s, *data};
    return reportOnAction(
        {u"action"_s, R"({"name":"act","description":"Act.","schema":)" + schema + '}'}, named);
}

bool saysUnsupported(const QByteArray &schema, const QString &keyword)
{
    const QStringList lines = judged(schema).lines;
    const QRegularExpression naming(u"schema/unsupported_keyword: .*(^|[^$\\w])%1([^\\w]|$)"_s.arg(
        QRegularExpression::escape(keyword)));
    return std::any_of(lines.begin(), lines.end(),
                       [&](const QString &line) { return line.contains(naming); });
}

QByteArray ignoringSchema(const QString &keyword, const QByteArray &value)
{
    return R"({"type":"object","properties":{"a":{}},")" + keyword.toUtf8() + "\":" + value + '}';
}

QStringList inBackticks(const QString &text)
{
    static const QRegularExpression code(u"`([^`]+)`"_s);
    QStringList found;
    for (auto matches = code.globalMatch(text); matches.hasNext();)
        found.append(matches.next().captured(1));
    return found;
}

} // namespace

void TestActionSchemaDocs::initTestCase()
{
    QFile file(QStringLiteral(DOCS_DIR "/action-schemas.md"));
    QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(file.fileName()));
    const QString text = QString::fromUtf8(file.readAll());
    QString table;
    for (const QString &line : text.split(u'\n')) {
        if (!line.startsWith(u"| "_s))
            continue;
        QStringList cells = line.split(u'|');
        cells = cells.mid(1, cells.size() - 2);
        for (QString &cell : cells)
            cell = cell.trimmed();
        if (cells[0] == u"keyword"_s || cells[0] == u"refused"_s) {
            table = cells[0];
        } else if (table == u"keyword"_s) {
            QCOMPARE(cells.size(), 4);
            QVERIFY2(cells[1] == u"supported"_s || cells[1] == u"ignored"_s, qPrintable(line));
            QStringList names = inBackticks(cells[0]);
            if (cells[0] == u"anything else"_s)
                names = {u"x-own"_s, u"Type"_s};
            QVERIFY2(!names.isEmpty(), qPrintable(line));
            for (const QString &name : names)
                m_rows[name].append({cells[1] == u"supported"_s, cells[3]});
        } else {
            QCOMPARE(cells.size(), 3);
            QCOMPARE(inBackticks(cells[1]).size(), 1);
            m_refused.append(inBackticks(cells[1]));
        }
    }
    const qsizetype list = text.indexOf(u"makes these formats a check:"_s);
    m_formats = inBackticks(text.mid(list, text.indexOf(u'.', list) - list));
    QVERIFY(list > 0 && m_formats.size() >= 12);
    QVERIFY(m_refused.size() >= 5);
}

void TestActionSchemaDocs::everyKeywordOfDraft07HasOneRow_data()
{
    QTest::addColumn<QString>("keyword");
    for (const QString &keyword : draft07)
        QTest::newRow(qPrintable(keyword)) << keyword;
}

void TestActionSchemaDocs::everyKeywordOfDraft07HasOneRow()
{
    QFETCH(const QString, keyword);
    QCOMPARE(m_rows.value(keyword).size(), 1);
}

void TestActionSchemaDocs::theSamplesAreThoseOfTheTable()
{
    QStringList supported;
    for (auto row = m_rows.cbegin(); row != m_rows.cend(); ++row) {
        QCOMPARE(row->size(), 1);
        if (row->constFirst().isSupported)
            supported.append(row.key());
    }
    QStringList sampled = samples().keys();
    supported.sort();
    sampled.sort();
    QCOMPARE(sampled, supported);
}

void TestActionSchemaDocs::supportedKeywordsCount_data()
{
    QTest::addColumn<QString>("keyword");
    for (const QString &keyword : samples().keys())
        QTest::newRow(qPrintable(keyword)) << keyword;
}

void TestActionSchemaDocs::supportedKeywordsCount()
{
    QFETCH(const QString, keyword);
    const Sample sample = samples().value(keyword);
    const QByteArray schema = sample.schema;
    QCOMPARE(outcomeOf(schema, sample.good), Outcome::Valid);
    QCOMPARE(outcomeOf(schema, sample.bad), Outcome::Invalid);
    QCOMPARE(judged(schema, sample.good).verdict, ActionVerdict::Good);
    QCOMPARE(judged(schema, sample.bad).verdict, ActionVerdict::Bad);
    // It is this keyword that refuses.
    QJsonObject without = QJsonDocument::fromJson(schema).object();
    QVERIFY(without.contains(keyword));
    without.remove(keyword);
    const QByteArray rest = QJsonDocument(without).toJson(QJsonDocument::Compact);
    QVERIFY(outcomeOf(rest, sample.bad) != Outcome::Invalid);
}

void TestActionSchemaDocs::ignoredKeywordsDoNot_data()
{
    QTest::addColumn<QString>("keyword");
    for (auto row = m_rows.cbegin(); row != m_rows.cend(); ++row) {
        if (!row->constFirst().isSupported)
            QTest::newRow(qPrintable(row.key())) << row.key();
    }
}

void TestActionSchemaDocs::ignoredKeywordsDoNot()
{
    QFETCH(const QString, keyword);
    for (const char *value : {R"("string")", "1", "false", "null", "{}", "[]",
                              R"({"type":"objekt"})", R"(["date"])", R"({"a":false})"}) {
        const QByteArray schema = ignoringSchema(keyword, value);
        for (const char *data : {"{}", R"({"a":"b"})", R"({"b":1})"}) {
            QCOMPARE(outcomeOf(schema, data), Outcome::Valid);
            QCOMPARE(judged(schema, data).verdict, ActionVerdict::Good);
        }
        QCOMPARE(outcomeOf(schema, "[]"), Outcome::Invalid); // The rest of the schema counts.
    }
}

void TestActionSchemaDocs::theyWarnAsTheTableSays_data()
{
    QTest::addColumn<QString>("keyword");
    for (const QString &keyword : m_rows.keys())
        QTest::newRow(qPrintable(keyword)) << keyword;
}

void TestActionSchemaDocs::theyWarnAsTheTableSays()
{
    QFETCH(const QString, keyword);
    const Row row = m_rows.value(keyword).constFirst();
    const QByteArray schema = row.isSupported ? QByteArray(samples().value(keyword).schema)
                                              : ignoringSchema(keyword, "1");
    QVERIFY2(row.warns.startsWith(u"yes"_s) || row.warns == u"no"_s, qPrintable(row.warns));
    QCOMPARE(saysUnsupported(schema, keyword), row.warns.startsWith(u"yes"_s));
    // Not of a property that is called so.
    const QByteArray harmless =
        R"({"type":"object","properties":{")" + keyword.toUtf8() + R"(":{"type":"string"}}})";
    QVERIFY(!saysUnsupported(harmless, keyword));
}

void TestActionSchemaDocs::uniqueItemsWarnsOnlyWhenItAsksForIt()
{
    QCOMPARE(m_rows.value(u"uniqueItems"_s).constFirst().warns, u"yes, when `true`"_s);
    QVERIFY(!saysUnsupported(R"({"type":"object","uniqueItems":false})", u"uniqueItems"_s));
}

void TestActionSchemaDocs::whatIsRefused_data()
{
    QTest::addColumn<QByteArray>("schema");
    for (const QString &example : m_refused)
        QTest::newRow(qPrintable(example)) << example.toUtf8();
}

void TestActionSchemaDocs::whatIsRefused()
{
    QFETCH(const QByteArray, schema);
    QVERIFY(QJsonDocument::fromJson(schema).isObject());
    QCOMPARE(outcomeOf(schema, "{}"), Outcome::SchemaInvalid);
    const ActionReport report = judged(schema);
    QCOMPARE(report.verdict, ActionVerdict::Bad);
    QVERIFY2(report.lines.join(u'\n').contains(u"schema/invalid"_s),
             qPrintable(report.lines.join(u'\n')));
}

void TestActionSchemaDocs::formatsCanBeAsserted_data()
{
    QTest::addColumn<QString>("format");
    for (const QString &format : m_formats)
        QTest::newRow(qPrintable(format)) << format;
}

void TestActionSchemaDocs::formatsCanBeAsserted()
{
    QFETCH(const QString, format);
    const QByteArray schema = "{\"format\":\"" + format.toUtf8() + "\"}";
    QCOMPARE(outcomeOf(schema, noFormat), Outcome::Valid);
    QCOMPARE(outcomeOf(schema, noFormat, true), Outcome::Invalid);
}

void TestActionSchemaDocs::otherFormatsCannot()
{
    for (const char *format : {"idn-email", "idn-hostname", "iri", "iri-reference", "uri-template",
                               "relative-json-pointer", "own"}) {
        QVERIFY(!m_formats.contains(QLatin1StringView(format)));
        const QByteArray schema = QByteArray("{\"format\":\"") + format + "\"}";
        QCOMPARE(outcomeOf(schema, noFormat, true), Outcome::Valid);
    }
}

QTEST_GUILESS_MAIN(TestActionSchemaDocs)
#include "tst_actionschemadocs.moc"
