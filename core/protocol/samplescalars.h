// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "protocol/compiledschema.h"
#include "protocol/splitmix64.h"
#include "protocol/workbudget.h"

#include <QByteArray>

#include <vector>

/// Numbers and texts that may satisfy the rules of a schema: good guesses that are still to be
/// validated, the smallest first. With `random` they begin with random ones.
namespace neuro::protocol {

/// Characters of a text that is made, at most.
inline constexpr qint64 maxSampleText = 100'000;

/// JSON texts of numbers for all of `rules`; `wanted` says how many different ones are hoped for.
std::vector<QByteArray> numberGuesses(const std::vector<const NumberRules *> &rules,
                                      bool integersOnly, qsizetype wanted, SplitMix64 *random);

/// JSON texts of strings, with their quotes, for all of `rules`: fewer, when `budget` is exhausted
/// by writing them.
std::vector<QByteArray> stringGuesses(const std::vector<const StringRules *> &rules,
                                      qsizetype wanted, SplitMix64 *random, WorkBudget &budget);

} // namespace neuro::protocol
