// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "relay/testbench.h"

#include <QStringList>

#include <optional>

namespace neuro::relay {

/// What of the test bench is on, in the log's words: "to_games 500", "ignore_forces",
/// "auto_answer seed 1 delay 500 idle 10", "hostile seed 1 malformed 6 unknown 0 unregistered 0",
/// "like_neuro seed 1". Empty when it is off. Times are milliseconds.
QStringList testBenchWords(const TestBench &bench);

/// The opposite; nothing when these are other words than testBenchWords() has.
std::optional<TestBench> testBenchOf(const QStringList &words);

} // namespace neuro::relay
