// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "world.h"

#include "actionnames.h"
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

/// What the operator sends to games ends with its number.
std::optional<quint64> numberAtEnd(const QByteArray &text)
{
    constexpr QByteArrayView before = R"("told":)";
    const qsizetype at = text.lastIndexOf(before);
    if (at < 0)
        return std::nullopt;
    return text.sliced(at + before.size()).chopped(2).toULongLong();
}

} // namespace

/// In the order in which they were brought about: a message goes out where it is told of.
void World::takeOutputs()
{
    m_engine->takeOutputs(m_outputs);
    m_framesOut.clear();
    std::size_t effect = 0;
    // That the outbox is not waited for is told behind what has not waited.
    for (const RelayEvent &event : m_outputs.events) {
        if (const auto *health = std::get_if<OutboxHealthEvent>(&event))
            see(*health);
    }
    for (const RelayEvent &event : m_outputs.events) {
        if (const auto *frame = std::get_if<FrameEvent>(&event)) {
            see(*frame);
            if (!m_framesOut.empty())
                performUpTo(effect, true);
        } else if (const auto *force = std::get_if<ForceEvent>(&event)) {
            see(*force);
        } else if (const auto *action = std::get_if<ActionEvent>(&event)) {
            see(*action);
        } else if (const auto *peer = std::get_if<PeerEvent>(&event)) {
            see(*peer);
        } else if (const auto *answer = std::get_if<OperatorEvent>(&event)) {
            see(*answer);
        } else if (const auto *restriction = std::get_if<RestrictionEvent>(&event)) {
            see(*restriction);
        } else if (const auto *snapshot = std::get_if<SnapshotEvent>(&event)) {
            see(*snapshot);
        } else if (const auto *settings = std::get_if<SettingsEvent>(&event)) {
            see(*settings);
        } else if (const auto *bench = std::get_if<TestBenchEvent>(&event)) {
            see(*bench);
        } else if (const auto *outbox = std::get_if<OutboxEvent>(&event)) {
            see(*outbox);
        }
    }
    performUpTo(effect, false);
    if (!m_framesOut.empty())
        fail(u"a frame is told of and not sent"_s);
    if (!m_dueResults.isEmpty())
        fail(u"a watcher is not told of its action's result"_s);
    closeConnections();
}

/// From this effect on: until a text was sent, or all.
void World::performUpTo(std::size_t &effect, bool isText)
{
    while (effect < m_outputs.effects.size()) {
        const Effect &next = m_outputs.effects[effect++];
        std::visit([this](const auto &content) { perform(content); }, next);
        if (isText && std::holds_alternative<SendText>(next))
            return;
    }
}

/// Only behind everything else: what a closing connection brings about has outputs of its own.
void World::closeConnections()
{
    const std::vector<PeerId> shutOut = std::exchange(m_shutOut, {});
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
        for (std::size_t i = 0; i < m_watchers.size(); ++i) {
            if (m_watchers[i].peer == peer) {
                disconnectWatcher(i);
                break;
            }
        }
    }
    for (const PeerId peer : shutOut) {
        if (gameOf(peer))
            fail(u"game %1 is blocked, and let in"_s.arg(peer));
    }
}

void World::see(const FrameEvent &frame)
{
    if (frame.seq != ++m_lastFrame)
        fail(u"frame %1 follows frame %2"_s.arg(frame.seq).arg(m_lastFrame - 1));
    if (frame.direction == Direction::In) {
        hear(frame);
        return;
    }
    if (strike(Fault::LoseFrame))
        return;
    m_framesOut.push_back(&frame);
    if (frame.door == Door::Upstream && frame.command == "actions/force"_L1)
        checkTurn(frame.force);
}

void World::see(const ForceEvent &event)
{
    if (isOver(event.state) && strike(Fault::LoseEnd))
        return;
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
        m_forces[event.id] = {event.peer,
                              event.name,
                              event.request.priority,
                              event.state,
                              event.decider,
                              event.request.actionNames,
                              event.answeredBy,
                              event.request.state.value_or(QString()).size()};
}

void World::see(const PeerEvent &event)
{
    if (event.peer == m_upstream && event.state == PeerEvent::State::Connected)
        m_isGreeted = true;
    if (event.state != PeerEvent::State::Named)
        return;
    Game *game = gameOf(event.peer);
    // Under another identifier it has other names, and what it had upstream is taken back.
    if (game && std::exchange(game->isNamed, true))
        m_withdrawnOf.push_back(event.name);
    else if (game)
        game->namedAt = ++m_lastNamed;
}

/// That it cannot be read or written is told by itself; that it does not answer, by the engine.
void World::see(const OutboxHealthEvent &event)
{
    if (!event.problem.isEmpty() && m_engine->census().isWithoutOutbox)
        m_order.overtakeOutbox();
}

void World::see(const ActionEvent &event)
{
    if (event.state == ActionState::Sent)
        noteSent(event);
    noteOrder(event);
    if (event.state != ActionState::Timeout && event.state != ActionState::Lost)
        return;
    const auto sent = m_sentActions.find(event.id.toUtf8());
    if (sent == m_sentActions.end())
        return;
    if (event.state == ActionState::Timeout && strike(Fault::EarlyTimeout))
        sent->sentAt += 1000 * microsPerMs;
    if (event.state == ActionState::Timeout && m_now.mono - sent->sentAt < actionTimeoutUs)
        fail(u"action %1 is timed out before its time"_s.arg(event.id));
    if (!sent->isDelivered)
        m_lostActions.insert(sent.key());
    m_sentActions.erase(sent);
}

