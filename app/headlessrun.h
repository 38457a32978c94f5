// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "config/relayconfig.h"
#include "service/relayservice.h"

namespace neuro::app {

/// Runs the relay until SIGINT or SIGTERM. Prints one line to standard output when it is ready:
/// "ready backend=ws://127.0.0.1:8000". Returns the exit code.
int runHeadless(const config::RelayConfig &config, const service::RunOptions &options);

} // namespace neuro::app
