// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "models/framesummary.h"

#include "models/events.h"
#include "models/frametext.h"
#include "models/oneline.h"
#include "models/tooltip.h"

#include <QLocale>
#include <QObject>
#include <QTest>

using namespace neuro;
using namespace neuro::tests;
using models::summaryOf;
using protocol::Reason;

class TestFrameSummary : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(u"en_US"_s)); }
    void command_data();
    void command();
    void refusal_data();
    void refusal();
    void binary();
    void isShort_data();
    void isShort();
    void longQueryLeavesRoomForTheChoice();
    void hugeMessageIsNotParsed();
    void success();
    void oneLine_data();
    void oneLine();
    void milliseconds();
    void remarks();
    void toolTipIsNoRichText();
};

void TestFrameSummary::command_data()
{
    QTest::addColumn<QString>("command");
    QTest::addColumn<QByteArray>("data");
    QTest::addColumn<QString>("summary");
    const auto row = [](const char *title, const char *command, const char *data,
                        const QString &summary) {
        QTest::newRow(title) << QString::fromLatin1(command) << QByteArray(data) << summary;
    };
    row("startup", "startup", "", QString());
    row("acknowledgement", "startup",
        R"({"session":{"sessionId":"1","characterId":"neuro","displayName":"Neuro-sama"}})",
        u"Neuro-sama"_s);
    row("context", "context", R"({"message":"  The dealer\n\n\tpicked up. ","silent":true})",
        u"The dealer picked up."_s);
    row("register", "actions/register",
        R"({"actions":[{"name":"shoot"},{"name":"use_item","schema":{}},{"name":3},{"name":"look_around"}]})",
        u"shoot, use_item, look_around"_s);
    row("unregister", "actions/unregister", R"({"action_names":["shoot","use_item"]})",
        u"shoot, use_item"_s);
    row("force", "actions/force",
        R"({"state":"x","query":"It is your turn.","action_names":["shoot","use_item"]})",
        u"It is your turn.  shoot | use_item"_s);
    row("force for nothing", "actions/force", R"({"query":"Well?","action_names":[]})", u"Well?"_s);
    row("action", "action", R"({"id":"1","name":"use_item","data":"{\"item\":\"beer\"}"})",
        u"use_item {\"item\":\"beer\"}"_s);
    row("action without data", "action", R"({"id":"1","name":"look_around"})", u"look_around"_s);
    row("result", "action/result", R"({"id":"1","success":true,"message":"You drank."})",
        u"ok — You drank."_s);
    row("failed result", "action/result", R"({"id":"1","success":false,"message":"No beer."})",
        u"failed — No beer."_s);
    row("result without message", "action/result", R"({"id":"1","success":true,"message":null})",
        u"ok"_s);
    row("misspelt result", "action:result", R"({"id":"1","success":false})", u"failed"_s);
    row("reregister", "actions/reregister_all", "", u"register every action again"_s);
    row("ready", "shutdown/ready", "", u"may be closed"_s);
    row("graceful", "shutdown/graceful", R"({"wants_shutdown":true})", u"stop at a good moment"_s);
    row("cancelled", "shutdown/graceful", R"({"wants_shutdown":false})",
        u"no need to stop any more"_s);
    row("immediate", "shutdown/immediate", "", u"stop now"_s);
    row("speech", "speech_finished", R"({"isFinal":true})", u"finished"_s);
    row("cut speech", "speech_finished", R"({"isFinal":true,"cancelled":true,"reason":"hush"})",
        u"cancelled — hush"_s);
    row("voice", "voice/unavailable", R"({"reason":"no voice here"})", u"no voice here"_s);
    row("unknown", "future/thing", R"({"b": 1,  "a": 1.50})", u"{\"b\": 1, \"a\": 1.50}"_s);
}

void TestFrameSummary::command()
{
    QFETCH(QString, command);
    QFETCH(QByteArray, data);
    QTEST(summaryOf(frame(command, data)), "summary");
}

void TestFrameSummary::refusal_data()
{
    QTest::addColumn<Reason>("reason");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("detail");
    QTest::addColumn<QString>("summary");
    QTest::newRow("missing") << Reason::MissingField << u"data.query"_s
                             << u"\"data.query\" is missing; it must be a string"_s
                             << u"refused: data.query is missing"_s;
    QTest::newRow("type") << Reason::WrongType << u"data.query"_s
                          << u"\"data.query\" must be a string, not a number"_s
                          << u"refused: \"data.query\" must be a string, not a number"_s;
    QTest::newRow("no detail") << Reason::InvalidJson << QString() << QString()
                               << u"refused: not JSON"_s;
    QTest::newRow("path only") << Reason::WrongType << u"data"_s << QString()
                               << u"refused: data has the wrong type"_s;
}

void TestFrameSummary::refusal()
{
    QFETCH(Reason, reason);
    QFETCH(QString, path);
    QFETCH(QString, detail);
    QTEST(summaryOf(refused(frame(u"actions/force"_s), {reason, path, protocol::verbatim(detail)})),
          "summary");
}

void TestFrameSummary::binary()
{
    relay::FrameEvent event;
    event.binary = true;
    event.payload = QByteArray(123, '\xff');
    QCOMPARE(summaryOf(event), u"123 bytes"_s);
    event.payload = "\x01";
    QCOMPARE(summaryOf(event), u"1 byte"_s);
    QCOMPARE(
        summaryOf(refused(event, {Reason::BinaryFrame, {}, protocol::verbatim(u"text only"_s)})),
        u"refused: binary, 1 byte"_s);
}

