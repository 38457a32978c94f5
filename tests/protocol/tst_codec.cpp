// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "protocol/codecmessages.h"

#include <QObject>
#include <QTest>

using namespace neuro::protocol;
using namespace neuro::tests;
using namespace Qt::Literals::StringLiterals;

class TestCodec : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void refuses_data();
    void refuses();
    void keepsTheEnvelopeOfARefusedMessage();
    void explainsUnknownCommands_data();
    void explainsUnknownCommands();
    void warns_data();
    void warns();
    void takesNullsAsAbsent();
    void lastDuplicateWins();
    void takesTheOtherSpellingOfResults();
    void readsForces();
    void readsPriorities_data();
    void readsPriorities();
    void countsForcedNamesOnce();
    void refusesSingleActions_data();
    void refusesSingleActions();
    void registersTheGoodActions();
    void keepsActionsAsSent();
    void mainThreadIsNothingToWarnOf();
};

void TestCodec::refuses_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<Reason>("reason");
    QTest::addColumn<QString>("path");

    QTest::newRow("no JSON") << "hello"_ba << Reason::InvalidJson << QString();
    QTest::newRow("NaN") << message("context", R"({"message":NaN,"silent":true})")
                         << Reason::InvalidJson << QString();
    QTest::newRow("Infinity") << message("startup", R"({"x":-Infinity})") << Reason::InvalidJson
                              << QString();
    // The envelope and `data` are two of the 512 levels.
    const QByteArray deep = QByteArray(511, '[') + QByteArray(511, ']');
    QTest::newRow("too deep") << message("startup", R"({"x":)" + deep + '}') << Reason::InvalidJson
                              << QString();
    QTest::newRow("array") << "[]"_ba << Reason::WrongType << QString();
    QTest::newRow("number") << "3"_ba << Reason::WrongType << QString();
    QTest::newRow("null") << "null"_ba << Reason::WrongType << QString();

    QTest::newRow("no command") << R"({"game":"G"})"_ba << Reason::MissingField << u"command"_s;
    QTest::newRow("command null") << R"({"command":null,"game":"G"})"_ba << Reason::WrongType
                                  << u"command"_s;
    QTest::newRow("command object")
        << R"({"command":{},"game":"G"})"_ba << Reason::WrongType << u"command"_s;
    QTest::newRow("no game") << R"({"command":"startup"})"_ba << Reason::MissingField << u"game"_s;
    QTest::newRow("game number") << R"({"command":"startup","game":7})"_ba << Reason::WrongType
                                 << u"game"_s;
    QTest::newRow("unknown command") << message("foo") << Reason::UnknownCommand << u"command"_s;
    QTest::newRow("unknown command, bad data")
        << message("foo", "7") << Reason::UnknownCommand << u"command"_s;
    QTest::newRow("the server's command")
        << message("shutdown/graceful") << Reason::UnknownCommand << u"command"_s;
    QTest::newRow("data string") << message("startup", "\"x\"") << Reason::WrongType << u"data"_s;
    QTest::newRow("data array") << message("shutdown/ready", "[]") << Reason::WrongType
                                << u"data"_s;

    for (const char *command :
         {"context", "actions/register", "actions/unregister", "actions/force", "action/result"}) {
        QTest::addRow("%s without data", command)
            << message(command) << Reason::MissingField << u"data"_s;
        QTest::addRow("%s with data null", command)
            << message(command, "null") << Reason::MissingField << u"data"_s;
    }

    const auto row = [](const char *command, const char *data, Reason reason, const QString &path) {
        QTest::addRow("%s %s", command, data) << message(command, data) << reason << path;
    };
    row("context", R"({"silent":true})", Reason::MissingField, u"data.message"_s);
    row("context", R"({"message":"m"})", Reason::MissingField, u"data.silent"_s);
    row("context", R"({"message":null,"silent":true})", Reason::WrongType, u"data.message"_s);
    row("context", R"({"message":"m","silent":"no"})", Reason::WrongType, u"data.silent"_s);
    row("actions/register", "{}", Reason::MissingField, u"data.actions"_s);
    row("actions/register", R"({"actions":null})", Reason::WrongType, u"data.actions"_s);
    row("actions/register", R"({"actions":{}})", Reason::WrongType, u"data.actions"_s);
    row("actions/unregister", "{}", Reason::MissingField, u"data.action_names"_s);
    row("actions/unregister", R"({"action_names":"a"})", Reason::WrongType, u"data.action_names"_s);
    row("actions/unregister", R"({"action_names":["a",1]})", Reason::WrongType,
        u"data.action_names[1]"_s);
    row("actions/force", R"({"action_names":["a"]})", Reason::MissingField, u"data.query"_s);
    row("actions/force", R"({"query":"q"})", Reason::MissingField, u"data.action_names"_s);
    row("actions/force", R"({"query":"q","action_names":[null]})", Reason::WrongType,
        u"data.action_names[0]"_s);
    row("actions/force", R"({"query":"q","action_names":[],"state":{}})", Reason::WrongType,
        u"data.state"_s);
    row("actions/force", R"({"query":"q","action_names":[],"priority":3})", Reason::WrongType,
        u"data.priority"_s);
    row("actions/force", R"({"query":"q","action_names":[],"ephemeral_context":"x"})",
        Reason::WrongType, u"data.ephemeral_context"_s);
    row("action/result", R"({"success":true})", Reason::MissingField, u"data.id"_s);
    row("action/result", R"({"id":"x"})", Reason::MissingField, u"data.success"_s);
    row("action/result", R"({"id":"x","success":null})", Reason::WrongType, u"data.success"_s);
    row("action/result", R"({"id":"x","success":true,"message":1})", Reason::WrongType,
        u"data.message"_s);
}

