// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "world.h"

#include <algorithm>

namespace neuro::sim {

using namespace Qt::Literals::StringLiterals;
using namespace relay;

namespace {

constexpr std::array delays = {0, 40, 300, 2500};

/// Mostly one or two of its modes.
TestBench benchOf(const Step &step)
{
    TestBench bench;
    const quint32 which = step.c;
    if (which % 5 == 0)
        return bench;
    if (which / 5 % 3 == 0)
        bench.toGamesMs = delays[step.b % delays.size()];
    if (which / 15 % 3 == 0)
        bench.fromGamesMs = delays[step.b / 4 % delays.size()];
    bench.ignoreForces = which / 45 % 8 == 0;
    if (which / 360 % 3 == 0)
        bench.autoAnswer = AutoAnswer{step.b, delays[step.b / 16 % delays.size()],
                                      static_cast<int>(step.b / 64 % 3 * 30)};
    if (which / 1080 % 3 == 0)
        bench.hostile = HostileNeuro{step.b, static_cast<int>(step.b % 3 * 40),
                                     static_cast<int>(step.b / 3 % 3 * 40),
                                     static_cast<int>(step.b / 9 % 3 * 40)};
    if (which / 3240 % 4 == 0)
        bench.likeNeuro = LikeNeuro{step.b};
    return bench;
}

} // namespace

void World::setBench(const Step &step)
{
    const TestBench before = m_bench;
    TestBench wanted = benchOf(step);
    const bool isWrong = step.a / operatorDeeds % 16 == 0;
    if (isWrong)
        wanted.fromGamesMs = limits::benchDelayMs + 1;
    const bool isRefused = m_upstream != 0 && !wanted.isOff();
    const CommandError error = command(SetTestBench{wanted});
    const CommandError expected = isRefused ? CommandError::UpstreamConnected
                                  : isWrong ? CommandError::OutOfRange
                                            : CommandError::None;
    if (error != expected || m_bench != (expected == CommandError::None ? wanted : before))
        fail(u"the test bench is not as the operator wants it"_s);
}

void World::see(const TestBenchEvent &event)
{
    if (event.byUpstream && strike(Fault::StayOn))
        return;
    if (event.byUpstream != (m_upstream != 0 && !m_isGreeted) ||
        (event.byUpstream && !event.bench.isOff()))
        fail(u"the test bench changes by itself"_s);
    m_bench = event.bench;
    if (!event.byUpstream && strike(Fault::ForgeBench))
        m_bench.ignoreForces = !m_bench.ignoreForces;
}

/// What is kept back is what has not been heard or has not arrived, and nothing without a delay.
void World::checkBench(const RelayEngine::Census &census)
{
    std::size_t unheard = 0;
    std::size_t untold = 0;
    for (const auto &game : m_games) {
        unheard += game->unheard.size();
        untold += game->told.size();
    }
    m_tally.delayed += unheard + static_cast<std::size_t>(census.delayedToGames);
    if (static_cast<std::size_t>(census.delayedFromGames) != unheard)
        fail(u"%1 messages of games are kept back, and %2 should be"_s.arg(census.delayedFromGames)
                 .arg(unheard));
    if ((m_bench.fromGamesMs == 0 && unheard > 0) ||
        (m_bench.toGamesMs == 0 && (untold > 0 || census.delayedToGames > 0)))
        fail(u"messages are kept back without a delay"_s);
    if (static_cast<std::size_t>(census.delayedToGames) < untold)
        fail(u"%1 messages of the operator to games are lost"_s.arg(untold));
    if (!m_bench.likeNeuro || m_bench.ignoreForces)
        return;
    const auto asked = std::count_if(m_forces.begin(), m_forces.end(), [](const auto &entry) {
        return entry.second.state == ForceState::Asked && entry.second.decider == Decider::Random;
    });
    if (asked > 1)
        fail(u"%1 forces are asked at a time, as Neuro never does"_s.arg(asked));
}

/// Who may choose while the test bench decides about forces.
void World::checkChoice(const ActionEvent &event)
{
    if (event.force == 0 ||
        (event.source != ActionSource::Random && event.source != ActionSource::First))
        return;
    if (m_bench.ignoreForces)
        fail(u"force %1 is answered, and should be ignored"_s.arg(event.force));
    const bool isDecidedByBench = m_bench.autoAnswer || m_bench.likeNeuro;
    if (isDecidedByBench && event.source != ActionSource::Random)
        fail(u"force %1 is answered by a decider that is not asked"_s.arg(event.force));
    m_tally.benchForces += isDecidedByBench ? 1 : 0;
}

/// A message of the hostile mode reaches a game, which answers it if it can.
void World::sendHostile(Game &game, const FrameEvent &frame)
{
    ++m_tally.hostile;
    QByteArray id = frame.actionId.toUtf8();
    if (!m_sentActions.isEmpty() && strike(Fault::CrossHostile))
        id = m_sentActions.cbegin().key();
    if (!m_bench.hostile || m_upstream != 0 || game.isIntegration)
        fail(u"game %1 is sent something hostile, and should not be"_s.arg(game.peer));
    if (id.isEmpty())
        return;
    if (m_sentActions.contains(id) || m_hostileIds.contains(id))
        fail(u"the id %1 of something hostile is taken"_s.arg(frame.actionId));
    m_hostileIds.insert(id);
    game.fromRelay.push_back({.actionId = id});
}

} // namespace neuro::sim
