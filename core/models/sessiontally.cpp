// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "models/sessiontally.h"

#include "models/oneline.h"

#include <algorithm>

namespace neuro::models {

namespace {

constexpr qsizetype longestDetail = 500;

bool isFailure(relay::ActionState state)
{
    return state != relay::ActionState::Sent && state != relay::ActionState::Succeeded;
}

} // namespace

/// Adds one entry of each kind.
struct SessionTally::Counter
{
    SessionTally &tally;
    SessionSummary &summary = tally.m_summary;

    void operator()(const storage::SessionHeader &header) const
    {
        if (summary.recordings++ == 0) {
            summary.program = header.program;
            summary.version = header.version;
            summary.started = header.started;
        }
    }
    void operator()(const storage::RecordedFrame &frame) const { tally.addFrame(frame); }
    void operator()(const relay::ForceEvent &force) const
    {
        summary.forces += relay::isOver(force.state) ? 1 : 0;
        summary.forcesAnswered += force.state == relay::ForceState::Succeeded ? 1 : 0;
    }
    void operator()(const relay::ActionEvent &action) const
    {
        summary.actions += action.state == relay::ActionState::Sent ? 1 : 0;
        summary.actionsFailed += isFailure(action.state) ? 1 : 0;
    }
    void operator()(const relay::DiagnosticEvent &diagnostic) const
    {
        tally.addDiagnostic(diagnostic);
    }
    void operator()(const storage::DroppedLines &dropped) const
    {
        summary.missingLines += dropped.count;
    }
    void operator()(const storage::UnknownLine &) const { ++summary.unknownLines; }
    void operator()(const relay::PeerEvent &) const {}
    void operator()(const relay::RegistryEvent &) const {}
    void operator()(const relay::OperatorEvent &) const {}
    void operator()(const relay::UpstreamEvent &) const {}
    void operator()(const relay::RegistrationRefusedEvent &) const {}
    void operator()(const relay::OutboxEvent &) const {}
    void operator()(const relay::OutboxHealthEvent &) const {}
    void operator()(const relay::TestBenchEvent &) const {}
};

void SessionTally::add(const storage::SessionLine &line)
{
    std::visit(Counter{*this}, line.entry);
    if (const auto wall = storage::wallOf(line.entry)) {
        // The clock may have been set back in between.
        m_summary.first = std::min(m_summary.first.value_or(*wall), *wall);
        m_summary.last = std::max(m_summary.last.value_or(*wall), *wall);
    }
}

SessionPeer *SessionTally::peerOf(const QString &name)
{
    const auto known = m_places.constFind(name);
    if (known != m_places.constEnd())
        return &m_summary.peers[*known];
    if (m_summary.peers.size() >= maxPeers)
        return nullptr;
    m_places.insert(name, m_summary.peers.size());
    m_summary.peers.append(SessionPeer{name});
    return &m_summary.peers.last();
}

void SessionTally::addFrame(const storage::RecordedFrame &frame)
{
    const relay::FrameEvent &event = frame.event;
    const bool isRefused = event.verdict == relay::Verdict::Refused;
    ++m_summary.frames;
    m_summary.bytes += static_cast<quint64>(frame.size);
    m_summary.refused += isRefused ? 1 : 0;
    SessionPeer *peer = peerOf(event.name.isEmpty() ? m_names.nameOf(event.peer) : event.name);
    if (!peer) {
        ++m_summary.morePeers;
        return;
    }
    ++(event.direction == relay::Direction::In ? peer->received : peer->sent);
    peer->bytes += static_cast<quint64>(frame.size);
    peer->refused += isRefused ? 1 : 0;
}

void SessionTally::addDiagnostic(const relay::DiagnosticEvent &diagnostic)
{
    const QString name = m_names.nameOf(diagnostic.peer);
    ++m_summary.diagnosticCount;
    if (SessionPeer *peer = peerOf(name))
        ++peer->diagnostics;
    if (m_summary.diagnostics.size() < maxDiagnostics)
        m_summary.diagnostics.append(
            {diagnostic.at.wall, name, diagnostic.key,
             oneLine(QStringView(diagnostic.detail.english()), longestDetail), diagnostic.seq,
             m_summary.recordings});
}

} // namespace neuro::models
