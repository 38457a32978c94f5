// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "service/recordingworker.h"

#include "config/configsummary.h"
#include "service/configmask.h"
#include "storage/sessionstore.h"

#include <QDateTime>

#include <algorithm>

namespace neuro::service {

RecordingWorker::RecordingWorker(const config::RelayConfig &config, const QString &dataFolder,
                                 Mailbox *mailbox)
    : m_config(config)
    , m_dataFolder(dataFolder)
    , m_mailbox(mailbox)
    , m_recorder(maskOf(config))
{
    m_drainTimer.setSingleShot(true);
    m_drainTimer.setInterval(drainIntervalMs);
    connect(&m_drainTimer, &QTimer::timeout, this, &RecordingWorker::drain);
    connect(&m_recorder, &storage::SessionRecorder::statusChanged, this,
            &RecordingWorker::statusChanged);
}

QString RecordingWorker::startFile(const QString &path, storage::ExistingFile existing)
{
    m_isSession = false;
    drain();
    storage::RecorderSettings settings;
    settings.path = path;
    settings.existing = existing;
    settings.config = config::configSummary(m_config);
    return m_recorder.open(settings) ? QString() : m_recorder.status().error.english();
}

void RecordingWorker::startSession()
{
    startSessionFile(
        storage::SessionStore(m_dataFolder).newSessionPath(QDateTime::currentDateTimeUtc()));
}

void RecordingWorker::startSessionFile(const QString &path)
{
    startFile(path, storage::ExistingFile::Refuse);
    storage::SessionStore(m_dataFolder)
        .prune(m_config.recording.keepSessions, m_config.recording.keepBytes, path);
    m_isSession = true;
    m_prunedAt = 0;
}

void RecordingWorker::keepWithinLimits()
{
    constexpr qint64 share = 16;
    const qint64 keepBytes = m_config.recording.keepBytes;
    const storage::RecorderStatus &status = m_recorder.status();
    if (status.bytes - m_prunedAt < std::min(pruneBytes, keepBytes / share))
        return;
    const storage::SessionStore store(m_dataFolder);
    if (status.bytes >= keepBytes / partsKept)
        return startSessionFile(store.nextPartPath(status.path));
    m_prunedAt = status.bytes;
    store.prune(m_config.recording.keepSessions, keepBytes, status.path);
}

void RecordingWorker::apply(const config::RelayConfig &config)
{
    drain(); // What came before is masked as it was.
    m_config = config;
    m_recorder.setMask(maskOf(config));
}

void RecordingWorker::stopRecording()
{
    drain();
    m_recorder.close();
}

void RecordingWorker::drain()
{
    m_mailbox->exchange(m_batch);
    if (m_recorder.status().recording) {
        m_recorder.write(m_batch.events, m_batch.skippedFrames + m_batch.skippedOthers);
        m_recorder.flush();
    }
    m_batch.events.clear(); // Its memory waits for the next batch, its contents need not.
    if (m_isSession && m_recorder.status().recording)
        keepWithinLimits();
}

void RecordingWorker::wake()
{
    QMetaObject::invokeMethod(
        this,
        [this] {
            if (!m_drainTimer.isActive())
                m_drainTimer.start();
        },
        Qt::QueuedConnection);
}

} // namespace neuro::service
