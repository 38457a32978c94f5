// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "net/backendsettings.h"
#include "net/ownaddress.h"
#include "net/tokencheck.h"
#include "net/upstreamsettings.h"
#include "relay/enginesettings.h"
#include "relay/outboxrow.h"

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
inline constexpr qsizetype tokenLength = net::safeTokenLength;
/// A part of an upstream address (a password, a value of its query) that is shorter is not hidden:
/// it would hide half of every text.
inline constexpr qsizetype urlSecretLength = 6;
/// Longest text of one value.
inline constexpr qsizetype text = 1024;
/// Entries of one list (addresses, origins, patterns).
inline constexpr qsizetype listEntries = 1000;
/// A binary message of an integration that is stored, and all of them together.
inline constexpr qint64 uploadBytes = protocol::limits::message;
inline constexpr qint64 uploadsBytes = qint64(1024) * 1024 * 1024;
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
    bool enabled = true;
    /// As net::BackendSettings::host.
    QString host;
    quint16 port = 8765;
    std::optional<quint16> tlsPort; ///< As net::TlsSettings::port.
    QString authToken;
    QStringList allowedAddresses; ///< As those of the backend door.
    QStringList allowedOrigins;
    /// Whether somebody chose where it listens: then it must open, else it may stay closed.
    bool addressIsSet = false;
};

/// The door for HTTP (`status`).
struct StatusConfig
{
    bool enabled = true;
    QString host = QStringLiteral("127.0.0.1");
    quint16 port = 8770;
    std::optional<quint16> tlsPort; ///< As net::TlsSettings::port.
    /// Where Randy's requests are taken, always on loopback; nothing: nowhere.
    std::optional<quint16> randyPort;
    bool addressIsSet = false;
};

/// The hub, whose clients come through the backend and the intermediary door (`hub`).
struct HubConfig
{
    bool openOnLoopback = true; ///< Nobody on this computer needs a token.
    int timeoutMs = 300'000;    ///< Of silence before a ping, and for a session without its client.
    QString token;              ///< Empty: that of the intermediary.
};

/// What integrations send as binary messages (`uploads`).
struct UploadsConfig
{
    qint64 messageBytes = limits::uploadBytes; ///< A larger one is not stored.
    qint64 quotaBytes = limits::uploadsBytes;  ///< All files together.
};

/// Where a setting comes from, for messages about it.
struct SettingPlace
{
    QString file; ///< "environment" or "command line" for one from there.
    int line = 0; ///< From 1; 0 when it belongs to no line.
    QString key;  ///< "nakurity-backend.port", "WS_PORT", "--backend".

    bool operator==(const SettingPlace &) const = default;
};

/// The port that games look for, and the one that the backend takes when upstream has that.
inline constexpr quint16 defaultBackendPort = 8000;
inline constexpr quint16 otherBackendPort = 8001;
inline constexpr quint16 defaultUpstreamPort = 8000;

/// The keys of the encrypted ports.
inline constexpr const char *backendTlsKey = "nakurity-backend.tls_port";
inline constexpr const char *intermediaryTlsKey = "intermediary.tls_port";
inline constexpr const char *statusTlsKey = "status.tls_port";

/// What waits for destinations that are away (`outbox`, `relay_queue`).
struct OutboxConfig
{
    /// Empty: in the data folder. One that ends in `.pkl` is the queue of an older relay, which is
    /// read once and moved into the outbox.
    QString file;
    relay::OutboxLimits limits;
};

struct RelayConfig
{
    /// Where it came from; empty for defaults.
    QString file;
    relay::EngineSettings engine;
    /// Whether the file (or the command line) names the deciders; otherwise the mode does.
    bool decidersAreSet = false;
    /// Its `tls` holds the files that the other doors show as well (`tls.certificate`, `tls.key`).
    net::BackendSettings backend;
    IntermediaryConfig intermediary;
    StatusConfig status;
    HubConfig hub;
    UploadsConfig uploads;
    /// Whether somebody chose the backend's port, or the default may give way to an upstream.
    bool backendPortIsSet = false;
    SettingPlace backendPlace{{}, 0, QStringLiteral("nakurity-backend.port")};
    SettingPlace intermediaryPlace{{}, 0, QStringLiteral("intermediary.port")};
    SettingPlace statusPlace{{}, 0, QStringLiteral("status.port")};
    net::UpstreamSettings upstream; ///< `nakurity-client`
    SettingPlace upstreamPlace{{}, 0, QStringLiteral("nakurity-client.host")};
    /// Not from the file: names that were looked up when the program started.
    net::KnownNames knownNames;
    OutboxConfig outbox;
    QString neuroOsToken; ///< `dependency-authentication.neuro-os.auth_token`
    RecordingConfig recording;

    /// Every secret that must not appear in logs, views, exports and messages.
    QStringList secrets() const;
    /// The doors of the configuration, the backend first, with the keys that they are from. Those
    /// that are off are left out.
    QList<net::OwnDoor> doors() const;
    /// The encrypted port of a door, with the files that all of them show.
    net::TlsSettings encrypted(std::optional<quint16> port) const;
    /// What the hub's clients show: hub.token, or else the intermediary's.
    const QString &hubToken() const;
};

} // namespace neuro::config