void TestCodec::refuses()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, path);
    const auto result = decodeGameMessage(text);
    QVERIFY(!result);
    const Refusal &refusal = result.error().refusal;
    QTEST(refusal.reason, "reason");
    QCOMPARE(refusal.path, path);
    QVERIFY(!refusal.detail.isEmpty());
    // A sentence that stands alone: it names the field.
    if (refusal.reason != Reason::UnknownCommand)
        QVERIFY2(refusal.detail.english().contains(path), qPrintable(refusal.detail.english()));
}

void TestCodec::keepsTheEnvelopeOfARefusedMessage()
{
    const auto unknown = decodeGameMessage(message("foo"));
    QCOMPARE(unknown.error().command, u"foo"_s);
    QCOMPARE(unknown.error().game, u"Test Game"_s);

    const auto bad = decodeGameMessage(message("context", "{}"));
    QCOMPARE(bad.error().command, u"context"_s);
    QCOMPARE(bad.error().game, u"Test Game"_s);

    const auto noJson = decodeGameMessage("{");
    QVERIFY(noJson.error().command.isEmpty());
    QVERIFY(noJson.error().game.isEmpty());
    QVERIFY(noJson.error().refusal.detail.english().contains(u"byte 1"));
}

void TestCodec::explainsUnknownCommands_data()
{
    QTest::addColumn<QString>("command");
    QTest::addColumn<QString>("hint");
    QTest::newRow("case") << u"Actions/Register"_s << u"did you mean \"actions/register\"?"_s;
    QTest::newRow("space") << u" startup"_s << u"did you mean \"startup\"?"_s;
    QTest::newRow("dot") << u"actions.force"_s << u"did you mean \"actions/force\"?"_s;
    QTest::newRow("server") << u"action"_s << u"is sent by the server only"_s;
    QTest::newRow("other") << u"dance"_s << u"games send startup, context, actions/register"_s;
}

void TestCodec::explainsUnknownCommands()
{
    QFETCH(QString, command);
    QFETCH(QString, hint);
    const auto result = decodeGameMessage(message(command.toUtf8().constData()));
    QVERIFY(!result);
    const QString detail = result.error().refusal.detail.english();
    QVERIFY2(detail.contains(hint), qPrintable(detail));
    QVERIFY2(detail.startsWith(u'"' + command + u'"'), qPrintable(detail));
}

