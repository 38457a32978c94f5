// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "app/terminalprocess.h"

#include <QTest>

#include <cctype>

#include <pty.h>
#include <sys/ioctl.h>
#include <unistd.h>

namespace neuro::testing {

using namespace Qt::StringLiterals;

namespace {

constexpr int processMs = 20'000;

} // namespace

QStringList TerminalProcess::consoleArguments(const QString &folder)
{
    return {u"console"_s, u"--data-dir"_s, folder + u"/console-data"_s};
}

TerminalProcess::TerminalProcess(const QString &folder, const QStringList &arguments)
    : TerminalProcess(folder, QStringLiteral(NEURO_RELAY_PROGRAM),
                      consoleArguments(folder) + arguments)
{
}

TerminalProcess::TerminalProcess(const QString &folder, const QString &program,
                                 const QStringList &arguments)
{
    int terminal = -1;
    winsize size = {};
    size.ws_row = 24;
    size.ws_col = 80;
    if (::openpty(&m_master, &terminal, nullptr, nullptr, &size) != 0)
        return;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"TERM"_s, u"xterm"_s);
    environment.insert(u"XDG_CONFIG_HOME"_s, folder + u"/config"_s);
    m_process.setProcessEnvironment(environment);
    m_process.setChildProcessModifier([terminal] {
        ::setsid();
        ::ioctl(terminal, TIOCSCTTY, 0);
        for (const int standard : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
            ::dup2(terminal, standard);
    });
    m_notifier = std::make_unique<QSocketNotifier>(m_master, QSocketNotifier::Read);
    QObject::connect(m_notifier.get(), &QSocketNotifier::activated, &m_process, [this] {
        QByteArray bytes(65'536, Qt::Uninitialized);
        const ssize_t got = ::read(m_master, bytes.data(), bytes.size());
        if (got <= 0) // The other end is gone.
            m_notifier->setEnabled(false);
        else
            m_screen += bytes.first(got);
    });
    m_process.start(program, arguments);
    m_process.waitForStarted(processMs);
    ::close(terminal);
}

TerminalProcess::~TerminalProcess()
{
    m_process.kill();
    m_process.waitForFinished(processMs);
    m_notifier.reset();
    ::close(m_master);
}

void TerminalProcess::type(const QByteArray &keys)
{
    m_screen.clear();
    QCOMPARE(::write(m_master, keys.constData(), keys.size()), keys.size());
}

bool TerminalProcess::shows(const QByteArray &text)
{
    return QTest::qWaitFor([&] { return plain().contains(text); }, processMs);
}

QByteArray TerminalProcess::plain() const
{
    QByteArray out;
    for (qsizetype i = 0; i < m_screen.size(); ++i) {
        if (m_screen.at(i) == '\x1b' && m_screen.mid(i + 1, 1) == "[") {
            i += 2;
            while (i < m_screen.size() && !std::isalpha(static_cast<uchar>(m_screen.at(i))))
                ++i;
        } else if (m_screen.at(i) != '\r') {
            out += m_screen.at(i);
        }
    }
    return out;
}

int TerminalProcess::wait()
{
    const bool isOver =
        QTest::qWaitFor([this] { return m_process.state() == QProcess::NotRunning; }, processMs);
    return isOver && m_process.exitStatus() == QProcess::NormalExit ? m_process.exitCode() : -1;
}

bool TerminalProcess::isCooked() const
{
    termios settings = {};
    return ::tcgetattr(m_master, &settings) == 0 && (settings.c_lflag & ICANON) &&
           (settings.c_lflag & ECHO);
}

void TerminalProcess::cook()
{
    termios settings = {};
    QCOMPARE(::tcgetattr(m_master, &settings), 0);
    settings.c_lflag |= ICANON | ECHO;
    settings.c_iflag |= ICRNL;
    QCOMPARE(::tcsetattr(m_master, TCSANOW, &settings), 0);
}

} // namespace neuro::testing
