// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "app/console/consolecompletion.h"

#include "app/console/consolewords.h"

namespace neuro::app {

using namespace Qt::StringLiterals;

namespace {

QStringList namesOf(const QList<ConsoleAction> &actions)
{
    QStringList names;
    for (const ConsoleAction &action : actions)
        names.append(action.name);
    return names;
}

QStringList gameNames(const QList<ConsoleGame> &games)
{
    QStringList names;
    for (const ConsoleGame &game : games)
        names.append(game.name);
    return names;
}

QStringList actionsOfGame(const QString &name, const QList<ConsoleGame> &games)
{
    for (const ConsoleGame &game : games) {
        if (game.name == name)
            return namesOf(game.actions);
    }
    return {};
}

QStringList actionsOfForce(const QString &which, const QList<ConsoleForce> &forces)
{
    for (const ConsoleForce &force : forces) {
        if (QString::number(force.number) == which || force.game == which)
            return namesOf(force.actions);
    }
    return {};
}

QStringList whichForces(const QList<ConsoleForce> &forces)
{
    QStringList words{u"wait"_s};
    for (const ConsoleForce &force : forces)
        words << QString::number(force.number) << force.game;
    return words;
}

/// What can follow these words.
QStringList candidatesAfter(const QStringList &before, const QList<ConsoleGame> &games,
                            const QList<ConsoleForce> &forces)
{
    if (before.isEmpty())
        return {u"help"_s, u"list"_s, u"send"_s, u"force"_s, u"context"_s, u"quit"_s};
    const QString &command = before.constFirst();
    const bool isSend = command == u"send";
    if (before.size() == 1 && (isSend || command == u"list"))
        return gameNames(games);
    if (before.size() == 2 && isSend)
        return actionsOfGame(before.at(1), games);
    if (before.size() == 1 && command == u"force")
        return whichForces(forces);
    if (before.size() == 2 && command == u"force")
        return actionsOfForce(before.at(1), forces);
    return {};
}

} // namespace

QString Completion::commonStart() const
{
    QString start = words.value(0);
    for (const QString &word : words) {
        while (!word.startsWith(start))
            start.chop(1);
    }
    // Half a character is none.
    if (!start.isEmpty() && start.back().isHighSurrogate())
        start.chop(1);
    return start;
}

Completion completeConsoleLine(const QString &line, const QList<ConsoleGame> &games,
                               const QList<ConsoleForce> &forces)
{
    WordReader reader(line);
    QStringList before;
    Completion completion;
    QString last;
    for (;;) {
        completion.begin = reader.position();
        if (reader.isAtEnd())
            break;
        const QString word = reader.word();
        const bool isComplete = !reader.isOpen() && line.back().isSpace();
        if (reader.isAtEnd() && !isComplete) {
            last = word;
            break;
        }
        before.append(word);
    }
    for (const QString &candidate : candidatesAfter(before, games, forces)) {
        if (candidate.startsWith(last))
            completion.words.append(typed(candidate));
    }
    completion.words.sort();
    completion.words.removeDuplicates();
    return completion;
}

} // namespace neuro::app
