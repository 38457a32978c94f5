// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "storage/sessionlogreader.h"

#include "storage/sessionlogformat.h"

#include <QBuffer>
#include <QJsonObject>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace neuro;
using protocol::DiagnosticKey;
using storage::SessionLogReader;
using Step = storage::SessionLogReader::Step;

namespace {

/// 2026-11-20T17:31:02.114208Z; the log knows no steady clock.
constexpr relay::Instant now = {0, 1'795'195'862'114'208};

QByteArray lineOf(const relay::RelayEvent &event)
{
    QByteArray line;
    storage::appendLogLine(line, event, storage::SecretMask());
    return line;
}

relay::FrameEvent frame(const QByteArray &payload)
{
    relay::FrameEvent event;
    event.at = now;
    event.seq = 7;
    event.peer = 3;
    event.name = u"Buckshot \"Roulette\" \u65e5"_s;
    event.payload = payload;
    event.command = u"context"_s;
    return event;
}

/// Back to what the recorder takes; nothing for what is no event.
struct ToEvent
{
    std::optional<relay::RelayEvent> operator()(const storage::RecordedFrame &entry) const
    {
        return relay::RelayEvent(entry.event);
    }
    std::optional<relay::RelayEvent> operator()(const storage::SessionHeader &) const { return {}; }
    std::optional<relay::RelayEvent> operator()(const storage::DroppedLines &) const { return {}; }
    std::optional<relay::RelayEvent> operator()(const storage::UnknownLine &) const { return {}; }
    template <typename Event>
    std::optional<relay::RelayEvent> operator()(const Event &event) const
    {
        return relay::RelayEvent(event);
    }
};

/// The steps of reading a whole log, a line each: "1 frame", "2 problem: …", "end".
QStringList stepsOf(const QByteArray &log)
{
    static constexpr std::array kinds = {"session",    "frame",        "peer",       "registry",
                                         "force",      "action",       "diagnostic", "operator",
                                         "upstream",   "registration", "outbox",     "health",
                                         "test_bench", "dropped",      "unknown"};
    static_assert(kinds.size() == std::variant_size_v<storage::SessionEntry>);
    QBuffer buffer;
    buffer.setData(log);
    buffer.open(QIODevice::ReadOnly);
    SessionLogReader reader(buffer);
    QStringList steps;
    for (;;) {
        switch (reader.next()) {
        case Step::Line:
            steps += u"%1 %2"_s.arg(reader.line().number)
                         .arg(QLatin1StringView(kinds.at(reader.line().entry.index())));
            break;
        case Step::Problem:
            steps += u"%1 problem: %2"_s.arg(reader.problem().number)
                         .arg(reader.problem().detail.english());
            break;
        case Step::Skipped:
            steps += u"skipped"_s;
            break;
        case Step::Failed:
            return steps << u"failed"_s;
        case Step::End:
            return steps << u"end"_s;
        }
    }
}

const QByteArray goodFrame =
    R"({"kind":"frame","seq":1,"t":"2026-11-20T17:31:02Z","dir":"in","door":"backend","peer":1,)"
    R"("name":"G","size":2,"text":"{}","command":"","verdict":"accepted","warnings":[]})";

/// A frame line with one thing in it replaced.
QByteArray with(const QByteArray &before, const QByteArray &after)
{
    QByteArray line = goodFrame;
    return line.replace(before, after);
}

} // namespace

class TestSessionLogReader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void passesOverAByteOrderMark();
    void readsBackWhatIsWritten_data();
    void readsBackWhatIsWritten();
    void readsFrames();
    void tellsTheCommandOfSentFrames_data();
    void tellsTheCommandOfSentFrames();
    void readsTheHeader();
    void readsDroppedLines();
    void goesOnAfterWhatIsDamaged_data();
    void goesOnAfterWhatIsDamaged();
    void passesOverWhatItDoesNotKnow();
    void givesPlaces();
    void readsLongLinesInPieces();
    void refusesLinesThatAreTooLong();
    void stopsWhereItIsTold();
    void tellsOfADeviceThatFails();
    void readsTimes_data();
    void readsTimes();
};

