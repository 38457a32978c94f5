// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "net/tlssettings.h"
#include "protocol/limits.h"

#include <QList>
#include <QString>
#include <QStringList>

namespace neuro::net {

/// Where the backend door listens, whom it admits, and what a connection may cost.
struct BackendSettings
{
    /// An IP address, a name that resolves to some, or empty: both loopbacks, 127.0.0.1 and ::1.
    QString host;
    /// 0: any free port, the same on every address.
    quint16 port = 8000;
    /// The port for `wss://`; without one all connections are plain.
    TlsSettings tls;
    /// Origins that pass beside loopback ones ("https://example.org").
    QStringList allowedOrigins;
    /// Addresses and networks off loopback that pass ("192.168.1.20", "10.0.0.0/8").
    QStringList allowedAddresses;

    /// Bytes of one message; a longer one ends its connection with 1009.
    qint64 maxMessage = protocol::limits::message;
    /// At the same time; those beyond are turned away.
    int maxConnections = protocol::limits::connections;
    /// Bytes that wait for a peer that does not read; beyond, its connection is ended.
    qint64 maxUnwritten = protocol::limits::unwritten;
    /// Time for the WebSocket handshake; later it is given up.
    int handshakeMs = protocol::limits::handshakeMs;
    /// Messages per second and connection off loopback; 0: no limit.
    int messageRate = protocol::limits::messageRate;
    /// The same on loopback.
    int loopbackMessageRate = 0;
    /// A connection that says nothing for so long is closed; 0: never.
    int idleMs = 0;

    /// The same settings in every member.
    bool operator==(const BackendSettings &) const = default;
};

} // namespace neuro::net
