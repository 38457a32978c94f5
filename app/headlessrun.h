// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "config/relayconfig.h"
#include "service/relayservice.h"

namespace neuro::app {

/// Runs the relay until SIGINT or SIGTERM. Prints one line to standard output when it is ready,
/// with every door that is open: "ready backend=ws://127.0.0.1:8000
/// intermediary=ws://127.0.0.1:8765 status=http://127.0.0.1:8770". A door that somebody chose an
/// address for and that cannot be opened ends the program, as the backend door does; one with an
/// address that nobody chose is left out, with a warning. Returns the exit code.
int runHeadless(const config::RelayConfig &config, const service::RunOptions &options);

} // namespace neuro::app
