// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "net/netlimits.h"
#include "protocol/limits.h"
#include "relay/hubrules.h"

#include <QString>

namespace neuro::net {

/// Whom the hub admits and what a connection may cost.
struct HubSettings
{
    relay::HubRules rules;
    /// Either admits a hub client; empty: it admits nobody.
    QString token;
    QString enhancedToken;

    qint64 maxMessage = protocol::limits::message;
    /// Bytes that may wait to be written to one client before it is closed.
    qint64 maxUnwritten = protocol::limits::unwritten;
    int handshakeMs = protocol::limits::handshakeMs;
    /// The refusal of a client from an address that has sent several wrong tokens is held back for
    /// so long.
    int failureDelayMs = limits::failureDelayMs;
    /// Messages per second and connection off loopback; 0: no limit.
    int messageRate = protocol::limits::messageRate;
    /// The same on loopback.
    int loopbackMessageRate = 0;

    bool operator==(const HubSettings &) const = default;
};

} // namespace neuro::net
