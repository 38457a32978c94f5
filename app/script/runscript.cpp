// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "app/script/runscript.h"

#include "app/commandline.h"
#include "app/script/junitreport.h"
#include "app/script/scriptparser.h"
#include "app/script/scriptsection.h"
#include "app/script/scriptsession.h"
#include "app/stopsignals.h"
#include "config/configreader.h"
#include "protocol/codec.h"
#include "relay/relaydispatcher.h"
#include "storage/targetfile.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <optional>
#include <variant>

namespace neuro::script {

using namespace Qt::StringLiterals;

namespace {

constexpr QLatin1StringView helpOption("help");
constexpr QLatin1StringView backendOption("backend");
constexpr QLatin1StringView timeoutOption("timeout");
constexpr QLatin1StringView keepGoingOption("keep-going");
constexpr QLatin1StringView junitOption("junit");
constexpr QLatin1StringView recordOption("record");
constexpr QLatin1StringView appendOption("append");
constexpr QLatin1StringView overwriteOption("overwrite");

struct Options
{
    QString file;
    std::optional<app::HostAndPort> backend;
    std::optional<int> timeoutMs;
    bool keepGoing = false;
    QString junit;
    std::optional<QString> record;
    storage::ExistingFile existingRecord = storage::ExistingFile::Refuse;
};

/// What to do instead: print `text` and end with `code`.
struct EarlyEnd
{
    QString text;
    int code = app::UsageError;
};

void setUpParser(QCommandLineParser &parser)
{
    parser.setApplicationDescription(
        u"Runs a relay without an upstream, waits for a game, and plays Neuro as FILE says: a test "
        u"for a game's own CI. Prints the results as TAP. Ends with 0 when every step has passed, "
        u"with 1 when one has not, with 2 when the script or the command line is wrong."_s);
    parser.addPositionalArgument(u"FILE"_s, u"the script, YAML; - is standard input"_s,
                                 u"run-script FILE"_s);
    parser.addOptions({
        {{u"h"_s, helpOption}, u"Shows this help."_s},
        {backendOption,
         u"Listens for the game on [HOST:]PORT, whatever the script says; port 0 takes "
         u"any free port."_s,
         u"[HOST:]PORT"_s},
        {timeoutOption, u"The time for the whole script, whatever it says: \"90 s\", \"2 min\"."_s,
         u"TIME"_s},
        {keepGoingOption, u"Goes on after a step that failed."_s},
        {junitOption, u"Writes the results to FILE as JUnit XML, too; replaces it."_s, u"FILE"_s},
        {recordOption, u"Records the session to FILE (JSON Lines)."_s, u"FILE"_s},
        {appendOption, u"Appends when the file of --record exists."_s},
        {overwriteOption, u"Replaces the file of --record when it exists."_s},
    });
}

/// What happens to the file of --record when it exists; returns what is wrong.
QString readExistingRecord(const QCommandLineParser &parser, Options &options)
{
    const bool appends = parser.isSet(appendOption);
    const bool overwrites = parser.isSet(overwriteOption);
    if (appends && overwrites)
        return u"--append and --overwrite exclude each other"_s;
    if ((appends || overwrites) && !parser.isSet(recordOption))
        return u"--%1 is for the file of --record; name it with --record FILE"_s.arg(
            appends ? appendOption : overwriteOption);
    if (appends)
        options.existingRecord = storage::ExistingFile::Append;
    if (overwrites)
        options.existingRecord = storage::ExistingFile::Overwrite;
    return {};
}

/// Returns what is wrong.
QString readOptions(const QCommandLineParser &parser, Options &options)
{
    const QStringList files = parser.positionalArguments();
    if (files.size() != 1)
        return files.isEmpty() ? u"no script is named"_s : u"one script can be run at a time"_s;
    options.file = files.constFirst();
    if (parser.isSet(backendOption)) {
        options.backend = app::parseHostAndPort(parser.value(backendOption));
        if (!options.backend)
            return u"--backend: \"%1\" is not [HOST:]PORT with a port from 0 to 65535"_s.arg(
                protocol::quoteForMessage(parser.value(backendOption)));
    }
    if (parser.isSet(timeoutOption)) {
        options.timeoutMs = parseTime(parser.value(timeoutOption));
        if (options.timeoutMs.value_or(0) == 0)
            return u"--timeout: \"%1\" is no time from 1 ms to 1440 min, such as \"90 s\""_s.arg(
                protocol::quoteForMessage(parser.value(timeoutOption)));
    }
    options.keepGoing = parser.isSet(keepGoingOption);
    options.junit = parser.value(junitOption);
    if (parser.isSet(junitOption) && options.junit.isEmpty())
        return u"--junit: the name of a file is missing"_s;
    if (parser.isSet(recordOption))
        options.record = parser.value(recordOption);
    if (options.record && options.record->isEmpty())
        return u"--record: the name of a file is missing"_s;
    return readExistingRecord(parser, options);
}

std::variant<Options, EarlyEnd> readArguments(const QStringList &arguments)
{
    QCommandLineParser parser;
    setUpParser(parser);
    Options options;
    QString error;
    if (!parser.parse(QStringList{u"neuro-relay run-script"_s} + arguments))
        error = parser.errorText();
    else if (parser.isSet(helpOption))
        return EarlyEnd{parser.helpText(), app::Success};
    else
        error = readOptions(parser, options);
    if (!error.isEmpty())
        return EarlyEnd{
            u"neuro-relay: run-script: %1\nTry 'neuro-relay run-script --help'.\n"_s.arg(error),
            app::UsageError};
    return options;
}

std::optional<QByteArray> readFile(const QString &name, QString &problem)
{
    QFile file(name);
    const bool isOpen =
        name == "-"_L1 ? file.open(stdin, QIODevice::ReadOnly) : file.open(QIODevice::ReadOnly);
    // One byte more tells that it is too large.
    QByteArray text = isOpen ? file.read(limits::scriptBytes + 1) : QByteArray();
    if (!isOpen || file.error() != QFileDevice::NoError) {
        problem = u"cannot read %1: %2"_s.arg(name, file.errorString());
        return std::nullopt;
    }
    return text;
}

/// Looks for files that would be lost; returns what is wrong.
QString checkFiles(const Options &options)
{
    using storage::isSameFile;
    const bool isInput = options.file == "-"_L1;
    if (!isInput && !options.junit.isEmpty() && isSameFile(options.file, options.junit))
        return u"--junit: %1 is the script itself; choose another name"_s.arg(options.junit);
    if (!options.record)
        return {};
    if (!isInput && isSameFile(options.file, *options.record))
        return u"--record: %1 is the script itself; choose another name"_s.arg(*options.record);
    if (!options.junit.isEmpty() && isSameFile(options.junit, *options.record))
        return u"--junit and --record name the same file, %1; choose another name for one"_s.arg(
            *options.record);
    const QFileInfo record(*options.record);
    // The recorder refuses it, too, but then the script has begun.
    if (options.existingRecord == storage::ExistingFile::Refuse &&
        (record.exists() || record.isSymLink()))
        return u"--record: %1 exists already; continue it with --append, replace it with "
               "--overwrite, or name another file"_s.arg(*options.record);
    return {};
}

/// Nobody's configuration counts: a test means the same everywhere.
config::RelayConfig configFor(const Script &script)
{
    config::RelayConfig config;
    if (script.backendPort) {
        config.backend.host = script.backendHost;
        config.backend.port = *script.backendPort;
    } else if (!script.program.command.isEmpty()) {
        config.backend.host = u"127.0.0.1"_s;
        config.backend.port = 0;
    }
    config.backendPortIsSet = true;
    config.intermediary.enabled = false;
    config.status.enabled = false;
    config.engine.deciders = {relay::DeciderSettings{relay::Decider::Operator, 0}};
    config.decidersAreSet = true;
    config.engine.idPrefix = QString::number(relay::systemInstant().wall, 36);
    return config;
}

void printError(const QString &line)
{
    std::fprintf(stderr, "neuro-relay: %s\n", qUtf8Printable(line));
}

/// The report on standard output.
class Report
{
public:
    void print(const QByteArray &lines)
    {
        const auto size = static_cast<std::size_t>(lines.size());
        // Whoever watches wants to see it as it happens.
        const bool isWritten =
            std::fwrite(lines.constData(), 1, size, stdout) == size && std::fflush(stdout) == 0;
        if (!isWritten && m_problem.isEmpty())
            m_problem = QString::fromLocal8Bit(std::strerror(errno));
    }
    /// Whether everything was written; tells when not.
    bool isWhole() const
    {
        if (!m_problem.isEmpty())
            printError(
                u"cannot write the report to standard output: %1; parts of it are lost"_s.arg(
                    m_problem));
        return m_problem.isEmpty();
    }

private:
    QString m_problem;
};

/// Whether the record of a session that is over holds it all; tells when not.
bool isWhole(const storage::RecorderStatus &record)
{
    if (!record.error.isEmpty())
        printError(u"--record: "_s + record.error.english());
    else if (record.dropped > 0)
        printError(u"--record: %1: %2 lines could not be written and are missing"_s.arg(
            record.path, QString::number(record.dropped)));
    else if (record.recording)
        printError(u"--record: %1: could not be written to its end in time"_s.arg(record.path));
    else
        return true;
    return false;
}

bool writeJunit(storage::TargetFile &junit, const QByteArray &report)
{
    if (junit.device().write(report) == report.size() && junit.commit())
        return true;
    printError(u"--junit: cannot write %1: %2"_s.arg(junit.fileName(), junit.errorString()));
    return false;
}

int run(const Script &script, const Options &options, storage::TargetFile &junit)
{
    const QString file = options.file == "-"_L1 ? u"standard input"_s : options.file;
    const QTemporaryDir folder;
    if (!folder.isValid()) {
        printError(u"cannot make a folder for this run: "_s + folder.errorString());
        return app::RuntimeError;
    }
    service::RunOptions runOptions;
    runOptions.dataFolder = folder.path();
    runOptions.recordFile = options.record;
    runOptions.existingRecord = options.existingRecord;
    service::RelayService service(configFor(script), runOptions);
    Report report;
    ScriptSession session(script, file, service,
                          [&report](const QByteArray &lines) { report.print(lines); });
    app::StopSignals stopSignals;
    QObject::connect(&stopSignals, &app::StopSignals::stopRequested, &session,
                     [&session] { session.stop(u"it was stopped by a signal"_s); });
    QObject::connect(&session, &ScriptSession::finished, qApp, &QCoreApplication::quit,
                     Qt::QueuedConnection);
    session.start();
    // When not, the report says why.
    const bool hasStarted = service.isRunning();
    QCoreApplication::exec();
    service.stop();
    // Each is told, whatever became of the others.
    bool isGood = !session.runner().hasFailed();
    isGood = report.isWhole() && isGood;
    if (options.record && hasStarted)
        isGood = isWhole(service.recordingStatus()) && isGood;
    if (junit.isOpen())
        isGood = writeJunit(junit, junitReport(script, session.runner().results(), file)) && isGood;
    return isGood ? app::Success : app::RuntimeError;
}

} // namespace

int runScript(const QStringList &arguments)
{
    const auto read = readArguments(arguments);
    if (const auto *end = std::get_if<EarlyEnd>(&read)) {
        std::fputs(qUtf8Printable(end->text), end->code == app::Success ? stdout : stderr);
        return end->code;
    }
    const auto &options = std::get<Options>(read);
    QString problem;
    const auto text = readFile(options.file, problem);
    if (!text) {
        printError(problem);
        return app::UsageError;
    }
    auto parsed = parseScript(*text);
    if (!parsed) {
        for (const ScriptIssue &issue : parsed.error())
            printError(issue.toString(options.file));
        return app::UsageError;
    }
    Script script = *std::move(parsed);
    if (options.backend) {
        script.backendHost = options.backend->host;
        script.backendPort = options.backend->port;
    }
    script.timeoutMs = options.timeoutMs.value_or(script.timeoutMs);
    script.keepGoing = script.keepGoing || options.keepGoing;
    if (const QString error = checkFiles(options); !error.isEmpty()) {
        printError(error);
        return app::UsageError;
    }
    // Whether it can be written is known before a long run.
    storage::TargetFile junit(options.junit);
    if (!options.junit.isEmpty() && !junit.open()) {
        printError(u"--junit: cannot write %1: %2"_s.arg(options.junit, junit.errorString()));
        return app::UsageError;
    }
    return run(script, options, junit);
}

} // namespace neuro::script
