// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "protocol/messages.h"
#include "relay/relayevent.h"

#include <QString>

/// Words of the wire as a person reads them, translated.
namespace neuro::models {

/// "critical"
QString priorityText(protocol::Priority priority);
/// "waiting"
QString forceStateText(relay::ForceState state);
/// The same, and how it stands with Neuro: "waits for its turn with Neuro".
QString forceStateText(const relay::ForceEvent &force);

} // namespace neuro::models
