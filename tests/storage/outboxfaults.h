// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QString>
#include <QVariant>

#ifdef Q_OS_UNIX
#include <csignal>
#include <sys/resource.h>
#endif

/// What others, and disks, do to an outbox file. Users link Qt6::Sql.
namespace neuro::test {

/// Somebody else's connection to the file.
class Stranger
{
public:
    explicit Stranger(const QString &file)
    {
        auto database =
            QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("stranger"));
        database.setDatabaseName(file);
        if (!database.open())
            qFatal("%s", qPrintable(database.lastError().text()));
    }
    Q_DISABLE_COPY_MOVE(Stranger)
    ~Stranger() { QSqlDatabase::removeDatabase(QStringLiteral("stranger")); }

    void exec(const QString &sql)
    {
        QSqlQuery query(QSqlDatabase::database(QStringLiteral("stranger")));
        if (!query.exec(sql))
            qFatal("%s: %s", qPrintable(sql), qPrintable(query.lastError().text()));
    }
    QVariant value(const QString &sql)
    {
        QSqlQuery query(QSqlDatabase::database(QStringLiteral("stranger")));
        return query.exec(sql) && query.next() ? query.value(0) : QVariant();
    }
};

#ifdef Q_OS_UNIX
/// No file can grow beyond `bytes`, as on a disk that has run into trouble.
class SmallFiles
{
public:
    explicit SmallFiles(rlim_t bytes)
    {
        m_handler = std::signal(SIGXFSZ, SIG_IGN);
        getrlimit(RLIMIT_FSIZE, &m_before);
        const rlimit limit = {bytes, m_before.rlim_max};
        setrlimit(RLIMIT_FSIZE, &limit);
    }
    Q_DISABLE_COPY_MOVE(SmallFiles)
    ~SmallFiles()
    {
        setrlimit(RLIMIT_FSIZE, &m_before);
        std::signal(SIGXFSZ, m_handler);
    }

private:
    rlimit m_before = {};
    void (*m_handler)(int) = nullptr;
};
#endif

} // namespace neuro::test
