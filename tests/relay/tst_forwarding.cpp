// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "relay/forwarding.h"

#include <QTest>

using namespace neuro;
using namespace neuro::relay;
using namespace Qt::Literals::StringLiterals;

namespace {

const QString relayName = u"Neuro Relay"_s;

} // namespace

class tst_Forwarding : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void renamesOnlyTheGame();
    void prefixesAContext();
    void silencesAContext();
    void mapsAForce();
    void knowsTheMostThatAForceCanBecome_data();
    void knowsTheMostThatAForceCanBecome();
    void putsAResultUnderItsId();
    void namesAnAction_data();
    void namesAnAction();
    void namesAnActionMadeHere();
    void joinsARegistration();
    void handsARequestDown();
    void changesEveryRepeatedMember();
};

void tst_Forwarding::renamesOnlyTheGame()
{
    QCOMPARE(
        forwarding::renamed(
            "{\"data\":{\"game\":\"keep\",\"n\":1.0},\"game\": \"Old\",\"command\":\"new/one\"}",
            relayName),
        "{\"data\":{\"game\":\"keep\",\"n\":1.0},\"game\": \"Neuro "
        "Relay\",\"command\":\"new/one\"}");
}

void tst_Forwarding::prefixesAContext()
{
    const QByteArray text = "{\"game\":\"A "
                            "\\\"B\\\"\",\"command\":\"context\",\"data\":{\"silent\":true,"
                            "\"extra\":1e5,\"message\":\"hi\\t\\u00e9\"}}";
    QCOMPARE(forwarding::context(text, relayName, u"A \"B\""_s),
             "{\"game\":\"Neuro "
             "Relay\",\"command\":\"context\",\"data\":{\"silent\":true,\"extra\":1e5,\"message\":"
             "\"[A \\\"B\\\"] hi\\t\\u00e9\"}}");
}

void tst_Forwarding::silencesAContext()
{
    QCOMPARE(
        forwarding::silenced("{\"command\":\"context\",\"game\":\"G\",\"data\":{\"message\":\"m\","
                             "\"silent\" : false }}"),
        "{\"command\":\"context\",\"game\":\"G\",\"data\":{\"message\":\"m\",\"silent\" : true }}");
    QCOMPARE(
        forwarding::silenced(
            "{\"command\":\"context\",\"game\":\"G\",\"data\":{\"message\":\"m\"}}"),
        "{\"command\":\"context\",\"game\":\"G\",\"data\":{\"message\":\"m\",\"silent\":true}}");
}

void tst_Forwarding::mapsAForce()
{
    const QByteArray text =
        "{\"command\":\"actions/force\",\"game\":\"Chess\",\"data\":{\"action_names\":[\"a\", "
        "\"gone\"],\"query\":\"Move\",\"priority\":\"urgent\",\"state\":null}}";
    QCOMPARE(forwarding::force(text, relayName, u"Chess"_s, {u"chess--a"_s, u"chess--b"_s}),
             "{\"command\":\"actions/force\",\"game\":\"Neuro "
             "Relay\",\"data\":{\"action_names\":[\"chess--a\",\"chess--b\"],\"query\":\"[Chess] "
             "Move\",\"priority\":\"urgent\",\"state\":null}}");
}

void tst_Forwarding::knowsTheMostThatAForceCanBecome_data()
{
    QTest::addColumn<QByteArray>("text");
    const QByteArray begin = R"({"command":"actions/force","game":"Chess","data":{)";
    QTest::newRow("plain") << begin + R"("query":"Move","action_names":["a"]}})";
    QTest::newRow("repeated") << begin + R"("query":"","query":"","action_names":[],)" +
                                     R"("action_names":[]},"game":"","data":{"action_names":[]}})";
    QTest::newRow("escaped") << begin + R"("qu\u0065ry":"","\u0061ction_names":[]},)" +
                                    R"("\u0067ame":"","d\u0061ta":{"\u0061ction_names":[]}})";
}

