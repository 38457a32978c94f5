// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "storage/sessionstore.h"

#include <QDir>
#include <QFile>
#include <QHash>
#include <QRegularExpression>

#include <algorithm>
#include <optional>

using namespace Qt::Literals::StringLiterals;

namespace neuro::storage {

namespace {

/// What a file name tells: the start sorts as text; the number tells apart those of one second.
struct SessionName
{
    QString start;
    int number = 1;

    bool operator<(const SessionName &other) const
    {
        return start != other.start ? start < other.start : number < other.number;
    }
};

std::optional<SessionName> parseName(const QString &fileName)
{
    static const QRegularExpression pattern(
        uR"(\A(\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ)(?:-([1-9]\d{0,8}))?\.jsonl\z)"_s);
    const QRegularExpressionMatch match = pattern.match(fileName);
    if (!match.hasMatch())
        return std::nullopt;
    const bool isNumbered = match.hasCaptured(2);
    return SessionName{match.captured(1), isNumbered ? match.captured(2).toInt() : 1};
}

} // namespace

SessionStore::SessionStore(QString dataFolder)
    : m_folder(QDir(dataFolder).filePath(u"sessions"_s))
{
}

QString SessionStore::newSessionPath(const QDateTime &start) const
{
    return freePath(start.toUTC().toString(u"yyyy-MM-dd'T'HH-mm-ss'Z'"_s), 1);
}

QString SessionStore::nextPartPath(const QString &path) const
{
    const auto name = parseName(QFileInfo(path).fileName());
    if (!name)
        return newSessionPath(QDateTime::currentDateTimeUtc());
    return freePath(name->start, name->number + 1);
}

QString SessionStore::freePath(const QString &start, int number) const
{
    // Earlier parts may have been deleted; what begins now is newer than all that are left.
    for (const QFileInfo &file : sessions()) {
        const auto taken = parseName(file.fileName());
        if (taken && taken->start == start)
            number = std::max(number, taken->number + 1);
    }
    const QString stem = QDir(m_folder).filePath(start);
    QString path;
    do {
        path = number == 1 ? stem + u".jsonl"_s : u"%1-%2.jsonl"_s.arg(stem).arg(number);
        ++number;
    } while (QFileInfo::exists(path));
    return path;
}

QList<QFileInfo> SessionStore::sessions() const
{
    struct Entry
    {
        SessionName name;
        QFileInfo file;
    };
    std::vector<Entry> entries;
    const QFileInfoList files =
        QDir(m_folder).entryInfoList(QDir::Files | QDir::Hidden | QDir::NoSymLinks);
    for (const QFileInfo &file : files) {
        if (const auto name = parseName(file.fileName()))
            entries.push_back({*name, file});
    }
    std::sort(entries.begin(), entries.end(),
              [](const Entry &a, const Entry &b) { return b.name < a.name; });
    QList<QFileInfo> out;
    for (const Entry &entry : entries)
        out.append(entry.file);
    return out;
}

QStringList SessionStore::prune(int keepSessions, qint64 keepBytes, const QString &current) const
{
    const QList<QFileInfo> files = sessions();
    const auto sessionOf = [](const QFileInfo &file) {
        const auto name = parseName(file.fileName());
        return name ? name->start : QString();
    };
    QHash<QString, int> parts; // Of each session.
    qint64 bytes = 0;
    for (const QFileInfo &file : files) {
        ++parts[sessionOf(file)];
        bytes += file.size();
    }

    QStringList deleted;
    const QFileInfo currentFile(QFileInfo(current).canonicalFilePath());
    const QString currentSession = sessionOf(currentFile);
    for (auto file = files.crbegin(); file != files.crend(); ++file) {
        const bool tooLarge = bytes > keepBytes;
        if (!tooLarge && parts.size() <= keepSessions)
            break;
        const QString session = sessionOf(*file);
        if (file->canonicalFilePath() == currentFile.filePath())
            continue;
        if (!tooLarge && session == currentSession)
            continue;
        if (!QFile::remove(file->filePath()))
            continue;
        if (--parts[session] == 0)
            parts.remove(session);
        bytes -= file->size();
        deleted.append(file->filePath());
    }
    return deleted;
}

} // namespace neuro::storage
