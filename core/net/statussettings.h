// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "net/netlimits.h"
#include "net/tlssettings.h"

#include <QString>
#include <QStringList>

#include <optional>

namespace neuro::net {

/// Where the status door listens and who may ask there.
struct StatusSettings
{
    /// Whether listen() opens the status door. Without it the server still answers what other doors
    /// divert to it, and opens Randy's port.
    bool enabled = true;
    /// As BackendSettings::host: an address, a name, or empty for both loopbacks.
    QString host = QStringLiteral("127.0.0.1");
    /// 0: any free port.
    quint16 port = 8770;
    TlsSettings tls;
    /// The port that takes what Randy, the official mock server, takes on 1337; always on loopback.
    /// 0: any free port; nothing: closed.
    std::optional<quint16> randyPort;
    /// What a peer that is not on loopback must show; empty: no token admits it.
    QString standardToken;
    /// What `POST /send` takes everywhere; admits off loopback, too.
    QString enhancedToken;
    /// Origins whose pages may send a POST, beside loopback ones and the door's own.
    QStringList allowedOrigins;
    /// All that a connection may take: to ask, to wait for the answer, and to read it.
    int requestMs = limits::statusRequestMs;
    /// The refusal of a wrong token is held back for so long, for an address that sends many.
    int failureDelayMs = limits::failureDelayMs;

    bool operator==(const StatusSettings &) const = default;
};

} // namespace neuro::net
