// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "app/demo/tictactoe.h"

#include "protocol/codec.h"

#include <utility>

namespace neuro::demo {

using namespace Qt::Literals::StringLiterals;
using tictactoe::Board;
using tictactoe::Mark;
using tictactoe::Outcome;

namespace {

constexpr QLatin1StringView placePrefix("place_");
constexpr QLatin1StringView forfeitName("forfeit");

protocol::Action placeAction(int cell)
{
    const QString name = tictactoe::cellName(cell);
    return {placePrefix + name, u"Place your O at %1, if it is free."_s.arg(name), {}, {}};
}

/// The names of the actions that place an O in one of `cells`.
QStringList placeNames(const QList<int> &cells)
{
    QStringList names;
    for (const int cell : cells)
        names.append(placePrefix + tictactoe::cellName(cell));
    return names;
}

/// The cell that an action places an O in; absent when it is another action.
std::optional<int> cellOf(const QString &actionName)
{
    if (!actionName.startsWith(placePrefix))
        return {};
    return tictactoe::cellFromName(actionName.mid(placePrefix.size()));
}

protocol::Action forfeitAction()
{
    return {forfeitName, u"Give up this round of Tic-Tac-Toe; your opponent wins it."_s, {}, {}};
}

QString freeCellsText(const Board &board)
{
    return tictactoe::cellNames(board.freeCells()).join(u", "_s);
}

} // namespace

TicTacToe::TicTacToe(const GameOptions &options, QObject *parent)
    : DemoGame(u"Tic-Tac-Toe"_s, options, parent)
{
}

QString TicTacToe::rules() const
{
    return u"You are playing Tic-Tac-Toe. You place O, your opponent places X; whoever has three "
           u"in a row, a column or a diagonal wins the round. Columns are called a to c, rows 1 to "
           u"3, so b2 is the centre."_s;
}

QList<protocol::Action> TicTacToe::actions() const
{
    QList<protocol::Action> actions = {forfeitAction()};
    for (int cell = 0; cell < tictactoe::cellCount; ++cell)
        actions.append(placeAction(cell));
    return actions;
}

void TicTacToe::beginRound()
{
    m_board = Board();
    const bool opponentBegins = m_opponentBegins;
    m_opponentBegins = !m_opponentBegins;
    tell(opponentBegins ? u"A new round of Tic-Tac-Toe begins. Your opponent moves first."_s
                        : u"A new round of Tic-Tac-Toe begins. You move first."_s,
         true);
    if (opponentBegins)
        opponentThinks();
    else
        askNeuro();
}

void TicTacToe::continueRound()
{
    const int cell = tictactoe::chooseCell(m_board, Mark::X, random());
    m_board.place(cell, Mark::X);
    const QString move = u"Your opponent placed X at %1."_s.arg(tictactoe::cellName(cell));
    say(u"X at %1"_s.arg(tictactoe::cellName(cell)));
    tell(move, true);
    if (!endIfDecided())
        askNeuro();
}

void TicTacToe::askNeuro()
{
    m_neuroToMove = true;
    force(placeNames(m_board.freeCells()), u"It is your turn. Place your O in a free cell."_s,
          u"## Board\n\n%1\nYou are O. Free cells: %2\n"_s.arg(m_board.toMarkdown(),
                                                               freeCellsText(m_board)));
}

void TicTacToe::act(const protocol::ActionRequest &action)
{
    if (!isPlaying())
        fail(action, u"The round is over. Wait for the next one."_s);
    else if (const std::optional<int> cell = cellOf(action.name))
        place(action, *cell);
    else if (action.name == forfeitName)
        forfeit(action);
    else
        fail(
            action,
            u"There is no action \"%1\" in this game. Use one of place_a1 to place_c3, or forfeit."_s
                .arg(protocol::quoteForMessage(action.name)));
}

void TicTacToe::place(const protocol::ActionRequest &action, int cell)
{
    if (!m_neuroToMove) {
        fail(action, u"It is your opponent's turn. Wait until you are asked to place your O."_s);
        return;
    }
    const QString name = tictactoe::cellName(cell);
    if (!m_board.isFree(cell)) {
        fail(action, u"The cell %1 is taken. Choose one of the free cells: %2."_s.arg(
                         name, freeCellsText(m_board)));
        return;
    }
    m_neuroToMove = false;
    m_board.place(cell, Mark::O);
    say(u"O at %1"_s.arg(name));
    succeed(action, u"You placed O at %1."_s.arg(name));
    if (!endIfDecided())
        opponentThinks();
}

void TicTacToe::forfeit(const protocol::ActionRequest &action)
{
    if (std::exchange(m_neuroToMove, false))
        takeBackForce(placeNames(m_board.freeCells()));
    succeed(action, u"You gave up this round."_s);
    endRound(RoundResult::Lost, u"You gave up, so your opponent wins this round."_s);
}

bool TicTacToe::endIfDecided()
{
    const QString board = u"\n\n%1"_s.arg(m_board.toMarkdown());
    switch (m_board.outcome()) {
    case Outcome::Undecided:
        return false;
    case Outcome::XWins:
        endRound(RoundResult::Lost, u"Your opponent wins this round."_s + board);
        return true;
    case Outcome::OWins:
        endRound(RoundResult::Won, u"You win this round."_s + board);
        return true;
    case Outcome::Draw:
        endRound(RoundResult::Drawn, u"This round is a draw."_s + board);
        return true;
    }
    Q_UNREACHABLE();
}

} // namespace neuro::demo
