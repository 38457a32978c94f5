// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "protocol/splitmix64.h"

#include <QByteArray>

#include <array>
#include <optional>
#include <vector>

namespace neuro::sim {

/// What can happen in the simulated world. Networks and the outbox do nothing by themselves: that a
/// message moves on is a step, too, and so all delays and interleavings are in the script.
enum class StepKind {
    GameConnects,
    GameLeaves,
    GameSpeaks,
    GameAnswers,
    FromGame, ///< The relay reads the next message of a game.
    ToGame,   ///< A game reads the next message of the relay.
    UpstreamConnects,
    UpstreamLeaves,
    NeuroActs,
    NeuroSays,
    FromUpstream,
    ToUpstream,
    Congestion,
    OutboxWorks,
    OutboxAnswers,
    OutboxExpires,
    OperatorActs,
    Time,
    RelayRestarts,
    OutboxFails,         ///< For a while.
    ClockJumps,          ///< Somebody sets the clock of the machine.
    IntegrationConnects, ///< Further on it is a game like any other.
    WatcherConnects,
    WatcherLeaves,
    WatcherSpeaks,
};
inline constexpr std::array stepNames = {
    "game_connects",        "game_leaves",      "game_speaks",
    "game_answers",         "from_game",        "to_game",
    "upstream_connects",    "upstream_leaves",  "neuro_acts",
    "neuro_says",           "from_upstream",    "to_upstream",
    "congestion",           "outbox_works",     "outbox_answers",
    "outbox_expires",       "operator_acts",    "time",
    "relay_restarts",       "outbox_fails",     "clock_jumps",
    "integration_connects", "watcher_connects", "watcher_leaves",
    "watcher_speaks",
};
static_assert(stepNames.size() == static_cast<std::size_t>(StepKind::WatcherSpeaks) + 1);

/// One step. The numbers are taken modulo what there is to choose from, so that a script stays
/// meaningful when other steps of it are left out.
struct Step
{
    StepKind kind = StepKind::Time;
    quint32 a = 0;
    quint32 b = 0;
    quint32 c = 0;

    bool operator==(const Step &) const = default;
};
using Steps = std::vector<Step>;

/// "game_speaks 12 3 77"
QByteArray toText(const Step &step);
std::optional<Step> stepFromText(const QByteArray &line);

/// Makes the steps of one seed. How often what happens differs from seed to seed.
class StepGenerator
{
public:
    explicit StepGenerator(quint64 seed);
    Step next();

private:
    protocol::SplitMix64 m_random;
    std::array<quint32, stepNames.size()> m_weights;
    quint32 m_sum = 0;
};

} // namespace neuro::sim
