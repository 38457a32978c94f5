// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "storage/escapedtext.h"

#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace neuro::storage;

Q_DECLARE_METATYPE(const Escaping *)

class TestEscapedText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void resolvesEscapes_data();
    void resolvesEscapes();
    void tellsPlaces();
    void findsBack();
    void coversEscapes();
};

void TestEscapedText::resolvesEscapes_data()
{
    QTest::addColumn<const Escaping *>("escaping");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("plain");
    const auto row = [](const char *name, const Escaping &escaping, const QByteArray &text,
                        const QByteArray &plain) {
        QTest::newRow(name) << &escaping << text << plain;
    };
    const Escaping &json = jsonEscaping;
    row("empty", json, "", "");
    row("no escape", json, "abc", "abc");
    row("short ones", json, R"(\"\\\/\b\f\n\r\t)", "\"\\/\b\f\n\r\t");
    row("one byte", json, R"(\u0041\u007F)", "A\x7f");
    row("NUL", json, R"(a\u0000b)", QByteArray("a\0b", 3));
    row("two bytes", json, R"(\u00fc\u00FC)", "\u00fc\u00fc");
    row("three bytes", json, R"(\u20ac)", "\u20ac");
    row("four bytes", json, R"(\uD83D\uDE00!)", "\U0001F600!");
    row("lone halves", json, R"(\ud83d\ud83d\ude00\ude00\ud83dx\ud83d)",
        "\ufffd\U0001F600\ufffd\ufffdx\ufffd");
    row("a backslash and a letter", json, R"(\\u0041)", R"(\u0041)");
    row("none of JSON's", json, R"(\x\u004\uzzzz\')", R"(\x\u004\uzzzz\')");
    row("cut", json, R"(a\)", R"(a\)");
    row("cut in a number", json, R"(a\u004)", R"(a\u004)");
    row("percent", percentEscaping, "a%2Fb%2fc%C3%BC", "a/b/c\u00fc");
    row("no percent", percentEscaping, "100 % %2 %2x%%41%", "100 % %2 %2x%A%");
    row("needless", needlessEscaping, R"(\u0061\u005F\u00fc\u000a\n)", R"(a_\u00fc\u000a\n)");
    row("needless in a string", needlessEscaping, R"(\\u0061 \\\\u0061)", "a a");
    row("quotes", needlessEscaping, R"(\u0022 \\u0022 \\\u0022 \\\\u0022)",
        R"(\" \\\" \\\" \\\\\\\")");
    row("backslashes", needlessEscaping, R"(\u005c \\\\\\\\\ \)", R"(\\ \\\\\\\\\ \)");
}

void TestEscapedText::resolvesEscapes()
{
    QFETCH(const Escaping *, escaping);
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, plain);
    QCOMPARE(unescaped(text, *escaping, 1).text, plain);
    // All of it, and nothing in every place.
    QList<ByteRange> ranges{{0, plain.size()}};
    mapToEscaped(text, *escaping, ranges);
    QCOMPARE(ranges.front().begin, 0);
    QCOMPARE(ranges.front().end, text.size());
    for (qsizetype begin = 0; begin < plain.size(); ++begin) {
        QList<ByteRange> one{{begin, begin + 1}};
        mapToEscaped(text, *escaping, one);
        const ByteRange found = one.front();
        QVERIFY(0 <= found.begin && found.begin < found.end && found.end <= text.size());
        const QByteArray there =
            unescaped(text.sliced(found.begin, found.end - found.begin), *escaping, 1).text;
        QVERIFY2(there.contains(plain[begin]), there.constData());
    }
}

void TestEscapedText::tellsPlaces()
{
    const auto places = [](const QByteArray &text, qsizetype apart) {
        QByteArray out;
        for (const ByteRange place : unescaped(text, jsonEscaping, apart).places)
            out += QByteArray::number(place.begin) + '-' + QByteArray::number(place.end) + ' ';
        return out;
    };
    QCOMPARE(places("abc", 1), "");
    QCOMPARE(places(R"(\n)", 1), "0-1 ");
    QCOMPARE(places(R"(ab\u00fcc\n\/12\/)", 1), "2-4 5-7 9-10 ");
    QCOMPARE(places(R"(ab\u00fcc\n\/12\/)", 2), "2-7 9-10 ");
    QCOMPARE(places(R"(ab\u00fcc\n\/12\/)", 3), "2-10 ");
}

void TestEscapedText::findsBack()
{
    const QByteArray text = R"(a\u00fcb\n\/c\uD83D\uDE00)";
    //                         0 1     7 8 10 12 13     25
    // Plain: a 0, ü 1-2, b 3, newline 4, / 5, c 6, the smile 7-10.
    QList<ByteRange> ranges{{0, 1}, {1, 3}, {3, 4}, {4, 6}, {6, 7}, {7, 11}, {11, 11}};
    mapToEscaped(text, jsonEscaping, ranges);
    const QList<std::pair<qsizetype, qsizetype>> expected = {{0, 1},   {1, 7},   {7, 8},  {8, 12},
                                                             {12, 13}, {13, 25}, {25, 25}};
    for (qsizetype i = 0; i < expected.size(); ++i) {
        QCOMPARE(ranges[i].begin, expected[i].first);
        QCOMPARE(ranges[i].end, expected[i].second);
    }
    // A part of a character is all of it.
    ranges = {{2, 8}};
    mapToEscaped(text, jsonEscaping, ranges);
    QCOMPARE(ranges.front().begin, 1);
    QCOMPARE(ranges.front().end, 25);
}

void TestEscapedText::coversEscapes()
{
    const QByteArray text = R"(ab\n\u0041c\\d)";
    QList<ByteRange> ranges{{0, 2}, {3, 4}, {6, 7}, {8, 12}, {13, 14}};
    coverEscapes(text, jsonEscaping, ranges);
    const QList<std::pair<qsizetype, qsizetype>> expected = {
        {0, 2}, {2, 4}, {4, 10}, {4, 13}, {13, 14}};
    for (qsizetype i = 0; i < expected.size(); ++i) {
        QCOMPARE(ranges[i].begin, expected[i].first);
        QCOMPARE(ranges[i].end, expected[i].second);
    }
}

QTEST_GUILESS_MAIN(TestEscapedText)
#include "tst_escapedtext.moc"
