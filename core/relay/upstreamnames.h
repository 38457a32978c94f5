// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "relay/types.h"

#include <QHash>
#include <QString>
#include <QStringList>

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
    /// Forgets the action. Returns the name that it had; empty when none.
    QString remove(PeerId peer, const QString &action);
    void removeAll(PeerId peer);
    qsizetype size() const { return m_targets.size(); }
    /// While upstream has a force, no other action gets one of its names: an answer to it would
    /// reach a stranger. Replaces what was reserved before.
    void setReserved(const QStringList &names);

    /// `name` with `_` for every character that upstream may not like; "action" for an empty one.
    static QString cleaned(const QString &name);

private:
    bool isTaken(const QString &name, const Target &target) const;
    QString unused(const QString &name, const Target &target) const;

    QHash<QString, Target> m_targets; ///< By name upstream.
    QHash<QString, Target> m_reserved;
    QHash<PeerId, QHash<QString, QString>> m_names;
};

} // namespace neuro::relay
