// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "e2e/doorclient.h"
#include "e2e/pythontool.h"
#include "e2e/relayprocess.h"

#include <QFile>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace neuro::testing;
using namespace Qt::StringLiterals;

namespace {

const QString standardToken = u"a-standard-token-of-a-test"_s;
const QString enhancedToken = u"an-enhanced-token-of-a-test"_s;

} // namespace

/// Watchers and integrations that are written with another WebSocket library, and the program.
class TestPythonWatcher : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();

    void aWatcherIsToldOfAGame();
    void anActionReachesAnIntegration();
    void aForceIsAnsweredByAWatcher();
    void badFirstMessages_data();
    void badFirstMessages();

private:
    using Process = std::unique_ptr<PythonTool>;

    Process start(const QStringList &arguments) const;
    /// What it printed at its end, and its exit status as "exit".
    static QJsonObject resultOf(PythonTool &process);
    QStringList asIntegration(const QString &name) const;
    QStringList asWatcher(const QString &name) const;
    /// Somebody who knows when the others are there.
    std::unique_ptr<DoorClient> observer() const;

    QString m_python;
    QTemporaryDir m_folder;
    std::unique_ptr<RelayProcess> m_relay;
};

void TestPythonWatcher::initTestCase()
{
    m_python = findPython();
    if (m_python.isEmpty())
        QSKIP(noPython);
    QFile file(m_folder.filePath(u"config.yaml"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    QVERIFY(file.setPermissions(QFile::ReadOwner | QFile::WriteOwner));
    file.write(u"intermediary: {auth_token: %1}\n"
               "dependency-authentication: {neuro-os: {auth_token: %2}}\n"_s
                   .arg(standardToken, enhancedToken)
                   .toUtf8());
    file.close();
    m_relay = std::make_unique<RelayProcess>(m_folder.path());
    QCOMPARE(m_relay->start({}, {u"--config"_s, file.fileName(), u"--decide"_s, u"watchers:60"_s}),
             QString());
}

void TestPythonWatcher::cleanupTestCase()
{
    if (m_relay)
        QCOMPARE(m_relay->stop(), 0);
}

TestPythonWatcher::Process TestPythonWatcher::start(const QStringList &arguments) const
{
    return std::make_unique<PythonTool>(m_python, u"watcher.py"_s,
                                        QStringList{u"--url"_s,
                                                    m_relay->intermediaryUrl().toString(),
                                                    u"--seconds"_s, u"15"_s, u"--quick"_s} +
                                            arguments);
}

QJsonObject TestPythonWatcher::resultOf(PythonTool &process)
{
    QJsonObject result = process.readLine();
    result[u"exit"_s] = process.waitForEnd();
    return result;
}

QStringList TestPythonWatcher::asIntegration(const QString &name) const
{
    return {u"--type"_s,  u"integration"_s, u"--name"_s,  name,
            u"--token"_s, standardToken,    u"--answer"_s};
}

QStringList TestPythonWatcher::asWatcher(const QString &name) const
{
    return {u"--name"_s, name, u"--token"_s, enhancedToken};
}

std::unique_ptr<DoorClient> TestPythonWatcher::observer() const
{
    auto client = std::make_unique<DoorClient>(
        m_relay->intermediaryUrl(),
        DoorClient::registration(u"neuro-os"_s, u"observer"_s, standardToken, {{u"ack"_s, true}}));
    client->waitFor(u"status"_s, u"registered"_s);
    return client;
}

void TestPythonWatcher::aWatcherIsToldOfAGame()
{
    const auto observes = observer();
    const Process watcher = start(
        asWatcher(u"eyes"_s) +
        QStringList{u"--send"_s, uR"({"snapshot":true})"_s, u"--send"_s, u"nonsense"_s,
                    u"--expect"_s, u"snapshot=1"_s, u"error:watcher messages must be JSON=1"_s,
                    u"integration_connected_via_backend=1"_s, u"add_context=2"_s,
                    u"integration_disconnected_via_backend=1"_s});
    QVERIFY(!observes->waitFor(u"name"_s, u"eyes"_s).isEmpty());
    {
        DoorClient game(m_relay->url(), uR"({"command":"startup","game":"Chess"})"_s);
        QVERIFY(!game.waitFor(u"command"_s, u"startup"_s).isEmpty());
        for (int i = 0; i < 2; ++i)
            game.send(
                uR"({"command":"context","game":"Chess","data":{"message":"grüß dich","silent":true}})"_s);
        QTRY_COMPARE(observes->events(u"add_context"_s).size(), 2);
    }
    const QJsonObject result = resultOf(*watcher);
    QVERIFY2(result["exit"_L1].toInt(-1) == 0, QJsonDocument(result).toJson().constData());
    QCOMPARE(result["seen"_L1]["add_context"_L1].toInt(), 2);
}

void TestPythonWatcher::anActionReachesAnIntegration()
{
    const auto observes = observer();
    const Process music = start(
        asIntegration(u"music"_s) +
        QStringList{
            u"--send"_s,
            uR"({"event":"register_actions","actions":{"play":{"description":"plays","schema":{"type":"object","properties":{"n":{"type":"integer"}}}}}})"_s,
            u"--expect"_s, u"action=1"_s, u"other=1"_s});
    QVERIFY(!observes->waitFor(u"event"_s, u"integration_registered_actions"_s).isEmpty());
    const Process watcher = start(
        asWatcher(u"hands"_s) +
        QStringList{
            u"--send"_s, uR"({"send_action":{"game":"music","name":"play","data":{"n":1}}})"_s,
            u"--send"_s, uR"({"send_action":{"game":"music","name":"play","data":{"n":"one"}}})"_s,
            u"--send"_s, uR"({"target":"music","cmd":{"volume":7}})"_s, u"--expect"_s, u"sent=2"_s,
            u"action_result=1"_s, u"error:n: must be an integer, is a string=1"_s,
            u"integration_message=1"_s});
    const QJsonObject result = resultOf(*watcher);
    QVERIFY2(result["exit"_L1].toInt(-1) == 0, QJsonDocument(result).toJson().constData());
    const QJsonObject heard = resultOf(*music);
    QVERIFY2(heard["exit"_L1].toInt(-1) == 0, QJsonDocument(heard).toJson().constData());
    QCOMPARE(heard["seen"_L1]["action"_L1].toInt(), 1); // Not the bad one.
}

void TestPythonWatcher::aForceIsAnsweredByAWatcher()
{
    const auto observes = observer();
    const Process music = start(
        asIntegration(u"dj"_s) +
        QStringList{
            u"--send"_s,
            uR"({"event":"register_actions","actions":{"play":{"description":"plays"},"stop":{"description":"stops"}}})"_s,
            u"--send"_s,
            uR"({"op":"choose_force_action","state":"quiet","query":"What now?","ephemeral_context":false,"actions":[{"name":"play"},{"name":"stop"}]})"_s,
            u"--expect"_s, u"action=1"_s, u"choose_action_request=1"_s});
    QVERIFY(!observes->waitFor(u"event"_s, u"choose_action"_s).isEmpty());
    const Process watcher = start(asWatcher(u"mind"_s) +
                                  QStringList{u"--send"_s, uR"({"choice":{"selected":"sing"}})"_s,
                                              u"--send"_s, uR"({"choice":{"selected":"stop"}})"_s,
                                              u"--send"_s, uR"({"choice":{"selected":"play"}})"_s,
                                              u"--expect"_s, u"chosen=1"_s, u"choice_made=2"_s});
    const QJsonObject result = resultOf(*watcher);
    QVERIFY2(result["exit"_L1].toInt(-1) == 0, QJsonDocument(result).toJson().constData());
    QCOMPARE(result["seen"_L1]["chosen"_L1].toInt(), 1);
    const QJsonObject heard = resultOf(*music);
    QVERIFY2(heard["exit"_L1].toInt(-1) == 0, QJsonDocument(heard).toJson().constData());
    QTRY_VERIFY(!observes->events(u"choice_made"_s).isEmpty());
    QTRY_COMPARE(observes->events(u"choice_made"_s).constLast()["outcome"_L1].toString(),
                 u"succeeded"_s);
    QCOMPARE(observes->events(u"choice_made"_s).constLast()["action"_L1].toString(), u"stop"_s);
}

void TestPythonWatcher::badFirstMessages_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("error");
    QTest::newRow("a wrong token")
        << QStringList{u"--token"_s, u"a-guess-that-is-wrong"_s} << u"invalid auth token"_s;
    QTest::newRow("no JSON") << QStringList{u"--raw-first"_s, u"hello"_s}
                             << u"registration must be JSON"_s;
    QTest::newRow("no such type") << QStringList{u"--type"_s, u"robot"_s, u"--token"_s,
                                                 standardToken}
                                  << u"unknown registration type"_s;
    QTest::newRow("no such name") << QStringList{u"--name"_s, u"a/b"_s, u"--token"_s, standardToken}
                                  << u"invalid name"_s;
}

void TestPythonWatcher::badFirstMessages()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, error);
    const Process process =
        start(arguments + QStringList{u"--expect-close"_s, u"--expect"_s,
                                      u"error:%1=1"_s.arg(error), u"never=1"_s});
    const QJsonObject result = resultOf(*process);
    QCOMPARE(result["closed_by_server"_L1].toInt(), 1008);
    QCOMPARE(result["seen"_L1].toObject(), (QJsonObject{{u"error:"_s + error, 1}}));
}

QTEST_GUILESS_MAIN(TestPythonWatcher)
#include "tst_pythonwatcher.moc"
