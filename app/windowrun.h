// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "app/instancelock.h"
#include "config/configdraft.h"
#include "service/relayservice.h"

class QApplication;

namespace neuro::app {

/// Runs the relay with its window until the operator quits. `resolve` reads another version of the
/// configuration as `config` was read. Returns the exit code.
int runWindow(QApplication &application, const config::RelayConfig &config,
              const service::RunOptions &options, const config::ConfigDraft::Resolve &resolve,
              InstanceLock &instance);

} // namespace neuro::app
