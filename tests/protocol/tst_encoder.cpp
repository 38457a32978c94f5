// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

// What the encoder writes, byte for byte, and that both decoders read it back.

#include "protocol/codec.h"

#include <QObject>
#include <QTest>

using namespace neuro::protocol;
using namespace Qt::Literals::StringLiterals;

namespace {

Action makeAction(const QByteArray &schema, const QByteArray &source = {})
{
    Action action;
    action.name = u"jump"_s;
    action.description = u"Jump \"up\""_s;
    action.schema = schema;
    action.source = source;
    return action;
}

ForceActions makeForce()
{
    ForceActions force;
    force.query = u"q"_s;
    force.actionNames = {u"a"_s, u"b"_s};
    return force;
}

} // namespace

Q_DECLARE_METATYPE(neuro::protocol::GameMessage)
Q_DECLARE_METATYPE(neuro::protocol::ServerMessage)

class TestEncoder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writesGameMessages_data();
    void writesGameMessages();
    void writesServerMessages_data();
    void writesServerMessages();
    void readsServerMessagesBack();
    void toleratesServers_data();
    void toleratesServers();
    void refusesServerMessages_data();
    void refusesServerMessages();
    void warnsOfDuplicateKeysOfServers();
    void escapesEveryText();
};

void TestEncoder::writesGameMessages_data()
{
    QTest::addColumn<GameMessage>("message");
    QTest::addColumn<QByteArray>("rest");
    const auto row = [](const char *name, const GameMessage &message, const QByteArray &rest) {
        QTest::newRow(name) << message << rest;
    };
    row("startup", Startup{}, R"({"command":"startup","game":"My \"G\""})");
    row("context", Context{u"a\nb"_s, true},
        R"({"command":"context","game":"My \"G\"","data":{"message":"a\nb","silent":true}})");
    row("register nothing", RegisterActions{},
        R"({"command":"actions/register","game":"My \"G\"","data":{"actions":[]}})");
    row("register",
        RegisterActions{{makeAction({}), makeAction(R"({ "type":"object"})"),
                         makeAction("{}", R"({ "name":"jump","x":1.0})")}},
        R"({"command":"actions/register","game":"My \"G\"","data":{"actions":[)"
        R"({"name":"jump","description":"Jump \"up\""},)"
        R"({"name":"jump","description":"Jump \"up\"","schema":{ "type":"object"}},)"
        R"({ "name":"jump","x":1.0}]}})");
    row("unregister", UnregisterActions{{u"a"_s, u"é"_s}},
        R"({"command":"actions/unregister","game":"My \"G\"","data":{"action_names":["a","é"]}})");
    row("force", makeForce(),
        R"({"command":"actions/force","game":"My \"G\"","data":{"query":"q",)"
        R"("ephemeral_context":false,"priority":"low","action_names":["a","b"]}})");
    ForceActions force = makeForce();
    force.state = u""_s;
    force.ephemeralContext = true;
    force.priority = Priority::High;
    row("full force", force,
        R"({"command":"actions/force","game":"My \"G\"","data":{"state":"","query":"q",)"
        R"("ephemeral_context":true,"priority":"high","action_names":["a","b"]}})");
    force = makeForce();
    force.priorityWord = u"urgent"_s; // Passed on as sent.
    row("force of a newer kind", force,
        R"({"command":"actions/force","game":"My \"G\"","data":{"query":"q",)"
        R"("ephemeral_context":false,"priority":"urgent","action_names":["a","b"]}})");
    row("result", ActionResult{u"7"_s, true, std::nullopt},
        R"({"command":"action/result","game":"My \"G\"","data":{"id":"7","success":true}})");
    row("result with a message", ActionResult{u"7"_s, false, u"no"_s},
        R"({"command":"action/result","game":"My \"G\"","data":{"id":"7","success":false,"message":"no"}})");
    row("ready", ShutdownReady{}, R"({"command":"shutdown/ready","game":"My \"G\""})");
}

void TestEncoder::writesGameMessages()
{
    QFETCH(GameMessage, message);
    QFETCH(QByteArray, rest);
    const QString game = u"My \"G\""_s;
    const QByteArray text = encode(message, game);
    QCOMPARE(text, rest);
    const auto back = decodeGameMessage(text);
    QVERIFY2(back, back ? "" : qPrintable(back.error().refusal.detail.english()));
    QCOMPARE(back->game, game);
    QCOMPARE(back->message.index(), message.index());
    QVERIFY(back->refusedActions.isEmpty());
    QCOMPARE(encode(back->message, back->game), text);
}

