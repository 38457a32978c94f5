// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "net/backendsettings.h"
#include "relay/enginesettings.h"

#include <QString>
#include <QStringList>

#include <optional>

/// Everything that the configuration file can say. Plain values; the defaults are those of a
/// configuration without any entry.
namespace neuro::config {

namespace limits {
inline constexpr int keepSessions = 20;
inline constexpr qint64 keepSessionBytes = qint64(2) * 1024 * 1024 * 1024;
/// Of the configuration file itself.
inline constexpr qint64 fileSize = 1024 * 1024;
/// Issues that one reading lists; what is beyond is counted.
inline constexpr qsizetype issues = 100;
/// Tokens shorter than this admit nobody who is not on this computer.
inline constexpr qsizetype tokenLength = 16;
/// Longest text of one value.
inline constexpr qsizetype text = 1024;
/// Entries of one list (addresses, origins, patterns).
inline constexpr qsizetype listEntries = 1000;
} // namespace limits

struct RecordingConfig
{
    /// Whether the window records every session to the data folder.
    bool enabled = true;
    int keepSessions = limits::keepSessions;
    qint64 keepBytes = limits::keepSessionBytes;
    /// Regular expressions; what they match is written as `***` in the session log and in exports.
    QStringList redact;
};

/// The door for registered integrations and watchers (`intermediary`).
struct IntermediaryConfig
{
    QString host = QStringLiteral("127.0.0.1");
    quint16 port = 8765;
    QString authToken;
};

/// The connection to the real Neuro (`nakurity-client`); no host: none.
struct UpstreamConfig
{
    QString host;
    quint16 port = 8000;
};

struct RelayConfig
{
    /// Where it came from; empty for defaults.
    QString file;
    QString relayName = QStringLiteral("Neuro Relay"); ///< `relay.name`: as what Neuro sees us.
    relay::EngineSettings engine;
    /// Whether the file (or the command line) names the deciders; otherwise the mode does.
    bool decidersAreSet = false;
    net::BackendSettings backend;
    IntermediaryConfig intermediary;
    UpstreamConfig upstream;
    QString neuroOsToken; ///< `dependency-authentication.neuro-os.auth_token`
    RecordingConfig recording;

    /// Every secret that must not appear in logs, views, exports and messages.
    QStringList secrets() const;
};

} // namespace neuro::config
