// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "relay/inmemoryoutbox.h"
#include "service/outboxgate.h"
#include "storage/outbox.h"
#include "storage/secretmask.h"

#include <QElapsedTimer>
#include <QObject>
#include <QString>
#include <QTimer>

#include <optional>

namespace neuro::service {

/// Everything of the outbox that lives in the storage thread: carries out the engine's requests on
/// the file, many in one commit. Created, used and deleted in that thread.
///
/// When the file cannot be used (disk full, damaged, locked) messages are kept in memory instead,
/// behind what the file holds, and the engine is told what is wrong; the file is tried again every
/// retryMs. What is in memory stays there until it is delivered.
class OutboxWorker : public QObject
{
    Q_OBJECT

public:
    /// `path` is the database. A `queueFile` that is not empty is an older relay's queue, taken
    /// over once. `gate` must outlive the worker.
    OutboxWorker(const QString &path, const QString &queueFile, const relay::OutboxLimits &limits,
                 const storage::SecretMask &mask, OutboxGate *gate);
    ~OutboxWorker() override;

    /// Opens the file and tells the engine what waits.
    void open();
    /// Carries out what waits at the gate.
    void work();

    /// Deletes everything that waits for upstream, on the operator's wish.
    void dropAll();
    /// Takes other limits, and hides other secrets in exports.
    void apply(const relay::OutboxLimits &limits, const storage::SecretMask &mask);
    /// The first rows that wait, for a view; rowsRead() follows.
    void readRows();
    /// What waits, and what the limits dropped, as JSON Lines; exported() follows.
    void exportTo(const QString &path);

    static constexpr int retryMs = 5000;
    static constexpr int expireMs = 5000;
    /// Rows for a view.
    static constexpr qsizetype shownRows = 500;
    static constexpr qint64 shownBytes = qint64(4) * 1024 * 1024;

Q_SIGNALS:
    void rowsRead(const QList<neuro::relay::OutboxRow> &rows, qint64 waiting);
    /// `error` is empty on success.
    void exported(const QString &path, const neuro::protocol::Phrase &error);

private:
    /// Above all ids of the file: rows in memory come after them.
    static constexpr qint64 firstMemoryId = qint64(1) << 48;

    void tryToOpen();
    void importQueue();
    void keep(const std::vector<relay::KeepInOutbox> &batch);
    /// Appends to the file, or to memory when that fails; returns a row id for each.
    QList<qint64> append(const QList<relay::NewOutboxRow> &rows);
    QList<qint64> appendToMemory(const QList<relay::NewOutboxRow> &rows);
    void fetch(const relay::FetchOutbox &request);
    QList<relay::OutboxRow> read(const QString &destination, qint64 afterId, qsizetype maxRows,
                                 qint64 maxBytes);
    void remove(const QList<qint64> &ids);
    void settleEarlierRun(bool discard);
    void expire();
    void tellDrops(const QList<relay::OutboxDrop> &drops, qint64 idOffset);
    void tellHealth();
    void noteError(const relay::OutboxError &error);
    bool isMemoryUsed() const;
    /// What waits, by destination, in the file and in memory together.
    QList<relay::OutboxCount> counts() const;

    const QString m_path;
    QString m_queueFile;
    storage::SecretMask m_mask; ///< For exports and views.
    OutboxGate *const m_gate;
    storage::Outbox m_file;
    relay::InMemoryOutbox m_memory;
    protocol::Phrase m_problem; ///< Empty: all is well.
    protocol::Phrase m_notice;  ///< What happened to the file when it was opened.
    bool m_isReadable = true;   ///< False from a failed reading to the next try.
    QTimer m_retryTimer;
    QTimer m_expireTimer;
};

} // namespace neuro::service
