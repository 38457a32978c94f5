// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "protocol/phrase.h"
#include "relay/relayevent.h"
#include "storage/secretmask.h"

#include <QByteArrayView>
#include <QFile>
#include <QJsonObject>
#include <QMetaType>
#include <QObject>
#include <QTimer>

namespace neuro::storage {

enum class ExistingFile { Refuse, Append, Overwrite };

struct RecorderSettings
{
    QString path;
    ExistingFile existing = ExistingFile::Refuse;
    QJsonObject config; ///< For the header; without secrets.
};

struct RecorderStatus
{
    bool recording = false;
    QString path;
    quint64 frames = 0;     ///< Frames in the file, of this recording.
    qint64 bytes = 0;       ///< Size of the file.
    quint64 dropped = 0;    ///< Lines that were lost since open().
    protocol::Phrase error; ///< What to tell the operator; empty while all is well.

    bool operator==(const RecorderStatus &) const = default;
};

/// Writes one session log. Lives in the storage thread; every call happens there. A write error
/// (disk full, file deleted) is told once, counted as dropped lines, and tried again with the next
/// batch; nothing else stops. Once writing works again, a `dropped` line tells what is missing.
class SessionRecorder : public QObject
{
    Q_OBJECT

public:
    explicit SessionRecorder(SecretMask mask, QObject *parent = nullptr);
    /// Writes what is buffered, without a signal.
    ~SessionRecorder() override;

    /// Creates the file (0600, folders too: 0700) and writes the header; ends an earlier recording.
    /// False: status().error says what and why. A file that is appended to gets another header
    /// line.
    bool open(const RecorderSettings &settings);
    /// Appends `events`; lines reach the file within flushMs. `droppedBefore` lines were lost
    /// before them, because this thread was too slow. Does nothing while not recording.
    void write(const relay::RelayEvents &events, quint64 droppedBefore);
    void flush();
    void close();
    /// For what is written from now on.
    void setMask(const SecretMask &mask) { m_mask = mask; }

    const RecorderStatus &status() const { return m_status; }

    static constexpr int flushMs = 100;
    /// Shortest time between two statusChanged(), except for open() and close().
    static constexpr int statusIntervalMs = 250;
    /// Buffered bytes that are written at once, without waiting for the flush.
    static constexpr qsizetype maxBuffered = 256 * 1024;

Q_SIGNALS:
    void statusChanged(const neuro::storage::RecorderStatus &status);

private:
    protocol::Phrase openFile(ExistingFile existing);
    QByteArray header() const;
    void reopenVanishedFile();
    void finish();

    void loseLines(quint64 count, const QString &why);
    void writeDroppedLine();
    void put(QByteArrayView lines);
    bool completeTornLine();
    qsizetype writeBytes(QByteArrayView bytes);

    void scheduleFlush();
    void reportStatus();
    void reportStatusNow();

    SecretMask m_mask;
    RecorderSettings m_settings;
    QFile m_file;
    QByteArray m_buffer;
    /// The header that is not written yet, or the rest of a line that a failing write began: goes
    /// first, so that no line stays broken.
    QByteArray m_torn;
    QTimer m_flushTimer;
    QTimer m_statusTimer;
    RecorderStatus m_status;
    RecorderStatus m_reported;
    /// Lines that are missing in the file and that no `dropped` line tells yet, and why.
    quint64 m_unreported = 0;
    QString m_unreportedWhy;
    protocol::Phrase m_writeError;
};

} // namespace neuro::storage

Q_DECLARE_METATYPE(neuro::storage::RecorderStatus)
