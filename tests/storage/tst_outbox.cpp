// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

// The outbox as a file: what can be wrong with it, and with the disk below it.

#include "storage/outbox.h"
#include "storage/outboxexport.h"
#include "storage/outboxfaults.h"
#include "storage/outboxsamples.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include <functional>
#include <memory>

using namespace neuro::relay;
using namespace neuro::test;
using namespace Qt::Literals::StringLiterals;
using neuro::storage::Outbox;
using neuro::storage::OutboxSettings;
using Cause = OutboxError::Cause;

namespace {

QList<NewOutboxRow> rowsOf(int count, int bytes = 100)
{
    QList<NewOutboxRow> rows;
    for (int i = 0; i < count; ++i)
        rows.append(outboxRow(u"a"_s, QByteArray(bytes, static_cast<char>('a' + i % 26))));
    return rows;
}

} // namespace

class TestOutbox : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void createsAPrivateFile();
    void keepsOthersFromAnExistingFile();
    void tellsWhereItCannotWrite_data();
    void tellsWhereItCannotWrite();
    void isClosedUntilItIsOpened();
    void migrates_data();
    void migrates();
    void leavesNewerVersionsAlone();
    void leavesOtherDatabasesAlone();
    void setsDamagedFilesAside_data();
    void setsDamagedFilesAside();
    void setsOrphanedLogsAside();
    void setsAsideWhatBreaksWhileOpen();
    void doesNotWaitForLocks();
    void tellsOfALockOnOpen();
    void survivesAFullDisk();
    void survivesWriteErrors();
    void skipsRowsThatOthersDeleted();
    void importsOnce();
    void importsAllOrNothing();
    void exportsJsonLines();
    void tellsWhyItCannotExport();

private:
    QString file() const { return m_folder->filePath(u"data/outbox.sqlite"_s); }
    void fill(int count, int bytes = 100);
    QStringList asideFiles() const;

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestOutbox::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
}

/// Leaves a file with `count` rows of `bytes` each, closed.
void TestOutbox::fill(int count, int bytes)
{
    Outbox outbox;
    QVERIFY(outbox.open(file()).hasValue());
    QVERIFY(outbox.append(rowsOf(count, bytes), t0).hasValue());
}

QStringList TestOutbox::asideFiles() const
{
    return QFileInfo(file()).dir().entryList({u"*.damaged-*"_s}, QDir::Files, QDir::Name);
}

void TestOutbox::createsAPrivateFile()
{
    Outbox outbox;
    const auto opened = outbox.open(file());
    QVERIFY(opened.hasValue());
    QVERIFY(opened->created);
    QCOMPARE(opened->migratedFrom, 0);
    QVERIFY(opened->setAside.isEmpty());
    QVERIFY(outbox.append(rowsOf(1), t0).hasValue());
    for (const QString &suffix : {QString(), u"-wal"_s, u"-shm"_s}) {
        const QFileInfo info(file() + suffix);
        QVERIFY2(info.exists(), qPrintable(info.filePath()));
        QVERIFY(!(info.permissions() & (QFile::ReadGroup | QFile::ReadOther | QFile::WriteGroup |
                                        QFile::WriteOther | QFile::ExeOwner)));
    }
    outbox.close();
    const auto again = outbox.open(file());
    QVERIFY(again.hasValue());
    QVERIFY(!again->created);
    QCOMPARE(again->earlierRows, 1);
}

void TestOutbox::keepsOthersFromAnExistingFile()
{
    fill(1);
    QVERIFY(QFile::setPermissions(file(), QFile::ReadOwner | QFile::WriteOwner | QFile::ReadOther));
    Outbox outbox;
    QVERIFY(outbox.open(file()).hasValue());
    QVERIFY(!(QFileInfo(file()).permissions() & QFile::ReadOther));
}

void TestOutbox::tellsWhereItCannotWrite_data()
{
    QTest::addColumn<QString>("path");
    QTest::newRow("a folder") << u"folder"_s;
    QTest::newRow("below a file") << u"file/outbox.sqlite"_s;
}

