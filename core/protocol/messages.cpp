// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "protocol/messages.h"

#include "protocol/jsonequal.h"

#include <algorithm>

namespace neuro::protocol {

bool Action::takesData() const
{
    const auto isMeaningful = [](char c) {
        return c != ' ' && c != '\n' && c != '\r' && c != '\t' && c != '{' && c != '}';
    };
    return std::any_of(schema.begin(), schema.end(), isMeaningful);
}

bool Action::sameDefinition(const Action &other) const
{
    return name == other.name && description == other.description && schema == other.schema;
}

bool Action::meansTheSame(const Action &other, WorkBudget &budget) const
{
    if (name != other.name || description != other.description)
        return false;
    if (schema == other.schema || (!takesData() && !other.takesData()))
        return true;
    if (!budget.spendOnText(schema.size() + other.schema.size()))
        return false;
    const auto mine = JsonDocument::parse(schema);
    const auto others = JsonDocument::parse(other.schema);
    return mine && others && jsonEqual(mine->root(), others->root(), budget, limits::nesting);
}

QStringList namesOf(const QList<Action> &actions)
{
    QStringList names;
    for (const Action &action : actions)
        names.append(action.name);
    return names;
}

} // namespace neuro::protocol
