// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "relay/outboxqueue.h"
#include "relay/outboxrow.h"

#include <QList>
#include <QString>
#include <QStringList>
#include <QtGlobal>

#include <algorithm>
#include <map>
#include <optional>
#include <unordered_map>
#include <vector>

namespace neuro::relay {

/// The bookkeeping of an outbox: which rows wait for whom, how much they are, and what the limits
/// make of them. Holds no content and does no I/O: a store asks for a plan, carries it out, and
/// then lets the ledger apply it, so that the ledger says what the store holds even when a disk
/// fails in between.
class OutboxLedger
{
public:
    /// A row that a limit drops.
    struct Dropped
    {
        qint64 id = 0;
        OutboxDropCause cause = OutboxDropCause::Rows;
        qsizetype index = -1; ///< In the batch; -1 when the row is in the store.
        bool retained = true; ///< To be kept among the dropped ones.
    };

    struct Plan
    {
        OutboxAppended outcome; ///< What to tell; `drops` after an expiry, too.
        /// Rows of the batch to store; those that are dropped at once are not among them.
        std::vector<NewOutboxEntry> stored;
        std::vector<Dropped> dropped;
        /// Entries of the dropped rows that are retained; `createdUs` is when they were dropped.
        std::vector<NewOutboxEntry> retained;
        std::vector<qint64> forgotten; ///< Earlier dropped rows that are no longer kept.
        qint64 lastId = 0;

        bool changesNothing() const
        {
            return stored.empty() && dropped.empty() && forgotten.empty();
        }
    };

    explicit OutboxLedger(const OutboxLimits &limits);
    Q_DISABLE_COPY_MOVE(OutboxLedger)

    void setLimits(const OutboxLimits &limits) { m_limits = limits; }
    void clear();

    /// What is in the store already.
    void load(qint64 id, const OutboxEntry &entry);
    void loadDropped(qint64 id, const OutboxEntry &entry);

    /// `ids` are those of the rows when they have some already: rising, and above lastId(). A
    /// refused row's is not used.
    Plan planAppend(const QList<NewOutboxRow> &rows, qint64 nowUs,
                    const QList<qint64> &ids = {}) const;
    Plan planExpiry(qint64 nowUs) const;
    void apply(const Plan &plan);

    /// The highest id that was given. Later ones are above it, and above `id` from now on.
    qint64 lastId() const { return m_lastId; }
    void raiseLastId(qint64 id) { m_lastId = std::max(m_lastId, id); }

    /// Null when there is none.
    const OutboxEntry *find(qint64 id) const;
    void remove(qint64 id);
    void noteTry(qint64 id);
    void removeDropped(const QString &destination);

    /// The ids for OutboxStore::rows() and droppedRows().
    QList<qint64> select(const QString &destination, qint64 afterId, qsizetype maxRows,
                         qint64 maxBytes) const;
    QList<qint64> selectDropped(const QString &destination, qint64 afterId, qsizetype maxRows,
                                qint64 maxBytes) const;
    QList<qint64> all(const QString &destination) const;
    QList<qint64> earlierRun(const QString &destination) const;
    void adoptEarlierRun(const QString &destination);
    /// Everything becomes what it is after a restart.
    void beginRun();

    QList<OutboxCount> counts() const;
    QStringList destinations() const;
    qint64 rows() const { return static_cast<qint64>(m_queueOf.size()); }

private:
    using Queues = std::map<QString, OutboxQueue>;
    /// Of a batch, by destination.
    using Additions = std::map<QString, std::vector<NewOutboxEntry>>;

    const OutboxQueue *queue(const QString &destination) const;
    std::optional<OutboxRefusal> refusal(const NewOutboxRow &row, qint64 bytes,
                                         const Additions &additions) const;
    void eraseDropped(qint64 id);
    void planDrops(Plan &plan, const QString &destination, const std::vector<NewOutboxEntry> &added,
                   qint64 nowUs) const;
    void planRetention(Plan &plan, qint64 nowUs) const;

    OutboxLimits m_limits;
    Queues m_queues; ///< Never an empty one.
    std::unordered_map<qint64, OutboxQueue *> m_queueOf;
    OutboxQueue m_dropped;
    std::map<QString, qint64> m_droppedRows; ///< By destination; never 0.
    qint64 m_lastId = 0;
};

} // namespace neuro::relay
