// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "relay/enginesettings.h"
#include "relay/outboxrow.h"

#include <QList>

namespace neuro::sim {

// What differs from seed to seed: so small that every limit is met in some run.

relay::EngineSettings settingsOf(quint64 seed);
relay::OutboxLimits outboxLimitsOf(quint64 seed);
QList<relay::DeciderSettings> decidersOf(quint64 number);
/// After how many steps of the run with this number the outbox tells what it holds; 0: at once.
quint32 stepsUntilOpen(quint64 seed, int run);
/// Upstream closes the connection over a message of more bytes; 0: it takes any.
qint64 upstreamLimitOf(quint64 seed);

} // namespace neuro::sim
