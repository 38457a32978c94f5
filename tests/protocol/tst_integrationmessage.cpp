// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "protocol/actionreader.h"
#include "protocol/integrationmessage.h"

#include <QTest>

using namespace neuro::protocol;
using namespace Qt::StringLiterals;

namespace {

using Decoded = Result<IntegrationMessage, UndecodedIntegrationMessage>;

Decoded decode(const QByteArray &text)
{
    return decodeIntegrationMessage(text, u"Spotify"_s);
}

IntegrationGameMessage game(const QByteArray &text)
{
    const Decoded message = decode(text);
    return message && std::holds_alternative<IntegrationGameMessage>(*message)
               ? std::get<IntegrationGameMessage>(*message)
               : IntegrationGameMessage();
}

QStringList keysOf(const QList<Finding> &findings)
{
    QStringList keys;
    for (const Finding &finding : findings)
        keys.append(diagnosticName(finding.key) + u' ' + finding.detail.english());
    return keys;
}

} // namespace

class TestIntegrationMessage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theNameStandsForTheGame_data();
    void theNameStandsForTheGame();
    void aGameMustBeText();
    void registration();
    void aNameInsideOfADefinitionDoesNotCount();
    void badActionsAreRefusedOneByOne_data();
    void badActionsAreRefusedOneByOne();
    void actionsAreLimited();
    void namesAreLimited();
    void unregistration();
    void results();
    void forces();
    void formsWarn();
    void refusals_data();
    void refusals();
    void unknownCommandsCanBePassedOn();
    void choices();
    void anythingElseIsARemark_data();
    void anythingElseIsARemark();
};

void TestIntegrationMessage::theNameStandsForTheGame_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("forwarded");
    const QByteArray context = R"("data":{"message":"hi","silent": true})";
    QTest::addRow("absent") << R"({"command":"context",)"_ba + context + '}' << u"Spotify"_s
                            << R"({"command":"context",)"_ba + context + R"(,"game":"Spotify"})"_ba;
    QTest::addRow("null") << R"({"game":null,"command":"context",)"_ba + context + '}'
                          << u"Spotify"_s
                          << R"({"game":"Spotify","command":"context",)"_ba + context + '}';
    QTest::addRow("another") << R"({"game":"Other","command":"context",)"_ba + context + '}'
                             << u"Other"_s
                             << R"({"game":"Other","command":"context",)"_ba + context + '}';
}

void TestIntegrationMessage::theNameStandsForTheGame()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, name);
    QFETCH(QByteArray, forwarded);
    const IntegrationGameMessage message = game(text);
    QCOMPARE(message.decoded.game, name);
    QCOMPARE(message.text, forwarded);
    QVERIFY(!message.replacesActions);
    QCOMPARE(std::get<Context>(message.decoded.message).message, u"hi"_s);
    QVERIFY(message.decoded.warnings.isEmpty());
}

void TestIntegrationMessage::aGameMustBeText()
{
    const Decoded message = decode(R"({"command":"startup","game":1})");
    QVERIFY(!message);
    QCOMPARE(message.error().undecoded.refusal.reason, Reason::WrongType);
    QCOMPARE(message.error().undecoded.refusal.path, u"game"_s);
}

void TestIntegrationMessage::registration()
{
    const IntegrationGameMessage message =
        game(R"({"event":"register_actions","actions":{)"
             R"("play":{"description":"plays","schema":{"type": "object","b":1.0}},)"
             R"("stop":{}}})");
    QVERIFY(message.replacesActions);
    const auto &actions = std::get<RegisterActions>(message.decoded.message).actions;
    QCOMPARE(actions.size(), 2);
    QCOMPARE(actions[0].name, u"play"_s);
    QCOMPARE(actions[0].description, u"plays"_s);
    QCOMPARE(actions[0].schema, R"({"type": "object","b":1.0})"_ba);
    QCOMPARE(actions[0].source,
             R"({"name":"play","description":"plays","schema":{"type": "object","b":1.0}})"_ba);
    QCOMPARE(actions[1].source, R"({"name":"stop"})"_ba);
    QCOMPARE(keysOf(message.decoded.warnings),
             QStringList{u"action/no_description action \"stop\": without a description Neuro has "
                         "only the name to go by"_s});
    QVERIFY(message.decoded.refusedActions.isEmpty());
}

