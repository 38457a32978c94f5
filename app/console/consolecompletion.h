// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "app/console/consolestate.h"

#include <QList>
#include <QString>
#include <QStringList>

namespace neuro::app {

/// How the last word of a line can go on.
struct Completion
{
    qsizetype begin = 0; ///< Where the word begins in the line.
    QStringList words;   ///< Complete words, quoted where necessary; sorted, each once.
    /// What all of them begin with.
    QString commonStart() const;
};

/// Completes commands, games, numbers of forces and actions. Pure.
Completion completeConsoleLine(const QString &line, const QList<ConsoleGame> &games,
                               const QList<ConsoleForce> &forces);

} // namespace neuro::app
