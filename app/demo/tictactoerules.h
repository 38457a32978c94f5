// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include <QString>
#include <QStringList>

#include <array>
#include <optional>

class QRandomGenerator;

/// The rules of tic-tac-toe, without a player in sight. Cells have the numbers 0 to 8, row by row
/// from the top, and the names "a1" to "c3": a column's letter and a row's number.
namespace neuro::demo::tictactoe {

inline constexpr int cellCount = 9;

enum class Mark { None, X, O };

enum class Outcome { Undecided, XWins, OWins, Draw };

class Board
{
public:
    Mark at(int cell) const { return m_cells[static_cast<std::size_t>(cell)]; }
    bool isFree(int cell) const { return at(cell) == Mark::None; }
    /// `cell` must be free and the game undecided.
    void place(int cell, Mark mark);

    /// In ascending order.
    QList<int> freeCells() const;
    Outcome outcome() const;

    /// A Markdown table, the way Neuro is shown the board.
    QString toMarkdown() const;

private:
    std::array<Mark, cellCount> m_cells{};
};

QString cellName(int cell);
QStringList cellNames(const QList<int> &cells);
/// Absent when no cell is called that.
std::optional<int> cellFromName(const QString &name);

/// What a simple player with `mark` does: wins if it can, prevents a loss if it must, and else
/// takes a free cell by chance. There must be a free cell.
int chooseCell(const Board &board, Mark mark, QRandomGenerator &random);

} // namespace neuro::demo::tictactoe
