// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "relay/outboxledger.h"
#include "relay/seendestinations.h"
#include "storage/outbox.h"
#include "storage/outboxdatabase.h"
#include "storage/outboxfile.h"

#include <QSet>

#include <optional>
#include <set>

namespace neuro::storage {

/// An outbox file that is open: the connection, its statements, and the ledger of its rows. What
/// the functions do is told by relay::OutboxStore.
class Outbox::Session
{
public:
    /// `unremoved` must outlive the session, which deletes those rows, and then empties it.
    Session(const QString &file, const OutboxSettings &settings, std::set<qint64> &unremoved);
    ~Session();
    Q_DISABLE_COPY_MOVE(Session)

    /// Checks, migrates and reads the file; it must exist. Returns the version it had (0: it was
    /// empty). To be called once, before everything else.
    Result<int> open(const OutboxOpening &opening);

    Result<relay::OutboxAppended> append(const QList<relay::NewOutboxRow> &rows, qint64 nowUs);
    Result<relay::OutboxAppended> adopt(const QList<relay::OutboxRow> &rows, qint64 nowUs);
    Failure settle();
    Result<OutboxImport> importOnce(const QByteArray &fingerprint,
                                    const QList<relay::NewOutboxRow> &rows, qint64 nowUs);
    Result<QList<relay::OutboxRow>> rows(const QString &destination, qint64 afterId,
                                         qsizetype maxRows, qint64 maxBytes);
    Failure remove(const QList<qint64> &ids);
    Failure noteTry(const QList<qint64> &ids);
    Result<QList<relay::OutboxDrop>> expire(qint64 nowUs);
    Result<QList<relay::DroppedOutboxRow>> droppedRows(const QString &destination, qint64 afterId,
                                                       qsizetype maxRows, qint64 maxBytes);
    Result<qint64> dropAll(const QString &destination);
    Result<qint64> dropEarlierRun(const QString &destination);
    Failure noteSeen(const QStringList &destinations);
    const QStringList &seen() const { return m_seen.list(); }

    relay::OutboxLedger &ledger() { return m_ledger; }

private:
    Failure check();
    Failure configure();
    Failure prepare();
    Failure makeRoomForIds(qint64 takenFrom);
    Failure loadRows(qint64 lastEarlierId);
    Failure loadDropped();
    Failure loadSeen();

    /// Whether what is open is still what has the name.
    Failure checkPlace() const;
    /// Every transaction deletes what is to be removed by the way.
    Failure begin(OutboxTransaction &transaction);
    Failure commit(OutboxTransaction &transaction);
    Failure store(const QList<relay::NewOutboxRow> &rows, const relay::OutboxLedger::Plan &plan,
                  qint64 nowUs);

    Failure carryOut(const QList<relay::NewOutboxRow> &batch, const relay::OutboxLedger::Plan &plan,
                     qint64 nowUs);
    Failure drop(const QList<relay::NewOutboxRow> &batch,
                 const relay::OutboxLedger::Dropped &dropped, qint64 nowUs);
    /// What the file does not know yet, of all rows or of one; in a transaction.
    Failure writeTries();
    Failure writeTries(qint64 id);
    Result<bool> rememberImport(const QByteArray &fingerprint, qint64 nowUs);

    OutboxDatabase m_database;
    OutboxSettings m_settings;
    relay::OutboxLedger m_ledger;
    relay::SeenDestinations m_seen;
    QSet<qint64> m_tried; ///< Rows whose tries the file does not know yet.
    std::set<qint64> &m_unremoved;
    bool m_isOpen = false;
    std::optional<OutboxFileId> m_fileId;
    std::optional<OutboxFileId> m_logId;

    // Behind the connection, so that they are gone before it.
    OutboxStatement m_insert;
    OutboxStatement m_remove;
    OutboxStatement m_writeTries;
    OutboxStatement m_select;
    OutboxStatement m_drop;
    OutboxStatement m_dropNew;
    OutboxStatement m_forget;
    OutboxStatement m_selectDropped;
    OutboxStatement m_noteSeen;
    OutboxStatement m_trimSeen;
};

} // namespace neuro::storage
