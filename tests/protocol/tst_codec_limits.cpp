// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "protocol/actionreader.h"
#include "protocol/actionschema.h"
#include "protocol/codecmessages.h"

#include <QObject>
#include <QTest>

using namespace neuro::protocol;
using namespace neuro::tests;
using namespace Qt::Literals::StringLiterals;

/// What one message may hold, and what it may cost.
class TestCodecLimits : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void appliesLimits();
    void boundsWhatOneMessageCosts();
    void readsNoMoreBrokenActionsThanAGameMayHave();
    void boundsTheNamesOfAMessage();
    void boundsWhatInvalidSchemasCost();
};

void TestCodecLimits::appliesLimits()
{
    Limits limits;
    limits.actionName = 4;
    limits.schema = 32;
    limits.actionsPerGame = 3;
    limits.nesting = 6;
    // é is two bytes.
    const QByteArray text = registering(
        R"({"name":"éé","description":"d"},{"name":"ééa","description":"d"},)"
        R"({"name":"s","description":"d","schema":{"type":"object","required":[ ]}},)"
        R"({"name":"t","description":"d","schema":{"type":"object","required":["a"]}},)"
        R"({"name":"u","description":"d"},{"name":"v","description":"d"},{"name":"w"})");
    const auto result = decodeGameMessage(text, limits);
    QVERIFY(result);
    QStringList names;
    for (const Action &action : std::get<RegisterActions>(result->message).actions)
        names.append(action.name);
    QCOMPARE(names, QStringList({u"éé"_s, u"s"_s, u"u"_s}));
    QCOMPARE(std::get<RegisterActions>(result->message).indexes, (QList<qsizetype>{0, 2, 4}));
    const QList<Refusal> &refused = result->refusedActions;
    QCOMPARE(refused.size(), 3);
    QCOMPARE(refused[0].reason, Reason::TooLarge);
    QCOMPARE(refused[0].path, u"data.actions[1].name"_s);
    QCOMPARE(refused[0].detail.english(),
             u"\"data.actions[1].name\" has 5 bytes; at most 4 are allowed"_s);
    QCOMPARE(refused[1].reason, Reason::TooLarge);
    QCOMPARE(refused[1].path, u"data.actions[3].schema"_s);
    QCOMPARE(refused[2].reason, Reason::TooMany);
    QCOMPARE(refused[2].path, u"data.actions[5]"_s);
    // A frame names the place of its first refusal only: the others say it themselves.
    QVERIFY(refused[2].detail.english().contains(refused[2].path));

    limits.gameName = 5;
    const auto named = [&limits](const QByteArray &game) {
        return decodeGameMessage(R"({"command":"startup","game":")"_ba + game + R"("})"_ba, limits);
    };
    QVERIFY(named("Chess"_ba));
    QVERIFY(!named("Chess2"_ba));
    QCOMPARE(named("Chess2"_ba).error().refusal.reason, Reason::TooLarge);
    QCOMPARE(named("Chess2"_ba).error().refusal.path, u"game"_s);
    // Whole: who is meant must not depend on how much is shown.
    QCOMPARE(named(QByteArray(100'000, 'x')).error().game.size(), 100'000);
    limits.gameName = limits::gameName;

    QVERIFY(decodeGameMessage(message("startup", R"({"x":[[[[]]]]})"), limits));
    QVERIFY(!decodeGameMessage(message("startup", R"({"x":[[[[[]]]]]})"), limits));
}

void TestCodecLimits::boundsWhatOneMessageCosts()
{
    QByteArray elements;
    for (int i = 0; i < 10'000; ++i)
        elements += "0,";
    elements.chop(1);
    const DecodedGameMessage result = decoded(registering(elements));
    QCOMPARE(result.refusedActions.size(), ActionReader::listedRefusals + 2);
    // Those that are listed, one for all that are not read, and the count of the others.
    QCOMPARE(result.refusedActions.constLast().detail.english(),
             u"%1 more actions are refused and not listed"_s.arg(limits::actionsPerGame -
                                                                 ActionReader::listedRefusals));

    QByteArray members = R"("message":"","silent":true)";
    for (int i = 0; i < 1000; ++i)
        members += ",\"m" + QByteArray::number(i) + "\":0";
    QCOMPARE(decoded(message("context", '{' + members + '}')).warnings.size(),
             limits::findingsPerMessage);
}

void TestCodecLimits::readsNoMoreBrokenActionsThanAGameMayHave()
{
    Limits limits;
    limits.actionsPerGame = 3;
    const QByteArray good = R"({"name":"a","description":"d"},)";
    const auto result = decodeGameMessage(registering(good + "{},0,{}," + good + "{}"), limits);
    QVERIFY(result);
    QCOMPARE(std::get<RegisterActions>(result->message).actions.size(), 1);
    QCOMPARE(result->refusedActions.size(), 4);
    const Refusal &last = result->refusedActions.constLast();
    QCOMPARE(last.reason, Reason::TooMany);
    QCOMPARE(last.path, u"data.actions[4]"_s);
    QCOMPARE(last.detail.english(),
             u"3 actions of this message are refused already; \"data.actions[4]\" and what follows "
             "it (2 in all) is not read"_s);
}

void TestCodecLimits::boundsTheNamesOfAMessage()
{
    constexpr qsizetype most = namesPerMessage;
    QByteArray names;
    for (qsizetype i = 0; i < most + 5; ++i)
        names += "\"n" + QByteArray::number(i) + "\",";
    const QByteArray tooMany = R"("action_names":[)" + names + R"("n0"])";
    const auto check = [](const DecodedGameMessage &result, const QStringList &taken) {
        QCOMPARE(taken.size(), most);
        QCOMPARE(taken.constLast(), u"n9999"_s);
        QCOMPARE(result.refusedActions.size(), 1);
        QCOMPARE(result.refusedActions[0].reason, Reason::TooMany);
        QCOMPARE(result.refusedActions[0].path, u"data.action_names[10000]"_s);
        QVERIFY(result.refusedActions[0].detail.english().contains(u"(6 in all)"));
    };
    const DecodedGameMessage unregister =
        decoded(message("actions/unregister", '{' + tooMany + '}'));
    check(unregister, std::get<UnregisterActions>(unregister.message).names);
    const DecodedGameMessage force =
        decoded(message("actions/force", R"({"query":"q",)" + tooMany + '}'));
    check(force, std::get<ForceActions>(force.message).actionNames);

    // A game that may have more may name them all.
    Limits limits;
    limits.actionsPerGame = 20'000;
    QVERIFY(decodeGameMessage(message("actions/unregister", '{' + tooMany + '}'), limits)
                ->refusedActions.isEmpty());
    // What a force names again is no other name.
    const QByteArray repeated = QByteArray(R"("a",)").repeated(most) + R"("b")";
    const DecodedGameMessage again =
        decoded(message("actions/force", R"({"query":"q","action_names":[)" + repeated + "]}"));
    QCOMPARE(std::get<ForceActions>(again.message).actionNames, (QStringList{u"a"_s, u"b"_s}));
    QVERIFY(again.refusedActions.isEmpty());
}

void TestCodecLimits::boundsWhatInvalidSchemasCost()
{
    // Patterns that are short and compiled to many instructions.
    QByteArray members;
    for (int i = 0; i < 40; ++i)
        members +=
            ",\"m" + QByteArray::number(i) + R"(":{"type":"string","pattern":"(\\w|\\d){900}"})";
    const QByteArray dear =
        R"({"type":"object","properties":{"m":{"type":"string"})" + members + "}}";
    const QByteArray broken = R"({"type":"object","properties":[]})";
    const auto registered = [&](int count) {
        QByteArray actions;
        for (int i = 0; i < count; ++i)
            actions += R"({"name":"a","description":"d","schema":)" + dear + "},";
        return decoded(
            registering(actions + R"({"name":"b","description":"d","schema":)" + broken + '}'));
    };
    const qint64 steps = ActionSchema::compile(dear).steps();
    QVERIFY2(steps > 100'000 && steps < ActionSchema::compileSteps,
             qPrintable(QString::number(steps)));
    const auto affordable = static_cast<int>(ActionReader::validitySteps / steps);
    QCOMPARE(keys(registered(affordable).warnings), QList({DiagnosticKey::SchemaInvalid}));
    // All are registered, and nothing more is compiled.
    const DecodedGameMessage result = registered(affordable + 1);
    QCOMPARE(std::get<RegisterActions>(result.message).actions.size(), affordable + 2);
    QVERIFY(result.warnings.isEmpty());
}

QTEST_GUILESS_MAIN(TestCodecLimits)
#include "tst_codec_limits.moc"
