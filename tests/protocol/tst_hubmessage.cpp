// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "protocol/hubencoder.h"
#include "protocol/hubmessage.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace neuro::protocol;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 wall = 1'700'000'000'000'042;

Result<HubMessage, HubFault> decode(const QByteArray &text,
                                    HubClientType type = HubClientType::Agent,
                                    const QString &id = u"me"_s)
{
    return decodeHubMessage(text, {id, type}, wall);
}

/// What is passed on, or what the sender is told: "INVALID_MESSAGE data missing_field".
QByteArray outcome(const Result<HubMessage, HubFault> &decoded)
{
    if (decoded)
        return decoded->passedOn;
    const HubFault &fault = decoded.error();
    QByteArray words = hubErrorCodeNames[static_cast<std::size_t>(fault.code)];
    words += ' ' + fault.refusal.path.toUtf8() + ' ';
    return words + reasonName(fault.refusal.reason).data();
}

QJsonObject parsed(const QByteArray &text)
{
    return QJsonDocument::fromJson(text).object();
}

} // namespace

class TestHubMessage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void passesOn_data();
    void passesOn();
    void passesOnEveryTypeWithData_data();
    void passesOnEveryTypeWithData();
    void refuses_data();
    void refuses();
    void namesTheTypeOfWhatItRefuses();
    void letsObserversOnlyRead_data();
    void letsObserversOnlyRead();
    void readsTargets();
    void readsPings();
    void settlesRepeatedFields_data();
    void settlesRepeatedFields();
    void keepsTheRestAsItCame();
    void boundsNesting();
    void refusesBinary();
    void encodesWhatTheServerSays();
    void encodesErrors();
};

void TestHubMessage::passesOn_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("expected");

    QTest::newRow("agent_message, short")
        << QByteArray(R"({"message_type":"agent_message","agent_id":"a","agent_name":"A",)"
                      R"("message_text":"hi"})")
        << QByteArray(R"({"message_type":"agent_message","agent_id":"a","agent_name":"A",)"
                      R"("message_text":"hi","phase":"discussion","client_id":"me",)"
                      R"("timestamp":1700000000.000042})");
    QTest::newRow("agent_message, full")
        << QByteArray(R"({"message_type":"agent_message","client_id":"me","timestamp":1.5,)"
                      R"("agent_id":"","agent_name":"","message_text":"","phase":"vote"})")
        << QByteArray(
               R"({"message_type":"agent_message","client_id":"me","timestamp":1700000000.000042,)"
               R"("agent_id":"","agent_name":"","message_text":"","phase":"vote"})");
    QTest::newRow("game_state, short")
        << QByteArray(R"({"message_type":"game_state","phase":"day","players":[]})")
        << QByteArray(R"({"message_type":"game_state","phase":"day","players":[],)"
                      R"("current_turn":0,"alive_count":0,"dead_count":0,)"
                      R"("client_id":"me","timestamp":1700000000.000042})");
    QTest::newRow("game_state, full, as it is spelt")
        << QByteArray(
               R"({"message_type":"game_state","client_id":"me","timestamp":0,"phase":"day",)"
               R"("players":[{"id":1},{}],"current_turn":3,"alive_count":2.0,)"
               R"("dead_count":-1e0,"extra":1.50})")
        << QByteArray(R"({"message_type":"game_state","client_id":"me",)"
                      R"("timestamp":1700000000.000042,"phase":"day","players":[{"id":1},{}],)"
                      R"("current_turn":3,"alive_count":2.0,"dead_count":-1e0,"extra":1.50})");
    QTest::newRow("game_state, null counts")
        << QByteArray(R"({"message_type":"game_state","client_id":"me","timestamp":0,"phase":"",)"
                      R"("players":[],"current_turn":null,"alive_count":1,"dead_count":null})")
        << QByteArray(R"({"message_type":"game_state","client_id":"me",)"
                      R"("timestamp":1700000000.000042,"phase":"","players":[],"current_turn":0,)"
                      R"("alive_count":1,"dead_count":0})");
    QTest::newRow("player_action, short")
        << QByteArray(R"({"message_type":"player_action","action_type":"kick","player_id":"p"})")
        << QByteArray(R"({"message_type":"player_action","action_type":"kick","player_id":"p",)"
                      R"("target_id":null,"target_name":null,)"
                      R"("client_id":"me","timestamp":1700000000.000042})");
    QTest::newRow("player_action, full")
        << QByteArray(R"({"message_type":"player_action","client_id":null,"timestamp":null,)"
                      R"("action_type":"kick","player_id":"p","target_id":"q","target_name":null})")
        << QByteArray(
               R"({"message_type":"player_action","client_id":"me",)"
               R"("timestamp":1700000000.000042,)"
               R"("action_type":"kick","player_id":"p","target_id":"q","target_name":null})");
    QTest::newRow("phase_update, short")
        << QByteArray(R"({"message_type":"phase_update","old_phase":"day","new_phase":"night"})")
        << QByteArray(R"({"message_type":"phase_update","old_phase":"day","new_phase":"night",)"
                      R"("description":"","client_id":"me","timestamp":1700000000.000042})");
    QTest::newRow("phase_update, full")
        << QByteArray(R"({"message_type":"phase_update","client_id":"me","timestamp":9,)"
                      R"("old_phase":"day","new_phase":"night","description":"dark","data":null})")
        << QByteArray(R"({"message_type":"phase_update","client_id":"me",)"
                      R"("timestamp":1700000000.000042,)"
                      R"("old_phase":"day","new_phase":"night","description":"dark","data":null})");
}

