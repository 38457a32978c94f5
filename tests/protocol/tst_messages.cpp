// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "protocol/diagnostics.h"
#include "protocol/messages.h"
#include "protocol/refusal.h"

#include <QObject>
#include <QSet>
#include <QTest>

using namespace neuro::protocol;
using namespace Qt::Literals::StringLiterals;

class TestMessages : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void takesData_data();
    void takesData();
    void comparesDefinitions();
    void namesCommands();
    void namesAreUnique();
};

void TestMessages::takesData_data()
{
    QTest::addColumn<QByteArray>("schema");
    QTest::addColumn<bool>("takesData");
    QTest::newRow("none") << QByteArray() << false;
    QTest::newRow("empty") << "{}"_ba << false;
    QTest::newRow("empty with white space") << " {\r\n\t } "_ba << false;
    QTest::newRow("object") << R"({"type":"object"})"_ba << true;
    QTest::newRow("nested empty") << R"({"properties":{}})"_ba << true;
}

void TestMessages::takesData()
{
    QFETCH(QByteArray, schema);
    Action action;
    action.schema = schema;
    QTEST(action.takesData(), "takesData");
}

void TestMessages::comparesDefinitions()
{
    const Action action{u"jump"_s, u"Jump up"_s, "{}"_ba, R"({"name":"jump"})"_ba};
    Action other = action;
    other.source.clear();
    QVERIFY(action.sameDefinition(other)); // How it was written does not matter.
    other.name = u"Jump"_s;
    QVERIFY(!action.sameDefinition(other));
    other = action;
    other.description = u"Jump"_s;
    QVERIFY(!action.sameDefinition(other));
    other = action;
    other.schema.clear();
    QVERIFY(!action.sameDefinition(other));
}

void TestMessages::namesCommands()
{
    QCOMPARE(commandName(GameMessage(Startup{})), "startup"_L1);
    QCOMPARE(commandName(GameMessage(Context{})), "context"_L1);
    QCOMPARE(commandName(GameMessage(RegisterActions{})), "actions/register"_L1);
    QCOMPARE(commandName(GameMessage(UnregisterActions{})), "actions/unregister"_L1);
    QCOMPARE(commandName(GameMessage(ForceActions{})), "actions/force"_L1);
    QCOMPARE(commandName(GameMessage(ActionResult{})), "action/result"_L1);
    QCOMPARE(commandName(GameMessage(ShutdownReady{})), "shutdown/ready"_L1);
    QCOMPARE(commandName(ServerMessage(StartupAcknowledgement{})), "startup"_L1);
    QCOMPARE(commandName(ServerMessage(ActionRequest{})), "action"_L1);
    QCOMPARE(commandName(ServerMessage(ReregisterAll{})), "actions/reregister_all"_L1);
    QCOMPARE(commandName(ServerMessage(ShutdownGraceful{})), "shutdown/graceful"_L1);
    QCOMPARE(commandName(ServerMessage(ShutdownImmediate{})), "shutdown/immediate"_L1);
    QCOMPARE(commandName(ServerMessage(SpeechFinished{})), "speech_finished"_L1);
    QCOMPARE(commandName(ServerMessage(VoiceUnavailable{})), "voice/unavailable"_L1);
    QCOMPARE(priorityName(Priority::Low), "low"_L1);
    QCOMPARE(priorityName(Priority::Critical), "critical"_L1);
    for (const int none : {-1, 4, 1'000'000})
        QCOMPARE(priorityName(static_cast<Priority>(none)), "low"_L1);
}

void TestMessages::namesAreUnique()
{
    QSet<QString> diagnostics;
    for (const DiagnosticInfo &info : diagnosticTable)
        diagnostics.insert(diagnosticName(info.key));
    QCOMPARE(diagnostics.size(), qsizetype(diagnosticTable.size()));
    QSet<QString> reasons;
    for (std::size_t i = 0; i < reasonNames.size(); ++i)
        reasons.insert(reasonName(static_cast<Reason>(i)));
    QCOMPARE(reasons.size(), qsizetype(reasonNames.size()));
    QCOMPARE(reasonName(Reason::InvalidActionName), "invalid_action_name"_L1);
}

QTEST_GUILESS_MAIN(TestMessages)
#include "tst_messages.moc"
