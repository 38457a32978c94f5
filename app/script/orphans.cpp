// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "app/script/orphans.h"

#ifdef Q_OS_LINUX
#include <QByteArray>
#include <QDir>
#include <QFile>
#include <QString>

#include <cerrno>
#include <csignal>

#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>
#endif

namespace neuro::script {

#ifdef Q_OS_LINUX

using namespace Qt::StringLiterals;

namespace {

/// A child that has ended and was not asked for; 0: there is none, -1: there is no child at all.
qint64 endedChild()
{
    siginfo_t info = {};
    const int result = ::waitid(P_ALL, 0, &info, WEXITED | WNOHANG | WNOWAIT | __WALL);
    return result == 0 ? info.si_pid : (errno == ECHILD ? -1 : 0);
}

} // namespace

void adoptOrphans()
{
    ::prctl(PR_SET_CHILD_SUBREAPER, 1);
}

QList<qint64> childrenOfThis()
{
    QList<qint64> children;
    const QByteArray self = QByteArray::number(qint64(::getpid()));
    const QStringList ids = QDir(u"/proc"_s).entryList({u"[1-9]*"_s}, QDir::Dirs);
    for (const QString &id : ids) {
        QFile file(u"/proc/%1/stat"_s.arg(id));
        if (!file.open(QIODevice::ReadOnly))
            continue; // It has ended meanwhile.
        // "12 (a name) S 11 …": the name may hold anything, the parent is the second one behind it.
        const QByteArray stat = file.readAll();
        if (stat.mid(stat.lastIndexOf(')') + 1).trimmed().split(' ').value(1) == self)
            children.append(id.toLongLong());
    }
    return children;
}

void reapOrphans(qint64 except)
{
    for (qint64 child = endedChild(); child > 0 && child != except; child = endedChild())
        ::waitpid(static_cast<pid_t>(child), nullptr, WNOHANG | __WALL);
}

#else

void adoptOrphans() {}

QList<qint64> childrenOfThis()
{
    return {};
}

void reapOrphans(qint64) {}

#endif

} // namespace neuro::script
