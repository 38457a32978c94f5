// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "e2e/pythontool.h"

#include "net/waiting.h"

#include <QJsonDocument>

#include <csignal>

#include <sys/types.h>

namespace neuro::testing {

using namespace Qt::StringLiterals;

namespace {

/// Some of what is waited for takes this long with a sanitizer on a busy machine.
constexpr int processMs = 120'000;

} // namespace

QString findPython()
{
    for (const QString &program : {u"python3"_s, u"/usr/bin/python3"_s}) {
        QProcess process;
        process.start(program, {u"-c"_s, u"import websockets"_s});
        if (process.waitForFinished(processMs) && process.exitStatus() == QProcess::NormalExit &&
            process.exitCode() == 0)
            return program;
    }
    return {};
}

PythonTool::PythonTool(const QString &python, const QString &name, const QStringList &arguments)
{
    m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    // -B: nothing is written beside the sources.
    m_process.start(python,
                    QStringList{u"-B"_s, QStringLiteral(TEST_TOOLS_DIR "/") + name} + arguments);
}

PythonTool::~PythonTool()
{
    kill();
}

QJsonObject PythonTool::readLine()
{
    tests::waitUntil(
        [this] { return m_process.canReadLine() || m_process.state() == QProcess::NotRunning; },
        processMs);
    return QJsonDocument::fromJson(m_process.readLine()).object();
}

void PythonTool::signal(int number)
{
    if (m_process.processId() > 0)
        ::kill(static_cast<pid_t>(m_process.processId()), number);
}

void PythonTool::interrupt()
{
    signal(SIGINT);
}

void PythonTool::terminate()
{
    signal(SIGTERM);
}

void PythonTool::freeze()
{
    signal(SIGSTOP);
}

void PythonTool::goOn()
{
    signal(SIGCONT);
}

void PythonTool::kill()
{
    if (m_process.state() == QProcess::NotRunning)
        return;
    m_process.kill();
    m_process.waitForFinished(processMs);
}

int PythonTool::waitForEnd()
{
    const bool isOver =
        tests::waitUntil([this] { return m_process.state() == QProcess::NotRunning; }, processMs);
    return isOver && m_process.exitStatus() == QProcess::NormalExit ? m_process.exitCode() : -1;
}

} // namespace neuro::testing
