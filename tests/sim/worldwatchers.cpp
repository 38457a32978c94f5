// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "world.h"

#include "actionnames.h"
#include "peernames.h"
#include "protocol/json.h"

#include <algorithm>

namespace neuro::sim {

using namespace Qt::Literals::StringLiterals;
using namespace relay;

namespace {

constexpr std::array watcherNames = {"ui", "boss", "bot"};
constexpr std::size_t mostInFlight = 64; ///< EngineSettings' default.

const QByteArray sentAnswer = R"({"status":"sent"})";
const QByteArray queuedAnswer = R"({"status":"queued"})";
const QByteArray chosenAnswer = R"({"status":"chosen"})";
const QByteArray forwardedAnswer = R"({"status":"forwarded_to_neuro"})";

QString destinationOf(const QByteArray &name)
{
    return u"integration:"_s + QString::fromUtf8(name);
}

QByteArray choiceOf(const QString &requestId, const QByteArray &action)
{
    return R"({"choice":{"request_id":")" + requestId.toUtf8() + R"(","selected":")" + action +
           "\"}}";
}

} // namespace

// Integrations: games that have registered, and speak in other ways, too.

void World::connectIntegration(const Step &step)
{
    const QByteArray name = integrationNames[step.a % integrationNames.size()];
    for (const auto &game : m_games) {
        if (game->isIntegration && game->name == name)
            game->isReplaced = true;
    }
    m_commands.connectionLost(destinationOf(name));
    if (m_fault == Fault::LoseDelivery)
        noteCut();
    auto game = std::make_unique<Game>();
    game->peer = ++m_lastPeer;
    game->name = name;
    game->isIntegration = true;
    game->isDeaf = step.c % 16 == 0;
    if (m_restrictions.isShutOut(name))
        ++m_tally.shutOut;
    else
        m_seenIntegrations.insert(name);
    m_gameNames.insert(game->peer, game->name);
    m_games.push_back(std::move(game));
    m_remembered.clear();
    m_engine->peerConnected(m_lastPeer,
                            {Door::Intermediary, u"127.0.0.1:6"_s, PeerRole::Integration,
                             QString::fromUtf8(name), false},
                            m_now);
    takeOutputs();
    m_answers.clear(); // The older connection is told why it ends.
    const auto same = std::count_if(m_games.begin(), m_games.end(), [&](const auto &other) {
        return other->isIntegration && other->name == name;
    });
    if (m_remembered != (m_restrictions.isShutOut(name) ? QString() : destinationOf(name)))
        fail(u"the outbox is to remember %1 instead of %2"_s.arg(m_remembered,
                                                                 QString::fromUtf8(name)));
    if (same != (m_restrictions.isShutOut(name) ? 0 : 1))
        fail(u"%1 integrations are called %2"_s.arg(same).arg(QString::fromUtf8(name)));
}

void World::speakInForms(Game &game, const Step &step)
{
    using What = GameText::What;
    const quint32 kind = step.b % 100;
    const auto tell = [&game](GameText message) {
        message.number = ++game.lastNumber;
        game.toRelay.push_back(std::move(message));
    };
    if (kind < 35) {
        const QByteArray mark =
            'c' + QByteArray::number(game.peer) + '.' + QByteArray::number(game.lastNumber + 1);
        tell({.what = What::Context, .text = mark, .flag = true});
    } else if (kind < 55) {
        tell({.what = What::Replace, .actions = 1 + step.c % 255, .flag = kind < 48});
    } else if (kind < 65) {
        const auto action = static_cast<unsigned>(step.c % actionNames.size());
        tell({.what = What::Unregister,
              .text =
                  R"({"event":"unregister_actions","actions":[")"_ba + actionNames[action] + "\"]}",
              .actions = 1U << action});
    } else if (kind < 80) {
        QByteArray list;
        for (std::size_t i = 0; i < actionNames.size(); ++i) {
            if ((step.c & (1U << i)) != 0)
                list += (list.isEmpty() ? "" : ",") + R"({"name":")"_ba + actionNames[i] + "\"}";
        }
        const QByteArray mark =
            'f' + QByteArray::number(game.peer) + '.' + QByteArray::number(game.lastNumber + 1);
        tell({.what = What::Force,
              .text = R"({"op":"choose_force_action","query":")" + mark + R"(","actions":[)" +
                      list + "]}"});
    } else {
        tell({.what = What::Choice,
              .actions = static_cast<unsigned>(step.c % actionNames.size()),
              .token = m_lastForce == 0
                           ? 1
                           : 1 + m_lastForce - step.c % std::min<ForceId>(m_lastForce, 4)});
    }
}