void tst_Forwarding::knowsTheMostThatAForceCanBecome()
{
    QFETCH(const QByteArray, text);
    const QStringList texts = {u"a"_s, QString(300, u'"'), QString(300, QChar(1)),
                               QString(300, QChar(0x4e2d)), QString(10'000, u'x')};
    for (const QString &one : texts) {
        for (const QStringList &names : {QStringList(), QStringList{one}, QStringList(20, one)}) {
            const qint64 most = forwarding::mostForceBytes(text, one, one, names);
            QVERIFY(forwarding::force(text, one, one, names).size() <= most);
        }
    }
    // It says something of those that are usual.
    if (QByteArrayView(QTest::currentDataTag()) == "plain") {
        QVERIFY(forwarding::mostForceBytes(text, relayName, u"Chess"_s, {u"chess--a"_s}) <
                text.size() + 600);
    }
}

void tst_Forwarding::putsAResultUnderItsId()
{
    QCOMPARE(forwarding::result("{\"command\":\"action:result\",\"game\":\"G\",\"data\":{\"id\":"
                                "\"a-1\",\"success\":true,\"message\":null}}",
                                relayName, u"up \"7\""_s),
             "{\"command\":\"action/result\",\"game\":\"Neuro Relay\",\"data\":{\"id\":\"up "
             "\\\"7\\\"\",\"success\":true,\"message\":null}}");
}

void tst_Forwarding::namesAnAction_data()
{
    QTest::addColumn<QByteArray>("source");
    QTest::addColumn<QString>("game");
    QTest::addColumn<QByteArray>("expected");
    QTest::newRow("schema untouched")
        << QByteArray("{\"schema\":{\"type\":\"object\",\"maximum\":1.50,\"a\":1},\"name\":"
                      "\"play\",\"x\":[],\"description\":\"Plays\"}")
        << u"Chess"_s
        << QByteArray("{\"schema\":{\"type\":\"object\",\"maximum\":1.50,\"a\":1},\"name\":\"chess-"
                      "-play\",\"x\":[],\"description\":\"[Chess] Plays\"}");
    QTest::newRow("not described")
        << QByteArray("{\"name\":\"play\",\"description\":\"Plays\"}") << QString()
        << QByteArray("{\"name\":\"chess--play\",\"description\":\"Plays\"}");
    QTest::newRow("without a description")
        << QByteArray("{\"name\":\"play\"}") << u"Chess"_s
        << QByteArray("{\"name\":\"chess--play\",\"description\":\"[Chess]\"}");
}

void tst_Forwarding::namesAnAction()
{
    QFETCH(const QByteArray, source);
    QFETCH(const QString, game);
    QFETCH(const QByteArray, expected);
    protocol::Action action;
    action.name = u"play"_s;
    action.source = source;
    QCOMPARE(forwarding::action(action, u"chess--play"_s, game), expected);
}

void tst_Forwarding::namesAnActionMadeHere()
{
    const protocol::Action action{u"play"_s, u"Plays"_s, "{\"type\":\"object\"}", {}};
    QCOMPARE(
        forwarding::action(action, u"g--play"_s, u"G"_s),
        "{\"name\":\"g--play\",\"description\":\"[G] Plays\",\"schema\":{\"type\":\"object\"}}");
}

void tst_Forwarding::joinsARegistration()
{
    QCOMPARE(forwarding::registration({"{\"name\":\"a\"}", "{\"name\":\"b\"}"}, relayName),
             "{\"command\":\"actions/register\",\"game\":\"Neuro "
             "Relay\",\"data\":{\"actions\":[{\"name\":\"a\"},{\"name\":\"b\"}]}}");
}

void tst_Forwarding::handsARequestDown()
{
    QCOMPARE(forwarding::request(
                 "{\"data\":{\"data\":\"{\\\"n\\\": "
                 "1.0}\",\"name\":\"g--play\",\"id\":\"7\",\"new\":true},\"command\":\"action\"}",
                 u"a-9"_s, u"play"_s),
             "{\"data\":{\"data\":\"{\\\"n\\\": "
             "1.0}\",\"name\":\"play\",\"id\":\"a-9\",\"new\":true},\"command\":\"action\"}");
}

void tst_Forwarding::changesEveryRepeatedMember()
{
    QCOMPARE(forwarding::context("{\"game\":\"a\",\"game\":\"b\",\"data\":{\"message\":\"1\"},"
                                 "\"data\":{\"message\":\"2\",\"message\":\"3\"}}",
                                 relayName, u"G"_s),
             "{\"game\":\"Neuro Relay\",\"game\":\"Neuro Relay\",\"data\":{\"message\":\"[G] "
             "1\"},\"data\":{\"message\":\"[G] 2\",\"message\":\"[G] 3\"}}");
}

QTEST_GUILESS_MAIN(tst_Forwarding)
#include "tst_forwarding.moc"
