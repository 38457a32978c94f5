// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include <QString>
#include <QStringList>

#include <array>
#include <optional>

class QRandomGenerator;

/// The rules of rock-paper-scissors and of a match, best of five.
namespace neuro::demo::rockpaperscissors {

enum class Hand { Rock, Paper, Scissors };

inline constexpr std::array handNames = {"rock", "paper", "scissors"};
static_assert(handNames.size() == static_cast<std::size_t>(Hand::Scissors) + 1);

QString handName(Hand hand);
QStringList allHandNames();
/// Absent when no hand is called that.
std::optional<Hand> handFromName(const QString &name);
Hand randomHand(QRandomGenerator &random);

/// Whether `hand` wins against `other`; equal hands do not.
bool beats(Hand hand, Hand other);

/// Throws won in one match. A draw counts for nobody and is thrown again.
class Match
{
public:
    /// Most throws that can count: best of five.
    static constexpr int bestOf = 5;
    static constexpr int winsNeeded = bestOf / 2 + 1;

    /// Counts one throw. The match must not be over.
    void count(Hand neuro, Hand opponent);

    int neuroWins() const { return m_neuroWins; }
    int opponentWins() const { return m_opponentWins; }
    bool isOver() const { return m_neuroWins == winsNeeded || m_opponentWins == winsNeeded; }

private:
    int m_neuroWins = 0;
    int m_opponentWins = 0;
};

} // namespace neuro::demo::rockpaperscissors
