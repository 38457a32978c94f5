// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "models/sessioncsv.h"

#include "storage/sessionlogformat.h"

#include <algorithm>
#include <array>
#include <utility>

namespace neuro::models {

using namespace Qt::Literals::StringLiterals;
using relay::nameOf;

namespace {

/// The columns, in their order.
struct Row
{
    QByteArray time;
    QByteArray kind;
    QByteArray seq;
    QByteArray direction;
    QByteArray door;
    QByteArray peer;
    QByteArray name;
    QByteArray command;
    QByteArray state;
    QByteArray reason;
    QByteArray warnings;
    QByteArray bytes;
    QByteArray ms;
    QByteArray id;
    QByteArray text;
};

constexpr QByteArrayView heading = "time,kind,seq,direction,door,peer,name,command,state,reason,"
                                   "warnings,bytes,ms,id,text\r\n";

QByteArray word(QLatin1StringView text)
{
    return QByteArray(text.data(), text.size());
}

template <typename Enum, std::size_t N>
QByteArray wordOf(Enum value, const std::array<const char *, N> &table)
{
    return word(nameOf(value, table));
}

/// Nothing for what has no time.
QByteArray milliseconds(qint64 micros)
{
    return micros < 0
               ? QByteArray()
               : QByteArray::number(static_cast<double>(micros) / relay::microsPerMs, 'f', 3);
}

QByteArray numberUnlessZero(quint64 value)
{
    return value == 0 ? QByteArray() : QByteArray::number(value);
}

/// Puts what each kind of entry has into the columns; the text is there already.
struct RowMaker
{
    Row &row;

