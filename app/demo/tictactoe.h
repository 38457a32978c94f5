// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "app/demo/demogame.h"
#include "app/demo/tictactoerules.h"

namespace neuro::demo {

/// Neuro plays O against a simple opponent, X; they begin in turns, X first. Each cell is an action
/// of its own, `place_a1` to `place_c3`, so that her move is a force of those whose cells are free,
/// and nothing has to be registered anew for it. She may `forfeit` at any time.
class TicTacToe : public DemoGame
{
    Q_OBJECT

public:
    explicit TicTacToe(const GameOptions &options, QObject *parent = nullptr);

protected:
    QList<protocol::Action> actions() const override;
    void beginRound() override;
    void continueRound() override;
    void act(const protocol::ActionRequest &action) override;
    QString rules() const override;

private:
    void askNeuro();
    void place(const protocol::ActionRequest &action, int cell);
    void forfeit(const protocol::ActionRequest &action);
    /// Ends the round when it is decided.
    bool endIfDecided();

    tictactoe::Board m_board;
    bool m_opponentBegins = true;
    bool m_neuroToMove = false;
};

} // namespace neuro::demo
