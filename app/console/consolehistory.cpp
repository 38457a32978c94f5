// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "app/console/consolehistory.h"

#include "storage/privatefolder.h"

#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

#include <algorithm>

namespace neuro::app {

using namespace Qt::StringLiterals;

ConsoleHistory::ConsoleHistory(QString file, QStringList secrets)
    : m_file(std::move(file))
    , m_secrets(std::move(secrets))
{
}

QString ConsoleHistory::load()
{
    const QString folder = QFileInfo(m_file).path();
    if (!storage::makePrivateFolder(folder))
        return u"no history: the folder %1 cannot be created; name another with --data-dir"_s.arg(
            folder);
    QFile file(m_file);
    // Opening for both creates it, and shows that it can be written.
    const bool isNew = !file.exists();
    if (!file.open(QIODevice::ReadWrite) || (isNew && !file.setPermissions(storage::privateFile)))
        return u"no history: %1: %2; name another folder with --data-dir"_s.arg(m_file,
                                                                                file.errorString());
    if (file.size() > largestFile)
        return u"no history: %1 is larger than any history; delete it"_s.arg(m_file);
    QStringList lines = QString::fromUtf8(file.readAll()).split(u'\n', Qt::SkipEmptyParts);
    const bool isLong = lines.size() > 2 * maxLines;
    m_lines = lines.mid(std::max<qsizetype>(0, lines.size() - maxLines));
    m_isKept = true;
    return isLong ? rewrite() : QString();
}

QString ConsoleHistory::rewrite()
{
    QSaveFile file(m_file);
    const QByteArray text = m_lines.join(u'\n').toUtf8() + '\n';
    const bool isWritten = file.open(QIODevice::WriteOnly) &&
                           file.setPermissions(storage::privateFile) &&
                           file.write(text) == text.size() && file.commit();
    return isWritten ? QString()
                     : u"the history %1 cannot be shortened: %2"_s.arg(m_file, file.errorString());
}

bool ConsoleHistory::add(const QString &line)
{
    const QByteArray utf8 = line.toUtf8();
    const bool isSecret =
        std::any_of(m_secrets.begin(), m_secrets.end(), [&line](const QString &secret) {
            return !secret.isEmpty() && line.contains(secret);
        });
    if (line.trimmed().isEmpty() || isSecret || utf8.size() > longestLine ||
        (!m_lines.isEmpty() && m_lines.constLast() == line))
        return false;
    m_lines.append(line);
    if (m_lines.size() > maxLines)
        m_lines.removeFirst();
    QFile file(m_file);
    if (m_isKept && file.open(QIODevice::WriteOnly | QIODevice::Append))
        file.write(utf8 + '\n');
    return true;
}

} // namespace neuro::app
