// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "step.h"
#include "world.h"

#include <QByteArray>
#include <QString>

#include <functional>
#include <optional>

namespace neuro::sim {

/// What a run is made of. The seed sets the world up; the steps are what happens in it.
struct Script
{
    quint64 seed = 0;
    Fault fault = Fault::None;
    Steps steps;
};

struct Outcome
{
    QString violation;     ///< Empty: all was well.
    std::size_t steps = 0; ///< Until then.
    bool hasFaulted = false;
    bool hasHeld = false; ///< The connection to upstream, since the fault.
    World::Tally tally;
};

/// The steps of a seed.
Steps generate(quint64 seed, std::size_t count);
/// Runs the steps and then lets the world come to rest.
Outcome run(const Script &script);
/// The same for the generated steps of a seed, without keeping them. After a planted fault it goes
/// on for a few steps only.
Outcome run(quint64 seed, std::size_t count, Fault fault = Fault::None);

/// Leaves out steps for as long as the run still fails in the same way: at most `attempts` runs.
Script shrink(const Script &failing, int attempts = 300);

/// One line for the seed and the fault, and one for each step.
QByteArray toText(const Script &script);
std::optional<Script> scriptFromText(const QByteArray &text);

struct Sweep
{
    quint64 runs = 0;
    World::Tally tally;
    std::optional<quint64> failingSeed;
    Outcome failure;
};
/// Runs `seeds` seeds from `first` on with `count` steps each, on all processors, until one fails.
Sweep sweep(quint64 first, quint64 seeds, std::size_t count);

} // namespace neuro::sim