void TestOutbox::tellsWhereItCannotWrite()
{
    QFETCH(QString, path);
    QVERIFY(QDir(m_folder->path()).mkdir(u"folder"_s));
    QFile blocker(m_folder->filePath(u"file"_s));
    QVERIFY(blocker.open(QIODevice::WriteOnly));
    Outbox outbox;
    const auto opened = outbox.open(m_folder->filePath(path));
    QVERIFY(!opened.hasValue());
    QCOMPARE(opened.error().cause, Cause::NotWritable);
    QCOMPARE(opened.error().file, m_folder->filePath(path));
    QVERIFY(opened.error().text().contains(m_folder->filePath(path)));
    QVERIFY(opened.error().text().contains(u"permissions"_s));
    QVERIFY(!outbox.isOpen());
}

void TestOutbox::isClosedUntilItIsOpened()
{
    Outbox outbox;
    QVERIFY(!outbox.isOpen());
    QCOMPARE(outbox.append(rowsOf(1), t0).error().cause, Cause::NotOpen);
    QCOMPARE(outbox.rows(u"a"_s, 0, 1, 1).error().cause, Cause::NotOpen);
    QCOMPARE(outbox.remove({1})->cause, Cause::NotOpen);
    QCOMPARE(outbox.noteTry({1})->cause, Cause::NotOpen);
    QCOMPARE(outbox.expire(t0).error().cause, Cause::NotOpen);
    QCOMPARE(outbox.droppedRows(u"a"_s, 0, 1, 1).error().cause, Cause::NotOpen);
    QCOMPARE(outbox.dropAll(u"a"_s).error().cause, Cause::NotOpen);
    QCOMPARE(outbox.dropEarlierRun(u"a"_s).error().cause, Cause::NotOpen);
    QCOMPARE(outbox.importOnce("x", {}, t0).error().cause, Cause::NotOpen);
    QVERIFY(outbox.counts().isEmpty() && outbox.destinations().isEmpty());
}

// What earlier versions wrote, as they wrote it: not to be changed with the program.
void TestOutbox::migrates_data()
{
    const QStringList version1 = {
        u"CREATE TABLE outbox (id INTEGER PRIMARY KEY CHECK (id > 0), destination TEXT NOT NULL, "
        "name TEXT NOT NULL, payload BLOB NOT NULL, created_us INTEGER NOT NULL)"_s,
        u"PRAGMA application_id = 1314017090"_s, u"PRAGMA user_version = 1"_s,
        u"INSERT INTO outbox VALUES (7, 'a', 'n', x'c328', 5), (9, 'a', '', x'', 6)"_s};
    const QStringList version2 =
        version1 +
        QStringList{
            u"ALTER TABLE outbox ADD COLUMN kind TEXT NOT NULL DEFAULT 'context' CHECK (kind IN "
            "('context', 'command'))"_s,
            u"ALTER TABLE outbox ADD COLUMN tries INTEGER NOT NULL DEFAULT 0"_s,
            u"PRAGMA user_version = 2"_s,
            u"UPDATE outbox SET kind = 'command', tries = 3 WHERE id = 9"_s};
    const QStringList version3 =
        version2 +
        QStringList{
            u"CREATE TABLE dropped (id INTEGER PRIMARY KEY CHECK (id > 0), destination TEXT NOT "
            "NULL, name TEXT NOT NULL, payload BLOB NOT NULL, created_us INTEGER NOT NULL, kind "
            "TEXT NOT NULL CHECK (kind IN ('context', 'command')), tries INTEGER NOT NULL, cause "
            "TEXT NOT NULL CHECK (cause IN ('rows', 'bytes', 'age')), dropped_us INTEGER NOT "
            "NULL)"_s,
            u"CREATE TABLE imports (number INTEGER PRIMARY KEY, fingerprint BLOB NOT NULL UNIQUE, "
            "imported_us INTEGER NOT NULL)"_s,
            u"PRAGMA user_version = 3"_s};
    QTest::addColumn<QStringList>("statements");
    QTest::addColumn<int>("version");
    QTest::addColumn<OutboxRow>("second");
    QTest::newRow("1") << version1 << 1
                       << OutboxRow{9, u"a"_s, u""_s, "", 6, 0, true, OutboxKind::Context};
    QTest::newRow("2") << version2 << 2
                       << OutboxRow{9, u"a"_s, u""_s, "", 6, 3, true, OutboxKind::Command};
    QTest::newRow("3") << version3 << 3
                       << OutboxRow{9, u"a"_s, u""_s, "", 6, 3, true, OutboxKind::Command};
}

