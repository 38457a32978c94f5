// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "app/checkaction.h"
#include "app/commandline.h"
#include "app/console/consolerun.h"
#include "app/demo/demo.h"
#include "app/exportcommand.h"
#include "app/headlessrun.h"
#include "app/instancelock.h"
#include "app/messagehandler.h"
#include "app/openfiles.h"
#include "app/script/runscript.h"
#include "app/stopsignals.h"
#include "app/version.h"
#include "config/configreader.h"
#include "net/ownaddress.h"
#include "relay/relaydispatcher.h"
#include "service/configmask.h"
#include "service/relayservice.h"

#ifdef NEURO_RELAY_GUI
#include "app/windowrun.h"

#include <QApplication>
#endif

#include <QCoreApplication>
#include <QFile>
#include <QProcessEnvironment>

#include <cstdio>
#include <memory>

using namespace neuro;
using namespace neuro::app;

namespace {

void print(std::FILE *stream, const QString &text)
{
    std::fputs(qUtf8Printable(text), stream);
}

bool printIssues(const QList<config::ConfigIssue> &issues)
{
    bool errors = false;
    for (const config::ConfigIssue &issue : issues) {
        print(stderr, issue.toString() + u'\n');
        errors = errors || issue.severity == config::ConfigIssue::Severity::Error;
    }
    return errors;
}

/// Completing a configuration must not wait for a name server; starting may, for a moment.
constexpr int nameServerMs = 1000;

/// What `complete` makes of `asWritten` once the names are known that could make upstream one of
/// our own doors.
template <typename Complete>
config::ConfigReading withNamesLearnt(config::ConfigReading asWritten, const Complete &complete)
{
    const config::ConfigReading reading = complete(asWritten);
    asWritten.config.knownNames =
        net::learnNames(reading.config.upstream.url, reading.config.doors(), nameServerMs);
    return asWritten.config.knownNames.isEmpty() ? reading : complete(asWritten);
}

int checkConfig(const QString &file)
{
    const auto complete = [](config::ConfigReading reading) {
        config::completeConfig(reading.config, true, reading.issues);
        return reading;
    };
    const config::ConfigReading reading = withNamesLearnt(config::readConfigFile(file), complete);
    if (printIssues(reading.issues))
        return UsageError;
    print(stdout, QStringLiteral("%1: good\n").arg(file));
    return Success;
}

service::RunOptions optionsFor(const CommandLine &line, const config::RelayConfig &config)
{
    const bool headless = line.mode == CommandLine::Mode::Headless;
    service::RunOptions options;
    options.recordFile = line.recordFile;
    options.existingRecord = line.existingRecord;
    options.recordToDataFolder = !headless && !line.recordFile && config.recording.enabled;
    options.dataFolder = line.dataFolder;
    options.observed = !headless;
    return options;
}

/// Command line beats environment beats file.
config::ConfigReading overruled(config::ConfigReading reading, const CommandLine &line)
{
    config::applyEnvironment(reading.config, QProcessEnvironment::systemEnvironment(),
                             reading.issues);
    applyCommandLine(line, reading.config, reading.issues);
    return reading;
}

/// Whether this start is for the window of the first one.
bool raisesOther(const CommandLine &line, InstanceLock &instance)
{
    if (line.mode != CommandLine::Mode::Window || !instance.raiseOther())
        return false;
    print(stderr, QStringLiteral("neuro-relay: process %1 has this data folder open; its "
                                 "window comes to the front\n")
                      .arg(instance.holder()));
    return true;
}

int runRelay(QCoreApplication &application, const CommandLine &line)
{
    InstanceLock instance(line.dataFolder);
    // Before the configuration is looked at: it may be broken, and the window is where it is
    // mended.
    if (raisesOther(line, instance))
        return Success;
    bool created = false;
    const config::ConfigReading asWritten = config::loadConfig(line.configFile, &created);
    const auto complete = [&line](const config::ConfigReading &reading) {
        return overruled(reading, line);
    };
    const config::ConfigReading reading = withNamesLearnt(asWritten, complete);
    if (printIssues(reading.issues))
        return UsageError;
    if (created)
        print(stderr, QStringLiteral("neuro-relay: wrote a first configuration to %1\n")
                          .arg(reading.config.file));

    if (!instance.acquire()) {
        // It may have come just now.
        if (raisesOther(line, instance))
            return Success;
        print(stderr, QStringLiteral("neuro-relay: %1\n").arg(instance.error()));
        return RuntimeError;
    }
    config::RelayConfig config = reading.config;
    // Ids must differ from those of every earlier run.
    config.engine.idPrefix = QString::number(relay::systemInstant().wall, 36);
    hideInMessages(service::textMaskOf(config), service::secretMaskOf(config));
    const service::RunOptions options = optionsFor(line, config);
#ifdef NEURO_RELAY_GUI
    if (line.mode == CommandLine::Mode::Window) {
        const auto resolve = [line, names = config.knownNames](const QByteArray &yaml,
                                                               const QString &file) {
            config::ConfigReading read = config::readConfig(yaml, file);
            read.config.knownNames = names;
            return overruled(read, line);
        };
        return runWindow(static_cast<QApplication &>(application), config, options, resolve,
                         instance);
    }
#else
    Q_UNUSED(application)
#endif
    if (line.mode == CommandLine::Mode::Console)
        return runOwnConsole(config, options);
    return runHeadless(config, options);
}

/// Reads the configuration for what the options leave open; writes none.
int attachConsole(const CommandLine &line)
{
    const QString file = line.configFile.value_or(config::defaultConfigPath());
    config::ConfigReading reading;
    if (line.configFile || QFile::exists(file))
        reading = config::readConfigFile(file);
    // Not completed: how its settings fit together is the relay's affair.
    if (printIssues(reading.issues))
        return UsageError;
    const QString token =
        line.consoleToken.isEmpty() ? qEnvironmentVariable(tokenVariable) : line.consoleToken;
    const auto target = consoleTarget(line.consoleUrl, token, reading.config);
    if (!target) {
        print(stderr, QStringLiteral("neuro-relay: %1\n").arg(target.error()));
        return UsageError;
    }
    // The relay has hidden what its patterns match.
    const storage::SecretMask mask(reading.config.secrets() + QStringList(target->token), {});
    const auto hide = [mask](const QByteArray &utf8) {
        return mask.masked(utf8);
    };
    hideInMessages(hide, hide);
    return runAttachedConsole(*target, line.dataFolder);
}

/// The arguments are read before Qt is: they decide which kind of application it becomes.
QStringList argumentsOf(int argc, char **argv)
{
    QStringList arguments;
    for (int i = 0; i < argc; ++i)
        arguments.append(QString::fromLocal8Bit(argv[i]));
    return arguments;
}

std::unique_ptr<QCoreApplication> makeApplication(int &argc, char **argv, CommandLine::Mode mode)
{
#ifdef NEURO_RELAY_GUI
    if (mode == CommandLine::Mode::Window)
        return std::make_unique<QApplication>(argc, argv);
#else
    Q_UNUSED(mode)
#endif
    return std::make_unique<QCoreApplication>(argc, argv);
}

} // namespace