void TestCodec::warns_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<DiagnosticKey>("key");
    QTest::addColumn<QString>("detail");
    const auto row = [](const char *name, const QByteArray &text, DiagnosticKey key,
                        const QString &detail) {
        QTest::newRow(name) << text << key << detail;
    };

    row("empty game", R"({"command":"startup","game":""})", DiagnosticKey::GameEmpty, u"game"_s);
    row("blank game", R"({"command":"startup","game":" \t\u00a0"})", DiagnosticKey::GameEmpty,
        u"game"_s);
    row("envelope field", R"({"command":"startup","game":"G","version":1})",
        DiagnosticKey::MessageUnknownField, u"version"_s);
    row("startup data", message("startup", R"({"foo":1})"), DiagnosticKey::MessageUnknownField,
        u"data.foo"_s);
    row("ready data", message("shutdown/ready", R"({"foo":1})"), DiagnosticKey::MessageUnknownField,
        u"data.foo"_s);
    row("context data", message("context", R"({"message":"","silent":true,"Silent":false})"),
        DiagnosticKey::MessageUnknownField, u"data.Silent"_s);
    row("action field",
        registering(R"({"name":"a","description":"d"},{"name":"b","description":"d","icon":1})"),
        DiagnosticKey::MessageUnknownField, u"data.actions[1].icon"_s);
    row("duplicate key", message("context", R"({"message":"1","message":"2","silent":true})"),
        DiagnosticKey::MessageDuplicateKey, u"data.message"_s);
    row("duplicate key in a schema",
        registering(
            R"({"name":"a","description":"d","schema":{"type":"object","properties":{"x":{},"x":{}}}})"),
        DiagnosticKey::MessageDuplicateKey, u"data.actions[0].schema.properties.x"_s);
    row("name style", registering(R"({"name":"Use","description":"d"})"),
        DiagnosticKey::ActionNameStyle, u"\"Use\""_s);
    row("no description", registering(R"({"name":"a"})"), DiagnosticKey::ActionNoDescription,
        u"\"a\""_s);
    row("empty description", registering(R"({"name":"a","description":""})"),
        DiagnosticKey::ActionNoDescription, u"\"a\""_s);
    row("schema of a string",
        registering(R"({"name":"a","description":"d","schema":{"type":"string"}})"),
        DiagnosticKey::SchemaNotObject, u"\"string\""_s);
    row("priority",
        message("actions/force", R"({"query":"q","action_names":[],"priority":"urgent"})"),
        DiagnosticKey::ForcePriority, u"\"urgent\""_s);
}

void TestCodec::warns()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, detail);
    const DecodedGameMessage result = decoded(text);
    QVERIFY(result.refusedActions.isEmpty());
    QCOMPARE(result.warnings.size(), 1);
    QTEST(result.warnings.constFirst().key, "key");
    const QString found = result.warnings.constFirst().detail.english();
    QVERIFY2(found.contains(detail), qPrintable(found));
}

void TestCodec::takesNullsAsAbsent()
{
    QVERIFY(decoded(message("startup", "null")).warnings.isEmpty());
    QVERIFY(decoded(message("startup", "{}")).warnings.isEmpty());
    QVERIFY(decoded(message("shutdown/ready", "null")).warnings.isEmpty());

    const QByteArray forceText = message(
        "actions/force",
        R"({"query":"q","action_names":["a"],"state":null,"priority":null,"ephemeral_context":null})");
    QVERIFY(decoded(forceText).warnings.isEmpty());
    const auto force = decodedAs<ForceActions>(forceText);
    QVERIFY(!force.state);
    QVERIFY(!force.ephemeralContext);
    QCOMPARE(force.priority, Priority::Low);
    QVERIFY(force.priorityWord.isEmpty());

    const auto result = decodedAs<ActionResult>(
        message("action/result", R"({"id":"1","success":true,"message":null})"));
    QVERIFY(!result.message);

    const auto actions =
        decodedAs<RegisterActions>(registering(R"({"name":"a","description":"d","schema":null})"));
    QVERIFY(actions.actions.constFirst().schema.isEmpty());
    QVERIFY(decoded(message("context", R"({"message":"m","silent":true,"main_thread":null})"))
                .warnings.isEmpty());
}

