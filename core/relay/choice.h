// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "protocol/phrase.h"
#include "protocol/result.h"
#include "relay/actiontable.h"

#include <QByteArray>
#include <QStringList>

#include <optional>

/// How the deciders that are not people choose.
namespace neuro::relay {

namespace limits {
/// Steps (protocol::WorkBudget) that one choice may cost, over all of its actions: as much as two
/// schemas for which no data is found. Compiling counts as reading, a step for each
/// protocol::WorkBudget::blockSize of its own.
inline constexpr qint64 choiceSteps = 400'000;
} // namespace limits

struct Choice
{
    QString action;
    std::optional<QByteArray> data; ///< Absent for an action without schema.
};

/// Why there is no choice.
struct NoChoice
{
    protocol::Phrase why;
    qint64 steps = 0; ///< What looking for one cost: soon after limits::choiceSteps it ends.
};

/// The first of `names` that is registered and for which data can be made, with the smallest data.
/// Once limits::choiceSteps are spent, only an action that takes no data is chosen.
protocol::Result<Choice, NoChoice> chooseFirst(const ActionTable &table, const QStringList &names);

/// A random one with random data, within the same limit; the same `seed` chooses the same.
protocol::Result<Choice, NoChoice> chooseRandom(const ActionTable &table, const QStringList &names,
                                                quint64 seed);

} // namespace neuro::relay
