// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

/// What the console knows of a relay. Values.
namespace neuro::app {

struct ConsoleAction
{
    QString name;
    QString description;
    QByteArray schema; ///< JSON text; empty or "{}": the action takes no data.
};

struct ConsoleGame
{
    QString name; ///< What `send` takes: the display name, of a second one of that name its id.
    QList<ConsoleAction> actions;
};

/// A force that nobody has answered.
struct ConsoleForce
{
    QString id;     ///< What the relay calls it.
    int number = 0; ///< What the operator calls it, from 1; 0: it has none yet.
    QString game;   ///< Its display name.
    QString query;
    QString state; ///< What the game told about itself; may be empty.
    QList<ConsoleAction> actions;
};

struct ConsoleState
{
    QList<ConsoleGame> games;
    QList<ConsoleForce> forces; ///< Oldest first.
};

} // namespace neuro::app
