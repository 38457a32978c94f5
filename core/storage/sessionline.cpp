// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "storage/sessionline.h"

#include "protocol/json.h"
#include "relay/testbenchwords.h"
#include "storage/sessionlinefields.h"
#include "storage/sessionlogformat.h"

#include <algorithm>
#include <array>

namespace neuro::storage {

using namespace Qt::Literals::StringLiterals;
using protocol::JsonDocument;
using protocol::JsonValue;
using protocol::Phrase;
using protocol::phrase;

namespace {

/// The log does not tell the command of what was sent.
QString commandOf(const relay::FrameEvent &frame)
{
    if (frame.binary || frame.payload.size() > commandSearchLimit)
        return {};
    const auto document = JsonDocument::parse(frame.payload);
    if (!document)
        return {};
    const JsonValue root = document->root();
    return root.member(frame.door == relay::Door::Hub ? "type" : "command").toString();
}

void readPayload(SessionLineFields &fields, relay::FrameEvent &frame)
{
    frame.binary = fields.has("base64");
    frame.payload = frame.binary ? fields.base64("base64") : fields.utf8("text");
}

void readVerdict(SessionLineFields &fields, relay::FrameEvent &frame)
{
    frame.command = fields.text("command");
    frame.verdict = fields.word<relay::Verdict>("verdict", relay::verdictNames);
    if (fields.has("reason")) {
        protocol::Refusal refusal;
        refusal.reason = fields.word<protocol::Reason>("reason", protocol::reasonNames);
        refusal.path = fields.optionalText("path");
        frame.refusal = refusal;
    }
    for (const QString &name : fields.texts("warnings")) {
        // One that only a newer version knows is no reason to lose the frame.
        if (const auto key = diagnosticKeyOf(name))
            frame.warnings.append({*key, {}});
    }
}

SessionEntry readFrame(SessionLineFields &fields)
{
    RecordedFrame frame;
    relay::FrameEvent &event = frame.event;
    event.seq = fields.number("seq");
    event.at = fields.time("t");
    event.direction = fields.word<relay::Direction>("dir", relay::directionNames);
    event.door = fields.word<relay::Door>("door", relay::doorNames);
    event.peer = fields.number("peer");
    event.name = fields.text("name");
    readPayload(fields, event);
    frame.size = fields.optionalNumber("size", event.payload.size());
    if (event.direction == relay::Direction::In)
        readVerdict(fields, event);
    else
        event.command = commandOf(event);
    event.force = fields.optionalId("force");
    event.actionId = fields.optionalText("id");
    event.latency = fields.optionalMicros("ms");
    event.origin = static_cast<quint64>(fields.optionalNumber("origin", 0));
    event.isHostile = fields.optionalText("bench") == u"hostile";
    return frame;
}

/// Logs of earlier versions do not tell what connected at the intermediary door.
relay::PeerRole roleOf(const relay::PeerEvent &peer, const QString &type)
{
    if (peer.door == relay::Door::Hub)
        return relay::PeerRole::HubClient;
    for (const relay::PeerRole role : {relay::PeerRole::Integration, relay::PeerRole::Watcher}) {
        if (type == relay::nameOf(role, relay::peerRoleNames))
            return role;
    }
    return relay::PeerRole::Game;
}

SessionEntry readPeer(SessionLineFields &fields)
{
    static constexpr std::array stateNames = {"connected", "", "disconnected"};
    relay::PeerEvent peer;
    peer.at = fields.time("t");
    peer.peer = fields.number("peer");
    peer.door = fields.word<relay::Door>("door", relay::doorNames);
    peer.role = roleOf(peer, fields.optionalText("type"));
    peer.name = fields.text("name");
    peer.state = fields.word<relay::PeerEvent::State>("state", stateNames);
    peer.address = fields.optionalText("address");
    peer.closeCode = static_cast<int>(fields.optionalNumber("code", 0));
    peer.reason = protocol::verbatim(fields.optionalText("reason"));
    return peer;
}

QList<protocol::Action> readActions(SessionLineFields &fields)
{
    QList<protocol::Action> actions;
    for (const QString &name : fields.texts("actions")) {
        protocol::Action action;
        action.name = name;
        actions.append(action);
    }
    return actions;
}

SessionEntry readRegistry(SessionLineFields &fields)
{
    relay::RegistryEvent registry;
    registry.at = fields.time("t");
    registry.peer = fields.number("peer");
    registry.name = fields.text("name");
    registry.actions = readActions(fields);
    return registry;
}

SessionEntry readForce(SessionLineFields &fields)
{
    relay::ForceEvent force;
    force.at = fields.time("t");
    force.id = fields.id("id");
    force.peer = fields.number("peer");
    force.name = fields.text("name");
    force.state = fields.word<relay::ForceState>("state", relay::forceStateNames);
    if (fields.has("decider"))
        force.decider = fields.word<relay::Decider>("decider", relay::deciderNames);
    if (fields.has("priority"))
        force.request.priority =
            fields.word<protocol::Priority>("priority", protocol::priorityNames);
    force.actions = readActions(fields);
    force.request.actionNames = protocol::namesOf(force.actions);
    force.lastAction = fields.optionalText("action");
    force.lastFailure = fields.optionalText("message");
    const qint64 limit = fields.optionalMicros("limit_ms");
    if (limit > 0) { // On the only clock that a log has.
        force.askedAt = force.at.wall;
        force.deadline = force.at.wall + limit;
    }
    force.duration = fields.optionalMicros("ms");
    return force;
}

SessionEntry readAction(SessionLineFields &fields)
{
    relay::ActionEvent action;
    action.at = fields.time("t");
    action.id = fields.text("id");
    action.upstreamId = fields.optionalText("upstream_id");
    action.peer = fields.number("peer");
    action.action = fields.text("name");
    action.source = fields.word<relay::ActionSource>("source", relay::actionSourceNames);
    action.state = fields.word<relay::ActionState>("state", relay::actionStateNames);
    action.message = fields.optionalText("message");
    action.duration = fields.optionalMicros("ms");
    return action;
}

SessionEntry readDiagnostic(SessionLineFields &fields)
{
    relay::DiagnosticEvent diagnostic;
    diagnostic.at = fields.time("t");
    diagnostic.peer = fields.number("peer");
    const auto key = diagnosticKeyOf(fields.text("key"));
    if (key)
        diagnostic.key = *key;
    else
        fields.meetUnknownWord();
    diagnostic.detail = protocol::verbatim(fields.optionalText("detail"));
    diagnostic.seq = static_cast<quint64>(fields.optionalNumber("seq", 0));
    return diagnostic;
}

SessionEntry readOperator(SessionLineFields &fields)
{
    relay::OperatorEvent event;
    event.at = fields.time("t");
    event.what = fields.text("command");
    event.peer = static_cast<quint64>(fields.optionalNumber("peer", 0));
    event.force = fields.optionalId("force");
    event.detail = fields.optionalText("detail");
    event.error = protocol::verbatim(fields.optionalText("error"));
    return event;
}

SessionEntry readUpstream(SessionLineFields &fields)
{
    relay::UpstreamEvent upstream;
    upstream.at = fields.time("t");
    upstream.state =
        fields.word<relay::UpstreamEvent::State>("state", relay::UpstreamEvent::stateNames);
    upstream.url = fields.text("url");
    upstream.problem = protocol::verbatim(fields.optionalText("reason"));
    upstream.readsSlowly = fields.optionalText("reads") == "slowly"_L1;
    upstream.waiting = fields.optionalNumber("waiting", 0);
    upstream.waitingBytes = fields.optionalNumber("waiting_bytes", 0);
    return upstream;
}

SessionEntry readRegistration(SessionLineFields &fields)
{
    relay::RegistrationRefusedEvent event;
    event.at = fields.time("t");
    event.door = fields.word<relay::Door>("door", relay::doorNames);
    static constexpr std::array stateNames = {"refused"};
    static_cast<void>(fields.word<int>("state", stateNames));
    event.reason = fields.word<relay::RegistrationRefusedEvent::Reason>(
        "reason", relay::RegistrationRefusedEvent::reasonNames);
    event.type = fields.optionalText("type");
    event.name = fields.optionalText("name");
    event.address = fields.optionalText("address");
    return event;
}

SessionEntry readOutbox(SessionLineFields &fields)
{
    const relay::Instant at = fields.time("t");
    const qint64 pending = fields.optionalNumber("pending", 0);
    const Phrase reason = protocol::verbatim(fields.optionalText("reason"));
    if (fields.text("state") == "failed"_L1) {
        relay::OutboxHealthEvent health;
        health.at = at;
        health.problem = reason;
        health.pending = pending;
        return health;
    }
    relay::OutboxEvent outbox;
    outbox.at = at;
    outbox.destination = fields.text("destination");
    outbox.state = fields.word<relay::OutboxEvent::State>("state", relay::OutboxEvent::stateNames);
    outbox.count = fields.optionalNumber("count", 1);
    outbox.pending = pending;
    outbox.why = reason;
    outbox.rows = fields.ranges("rows");
    outbox.name = fields.optionalText("name");
    outbox.origin = static_cast<quint64>(fields.optionalNumber("origin", 0));
    if (fields.has("text"))
        outbox.text = fields.utf8("text");
    if (fields.has("created"))
        outbox.created = fields.time("created").wall;
    return outbox;
}

SessionEntry readTestBench(SessionLineFields &fields)
{
    relay::TestBenchEvent event;
    event.at = fields.time("t");
    const auto bench = relay::testBenchOf(fields.texts("settings"));
    if (bench)
        event.bench = *bench;
    else
        fields.meetUnknownWord();
    event.byUpstream = fields.has("reason");
    return event;
}

SessionEntry readDropped(SessionLineFields &fields)
{
    DroppedLines dropped;
    dropped.at = fields.time("t");
    dropped.count = fields.number("count");
    dropped.why = fields.optionalText("why");
    return dropped;
}

SessionEntry readHeader(SessionLineFields &fields)
{
    SessionHeader header;
    header.format = fields.number("format");
    if (header.format != sessionLogFormat)
        return header;
    header.program = fields.optionalText("program");
    header.version = fields.optionalText("version");
    header.started = fields.time("started").wall;
    header.config = fields.json("config");
    return header;
}

struct KindReader
{
    QByteArrayView kind;
    SessionEntry (*read)(SessionLineFields &fields);
};

/// The most frequent first.
constexpr std::array kindReaders = {
    KindReader{"frame", &readFrame},
    KindReader{"action", &readAction},
    KindReader{"force", &readForce},
    KindReader{"diagnostic", &readDiagnostic},
    KindReader{"outbox", &readOutbox},
    KindReader{"registry", &readRegistry},
    KindReader{"peer", &readPeer},
    KindReader{"operator", &readOperator},
    KindReader{"upstream", &readUpstream},
    KindReader{"registration", &readRegistration},
    KindReader{"dropped", &readDropped},
    KindReader{"session", &readHeader},
    KindReader{"test_bench", &readTestBench},
};

UnknownLine unknownLine(JsonValue root, JsonValue kind)
{
    UnknownLine unknown;
    unknown.kind = kind.toString();
    if (const auto wall = readIsoTime(root.member("t").utf8()))
        unknown.at = relay::Instant{0, *wall};
    return unknown;
}

/// Gives the moment of each kind of entry.
struct WallOf
{
    std::optional<qint64> operator()(const SessionHeader &) const { return std::nullopt; }
    std::optional<qint64> operator()(const RecordedFrame &frame) const
    {
        return frame.event.at.wall;
    }
    std::optional<qint64> operator()(const UnknownLine &line) const
    {
        return line.at ? std::optional(line.at->wall) : std::nullopt;
    }
    template <typename Event>
    std::optional<qint64> operator()(const Event &event) const
    {
        return event.at.wall;
    }
};

} // namespace

protocol::Result<SessionEntry, Phrase> readSessionEntry(const QByteArray &line)
{
    const auto document = JsonDocument::parse(line);
    if (!document)
        return phrase(QT_TRANSLATE_NOOP("core", "is not JSON, at byte %1: %2"),
                      document.error().offset + 1, document.error().message);
    const JsonValue root = document->root();
    const JsonValue kind = root.member("kind");
    if (!kind.isString())
        return phrase(QT_TRANSLATE_NOOP("core", "is not one of a session log: it has no \"kind\""));
    const auto reader =
        std::find_if(kindReaders.begin(), kindReaders.end(),
                     [&kind](const KindReader &known) { return known.kind == kind.utf8(); });
    if (reader == kindReaders.end())
        return SessionEntry(unknownLine(root, kind));
    SessionLineFields fields(root);
    SessionEntry entry = reader->read(fields);
    if (!fields.problem().isEmpty())
        return fields.problem();
    if (fields.hasUnknownWord())
        return SessionEntry(unknownLine(root, kind));
    return entry;
}

std::optional<qint64> wallOf(const SessionEntry &entry)
{
    return std::visit(WallOf(), entry);
}

} // namespace neuro::storage
