// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "protocol/actionschema.h"
#include "protocol/messages.h"
#include "protocol/workbudget.h"

#include <QHash>
#include <QList>
#include <QSet>
#include <QString>

namespace neuro::relay {

/// The actions that one game has registered, in order of registration.
class ActionTable
{
public:
    enum class Added { New, Identical, Conflict };
    enum class Removed { Yes, Inactive /**< was registered once */, NeverRegistered };

    /// The first definition of a name stays: a second one is Identical, which is found out while
    /// `budget` lasts, or a Conflict, and ignored.
    Added add(const protocol::Action &action, protocol::WorkBudget &budget);
    /// The same for one that is not there, or whose schema is written in the same way.
    Added add(const protocol::Action &action)
    {
        protocol::WorkBudget none(0);
        return add(action, none);
    }
    Removed remove(const QString &name);
    /// Removes all of them.
    void clear();

    const protocol::Action *find(const QString &name) const;
    bool contains(const QString &name) const { return m_index.contains(name); }
    /// Whether it is registered or was, as far as that is remembered.
    bool wasEverRegistered(const QString &name) const
    {
        return contains(name) || m_former.contains(name);
    }
    qsizetype size() const { return m_actions.size(); }
    const QList<protocol::Action> &actions() const { return m_actions; }

    /// The compiled schema of a registered action; compiled on first use.
    const protocol::ActionSchema &schema(const QString &name) const;

private:
    void noteFormer(const QString &name);

    QList<protocol::Action> m_actions;
    QHash<QString, qsizetype> m_index; ///< In m_actions.
    QSet<QString> m_former;            ///< Names that were registered once and are not now.
    mutable QHash<QString, protocol::ActionSchema> m_schemas;
};

} // namespace neuro::relay
