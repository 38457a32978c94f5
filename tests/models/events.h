// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "relay/relayevent.h"

#include <QDateTime>

#include <utility>

/// Events for model tests, made from what the test is about; the rest has plausible values.
namespace neuro::tests {

using namespace Qt::Literals::StringLiterals;

/// 17:31:02 local time wherever the test runs, in µs since 1970 UTC.
inline qint64 startWall()
{
    static const qint64 start =
        QDateTime(QDate(2026, 1, 15), QTime(17, 31, 2)).toMSecsSinceEpoch() * 1000;
    return start;
}

/// `micros` after the start on both clocks.
inline relay::Instant moment(qint64 micros)
{
    return {1'000'000 + micros, startWall() + micros};
}

inline constexpr qint64 ms = 1000;
inline constexpr qint64 seconds = 1'000'000;

inline QByteArray envelope(const QString &command, const QByteArray &data)
{
    QByteArray text = "{\"command\":\"" + command.toUtf8() + '"';
    if (!data.isEmpty())
        text += ",\"data\":" + data;
    return text + '}';
}

/// A frame of peer 1, "Game A", unless told otherwise.
inline relay::FrameEvent frame(const QString &command, const QByteArray &data = {}, qint64 at = 0)
{
    relay::FrameEvent event;
    event.at = moment(at);
    event.peer = 1;
    event.name = u"Game A"_s;
    event.command = command;
    event.payload = envelope(command, data);
    return event;
}

inline relay::FrameEvent outgoing(relay::FrameEvent event)
{
    event.direction = relay::Direction::Out;
    return event;
}

inline relay::FrameEvent refused(relay::FrameEvent event, const protocol::Refusal &refusal)
{
    event.verdict = relay::Verdict::Refused;
    event.refusal = refusal;
    return event;
}

inline relay::FrameEvent of(relay::FrameEvent event, const QString &game, relay::PeerId peer = 1)
{
    event.name = game;
    event.peer = peer;
    return event;
}

/// A context whose payload is about its number: "message 7".
inline relay::FrameEvent numbered(int number, qint64 at = 0)
{
    return frame(u"context"_s, "{\"message\":\"message " + QByteArray::number(number) + "\"}", at);
}

inline relay::PeerEvent peerEvent(relay::PeerId peer, relay::PeerEvent::State state, qint64 at = 0)
{
    relay::PeerEvent event;
    event.at = moment(at);
    event.peer = peer;
    event.state = state;
    return event;
}

inline relay::PeerEvent connected(relay::PeerId peer, qint64 at = 0)
{
    relay::PeerEvent event = peerEvent(peer, relay::PeerEvent::State::Connected, at);
    event.address = u"127.0.0.1:50000"_s;
    return event;
}

inline relay::PeerEvent named(relay::PeerId peer, const QString &name, const QString &gameId)
{
    relay::PeerEvent event = peerEvent(peer, relay::PeerEvent::State::Named);
    event.name = name;
    event.gameId = gameId;
    return event;
}

inline relay::PeerEvent disconnected(relay::PeerId peer, qint64 at = 0, const QString &reason = {})
{
    relay::PeerEvent event = peerEvent(peer, relay::PeerEvent::State::Disconnected, at);
    event.reason = protocol::verbatim(reason);
    return event;
}

/// A registered integration; its game-id comes a moment later, as for the engine's.
inline relay::PeerEvent integration(relay::PeerId peer, const QString &name)
{
    relay::PeerEvent event = connected(peer);
    event.door = relay::Door::Intermediary;
    event.role = relay::PeerRole::Integration;
    event.name = name;
    return event;
}

inline relay::PeerEvent watcher(relay::PeerId peer, const QString &name, bool isEnhanced = false)
{
    relay::PeerEvent event = connected(peer);
    event.door = relay::Door::Intermediary;
    event.role = relay::PeerRole::Watcher;
    event.name = name;
    event.isEnhanced = isEnhanced;
    return event;
}

inline relay::PeerEvent hubClient(relay::PeerId peer, const QString &name, const QString &type)
{
    relay::PeerEvent event = connected(peer);
    event.door = relay::Door::Hub;
    event.role = relay::PeerRole::HubClient;
    event.name = name;
    event.hubType = type;
    return event;
}

/// Messages wait for, or went to, a destination in the outbox.
inline relay::OutboxEvent queued(const QString &destination, qint64 pending, qint64 at = 0)
{
    relay::OutboxEvent event;
    event.at = moment(at);
    event.destination = destination;
    event.pending = pending;
    return event;
}

inline protocol::Action action(const QString &name, const QByteArray &schema = {})
{
    protocol::Action made;
    made.name = name;
    made.description = u"What %1 does"_s.arg(name);
    made.schema = schema;
    return made;
}

/// Takes data, that is.
inline protocol::Action actionWithData(const QString &name)
{
    return action(name, R"({"type":"object","properties":{"x":{"type":"integer"}}})");
}

inline relay::RegistryEvent registry(relay::PeerId peer, const QStringList &names)
{
    relay::RegistryEvent event;
    event.peer = peer;
    for (const QString &name : names)
        event.actions.append(action(name));
    return event;
}

inline relay::DiagnosticEvent diagnostic(relay::PeerId peer, protocol::DiagnosticKey key)
{
    relay::DiagnosticEvent event;
    event.peer = peer;
    event.key = key;
    return event;
}

/// What a game of this name did, and the frame that tells of it.
inline relay::DiagnosticEvent diagnosticOf(const QString &game, protocol::DiagnosticKey key,
                                           const QString &detail = {}, qint64 at = 0,
                                           quint64 seq = 0, relay::PeerId peer = 1)
{
    relay::DiagnosticEvent event = diagnostic(peer, key);
    event.name = game;
    event.detail = protocol::verbatim(detail);
    event.at = moment(at);
    event.seq = seq;
    return event;
}

/// A force of peer 1, "Game A", that the operator is asked about.
inline relay::ForceEvent force(relay::ForceId id, const QString &query,
                               protocol::Priority priority = protocol::Priority::Low)
{
    relay::ForceEvent event;
    event.at = moment(0);
    event.created = moment(static_cast<qint64>(id));
    event.id = id;
    event.peer = 1;
    event.name = u"Game A"_s;
    event.state = relay::ForceState::Asked;
    event.decider = relay::Decider::Operator;
    event.request.query = query;
    event.request.priority = priority;
    return event;
}

inline relay::ForceEvent in(relay::ForceEvent event, relay::ForceState state)
{
    event.state = state;
    return event;
}

inline relay::TranscriptEvent told(relay::TranscriptEvent::Kind kind, const QString &game,
                                   const QString &text, const QString &detail = {})
{
    relay::TranscriptEvent event;
    event.at = moment(0);
    event.kind = kind;
    event.game = game;
    event.text = text;
    event.detail = detail;
    return event;
}

} // namespace neuro::tests
