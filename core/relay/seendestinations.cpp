// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "relay/seendestinations.h"

#include <QSet>

namespace neuro::relay {

void SeenDestinations::note(const QString &destination)
{
    if (destination.isEmpty() || destination.toUtf8().size() > OutboxLimits::destinationBytes)
        return;
    m_destinations.removeOne(destination);
    m_destinations.append(destination);
    if (m_destinations.size() > OutboxLimits::seenDestinations)
        m_destinations.removeFirst();
}

void SeenDestinations::note(const QStringList &destinations)
{
    for (const QString &destination : destinations)
        note(destination);
}

QList<OutboxCount> countsWithSeen(QList<OutboxCount> counts, const QStringList &seen)
{
    QSet<QString> counted;
    for (const OutboxCount &count : std::as_const(counts))
        counted.insert(count.destination);
    for (const QString &destination : seen) {
        if (!counted.contains(destination))
            counts.append({destination});
    }
    return counts;
}

} // namespace neuro::relay
