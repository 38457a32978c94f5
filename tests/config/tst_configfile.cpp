// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "config/configreader.h"
#include "config/readings.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace neuro;
using config::ConfigIssue;
using config::ConfigReading;
using tests::longToken;
using tests::printed;
using tests::read;

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
    void neverTellsTokens_data();
    void neverTellsTokens();
    void noTokenInTheArguments();
    void secretsAsOthersSpellThem();
    void weakTokensLeaveTheWords_data();
    void weakTokensLeaveTheWords();

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

void TestConfigFile::neverTellsTokens_data()
{
    QTest::addColumn<QByteArray>("yaml");
    const QByteArray token = longToken;
    QTest::newRow("as a section") << QByteArray("intermediary: " + token);
    QTest::newRow("without a space")
        << QByteArray("intermediary: {host: a, auth_token:" + token + "}");
    QTest::newRow("in a list") << QByteArray("intermediary: {auth_token: [" + token + "]}");
    QTest::newRow("with a space in it")
        << QByteArray("intermediary: {auth_token: \"" + token + " x\"}");
    QTest::newRow("as the neuro-os section")
        << QByteArray("dependency-authentication:\n  neuro-os: " + token);
    QTest::newRow("twice") << QByteArray("intermediary:\n  auth_token: " + token +
                                         "\n  auth_token: " + token);
    QTest::newRow("elsewhere too") << QByteArray("intermediary: {auth_token: " + token +
                                                 "}\nrelay: {force_retries: " + token + "}");
    QTest::newRow("as a key too") << QByteArray("intermediary: {auth_token: " + token + ", " +
                                                token + ": 1}");
    QTest::newRow("alias") << QByteArray("intermediary: {auth_token: *" + token + "}");
    QTest::newRow("tag") << QByteArray("intermediary: {auth_token: !" + token + "!x y}");
    QTest::newRow("unclosed") << QByteArray("intermediary: {auth_token: \"" + token + "}");
    QTest::newRow("published, everywhere")
        << QByteArray("intermediary: {host: 0.0.0.0, auth_token: super-secret-token}");
}

void TestConfigFile::neverTellsTokens()
{
    QFETCH(QByteArray, yaml);
    const QString issues = printed(read(yaml).issues);
    if (QTest::currentDataTag() != QByteArray("tag"))
        QVERIFY(!issues.isEmpty());
    QVERIFY2(!issues.contains(QLatin1StringView(longToken)), qPrintable(issues));
    QVERIFY2(!issues.contains(u"super-secret-token"_s), qPrintable(issues));
}

/// A window fills in the arguments again: a token must not be among them.
void TestConfigFile::noTokenInTheArguments()
{
    const QByteArray yaml = QByteArray("intermediary: {auth_token: ") + longToken +
                            "}\nrelay: {force_retries: " + longToken + "}";
    const QList<ConfigIssue> issues = read(yaml).issues;
    QCOMPARE(issues.size(), 1);
    const protocol::Phrase &message = issues.first().message;
    QCOMPARE(message.english(), u"must be a whole number from 0 to 100, not \"***\""_s);
    // It can be translated.
    QCOMPARE(message.source(), "%1, not \"%2\"");
    QCOMPARE(message.arguments().value(1, 0), protocol::PhraseArgument(u"***"_s));
}

/// The program's own words do not show by a gap what the token is.
void TestConfigFile::weakTokensLeaveTheWords_data()
{
    QTest::addColumn<QString>("token");
    for (const QString &token :
         {u"short"_s, u"token"_s, u"auth"_s, u"auth_token"_s, u"characters"_s, u"intermediary"_s,
          u"1000"_s, u"upstream"_s, u"host"_s})
        QTest::newRow(qPrintable(token)) << token;
}

void TestConfigFile::weakTokensLeaveTheWords()
{
    QFETCH(QString, token);
    const QString yaml = uR"(intermediary:
  auth_token: %1
  hots: x
limits:
  nesting: many
  actions_per_game: "%1 x"
relay:
  naming: x
  deciders: x
  name: x
  name: y
hub: %1
)"_s;
    const auto issuesOf = [&yaml](const QString &with) {
        return printed(read(yaml.arg(with).toUtf8()).issues);
    };
    const QString expected = issuesOf(u"zq9"_s).replace(u"zq9 x"_s, u"*** x"_s);
    QVERIFY(expected.contains(u"did you mean \"host\"?"_s));
    QCOMPARE(issuesOf(token), expected);
    // What the file says is another matter, be it a key.
    const QString key =
        printed(read(u"intermediary: {auth_token: %1, x_%1: 1}"_s.arg(token).toUtf8()).issues);
    QVERIFY2(key.contains(u"intermediary.x_***: unknown key"_s), qPrintable(key));
}

void TestConfigFile::secretsAsOthersSpellThem()
{
    config::RelayConfig config;
    config.hub.token = u"Token-0123456789/%41BCDEF"_s;
    config.neuroOsToken = u"Short-Token"_s;
    config.intermediary.authToken = u"small-0123456789-letters\U0001F511"_s;
    const QStringList secrets = config.secrets();
    for (const QString &spelling :
         {u"Token-0123456789/%41BCDEF"_s, u"Token-0123456789/ABCDEF"_s,
          u"token-0123456789/%41bcdef"_s, u"Short-Token"_s, u"small-0123456789-letters__"_s})
        QVERIFY2(secrets.contains(spelling), qPrintable(spelling + u" in " + secrets.join(u' ')));
    // They could stand anywhere by chance.
    QVERIFY(!secrets.contains(u"short-token"_s));
    // A key is no reason to refuse it.
    QVERIFY(read("hub: {token: \"key-\xf0\x9f\x94\x91-0123456789\"}").issues.isEmpty());
}

QTEST_GUILESS_MAIN(TestConfigFile)
#include "tst_configfile.moc"
