// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "app/script/scriptworld.h"

#include "protocol/codec.h"

#include <algorithm>
#include <utility>

namespace neuro::script {

using namespace Qt::StringLiterals;

namespace {

QString quoted(const QString &text)
{
    return u"\"%1\""_s.arg(protocol::quoteForMessage(text));
}

bool haveAll(const QStringList &names, const QStringList &wanted)
{
    return std::all_of(wanted.cbegin(), wanted.cend(),
                       [&names](const QString &name) { return names.contains(name); });
}

void fill(GameMessage &, const protocol::Startup &) {}
void fill(GameMessage &message, const protocol::Context &context)
{
    message.kind = MessageKind::Context;
    message.text = context.message;
    message.silent = context.silent;
}
void fill(GameMessage &message, const protocol::RegisterActions &registered)
{
    message.kind = MessageKind::Register;
    message.actions = protocol::namesOf(registered.actions);
}
void fill(GameMessage &message, const protocol::UnregisterActions &unregistered)
{
    message.kind = MessageKind::Unregister;
    message.actions = unregistered.names;
}
void fill(GameMessage &message, const protocol::ForceActions &force)
{
    message.kind = MessageKind::Force;
    message.actions = force.actionNames;
    message.text = force.query;
    message.state = force.state.value_or(QString());
    message.priority = force.priority;
}
void fill(GameMessage &message, const protocol::ActionResult &result)
{
    message.kind = MessageKind::Result;
    message.success = result.success;
    message.text = result.message.value_or(QString());
}
void fill(GameMessage &message, const protocol::ShutdownReady &)
{
    message.kind = MessageKind::ShutdownReady;
}

} // namespace

bool matches(const GameMessage &message, const MessageMatch &match)
{
    if (message.kind != match.kind)
        return false;
    if (match.kind == MessageKind::Result) {
        const bool isMeant =
            match.actions.isEmpty() ||
            std::any_of(message.actions.cbegin(), message.actions.cend(),
                        [&match](const QString &name) { return match.actions.contains(name); });
        if (!isMeant)
            return false;
    } else if (!haveAll(message.actions, match.actions)) {
        return false;
    }
    const bool isText = match.text.matches(message.text) ||
                        (match.kind == MessageKind::Force && match.text.matches(message.state));
    return isText && (!match.success || *match.success == message.success) &&
           (!match.silent || *match.silent == message.silent) &&
           (!match.priority || *match.priority == message.priority);
}

QString describe(const GameMessage &message)
{
    const QString kind = relay::nameOf(message.kind, messageKindNames);
    const QString names = protocol::quoteForMessage(message.actions.join(u", "));
    switch (message.kind) {
    case MessageKind::Connect:
    case MessageKind::Startup:
    case MessageKind::ShutdownReady:
    case MessageKind::Disconnect:
        return kind;
    case MessageKind::Context:
        return u"%1%2 %3"_s.arg(message.silent ? u"silent "_s : QString(), kind,
                                quoted(message.text));
    case MessageKind::Register:
    case MessageKind::Unregister:
        return u"%1 %2"_s.arg(kind, names);
    case MessageKind::Force:
        return u"%1 of %2: %3"_s.arg(kind, names, quoted(message.text));
    case MessageKind::Result:
        return u"%1 of %2: %3: %4"_s.arg(
            kind, names.isEmpty() ? u"an action that was not asked for"_s : names,
            message.success ? u"success"_s : u"failure"_s, quoted(message.text));
    }
    Q_UNREACHABLE();
    return {};
}

void ScriptWorld::take(const relay::RelayEvent &event)
{
    std::visit(
        [this](const auto &one) {
            if constexpr (requires { note(one); })
                note(one);
        },
        event);
}

void ScriptWorld::add(GameMessage message, qint64 bytes)
{
    while (!m_messages.empty() &&
           (m_messages.size() >= messagesKept || m_bytes + bytes > bytesKept)) {
        m_lastDropped = m_messages.front().number;
        m_bytes -= m_sizes.front();
        m_messages.pop_front();
        m_sizes.pop_front();
    }
    message.number = ++m_lastNumber;
    m_messages.push_back(std::move(message));
    m_sizes.push_back(bytes);
    m_bytes += bytes;
}

void ScriptWorld::note(const relay::FrameEvent &frame)
{
    const bool isGame = frame.door == relay::Door::Backend && m_games.count(frame.peer) > 0;
    if (!isGame || frame.direction != relay::Direction::In || frame.binary ||
        frame.verdict != relay::Verdict::Accepted)
        return;
    // As the relay read it: the rules are the same.
    const auto decoded = protocol::decodeGameMessage(frame.payload);
    if (!decoded)
        return;
    GameMessage message;
    message.at = frame.at;
    message.peer = frame.peer;
    message.game = decoded->game;
    message.force = frame.force;
    std::visit([&message](const auto &content) { fill(message, content); }, decoded->message);
    if (message.kind == MessageKind::Result) {
        const QString &id = std::get<protocol::ActionResult>(decoded->message).id;
        if (const relay::ActionEvent *sent = action(id))
            message.actions = {sent->action};
    }
    add(std::move(message), frame.payload.size());
}

void ScriptWorld::note(const relay::PeerEvent &peer)
{
    if (peer.role != relay::PeerRole::Game || peer.door != relay::Door::Backend)
        return;
    GameMessage message;
    message.at = peer.at;
    message.peer = peer.peer;
    message.game = peer.name;
    switch (peer.state) {
    case relay::PeerEvent::State::Connected:
        m_games[peer.peer] = {peer.name, peer.gameId, {}};
        message.kind = MessageKind::Connect;
        break;
    case relay::PeerEvent::State::Named:
        m_games[peer.peer].name = peer.name;
        m_games[peer.peer].gameId = peer.gameId;
        return;
    case relay::PeerEvent::State::Disconnected:
        if (m_games.erase(peer.peer) == 0)
            return;
        message.kind = MessageKind::Disconnect;
        break;
    }
    add(std::move(message), 0);
}

void ScriptWorld::note(const relay::RegistryEvent &registry)
{
    const auto game = m_games.find(registry.peer);
    if (game != m_games.end())
        game->second.actions = registry.actions;
}

void ScriptWorld::note(const relay::ForceEvent &force)
{
    if (relay::isOver(force.state))
        m_forces.erase(force.id);
    else
        m_forces[force.id] = force;
}

void ScriptWorld::note(const relay::ActionEvent &action)
{
    if (action.state == relay::ActionState::Sent)
        m_sent = action.id;
    if (!m_actions.contains(action.id)) {
        if (m_actionOrder.size() >= actionsKept) {
            m_actions.remove(m_actionOrder.front());
            m_actionOrder.pop_front();
        }
        m_actionOrder.push_back(action.id);
    }
    m_actions.insert(action.id, action);
}

void ScriptWorld::note(const relay::DiagnosticEvent &diagnostic)
{
    if (m_diagnostics.size() >= diagnosticsKept)
        ++m_droppedDiagnostics;
    else
        m_diagnostics.push_back({diagnostic, false});
}

QList<relay::PeerId> ScriptWorld::gamesCalled(const QString &game) const
{
    QList<relay::PeerId> peers;
    for (const auto &[peer, state] : m_games) {
        // One that has not said its name is nobody yet.
        if (!state.gameId.isEmpty() && isCalled(peer, state.name, game))
            peers.append(peer);
    }
    return peers;
}

bool ScriptWorld::isCalled(relay::PeerId peer, const QString &name, const QString &game) const
{
    if (game.isEmpty() || name == game)
        return true;
    const auto known = m_games.find(peer);
    return known != m_games.end() && (known->second.name == game || known->second.gameId == game);
}

const relay::ActionEvent *ScriptWorld::action(const QString &id) const
{
    const auto action = m_actions.constFind(id);
    return action == m_actions.cend() ? nullptr : &*action;
}

QString ScriptWorld::takeSent()
{
    return std::exchange(m_sent, {});
}

} // namespace neuro::script
