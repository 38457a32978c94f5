// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "config/relayconfig.h"
#include "service/mailbox.h"
#include "storage/sessionrecorder.h"

#include <QObject>
#include <QTimer>

namespace neuro::service {

/// Everything that lives in the storage thread: drains the log's mailbox into the session recorder.
/// Created, used and deleted in that thread, except for wake().
class RecordingWorker : public QObject
{
    Q_OBJECT

public:
    /// `mailbox` must outlive the worker.
    RecordingWorker(const config::RelayConfig &config, const QString &dataFolder, Mailbox *mailbox);

    /// Records to `path`; returns what went wrong.
    QString startFile(const QString &path, storage::ExistingFile existing);
    /// Records to a new file of the data folder and deletes old sessions.
    void startSession();
    void stopRecording();
    /// Writes what waits in the mailbox.
    void drain();
    /// Copies the recording so far; exported() tells.
    void exportTo(const QString &path);
    /// Drains soon. From any thread: queued.
    void wake();

    /// Between two drains. With the recorder's flush a line is on disk within 100 ms.
    static constexpr int drainIntervalMs = 50;

Q_SIGNALS:
    void statusChanged(const neuro::storage::RecorderStatus &status);
    void exported(const QString &path, const neuro::protocol::Phrase &error);

private:
    const config::RelayConfig m_config;
    const QString m_dataFolder;
    Mailbox *const m_mailbox;
    Mailbox::Batch m_batch; ///< Empty but for its memory outside of drain().
    storage::SessionRecorder m_recorder;
    QTimer m_drainTimer;
};

} // namespace neuro::service
