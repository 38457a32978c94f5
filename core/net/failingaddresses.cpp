// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "net/failingaddresses.h"

#include <algorithm>

namespace neuro::net {

void FailingAddresses::noteBadToken(const QHostAddress &address, qint64 nowMs)
{
    if (!m_entries.contains(address))
        makeRoom();
    Entry &entry = m_entries[address];
    entry.times[entry.count % badTokens] = nowMs;
    ++entry.count;
    if (entry.count < badTokens)
        return;
    // What the next one will replace is the oldest of the last ones.
    const qint64 first = entry.times[entry.count % badTokens];
    if (nowMs - first <= windowMs)
        entry.slowUntil = nowMs + slowMs;
}

bool FailingAddresses::isSlow(const QHostAddress &address, qint64 nowMs) const
{
    const auto found = m_entries.constFind(address);
    return found != m_entries.cend() && nowMs < found->slowUntil;
}

void FailingAddresses::makeRoom()
{
    if (m_entries.size() < addresses)
        return;
    const auto quietest =
        std::min_element(m_entries.begin(), m_entries.end(),
                         [](const Entry &a, const Entry &b) { return a.newest() < b.newest(); });
    m_entries.erase(quietest);
}

} // namespace neuro::net
