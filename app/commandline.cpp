// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "app/commandline.h"

#include "app/version.h"
#include "config/configreader.h"

#include <QCommandLineParser>
#include <QStandardPaths>

namespace neuro::app {

using namespace Qt::StringLiterals;

namespace {

const QStringList logLevels = {u"debug"_s, u"info"_s, u"warning"_s, u"error"_s};

struct Options
{
    QCommandLineOption help{{u"h"_s, u"help"_s}, u"Shows this text."_s};
    QCommandLineOption version{{u"v"_s, u"version"_s}, u"Shows the version."_s};
    QCommandLineOption headless{u"headless"_s, u"Runs the relay without a window."_s};
    QCommandLineOption config{u"config"_s, u"Reads the configuration from FILE."_s, u"FILE"_s};
    QCommandLineOption backend{
        u"backend"_s,
        u"Listens for games on [HOST:]PORT; port 0 takes any free port, no HOST both loopback "
        "addresses."_s,
        u"[HOST:]PORT"_s};
    QCommandLineOption intermediary{
        u"intermediary"_s,
        u"Listens for integrations and watchers on [HOST:]PORT; off: for nobody."_s,
        u"[HOST:]PORT|off"_s};
    QCommandLineOption status{u"status"_s,
                              u"Answers status requests over HTTP on [HOST:]PORT; off: on no port "
                              "of their own."_s,
                              u"[HOST:]PORT|off"_s};
    QCommandLineOption randy{u"randy"_s,
                             u"Takes what scripts send to Randy (1337) on PORT of this computer."_s,
                             u"PORT"_s};
    QCommandLineOption upstream{u"upstream"_s,
                                u"Connects to the real Neuro at URL, such as ws://127.0.0.1:8000; "
                                "none connects to nobody."_s,
                                u"URL|none"_s};
    QCommandLineOption decide{u"decide"_s,
                              u"Who answers forces, in order, each with an optional time limit in "
                              "seconds: upstream:60,operator:30,random,first."_s,
                              u"LIST"_s};
    QCommandLineOption record{u"record"_s, u"Records the session to FILE (JSON Lines)."_s,
                              u"FILE"_s};
    QCommandLineOption append{u"append"_s, u"Appends when the file of --record exists."_s};
    QCommandLineOption overwrite{u"overwrite"_s,
                                 u"Replaces the file of --record when it exists."_s};
    QCommandLineOption dataDir{u"data-dir"_s,
                               u"Keeps sessions, window layout and lock file in DIR."_s, u"DIR"_s};
    QCommandLineOption own{u"own"_s, u"console: runs a relay, as the other options say, instead of "
                                     "attaching to one."_s};
    QCommandLineOption url{u"url"_s,
                           u"console: attaches to the relay whose intermediary door is at URL "
                           "(default: where the configuration says)."_s,
                           u"URL"_s};
    QCommandLineOption token{u"token"_s,
                             u"console: attaches with TOKEN instead of the configuration's. The "
                             "variable NEURO_RELAY_TOKEN does the same unseen by others."_s,
                             u"TOKEN"_s};
    QCommandLineOption logLevel{u"log-level"_s,
                                u"debug, info, warning or error (default info; console: "
                                "warning)."_s,
                                u"LEVEL"_s};

