// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "protocol/sampledata.h"
#include "protocol/workbudget.h"

/// Samples of several schemas which share one budget: what each costs is taken from it, and is
/// never much more than what was left of it, nor than SchemaOptions::steps for making and for
/// checking.
namespace neuro::protocol {

/// As smallestSample() with the default options.
Result<QByteArray, NoSample> smallestSample(const ActionSchema &schema, WorkBudget &budget);

/// As randomSample() with the default options.
Result<QByteArray, NoSample> randomSample(const ActionSchema &schema, quint64 seed,
                                          WorkBudget &budget);

} // namespace neuro::protocol
