// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "storage/uploadstore.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace neuro;
using storage::UploadStore;

namespace {

/// 2026-11-20 17:31:02 UTC.
constexpr qint64 moment = 1'795'195'862'000'000;
constexpr UploadStore::Limits limits{1000, 2500};

} // namespace

class TestUploadStore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        QVERIFY(m_folder->isValid());
        m_path = m_folder->filePath(u"data/uploads"_s);
    }

    void stores();
    void names_data();
    void names();
    void takesNoNameTwice();
    void refusesWhatIsTooLarge();
    void keepsToItsQuota();
    void followsNoLink();
    void tellsWhatIsWrong();

private:
    QByteArray contentOf(const QString &name) const
    {
        QFile file(QDir(m_path).filePath(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("cannot be read");
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
};

void TestUploadStore::stores()
{
    UploadStore store(m_path, limits);
    QVERIFY(!QFileInfo::exists(m_path)); // Nobody has sent anything.
    const QByteArray bytes("\0\xff\r\nbytes", 9);
    const auto name = store.store(u"Spotify"_s, bytes, moment);
    QVERIFY2(name.hasValue(), qPrintable(name.hasValue() ? QString() : name.error().english()));
    QCOMPARE(*name, u"20261120-173102-Spotify-1.bin"_s);
    QCOMPARE(contentOf(*name), bytes);
    constexpr auto others = QFileDevice::ReadGroup | QFileDevice::WriteGroup |
                            QFileDevice::ReadOther | QFileDevice::WriteOther;
    QCOMPARE(QFile::permissions(QDir(m_path).filePath(*name)) & others, QFileDevice::Permissions());
    QCOMPARE(QFile::permissions(m_path) & others, QFileDevice::Permissions());
    QCOMPARE(*store.store(u"Spotify"_s, {}, moment), u"20261120-173102-Spotify-2.bin"_s);
}

void TestUploadStore::names_data()
{
    QTest::addColumn<QString>("sender");
    QTest::addColumn<QString>("part");
    QTest::newRow("plain") << u"My_integration-2"_s << u"My_integration-2"_s;
    QTest::newRow("spaces and points") << u"a b..c"_s << u"a_b_c"_s;
    QTest::newRow("a path") << u"../../etc/passwd"_s << u"_etc_passwd"_s;
    QTest::newRow("another script") << u"音楽"_s << u"_"_s;
    QTest::newRow("nothing") << QString() << u"_"_s;
    QTest::newRow("hidden") << u".bashrc"_s << u"_bashrc"_s;
    QTest::newRow("a zero") << u"a%1b"_s.arg(QChar(0)) << u"a_b"_s;
    QTest::newRow("long") << QString(500, u'x') << QString(48, u'x');
}

void TestUploadStore::names()
{
    QFETCH(QString, sender);
    QTEST(storage::uploadNamePart(sender), "part");
    UploadStore store(m_path, limits);
    const auto name = store.store(sender, "x", moment);
    QVERIFY(name.hasValue());
    QCOMPARE(QDir(m_path).entryList(QDir::Files | QDir::Hidden), QStringList{*name});
}

void TestUploadStore::takesNoNameTwice()
{
    UploadStore earlier(m_path, limits);
    const QString first = *earlier.store(u"a"_s, "first", moment);
    UploadStore later(m_path, limits); // Of another run, in the same second.
    const QString second = *later.store(u"a"_s, "second", moment);
    QVERIFY(first != second);
    QCOMPARE(contentOf(first), QByteArray("first"));
    QCOMPARE(contentOf(second), QByteArray("second"));
}

void TestUploadStore::refusesWhatIsTooLarge()
{
    UploadStore store(m_path, limits);
    QVERIFY(store.store(u"a"_s, QByteArray(1000, 'x'), moment).hasValue());
    const auto refused = store.store(u"a"_s, QByteArray(1001, 'x'), moment);
    QVERIFY(!refused.hasValue());
    QVERIFY2(refused.error().english().contains(u"uploads.size") &&
                 refused.error().english().contains(u"1001"),
             qPrintable(refused.error().english()));
    QCOMPARE(QDir(m_path).entryList(QDir::Files).size(), 1);
}

void TestUploadStore::keepsToItsQuota()
{
    UploadStore store(m_path, limits);
    const QByteArray bytes(1000, 'x');
    const QString first = *store.store(u"a"_s, bytes, moment);
    QVERIFY(store.store(u"b"_s, bytes, moment).hasValue());
    const auto refused = store.store(u"a"_s, bytes, moment);
    QVERIFY(!refused.hasValue());
    QVERIFY2(refused.error().english().contains(u"uploads.quota"),
             qPrintable(refused.error().english()));
    QVERIFY2(refused.error().english().contains(u"2000 of the 2500 bytes"),
             qPrintable(refused.error().english()));
    // Who sends need not know where this is kept.
    QVERIFY(!refused.error().english().contains(m_folder->path()));
    // What fits still does.
    QVERIFY(store.store(u"a"_s, QByteArray(500, 'x'), moment).hasValue());
    QVERIFY(!store.store(u"a"_s, "x", moment).hasValue());
    // An earlier run's files count, too.
    QVERIFY(!UploadStore(m_path, limits).store(u"a"_s, "x", moment).hasValue());
    // The operator makes room.
    QVERIFY(QFile::remove(QDir(m_path).filePath(first)));
    QVERIFY(store.store(u"a"_s, bytes, moment).hasValue());
    store.setLimits({1000, 10'000});
    QVERIFY(store.store(u"a"_s, bytes, moment).hasValue());
}

void TestUploadStore::followsNoLink()
{
    QVERIFY(QDir().mkpath(m_path));
    const QString target = m_folder->filePath(u"target"_s);
    QVERIFY(QFile::link(target, QDir(m_path).filePath(u"20261120-173102-a-1.bin"_s)));
    UploadStore store(m_path, limits);
    const auto name = store.store(u"a"_s, "x", moment);
    QVERIFY(name.hasValue());
    QCOMPARE(*name, u"20261120-173102-a-2.bin"_s);
    QVERIFY(!QFileInfo::exists(target));
}

void TestUploadStore::tellsWhatIsWrong()
{
    QFile inTheWay(m_folder->filePath(u"data"_s));
    QVERIFY(inTheWay.open(QIODevice::WriteOnly));
    UploadStore store(m_path, limits);
    const auto refused = store.store(u"a"_s, "x", moment);
    QVERIFY(!refused.hasValue());
    QVERIFY2(refused.error().english().contains(u"folder for uploads"),
             qPrintable(refused.error().english()));
    QVERIFY(!refused.error().english().contains(m_folder->path()));
}

QTEST_GUILESS_MAIN(TestUploadStore)
#include "tst_uploadstore.moc"
