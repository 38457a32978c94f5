// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "relay/relayevent.h"
#include "relay/types.h"

#include <QList>
#include <QSet>
#include <QString>
#include <QStringList>

#include <map>

namespace neuro::relay {

namespace limits {
/// Names of games for which the operator has restricted anything.
inline constexpr std::size_t restrictedGames = 256;
/// Actions of one game that are hidden from Neuro.
inline constexpr qsizetype hiddenActions = 2000;
} // namespace limits

/// What the operator keeps from Neuro, or does not let in, by the display name of games: it stays
/// when they leave and holds when they come again. Pure; a part of the engine.
class Restrictions
{
public:
    bool isMuted(const QString &game) const;
    bool isBlocked(const QString &game) const;
    /// Whether the operator has hidden this action; muted games have others that Neuro lacks.
    bool isHidden(const QString &game, const QString &action) const;
    /// Whether Neuro must not know of an action: it is hidden, or its game muted.
    bool isKeptFromNeuro(const QString &game, const QString &action) const
    {
        return isMuted(game) || isHidden(game, action);
    }

    /// Whether anything of that game could be restricted.
    bool hasRoomFor(const QString &game) const
    {
        return m_entries.size() < limits::restrictedGames || m_entries.contains(game);
    }
    /// The three return false when a limit is reached, and nothing has changed.
    bool setMuted(const QString &game, bool muted);
    /// For what the settings mute, of which there are limits::mutedGames at most: whatever else is
    /// restricted, there is room.
    void mute(const QString &game) { m_entries[game].isMuted = true; }
    bool setBlocked(const QString &game, bool blocked);
    bool setHidden(const QString &game, const QString &action, bool hidden);

    /// How it stands with one name.
    RestrictionEvent of(const QString &game, Instant at) const;
    /// The same of each name that has any.
    QList<RestrictionEvent> all(Instant at) const;

private:
    struct Entry
    {
        bool isMuted = false;
        bool isBlocked = false;
        QSet<QString> hidden;

        bool isEmpty() const { return !isMuted && !isBlocked && hidden.isEmpty(); }
    };
    const Entry *find(const QString &game) const;
    /// A new one if need be; null when there are too many.
    Entry *entry(const QString &game);
    void tidy(const QString &game);

    std::map<QString, Entry> m_entries;
};

} // namespace neuro::relay
