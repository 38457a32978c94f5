// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "app/demo/tictactoerules.h"

#include <QRandomGenerator>

namespace neuro::demo::tictactoe {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int side = 3;

constexpr int lines[][side] = {
    {0, 1, 2}, {3, 4, 5}, {6, 7, 8}, {0, 3, 6}, {1, 4, 7}, {2, 5, 8}, {0, 4, 8}, {2, 4, 6},
};

QString markText(Mark mark)
{
    switch (mark) {
    case Mark::None:
        return u" "_s;
    case Mark::X:
        return u"X"_s;
    case Mark::O:
        return u"O"_s;
    }
    Q_UNREACHABLE();
}

Mark opponentOf(Mark mark)
{
    return mark == Mark::X ? Mark::O : Mark::X;
}

/// The cell with which `mark` completes a line.
std::optional<int> winningCell(const Board &board, Mark mark)
{
    for (const auto &line : lines) {
        int own = 0;
        std::optional<int> free;
        for (const int cell : line) {
            if (board.at(cell) == mark)
                ++own;
            else if (board.isFree(cell))
                free = cell;
        }
        if (own == side - 1 && free)
            return free;
    }
    return {};
}

} // namespace

void Board::place(int cell, Mark mark)
{
    Q_ASSERT(isFree(cell) && outcome() == Outcome::Undecided);
    m_cells[static_cast<std::size_t>(cell)] = mark;
}

QList<int> Board::freeCells() const
{
    QList<int> cells;
    for (int cell = 0; cell < cellCount; ++cell) {
        if (isFree(cell))
            cells.append(cell);
    }
    return cells;
}

Outcome Board::outcome() const
{
    for (const auto &line : lines) {
        const Mark first = at(line[0]);
        if (first != Mark::None && first == at(line[1]) && first == at(line[2]))
            return first == Mark::X ? Outcome::XWins : Outcome::OWins;
    }
    return freeCells().isEmpty() ? Outcome::Draw : Outcome::Undecided;
}

QString Board::toMarkdown() const
{
    QString text = u"|   | a | b | c |\n|---|---|---|---|\n"_s;
    for (int row = 0; row < side; ++row) {
        text += u"| %1 |"_s.arg(row + 1);
        for (int column = 0; column < side; ++column)
            text += u" %1 |"_s.arg(markText(at(row * side + column)));
        text += u'\n';
    }
    return text;
}

QString cellName(int cell)
{
    return QChar(u'a' + cell % side) + QString::number(cell / side + 1);
}

QStringList cellNames(const QList<int> &cells)
{
    QStringList names;
    for (const int cell : cells)
        names.append(cellName(cell));
    return names;
}

std::optional<int> cellFromName(const QString &name)
{
    for (int cell = 0; cell < cellCount; ++cell) {
        if (cellName(cell) == name)
            return cell;
    }
    return {};
}

int chooseCell(const Board &board, Mark mark, QRandomGenerator &random)
{
    if (const auto cell = winningCell(board, mark))
        return *cell;
    if (const auto cell = winningCell(board, opponentOf(mark)))
        return *cell;
    const QList<int> free = board.freeCells();
    return free[random.bounded(static_cast<int>(free.size()))];
}

} // namespace neuro::demo::tictactoe
