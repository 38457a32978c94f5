// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArray>
#include <QString>
#include <QTemporaryDir>

namespace neuro::tests {

/// A folder for session logs and what is made of them, which goes with the object.
class SessionFolder
{
public:
    bool isValid() const { return m_folder.isValid(); }
    QString path() const { return m_folder.path(); }
    QString filePath(const QString &name) const { return m_folder.filePath(name); }
    /// Writes a file anew; its path, or nothing when it cannot be written.
    QString write(const QByteArray &content,
                  const QString &name = QStringLiteral("session.jsonl")) const;
    /// Of a file; nothing when it cannot be read.
    QByteArray content(const QString &name) const;

private:
    QTemporaryDir m_folder;
};

} // namespace neuro::tests
