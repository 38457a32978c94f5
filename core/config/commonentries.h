// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include <QtGlobal>

#include <functional>
#include <utility>
#include <vector>

namespace neuro::config {

/// Two numbers that mean the same entry, before and after.
using CommonEntry = std::pair<qsizetype, qsizetype>;

/// Which entries of two lists stay: the most that keep their order, ascending. `isSame` compares
/// one of `before` entries with one of `after`. Lists that differ in so much that comparing them
/// would take millions of steps count as different between what is equal at their ends.
std::vector<CommonEntry> commonEntries(qsizetype before, qsizetype after,
                                       const std::function<bool(qsizetype, qsizetype)> &isSame);

} // namespace neuro::config
