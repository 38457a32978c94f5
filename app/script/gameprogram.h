// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "app/script/script.h"
#include "app/script/scriptrunner.h"

#include <QObject>
#include <QProcess>
#include <QString>

namespace neuro::script {

/// The program that a script starts, in a process group of its own. What it prints goes to standard
/// error: standard output is the report's. Lives in the thread of its user.
class GameProgram : public QObject
{
    Q_OBJECT

public:
    explicit GameProgram(QObject *parent = nullptr);
    /// Stops.
    ~GameProgram() override;

    /// Starts it with `url`, the relay's address, in its environment. Once.
    void start(const Program &program, const QString &url);
    /// SIGTERM to all of its processes, and SIGKILL after stopMs. Waits for its end.
    void stop();

    static constexpr int stopMs = 3000;

Q_SIGNALS:
    void ended(const neuro::script::ProgramEnd &end);
    /// It could not be started.
    void failed(const QString &why);

private:
    void passOnOutput();
    /// To all of its processes; 0 only looks whether there are any. False when there are none.
    bool signalAll(int signal) const;

    QProcess m_process;
    qint64 m_group = 0;
    bool m_isStopping = false;
};

} // namespace neuro::script
