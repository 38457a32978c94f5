// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "storage/sessionlogformat.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace neuro;
using protocol::DiagnosticKey;

namespace {

/// 2026-11-20T17:31:02.114208Z
constexpr relay::Instant now = {5'000'000, 1'795'195'862'114'208};
#define T R"("t":"2026-11-20T17:31:02.114208Z")"

protocol::Action action(const QString &name)
{
    protocol::Action out;
    out.name = name;
    return out;
}

relay::FrameEvent frame(const QByteArray &payload)
{
    relay::FrameEvent event;
    event.at = now;
    event.seq = 7;
    event.peer = 3;
    event.name = u"Buckshot \"Roulette\""_s;
    event.payload = payload;
    event.command = u"context"_s;
    return event;
}

relay::PeerEvent peer(relay::PeerEvent::State state)
{
    relay::PeerEvent event;
    event.at = now;
    event.peer = 3;
    event.state = state;
    event.name = u"Game"_s;
    event.address = u"127.0.0.1:51234"_s;
    return event;
}

relay::ForceEvent force(relay::ForceState state)
{
    relay::ForceEvent event;
    event.at = now;
    event.id = 12;
    event.peer = 3;
    event.name = u"Game"_s;
    event.state = state;
    event.request.priority = protocol::Priority::High;
    event.actions = {action(u"shoot"_s), action(u"wait"_s)};
    return event;
}

relay::ActionEvent actionEvent(relay::ActionState state)
{
    relay::ActionEvent event;
    event.at = now;
    event.id = u"a-1"_s;
    event.peer = 3;
    event.game = u"Game"_s;
    event.action = u"shoot"_s;
    event.state = state;
    return event;
}

QByteArray lineOf(const relay::RelayEvent &event,
                  const storage::SecretMask &mask = storage::SecretMask())
{
    QByteArray out;
    storage::appendLogLine(out, event, mask);
    return out;
}

} // namespace

class TestSessionLogFormat : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writesLines_data();
    void writesLines();
    void leavesOutOtherEvents_data();
    void leavesOutOtherEvents();
    void keepsTheTextOfAFrame_data();
    void keepsTheTextOfAFrame();
    void masksForeignText();
    void masksAcrossTheEscapes();
    void writesTheHeader();
    void writesDroppedLines();
    void writesTimes_data();
    void writesTimes();
    void writesTimesLikeQDateTime();
    void writesManyLines();
};

