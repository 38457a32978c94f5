// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "protocol/json.h"
#include "storage/sessionindex.h"
#include "storage/sessionreplay.h"

#include <QBuffer>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace neuro;
using relay::PeerEvent;
using relay::RelayEvents;
using storage::SessionIndex;
using storage::SessionReplay;
using Kind = relay::TranscriptEvent::Kind;

namespace {

/// The lines of a log, all of one moment.
QByteArray line(const QByteArray &kind, const QByteArray &rest)
{
    return R"({"kind":")" + kind + R"(","t":"2026-11-20T17:31:00.000000Z",)" + rest + "}\n";
}

QByteArray peerLine(const QByteArray &door, const QByteArray &state, const QByteArray &name = "")
{
    return line("peer", R"("peer":1,"door":")" + door + R"(","name":")" + name + R"(","type":")" +
                            (door == "backend" ? "game" : "integration") + R"(","state":")" +
                            state + R"(","address":"")");
}

/// A frame that came from "Chess" at a door, with more fields in `more`.
QByteArray frameLine(const QByteArray &door, const QByteArray &command, const QByteArray &payload,
                     const QByteArray &more = R"("verdict":"accepted")")
{
    return line("frame", R"("seq":1,"dir":"in","door":")" + door +
                             R"(","peer":1,"name":"Chess","text":)" +
                             protocol::jsonQuoted(QString::fromUtf8(payload)) + R"(,"command":")" +
                             command + R"(",)" + more);
}

QByteArray registryLine(const QByteArray &names)
{
    return line("registry", R"("peer":1,"name":"Chess","actions":[)" + names + ']');
}

QByteArray forceLine(const QByteArray &id, const QByteArray &state, const QByteArray &more = {})
{
    return line("force", R"("id":")" + id + R"(","peer":1,"name":"Chess","state":")" + state +
                             R"(","priority":"low","actions":["move"])" + more);
}

QByteArray outboxLine(const QByteArray &state)
{
    return line("outbox", R"("destination":"upstream","state":")" + state +
                              R"(","count":1,"pending":2,"reason":"the disk is full")");
}

const QByteArray integration = peerLine("intermediary", "connected", "Chess");
const QByteArray asks =
    R"({"command":"actions/force","data":{"query":"Your move?","action_names":["move"]}})";

/// Reads lines; all of them must be lines of a log.
class Reading
{
public:
    RelayEvents read(const QByteArray &log)
    {
        RelayEvents events;
        QBuffer buffer;
        buffer.setData(log);
        buffer.open(QIODevice::ReadOnly);
        storage::SessionLogReader reader(buffer);
        qsizetype lines = 0;
        for (; reader.next() == storage::SessionLogReader::Step::Line; ++lines)
            replay.take(reader.line().entry, events);
        return lines == log.count('\n') ? events : RelayEvents();
    }

    SessionReplay replay;
};

RelayEvents replayed(const QByteArray &log)
{
    return Reading().read(log);
}

template <typename Event>
QList<Event> only(const RelayEvents &events)
{
    QList<Event> found;
    for (const relay::RelayEvent &event : events) {
        if (const auto *one = std::get_if<Event>(&event))
            found.append(*one);
    }
    return found;
}

/// "added: move|move: Moves", a line each.
QStringList transcriptOf(const RelayEvents &events)
{
    static const QStringList names = {u"context"_s, u"query"_s, u"action"_s,
                                      u"result"_s,  u"added"_s, u"removed"_s};
    QStringList lines;
    for (const auto &entry : only<relay::TranscriptEvent>(events))
        lines.append(names.at(int(entry.kind)) + u": "_s + entry.text + u'|' + entry.detail +
                     (entry.success ? u""_s : u" failed"_s) +
                     (entry.silent ? u" silent"_s : u""_s));
    return lines;
}

} // namespace

class TestSessionReplayMessages : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsTheFormsOfOlderIntegrations_data();
    void readsTheFormsOfOlderIntegrations();
    void knowsWhatAnOlderIntegrationAsks();
    void tellsWhatAnIntegrationReplaces();
    void keepsTheFirstDefinition();
    void tellsRemarksOfIntegrations();
    void knowsWhatARefusedRegistrationBrought();
    void keepsWhatARefusedActionWas();
    void doesNotNameWhoIsNotLetIn();
    void goesOnBetweenAMessageAndWhatFollows();
    void countsWhatIsPending();
    void forgetsRequestsWhenLinesAreMissing();
    void forgetsForcesOfWhoLeft();
    void remembersHowAForceFailed();
    void boundsTheBytesOfRequests();
    void endsTheOutboxProblem();
};

