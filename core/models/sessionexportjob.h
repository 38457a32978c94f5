// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/sessionexportfile.h"

#include <QObject>
#include <QThread>

#include <atomic>
#include <memory>

namespace neuro::models {

/// Does the exports of an ExportJob; lives in its thread.
class ExportWorker : public QObject
{
    Q_OBJECT

public:
    /// `isCancelled` is asked now and then.
    explicit ExportWorker(std::shared_ptr<const std::atomic_bool> isCancelled)
        : m_isCancelled(std::move(isCancelled))
    {
    }

    void run(const FileExport &wanted);

Q_SIGNALS:
    void progressed(qint64 done, qint64 all);
    void finished(const neuro::models::FileExportOutcome &outcome);

private:
    std::shared_ptr<const std::atomic_bool> m_isCancelled;
};

/// One export at a time, in a thread of its own. Lives in the window's thread.
class ExportJob : public QObject
{
    Q_OBJECT

public:
    explicit ExportJob(QObject *parent = nullptr);
    /// Ends what is running; nothing is left of it.
    ~ExportJob() override;

    bool isRunning() const { return m_isRunning; }
    /// Only while nothing is running; finished() follows.
    void start(const FileExport &wanted);
    /// finished() follows all the same, and soon.
    void cancel();

    /// After so many milliseconds a file system that does not answer is left alone.
    static constexpr unsigned long patienceMs = 2000;

Q_SIGNALS:
    /// How many of how many bytes were read; a format may read the log twice, which counts twice.
    void progressed(qint64 done, qint64 all);
    void finished(const neuro::models::FileExportOutcome &outcome);

private:
    std::shared_ptr<std::atomic_bool> m_isCancelled;
    bool m_isRunning = false;
    QThread *m_thread;
    ExportWorker *m_worker; ///< In m_thread, which deletes it.
};

} // namespace neuro::models
