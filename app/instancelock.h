// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include <QLocalServer>
#include <QLockFile>
#include <QObject>
#include <QString>

namespace neuro::app {

/// Makes sure that one relay runs per data folder, and lets a second start raise the first one's
/// window.
class InstanceLock : public QObject
{
    Q_OBJECT

public:
    explicit InstanceLock(const QString &dataFolder, QObject *parent = nullptr);

    /// Creates the data folder (0700) and takes the lock. False: error() says why, with the process
    /// that holds it.
    bool acquire();
    const QString &error() const { return m_error; }
    /// After a failed acquire() or a raiseOther(): the process that holds the lock; 0 when nobody
    /// knows.
    qint64 holder() const { return m_holder; }

    /// Asks the first instance to come to the front. False when there is none, or it has no window
    /// or does not answer. It is found by the folder itself, whatever it is called, and needs the
    /// same TMPDIR only for a folder whose path is too long for a socket.
    bool raiseOther();
    /// Listens for raiseOther() of later starts. That it cannot is logged.
    void listenForRaise();

    static constexpr int raiseTimeoutMs = 1000;

Q_SIGNALS:
    void raiseRequested();

private:
    QString socketName() const;

    QString m_dataFolder;
    QLockFile m_lock;
    QLocalServer m_server;
    QString m_error;
    qint64 m_holder = 0;
};

} // namespace neuro::app
