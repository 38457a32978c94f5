// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

// checkAction(), names, and the quoting of foreign text.

#include "protocol/codec.h"
#include "protocol/unsupportedkeywords.h"

#include <QObject>
#include <QTest>

using namespace neuro::protocol;
using namespace Qt::Literals::StringLiterals;

namespace {

QList<DiagnosticKey> keys(const QList<Finding> &findings)
{
    QList<DiagnosticKey> result;
    for (const Finding &finding : findings)
        result.append(finding.key);
    return result;
}

} // namespace

class TestActionCheck : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void checksActions_data();
    void checksActions();
    void listsEverythingAboutOneAction();
    void agreesWithTheDecoder();
    void findsKeywords_data();
    void findsKeywords();
    void findsKeywordsInDeepSchemas();
    void judgesNames_data();
    void judgesNames();
    void quotes_data();
    void quotes();
};

void TestActionCheck::checksActions_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("schema");
    QTest::addColumn<QList<DiagnosticKey>>("findings");
    const auto row = [](const char *name, const char *schema, QList<DiagnosticKey> findings = {}) {
        QTest::newRow(name) << u"a"_s << QByteArray(schema) << findings;
    };
    row("no schema", "");
    row("empty schema", "{}");
    row("blank empty schema", " { } ");
    row("object", R"({"type":"object","properties":{"x":{"type":"integer"}},"required":["x"]})");
    row("only a requirement", R"({"type":"object","properties":{},"required":["x"]})");
    row("free members", R"({"type":"object","additionalProperties":{"type":"string"}})",
        {DiagnosticKey::SchemaUnsupportedKeyword});
    row("unknown member", R"({"type":"object","x-ui":1})");
    row("no members", R"({"type":"object"})", {DiagnosticKey::SchemaEmpty});
    row("no members, spelt out", R"({"required":[],"properties":{},"type":"object"})",
        {DiagnosticKey::SchemaEmpty});
    row("no members allowed", R"({"type":"object","additionalProperties":false})",
        {DiagnosticKey::SchemaEmpty, DiagnosticKey::SchemaUnsupportedKeyword});
    row("no type", R"({"properties":{"x":{}}})", {DiagnosticKey::SchemaNotObject});
    row("string", R"({"type":"string"})", {DiagnosticKey::SchemaNotObject});
    row("several types", R"({"type":["object","null"]})", {DiagnosticKey::SchemaNotObject});
    row("no such type", R"({"type":"objekt"})", {DiagnosticKey::SchemaInvalid});
    row("type null", R"({"type":null})", {DiagnosticKey::SchemaInvalid});
    row("types of no type", R"({"type":[]})", {DiagnosticKey::SchemaInvalid});
    row("bad keyword", R"({"type":"object","properties":[]})", {DiagnosticKey::SchemaInvalid});
    row("list", "[1]", {DiagnosticKey::SchemaInvalid, DiagnosticKey::SchemaNotObject});
    row("no JSON", "{type:object}", {DiagnosticKey::SchemaInvalid});
    QTest::newRow("name") << u"Use Item"_s << QByteArray()
                          << QList({DiagnosticKey::ActionNameStyle});
    QTest::newRow("empty name") << QString() << QByteArray()
                                << QList({DiagnosticKey::ActionNameStyle});
}

void TestActionCheck::checksActions()
{
    QFETCH(QString, name);
    QFETCH(QByteArray, schema);
    Action action;
    action.name = name;
    action.description = u"d"_s;
    action.schema = schema;
    QTEST(keys(checkAction(action)), "findings");
}

void TestActionCheck::listsEverythingAboutOneAction()
{
    Action action;
    action.name = u"Use"_s;
    action.schema = R"({"title":"T","properties":{"x":{"minimum":"5","title":"X"}}})";
    const QList<Finding> findings = checkAction(action);
    QCOMPARE(keys(findings),
             QList({DiagnosticKey::ActionNameStyle, DiagnosticKey::ActionNoDescription,
                    DiagnosticKey::SchemaNotObject, DiagnosticKey::SchemaUnsupportedKeyword,
                    DiagnosticKey::SchemaInvalid}));
    for (const Finding &finding : findings)
        QVERIFY2(finding.detail.english().startsWith(u"action \"Use\": "),
                 qPrintable(finding.detail.english()));
    QVERIFY(findings[3].detail.english().contains(u"\"title\""));
    QVERIFY(findings[4].detail.english().contains(u"minimum"));
}

void TestActionCheck::agreesWithTheDecoder()
{
    const QByteArray text =
        R"({"command":"actions/register","game":"G","data":{"actions":[)"
        R"({"name":"A","schema":{"type":"array","items":{"title":"T","type":"nil"}}}]}})";
    const auto decoded = decodeGameMessage(text);
    QVERIFY(decoded);
    const Action &action = std::get<RegisterActions>(decoded->message).actions.constFirst();
    QVERIFY(decoded->warnings.size() >= 4);
    QCOMPARE(decoded->warnings, checkAction(action));
}

