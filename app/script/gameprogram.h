// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "app/script/script.h"
#include "app/script/scriptrunner.h"

#include <QObject>
#include <QProcess>
#include <QSet>
#include <QString>
#include <QTimer>

namespace neuro::script {

/// The program that a script starts, in a process group of its own. What it prints goes to standard
/// error: standard output is the report's. From its start on this process adopts what its
/// descendants leave behind, and takes every other new child of its own for one of the program's.
/// Lives in the thread of its user.
class GameProgram : public QObject
{
    Q_OBJECT

public:
    explicit GameProgram(QObject *parent = nullptr);
    /// Stops.
    ~GameProgram() override;

    /// Starts it with `url`, the relay's address, in its environment. Once.
    void start(const Program &program, const QString &url);
    /// SIGTERM to all of its processes, those included that have left its process group when their
    /// parents have ended (on Linux), and SIGKILL after stopMs. Waits for their end.
    void stop();

    /// Of its process group; 0 when none of its processes is left, or none was started.
    qint64 group() const { return m_group; }

    static constexpr int stopMs = 3000;
    /// How often is looked whether those that outlive the program itself are still there, and
    /// those asked for that have ended.
    static constexpr int watchMs = 500;

Q_SIGNALS:
    void ended(const neuro::script::ProgramEnd &end);
    /// It could not be started.
    void failed(const QString &why);

private:
    void passOnOutput();
    /// To all of its processes; 0 only looks whether there are any. False when there are none.
    bool signalAll(int signal) const;
    /// Of its group, or of what it has left behind elsewhere.
    bool isAnyLeft() const;
    /// To what it has left behind and is not among `told`, which then holds it.
    void signalOrphans(int signal, QSet<qint64> &told) const;
    /// The system may give the number of a group without processes to somebody else, at any time
    /// after.
    void forgetEmptyGroup();

    QProcess m_process;
    qint64 m_group = 0;
    QSet<qint64> m_others; ///< Children that this process had before.
    QTimer m_watch;        ///< Runs from the start of the program to the end of its last process.
    bool m_wasStarted = false;
    bool m_isStopping = false;
};

} // namespace neuro::script
