// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "storage/filecopy.h"

#include "storage/privatefolder.h"

#include <QByteArray>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

#include <algorithm>

namespace neuro::storage {

using protocol::Phrase;
using protocol::phrase;

namespace {

constexpr qint64 chunkSize = 1024 * 1024;

Phrase readError(const QFile &source)
{
    return phrase(QT_TRANSLATE_NOOP("core", "%1: cannot be read: %2"), source.fileName(),
                  source.errorString());
}

Phrase writeError(const QSaveFile &target)
{
    return phrase(QT_TRANSLATE_NOOP("core", "%1: cannot be written: %2; choose another place"),
                  target.fileName(), target.errorString());
}

/// Copies as many bytes as the source has now: it may grow meanwhile.
Phrase copyContent(QFile &source, QSaveFile &target)
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

Phrase copyPrivately(const QString &source, const QString &target)
{
    if (target.isEmpty())
        return phrase(QT_TRANSLATE_NOOP("core", "no file to export to is named"));
    if (isSameFile(source, target))
        return phrase(QT_TRANSLATE_NOOP(
                          "core", "%1: is the file that is being recorded; choose another name"),
                      target);
    QFile from(source);
    if (!from.open(QIODevice::ReadOnly))
        return readError(from);
    QSaveFile to(target);
    // Before the first byte: a file is readable by others as long as it takes to be read.
    if (!to.open(QIODevice::WriteOnly) || !to.setPermissions(privateFile))
        return writeError(to);
    if (const Phrase error = copyContent(from, to); !error.isEmpty())
        return error;
    return to.commit() ? Phrase() : writeError(to);
}

} // namespace neuro::storage
