// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "net/netlimits.h"
#include "net/tlssettings.h"
#include "protocol/limits.h"

#include <QString>
#include <QStringList>

namespace neuro::net {

/// Where the intermediary door listens, whom it admits, and what a connection may cost.
struct IntermediarySettings
{
    /// As BackendSettings::host: an address, a name, or empty for both loopbacks.
    QString host;
    /// 0: any free port, the same on every address.
    quint16 port = 8765;
    TlsSettings tls;
    /// Origins that pass beside loopback ones.
    QStringList allowedOrigins;
    /// Addresses and networks off loopback that pass.
    QStringList allowedAddresses;
    /// Admits integrations, and watchers with standard privileges; empty: nobody.
    QString standardToken;
    /// Admits watchers with enhanced privileges; empty: nobody.
    QString enhancedToken;

    qint64 maxMessage = protocol::limits::message;
    int maxConnections = protocol::limits::connections; ///< Registered ones.
    /// A watcher over this loses events; any other peer is closed.
    qint64 maxUnwritten = protocol::limits::unwritten;
    int handshakeMs = protocol::limits::handshakeMs;
    /// From the handshake to the registration.
    int registrationMs = limits::registrationMs;
    /// The answer to a failing registration from an address that has sent several wrong tokens is
    /// held back for so long.
    int failureDelayMs = limits::failureDelayMs;
    /// A watcher that has not caught up for so long is closed.
    int watcherBehindMs = limits::watcherBehindMs;
    /// Messages per second and connection off loopback; 0: no limit.
    int messageRate = protocol::limits::messageRate;
    /// The same on loopback.
    int loopbackMessageRate = 0;
    /// Integrations that say nothing for so long are closed; 0: never. Watchers only listen.
    int idleMs = 0;

    bool operator==(const IntermediarySettings &) const = default;
};

} // namespace neuro::net