void TestSessionReplayMessages::readsTheFormsOfOlderIntegrations_data()
{
    QTest::addColumn<QByteArray>("command");
    QTest::addColumn<QByteArray>("payload");
    QTest::addColumn<QString>("told");
    QTest::newRow("result")
        << "action/result"_ba
        << R"({"event":"action_result","payload":{"id":"a-1","status":"ok"}})"_ba
        << u"result: |play silent"_s;
    QTest::newRow("failed result")
        << "action/result"_ba
        << R"({"event":"action_result","payload":{"id":"a-1","status":"error","message":"No."}})"_ba
        << u"result: No.|play failed silent"_s;
    QTest::newRow("force")
        << "actions/force"_ba
        << R"({"op":"choose_force_action","state":"the board","query":"Your move?","actions":[{"name":"play"}]})"_ba
        << u"query: Your move?|the board"_s;
    QTest::newRow("register")
        << "actions/register"_ba
        << R"({"event":"register_actions","actions":{"play":{"name":"play","description":"Plays"}}})"_ba
        << u"added: play|play: Plays"_s;
    QTest::newRow("unregister") << "actions/unregister"_ba
                                << R"({"event":"unregister_actions","actions":["play","stop"]})"_ba
                                << u"removed: play, stop|"_s;
    QTest::newRow("the API's own")
        << "context"_ba
        << R"({"command":"context","data":{"message":"Hello.","silent":true}})"_ba
        << u"context: Hello.| silent"_s;
}

void TestSessionReplayMessages::readsTheFormsOfOlderIntegrations()
{
    QFETCH(QByteArray, command);
    QFETCH(QByteArray, payload);
    QFETCH(QString, told);
    const QByteArray sent =
        line("action", R"("id":"a-1","peer":1,"name":"play","source":"operator","state":"sent")");
    QCOMPARE(transcriptOf(replayed(integration + sent +
                                   frameLine("intermediary", command, payload,
                                             R"("verdict":"accepted","force":"4")"))),
             QStringList{told});
}

void TestSessionReplayMessages::knowsWhatAnOlderIntegrationAsks()
{
    const RelayEvents events = replayed(
        integration +
        frameLine(
            "intermediary", "actions/register",
            R"({"event":"register_actions","actions":{"move":{"name":"move","description":"Moves"}}})") +
        registryLine(R"("move")") +
        frameLine(
            "intermediary", "actions/force",
            R"({"op":"choose_force_action","state":"the board","query":"Your move?","actions":[{"name":"move"}]})",
            R"("verdict":"accepted","force":"4")") +
        forceLine("4", "waiting"));
    const auto registries = only<relay::RegistryEvent>(events);
    QCOMPARE(registries.size(), 1);
    QCOMPARE(registries[0].actions.value(0).description, u"Moves"_s);
    const auto forces = only<relay::ForceEvent>(events);
    QCOMPARE(forces.size(), 1);
    QCOMPARE(forces[0].request.query, u"Your move?"_s);
    QCOMPARE(forces[0].request.state, u"the board"_s);
    QCOMPARE(forces[0].actions.value(0).description, u"Moves"_s);
}

void TestSessionReplayMessages::tellsWhatAnIntegrationReplaces()
{
    const auto registers = [](const QByteArray &actions) {
        return frameLine("intermediary", "actions/register",
                         R"({"event":"register_actions","actions":{)" + actions + "}}");
    };
    const QByteArray play = R"("play":{"name":"play","description":"Plays"})";
    const QByteArray stop = R"("stop":{"name":"stop","description":"Stops"})";
    QCOMPARE(transcriptOf(replayed(integration + registers(play + ',' + stop) +
                                   registryLine(R"("play","stop")") + registers(stop) +
                                   registryLine(R"("stop")"))),
             QStringList({u"added: play, stop|play: Plays\nstop: Stops"_s, u"removed: play|"_s}));
    // What it defines in another way is another action.
    QByteArray halt = stop;
    halt.replace("Stops", "Halts");
    Reading reading;
    reading.read(integration + registers(play + ',' + stop) + registryLine(R"("play","stop")"));
    const RelayEvents events =
        reading.read(registers(play + ',' + halt) + registryLine(R"("play")") +
                     registryLine(R"("play","stop")"));
    QCOMPARE(transcriptOf(events),
             QStringList({u"removed: stop|"_s, u"added: stop|stop: Halts"_s}));
    const auto registries = only<relay::RegistryEvent>(events);
    QCOMPARE(registries.size(), 2);
    QCOMPARE(registries[1].actions.value(0).description, u"Plays"_s);
    QCOMPARE(registries[1].actions.value(1).description, u"Halts"_s);
    // How it writes it does not matter.
    const QByteArray sing = R"("sing":{"name":"sing","description":"Sings","schema":)";
    const QByteArray first = sing + R"({"type":"object","required":[]}})";
    const QByteArray again = sing + R"({"required": [], "type": "object"}})";
    QCOMPARE(transcriptOf(replayed(integration + registers(first) + registryLine(R"("sing")") +
                                   registers(again))),
             QStringList{u"added: sing|sing: Sings"_s});
}

