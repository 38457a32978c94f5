// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "net/certificatewatch.h"

#include "net/netlogging.h"

#include <QDeadlineTimer>
#include <QFileInfo>
#include <QMutex>
#include <QMutexLocker>
#include <QStringList>
#include <QWaitCondition>

#include <system_error>
#include <thread>
#include <utility>

namespace neuro::net {

/// The way from a thread that reads to the watch, which may be gone when something comes.
class CertificateWatch::Reports
{
public:
    explicit Reports(CertificateWatch *watch)
        : m_watch(watch)
    {
    }

    /// Called in the thread that has read.
    void tell(quint64 start, const Reading &reading)
    {
        const QMutexLocker lock(&m_mutex);
        if (CertificateWatch *watch = m_watch) {
            QMetaObject::invokeMethod(
                watch, [watch, start, reading] { watch->finish(start, reading); },
                Qt::QueuedConnection);
        }
    }

    void begin()
    {
        const QMutexLocker lock(&m_mutex);
        ++m_readings;
    }
    /// What was begun is over, and nothing of it is left: to be called last.
    void end()
    {
        const QMutexLocker lock(&m_mutex);
        --m_readings;
        m_ended.wakeAll();
    }
    /// Nothing is told any more. Waits so long for what was begun.
    void close(int ms)
    {
        const QMutexLocker lock(&m_mutex);
        m_watch = nullptr;
        const QDeadlineTimer deadline(ms);
        while (m_readings > 0 && m_ended.wait(&m_mutex, deadline)) {
        }
    }

private:
    QMutex m_mutex;
    QWaitCondition m_ended;
    CertificateWatch *m_watch; ///< nullptr: gone.
    int m_readings = 0;
};

CertificateWatch::CertificateWatch(QObject *parent)
    : CertificateWatch(Times(), readDoorCertificate, parent)
{
}

CertificateWatch::CertificateWatch(const Times &times, Reader reader, QObject *parent)
    : QObject(parent)
    , m_reader(std::move(reader))
    , m_reports(std::make_shared<Reports>(this))
{
    m_settle.setSingleShot(true);
    m_settle.setInterval(times.settleMs);
    m_patience.setSingleShot(true);
    m_patience.setInterval(times.patienceMs);
    connect(&m_settle, &QTimer::timeout, this, &CertificateWatch::read);
    connect(&m_patience, &QTimer::timeout, this, &CertificateWatch::read);
    connect(&m_watcher, &QFileSystemWatcher::fileChanged, this, &CertificateWatch::check);
    connect(&m_watcher, &QFileSystemWatcher::directoryChanged, this, &CertificateWatch::check);
}

CertificateWatch::~CertificateWatch()
{
    m_reports->close(endMs);
}

void CertificateWatch::start(const QString &certificateFile, const QString &keyFile,
                             const DoorCertificate &shown)
{
    stop();
    m_certificateFile = certificateFile;
    m_keyFile = keyFile;
    m_shown = shown;
    watchAgain();
}

void CertificateWatch::stop()
{
    ++m_start;
    m_shown.reset();
    m_settle.stop();
    m_patience.stop();
    m_isChangedMeanwhile = false;
    m_isSuspect = false;
    m_toldProblem = {};
    const QStringList watched = m_watcher.files() + m_watcher.directories();
    if (!watched.isEmpty())
        m_watcher.removePaths(watched);
}

void CertificateWatch::check()
{
    // Not begun anew by every change: in some folders there is always one.
    if (m_shown && !m_settle.isActive())
        m_settle.start();
}

/// A file that was replaced is watched no more; its folder tells that there is another one.
void CertificateWatch::watchAgain()
{
    const QStringList watched = m_watcher.files() + m_watcher.directories();
    for (const QString &file : {m_certificateFile, m_keyFile}) {
        for (const QString &path : {file, QFileInfo(file).absolutePath()}) {
            if (!watched.contains(path) && QFileInfo::exists(path))
                m_watcher.addPath(path);
        }
    }
}

void CertificateWatch::read()
{
    if (!m_shown)
        return;
    if (m_isReading) {
        m_isChangedMeanwhile = true;
        return;
    }
    // Before they are read: nothing that happens from here on is missed.
    watchAgain();
    m_reports->begin();
    try {
        // Nobody can wait for one that hangs, and a QThread must be waited for.
        std::thread([reader = m_reader, reports = m_reports, start = m_start,
                     certificate = m_certificateFile, key = m_keyFile] {
            reports->tell(start, reader(certificate, key));
            reports->end();
        }).detach();
    } catch (const std::system_error &error) {
        m_reports->end();
        qCWarning(lcNet,
                  "%ls: whether the certificate was renewed cannot be seen now, for there is no "
                  "thread for it: %s; the next change of the file is looked at again",
                  qUtf16Printable(m_certificateFile), error.what());
        return;
    }
    m_isReading = true;
}

void CertificateWatch::finish(quint64 start, const Reading &reading)
{
    m_isReading = false;
    if (start == m_start)
        take(reading);
    if (std::exchange(m_isChangedMeanwhile, false))
        check();
}

void CertificateWatch::take(const Reading &reading)
{
    if (!reading) {
        if (!std::exchange(m_isSuspect, true)) {
            m_patience.start();
        } else if (!m_patience.isActive() && m_toldProblem != reading.error().text) {
            m_toldProblem = reading.error().text;
            Q_EMIT failed(reading.error());
        }
        return;
    }
    m_patience.stop();
    m_isSuspect = false;
    const bool wasTold = !std::exchange(m_toldProblem, {}).isEmpty();
    if (reading->chain != m_shown->chain || reading->key != m_shown->key) {
        m_shown = *reading;
        Q_EMIT renewed(*reading);
    } else if (wasTold) {
        Q_EMIT recovered();
    }
}

} // namespace neuro::net