void TestOutbox::migrates()
{
    QFETCH(QStringList, statements);
    QFETCH(int, version);
    QFETCH(OutboxRow, second);
    QVERIFY(QDir(m_folder->path()).mkdir(u"data"_s));
    {
        Stranger older(file());
        for (const QString &statement : statements)
            older.exec(statement);
    }
    OutboxLimits limits;
    limits.rows = 2;
    Outbox outbox(OutboxSettings{limits, 100, 1 << 26});
    const auto opened = outbox.open(file());
    QVERIFY2(opened.hasValue(), qPrintable(opened ? QString() : opened.error().text()));
    QCOMPARE(opened->migratedFrom, version);
    QCOMPARE(opened->earlierRows, 2);
    QVERIFY(!opened->created);
    const auto rows = waiting(outbox, u"a"_s);
    QCOMPARE(rows, QList<OutboxRow>(
                       {{7, u"a"_s, u"n"_s, "\xc3\x28", 5, 0, true, OutboxKind::Context}, second}));
    // Commands wait only for somebody who was here.
    const bool isCommand = second.kind == OutboxKind::Command;
    QCOMPARE(outbox.seen(), isCommand ? QStringList{u"a"_s} : QStringList());
    // Everything of the present version is there.
    QCOMPARE(outbox.noteSeen({u"b"_s}), std::nullopt);
    QCOMPARE(outbox.noteTry({7}), std::nullopt);
    QCOMPARE(outbox.append({outboxRow(u"a"_s, "new", 6)}, 6)->drops[0].ids, QList<qint64>({7}));
    QCOMPARE(dropped(outbox, u"a"_s)[0].row.tries, 1);
    QVERIFY(outbox.importOnce("x", {}, t0).hasValue());
    QCOMPARE(outbox.open(file())->migratedFrom, 0);
    outbox.close();
    QCOMPARE(Stranger(file()).value(u"PRAGMA user_version"_s).toInt(), 4);
}

void TestOutbox::leavesNewerVersionsAlone()
{
    fill(3);
    Stranger(file()).exec(u"PRAGMA user_version = 5"_s);
    Outbox outbox;
    const auto opened = outbox.open(file());
    QVERIFY(!opened.hasValue());
    QCOMPARE(opened.error().cause, Cause::Newer);
    QVERIFY2(opened.error().text().contains(u"newer version"_s), qPrintable(opened.error().text()));
    QVERIFY(opened.error().particulars.contains(u"version 5"_s));
    QVERIFY(!outbox.isOpen());
    QCOMPARE(asideFiles(), QStringList());
    QCOMPARE(Stranger(file()).value(u"SELECT count(*) FROM outbox"_s).toInt(), 3);
}

void TestOutbox::leavesOtherDatabasesAlone()
{
    QVERIFY(QDir(m_folder->path()).mkdir(u"data"_s));
    Stranger(file()).exec(u"CREATE TABLE bookmarks (url TEXT)"_s);
    QFile database(file());
    QVERIFY(database.open(QIODevice::ReadOnly));
    const QByteArray before = database.readAll();
    Outbox outbox;
    const auto opened = outbox.open(file());
    QVERIFY(!opened.hasValue());
    QCOMPARE(opened.error().cause, Cause::NotAnOutbox);
    QCOMPARE(asideFiles(), QStringList());
    QVERIFY(database.seek(0));
    QCOMPARE(database.readAll(), before);
}

void TestOutbox::setsDamagedFilesAside_data()
{
    using Damage = std::function<void(QFile &)>;
    QTest::addColumn<std::function<void(QFile &)>>("damage");
    QTest::newRow("no header") << Damage([](QFile &f) { f.write(QByteArray(100, '\0')); });
    QTest::newRow("text") << Damage([](QFile &f) { f.write("remember the milk\n"); });
    QTest::newRow("cut in half") << Damage([](QFile &f) { f.resize(f.size() / 2); });
    QTest::newRow("cut within a page") << Damage([](QFile &f) { f.resize(f.size() - 1000); });
    QTest::newRow("pages of noise") << Damage([](QFile &f) {
        for (qint64 at = 4096; at + 4096 < f.size(); at += 3 * 4096) {
            f.seek(at);
            f.write(QByteArray(4096, '\xa5'));
        }
    });
    QTest::newRow("last page of zeros") << Damage([](QFile &f) {
        f.seek(f.size() - 4096);
        f.write(QByteArray(4096, '\0'));
    });
}