/// As the relay does: a name that is registered already is ignored.
void TestSessionReplayMessages::keepsTheFirstDefinition()
{
    const auto registers = [](const QByteArray &actions) {
        return frameLine("backend", "actions/register",
                         R"({"command":"actions/register","data":{"actions":[)" + actions + "]}}");
    };
    const QByteArray moves = R"({"name":"move","description":"Moves"})";
    const QByteArray jumps = R"({"name":"move","description":"Jumps"})";
    const QByteArray castles = R"({"name":"castle","description":"Castles"})";
    Reading reading;
    // Of two in one message, too.
    RelayEvents events = reading.read(peerLine("backend", "connected") +
                                      registers(moves + ',' + jumps) + registryLine(R"("move")"));
    QCOMPARE(transcriptOf(events), QStringList{u"added: move|move: Moves"_s});
    events = reading.read(registers(jumps + ',' + castles) + registryLine(R"("move","castle")") +
                          forceLine("4", "waiting"));
    QCOMPARE(transcriptOf(events), QStringList{u"added: castle|castle: Castles"_s});
    auto registries = only<relay::RegistryEvent>(events);
    QCOMPARE(registries.size(), 1);
    QCOMPARE(registries[0].actions.value(0).description, u"Moves"_s);
    QCOMPARE(registries[0].actions.value(1).description, u"Castles"_s);
    QCOMPARE(only<relay::ForceEvent>(events).value(0).actions.value(0).description, u"Moves"_s);
    // What is not registered any more may be defined anew.
    events = reading.read(
        frameLine("backend", "actions/unregister",
                  R"({"command":"actions/unregister","data":{"action_names":["move"]}})") +
        registryLine(R"("castle")") + registers(jumps) + registryLine(R"("castle","move")"));
    QCOMPARE(transcriptOf(events),
             QStringList({u"removed: move|"_s, u"added: move|move: Jumps"_s}));
    registries = only<relay::RegistryEvent>(events);
    QCOMPARE(registries.size(), 2);
    QCOMPARE(registries[1].actions.value(1).description, u"Jumps"_s);
}

void TestSessionReplayMessages::tellsRemarksOfIntegrations()
{
    const QByteArray remark = frameLine("intermediary", "", "the tea is ready");
    QCOMPARE(transcriptOf(replayed(integration + remark)),
             QStringList{u"context: the tea is ready| silent"_s});
    QByteArray watcher = integration;
    watcher.replace(R"("integration")", R"("watcher")");
    QCOMPARE(transcriptOf(replayed(watcher + remark)), QStringList());
}

namespace {

constexpr auto refused =
    R"("verdict":"refused","reason":"wrong_type","path":"data.actions[1].description")";

QByteArray registersTwo(const QByteArray &description)
{
    return frameLine("backend", "actions/register",
                     R"({"command":"actions/register","game":"Chess","data":{"actions":[)"
                     R"({"name":"move","description":")" +
                         description + R"("},{"name":"resign","description":7}]}})",
                     refused);
}

} // namespace

/// One action is wrong; the other one is registered.
void TestSessionReplayMessages::knowsWhatARefusedRegistrationBrought()
{
    const QByteArray log = peerLine("backend", "connected") + registersTwo("Moves");
    const RelayEvents events = replayed(log + registryLine(R"("move")"));
    const auto registries = only<relay::RegistryEvent>(events);
    QCOMPARE(registries.size(), 1);
    QCOMPARE(registries[0].actions.value(0).description, u"Moves"_s);
    QCOMPARE(transcriptOf(events), QStringList{u"added: move|move: Moves"_s});
    // What was there before was not added.
    QByteArray more = registersTwo("Moves");
    more.replace(R"(\"name\":\"resign\")",
                 R"(\"name\":\"castle\",\"description\":\"Castles\"},{\"name\":\"resign\")");
    QCOMPARE(transcriptOf(replayed(log + registryLine(R"("move")") + more +
                                   registryLine(R"("move","castle")"))),
             QStringList({u"added: move|move: Moves"_s, u"added: castle|castle: Castles"_s}));
    // Without the registry's word none was taken.
    QCOMPARE(transcriptOf(replayed(log)), QStringList());
    QCOMPARE(transcriptOf(
                 replayed(log + frameLine("backend", "startup", "{}") + registryLine(R"("move")"))),
             QStringList());
    // The same of an integration.
    QByteArray other = registersTwo("Moves");
    other.replace("backend", "intermediary");
    QCOMPARE(transcriptOf(replayed(integration + other + registryLine(R"("move")"))),
             QStringList{u"added: move|move: Moves"_s});
}

