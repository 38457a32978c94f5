// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "world.h"

#include "actionnames.h"
#include "protocol/messages.h"

#include <algorithm>

namespace neuro::sim {

using namespace Qt::Literals::StringLiterals;
using namespace relay;

namespace {

QByteArray markOf(char letter, quint64 first, quint64 second)
{
    return letter + QByteArray::number(first) + '.' + QByteArray::number(second);
}

/// `["move","say"]` of the bits of `actions`.
QByteArray namesOf(unsigned actions)
{
    QByteArray names = "[";
    for (std::size_t i = 0; i < actionNames.size(); ++i) {
        if ((actions & (1U << i)) == 0)
            continue;
        if (names.size() > 1)
            names += ',';
        names += '"';
        names += actionNames[i];
        names += '"';
    }
    return names + ']';
}

unsigned someActions(quint32 number)
{
    const unsigned actions = number & (number >> 8) & 0xFFU;
    return actions != 0 ? actions : 1U << (number % actionNames.size());
}

} // namespace

void World::say(Game &game, GameText message, const QByteArray &command, const QByteArray &data)
{
    message.number = ++game.lastNumber;
    message.text.reserve(96 + data.size());
    message.text += R"({"command":")";
    message.text += command;
    message.text += '"';
    if (!game.isIntegration) {
        message.text += R"(,"game":")";
        message.text += game.name;
        message.text += '"';
    }
    if (!data.isEmpty())
        message.text += ",\"data\":" + data;
    message.text += '}';
    game.toRelay.push_back(std::move(message));
}

void World::speak(Game &game, const Step &step)
{
    using What = GameText::What;
    if (game.isIntegration && step.a / 7 % 2 == 0) {
        speakInForms(game, step);
        return;
    }
    const quint64 number = game.lastNumber + 1;
    const quint32 kind = step.b % 100;
    if (kind < 45) {
        const bool isSilent = step.c % 2 == 0;
        say(game, {.what = What::Context, .flag = isSilent}, "context",
            R"({"message":")" + markOf('c', game.peer, number) + paddingOf(step) +
                R"(","silent":)" + (isSilent ? "true}" : "false}"));
    } else if (kind < 62) {
        const unsigned actions = someActions(step.c);
        QByteArray list;
        for (unsigned i = 0; i < actionNames.size(); ++i) {
            if ((actions & (1U << i)) == 0)
                continue;
            list += list.isEmpty() ? "" : ",";
            list += R"({"name":")" + QByteArray(actionNames[i]) + R"(","description":")" +
                    descriptionOf(game, i) + "\"}";
        }
        say(game, {.what = What::Register, .actions = actions}, "actions/register",
            R"({"actions":[)" + list + "]}");
    } else if (kind < 70) {
        const unsigned actions = someActions(step.c);
        say(game, {.what = What::Unregister, .actions = actions}, "actions/unregister",
            R"({"action_names":)" + namesOf(actions) + '}');
    } else if (kind < 90) {
        const char *priority = protocol::priorityNames[step.a / 7 % 4];
        say(game, {.what = What::Force}, "actions/force",
            R"({"query":")" + markOf('f', game.peer, number) + R"(","state":")" + paddingOf(step) +
                R"(","action_names":)" + namesOf(someActions(step.c)) + R"(,"priority":")" +
                priority + "\"}");
    } else if (kind < 92) {
        say(game, {.what = What::Startup}, "startup", {});
    } else if (kind < 96) {
        say(game, {.what = What::Unknown}, "actions/dance", R"({"steps":1.0})");
    } else if (kind < 98) {
        say(game, {}, "shutdown/ready", {});
    } else if (!game.isIntegration) { // It may say anything.
        game.toRelay.push_back({.text = kind == 98 ? QByteArray("{]") : QByteArray("7")});
    }
}

void World::answer(Game &game, const Step &step)
{
    const bool isSuccess = step.c % 3 != 0;
    // Now and then with an id that is not its own to answer.
    const Game *whose = step.c % 32 == 1 ? pick(step.b) : &game;
    if (!whose || whose->asked.empty())
        return;
    const std::size_t index = step.b % whose->asked.size();
    const ForGame action = whose->asked[index];
    const bool isRepeatedLater = step.c % 32 == 2;
    if (whose == &game && !isRepeatedLater)
        game.asked.erase(game.asked.begin() + static_cast<std::ptrdiff_t>(index));
    if (game.isIntegration && step.c % 2 == 0) {
        game.toRelay.push_back({.what = GameText::What::Result,
                                .text = R"({"event":"action_result","payload":{"id":")" +
                                        action.actionId + R"(","status":")" +
                                        (isSuccess ? "ok" : "error") + R"(","message":"m)" +
                                        QByteArray::number(action.mark) + "\"}}",
                                .number = ++game.lastNumber,
                                .flag = isSuccess,
                                .id = action.actionId});
        return;
    }
    say(game, {.what = GameText::What::Result, .flag = isSuccess, .id = action.actionId},
        "action/result",
        R"({"id":")" + action.actionId + R"(","success":)" + (isSuccess ? "true" : "false") +
            R"(,"message":"m)" + QByteArray::number(action.mark) + paddingOf(step) + "\"}");
}

