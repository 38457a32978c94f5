// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "protocol/json.h"
#include "protocol/messages.h"
#include "protocol/objectreader.h"
#include "protocol/workbudget.h"

namespace neuro::protocol {

/// Internal to the codec: what checkAction() finds, for an action whose schema is parsed already.
/// `schema` is the parsed `action.schema`, absent when that is empty. Whether it is a valid schema
/// is found out at the cost of `budget`, and not any more when that is exhausted.
void checkParsedAction(const Action &action, JsonValue schema, FindingList &findings,
                       WorkBudget &budget);

} // namespace neuro::protocol
