// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "models/sessionexportjob.h"

namespace neuro::models {

void ExportWorker::run(const FileExport &wanted)
{
    Q_EMIT finished(exportFile(wanted, [this](qint64 done, qint64 all) {
        Q_EMIT progressed(done, all);
        return !m_isCancelled->load();
    }));
}

ExportJob::ExportJob(QObject *parent)
    : QObject(parent)
    , m_isCancelled(std::make_shared<std::atomic_bool>(false))
    , m_thread(new QThread)
    , m_worker(new ExportWorker(m_isCancelled))
{
    m_thread->setObjectName(QStringLiteral("export"));
    m_worker->moveToThread(m_thread);
    connect(m_thread, &QThread::finished, m_worker, &QObject::deleteLater);
    connect(m_worker, &ExportWorker::progressed, this, &ExportJob::progressed);
    connect(m_worker, &ExportWorker::finished, this, [this](const FileExportOutcome &outcome) {
        m_isRunning = false;
        Q_EMIT finished(outcome);
    });
    m_thread->start();
}

ExportJob::~ExportJob()
{
    m_isCancelled->store(true);
    m_worker->disconnect(this);
    m_thread->quit();
    // A thread that hangs in a file system keeps what is its own.
    if (m_thread->wait(patienceMs))
        delete m_thread;
}

void ExportJob::start(const FileExport &wanted)
{
    Q_ASSERT(!m_isRunning);
    m_isRunning = true;
    m_isCancelled->store(false);
    QMetaObject::invokeMethod(
        m_worker, [worker = m_worker, wanted] { worker->run(wanted); }, Qt::QueuedConnection);
}

void ExportJob::cancel()
{
    m_isCancelled->store(true);
}

} // namespace neuro::models
