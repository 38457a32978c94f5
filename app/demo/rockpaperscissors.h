// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "app/demo/demogame.h"
#include "app/demo/rockpaperscissorsrules.h"

namespace neuro::demo {

/// Neuro plays rock-paper-scissors against a random opponent, best of five. A round is one match;
/// her `throw` is forced for each throw.
class RockPaperScissors : public DemoGame
{
    Q_OBJECT

public:
    explicit RockPaperScissors(const GameOptions &options, QObject *parent = nullptr);

protected:
    QList<protocol::Action> actions() const override;
    void beginRound() override;
    void continueRound() override;
    void act(const protocol::ActionRequest &action) override;
    QString rules() const override;

private:
    void play(const protocol::ActionRequest &action, rockpaperscissors::Hand hand);
    QString score() const;

    rockpaperscissors::Match m_match;
    QString m_lastThrow; ///< Of this match, as Neuro is told of it.
    bool m_neuroToThrow = false;
};

} // namespace neuro::demo
