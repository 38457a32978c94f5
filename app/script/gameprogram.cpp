// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "app/script/gameprogram.h"

#include <QDeadlineTimer>
#include <QProcessEnvironment>
#include <QThread>

#include <csignal>
#include <cstdio>

#include <unistd.h>

namespace neuro::script {

using namespace Qt::StringLiterals;

GameProgram::GameProgram(QObject *parent)
    : QObject(parent)
{
    m_process.setProcessChannelMode(QProcess::MergedChannels);
    m_process.setStandardInputFile(QProcess::nullDevice());
    // What a script starts may start others: they are stopped together.
    m_process.setChildProcessModifier([] { ::setpgid(0, 0); });
    connect(&m_process, &QProcess::readyReadStandardOutput, this, &GameProgram::passOnOutput);
    connect(&m_process, &QProcess::finished, this, [this](int code, QProcess::ExitStatus status) {
        passOnOutput();
        m_watch.start();
        forgetEmptyGroup();
        if (!m_isStopping)
            Q_EMIT ended({status == QProcess::CrashExit, code});
    });
    connect(&m_process, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            Q_EMIT failed(u"cannot start %1: %2; name a program that is in PATH or by its path, in "
                          "run"_s.arg(m_process.program(), m_process.errorString()));
    });
    connect(&m_process, &QProcess::started, this, [this] { m_group = m_process.processId(); });
    m_watch.setInterval(watchMs);
    connect(&m_watch, &QTimer::timeout, this, &GameProgram::forgetEmptyGroup);
}

GameProgram::~GameProgram()
{
    stop();
}

void GameProgram::start(const Program &program, const QString &url)
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"NEURO_SDK_WS_URL"_s, url);
    for (const auto &[name, value] : program.environment)
        environment.insert(name, value);
    m_process.setProcessEnvironment(environment);
    m_process.start(program.command.constFirst(), program.command.mid(1));
}

void GameProgram::stop()
{
    m_isStopping = true;
    if (m_process.state() == QProcess::Starting)
        m_process.waitForStarted(stopMs);
    const QDeadlineTimer deadline(stopMs);
    signalAll(SIGTERM);
    if (m_process.state() != QProcess::NotRunning)
        m_process.waitForFinished(stopMs);
    // What it has started may take longer, or be all that is left.
    constexpr int pollMs = 10;
    while (signalAll(0) && !deadline.hasExpired())
        QThread::msleep(pollMs);
    signalAll(SIGKILL);
    m_process.waitForFinished(stopMs);
    m_group = 0;
    m_watch.stop();
    passOnOutput();
}

bool GameProgram::signalAll(int signal) const
{
    return m_group > 0 && ::kill(static_cast<pid_t>(-m_group), signal) == 0;
}

void GameProgram::forgetEmptyGroup()
{
    if (signalAll(0))
        return;
    m_group = 0;
    m_watch.stop();
}

void GameProgram::passOnOutput()
{
    if (!m_process.isOpen())
        return; // No program was ever started.
    const QByteArray output = m_process.readAllStandardOutput();
    std::fwrite(output.constData(), 1, static_cast<std::size_t>(output.size()), stderr);
}

} // namespace neuro::script
