// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "protocol/watchermessage.h"

#include <QTest>

using namespace neuro::protocol;
using namespace Qt::StringLiterals;

namespace {

template <typename Message>
Message decoded(const QByteArray &text)
{
    const auto message = decodeWatcherMessage(text);
    return message && std::holds_alternative<Message>(*message) ? std::get<Message>(*message)
                                                                : Message();
}

} // namespace

class TestWatcherMessage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void commandsKeepTheirText();
    void directMessagesKeepTheirText();
    void orders();
    void choices();
    void snapshots();
    void words();
    void refusals_data();
    void refusals();
    void nestingIsLimited();
    void results();
};

void TestWatcherMessage::commandsKeepTheirText()
{
    const auto message =
        decoded<TargetCommand>(R"({"target":"Spotify","cmd":{"z": 1.0,"a":1E400}})");
    QCOMPARE(message.target, u"Spotify"_s);
    QCOMPARE(message.command, R"({"z": 1.0,"a":1E400})"_ba);
    QCOMPARE(commandFromWatcher(u"ui \"1\""_s, message.command),
             R"({"from_watcher":"ui \"1\"","cmd":{"z": 1.0,"a":1E400}})"_ba);
}

void TestWatcherMessage::directMessagesKeepTheirText()
{
    const auto message = decoded<DirectToNeuro>(
        R"({"direct_to_neuro":true,"payload":{"game":"x","command":"context"}})");
    QCOMPARE(message.payload, R"({"game":"x","command":"context"})"_ba);
}

void TestWatcherMessage::orders()
{
    const auto withObject = decoded<ActionOrder>(
        R"({"send_action":{"game":"Chess","name":"move","data":{"to": "e4"},"unchecked":true}})");
    QCOMPARE(withObject.game, u"Chess"_s);
    QCOMPARE(withObject.action, u"move"_s);
    QCOMPARE(*withObject.data, R"({"to": "e4"})"_ba);
    QVERIFY(withObject.unchecked);
    const auto withString = decoded<ActionOrder>(
        R"({"send_action":{"game":"Chess","name":"move","data":"{\"to\":\"e4\"}"}})");
    QCOMPARE(*withString.data, R"({"to":"e4"})"_ba);
    QVERIFY(!withString.unchecked);
    const auto without = decoded<ActionOrder>(
        R"({"unchecked":true,"send_action":{"game":"Chess","name":"move","data":null}})");
    QVERIFY(!without.data);
    QVERIFY(without.unchecked);
}

void TestWatcherMessage::choices()
{
    const auto named = decoded<ForceChoice>(
        R"({"choice":{"request_id":"a-f1","selected":"move","data":{"to":"e4"}}})");
    QCOMPARE(*named.requestId, u"a-f1"_s);
    QCOMPARE(named.selected, u"move"_s);
    QCOMPARE(*named.data, R"({"to":"e4"})"_ba);
    const auto bare = decoded<ForceChoice>(R"({"choice":{"selected":"move"}})");
    QVERIFY(!bare.requestId);
    QVERIFY(!bare.data);
}

void TestWatcherMessage::snapshots()
{
    const auto message = decodeWatcherMessage(R"({"snapshot":true})");
    QVERIFY(message);
    QVERIFY(std::holds_alternative<SnapshotRequest>(*message));
    QCOMPARE(wordOf(*message), u"snapshot"_s);
}

void TestWatcherMessage::words()
{
    QCOMPARE(wordOf(TargetCommand{}), u"target"_s);
    QCOMPARE(wordOf(DirectToNeuro{}), u"direct_to_neuro"_s);
    QCOMPARE(wordOf(ActionOrder{}), u"send_action"_s);
    QCOMPARE(wordOf(ForceChoice{}), u"choice"_s);
}

