// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "relay/relaycommand.h"
#include "relay/relayevent.h"

namespace neuro::relay {

/// What the log and the window are told of a command: its word, whom it is about, its arguments.
/// Time, number and outcome are the caller's to fill in.
OperatorEvent operatorEvent(const RelayCommand &command);

} // namespace neuro::relay
