// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "models/sessionexportfile.h"

#include "storage/privatefolder.h"
#include "storage/sessionlogreader.h"
#include "storage/targetfile.h"

#include <QFile>
#include <QFileInfo>

namespace neuro::models {

using protocol::Phrase;
using protocol::phrase;
using storage::SessionLogReader;

namespace {

Phrase writeError(const storage::TargetFile &target)
{
    if (target.isRefused())
        return storage::notRegularFile(target.fileName());
    return phrase(QT_TRANSLATE_NOOP("core", "%1: cannot be written: %2; choose another place"),
                  target.fileName(), target.errorString());
}

/// What is wrong with the files before anything is read.
Phrase problemOf(const FileExport &wanted, QFile &log)
{
    const QFileInfo source(wanted.log);
    // Anything else might never begin, or never end.
    if (source.exists() && !source.isFile())
        return phrase(QT_TRANSLATE_NOOP("core", "%1: is no file; choose a session log"),
                      wanted.log);
    if (!log.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return phrase(QT_TRANSLATE_NOOP("core", "%1: cannot be read: %2; choose another file"),
                      wanted.log, log.errorString());
    if (QFileInfo(wanted.target).isDir())
        return phrase(QT_TRANSLATE_NOOP("core", "%1: is a folder; name a file in it"),
                      wanted.target);
    if (storage::isSameFile(wanted.log, wanted.target))
        return phrase(
            QT_TRANSLATE_NOOP("core", "%1: is the session log itself; choose another name"),
            wanted.target);
    return {};
}

} // namespace

qint64 sessionStart(QIODevice &log, const ExportProgress &progress)
{
    SessionLogReader reader(log, startBytes);
    quint64 problems = 0;
    std::optional<qint64> start;
    qint64 toldAt = -SessionLogReader::chunk;
    while (!start) {
        if (progress && reader.position() - toldAt >= SessionLogReader::chunk) {
            toldAt = reader.position();
            if (!progress(toldAt, log.size()))
                break;
        }
        const auto step = reader.next();
        if (step == SessionLogReader::Step::Line) {
            const auto *header = std::get_if<storage::SessionHeader>(&reader.line().entry);
            start = header ? std::optional(header->started) : storage::wallOf(reader.line().entry);
        } else if (step == SessionLogReader::Step::Failed || step == SessionLogReader::Step::End ||
                   (step == SessionLogReader::Step::Problem && ++problems > maxLeadingProblems)) {
            break;
        }
    }
    log.seek(0);
    return start.value_or(0);
}

bool setRange(ExportRequest &request, const ExportRange &range, qint64 start)
{
    if (range.from)
        request.from = momentOf(*range.from, start, range.clock);
    if (range.to)
        request.to = momentOf(*range.to, start, range.clock);
    // A night; most of a day is rather a slip.
    if (request.from && request.to && range.to->isOfDay && *request.to <= *request.from &&
        *request.to + microsPerDay - *request.from <= microsPerDay / 2)
        *request.to += microsPerDay;
    return !request.from || !request.to || *request.to > *request.from;
}

FileExportOutcome exportFile(const FileExport &wanted, const ExportProgress &progress)
{
    FileExportOutcome result;
    QFile log(wanted.log);
    result.error = problemOf(wanted, log);
    if (!result.error.isEmpty())
        return result;
    if (!wanted.mayReplace && QFileInfo::exists(wanted.target)) {
        result.exists = true;
        return result;
    }
    ExportRequest request = wanted.request;
    request.name = QFileInfo(wanted.log).fileName();
    const auto watched = [&](qint64 done, qint64 all) {
        result.isCancelled = progress && !progress(done, all);
        return !result.isCancelled;
    };
    const qint64 start = wanted.range.needsStart() ? sessionStart(log, watched) : 0;
    if (result.isCancelled)
        return result;
    if (wanted.range.needsStart() && start == 0 && log.size() > startBytes) {
        result.error = phrase(QT_TRANSLATE_NOOP("core", "%1: its first %2 MiB do not tell when the "
                                                        "session began; write the times with a "
                                                        "date"),
                              wanted.log, startBytes / (1024 * 1024));
        return result;
    }
    if (!setRange(request, wanted.range, start)) {
        result.error =
            phrase(QT_TRANSLATE_NOOP("core", "The end of the time range is not after its "
                                             "beginning; write a later end, or none"));
        return result;
    }
    // A pipe that nobody reads could not be cancelled.
    storage::TargetFile target(wanted.target, storage::SpecialFile::Refuse);
    // A recording is its owner's, and so is what is made of it.
    if (!target.open(storage::privateFile)) {
        result.error = writeError(target);
        return result;
    }
    result.outcome = exportSession(log, target.device(), request, progress);
    result.isCancelled = result.outcome.isCancelled;
    if (result.isCancelled)
        return result;
    if (result.outcome.targetFailed)
        result.error = writeError(target);
    else if (!result.outcome.error.isEmpty())
        result.error =
            phrase(QT_TRANSLATE_NOOP("core", "%1: %2"), wanted.log, result.outcome.error);
    else if (!target.commit())
        result.error = writeError(target);
    result.isDone = result.error.isEmpty();
    return result;
}

} // namespace neuro::models