void TestHubMessage::passesOn()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, expected);
    QCOMPARE(outcome(decode(text)), expected);
    // What was completed once needs nothing more.
    QCOMPARE(outcome(decode(expected, HubClientType::Ui)), expected);
}

void TestHubMessage::passesOnEveryTypeWithData_data()
{
    QTest::addColumn<HubMessageType>("type");
    for (const HubMessageType type :
         {HubMessageType::Vote, HubMessageType::NightAction, HubMessageType::AgentDecision,
          HubMessageType::GameStart, HubMessageType::GameEnd})
        QTest::newRow(hubMessageTypeName(type).data()) << type;
}

void TestHubMessage::passesOnEveryTypeWithData()
{
    QFETCH(HubMessageType, type);
    const QByteArray begin =
        QByteArray(R"({"message_type":")") + hubMessageTypeName(type).data() + '"';
    const auto decoded = decode(begin + R"(,"data":{"who": "x"}})");
    QCOMPARE(outcome(decoded),
             begin + R"(,"data":{"who": "x"},"client_id":"me","timestamp":1700000000.000042})");
    QCOMPARE(decoded->type, type);
    QCOMPARE(outcome(decode(begin + '}')), "INVALID_MESSAGE data missing_field");
    QCOMPARE(outcome(decode(begin + R"(,"data":null})")), "INVALID_MESSAGE data wrong_type");
    QCOMPARE(outcome(decode(begin + R"(,"data":[]})")), "INVALID_MESSAGE data wrong_type");
}

