// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "protocol/codec.h"
#include "protocol/hubencoder.h"
#include "relay/hubengine_p.h"

/// What hub clients say to one another.
namespace neuro::relay {

using namespace Qt::Literals::StringLiterals;

using protocol::HubClientType;
using protocol::HubErrorCode;
using protocol::HubFault;
using protocol::HubMessage;
using protocol::HubMessageType;
using protocol::phrase;

namespace {

/// To whom a message goes that names no target.
enum class Audience { Others, Everybody, Uis, Agents };

Audience audienceOf(HubMessageType type)
{
    switch (type) {
    case HubMessageType::AgentMessage:
        return Audience::Uis;
    case HubMessageType::PlayerAction:
        return Audience::Agents;
    case HubMessageType::PhaseUpdate:
        return Audience::Everybody;
    case HubMessageType::Ping: // Not passed on.
    case HubMessageType::Pong:
    case HubMessageType::GameState:
    case HubMessageType::Vote:
    case HubMessageType::NightAction:
    case HubMessageType::AgentDecision:
    case HubMessageType::GameStart:
    case HubMessageType::GameEnd:
        return Audience::Others;
    }
    Q_UNREACHABLE();
}

bool isReceiver(const HubSession &one, const HubSession &sender, const HubMessage &message)
{
    if (message.targetClient)
        return one.id == *message.targetClient || one.type == HubClientType::Observer;
    const Audience audience = audienceOf(message.type);
    if (audience == Audience::Others && &one == &sender)
        return false;
    // A named type stands for the one that the message would go to without it.
    if (message.targetType)
        return one.type == *message.targetType;
    switch (audience) {
    case Audience::Others:
    case Audience::Everybody:
        return true;
    case Audience::Uis:
        return one.type == HubClientType::Ui;
    case Audience::Agents:
        return one.type == HubClientType::Agent;
    }
    Q_UNREACHABLE();
}

} // namespace

std::size_t HubEngine::Private::frameIn(HubSession &session, const QByteArray &payload, bool binary,
                                        Instant now)
{
    ++session.received;
    const std::size_t place = outputs.events.size();
    FrameEvent &event =
        std::get<FrameEvent>(outputs.events.emplace_back(std::in_place_type<FrameEvent>));
    event.at = now;
    event.direction = Direction::In;
    event.door = Door::Hub;
    event.peer = session.peer;
    event.name = session.id;
    event.payload = payload;
    event.binary = binary;
    return place;
}

void HubEngine::Private::receive(HubSession &session, std::size_t frame, const HubMessage &message,
                                 Instant now)
{
    frameAt(frame).command = QString(protocol::hubMessageTypeName(message.type));
    frameAt(frame).warnings = message.warnings;
    switch (message.type) {
    case HubMessageType::Ping:
        send(session, protocol::hubPong(message.pingData, now.wall), u"pong"_s, now);
        break;
    case HubMessageType::Pong:
        break; // heard() has seen it.
    case HubMessageType::AgentMessage:
    case HubMessageType::GameState:
    case HubMessageType::PlayerAction:
    case HubMessageType::PhaseUpdate:
    case HubMessageType::Vote:
    case HubMessageType::NightAction:
    case HubMessageType::AgentDecision:
    case HubMessageType::GameStart:
    case HubMessageType::GameEnd:
        passOn(session, frame, message, now);
        break;
    }
}

void HubEngine::Private::refuse(HubSession &session, std::size_t frame, const HubFault &fault,
                                Instant now)
{
    ++session.errors;
    FrameEvent &event = frameAt(frame);
    event.command = fault.messageType;
    event.verdict = Verdict::Refused;
    event.refusal = fault.refusal;
    send(session, errorText(fault, now), u"error"_s, now);
}

QByteArray HubEngine::Private::errorText(const HubFault &fault, Instant now) const
{
    HubFault shown = fault;
    shown.refusal.detail = masked(mask, fault.refusal.detail);
    return protocol::hubError(shown, now.wall);
}

void HubEngine::Private::passOn(HubSession &session, std::size_t frame, const HubMessage &message,
                                Instant now)
{
    const QString command = frameAt(frame).command;
    if (auto fault = targetFault(message)) {
        fault->messageType = command;
        return refuse(session, frame, *fault, now);
    }
    const std::vector<HubSession *> receivers = receiversOf(session, message);
    const auto count = static_cast<qint64>(receivers.size());
    if (message.passedOn.size() * count > rules.maxFanOut) {
        const auto detail = phrase(
            QT_TRANSLATE_NOOP("core", "%1 bytes for %2 receivers are more than the %3 bytes that "
                                      "one message may come to: make it shorter, or name a target"),
            message.passedOn.size(), count, rules.maxFanOut);
        return refuse(session, frame,
                      {HubErrorCode::InvalidMessage,
                       {protocol::Reason::TooLarge, QString(), detail},
                       command},
                      now);
    }
    for (HubSession *receiver : receivers)
        send(*receiver, message.passedOn, command, now);
}

std::optional<HubFault> HubEngine::Private::targetFault(const HubMessage &message)
{
    if (!message.targetClient)
        return std::nullopt;
    const QString name = protocol::quoteForMessage(*message.targetClient);
    const HubSession *target = sessions.find(*message.targetClient);
    if (!target || target->peer == 0) {
        return HubFault{HubErrorCode::UnknownTarget,
                        {protocol::Reason::UnknownTarget, u"target_client"_s,
                         phrase(QT_TRANSLATE_NOOP("core", "no client \"%1\" is connected"), name)},
                        QString()};
    }
    if (message.targetType && target->type != *message.targetType) {
        return HubFault{
            HubErrorCode::UnknownTarget,
            {protocol::Reason::UnknownTarget, u"target_type"_s,
             phrase(QT_TRANSLATE_NOOP("core", "the client \"%1\" is of the type %2, not %3"), name,
                    QString(protocol::hubClientTypeName(target->type)),
                    QString(protocol::hubClientTypeName(*message.targetType)))},
            QString()};
    }
    return std::nullopt;
}

std::vector<HubSession *> HubEngine::Private::receiversOf(const HubSession &sender,
                                                          const HubMessage &message) const
{
    std::vector<HubSession *> receivers;
    for (const auto &[peer, session] : sessions.connected()) {
        if (isReceiver(*session, sender, message))
            receivers.push_back(session);
    }
    return receivers;
}

void HubEngine::Private::send(HubSession &session, const QByteArray &utf8, const QString &command,
                              Instant now)
{
    ++session.sent;
    FrameEvent &event =
        std::get<FrameEvent>(outputs.events.emplace_back(std::in_place_type<FrameEvent>));
    event.at = now;
    event.direction = Direction::Out;
    event.door = Door::Hub;
    event.peer = session.peer;
    event.name = session.id;
    event.payload = utf8;
    event.command = command;
    outputs.effects.emplace_back(SendText{session.peer, utf8});
}

void HubEngine::Private::sendToOthers(PeerId except, const QByteArray &utf8, const QString &command,
                                      Instant now)
{
    if (isShuttingDown)
        return;
    for (const auto &[peer, session] : sessions.connected()) {
        if (peer != except)
            send(*session, utf8, command, now);
    }
}

} // namespace neuro::relay
