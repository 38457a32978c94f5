// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "config/relayconfig.h"

#include <QJsonObject>

namespace neuro::config {

/// What a session log says of the configuration in its first line: everything, in the words of the
/// file, but no token and no pattern of `recording.redact` (a pattern may spell what it hides).
QJsonObject configSummary(const RelayConfig &config);

} // namespace neuro::config