/// `register_actions` with more than the integration has, or less: made only as the relay hears it.
QByteArray World::replacementOf(const Game &game, const GameText &message) const
{
    const unsigned wanted = wantedOf(game, message);
    QByteArray list;
    for (std::size_t i = 0; i < actionNames.size(); ++i) {
        if ((wanted & (1U << i)) == 0)
            continue;
        list += list.isEmpty() ? "\"" : ",\"";
        list += actionNames[i];
        list += R"(":{"description":")" + descriptionOf(game, static_cast<unsigned>(i)) + "\"}";
    }
    return R"({"event":"register_actions","actions":{)" + list + "}}";
}

unsigned World::wantedOf(const Game &game, const GameText &message)
{
    return message.flag ? game.registered | message.actions : game.registered & message.actions;
}

// Watchers: what they say is read and answered at once, but for what the outbox has to say.

World::Watcher *World::watcherOf(PeerId peer)
{
    const auto found =
        std::find_if(m_watchers.begin(), m_watchers.end(),
                     [peer](const Watcher &watcher) { return watcher.peer == peer; });
    return found == m_watchers.end() ? nullptr : &*found;
}

void World::connectWatcher(const Step &step)
{
    const std::size_t which = step.a % watcherNames.size();
    Watcher watcher;
    watcher.peer = ++m_lastPeer;
    watcher.name = watcherNames[which];
    watcher.isEnhanced = which == 1;
    // The relay ends an older connection of this name: it is told so before this one comes.
    std::erase_if(m_watchers, [&](const Watcher &other) { return other.name == watcher.name; });
    m_watchers.push_back(watcher);
    m_engine->peerConnected(watcher.peer,
                            {Door::Intermediary, u"127.0.0.1:7"_s, PeerRole::Watcher,
                             QString::fromUtf8(watcher.name), watcher.isEnhanced},
                            m_now);
    takeOutputs();
    m_answers.clear();
    if (m_engine->census().watchers != static_cast<int>(m_watchers.size()))
        fail(u"the relay does not know its watchers"_s);
}

void World::disconnectWatcher(std::size_t index)
{
    const PeerId peer = m_watchers[index].peer;
    m_watchers.erase(m_watchers.begin() + static_cast<std::ptrdiff_t>(index));
    m_engine->peerDisconnected(peer, {1001}, m_now);
    takeOutputs();
}

/// What the relay answers to `text`.
QList<QByteArray> World::ask(PeerId peer, const QByteArray &text)
{
    m_speaker = peer;
    m_engine->textReceived(peer, text, m_now);
    takeOutputs();
    m_speaker = 0;
    return takeAnswers(peer);
}

QList<QByteArray> World::takeAnswers(PeerId peer)
{
    QList<QByteArray> answers;
    for (const auto &[to, text] : m_answers) {
        if (to != peer)
            fail(u"an answer for %1 goes to %2"_s.arg(peer).arg(to));
        answers.append(text);
    }
    m_answers.clear();
    return answers;
}

void World::watcherSpeaks(const Step &step)
{
    if (m_watchers.empty())
        return;
    const Watcher watcher = m_watchers[step.a % m_watchers.size()];
    const quint32 kind = step.b % 100;
    if (kind < 45) {
        sendCommand(watcher, step);
    } else if (kind < 75) {
        const auto [id, action] = someChoice(step);
        choose(watcher.peer, watcher.name, watcher.isEnhanced, id, action);
    } else if (kind < 92) {
        order(watcher, step);
    } else {
        sendDirectly(watcher);
    }
}

/// Mostly of a force that is open, and one of its actions.
std::pair<ForceId, QByteArray> World::someChoice(const Step &step) const
{
    const QByteArray any = actionNames[step.c % actionNames.size()];
    if (m_forces.empty() || step.c / 8 % 4 == 0) {
        const ForceId recent = std::min<ForceId>(m_lastForce, 6);
        return {recent == 0 ? 1 : 1 + m_lastForce - step.c / 32 % recent, any};
    }
    auto open = m_forces.begin();
    std::advance(open, static_cast<std::ptrdiff_t>(step.a / 8 % m_forces.size()));
    const QStringList &actions = open->second.actions;
    return {open->first,
            actions.isEmpty()
                ? any
                : actions.at(static_cast<qsizetype>(step.c / 32) % actions.size()).toUtf8()};
}

void World::sendCommand(const Watcher &watcher, const Step &step)
{
    const QByteArray name = integrationNames[step.c % integrationNames.size()];
    const QString destination = destinationOf(name);
    const qint64 waiting = m_commands.waiting(destination);
    const quint64 number = m_commands.begin();
    m_hasSentCommand = false;
    m_hasKeptCommand = false;
    QList<QByteArray> answers = ask(watcher.peer, R"({"target":")" + name + R"(","cmd":{"n":)" +
                                                      QByteArray::number(number) + "}}");
    ++m_tally.commands;
    plantAnswerFault(answers);
    const bool isKnown = m_seenIntegrations.contains(name) ||
                         (m_isOutboxOpen && (waiting > 0 || m_outbox.seen().contains(destination)));
    if (m_hasKeptCommand) {
        if (!answers.isEmpty() || m_hasSentCommand)
            fail(u"command %1 is answered before it is kept"_s.arg(number));
    } else if (answers.size() != 1 || (answers.first() == sentAnswer) != m_hasSentCommand) {
        fail(u"command %1 has a wrong answer"_s.arg(number));
    } else if (!m_hasSentCommand && isKnown) {
        fail(u"command %1 is for somebody that the relay knows"_s.arg(number));
    }
}

void World::commandKept(const OutboxDriver::Appended &answer)
{
    const auto kept = m_keptFor.find(answer.ticket);
    if (kept == m_keptFor.end())
        return;
    const PeerId peer = kept->second;
    m_keptFor.erase(kept);
    if (answer.ticket == m_lostCommand && answer.id == 0)
        noteCut(); // It was not kept anyway.
    QList<QByteArray> answers = takeAnswers(peer);
    if (!watcherOf(peer))
        return;
    plantAnswerFault(answers);
    // In memory only is not safely kept.
    const bool isSafe = answer.id != 0 && answer.isDurable;
    if (answers.size() != 1 || (answers.first() == queuedAnswer) != isSafe)
        fail(u"the sender of row %1 is told otherwise"_s.arg(answer.id));
}

void World::choose(PeerId peer, const QByteArray &name, bool isEnhanced, ForceId id,
                   const QByteArray &action)
{
    const auto found = m_forces.find(id);
    const bool isOpen = found != m_forces.end();
    const OpenForce before = isOpen ? found->second : OpenForce();
    const bool isAsked =
        isOpen && before.state == ForceState::Asked && before.decider == Decider::Watchers;
    const bool mayChoose =
        isAsked || (isOpen && isEnhanced &&
                    (before.state == ForceState::Asked || before.state == ForceState::Waiting ||
                     before.state == ForceState::Held));
    const QString requestId = m_settings.idPrefix + u"-f"_s + QString::number(id);
    const QList<QByteArray> answers = ask(peer, choiceOf(requestId, action));
    if (answers.size() != 1) {
        fail(u"a choice has %1 answers"_s.arg(answers.size()));
    } else if (answers.first() == chosenAnswer) {
        ++m_tally.choices;
        if (!mayChoose)
            fail(u"%1 chose for force %2 and must not"_s.arg(QString::fromUtf8(name)).arg(id));
        const auto after = m_forces.find(id);
        if (after == m_forces.end() || after->second.state != ForceState::Answered ||
            after->second.answeredBy != QString::fromUtf8(name))
            fail(u"a choice for force %1 has no effect"_s.arg(id));
    } else if (mayChoose && before.actions.contains(QString::fromUtf8(action)) &&
               isSendable(before.peer, action)) {
        fail(u"a choice for force %1 is turned down: %2"_s.arg(id).arg(
            QString::fromUtf8(answers.first())));
    }
}

bool World::isSendable(PeerId peer, const QByteArray &action)
{
    const Game *game = gameOf(peer);
    const auto inFlight =
        std::count_if(m_sentActions.begin(), m_sentActions.end(),
                      [peer](const SentAction &sent) { return sent.peer == peer; });
    return game && (game->registered & bitOf(action)) != 0 &&
           inFlight < static_cast<std::ptrdiff_t>(mostInFlight);
}

void World::order(const Watcher &watcher, const Step &step)
{
    const Game *game = pick(step.a);
    const QByteArray name = game ? game->name : QByteArray("nobody");
    std::size_t chosen = step.c % actionNames.size();
    for (std::size_t i = 0; game && i < actionNames.size(); ++i) {
        if ((game->registered & (1U << chosen)) != 0)
            break;
        chosen = (chosen + 1) % actionNames.size();
    }
    const QByteArray action = actionNames[chosen];
    const QList<QByteArray> answers =
        ask(watcher.peer, R"({"send_action":{"game":")" + name + R"(","name":")" + action + "\"}}");
    if (answers.size() != 1) {
        fail(u"an order has %1 answers"_s.arg(answers.size()));
        return;
    }
    const auto document = protocol::JsonDocument::parse(answers.first());
    const QByteArray id = document->root().member("id").utf8().toByteArray();
    if (id.isEmpty())
        return;
    if (!watcher.isEnhanced || !m_sentActions.contains(id))
        fail(u"%1 is said to be sent"_s.arg(QString::fromUtf8(id)));
    m_orders.insert(id, watcher.peer);
    ++m_tally.orders;
}

