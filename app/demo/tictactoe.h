// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "app/demo/demogame.h"
#include "app/demo/tictactoerules.h"

namespace neuro::demo {

/// Neuro plays O against a simple opponent, X; they begin in turns, X first. Her move is the forced
/// action `place`, registered anew for each of her turns with the cells that are free then; she may
/// `forfeit` at any time.
class TicTacToe : public DemoGame
{
    Q_OBJECT

public:
    explicit TicTacToe(const GameOptions &options, QObject *parent = nullptr);

protected:
    void beginRound() override;
    void continueRound() override;
    void act(const protocol::ActionRequest &action) override;
    QString rules() const override;

private:
    void askNeuro();
    void place(const protocol::ActionRequest &action);
    void forfeit(const protocol::ActionRequest &action);
    /// Ends the round when it is decided.
    bool endIfDecided();

    tictactoe::Board m_board;
    bool m_opponentBegins = true;
    bool m_neuroToMove = false;
};

} // namespace neuro::demo
