// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "protocol/result.h"
#include "relay/outboxrow.h"

#include <QDateTime>
#include <QString>

#include <optional>

/// The outbox's files on the disk: the database and what SQLite puts beside it. Internal to
/// core/storage.
namespace neuro::storage {

/// Creates `file` (empty, readable and writable by its owner only, its folder too) or takes away
/// what others may do with it and with the files beside it. SQLite gives the files that it makes
/// beside a database the database's permissions.
std::optional<relay::OutboxError> prepareOutboxFile(const QString &file);

/// Whether SQLite's log is there without the database that it belongs to: SQLite would delete it.
bool isOutboxLogOrphaned(const QString &file);

/// What tells a file from another one that gets its name. Nothing when there is no file, or when
/// the system does not say (there one that is open cannot be taken away).
struct OutboxFileId
{
    quint64 device = 0;
    quint64 number = 0;

    bool operator==(const OutboxFileId &) const = default;
};
std::optional<OutboxFileId> outboxFileId(const QString &file);
/// The same of SQLite's log of the database `file`.
std::optional<OutboxFileId> outboxLogId(const QString &file);

/// Renames `file` and what SQLite put beside it, so that they still belong together:
/// "outbox.sqlite.damaged-2026-11-20T17-31-02Z", "…Z-wal". Nobody may have them open. Returns the
/// new path of the database.
protocol::Result<QString, relay::OutboxError> setOutboxFileAside(const QString &file,
                                                                 const QDateTime &now);

} // namespace neuro::storage