    void addTo(QCommandLineParser &parser) const
    {
        parser.addOptions({help, version, headless, config, backend, intermediary, status, randy,
                           upstream, decide, record, append, overwrite, dataDir, own, url, token,
                           logLevel});
    }
};

CommandLineExit usageError(const QString &text)
{
    return {u"neuro-relay: %1\nTry 'neuro-relay --help'.\n"_s.arg(text), UsageError};
}

/// Reads an option that names a door; returns what is wrong.
QString readDoor(const QCommandLineParser &parser, const QCommandLineOption &option,
                 std::optional<DoorChoice> &choice)
{
    if (!parser.isSet(option))
        return {};
    const QString text = parser.value(option);
    if (text == u"off") {
        choice = DoorChoice{false, {}};
        return {};
    }
    const auto address = parseHostAndPort(text);
    if (!address)
        return u"--%1: \"%2\" is neither [HOST:]PORT with a port from 0 to 65535 nor off"_s.arg(
            option.names().constFirst(), text);
    choice = DoorChoice{true, *address};
    return {};
}

/// What only the console takes, and what it takes only with --own; returns what is wrong.
QString readConsole(const QCommandLineParser &parser, const Options &options, CommandLine &line)
{
    const bool attaches = parser.isSet(options.url) || parser.isSet(options.token);
    line.ownRelay = parser.isSet(options.own);
    if (line.mode != CommandLine::Mode::Console)
        return line.ownRelay || attaches
                   ? u"--own, --url and --token belong to the command console"_s
                   : QString();
    if (line.ownRelay && attaches)
        return u"--own excludes --url and --token"_s;
    if (parser.isSet(options.headless))
        return u"console and --headless exclude each other"_s;
    if (!parser.isSet(options.logLevel))
        line.logLevel = u"warning"_s;
    for (const QCommandLineOption &option :
         {options.backend, options.intermediary, options.status, options.randy, options.upstream,
          options.decide, options.record, options.append, options.overwrite}) {
        if (!line.ownRelay && parser.isSet(option))
            return u"--%1 is for a relay; console runs one with --own, and attaches without"_s.arg(
                option.names().constFirst());
    }
    line.consoleToken = parser.value(options.token);
    if (parser.isSet(options.token) && line.consoleToken.isEmpty())
        return u"--token: must not be empty"_s;
    if (!parser.isSet(options.url))
        return {};
    const QUrl url(parser.value(options.url), QUrl::StrictMode);
    const bool isWebSocket = url.scheme() == u"ws" || url.scheme() == u"wss";
    // A password there would stand in messages.
    if (!url.isValid() || !isWebSocket || url.host().isEmpty() || !url.userInfo().isEmpty())
        return u"--url: must be like ws://127.0.0.1:8765 or wss://HOST:PORT, without a password"_s;
    line.consoleUrl = url;
    return {};
}

/// An empty name comes from a variable that is not set; returns what is wrong.
QString checkNames(const QCommandLineParser &parser, const Options &options)
{
    for (const QCommandLineOption &option : {options.config, options.record, options.dataDir}) {
        if (parser.isSet(option) && parser.value(option).isEmpty())
            return u"--%1: must not be empty; name a %2"_s.arg(
                option.names().constFirst(),
                option.valueName() == u"DIR" ? u"folder"_s : u"file"_s);
    }
    return {};
}

/// What happens to the file of --record when it exists; returns what is wrong.
QString readExistingRecord(const QCommandLineParser &parser, const Options &options,
                           CommandLine &line)
{
    const bool appends = parser.isSet(options.append);
    const bool overwrites = parser.isSet(options.overwrite);
    if (appends && overwrites)
        return u"--append and --overwrite exclude each other"_s;
    if ((appends || overwrites) && !parser.isSet(options.record))
        return u"--%1 is for the file of --record; name it with --record FILE"_s.arg(
            (appends ? options.append : options.overwrite).names().constFirst());
    if (appends)
        line.existingRecord = storage::ExistingFile::Append;
    if (overwrites)
        line.existingRecord = storage::ExistingFile::Overwrite;
    return {};
}

/// Fills `line` from the parsed options; returns what is wrong.
QString readOptions(const QCommandLineParser &parser, const Options &options, CommandLine &line)
{
    if (const QString error = checkNames(parser, options); !error.isEmpty())
        return error;
    if (parser.isSet(options.headless))
        line.mode = CommandLine::Mode::Headless;
    if (parser.isSet(options.config))
        line.configFile = parser.value(options.config);
    if (parser.isSet(options.backend)) {
        const QString text = parser.value(options.backend);
        const auto address = parseHostAndPort(text);
        if (!address)
            return u"--backend: \"%1\" is not [HOST:]PORT with a port from 0 to 65535"_s.arg(text);
        line.backendHost = address->host;
        line.backendPort = address->port;
    }
    if (const QString error = readDoor(parser, options.intermediary, line.intermediary);
        !error.isEmpty())
        return error;
    if (const QString error = readDoor(parser, options.status, line.status); !error.isEmpty())
        return error;
    if (parser.isSet(options.randy)) {
        bool isNumber = false;
        line.randyPort = parser.value(options.randy).toUShort(&isNumber);
        if (!isNumber)
            return u"--randy: \"%1\" is no port from 0 to 65535"_s.arg(parser.value(options.randy));
    }
    if (parser.isSet(options.upstream)) {
        const auto url = config::parseUpstream(parser.value(options.upstream));
        if (!url)
            return u"--upstream: %1"_s.arg(url.error().english());
        line.upstream = *url;
    }
    if (parser.isSet(options.decide)) {
        const auto deciders = config::parseDeciders(parser.value(options.decide));
        if (!deciders)
            return u"--decide: %1"_s.arg(deciders.error().english());
        line.deciders = *deciders;
    }
    if (parser.isSet(options.record))
        line.recordFile = parser.value(options.record);
    if (const QString error = readExistingRecord(parser, options, line); !error.isEmpty())
        return error;
    line.dataFolder = parser.isSet(options.dataDir)
                          ? parser.value(options.dataDir)
                          : QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) +
                                u"/neuro-relay"_s;
    if (parser.isSet(options.logLevel)) {
        line.logLevel = parser.value(options.logLevel);
        if (!logLevels.contains(line.logLevel))
            return u"--log-level: \"%1\" is not one of %2"_s.arg(line.logLevel,
                                                                 logLevels.join(u", "));
    }
    return {};
}

/// Of a command that reads its arguments itself; nothing for any other word.
std::optional<CommandLine::Mode> modeOfCommand(const QString &word)
{
    if (word == u"check-action")
        return CommandLine::Mode::CheckAction;
    if (word == u"demo")
        return CommandLine::Mode::Demo;
    if (word == u"export")
        return CommandLine::Mode::Export;
    if (word == u"run-script")
        return CommandLine::Mode::RunScript;
    return std::nullopt;
}

} // namespace

