// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "storage/uploadstore.h"

#include "storage/privatefolder.h"

#include <QDateTime>
#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QFileInfo>

#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace neuro::storage {

using protocol::Phrase;
using protocol::phrase;

namespace {

constexpr qsizetype longestPart = 48;
/// Names that are taken before there is something wrong with the folder.
constexpr int mostTries = 10'000;
constexpr qint64 microsPerMs = 1000;

bool isPlain(QChar c)
{
    return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9') ||
           c == u'-' || c == u'_';
}

Phrase cannotWrite(const QFile &file)
{
    return phrase(QT_TRANSLATE_NOOP("core", "%1 cannot be written: %2"), QFileInfo(file).fileName(),
                  file.errorString());
}

} // namespace

QString uploadNamePart(const QString &sender)
{
    QString part;
    for (const QChar c : sender) {
        if (isPlain(c))
            part += c;
        else if (!part.endsWith(u'_'))
            part += u'_';
        if (part.size() >= longestPart)
            break;
    }
    return part.isEmpty() ? u"_"_s : part;
}

UploadStore::UploadStore(QString folder, Limits limits)
    : m_folder(std::move(folder))
    , m_limits(limits)
{
}

QString UploadStore::nameFor(const QString &sender, qint64 wallMicros, quint64 number) const
{
    const QDateTime at = QDateTime::fromMSecsSinceEpoch(wallMicros / microsPerMs, Qt::UTC);
    return u"%1-%2-%3.bin"_s.arg(at.toString(u"yyyyMMdd-HHmmss"_s), uploadNamePart(sender),
                                 QString::number(number));
}

qint64 UploadStore::usedBytes() const
{
    qint64 bytes = 0;
    QDirIterator files(m_folder, QDir::Files | QDir::Hidden);
    while (files.hasNext()) {
        files.next();
        bytes += files.fileInfo().size();
    }
    return bytes;
}

protocol::Result<QString, Phrase> UploadStore::store(const QString &sender, const QByteArray &bytes,
                                                     qint64 wallMicros)
{
    if (bytes.size() > m_limits.messageBytes)
        return phrase(QT_TRANSLATE_NOOP("core", "a binary message may be %1 bytes long "
                                                "(uploads.size), this one has %2"),
                      m_limits.messageBytes, bytes.size());
    if (!makePrivateFolder(m_folder))
        return phrase(QT_TRANSLATE_NOOP("core", "the folder for uploads cannot be created"));
    // Counted anew before anybody is refused: the operator may have made room.
    if (m_used < 0 || m_used + bytes.size() > m_limits.quotaBytes)
        m_used = usedBytes();
    if (m_used + bytes.size() > m_limits.quotaBytes)
        return phrase(QT_TRANSLATE_NOOP("core", "uploads take %1 of the %2 bytes that they may "
                                                "(uploads.quota); whoever runs the relay can "
                                                "delete some, or allow more"),
                      m_used, m_limits.quotaBytes);
    for (int tries = 0; tries < mostTries; ++tries) {
        QFile file(QDir(m_folder).filePath(nameFor(sender, wallMicros, ++m_number)));
        if (file.open(QIODevice::WriteOnly | QIODevice::NewOnly, privateFile))
            return write(file, bytes);
        // An earlier run may have taken the name. A link that leads nowhere does not "exist".
        if (!file.exists() && !QFileInfo(file).isSymLink())
            return cannotWrite(file);
    }
    return phrase(QT_TRANSLATE_NOOP("core", "no name for a new file among the uploads is free"));
}

protocol::Result<QString, Phrase> UploadStore::write(QFile &file, const QByteArray &bytes)
{
    if (file.write(bytes) == bytes.size() && file.flush()) {
        m_used += bytes.size();
        return QFileInfo(file).fileName();
    }
    const Phrase error = cannotWrite(file);
    file.remove();
    return error;
}

} // namespace neuro::storage
