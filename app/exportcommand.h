// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/exporttime.h"
#include "models/sessionexport.h"
#include "protocol/result.h"

#include <QString>
#include <QStringList>

#include <cstdio>
#include <optional>

/// `neuro-relay export`: writes a recorded session, or a part of it, as JSON Lines, CSV, Markdown
/// or an HTML report.
namespace neuro::app {

enum class ExportVerdict {
    Exported = 0,
    Incomplete = 1, ///< Lines are damaged, or reading or writing failed, or it was stopped.
    Unusable = 2,   ///< The command line, the filter, or a file that is no session log.
};

/// What the arguments ask for.
struct ExportArguments
{
    QString log;
    QString output; ///< Empty: standard output.
    models::ExportFormat format = models::ExportFormat::JsonLines;
    models::FilterExpression filter;
    std::optional<models::ExportTime> from;
    std::optional<models::ExportTime> to;
    bool wantsHelp = false; ///< Nothing else is set then.
};

/// Reads the arguments behind `export`; or says what is wrong with them, with line ends inside but
/// not at the end.
protocol::Result<ExportArguments, QString> parseExportArguments(const QStringList &arguments);

/// Runs the command. What is wrong with the log goes to standard error, a line each. Needs an
/// application object: SIGINT and SIGTERM stop it and leave no part of `--output` behind.
ExportVerdict runExport(const QStringList &arguments);

} // namespace neuro::app
