// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "config/configreader.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace neuro;
using config::ConfigIssue;
using config::ConfigReading;

namespace {

constexpr auto ownerOnly = QFileDevice::ReadOwner | QFileDevice::WriteOwner |
                           QFileDevice::ReadUser | QFileDevice::WriteUser;

void writeFile(const QString &path, const QByteArray &content,
               QFileDevice::Permissions permissions = ownerOnly)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(content), content.size());
    QVERIFY(file.setPermissions(permissions));
}

bool othersHaveAccess(const QString &path)
{
    return QFileInfo(path).permissions() &
           (QFileDevice::ReadGroup | QFileDevice::WriteGroup | QFileDevice::ExeGroup |
            QFileDevice::ReadOther | QFileDevice::WriteOther | QFileDevice::ExeOther);
}

} // namespace

class TestConfigFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void readsANamedFile();
    void warnsWhenOthersCanRead();
    void tellsWhatCannotBeRead();
    void createsTheFileOnce();
    void goesOnWithoutAFile();

private:
    QString m_formerConfigHome;
    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestConfigFile::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
    m_formerConfigHome = qEnvironmentVariable("XDG_CONFIG_HOME");
    qputenv("XDG_CONFIG_HOME", m_folder->filePath(u"home/config"_s).toUtf8());
}

void TestConfigFile::cleanup()
{
    qputenv("XDG_CONFIG_HOME", m_formerConfigHome.toUtf8());
}

void TestConfigFile::readsANamedFile()
{
    const QString path = m_folder->filePath(u"my.yaml"_s);
    writeFile(path, "relay: {name: Mine}\n");
    bool created = true;
    const ConfigReading reading = config::loadConfig(path, &created);
    QVERIFY(reading.issues.isEmpty());
    QVERIFY(!created);
    QCOMPARE(reading.config.engine.upstream.relayName, u"Mine"_s);
    QCOMPARE(reading.config.file, path);
}

void TestConfigFile::warnsWhenOthersCanRead()
{
    const QString path = m_folder->filePath(u"my.yaml"_s);
    writeFile(path, "relay: {name: Mine}\n", ownerOnly | QFileDevice::ReadGroup);
    const ConfigReading reading = config::readConfigFile(path);
    QVERIFY(!reading.hasErrors());
    QCOMPARE(reading.issues.size(), 1);
    QCOMPARE(reading.issues.first().toString(),
             u"%1: other users of this computer can read or change it, with the tokens in it; run: "
             "chmod 600 '%1'"_s.arg(path));
    QCOMPARE(reading.config.engine.upstream.relayName, u"Mine"_s);
}

void TestConfigFile::tellsWhatCannotBeRead()
{
    const auto onlyIssue = [](const QString &path) {
        const ConfigReading reading = config::loadConfig(path);
        return reading.hasErrors() && reading.issues.size() == 1 ? reading.issues.first().toString()
                                                                 : QString();
    };
    const QString missing = m_folder->filePath(u"missing.yaml"_s);
    QCOMPARE(onlyIssue(missing), u"%1: there is no such file"_s.arg(missing));
    QVERIFY(!QFileInfo::exists(missing));
    QCOMPARE(onlyIssue(m_folder->path()),
             u"%1: is a folder; name a YAML file"_s.arg(m_folder->path()));

    const QString large = m_folder->filePath(u"large.yaml"_s);
    writeFile(large, QByteArray(config::limits::fileSize + 1, '#'));
    QCOMPARE(onlyIssue(large),
             u"%1: is larger than the 1048576 bytes that a configuration may have"_s.arg(large));
    writeFile(large, QByteArray(config::limits::fileSize, '#'));
    QVERIFY(config::readConfigFile(large).issues.isEmpty());
}

void TestConfigFile::createsTheFileOnce()
{
    const QString path = m_folder->filePath(u"home/config/neuro-relay/config.yaml"_s);
    QCOMPARE(config::defaultConfigPath(), path);
    bool created = false;
    const ConfigReading first = config::loadConfig(std::nullopt, &created);
    QVERIFY(created);
    QVERIFY(first.issues.isEmpty());
    QCOMPARE(first.config.file, path);
    QCOMPARE(first.config.intermediary.authToken.size(), 32);

    QVERIFY(!othersHaveAccess(path));
    QVERIFY(!(QFileInfo(path).permissions() & QFileDevice::ExeOwner));
    for (const QString &folder : {u"home"_s, u"home/config"_s, u"home/config/neuro-relay"_s})
        QVERIFY2(!othersHaveAccess(m_folder->filePath(folder)), qPrintable(folder));
    QCOMPARE(QDir(QFileInfo(path).path()).entryList(QDir::Files | QDir::Hidden),
             QStringList(u"config.yaml"_s));

    const ConfigReading second = config::loadConfig(std::nullopt, &created);
    QVERIFY(!created);
    QCOMPARE(second.config.intermediary.authToken, first.config.intermediary.authToken);
}

void TestConfigFile::goesOnWithoutAFile()
{
    // A file where a folder is needed: nobody, not even the superuser, can create one there.
    writeFile(m_folder->filePath(u"home"_s), "in the way");
    bool created = true;
    const ConfigReading reading = config::loadConfig(std::nullopt, &created);
    QVERIFY(!created);
    QVERIFY(!reading.hasErrors());
    QCOMPARE(reading.issues.size(), 1);
    QCOMPARE(reading.issues.first().file, config::defaultConfigPath());
    QVERIFY(
        reading.issues.first().message.english().startsWith(u"cannot be created: the folder "_s));
    QCOMPARE(reading.config.intermediary.authToken.size(), 32);
}

QTEST_GUILESS_MAIN(TestConfigFile)
#include "tst_configfile.moc"
