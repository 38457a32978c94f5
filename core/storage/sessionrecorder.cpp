// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "storage/sessionrecorder.h"

#include "storage/privatefolder.h"
#include "storage/sessionlogformat.h"

#include <QFileInfo>
#include <QLoggingCategory>
#include <QSignalBlocker>

#include <algorithm>
#include <chrono>

using namespace Qt::Literals::StringLiterals;

namespace neuro::storage {

using protocol::Phrase;
using protocol::phrase;

Q_LOGGING_CATEGORY(lcRecorder, "neuro.storage.recorder")

namespace {

/// Earlier than flushMs, which is a promise: timers fire late and writing takes time.
constexpr int flushTimerMs = SessionRecorder::flushMs / 2;

qint64 wallMicros()
{
    using namespace std::chrono;
    return duration_cast<microseconds>(system_clock::now().time_since_epoch()).count();
}

quint64 countLines(QByteArrayView lines)
{
    return static_cast<quint64>(std::count(lines.begin(), lines.end(), '\n'));
}

/// Frames among whole lines.
quint64 countFrames(QByteArrayView lines)
{
    static constexpr QByteArrayView frameStart = R"({"kind":"frame",)";
    quint64 frames = 0;
    while (!lines.isEmpty()) {
        if (lines.startsWith(frameStart))
            ++frames;
        const qsizetype end = lines.indexOf('\n');
        lines = end < 0 ? QByteArrayView() : lines.sliced(end + 1);
    }
    return frames;
}

bool endsInsideLine(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly) || file.size() == 0)
        return false;
    return file.seek(file.size() - 1) && file.read(1) != "\n";
}

} // namespace

SessionRecorder::SessionRecorder(SecretMask mask, QObject *parent)
    : QObject(parent)
    , m_mask(std::move(mask))
    , m_file(this)
    , m_flushTimer(this)
    , m_statusTimer(this)
{
    m_flushTimer.setSingleShot(true);
    m_flushTimer.setTimerType(Qt::PreciseTimer);
    m_flushTimer.setInterval(flushTimerMs);
    connect(&m_flushTimer, &QTimer::timeout, this, &SessionRecorder::flush);
    m_statusTimer.setSingleShot(true);
    m_statusTimer.setInterval(statusIntervalMs);
    connect(&m_statusTimer, &QTimer::timeout, this, &SessionRecorder::reportStatus);
}

SessionRecorder::~SessionRecorder()
{
    const QSignalBlocker blocker(this);
    finish();
}

bool SessionRecorder::open(const RecorderSettings &settings)
{
    finish();
    m_settings = settings;
    m_status = RecorderStatus{};
    m_status.path = settings.path;
    m_torn.clear();
    m_unreported = 0;
    m_file.setFileName(settings.path);
    m_writeError = openFile(settings.existing);
    if (m_writeError.isEmpty()) {
        m_status.recording = true;
        m_torn += header();
        completeTornLine();
    }
    m_status.error = m_writeError;
    if (!m_writeError.isEmpty())
        qCWarning(lcRecorder).noquote() << m_writeError.english();
    scheduleFlush();
    reportStatusNow();
    return m_status.recording;
}

QByteArray SessionRecorder::header() const
{
    return m_mask.masked(sessionHeaderLine(wallMicros(), m_settings.config));
}

/// Opens without a buffer: what write() says has happened, has happened.
Phrase SessionRecorder::openFile(ExistingFile existing)
{
    const QFileInfo info(m_settings.path);
    if (m_settings.path.isEmpty())
        return phrase(QT_TRANSLATE_NOOP("core", "no file to record to is named"));
    if (!makePrivateFolder(info.path()))
        return phrase(
            QT_TRANSLATE_NOOP("core",
                              "%1: the folder cannot be created; choose another file to record to"),
            info.path());
    if (info.isDir())
        return phrase(QT_TRANSLATE_NOOP("core", "%1: is a folder; name a file in it to record to"),
                      m_settings.path);

    QIODevice::OpenMode mode = QIODevice::WriteOnly | QIODevice::Unbuffered;
    switch (existing) {
    case ExistingFile::Refuse:
        if (info.exists() || info.isSymLink())
            return phrase(
                QT_TRANSLATE_NOOP("core", "%1: exists already; continue it with --append, replace "
                                          "it with --overwrite, or name another file"),
                m_settings.path);
        mode |= QIODevice::NewOnly;
        break;
    case ExistingFile::Append:
        mode |= QIODevice::Append;
        break;
    case ExistingFile::Overwrite:
        mode |= QIODevice::Truncate;
        break;
    }
    const bool tearsLine = existing == ExistingFile::Append && endsInsideLine(m_settings.path);
    if (!m_file.open(mode, privateFile))
        return phrase(QT_TRANSLATE_NOOP("core", "%1: cannot be written: %2"), m_settings.path,
                      m_file.errorString());
    // One that existed keeps its permissions when it is opened; a device is not ours to change.
    if (QFileInfo(m_file).isFile())
        m_file.setPermissions(privateFile);
    if (tearsLine)
        m_torn = "\n"_ba;
    m_status.bytes = m_file.size();
    return {};
}

