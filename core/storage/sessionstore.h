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
/// ("2026-11-20T17-31-02Z.jsonl", "2026-11-20T17-31-02Z-2.jsonl" for a second one). Files with
/// other names are never touched.
class SessionStore
{
public:
    explicit SessionStore(QString dataFolder);

    /// A path for a session that starts now; no file has it yet. Creates nothing.
    QString newSessionPath(const QDateTime &start) const;
    /// Newest first, by name.
    QList<QFileInfo> sessions() const;
    /// Deletes the oldest until at most `keepSessions` files and `keepBytes` bytes are left, the
    /// `current` one counted but never deleted. Returns what was deleted; what cannot be deleted
    /// stays.
    QStringList prune(int keepSessions, qint64 keepBytes, const QString &current) const;

private:
    QString m_folder;
};

} // namespace neuro::storage
