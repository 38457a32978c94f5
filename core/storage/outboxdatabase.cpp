// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "storage/outboxdatabase.h"

#include <QUuid>

using namespace Qt::Literals::StringLiterals;

namespace neuro::storage {

using relay::OutboxError;

namespace {

/// SQLite's primary result codes; the extended ones have them in their lowest byte.
enum SqliteCode {
    SqlitePerm = 3,
    SqliteBusy = 5,
    SqliteLocked = 6,
    SqliteReadOnly = 8,
    SqliteIoError = 10,
    SqliteCorrupt = 11,
    SqliteFull = 13,
    SqliteCantOpen = 14,
    SqliteProtocol = 15,
    SqliteNotADatabase = 26,
};

OutboxError::Cause causeOf(int code)
{
    using Cause = OutboxError::Cause;
    switch (code & 0xff) {
    case SqliteFull:
        return Cause::DiskFull;
    case SqliteBusy:
    case SqliteLocked:
    case SqliteProtocol: // Lost a race for the log's locks again and again.
        return Cause::Locked;
    case SqliteCorrupt:
    case SqliteNotADatabase:
        return Cause::Damaged;
    case SqliteIoError:
        return Cause::InputOutput;
    case SqlitePerm:
    case SqliteReadOnly:
    case SqliteCantOpen:
        return Cause::NotWritable;
    default: // SQLite's enumeration, and open to the future.
        return Cause::Unexpected;
    }
}

} // namespace

OutboxError outboxError(const QString &file, const QSqlError &error)
{
    bool isNumber = false;
    const int code = error.nativeErrorCode().toInt(&isNumber);
    if (!isNumber)
        return {OutboxError::Cause::Unexpected, file, error.text()};
    return {causeOf(code), file, u"%1, SQLite code %2"_s.arg(error.databaseText()).arg(code)};
}

OutboxDatabase::OutboxDatabase(const QString &file)
    : m_file(file)
    , m_name(u"outbox-"_s + QUuid::createUuid().toString(QUuid::WithoutBraces))
{
}

OutboxDatabase::~OutboxDatabase()
{
    if (!m_connection.isValid())
        return;
    m_connection.close();
    m_connection = QSqlDatabase();
    QSqlDatabase::removeDatabase(m_name);
}

OutboxFailure OutboxDatabase::connect(int busyTimeoutMs)
{
    const QString driver = u"QSQLITE"_s;
    if (!QSqlDatabase::isDriverAvailable(driver))
        return OutboxError{OutboxError::Cause::NoDriver, m_file, {}};
    m_connection = QSqlDatabase::addDatabase(driver, m_name);
    m_connection.setDatabaseName(m_file);
    m_connection.setConnectOptions(u"QSQLITE_BUSY_TIMEOUT=%1"_s.arg(busyTimeoutMs));
    if (!m_connection.open())
        return error(m_connection.lastError());
    return std::nullopt;
}

OutboxFailure OutboxDatabase::exec(const QString &sql)
{
    QSqlQuery query(m_connection);
    if (!query.exec(sql))
        return error(query.lastError());
    return std::nullopt;
}

protocol::Result<QVariant, OutboxError> OutboxDatabase::value(const QString &sql)
{
    QSqlQuery query(m_connection);
    query.setForwardOnly(true);
    if (!query.exec(sql))
        return error(query.lastError());
    if (query.next())
        return query.value(0);
    if (query.lastError().isValid())
        return error(query.lastError());
    return QVariant();
}

OutboxFailure OutboxStatement::prepare(const OutboxDatabase &database, const QString &sql)
{
    m_file = database.file();
    m_query = QSqlQuery(database.connection());
    m_query.setForwardOnly(true);
    if (!m_query.prepare(sql))
        return outboxError(m_file, m_query.lastError());
    return std::nullopt;
}

OutboxFailure OutboxStatement::exec(std::initializer_list<QVariant> values)
{
    int place = 0;
    for (const QVariant &value : values)
        m_query.bindValue(place++, value);
    if (!m_query.exec())
        return outboxError(m_file, m_query.lastError());
    return std::nullopt;
}

OutboxFailure OutboxStatement::failure() const
{
    if (!m_query.lastError().isValid())
        return std::nullopt;
    return outboxError(m_file, m_query.lastError());
}

OutboxTransaction::~OutboxTransaction()
{
    // After some errors SQLite has rolled back by itself; then this one fails, as it may.
    if (m_open)
        m_database.exec(u"ROLLBACK"_s);
}

OutboxFailure OutboxTransaction::begin()
{
    OutboxFailure failure = m_database.exec(u"BEGIN IMMEDIATE"_s);
    m_open = !failure;
    return failure;
}

OutboxFailure OutboxTransaction::commit()
{
    OutboxFailure failure = m_database.exec(u"COMMIT"_s);
    m_open = failure.has_value();
    return failure;
}

} // namespace neuro::storage
