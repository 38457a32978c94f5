// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "relay/chooseaction.h"

#include <QTest>

using namespace neuro;
using namespace neuro::relay;
using namespace Qt::StringLiterals;

class TestChooseAction : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsEverythingOfAForce();
    void aBareForce();
};

void TestChooseAction::tellsEverythingOfAForce()
{
    ForceEvent force;
    force.requestId = u"run-f7"_s;
    force.name = u"Chess \"2\""_s;
    force.request.state = u"check\n"_s;
    force.request.query = u"Which move?"_s;
    force.request.ephemeralContext = true;
    force.request.priority = protocol::Priority::High;
    force.request.priorityWord = u"high"_s;
    force.request.actionNames = {u"move"_s, u"resign"_s};
    force.actions = {{u"move"_s, u"moves"_s, R"({"type": "object","b":1.0,"a":1E400})", {}},
                     {u"resign"_s, QString(), {}, {}}};
    const QByteArray payload =
        "{\"type\":\"choose_action_request\",\"request_id\":\"run-f7\","
        "\"game_title\":\"Chess \\\"2\\\"\",\"state\":\"check\\n\",\"query\":\"Which move?\","
        "\"ephemeral_context\":true,\"priority\":\"high\",\"actions\":["
        "{\"name\":\"move\",\"desc\":\"moves\","
        "\"schema\":{\"type\": \"object\",\"b\":1.0,\"a\":1E400}},"
        "{\"name\":\"resign\",\"desc\":\"\",\"schema\":{}}]}";
    QCOMPARE(chooseActionPayload(force), payload);
    QCOMPARE(chooseActionRequest(force),
             "{\"event\":\"choose_action_request\",\"payload\":" + payload + '}');
}

void TestChooseAction::aBareForce()
{
    ForceEvent force;
    force.request.priorityWord = u"urgent"_s; // No word that is known: low.
    QCOMPARE(chooseActionPayload(force),
             "{\"type\":\"choose_action_request\",\"request_id\":\"\",\"game_title\":\"\","
             "\"state\":null,\"query\":\"\",\"ephemeral_context\":false,\"priority\":\"low\","
             "\"actions\":[]}");
}

QTEST_GUILESS_MAIN(TestChooseAction)
#include "tst_chooseaction.moc"
