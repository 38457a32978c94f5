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
    const storage::RecorderStatus &status() const { return m_recorder.status(); }
    /// Records to a new file of the data folder and deletes old sessions. When a file has grown to
    /// `recording.keep_size` / `partsKept`, the session goes on in another one: so deleting the
    /// oldest file never takes much of what may be kept.
    void startSession();
    void stopRecording();
    /// Takes what has changed: secrets and patterns at once, how much is kept from now on.
    void apply(const config::RelayConfig &config);
    /// Writes what waits in the mailbox.
    void drain();
    /// Drains soon. From any thread: queued.
    void wake();

    /// Between two drains. With the recorder's flush a line is on disk within 100 ms.
    static constexpr int drainIntervalMs = 50;
    /// Bytes of a recording after which old sessions are looked at again, or a sixteenth of
    /// `recording.keep_size` when that is less.
    static constexpr qint64 pruneBytes = qint64(64) * 1024 * 1024;
    /// Full files of one session that fit into `recording.keep_size`.
    static constexpr int partsKept = 4;

Q_SIGNALS:
    void statusChanged(const neuro::storage::RecorderStatus &status);

private:
    void startSessionFile(const QString &path);
    void keepWithinLimits();

    config::RelayConfig m_config;
    const QString m_dataFolder;
    Mailbox *const m_mailbox;
    Mailbox::Batch m_batch; ///< Empty but for its memory outside of drain().
    storage::SessionRecorder m_recorder;
    bool m_isSession = false; ///< It records to the data folder.
    qint64 m_prunedAt = 0;    ///< Size of the file when old sessions were last looked at.
    QTimer m_drainTimer;
};

} // namespace neuro::service
