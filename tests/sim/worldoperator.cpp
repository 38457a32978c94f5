// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "world.h"

#include "actionnames.h"
#include "peernames.h"
#include "seedsettings.h"

#include <algorithm>
#include <bit>
#include <utility>

namespace neuro::sim {

using namespace Qt::Literals::StringLiterals;
using namespace relay;

namespace {

/// What the operator says to upstream is marked as if a game had said it, another in each run.
constexpr PeerId firstOperator = 1'000'000'000;
constexpr std::size_t mostInFlight = 64; ///< EngineSettings' default.

QString textOf(const QByteArray &utf8)
{
    return QString::fromUtf8(utf8);
}

/// Mostly a game that is restricted is let go: else there would soon be none left.
struct Change
{
    QByteArray game;
    bool on = false;
};
template <typename IsRestricted>
Change someChange(const Step &step, const RestrictionModel &model, const IsRestricted &isRestricted)
{
    if (step.b % 3 == 0)
        return {peerNames[step.c % peerNames.size()], true};
    for (const auto &[game, entry] : model.entries()) {
        if (isRestricted(entry))
            return {game, false};
    }
    return {peerNames[step.c % peerNames.size()], false};
}

} // namespace

CommandError World::command(const RelayCommand &command)
{
    m_commandsAnswered = 0;
    m_engine->execute(command, ++m_lastCommand, m_now);
    takeOutputs();
    const bool isSnapshot = std::holds_alternative<TakeSnapshot>(command);
    if (m_commandsAnswered != (isSnapshot ? 0 : 1))
        fail(u"a command of the operator has %1 answers"_s.arg(m_commandsAnswered));
    return m_commandError;
}

void World::see(const OperatorEvent &event)
{
    if (event.command != m_lastCommand)
        fail(u"command %1 is answered, and not %2"_s.arg(event.command).arg(m_lastCommand));
    ++m_commandsAnswered;
    m_commandError = event.code;
}

void World::act(const Step &step)
{
    if (const Game *game = pick(step.b);
        game && !mayBeSentAway(game->peer) && strike(Fault::SendAway))
        perform(ClosePeer{game->peer, CloseCode::Policy, {}});
    if (m_restrictions.isCut() && step.a % 3 == 0) {
        cut(false);
        return;
    }
    switch (step.a % operatorDeeds) {
    case 24:
    case 25:
    case 26:
    case 27:
    case 28:
    case 29:
    case 30:
    case 31:
        restrict(step);
        break;
    case 32:
    case 33:
        takeAway(step);
        break;
    case 34:
    case 35:
        giveBack(step);
        break;
    case 36:
        disconnect(step);
        break;
    case 37:
    case 38:
        sayToNeuro(step);
        break;
    case 39:
        sendToGames(step);
        break;
    case 40:
        sendActionToGames(step);
        break;
    case 41:
        tellGames(step);
        break;
    case 42:
        checkSnapshot();
        break;
    case 43:
        if (step.c % 8 == 0)
            cut(true);
        break;
    case 44:
    case 45:
    case 46:
    case 47:
    case 48:
    case 49:
        setBench(step);
        break;
    case 50:
        applySettings(step);
        break;
    default:
        command(decision(step));
    }
}

/// What the operator does about forces, actions, shutdowns and the outbox.
RelayCommand World::decision(const Step &step)
{
    ForceId force = 0;
    if (!m_forces.empty()) {
        auto chosen = m_forces.begin();
        std::advance(chosen, static_cast<std::ptrdiff_t>(step.b % m_forces.size()));
        force = chosen->first;
    }
    const Game *game = pick(step.b);
    const PeerId peer = game ? game->peer : 0;
    const QString action = QString::fromLatin1(actionNames[step.c % actionNames.size()]);
    switch (step.a % operatorDeeds) {
    case 0:
    case 1:
    case 2:
        return AnswerForce{force, action, {}, true};
    case 3:
    case 4:
    case 5:
        return AnswerForceRandomly{force};
    case 6:
    case 7:
        return HoldForce{force, true};
    case 8:
    case 9:
    case 10:
        return HoldForce{force, false};
    case 11:
        return DropForce{force};
    case 12:
        return TakeOverForce{force};
    case 13:
        return HoldAllForces{step.c % 4 == 0};
    case 14: {
        QList<Decider> deciders;
        const bool isBack = step.c % 2 == 0;
        for (const DeciderSettings &entry : isBack ? m_settings.deciders : decidersOf(step.c / 2))
            deciders.append(entry.decider);
        return SetDeciders{deciders};
    }
    case 15:
    case 16:
    case 17:
        return SendAction{peer, action, {}, true};
    case 18:
        return AskToReregister{step.c % 4 == 0 ? 0 : peer};
    case 19:
        return AskToShutDown{step.c % 16 == 0 ? 0 : peer, static_cast<Shutdown>(step.c % 3)};
    case 20:
        return ReleaseEarlierRun{step.c % 2 == 0};
    default:
        return HoldAllForces{false};
    }
}

// What the operator keeps from Neuro, and whom he does not let in.

void World::restrict(const Step &step)
{
    using Entry = RestrictionModel::Entry;
    switch (step.a % operatorDeeds) {
    case 24:
    case 25:
    case 26: {
        const Change change =
            someChange(step, m_restrictions, [](const Entry &entry) { return entry.isMuted; });
        mute(change.game, change.on);
        break;
    }
    case 27:
    case 28: {
        const Change change =
            someChange(step, m_restrictions, [](const Entry &entry) { return entry.isBlocked; });
        block(change.game, change.on);
        break;
    }
    default: {
        const Change change =
            someChange(step, m_restrictions, [](const Entry &entry) { return entry.hidden != 0; });
        const unsigned hidden = m_restrictions.hidden(change.game);
        std::size_t action = step.c / 8 % actionNames.size();
        while (!change.on && hidden != 0 && (hidden & (1U << action)) == 0)
            action = (action + 1) % actionNames.size();
        hide(change.game, action, change.on);
    }
    }
}

/// What the operator has written into the configuration.
void World::applySettings(const Step &step)
{
    const QStringList before = m_settings.mutedGames;
    m_settings.mutedGames.clear();
    for (std::size_t i = 0; i < peerNames.size(); ++i) {
        if ((step.b & step.c & (1U << i)) != 0)
            m_settings.mutedGames.append(textOf(peerNames[i]));
    }
    if (step.a / operatorDeeds % 2 == 0)
        m_settings.deciders = decidersOf(step.b / 64);
    // What the operator did about others stays.
    for (const QString &game : before) {
        if (!m_settings.mutedGames.contains(game))
            noteMuted(game.toUtf8(), false);
    }
    for (const QString &game : std::as_const(m_settings.mutedGames)) {
        if (!before.contains(game))
            noteMuted(game.toUtf8(), true);
    }
    m_isRestricting = true;
    m_engine->setSettings(m_settings, m_now);
    takeOutputs();
    m_isRestricting = false;
}

void World::noteMuted(const QByteArray &game, bool on)
{
    if (on && !m_restrictions.isMuted(game)) {
        // What Neuro waits for is answered in the game's place.
        for (SentAction &sent : m_sentActions) {
            const Game *whose = gameOf(sent.peer);
            if (whose && whose->name == game && sent.mark != 0 &&
                m_neuroActions[sent.mark].session == m_session)
                sent.isAnsweredUp = true;
        }
    }
    m_restrictions.mute(game, on);
}

void World::mute(const QByteArray &game, bool on)
{
    noteMuted(game, on);
    m_isRestricting = on;
    if (command(MuteGame{textOf(game), on}) != CommandError::None)
        fail(u"a game cannot be muted"_s);
    m_isRestricting = false;
    ++m_tally.restrictions;
}

void World::block(const QByteArray &game, bool on)
{
    m_restrictions.block(game, on);
    if (command(BlockGame{textOf(game), on}) != CommandError::None)
        fail(u"a game cannot be blocked"_s);
    ++m_tally.restrictions;
}

void World::hide(const QByteArray &game, std::size_t action, bool on)
{
    m_restrictions.hide(game, 1U << action, on);
    m_isRestricting = on;
    if (command(HideAction{textOf(game), QString::fromLatin1(actionNames[action]), on}) !=
        CommandError::None)
        fail(u"an action cannot be hidden"_s);
    m_isRestricting = false;
    ++m_tally.restrictions;
}

void World::cut(bool on)
{
    m_restrictions.cut(on);
    if (command(CutAllGames{on}) != CommandError::None)
        fail(u"games cannot be cut off"_s);
    ++m_tally.restrictions;
}

void World::liftRestrictions()
{
    cut(false);
    const auto entries = m_restrictions.entries();
    for (const auto &[game, entry] : entries) {
        mute(game, false);
        block(game, false);
        for (std::size_t action = 0; action < actionNames.size(); ++action)
            hide(game, action, false);
    }
}

void World::see(const RestrictionEvent &event)
{
    RestrictionEvent told = event;
    if (strike(Fault::ForgeRestriction))
        told.isMuted = !told.isMuted;
    fail(m_restrictions.check(told));
}

void World::checkSnapshot()
{
    m_snapshots = 0;
    command(TakeSnapshot{});
    if (m_snapshots != 1)
        fail(u"%1 snapshots are taken, not one"_s.arg(m_snapshots));
}

void World::see(const SnapshotEvent &event)
{
    ++m_snapshots;
    m_toldPending = event.outbox.pending;
    fail(m_restrictions.check(event.restrictions));
    if (event.settings.isCut != m_restrictions.isCut())
        fail(u"the snapshot is wrong about who is cut off"_s);
    if (event.peers.size() != static_cast<qsizetype>(m_games.size() + m_watchers.size()) ||
        event.forces.size() != static_cast<qsizetype>(m_forces.size()))
        fail(u"the snapshot has other peers or forces than there are"_s);
    for (ForceEvent force : event.forces) {
        if (strike(Fault::ForgeSnapshot))
            force.state = ForceState::Succeeded;
        const auto told = m_forces.find(force.id);
        if (told == m_forces.end() || told->second.state != force.state ||
            told->second.decider != force.decider ||
            told->second.actions != force.request.actionNames)
            fail(u"the snapshot is wrong about force %1"_s.arg(force.id));
    }
    if (event.testBench != m_bench)
        fail(u"the snapshot is wrong about the test bench"_s);
}

bool World::isForNeuro(const OpenForce &force) const
{
    if (m_restrictions.isEmpty())
        return true;
    unsigned actions = 0;
    for (const QString &action : force.actions)
        actions |= bitOf(action.toUtf8());
    return m_restrictions.visible(force.game.toUtf8(), actions) != 0;
}

bool World::mayBeSentAway(PeerId peer)
{
    if (peer == m_upstream || peer == m_askedToLeave)
        return true;
    if (watcherOf(peer))
        return false;
    const Game *game = gameOf(peer);
    if (!game || game->isReplaced || m_restrictions.isShutOut(game->name))
        return true;
    return !game->isIntegration &&
           std::any_of(m_games.begin(), m_games.end(), [game](const auto &other) {
               return !other->isIntegration && other->name == game->name &&
                      other->namedAt > game->namedAt;
           });
}

void World::takeAway(const Step &step)
{
    Game *game = pick(step.b);
    const std::size_t action = step.c % actionNames.size();
    const unsigned bit = 1U << action;
    const bool isThere = game && (game->registered & bit) != 0;
    if (isThere) {
        game->registered &= ~bit;
        game->takenAway |= bit;
    }
    const CommandError error = command(
        UnregisterAction{game ? game->peer : 0, QString::fromLatin1(actionNames[action]), false});
    const CommandError expected = !game     ? CommandError::UnknownGame
                                  : isThere ? CommandError::None
                                            : CommandError::UnknownAction;
    if (error != expected)
        fail(u"an action is unregistered in a game's place, and it was not there, or is still"_s);
}

void World::giveBack(const Step &step)
{
    // One that was taken, if any was.
    Game *game = pick(step.b);
    for (const auto &other : m_games) {
        if (game && game->takenAway == 0 && other->takenAway != 0)
            game = other.get();
    }
    std::size_t action = step.c % actionNames.size();
    while (game && game->takenAway != 0 && (game->takenAway & (1U << action)) == 0)
        action = (action + 1) % actionNames.size();
    const unsigned bit = 1U << action;
    const bool wasTaken = game && (game->takenAway & bit) != 0;
    if (wasTaken) {
        game->takenAway &= ~bit;
        game->registered |= bit;
    }
    const CommandError error = command(
        UnregisterAction{game ? game->peer : 0, QString::fromLatin1(actionNames[action]), true});
    const CommandError expected = !game      ? CommandError::UnknownGame
                                  : wasTaken ? CommandError::None
                                             : CommandError::UnknownAction;
    if (error != expected)
        fail(u"an action is given back that was not taken, or the opposite"_s);
}

void World::disconnect(const Step &step)
{
    const bool isWatcher = step.c % 4 == 0 && !m_watchers.empty();
    const Game *game = pick(step.b);
    if ((!isWatcher && !game) || step.c % 3 != 0)
        return;
    const PeerId peer = isWatcher ? m_watchers[step.b % m_watchers.size()].peer : game->peer;
    m_askedToLeave = peer;
    if (command(DisconnectPeer{peer}) != CommandError::None || gameOf(peer) || watcherOf(peer))
        fail(u"%1 is not disconnected"_s.arg(peer));
    m_askedToLeave = 0;
}

// What the operator says, to upstream and to games.

void World::sayToNeuro(const Step &step)
{
    const PeerId operatorsMark = firstOperator + static_cast<PeerId>(m_runs);
    UpwardOrder::Expected expected;
    expected.number = ++m_said;
    expected.silent = step.c % 2 == 0;
    expected.createdUs = m_now.wall;
    m_order.expect(operatorsMark, {}, expected);
    const QString mark = u"c%1.%2"_s.arg(operatorsMark).arg(m_said);
    if (command(SayToNeuro{mark, expected.silent}) != CommandError::None)
        fail(u"Neuro cannot be told anything"_s);
    if (m_upstream == 0 && m_order.isInMemory(operatorsMark, m_said))
        fail(u"the operator said something while upstream was away, and nothing keeps it"_s);
}

/// It is about to be sent to one game, or to all; returns how many answer the action that it is.
/// While Neuro is there, it is kept from those that do not have the action.
quint64 World::tell(const Game *only, const QByteArray &text, unsigned action)
{
    quint64 answering = 0;
    bool isKept = false;
    const bool isOnlyForOwners = m_upstream != 0 && text.startsWith(R"({"command":"action")");
    for (const auto &game : m_games) {
        if (only && only != game.get())
            continue;
        const bool answers = (game->registered & action) != 0;
        if (!answers && isOnlyForOwners) {
            isKept = true;
            continue;
        }
        if (answers && !isSendable(game->peer, actionNames[std::countr_zero(action)]))
            continue; // Too much is awaited of it.
        answering += answers ? 1 : 0;
        game->told.push_back(m_lastTold);
        ++m_tally.told;
    }
    const qsizetype before = m_sentActions.size();
    const CommandError error = command(SendToGames{text, only ? only->peer : 0});
    if ((error == CommandError::UnknownGame) != (!only && m_games.empty()))
        fail(u"what the operator sends to games is answered otherwise"_s);
    if (isKept ? error == CommandError::None : error == CommandError::UpstreamConnected)
        fail(u"an action that games do not have is kept from them, and that is not said"_s);
    if (m_sentActions.size() - before != static_cast<qsizetype>(answering))
        fail(u"the operator's action is for %1 games"_s.arg(answering));
    return answering;
}

void World::sendToGames(const Step &step)
{
    const Game *game = step.a / operatorDeeds % 2 == 0 ? pick(step.b) : nullptr;
    if (step.c % 4 == 0) {
        const CommandError error = command(SendToGames{"[7]", game ? game->peer : 0});
        if (error != (m_games.empty() ? CommandError::UnknownGame : CommandError::InvalidData))
            fail(u"games can be sent what is no message"_s);
        return;
    }
    const QByteArray number = QByteArray::number(++m_lastTold);
    if (step.c % 4 == 1)
        tell(game,
             R"({"command":"action","data":{"id":"mine","name":"nobody's","told":)" + number + "}}",
             0);
    else
        tell(game, R"({"command":"weather/snow","data":{"cm":2.50,"told":)" + number + "}}", 0);
}

/// Games that have it answer it; the others are sent it as it is, or not at all.
void World::sendActionToGames(const Step &step)
{
    const QByteArray name = actionNames[step.c % actionNames.size()];
    const QByteArray number = QByteArray::number(++m_lastTold);
    tell(step.a / operatorDeeds % 2 == 0 ? pick(step.b) : nullptr,
         R"({"command":"action","data":{"id":"mine","name":")" + name + R"(","told":)" + number +
             "}}",
         bitOf(name));
}

void World::tellGames(const Step &step)
{
    const Game *game = step.a / operatorDeeds % 2 == 0 ? pick(step.b) : nullptr;
    const PeerId peer = game ? game->peer : 0;
    const std::size_t targets = game ? 1 : m_games.size();
    const bool isSpeech = step.c % 2 == 0;
    m_toldGames = 0;
    m_toldCommand = isSpeech ? u"speech_finished"_s : u"startup"_s;
    std::optional<protocol::StartupAcknowledgement> character;
    if (step.c % 4 == 1)
        character = {QString(), u"evil"_s, u"Evil"_s};
    const CommandError error = isSpeech ? command(FinishSpeech{peer, {step.c % 4 == 0, {}, {}}})
                                        : command(AcknowledgeStartup{peer, character});
    m_toldCommand.clear();
    m_tally.told += static_cast<quint64>(m_toldGames);
    const bool isNobodyThere = isSpeech && targets == 0;
    const bool isDelayed = m_bench.toGamesMs > 0;
    if (error != (isNobodyThere ? CommandError::UnknownGame : CommandError::None) ||
        (!isDelayed && m_toldGames != static_cast<qsizetype>(targets)))
        fail(u"what the operator tells %1 games reaches %2"_s.arg(targets).arg(m_toldGames));
}

} // namespace neuro::sim