void TestIntegrationMessage::aNameInsideOfADefinitionDoesNotCount()
{
    const IntegrationGameMessage message =
        game(R"({"event":"register_actions","actions":)"
             R"({"play":{"name":"other","description":"d","more":[1]}}})");
    const auto &actions = std::get<RegisterActions>(message.decoded.message).actions;
    QCOMPARE(actions[0].name, u"play"_s);
    QCOMPARE(actions[0].source, R"({"name":"play","description":"d","more":[1]})"_ba);
    QCOMPARE(keysOf(message.decoded.warnings),
             QStringList{u"message/unknown_field actions.play.more"_s});
}

void TestIntegrationMessage::badActionsAreRefusedOneByOne_data()
{
    QTest::addColumn<QByteArray>("definition");
    QTest::addColumn<QString>("reason");
    QTest::addColumn<QString>("path");
    QTest::addRow("text") << R"("bad":"plays")"_ba << u"wrong_type"_s << u"actions.bad"_s;
    QTest::addRow("null") << R"("bad":null)"_ba << u"wrong_type"_s << u"actions.bad"_s;
    QTest::addRow("empty name") << R"("":{"description":"d"})"_ba << u"invalid_action_name"_s
                                << u"actions."_s;
    QTest::addRow("description") << R"("bad":{"description":1})"_ba << u"wrong_type"_s
                                 << u"actions.bad.description"_s;
    QTest::addRow("schema") << R"("bad":{"schema":"s"})"_ba << u"wrong_type"_s
                            << u"actions.bad.schema"_s;
    QTest::addRow("long schema") << R"("bad":{"schema":{"title":")"_ba + QByteArray(300'000, 'x') +
                                        R"("}})"_ba
                                 << u"too_large"_s << u"actions.bad.schema"_s;
}

void TestIntegrationMessage::badActionsAreRefusedOneByOne()
{
    QFETCH(QByteArray, definition);
    QFETCH(QString, reason);
    QFETCH(QString, path);
    const IntegrationGameMessage message = game(R"({"event":"register_actions","actions":{)" +
                                                definition + R"(,"good":{"description":"d"}}})");
    const auto &actions = std::get<RegisterActions>(message.decoded.message).actions;
    QCOMPARE(actions.size(), 1);
    QCOMPARE(actions[0].name, u"good"_s);
    QCOMPARE(message.decoded.refusedActions.size(), 1);
    QCOMPARE(reasonName(message.decoded.refusedActions[0].reason), reason);
    QCOMPARE(message.decoded.refusedActions[0].path, path);
}

void TestIntegrationMessage::actionsAreLimited()
{
    Limits limits;
    limits.actionsPerGame = 2;
    limits.actionName = 4;
    const auto message = decodeIntegrationMessage(
        R"({"event":"register_actions","actions":{"a":{},"toolong":{},"b":{},"c":{},"d":{}}})",
        u"x"_s, limits);
    QVERIFY(message);
    const DecodedGameMessage &decoded = std::get<IntegrationGameMessage>(*message).decoded;
    QCOMPARE(std::get<RegisterActions>(decoded.message).actions.size(), 2);
    QCOMPARE(decoded.refusedActions.size(), 2);
    QCOMPARE(decoded.refusedActions[0].reason, Reason::TooLarge);
    QCOMPARE(decoded.refusedActions[1].reason, Reason::TooMany);
    QCOMPARE(decoded.refusedActions[1].path, u"actions.c"_s);
    QVERIFY(decoded.refusedActions[1].detail.english().contains(u"(2 in all)"));
}

