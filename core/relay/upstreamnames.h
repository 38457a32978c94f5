// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "relay/types.h"

#include <QHash>
#include <QString>
#include <QStringList>

#include <deque>
#include <optional>
#include <utility>

namespace neuro::relay {

/// Which names of actions upstream sees.
enum class Naming {
    Always,      ///< "<game-id>--<action>".
    OnCollision, ///< The action's own name, and the long one only when that is taken.
    Never,       ///< The action's own name; "-2", "-3", … when it is taken.
};
inline constexpr std::array namingNames = {"always", "on-collision", "never"};
static_assert(namingNames.size() == static_cast<std::size_t>(Naming::Never) + 1);

/// The names under which upstream knows the games' actions: a table kept both ways, so that no name
/// is ever taken apart again. Every name is made of `a-z 0-9 _ -` and belongs to one action of one
/// game.
class UpstreamNames
{
public:
    struct Target
    {
        PeerId peer = 0;
        QString action; ///< The game's own name of it.

        bool operator==(const Target &) const = default;
    };

    /// The name of an action; a new one if it has none yet. `gameId` is one of GameIds. Names that
    /// exist keep their form when the naming changes.
    QString add(PeerId peer, const QString &gameId, const QString &action, Naming naming);
    /// The action's name upstream; empty when it has none.
    QString nameOf(PeerId peer, const QString &action) const;
    std::optional<Target> find(const QString &upstreamName) const;
    /// Forgets the action. Returns the name that it had; empty when none. Until it is released the
    /// name stays that of the same action of the same game: upstream may have sent an action for it
    /// before it read that it is gone, which must not reach anybody else.
    QString remove(PeerId peer, const QString &action);
    /// Removed names are numbered from 1; 0: none yet.
    quint64 lastRemoved() const { return m_lastRemoved; }
    /// The names with numbers up to `number` may be anybody's.
    void release(quint64 number);
    void releaseAll() { release(m_lastRemoved); }
    /// Names that were removed and are not released.
    qsizetype leaving() const { return m_leaving.size(); }
    void removeAll(PeerId peer);
    qsizetype size() const { return m_targets.size(); }
    /// While upstream has a force, no other action gets one of its names: an answer to it would
    /// reach a stranger. Replaces what was reserved before.
    void setReserved(const QStringList &names);

    /// `name` with `_` for every character that upstream may not like; "action" for an empty one.
    static QString cleaned(const QString &name);

    /// Names that are kept from others after they were removed; of more the oldest is released.
    static constexpr std::size_t leavingNames = 10'000;

private:
    /// An action, whatever connection its game has.
    struct Owner
    {
        QString gameId;
        QString action;

        bool operator==(const Owner &) const = default;
    };
    struct Leaving
    {
        Owner owner;
        quint64 number = 0;
    };
    bool isTaken(const QString &name, const Target &target, const QString &gameId) const;
    QString unused(const QString &name, const Target &target, const QString &gameId) const;
    void releaseFirst();

    QHash<QString, Target> m_targets;  ///< By name upstream.
    QHash<QString, QString> m_gameIds; ///< That the names were given for.
    QHash<QString, Leaving> m_leaving;
    std::deque<std::pair<quint64, QString>> m_leavingInOrder;
    quint64 m_lastRemoved = 0;
    QHash<QString, Target> m_reserved;
    QHash<PeerId, QHash<QString, QString>> m_names;
};

} // namespace neuro::relay
