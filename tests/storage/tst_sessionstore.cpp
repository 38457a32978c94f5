// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "storage/sessionstore.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using neuro::storage::SessionStore;

class TestSessionStore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void namesNewSessions();
    void listsNewestFirst();
    void prunesByNumber();
    void partsFollowTheirFile();
    void partsCountAsOneSession();
    void partsOfTheCurrentSessionGoForTheirSizeOnly();
    void prunesBySize();
    void neverPrunesTheCurrentOne();
    void touchesNothingElse();
    void worksWithoutAFolder();

private:
    void addFile(const QString &name, int size = 10);
    QStringList left() const;

    std::unique_ptr<QTemporaryDir> m_data;
    std::unique_ptr<SessionStore> m_store;
};

void TestSessionStore::init()
{
    m_data = std::make_unique<QTemporaryDir>();
    QVERIFY(QDir(m_data->path()).mkdir(u"sessions"_s));
    m_store = std::make_unique<SessionStore>(m_data->path());
}

void TestSessionStore::addFile(const QString &name, int size)
{
    QFile file(m_data->filePath(u"sessions/"_s + name));
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(QByteArray(size, 'x')), size);
}

QStringList TestSessionStore::left() const
{
    return QDir(m_data->filePath(u"sessions"_s)).entryList(QDir::AllEntries | QDir::NoDotAndDotDot);
}

void TestSessionStore::namesNewSessions()
{
    const QDateTime start = QDateTime::fromString(u"2026-11-20T18:31:02+01:00"_s, Qt::ISODate);
    const QString first = m_store->newSessionPath(start);
    QCOMPARE(first, m_data->filePath(u"sessions/2026-11-20T17-31-02Z.jsonl"_s));
    addFile(u"2026-11-20T17-31-02Z.jsonl"_s);
    QCOMPARE(m_store->newSessionPath(start),
             m_data->filePath(u"sessions/2026-11-20T17-31-02Z-2.jsonl"_s));
    addFile(u"2026-11-20T17-31-02Z-2.jsonl"_s);
    QCOMPARE(m_store->newSessionPath(start),
             m_data->filePath(u"sessions/2026-11-20T17-31-02Z-3.jsonl"_s));
    QCOMPARE(m_store->sessions().size(), 2);
}

void TestSessionStore::listsNewestFirst()
{
    const QStringList newestFirst = {
        u"2027-01-01T00-00-00Z.jsonl"_s, u"2026-11-20T17-31-02Z-10.jsonl"_s,
        u"2026-11-20T17-31-02Z-2.jsonl"_s, u"2026-11-20T17-31-02Z.jsonl"_s,
        u"2025-12-31T23-59-59Z.jsonl"_s};
    for (const int i : {3, 0, 4, 1, 2})
        addFile(newestFirst[i]);
    QStringList names;
    for (const QFileInfo &file : m_store->sessions())
        names.append(file.fileName());
    QCOMPARE(names, newestFirst);
}

void TestSessionStore::prunesByNumber()
{
    for (int day = 1; day <= 5; ++day)
        addFile(u"2026-11-0%1T00-00-00Z.jsonl"_s.arg(day));
    QCOMPARE(m_store->prune(5, 1000, {}), QStringList());
    QCOMPARE(m_store->prune(3, 1000, {}),
             QStringList({m_data->filePath(u"sessions/2026-11-01T00-00-00Z.jsonl"_s),
                          m_data->filePath(u"sessions/2026-11-02T00-00-00Z.jsonl"_s)}));
    QCOMPARE(left().size(), 3);
}

void TestSessionStore::partsFollowTheirFile()
{
    const QString path = m_data->filePath(u"sessions/2026-11-20T17-31-02Z%1.jsonl"_s);
    addFile(u"2026-11-20T17-31-02Z.jsonl"_s);
    QCOMPARE(m_store->nextPartPath(path.arg(QString())), path.arg(u"-2"_s));
    addFile(u"2026-11-20T17-31-02Z-2.jsonl"_s);
    QCOMPARE(m_store->nextPartPath(path.arg(u"-2"_s)), path.arg(u"-3"_s));
    // One that was deleted leaves no room in front of those that are newer.
    QVERIFY(QFile::remove(path.arg(QString())));
    QCOMPARE(m_store->nextPartPath(path.arg(QString())), path.arg(u"-3"_s));
    const QDateTime start = QDateTime::fromString(u"2026-11-20T17:31:02Z"_s, Qt::ISODate);
    QCOMPARE(m_store->newSessionPath(start), path.arg(u"-3"_s));
}

