// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "net/certificatewatch.h"

#include <QFileInfo>
#include <QStringList>

#include <utility>

namespace neuro::net {

CertificateWatch::CertificateWatch(QObject *parent)
    : CertificateWatch(Times(), parent)
{
}

CertificateWatch::CertificateWatch(const Times &times, QObject *parent)
    : QObject(parent)
    , m_times(times)
{
    m_pool.setMaxThreadCount(1);
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
    // Its jobs speak to this object.
    m_pool.waitForDone();
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
    m_isReading = true;
    // Before they are read: nothing that happens from here on is missed.
    watchAgain();
    m_pool.start([this, start = m_start, certificate = m_certificateFile, key = m_keyFile] {
        const Reading reading = readDoorCertificate(certificate, key);
        QMetaObject::invokeMethod(
            this,
            [this, start, reading] {
                m_isReading = false;
                if (start == m_start)
                    take(reading);
                if (std::exchange(m_isChangedMeanwhile, false))
                    check();
            },
            Qt::QueuedConnection);
    });
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
