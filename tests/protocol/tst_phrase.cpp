// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "protocol/phrase.h"
#include "protocol/phrasemask.h"

#include <QTest>

#include <limits>
#include <type_traits>

using namespace Qt::Literals::StringLiterals;
using namespace neuro::protocol;

// Only literals make a phrase: their characters outlive every phrase.
static_assert(!std::is_convertible_v<const char *, PhraseSource<0>>);

class TestPhrase : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothing();
    void english_data();
    void english();
    void argumentsAreNotFilledAgain();
    void phrasesInPhrases();
    void otherPatterns();
    void equality();
    void lists();
    void masks();
};

void TestPhrase::nothing()
{
    QVERIFY(Phrase().isEmpty());
    QCOMPARE(Phrase().english(), QString());
    QVERIFY(verbatim(QString()).isEmpty());
    QCOMPARE(verbatim(u""_s), Phrase());
    QVERIFY(!verbatim(u"x"_s).isEmpty());
    QVERIFY(!phrase("x").isEmpty());
}

void TestPhrase::english_data()
{
    QTest::addColumn<Phrase>("phrase");
    QTest::addColumn<QString>("text");
    QTest::newRow("no argument") << phrase("the game left") << u"the game left"_s;
    QTest::newRow("text") << phrase("\"%1\" is missing", u"data"_s) << u"\"data\" is missing"_s;
    QTest::newRow("order") << phrase("%2 before %1", u"a"_s, u"b"_s) << u"b before a"_s;
    QTest::newRow("twice") << phrase("%1 and %1", u"a"_s) << u"a and a"_s;
    QTest::newRow("plain digits") << phrase("%1 bytes", 1234567) << u"1234567 bytes"_s;
    QTest::newRow("extremes") << phrase("%1 to %2", std::numeric_limits<qint64>::min(),
                                        std::numeric_limits<qint64>::max())
                              << u"-9223372036854775808 to 9223372036854775807"_s;
    QTest::newRow("plural") << pluralPhrase("%1 forces wait", 1) << u"1 forces wait"_s;
    QTest::newRow("per cent") << phrase("100 % of %1", u"it"_s) << u"100 % of it"_s;
    QTest::newRow("per cent at the end") << phrase("%1 at 100%", u"it"_s) << u"it at 100%"_s;
    QTest::newRow("UTF-8") << phrase("a malformed \\u{…}") << u"a malformed \\u{…}"_s;
    QTest::newRow("verbatim") << verbatim(u"%1 \"…\""_s) << u"%1 \"…\""_s;
}

void TestPhrase::english()
{
    QFETCH(Phrase, phrase);
    QTEST(phrase.english(), "text");
}

void TestPhrase::argumentsAreNotFilledAgain()
{
    QCOMPARE(phrase("%1, not %2", u"%2"_s, u"%1%n%L1"_s).english(), u"%2, not %1%n%L1"_s);
    QCOMPARE(phrase("%1: %2", u"%2"_s, phrase("at %1", u"%1"_s)).english(), u"%2: at %1"_s);
}

void TestPhrase::phrasesInPhrases()
{
    const Phrase inner = phrase("must be %1", phrase("a string"));
    const Phrase outer = phrase("%1: %2", u"data"_s, inner);
    QCOMPARE(outer.english(), u"data: must be a string"_s);
    QCOMPARE(outer.arguments().size(), 2);
    QCOMPARE(std::get<Phrase>(outer.arguments()[1].value()), inner);
}

void TestPhrase::otherPatterns()
{
    const Phrase found = phrase("%1 instead of %2", 7, u"a"_s);
    const auto bracketed = [](const PhraseArgument &argument) {
        return std::holds_alternative<qint64>(argument.value()) ? u"[number]"_s : u"[text]"_s;
    };
    QCOMPARE(found.filled(u"%2 au lieu de %1 (%3)"_s, bracketed),
             u"[text] au lieu de [number] (%3)"_s);
}

void TestPhrase::equality()
{
    // Another literal with the same characters is the same pattern.
    static constexpr char same[] = "%1 of %2";
    QCOMPARE(phrase("%1 of %2", 1, 2), phrase(same, 1, 2));
    QVERIFY(!(phrase("%1 of %2", 1, 2) == phrase("%1 of %2", 2, 1)));
    QVERIFY(!(phrase("%1 of", 1) == phrase("of %1", 1)));
    QVERIFY(!(phrase("%1", 1) == pluralPhrase("%1", 1)));
    QVERIFY(!(phrase("a") == verbatim(u"a"_s)));
    QVERIFY(!(phrase("%1", 1) == phrase("%1", u"1"_s)));
}

void TestPhrase::lists()
{
    const QList<Phrase> three = {phrase("a"), verbatim(u"b"_s), phrase("c")};
    QCOMPARE(inSequence(three).english(), u"a; b; c"_s);
    QCOMPARE(asAlternatives(three).english(), u"a or b or c"_s);
    QCOMPARE(inSequence({phrase("a")}), phrase("a"));
    QCOMPARE(asAlternatives({}), Phrase());
}

/// Somebody else's words, not the program's.
void TestPhrase::masks()
{
    const auto mask = [](QString text) {
        return text.replace(u"must"_s, u"***"_s).replace(u"1234"_s, u"***"_s);
    };
    const Phrase inner = phrase("must be %1", u"a must"_s);
    const Phrase message =
        pluralPhrase("%1 must %2, %3, %4", 1234, u"1234"_s, inner, verbatim(u"must"_s));
    const Phrase masked = maskedPhrase(message, mask);
    QCOMPARE(masked.english(), u"1234 must ***, must be a ***, ***"_s);
    QVERIFY(masked.source() == message.source() && masked.isPlural());
    QCOMPARE(maskedPhrase(message, mask, VerbatimWords::Own).english(),
             u"1234 must ***, must be a ***, must"_s);
    QCOMPARE(maskedPhrase(verbatim(u"a must"_s), mask, VerbatimWords::Own), verbatim(u"a ***"_s));
    QVERIFY(maskedPhrase({}, mask).isEmpty());
    const Phrase clean = phrase("must be %1", u"x"_s);
    QCOMPARE(maskedPhrase(clean, mask), clean);
}

QTEST_APPLESS_MAIN(TestPhrase)
#include "tst_phrase.moc"