void TestEncoder::writesServerMessages_data()
{
    QTest::addColumn<ServerMessage>("message");
    QTest::addColumn<QByteArray>("text");
    const auto row = [](const char *name, const ServerMessage &message, const QByteArray &text) {
        QTest::newRow(name) << message << text;
    };
    row("startup", StartupAcknowledgement{u"s"_s, u"neuro"_s, u"Neuro-sama"_s},
        R"({"command":"startup","data":{"session":{"sessionId":"s","characterId":"neuro","displayName":"Neuro-sama"}}})");
    row("action", ActionRequest{u"1"_s, u"jump"_s, std::nullopt},
        R"({"command":"action","data":{"id":"1","name":"jump"}})");
    row("action with data", ActionRequest{u"1"_s, u"jump"_s, R"({"x": 1.0,"y":"é\n"})"_ba},
        R"({"command":"action","data":{"id":"1","name":"jump","data":"{\"x\": 1.0,\"y\":\"é\\n\"}"}})");
    row("action with empty data", ActionRequest{u"1"_s, u"jump"_s, QByteArray()},
        R"({"command":"action","data":{"id":"1","name":"jump","data":""}})");
    row("reregister", ReregisterAll{}, R"({"command":"actions/reregister_all"})");
    row("graceful", ShutdownGraceful{true},
        R"({"command":"shutdown/graceful","data":{"wants_shutdown":true}})");
    row("taken back", ShutdownGraceful{false},
        R"({"command":"shutdown/graceful","data":{"wants_shutdown":false}})");
    row("immediate", ShutdownImmediate{}, R"({"command":"shutdown/immediate"})");
    row("speech", SpeechFinished{true, false, {}},
        R"({"command":"speech_finished","data":{"isFinal":true}})");
    row("speech cut off", SpeechFinished{false, true, u"filter"_s},
        R"({"command":"speech_finished","data":{"isFinal":false,"cancelled":true,"reason":"filter"}})");
    row("voice", VoiceUnavailable{u"none"_s},
        R"({"command":"voice/unavailable","data":{"reason":"none"}})");
}

void TestEncoder::writesServerMessages()
{
    QFETCH(ServerMessage, message);
    QFETCH(QByteArray, text);
    QCOMPARE(encode(message), text);
    const auto back = decodeServerMessage(text);
    QVERIFY2(back, back ? "" : qPrintable(back.error().refusal.detail.english()));
    QCOMPARE(back->message.index(), message.index());
    QCOMPARE(encode(back->message), text);
    QVERIFY(back->warnings.isEmpty());
}

void TestEncoder::readsServerMessagesBack()
{
    const QByteArray data = R"({"n":1.0,"b":2,"a":123456789012345678901234567890})";
    const auto back =
        decodeServerMessage(encode(ServerMessage(ActionRequest{u"1"_s, u"jump"_s, data})));
    QVERIFY(back);
    const auto &request = std::get<ActionRequest>(back->message);
    QCOMPARE(request.id, u"1"_s);
    QCOMPARE(request.name, u"jump"_s);
    QCOMPARE(request.data, std::optional(data));

    const auto speech = decodeServerMessage(
        R"({"command":"speech_finished","data":{"isFinal":true,"cancelled":true,"reason":"r"}})");
    QVERIFY(std::get<SpeechFinished>(speech->message).isFinal);
    QVERIFY(std::get<SpeechFinished>(speech->message).cancelled);
    QCOMPARE(std::get<SpeechFinished>(speech->message).reason, u"r"_s);
}

