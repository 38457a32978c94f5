// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "service/configplan.h"

#include <optional>
#include <tuple>

namespace neuro::service {

namespace {

using config::RelayConfig;

/// Whether an encrypted port, which there is when `fromPort` or `toPort` is one, shows another
/// certificate or is another one.
bool changesEncryption(const RelayConfig &from, const RelayConfig &to,
                       std::optional<quint16> fromPort, std::optional<quint16> toPort)
{
    return fromPort != toPort || (toPort && from.encrypted(toPort) != to.encrypted(toPort));
}

bool movesBackend(const RelayConfig &from, const RelayConfig &to)
{
    return std::tie(from.backend.host, from.backend.port) !=
               std::tie(to.backend.host, to.backend.port) ||
           changesEncryption(from, to, from.backend.tls.port, to.backend.tls.port);
}

bool movesIntermediary(const RelayConfig &from, const RelayConfig &to)
{
    const auto placeOf = [](const config::IntermediaryConfig &door) {
        return std::tie(door.enabled, door.host, door.port);
    };
    if (!from.intermediary.enabled && !to.intermediary.enabled)
        return false;
    return placeOf(from.intermediary) != placeOf(to.intermediary) ||
           changesEncryption(from, to, from.intermediary.tlsPort, to.intermediary.tlsPort);
}

bool movesStatus(const RelayConfig &from, const RelayConfig &to)
{
    if (from.status.randyPort != to.status.randyPort)
        return true;
    const auto placeOf = [](const config::StatusConfig &door) {
        return std::tie(door.enabled, door.host, door.port);
    };
    if (!from.status.enabled && !to.status.enabled)
        return false;
    return placeOf(from.status) != placeOf(to.status) ||
           changesEncryption(from, to, from.status.tlsPort, to.status.tlsPort);
}

bool movesUpstream(const RelayConfig &from, const RelayConfig &to)
{
    const auto placeOf = [](const net::UpstreamSettings &upstream) {
        return std::tie(upstream.url, upstream.caFile, upstream.verify);
    };
    // She knows the relay by a name that is constant for a connection, and its actions by what was
    // registered.
    const auto namesOf = [](const relay::UpstreamRules &rules) {
        return std::tie(rules.relayName, rules.naming, rules.describe);
    };
    if (from.upstream.url.isEmpty() && to.upstream.url.isEmpty())
        return false;
    return placeOf(from.upstream) != placeOf(to.upstream) ||
           namesOf(from.engine.upstream) != namesOf(to.engine.upstream);
}

} // namespace

ConfigPlan planFor(const RelayConfig &from, const RelayConfig &to)
{
    ConfigPlan plan;
    plan.reopensBackend = movesBackend(from, to);
    plan.reopensIntermediary = movesIntermediary(from, to);
    plan.reopensStatus = movesStatus(from, to);
    plan.reconnectsUpstream = movesUpstream(from, to);
    if (from.outbox.file != to.outbox.file)
        plan.atNextStart.append(QStringLiteral("relay_queue"));
    return plan;
}

} // namespace neuro::service