void World::sendDirectly(const Watcher &watcher)
{
    const bool isPossible = watcher.isEnhanced && m_upstream != 0 && !m_isCongested;
    if (isPossible) {
        UpwardOrder::Expected expected;
        expected.number = ++watcherOf(watcher.peer)->lastNumber;
        expected.kind = UpMessage::Kind::Other;
        expected.origin = m_lastFrame + 1;
        m_order.expect(watcher.peer, watcher.name, expected);
    }
    const QList<QByteArray> answers =
        ask(watcher.peer, R"({"direct_to_neuro":true,"payload":{"command":"dance"}})");
    if (answers.size() != 1 || (answers.first() == forwardedAnswer) != isPossible)
        fail(u"a direct message has a wrong answer"_s);
}

/// A text for a watcher, or one for an integration that is an answer.
void World::hearAnswer(PeerId peer, const FrameEvent &frame)
{
    if (frame.command == "action_result"_L1) {
        if (strike(Fault::LoseOrderResult))
            return;
        if (!m_dueResults.remove(frame.actionId.toUtf8()))
            fail(u"%1 has no result to be told"_s.arg(frame.actionId));
        return;
    }
    m_answers.emplace_back(peer, frame.payload);
}

/// The result of an action that a watcher sent is due.
void World::noteOrder(const ActionEvent &event)
{
    if (event.state == ActionState::Sent)
        return;
    const QByteArray id = event.id.toUtf8();
    const PeerId peer = m_orders.take(id);
    if (peer != 0 && watcherOf(peer))
        m_dueResults.insert(id);
}

