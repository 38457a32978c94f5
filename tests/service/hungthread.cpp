// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "service/hungthread.h"

#include <QDeadlineTimer>
#include <QDir>
#include <QFile>
#include <QThread>

#include <cerrno>
#include <csignal>
#include <cstring>
#include <optional>
#include <sys/syscall.h>
#include <unistd.h>

namespace neuro::testing {

using namespace Qt::StringLiterals;

namespace {

constexpr int patienceMs = 5000;

/// The handler can wait for a pipe: read() and write() may be called in it, a mutex may not.
int hungPipe[2];
int releasePipe[2];

void hang(int)
{
    const int before = errno;
    char byte = 0;
    while (::write(hungPipe[1], &byte, 1) < 0 && errno == EINTR) {
    }
    while (::read(releasePipe[0], &byte, 1) < 0 && errno == EINTR) {
    }
    errno = before;
}

QByteArray contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

std::optional<long> threadCalled(const QByteArray &name)
{
    const QDir tasks(u"/proc/self/task"_s);
    for (const QString &id : tasks.entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        if (contents(tasks.filePath(id + u"/comm"_s)).trimmed() == name)
            return id.toLong();
    }
    return std::nullopt;
}

/// The state stands behind the name, which is in parentheses.
bool sleeps(long thread)
{
    const QByteArray stat = contents(u"/proc/self/task/%1/stat"_s.arg(thread));
    return stat.mid(stat.lastIndexOf(')') + 2, 1) == "S";
}

bool waitUntilItSleeps(long thread)
{
    const QDeadlineTimer deadline(patienceMs);
    while (!sleeps(thread)) {
        if (deadline.hasExpired())
            return false;
        QThread::yieldCurrentThread();
    }
    return true;
}

/// Hangs the thread; returns what went wrong.
QString hangThread(const QByteArray &name)
{
    const std::optional<long> thread = threadCalled(name);
    if (!thread)
        return u"no thread is called %1"_s.arg(QString::fromLatin1(name));
    if (!waitUntilItSleeps(*thread))
        return u"the thread %1 never sleeps"_s.arg(QString::fromLatin1(name));
    struct sigaction action = {};
    action.sa_handler = hang;
    action.sa_flags = SA_RESTART;
    if (::pipe(hungPipe) != 0 || ::pipe(releasePipe) != 0 ||
        ::sigaction(SIGUSR2, &action, nullptr) != 0 ||
        ::syscall(SYS_tgkill, ::getpid(), *thread, SIGUSR2) != 0)
        return QString::fromLocal8Bit(std::strerror(errno));
    char byte = 0;
    return ::read(hungPipe[0], &byte, 1) == 1 ? QString() : u"the signal did not come"_s;
}

} // namespace

HungThread::HungThread(const QByteArray &name)
    : m_error(hangThread(name))
{
    m_hung = m_error.isEmpty();
}

HungThread::~HungThread()
{
    release();
}

bool HungThread::exists(const QByteArray &name)
{
    return threadCalled(name).has_value();
}

/// The pipes stay open: the thread may still be about to leave its read().
void HungThread::release()
{
    if (!m_hung)
        return;
    m_hung = false;
    const char byte = 0;
    if (::write(releasePipe[1], &byte, 1) != 1)
        qFatal("the hung thread cannot be released: %s", std::strerror(errno));
}

} // namespace neuro::testing
