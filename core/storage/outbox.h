// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "relay/outboxstore.h"

#include <QByteArray>
#include <QString>

#include <limits>
#include <memory>
#include <set>

namespace neuro::storage {

struct OutboxSettings
{
    /// How long a lock of another program is waited for: the storage thread must not stall.
    static constexpr int defaultBusyTimeoutMs = 100;
    static constexpr qint64 defaultMaxFileBytes = qint64(1024) * 1024 * 1024;

    relay::OutboxLimits limits;
    int busyTimeoutMs = defaultBusyTimeoutMs;
    /// Of the database file; its log may take a few MiB more. Over it is like a full disk.
    qint64 maxFileBytes = defaultMaxFileBytes;
};

/// What the program knows of a file's rows before it opens it.
struct OutboxOpening
{
    /// Ids from here on were given to rows that are kept elsewhere, because the file could not be
    /// opened: its own rows, which are older, get ids below. 0: none were.
    qint64 idsTakenFrom = 0;
    /// Rows with higher ids are this run's: it had the file open before.
    qint64 lastEarlierId = std::numeric_limits<qint64>::max();
};

/// What open() found and did.
struct OutboxOpened
{
    bool created = false;   ///< There was no file, or it was set aside.
    int migratedFrom = 0;   ///< The version of the file that was brought up to date; 0: it was.
    qint64 earlierRows = 0; ///< Rows of earlier runs.
    /// Where the damaged file is now, and what was wrong with it; empty when nothing was. Its rows
    /// are not in the outbox.
    QString setAside;
    QString damage;
};

/// What importOnce() did.
struct OutboxImport
{
    bool alreadyDone = false; ///< In an earlier run: nothing was appended now.
    relay::OutboxAppended appended;
};

/// The outbox in an SQLite file. An append() that returned is on the disk, whatever happens to the
/// process or the machine. After an error that comes from the disk itself the rows of that call may
/// be found after a crash all the same: a message can be delivered although its sender was told
/// that it was not queued, never the other way round.
///
/// Belongs to the thread that opens it, which needs no event loop. Calls take as long as the disk
/// does; nothing waits for other programs longer than OutboxSettings::busyTimeoutMs. One outbox per
/// file: what other programs change in it while it is open may go unnoticed.
class Outbox : public relay::OutboxStore
{
public:
    explicit Outbox(const OutboxSettings &settings = {});
    ~Outbox() override;
    Q_DISABLE_COPY_MOVE(Outbox)

    /// Opens `path`, or creates it readable by its owner only. A file of an older version is
    /// migrated; a damaged one, or one that turned out damaged while it was open, is set aside and
    /// a new one begun. After an error the outbox is closed, and the file as it was (or set aside,
    /// which the error tells).
    Result<OutboxOpened> open(const QString &path, const OutboxOpening &opening = {});
    void close();
    bool isOpen() const;
    /// Absolute path of the file; empty before open().
    QString path() const;

    Result<relay::OutboxAppended> append(const QList<relay::NewOutboxRow> &rows,
                                         qint64 nowUs) override;
    Result<QList<relay::OutboxRow>> rows(const QString &destination, qint64 afterId,
                                         qsizetype maxRows, qint64 maxBytes) override;
    Failure remove(const QList<qint64> &ids) override;
    Failure noteTry(const QList<qint64> &ids) override;
    Result<QList<relay::OutboxDrop>> expire(qint64 nowUs) override;
    Result<QList<relay::DroppedOutboxRow>> droppedRows(const QString &destination, qint64 afterId,
                                                       qsizetype maxRows, qint64 maxBytes) override;
    Result<qint64> dropAll(const QString &destination) override;
    Result<qint64> dropEarlierRun(const QString &destination) override;
    void adoptEarlierRun(const QString &destination) override;
    QList<relay::OutboxCount> counts() const override;
    QStringList destinations() const override;
    Failure noteSeen(const QStringList &destinations) override;
    QStringList seen() const override;
    void setLimits(const relay::OutboxLimits &limits) override;

    /// append() for rows that were kept elsewhere and have ids, rising and above all that wait in
    /// the file. What this returns in `ids` is 0 for a refused row.
    Result<relay::OutboxAppended> adopt(const QList<relay::OutboxRow> &rows, qint64 nowUs);

    /// For what could not be removed: forgets the rows at once, and deletes them from the file with
    /// whatever is written into it next, after another open() too. Returns how many were taken
    /// note of: no more than removalsRemembered wait, the others stay as they are.
    qsizetype removeLater(const QList<qint64> &ids);
    static constexpr std::size_t removalsRemembered = 100'000;
    /// Deletes what removeLater() left, and proves that the file can be written.
    Failure settle();

    /// Ids of what waits, in order. Costs no query.
    QList<qint64> waitingIds(const QString &destination) const;
    /// The highest id of the file, what was dropped included; 0: none.
    qint64 lastId() const;
    /// Ids that are given from now on are above `id`, until the file is closed.
    void raiseLastId(qint64 id);

    /// append(), once for each `fingerprint`: it is remembered in the same transaction, so that
    /// what is taken over from elsewhere comes in neither twice nor not at all, even when the
    /// program is killed in between. The last importsRemembered fingerprints are known.
    Result<OutboxImport> importOnce(const QByteArray &fingerprint,
                                    const QList<relay::NewOutboxRow> &rows, qint64 nowUs);
    static constexpr int importsRemembered = 100;

private:
    class Session;

    relay::OutboxError notOpen() const;
    relay::OutboxError noted(const relay::OutboxError &error);
    Result<OutboxOpened> tryOpen(const OutboxOpening &opening);
    Result<OutboxOpened> replaceDamaged(const QString &damage);

    OutboxSettings m_settings;
    QString m_path;
    bool m_damageSeen = false; ///< In the file at m_path, while it was open.
    std::set<qint64>
        m_unremoved; ///< Ids that wait for removal; never more than removalsRemembered.
    std::unique_ptr<Session> m_session;
};

} // namespace neuro::storage
