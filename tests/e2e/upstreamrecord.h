// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include <QHash>
#include <QList>
#include <QString>
#include <QStringList>

namespace neuro::testing {

/// A context as upstream got it.
struct HeardContext
{
    int connection = 0; ///< From 1.
    QString message;
    bool silent = false;
};

/// What an upstream has seen, over all of its connections. A value that crosses threads.
struct UpstreamRecord
{
    /// What the real Neuro would have found fault with; empty when all is well.
    QStringList violations;
    int connections = 0;
    int forces = 0;
    int actions = 0; ///< That upstream sent.
    int successes = 0;
    int failures = 0;
    int withdrawals = 0; ///< Forces whose actions went away before they were decided.
    QList<HeardContext> contexts;
    /// Names that are registered on the open connection, in order; empty without one.
    QStringList registered;
    QHash<QString, QString> descriptions; ///< Of them.
    QStringList unknownCommands;
    bool isConnected = false;
    int unanswered = 0; ///< Actions on the open connection that have no result yet.

    /// The messages of the contexts that begin with `prefix`, without it, in order of arrival.
    QStringList heardFrom(const QString &prefix) const;
};

/// What is wrong with how the contexts `prefix` 0 … `count`-1 arrived: one that is missing, one
/// that overtook another, one that came twice on one connection. Empty: nothing is. A context that
/// came again after a reconnect is fine.
QString deliveryProblem(const UpstreamRecord &record, const QString &prefix, int count);

} // namespace neuro::testing
