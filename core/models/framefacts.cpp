// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "models/framefacts.h"

namespace neuro::models {

FrameFacts factsOf(const relay::FrameEvent &frame, qint64 size)
{
    FrameFacts facts;
    facts.game = frame.name;
    facts.peer = frame.peer;
    facts.command = frame.command;
    facts.direction = frame.direction;
    facts.door = frame.door;
    if (frame.direction == relay::Direction::In)
        facts.verdict = frame.verdict;
    facts.refusal = frame.refusal ? &*frame.refusal : nullptr;
    facts.warnings = {frame.warnings.constData(), static_cast<std::size_t>(frame.warnings.size())};
    facts.size = size < 0 ? frame.payload.size() : size;
    facts.latency = frame.latency;
    facts.id = frame.actionId;
    facts.payload = frame.payload;
    return facts;
}

} // namespace neuro::models
