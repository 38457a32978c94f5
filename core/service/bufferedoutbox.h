// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "relay/inmemoryoutbox.h"
#include "storage/outbox.h"

#include <QList>
#include <QString>

#include <map>

namespace neuro::service {

/// The outbox file with memory behind it for what the file does not take. Belongs to one thread.
///
/// Both have one id space, which only rises: ids begin with the clock's microseconds, so that they
/// are above those of earlier runs while the file cannot be read, too. A row keeps its id when it
/// moves from memory into the file, and what is in memory is newer than all of the file. All times
/// are microseconds since 1970-01-01 UTC.
class BufferedOutbox
{
public:
    template <typename T>
    using Result = relay::OutboxStore::Result<T>;
    using Failure = relay::OutboxStore::Failure;

    BufferedOutbox(const QString &path, const relay::OutboxLimits &limits, qint64 nowUs);

    /// Opens the file, or opens it again, as storage::Outbox::open().
    Result<storage::OutboxOpened> open();
    /// What waits in the file is not counted until it is open again, but can be removed.
    void closeFile();
    bool isFileOpen() const { return m_file.isOpen(); }
    /// Messages of the file that was closed last, by destination, which are not there any more.
    std::map<QString, qint64> takeLost();
    storage::Outbox &file() { return m_file; }
    relay::InMemoryOutbox &memory() { return m_memory; }
    void setLimits(const relay::OutboxLimits &limits);

    /// Whether what is appended now must go into memory: it may not overtake what is there.
    bool isMemoryNeeded() const { return isMemoryUsed() || !m_file.isOpen(); }
    bool isMemoryUsed() const { return !m_memory.destinations().isEmpty(); }
    Result<relay::OutboxAppended> appendToFile(const QList<relay::NewOutboxRow> &rows,
                                               qint64 nowUs);
    relay::OutboxAppended appendToMemory(const QList<relay::NewOutboxRow> &rows, qint64 nowUs);

    /// Moves the oldest rows from memory into the file: movedRows of them, or movedBytes, in one
    /// commit. After an error all are where they were. A row that the file refuses is gone.
    struct Moved
    {
        QList<relay::OutboxRow> rows;
        relay::OutboxAppended outcome;
    };
    Result<Moved> moveSome(qint64 nowUs);
    static constexpr qsizetype movedRows = 1000;
    static constexpr qint64 movedBytes = qint64(4) * 1024 * 1024;

    /// As storage::Outbox::rows(), over both. `error` when the file could not be read: `rows` are
    /// those of memory then.
    struct Read
    {
        QList<relay::OutboxRow> rows;
        Failure error;
    };
    Read rows(const QString &destination, qint64 afterId, qsizetype maxRows, qint64 maxBytes);
    /// Whether the file's next rows for everybody can be read.
    Failure tryToRead();
    void noteTry(const QList<qint64> &ids);

    /// Removes the rows. When the file fails they are forgotten all the same, and deleted from it
    /// when that is possible; `forgotten` are those for which nothing remembers that.
    struct Removed
    {
        Failure error;
        qsizetype forgotten = 0;
    };
    Removed remove(const QList<qint64> &ids);
    /// All of `destination`; `ids` waited, at most outbox.rows of them in the file and as many in
    /// memory. Errors are as with remove().
    struct Dropped
    {
        QList<qint64> ids;
        Failure error;
    };
    Dropped dropAll(const QString &destination);
    /// Everybody's that an earlier run left; returns how many, by destination. `error` is left as
    /// it is when there is none.
    std::map<QString, qint64> dropEarlierRun(Failure &error);
    /// From now on nothing is from an earlier run.
    void adoptEarlierRun();

    /// Remembers that these are here now; see relay::OutboxStore. After an error they are
    /// remembered all the same, and written with writeSeen().
    Failure noteSeen(const QStringList &destinations);
    /// Writes into the open file whom it does not know yet.
    Failure writeSeen();
    /// Of this run, and of all that the file knew; the one that was here last is last.
    const QStringList &seen() const { return m_seen.list(); }

    /// What waits, by destination. `withFile`: what the file holds is counted.
    QList<relay::OutboxCount> counts(bool withFile) const;

private:
    /// Room for what a file may hold below the ids of this run, whatever the clock says.
    static constexpr qint64 lowestFirstId = qint64(1) << 48;

    void takeIds();
    /// Of what waits in the file, also while it is closed.
    QList<qint64> waitingIds(const QString &destination, qint64 upTo) const;
    QStringList destinations() const;

    const QString m_path;
    storage::Outbox m_file;
    relay::InMemoryOutbox m_memory;
    relay::SeenDestinations m_seen;
    const qint64 m_firstId;
    qint64 m_lastId; ///< The highest that was given.
    bool m_wasOpen = false;
    qint64 m_lastEarlierId = 0;  ///< Of the rows that an earlier run left; 0: they are settled.
    bool m_mayBeWritten = false; ///< The last append to the file failed, but a crash may prove it.
    std::map<qint64, QString> m_waiting; ///< In the file that is closed: destinations by id.
};

} // namespace neuro::service
