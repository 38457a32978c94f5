// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "net/doorcertificate.h"

#include <QFileSystemWatcher>
#include <QObject>
#include <QThreadPool>
#include <QTimer>

#include <optional>

namespace neuro::net {

/// Looks after the two files of a certificate that is shown: tells when others are in their place.
/// Files that are replaced, rewritten, or links that lead elsewhere are noticed; files on another
/// computer's disk may have to wait for check(). They are read in a thread of its own, so that a
/// slow disk keeps nobody waiting; only whether they exist is looked up in the thread that this
/// belongs to: the one that it was created in, whose event loop it needs.
class CertificateWatch : public QObject
{
    Q_OBJECT

public:
    struct Times
    {
        /// After a change, for the others that belong to it; also the shortest time between two
        /// readings.
        int settleMs = 500;
        /// So long what is wrong may be right again before it is told: the certificate and the key
        /// are two files, and may be copied one after the other.
        int patienceMs = 3000;
    };

    explicit CertificateWatch(QObject *parent = nullptr);
    explicit CertificateWatch(const Times &times, QObject *parent = nullptr);
    /// Waits until nothing is being read.
    ~CertificateWatch() override;

    /// `shown` was read from these files and is shown now.
    void start(const QString &certificateFile, const QString &keyFile,
               const DoorCertificate &shown);
    /// Until the next start() nothing is told.
    void stop();
    /// Reads the files soon, as if they had changed.
    void check();

Q_SIGNALS:
    /// The files hold another certificate, or another key, that can be used.
    void renewed(const neuro::net::DoorCertificate &certificate);
    /// What is in the files now cannot be used. Told once, until that changes.
    void failed(const neuro::net::CertificateProblem &problem);
    /// After failed(): the files hold again what is shown.
    void recovered();

private:
    using Reading = protocol::Result<DoorCertificate, CertificateProblem>;

    void watchAgain();
    void read();
    void take(const Reading &reading);

    const Times m_times;
    QFileSystemWatcher m_watcher;
    QTimer m_settle;
    QTimer m_patience;
    QThreadPool m_pool; ///< Of one thread.
    QString m_certificateFile;
    QString m_keyFile;
    std::optional<DoorCertificate> m_shown; ///< Nothing after stop().
    quint64 m_start = 0;                    ///< Counts start(): what was read for another is old.
    bool m_isReading = false;
    bool m_isChangedMeanwhile = false;
    bool m_isSuspect = false;       ///< Something is wrong, perhaps only for a moment.
    protocol::Phrase m_toldProblem; ///< Empty: none was told.
};

} // namespace neuro::net