void TestSessionLogReader::passesOverAByteOrderMark()
{
    const QByteArray mark = "\xef\xbb\xbf";
    QBuffer buffer;
    buffer.setData(mark + goodFrame + '\n' + goodFrame + '\n');
    buffer.open(QIODevice::ReadOnly);
    SessionLogReader reader(buffer);
    QCOMPARE(reader.next(), Step::Line);
    QCOMPARE(reader.line().text, goodFrame);
    // Where the text stands: it is read again from there.
    QCOMPARE(reader.line().offset, 3);
    QCOMPARE(reader.next(), Step::Line);
    QCOMPARE(reader.line().offset, 3 + goodFrame.size() + 1);
    QCOMPARE(stepsOf(mark), QStringList{u"end"_s});
    // In front only.
    QCOMPARE(stepsOf(goodFrame + '\n' + mark + goodFrame + '\n'),
             QStringList({u"1 frame"_s, u"2 problem: is not JSON, at byte 1: a value is expected"_s,
                          u"end"_s}));
}

void TestSessionLogReader::readsBackWhatIsWritten_data()
{
    QTest::addColumn<relay::RelayEvent>("event");
    const auto row = [](const char *name, const relay::RelayEvent &event) {
        QTest::newRow(name) << event;
    };
    row("frame", frame(R"({"a":"\u00e9\n"})"));
    row("frame of no JSON", frame("\t{oops\r\n\x01\x7f"));
    relay::FrameEvent refused = frame("{}");
    refused.verdict = relay::Verdict::Refused;
    refused.refusal = protocol::Refusal{protocol::Reason::MissingField, u"data.message"_s, {}};
    refused.warnings = {{DiagnosticKey::GameEmpty, {}}, {DiagnosticKey::ContextJson, {}}};
    row("frame refused", refused);
    relay::FrameEvent binary = refused;
    binary.payload = QByteArray("\x00\xff\x10", 3);
    binary.binary = true;
    row("frame binary", binary);
    relay::FrameEvent out = frame(R"({"command":"action","data":{"id":"x-1"}})");
    out.direction = relay::Direction::Out;
    out.command = u"action"_s;
    out.force = 12;
    out.actionId = u"x-1"_s;
    out.latency = 1'234'567;
    out.origin = 5;
    out.isHostile = true;
    row("frame out", out);

    relay::TestBench bench;
    row("test bench off", relay::TestBenchEvent{now, bench, true});
    bench.toGamesMs = 1;
    bench.fromGamesMs = 10'000;
    bench.ignoreForces = true;
    bench.autoAnswer = relay::AutoAnswer{18'446'744'073'709'551'615U, 0, 100};
    bench.hostile = relay::HostileNeuro{0, 1, 2, 3};
    bench.likeNeuro = relay::LikeNeuro{4};
    row("test bench", relay::TestBenchEvent{now, bench, false});

    relay::PeerEvent peer;
    peer.at = now;
    peer.peer = 3;
    peer.door = relay::Door::Upstream;
    peer.address = u"127.0.0.1:51234"_s;
    row("peer connected", peer);
    peer.state = relay::PeerEvent::State::Disconnected;
    peer.name = u"Game"_s;
    peer.closeCode = 1001;
    peer.reason = protocol::verbatim(u"going away"_s);
    row("peer disconnected", peer);

    relay::RegistryEvent registry;
    registry.at = now;
    registry.peer = 3;
    registry.name = u"Game"_s;
    row("registry empty", registry);
    registry.actions.resize(2);
    registry.actions[0].name = u"z"_s;
    registry.actions[1].name = u"a\n"_s;
    row("registry", registry);

    relay::ForceEvent force;
    force.at = now;
    force.id = 12;
    force.peer = 3;
    force.name = u"Game"_s;
    force.request.priority = protocol::Priority::High;
    force.actions = registry.actions;
    row("force waiting", force);
    force.state = relay::ForceState::Asked;
    force.askedAt = 70;
    force.deadline = 30'000'070;
    row("force asked", force);
    force.state = relay::ForceState::Failed;
    force.lastFailure = u"no ammo"_s;
    row("force failed", force);
    force.state = relay::ForceState::Timeout;
    force.decider = relay::Decider::Random;
    force.lastAction = u"z"_s;
    force.duration = 12'345'678'901;
    row("force over", force);

    relay::ActionEvent action;
    action.at = now;
    action.id = u"a-1"_s;
    action.peer = 3;
    action.action = u"shoot"_s;
    row("action sent", action);
    action.upstreamId = u"up-1"_s;
    action.source = relay::ActionSource::First;
    action.state = relay::ActionState::Lost;
    action.message = u"no ammo"_s;
    action.duration = 0;
    row("action lost", action);

    for (const protocol::DiagnosticInfo &info : protocol::diagnosticTable)
        row(info.name,
            relay::DiagnosticEvent{now, 3, {}, info.key, protocol::verbatim(u"why"_s), 9});
    row("diagnostic without a frame",
        relay::DiagnosticEvent{now, 3, {}, DiagnosticKey::StartupLate, {}, 0});

    relay::OperatorEvent answer;
    answer.at = now;
    answer.what = u"answer_force"_s;
    row("operator", answer);
    answer.peer = 3;
    answer.force = 12;
    answer.detail = u"shoot {}"_s;
    answer.error = protocol::verbatim(u"it is over"_s);
    row("operator's error", answer);

    relay::UpstreamEvent upstream;
    upstream.at = now;
    row("upstream off", upstream);
    upstream.state = relay::UpstreamEvent::State::Connected;
    upstream.url = u"ws://127.0.0.1:8000"_s;
    upstream.problem = protocol::verbatim(u"it hung up"_s);
    upstream.readsSlowly = true;
    upstream.waiting = 512;
    upstream.waitingBytes = 100'000;
    row("upstream slow", upstream);

    relay::RegistrationRefusedEvent registration;
    registration.at = now;
    registration.address = u"192.168.1.7"_s;
    row("registration", registration);
    registration.reason = relay::RegistrationRefusedEvent::Reason::TooLate;
    registration.type = u"integration"_s;
    registration.name = u"Spotify"_s;
    row("registration with a name", registration);

    relay::OutboxEvent outbox;
    outbox.at = now;
    outbox.destination = u"integration:Spotify"_s;
    row("outbox queued", outbox);
    outbox.state = relay::OutboxEvent::State::Dropped;
    outbox.count = 4;
    outbox.pending = 9;
    outbox.why = protocol::verbatim(u"too old"_s);
    row("outbox dropped", outbox);
    relay::OutboxHealthEvent health;
    health.at = now;
    health.problem = protocol::verbatim(u"the disk is full"_s);
    health.pending = 3;
    row("outbox failed", health);
}

