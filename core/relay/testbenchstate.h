// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "relay/benchchoices.h"
#include "relay/delayline.h"
#include "relay/hostileids.h"
#include "relay/hostilemessages.h"
#include "relay/relayevent.h"
#include "relay/testbench.h"

#include <QByteArray>

#include <optional>

namespace neuro::relay {

/// What the engine keeps for the test bench.
struct TestBenchState
{
    struct Heard
    {
        QByteArray payload;
        bool binary = false;
    };

    struct Coming
    {
        PeerId peer = 0;
        qint64 at = 0; ///< When it came, before the delay.
    };

    /// Whether forces are decided here in place of all deciders, if only by leaving them alone.
    bool decides() const
    {
        return settings.ignoreForces || settings.autoAnswer || settings.likeNeuro;
    }

    /// When what the peer says and is being handled came in fact; `now`: nothing of it is delayed.
    qint64 cameAt(PeerId peer, qint64 now) const
    {
        return coming && coming->peer == peer ? coming->at : now;
    }

    TestBench settings;
    BenchChoices choices;
    DelayLine<Heard> fromGames;
    DelayLine<FrameEvent> toGames; ///< Without `at` and `seq`: they have not left.
    HostileMessages hostile;
    HostileIds hostileIds;
    quint64 lastHostile = 0;      ///< The number in the last id of the hostile mode.
    std::optional<Coming> coming; ///< What was delayed and is being handled.
};

} // namespace neuro::relay
