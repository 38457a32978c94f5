// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "models/jsondiff.h"

#include <QObject>
#include <QTest>

using namespace neuro::models;
using namespace Qt::Literals::StringLiterals;
using Kind = DiffLine::Kind;

namespace {

/// As in a patch; what differs within a line stands in brackets.
QStringList printed(const QList<DiffLine> &lines)
{
    QStringList result;
    for (const DiffLine &line : lines) {
        QString text = line.text;
        if (line.changedLength > 0) {
            text.insert(line.changedFrom + line.changedLength, u'>');
            text.insert(line.changedFrom, u'<');
        }
        const QChar sign = line.kind == Kind::Same      ? u' '
                           : line.kind == Kind::Removed ? u'-'
                                                        : u'+';
        result.append(sign + text);
    }
    return result;
}

} // namespace

class TestJsonDiff : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void laysOutInTheOrderOfTheText();
    void whatIsForwarded();
    void linesThatComeAndGo();
    void sameTexts();
    void notJson();
    void isBounded();
};

void TestJsonDiff::laysOutInTheOrderOfTheText()
{
    QCOMPARE(laidOutJson(R"({"z":1.0,"a":[],"e":{},"list":["x",{"k":null}]})"),
             (QStringList{u"{"_s, u"  \"z\": 1.0,"_s, u"  \"a\": [],"_s, u"  \"e\": {},"_s,
                          u"  \"list\": ["_s, u"    \"x\","_s, u"    {"_s, u"      \"k\": null"_s,
                          u"    }"_s, u"  ]"_s, u"}"_s}));
}

void TestJsonDiff::whatIsForwarded()
{
    const QByteArray game =
        R"({"command":"context","game":"Chess","data":{"message":"Check.","silent":true}})";
    const QByteArray upstream =
        R"({"command":"context","game":"Neuro Relay","data":{"message":"[Chess] Check.","silent":true}})";
    QCOMPARE(printed(jsonDiff(game, upstream)),
             (QStringList{u" {"_s, u"   \"command\": \"context\","_s,
                          u"-  \"game\": \"<Chess>\","_s, u"+  \"game\": \"<Neuro Relay>\","_s,
                          u"   \"data\": {"_s, u"-    \"message\": \"Check.\","_s,
                          u"+    \"message\": \"<[Chess] >Check.\","_s, u"     \"silent\": true"_s,
                          u"   }"_s, u" }"_s}));
}

void TestJsonDiff::linesThatComeAndGo()
{
    QCOMPARE(
        printed(jsonDiff("[1,2,3,5]", "[2,3,4,5]")),
        (QStringList{u" ["_s, u"-  1,"_s, u"   2,"_s, u"   3,"_s, u"+  4,"_s, u"   5"_s, u" ]"_s}));
    QCOMPARE(printed(jsonDiff("[]", "[7]")),
             (QStringList{u"-[<]>"_s, u"+["_s, u"+  7"_s, u"+]"_s}));
}

void TestJsonDiff::sameTexts()
{
    for (const DiffLine &line : jsonDiff(R"({"a":1})", R"({ "a" : 1 })"))
        QCOMPARE(line.kind, Kind::Same);
    QVERIFY(jsonDiff({}, {}).size() <= 1);
}

void TestJsonDiff::notJson()
{
    QCOMPARE(printed(jsonDiff("one\ntwo", "one\nthree")),
             (QStringList{u" one"_s, u"-t<wo>"_s, u"+t<hree>"_s}));
}

void TestJsonDiff::isBounded()
{
    QByteArray many = "[0";
    for (int i = 1; i < 3 * limits::diffLines; ++i)
        many += ',' + QByteArray::number(i);
    many += ']';
    QByteArray others = many;
    others.replace('1', '7');
    QCOMPARE(laidOutJson(many).size(), limits::diffLines);
    QVERIFY(jsonDiff(many, others).size() <= 2 * limits::diffLines);
    const QByteArray deep = QByteArray(512, '[') + QByteArray(512, ']');
    QCOMPARE(laidOutJson(deep).size(), 2 * 511 + 1);
    const QByteArray longLine = '"' + QByteArray(2 * limits::diffLineLength, 'x') + '"';
    QCOMPARE(laidOutJson(longLine).constFirst().size(), limits::diffLineLength);
}

QTEST_GUILESS_MAIN(TestJsonDiff)
#include "tst_jsondiff.moc"
