// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "protocol/json.h"
#include "protocol/messages.h"
#include "protocol/objectreader.h"

namespace neuro::protocol {

/// Internal to the codec: what checkAction() finds, for an action whose schema is parsed already.
/// `schema` is the parsed `action.schema`, absent when that is empty.
void checkParsedAction(const Action &action, JsonValue schema, FindingList &findings);

} // namespace neuro::protocol
