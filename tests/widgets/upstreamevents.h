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

inline relay::UpstreamEvent persistent(const QString &problem)
{
    relay::UpstreamEvent event = upstream(State::Waiting, problem);
    event.persistent = true;
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

/// A context of a game, and what went up for it.
inline relay::RelayEvents forwardedContext()
{
    relay::FrameEvent came = of(frame(u"context"_s, R"({"message":"Your turn.","silent":true})"),
                                u"Buckshot Roulette"_s, 1);
    relay::FrameEvent went =
        outgoing(of(frame(u"context"_s,
                          R"({"message":"[Buckshot Roulette] Your turn.","silent":true})", 3 * ms),
                    u"Neuro-sama"_s, 9));
    went.door = relay::Door::Upstream;
    return {numberedFrame(came, 1), numberedFrame(went, 2, 1)};
}

} // namespace neuro::tests
