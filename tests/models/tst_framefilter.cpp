// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "models/framefilter.h"

#include "models/events.h"
#include "models/textneedle.h"

#include <QObject>
#include <QTest>

using namespace neuro;
using namespace neuro::tests;
using models::AsciiNeedle;
using models::FilterExpression;
using models::FrameFilter;
using models::FrameMatcher;

namespace {

FrameFilter filterOf(const QString &words, const std::optional<QString> &game = std::nullopt,
                     relay::ForceId force = 0)
{
    return {FilterExpression::words(words), game, force};
}

} // namespace

class TestFrameFilter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void text_data();
    void text();
    void everyWordMustOccur();
    void game();
    void force();
    void allConditionsMustHold();
    void emptyLetsAllPass();
    void phrase();
    void needleAgreesWithPlainSearch();
};

void TestFrameFilter::text_data()
{
    QTest::addColumn<QString>("words");
    QTest::addColumn<bool>("found");
    QTest::newRow("in the payload") << u"beer"_s << true;
    QTest::newRow("case is ignored") << u"BeEr"_s << true;
    QTest::newRow("payload in capitals") << u"drank"_s << true;
    QTest::newRow("the whole payload's end") << u"\"}}"_s << true;
    QTest::newRow("one letter") << u"k"_s << true;
    QTest::newRow("absent") << u"whisky"_s << false;
    QTest::newRow("absent letter") << u"~"_s << false;
    QTest::newRow("longer than the payload") << QString(500, u'a') << false;
    QTest::newRow("in the game's name") << u"buckshot"_s << true;
    QTest::newRow("in the command") << u"/RESULT"_s << true;
    QTest::newRow("in the refusal's path") << u"data.id"_s << true;
    QTest::newRow("in the refusal's detail") << u"pending"_s << true;
    QTest::newRow("beyond ASCII") << u"STRASSENCAFÉ"_s << true;
    QTest::newRow("beyond ASCII, absent") << u"Thé"_s << false;
    QTest::newRow("written as \\u") << u"酒"_s << true;
    QTest::newRow("quotes inside a JSON string") << u"{\"item\":"_s << true;
    QTest::newRow("quotes as they came") << u"{\\\"item\\\":"_s << true;
}

void TestFrameFilter::text()
{
    relay::FrameEvent event = refused(
        of(frame(
               u"action/result"_s,
               R"({"id":"7","note":"{\"item\":\"beer\"}","message":"DRANK in the strassencafé \u9152"})"),
           u"Buckshot Roulette"_s),
        {protocol::Reason::UnexpectedResult, u"data.id"_s,
         protocol::verbatim(u"no action is pending"_s)});
    QFETCH(QString, words);
    QTEST(FrameMatcher(filterOf(words)).matches(event), "found");
}

void TestFrameFilter::everyWordMustOccur()
{
    const relay::FrameEvent event = frame(u"context"_s, R"({"message":"red green"})");
    QVERIFY(FrameMatcher(filterOf(u"  green\tred "_s)).matches(event));
    QVERIFY(FrameMatcher(filterOf(u"green context"_s)).matches(event));
    QVERIFY(!FrameMatcher(filterOf(u"green blue"_s)).matches(event));
}

void TestFrameFilter::game()
{
    const FrameMatcher matcher({{}, u"Game A"_s, 0});
    QVERIFY(matcher.matches(frame(u"startup"_s)));
    QVERIFY(!matcher.matches(of(frame(u"startup"_s), u"Game AB"_s)));
    QVERIFY(!matcher.matches(of(frame(u"startup"_s), QString())));
}

void TestFrameFilter::force()
{
    relay::FrameEvent event = frame(u"action"_s);
    const FrameMatcher matcher({{}, {}, 7});
    QVERIFY(!matcher.matches(event));
    event.force = 7;
    QVERIFY(matcher.matches(event));
}

void TestFrameFilter::allConditionsMustHold()
{
    relay::FrameEvent event = numbered(12);
    event.force = 7;
    QVERIFY(FrameMatcher(filterOf(u"12"_s, u"Game A"_s, 7)).matches(event));
    QVERIFY(!FrameMatcher(filterOf(u"13"_s, u"Game A"_s, 7)).matches(event));
    QVERIFY(!FrameMatcher(filterOf(u"12"_s, u"Game B"_s, 7)).matches(event));
    QVERIFY(!FrameMatcher(filterOf(u"12"_s, u"Game A"_s, 8)).matches(event));
}

void TestFrameFilter::emptyLetsAllPass()
{
    QVERIFY(FrameFilter().isEmpty());
    QVERIFY(FrameMatcher(FrameFilter()).matches(relay::FrameEvent()));
    QVERIFY(FrameMatcher(filterOf(u"   "_s)).matches(relay::FrameEvent()));
}

void TestFrameFilter::phrase()
{
    const relay::FrameEvent event = frame(u"context"_s, R"({"message":"red green"})");
    QVERIFY(FrameMatcher::forPhrase(u"red green"_s).matches(event));
    QVERIFY(!FrameMatcher::forPhrase(u"green red"_s).matches(event));
}

void TestFrameFilter::needleAgreesWithPlainSearch()
{
    // Few letters, so that near misses and repeats are frequent.
    quint32 state = 20'260'115;
    const auto next = [&state](quint32 bound) {
        state = state * 1'664'525U + 1'013'904'223U;
        return (state >> 16) % bound;
    };
    const auto randomText = [&next](quint32 length) {
        QByteArray text;
        for (quint32 i = 0; i < length; ++i)
            text += "abAB-"[next(5)];
        return text;
    };
    int found = 0;
    for (int round = 0; round < 20'000; ++round) {
        const QByteArray word = randomText(1 + next(6));
        const QByteArray text = randomText(next(40));
        const bool expected = text.toLower().contains(word.toLower());
        QCOMPARE(AsciiNeedle(word).isIn(text), expected);
        found += expected ? 1 : 0;
    }
    QVERIFY(found > 1000);
    const QByteArray longWord(700, 'x');
    QVERIFY(AsciiNeedle(longWord).isIn(QByteArray("yyy" + longWord + "y")));
    QVERIFY(!AsciiNeedle(longWord).isIn(QByteArray(QByteArray(699, 'x') + "y")));
}

QTEST_APPLESS_MAIN(TestFrameFilter)
#include "tst_framefilter.moc"
