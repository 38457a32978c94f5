// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "service/bufferedoutbox.h"
#include "service/outboxgate.h"
#include "storage/secretmask.h"

#include <QObject>
#include <QString>
#include <QTimer>

#include <map>
#include <vector>

namespace neuro::service {

/// Everything of the outbox that lives in the storage thread: carries out the engine's requests on
/// the file, many in one commit. Created, used and deleted in that thread.
///
/// When the file cannot be used (disk full, damaged, locked) messages are kept in memory instead,
/// behind what the file holds, and the engine is told what is wrong; the file is tried again every
/// retryMs. When it works, what is in memory moves into it, in order, and the engine is told that
/// all is well. What could not be removed from the file is removed then, too.
class OutboxWorker : public QObject
{
    Q_OBJECT

public:
    /// `path` is the database. A `queueFile` that is not empty is an older relay's queue, taken
    /// over once. `gate` must outlive the worker.
    OutboxWorker(const QString &path, const QString &queueFile, const relay::OutboxLimits &limits,
                 const storage::SecretMask &mask, OutboxGate *gate);
    /// Tries once more to move into the file what is in memory only.
    ~OutboxWorker() override;

    /// Opens the file and tells the engine what waits.
    void open();
    /// Carries out what waits at the gate.
    void work();

    /// Deletes everything that waits for `destination`, on the operator's wish.
    void dropAll(const QString &destination);
    /// Takes other limits, and hides other secrets in exports.
    void apply(const relay::OutboxLimits &limits, const storage::SecretMask &mask);
    /// The first rows that wait for each, by rising id, for a view: shownRows and shownBytes
    /// together, or one row more; rowsRead() follows.
    void readRows();
    /// What waits for everybody, and what the limits dropped, as JSON Lines; exported() follows.
    void exportTo(const QString &path);

    /// Between two tries of a file that cannot be used.
    static constexpr int retryMs = 5000;
    static constexpr int expireMs = 5000;
    /// How long it is told what became of a file that is in order again.
    static constexpr int noticeMs = 60'000;
    /// Other times than retryMs and noticeMs; to be called before open().
    void setTimes(int retry, int notice);
    /// Rows for a view.
    static constexpr qsizetype shownRows = 500;
    static constexpr qint64 shownBytes = qint64(4) * 1024 * 1024;

Q_SIGNALS:
    void rowsRead(const QList<neuro::relay::OutboxRow> &rows, qint64 waiting);
    /// `error` is empty on success; `path` is whole then. `unsaved` names the file with what is
    /// only in memory, which is `path` itself while the outbox file cannot be read; empty when
    /// nothing is.
    void exported(const QString &path, const neuro::protocol::Phrase &error,
                  const QString &unsaved);

private:
    bool openFile();
    void importQueue();
    void retry();
    /// Moves a part of what is in memory into the file, and comes again as long as there is more.
    void moveOn();
    void mended();

    void keep(const std::vector<relay::KeepInOutbox> &batch);
    void refuse(const OutboxGate::RefusedMessages &messages);
    /// Logs how many messages of a batch were refused, by destination.
    static void logRefused(const std::map<QString, qint64> &counts);
    void fetch(const relay::FetchOutbox &request);
    QList<relay::OutboxRow> read(const QString &destination, qint64 afterId, qsizetype maxRows,
                                 qint64 maxBytes);
    void remove(const QList<qint64> &ids);
    void settleEarlierRun(bool discard);
    void noteSeen(const QStringList &destinations);
    void expire();

    /// `error` is what keeps the file from being used now.
    void fail(const relay::OutboxError &error);
    void tellHealth();
    void tellDrop(const QString &destination, const QList<qint64> &ids, qint64 count,
                  const protocol::Phrase &why);
    void tellDrops(const QList<relay::OutboxDrop> &drops);
    /// `ids` are those that the rows of the batch had before; empty when they had none.
    void tellRefusals(const QList<relay::OutboxRefusal> &refusals, const QList<qint64> &ids);
    void tellLost(const protocol::Phrase &why);

    QString m_queueFile;
    storage::SecretMask m_mask; ///< For exports and views.
    OutboxGate *const m_gate;
    BufferedOutbox m_outbox;
    protocol::Phrase m_problem; ///< Why the file cannot be used; empty: it can.
    protocol::Phrase m_notice;  ///< What became of the file, as long as it is told.
    bool m_isReadable = true;   ///< False from a failed reading to the next try.
    bool m_mustReopen = false;  ///< What failed may be the open file, and not what is on the disk.
    bool m_mustTell = false;    ///< The counts are not those that were told.
    bool m_isMoving = false;    ///< moveOn() comes.
    int m_noticeMs = noticeMs;
    QTimer m_retryTimer;
    QTimer m_expireTimer;
    QTimer m_noticeTimer;
};

} // namespace neuro::service