void TestIntegrationMessage::namesAreLimited()
{
    QByteArray names;
    QByteArray objects;
    for (qsizetype i = 0; i <= namesPerMessage; ++i) {
        const QByteArray name = "\"n" + QByteArray::number(i) + '"';
        names += name + ',';
        objects += R"({"name":)" + name + "},";
    }
    names.chop(1);
    objects.chop(1);
    const auto check = [](const DecodedGameMessage &decoded, const QStringList &taken) {
        QCOMPARE(taken.size(), namesPerMessage);
        QCOMPARE(decoded.refusedActions.size(), 1);
        QCOMPARE(decoded.refusedActions[0].reason, Reason::TooMany);
        QCOMPARE(decoded.refusedActions[0].path, u"actions[10000]"_s);
    };
    const DecodedGameMessage less =
        game(R"({"event":"unregister_actions","actions":[)" + names + "]}").decoded;
    check(less, std::get<UnregisterActions>(less.message).names);
    const DecodedGameMessage force =
        game(R"({"op":"choose_force_action","query":"q","actions":[)" + objects + "]}").decoded;
    check(force, std::get<ForceActions>(force.message).actionNames);
}

void TestIntegrationMessage::unregistration()
{
    const IntegrationGameMessage message =
        game(R"({"event":"unregister_actions","actions":["a","b"]})");
    QCOMPARE(std::get<UnregisterActions>(message.decoded.message).names,
             (QStringList{u"a"_s, u"b"_s}));
    QVERIFY(!message.replacesActions);
}

void TestIntegrationMessage::results()
{
    const IntegrationGameMessage ok =
        game(R"({"event":"action_result","payload":{"id":"7","status":"ok","message":"m"}})");
    QCOMPARE(std::get<ActionResult>(ok.decoded.message).id, u"7"_s);
    QVERIFY(std::get<ActionResult>(ok.decoded.message).success);
    QCOMPARE(
        ok.text,
        R"({"command":"action/result","game":"Spotify","data":{"id":"7","success":true,"message":"m"}})"_ba);
    const IntegrationGameMessage error =
        game(R"({"event":"action_result","payload":{"id":"7","status":"error"}})");
    QVERIFY(!std::get<ActionResult>(error.decoded.message).success);
    QVERIFY(!std::get<ActionResult>(error.decoded.message).message);
}

void TestIntegrationMessage::forces()
{
    const IntegrationGameMessage message = game(
        R"({"op":"choose_force_action","state":null,"query":"What now?",)"
        R"("ephemeral_context":true,"actions":[{"name":"a"},{"name":"b","x":1},{"name":"a"}]})");
    const auto &force = std::get<ForceActions>(message.decoded.message);
    QVERIFY(!force.state);
    QCOMPARE(force.query, u"What now?"_s);
    QVERIFY(force.ephemeralContext);
    QCOMPARE(force.actionNames, (QStringList{u"a"_s, u"b"_s}));
    QCOMPARE(force.priority, Priority::Low);
    QCOMPARE(
        message.text,
        R"({"command":"actions/force","game":"Spotify","data":{"query":"What now?","ephemeral_context":true,"priority":"low","action_names":["a","b"]}})"_ba);
    QVERIFY(message.decoded.warnings.isEmpty());
}

void TestIntegrationMessage::formsWarn()
{
    const IntegrationGameMessage message =
        game(R"({"event":"unregister_actions","actions":[],"extra":1,"extra":2})");
    QCOMPARE(keysOf(message.decoded.warnings),
             (QStringList{u"message/unknown_field extra"_s, u"message/unknown_field extra"_s,
                          u"message/duplicate_key extra"_s}));
}