void TestSessionLogReader::readsBackWhatIsWritten()
{
    QFETCH(relay::RelayEvent, event);
    const QByteArray line = lineOf(event);
    const auto entry = storage::readSessionEntry(line);
    QVERIFY2(entry.hasValue(), qPrintable(entry ? QString() : entry.error().english()));
    const auto read = std::visit(ToEvent(), *entry);
    QVERIFY(read.has_value());
    QCOMPARE(read->index(), event.index());
    // Nothing that the log holds is lost, and nothing comes out otherwise.
    QCOMPARE(lineOf(*read), line);
    QCOMPARE(storage::wallOf(*entry), std::optional(now.wall));
}

void TestSessionLogReader::readsFrames()
{
    relay::FrameEvent event = frame(R"({"command":"context"})");
    event.force = 4;
    event.actionId = u"x-2"_s;
    event.latency = 98'001;
    event.origin = 6;
    event.isHostile = true;
    const auto entry = storage::readSessionEntry(lineOf(event));
    QVERIFY(entry.hasValue());
    const auto &read = std::get<storage::RecordedFrame>(*entry);
    QCOMPARE(read.size, event.payload.size());
    QCOMPARE(read.event.at, now);
    QCOMPARE(read.event.seq, event.seq);
    QCOMPARE(read.event.peer, event.peer);
    QCOMPARE(read.event.name, event.name);
    QCOMPARE(read.event.payload, event.payload);
    QCOMPARE(read.event.command, event.command);
    QCOMPARE(read.event.force, event.force);
    QCOMPARE(read.event.actionId, event.actionId);
    QCOMPARE(read.event.latency, event.latency);
    QCOMPARE(read.event.origin, event.origin);
    QVERIFY(read.event.isHostile);
    QVERIFY(!read.event.binary);
    QVERIFY(!read.event.refusal);
}

void TestSessionLogReader::tellsTheCommandOfSentFrames_data()
{
    QTest::addColumn<relay::Door>("door");
    QTest::addColumn<QByteArray>("payload");
    QTest::addColumn<QString>("command");
    const QByteArray text = R"({"type":"pong","command":"action"})";
    QTest::newRow("game") << relay::Door::Backend << text << u"action"_s;
    QTest::newRow("hub") << relay::Door::Hub << text << u"pong"_s;
    QTest::newRow("no JSON") << relay::Door::Backend << "{\"command\""_ba << QString();
    QTest::newRow("no text") << relay::Door::Backend << "{\"command\":1}"_ba << QString();
    QTest::newRow("huge") << relay::Door::Backend
                          << QByteArray(storage::commandSearchLimit, ' ') + text << QString();
}

