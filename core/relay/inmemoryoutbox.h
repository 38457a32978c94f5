// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "relay/outboxledger.h"
#include "relay/outboxstore.h"
#include "relay/seendestinations.h"

#include <map>

namespace neuro::relay {

/// An outbox that forgets everything with the process: for tests, simulations and embedders that
/// want no file. Limits and results are those of storage::Outbox.
class InMemoryOutbox : public OutboxStore
{
public:
    explicit InMemoryOutbox(const OutboxLimits &limits = {});

    Result<OutboxAppended> append(const QList<NewOutboxRow> &rows, qint64 nowUs) override;
    Result<QList<OutboxRow>> rows(const QString &destination, qint64 afterId, qsizetype maxRows,
                                  qint64 maxBytes) override;
    Failure remove(const QList<qint64> &ids) override;
    Failure noteTry(const QList<qint64> &ids) override;
    Result<QList<OutboxDrop>> expire(qint64 nowUs) override;
    Result<QList<DroppedOutboxRow>> droppedRows(const QString &destination, qint64 afterId,
                                                qsizetype maxRows, qint64 maxBytes) override;
    Result<qint64> dropAll(const QString &destination) override;
    Result<qint64> dropEarlierRun(const QString &destination) override;
    void adoptEarlierRun(const QString &destination) override;
    QList<OutboxCount> counts() const override;
    QStringList destinations() const override;
    Failure noteSeen(const QStringList &destinations) override;
    QStringList seen() const override;
    void setLimits(const OutboxLimits &limits) override;

    /// Ids that are given from now on are above `id`.
    void raiseLastId(qint64 id) { m_ledger.raiseLastId(id); }
    /// The oldest rows of all destinations, in the order of their ids: at most `maxRows`, and as
    /// many as have `maxBytes` together, but always the first one.
    QList<OutboxRow> oldest(qsizetype maxRows, qint64 maxBytes) const;

    /// What a restart of the program does: every row is from an earlier run now.
    void restart();
    /// Every call that can fail does, with `failure`, until this is called with nothing.
    void failWith(const Failure &failure) { m_failure = failure; }

private:
    void drop(const QList<NewOutboxRow> &batch, const OutboxLedger::Dropped &dropped, qint64 nowUs);

    OutboxLedger m_ledger;
    std::map<qint64, NewOutboxRow> m_rows;
    std::map<qint64, DroppedOutboxRow> m_dropped;
    SeenDestinations m_seen;
    Failure m_failure;
};

} // namespace neuro::relay