void TestOutbox::setsDamagedFilesAside()
{
    QFETCH(std::function<void(QFile &)>, damage);
    fill(1000);
    QByteArray damaged;
    {
        QFile database(file());
        QVERIFY(database.open(QIODevice::ReadWrite));
        damage(database);
        QVERIFY(database.seek(0));
        damaged = database.readAll();
    }
    Outbox outbox;
    const auto opened = outbox.open(file());
    QVERIFY2(opened.hasValue(), qPrintable(opened ? QString() : opened.error().text()));
    QVERIFY(opened->created);
    QCOMPARE(opened->earlierRows, 0);
    QVERIFY(!opened->damage.isEmpty());
    QVERIFY(opened->setAside.startsWith(file() + u".damaged-"_s));
    QFile aside(opened->setAside);
    QVERIFY(aside.open(QIODevice::ReadOnly));
    QCOMPARE(aside.readAll(), damaged);
    QVERIFY(outbox.append(rowsOf(1), t0).hasValue());
    QCOMPARE(waiting(outbox, u"a"_s).size(), 1);
}

void TestOutbox::setsOrphanedLogsAside()
{
    QVERIFY(QDir(m_folder->path()).mkdir(u"data"_s));
    QFile log(file() + u"-wal"_s);
    QVERIFY(log.open(QIODevice::WriteOnly) && log.write("all that is left") > 0);
    log.close();
    Outbox outbox;
    const auto opened = outbox.open(file());
    QVERIFY(opened.hasValue());
    QVERIFY(opened->created);
    QFile aside(opened->setAside + u"-wal"_s);
    QVERIFY(aside.open(QIODevice::ReadOnly));
    QCOMPARE(aside.readAll(), "all that is left");
    QVERIFY(outbox.append(rowsOf(1), t0).hasValue());
}

void TestOutbox::setsAsideWhatBreaksWhileOpen()
{
    // More than SQLite keeps in memory.
    fill(3000, 2000);
    Outbox outbox;
    QCOMPARE(outbox.open(file())->earlierRows, 3000);
    QFile database(file());
    QVERIFY(database.open(QIODevice::ReadWrite));
    QVERIFY(database.seek(4096));
    QVERIFY(database.write(QByteArray(static_cast<int>(database.size()) - 4096, '\xa5')) > 0);
    database.close();
    const auto rows = outbox.rows(u"a"_s, 100, 10, forever);
    QVERIFY(!rows.hasValue());
    QCOMPARE(rows.error().cause, Cause::Damaged);
    QVERIFY(rows.error().text().contains(u"open the outbox again"_s));
    const auto opened = outbox.open(file());
    QVERIFY(opened.hasValue());
    QVERIFY(QFileInfo::exists(opened->setAside));
    QVERIFY(outbox.append(rowsOf(1), t0).hasValue());
    QVERIFY(outbox.open(file())->setAside.isEmpty());
    QCOMPARE(outbox.counts()[0].rows, 1);
}

void TestOutbox::doesNotWaitForLocks()
{
    Outbox outbox;
    QVERIFY(outbox.open(file()).hasValue());
    QVERIFY(outbox.append(rowsOf(1), t0).hasValue());
    {
        Stranger stranger(file());
        stranger.exec(u"BEGIN IMMEDIATE"_s);
        QElapsedTimer timer;
        timer.start();
        const auto appended = outbox.append(rowsOf(1), t0);
        QVERIFY(!appended.hasValue());
        QCOMPARE(appended.error().cause, Cause::Locked);
        QVERIFY(appended.error().text().contains(file()));
        QCOMPARE(outbox.remove({1})->cause, Cause::Locked);
        QCOMPARE(outbox.expire(t0 + 3600 * 1000 * ms).error().cause, Cause::Locked);
        // Three times the busy timeout, and no ten seconds of SQLite's own patience.
        QVERIFY2(timer.elapsed() < 3000, qPrintable(QString::number(timer.elapsed())));
        QCOMPARE(waiting(outbox, u"a"_s).size(), 1);
        QCOMPARE(outbox.counts()[0].rows, 1);
    }
    QCOMPARE(outbox.append(rowsOf(1), t0)->ids, QList<qint64>({2}));
    QCOMPARE(waiting(outbox, u"a"_s).size(), 2);
}

