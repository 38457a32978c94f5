// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "relay/gameids.h"

#include "relay/enginesettings.h"

#include <algorithm>
#include <utility>

namespace neuro::relay {

QString GameIds::baseOf(const QString &name)
{
    QString id;
    id.reserve(name.size());
    for (const QChar character : name.left(limits::gameIdBase).toLower()) {
        const char16_t c = character.unicode();
        if ((c >= u'a' && c <= u'z') || (c >= u'0' && c <= u'9'))
            id.append(character);
        else if (!id.isEmpty() && !id.endsWith(u'-'))
            id.append(u'-');
    }
    if (id.endsWith(u'-'))
        id.chop(1);
    return id.isEmpty() ? QStringLiteral("game") : id;
}

QString GameIds::acquire(const QString &name, const QString &shown, qint64 nowMono)
{
    forgetExpired(nowMono);
    if (const auto own = reservedFor(name); own != m_entries.end()) {
        own->inUse = true;
        return own.key();
    }
    const QString base = baseOf(shown);
    QString id = base;
    for (int number = 2; m_entries.contains(id); ++number)
        id = base + u'-' + QString::number(number);
    m_entries.insert(id, Entry{name, true, 0});
    return id;
}

QHash<QString, GameIds::Entry>::iterator GameIds::reservedFor(const QString &name)
{
    auto best = m_entries.end();
    for (auto entry = m_entries.begin(); entry != m_entries.end(); ++entry) {
        if (entry->inUse || entry->name != name)
            continue;
        // "game" before "game-2", "game-9" before "game-10".
        const auto rank = [](const QString &id) {
            return std::pair(id.size(), id);
        };
        if (best == m_entries.end() || rank(entry.key()) < rank(best.key()))
            best = entry;
    }
    return best;
}

void GameIds::release(const QString &id, qint64 reservedUntil)
{
    const auto entry = m_entries.find(id);
    if (entry == m_entries.end())
        return;
    entry->inUse = false;
    entry->reservedUntil = reservedUntil;
}

int GameIds::reserved(qint64 nowMono) const
{
    return static_cast<int>(
        std::count_if(m_entries.begin(), m_entries.end(), [&](const Entry &entry) {
            return !entry.inUse && entry.reservedUntil > nowMono;
        }));
}

void GameIds::forgetExpired(qint64 nowMono)
{
    m_entries.removeIf(
        [nowMono](const auto &entry) { return !entry->inUse && entry->reservedUntil <= nowMono; });
    while (m_entries.size() > limits::reservedGameIds) {
        auto oldest = m_entries.end();
        for (auto entry = m_entries.begin(); entry != m_entries.end(); ++entry) {
            if (!entry->inUse &&
                (oldest == m_entries.end() || entry->reservedUntil < oldest->reservedUntil))
                oldest = entry;
        }
        if (oldest == m_entries.end())
            return;
        m_entries.erase(oldest);
    }
}

} // namespace neuro::relay