void SessionRecorder::write(const relay::RelayEvents &events, quint64 droppedBefore)
{
    if (!m_status.recording)
        return;
    if (droppedBefore > 0) {
        flush();
        loseLines(droppedBefore, u"the disk was too slow"_s);
    }
    for (const relay::RelayEvent &event : events) {
        appendLogLine(m_buffer, event, m_mask);
        if (m_buffer.size() >= maxBuffered)
            flush();
    }
    scheduleFlush();
}

void SessionRecorder::flush()
{
    m_flushTimer.stop();
    if (!m_status.recording)
        return;
    const bool hasWork = !m_buffer.isEmpty() || !m_torn.isEmpty() || m_unreported > 0;
    if (hasWork) {
        m_writeError = {};
        if (!m_file.isOpen() || !QFileInfo::exists(m_settings.path))
            reopenVanishedFile();
        writeDroppedLine();
        put(m_buffer);
        // A burst or one huge frame must not keep its memory.
        if (m_buffer.capacity() > 4 * maxBuffered)
            m_buffer = QByteArray();
        else
            m_buffer.resize(0);
        if (m_status.error.isEmpty() && !m_writeError.isEmpty())
            qCWarning(lcRecorder).noquote() << m_writeError.english();
        m_status.error = m_writeError;
    }
    scheduleFlush();
    reportStatus();
}

/// The file was deleted, or its folder: what is written to it now would be lost with it.
void SessionRecorder::reopenVanishedFile()
{
    const bool hasJustVanished = m_file.isOpen();
    m_file.close();
    if (hasJustVanished) {
        qCWarning(lcRecorder).noquote()
            << m_settings.path + u": was deleted while it was recorded to; starting it anew"_s;
        m_status.frames = 0;
        m_status.bytes = 0;
    }
    m_torn.clear();
    m_writeError = openFile(ExistingFile::Refuse);
    if (m_writeError.isEmpty())
        m_torn = header();
}

void SessionRecorder::writeDroppedLine()
{
    if (m_unreported == 0 || !completeTornLine())
        return;
    QByteArray line;
    appendDroppedLine(line, wallMicros(), m_unreported, m_unreportedWhy);
    const qsizetype written = writeBytes(line);
    if (written == 0)
        return;
    m_torn = line.sliced(written);
    m_unreported = 0;
}

/// Writes whole lines; those that cannot be written are lost, except that one that was begun is
/// completed later.
void SessionRecorder::put(QByteArrayView lines)
{
    if (lines.isEmpty())
        return;
    qsizetype kept = 0;
    if (completeTornLine() && m_unreported == 0) {
        kept = writeBytes(lines);
        if (kept > 0 && lines[kept - 1] != '\n') {
            const qsizetype end = lines.indexOf('\n', kept) + 1;
            m_torn = lines.sliced(kept, end - kept).toByteArray();
            kept = end;
        }
    }
    m_status.frames += countFrames(lines.first(kept));
    if (const quint64 lost = countLines(lines.sliced(kept)); lost > 0)
        loseLines(lost, m_file.isOpen() ? m_file.errorString() : m_writeError.english());
}

bool SessionRecorder::completeTornLine()
{
    if (m_torn.isEmpty())
        return true;
    m_torn.remove(0, writeBytes(m_torn));
    return m_torn.isEmpty();
}

/// Returns how many bytes could be written; says in m_writeError why not all.
qsizetype SessionRecorder::writeBytes(QByteArrayView bytes)
{
    qsizetype written = 0;
    while (written < bytes.size() && m_file.isOpen()) {
        const qint64 count = m_file.write(bytes.data() + written, bytes.size() - written);
        if (count <= 0)
            break;
        written += count;
    }
    m_status.bytes += written;
    if (written < bytes.size() && m_writeError.isEmpty())
        m_writeError =
            phrase(QT_TRANSLATE_NOOP("core", "%1: cannot be written: %2. Log lines are lost until "
                                             "this is mended; the relay goes on"),
                   m_settings.path, m_file.errorString());
    return written;
}

void SessionRecorder::loseLines(quint64 count, const QString &why)
{
    m_status.dropped += count;
    m_unreported += count;
    m_unreportedWhy = why;
}

void SessionRecorder::scheduleFlush()
{
    const bool hasWork = !m_buffer.isEmpty() || !m_torn.isEmpty() || m_unreported > 0;
    if (m_status.recording && hasWork && !m_flushTimer.isActive())
        m_flushTimer.start();
}

void SessionRecorder::close()
{
    finish();
    reportStatusNow();
}

void SessionRecorder::finish()
{
    flush();
    m_flushTimer.stop();
    m_file.close();
    m_status.recording = false;
}

void SessionRecorder::reportStatus()
{
    if (!m_statusTimer.isActive() && m_status != m_reported)
        reportStatusNow();
}

void SessionRecorder::reportStatusNow()
{
    m_reported = m_status;
    m_statusTimer.start();
    Q_EMIT statusChanged(m_status);
}

} // namespace neuro::storage
