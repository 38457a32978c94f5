// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "storage/sessionreplay.h"

#include "storage/sessionevents.h"
#include "storage/sessionlogformat.h"

#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace neuro;
using namespace neuro::tests;
using relay::Direction;
using relay::Door;
using relay::ForceState;
using relay::PeerEvent;
using relay::RelayEvents;
using storage::SessionReplay;
using Kind = relay::TranscriptEvent::Kind;

namespace {

RelayEvents replayed(const QByteArray &log)
{
    SessionReplay replay;
    RelayEvents events;
    for (const storage::SessionEntry &entry : entriesOf(log))
        replay.take(entry, events);
    return events;
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

relay::FrameEvent sent(relay::FrameEvent event)
{
    event.direction = Direction::Out;
    return event;
}

relay::ForceEvent force(ForceState state)
{
    relay::ForceEvent event;
    event.at = moment(9);
    event.id = 4;
    event.peer = 1;
    event.name = u"Chess"_s;
    event.state = state;
    event.request.priority = protocol::Priority::High;
    event.actions = registry({u"move"_s}).actions;
    return event;
}

relay::ActionEvent action(relay::ActionState state)
{
    relay::ActionEvent event;
    event.at = moment(10);
    event.id = u"a1"_s;
    event.peer = 1;
    event.action = u"move"_s;
    event.state = state;
    return event;
}

/// A game that connects, registers, asks, is answered and leaves; all kinds of lines.
RelayEvents evening()
{
    relay::FrameEvent asks = frame(
        3, u"actions/force"_s,
        R"({"state":"the board","query":"Your move?","ephemeral_context":true,"action_names":["move"]})");
    asks.force = 4;
    relay::FrameEvent acts =
        sent(frame(4, u"action"_s, R"({"id":"a1","name":"move","data":"{\"to\":\"e4\"}"})"));
    acts.force = 4;
    acts.actionId = u"a1"_s;
    acts.latency = 1500;
    relay::FrameEvent result =
        frame(5, u"action/result"_s, R"({"id":"a1","success":true,"message":"Moved."})");
    result.actionId = u"a1"_s;
    relay::FrameEvent refused = frame(6, u"context"_s, R"({"message":"nobody reads this"})");
    refused.verdict = relay::Verdict::Refused;
    refused.refusal = protocol::Refusal{protocol::Reason::MissingField, u"data.silent"_s, {}};
    relay::FrameEvent binary = frame(7, u""_s, "1");
    binary.binary = true;
    relay::DiagnosticEvent diagnostic;
    diagnostic.at = moment(11);
    diagnostic.peer = 1;
    diagnostic.key = protocol::DiagnosticKey::ResultSlow;
    diagnostic.detail = protocol::verbatim(u"700 ms"_s);
    diagnostic.seq = 5;
    relay::OperatorEvent operation;
    operation.at = moment(12);
    operation.what = u"answer_force"_s;
    operation.force = 4;
    relay::UpstreamEvent upstream;
    upstream.at = moment(13);
    upstream.state = relay::UpstreamEvent::State::Waiting;
    upstream.url = u"ws://127.0.0.1:8000"_s;
    relay::RegistrationRefusedEvent refusal;
    refusal.at = moment(14);
    refusal.address = u"127.0.0.1"_s;
    relay::OutboxEvent outbox;
    outbox.at = moment(15);
    outbox.destination = u"integration:Spotify"_s;
    outbox.pending = 2;
    relay::OutboxHealthEvent health;
    health.at = moment(16);
    health.problem = protocol::verbatim(u"the disk is full"_s);
    health.pending = 3;
    relay::TestBenchEvent bench;
    bench.at = moment(17);
    bench.bench.ignoreForces = true;
    return {
        peer(1, PeerEvent::State::Connected),
        frame(1, u"startup"_s, "{}"),
        frame(2, u"actions/register"_s,
              R"({"actions":[{"name":"move","description":"Moves","schema":{"type":"object"}}]})"),
        registry({u"move"_s}),
        asks,
        force(ForceState::Waiting),
        force(ForceState::Asked),
        acts,
        action(relay::ActionState::Sent),
        force(ForceState::Answered),
        result,
        action(relay::ActionState::Succeeded),
        force(ForceState::Succeeded),
        refused,
        binary,
        diagnostic,
        operation,
        upstream,
        refusal,
        outbox,
        health,
        bench,
        peer(1, PeerEvent::State::Disconnected)};
}

} // namespace

class TestSessionReplay : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void givesBackWhatWasLogged();
    void hasASteadyClock();
    void namesPeers();
    void tellsGamesOfOneNameApart();
    void meetsWhoConnectedBefore();
    void makesTheTranscript();
    void knowsWhatAForceAsks();
    void knowsTheActions();
    void tellsIntegrationsFromWatchers();
    void countsOnAfterASnapshot();
    void forgetsWithAHeader();
    void isBounded();
};

void TestSessionReplay::givesBackWhatWasLogged()
{
    const QByteArray log = logOf(evening());
    RelayEvents logged;
    for (const relay::RelayEvent &event : replayed(log)) {
        if (storage::isLogged(event))
            logged.push_back(event);
    }
    QCOMPARE(logged.size(), evening().size());
    QCOMPARE(logOf(logged), log);
    // Every kind that a log has is in the evening.
    QSet<std::size_t> kinds;
    for (const relay::RelayEvent &event : logged)
        kinds.insert(event.index());
    QCOMPARE(kinds.size(), 12);
}

void TestSessionReplay::hasASteadyClock()
{
    const auto frames = only<relay::FrameEvent>(replayed(logOf(evening())));
    QCOMPARE(frames.size(), 7);
    for (const relay::FrameEvent &event : frames)
        QCOMPARE(event.at.mono, event.at.wall);
    QCOMPARE(frames[1].at.mono - frames[0].at.mono, 1);
}

void TestSessionReplay::namesPeers()
{
    const RelayEvents events = replayed(logOf(evening()));
    const auto peers = only<PeerEvent>(events);
    QCOMPARE(peers.size(), 3);
    QCOMPARE(peers[1].state, PeerEvent::State::Named);
    QCOMPARE(peers[1].name, u"Chess"_s);
    QCOMPARE(peers[1].gameId, u"Chess"_s);
    QCOMPARE(only<relay::DiagnosticEvent>(events).value(0).name, u"Chess"_s);
    QCOMPARE(only<relay::ActionEvent>(events).value(0).game, u"Chess"_s);
}

void TestSessionReplay::tellsGamesOfOneNameApart()
{
    relay::FrameEvent second = frame(2, u"startup"_s, "{}");
    second.peer = 2;
    const auto peers = only<PeerEvent>(
        replayed(logOf({peer(1, PeerEvent::State::Connected), peer(2, PeerEvent::State::Connected),
                        frame(1, u"startup"_s, "{}"), second})));
    QCOMPARE(peers.size(), 4);
    QCOMPARE(peers[2].gameId, u"Chess"_s);
    QCOMPARE(peers[3].gameId, u"Chess-2"_s);
}

/// As in an export of a part.
void TestSessionReplay::meetsWhoConnectedBefore()
{
    const auto peers = only<PeerEvent>(
        replayed(logOf({frame(1, u"context"_s, R"({"message":"x"})"), frame(2, u"startup"_s, "{}"),
                        sent(frame(3, u"startup"_s, "{}"))})));
    QCOMPARE(peers.size(), 1);
    QCOMPARE(peers[0].state, PeerEvent::State::Connected);
    QCOMPARE(peers[0].name, u"Chess"_s);
    QCOMPARE(peers[0].gameId, u"Chess"_s);
}

void TestSessionReplay::makesTheTranscript()
{
    RelayEvents events = evening();
    events.insert(events.end() - 1,
                  frame(8, u"context"_s, R"({"message":"Checkmate soon.","silent":true})"));
    events.insert(events.end() - 1,
                  frame(9, u"actions/unregister"_s, R"({"action_names":["move","resign"]})"));
    const auto told = only<relay::TranscriptEvent>(replayed(logOf(events)));
    QStringList lines;
    for (const relay::TranscriptEvent &entry : told)
        lines.append(u"%1|%2|%3|%4|%5"_s.arg(int(entry.kind))
                         .arg(entry.game, entry.text, entry.detail)
                         .arg(entry.success));
    const auto line = [](Kind kind, const QString &rest) -> QString {
        return QString::number(int(kind)) + u"|Chess|"_s + rest;
    };
    QCOMPARE(lines, QStringList({line(Kind::ActionsAdded, u"move|move: Moves|1"_s),
                                 line(Kind::Query, u"Your move?|the board|1"_s),
                                 line(Kind::Action, u"move|{\"to\":\"e4\"}|1"_s),
                                 line(Kind::Result, u"Moved.|move|1"_s),
                                 line(Kind::Context, u"Checkmate soon.||1"_s),
                                 line(Kind::ActionsRemoved, u"move, resign||1"_s)}));
    QVERIFY(told[4].silent);
}

void TestSessionReplay::knowsWhatAForceAsks()
{
    const auto forces = only<relay::ForceEvent>(replayed(logOf(evening())));
    QCOMPARE(forces.size(), 4);
    for (const relay::ForceEvent &each : forces) {
        QCOMPARE(each.request.query, u"Your move?"_s);
        QCOMPARE(each.request.state, u"the board"_s);
        QVERIFY(each.request.ephemeralContext);
        QCOMPARE(each.request.priority, protocol::Priority::High);
        QCOMPARE(each.actions.value(0).description, u"Moves"_s);
        QCOMPARE(each.created.wall, sessionStart + 9);
    }
}

void TestSessionReplay::knowsTheActions()
{
    const auto registries = only<relay::RegistryEvent>(replayed(logOf(evening())));
    QCOMPARE(registries.size(), 1);
    QCOMPARE(registries[0].actions.value(0).description, u"Moves"_s);
    QCOMPARE(registries[0].actions.value(0).schema, R"({"type":"object"})"_ba);
}

void TestSessionReplay::tellsIntegrationsFromWatchers()
{
    PeerEvent watcher = peer(2, PeerEvent::State::Connected, Door::Intermediary);
    watcher.name = u"neuroos"_s;
    watcher.role = relay::PeerRole::Watcher;
    PeerEvent integration = peer(1, PeerEvent::State::Connected, Door::Intermediary);
    integration.name = u"Chess"_s;
    integration.role = relay::PeerRole::Integration;
    relay::FrameEvent registers =
        frame(2, u"actions/register"_s, R"({"actions":[{"name":"play","description":"Plays"}]})");
    registers.door = Door::Intermediary;
    const auto rolesIn = [](const QByteArray &log) {
        SessionReplay replay;
        for (const auto &entry : entriesOf(log))
            replay.skip(entry);
        QList<relay::PeerRole> roles;
        for (const PeerEvent &event : replay.snapshot().peers)
            roles.append(event.role);
        return roles;
    };
    const QList<relay::PeerRole> both = {relay::PeerRole::Integration, relay::PeerRole::Watcher};
    QCOMPARE(rolesIn(logOf({watcher, integration})), both);
    // Older logs have no type at that door: there its messages tell.
    QByteArray old = logOf({watcher, integration});
    old.replace(R"("type":"watcher",)", "").replace(R"("type":"integration",)", "");
    QVERIFY(!old.contains("type"));
    QCOMPARE(rolesIn(old), QList<relay::PeerRole>(2, relay::PeerRole::Watcher));
    QCOMPARE(rolesIn(old + logOf({registers})), both);
}

/// Wherever a view begins, it is told the same from there on.
void TestSessionReplay::countsOnAfterASnapshot()
{
    const auto entries = entriesOf(logOf(evening()));
    for (std::size_t begin = 0; begin < entries.size(); ++begin) {
        SessionReplay whole;
        for (std::size_t i = 0; i < begin; ++i)
            whole.skip(entries[i]);
        SessionReplay part;
        part.restore(whole.snapshot(), whole.pending());
        RelayEvents expected;
        RelayEvents events;
        for (std::size_t i = begin; i < entries.size(); ++i) {
            whole.take(entries[i], expected);
            part.take(entries[i], events);
        }
        QCOMPARE(events.size(), expected.size());
        QCOMPARE(logOf(events), logOf(expected));
        // What a force asks, what an action is and which one a result is of stand in lines before.
        for (const auto &each : only<relay::ForceEvent>(events))
            QCOMPARE(each.request.query, u"Your move?"_s);
        for (const auto &each : only<relay::RegistryEvent>(events))
            QCOMPARE(each.actions.value(0).description, u"Moves"_s);
        for (const auto &each : only<relay::TranscriptEvent>(events))
            QVERIFY(each.kind != Kind::Result || each.detail == u"move"_s);
    }
}

void TestSessionReplay::forgetsWithAHeader()
{
    RelayEvents first = evening();
    first.pop_back();
    SessionReplay replay;
    RelayEvents events;
    for (const auto &entry : entriesOf(logOf(first)))
        replay.take(entry, events);
    QCOMPARE(replay.snapshot().peers.size(), 1);
    QCOMPARE(replay.snapshot().registries.size(), 1);
    QVERIFY(replay.snapshot().testBench.ignoreForces);
    events.clear();
    for (const auto &entry : entriesOf(header()))
        replay.take(entry, events);
    QCOMPARE(events.size(), 1u);
    QVERIFY(only<relay::SnapshotEvent>(events).value(0).peers.isEmpty());
    QVERIFY(replay.snapshot().registries.isEmpty());
    QVERIFY(replay.snapshot().outbox.queues.isEmpty());
    QVERIFY(replay.snapshot().testBench.isOff());
}

void TestSessionReplay::isBounded()
{
    SessionReplay replay;
    RelayEvents told;
    const std::size_t more = SessionReplay::maxRemembered + 10;
    for (std::size_t i = 1; i <= more; ++i) {
        relay::ForceEvent open = force(ForceState::Waiting);
        open.id = i;
        replay.take(peer(i, PeerEvent::State::Connected), told);
        replay.take(open, told);
    }
    QCOMPARE(told.size(), 2 * more);
    QCOMPARE(std::size_t(replay.snapshot().peers.size()), SessionReplay::maxRemembered);
    QCOMPARE(std::size_t(replay.snapshot().forces.size()), SessionReplay::maxRemembered);
    // What ends makes room.
    replay.take(peer(1, PeerEvent::State::Disconnected), told);
    replay.take(peer(more, PeerEvent::State::Connected), told);
    QCOMPARE(replay.snapshot().peers.last().peer, more);
}

QTEST_GUILESS_MAIN(TestSessionReplay)

#include "tst_sessionreplay.moc"