/// A force goes up: none may wait that should have gone before it.
void World::checkTurn(ForceId id)
{
    ++m_tally.forces;
    ++m_forcesUp;
    m_forceUp = id;
    const OpenForce &sent = m_forces[id];
    if (!isForNeuro(sent))
        fail(u"force %1 goes up, and is nothing for upstream"_s.arg(id));
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
        if (!isBusy(force.peer) && !isTakenBack && mayGoUp(force))
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
    if (strike(Fault::LoseText))
        return;
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
    if (game && !frame.actionId.isEmpty() && strike(Fault::RepeatAction))
        sendDown(*game, frame);
    if (game)
        sendDown(*game, frame);
    else if (!frame.payload.startsWith(R"({"error":"replaced by)"))
        fail(u"a text for %1, which is gone"_s.arg(effect.peer));
}

void World::sendDown(Game &game, const FrameEvent &frame)
{
    if (m_broadcast && frame.payload == *m_broadcast && !strike(Fault::LoseBroadcast))
        ++m_forAll;
    if (!m_toldCommand.isEmpty() && frame.command == m_toldCommand)
        ++m_toldGames;
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
    if (frame.isHostile) {
        sendHostile(game, frame);
        return;
    }
    if (const auto number = numberAtEnd(frame.payload)) {
        if (strike(Fault::LoseTold))
            return;
        if (game.told.empty() || game.told.front() != *number)
            fail(u"game %1 is told %2 of the operator, which is not next"_s.arg(game.peer).arg(
                *number));
        else
            game.told.pop_front();
    }
    // What the operator wrote himself has the id that he gave it.
    if (!frame.actionId.isEmpty() && frame.actionId != "mine"_L1)
        sendAction(game, frame, message);
    game.fromRelay.push_back(std::move(message));
}

/// An action reaches a game.
void World::sendAction(Game &game, const FrameEvent &frame, ForGame &message)
{
    const auto document = protocol::JsonDocument::parse(frame.payload);
    const protocol::JsonValue data = document->root().member("data");
    message.actionId = data.member("id").utf8().toByteArray();
    message.mark = markOf(data.member("data"));
    // Those of one game come in the order in which they were sent, delayed or not.
    const quint64 number =
        message.actionId.sliced(message.actionId.lastIndexOf('-') + 1).toULongLong();
    if (number <= std::exchange(game.lastAction, number))
        fail(u"action %1 overtakes another one"_s.arg(frame.actionId));
    const bool isLost = m_lostActions.remove(message.actionId);
    const auto sent = m_sentActions.constFind(message.actionId);
    const bool isNew = sent == m_sentActions.constEnd();
    const bool isItsOwn = isNew || (sent->peer == game.peer && !sent->isDelivered);
    if (frame.peer != game.peer || !isItsOwn || m_hostileIds.contains(message.actionId))
        fail(u"action %1 goes where it does not belong"_s.arg(frame.actionId));
    if (message.mark != 0) {
        ++m_tally.actions;
        const NeuroAction &asked = m_neuroActions[message.mark];
        if (asked.session != m_session)
            fail(u"action %1 is of an earlier connection"_s.arg(frame.actionId));
        if (!asked.game.isEmpty() && asked.game != game.name)
            fail(u"action %1 was meant for another game"_s.arg(frame.actionId));
    }
    if (!isLost)
        m_sentActions.insert(message.actionId, {game.peer, message.mark, m_now.mono});
}

/// The relay has chosen an action, which may be delayed on its way.
void World::noteSent(const ActionEvent &event)
{
    const Game *game = gameOrLeaving(event.peer);
    const unsigned bit = bitOf(event.action.toUtf8());
    if (!game || (game->registered & bit) == 0)
        fail(u"game %1 is sent an action that it has not"_s.arg(event.peer));
    else if (event.source == ActionSource::Upstream && m_restrictions.visible(game->name, bit) == 0)
        fail(u"game %1 is sent an action that Neuro must not know"_s.arg(event.peer));
    checkChoice(event);
    const QByteArray id = event.id.toUtf8();
    if (!m_sentActions.contains(id))
        m_sentActions.insert(id, {event.peer, 0, m_now.mono, false, false});
}

void World::sendUp(UpMessage message)
{
    checkSizeUp(message);
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
    const Game *game = gameOf(effect.peer);
    if (game && m_restrictions.isShutOut(game->name) && strike(Fault::LetIn))
        return;
    if (!mayBeSentAway(effect.peer))
        fail(u"%1 is sent away without a reason"_s.arg(effect.peer));
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
    if (message)
        plantOutboxFault(effect, *message);
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

void World::perform(const RememberDestination &effect)
{
    if (strike(Fault::ForgetIntegration))
        return;
    m_remembered = effect.destination;
    m_outbox.ask(effect);
}

} // namespace neuro::sim
