// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "relay/relayevent.h"
#include "storage/namemask.h"
#include "storage/secretmask.h"

namespace neuro::storage {

/// Makes secrets unreadable in what a view would show of an event: messages, transcript, names of
/// peers, what the operator did, why something ended. Costs a search through the texts; copies only
/// what is changed. Log lines are masked as they are written and need nothing of this. Names of
/// actions, by which they are chosen, and their definitions are left as they are.
void maskEvent(relay::RelayEvent &event, const SecretMask &mask, NameMask &names);

} // namespace neuro::storage