int main(int argc, char **argv)
{
    ignoreBrokenPipes();
    QCoreApplication::setApplicationName(QStringLiteral("neuro-relay"));
    QCoreApplication::setApplicationVersion(QLatin1StringView(version));

    const auto parsed = parseCommandLine(argumentsOf(argc, argv));
    if (!parsed) {
        const CommandLineExit &end = parsed.error();
        print(end.code == Success ? stdout : stderr, end.text);
        return end.code;
    }
    CommandLine line = *parsed;
#ifndef NEURO_RELAY_GUI
    if (line.mode == CommandLine::Mode::Window) {
        print(stderr,
              QStringLiteral("neuro-relay: this build has no window; start it with --headless\n"));
        return UsageError;
    }
#endif
    const auto application = makeApplication(argc, argv, line.mode);
    installMessageHandler(line.logLevel);
    raiseOpenFileLimit();
    switch (line.mode) {
    case CommandLine::Mode::CheckConfig:
        return checkConfig(*line.configFile);
    case CommandLine::Mode::CheckAction:
        return static_cast<int>(runCheckAction(line.commandArguments));
    case CommandLine::Mode::Demo:
        return demo::runDemo(line.commandArguments);
    case CommandLine::Mode::Export:
        return static_cast<int>(runExport(line.commandArguments));
    case CommandLine::Mode::RunScript:
        return script::runScript(line.commandArguments);
    case CommandLine::Mode::Console:
        return line.ownRelay ? runRelay(*application, line) : attachConsole(line);
    case CommandLine::Mode::Window:
    case CommandLine::Mode::Headless:
        return runRelay(*application, line);
    }
    return RuntimeError;
}