void TestWatcherMessage::refusals_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("reason");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QByteArray>("answer");
    const QByteArray notJson = R"({"error":"watcher messages must be JSON"})";
    const QByteArray badTarget = R"({"error":"invalid target/cmd"})";
    QTest::addRow("text") << "hi"_ba << u"invalid_json"_s << QString() << notJson;
    QTest::addRow("empty") << QByteArray() << u"invalid_json"_s << QString() << notJson;
    QTest::addRow("array") << "[1]"_ba << u"wrong_type"_s << QString() << notJson;
    QTest::addRow("no cmd") << R"({"target":"a"})"_ba << u"missing_field"_s << u"cmd"_s
                            << badTarget;
    QTest::addRow("no target") << R"({"cmd":{}})"_ba << u"missing_field"_s << u"target"_s
                               << badTarget;
    QTest::addRow("cmd is text") << R"({"target":"a","cmd":"play"})"_ba << u"wrong_type"_s
                                 << u"cmd"_s << badTarget;
    QTest::addRow("target is a number")
        << R"({"target":1,"cmd":{}})"_ba << u"wrong_type"_s << u"target"_s << badTarget;
    QTest::addRow("nothing known")
        << R"({"snapshot":false})"_ba << u"unknown_command"_s << QString()
        << R"({"error":"invalid target/cmd","detail":"a watcher sends target and cmd, direct_to_neuro, snapshot, send_action or choice"})"_ba;
    QTest::addRow("payload is text")
        << R"({"direct_to_neuro":true,"payload":"x"})"_ba << u"wrong_type"_s << u"payload"_s
        << R"({"error":"\"payload\" must be an object, not a string"})"_ba;
    QTest::addRow("no payload") << R"({"direct_to_neuro":true})"_ba << u"missing_field"_s
                                << u"payload"_s
                                << R"({"error":"\"payload\" is missing; it must be an object"})"_ba;
    QTest::addRow("order is a list")
        << R"({"send_action":[]})"_ba << u"wrong_type"_s << u"send_action"_s
        << R"({"error":"\"send_action\" must be an object, not an array"})"_ba;
    QTest::addRow("order without a game")
        << R"({"send_action":{"name":"x"}})"_ba << u"missing_field"_s << u"send_action.game"_s
        << R"({"error":"\"send_action.game\" is missing; it must be a string"})"_ba;
    QTest::addRow("order with a list as data")
        << R"({"send_action":{"game":"g","name":"x","data":[1]}})"_ba << u"wrong_type"_s
        << u"send_action.data"_s
        << R"({"error":"\"send_action.data\" must be an object or a string of JSON, not an array"})"_ba;
    QTest::addRow("choice is text")
        << R"({"choice":"move"})"_ba << u"wrong_type"_s << u"choice"_s
        << R"({"error":"\"choice\" must be an object, not a string"})"_ba;
    QTest::addRow("choice of nothing")
        << R"({"choice":{"request_id":"a"}})"_ba << u"missing_field"_s << u"choice.selected"_s
        << R"({"error":"\"choice.selected\" is missing; it must be a string"})"_ba;
    QTest::addRow("choice of a number")
        << R"({"choice":{"selected":1}})"_ba << u"wrong_type"_s << u"choice.selected"_s
        << R"({"error":"\"choice.selected\" must be a string, not a number"})"_ba;
    QTest::addRow("id is a number")
        << R"({"choice":{"request_id":1,"selected":"a"}})"_ba << u"wrong_type"_s
        << u"choice.request_id"_s
        << R"({"error":"\"choice.request_id\" must be a string, not a number"})"_ba;
}

void TestWatcherMessage::refusals()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, reason);
    QFETCH(QString, path);
    QFETCH(QByteArray, answer);
    const auto message = decodeWatcherMessage(text);
    QVERIFY(!message);
    QCOMPARE(reasonName(message.error().refusal.reason), reason);
    QCOMPARE(message.error().refusal.path, path);
    QVERIFY(!message.error().refusal.detail.isEmpty());
    QCOMPARE(message.error().answer, answer);
}

void TestWatcherMessage::nestingIsLimited()
{
    Limits limits;
    limits.nesting = 3;
    QVERIFY(decodeWatcherMessage(R"({"target":"a","cmd":{"b":[]}})", limits));
    QVERIFY(!decodeWatcherMessage(R"({"target":"a","cmd":{"b":[[]]}})", limits));
}

void TestWatcherMessage::results()
{
    QCOMPARE(actionResultEvent(u"a-1"_s, false, u"no \"way\""_s),
             R"({"event":"action_result","id":"a-1","success":false,"message":"no \"way\""})"_ba);
}

QTEST_GUILESS_MAIN(TestWatcherMessage)
#include "tst_watchermessage.moc"
