// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "service/recordingworker.h"

#include "config/configsummary.h"
#include "storage/sessionstore.h"

#include <QDateTime>

namespace neuro::service {

RecordingWorker::RecordingWorker(const config::RelayConfig &config, const QString &dataFolder,
                                 Mailbox *mailbox)
    : m_config(config)
    , m_dataFolder(dataFolder)
    , m_mailbox(mailbox)
    , m_recorder(storage::SecretMask(config.secrets(), config.recording.redact))
{
    m_drainTimer.setSingleShot(true);
    m_drainTimer.setInterval(drainIntervalMs);
    connect(&m_drainTimer, &QTimer::timeout, this, &RecordingWorker::drain);
    connect(&m_recorder, &storage::SessionRecorder::statusChanged, this,
            &RecordingWorker::statusChanged);
}

QString RecordingWorker::startFile(const QString &path, storage::ExistingFile existing)
{
    drain();
    storage::RecorderSettings settings;
    settings.path = path;
    settings.existing = existing;
    settings.config = config::configSummary(m_config);
    return m_recorder.open(settings) ? QString() : m_recorder.status().error.english();
}

void RecordingWorker::startSession()
{
    const storage::SessionStore store(m_dataFolder);
    const QString path = store.newSessionPath(QDateTime::currentDateTimeUtc());
    startFile(path, storage::ExistingFile::Refuse);
    store.prune(m_config.recording.keepSessions, m_config.recording.keepBytes, path);
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
}

void RecordingWorker::exportTo(const QString &path)
{
    drain();
    Q_EMIT exported(path, m_recorder.exportTo(path));
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
