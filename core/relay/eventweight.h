// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "relay/relayevent.h"

#include <QtGlobal>

namespace neuro::relay {

/// About how many bytes an event holds beside itself that go when it goes: what a queue or a ring
/// that is bounded by bytes counts. A text counts as the event's own, except for the texts of
/// actions, which are the registry's. Costs no more than a look at the event's lists.
qint64 weightOf(const FrameEvent &event);
qint64 weightOf(const TranscriptEvent &event);
qint64 weightOf(const RelayEvent &event);

} // namespace neuro::relay