void World::fromGame(Game &game)
{
    if (game.toRelay.empty())
        return;
    GameText message = std::move(game.toRelay.front());
    game.toRelay.pop_front();
    const PeerId peer = game.peer;
    if (message.what == GameText::What::Choice) {
        choose(peer, game.name, false, message.token, actionNames[message.actions]);
        return;
    }
    if (message.what == GameText::What::Replace)
        message.text = replacementOf(game, message);
    if (message.what == GameText::What::Pong) {
        m_engine->pongReceived(peer, message.token, m_now);
        takeOutputs();
        return;
    }
    if (m_restrictions.isMuted(game.name))
        leak(game, message);
    game.unheard.push_back(message);
    if (m_fault == Fault::OvertakeDelayed && game.unheard.size() > 1 && strike())
        std::swap(game.unheard.back(), game.unheard.front());
    const bool isDelayed = m_bench.fromGamesMs > 0 && !game.isIntegration;
    if (!isDelayed || !strike(Fault::LoseDelayed))
        m_engine->textReceived(peer, message.text, m_now);
    takeOutputs();
    if (message.what == GameText::What::Context && m_upstream == 0 &&
        m_order.isInMemory(peer, message.number))
        fail(u"a context came while upstream was away, and nothing keeps it"_s);
}

/// The relay hears what a game has said, at once or after the delay of the test bench.
void World::hear(const FrameEvent &frame)
{
    Game *game = gameOrLeaving(frame.peer);
    if (!game || frame.command == "choice"_L1)
        return;
    if (game->unheard.empty() || game->unheard.front().text != frame.payload) {
        fail(u"game %1 is heard to say what it has not said next"_s.arg(frame.peer));
        return;
    }
    const GameText message = std::move(game->unheard.front());
    game->unheard.pop_front();
    // Who is blocked is sent away as soon as it says who it is.
    if (m_restrictions.isShutOut(game->name) && message.text.contains("\"game\"")) {
        ++m_tally.shutOut;
        m_shutOut.push_back(game->peer);
        return;
    }
    expectUpward(*game, message, frame.seq);
}

/// What the engine is to pass on of a message that it has just heard.
void World::expectUpward(Game &game, const GameText &message, quint64 origin)
{
    using Kind = UpMessage::Kind;
    UpwardOrder::Expected expected;
    expected.number = message.number;
    expected.origin = origin;
    const bool isMuted = m_restrictions.isMuted(game.name);
    switch (message.what) {
    case GameText::What::Startup:
        game.registered = 0;
        game.takenAway = 0;
        return;
    case GameText::What::Context:
        expected.silent = message.flag;
        expected.createdUs = m_now.wall;
        expected.bytes = message.text.size();
        ++m_tally.contexts;
        if (isMuted)
            return;
        m_order.expect(game.peer, game.name, expected);
        return;
    case GameText::What::Register:
        expected.kind = Kind::Register;
        expected.actions = message.actions & ~game.registered;
        game.registered |= message.actions;
        game.takenAway &= ~message.actions;
        break;
    case GameText::What::Unregister:
        expected.kind = Kind::Unregister;
        expected.actions = message.actions & game.registered;
        game.registered &= ~message.actions;
        game.takenAway &= ~message.actions;
        break;
    case GameText::What::Replace: {
        // More or less, never both: it goes up as one message.
        const unsigned wanted = wantedOf(game, message);
        expected.kind = message.flag ? Kind::Register : Kind::Unregister;
        expected.actions = wanted ^ game.registered;
        game.registered = wanted;
        game.takenAway = 0; // What it does not name it has unregistered itself.
        break;
    }
    case GameText::What::Result: {
        const auto sent = m_sentActions.constFind(message.id);
        if (sent == m_sentActions.constEnd() || sent->peer != game.peer)
            return;
        const NeuroAction asked = m_neuroActions[sent->mark];
        const bool isNeuros = sent->mark != 0 && !sent->isAnsweredUp;
        m_sentActions.erase(sent);
        if (!isNeuros || asked.session != m_session)
            return;
        expected.kind = Kind::Result;
        expected.id = asked.id;
        expected.success = message.flag;
        break;
    }
    case GameText::What::Unknown:
        expected.kind = Kind::Other;
        if (isMuted)
            return;
        break;
    case GameText::What::Force:
    case GameText::What::Other:
    case GameText::What::Pong:
    case GameText::What::Choice:
        return;
    }
    if (expected.kind == Kind::Register || expected.kind == Kind::Unregister)
        expected.actions = m_restrictions.visible(game.name, expected.actions);
    const bool isEmpty = (expected.kind == Kind::Register || expected.kind == Kind::Unregister) &&
                         expected.actions == 0;
    if (m_isGreeted && !isEmpty)
        m_order.expect(game.peer, game.name, expected);
}

void World::toGame(Game &game)
{
    if (game.fromRelay.empty())
        return;
    const ForGame message = std::move(game.fromRelay.front());
    game.fromRelay.pop_front();
    if (game.isDeaf)
        return;
    if (message.pingToken != 0)
        game.toRelay.push_back({.what = GameText::What::Pong, .token = message.pingToken});
    else if (message.command != 0)
        readCommand(game, message.command);
    else if (!message.actionId.isEmpty())
        game.asked.push_back(message);
}

} // namespace neuro::sim