void TestSessionStore::partsCountAsOneSession()
{
    addFile(u"2026-11-01T00-00-00Z.jsonl"_s);
    addFile(u"2026-11-01T00-00-00Z-2.jsonl"_s);
    addFile(u"2026-11-02T00-00-00Z.jsonl"_s);
    for (int part = 2; part <= 5; ++part)
        addFile(u"2026-11-02T00-00-00Z-%1.jsonl"_s.arg(part));
    QCOMPARE(m_store->prune(2, 1000, {}), QStringList());
    // A session goes with all its parts.
    QCOMPARE(m_store->prune(1, 1000, {}),
             QStringList({m_data->filePath(u"sessions/2026-11-01T00-00-00Z.jsonl"_s),
                          m_data->filePath(u"sessions/2026-11-01T00-00-00Z-2.jsonl"_s)}));
    QCOMPARE(left().size(), 5);
}

void TestSessionStore::partsOfTheCurrentSessionGoForTheirSizeOnly()
{
    // The clock was set back: the current session looks older than the one before it.
    addFile(u"2026-11-01T00-00-00Z.jsonl"_s);
    addFile(u"2026-11-01T00-00-00Z-2.jsonl"_s);
    addFile(u"2026-11-02T00-00-00Z.jsonl"_s);
    const QString current = m_data->filePath(u"sessions/2026-11-01T00-00-00Z-2.jsonl"_s);
    QCOMPARE(m_store->prune(1, 1000, current),
             QStringList(m_data->filePath(u"sessions/2026-11-02T00-00-00Z.jsonl"_s)));
    QCOMPARE(m_store->prune(1, 10, current),
             QStringList(m_data->filePath(u"sessions/2026-11-01T00-00-00Z.jsonl"_s)));
    QCOMPARE(left(), QStringList(u"2026-11-01T00-00-00Z-2.jsonl"_s));
}

void TestSessionStore::prunesBySize()
{
    addFile(u"2026-11-01T00-00-00Z.jsonl"_s, 100);
    addFile(u"2026-11-02T00-00-00Z.jsonl"_s, 100);
    addFile(u"2026-11-03T00-00-00Z.jsonl"_s, 100);
    QCOMPARE(m_store->prune(20, 300, {}).size(), 0);
    QCOMPARE(m_store->prune(20, 299, {}).size(), 1);
    QCOMPARE(left(),
             QStringList({u"2026-11-02T00-00-00Z.jsonl"_s, u"2026-11-03T00-00-00Z.jsonl"_s}));
    QCOMPARE(m_store->prune(20, 0, {}).size(), 2);
}

void TestSessionStore::neverPrunesTheCurrentOne()
{
    addFile(u"2026-11-01T00-00-00Z.jsonl"_s);
    addFile(u"2026-11-02T00-00-00Z.jsonl"_s);
    const QString current = m_data->filePath(u"sessions/../sessions/2026-11-01T00-00-00Z.jsonl"_s);
    QCOMPARE(m_store->prune(1, 1000, current).size(), 1);
    QCOMPARE(left(), QStringList(u"2026-11-01T00-00-00Z.jsonl"_s));
    QCOMPARE(m_store->prune(0, 0, current).size(), 0);
    QCOMPARE(left(), QStringList(u"2026-11-01T00-00-00Z.jsonl"_s));
}

void TestSessionStore::touchesNothingElse()
{
    const QStringList others = {u"2026-11-01T00-00-00Z.jsonl.bak"_s, u"2026-11-01.jsonl"_s,
                                u"notes.jsonl"_s, u"2026-11-01T00-00-00Z-0.jsonl"_s,
                                u"x2026-11-01T00-00-00Z.jsonl"_s};
    for (const QString &name : others)
        addFile(name);
    QDir folder(m_data->filePath(u"sessions"_s));
    QVERIFY(folder.mkdir(u"2026-11-02T00-00-00Z.jsonl"_s));
    QVERIFY(QFile::link(folder.filePath(u"notes.jsonl"_s),
                        folder.filePath(u"2026-11-03T00-00-00Z.jsonl"_s)));
    QCOMPARE(m_store->sessions().size(), 0);
    QCOMPARE(m_store->prune(0, 0, {}), QStringList());
    QCOMPARE(left().size(), others.size() + 2);
}

void TestSessionStore::worksWithoutAFolder()
{
    const SessionStore store(m_data->filePath(u"missing"_s));
    QVERIFY(store.sessions().isEmpty());
    QVERIFY(store.prune(0, 0, {}).isEmpty());
    QVERIFY(!QFileInfo::exists(m_data->filePath(u"missing"_s)));
}

QTEST_GUILESS_MAIN(TestSessionStore)
#include "tst_sessionstore.moc"
