// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "relay/outboxrow.h"

#include <QList>
#include <QString>
#include <QStringList>

namespace neuro::relay {

/// Destinations that were here once, by when they were here last: at most
/// OutboxLimits::seenDestinations, the oldest are forgotten first. What can have no rows, because
/// it is empty or too long, is not remembered.
class SeenDestinations
{
public:
    /// `destination` is here now.
    void note(const QString &destination);
    void note(const QStringList &destinations);
    void clear() { m_destinations.clear(); }

    bool isEmpty() const { return m_destinations.isEmpty(); }
    /// The one that was here last is last.
    const QStringList &list() const { return m_destinations; }

    bool operator==(const SeenDestinations &) const = default;

private:
    QStringList m_destinations;
};

/// What an outbox tells when it opens: `counts`, and behind them those of `seen` for which nothing
/// waits, in their order, with counts of 0.
QList<OutboxCount> countsWithSeen(QList<OutboxCount> counts, const QStringList &seen);

} // namespace neuro::relay
