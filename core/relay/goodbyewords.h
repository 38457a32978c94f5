// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "protocol/phrase.h"
#include "relay/endpoint.h"

namespace neuro::relay {

/// Of a game's connection that ended over a message that one of the two sides could not take (RFC
/// 6455, 7.4.1: 1002, 1007, 1009): which side that was, and what to do about it. Empty when it
/// ended for any other reason. Pure.
protocol::Phrase goodbyeOverMessage(const Goodbye &goodbye);

} // namespace neuro::relay