void TestActionCheck::findsKeywords_data()
{
    QTest::addColumn<QByteArray>("schema");
    QTest::addColumn<QStringList>("found");
    const auto row = [](const QByteArray &schema, const QStringList &found) {
        QTest::newRow(schema.constData()) << schema << found;
    };
    // Every keyword of the specification's list.
    const QStringList unsupported =
        u"$anchor $comment $defs $dynamicAnchor $dynamicRef $id $ref $schema $vocabulary "
        u"additionalProperties allOf anyOf contentEncoding contentMediaType contentSchema "
        u"dependentRequired dependentSchemas deprecated description else if maxProperties "
        u"minProperties multipleOf not oneOf patternProperties readOnly then title "
        u"unevaluatedItems unevaluatedProperties writeOnly"_s.split(u' ');
    for (const QString &keyword : unsupported) {
        const QByteArray name = keyword.toUtf8();
        row("{\"" + name + "\":1}", {keyword + u"@"_s});
        row("{\"properties\":{\"" + name + "\":{}}}", {});
    }
    for (const char *keyword : {"type",
                                "properties",
                                "items",
                                "required",
                                "enum",
                                "const",
                                "minimum",
                                "maximum",
                                "exclusiveMinimum",
                                "exclusiveMaximum",
                                "minLength",
                                "maxLength",
                                "pattern",
                                "format",
                                "minItems",
                                "maxItems",
                                "default",
                                "examples",
                                "contains",
                                "prefixItems",
                                "additionalItems",
                                "propertyNames",
                                "definitions",
                                "dependencies",
                                "x-y",
                                "Title",
                                ""}) {
        row(QByteArray("{\"") + keyword + "\":1}", {});
    }
    row(R"({"properties":{"title":{"title":1}}})", {u"title@properties.title"_s});
    row(R"({"items":{"title":1}})", {u"title@items"_s});
    row(R"({"items":[{},{"title":1}]})", {u"title@items[1]"_s});
    row(R"({"prefixItems":[{"title":1}]})", {u"title@prefixItems[0]"_s});
    row(R"({"contains":{"title":1}})", {u"title@contains"_s});
    row(R"({"propertyNames":{"title":1}})", {u"title@propertyNames"_s});
    row(R"({"definitions":{"d":{"title":1}}})", {u"title@definitions.d"_s});
    row(R"({"dependencies":{"d":{"title":1},"e":["title"]}})", {u"title@dependencies.d"_s});
    row(R"({"anyOf":[{"title":1}]})", {u"anyOf@"_s, u"title@anyOf[0]"_s});
    row(R"({"additionalProperties":{"title":1}})",
        {u"additionalProperties@"_s, u"title@additionalProperties"_s});
    row(R"({"enum":[{"title":1}],"const":{"title":1},"default":{"title":1},"x":{"title":1}})", {});
    row(R"({"allOf":{"title":1},"properties":[{"title":1}],"items":"title"})", {u"allOf@"_s});
    row(R"({"uniqueItems":true})", {u"uniqueItems@"_s});
    row(R"({"uniqueItems":false,"not":{"uniqueItems":1}})", {u"not@"_s});
    row(R"({"properties":{"uniqueItems":true}})", {});
    // Each once, the outermost first.
    row(R"({"properties":{"x":{"title":1,"not":{"title":1}}},"title":1})",
        {u"title@"_s, u"not@properties.x"_s});
}

void TestActionCheck::findsKeywords()
{
    QFETCH(QByteArray, schema);
    const auto document = JsonDocument::parse(schema);
    QVERIFY(document);
    QStringList found;
    for (const UnsupportedKeyword &use : findUnsupportedKeywords(document->root()))
        found.append(use.keyword + u'@' + use.path);
    QTEST(found, "found");
}

void TestActionCheck::findsKeywordsInDeepSchemas()
{
    constexpr int levels = 510;
    const QByteArray schema =
        QByteArray(R"({"items":)").repeated(levels) + R"({"title":1})" + QByteArray(levels, '}');
    const auto document = JsonDocument::parse(schema);
    QVERIFY(document);
    const QList<UnsupportedKeyword> found = findUnsupportedKeywords(document->root());
    QCOMPARE(found.size(), 1);
    QVERIFY(found.constFirst().path.size() < 1000);
}

void TestActionCheck::judgesNames_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("recommended");
    for (const QString &name :
         {u"a"_s, u"join_friend_lobby"_s, u"use-item"_s, u"0"_s, u"-"_s, u"__"_s})
        QTest::newRow(qPrintable(name)) << name << true;
    for (const QString &name : {u""_s, u"A"_s, u"a b"_s, u"a.b"_s, u"a/b"_s, u"é"_s, u"٣"_s,
                                u"ａ"_s, u"a\n"_s, u"`"_s, u"{"_s, u":"_s, u"🎮"_s})
        QTest::newRow(qPrintable(u"not "_s + name)) << name << false;
}

void TestActionCheck::judgesNames()
{
    QFETCH(QString, name);
    QTEST(isRecommendedActionName(name), "recommended");
}

void TestActionCheck::quotes_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("quoted");
    QTest::newRow("empty") << QString() << QString();
    QTest::newRow("plain") << u"a é 🎮"_s << u"a é 🎮"_s;
    QTest::newRow("controls") << u"a\nb\tc\rd\u0007e\u007f"_s << u"a\\nb\\tc\\rd\\u0007e\\u007f"_s;
    QTest::newRow("invisible") << u"a\u200bb\u202ec\u2028"_s << u"a\\u200bb\\u202ec\\u2028"_s;
    QTest::newRow("lone surrogate") << QString(QChar(0xd800)) << u"\\ud800"_s;
    QTest::newRow("at the limit") << QString(80, u'x') << QString(80, u'x');
    QTest::newRow("over the limit") << QString(81, u'x') << QString(80, u'x') + u'…';
    QTest::newRow("characters, not units") << u"🎮"_s.repeated(81) << u"🎮"_s.repeated(80) + u'…';
}

void TestActionCheck::quotes()
{
    QFETCH(QString, text);
    QTEST(quoteForMessage(text), "quoted");
}

QTEST_GUILESS_MAIN(TestActionCheck)
#include "tst_actioncheck.moc"