void TestHubMessage::refuses_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char *name, const char *text, const char *expected) {
        QTest::newRow(name) << QByteArray(text) << QByteArray(expected);
    };
    row("nothing", "", "INVALID_JSON  invalid_json");
    row("no JSON", "hello", "INVALID_JSON  invalid_json");
    row("NaN", R"({"message_type":"ping","data":{"check":NaN}})", "INVALID_JSON  invalid_json");
    row("a list", R"([{"message_type":"ping"}])", "INVALID_MESSAGE  wrong_type");
    row("a text", R"("ping")", "INVALID_MESSAGE  wrong_type");
    row("no type", R"({"client_id":"me"})", "INVALID_MESSAGE message_type missing_field");
    row("a type that is null", R"({"message_type":null})",
        "INVALID_MESSAGE message_type wrong_type");
    row("a type that is a number", R"({"message_type":1})",
        "INVALID_MESSAGE message_type wrong_type");
    row("an unknown type", R"({"message_type":"chat","data":{}})",
        "UNKNOWN_TYPE message_type unknown_command");
    row("a type in capitals", R"({"message_type":"VOTE","data":{}})",
        "UNKNOWN_TYPE message_type unknown_command");
    row("no type at all", R"({"message_type":""})", "UNKNOWN_TYPE message_type unknown_command");
    row("the server's words", R"({"message_type":"connection","data":{}})",
        "UNKNOWN_TYPE message_type unknown_command");
    row("the server's error", R"({"message_type":"error","data":{}})",
        "UNKNOWN_TYPE message_type unknown_command");

    row("somebody else", R"({"message_type":"vote","client_id":"you","data":{}})",
        "INVALID_MESSAGE client_id forbidden");
    row("the server", R"({"message_type":"ping","client_id":"server"})",
        "INVALID_MESSAGE client_id forbidden");
    row("in another case", R"({"message_type":"pong","client_id":"Me"})",
        "INVALID_MESSAGE client_id forbidden");
    row("an id that is a number", R"({"message_type":"ping","client_id":7})",
        "INVALID_MESSAGE client_id wrong_type");
    row("a time that is text", R"({"message_type":"ping","timestamp":"now"})",
        "INVALID_MESSAGE timestamp wrong_type");
    row("data that is text", R"({"message_type":"pong","data":"alive"})",
        "INVALID_MESSAGE data wrong_type");
    row("a check that is no text", R"({"message_type":"ping","data":{"check":true}})",
        "INVALID_MESSAGE data.check wrong_type");
    row("an unknown target type", R"({"message_type":"vote","data":{},"target_type":"all"})",
        "INVALID_MESSAGE target_type wrong_type");
    row("a target type that is a list", R"({"message_type":"vote","data":{},"target_type":["ui"]})",
        "INVALID_MESSAGE target_type wrong_type");
    row("a target that is a number", R"({"message_type":"vote","data":{},"target_client":1})",
        "INVALID_MESSAGE target_client wrong_type");

    row("agent_message without agent_id",
        R"({"message_type":"agent_message","agent_name":"A","message_text":"x"})",
        "INVALID_MESSAGE agent_id missing_field");
    row("agent_message without agent_name",
        R"({"message_type":"agent_message","agent_id":"a","message_text":"x"})",
        "INVALID_MESSAGE agent_name missing_field");
    row("agent_message without message_text",
        R"({"message_type":"agent_message","agent_id":"a","agent_name":"A"})",
        "INVALID_MESSAGE message_text missing_field");
    row("agent_message with its fields in data",
        R"({"message_type":"agent_message","data":{"agent_id":"a"}})",
        "INVALID_MESSAGE agent_id missing_field");
    row("agent_message with a number",
        R"({"message_type":"agent_message","agent_id":1,"agent_name":"A","message_text":"x"})",
        "INVALID_MESSAGE agent_id wrong_type");
    row("agent_message with null",
        R"({"message_type":"agent_message","agent_id":"a","agent_name":"A","message_text":null})",
        "INVALID_MESSAGE message_text wrong_type");
    row("agent_message with a wrong phase",
        R"({"message_type":"agent_message","agent_id":"a","agent_name":"A","message_text":"x",)"
        R"("phase":2})",
        "INVALID_MESSAGE phase wrong_type");

    row("game_state without phase", R"({"message_type":"game_state","players":[]})",
        "INVALID_MESSAGE phase missing_field");
    row("game_state without players", R"({"message_type":"game_state","phase":"x"})",
        "INVALID_MESSAGE players missing_field");
    row("game_state with an object", R"({"message_type":"game_state","phase":"x","players":{}})",
        "INVALID_MESSAGE players wrong_type");
    row("game_state with a name among the players",
        R"({"message_type":"game_state","phase":"x","players":[{},{},"p"]})",
        "INVALID_MESSAGE players[2] wrong_type");
    row("game_state with half a turn",
        R"({"message_type":"game_state","phase":"x","players":[],"current_turn":1.5})",
        "INVALID_MESSAGE current_turn wrong_type");
    row("game_state with a text for a count",
        R"({"message_type":"game_state","phase":"x","players":[],"alive_count":"3"})",
        "INVALID_MESSAGE alive_count wrong_type");
    row("game_state with too many dead",
        R"({"message_type":"game_state","phase":"x","players":[],"dead_count":1e30})",
        "INVALID_MESSAGE dead_count wrong_type");
    row("game_state with true for a count",
        R"({"message_type":"game_state","phase":"x","players":[],"dead_count":true})",
        "INVALID_MESSAGE dead_count wrong_type");

    row("player_action without action_type", R"({"message_type":"player_action","player_id":"p"})",
        "INVALID_MESSAGE action_type missing_field");
    row("player_action without player_id", R"({"message_type":"player_action","action_type":"x"})",
        "INVALID_MESSAGE player_id missing_field");
    row("player_action with a number for a target",
        R"({"message_type":"player_action","action_type":"x","player_id":"p","target_id":1})",
        "INVALID_MESSAGE target_id wrong_type");
    row("player_action with an object for a name",
        R"({"message_type":"player_action","action_type":"x","player_id":"p","target_name":{}})",
        "INVALID_MESSAGE target_name wrong_type");

    row("phase_update without old_phase", R"({"message_type":"phase_update","new_phase":"n"})",
        "INVALID_MESSAGE old_phase missing_field");
    row("phase_update without new_phase", R"({"message_type":"phase_update","old_phase":"n"})",
        "INVALID_MESSAGE new_phase missing_field");
    row("phase_update with a wrong description",
        R"({"message_type":"phase_update","old_phase":"o","new_phase":"n","description":[]})",
        "INVALID_MESSAGE description wrong_type");
}

