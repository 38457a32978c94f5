// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "app/exportcommand.h"

#include "app/stopsignals.h"
#include "models/sessionexportfile.h"
#include "storage/privatefolder.h"
#include "storage/targetfile.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <array>

namespace neuro::app {

using namespace Qt::StringLiterals;
using models::ExportFormat;

namespace {

constexpr auto usage =
    "Usage: neuro-relay export FILE [options]\n"
    "\n"
    "Writes the session that was recorded to FILE, or the part of it that is asked for.\n"
    "\n"
    "  --format FORMAT  jsonl (the lines as they are), csv (a table), markdown (a transcript to\n"
    "                   read) or html (a report for a browser); default: what the name of\n"
    "                   --output ends in, else jsonl\n"
    "  --filter EXPR    only frames for which the expression is true, for example\n"
    "                   'game:\"Tic Tac Toe\" & !cmd:context'; the same as in the window\n"
    "                   (given once; & joins two)\n"
    "  --from TIME      only what happened at TIME or later, and ...\n"
    "  --to TIME        ... before TIME: 2026-11-20T17:31:02, \"2026-11-20 17:31\", or 17:31 on\n"
    "                   the day of the session; UTC unless +01:00 or the like follows\n"
    "  --output FILE    writes there, replacing it at the end (a device or a pipe is written to\n"
    "                   as it is); default, and -: standard output\n"
    "\n"
    "Ends with 0, with 1 when lines of the log are damaged (they are left out and told) or "
    "reading\n"
    "or writing failed, with 2 when the command line or the log cannot be used.\n";

struct Options
{
    QCommandLineOption format{u"format"_s, {}, u"FORMAT"_s};
    QCommandLineOption filter{u"filter"_s, {}, u"EXPR"_s};
    QCommandLineOption from{u"from"_s, {}, u"TIME"_s};
    QCommandLineOption to{u"to"_s, {}, u"TIME"_s};
    QCommandLineOption output{u"output"_s, {}, u"FILE"_s};
};

struct Suffix
{
    QLatin1StringView suffix;
    ExportFormat format;
};
constexpr std::array suffixes = {
    Suffix{"jsonl"_L1, ExportFormat::JsonLines},   Suffix{"csv"_L1, ExportFormat::Csv},
    Suffix{"markdown"_L1, ExportFormat::Markdown}, Suffix{"md"_L1, ExportFormat::Markdown},
    Suffix{"html"_L1, ExportFormat::Html},         Suffix{"htm"_L1, ExportFormat::Html},
};

std::optional<ExportFormat> formatOf(const QString &name)
{
    for (std::size_t i = 0; i < models::exportFormatNames.size(); ++i) {
        if (name == QLatin1StringView(models::exportFormatNames.at(i)))
            return static_cast<ExportFormat>(i);
    }
    return std::nullopt;
}

ExportFormat formatFor(const QString &output)
{
    const QString suffix = QFileInfo(output).suffix().toLower();
    for (const Suffix &known : suffixes) {
        if (suffix == known.suffix)
            return known.format;
    }
    return ExportFormat::JsonLines;
}

/// The expression with a mark under what is wrong in it.
QString pointedAt(const QString &expression, const models::FilterProblem &problem)
{
    const qsizetype character = models::characterNumber(expression, problem.position);
    QString shown = expression;
    shown.replace(u'\t', u' ').replace(u'\n', u' ');
    return u"--filter, at character %1: %2\n  %3\n  %4^"_s.arg(
        QString::number(character), problem.message.english(), shown, QString(character - 1, u' '));
}

/// Reads a time option; returns what is wrong.
QString readTime(const QCommandLineParser &parser, const QCommandLineOption &option,
                 std::optional<models::ExportTime> &time)
{
    if (!parser.isSet(option))
        return {};
    time = models::parseExportTime(parser.value(option));
    if (time)
        return {};
    return u"--%1: \"%2\" is no time such as 2026-11-20T17:31:02, \"2026-11-20 17:31\" or 17:31"_s
        .arg(option.names().constFirst(), parser.value(option));
}

void tell(const QString &text)
{
    std::fprintf(stderr, "%s\n", text.toUtf8().constData());
}

ExportVerdict refuse(const QString &text, ExportVerdict verdict = ExportVerdict::Unusable)
{
    tell(u"neuro-relay: export: "_s + text);
    return verdict;
}

/// Puts the moments in; returns what is wrong with them.
QString setRange(const ExportArguments &arguments, QFile &log, models::ExportRequest &request)
{
    const models::ExportRange range = {arguments.from, arguments.to, models::ExportClock::Utc};
    if (range.needsStart() && log.isSequential())
        return u"%1: cannot be read twice, as times without a date need; write the date as well"_s
            .arg(arguments.log);
    const qint64 start = range.needsStart() ? models::sessionStart(log) : 0;
    if (range.needsStart() && start == 0 && log.size() > models::startBytes)
        return u"%1: its first %2 MiB do not tell when the session began; write the date as well"_s
            .arg(arguments.log, QString::number(models::startBytes / (1024 * 1024)));
    return models::setRange(request, range, start)
               ? QString()
               : u"--to: is not after --from; write a later time, or the date as well"_s;
}

/// Tells what there is to tell of an export; returns how it came out.
ExportVerdict conclude(const models::ExportOutcome &outcome, const ExportArguments &arguments)
{
    for (const storage::SessionProblem &problem : outcome.problems)
        tell(u"%1: line %2 %3"_s.arg(arguments.log, QString::number(problem.number),
                                     problem.detail.english()));
    const quint64 all = outcome.damagedLines + (outcome.isCutOff ? 1 : 0);
    if (const auto told = static_cast<quint64>(outcome.problems.size()); told < all)
        tell(u"%1: and %2 more lines that are damaged"_s.arg(arguments.log,
                                                             QString::number(all - told)));
    if (outcome.isCancelled)
        return refuse(u"stopped"_s, ExportVerdict::Incomplete);
    if (!outcome.error.isEmpty()) {
        const QString target = arguments.output.isEmpty() ? u"standard output"_s : arguments.output;
        const bool isUsable = outcome.targetFailed || outcome.goodLines > 0;
        return refuse((outcome.targetFailed ? target : arguments.log) + u": "_s +
                          outcome.error.english(),
                      isUsable ? ExportVerdict::Incomplete : ExportVerdict::Unusable);
    }
    return outcome.damagedLines > 0 ? ExportVerdict::Incomplete : ExportVerdict::Exported;
}

/// Until SIGINT or SIGTERM.
models::ExportOutcome exportTo(QIODevice &target, QFile &log, const models::ExportRequest &request)
{
    bool isStopped = false;
    StopSignals stopSignals;
    QObject::connect(&stopSignals, &StopSignals::stopRequested, &stopSignals,
                     [&isStopped] { isStopped = true; });
    return models::exportSession(log, target, request, [&isStopped](qint64, qint64) {
        QCoreApplication::processEvents();
        return !isStopped;
    });
}

ExportVerdict exportToStandardOutput(QFile &log, const ExportArguments &arguments,
                                     const models::ExportRequest &request)
{
    QFile target;
    if (!target.open(stdout, QIODevice::WriteOnly))
        return refuse(u"standard output: cannot be written: "_s + target.errorString(),
                      ExportVerdict::Incomplete);
    models::ExportOutcome outcome = exportTo(target, log, request);
    if (outcome.error.isEmpty() && !target.flush()) {
        outcome.targetFailed = true;
        outcome.error = protocol::verbatim(u"cannot be written: "_s + target.errorString());
    }
    return conclude(outcome, arguments);
}

ExportVerdict exportToFile(QFile &log, const ExportArguments &arguments,
                           const models::ExportRequest &request)
{
    if (storage::isSameFile(arguments.log, arguments.output))
        return refuse(u"--output: is the session log itself; choose another name"_s);
    storage::TargetFile target(arguments.output);
    const auto tellFailure = [&] {
        return refuse(u"%1: cannot be written: %2; choose another place"_s.arg(
                          arguments.output, target.errorString()),
                      ExportVerdict::Incomplete);
    };
    // A recording is its owner's, and so is what is made of it.
    if (!target.open(storage::privateFile))
        return tellFailure();
    const models::ExportOutcome outcome = exportTo(target.device(), log, request);
    const bool isWhole = outcome.error.isEmpty() && !outcome.isCancelled;
    if (isWhole && !target.commit())
        return tellFailure();
    return conclude(outcome, arguments);
}

} // namespace

protocol::Result<ExportArguments, QString> parseExportArguments(const QStringList &arguments)
{
    ExportArguments parsed;
    if (arguments.contains(u"--help"_s) || arguments.contains(u"-h"_s)) {
        parsed.wantsHelp = true;
        return parsed;
    }
    const Options options;
    QCommandLineParser parser;
    parser.addOptions({options.format, options.filter, options.from, options.to, options.output});
    if (!parser.parse(QStringList(u"export"_s) + arguments))
        return parser.errorText();
    if (parser.positionalArguments().size() != 1)
        return u"takes one file, a session log; see neuro-relay export --help"_s;
    parsed.log = parser.positionalArguments().constFirst();
    parsed.output = parser.value(options.output);
    if (parser.isSet(options.output) && parsed.output.isEmpty())
        return u"--output: must not be empty"_s;
    if (parsed.output == "-"_L1)
        parsed.output.clear();
    const auto format = parser.isSet(options.format) ? formatOf(parser.value(options.format))
                                                     : std::optional(formatFor(parsed.output));
    if (!format)
        return u"--format: \"%1\" is none of jsonl, csv, markdown, html"_s.arg(
            parser.value(options.format));
    parsed.format = *format;
    if (parser.values(options.filter).size() > 1)
        return u"--filter: is given more than once; join the expressions with &, as in "
               "'(game:Go) & (!cmd:context)'"_s;
    const auto filter = models::FilterExpression::parse(parser.value(options.filter));
    if (!filter)
        return pointedAt(parser.value(options.filter), filter.error());
    parsed.filter = *filter;
    for (const QString &error :
         {readTime(parser, options.from, parsed.from), readTime(parser, options.to, parsed.to)}) {
        if (!error.isEmpty())
            return error;
    }
    return parsed;
}

ExportVerdict runExport(const QStringList &arguments)
{
    const auto parsed = parseExportArguments(arguments);
    if (!parsed)
        return refuse(parsed.error());
    if (parsed->wantsHelp) {
        std::fputs(usage, stdout);
        return ExportVerdict::Exported;
    }
    QFile log(parsed->log);
    if (!log.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return refuse(u"%1: cannot be read: %2"_s.arg(parsed->log, log.errorString()));
    models::ExportRequest request;
    request.format = parsed->format;
    request.filter = parsed->filter;
    request.name = QFileInfo(parsed->log).fileName();
    if (const QString error = setRange(*parsed, log, request); !error.isEmpty())
        return refuse(error);
    return parsed->output.isEmpty() ? exportToStandardOutput(log, *parsed, request)
                                    : exportToFile(log, *parsed, request);
}

} // namespace neuro::app
