// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "relay/restrictions.h"

namespace neuro::relay {

const Restrictions::Entry *Restrictions::find(const QString &game) const
{
    // Asked for every message of a game, and seldom with anything to be found.
    if (m_entries.empty())
        return nullptr;
    const auto found = m_entries.find(game);
    return found == m_entries.end() ? nullptr : &found->second;
}

bool Restrictions::isMuted(const QString &game) const
{
    const Entry *known = find(game);
    return known && known->isMuted;
}

bool Restrictions::isBlocked(const QString &game) const
{
    const Entry *known = find(game);
    return known && known->isBlocked;
}

bool Restrictions::isHidden(const QString &game, const QString &action) const
{
    const Entry *known = find(game);
    return known && known->hidden.contains(action);
}

Restrictions::Entry *Restrictions::entry(const QString &game)
{
    return hasRoomFor(game) ? &m_entries[game] : nullptr;
}

void Restrictions::tidy(const QString &game)
{
    const auto found = m_entries.find(game);
    if (found != m_entries.end() && found->second.isEmpty())
        m_entries.erase(found);
}

bool Restrictions::setMuted(const QString &game, bool muted)
{
    Entry *changed = entry(game);
    if (!changed)
        return !muted;
    changed->isMuted = muted;
    tidy(game);
    return true;
}

bool Restrictions::setBlocked(const QString &game, bool blocked)
{
    Entry *changed = entry(game);
    if (!changed)
        return !blocked;
    changed->isBlocked = blocked;
    tidy(game);
    return true;
}

bool Restrictions::setHidden(const QString &game, const QString &action, bool hidden)
{
    Entry *changed = entry(game);
    if (!changed)
        return !hidden;
    if (!hidden)
        changed->hidden.remove(action);
    else if (changed->hidden.size() < limits::hiddenActions || changed->hidden.contains(action))
        changed->hidden.insert(action);
    else
        return false;
    tidy(game);
    return true;
}

RestrictionEvent Restrictions::of(const QString &game, Instant at) const
{
    RestrictionEvent event;
    event.at = at;
    event.game = game;
    if (const Entry *known = find(game)) {
        event.isMuted = known->isMuted;
        event.isBlocked = known->isBlocked;
        event.hiddenActions = QStringList(known->hidden.cbegin(), known->hidden.cend());
        event.hiddenActions.sort();
    }
    return event;
}

QList<RestrictionEvent> Restrictions::all(Instant at) const
{
    QList<RestrictionEvent> events;
    for (const auto &[game, known] : m_entries)
        events.append(of(game, at));
    return events;
}

} // namespace neuro::relay
