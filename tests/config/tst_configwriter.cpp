// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "config/configwriter.h"
#include "config/relayconfig.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace neuro;
using config::ConfigSaving;
using config::ConfigSource;
using Outcome = config::ConfigSaving::Outcome;

namespace {

bool write(const QString &path, const QByteArray &content)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(content) == content.size();
}

QByteArray read(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("(no file)");
}

bool isPrivate(const QString &path)
{
    const auto others = QFileDevice::ReadGroup | QFileDevice::WriteGroup | QFileDevice::ExeGroup |
                        QFileDevice::ReadOther | QFileDevice::WriteOther | QFileDevice::ExeOther |
                        QFileDevice::ExeOwner;
    return QFileInfo::exists(path) && !(QFile::permissions(path) & others);
}

} // namespace

class TestConfigWriter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void savesAndKeepsOneBackup();
    void makesAMissingFile();
    void tellsOfAChangeOutside();
    void tellsOfAFileThatHasGone();
    void theSameTextIsNotWrittenAgain();
    void keepsALink();
    void failuresLeaveEverything();
    void tellsWhatCannotBeRead();
    void worksBesideTheThread();

private:
    QString path() const { return m_folder->filePath(u"config.yaml"_s); }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestConfigWriter::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
}

void TestConfigWriter::savesAndKeepsOneBackup()
{
    QVERIFY(write(path(), "one"));
    QVERIFY(QFile::setPermissions(path(), QFile::permissions(path()) | QFileDevice::ReadOther));
    const ConfigSource first = config::readConfigSource(path());
    QCOMPARE(first, (ConfigSource{path(), "one", true, {}}));
    const ConfigSaving second = config::saveConfig(first, "two");
    QCOMPARE(second.outcome, Outcome::Saved);
    QCOMPARE(second.error.english(), QString());
    QCOMPARE(second.now, (ConfigSource{path(), "two", true, {}}));
    QCOMPARE(second.backup, path() + u".backup"_s);
    QCOMPARE(read(path()), QByteArray("two"));
    QCOMPARE(read(second.backup), QByteArray("one"));
    QVERIFY(isPrivate(path()));
    QVERIFY(isPrivate(second.backup));

    const ConfigSaving third = config::saveConfig(second.now, "three");
    QCOMPARE(third.outcome, Outcome::Saved);
    QCOMPARE(read(third.backup), QByteArray("two"));
    QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files | QDir::Hidden),
             QStringList({u"config.yaml"_s, u"config.yaml.backup"_s}));
}

void TestConfigWriter::makesAMissingFile()
{
    const QString deep = m_folder->filePath(u"a/b/config.yaml"_s);
    const ConfigSource nothing = config::readConfigSource(deep);
    QCOMPARE(nothing, (ConfigSource{deep, {}, false, {}}));
    const ConfigSaving saving = config::saveConfig(nothing, "new");
    QCOMPARE(saving.outcome, Outcome::Saved);
    QCOMPARE(saving.backup, QString());
    QCOMPARE(read(deep), QByteArray("new"));
    QVERIFY(isPrivate(deep));
}

void TestConfigWriter::tellsOfAChangeOutside()
{
    QVERIFY(write(path(), "one"));
    const ConfigSource first = config::readConfigSource(path());
    QVERIFY(write(path(), "theirs"));
    const ConfigSaving refused = config::saveConfig(first, "mine");
    QCOMPARE(refused.outcome, Outcome::ChangedOutside);
    QCOMPARE(refused.now.text, QByteArray("theirs"));
    QCOMPARE(read(path()), QByteArray("theirs"));
    QVERIFY(!QFileInfo::exists(config::backupPath(path())));
    // Whoever has seen that may overwrite it; it is the backup then.
    const ConfigSaving saving = config::saveConfig(refused.now, "mine");
    QCOMPARE(saving.outcome, Outcome::Saved);
    QCOMPARE(read(path()), QByteArray("mine"));
    QCOMPARE(read(saving.backup), QByteArray("theirs"));
}

void TestConfigWriter::tellsOfAFileThatHasGone()
{
    QVERIFY(write(path(), "one"));
    const ConfigSource first = config::readConfigSource(path());
    QVERIFY(QFile::remove(path()));
    const ConfigSaving refused = config::saveConfig(first, "mine");
    QCOMPARE(refused.outcome, Outcome::ChangedOutside);
    QVERIFY(!refused.now.exists);
    QCOMPARE(config::saveConfig(refused.now, "mine").outcome, Outcome::Saved);
    // And of one that has come: empty, but there.
    const QString other = m_folder->filePath(u"other.yaml"_s);
    const ConfigSource nothing = config::readConfigSource(other);
    QVERIFY(write(other, ""));
    QCOMPARE(config::saveConfig(nothing, "mine").outcome, Outcome::ChangedOutside);
}

