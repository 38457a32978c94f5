// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "protocol/result.h"
#include "relay/outboxrow.h"

#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QString>
#include <QVariant>

#include <initializer_list>
#include <optional>

/// The outbox's view of QtSql: one connection, its statements, and errors that say what is wrong.
/// Internal to core/storage; everything belongs to the thread that made the connection.
namespace neuro::storage {

using OutboxFailure = std::optional<relay::OutboxError>;

/// What SQLite said about `file`, as one of our causes.
relay::OutboxError outboxError(const QString &file, const QSqlError &error);

/// A connection to one SQLite file, closed with the object. Statements must be gone before it.
class OutboxDatabase
{
public:
    explicit OutboxDatabase(const QString &file);
    ~OutboxDatabase();
    Q_DISABLE_COPY_MOVE(OutboxDatabase)

    /// SQLite looks at the file only with the first statement. A lock of someone else is waited
    /// for at most `busyTimeoutMs`.
    OutboxFailure connect(int busyTimeoutMs);

    OutboxFailure exec(const QString &sql);
    /// The first column of the first row; invalid when there is none.
    protocol::Result<QVariant, relay::OutboxError> value(const QString &sql);

    const QString &file() const { return m_file; }
    const QSqlDatabase &connection() const { return m_connection; }
    relay::OutboxError error(const QSqlError &error) const { return outboxError(m_file, error); }

private:
    QString m_file;
    QString m_name;
    QSqlDatabase m_connection;
};

/// A prepared statement.
class OutboxStatement
{
public:
    OutboxFailure prepare(const OutboxDatabase &database, const QString &sql);
    /// Runs it with `values` in the places of its question marks.
    OutboxFailure exec(std::initializer_list<QVariant> values = {});
    /// Of a query: whether there is another row. Check failure() when there is none.
    bool next() { return m_query.next(); }
    QVariant value(int column) const { return m_query.value(column); }
    OutboxFailure failure() const;
    /// Ends a query that was not read to its end: it would hold back the write-ahead log.
    void finish() { m_query.finish(); }

private:
    QString m_file;
    QSqlQuery m_query;
};

/// Everything between begin() and commit(), or nothing of it.
class OutboxTransaction
{
public:
    explicit OutboxTransaction(OutboxDatabase &database)
        : m_database(database)
    {
    }
    /// Takes back what was not committed.
    ~OutboxTransaction();
    Q_DISABLE_COPY_MOVE(OutboxTransaction)

    /// Takes the write lock at once, so that a lock of someone else is told here.
    OutboxFailure begin();
    OutboxFailure commit();

private:
    OutboxDatabase &m_database;
    bool m_open = false;
};

} // namespace neuro::storage
