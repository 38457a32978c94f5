// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "app/demo/rockpaperscissorsrules.h"

#include <QRandomGenerator>

namespace neuro::demo::rockpaperscissors {

QString handName(Hand hand)
{
    return QString::fromLatin1(handNames[static_cast<std::size_t>(hand)]);
}

QStringList allHandNames()
{
    return {handName(Hand::Rock), handName(Hand::Paper), handName(Hand::Scissors)};
}

std::optional<Hand> handFromName(const QString &name)
{
    const qsizetype index = allHandNames().indexOf(name);
    return index < 0 ? std::nullopt : std::optional(static_cast<Hand>(index));
}

Hand randomHand(QRandomGenerator &random)
{
    return static_cast<Hand>(random.bounded(static_cast<int>(handNames.size())));
}

bool beats(Hand hand, Hand other)
{
    switch (hand) {
    case Hand::Rock:
        return other == Hand::Scissors;
    case Hand::Paper:
        return other == Hand::Rock;
    case Hand::Scissors:
        return other == Hand::Paper;
    }
    Q_UNREACHABLE();
}

void Match::count(Hand neuro, Hand opponent)
{
    Q_ASSERT(!isOver());
    if (beats(neuro, opponent))
        ++m_neuroWins;
    else if (beats(opponent, neuro))
        ++m_opponentWins;
}

} // namespace neuro::demo::rockpaperscissors
