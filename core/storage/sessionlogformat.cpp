// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "storage/sessionlogformat.h"

#include "protocol/diagnostics.h"
#include "relay/testbenchwords.h"
#include "storage/logline.h"

#include <QJsonDocument>

namespace neuro::storage {

namespace {

QLatin1StringView severityName(protocol::Severity severity)
{
    switch (severity) {
    case protocol::Severity::Info:
        return QLatin1StringView("info");
    case protocol::Severity::Warning:
        return QLatin1StringView("warning");
    case protocol::Severity::Error:
        return QLatin1StringView("error");
    }
    Q_UNREACHABLE();
    return {};
}

/// What connected; empty where only its registration could tell more.
QLatin1StringView peerType(const relay::PeerEvent &peer)
{
    switch (peer.door) {
    case relay::Door::Backend:
        return QLatin1StringView("game");
    case relay::Door::Upstream:
        return QLatin1StringView("upstream");
    case relay::Door::Intermediary:
        return relay::nameOf(peer.role, relay::peerRoleNames);
    case relay::Door::Hub:
        return {};
    }
    Q_UNREACHABLE();
    return {};
}

/// Which kinds LineWriter writes.
struct LoggedKinds
{
    bool operator()(const relay::FrameEvent &) const { return true; }
    bool operator()(const relay::PeerEvent &event) const
    {
        return event.state != relay::PeerEvent::State::Named;
    }
    bool operator()(const relay::RegistryEvent &) const { return true; }
    bool operator()(const relay::ForceEvent &) const { return true; }
    bool operator()(const relay::ActionEvent &) const { return true; }
    bool operator()(const relay::DiagnosticEvent &) const { return true; }
    bool operator()(const relay::OperatorEvent &) const { return true; }
    bool operator()(const relay::TranscriptEvent &) const { return false; }
    bool operator()(const relay::DoorEvent &) const { return false; }
    bool operator()(const relay::AdmissionEvent &) const { return false; }
    bool operator()(const relay::SettingsEvent &) const { return false; }
    /// The operator's line tells of it, or the frame.
    bool operator()(const relay::RestrictionEvent &) const { return false; }
    bool operator()(const relay::ShutdownEvent &) const { return false; }
    bool operator()(const relay::TestBenchEvent &) const { return true; }
    bool operator()(const relay::SnapshotEvent &) const { return false; }
    bool operator()(const relay::UpstreamEvent &) const { return true; }
    bool operator()(const relay::RegistrationRefusedEvent &) const { return true; }
    bool operator()(const relay::OutboxEvent &) const { return true; }
    bool operator()(const relay::OutboxHealthEvent &event) const
    {
        return !event.problem.isEmpty();
    }
};

/// Writes the line of each kind of event.
class LineWriter
{
public:
    LineWriter(QByteArray &out, const SecretMask &mask)
        : m_out(out)
        , m_mask(mask)
    {
    }

    void operator()(const relay::FrameEvent &event) const;
    void operator()(const relay::PeerEvent &event) const;
    void operator()(const relay::RegistryEvent &event) const;
    void operator()(const relay::ForceEvent &event) const;
    void operator()(const relay::ActionEvent &event) const;
    void operator()(const relay::DiagnosticEvent &event) const;
    void operator()(const relay::OperatorEvent &event) const;
    void operator()(const relay::TranscriptEvent &) const {}
    void operator()(const relay::DoorEvent &) const {}
    void operator()(const relay::AdmissionEvent &) const {}
    void operator()(const relay::SettingsEvent &) const {}
    void operator()(const relay::RestrictionEvent &) const {}
    void operator()(const relay::ShutdownEvent &) const {}
    void operator()(const relay::TestBenchEvent &event) const;
    void operator()(const relay::SnapshotEvent &) const {}
    void operator()(const relay::UpstreamEvent &event) const;
    void operator()(const relay::RegistrationRefusedEvent &event) const;
    void operator()(const relay::OutboxEvent &event) const;
    void operator()(const relay::OutboxHealthEvent &event) const;

private:
    static void appendVerdict(LogLine &line, const relay::FrameEvent &event);
    static void appendRelations(LogLine &line, const relay::FrameEvent &event);
    static void appendNames(LogLine &line, const QList<protocol::Action> &actions);
    static void appendRows(LogLine &line, const relay::OutboxEvent &event);