void TestSessionLogReader::tellsTheCommandOfSentFrames()
{
    QFETCH(relay::Door, door);
    QFETCH(QByteArray, payload);
    relay::FrameEvent event = frame(payload);
    event.direction = relay::Direction::Out;
    event.door = door;
    const auto entry = storage::readSessionEntry(lineOf(event));
    QVERIFY(entry.hasValue());
    QTEST(std::get<storage::RecordedFrame>(*entry).event.command, "command");
}

void TestSessionLogReader::readsTheHeader()
{
    const QByteArray line = storage::sessionHeaderLine(
        now.wall, QJsonObject{{u"relay"_s, QJsonObject{{u"name"_s, u"x"_s}}}});
    const auto entry = storage::readSessionEntry(line);
    QVERIFY(entry.hasValue());
    const auto &header = std::get<storage::SessionHeader>(*entry);
    QCOMPARE(header.format, quint64(storage::sessionLogFormat));
    QCOMPARE(header.program, u"neuro-relay"_s);
    QVERIFY(!header.version.isEmpty());
    QCOMPARE(header.started, now.wall);
    QCOMPARE(header.config, R"({"relay":{"name":"x"}})");
    QVERIFY(!storage::wallOf(*entry));

    const auto later = storage::readSessionEntry(R"({"kind":"session","format":2,"begun":"now"})");
    QVERIFY(later.hasValue());
    QCOMPARE(std::get<storage::SessionHeader>(*later).format, quint64(2));
}

void TestSessionLogReader::readsDroppedLines()
{
    QByteArray line;
    storage::appendDroppedLine(line, now.wall, 42, u"disk \"full\""_s);
    const auto entry = storage::readSessionEntry(line);
    QVERIFY(entry.hasValue());
    const auto &dropped = std::get<storage::DroppedLines>(*entry);
    QCOMPARE(dropped.at, now);
    QCOMPARE(dropped.count, quint64(42));
    QCOMPARE(dropped.why, u"disk \"full\""_s);
}

void TestSessionLogReader::goesOnAfterWhatIsDamaged_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QString>("problem");
    const auto row = [](const char *name, const QByteArray &line, const QString &problem) {
        QTest::newRow(name) << line << problem;
    };
    row("no JSON", goodFrame.left(20), u"is not JSON, at byte 21: "_s);
    row("no UTF-8", with("{}", "\xff"), u"is not JSON, at byte 117: "_s);
    row("two in one", goodFrame + goodFrame, u"is not JSON, at byte "_s);
    row("no object", "7", u"it has no \"kind\""_s);
    row("no kind", "{}", u"it has no \"kind\""_s);
    row("kind of no text", R"({"kind":1})", u"it has no \"kind\""_s);
    row("field missing", with(R"("seq":1,)", ""), u"is damaged: \"seq\" is missing"_s);
    row("number negative", with(R"("seq":1)", R"("seq":-1)"), u"\"seq\" must be a whole number"_s);
    row("number broken", with(R"("seq":1)", R"("seq":1.5)"), u"\"seq\" must be a whole number"_s);
    row("number too large", with(R"("seq":1)", R"("seq":18446744073709551616)"),
        u"\"seq\" must be a whole number"_s);
    row("size too large", with(R"("size":2)", R"("size":9223372036854775808)"),
        u"\"size\" must be a whole number"_s);
    row("text of no text", with(R"("name":"G")", R"("name":null)"), u"\"name\" must be a text"_s);
    row("no time", with("17:31:02Z", "17:31:60Z"), u"\"t\" must be a time such as"_s);
    row("no payload", with(R"("text":"{}",)", ""), u"\"text\" is missing"_s);
    row("no base64", with(R"("text":"{}")", R"("base64":"A-")"), u"\"base64\" must be base64"_s);
    row("no names", with("[]", R"(["game/empty",1])"), u"\"warnings\" must be an array of texts"_s);
    row("no array", with("[]", "7"), u"\"warnings\" must be an array of texts"_s);
    row("no id", with("}", R"(,"force":"1a"})").replace(R"({,"force":"1a"})", "{}"),
        u"\"force\" must be a number in quotes"_s);
    row("negative time", with(R"("dir")", R"("ms":-1,"dir")"),
        u"\"ms\" must be milliseconds, not negative"_s);
    row("config of no object",
        R"({"kind":"session","format":1,"started":"2026-11-20T17:31:02Z","config":[]})",
        u"\"config\" must be an object"_s);
}

