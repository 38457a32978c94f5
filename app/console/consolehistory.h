// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include <QString>
#include <QStringList>

namespace neuro::app {

/// The lines that were typed at a terminal, in a file that only its owner may read. Each is written
/// at once, so that none is lost with the program; two consoles may share the file.
class ConsoleHistory
{
public:
    /// `secrets`: a line that holds one of them is kept nowhere.
    ConsoleHistory(QString file, QStringList secrets);

    /// Reads the last maxLines lines, oldest first; a file that has become twice as long is cut to
    /// them. Returns why there is no history, or nothing: a file that is missing is none.
    QString load();
    const QStringList &lines() const { return m_lines; }

    /// Keeps a line, unless it is empty, the same as the last one, or holds a secret. True when it
    /// was kept; that it could not be written is no reason to disturb anybody.
    bool add(const QString &line);

    static constexpr qsizetype maxLines = 1000;
    /// Bytes of the longest line that is kept.
    static constexpr qsizetype longestLine = 4096;
    /// Of the file; one that is larger is none of ours.
    static constexpr qint64 largestFile = 2 * maxLines * (longestLine + 1);

private:
    QString rewrite();

    const QString m_file;
    const QStringList m_secrets;
    QStringList m_lines;
    bool m_isKept = false;
};

} // namespace neuro::app
