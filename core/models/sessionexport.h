// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/filterexpression.h"
#include "protocol/phrase.h"
#include "storage/sessionlogreader.h"

#include <QList>
#include <QString>

#include <array>
#include <functional>
#include <optional>

QT_BEGIN_NAMESPACE
class QIODevice;
QT_END_NAMESPACE

/// The export of a recorded session, or of the part of it that a filter and a time range choose.
namespace neuro::models {

enum class ExportFormat { JsonLines, Csv, Markdown, Html };
inline constexpr std::array exportFormatNames = {"jsonl", "csv", "markdown", "html"};
static_assert(exportFormatNames.size() == static_cast<std::size_t>(ExportFormat::Html) + 1);

struct ExportRequest
{
    ExportFormat format = ExportFormat::JsonLines;
    /// Chooses frames. When it is not empty, nothing else is exported but headers, the diagnostics
    /// of chosen frames, and where lines are missing.
    FilterExpression filter;
    std::optional<qint64> from; ///< Wall clock, µs; what happened then is exported, …
    std::optional<qint64> to;   ///< … and what happened then is not.
    QString name;               ///< Of the log, for the reports.
};

struct ExportOutcome
{
    quint64 lines = 0; ///< That were chosen.
    quint64 goodLines =
        0; ///< That could be read; 0: it is no session log, and nothing was written.
    quint64 damagedLines = 0;
    bool isCutOff = false;                   ///< The last line has no end.
    QList<storage::SessionProblem> problems; ///< The first maxToldProblems of both.
    bool isCancelled = false;                ///< What was written is a part.
    /// Why the export ended: the log cannot be read, or the target not be written, which their
    /// errorString() explains, or the log is of another format or none. To go on after the name of
    /// the log, or of the target when targetFailed.
    protocol::Phrase error;
    bool targetFailed = false;
};

/// Is told how many of how many bytes were read, some hundred times and at least every 16 MiB, or
/// every few MiB of a log whose size is not known, which is 0 then; false ends the export.
using ExportProgress = std::function<bool(qint64 done, qint64 all)>;

/// Exports from `log`, which is open for reading and at its beginning, to `target`, which is open
/// for writing. Markdown and HTML read the log twice, so it must not be sequential then. Takes what
/// the log holds at the time of the call, even if it grows, and little memory. Any thread.
ExportOutcome exportSession(QIODevice &log, QIODevice &target, const ExportRequest &request,
                            const ExportProgress &progress = {});

/// Problems that an outcome lists.
inline constexpr qsizetype maxToldProblems = 20;
/// Damaged lines before the first good one, after which it is no session log.
inline constexpr quint64 maxLeadingProblems = 100;

} // namespace neuro::models
