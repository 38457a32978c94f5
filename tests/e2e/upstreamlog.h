// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include <QHash>
#include <QJsonObject>
#include <QList>
#include <QSet>
#include <QString>
#include <QStringList>

namespace neuro::testing {

/// What one process of mock_upstream.py has written into its log so far.
struct UpstreamLog
{
    QList<QJsonObject> messages; ///< That came.
    QStringList violations;
    int results = 0;
    int forces = 0;
    int connections = 0;
    /// Actions that it sent, by the game that it meant: game.py's token.
    QHash<QString, int> asked;
    QHash<QString, int> answered; ///< Those that a result came for.
    QHash<QString, int> succeeded;
    /// Names that it was told of and that were not taken back, on the connection that is open or
    /// was the last.
    QSet<QString> registered;

    int unanswered() const;
};

UpstreamLog readUpstreamLog(const QString &path);

} // namespace neuro::testing
