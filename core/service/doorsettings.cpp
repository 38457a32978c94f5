// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "service/doorsettings.h"

namespace neuro::service {

net::IntermediarySettings intermediarySettings(const config::RelayConfig &config)
{
    net::IntermediarySettings settings;
    settings.host = config.intermediary.host;
    settings.port = config.intermediary.port;
    settings.tls = config.encrypted(config.intermediary.tlsPort);
    settings.allowedAddresses = config.intermediary.allowedAddresses;
    settings.allowedOrigins = config.intermediary.allowedOrigins;
    settings.standardToken = config.intermediary.authToken;
    settings.enhancedToken = config.neuroOsToken;
    settings.maxMessage = config.backend.maxMessage;
    settings.maxConnections = config.backend.maxConnections;
    settings.maxUnwritten = config.backend.maxUnwritten;
    settings.handshakeMs = config.backend.handshakeMs;
    settings.messageRate = config.backend.messageRate;
    settings.loopbackMessageRate = config.backend.loopbackMessageRate;
    settings.idleMs = config.backend.idleMs;
    return settings;
}

net::HubSettings hubSettings(const config::RelayConfig &config)
{
    net::HubSettings settings;
    settings.rules.openOnLoopback = config.hub.openOnLoopback;
    settings.rules.hasOwnToken = !config.hub.token.isEmpty();
    settings.rules.timeoutMs = config.hub.timeoutMs;
    settings.rules.maxClients = config.backend.maxConnections;
    settings.rules.nesting = config.engine.limits.nesting;
    settings.token = config.hubToken();
    settings.enhancedToken = config.neuroOsToken;
    settings.maxMessage = config.backend.maxMessage;
    settings.maxUnwritten = config.backend.maxUnwritten;
    settings.handshakeMs = config.backend.handshakeMs;
    settings.messageRate = config.backend.messageRate;
    settings.loopbackMessageRate = config.backend.loopbackMessageRate;
    return settings;
}

net::StatusSettings statusSettings(const config::RelayConfig &config)
{
    net::StatusSettings settings;
    settings.enabled = config.status.enabled;
    settings.host = config.status.host;
    settings.port = config.status.port;
    settings.tls = config.encrypted(config.status.tlsPort);
    settings.randyPort = config.status.randyPort;
    settings.standardToken = config.intermediary.authToken;
    settings.enhancedToken = config.neuroOsToken;
    settings.allowedOrigins = config.intermediary.allowedOrigins;
    return settings;
}

net::UpstreamSettings upstreamSettings(const config::RelayConfig &config)
{
    net::UpstreamSettings settings = config.upstream;
    settings.limits.maxMessage = config.backend.maxMessage;
    settings.limits.maxUnwritten = config.backend.maxUnwritten;
    settings.connectTimeoutMs = config.backend.handshakeMs;
    return settings;
}

} // namespace neuro::service
