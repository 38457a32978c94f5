// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "app/console/consolestate.h"

#include <QList>
#include <QString>

#include <cstdio>

/// What the console prints, in lines of 80 columns where words allow it. Pure but for printLine().
namespace neuro::app {

inline constexpr int consoleColumns = 80;

/// The games with the names of their actions.
QString gamesText(const QList<ConsoleGame> &games);
/// One game: its actions with descriptions and schemas.
QString gameText(const ConsoleGame &game);
/// The forces with their numbers, queries and names of actions.
QString forcesText(const QList<ConsoleForce> &forces);
/// One force with everything that helps to answer it.
QString forceText(const ConsoleForce &force);
/// "Chess: move succeeded: done". `outcome`: "succeeded", "failed", …
QString resultText(const QString &game, const QString &action, const QString &outcome,
                   const QString &message);

/// `text` in one line.
QString oneLine(const QString &text);
/// Breaks `text`, one line, between words; lines after the first begin with `indent` spaces.
QString wrapped(const QString &text, int indent);

/// `text` without anything that would command a terminal: games may call themselves as they like.
/// Line feeds stay.
QString harmless(const QString &text);

/// Writes harmless(text), without secrets (messagehandler.h), and a line feed, at once. False when
/// that failed; errno says why.
bool printLine(std::FILE *stream, const QString &text);

} // namespace neuro::app