void applyCommandLine(const CommandLine &line, config::RelayConfig &config,
                      QList<config::ConfigIssue> &issues)
{
    const QString place = u"command line"_s;
    if (line.backendPort) {
        config.backend.host = *line.backendHost;
        config.backend.port = *line.backendPort;
        config.backendPortIsSet = true;
        config.backendPlace = {place, 0, u"--backend"_s};
    }
    if (line.intermediary) {
        config::IntermediaryConfig &door = config.intermediary;
        door.enabled = line.intermediary->isOn;
        door.host = line.intermediary->address.host;
        door.port = line.intermediary->address.port;
        door.addressIsSet = true;
        config.intermediaryPlace = {place, 0, u"--intermediary"_s};
    }
    if (line.status) {
        config::StatusConfig &door = config.status;
        door.enabled = line.status->isOn;
        door.host = line.status->address.host;
        door.port = line.status->address.port;
        door.addressIsSet = true;
        config.statusPlace = {place, 0, u"--status"_s};
    }
    if (line.randyPort)
        config.status.randyPort = line.randyPort;
    if (line.upstream) {
        config.upstream.url = *line.upstream;
        config.upstreamPlace = {place, 0, u"--upstream"_s};
    }
    if (line.deciders) {
        config.engine.deciders = *line.deciders;
        config.decidersAreSet = true;
    }
    const bool withWindow = line.mode != CommandLine::Mode::Headless;
    config::completeConfig(config, withWindow, issues);
}

protocol::Result<CommandLine, CommandLineExit> parseCommandLine(const QStringList &arguments)
{
    CommandLine line;
    // They have options of their own.
    if (const auto mode = modeOfCommand(arguments.value(1))) {
        line.mode = *mode;
        line.commandArguments = arguments.mid(2);
        // Standard error is what the script and its game say.
        if (line.mode == CommandLine::Mode::RunScript)
            line.logLevel = u"warning"_s;
        return line;
    }

    const Options options;
    QCommandLineParser parser;
    parser.setApplicationDescription(
        u"WebSocket relay and monitor between many games and one Neuro.\n\n"
        "Commands:\n"
        "  check-action FILE [DATA]                 tells whether an action is good, and data for "
        "it;\n"
        "                                           see check-action --help\n"
        "  check-config FILE                        tells what is wrong with a configuration file\n"
        "  console                                  operates a relay from a terminal or a script\n"
        "  demo {tic-tac-toe|rock-paper-scissors}   plays a game through a relay; see demo --help\n"
        "  export FILE                              writes a recorded session as JSON Lines, CSV, "
        "Markdown\n"
        "                                           or HTML; see export --help\n"
        "  run-script FILE                          plays Neuro for a game as a script says, for "
        "tests;\n"
        "                                           see run-script --help"_s);
    options.addTo(parser);
    parser.addPositionalArgument(
        u"command"_s,
        u"check-action, check-config, console, demo, export or run-script; none runs the relay."_s,
        u"[command]"_s);
    if (!parser.parse(arguments))
        return usageError(parser.errorText());
    if (parser.isSet(options.help))
        // No application exists yet that could tell the parser its name.
        return CommandLineExit{parser.helpText().replace(u"<executable_name>"_s, u"neuro-relay"_s),
                               Success};
    if (parser.isSet(options.version))
        return CommandLineExit{u"neuro-relay %1\n"_s.arg(QLatin1StringView(version)), Success};

    if (const QString error = readOptions(parser, options, line); !error.isEmpty())
        return usageError(error);
    const QStringList positional = parser.positionalArguments();
    if (positional.value(0) == u"console"_s)
        line.mode = CommandLine::Mode::Console;
    if (const QString error = readConsole(parser, options, line); !error.isEmpty())
        return usageError(error);
    if (positional.isEmpty())
        return line;
    if (line.mode == CommandLine::Mode::Console) {
        if (positional.size() > 1)
            return usageError(u"console takes no arguments; it reads commands from standard "
                              "input"_s);
        return line;
    }
    if (positional.first() != u"check-config"_s)
        return usageError(u"there is no command \"%1\""_s.arg(positional.first()));
    if (positional.size() != 2 || positional.at(1).isEmpty())
        return usageError(u"check-config takes one file"_s);
    line.mode = CommandLine::Mode::CheckConfig;
    line.configFile = positional.at(1);
    return line;
}

} // namespace neuro::app