    QByteArray &m_out;
    const SecretMask &m_mask;
};

void LineWriter::operator()(const relay::FrameEvent &event) const
{
    LogLine line(m_out, m_mask, "frame");
    line.number("seq", event.seq);
    line.time("t", event.at.wall);
    line.word("dir", relay::nameOf(event.direction, relay::directionNames));
    line.word("door", relay::nameOf(event.door, relay::doorNames));
    line.number("peer", event.peer);
    line.text("name", event.name);
    line.number("size", static_cast<quint64>(event.payload.size()));
    if (event.binary)
        line.base64("base64", event.payload);
    else
        line.text("text", event.payload);
    if (event.direction == relay::Direction::In)
        appendVerdict(line, event);
    appendRelations(line, event);
}

/// What a frame has to do with others; most have nothing of it.
void LineWriter::appendRelations(LogLine &line, const relay::FrameEvent &event)
{
    if (event.force != 0)
        line.numberAsText("force", event.force);
    line.optionalText("id", event.actionId);
    if (event.latency >= 0)
        line.milliseconds("ms", event.latency);
    if (event.origin != 0)
        line.number("origin", event.origin);
    if (event.isHostile)
        line.word("bench", QLatin1StringView("hostile"));
}

void LineWriter::appendVerdict(LogLine &line, const relay::FrameEvent &event)
{
    line.text("command", event.command);
    line.word("verdict", relay::nameOf(event.verdict, relay::verdictNames));
    // An accepted message has a refusal too, when single actions of it were refused.
    if (event.refusal) {
        line.word("reason", protocol::reasonName(event.refusal->reason));
        line.text("path", event.refusal->path);
    }
    line.array("warnings", event.warnings, [&line](const protocol::Finding &finding) {
        line.elementWord(protocol::diagnosticName(finding.key));
    });
}

void LineWriter::operator()(const relay::PeerEvent &event) const
{
    if (!LoggedKinds()(event))
        return;
    const bool isConnected = event.state == relay::PeerEvent::State::Connected;
    LogLine line(m_out, m_mask, "peer");
    line.time("t", event.at.wall);
    line.number("peer", event.peer);
    line.word("door", relay::nameOf(event.door, relay::doorNames));
    line.text("name", event.name);
    if (const QLatin1StringView type = peerType(event); !type.isEmpty())
        line.word("type", type);
    line.word("state", QLatin1StringView(isConnected ? "connected" : "disconnected"));
    line.text("address", event.address);
    if (!isConnected) {
        line.number("code", static_cast<quint64>(event.closeCode));
        line.text("reason", event.reason.english());
    }
}

void LineWriter::appendNames(LogLine &line, const QList<protocol::Action> &actions)
{
    line.array("actions", actions,
               [&line](const protocol::Action &action) { line.elementText(action.name); });
}

void LineWriter::operator()(const relay::RegistryEvent &event) const
{
    LogLine line(m_out, m_mask, "registry");
    line.time("t", event.at.wall);
    line.number("peer", event.peer);
    line.text("name", event.name);
    appendNames(line, event.actions);
}

void LineWriter::operator()(const relay::ForceEvent &event) const
{
    LogLine line(m_out, m_mask, "force");
    line.time("t", event.at.wall);
    line.numberAsText("id", event.id);
    line.number("peer", event.peer);
    line.text("name", event.name);
    line.word("state", relay::nameOf(event.state, relay::forceStateNames));
    if (event.decider)
        line.word("decider", relay::nameOf(*event.decider, relay::deciderNames));
    line.word("priority", protocol::priorityName(event.request.priority));
    appendNames(line, event.actions);
    line.optionalText("action", event.lastAction);
    if (event.state == relay::ForceState::Failed)
        line.optionalText("message", event.lastFailure);
    if (event.state == relay::ForceState::Asked && event.deadline > event.askedAt)
        line.milliseconds("limit_ms", event.deadline - event.askedAt);
    if (event.duration >= 0)
        line.milliseconds("ms", event.duration);
}

void LineWriter::operator()(const relay::ActionEvent &event) const
{
    LogLine line(m_out, m_mask, "action");
    line.time("t", event.at.wall);
    line.text("id", event.id);
    line.optionalText("upstream_id", event.upstreamId);
    line.number("peer", event.peer);
    line.text("name", event.action);
    line.word("source", relay::nameOf(event.source, relay::actionSourceNames));
    line.word("state", relay::nameOf(event.state, relay::actionStateNames));
    line.optionalText("message", event.message);
    if (event.duration >= 0)
        line.milliseconds("ms", event.duration);
}

void LineWriter::operator()(const relay::DiagnosticEvent &event) const
{
    LogLine line(m_out, m_mask, "diagnostic");
    line.time("t", event.at.wall);
    line.number("peer", event.peer);
    line.word("key", protocol::diagnosticName(event.key));
    line.word("severity", severityName(protocol::diagnosticInfo(event.key).severity));
    line.text("detail", event.detail.english());
    if (event.seq != 0)
        line.number("seq", event.seq);
}

void LineWriter::operator()(const relay::OperatorEvent &event) const
{
    LogLine line(m_out, m_mask, "operator");
    line.time("t", event.at.wall);
    line.text("command", event.what);
    if (event.peer != 0)
        line.number("peer", event.peer);
    if (event.force != 0)
        line.numberAsText("force", event.force);
    line.optionalText("detail", event.detail);
    line.optionalText("error", event.error.english());
}

void LineWriter::operator()(const relay::TestBenchEvent &event) const
{
    LogLine line(m_out, m_mask, "test_bench");
    line.time("t", event.at.wall);
    line.word("state", QLatin1StringView(event.bench.isOff() ? "off" : "on"));
    line.array("settings", relay::testBenchWords(event.bench),
               [&line](const QString &word) { line.elementText(word); });
    if (event.byUpstream)
        line.word("reason", QLatin1StringView("upstream connected"));
}

void LineWriter::operator()(const relay::UpstreamEvent &event) const
{
    LogLine line(m_out, m_mask, "upstream");
    line.time("t", event.at.wall);
    line.word("state", relay::nameOf(event.state, relay::UpstreamEvent::stateNames));
    line.text("url", event.url);
    line.optionalText("reason", event.problem.english());
    if (event.readsSlowly)
        line.word("reads", QLatin1StringView("slowly"));
    if (event.waiting > 0) {
        line.number("waiting", static_cast<quint64>(event.waiting));
        line.number("waiting_bytes", static_cast<quint64>(event.waitingBytes));
    }
}

void LineWriter::operator()(const relay::RegistrationRefusedEvent &event) const
{
    LogLine line(m_out, m_mask, "registration");
    line.time("t", event.at.wall);
    line.word("door", relay::nameOf(event.door, relay::doorNames));
    line.word("state", QLatin1StringView("refused"));
    line.word("reason", relay::nameOf(event.reason, relay::RegistrationRefusedEvent::reasonNames));
    line.optionalText("type", event.type);
    line.optionalText("name", event.name);
    line.text("address", event.address);
}

void LineWriter::operator()(const relay::OutboxEvent &event) const
{
    LogLine line(m_out, m_mask, "outbox");
    line.time("t", event.at.wall);
    line.text("destination", event.destination);
    line.word("state", relay::nameOf(event.state, relay::OutboxEvent::stateNames));
    line.number("count", static_cast<quint64>(event.count));
    line.number("pending", static_cast<quint64>(event.pending));
    line.optionalText("reason", event.why.english());
    appendRows(line, event);
}

/// Which rows of the outbox they are, and of one that is new what it holds.
void LineWriter::appendRows(LogLine &line, const relay::OutboxEvent &event)
{
    if (event.rows.isEmpty())
        return;
    line.ranges("rows", event.rows);
    line.optionalText("name", event.name);
    if (event.origin != 0) {
        line.number("origin", event.origin);
    } else if (!event.text.isEmpty()) {
        line.time("created", event.created);
        line.text("text", event.text);
    }
}

void LineWriter::operator()(const relay::OutboxHealthEvent &event) const
{
    if (!LoggedKinds()(event))
        return;
    LogLine line(m_out, m_mask, "outbox");
    line.time("t", event.at.wall);
    line.word("state", QLatin1StringView("failed"));
    line.number("pending", static_cast<quint64>(event.pending));
    line.text("reason", event.problem.english());
}

} // namespace

QByteArray sessionHeaderLine(qint64 wallMicros, const QJsonObject &config)
{
    QByteArray out;
    {
        static const SecretMask none;
        LogLine line(out, none, "session");
        line.number("format", sessionLogFormat);
        line.word("program", QLatin1StringView("neuro-relay"));
        line.word("version", QLatin1StringView(NEURO_RELAY_VERSION));
        line.time("started", wallMicros);
        line.json("config", QJsonDocument(config).toJson(QJsonDocument::Compact));
    }
    return out;
}

bool isLogged(const relay::RelayEvent &event)
{
    return std::visit(LoggedKinds(), event);
}

void appendLogLine(QByteArray &out, const relay::RelayEvent &event, const SecretMask &mask)
{
    std::visit(LineWriter(out, mask), event);
}

void appendDroppedLine(QByteArray &out, qint64 wallMicros, quint64 count, const QString &why)
{
    const SecretMask none;
    LogLine line(out, none, "dropped");
    line.time("t", wallMicros);
    line.number("count", count);
    line.text("why", why);
}

} // namespace neuro::storage
