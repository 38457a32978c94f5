// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "protocol/codec.h"
#include "protocol/json.h"

namespace neuro::protocol {

/// Internal to the codec: as decodeGameMessage(), for a text that is parsed already and whose
/// `game` may be missing (or null): then it is `game`.
Result<DecodedGameMessage, UndecodedMessage>
decodeIntegrationCommand(const JsonDocument &document, const QString &game, const Limits &limits);

/// Internal to the codec: whether a message says of which game it is, rightly or not.
bool hasGame(JsonValue message);

} // namespace neuro::protocol
