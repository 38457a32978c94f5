// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "relay/actiontable.h"

#include "relay/enginesettings.h"

#include <utility>

namespace neuro::relay {

ActionTable::Added ActionTable::add(const protocol::Action &action, protocol::WorkBudget &budget)
{
    if (const protocol::Action *present = find(action.name))
        return present->meansTheSame(action, budget) ? Added::Identical : Added::Conflict;
    m_index.insert(action.name, m_actions.size());
    m_actions.append(action);
    m_former.remove(action.name);
    return Added::New;
}

ActionTable::Removed ActionTable::remove(const QString &name)
{
    const auto found = m_index.constFind(name);
    if (found == m_index.constEnd())
        return m_former.contains(name) ? Removed::Inactive : Removed::NeverRegistered;
    const qsizetype position = *found;
    m_actions.removeAt(position);
    m_index.erase(found);
    m_schemas.remove(name);
    for (qsizetype i = position; i < m_actions.size(); ++i)
        m_index[m_actions.at(i).name] = i;
    noteFormer(name);
    return Removed::Yes;
}

void ActionTable::noteFormer(const QString &name)
{
    if (m_former.size() < limits::formerActionNames)
        m_former.insert(name);
}

void ActionTable::clear()
{
    for (const protocol::Action &action : std::as_const(m_actions))
        noteFormer(action.name);
    m_actions.clear();
    m_index.clear();
    m_schemas.clear();
}

const protocol::Action *ActionTable::find(const QString &name) const
{
    const auto found = m_index.constFind(name);
    return found == m_index.constEnd() ? nullptr : &m_actions.at(*found);
}

const protocol::ActionSchema &ActionTable::schema(const QString &name) const
{
    const auto found = m_schemas.constFind(name);
    if (found != m_schemas.constEnd())
        return *found;
    const protocol::Action *action = find(name);
    return *m_schemas.insert(
        name, protocol::ActionSchema::compile(action ? action->schema : QByteArray()));
}

} // namespace neuro::relay
