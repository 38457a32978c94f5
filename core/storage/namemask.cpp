// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "storage/namemask.h"

#include <utility>

namespace neuro::storage {

NameMask::NameMask(SecretMask mask)
    : m_mask(std::move(mask))
{
}

QString NameMask::masked(const QString &name)
{
    if (name.isEmpty())
        return name;
    if (const auto known = m_masked.constFind(name); known != m_masked.constEnd())
        return *known;
    if (m_masked.size() >= limits::maskedNames) {
        m_masked.clear();
        m_unmasked.clear();
    }
    const QString shown = m_mask.masked(name);
    const bool isClean = shown == name;
    m_masked.insert(name, isClean ? name : shown);
    if (!isClean)
        m_unmasked.insert(shown, name);
    return isClean ? name : shown;
}

} // namespace neuro::storage
