// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "storage/targetfile.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

#include <sys/stat.h>

namespace neuro::storage {

using namespace Qt::StringLiterals;

namespace {

/// As many as Linux follows.
constexpr int maxLinks = 40;

std::optional<struct stat> statusOf(const QString &path)
{
    struct stat status = {};
    if (::stat(QFile::encodeName(path).constData(), &status) != 0)
        return std::nullopt;
    return status;
}

/// Where a file would be made under this name.
QString placeOf(const QString &path)
{
    QFileInfo info(path);
    for (int i = 0; i < maxLinks && info.isSymLink(); ++i)
        info.setFile(info.symLinkTarget());
    const QString folder = QFileInfo(info.absolutePath()).canonicalFilePath();
    return QDir(folder.isEmpty() ? QDir::cleanPath(info.absolutePath()) : folder)
        .filePath(info.fileName());
}

/// Whether it is a name for a file that is open, such as /dev/stdout.
bool isNameOfOpenFile(const QString &path)
{
    QFileInfo info(path);
    for (int i = 0; i < maxLinks; ++i) {
        if (QFileInfo(info.absolutePath()).canonicalFilePath().startsWith("/proc/"_L1))
            return true;
        if (!info.isSymLink())
            return false;
        info.setFile(info.symLinkTarget());
    }
    return false;
}

} // namespace

TargetFile::TargetFile(const QString &path, SpecialFile special)
    : m_path(path)
    , m_special(special)
{
}

TargetFile::~TargetFile() = default;

bool TargetFile::open(std::optional<QFileDevice::Permissions> permissions)
{
    const QFileInfo info(m_path);
    const bool isFile = info.isFile();
    if (info.exists() && !info.isDir() && (!isFile || isNameOfOpenFile(m_path))) {
        m_isRefused = m_special == SpecialFile::Refuse;
        // What was a device a moment ago is not made a file; and in a file that somebody opened for
        // this program may stand more than comes from it.
        const QIODevice::OpenMode mode = isFile ? QIODevice::Append : QIODevice::WriteOnly;
        m_device = std::make_unique<QFile>(m_path);
        return !m_isRefused && m_device->open(mode | QIODevice::ExistingOnly);
    }
    m_device = std::make_unique<QSaveFile>(m_path);
    return m_device->open(QIODevice::WriteOnly) &&
           (!permissions || m_device->setPermissions(*permissions));
}

bool TargetFile::isOpen() const
{
    return m_device && m_device->isOpen();
}

QFileDevice &TargetFile::device()
{
    Q_ASSERT(m_device);
    return *m_device;
}

bool TargetFile::commit()
{
    if (auto *file = qobject_cast<QSaveFile *>(m_device.get()))
        return file->commit();
    // What close() finds wrong is not told.
    const bool isWritten = m_device->flush() && m_device->error() == QFileDevice::NoError;
    if (isWritten)
        m_device->close();
    return isWritten;
}

QString TargetFile::errorString() const
{
    return m_device ? m_device->errorString() : QString();
}

protocol::Phrase notRegularFile(const QString &path)
{
    return protocol::phrase(
        QT_TRANSLATE_NOOP("core", "%1: is no file but a device, a pipe or the like; name a file"),
        path);
}

bool isSameFile(const QString &a, const QString &b)
{
    const auto first = statusOf(a);
    const auto second = statusOf(b);
    if (first && second)
        return first->st_dev == second->st_dev && first->st_ino == second->st_ino;
    return !first && !second && placeOf(a) == placeOf(b);
}

} // namespace neuro::storage
