// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "protocol/messages.h"
#include "relay/types.h"

#include <QString>

/// Words of the wire as a person reads them, translated.
namespace neuro::models {

/// "critical"
QString priorityText(protocol::Priority priority);
/// "waiting"
QString forceStateText(relay::ForceState state);

} // namespace neuro::models
