// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include <QDateTime>
#include <QFileInfo>
#include <QList>
#include <QString>
#include <QStringList>

namespace neuro::storage {

/// The recorded sessions of a data folder: `sessions/<start>.jsonl`, with the start in UTC
/// ("2026-11-20T17-31-02Z.jsonl", and "2026-11-20T17-31-02Z-2.jsonl" for its second part). What
/// began in the same second counts as one session. Files with other names are never touched.
class SessionStore
{
public:
    explicit SessionStore(QString dataFolder);

    /// A path for a session that starts now; no file has it yet. Creates nothing.
    QString newSessionPath(const QDateTime &start) const;
    /// A path for what follows the file `path` of the same session; no file has it yet.
    QString nextPartPath(const QString &path) const;
    /// Newest first, by name.
    QList<QFileInfo> sessions() const;
    /// Deletes the oldest files until at most `keepSessions` sessions and `keepBytes` bytes are
    /// left, the `current` file counted but never deleted, nor the other parts of its session for
    /// the number's sake. Returns what was deleted; what cannot be deleted stays.
    QStringList prune(int keepSessions, qint64 keepBytes, const QString &current) const;

private:
    /// The first of `start` from `number` on that is free and newer than all that are there.
    QString freePath(const QString &start, int number) const;

    QString m_folder;
};

} // namespace neuro::storage
