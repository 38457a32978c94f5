// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "config/relayconfig.h"
#include "protocol/result.h"
#include "service/relayservice.h"

#include <QString>
#include <QUrl>

#include <optional>

namespace neuro::app {

/// Where a console attaches to, with what token.
struct ConsoleTarget
{
    QUrl url;
    QString token;
};

/// What `url` and `token` (empty: none) leave open comes from the configuration. Its token goes to
/// this computer and to the host that it names itself, nowhere else. The error says what is
/// missing.
protocol::Result<ConsoleTarget, QString> consoleTarget(const std::optional<QUrl> &url,
                                                       const QString &token,
                                                       const config::RelayConfig &config);

/// A console at standard input, for a person when that is a terminal, else for a script, until
/// `quit`, the end of the input, SIGINT or SIGTERM. Keeps its history in `dataFolder`. Returns the
/// exit code: 1 when the relay cannot be reached, or a line of a script failed.
int runAttachedConsole(const ConsoleTarget &target, const QString &dataFolder);
/// The same with a relay of its own.
int runOwnConsole(const config::RelayConfig &config, const service::RunOptions &options);

} // namespace neuro::app
