// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "protocol/codec.h"
#include "protocol/integrationmessage.h"
#include "protocol/json.h"
#include "protocol/workbudget.h"
#include "relay/enginesettings.h"
#include "storage/sessionreplay.h"

#include <QSet>

#include <utility>

namespace neuro::storage {

using namespace Qt::Literals::StringLiterals;
using protocol::JsonDocument;
using protocol::JsonValue;
using relay::Door;
using relay::TranscriptEvent;

namespace {

/// Names, each with what it does on a line of its own.
QString describe(const QList<protocol::Action> &actions)
{
    QStringList lines;
    for (const protocol::Action &action : actions)
        lines.append(action.name + u": "_s + action.description);
    return lines.join(u'\n');
}

QStringList texts(JsonValue array)
{
    QStringList texts;
    for (JsonValue text = array.first(); !text.isAbsent(); text = text.next())
        texts.append(text.toString());
    return texts;
}

QByteArray schemaOf(JsonValue action)
{
    const JsonValue schema = action.member("schema");
    return schema.isObject() ? schema.text().toByteArray() : QByteArray();
}

/// The relay that recorded it may have had wider limits, and has refused what was beyond them.
protocol::Limits widestLimits()
{
    protocol::Limits limits;
    limits.gameName = SessionReplay::maxRead;
    limits.actionName = SessionReplay::maxRead;
    limits.schema = SessionReplay::maxRead;
    return limits;
}

QList<protocol::Action> registeredBy(const protocol::GameMessage &message)
{
    const auto *registration = std::get_if<protocol::RegisterActions>(&message);
    return registration ? registration->actions : QList<protocol::Action>();
}

} // namespace

void SessionReplay::readMessage(const relay::FrameEvent &frame)
{
    const bool isReceived = frame.direction == relay::Direction::In;
    if (isReceived && frame.door == Door::Intermediary && frame.command.isEmpty())
        return readRemark(frame);
    const bool isRegistration = frame.command == "actions/register"_L1;
    const bool isForce = frame.command == "actions/force"_L1 && frame.force != 0;
    const bool isRead = isReceived ? isRegistration || isForce ||
                                         (m_events && (frame.command == "context"_L1 ||
                                                       frame.command == "action/result"_L1 ||
                                                       frame.command == "actions/unregister"_L1))
                                   : m_events && frame.command == "action"_L1;
    if (!isRead)
        return;
    if (!isReceived)
        return readSent(frame);
    if (frame.door == Door::Intermediary)
        return readOfIntegration(frame);
    if (frame.verdict == relay::Verdict::Refused) {
        if (const auto decoded = protocol::decodeGameMessage(frame.payload, widestLimits()))
            readRefused(frame, decoded->message);
    } else if (const auto document = JsonDocument::parse(frame.payload)) {
        readReceived(frame, document->root().member("data"));
    }
}

/// It may have the form that older relays had, while the log has the command that it stands for.
void SessionReplay::readOfIntegration(const relay::FrameEvent &frame)
{
    const auto decoded =
        protocol::decodeIntegrationMessage(frame.payload, frame.name, widestLimits());
    const auto *message =
        decoded ? std::get_if<protocol::IntegrationGameMessage>(&decoded.value()) : nullptr;
    if (!message)
        return;
    if (message->replacesActions)
        forgetReplaced(frame, registeredBy(message->decoded.message));
    if (frame.verdict == relay::Verdict::Refused)
        readRefused(frame, message->decoded.message);
    else if (const auto document = JsonDocument::parse(message->text))
        readReceived(frame, document->root().member("data"));
}

void SessionReplay::readSent(const relay::FrameEvent &frame)
{
    const auto document = JsonDocument::parse(frame.payload);
    if (!document)
        return;
    const JsonValue data = document->root().member("data");
    tellTranscript(frame, TranscriptEvent::Kind::Action, data.member("name").toString(),
                   data.member("data").toString());
}

void SessionReplay::readReceived(const relay::FrameEvent &frame, JsonValue data)
{
    using Kind = TranscriptEvent::Kind;
    if (frame.command == "context"_L1) {
        tellTranscript(frame, Kind::Context, data.member("message").toString(), {},
                       data.member("silent").toBool());
    } else if (frame.command == "action/result"_L1) {
        const auto action = m_pending.actions.find(data.member("id").toString());
        tellTranscript(frame, Kind::Result, data.member("message").toString(),
                       action == m_pending.actions.end() ? QString() : action->second, true,
                       data.member("success").toBool());
    } else if (frame.command == "actions/unregister"_L1) {
        tellTranscript(frame, Kind::ActionsRemoved,
                       texts(data.member("action_names")).join(u", "_s));
    } else if (frame.command == "actions/register"_L1) {
        readDefinitions(frame, data.member("actions"));
    } else {
        readForce(frame, data);
    }
}

/// What is no message of the API, Neuro is told as it is. Watchers are heard by nobody.
void SessionReplay::readRemark(const relay::FrameEvent &frame)
{
    const auto sender = m_peers.find(frame.peer);
    if (sender != m_peers.end() && sender->second.event.role == relay::PeerRole::Integration)
        tellTranscript(frame, TranscriptEvent::Kind::Context, QString::fromUtf8(frame.payload), {},
                       true);
}

void SessionReplay::readForce(const relay::FrameEvent &frame, JsonValue data)
{
    protocol::ForceActions request;
    request.query = data.member("query").toString();
    if (data.member("state").isString())
        request.state = data.member("state").toString();
    request.ephemeralContext = data.member("ephemeral_context").toBool();
    tellTranscript(frame, TranscriptEvent::Kind::Query, request.query,
                   request.state.value_or(QString()));
    remember(frame.force, {frame.peer, request});
}

void SessionReplay::readDefinitions(const relay::FrameEvent &frame, JsonValue actions)
{
    QList<protocol::Action> added;
    for (JsonValue value = actions.first(); !value.isAbsent(); value = value.next()) {
        protocol::Action action;
        action.name = value.member("name").toString();
        action.description = value.member("description").toString();
        action.schema = schemaOf(value);
        added.append(action);
    }
    takeRegistration(frame, added, false);
    tellAdded(*m_pending.registration, m_pending.registration->actions);
}

/// What is wrong with single actions keeps nobody from the others.
void SessionReplay::readRefused(const relay::FrameEvent &frame,
                                const protocol::GameMessage &message)
{
    QList<protocol::Action> actions = registeredBy(message);
    for (protocol::Action &action : actions)
        action.source.clear();
    if (!actions.isEmpty())
        takeRegistration(frame, actions, true);
}

/// The first definition of a name counts until the name is unregistered.
void SessionReplay::takeRegistration(const relay::FrameEvent &frame,
                                     const QList<protocol::Action> &actions, bool isRefused)
{
    learn(frame.peer, frame.name, true, frame.at);
    const QStringList registered = protocol::namesOf(registeredOf(frame.peer));
    QSet<QString> known(registered.begin(), registered.end());
    QList<protocol::Action> added;
    for (const protocol::Action &action : actions) {
        if (known.contains(action.name))
            continue;
        known.insert(action.name);
        define(frame.peer, action);
        added.append(action);
    }
    m_pending.registration = {frame.at, frame.peer, frame.name, defined(frame.peer, added),
                              isRefused};
}

QList<protocol::Action> SessionReplay::registeredOf(relay::PeerId peer) const
{
    const auto known = m_registries.find(peer);
    return known == m_registries.end() ? QList<protocol::Action>() : known->second.actions;
}

/// An integration that tells all its actions anew has no others from then on, nor those that it
/// now defines in another way.
void SessionReplay::forgetReplaced(const relay::FrameEvent &frame,
                                   const QList<protocol::Action> &wanted)
{
    const auto known = m_registries.find(frame.peer);
    if (known == m_registries.end())
        return;
    QHash<QString, const protocol::Action *> byName;
    for (const protocol::Action &action : wanted)
        byName.insert(action.name, &action);
    QList<protocol::Action> &current = known->second.actions;
    QList<protocol::Action> kept;
    QStringList gone;
    protocol::WorkBudget budget(relay::limits::comparingSteps);
    for (const protocol::Action &action : std::as_const(current)) {
        const protocol::Action *same = byName.value(action.name);
        if (same && same->meansTheSame(action, budget))
            kept.append(action);
        else
            gone.append(action.name);
    }
    if (gone.isEmpty())
        return;
    current = kept;
    if (current.isEmpty())
        m_registries.erase(known);
    tellTranscript(frame, TranscriptEvent::Kind::ActionsRemoved, gone.join(u", "_s));
}

void SessionReplay::tellAdded(const Pending::Registration &registration,
                              const QList<protocol::Action> &actions)
{
    if (m_events && !actions.isEmpty())
        tell(TranscriptEvent{registration.at, TranscriptEvent::Kind::ActionsAdded,
                             registration.peer, registration.name,
                             protocol::namesOf(actions).join(u", "_s), describe(actions), false,
                             true, false});
}

void SessionReplay::tellTranscript(const relay::FrameEvent &frame, TranscriptEvent::Kind kind,
                                   const QString &text, const QString &detail, bool silent,
                                   bool success)
{
    tell(TranscriptEvent{frame.at, kind, frame.peer, frame.name, text, detail, silent, success,
                         false});
}

} // namespace neuro::storage