void TestSessionLogReader::goesOnAfterWhatIsDamaged()
{
    QFETCH(QByteArray, line);
    QFETCH(QString, problem);
    const QStringList steps = stepsOf(goodFrame + '\n' + line + "\n\n" + goodFrame);
    QCOMPARE(steps.size(), 4);
    QCOMPARE(steps[0], u"1 frame"_s);
    QVERIFY2(steps[1].startsWith("2 problem: "_L1) && steps[1].contains(problem),
             qPrintable(steps[1]));
    // A last line without an end is whole all the same.
    QCOMPARE(steps[2], u"4 frame"_s);
    QCOMPARE(steps[3], u"end"_s);
}

void TestSessionLogReader::passesOverWhatItDoesNotKnow()
{
    QCOMPARE(stepsOf(R"({"kind":"telepathy","t":"2026-11-20T17:31:02Z","x":[{}]})"
                     "\n" +
                     with(R"("seq")", R"("mood":{"a":[1]},"seq")") + "\r\n" +
                     with("backend", "window") + '\n' + with("[]", R"(["game/empty","game/sad"])") +
                     '\n'),
             QStringList({u"1 unknown"_s, u"2 frame"_s, u"3 unknown"_s, u"4 frame"_s, u"end"_s}));
    const auto unknown =
        storage::readSessionEntry(R"({"kind":"telepathy","t":"2026-11-20T17:31:02.114208Z"})");
    QCOMPARE(std::get<storage::UnknownLine>(*unknown).kind, u"telepathy"_s);
    QCOMPARE(storage::wallOf(*unknown), std::optional(now.wall));
    const auto bench = storage::readSessionEntry(
        R"({"kind":"test_bench","t":"2026-11-20T17:31:02Z","state":"on","settings":["levitate"]})");
    QCOMPARE(std::get<storage::UnknownLine>(*bench).kind, u"test_bench"_s);
    const auto timeless = storage::readSessionEntry(R"({"kind":"telepathy"})");
    QVERIFY(!storage::wallOf(*timeless));
    const auto warned = storage::readSessionEntry(with("[]", R"(["game/empty","game/sad"])"));
    QCOMPARE(std::get<storage::RecordedFrame>(*warned).event.warnings.size(), 1);
}

void TestSessionLogReader::givesPlaces()
{
    QBuffer buffer;
    buffer.setData("\n" + goodFrame + "\noops\n" + goodFrame.left(9));
    QVERIFY(buffer.open(QIODevice::ReadOnly));
    SessionLogReader reader(buffer);
    QCOMPARE(reader.next(), Step::Line);
    QCOMPARE(reader.line().number, quint64(2));
    QCOMPARE(reader.line().offset, 1);
    QCOMPARE(reader.line().text, goodFrame);
    QCOMPARE(reader.position(), goodFrame.size() + 2);
    QCOMPARE(reader.next(), Step::Problem);
    QVERIFY(!reader.problem().isCutOff);
    QCOMPARE(reader.next(), Step::Problem);
    QVERIFY(reader.problem().isCutOff);
    QCOMPARE(reader.problem().number, quint64(4));
    QVERIFY(reader.problem().detail.english().startsWith("is cut off"_L1));
    QCOMPARE(reader.next(), Step::End);
    QCOMPARE(reader.position(), buffer.size());
    QCOMPARE(reader.next(), Step::End);
}

void TestSessionLogReader::readsLongLinesInPieces()
{
    const QByteArray payload(3 * SessionLogReader::chunk + 17, 'x');
    QByteArray log;
    for (int i = 0; i < 3; ++i)
        log += lineOf(frame(payload + QByteArray::number(i)));
    QBuffer buffer(&log);
    QVERIFY(buffer.open(QIODevice::ReadOnly));
    SessionLogReader reader(buffer);
    for (int i = 0; i < 3; ++i) {
        QCOMPARE(reader.next(), Step::Line);
        QCOMPARE(std::get<storage::RecordedFrame>(reader.line().entry).event.payload,
                 payload + QByteArray::number(i));
    }
    QCOMPARE(reader.next(), Step::End);
}

