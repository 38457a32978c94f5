// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "net/certificatewatch.h"

#include "net/netlogging.h"
#include "net/watchedpaths.h"

#include <utility>

namespace neuro::net {

CertificateWatch::CertificateWatch(QObject *parent)
    : CertificateWatch(Times(), readDoorCertificate, parent)
{
}

CertificateWatch::CertificateWatch(const Times &times, Reader reader, QObject *parent)
    : QObject(parent)
    , m_reader(std::move(reader))
{
    m_settle.setSingleShot(true);
    m_settle.setInterval(times.settleMs);
    m_patience.setSingleShot(true);
    m_patience.setInterval(times.patienceMs);
    m_look.setInterval(times.lookMs);
    connect(&m_settle, &QTimer::timeout, this, &CertificateWatch::read);
    connect(&m_patience, &QTimer::timeout, this, &CertificateWatch::read);
    connect(&m_look, &QTimer::timeout, this, &CertificateWatch::check);
    connect(&m_watcher, &QFileSystemWatcher::fileChanged, this, &CertificateWatch::check);
    connect(&m_watcher, &QFileSystemWatcher::directoryChanged, this, &CertificateWatch::check);
}

CertificateWatch::~CertificateWatch() = default;

void CertificateWatch::start(const QString &certificateFile, const QString &keyFile,
                             const DoorCertificate &shown)
{
    stop();
    m_certificateFile = certificateFile;
    m_keyFile = keyFile;
    m_shown = shown;
    m_look.start();
    // What to watch becomes known by it.
    read();
}

void CertificateWatch::stop()
{
    // A disk that does not answer keeps what is on another one from nothing.
    m_work.cancel();
    m_isReading = false;
    m_shown.reset();
    m_settle.stop();
    m_patience.stop();
    m_look.stop();
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

bool CertificateWatch::watch(const QStringList &paths)
{
    const QStringList watched = m_watcher.files() + m_watcher.directories();
    for (const QString &path : watched) {
        if (!paths.contains(path))
            m_watcher.removePath(path);
    }
    // A file that was replaced is watched no more, though there is another one in its place.
    bool isNew = false;
    for (const QString &path : paths) {
        if (!watched.contains(path) && m_watcher.addPath(path))
            isNew = true;
    }
    return isNew;
}

void CertificateWatch::read()
{
    if (!m_shown)
        return;
    if (m_isReading) {
        m_isChangedMeanwhile = true;
        return;
    }
    const QString problem = m_work.start([this, reader = m_reader, certificate = m_certificateFile,
                                          key = m_keyFile]() -> DetachedWork::Outcome {
        QStringList paths = watchedPaths(certificate) + watchedPaths(key);
        paths.removeDuplicates();
        return [this, paths, reading = reader(certificate, key)] {
            finish(paths, reading);
        };
    });
    m_isReading = problem.isEmpty();
    if (!m_isReading)
        qCWarning(lcNet,
                  "%ls: whether the certificate was renewed cannot be seen now, for there is no "
                  "thread for it: %ls; it is looked at again within a minute",
                  qUtf16Printable(m_certificateFile), qUtf16Printable(problem));
}

void CertificateWatch::finish(const QStringList &paths, const Reading &reading)
{
    m_isReading = false;
    // Nobody has told of what has happened there since the files were read.
    const bool isMissed = watch(paths) || std::exchange(m_isChangedMeanwhile, false);
    take(reading);
    if (isMissed)
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
