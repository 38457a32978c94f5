// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "config/configreader.h"
#include "config/valueformat.h"
#include "protocol/codec.h"

#include <cmath>

using namespace Qt::Literals::StringLiterals;

namespace neuro::config {

using protocol::Phrase;
using protocol::phrase;

namespace {

constexpr double msPerSecond = 1000.0;
/// As hub.timeout has it.
constexpr double shortestTimeout = 1;
constexpr double longestTimeout = 86'400;

ConfigIssue wrong(const QString &variable, const Phrase &rule, const QString &found)
{
    return {ConfigIssue::Severity::Error, u"environment"_s, 0, variable,
            phrase(QT_TRANSLATE_NOOP("core", "%1, not \"%2\""), rule,
                   protocol::quoteForMessage(found))};
}

} // namespace

void applyEnvironment(RelayConfig &config, const QProcessEnvironment &environment,
                      QList<ConfigIssue> &issues)
{
    const QString hostVariable = u"WS_HOST"_s;
    if (const QString text = environment.value(hostVariable).trimmed(); !text.isEmpty()) {
        if (const std::optional<QString> host = parseHost(text))
            config.backend.host = *host;
        else
            issues.append(wrong(hostVariable, hostRule(), text));
    }
    const QString portVariable = u"WS_PORT"_s;
    if (const QString text = environment.value(portVariable).trimmed(); !text.isEmpty()) {
        bool isPort = false;
        const quint16 port = text.toUShort(&isPort);
        if (isPort) {
            config.backend.port = port;
            config.backendPortIsSet = true;
            config.backendPlace = {u"environment"_s, 0, portVariable};
        } else {
            issues.append(
                wrong(portVariable,
                      phrase(QT_TRANSLATE_NOOP("core", "must be a whole number from %1 to %2"),
                             u"0"_s, u"65535"_s),
                      text));
        }
    }
    const QString timeoutVariable = u"WS_TIMEOUT"_s;
    if (const QString text = environment.value(timeoutVariable).trimmed(); !text.isEmpty()) {
        const std::optional<double> seconds = parseNumber(text);
        if (seconds && *seconds >= shortestTimeout && *seconds <= longestTimeout)
            config.hub.timeoutMs = static_cast<int>(std::lround(*seconds * msPerSecond));
        else
            issues.append(
                wrong(timeoutVariable,
                      phrase(QT_TRANSLATE_NOOP("core", "must be a number of seconds from %1 to %2"),
                             formatNumber(shortestTimeout), formatNumber(longestTimeout)),
                      text));
    }
    const QString upstreamVariable = u"NEURO_RELAY_UPSTREAM"_s;
    if (const QString text = environment.value(upstreamVariable).trimmed(); !text.isEmpty()) {
        const SettingPlace place{u"environment"_s, 0, upstreamVariable};
        if (const auto url = parseUpstream(text)) {
            config.upstream.url = *url;
            config.upstreamPlace = place;
        } else {
            issues.append({ConfigIssue::Severity::Error, place.file, 0, place.key, url.error()});
        }
    }
}

} // namespace neuro::config