void TestSessionReplayMessages::keepsWhatARefusedActionWas()
{
    const QByteArray registers = frameLine(
        "backend", "actions/register",
        R"({"command":"actions/register","data":{"actions":[{"name":"resign","description":"Gives up"}]}})");
    const auto registries = only<relay::RegistryEvent>(
        replayed(peerLine("backend", "connected") + registers + registryLine(R"("resign")") +
                 registersTwo("Moves") + registryLine(R"("resign","move")")));
    QCOMPARE(registries.size(), 2);
    QCOMPARE(registries[1].actions.value(0).description, u"Gives up"_s);
    QCOMPARE(registries[1].actions.value(1).description, u"Moves"_s);
}

void TestSessionReplayMessages::doesNotNameWhoIsNotLetIn()
{
    const QByteArray blocked =
        frameLine("backend", "actions/register",
                  R"({"command":"actions/register","game":"Chess","data":{"actions":[)"
                  R"({"name":"move","description":"Moves"}]}})",
                  R"("verdict":"refused","reason":"forbidden","path":"game")");
    Reading reading;
    RelayEvents events = reading.read(peerLine("backend", "connected") + blocked);
    QCOMPARE(only<PeerEvent>(events).size(), 1);
    QCOMPARE(reading.replay.snapshot().peers.value(0).name, QString());
    QCOMPARE(reading.replay.snapshot().peers.value(0).gameId, QString());
    // Nor in a part of a log that lacks its first line.
    events = replayed(blocked);
    QCOMPARE(only<PeerEvent>(events).size(), 1);
    QCOMPARE(only<PeerEvent>(events)[0].name, QString());
    // What is wrong otherwise does not keep one from having a name.
    events = replayed(peerLine("backend", "connected") + registersTwo("Moves"));
    QCOMPARE(only<PeerEvent>(events).value(1).name, u"Chess"_s);
}

void TestSessionReplayMessages::goesOnBetweenAMessageAndWhatFollows()
{
    const QByteArray before =
        peerLine("backend", "connected") +
        line("action", R"("id":"a-1","peer":1,"name":"move","source":"operator","state":"sent")") +
        frameLine("backend", "actions/force", asks, R"("verdict":"accepted","force":"4")") +
        registersTwo("Moves");
    Reading first;
    QVERIFY(!first.read(before).empty());
    Reading second;
    second.replay.restore(first.replay.snapshot(), first.replay.pending());
    const RelayEvents events =
        second.read(registryLine(R"("move")") + forceLine("4", "waiting") +
                    frameLine("backend", "action/result",
                              R"({"command":"action/result","data":{"id":"a-1","success":true}})"));
    QCOMPARE(only<relay::ForceEvent>(events).value(0).request.query, u"Your move?"_s);
    QCOMPARE(only<relay::RegistryEvent>(events).value(0).actions.value(0).description, u"Moves"_s);
    QCOMPARE(transcriptOf(events),
             QStringList({u"added: move|move: Moves"_s, u"result: |move silent"_s}));
}

