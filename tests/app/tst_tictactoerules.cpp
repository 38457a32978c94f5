// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "app/demo/tictactoerules.h"

#include <QRandomGenerator>
#include <QSet>
#include <QTest>

using namespace neuro::demo::tictactoe;
using namespace Qt::Literals::StringLiterals;

namespace {

/// "X.O" etc., nine characters, row by row.
Board boardFrom(const QString &text)
{
    Board board;
    for (int cell = 0; cell < cellCount; ++cell) {
        if (text[cell] != u'.')
            board.place(cell, text[cell] == u'X' ? Mark::X : Mark::O);
    }
    return board;
}

} // namespace

class TestTicTacToeRules : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void knowsTheOutcome_data();
    void knowsTheOutcome();
    void namesItsCells();
    void printsTheBoard();
    void choosesWell_data();
    void choosesWell();
    void choosesByChanceElse();
    void givesTheSameGameForTheSameSeed();
};

void TestTicTacToeRules::knowsTheOutcome_data()
{
    QTest::addColumn<QString>("cells");
    QTest::addColumn<Outcome>("outcome");
    QTest::newRow("empty") << u"........."_s << Outcome::Undecided;
    QTest::newRow("row") << u"OO.XXX..."_s << Outcome::XWins;
    QTest::newRow("column") << u".O.XO.XO."_s << Outcome::OWins;
    QTest::newRow("diagonal") << u"X.OOX...X"_s << Outcome::XWins;
    QTest::newRow("other diagonal") << u"XXO.O.O.."_s << Outcome::OWins;
    QTest::newRow("row across an edge") << u".XXX....."_s << Outcome::Undecided;
    QTest::newRow("full") << u"XOXXOOOXX"_s << Outcome::Draw;
    QTest::newRow("won with the last cell") << u"XOXOXOOXX"_s << Outcome::XWins;
}

void TestTicTacToeRules::knowsTheOutcome()
{
    QFETCH(const QString, cells);
    QFETCH(const Outcome, outcome);
    QCOMPARE(boardFrom(cells).outcome(), outcome);
}

void TestTicTacToeRules::namesItsCells()
{
    QCOMPARE(cellNames(Board().freeCells()).join(u' '), u"a1 b1 c1 a2 b2 c2 a3 b3 c3"_s);
    QCOMPARE(cellNames(boardFrom(u"X.O.X.O.."_s).freeCells()).join(u' '), u"b1 a2 c2 b3 c3"_s);
    for (int cell = 0; cell < cellCount; ++cell)
        QCOMPARE(cellFromName(cellName(cell)), std::optional(cell));
    for (const QString &name : {u""_s, u"d1"_s, u"a4"_s, u"a0"_s, u"A1"_s, u"a1 "_s})
        QCOMPARE(cellFromName(name), std::optional<int>());
}

void TestTicTacToeRules::printsTheBoard()
{
    QCOMPARE(boardFrom(u"X...O...X"_s).toMarkdown(), u"|   | a | b | c |\n"
                                                     "|---|---|---|---|\n"
                                                     "| 1 | X |   |   |\n"
                                                     "| 2 |   | O |   |\n"
                                                     "| 3 |   |   | X |\n"_s);
}

void TestTicTacToeRules::choosesWell_data()
{
    QTest::addColumn<QString>("cells");
    QTest::addColumn<QString>("choice");
    QTest::newRow("wins") << u"XX.OO...."_s << u"c1"_s;
    QTest::newRow("prevents") << u"X..OO...."_s << u"c2"_s;
    QTest::newRow("wins in the gap") << u"X.OO.O..X"_s << u"b2"_s;
    QTest::newRow("takes what is left") << u"XOXXOOO.X"_s << u"b3"_s;
}

void TestTicTacToeRules::choosesWell()
{
    QFETCH(const QString, cells);
    QFETCH(const QString, choice);
    for (quint32 seed = 0; seed < 20; ++seed) {
        QRandomGenerator random(seed);
        QCOMPARE(cellName(chooseCell(boardFrom(cells), Mark::X, random)), choice);
    }
}

void TestTicTacToeRules::choosesByChanceElse()
{
    QSet<int> choices;
    for (quint32 seed = 0; seed < 200; ++seed) {
        QRandomGenerator random(seed);
        choices.insert(chooseCell(boardFrom(u"....O...."_s), Mark::X, random));
    }
    QCOMPARE(choices, QSet<int>({0, 1, 2, 3, 5, 6, 7, 8}));
}

void TestTicTacToeRules::givesTheSameGameForTheSameSeed()
{
    const auto playOut = [](quint32 seed) {
        QRandomGenerator random(seed);
        Board board;
        QString moves;
        for (Mark mark = Mark::X; board.outcome() == Outcome::Undecided;
             mark = mark == Mark::X ? Mark::O : Mark::X) {
            const int cell = chooseCell(board, mark, random);
            board.place(cell, mark);
            moves += cellName(cell);
        }
        return moves;
    };
    QCOMPARE(playOut(7), playOut(7));
    QSet<QString> games;
    for (quint32 seed = 0; seed < 50; ++seed)
        games.insert(playOut(seed));
    QVERIFY(games.size() > 10);
}

QTEST_APPLESS_MAIN(TestTicTacToeRules)

#include "tst_tictactoerules.moc"
