// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "storage/outboxfile.h"

#include "storage/privatefolder.h"

#include <QFile>
#include <QFileInfo>

#include <array>

#ifdef Q_OS_UNIX
#include <sys/stat.h>
#endif

using namespace Qt::Literals::StringLiterals;

namespace neuro::storage {

using relay::OutboxError;

namespace {

/// What SQLite adds to the name of a database: nothing, its log, the log's index, its journal.
const std::array<QString, 4> &suffixes()
{
    static const std::array<QString, 4> names = {QString(), u"-wal"_s, u"-shm"_s, u"-journal"_s};
    return names;
}

QString freeName(const QString &file, const QDateTime &now)
{
    const QString stem =
        file + u".damaged-"_s + now.toUTC().toString(u"yyyy-MM-dd'T'HH-mm-ss'Z'"_s);
    const auto isTaken = [](const QString &name) {
        for (const QString &suffix : suffixes()) {
            if (QFileInfo::exists(name + suffix))
                return true;
        }
        return false;
    };
    QString name = stem;
    for (int number = 2; isTaken(name); ++number)
        name = u"%1-%2"_s.arg(stem).arg(number);
    return name;
}

} // namespace

std::optional<OutboxError> prepareOutboxFile(const QString &file)
{
    const QFileInfo info(file);
    if (!makePrivateFolder(info.path()))
        return OutboxError{OutboxError::Cause::NotWritable, file,
                           u"the folder %1 cannot be created"_s.arg(info.path())};
    if (info.exists() && !info.isFile())
        return OutboxError{OutboxError::Cause::NotWritable, file, u"it is not a file"_s};
    QFile database(file);
    if (!info.exists() && !database.open(QIODevice::WriteOnly | QIODevice::NewOnly, privateFile))
        return OutboxError{OutboxError::Cause::NotWritable, file, database.errorString()};
    for (const QString &suffix : suffixes()) {
        // Whoever may not do this will not be able to write either, and is told so by SQLite.
        if (QFileInfo::exists(file + suffix))
            QFile::setPermissions(file + suffix, privateFile);
    }
    return std::nullopt;
}

bool isOutboxLogOrphaned(const QString &file)
{
    return QFileInfo(file).size() == 0 && QFileInfo(file + u"-wal"_s).size() > 0;
}

std::optional<OutboxFileId> outboxFileId(const QString &file)
{
#ifdef Q_OS_UNIX
    struct stat found = {};
    if (stat(QFile::encodeName(file).constData(), &found) == 0)
        return OutboxFileId{static_cast<quint64>(found.st_dev), static_cast<quint64>(found.st_ino)};
#else
    Q_UNUSED(file)
#endif
    return std::nullopt;
}

std::optional<OutboxFileId> outboxLogId(const QString &file)
{
    return outboxFileId(file + u"-wal"_s);
}

protocol::Result<QString, OutboxError> setOutboxFileAside(const QString &file, const QDateTime &now)
{
    const QString target = freeName(file, now);
    for (const QString &suffix : suffixes()) {
        QFile part(file + suffix);
        if (part.exists() && !part.rename(target + suffix))
            return OutboxError{
                OutboxError::Cause::Damaged, file,
                u"it could not be renamed to %1: %2"_s.arg(target + suffix, part.errorString())};
    }
    return target;
}

} // namespace neuro::storage
