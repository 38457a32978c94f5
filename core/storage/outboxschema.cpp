// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "storage/outboxschema.h"

using namespace Qt::Literals::StringLiterals;

namespace neuro::storage {

using relay::OutboxError;

namespace {

QStringList rowsOnly()
{
    return {u"CREATE TABLE outbox ("
            "id INTEGER PRIMARY KEY CHECK (id > 0), "
            "destination TEXT NOT NULL, "
            "name TEXT NOT NULL, "
            "payload BLOB NOT NULL, "
            "created_us INTEGER NOT NULL)"_s,
            u"PRAGMA application_id = %1"_s.arg(outboxApplicationId)};
}

QStringList kindsAndTries()
{
    return {u"ALTER TABLE outbox ADD COLUMN kind TEXT NOT NULL DEFAULT 'context' "
            "CHECK (kind IN ('context', 'command'))"_s,
            u"ALTER TABLE outbox ADD COLUMN tries INTEGER NOT NULL DEFAULT 0"_s};
}

/// What the limits dropped, for an export; and which files were taken over.
QStringList droppedAndImports()
{
    return {u"CREATE TABLE dropped ("
            "id INTEGER PRIMARY KEY CHECK (id > 0), "
            "destination TEXT NOT NULL, "
            "name TEXT NOT NULL, "
            "payload BLOB NOT NULL, "
            "created_us INTEGER NOT NULL, "
            "kind TEXT NOT NULL CHECK (kind IN ('context', 'command')), "
            "tries INTEGER NOT NULL, "
            "cause TEXT NOT NULL CHECK (cause IN ('rows', 'bytes', 'age')), "
            "dropped_us INTEGER NOT NULL)"_s,
            u"CREATE TABLE imports ("
            "number INTEGER PRIMARY KEY, "
            "fingerprint BLOB NOT NULL UNIQUE, "
            "imported_us INTEGER NOT NULL)"_s};
}

/// Who was here once: a higher number is later. For commands wait only of such.
QStringList seenDestinations()
{
    return {u"CREATE TABLE seen ("
            "number INTEGER PRIMARY KEY, "
            "destination TEXT NOT NULL UNIQUE)"_s,
            u"INSERT INTO seen (destination) SELECT destination FROM outbox "
            "WHERE kind = 'command' GROUP BY destination ORDER BY max(id)"_s};
}

protocol::Result<qint64, OutboxError> number(OutboxDatabase &database, const QString &sql)
{
    auto value = database.value(sql);
    if (!value)
        return value.error();
    return value->toLongLong();
}

} // namespace

QStringList outboxMigration(int to)
{
    switch (to) {
    case 1:
        return rowsOnly();
    case 2:
        return kindsAndTries();
    case 3:
        return droppedAndImports();
    case 4:
        return seenDestinations();
    default:
        Q_UNREACHABLE();
    }
    return {};
}

protocol::Result<int, OutboxError> outboxVersion(OutboxDatabase &database)
{
    const auto application = number(database, u"PRAGMA application_id"_s);
    if (!application)
        return application.error();
    const auto version = number(database, u"PRAGMA user_version"_s);
    if (!version)
        return version.error();
    const auto objects = number(database, u"SELECT count(*) FROM sqlite_master"_s);
    if (!objects)
        return objects.error();
    if (*application == 0 && *version == 0 && *objects == 0)
        return 0;
    if (*application != outboxApplicationId || *version < 1)
        return OutboxError{
            OutboxError::Cause::NotAnOutbox, database.file(),
            u"application_id %1 instead of %2, user_version %3, %4 tables"_s.arg(*application)
                .arg(outboxApplicationId)
                .arg(*version)
                .arg(*objects)};
    if (*version > outboxSchemaVersion)
        return OutboxError{
            OutboxError::Cause::Newer, database.file(),
            u"the file has version %1, this program knows versions up to %2"_s.arg(*version).arg(
                outboxSchemaVersion)};
    return static_cast<int>(*version);
}

OutboxFailure migrateOutbox(OutboxDatabase &database, int from)
{
    if (from == outboxSchemaVersion)
        return std::nullopt;
    OutboxTransaction transaction(database);
    if (auto failure = transaction.begin())
        return failure;
    for (int version = from + 1; version <= outboxSchemaVersion; ++version) {
        for (const QString &statement : outboxMigration(version)) {
            if (auto failure = database.exec(statement))
                return failure;
        }
    }
    if (auto failure = database.exec(u"PRAGMA user_version = %1"_s.arg(outboxSchemaVersion)))
        return failure;
    return transaction.commit();
}

} // namespace neuro::storage
