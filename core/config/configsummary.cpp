// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "config/configsummary.h"

#include "config/configreader.h"
#include "net/upstreamproblem.h"

#include <QJsonArray>

using namespace Qt::Literals::StringLiterals;

namespace neuro::config {

namespace {

constexpr double msPerSecond = 1000.0;

QJsonObject address(const QString &host, quint16 port, std::optional<quint16> tlsPort)
{
    QJsonObject out{{u"host"_s, host}, {u"port"_s, port}};
    if (tlsPort)
        out[u"tls_port"_s] = *tlsPort;
    return out;
}

QJsonObject intermediarySection(const IntermediaryConfig &door)
{
    QJsonObject out = address(door.host, door.port, door.tlsPort);
    out[u"enabled"_s] = door.enabled;
    out[u"allow"_s] = QJsonArray::fromStringList(door.allowedAddresses);
    out[u"allowed_origins"_s] = QJsonArray::fromStringList(door.allowedOrigins);
    return out;
}

QJsonObject statusSection(const StatusConfig &door)
{
    QJsonObject out = address(door.host, door.port, door.tlsPort);
    out[u"enabled"_s] = door.enabled;
    if (door.randyPort)
        out[u"randy_port"_s] = *door.randyPort;
    return out;
}

QJsonObject tlsSection(const net::TlsSettings &tls)
{
    QJsonObject out;
    if (!tls.certificate.isEmpty())
        out[u"certificate"_s] = tls.certificate;
    if (!tls.key.isEmpty())
        out[u"key"_s] = tls.key;
    return out;
}

QJsonObject relaySection(const RelayConfig &config)
{
    const relay::EngineSettings &engine = config.engine;
    return {
        {u"name"_s, engine.upstream.relayName},
        {u"naming"_s, relay::nameOf(engine.upstream.naming, relay::namingNames)},
        {u"describe"_s, engine.upstream.describe},
        {u"watchers_timeout"_s, engine.watchersTimeoutMs / msPerSecond},
        {u"force_timeout"_s, engine.upstream.forceTimeoutMs / msPerSecond},
        {u"deciders"_s, formatDeciders(engine.deciders)},
        {u"force_retries"_s, engine.forceRetries},
        {u"action_timeout"_s, engine.actionTimeoutMs / msPerSecond},
        {u"random_delay"_s, engine.randomDelayMs},
        // A string: a double does not hold 64 bits.
        {u"random_seed"_s, QString::number(engine.randomSeed)},
        {u"muted_games"_s, QJsonArray::fromStringList(engine.mutedGames)},
        {u"character"_s, QJsonObject{{u"id"_s, engine.character.characterId},
                                     {u"name"_s, engine.character.displayName}}},
    };
}

QJsonObject upstreamSection(const net::UpstreamSettings &upstream)
{
    const QString url = upstream.url.isEmpty() ? QString() : net::shownUrl(upstream.url);
    return {
        {u"url"_s, url},
        {u"verify"_s, upstream.verify},
        {u"ca"_s, upstream.caFile},
    };
}

QJsonObject outboxSection(const relay::OutboxLimits &limits)
{
    return {
        {u"rows"_s, limits.rows},
        {u"size"_s, limits.bytes},
        {u"context_age"_s, static_cast<double>(limits.contextAgeMs) / msPerSecond},
        {u"command_age"_s, static_cast<double>(limits.commandAgeMs) / msPerSecond},
    };
}

QJsonObject limitsSection(const RelayConfig &config)
{
    const protocol::Limits &limits = config.engine.limits;
    const net::BackendSettings &backend = config.backend;
    return {
        {u"message"_s, backend.maxMessage},
        {u"nesting"_s, limits.nesting},
        {u"connections"_s, backend.maxConnections},
        {u"actions_per_game"_s, limits.actionsPerGame},
        {u"game_name"_s, limits.gameName},
        {u"action_name"_s, limits.actionName},
        {u"schema"_s, limits.schema},
        {u"forces_per_game"_s, limits.forcesPerGame},
        {u"actions_in_flight"_s, limits.actionsInFlight},
        {u"unwritten"_s, backend.maxUnwritten},
        {u"handshake"_s, backend.handshakeMs / msPerSecond},
        {u"message_rate"_s, backend.messageRate},
        {u"loopback_message_rate"_s, backend.loopbackMessageRate},
        {u"idle"_s, backend.idleMs / msPerSecond},
    };
}

} // namespace

QJsonObject configSummary(const RelayConfig &config)
{
    // The patterns of recording.redact are left out: a pattern may spell what it hides.
    const QJsonObject recordingSection{{u"enabled"_s, config.recording.enabled},
                                       {u"keep_sessions"_s, config.recording.keepSessions},
                                       {u"keep_size"_s, config.recording.keepBytes}};
    const QJsonObject backendSection{
        {u"reregister"_s, relay::nameOf(config.engine.reregister, relay::reregisterNames)},
        {u"allow"_s, QJsonArray::fromStringList(config.backend.allowedAddresses)},
        {u"allowed_origins"_s, QJsonArray::fromStringList(config.backend.allowedOrigins)}};
    return {
        {u"intermediary"_s, intermediarySection(config.intermediary)},
        {u"nakurity-backend"_s,
         address(config.backend.host, config.backend.port, config.backend.tls.port)},
        {u"nakurity-client"_s, upstreamSection(config.upstream)},
        {u"relay"_s, relaySection(config)},
        {u"backend"_s, backendSection},
        {u"limits"_s, limitsSection(config)},
        {u"status"_s, statusSection(config.status)},
        {u"hub"_s, QJsonObject{{u"open_on_loopback"_s, config.hub.openOnLoopback},
                               {u"timeout"_s, config.hub.timeoutMs / msPerSecond}}},
        {u"uploads"_s, QJsonObject{{u"size"_s, config.uploads.messageBytes},
                                   {u"quota"_s, config.uploads.quotaBytes}}},
        {u"tls"_s, tlsSection(config.backend.tls)},
        {u"outbox"_s, outboxSection(config.outbox.limits)},
        {u"recording"_s, recordingSection},
    };
}

} // namespace neuro::config
