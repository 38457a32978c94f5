// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "app/script/gameprogram.h"

#include "app/script/orphans.h"

#include <QDeadlineTimer>
#include <QProcessEnvironment>
#include <QSet>
#include <QThread>

#include <csignal>
#include <cstdio>

#include <unistd.h>

namespace neuro::script {

using namespace Qt::StringLiterals;

namespace {

constexpr int pollMs = 10;

} // namespace

GameProgram::GameProgram(QObject *parent)
    : QObject(parent)
{
    m_process.setProcessChannelMode(QProcess::MergedChannels);
    m_process.setStandardInputFile(QProcess::nullDevice());
    m_process.setChildProcessModifier([] {
        // What a script starts may start others: they are stopped together.
        ::setpgid(0, 0);
        // That this program ignores it is no affair of the game's.
        ::signal(SIGPIPE, SIG_DFL);
    });
    connect(&m_process, &QProcess::readyReadStandardOutput, this, &GameProgram::passOnOutput);
    connect(&m_process, &QProcess::finished, this, [this](int code, QProcess::ExitStatus status) {
        passOnOutput();
        forgetEmptyGroup();
        if (!m_isStopping)
            Q_EMIT ended({status == QProcess::CrashExit, code});
    });
    connect(&m_process, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            Q_EMIT failed(u"cannot start %1: %2; name a program that is in PATH or by its path, in "
                          "run"_s.arg(m_process.program(), m_process.errorString()));
    });
    connect(&m_process, &QProcess::started, this, [this] {
        m_wasStarted = true;
        m_group = m_process.processId();
        m_watch.start();
    });
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
    const QList<qint64> others = childrenOfThis();
    m_others = QSet<qint64>(others.begin(), others.end());
    adoptOrphans();
    m_process.start(program.command.constFirst(), program.command.mid(1));
}

void GameProgram::stop()
{
    m_isStopping = true;
    if (m_process.state() == QProcess::Starting)
        m_process.waitForStarted(stopMs);
    if (!m_wasStarted)
        return; // Whatever children this process has are not the program's.
    const QDeadlineTimer deadline(stopMs);
    signalAll(SIGTERM);
    if (m_process.state() != QProcess::NotRunning)
        m_process.waitForFinished(stopMs);
    // What it has started may take longer, or be all that is left.
    QSet<qint64> told;
    while (isAnyLeft() && !deadline.hasExpired()) {
        signalOrphans(SIGTERM, told);
        QThread::msleep(pollMs);
    }
    signalAll(SIGKILL);
    m_process.waitForFinished(stopMs);
    // Each may leave others behind.
    const QDeadlineTimer end(stopMs);
    while (isAnyLeft() && !end.hasExpired()) {
        QSet<qint64> killed;
        signalOrphans(SIGKILL, killed);
        QThread::msleep(pollMs);
    }
    m_group = 0;
    m_watch.stop();
    passOnOutput();
}

bool GameProgram::signalAll(int signal) const
{
    return m_group > 0 && ::kill(static_cast<pid_t>(-m_group), signal) == 0;
}

bool GameProgram::isAnyLeft() const
{
    reapOrphans(m_process.processId());
    const QList<qint64> children = childrenOfThis();
    return signalAll(0) || std::any_of(children.begin(), children.end(),
                                       [this](qint64 child) { return !m_others.contains(child); });
}

void GameProgram::signalOrphans(int signal, QSet<qint64> &told) const
{
    // A child's number is nobody else's until it was asked for.
    for (const qint64 child : childrenOfThis()) {
        const auto id = static_cast<pid_t>(child);
        // Twice asks some programs to end at once.
        const bool wasTold = told.contains(child) || m_others.contains(child) ||
                             (signal == SIGTERM && ::getpgid(id) == m_group);
        if (!wasTold)
            ::kill(id, signal);
        told.insert(child);
    }
}

void GameProgram::forgetEmptyGroup()
{
    reapOrphans(m_process.processId());
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
