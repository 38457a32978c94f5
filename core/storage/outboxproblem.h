// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "protocol/phrase.h"
#include "relay/outboxrow.h"

namespace neuro::storage {

/// What is wrong with the outbox and what to do about it, in a sentence that a window translates.
protocol::Phrase outboxProblem(const relay::OutboxError &error);

} // namespace neuro::storage
