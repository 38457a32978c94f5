// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "protocol/json.h"
#include "protocol/workbudget.h"

#include <QVarLengthArray>

/// Values compared as JSON Schema compares them: by content, numbers by their exact value, objects
/// regardless of the order of members, of which the last one counts where a key is repeated.
namespace neuro::protocol {

using JsonMembers = QVarLengthArray<JsonValue, 12>;

/// The members of `object` in the order of the text, without those that a later one with the same
/// key replaces.
void collectMembers(JsonValue object, JsonMembers &members);

/// Deep equality. Ends early with false when `budget` is exhausted; values nested deeper than
/// `depth` exhaust it.
bool jsonEqual(JsonValue left, JsonValue right, WorkBudget &budget, int depth);

/// Equal values have equal hashes; what lies deeper than `depth` is left out. The same in every
/// run of the program.
size_t jsonHash(JsonValue value, WorkBudget &budget, int depth);

} // namespace neuro::protocol
