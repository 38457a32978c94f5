// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "net/detachedwork.h"
#include "net/doorcertificate.h"

#include <QFileSystemWatcher>
#include <QObject>
#include <QStringList>
#include <QTimer>

#include <functional>
#include <optional>

namespace neuro::net {

/// Looks after the two files of a certificate that is shown: tells when others are in their place.
/// Files that are replaced or rewritten, and links that lead elsewhere, be they those of parent
/// folders, are noticed at once; what the system does not tell of, such as changes on another
/// computer's disk, at the next look (Times::lookMs). The files are looked for and read in a thread
/// of its own, so that a disk that does not answer keeps nobody waiting. Belongs to the thread that
/// it was created in, whose event loop it needs.
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
        /// From one look to the next where nothing is told.
        int lookMs = 60'000;
    };

    using Reading = protocol::Result<DoorCertificate, CertificateProblem>;
    /// Reads a certificate and its key from these files. Called in threads of their own, one after
    /// the other; may be at work when the watch is gone.
    using Reader = std::function<Reading(const QString &certificateFile, const QString &keyFile)>;

    explicit CertificateWatch(QObject *parent = nullptr);
    explicit CertificateWatch(const Times &times, Reader reader = readDoorCertificate,
                              QObject *parent = nullptr);
    /// Waits for a disk that does not answer, but for DetachedWork::endMs at most.
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
    /// Whether something is watched that was not.
    bool watch(const QStringList &paths);
    void read();
    void finish(const QStringList &paths, const Reading &reading);
    void take(const Reading &reading);

    const Reader m_reader;
    DetachedWork m_work;
    QFileSystemWatcher m_watcher;
    QTimer m_settle;
    QTimer m_patience;
    QTimer m_look;
    QString m_certificateFile;
    QString m_keyFile;
    std::optional<DoorCertificate> m_shown; ///< Nothing after stop().
    bool m_isReading = false;
    bool m_isChangedMeanwhile = false;
    bool m_isSuspect = false;       ///< Something is wrong, perhaps only for a moment.
    protocol::Phrase m_toldProblem; ///< Empty: none was told.
};

} // namespace neuro::net
