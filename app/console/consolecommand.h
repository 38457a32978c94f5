// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "protocol/result.h"

#include <QByteArray>
#include <QString>

#include <optional>
#include <variant>

/// What the operator types at the console. Pure functions.
namespace neuro::app {

namespace commands {

struct Help
{
};
/// `list [GAME]`
struct List
{
    QString game; ///< Empty: all of them.
};
struct Quit
{
};
struct ListForces
{
};
/// `force wait [SECONDS]`
struct WaitForForce
{
    int timeoutMs = 60'000;
};
/// `force WHICH`
struct ShowForce
{
    QString which; ///< A number, or the display name of a game.
};
/// `force WHICH ACTION [JSON]`
struct Answer
{
    QString which;
    QString action;
    std::optional<QByteArray> data; ///< JSON text as it was typed.
};
/// `send GAME ACTION [JSON]`
struct Send
{
    QString game; ///< Display name, or game id.
    QString action;
    std::optional<QByteArray> data;
};
/// `context TEXT`
struct Context
{
    QString text;
};

} // namespace commands

using ConsoleCommand =
    std::variant<commands::Help, commands::List, commands::Quit, commands::ListForces,
                 commands::WaitForForce, commands::ShowForce, commands::Answer, commands::Send,
                 commands::Context>;

/// Of `force wait`, in seconds.
inline constexpr double longestForceWait = 86'400;

/// Reads one line. Words are separated by spaces; one with spaces stands in double quotes, in which
/// a backslash keeps the next character from its meaning. JSON and TEXT are the rest of the line as
/// it stands. Nothing for an empty line or one that begins with `#`. The error says what to type.
protocol::Result<std::optional<ConsoleCommand>, QString> parseConsoleCommand(const QString &line);

/// What `help` prints.
QString consoleHelp();

} // namespace neuro::app
