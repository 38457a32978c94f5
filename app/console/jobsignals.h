// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include <QObject>
#include <QSocketNotifier>

#include <memory>

namespace neuro::app {

/// The shell's job control as Qt signals: Ctrl+Z (SIGTSTP) and going on (SIGCONT). One per process,
/// in the thread that has the terminal.
class JobSignals : public QObject
{
    Q_OBJECT

public:
    explicit JobSignals(QObject *parent = nullptr);
    ~JobSignals() override;

    /// Stops the whole process, all of its threads, as Ctrl+Z does without this object; returns
    /// when it goes on. A process whose group no shell looks after goes on at once.
    static void stopProcess();
    /// Whether what is typed at the terminal of standard input is for this process.
    static bool isInForeground();

Q_SIGNALS:
    /// The operator wants the process to stop; stopProcess() does it.
    void suspendRequested();
    /// The process goes on, after stopProcess() or after it was stopped without being asked
    /// (SIGSTOP): somebody else may have used the terminal.
    void continued();

private:
    void read();

    std::unique_ptr<QSocketNotifier> m_notifier;
};

} // namespace neuro::app
