// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "app/hostandport.h"
#include "config/configreader.h"
#include "protocol/result.h"
#include "relay/enginesettings.h"
#include "storage/sessionrecorder.h"

#include <QList>
#include <QString>
#include <QStringList>
#include <QUrl>

#include <optional>

namespace neuro::app {

/// Exit codes of the program.
enum ExitCode { Success = 0, RuntimeError = 1, UsageError = 2 };

/// "[HOST:]PORT", or "off".
struct DoorChoice
{
    bool isOn = true;
    HostAndPort address;
};

/// What the command line asks for.
struct CommandLine
{
    enum class Mode {
        Window,
        Headless,
        Console,
        CheckConfig,
        CheckAction,
        Demo,
        Export,
        RunScript,
    } mode = Mode::Window;

    std::optional<QString> configFile; ///< Also the argument of check-config.
    std::optional<QString> backendHost;
    std::optional<quint16> backendPort;
    std::optional<DoorChoice> intermediary;
    std::optional<DoorChoice> status;
    std::optional<quint16> randyPort;
    std::optional<QUrl> upstream; ///< Empty: none.
    std::optional<QList<relay::DeciderSettings>> deciders;
    std::optional<QString> recordFile;
    storage::ExistingFile existingRecord = storage::ExistingFile::Refuse;
    QString dataFolder;
    QString logLevel = QStringLiteral("info");
    QStringList commandArguments;   ///< Of check-action, demo, export and run-script.
    bool ownRelay = false;          ///< The console runs a relay of its own …
    std::optional<QUrl> consoleUrl; ///< … or attaches to the one at this intermediary door,
    QString consoleToken;           ///< with this token. Shown nowhere.
};

/// The program ends here: with an error text for standard error, or with an answer (--help,
/// --version) for standard output.
struct CommandLineExit
{
    QString text;
    ExitCode code = UsageError;
};

/// The variable of the environment that holds the console's token.
inline constexpr const char *tokenVariable = "NEURO_RELAY_TOKEN";

/// Reads the arguments, the program's name first.
protocol::Result<CommandLine, CommandLineExit> parseCommandLine(const QStringList &arguments);

/// Lets the command line overrule `config`, which the environment has been applied to, and
/// completes it (see config::completeConfig()).
void applyCommandLine(const CommandLine &line, config::RelayConfig &config,
                      QList<config::ConfigIssue> &issues);

} // namespace neuro::app
