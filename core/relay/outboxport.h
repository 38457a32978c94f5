// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "relay/outputs.h"

namespace neuro::relay {

/// The port from the engine's side to what keeps messages for upstream. Called in the relay thread;
/// must not block. Answers come as inputs of the dispatcher, in the order of the calls, and never
/// from inside of one.
class OutboxPort
{
public:
    virtual ~OutboxPort() = default;

    /// Answered by outboxAppended().
    virtual void keep(const KeepInOutbox &effect) = 0;
    /// Answered by outboxFetched().
    virtual void fetch(const FetchOutbox &effect) = 0;
    virtual void remove(const RemoveFromOutbox &effect) = 0;
    /// A discard is answered by outboxDropped().
    virtual void settleEarlierRun(const SettleEarlierRun &effect) = 0;
    /// Not answered.
    virtual void remember(const RememberDestination &effect) = 0;
};

} // namespace neuro::relay
