// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "relay/relayengine_p.h"

#include <utility>
#include <variant>

/// The templates of RelayEngine::Private that take in and put out frames; a part of that header.
namespace neuro::relay {

template <typename Session>
std::size_t RelayEngine::Private::frameIn(const Session &session, const QByteArray &payload,
                                          bool binary, Instant now)
{
    const std::size_t place = outputs.events.size();
    FrameEvent &event =
        std::get<FrameEvent>(outputs.events.emplace_back(std::in_place_type<FrameEvent>));
    event.at = now;
    event.seq = ++lastSeq;
    event.direction = Direction::In;
    event.door = session.info.door;
    event.peer = session.peer;
    event.name = nameOfSession(session);
    event.payload = payload;
    event.binary = binary;
    return place;
}

template <typename Session>
FrameEvent &RelayEngine::Private::sendText(const Session &session, const QByteArray &utf8,
                                           const QString &command, Instant now)
{
    FrameEvent *held = holdBack(session, utf8.size(), now);
    FrameEvent &event =
        held ? *held
             : std::get<FrameEvent>(outputs.events.emplace_back(std::in_place_type<FrameEvent>));
    event.direction = Direction::Out;
    event.door = session.info.door;
    event.peer = session.peer;
    event.name = nameOfSession(session);
    event.payload = utf8;
    event.command = command;
    if (held)
        return event;
    event.at = now;
    event.seq = ++lastSeq;
    outputs.effects.emplace_back(SendText{session.peer, utf8});
    return event;
}

template <typename Session>
void RelayEngine::Private::answerWith(const Session &session, const QByteArray &answer, Instant now)
{
    sendText(session, answer, QString(), now);
}

template <typename Session>
void RelayEngine::Private::fail(const Session &session, std::size_t frame, protocol::Reason reason,
                                const protocol::Phrase &why, Instant now)
{
    refuse(frame, {reason, QString(), why});
    answerWith(session, protocol::errorAnswer(masked(mask, why).english()), now);
}

} // namespace neuro::relay