void World::checkAnswers()
{
    if (!m_answers.empty())
        fail(u"an answer to nothing: %1"_s.arg(QString::fromUtf8(m_answers.front().second)));
}

/// A command goes to an integration; whether it gets there.
bool World::deliver(const Game &game, quint64 number)
{
    const QString destination = destinationOf(game.name);
    if (m_fault == Fault::LoseDelivery && m_commands.waiting(destination) > 0 && !game.isDeaf &&
        strike())
        return false;
    if (strike(Fault::RepeatCommand))
        fail(m_commands.sent(destination, number));
    fail(m_commands.sent(destination, number));
    m_hasSentCommand = true;
    return true;
}

void World::keepCommand(const KeepInOutbox &effect)
{
    fail(m_commands.kept(effect.row.destination, CommandOrder::numberOf(effect.row.payload),
                         effect.ticket));
    m_keptFor.emplace(effect.ticket, m_speaker);
    m_hasKeptCommand = true;
    if (m_fault == Fault::LoseCommand && strike()) {
        m_lostCommand = effect.ticket;
        m_outbox.loseRow(effect.ticket);
    }
}

void World::readCommand(const Game &game, quint64 number)
{
    if (!game.isReplaced)
        m_commands.read(destinationOf(game.name), number);
}

void World::loseIntegration(const Game &game)
{
    if (!game.isIntegration || game.isReplaced)
        return;
    m_commands.connectionLost(destinationOf(game.name));
    if (m_fault == Fault::LoseDelivery)
        noteCut(); // What was lost is delivered again.
}

void World::restartWatchers(const QSet<qint64> &untoldDrops)
{
    m_watchers.clear();
    m_answers.clear();
    m_orders.clear();
    m_dueResults.clear();
    m_keptFor.clear();
    m_seenIntegrations.clear();
    m_lastForce = 0;
    QList<OutboxRow> rows;
    for (const char *name : integrationNames)
        rows.append(m_outbox.rows(destinationOf(name)));
    fail(m_commands.restarted(rows, untoldDrops));
}

void World::checkCommandsAtRest()
{
    for (const char *name : integrationNames) {
        const QString destination = destinationOf(name);
        const qint64 waiting = m_commands.waiting(destination);
        if (waiting != m_outbox.rows(destination).size())
            fail(u"the outbox holds not what waits for %1"_s.arg(destination));
        for (const auto &game : m_games) {
            if (game->isIntegration && game->name == name && !game->isDeaf && waiting > 0)
                fail(u"at rest, and %1 commands wait for %2"_s.arg(waiting).arg(destination));
        }
    }
}

} // namespace neuro::sim
