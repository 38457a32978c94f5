// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "protocol/result.h"
#include "relay/outboxrow.h"

#include <QStringList>

#include <optional>

namespace neuro::relay {

/// The port to what keeps messages for destinations that are away: a file (storage::Outbox) or
/// memory (InMemoryOutbox). Knows nothing of what the rows mean.
///
/// Synchronous, and used by one thread. A call that returns an error has changed nothing, and the
/// store stays usable: the next call may succeed.
class OutboxStore
{
public:
    virtual ~OutboxStore() = default;

    template <typename T>
    using Result = protocol::Result<T, OutboxError>;
    /// Nothing when all is well.
    using Failure = std::optional<OutboxError>;

    /// Keeps all of `rows` that are not refused, in one step: when this returns they survive a
    /// crash. Then drops what is over the limits of the destinations that were appended to.
    virtual Result<OutboxAppended> append(const QList<NewOutboxRow> &rows, qint64 nowUs) = 0;

    /// Rows of `destination` with an id above `afterId` in order: at most `maxRows`, and as many as
    /// have `maxBytes` together, but always the first one.
    virtual Result<QList<OutboxRow>> rows(const QString &destination, qint64 afterId,
                                          qsizetype maxRows, qint64 maxBytes) = 0;
    /// Forgets rows that were delivered. Ids that are not there are ignored.
    virtual Failure remove(const QList<qint64> &ids) = 0;
    /// Counts one more try for each. Ids that are not there are ignored. A crash may forget it.
    virtual Failure noteTry(const QList<qint64> &ids) = 0;

    /// Drops what is over the limits: what grew too old, and whatever is too much since the limits
    /// were lowered. To be called every few seconds.
    virtual Result<QList<OutboxDrop>> expire(qint64 nowUs) = 0;
    /// What the limits dropped and is still there to be exported; as rows().
    virtual Result<QList<DroppedOutboxRow>> droppedRows(const QString &destination, qint64 afterId,
                                                        qsizetype maxRows, qint64 maxBytes) = 0;

    /// Deletes all rows of `destination`, those that the limits dropped included. Returns how many
    /// were waiting.
    virtual Result<qint64> dropAll(const QString &destination) = 0;
    /// Deletes its rows that are from an earlier run. Returns how many there were.
    virtual Result<qint64> dropEarlierRun(const QString &destination) = 0;
    /// From now on these rows are like those of this run.
    virtual void adoptEarlierRun(const QString &destination) = 0;

    /// What waits or was dropped, by name of destination; those with neither are not listed. Costs
    /// no query.
    virtual QList<OutboxCount> counts() const = 0;
    /// Those for which something waits, by name. Costs no query.
    virtual QStringList destinations() const = 0;

    /// Remembers that these are here now, in this order, so that seen() tells of them after a
    /// restart as well; see SeenDestinations. Nothing needs to wait for them.
    virtual Failure noteSeen(const QStringList &destinations) = 0;
    /// The one that was here last is last. Costs no query.
    virtual QStringList seen() const = 0;

    /// For every later append() and expire(); drops nothing by itself.
    virtual void setLimits(const OutboxLimits &limits) = 0;
};

} // namespace neuro::relay