    void operator()(const storage::RecordedFrame &frame) const
    {
        const relay::FrameEvent &event = frame.event;
        row.seq = QByteArray::number(event.seq);
        row.direction = wordOf(event.direction, relay::directionNames);
        row.door = wordOf(event.door, relay::doorNames);
        row.peer = QByteArray::number(event.peer);
        row.name = event.name.toUtf8();
        row.command = event.command.toUtf8();
        if (event.direction == relay::Direction::In)
            row.state = wordOf(event.verdict, relay::verdictNames);
        if (event.refusal) {
            row.reason = word(protocol::reasonName(event.refusal->reason));
            if (!event.refusal->path.isEmpty())
                row.reason += ": " + event.refusal->path.toUtf8();
        }
        for (const protocol::Finding &finding : event.warnings)
            row.warnings +=
                (row.warnings.isEmpty() ? "" : " ") + word(protocol::diagnosticName(finding.key));
        row.bytes = QByteArray::number(frame.size);
        row.ms = milliseconds(event.latency);
        row.id = event.actionId.isEmpty() ? numberUnlessZero(event.force) : event.actionId.toUtf8();
        row.text = event.binary ? "base64:" + event.payload.toBase64() : event.payload;
    }
    void operator()(const relay::PeerEvent &peer) const
    {
        row.door = wordOf(peer.door, relay::doorNames);
        row.peer = QByteArray::number(peer.peer);
        row.name = peer.name.toUtf8();
        row.state =
            peer.state == relay::PeerEvent::State::Disconnected ? "disconnected" : "connected";
        row.reason = peer.reason.english().toUtf8();
    }
    void operator()(const relay::RegistryEvent &registry) const
    {
        row.peer = QByteArray::number(registry.peer);
        row.name = registry.name.toUtf8();
    }
    void operator()(const relay::ForceEvent &force) const
    {
        row.peer = QByteArray::number(force.peer);
        row.name = force.name.toUtf8();
        row.command = force.lastAction.toUtf8();
        row.state = wordOf(force.state, relay::forceStateNames);
        if (force.decider)
            row.reason = wordOf(*force.decider, relay::deciderNames);
        row.ms = milliseconds(force.duration);
        row.id = QByteArray::number(force.id);
    }
    void operator()(const relay::ActionEvent &action) const
    {
        row.peer = QByteArray::number(action.peer);
        row.command = action.action.toUtf8();
        row.state = wordOf(action.state, relay::actionStateNames);
        row.reason = wordOf(action.source, relay::actionSourceNames);
        row.ms = milliseconds(action.duration);
        row.id = action.id.toUtf8();
    }
    void operator()(const relay::DiagnosticEvent &diagnostic) const
    {
        row.peer = QByteArray::number(diagnostic.peer);
        row.seq = numberUnlessZero(diagnostic.seq);
        row.state = word(severityWord(diagnostic.key));
        row.warnings = word(protocol::diagnosticName(diagnostic.key));
    }
    void operator()(const relay::OperatorEvent &event) const
    {
        row.peer = numberUnlessZero(event.peer);
        row.command = event.what.toUtf8();
        row.state = event.error.isEmpty() ? "" : "failed";
        row.reason = event.error.english().toUtf8();
        row.id = numberUnlessZero(event.force);
    }
    void operator()(const relay::UpstreamEvent &upstream) const
    {
        row.state = wordOf(upstream.state, relay::UpstreamEvent::stateNames);
        row.reason = upstream.problem.english().toUtf8();
    }
    void operator()(const relay::RegistrationRefusedEvent &event) const
    {
        row.door = wordOf(event.door, relay::doorNames);
        row.name = event.name.toUtf8();
        row.state = "refused";
        row.reason = wordOf(event.reason, relay::RegistrationRefusedEvent::reasonNames);
    }
    void operator()(const relay::OutboxEvent &outbox) const
    {
        row.seq = numberUnlessZero(outbox.origin);
        row.name = outbox.destination.toUtf8();
        row.state = wordOf(outbox.state, relay::OutboxEvent::stateNames);
        row.reason = outbox.why.english().toUtf8();
    }
    void operator()(const relay::OutboxHealthEvent &health) const
    {
        row.state = "failed";
        row.reason = health.problem.english().toUtf8();
    }
    void operator()(const relay::TestBenchEvent &event) const
    {
        row.state = event.bench.isOff() ? "off" : "on";
        row.reason = event.byUpstream ? "upstream connected" : "";
    }
    void operator()(const storage::SessionHeader &header) const
    {
        storage::appendIsoTime(row.time, header.started);
    }
    void operator()(const storage::DroppedLines &) const {}
    void operator()(const storage::UnknownLine &) const {}
};

/// What a spreadsheet would calculate, perhaps after it has trimmed line feeds.
bool isFormula(QByteArrayView utf8)
{
    static constexpr QByteArrayView starts = "=+-@\t\r";
    const auto first = std::find_if(utf8.begin(), utf8.end(), [](char c) { return c != '\n'; });
    return first != utf8.end() && starts.contains(*first);
}

void appendForeignField(QByteArray &out, const QByteArray &utf8)
{
    appendCsvField(out, isFormula(utf8) ? '\'' + utf8 : utf8);
}

} // namespace

void appendCsvField(QByteArray &out, QByteArrayView utf8)
{
    const bool needsQuotes = std::any_of(utf8.begin(), utf8.end(), [](char c) {
        return c == '"' || c == ',' || c == '\n' || c == '\r';
    });
    if (!needsQuotes) {
        out.append(utf8);
        return;
    }
    out += '"';
    for (const char c : utf8) {
        if (c == '"')
            out += '"';
        out += c;
    }
    out += '"';
}

SessionCsvWriter::SessionCsvWriter(QByteArray &out, const SessionNames &names)
    : m_out(out)
    , m_names(names)
{
}

void SessionCsvWriter::begin()
{
    m_out.append(heading);
}

void SessionCsvWriter::write(const storage::SessionLine &line)
{
    Row row;
    if (const auto wall = storage::wallOf(line.entry))
        storage::appendIsoTime(row.time, *wall);
    row.kind = sessionKindOf(line.entry).toUtf8();
    if (!std::holds_alternative<storage::RecordedFrame>(line.entry))
        row.text = sessionTextOf(line.entry, m_names).what.toUtf8();
    std::visit(RowMaker{row}, line.entry);
    bool isFirst = true;
    for (const QByteArray *field : {&row.time, &row.kind, &row.seq, &row.direction, &row.door,
                                    &row.peer, &row.name, &row.command, &row.state, &row.reason,
                                    &row.warnings, &row.bytes, &row.ms, &row.id, &row.text}) {
        if (!std::exchange(isFirst, false))
            m_out += ',';
        appendForeignField(m_out, *field);
    }
    m_out += "\r\n";
}

} // namespace neuro::models
