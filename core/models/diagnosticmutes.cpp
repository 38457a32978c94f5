// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "models/diagnosticmutes.h"

namespace neuro::models {

using protocol::DiagnosticKey;

DiagnosticMutes::Entry DiagnosticMutes::entryOf(const DiagnosticMute &mute)
{
    return {mute.game, mute.key ? static_cast<int>(*mute.key) : -1};
}

bool DiagnosticMutes::covers(const QString &game, DiagnosticKey key) const
{
    return coversAll(game) || m_known.contains(entryOf({game, key}));
}

bool DiagnosticMutes::coversAll(const QString &game) const
{
    return m_known.contains(entryOf({game, std::nullopt}));
}

bool DiagnosticMutes::add(const DiagnosticMute &mute)
{
    if (m_known.contains(entryOf(mute)) || (mute.key && coversAll(mute.game)))
        return false;
    if (!mute.key) {
        m_list.removeIf([&](const DiagnosticMute &each) {
            return each.game == mute.game && m_known.remove(entryOf(each));
        });
    }
    if (m_list.size() >= kept)
        forget(m_list.first());
    m_list.append(mute);
    m_known.insert(entryOf(mute));
    return true;
}

bool DiagnosticMutes::remove(const DiagnosticMute &mute)
{
    if (!m_known.contains(entryOf(mute)))
        return false;
    forget(mute);
    return true;
}

void DiagnosticMutes::forget(const DiagnosticMute &mute)
{
    m_known.remove(entryOf(mute));
    m_list.removeOne(DiagnosticMute(mute)); // A copy: it may be the list's own.
}

} // namespace neuro::models