void TestHubMessage::refuses()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, expected);
    const auto decoded = decode(text);
    QCOMPARE(outcome(decoded), expected);
    QVERIFY(!decoded.error().refusal.detail.english().isEmpty());
}

void TestHubMessage::namesTheTypeOfWhatItRefuses()
{
    QCOMPARE(decode(R"({"message_type":"vote"})").error().messageType, u"vote"_s);
    QCOMPARE(decode(R"({"message_type":"a\nb"})").error().messageType, u"a\\nb"_s);
    QCOMPARE(decode(R"({"message_type":1})").error().messageType, QString());
    QCOMPARE(decode("x").error().messageType, QString());
    const QByteArray longType(100'000, 'x');
    const auto decoded = decode(R"({"message_type":")" + longType + R"("})");
    QVERIFY(decoded.error().messageType.size() < 100);
    QVERIFY(decoded.error().refusal.detail.english().size() < 500);
}

void TestHubMessage::letsObserversOnlyRead_data()
{
    QTest::addColumn<HubMessageType>("type");
    for (std::size_t i = 0; i < hubMessageTypeNames.size(); ++i)
        QTest::newRow(hubMessageTypeNames[i]) << static_cast<HubMessageType>(i);
}

void TestHubMessage::letsObserversOnlyRead()
{
    QFETCH(HubMessageType, type);
    const QByteArray text = QByteArray(R"({"message_type":")") + hubMessageTypeName(type).data() +
                            R"(","data":{},"phase":"","players":[]})";
    const bool isAboutLife = type == HubMessageType::Ping || type == HubMessageType::Pong;
    QCOMPARE(outcome(decode(text, HubClientType::Observer)),
             isAboutLife ? QByteArray() : QByteArray("FORBIDDEN message_type forbidden"));
}

void TestHubMessage::readsTargets()
{
    const auto both =
        decode(R"({"message_type":"vote","data":{},"target_type":"observer","target_client":"Ü"})");
    QVERIFY(both);
    QCOMPARE(both->targetType, HubClientType::Observer);
    QCOMPARE(both->targetClient, u"Ü"_s);
    const auto none =
        decode(R"({"message_type":"vote","data":{},"target_type":null,"target_client":null})");
    QVERIFY(none);
    QVERIFY(!none->targetType);
    QVERIFY(!none->targetClient);
}

void TestHubMessage::readsPings()
{
    const auto bare = decode(R"({"message_type":"ping"})");
    QVERIFY(bare);
    QCOMPARE(bare->pingData, QByteArray());
    QCOMPARE(bare->passedOn, QByteArray());
    const auto full = decode(
        R"({"message_type":"ping","client_id":"me","timestamp":1,"data":{"check":"alive", "n":1}})");
    QVERIFY(full);
    QCOMPARE(full->pingData, R"({"check":"alive", "n":1})");
    QCOMPARE(full->type, HubMessageType::Ping);
}

void TestHubMessage::settlesRepeatedFields_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("expected");
    // Whoever reads the first of two must find what was checked.
    QTest::newRow("a sender")
        << QByteArray(R"({"client_id":"you","message_type":"vote","data":{},"client_id":"me"})")
        << QByteArray(R"({"client_id":"me","message_type":"vote","data":{},"client_id":"me",)"
                      R"("timestamp":1700000000.000042})");
    QTest::newRow("a type") << QByteArray(
                                   R"({"message_type":"error","message_type":"vote","data":{}})")
                            << QByteArray(
                                   R"({"message_type":"vote","message_type":"vote","data":{},)"
                                   R"("client_id":"me","timestamp":1700000000.000042})");
    QTest::newRow("a field")
        << QByteArray(R"({"message_type":"game_state","phase":1,"players":"x","players":[],)"
                      R"("phase":"p","current_turn":"x","current_turn":null,"alive_count":1,)"
                      R"("dead_count":0})")
        << QByteArray(R"({"message_type":"game_state","phase":"p","players":[],"players":[],)"
                      R"("phase":"p","current_turn":0,"current_turn":0,"alive_count":1,)"
                      R"("dead_count":0,"client_id":"me","timestamp":1700000000.000042})");
    QTest::newRow("data and targets")
        << QByteArray(R"({"message_type":"vote","data":1,"data":{"a":1,"a":2},)"
                      R"("target_type":5,"target_type":"ui","x":1,"x":2})")
        << QByteArray(R"({"message_type":"vote","data":{"a":1,"a":2},"data":{"a":1,"a":2},)"
                      R"("target_type":"ui","target_type":"ui","x":1,"x":2,)"
                      R"("client_id":"me","timestamp":1700000000.000042})");
}

