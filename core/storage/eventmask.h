// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "relay/relayevent.h"
#include "storage/secretmask.h"

namespace neuro::storage {

/// Makes secrets unreadable in what a view would show of an event: messages, transcript, what the
/// operator did, why something ended. Costs a search through the texts; copies only what is
/// changed. Log lines are masked as they are written and need nothing of this.
void maskEvent(relay::RelayEvent &event, const SecretMask &mask);

} // namespace neuro::storage
