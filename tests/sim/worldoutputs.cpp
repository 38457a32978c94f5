// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "world.h"

#include "protocol/json.h"
#include "relay/upstreamlink.h"

#include <algorithm>
#include <utility>

namespace neuro::sim {

using namespace Qt::Literals::StringLiterals;
using namespace relay;

namespace {

constexpr qint64 actionTimeoutUs = 18'000 * microsPerMs;

/// The `t` in the data of one of Neuro's actions; 0 when it is not hers.
quint64 markOf(const protocol::JsonValue &data)
{
    const QByteArrayView text = data.utf8();
    return text.startsWith("{\"t\":") ? text.sliced(5).chopped(1).toULongLong() : 0;
}

} // namespace

void World::takeOutputs()
{
    m_engine->takeOutputs(m_outputs);
    m_framesOut.clear();
    for (const RelayEvent &event : m_outputs.events) {
        if (const auto *frame = std::get_if<FrameEvent>(&event))
            see(*frame);
        else if (const auto *force = std::get_if<ForceEvent>(&event))
            see(*force);
        else if (const auto *action = std::get_if<ActionEvent>(&event))
            see(*action);
        else if (const auto *peer = std::get_if<PeerEvent>(&event))
            see(*peer);
        else if (const auto *health = std::get_if<OutboxHealthEvent>(&event))
            see(*health);
    }
    for (const Effect &effect : m_outputs.effects)
        std::visit([this](const auto &content) { perform(content); }, effect);
    if (!m_framesOut.empty())
        fail(u"a frame is told of and not sent"_s);
    if (!m_dueResults.isEmpty())
        fail(u"a watcher is not told of its action's result"_s);
    // Only now: what a closing connection brings about has outputs of its own.
    while (!m_closing.empty()) {
        const PeerId peer = m_closing.back();
        m_closing.pop_back();
        if (peer == m_upstream) {
            disconnectUpstream();
            continue;
        }
        for (std::size_t i = 0; i < m_games.size(); ++i) {
            if (m_games[i]->peer == peer) {
                disconnectGame(i);
                break;
            }
        }
    }
}

void World::see(const FrameEvent &frame)
{
    if (frame.seq != ++m_lastFrame)
        fail(u"frame %1 follows frame %2"_s.arg(frame.seq).arg(m_lastFrame - 1));
    if (frame.direction != Direction::Out)
        return;
    m_framesOut.push_back(&frame);
    if (frame.door == Door::Upstream && frame.command == "actions/force"_L1)
        checkTurn(frame.force);
}

void World::see(const ForceEvent &event)
{
    const bool isUpstreams =
        event.state == ForceState::Succeeded ||
        (event.decider == Decider::Upstream &&
         (event.state == ForceState::Asked || event.state == ForceState::Answered ||
          event.state == ForceState::Failed));
    if (event.id == m_forceUp && !isUpstreams)
        m_withdrawnOf.push_back(event.name);
    m_lastForce = std::max(m_lastForce, event.id);
    if (isOver(event.state))
        m_forces.erase(event.id);
    else
        m_forces[event.id] = {event.peer,      event.name,    event.request.priority,
                              event.state,     event.decider, event.request.actionNames,
                              event.answeredBy};
}

void World::see(const PeerEvent &event)
{
    if (event.state != PeerEvent::State::Named)
        return;
    Game *game = gameOf(event.peer);
    // Under another identifier it has other names, and what it had upstream is taken back.
    if (game && std::exchange(game->isNamed, true))
        m_withdrawnOf.push_back(event.name);
}

/// The outbox itself has no trouble here but that it does not answer.
void World::see(const OutboxHealthEvent &event)
{
    if (!event.problem.isEmpty())
        m_order.overtakeOutbox();
}

void World::see(const ActionEvent &event)
{
    noteOrder(event);
    if (event.state != ActionState::Timeout && event.state != ActionState::Lost)
        return;
    const auto sent = m_sentActions.constFind(event.id.toUtf8());
    if (sent == m_sentActions.constEnd())
        return;
    if (event.state == ActionState::Timeout && m_now.mono - sent->sentAt < actionTimeoutUs)
        fail(u"action %1 is timed out before its time"_s.arg(event.id));
    m_sentActions.erase(sent);
}

/// A force goes up: none may wait that should have gone before it.
void World::checkTurn(ForceId id)
{
    ++m_tally.forces;
    ++m_forcesUp;
    m_forceUp = id;
    const OpenForce &sent = m_forces[id];
    for (const auto &[other, force] : m_forces) {
        if (other == id || force.state != ForceState::Waiting ||
            force.decider != Decider::Upstream || force.priority <= sent.priority)
            continue;
        // The answer to an earlier force with one of its names may still be under way. Where names
        // go from game to game, that may be anybody's.
        const bool isTakenBack = m_settings.upstream.naming == Naming::Always
                                     ? std::find(m_withdrawnOf.begin(), m_withdrawnOf.end(),
                                                 force.game) != m_withdrawnOf.end()
                                     : !m_withdrawnOf.empty();
        if (!isBusy(force.peer) && !isTakenBack)
            fail(u"force %1 goes up before %2"_s.arg(id).arg(other));
    }
}

void World::perform(const SendText &effect)
{
    if (m_framesOut.empty() || m_framesOut.front()->peer != effect.peer ||
        m_framesOut.front()->payload != effect.utf8) {
        fail(u"a text is sent and not told of"_s);
        return;
    }
    const FrameEvent &frame = *m_framesOut.front();
    m_framesOut.pop_front();
    if (effect.peer == m_upstream && m_upstream != 0) {
        auto message = readUpMessage(effect.utf8);
        if (!message) {
            fail(u"upstream cannot read: %1"_s.arg(QString::fromUtf8(effect.utf8)));
            return;
        }
        message->origin = frame.origin;
        if (!plantFault(*message))
            sendUp(std::move(*message));
        return;
    }
    if (watcherOf(effect.peer)) {
        hearAnswer(effect.peer, frame);
        return;
    }
    Game *game = gameOf(effect.peer);
    if (game && m_fault == Fault::WrongGame && !frame.actionId.isEmpty() && m_games.size() > 1 &&
        strike())
        game = game == m_games[0].get() ? m_games[1].get() : m_games[0].get();
    if (game)
        sendDown(*game, frame);
    else if (!frame.payload.startsWith(R"({"error":"replaced by)"))
        fail(u"a text for %1, which is gone"_s.arg(effect.peer));
}

void World::sendDown(Game &game, const FrameEvent &frame)
{
    if (m_broadcast && frame.payload == *m_broadcast)
        ++m_forAll;
    if (game.isIntegration && frame.command.isEmpty()) {
        hearAnswer(game.peer, frame);
        return;
    }
    ForGame message;
    if (frame.command == "cmd"_L1) {
        message.command = CommandOrder::numberOf(frame.payload);
        if (!deliver(game, message.command))
            return;
    }
    if (!frame.actionId.isEmpty()) {
        const auto document = protocol::JsonDocument::parse(frame.payload);
        const protocol::JsonValue data = document->root().member("data");
        message.actionId = data.member("id").utf8().toByteArray();
        message.mark = markOf(data.member("data"));
        const QByteArrayView name = data.member("name").utf8();
        const auto action = std::find(actionNames.begin(), actionNames.end(), name);
        const auto bit = static_cast<unsigned>(action - actionNames.begin());
        if (action == actionNames.end() || (game.registered & (1U << bit)) == 0)
            fail(u"game %1 is sent an action that it has not"_s.arg(game.peer));
        if (frame.peer != game.peer || m_sentActions.contains(message.actionId))
            fail(u"action %1 goes where it does not belong"_s.arg(frame.actionId));
        if (message.mark != 0) {
            ++m_tally.actions;
            const NeuroAction &asked = m_neuroActions[message.mark];
            if (asked.session != m_session)
                fail(u"action %1 is of an earlier connection"_s.arg(frame.actionId));
            if (!asked.game.isEmpty() && asked.game != game.name)
                fail(u"action %1 was meant for another game"_s.arg(frame.actionId));
        }
        m_sentActions.insert(message.actionId, {game.peer, message.mark, m_now.mono});
    }
    game.fromRelay.push_back(std::move(message));
}

void World::sendUp(UpMessage message)
{
    fail(m_order.sent(message, m_now));
    if (message.kind == UpMessage::Kind::Result)
        checkResultUp(message);
    m_up.push_back(std::move(message));
}

void World::checkResultUp(const UpMessage &message)
{
    ++m_tally.results;
    const auto owed = m_owed.find(message.id);
    if (owed == m_owed.end() || *owed <= 0)
        fail(u"%1 is answered and does not wait"_s.arg(QString::fromUtf8(message.id)));
    else
        --*owed;
}

void World::perform(const ClosePeer &effect)
{
    m_closing.push_back(effect.peer);
}

void World::perform(const PingPeer &effect)
{
    if (effect.peer == m_upstream && m_upstream != 0) {
        m_order.pinged(effect.token);
        if (m_fault == Fault::EarlyPong && m_order.hasUnreadRows() && strike())
            m_earlyPong = effect.token;
        UpMessage ping;
        ping.kind = UpMessage::Kind::Ping;
        ping.pingToken = effect.token;
        m_up.push_back(std::move(ping));
    } else if (Game *game = gameOf(effect.peer)) {
        game->fromRelay.push_back({.pingToken = effect.token});
    }
}

void World::perform(const KeepInOutbox &effect)
{
    if (effect.row.destination != UpstreamLink::destination()) {
        keepCommand(effect);
        m_outbox.ask(effect);
        return;
    }
    ++m_tally.rows;
    const auto message = readUpMessage(effect.row.payload);
    if (message && message->kind == UpMessage::Kind::Context)
        fail(m_order.kept(*message, effect.ticket));
    else
        fail(u"the outbox is given what is no context"_s);
    if (m_fault == Fault::LoseRow && message && message->peer != 0 &&
        m_order.isUnsent(message->peer, message->number) && strike())
        m_outbox.loseRow(effect.ticket);
    if (m_fault == Fault::DropRow && m_outbox.count().rows > 0 && strike())
        m_outbox.dropOne(m_now.wall);
    m_outbox.ask(effect);
}

void World::perform(const FetchOutbox &effect)
{
    m_outbox.ask(effect);
}

void World::perform(const RemoveFromOutbox &effect)
{
    const bool isCommand = !effect.ids.isEmpty() && m_commands.isOwn(effect.ids.first());
    fail(isCommand ? m_commands.removed(effect.ids) : m_order.removed(effect.ids));
    m_outbox.ask(effect);
}

void World::perform(const SettleEarlierRun &effect)
{
    if (effect.discard) {
        m_order.discardEarlierRun();
        m_commands.discardEarlierRun();
    }
    m_outbox.ask(effect);
}

/// Whether the planted fault is to happen now.
bool World::strike()
{
    if (m_isOver || m_hasFaulted || m_faultCountdown-- > 0)
        return false;
    m_hasFaulted = true;
    return true;
}

void World::noteCut()
{
    m_wasCut = m_wasCut || m_hasFaulted;
}

/// Whether `message` was dealt with.
bool World::plantFault(UpMessage &message)
{
    using Kind = UpMessage::Kind;
    if (m_heldBack) {
        sendUp(message);
        if (message.kind == Kind::Context && message.peer == m_heldBack->peer)
            sendUp(*std::exchange(m_heldBack, std::nullopt));
        return true;
    }
    switch (m_fault) {
    case Fault::SwapResults:
        for (UpMessage &other : m_up) {
            if (message.kind == Kind::Result && other.kind == Kind::Result &&
                message.text.startsWith('m') && other.text.startsWith('m') &&
                other.id != message.id && strike()) {
                sendUp(message);
                std::swap(other.id, m_up.back().id);
                return true;
            }
        }
        return false;
    case Fault::LoseMessage:
        return message.origin != 0 && message.kind != Kind::Force && strike();
    case Fault::RepeatForce:
    case Fault::RepeatResult:
        if (message.kind == (m_fault == Fault::RepeatForce ? Kind::Force : Kind::Result) &&
            strike())
            sendUp(message);
        return false;
    case Fault::OvertakeMessage:
        if (message.kind != Kind::Context || message.peer == 0 || !strike())
            return false;
        m_heldBack = message;
        return true;
    case Fault::LoseResult:
        return message.kind == Kind::Result && strike();
    case Fault::LoseForce:
        return message.kind == Kind::Force && strike();
    case Fault::None:
    case Fault::LoseCommand:
    case Fault::LoseDelivery:
    case Fault::WrongGame:
    case Fault::LoseRow:
    case Fault::EarlyPong:
    case Fault::DropRow:
        break;
    }
    return false;
}

} // namespace neuro::sim