void TestHubMessage::settlesRepeatedFields()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, expected);
    const auto decoded = decode(text);
    QCOMPARE(outcome(decoded), expected);
    QCOMPARE(decoded->warnings.size(), 1);
    QCOMPARE(decoded->warnings.first().key, DiagnosticKey::MessageDuplicateKey);
    QVERIFY(decode(R"({"message_type":"vote","data":{}})")->warnings.isEmpty());
}

void TestHubMessage::keepsTheRestAsItCame()
{
    const QByteArray text = " { \"z\" : 12345678901234567890.50, \"message_type\" : \"vote\" ,\n"
                            "\"data\":{\"b\":1E400,\"a\":\"\\u00e9\"}, \"timestamp\" : -0 } ";
    QCOMPARE(outcome(decode(text, HubClientType::Ui, u"j\"ü"_s)),
             " { \"z\" : 12345678901234567890.50, \"message_type\" : \"vote\" ,\n"
             "\"data\":{\"b\":1E400,\"a\":\"\\u00e9\"}, \"timestamp\" : 1700000000.000042 "
             ",\"client_id\":\"j\\\"ü\"} ");
}

void TestHubMessage::boundsNesting()
{
    const QByteArray deep = QByteArray(20, '[') + QByteArray(20, ']');
    const QByteArray text = R"({"message_type":"vote","data":{"x":)" + deep + "}}";
    QVERIFY(decodeHubMessage(text, {u"me"_s, HubClientType::Ui}, wall, 22));
    const auto refused = decodeHubMessage(text, {u"me"_s, HubClientType::Ui}, wall, 21);
    QCOMPARE(outcome(refused), "INVALID_JSON  invalid_json");
}

void TestHubMessage::refusesBinary()
{
    const HubFault fault = hubBinaryFault(3);
    QCOMPARE(fault.refusal.reason, Reason::BinaryFrame);
    QCOMPARE(fault.code, HubErrorCode::InvalidJson);
}

void TestHubMessage::encodesWhatTheServerSays()
{
    QCOMPARE(hubWelcome(u"a\"b", 2, wall),
             R"({"message_type":"connection","status":"connected","client_id":"a\"b",)"
             R"("timestamp":1700000000.000042,)"
             R"("data":{"message":"Welcome a\"b","reconnect_count":2}})");
    QCOMPARE(hubJoined(u"é", HubClientType::Observer, 3, wall),
             R"({"message_type":"connection","client_id":"é","timestamp":1700000000.000042,)"
             R"("data":{"joined":true,"total_clients":3},)"
             R"("client_type":"observer","client_name":null})");
    QCOMPARE(hubLeft(u"x", 0, wall),
             R"({"message_type":"disconnection","client_id":"x","timestamp":1700000000.000042,)"
             R"("data":{"disconnected":"x","remaining_clients":0}})");
    QCOMPARE(hubPing(wall),
             R"({"message_type":"ping","client_id":"server","timestamp":1700000000.000042,)"
             R"("data":{"check":"alive"}})");
    QCOMPARE(hubPong({}, wall),
             R"({"message_type":"pong","client_id":"server","timestamp":1700000000.000042,)"
             R"("data":{"check":"alive"}})");
    QCOMPARE(hubPong("{\"a\": 1.0}", wall),
             R"({"message_type":"pong","client_id":"server","timestamp":1700000000.000042,)"
             R"("data":{"a": 1.0}})");
}

void TestHubMessage::encodesErrors()
{
    const auto bad = decode("nonsense");
    const QByteArray text = hubError(bad.error(), wall);
    QVERIFY2(text.startsWith(
                 R"({"message_type":"error","client_id":"server","timestamp":1700000000.000042,)"
                 R"("data":{},"error_code":"INVALID_JSON","error_text":"not JSON)"),
             text.constData());
    QVERIFY2(text.endsWith(R"(,"context":null})"), text.constData());

    const auto missing = decode(R"({"message_type":"vote"})");
    const QJsonObject error = parsed(hubError(missing.error(), wall));
    QCOMPARE(error["error_code"_L1].toString(), u"INVALID_MESSAGE"_s);
    QCOMPARE(error["error_text"_L1].toString(), u"\"data\" is missing; it must be an object"_s);
    QCOMPARE(error["context"_L1].toObject(), (QJsonObject{{u"field"_s, u"data"_s}}));
    QCOMPARE(error.keys().size(), 7);
}

QTEST_GUILESS_MAIN(TestHubMessage)
#include "tst_hubmessage.moc"