void TestOutbox::tellsOfALockOnOpen()
{
    fill(2);
    Outbox outbox;
    {
        Stranger stranger(file());
        stranger.exec(u"PRAGMA locking_mode = EXCLUSIVE"_s);
        stranger.exec(u"BEGIN EXCLUSIVE"_s);
        stranger.exec(u"DELETE FROM outbox WHERE id = 1"_s);
        const auto opened = outbox.open(file());
        QVERIFY(!opened.hasValue());
        QCOMPARE(opened.error().cause, Cause::Locked);
        QVERIFY(!outbox.isOpen());
        stranger.exec(u"ROLLBACK"_s);
    }
    QCOMPARE(outbox.open(file())->earlierRows, 2);
    QCOMPARE(asideFiles(), QStringList());
}

void TestOutbox::survivesAFullDisk()
{
    OutboxSettings settings;
    settings.maxFileBytes = 40 * 4096;
    Outbox outbox(settings);
    QVERIFY(outbox.open(file()).hasValue());
    int batches = 0;
    for (;; ++batches) {
        QVERIFY(batches < 100);
        const auto appended = outbox.append(rowsOf(10, 1000), t0);
        if (appended)
            continue;
        QCOMPARE(appended.error().cause, Cause::DiskFull);
        QVERIFY(appended.error().text().contains(u"make room"_s));
        break;
    }
    QVERIFY(batches > 5);
    // All or nothing.
    QCOMPARE(waiting(outbox, u"a"_s).size(), batches * 10);
    QCOMPARE(outbox.counts()[0].rows, batches * 10);
    QList<qint64> half;
    for (int id = 1; id <= batches * 5; ++id)
        half.append(id);
    QCOMPARE(outbox.remove(half), std::nullopt);
    QVERIFY(outbox.append(rowsOf(10, 1000), t0).hasValue());
    QCOMPARE(outbox.open(file())->earlierRows, batches * 5 + 10);
    QVERIFY(outbox.open(file())->setAside.isEmpty());
}

void TestOutbox::survivesWriteErrors()
{
#ifndef Q_OS_UNIX
    QSKIP("needs RLIMIT_FSIZE");
#else
    Outbox outbox;
    QVERIFY(outbox.open(file()).hasValue());
    QVERIFY(outbox.append(rowsOf(10), t0).hasValue());
    OutboxStore::Failure failure;
    {
        const SmallFiles small(static_cast<rlim_t>(QFileInfo(file() + u"-wal"_s).size()) + 5000);
        if (const auto appended = outbox.append(rowsOf(1000), t0); !appended)
            failure = appended.error();
    }
    QVERIFY(failure.has_value());
    QVERIFY2(failure->cause == Cause::InputOutput || failure->cause == Cause::DiskFull,
             qPrintable(failure->text()));
    QVERIFY(failure->text().contains(file()));
    QCOMPARE(waiting(outbox, u"a"_s).size(), 10);
    QCOMPARE(outbox.append(rowsOf(5), t0)->ids.first(), 11);
    QCOMPARE(outbox.open(file())->earlierRows, 15);
    QCOMPARE(asideFiles(), QStringList());
#endif
}

void TestOutbox::skipsRowsThatOthersDeleted()
{
    Outbox outbox;
    QVERIFY(outbox.open(file()).hasValue());
    QVERIFY(outbox.append(rowsOf(3), t0).hasValue());
    Stranger(file()).exec(u"DELETE FROM outbox WHERE id = 2"_s);
    QTest::ignoreMessage(QtWarningMsg, qPrintable(file() + u": another program deleted row 2; it "
                                                           "is skipped"_s));
    QCOMPARE(waiting(outbox, u"a"_s).size(), 2);
    QCOMPARE(outbox.counts()[0].rows, 2);
    QCOMPARE(outbox.remove({1, 2, 3}), std::nullopt);
}

void TestOutbox::importsOnce()
{
    Outbox outbox;
    QVERIFY(outbox.open(file()).hasValue());
    QCOMPARE(outbox.importOnce("first", rowsOf(2), t0)->appended.ids, QList<qint64>({1, 2}));
    QVERIFY(outbox.open(file()).hasValue());
    const auto again = outbox.importOnce("first", rowsOf(2), t0);
    QVERIFY(again->alreadyDone);
    QVERIFY(again->appended.ids.isEmpty());
    QVERIFY(!outbox.importOnce("second", rowsOf(1), t0)->alreadyDone);
    QCOMPARE(waiting(outbox, u"a"_s).size(), 3);
    // The list of what is known has a limit.
    for (int i = 0; i < Outbox::importsRemembered; ++i)
        QVERIFY(!outbox.importOnce(QByteArray::number(i), {}, t0)->alreadyDone);
    QVERIFY(outbox.importOnce("0", {}, t0)->alreadyDone);
    outbox.close();
    QCOMPARE(Stranger(file()).value(u"SELECT count(*) FROM imports"_s).toInt(),
             Outbox::importsRemembered);
}