void TestSessionReplayMessages::countsWhatIsPending()
{
    // A question that no line follows, at the beginning of each part.
    const QByteArray question(20'000, 'A');
    QByteArray log =
        peerLine("backend", "connected") +
        frameLine("backend", "actions/force",
                  R"({"command":"actions/force","data":{"query":")" + question + R"("}})",
                  R"("verdict":"accepted","force":"4")");
    for (int i = 0; i < 20; ++i)
        log += line("dropped2", R"("x":1)");
    SessionIndex::Limits limits;
    limits.partLines = 1;
    limits.stateBytes = 10 * 2 * question.size();
    SessionIndex index(limits);
    QBuffer buffer(&log);
    QVERIFY(buffer.open(QIODevice::ReadOnly));
    storage::SessionLogReader reader(buffer);
    while (reader.next() == storage::SessionLogReader::Step::Line &&
           index.add(reader.line(), reader.position())) {
    }
    QVERIFY2(index.size() > 5 && index.size() < 13, qPrintable(QString::number(index.size())));
    QVERIFY(index.pendingBefore(0).requests.empty());
    QCOMPARE(index.pendingBefore(4).requests.size(), 1u);
}

void TestSessionReplayMessages::forgetsRequestsWhenLinesAreMissing()
{
    Reading reading;
    reading.read(
        peerLine("backend", "connected") +
        frameLine("backend", "actions/force", asks, R"("verdict":"accepted","force":"4")"));
    QCOMPARE(reading.replay.pending().requests.size(), 1u);
    reading.read(line("dropped", R"("count":3,"why":"slow")"));
    QVERIFY(reading.replay.pending().requests.empty());
}

void TestSessionReplayMessages::forgetsForcesOfWhoLeft()
{
    Reading reading;
    reading.read(
        peerLine("backend", "connected") +
        frameLine("backend", "actions/force", asks, R"("verdict":"accepted","force":"4")") +
        forceLine("4", "waiting") +
        frameLine("backend", "actions/force", asks, R"("verdict":"accepted","force":"5")"));
    QCOMPARE(reading.replay.snapshot().forces.size(), 1);
    QCOMPARE(reading.replay.pending().requests.size(), 1u);
    reading.read(peerLine("backend", "disconnected"));
    QVERIFY(reading.replay.snapshot().forces.isEmpty());
    QVERIFY(reading.replay.pending().requests.empty());
}

/// What a card shows of a force that is asked once more.
void TestSessionReplayMessages::remembersHowAForceFailed()
{
    Reading reading;
    reading.read(forceLine("4", "asked", R"(,"decider":"operator","limit_ms":2500)"));
    const auto current = [&reading] {
        return reading.replay.snapshot().forces.value(0);
    };
    QCOMPARE(current().deadline - current().askedAt, 2'500'000);
    QCOMPARE(current().askedAt, current().at.mono);
    reading.read(forceLine("4", "failed", R"(,"action":"move","message":"no such square")"));
    reading.read(forceLine("4", "asked", R"(,"decider":"operator","action":"move")"));
    QCOMPARE(current().lastFailure, u"no such square"_s);
    QCOMPARE(current().failures, 1);
    QCOMPARE(current().deadline, 0);
    reading.read(forceLine("4", "failed",
                           R"(,"action":"move","message":")" +
                               QByteArray(2 * SessionReplay::maxFailure, 'x') + '"'));
    QCOMPARE(current().lastFailure, QString(SessionReplay::maxFailure, u'x'));
    QCOMPARE(current().failures, 2);
}

void TestSessionReplayMessages::boundsTheBytesOfRequests()
{
    // UTF-16 in memory: 8 of them fit.
    const QByteArray state(SessionReplay::maxRequestBytes / 2 / 8 - 100, 'x');
    const auto ask = [&](const QByteArray &id) {
        return frameLine("backend", "actions/force",
                         R"({"command":"actions/force","data":{"query":"Which?","state":")" +
                             state + R"("}})",
                         R"("verdict":"accepted","force":")" + id + '"');
    };
    Reading reading;
    reading.read(peerLine("backend", "connected"));
    // One of them is told, and counts on; all are far too many.
    for (int id = 1; id <= 10; ++id) {
        reading.read(ask(QByteArray::number(id)));
        if (id == 1)
            reading.read(forceLine("1", "waiting"));
    }
    QCOMPARE(reading.replay.pending().requests.size(), 7u);
    QCOMPARE(reading.replay.snapshot().forces.value(0).request.query, u"Which?"_s);
    // What is over makes room.
    reading.read(forceLine("1", "succeeded"));
    reading.read(ask("11"));
    QCOMPARE(reading.replay.pending().requests.size(), 8u);
    QVERIFY(reading.replay.pending().requests.contains(11));
}

void TestSessionReplayMessages::endsTheOutboxProblem()
{
    for (const QByteArray state : {"queued", "delivered"}) {
        Reading reading;
        reading.read(outboxLine("failed") + outboxLine("in_memory"));
        QVERIFY(!reading.replay.snapshot().outbox.problem.isEmpty());
        const RelayEvents events = reading.read(outboxLine(state));
        QVERIFY(reading.replay.snapshot().outbox.problem.isEmpty());
        const auto told = only<relay::OutboxHealthEvent>(events);
        QCOMPARE(told.size(), 1);
        QVERIFY(told[0].problem.isEmpty());
        QCOMPARE(told[0].pending, 2);
    }
}

QTEST_GUILESS_MAIN(TestSessionReplayMessages)

#include "tst_sessionreplaymessages.moc"