void TestEncoder::toleratesServers_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("meaning");
    QTest::newRow("unknown members")
        << R"({"command":"action","data":{"id":"1","name":"a","x":{}},"game":7,"y":[]})"_ba
        << R"({"command":"action","data":{"id":"1","name":"a"}})"_ba;
    QTest::newRow("data null")
        << R"({"command":"action","data":{"id":"1","name":"a","data":null}})"_ba
        << R"({"command":"action","data":{"id":"1","name":"a"}})"_ba;
    QTest::newRow("reregister with data") << R"({"command":"actions/reregister_all","data":{}})"_ba
                                          << R"({"command":"actions/reregister_all"})"_ba;
    QTest::newRow("startup without a session")
        << R"({"command":"startup"})"_ba
        << R"({"command":"startup","data":{"session":{"sessionId":"","characterId":"","displayName":""}}})"_ba;
    QTest::newRow("voice without a reason")
        << R"({"command":"voice/unavailable"})"_ba
        << R"({"command":"voice/unavailable","data":{"reason":""}})"_ba;
}

void TestEncoder::toleratesServers()
{
    QFETCH(QByteArray, text);
    const auto result = decodeServerMessage(text);
    QVERIFY2(result, result ? "" : qPrintable(result.error().refusal.detail.english()));
    QVERIFY(result->warnings.isEmpty());
    QTEST(encode(result->message), "meaning");
}

void TestEncoder::refusesServerMessages_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<Reason>("reason");
    QTest::addColumn<QString>("path");
    const auto row = [](const char *text, Reason reason, const QString &path) {
        QTest::newRow(text) << QByteArray(text) << reason << path;
    };
    row("x", Reason::InvalidJson, QString());
    row("[]", Reason::WrongType, QString());
    row("{}", Reason::MissingField, u"command"_s);
    row(R"({"command":1})", Reason::WrongType, u"command"_s);
    row(R"({"command":"dance"})", Reason::UnknownCommand, u"command"_s);
    row(R"({"command":"context"})", Reason::UnknownCommand, u"command"_s);
    row(R"({"command":"action"})", Reason::MissingField, u"data.id"_s);
    row(R"({"command":"action","data":[]})", Reason::WrongType, u"data"_s);
    row(R"({"command":"action","data":{"id":"1"}})", Reason::MissingField, u"data.name"_s);
    row(R"({"command":"action","data":{"id":1,"name":"a"}})", Reason::WrongType, u"data.id"_s);
    row(R"({"command":"action","data":{"id":"1","name":"a","data":{}}})", Reason::WrongType,
        u"data.data"_s);
    row(R"({"command":"shutdown/graceful","data":{}})", Reason::MissingField,
        u"data.wants_shutdown"_s);
    row(R"({"command":"startup","data":{"session":[]}})", Reason::WrongType, u"data.session"_s);
    row(R"({"command":"startup","data":{"session":{"sessionId":1}}})", Reason::WrongType,
        u"data.session.sessionId"_s);
    row(R"({"command":"speech_finished","data":{"isFinal":"yes"}})", Reason::WrongType,
        u"data.isFinal"_s);
}

void TestEncoder::refusesServerMessages()
{
    QFETCH(QByteArray, text);
    const auto result = decodeServerMessage(text);
    QVERIFY(!result);
    QTEST(result.error().refusal.reason, "reason");
    QTEST(result.error().refusal.path, "path");
    QVERIFY(!result.error().refusal.detail.isEmpty());
}

void TestEncoder::warnsOfDuplicateKeysOfServers()
{
    const auto result =
        decodeServerMessage(R"({"command":"action","data":{"id":"1","id":"2","name":"a"}})");
    QVERIFY(result);
    QCOMPARE(std::get<ActionRequest>(result->message).id, u"2"_s);
    QCOMPARE(result->warnings,
             QList<Finding>({{DiagnosticKey::MessageDuplicateKey, verbatim(u"data.id"_s)}}));
}

void TestEncoder::escapesEveryText()
{
    QString text;
    for (char16_t c = 0; c < 0x100; ++c)
        text += QChar(c);
    text += u"\u2028🎮"_s;
    const auto context = decodeGameMessage(encode(GameMessage(Context{text, false}), text));
    QVERIFY(context);
    QCOMPARE(context->game, text);
    QCOMPARE(std::get<Context>(context->message).message, text);
    const auto request =
        decodeServerMessage(encode(ServerMessage(ActionRequest{text, text, text.toUtf8()})));
    QVERIFY(request);
    QCOMPARE(std::get<ActionRequest>(request->message).name, text);
    QCOMPARE(std::get<ActionRequest>(request->message).data, std::optional(text.toUtf8()));
}

QTEST_GUILESS_MAIN(TestEncoder)
#include "tst_encoder.moc"