void TestFrameSummary::isShort_data()
{
    QTest::addColumn<relay::FrameEvent>("event");
    const QByteArray text(100'000, 'x');
    QByteArray names;
    for (int i = 0; i < 2000; ++i)
        names += "\"action_" + QByteArray::number(i) + "\",";
    names.chop(1);
    QTest::newRow("context") << frame(u"context"_s, "{\"message\":\"" + text + "\"}");
    QTest::newRow("result") << frame(u"action/result"_s,
                                     "{\"success\":true,\"message\":\"" + text + "\"}");
    QTest::newRow("names") << frame(u"actions/unregister"_s, "{\"action_names\":[" + names + "]}");
    QTest::newRow("force") << frame(u"actions/force"_s, "{\"query\":\"" + text +
                                                            "\",\"action_names\":[" + names + "]}");
    QTest::newRow("refused") << refused(
        frame(u"context"_s), {Reason::TooLarge, {}, protocol::verbatim(QString::fromLatin1(text))});
    relay::FrameEvent broken = frame(u"context"_s);
    broken.payload = text;
    QTest::newRow("not JSON") << broken;
}

void TestFrameSummary::isShort()
{
    QFETCH(relay::FrameEvent, event);
    const QString summary = summaryOf(event);
    QVERIFY(summary.size() <= models::summaryLength);
    QVERIFY(summary.size() > models::summaryLength / 2);
    QVERIFY(summary.endsWith(u'…'));
}

void TestFrameSummary::longQueryLeavesRoomForTheChoice()
{
    const QByteArray query(1000, 'q');
    const QString summary = summaryOf(frame(
        u"actions/force"_s, "{\"query\":\"" + query + R"(","action_names":["left","right"]})"));
    QCOMPARE(summary.size(), models::summaryLength);
    QVERIFY(summary.endsWith(u"q…  left | right"_s));
}

void TestFrameSummary::hugeMessageIsNotParsed()
{
    const QByteArray text(models::summaryParseLimit, 'x');
    const QString summary = summaryOf(frame(u"context"_s, "{\"message\":\"" + text + "\"}"));
    QVERIFY(summary.startsWith(u"{\"command\":\"context\",\"data\":{\"message\":\"xxx"_s));
    QCOMPARE(summary.size(), models::summaryLength);
}

void TestFrameSummary::success()
{
    const auto result = [](const QByteArray &data) {
        return models::resultSuccess(frame(u"action/result"_s, data));
    };
    QCOMPARE(result(R"({"success":true})"), std::optional(true));
    QCOMPARE(result(R"({"success":false})"), std::optional(false));
    QCOMPARE(result(R"({"success":1})"), std::nullopt);
    QCOMPARE(models::resultSuccess(frame(u"context"_s, R"({"success":true})")), std::nullopt);
    QCOMPARE(models::resultSuccess(refused(frame(u"action/result"_s, R"({"success":true})"), {})),
             std::nullopt);
}

void TestFrameSummary::oneLine_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("line");
    QTest::newRow("empty") << QString() << QString();
    QTest::newRow("blank") << u" \n\t "_s << QString();
    QTest::newRow("fits") << u"1234567890"_s << u"1234567890"_s;
    QTest::newRow("too long") << u"12345678901"_s << u"123456789…"_s;
    QTest::newRow("space at the cut") << u"1234567890 "_s << u"1234567890"_s;
    QTest::newRow("controls") << u"a\u0000b\u001b[31mc"_s << u"a b [31mc"_s;
    QTest::newRow("direction marks") << u"a\u202Ecba\u2066d"_s << u"acbad"_s;
    QTest::newRow("pairs stay whole") << u"12345678😀😀"_s << u"12345678…"_s;
}

void TestFrameSummary::oneLine()
{
    QFETCH(QString, text);
    QFETCH(QString, line);
    QCOMPARE(models::oneLine(QStringView(text), 10), line);
    QCOMPARE(models::oneLine(QByteArrayView(text.toUtf8()), 10), line);
}

void TestFrameSummary::milliseconds()
{
    QCOMPARE(models::millisecondsText(0), u"0.0"_s);
    QCOMPARE(models::millisecondsText(400), u"0.4"_s);
    QCOMPARE(models::millisecondsText(9'949), u"9.9"_s);
    QCOMPARE(models::millisecondsText(9'990), u"10"_s);
    QCOMPARE(models::millisecondsText(98'200), u"98"_s);
    QCOMPARE(models::millisecondsText(3'787'415), u"3,787"_s);
}

void TestFrameSummary::remarks()
{
    using protocol::DiagnosticKey;
    relay::FrameEvent event = frame(u"actions/register"_s);
    QCOMPARE(models::remarksText(event), QString());
    event.refusal = {Reason::WrongType, u"data.actions[1].name"_s,
                     protocol::verbatim(u"must be a string"_s)};
    event.warnings = {
        {DiagnosticKey::ActionNameStyle, protocol::verbatim(u"data.actions[0].name"_s)},
        {DiagnosticKey::ContextJson, {}}};
    QCOMPARE(models::remarksText(event), u"Refused at data.actions[1].name: must be a string\n"
                                         u"Warning: action/name_style — data.actions[0].name\n"
                                         u"Note: context/json"_s);
    event = outgoing(frame(u"action"_s));
    event.isHostile = true;
    QCOMPARE(models::remarksText(event), u"Sent by the hostile Neuro of the test bench"_s);
}

void TestFrameSummary::toolTipIsNoRichText()
{
    QCOMPARE(models::plainToolTip({}), QString());
    const QString tip = models::plainToolTip(u"<img src=\"file:///etc/passwd\">"_s);
    QVERIFY(!tip.contains(u"<img"_s));
    QVERIFY(tip.contains(u"&lt;img"_s));
    QVERIFY(models::plainToolTip(QString(1'000'000, u'x')).size() < 2 * models::toolTipLength);
}

QTEST_APPLESS_MAIN(TestFrameSummary)
#include "tst_framesummary.moc"
