// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "relay/outboxrow.h"
#include "relay/relayevent.h"
#include "widgets/windowscene.h"

#include <QByteArray>
#include <QString>

/// Events about upstream and the outbox, for tests of what the window makes of them.
namespace neuro::tests {

using namespace Qt::Literals::StringLiterals;
using State = relay::UpstreamEvent::State;

inline const QString neuroUrl = u"wss://neuro.example.org/game"_s;

inline relay::UpstreamEvent upstream(State state, const QString &problem = {})
{
    relay::UpstreamEvent event;
    event.at = moment(0);
    event.state = state;
    event.url = neuroUrl;
    event.problem = protocol::verbatim(problem);
    event.encrypted = true;
    event.verified = true;
    return event;
}

inline relay::UpstreamEvent waiting(const QString &problem, qint64 nextTryAt)
{
    relay::UpstreamEvent event = upstream(State::Waiting, problem);
    event.nextTryAt = nextTryAt;
    return event;
}

inline relay::UpstreamEvent persistent(const QString &problem, qint64 nextTryAt = 0)
{
    relay::UpstreamEvent event = waiting(problem, nextTryAt);
    event.persistent = true;
    return event;
}

/// Connected to one that is told more than it reads.
inline relay::UpstreamEvent slow()
{
    relay::UpstreamEvent event = upstream(State::Connected);
    event.readsSlowly = true;
    event.waiting = 1200;
    event.waitingBytes = 3'400'000;
    return event;
}

inline relay::UpstreamEvent unverified()
{
    relay::UpstreamEvent event = upstream(State::Connected);
    event.verified = false;
    return event;
}

inline relay::OutboxHealthEvent outbox(qint64 pending)
{
    relay::OutboxHealthEvent event;
    event.pending = pending;
    return event;
}

inline relay::OutboxRow row(qint64 id, const QString &game, const QByteArray &message)
{
    relay::OutboxRow made;
    made.id = id;
    made.destination = u"upstream"_s;
    made.name = game;
    made.payload = "{\"command\":\"context\",\"data\":{\"message\":\"" + message + "\"}}";
    return made;
}

inline relay::FrameEvent numberedFrame(relay::FrameEvent frame, quint64 seq, quint64 origin = 0)
{
    frame.seq = seq;
    frame.origin = origin;
    return frame;
}

/// A context of a game, and what went up for it, so much later.
inline relay::RelayEvents forwardedContext(qint64 later = 3 * ms)
{
    relay::FrameEvent came = of(frame(u"context"_s, R"({"message":"Your turn.","silent":true})"),
                                u"Buckshot Roulette"_s, 1);
    relay::FrameEvent went = outgoing(of(
        frame(u"context"_s, R"({"message":"[Buckshot Roulette] Your turn.","silent":true})", later),
        u"Neuro-sama"_s, 9));
    went.door = relay::Door::Upstream;
    return {numberedFrame(came, 1), numberedFrame(went, 2, 1)};
}

} // namespace neuro::tests
