// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/exporttime.h"
#include "models/sessionexport.h"

#include <QString>

#include <optional>

QT_BEGIN_NAMESPACE
class QIODevice;
QT_END_NAMESPACE

/// The export of a session from one file to another.
namespace neuro::models {

/// From when to when, as it was written.
struct ExportRange
{
    std::optional<ExportTime> from;
    std::optional<ExportTime> to;
    ExportClock clock = ExportClock::Utc;

    /// Whether one must know when the session began.
    bool needsStart() const { return (from && from->isOfDay) || (to && to->isOfDay); }
};

/// When the session began (wall clock, µs), as far as its first lines tell; 0 when they do not, or
/// when `progress` ended it. `log` is at its beginning afterwards, as before, and not sequential.
qint64 sessionStart(QIODevice &log, const ExportProgress &progress = {});
/// Bytes of the log that are its first lines.
inline constexpr qint64 startBytes = 16LL * 1024 * 1024;
/// Sets the moments of a session that began at `start`. A time of a day that `to` is may be on the
/// day after `from`, at most half a day later. False: the range ends before it begins.
bool setRange(ExportRequest &request, const ExportRange &range, qint64 start);

struct FileExport
{
    QString log;
    QString target;
    bool mayReplace = false; ///< A target that exists.
    /// Its moments are set from `range`, its name from `log`.
    ExportRequest request;
    ExportRange range;
};

struct FileExportOutcome
{
    bool isDone = false;
    bool isCancelled = false;
    bool exists = false; ///< Nothing was done: the target exists and must not be replaced.
    ExportOutcome outcome;
    protocol::Phrase error; ///< Otherwise: why it was not done, with the name of the file.
};

/// Exports; the target is replaced at the end, in one step, or not at all, and only its owner can
/// read it. What is no regular file, such as a device, is refused. Takes long; any thread.
FileExportOutcome exportFile(const FileExport &wanted, const ExportProgress &progress);

} // namespace neuro::models