void TestSessionLogFormat::writesLines_data()
{
    QTest::addColumn<relay::RelayEvent>("event");
    QTest::addColumn<QByteArray>("line");
    const auto row = [](const char *name, const relay::RelayEvent &event, const QByteArray &line) {
        QTest::newRow(name) << event << line + '\n';
    };

    row("frame in", frame("{}"),
        R"({"kind":"frame","seq":7,)" T R"(,"dir":"in","door":"backend","peer":3,)"
        R"("name":"Buckshot \"Roulette\"","size":2,"text":"{}","command":"context",)"
        R"("verdict":"accepted","warnings":[]})");
    relay::FrameEvent out = frame("{}");
    out.direction = relay::Direction::Out;
    row("frame out", out,
        R"({"kind":"frame","seq":7,)" T R"(,"dir":"out","door":"backend","peer":3,)"
        R"("name":"Buckshot \"Roulette\"","size":2,"text":"{}"})");
    out.force = 12;
    out.actionId = u"a-1"_s;
    out.latency = 3'787'001;
    out.origin = 6;
    row("frame of a force", out,
        R"({"kind":"frame","seq":7,)" T R"(,"dir":"out","door":"backend","peer":3,)"
        R"("name":"Buckshot \"Roulette\"","size":2,"text":"{}","force":"12","id":"a-1",)"
        R"("ms":3787.001,"origin":6})");
    relay::FrameEvent hostile = frame("{}");
    hostile.direction = relay::Direction::Out;
    hostile.isHostile = true;
    row("hostile frame", hostile,
        R"({"kind":"frame","seq":7,)" T R"(,"dir":"out","door":"backend","peer":3,)"
        R"("name":"Buckshot \"Roulette\"","size":2,"text":"{}","bench":"hostile"})");
    relay::FrameEvent refused = frame("{}");
    refused.command.clear();
    refused.verdict = relay::Verdict::Refused;
    refused.refusal = protocol::Refusal{protocol::Reason::MissingField, u"data.message"_s, {}};
    refused.warnings = {{DiagnosticKey::GameEmpty, {}}, {DiagnosticKey::StartupMissing, {}}};
    row("frame refused", refused,
        R"({"kind":"frame","seq":7,)" T R"(,"dir":"in","door":"backend","peer":3,)"
        R"("name":"Buckshot \"Roulette\"","size":2,"text":"{}","command":"",)"
        R"("verdict":"refused","reason":"missing_field","path":"data.message",)"
        R"("warnings":["game/empty","startup/missing"]})");
    relay::FrameEvent binary = refused;
    binary.payload = QByteArray("\x00\xff\x10", 3);
    binary.binary = true;
    binary.refusal = protocol::Refusal{protocol::Reason::BinaryFrame, {}, {}};
    binary.warnings.clear();
    row("frame binary", binary,
        R"({"kind":"frame","seq":7,)" T R"(,"dir":"in","door":"backend","peer":3,)"
        R"("name":"Buckshot \"Roulette\"","size":3,"base64":"AP8Q","command":"",)"
        R"("verdict":"refused","reason":"binary_frame","path":"","warnings":[]})");

    row("peer connected", peer(relay::PeerEvent::State::Connected),
        R"({"kind":"peer",)" T R"(,"peer":3,"door":"backend","name":"Game","type":"game",)"
        R"("state":"connected","address":"127.0.0.1:51234"})");
    relay::PeerEvent registered = peer(relay::PeerEvent::State::Connected);
    registered.door = relay::Door::Intermediary;
    registered.role = relay::PeerRole::Integration;
    row("integration", registered,
        R"({"kind":"peer",)" T R"(,"peer":3,"door":"intermediary","name":"Game",)"
        R"("type":"integration","state":"connected","address":"127.0.0.1:51234"})");
    registered.role = relay::PeerRole::Watcher;
    row("watcher", registered,
        R"({"kind":"peer",)" T R"(,"peer":3,"door":"intermediary","name":"Game",)"
        R"("type":"watcher","state":"connected","address":"127.0.0.1:51234"})");
    relay::PeerEvent gone = peer(relay::PeerEvent::State::Disconnected);
    gone.closeCode = 1001;
    gone.reason = protocol::verbatim(u"going away"_s);
    row("peer disconnected", gone,
        R"({"kind":"peer",)" T R"(,"peer":3,"door":"backend","name":"Game","type":"game",)"
        R"("state":"disconnected","address":"127.0.0.1:51234","code":1001,"reason":"going away"})");

    relay::RegistryEvent registry;
    registry.at = now;
    registry.peer = 3;
    registry.name = u"Game"_s;
    row("registry empty", registry,
        R"({"kind":"registry",)" T R"(,"peer":3,"name":"Game","actions":[]})");
    registry.actions = {action(u"z"_s), action(u"a\n"_s)};
    row("registry", registry,
        R"({"kind":"registry",)" T R"(,"peer":3,"name":"Game","actions":["z","a\n"]})");

    row("force waiting", force(relay::ForceState::Waiting),
        R"({"kind":"force",)" T R"(,"id":"12","peer":3,"name":"Game","state":"waiting",)"
        R"("priority":"high","actions":["shoot","wait"]})");
    relay::ForceEvent asked = force(relay::ForceState::Asked);
    asked.decider = relay::Decider::Operator;
    asked.askedAt = 70;
    asked.deadline = 30'000'070;
    asked.lastFailure = u"no ammo"_s;
    row("force asked", asked,
        R"({"kind":"force",)" T R"(,"id":"12","peer":3,"name":"Game","state":"asked",)"
        R"("decider":"operator","priority":"high","actions":["shoot","wait"],)"
        R"("limit_ms":30000.000})");
    asked.deadline = 0;
    row("force asked without limit", asked,
        R"({"kind":"force",)" T R"(,"id":"12","peer":3,"name":"Game","state":"asked",)"
        R"("decider":"operator","priority":"high","actions":["shoot","wait"]})");
    relay::ForceEvent unlucky = force(relay::ForceState::Failed);
    unlucky.lastAction = u"shoot"_s;
    unlucky.lastFailure = u"no ammo"_s;
    row("force failed", unlucky,
        R"({"kind":"force",)" T R"(,"id":"12","peer":3,"name":"Game","state":"failed",)"
        R"("priority":"high","actions":["shoot","wait"],"action":"shoot","message":"no ammo"})");
    relay::ForceEvent succeeded = force(relay::ForceState::Succeeded);
    succeeded.decider = relay::Decider::Random;
    succeeded.lastAction = u"wait"_s;
    succeeded.duration = 1'234'567;
    row("force over", succeeded,
        R"({"kind":"force",)" T R"(,"id":"12","peer":3,"name":"Game","state":"succeeded",)"
        R"("decider":"random","priority":"high","actions":["shoot","wait"],"action":"wait",)"
        R"("ms":1234.567})");

    row("action sent", actionEvent(relay::ActionState::Sent),
        R"({"kind":"action",)" T R"(,"id":"a-1","peer":3,"name":"shoot","source":"operator",)"
        R"("state":"sent"})");
    relay::ActionEvent failed = actionEvent(relay::ActionState::Failed);
    failed.source = relay::ActionSource::First;
    failed.message = u"no ammo"_s;
    failed.duration = 5;
    row("action failed", failed,
        R"({"kind":"action",)" T R"(,"id":"a-1","peer":3,"name":"shoot","source":"first",)"
        R"("state":"failed","message":"no ammo","ms":0.005})");

    row("diagnostic",
        relay::DiagnosticEvent{now, 3, u"Game"_s, DiagnosticKey::ForceEmpty,
                               protocol::verbatim(u"no actions"_s), 9},
        R"({"kind":"diagnostic",)" T R"(,"peer":3,"key":"force/empty","severity":"error",)"
        R"("detail":"no actions","seq":9})");
    row("diagnostic without a frame",
        relay::DiagnosticEvent{now, 3, u"Game"_s, DiagnosticKey::StartupLate, {}, 0},
        R"({"kind":"diagnostic",)" T R"(,"peer":3,"key":"startup/late","severity":"info",)"
        R"("detail":""})");
    relay::OperatorEvent answer;
    answer.at = now;
    answer.command = 1;
    answer.what = u"answer_force"_s;
    answer.peer = 3;
    answer.force = 12;
    answer.detail = u"shoot {}"_s;
    row("operator", answer,
        R"({"kind":"operator",)" T
        R"(,"command":"answer_force","peer":3,"force":"12","detail":"shoot {}"})");
    relay::OperatorEvent impossible;
    impossible.at = now;
    impossible.what = u"hold_all"_s;
    impossible.error = protocol::verbatim(u"why"_s);
    row("operator's error", impossible,
        R"({"kind":"operator",)" T R"(,"command":"hold_all","error":"why"})");

    relay::TestBench bench;
    bench.toGamesMs = 500;
    bench.fromGamesMs = 10'000;
    bench.ignoreForces = true;
    bench.autoAnswer = relay::AutoAnswer{7, 250, 10};
    bench.hostile = relay::HostileNeuro{18'446'744'073'709'551'615U, 6, 0, 600};
    bench.likeNeuro = relay::LikeNeuro{3};
    row("test bench", relay::TestBenchEvent{now, bench, false},
        R"({"kind":"test_bench",)" T R"(,"state":"on","settings":["to_games 500",)"
        R"("from_games 10000","ignore_forces","auto_answer seed 7 delay 250 idle 10",)"
        R"("hostile seed 18446744073709551615 malformed 6 unknown 0 unregistered 600",)"
        R"("like_neuro seed 3"]})");
    row("test bench off", relay::TestBenchEvent{now, {}, true},
        R"({"kind":"test_bench",)" T R"(,"state":"off","settings":[],)"
        R"("reason":"upstream connected"})");
}