void TestIntegrationMessage::refusals_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("reason");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("command");
    QTest::addRow("register without actions")
        << R"({"event":"register_actions"})"_ba << u"missing_field"_s << u"actions"_s
        << u"actions/register"_s;
    QTest::addRow("register with a list")
        << R"({"event":"register_actions","actions":[]})"_ba << u"wrong_type"_s << u"actions"_s
        << u"actions/register"_s;
    QTest::addRow("unregister with an object")
        << R"({"event":"unregister_actions","actions":{}})"_ba << u"wrong_type"_s << u"actions"_s
        << u"actions/unregister"_s;
    QTest::addRow("unregister a number")
        << R"({"event":"unregister_actions","actions":["a",1]})"_ba << u"wrong_type"_s
        << u"actions[1]"_s << u"actions/unregister"_s;
    QTest::addRow("result without payload")
        << R"({"event":"action_result"})"_ba << u"missing_field"_s << u"payload"_s
        << u"action/result"_s;
    QTest::addRow("result without id")
        << R"({"event":"action_result","payload":{"status":"ok"}})"_ba << u"missing_field"_s
        << u"payload.id"_s << u"action/result"_s;
    QTest::addRow("result without status")
        << R"({"event":"action_result","payload":{"id":"1"}})"_ba << u"missing_field"_s
        << u"payload.status"_s << u"action/result"_s;
    QTest::addRow("result with another status")
        << R"({"event":"action_result","payload":{"id":"1","status":"fine"}})"_ba << u"wrong_type"_s
        << u"payload.status"_s << u"action/result"_s;
    QTest::addRow("force without query") << R"({"op":"choose_force_action","actions":[]})"_ba
                                         << u"missing_field"_s << u"query"_s << u"actions/force"_s;
    QTest::addRow("force without actions")
        << R"({"op":"choose_force_action","query":"q"})"_ba << u"missing_field"_s << u"actions"_s
        << u"actions/force"_s;
    QTest::addRow("force of text")
        << R"({"op":"choose_force_action","query":"q","actions":["a"]})"_ba << u"wrong_type"_s
        << u"actions[0]"_s << u"actions/force"_s;
    QTest::addRow("force of no names")
        << R"({"op":"choose_force_action","query":"q","actions":[{"name":"a"},{}]})"_ba
        << u"missing_field"_s << u"actions[1].name"_s << u"actions/force"_s;
    QTest::addRow("Neuro API, field missing")
        << R"({"command":"context","data":{"silent":true}})"_ba << u"missing_field"_s
        << u"data.message"_s << u"context"_s;
    QTest::addRow("choice is no object")
        << R"({"choice":1})"_ba << u"wrong_type"_s << u"choice"_s << u"choice"_s;
}

void TestIntegrationMessage::refusals()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, reason);
    QFETCH(QString, path);
    QFETCH(QString, command);
    const Decoded message = decode(text);
    QVERIFY(!message);
    const UndecodedMessage &undecoded = message.error().undecoded;
    QCOMPARE(reasonName(undecoded.refusal.reason), reason);
    QCOMPARE(undecoded.refusal.path, path);
    QVERIFY(!undecoded.refusal.detail.isEmpty());
    QCOMPARE(undecoded.command, command);
    QCOMPARE(message.error().isChoice, command == u"choice"_s);
    QVERIFY(message.error().text.isEmpty());
}

void TestIntegrationMessage::unknownCommandsCanBePassedOn()
{
    const Decoded message = decode(R"({"command":"new/thing","data":{"x": 1.0}})");
    QVERIFY(!message);
    QCOMPARE(message.error().undecoded.refusal.reason, Reason::UnknownCommand);
    QCOMPARE(message.error().text,
             R"({"command":"new/thing","data":{"x": 1.0},"game":"Spotify"})"_ba);
}

void TestIntegrationMessage::choices()
{
    const Decoded message = decode(R"({"choice":{"request_id":"a-f1","selected":"move"}})");
    QVERIFY(message);
    QCOMPARE(std::get<ForceChoice>(*message).selected, u"move"_s);
}

void TestIntegrationMessage::anythingElseIsARemark_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addRow("object") << R"({"song":"Mia"})"_ba;
    QTest::addRow("empty object") << "{}"_ba;
    QTest::addRow("another event") << R"({"event":"cmd_result","of":{}})"_ba;
    QTest::addRow("an event that is no text") << R"({"event":1})"_ba;
    QTest::addRow("another op") << R"({"op":"dance"})"_ba;
    QTest::addRow("a command that is no text") << R"({"command":{"volume":7}})"_ba;
    QTest::addRow("a command that is null") << R"({"command":null,"game":"Other"})"_ba;
    QTest::addRow("text") << "hello there"_ba;
    QTest::addRow("array") << "[1,2]"_ba;
    QTest::addRow("string") << R"("x")"_ba;
    QTest::addRow("broken") << R"({"command":"startup")"_ba;
    QTest::addRow("empty") << QByteArray();
}

void TestIntegrationMessage::anythingElseIsARemark()
{
    QFETCH(QByteArray, text);
    const Decoded message = decode(text);
    QVERIFY(message);
    QVERIFY(std::holds_alternative<IntegrationRemark>(*message));
}

QTEST_GUILESS_MAIN(TestIntegrationMessage)
#include "tst_integrationmessage.moc"
