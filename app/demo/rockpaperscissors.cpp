// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "app/demo/rockpaperscissors.h"

#include "protocol/codec.h"

namespace neuro::demo {

using namespace Qt::Literals::StringLiterals;
using rockpaperscissors::Hand;
using rockpaperscissors::Match;

namespace {

constexpr QLatin1StringView throwName("throw");

protocol::Action throwAction()
{
    return choiceAction(throwName, u"Show rock, paper or scissors."_s, u"hand"_s,
                        rockpaperscissors::allHandNames());
}

} // namespace

RockPaperScissors::RockPaperScissors(const GameOptions &options, QObject *parent)
    : DemoGame(u"Rock-Paper-Scissors"_s, options, parent)
{
}

QString RockPaperScissors::rules() const
{
    return u"You are playing Rock-Paper-Scissors, best of five: whoever wins %1 throws first wins "
           u"the match. Rock beats scissors, scissors beat paper, paper beats rock; equal hands "
           u"are thrown again."_s.arg(Match::winsNeeded);
}

QList<protocol::Action> RockPaperScissors::actions() const
{
    return {throwAction()};
}

void RockPaperScissors::beginRound()
{
    m_match = Match();
    m_lastThrow.clear();
    tell(u"A new match of Rock-Paper-Scissors begins."_s, true);
    continueRound();
}

void RockPaperScissors::continueRound()
{
    m_neuroToThrow = true;
    force({throwName}, u"Rock, paper, scissors: show your hand."_s,
          u"## Score\n\n%1\n"_s.arg(m_lastThrow.isEmpty() ? score() : m_lastThrow));
}

void RockPaperScissors::act(const protocol::ActionRequest &action)
{
    if (!isPlaying()) {
        fail(action, u"The match is over. Wait for the next one."_s);
        return;
    }
    if (action.name != throwName) {
        fail(action, u"There is no action \"%1\" in this game. Use throw."_s.arg(
                         protocol::quoteForMessage(action.name)));
        return;
    }
    if (!m_neuroToThrow) {
        fail(action, u"The next throw has not begun. Wait until you are asked for your hand."_s);
        return;
    }
    const QString hint =
        u"Choose one of: %1."_s.arg(rockpaperscissors::allHandNames().join(u", "_s));
    const std::optional<QString> name = chosenValue(action, "hand");
    const std::optional<Hand> hand = rockpaperscissors::handFromName(name.value_or(QString()));
    if (hand)
        play(action, *hand);
    else if (name)
        fail(action, u"There is no hand \"%1\". %2"_s.arg(protocol::quoteForMessage(*name), hint));
    else
        fail(action, u"Your hand is missing. "_s + hint);
}

void RockPaperScissors::play(const protocol::ActionRequest &action, Hand hand)
{
    m_neuroToThrow = false;
    const Hand other = rockpaperscissors::randomHand(random());
    m_match.count(hand, other);
    succeed(action, u"You showed %1."_s.arg(rockpaperscissors::handName(hand)));

    say(u"Neuro: %1, opponent: %2"_s.arg(rockpaperscissors::handName(hand),
                                         rockpaperscissors::handName(other)));
    QString verdict = u"Nobody wins this throw."_s;
    if (rockpaperscissors::beats(hand, other))
        verdict = u"You win this throw."_s;
    else if (rockpaperscissors::beats(other, hand))
        verdict = u"Your opponent wins this throw."_s;
    const QString throwText = u"You showed %1, your opponent showed %2. %3 %4"_s.arg(
        rockpaperscissors::handName(hand), rockpaperscissors::handName(other), verdict, score());
    if (!m_match.isOver()) {
        m_lastThrow = throwText;
        tell(throwText, true);
        opponentThinks();
    } else if (m_match.neuroWins() == Match::winsNeeded) {
        endRound(RoundResult::Won, throwText + u" You win the match."_s);
    } else {
        endRound(RoundResult::Lost, throwText + u" Your opponent wins the match."_s);
    }
}

QString RockPaperScissors::score() const
{
    return u"The score is %1 to %2 (you to your opponent)."_s.arg(m_match.neuroWins())
        .arg(m_match.opponentWins());
}

} // namespace neuro::demo
