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

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QFile>
#include <QSaveFile>
#include <QTemporaryDir>

#include <cstdio>
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

struct Options
{
    QString file;
    std::optional<app::HostAndPort> backend;
    std::optional<int> timeoutMs;
    bool keepGoing = false;
    QString junit;
    std::optional<QString> record;
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
        {junitOption, u"Writes the results to FILE as JUnit XML, too."_s, u"FILE"_s},
        {recordOption, u"Records the session to FILE (JSON Lines); replaces it."_s, u"FILE"_s},
    });
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
    return {};
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

void print(const QByteArray &lines)
{
    std::fwrite(lines.constData(), 1, static_cast<std::size_t>(lines.size()), stdout);
    // Whoever watches wants to see it as it happens.
    std::fflush(stdout);
}

void printError(const QString &line)
{
    std::fprintf(stderr, "neuro-relay: %s\n", qUtf8Printable(line));
}

int run(const Script &script, const Options &options, QSaveFile &junit)
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
    runOptions.existingRecord = storage::ExistingFile::Overwrite;
    service::RelayService service(configFor(script), runOptions);
    ScriptSession session(script, file, service, print);
    app::StopSignals stopSignals;
    QObject::connect(&stopSignals, &app::StopSignals::stopRequested, &session,
                     [&session] { session.stop(u"it was stopped by a signal"_s); });
    QObject::connect(&session, &ScriptSession::finished, qApp, &QCoreApplication::quit,
                     Qt::QueuedConnection);
    session.start();
    QCoreApplication::exec();
    service.stop();
    if (junit.isOpen()) {
        junit.write(junitReport(script, session.runner().results(), file));
        if (!junit.commit()) {
            printError(u"cannot write %1: %2"_s.arg(junit.fileName(), junit.errorString()));
            return app::RuntimeError;
        }
    }
    return session.runner().hasFailed() ? app::RuntimeError : app::Success;
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
    // Whether it can be written is known before a long run.
    QSaveFile junit(options.junit);
    if (!options.junit.isEmpty() && !junit.open(QIODevice::WriteOnly)) {
        printError(u"--junit: cannot write %1: %2"_s.arg(options.junit, junit.errorString()));
        return app::UsageError;
    }
    return run(script, options, junit);
}

} // namespace neuro::script
