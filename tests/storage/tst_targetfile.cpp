// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "storage/targetfile.h"

#include "storage/privatefolder.h"
#include "storage/specialfiles.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <memory>
#include <unistd.h>

using namespace Qt::Literals::StringLiterals;
using namespace neuro;
using storage::isSameFile;
using storage::SpecialFile;
using storage::TargetFile;

namespace {

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

bool write(const QString &path, const QByteArray &content)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(content) == content.size();
}

} // namespace

class TestTargetFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        QVERIFY(m_folder->isValid());
    }

    void aRegularFileIsReplacedAtTheEnd()
    {
        const QString path = in(u"file"_s);
        QVERIFY(write(path, "old"));
        {
            TargetFile file(path);
            QVERIFY(!file.isOpen());
            QVERIFY(file.open(storage::privateFile));
            QVERIFY(file.isOpen());
            QCOMPARE(file.device().write("half"), 4);
        }
        QCOMPARE(contentOf(path), "old"_ba);
        QVERIFY(QFile::setPermissions(path, storage::privateFile | QFile::ReadOther));
        TargetFile file(path);
        QVERIFY(file.open(storage::privateFile));
        QCOMPARE(file.device().write("new"), 3);
        QCOMPARE(contentOf(path), "old"_ba);
        QVERIFY(file.commit());
        QCOMPARE(contentOf(path), "new"_ba);
        QCOMPARE(QFile::permissions(path) & QFile::ReadOther, QFile::Permissions());
        QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files | QDir::Hidden),
                 QStringList{u"file"_s});
    }

    void whatIsNotThereIsMade()
    {
        TargetFile file(in(u"file"_s), SpecialFile::Refuse);
        QVERIFY(file.open());
        QCOMPARE(file.device().write("new"), 3);
        QVERIFY(file.commit());
        QCOMPARE(contentOf(in(u"file"_s)), "new"_ba);

        TargetFile nowhere(in(u"no/file"_s));
        QVERIFY(!nowhere.open());
        QVERIFY(!nowhere.isRefused());
        QCOMPARE(nowhere.errorString(), u"No such file or directory"_s);
        TargetFile folder(m_folder->path());
        QVERIFY(!folder.open());
        QVERIFY(!folder.errorString().isEmpty());
    }

    void aPipeIsWrittenTo()
    {
        const test::NamedPipe pipe(in(u"pipe"_s));
        QVERIFY(pipe.isOpen());
        // Through a link as well.
        QVERIFY(QFile::link(in(u"pipe"_s), in(u"link"_s)));
        for (const QString &name : {u"pipe"_s, u"link"_s}) {
            TargetFile file(in(name));
            QVERIFY2(file.open(storage::privateFile), qPrintable(file.errorString()));
            QCOMPARE(file.device().write("text"), 4);
            QVERIFY(file.commit());
            QCOMPARE(pipe.readAll(), "text"_ba);
            QVERIFY(pipe.isStillThere());
        }
    }

    void aPipeIsRefused()
    {
        const test::NamedPipe pipe(in(u"pipe"_s));
        QVERIFY(pipe.isOpen());
        TargetFile file(in(u"pipe"_s), SpecialFile::Refuse);
        QVERIFY(!file.open(storage::privateFile));
        QVERIFY(!file.isOpen());
        QVERIFY(file.isRefused());
        QVERIFY(pipe.isStillThere());
    }

    void aFullDeviceStaysOne()
    {
        const QString path = in(u"full"_s);
        if (!test::makeFullDevice(path))
            QSKIP("no device can be made here");
        TargetFile file(path);
        QVERIFY(file.open(storage::privateFile));
        QCOMPARE(file.device().write("text"), 4); // It waits in a buffer.
        QVERIFY(!file.commit());
        QCOMPARE(file.errorString(), u"No space left on device"_s);
        QVERIFY(QFileInfo::exists(path) && !QFileInfo(path).isFile());
    }

    void knowsTheSameFile()
    {
        const QString file = in(u"file"_s);
        QVERIFY(write(file, "text"));
        QVERIFY(write(in(u"other"_s), "text"));
        QVERIFY(QDir(m_folder->path()).mkdir(u"inner"_s));
        QVERIFY(QFile::link(file, in(u"symbolic"_s)));
        QVERIFY(QFile::link(m_folder->path(), in(u"inner/up"_s)));
        QCOMPARE(::link(qPrintable(file), qPrintable(in(u"hard"_s))), 0);
        for (const QString &name :
             {u"file"_s, u"inner/../file"_s, u"symbolic"_s, u"hard"_s, u"inner/up/file"_s})
            QVERIFY2(isSameFile(file, in(name)), qPrintable(name));
        QVERIFY(!isSameFile(file, in(u"other"_s)));
        QVERIFY(!isSameFile(file, in(u"new"_s)));
        // Neither is there yet.
        QVERIFY(QFile::link(in(u"new"_s), in(u"later"_s)));
        for (const QString &name : {u"new"_s, u"inner/../new"_s, u"inner/up/new"_s, u"later"_s})
            QVERIFY2(isSameFile(in(u"new"_s), in(name)), qPrintable(name));
        QVERIFY(!isSameFile(in(u"new"_s), in(u"newer"_s)));
        QVERIFY(!isSameFile(in(u"new"_s), in(u"inner/new"_s)));
    }

private:
    QString in(const QString &name) const { return m_folder->filePath(name); }

    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_GUILESS_MAIN(TestTargetFile)
#include "tst_targetfile.moc"
