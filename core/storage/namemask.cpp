// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "storage/namemask.h"

#include <utility>

namespace neuro::storage {

NameMask::NameMask(SecretMask mask)
    : m_mask(std::move(mask))
{
}

void NameMask::setMask(SecretMask mask)
{
    m_mask = std::move(mask);
    ++m_maskNumber;
}

QString NameMask::masked(const QString &name)
{
    if (name.isEmpty())
        return name;
    if (const auto known = m_looks.find(name); known != m_looks.end()) {
        if (known->mask != m_maskNumber)
            show(name, *known);
        return known->shown;
    }
    if (m_looks.size() >= limits::maskedNames)
        forgetOldest();
    m_order.push_back(name);
    Look &look = m_looks[name];
    show(name, look);
    return look.shown;
}

void NameMask::show(const QString &name, Look &look)
{
    look.mask = m_maskNumber;
    QString plain = m_mask.masked(name);
    if (plain == name)
        plain = name; // One text for both.
    if (plain == look.plain)
        return;
    if (!look.shown.isEmpty()) {
        look.earlier.removeOne(look.shown);
        look.earlier.append(look.shown);
        if (look.earlier.size() > limits::earlierLooks)
            m_names.remove(look.earlier.takeFirst());
    }
    look.plain = plain;
    look.shown = newLook(name, plain);
    look.earlier.removeOne(look.shown);
    m_names.insert(look.shown, name);
}

QString NameMask::newLook(const QString &name, const QString &plain)
{
    // It is its own, from an earlier mask too, or nothing of it could have been masked.
    if (m_names.value(plain) == name ||
        (plain == name && !plain.contains(QLatin1StringView("***"))))
        return plain;
    if (m_given.size() >= limits::givenLooks) {
        m_given.clear();
        m_isCrowded = true;
    }
    QString look = plain;
    while (m_isCrowded ? look == plain || m_names.contains(look) : m_given.contains(look))
        look = plain + u'-' + QString::number(++m_lastNumber);
    m_given.insert(look);
    return look;
}

bool NameMask::isHeld(const QString &name) const
{
    return m_connected.contains(name) || m_restricted.contains(name);
}

void NameMask::forgetOldest()
{
    // Those that are held are as many as the doors and the restrictions let in.
    for (std::size_t left = m_order.size(); left > 0; --left) {
        QString name = std::move(m_order.front());
        m_order.pop_front();
        if (!isHeld(name)) {
            forget(m_looks.take(name));
            return;
        }
        m_order.push_back(std::move(name));
    }
}

void NameMask::forget(const Look &look)
{
    m_names.remove(look.shown);
    for (const QString &shown : look.earlier)
        m_names.remove(shown);
}

void NameMask::hold(quint64 peer, const QString &name)
{
    release(peer);
    m_peers.insert(peer, name);
    ++m_connected[name];
}

void NameMask::release(quint64 peer)
{
    const auto known = m_peers.constFind(peer);
    if (known == m_peers.constEnd())
        return;
    if (const auto count = m_connected.find(*known); count != m_connected.end() && --*count == 0)
        m_connected.erase(count);
    m_peers.erase(known);
}

void NameMask::holdRestricted(const QString &name, bool on)
{
    if (on)
        m_restricted.insert(name);
    else
        m_restricted.remove(name);
}

void NameMask::releaseAll()
{
    m_peers.clear();
    m_connected.clear();
    m_restricted.clear();
}

} // namespace neuro::storage
