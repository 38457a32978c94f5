// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "storage/outboxdatabase.h"

#include <QStringList>

/// The tables of the outbox file and how they came about. Internal to core/storage.
namespace neuro::storage {

/// What this program writes, in the file's `user_version`.
inline constexpr int outboxSchemaVersion = 4;
/// "NROB", in the file's `application_id`: whose database it is.
inline constexpr int outboxApplicationId = 0x4e524f42;

/// The statements that lead from version `to` - 1 to version `to`, which is between 1 and
/// outboxSchemaVersion. Version 0 is an empty file.
QStringList outboxMigration(int to);

/// The version of a file of ours; 0 when it is empty. Changes nothing. Fails for a file of some
/// other program or of a newer version of this one.
protocol::Result<int, relay::OutboxError> outboxVersion(OutboxDatabase &database);

/// Brings a file of version `from` up to date, in one transaction.
OutboxFailure migrateOutbox(OutboxDatabase &database, int from);

} // namespace neuro::storage
