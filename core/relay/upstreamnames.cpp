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
        name = unused(full, target);
        break;
    case Naming::OnCollision:
        name = isTaken(plain, target) ? unused(full, target) : plain;
        break;
    case Naming::Never:
        name = unused(plain, target);
        break;
    }
    m_targets.insert(name, target);
    return name;
}

bool UpstreamNames::isTaken(const QString &name, const Target &target) const
{
    if (m_targets.contains(name))
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

QString UpstreamNames::unused(const QString &name, const Target &target) const
{
    QString candidate = name;
    for (int number = 2; isTaken(candidate, target); ++number)
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
    m_targets.remove(name);
    return name;
}

void UpstreamNames::removeAll(PeerId peer)
{
    const QHash<QString, QString> names = m_names.take(peer);
    for (const QString &name : names)
        m_targets.remove(name);
}

} // namespace neuro::relay
