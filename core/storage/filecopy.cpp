// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "storage/filecopy.h"

#include "storage/privatefolder.h"

#include <QByteArray>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace neuro::storage {

namespace {

constexpr qint64 chunkSize = 1024 * 1024;

QString readError(const QFile &source)
{
    return u"%1: cannot be read: %2"_s.arg(source.fileName(), source.errorString());
}

QString writeError(const QSaveFile &target)
{
    return u"%1: cannot be written: %2; choose another place"_s.arg(target.fileName(),
                                                                    target.errorString());
}

/// Copies as many bytes as the source has now: it may grow meanwhile.
QString copyContent(QFile &source, QSaveFile &target)
{
    qint64 left = source.size();
    while (left > 0) {
        const QByteArray chunk = source.read(std::min(left, chunkSize));
        if (chunk.isEmpty())
            return readError(source);
        if (target.write(chunk) != chunk.size())
            return writeError(target);
        left -= chunk.size();
    }
    return {};
}

bool isSameFile(const QString &a, const QString &b)
{
    const QString canonical = QFileInfo(a).canonicalFilePath();
    return !canonical.isEmpty() && canonical == QFileInfo(b).canonicalFilePath();
}

} // namespace

QString copyPrivately(const QString &source, const QString &target)
{
    if (target.isEmpty())
        return u"no file to export to is named"_s;
    if (isSameFile(source, target))
        return u"%1: is the file that is being recorded; choose another name"_s.arg(target);
    QFile from(source);
    if (!from.open(QIODevice::ReadOnly))
        return readError(from);
    QSaveFile to(target);
    // Before the first byte: a file is readable by others as long as it takes to be read.
    if (!to.open(QIODevice::WriteOnly) || !to.setPermissions(privateFile))
        return writeError(to);
    if (const QString error = copyContent(from, to); !error.isEmpty())
        return error;
    return to.commit() ? QString() : writeError(to);
}

} // namespace neuro::storage
