// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "restrictionmodel.h"

#include "actionnames.h"

namespace neuro::sim {

using namespace Qt::Literals::StringLiterals;

RestrictionModel::Entry RestrictionModel::find(const QByteArray &game) const
{
    if (m_entries.empty())
        return {};
    const auto found = m_entries.find(game);
    return found == m_entries.end() ? Entry() : found->second;
}

void RestrictionModel::set(const QByteArray &game, const Entry &entry)
{
    if (entry.isMuted || entry.isBlocked || entry.hidden != 0)
        m_entries[game] = entry;
    else
        m_entries.erase(game);
}

unsigned RestrictionModel::visible(const QByteArray &game, unsigned actions) const
{
    const Entry entry = find(game);
    return entry.isMuted ? 0 : actions & ~entry.hidden;
}

void RestrictionModel::mute(const QByteArray &game, bool on)
{
    Entry entry = find(game);
    entry.isMuted = on;
    set(game, entry);
}

void RestrictionModel::block(const QByteArray &game, bool on)
{
    Entry entry = find(game);
    entry.isBlocked = on;
    set(game, entry);
}

void RestrictionModel::hide(const QByteArray &game, unsigned actions, bool on)
{
    Entry entry = find(game);
    entry.hidden = on ? entry.hidden | actions : entry.hidden & ~actions;
    set(game, entry);
}

QString RestrictionModel::check(const relay::RestrictionEvent &event) const
{
    const Entry entry = find(event.game.toUtf8());
    unsigned hidden = 0;
    for (const QString &action : event.hiddenActions)
        hidden |= bitOf(action.toUtf8());
    const bool isSame = event.isMuted == entry.isMuted && event.isBlocked == entry.isBlocked &&
                        hidden == entry.hidden;
    return isSame ? QString() : u"%1 is restricted otherwise than is told"_s.arg(event.game);
}

QString RestrictionModel::check(const QList<relay::RestrictionEvent> &all) const
{
    for (const relay::RestrictionEvent &event : all) {
        if (const QString wrong = check(event); !wrong.isEmpty())
            return wrong;
    }
    return all.size() == static_cast<qsizetype>(m_entries.size())
               ? QString()
               : u"%1 games are restricted, and %2 should be"_s.arg(all.size())
                     .arg(m_entries.size());
}

} // namespace neuro::sim
