// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "app/demo/rockpaperscissorsrules.h"

#include <QRandomGenerator>
#include <QTest>

using namespace neuro::demo::rockpaperscissors;
using namespace Qt::Literals::StringLiterals;

class TestRockPaperScissorsRules : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void knowsWhatBeatsWhat();
    void namesItsHands();
    void throwsEveryHand();
    void playsBestOfFive();
};

void TestRockPaperScissorsRules::knowsWhatBeatsWhat()
{
    const QList<Hand> hands{Hand::Rock, Hand::Paper, Hand::Scissors};
    for (int i = 0; i < 3; ++i) {
        for (int j = 0; j < 3; ++j)
            QCOMPARE(beats(hands[i], hands[j]), i == (j + 1) % 3);
    }
}

void TestRockPaperScissorsRules::namesItsHands()
{
    QCOMPARE(allHandNames(), QStringList({u"rock"_s, u"paper"_s, u"scissors"_s}));
    QCOMPARE(handFromName(u"paper"_s), std::optional(Hand::Paper));
    QCOMPARE(handName(Hand::Scissors), u"scissors"_s);
    for (const QString &name : {u""_s, u"Rock"_s, u"lizard"_s})
        QCOMPARE(handFromName(name), std::optional<Hand>());
}

void TestRockPaperScissorsRules::throwsEveryHand()
{
    QRandomGenerator random(1);
    std::array<int, 3> counts{};
    for (int i = 0; i < 3000; ++i)
        ++counts[static_cast<std::size_t>(randomHand(random))];
    for (const int count : counts)
        QVERIFY(count > 800);
}

void TestRockPaperScissorsRules::playsBestOfFive()
{
    Match match;
    match.count(Hand::Rock, Hand::Rock);
    QCOMPARE(match.neuroWins() + match.opponentWins(), 0);
    match.count(Hand::Rock, Hand::Scissors);
    match.count(Hand::Rock, Hand::Scissors);
    match.count(Hand::Rock, Hand::Paper);
    match.count(Hand::Rock, Hand::Paper);
    QCOMPARE(match.neuroWins(), 2);
    QCOMPARE(match.opponentWins(), 2);
    QVERIFY(!match.isOver());
    match.count(Hand::Scissors, Hand::Rock);
    QVERIFY(match.isOver());
    QCOMPARE(match.opponentWins(), 3);

    Match won;
    for (int i = 0; i < Match::winsNeeded; ++i) {
        QVERIFY(!won.isOver());
        won.count(Hand::Paper, Hand::Rock);
    }
    QVERIFY(won.isOver());
    QCOMPARE(won.neuroWins(), 3);
}

QTEST_APPLESS_MAIN(TestRockPaperScissorsRules)

#include "tst_rockpaperscissorsrules.moc"