void TestSessionLogFormat::writesLines()
{
    QFETCH(relay::RelayEvent, event);
    const QByteArray line = lineOf(event);
    QTEST(line, "line");
    QVERIFY(storage::isLogged(event));
}

void TestSessionLogFormat::leavesOutOtherEvents_data()
{
    QTest::addColumn<relay::RelayEvent>("event");
    QTest::newRow("named") << relay::RelayEvent(peer(relay::PeerEvent::State::Named));
    QTest::newRow("transcript") << relay::RelayEvent(relay::TranscriptEvent());
    QTest::newRow("door") << relay::RelayEvent(relay::DoorEvent());
    QTest::newRow("admission") << relay::RelayEvent(relay::AdmissionEvent());
    QTest::newRow("settings") << relay::RelayEvent(relay::SettingsEvent());
    QTest::newRow("restriction") << relay::RelayEvent(relay::RestrictionEvent());
    QTest::newRow("shutdown") << relay::RelayEvent(relay::ShutdownEvent());
    QTest::newRow("snapshot") << relay::RelayEvent(relay::SnapshotEvent());
}

void TestSessionLogFormat::leavesOutOtherEvents()
{
    QFETCH(relay::RelayEvent, event);
    QCOMPARE(lineOf(event), QByteArray());
    QVERIFY(!storage::isLogged(event));
}