void TestCodec::lastDuplicateWins()
{
    const QByteArray text =
        R"({"command":"foo","game":"A","command":"context","game":"B","data":1,"data":{"message":"1","silent":false,"message":"2"}})";
    const DecodedGameMessage result = decoded(text);
    QCOMPARE(result.game, u"B"_s);
    QCOMPARE(std::get<Context>(result.message).message, u"2"_s);
    QCOMPARE(result.warnings,
             QList<Finding>({{DiagnosticKey::MessageDuplicateKey, verbatim(u"command"_s)}}));
}

void TestCodec::takesTheOtherSpellingOfResults()
{
    const DecodedGameMessage result =
        decoded(message("action:result", R"({"id":"7","success":false})"));
    QCOMPARE(std::get<ActionResult>(result.message).id, u"7"_s);
    QCOMPARE(keys(result.warnings), QList({DiagnosticKey::MessageUnknownCommand}));
    QVERIFY(result.warnings.constFirst().detail.english().contains(u"action/result"));
    // A refusal on top names the command as it was sent.
    const auto bad = decodeGameMessage(message("action:result", "{}"));
    QCOMPARE(bad.error().command, u"action:result"_s);
    QCOMPARE(bad.error().refusal.path, u"data.id"_s);
}

void TestCodec::readsForces()
{
    const auto force = decodedAs<ForceActions>(message(
        "actions/force",
        R"({"state":"# S","query":"À toi 🎲","ephemeral_context":true,"priority":"critical","action_names":["b","a"]})"));
    QCOMPARE(force.state, std::optional(u"# S"_s));
    QCOMPARE(force.query, u"À toi 🎲"_s);
    QVERIFY(force.ephemeralContext);
    QCOMPARE(force.priority, Priority::Critical);
    QCOMPARE(force.priorityWord, u"critical"_s);
    QCOMPARE(force.actionNames, QStringList({u"b"_s, u"a"_s}));
}

void TestCodec::readsPriorities_data()
{
    QTest::addColumn<QString>("word");
    QTest::addColumn<Priority>("priority");
    QTest::addColumn<bool>("known");
    QTest::newRow("low") << u"low"_s << Priority::Low << true;
    QTest::newRow("medium") << u"medium"_s << Priority::Medium << true;
    QTest::newRow("high") << u"high"_s << Priority::High << true;
    QTest::newRow("critical") << u"critical"_s << Priority::Critical << true;
    QTest::newRow("upper case") << u"HIGH"_s << Priority::Low << false;
    QTest::newRow("empty") << u""_s << Priority::Low << false;
    QTest::newRow("new word") << u"immediate"_s << Priority::Low << false;
}

void TestCodec::readsPriorities()
{
    QFETCH(QString, word);
    QFETCH(bool, known);
    const DecodedGameMessage result =
        decoded(message("actions/force", R"({"query":"q","action_names":["a"],"priority":")" +
                                             word.toUtf8() + R"("})"));
    const auto &force = std::get<ForceActions>(result.message);
    QTEST(force.priority, "priority");
    QCOMPARE(force.priorityWord, word);
    QCOMPARE(keys(result.warnings),
             known ? QList<DiagnosticKey>() : QList({DiagnosticKey::ForcePriority}));
}

void TestCodec::countsForcedNamesOnce()
{
    const auto force = decodedAs<ForceActions>(
        message("actions/force", R"({"query":"q","action_names":["b","a","b","\u0061","A"]})"));
    QCOMPARE(force.actionNames, QStringList({u"b"_s, u"a"_s, u"A"_s}));
}

void TestCodec::refusesSingleActions_data()
{
    QTest::addColumn<QByteArray>("action");
    QTest::addColumn<Reason>("reason");
    QTest::addColumn<QString>("path");
    const auto row = [](const char *action, Reason reason, const QString &member) {
        QTest::newRow(action) << QByteArray(action) << reason << u"data.actions[1]"_s + member;
    };
    row("null", Reason::WrongType, QString());
    row("[]", Reason::WrongType, QString());
    row("\"a\"", Reason::WrongType, QString());
    row("{}", Reason::MissingField, u".name"_s);
    row(R"({"name":null,"description":"d"})", Reason::WrongType, u".name"_s);
    row(R"({"name":5,"description":"d"})", Reason::WrongType, u".name"_s);
    row(R"({"name":"","description":"d"})", Reason::InvalidActionName, u".name"_s);
    row(R"({"name":"x","description":null})", Reason::WrongType, u".description"_s);
    row(R"({"name":"x","description":[]})", Reason::WrongType, u".description"_s);
    row(R"({"name":"x","description":"d","schema":true})", Reason::WrongType, u".schema"_s);
    row(R"({"name":"x","description":"d","schema":"{}"})", Reason::WrongType, u".schema"_s);
    row(R"({"name":"x","description":"d","schema":[{}]})", Reason::WrongType, u".schema"_s);
}

void TestCodec::refusesSingleActions()
{
    QFETCH(QByteArray, action);
    const DecodedGameMessage result = decoded(registering(
        R"({"name":"a","description":"d"},)" + action + R"(,{"name":"c","description":"d"})"));
    const auto &actions = std::get<RegisterActions>(result.message).actions;
    QCOMPARE(actions.size(), 2);
    QCOMPARE(actions[0].name, u"a"_s);
    QCOMPARE(actions[1].name, u"c"_s);
    QCOMPARE(result.refusedActions.size(), 1);
    const Refusal &refusal = result.refusedActions.constFirst();
    QTEST(refusal.reason, "reason");
    QTEST(refusal.path, "path");
    QVERIFY2(refusal.detail.english().contains(refusal.path), qPrintable(refusal.detail.english()));
    QVERIFY(result.warnings.isEmpty());
}

void TestCodec::registersTheGoodActions()
{
    const DecodedGameMessage result = decoded(registering(
        R"(1,{"name":"a","description":"d"},{"description":"d"},{"name":"a","description":"e"})"));
    const auto &actions = std::get<RegisterActions>(result.message).actions;
    QCOMPARE(actions.size(), 2); // Which of two equal names counts is the registry's affair.
    QCOMPARE(result.refusedActions.size(), 2);
    QCOMPARE(result.refusedActions[0].path, u"data.actions[0]"_s);
    QCOMPARE(result.refusedActions[1].path, u"data.actions[2].name"_s);
}

void TestCodec::keepsActionsAsSent()
{
    const QByteArray schema =
        R"({ "type" : "object","x-ui":{"z":1,"a":2}, "properties":{"n":{"maximum":1.0E+2,)"
        R"("minimum":123456789012345678901234567890,"default":-0.0,"\u0074itle\/":"\ud83c\udfae"} } })";
    const QByteArray source =
        R"({"schema":)" + schema + R"( , "later":[1.50],"description":"d\u00e9", "name":"a"})";
    const auto message = decodedAs<RegisterActions>(registering(' ' + source + '\n'));
    const Action &action = message.actions.constFirst();
    QCOMPARE(action.schema, schema);
    QCOMPARE(action.source, source);
    QCOMPARE(action.description, u"dé"_s);
    // What is registered upstream or shown is what came.
    QVERIFY(encode(GameMessage(message), u"G"_s).contains(source));
}

void TestCodec::mainThreadIsNothingToWarnOf()
{
    // The official SDK has the member in its messages, wherever it puts it.
    const QList<QByteArray> texts = {
        R"({"command":"startup","game":"G","main_thread":true})",
        message("startup", R"({"main_thread":true})"),
        registering(R"({"name":"a","description":"d","main_thread":false})"),
    };
    for (const QByteArray &text : texts)
        QVERIFY2(decoded(text).warnings.isEmpty(), text.constData());
}

QTEST_GUILESS_MAIN(TestCodec)
#include "tst_codec.moc"