void TestSessionLogReader::refusesLinesThatAreTooLong()
{
    QByteArray log(SessionLogReader::maxLine + 1, 'x');
    log += '\n' + goodFrame + '\n';
    QCOMPARE(stepsOf(log),
             QStringList({u"1 problem: is longer than 64 MiB"_s, u"2 frame"_s, u"end"_s}));
    // What goes on and on is passed over in steps, so that one can stop.
    const qsizetype steps = 3;
    log.insert(0, QByteArray(steps * SessionLogReader::skipped, 'x'));
    QCOMPARE(stepsOf(log),
             QStringList({u"skipped"_s, u"skipped"_s, u"skipped"_s,
                          u"1 problem: is longer than 64 MiB"_s, u"2 frame"_s, u"end"_s}));
    QBuffer buffer(&log);
    QVERIFY(buffer.open(QIODevice::ReadOnly));
    SessionLogReader reader(buffer);
    qint64 before = 0;
    while (reader.next() == Step::Skipped) {
        QVERIFY(reader.position() > before);
        before = reader.position();
    }
    QCOMPARE(reader.position(), log.size() - goodFrame.size() - 1);
    QCOMPARE(reader.next(), Step::Line);
    QCOMPARE(reader.line().offset, log.size() - goodFrame.size() - 1);
}

void TestSessionLogReader::stopsWhereItIsTold()
{
    QByteArray log = goodFrame + '\n' + goodFrame + '\n';
    QBuffer buffer(&log);
    QVERIFY(buffer.open(QIODevice::ReadOnly));
    SessionLogReader reader(buffer, goodFrame.size() + 1);
    QCOMPARE(reader.next(), Step::Line);
    QCOMPARE(reader.next(), Step::End);
    QCOMPARE(stepsOf({}), QStringList(u"end"_s));
}

void TestSessionLogReader::tellsOfADeviceThatFails()
{
    /// Reads one line, and then nothing more.
    class Broken : public QIODevice
    {
    public:
        bool atEnd() const override { return false; }
        qint64 readData(char *data, qint64 size) override
        {
            if (std::exchange(m_isDone, true))
                return -1;
            const QByteArray line = goodFrame + '\n';
            std::copy(line.begin(), line.end(), data);
            return std::min<qint64>(size, line.size());
        }
        qint64 writeData(const char *, qint64) override { return -1; }

    private:
        bool m_isDone = false;
    };
    Broken device;
    QVERIFY(device.open(QIODevice::ReadOnly | QIODevice::Unbuffered));
    SessionLogReader reader(device);
    QCOMPARE(reader.next(), Step::Line);
    QCOMPARE(reader.next(), Step::Failed);
    QCOMPARE(reader.next(), Step::End);
}

void TestSessionLogReader::readsTimes_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<std::optional<qint64>>("micros");
    using Micros = std::optional<qint64>;
    QTest::newRow("micros") << "2026-11-20T17:31:02.114208Z"_ba << Micros(now.wall);
    QTest::newRow("nanos") << "2026-11-20T17:31:02.114208999Z"_ba << Micros(now.wall);
    QTest::newRow("tenths") << "1970-01-01T00:00:00.5Z"_ba << Micros(500'000);
    QTest::newRow("seconds") << "1970-01-02T00:00:01Z"_ba << Micros(86'401'000'000);
    QTest::newRow("before") << "1969-12-31T23:59:59.999999Z"_ba << Micros(-1);
    QTest::newRow("leap day") << "2024-02-29T00:00:00Z"_ba << Micros(1'709'164'800'000'000);
    for (const char *bad :
         {"", "2026", "2026-11-20", "2026-11-20T17:31:02", "2026-11-20 17:31:02Z",
          "2026-11-20T17:31:02.Z", "2026-11-20T17:31:02.1234567891Z", "2026-13-20T17:31:02Z",
          "2026-00-20T17:31:02Z", "2026-02-29T17:31:02Z", "2100-02-29T00:00:00Z",
          "2026-04-31T17:31:02Z", "2026-04-00T17:31:02Z", "2026-11-20T24:00:00Z",
          "2026-11-20T17:60:00Z", "2026-11-20T17:31:02+00:00", "2026-11-20T17:31:02ZZ",
          "-026-11-20T17:31:02Z"})
        QTest::newRow(bad) << QByteArray(bad) << Micros();
}

void TestSessionLogReader::readsTimes()
{
    QFETCH(QByteArray, text);
    QTEST(storage::readIsoTime(text), "micros");
}

QTEST_GUILESS_MAIN(TestSessionLogReader)
#include "tst_sessionlogreader.moc"