void TestSessionLogFormat::keepsTheTextOfAFrame_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("json") << R"({"b":1.0,"a":[1e2,"x\u00e9\n"],"a":"\\"})"_ba;
    QTest::newRow("not json") << "\t{oops\r\n\x01\x7f"_ba;
    QTest::newRow("other scripts") << QString(u"\u65e5\u672c\u8a9e \U0001F600"_s).toUtf8();
    QTest::newRow("nul") << QByteArray("a\0b", 3);
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("large") << QByteArray(1'000'000, '"');
}

void TestSessionLogFormat::keepsTheTextOfAFrame()
{
    QFETCH(QByteArray, text);
    const QByteArray line = lineOf(frame(text));
    QCOMPARE(line.count('\n'), 1);
    QVERIFY(line.endsWith('\n'));
    QJsonParseError error;
    const QJsonObject object = QJsonDocument::fromJson(line, &error).object();
    QCOMPARE(error.error, QJsonParseError::NoError);
    QCOMPARE(object[u"text"].toString().toUtf8(), text);
    QCOMPARE(object[u"size"].toInteger(), text.size());
}

void TestSessionLogFormat::masksForeignText()
{
    const storage::SecretMask mask({u"hunter22"_s}, {u"pin \\d+"_s});
    relay::FrameEvent event = frame(R"({"auth_token":"abc","x":"hunter22","y":"pin 1234"})");
    event.name = u"hunter22"_s;
    const QByteArray line = lineOf(event, mask);
    const QJsonObject object = QJsonDocument::fromJson(line).object();
    QCOMPARE(object[u"text"].toString(), uR"({"auth_token":"***","x":"***","y":"***"})"_s);
    QCOMPARE(object[u"name"].toString(), u"***"_s);
    QCOMPARE(object[u"size"].toInteger(), event.payload.size());

    event.payload = "\xff hunter22";
    event.binary = true;
    const QString base64 =
        QJsonDocument::fromJson(lineOf(event, mask)).object()[u"base64"].toString();
    QCOMPARE(QByteArray::fromBase64(base64.toLatin1()), "\xff ***"_ba);

    relay::PeerEvent gone = peer(relay::PeerEvent::State::Disconnected);
    gone.reason = protocol::verbatim(u"bad ?token=abc"_s);
    QVERIFY(lineOf(gone, mask).contains(R"("reason":"bad ?token=***")"));
}