void TestConfigWriter::theSameTextIsNotWrittenAgain()
{
    QVERIFY(write(path(), "one"));
    const ConfigSaving saving = config::saveConfig(config::readConfigSource(path()), "one");
    QCOMPARE(saving.outcome, Outcome::Saved);
    QCOMPARE(saving.backup, QString());
    QVERIFY(!QFileInfo::exists(config::backupPath(path())));
}

void TestConfigWriter::keepsALink()
{
    const QString target = m_folder->filePath(u"dotfiles.yaml"_s);
    QVERIFY(write(target, "one"));
    QVERIFY(QFile::link(target, path()));
    const ConfigSaving saving = config::saveConfig(config::readConfigSource(path()), "two");
    QCOMPARE(saving.outcome, Outcome::Saved);
    QVERIFY(QFileInfo(path()).isSymbolicLink());
    QCOMPARE(read(target), QByteArray("two"));
    QCOMPARE(read(saving.backup), QByteArray("one"));
}

void TestConfigWriter::failuresLeaveEverything()
{
    QVERIFY(write(path(), "one"));
    const ConfigSource first = config::readConfigSource(path());
    // A folder where the backup should go: nobody, not even the superuser, can replace it.
    QVERIFY(QDir().mkpath(config::backupPath(path()) + u"/full"_s));
    const ConfigSaving noBackup = config::saveConfig(first, "two");
    QCOMPARE(noBackup.outcome, Outcome::Failed);
    QVERIFY2(noBackup.error.english().startsWith(
                 u"the backup %1 cannot be written, so nothing was changed: "_s.arg(
                     config::backupPath(path()))),
             qPrintable(noBackup.error.english()));
    QCOMPARE(read(path()), QByteArray("one"));

    const ConfigSaving large =
        config::saveConfig(first, QByteArray(config::limits::fileSize + 1, '#'));
    QCOMPARE(large.outcome, Outcome::Failed);
    QCOMPARE(large.error.english(),
             u"the text has 1048577 bytes; a configuration may have 1048576"_s);
    QCOMPARE(read(path()), QByteArray("one"));

    QVERIFY(write(m_folder->filePath(u"file"_s), "in the way"));
    const QString below = m_folder->filePath(u"file/config.yaml"_s);
    const ConfigSaving noFolder = config::saveConfig({below, {}, false, {}}, "two");
    QCOMPARE(noFolder.outcome, Outcome::Failed);
    QCOMPARE(noFolder.error.english(),
             u"the folder %1 cannot be created"_s.arg(m_folder->filePath(u"file"_s)));
}

void TestConfigWriter::tellsWhatCannotBeRead()
{
    const ConfigSource folder = config::readConfigSource(m_folder->path());
    QVERIFY(!folder.exists);
    QCOMPARE(folder.problem.english(), m_folder->path() + u" is a folder"_s);
    QVERIFY(write(path(), QByteArray(config::limits::fileSize + 1, '#')));
    const ConfigSource large = config::readConfigSource(path());
    QVERIFY(!large.exists);
    QVERIFY(large.text.isEmpty());
    QCOMPARE(large.problem.english(),
             u"%1 is larger than the 1048576 bytes that a configuration may have"_s.arg(path()));
    const ConfigSaving saving = config::saveConfig(large, "small");
    QCOMPARE(saving.outcome, Outcome::Failed);
    QCOMPARE(saving.error, large.problem);
}

void TestConfigWriter::worksBesideTheThread()
{
    config::ConfigWriter writer;
    QSignalSpy readings(&writer, &config::ConfigWriter::sourceRead);
    QSignalSpy savings(&writer, &config::ConfigWriter::saved);
    writer.save({path(), {}, false, {}}, "one");
    writer.read(path());
    writer.save({path(), "one", true, {}}, "two");
    QTRY_COMPARE(savings.size(), 2);
    QCOMPARE(readings.size(), 1);
    QCOMPARE(readings.at(0).at(0).value<ConfigSource>().text, QByteArray("one"));
    QCOMPARE(savings.at(1).at(0).value<ConfigSaving>().outcome, Outcome::Saved);
    QCOMPARE(read(path()), QByteArray("two"));
}

QTEST_GUILESS_MAIN(TestConfigWriter)
#include "tst_configwriter.moc"
