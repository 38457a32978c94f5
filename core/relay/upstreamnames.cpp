// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "relay/upstreamnames.h"

namespace neuro::relay {

QString UpstreamNames::cleaned(const QString &name)
{
    QString clean = name;
    for (QChar &character : clean) {
        const char16_t c = character.unicode();
        const bool isFine =
            (c >= u'a' && c <= u'z') || (c >= u'0' && c <= u'9') || c == u'_' || c == u'-';
        if (!isFine)
            character = u'_';
    }
    return clean.isEmpty() ? QStringLiteral("action") : clean;
}

QString UpstreamNames::add(PeerId peer, const QString &gameId, const QString &action, Naming naming)
{
    QString &name = m_names[peer][action];
    if (!name.isEmpty())
        return name;
    const Target target{peer, action};
    const QString plain = cleaned(action);
    const QString full = gameId + QStringLiteral("--") + plain;
    switch (naming) {
    case Naming::Always:
        name = unused(full, target, gameId);
        break;
    case Naming::OnCollision:
        name = isTaken(plain, target, gameId) ? unused(full, target, gameId) : plain;
        break;
    case Naming::Never:
        name = unused(plain, target, gameId);
        break;
    }
    m_targets.insert(name, target);
    m_gameIds.insert(name, gameId);
    m_leaving.remove(name);
    return name;
}

bool UpstreamNames::isTaken(const QString &name, const Target &target, const QString &gameId) const
{
    if (m_targets.contains(name))
        return true;
    const auto leaving = m_leaving.constFind(name);
    if (leaving != m_leaving.constEnd() && leaving->owner != Owner{gameId, target.action})
        return true;
    const auto reserved = m_reserved.constFind(name);
    return reserved != m_reserved.constEnd() && *reserved != target;
}

void UpstreamNames::setReserved(const QStringList &names)
{
    m_reserved.clear();
    for (const QString &name : names) {
        if (const auto target = find(name))
            m_reserved.insert(name, *target);
    }
}

QString UpstreamNames::unused(const QString &name, const Target &target,
                              const QString &gameId) const
{
    QString candidate = name;
    for (int number = 2; isTaken(candidate, target, gameId); ++number)
        candidate = name + u'-' + QString::number(number);
    return candidate;
}

QString UpstreamNames::nameOf(PeerId peer, const QString &action) const
{
    const auto names = m_names.constFind(peer);
    return names == m_names.constEnd() ? QString() : names->value(action);
}

std::optional<UpstreamNames::Target> UpstreamNames::find(const QString &upstreamName) const
{
    const auto found = m_targets.constFind(upstreamName);
    return found == m_targets.constEnd() ? std::nullopt : std::optional(*found);
}

QString UpstreamNames::remove(PeerId peer, const QString &action)
{
    const auto names = m_names.find(peer);
    if (names == m_names.end())
        return {};
    const QString name = names->take(action);
    if (names->isEmpty())
        m_names.erase(names);
    if (name.isEmpty())
        return name;
    m_targets.remove(name);
    m_leaving.insert(name, {{m_gameIds.take(name), action}, ++m_lastRemoved});
    m_leavingInOrder.emplace_back(m_lastRemoved, name);
    if (m_leavingInOrder.size() > leavingNames)
        releaseFirst();
    return name;
}

void UpstreamNames::removeAll(PeerId peer)
{
    const QHash<QString, QString> names = m_names.value(peer);
    for (auto name = names.cbegin(); name != names.cend(); ++name)
        remove(peer, name.key());
}

void UpstreamNames::release(quint64 number)
{
    while (!m_leavingInOrder.empty() && m_leavingInOrder.front().first <= number)
        releaseFirst();
}

void UpstreamNames::releaseFirst()
{
    const auto [number, name] = m_leavingInOrder.front();
    m_leavingInOrder.pop_front();
    // It may have been given back to its game, and removed anew.
    const auto leaving = m_leaving.constFind(name);
    if (leaving != m_leaving.constEnd() && leaving->number == number)
        m_leaving.erase(leaving);
}

} // namespace neuro::relay