void TestOutbox::importsAllOrNothing()
{
    OutboxSettings settings;
    settings.maxFileBytes = 40 * 4096;
    Outbox outbox(settings);
    QVERIFY(outbox.open(file()).hasValue());
    QCOMPARE(outbox.importOnce("x", rowsOf(500, 1000), t0).error().cause, Cause::DiskFull);
    QVERIFY(outbox.counts().isEmpty());
    QVERIFY(!outbox.importOnce("x", rowsOf(5, 1000), t0)->alreadyDone);
    QCOMPARE(waiting(outbox, u"a"_s).size(), 5);
}

void TestOutbox::exportsJsonLines()
{
    OutboxLimits limits;
    limits.rows = 2;
    Outbox outbox(OutboxSettings{limits, 100, 1 << 26});
    QVERIFY(outbox.open(file()).hasValue());
    QVERIFY(outbox
                .append({outboxRow(u"a"_s, "{\"auth_token\":\"my-secret\"}"),
                         {u"a"_s, u"Tic \"Tac\""_s, "\xff", t0 + 1, OutboxKind::Command},
                         outboxRow(u"a"_s, "ü"),
                         outboxRow(u"b"_s, "not this one")},
                        t0 + 2)
                .hasValue());
    const QString target = m_folder->filePath(u"export.jsonl"_s);
    const auto exported = neuro::storage::exportOutbox(outbox, {u"a"_s}, target, {});
    QVERIFY2(exported.error.isEmpty(), qPrintable(exported.error.english()));
    QCOMPARE(exported.waiting, 2);
    QCOMPARE(exported.dropped, 1);
    QCOMPARE(QFileInfo(target).permissions() & (QFile::ReadGroup | QFile::ReadOther),
             QFile::Permissions());
    QFile jsonl(target);
    QVERIFY(jsonl.open(QIODevice::ReadOnly));
    const QList<QByteArray> lines = jsonl.readAll().split('\n');
    QCOMPARE(lines.size(), 4);
    QCOMPARE(lines[0],
             R"({"kind":"row","id":"2","destination":"a","state":"waiting","type":"command",)"
             R"("name":"Tic \"Tac\"","created":"2026-11-18T11:06:40.000001Z","tries":0,"size":1,)"
             R"("base64":"/w=="})");
    QCOMPARE(QJsonDocument::fromJson(lines[1]).object()[u"text"_s].toString(), u"ü"_s);
    const QJsonObject gone = QJsonDocument::fromJson(lines[2]).object();
    QCOMPARE(gone[u"state"_s].toString(), u"dropped"_s);
    QCOMPARE(gone[u"why"_s].toString(), u"rows"_s);
    QCOMPARE(gone[u"at"_s].toString(), u"2026-11-18T11:06:40.000002Z"_s);
    QCOMPARE(gone[u"text"_s].toString(), u"{\"auth_token\":\"***\"}"_s);
    QCOMPARE(waiting(outbox, u"a"_s).size(), 2);
}

void TestOutbox::tellsWhyItCannotExport()
{
    Outbox outbox;
    QVERIFY(outbox.open(file()).hasValue());
    const QString target = m_folder->filePath(u"missing/export.jsonl"_s);
    const auto unwritable = neuro::storage::exportOutbox(outbox, {u"a"_s}, target, {});
    QVERIFY(unwritable.error.english().contains(target));
    QVERIFY(unwritable.error.source()); // A window can translate it.
    outbox.close();
    const QString kept = m_folder->filePath(u"kept.jsonl"_s);
    QFile existing(kept);
    QVERIFY(existing.open(QIODevice::WriteOnly) && existing.write("kept") == 4);
    existing.close();
    const auto unreadable = neuro::storage::exportOutbox(outbox, {u"a"_s}, kept, {});
    QVERIFY(unreadable.error.english().contains(u"not open"_s));
    QVERIFY(unreadable.error.source());
    QVERIFY(existing.open(QIODevice::ReadOnly));
    QCOMPARE(existing.readAll(), "kept");
}

QTEST_GUILESS_MAIN(TestOutbox)
#include "tst_outbox.moc"
