// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "config/relayconfig.h"

#include <QStringList>

namespace neuro::service {

/// What becomes of a running relay that takes another configuration. Everything that is not named
/// here (tokens, deciders, limits, mutes, names, admissions, recording) changes at once and
/// unnoticed.
struct ConfigPlan
{
    bool reopensBackend = false;      ///< Games are disconnected.
    bool reopensIntermediary = false; ///< Integrations and watchers are disconnected.
    bool reopensStatus = false;
    bool reconnectsUpstream = false; ///< Or connects at last, or disconnects for good.
    /// Settings that count from the next start on: "relay_queue".
    QStringList atNextStart;

    bool operator==(const ConfigPlan &) const = default;
};

/// From one completed configuration to another (see config::completeConfig()). Pure.
ConfigPlan planFor(const config::RelayConfig &from, const config::RelayConfig &to);

} // namespace neuro::service