void TestSessionLogFormat::masksAcrossTheEscapes()
{
    const storage::SecretMask mask({u"pass\"word"_s}, {});
    const QByteArray line = lineOf(frame(R"({"a":"pass\"word"})"), mask);
    QCOMPARE(QJsonDocument::fromJson(line).object()[u"text"].toString(), uR"({"a":"***"})"_s);
}

void TestSessionLogFormat::writesTheHeader()
{
    const QByteArray line = storage::sessionHeaderLine(
        now.wall, QJsonObject{{u"relay"_s, QJsonObject{{u"name"_s, u"x"_s}}}});
    QVERIFY(line.startsWith(R"({"kind":"session","format":1,"program":"neuro-relay","version":")"));
    QVERIFY(line.endsWith(
        R"(","started":"2026-11-20T17:31:02.114208Z","config":{"relay":{"name":"x"}}})"
        "\n"));
    QVERIFY(!QJsonDocument::fromJson(line).object()[u"version"].toString().isEmpty());
}

void TestSessionLogFormat::writesDroppedLines()
{
    QByteArray line;
    storage::appendDroppedLine(line, now.wall, 42, u"disk \"full\""_s);
    QCOMPARE(line, "{\"kind\":\"dropped\"," T ",\"count\":42,\"why\":\"disk \\\"full\\\"\"}\n"_ba);
}

void TestSessionLogFormat::writesTimes_data()
{
    QTest::addColumn<qint64>("micros");
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("epoch") << qint64(0) << "1970-01-01T00:00:00.000000Z"_ba;
    QTest::newRow("before") << qint64(-1) << "1969-12-31T23:59:59.999999Z"_ba;
    QTest::newRow("earliest") << std::numeric_limits<qint64>::min()
                              << "0000-01-01T00:00:00.000000Z"_ba;
    QTest::newRow("latest") << std::numeric_limits<qint64>::max()
                            << "9999-12-31T23:59:59.999999Z"_ba;
    QTest::newRow("leap day") << qint64(1'709'164'800) * 1'000'000
                              << "2024-02-29T00:00:00.000000Z"_ba;
}

void TestSessionLogFormat::writesTimes()
{
    QFETCH(qint64, micros);
    QByteArray out;
    storage::appendIsoTime(out, micros);
    QTEST(out, "text");
}

void TestSessionLogFormat::writesTimesLikeQDateTime()
{
    // Steps of 11 days and odd seconds, through leap years and centuries.
    const qint64 step = qint64(11) * 86'400'000 + 3'723'004;
    for (qint64 ms = -30'000'000'000'000; ms < 100'000'000'000'000; ms += step * 50) {
        QByteArray out;
        storage::appendIsoTime(out, ms * 1000 + 7);
        const QString expected = QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC)
                                     .toString(u"yyyy-MM-dd'T'HH:mm:ss.zzz'007Z'"_s);
        QCOMPARE(QString::fromLatin1(out), expected);
    }
}

void TestSessionLogFormat::writesManyLines()
{
    relay::FrameEvent event = frame(
        R"({"command":"context","game":"Buckshot Roulette","data":{"message":"The dealer looks at )"
        R"(you across the table and slowly loads two live rounds and one blank into the gun.",)"
        R"("silent":true}})"_ba);
    const relay::RelayEvent value = event;
    const storage::SecretMask mask({u"0123456789abcdefghijklmnopqrstuv"_s}, {});
    QByteArray out;
    QBENCHMARK
    {
        out.resize(0);
        for (int i = 0; i < 1000; ++i)
            storage::appendLogLine(out, value, mask);
    }
    QCOMPARE(out.count('\n'), 1000);
}

QTEST_GUILESS_MAIN(TestSessionLogFormat)
#include "tst_sessionlogformat.moc"
