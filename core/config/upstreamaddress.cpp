// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "config/configreader.h"
#include "net/ownaddress.h"
#include "net/upstreamproblem.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace neuro::config {

namespace {

bool decides(const RelayConfig &config, relay::Decider decider)
{
    const QList<relay::DeciderSettings> &deciders = config.engine.deciders;
    return std::any_of(deciders.cbegin(), deciders.cend(),
                       [decider](const auto &each) { return each.decider == decider; });
}

QList<relay::DeciderSettings> defaultDeciders(bool hasUpstream, bool withWindow)
{
    using relay::Decider;
    if (hasUpstream && withWindow)
        return {{Decider::Upstream, 0}, {Decider::Operator, 0}};
    if (hasUpstream)
        return {{Decider::Upstream, 0}};
    // With a window somebody is there to ask; without one nobody is.
    return {{withWindow ? Decider::Operator : Decider::First, 0}};
}

/// Games look for Neuro where upstream is: the backend gives way when nobody chose its port.
void makeRoomForUpstream(RelayConfig &config)
{
    const QList<net::OwnDoor> backend = {config.doors().constFirst()};
    if (!config.backendPortIsSet && net::evidentClash(config.upstream.url, backend))
        config.backend.port = otherBackendPort;
}

} // namespace

protocol::Result<QUrl, QString> parseUpstream(const QString &text)
{
    if (text.compare(u"none"_s, Qt::CaseInsensitive) == 0)
        return QUrl();
    net::UpstreamSettings settings;
    settings.url = QUrl(text, QUrl::StrictMode);
    if (text.size() > limits::text || settings.url.isEmpty() || settings.url.hasFragment() ||
        net::settingsProblem(settings).kind != net::UpstreamError::None)
        return u"must be a WebSocket address, such as ws://127.0.0.1:8000 or "
               "wss://example.org/path, or none"_s;
    return settings.url;
}

void completeConfig(RelayConfig &config, bool withWindow, QList<ConfigIssue> &issues)
{
    const bool hasUpstream = !config.upstream.url.isEmpty();
    const SettingPlace &place = config.upstreamPlace;
    config.engine.upstream.isConfigured = hasUpstream;
    config.upstream.place = place.key;
    if (!config.decidersAreSet)
        config.engine.deciders = defaultDeciders(hasUpstream, withWindow);
    if (!hasUpstream) {
        if (decides(config, relay::Decider::Upstream))
            issues.append({ConfigIssue::Severity::Warning, place.file, 0, u"relay.deciders"_s,
                           u"names upstream, but there is none: set nakurity-client.host, or leave "
                           "it out"_s});
        return;
    }
    makeRoomForUpstream(config);
    if (const auto clash = net::evidentClash(config.upstream.url, config.doors()))
        issues.append({ConfigIssue::Severity::Error, place.file, place.line, place.key,
                       clash->text(net::shownUrl(config.upstream.url), QString()).english()});
}

} // namespace neuro::config
