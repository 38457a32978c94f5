// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "storage/privatefolder.h"

#include <QDir>
#include <QFileInfo>

namespace neuro::storage {

bool makePrivateFolder(const QString &path)
{
    const QFileInfo info(QDir::cleanPath(QDir::current().absoluteFilePath(path)));
    if (info.exists())
        return info.isDir();
    if (!makePrivateFolder(info.path()))
        return false;
    // Another process may have created it in the meantime: what counts is that it exists.
    return QDir(info.path()).mkdir(info.fileName(), privateFolder) ||
           QFileInfo(info.filePath()).isDir();
}

} // namespace neuro::storage
