// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include <QJsonObject>
#include <QProcess>
#include <QString>
#include <QStringList>

namespace neuro::testing {

/// A Python that has what the tools in tests/tools need; empty: there is none.
QString findPython();
/// What to say of a test that is skipped for that.
inline constexpr const char *noPython =
    "there is no python3 with the module websockets (Debian: python3-websockets)";

/// One of the tools in tests/tools as a process.
class PythonTool
{
public:
    /// Starts `name` ("game.py") at once.
    PythonTool(const QString &python, const QString &name, const QStringList &arguments);
    /// Kills.
    ~PythonTool();
    Q_DISABLE_COPY_MOVE(PythonTool)

    /// Waits for the next line of JSON on standard output; empty when none comes.
    QJsonObject readLine();
    /// SIGINT: a tool that runs until then ends by itself.
    void interrupt();
    /// SIGTERM: mock_upstream.py closes its connections first.
    void terminate();
    /// SIGSTOP: it neither reads nor writes, and only the kernel still takes connections for it.
    void freeze();
    /// SIGCONT.
    void goOn();
    /// SIGKILL, and waits for the end.
    void kill();
    /// Waits until it has ended by itself; its exit status, -1 when it does not end, or crashed.
    int waitForEnd();
    qint64 id() const { return m_process.processId(); }

private:
    void signal(int number);

    QProcess m_process;
};

} // namespace neuro::testing
