// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "seedsettings.h"

#include "relay/upstreamsizes.h"

namespace neuro::sim {

using namespace relay;

namespace {

UpstreamBuffers buffersOf(quint64 seed)
{
    UpstreamBuffers buffers;
    if (seed % 2 == 0) {
        buffers.fetchedRows = 5;
        buffers.fetchedBytes = 300;
    }
    if (seed % 3 == 1)
        buffers.unprovenContexts = 4;
    if (seed % 7 == 3)
        buffers.deferredTexts = 12;
    if (seed % 4 == 2)
        buffers.outboxPatienceMs = 200;
    return buffers;
}

} // namespace

EngineSettings settingsOf(quint64 seed)
{
    EngineSettings settings;
    settings.upstream.isConfigured = true;
    settings.upstream.naming = static_cast<Naming>(seed / 4 % 3);
    settings.upstream.earlierRunMs = seed % 3 == 0 ? 10'000 : 0;
    settings.upstream.buffers = buffersOf(seed);
    settings.deciders = decidersOf(seed / 2);
    settings.randomSeed = seed + 1;
    return settings;
}

OutboxLimits outboxLimitsOf(quint64 seed)
{
    OutboxLimits limits;
    if (seed % 6 == 4)
        limits.rows = 15;
    if (seed % 6 == 1)
        limits.bytes = 1500; // About as many.
    return limits;
}

QList<DeciderSettings> decidersOf(quint64 number)
{
    switch (number % 7) {
    case 0:
        return {{Decider::Upstream, 0}};
    case 1:
        return {{Decider::Upstream, 3000}, {Decider::Operator, 2000}};
    case 2:
        return {{Decider::Upstream, 0}, {Decider::First, 0}};
    case 3:
        return {{Decider::Operator, 2000}, {Decider::Upstream, 0}};
    case 4:
        return {{Decider::Watchers, 0}, {Decider::Upstream, 0}};
    case 5:
        return {{Decider::Upstream, 3000}, {Decider::Watchers, 1500}, {Decider::First, 0}};
    default:
        return {{Decider::Operator, 500}, {Decider::Upstream, 0}, {Decider::Random, 0}};
    }
}

quint32 stepsUntilOpen(quint64 seed, int run)
{
    return seed % 3 == 2 ? static_cast<quint32>((seed * 7 + static_cast<quint64>(run) * 13) % 250)
                         : 0;
}

qint64 upstreamLimitOf(quint64 seed)
{
    // Where the outbox takes few bytes, it would drop what this is about.
    if (seed % 5 != 3 || outboxLimitsOf(seed).bytes < 100'000)
        return 0;
    return UpstreamSizes::leastRefused + 500 + static_cast<qint64>(seed % 7) * 200;
}

} // namespace neuro::sim
