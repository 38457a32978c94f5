// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include <QString>

#include <set>

namespace neuro::relay {

/// What those outside call each game by, so that no two have the same: what a snapshot lists them
/// under, and what an order for one of them may say. The games must be named in the order in which
/// they came, as everybody who wants the same result does.
class GameKeys
{
public:
    /// The key of the next game: its name if no game before it has that, or else its identifier
    /// `gameId`, or, if that is taken as well, its name with a number.
    QString next(const QString &name, const QString &gameId);

private:
    std::set<QString> m_taken;
};

} // namespace neuro::relay
