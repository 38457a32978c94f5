// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "relay/relaymirror.h"
#include "relay/types.h"

#include <QByteArray>
#include <QString>

#include <map>

/// What the relay answers to status requests: pure functions of the mirror. `now` is the moment of
/// the answer on both clocks. Names are as peers sent them, who may have put a secret there:
/// whoever gives these texts away masks it.
namespace neuro::relay {

/// `GET /health`: `status`, `timestamp` (Unix seconds), `connections` with `total_connections` and
/// `by_type`, `uptime_seconds`, `version`, and `upstream`: `off` (none is configured), `connected`,
/// `connecting` or `disconnected`.
QByteArray healthJson(const RelayMirror &mirror, Instant now);

/// `GET /stats`: `total_clients`, `by_type` (a type without clients is absent), `clients`,
/// `rates` (messages a second over the last ten), `outbox`.
QByteArray statsJson(const RelayMirror &mirror, Instant now);

/// `GET /metrics`: the Prometheus text format, version 0.0.4 (metricsContentType).
QByteArray metricsText(const RelayMirror &mirror, Instant now);

/// How many connections there are of every type that typeOf() gives; a type with none is absent.
std::map<QString, int> clientsByType(const RelayMirror &mirror);

inline constexpr char metricsContentType[] = "text/plain; version=0.0.4; charset=utf-8";

} // namespace neuro::relay
