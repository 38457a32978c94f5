// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "config/configreader.h"
#include "net/ownaddress.h"
#include "net/upstreamproblem.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace neuro::config {

using protocol::Phrase;
using protocol::phrase;

namespace {

bool decides(const RelayConfig &config, relay::Decider decider)
{
    const QList<relay::DeciderSettings> &deciders = config.engine.deciders;
    return std::any_of(deciders.cbegin(), deciders.cend(),
                       [decider](const auto &each) { return each.decider == decider; });
}

QList<relay::DeciderSettings> defaultDeciders(const RelayConfig &config, bool withWindow)
{
    using relay::Decider;
    const bool hasUpstream = !config.upstream.url.isEmpty();
    if (hasUpstream && withWindow)
        return {{Decider::Upstream, 0}, {Decider::Operator, 0}};
    if (hasUpstream)
        return {{Decider::Upstream, 0}};
    // With a window somebody is there to ask; without one perhaps a watcher.
    if (withWindow)
        return {{Decider::Operator, 0}};
    if (config.intermediary.enabled)
        return {{Decider::Watchers, config.engine.watchersTimeoutMs}, {Decider::First, 0}};
    return {{Decider::First, 0}};
}

/// Whether two doors would listen at one address, as far as that shows without looking up a name.
bool areSame(const net::OwnDoor &a, const net::OwnDoor &b)
{
    if (a.port != b.port || a.port == 0)
        return false;
    const auto first = net::addressesWithoutLookup(a.host);
    const auto second = net::addressesWithoutLookup(b.host);
    if (!first || !second)
        return a.host.compare(b.host, Qt::CaseInsensitive) == 0;
    return net::reachedAddress(*first, *second, *first).has_value() ||
           net::reachedAddress(*second, *first, *second).has_value();
}

/// Closes the door at `place` when nobody chose where it is and games can do without it.
bool givesWay(RelayConfig &config, const QString &place)
{
    if (place == config.intermediaryPlace.key && !config.intermediary.addressIsSet)
        config.intermediary.enabled = false;
    else if (place == config.statusPlace.key && !config.status.addressIsSet)
        config.status.enabled = false;
    else
        return false;
    return true;
}

/// Says that `blamed` has the port of `other`; `isSolved` when it stays closed.
Phrase samePort(const net::OwnDoor &blamed, const net::OwnDoor &other, bool isSolved)
{
    const QString port = QString::number(blamed.port);
    if (isSolved)
        return phrase(
            QT_TRANSLATE_NOOP(
                "core",
                "port %1 is that of %2, too; this door stays closed, choose another port for it"),
            port, other.place);
    return phrase(QT_TRANSLATE_NOOP("core", "port %1 is that of %2, too; change one of the two"),
                  port, other.place);
}

void checkDoors(RelayConfig &config, QList<ConfigIssue> &issues)
{
    const QList<net::OwnDoor> doors = config.doors();
    for (qsizetype i = 0; i < doors.size(); ++i) {
        for (qsizetype j = 0; j < i; ++j) {
            if (!areSame(doors[i], doors[j]))
                continue;
            const bool laterYields = givesWay(config, doors[i].place);
            const bool isSolved = laterYields || givesWay(config, doors[j].place);
            const net::OwnDoor &blamed = isSolved && !laterYields ? doors[j] : doors[i];
            const net::OwnDoor &other = isSolved && !laterYields ? doors[i] : doors[j];
            issues.append({isSolved ? ConfigIssue::Severity::Warning : ConfigIssue::Severity::Error,
                           config.file, 0, blamed.place, samePort(blamed, other, isSolved)});
        }
    }
}

/// How long a window asks what shall become of messages that an earlier run left.
constexpr int askAboutEarlierRunMs = 10'000;

/// Games look for Neuro where upstream is: the backend gives way when nobody chose its port.
void makeRoomForUpstream(RelayConfig &config)
{
    const QList<net::OwnDoor> backend = {config.doors().constFirst()};
    if (!config.backendPortIsSet &&
        net::evidentClash(config.upstream.url, backend, config.knownNames))
        config.backend.port = otherBackendPort;
}

} // namespace

protocol::Result<QUrl, Phrase> parseUpstream(const QString &text)
{
    if (text.compare(u"none"_s, Qt::CaseInsensitive) == 0)
        return QUrl();
    net::UpstreamSettings settings;
    settings.url = QUrl(text, QUrl::StrictMode);
    if (text.size() > limits::text || settings.url.isEmpty() || settings.url.hasFragment() ||
        net::settingsProblem(settings).kind != net::UpstreamError::None)
        return phrase(
            QT_TRANSLATE_NOOP("core", "must be a WebSocket address, such as ws://127.0.0.1:8000 or "
                                      "wss://example.org/path, or none"));
    return settings.url;
}

void completeConfig(RelayConfig &config, bool withWindow, QList<ConfigIssue> &issues)
{
    const bool hasUpstream = !config.upstream.url.isEmpty();
    const SettingPlace &place = config.upstreamPlace;
    config.engine.upstream.isConfigured = hasUpstream;
    // Without a window nobody could be asked.
    config.engine.upstream.earlierRunMs = withWindow ? askAboutEarlierRunMs : 0;
    config.upstream.place = place.key;
    if (hasUpstream)
        makeRoomForUpstream(config);
    checkDoors(config, issues);
    if (!config.decidersAreSet)
        config.engine.deciders = defaultDeciders(config, withWindow);
    if (!hasUpstream) {
        if (decides(config, relay::Decider::Upstream))
            issues.append(
                {ConfigIssue::Severity::Warning, place.file, 0, u"relay.deciders"_s,
                 phrase(QT_TRANSLATE_NOOP(
                     "core",
                     "names upstream, but there is none: set nakurity-client.host, or leave "
                     "it out"))});
        return;
    }
    if (const auto clash =
            net::evidentClash(config.upstream.url, config.doors(), config.knownNames))
        issues.append({ConfigIssue::Severity::Error, place.file, place.line, place.key,
                       clash->text(net::shownUrl(config.upstream.url), QString())});
}

} // namespace neuro::config
