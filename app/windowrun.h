// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "app/instancelock.h"
#include "config/relayconfig.h"
#include "service/relayservice.h"

class QApplication;

namespace neuro::app {

/// Runs the relay with its window until the operator quits. Returns the exit code.
int runWindow(QApplication &application, const config::RelayConfig &config,
              const service::RunOptions &options, InstanceLock &instance);

} // namespace neuro::app
