// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "world.h"

#include "peernames.h"
#include "seedsettings.h"

#include "relay/upstreamlink.h"

#include <algorithm>
#include <bit>
#include <type_traits>

namespace neuro::sim {

using namespace Qt::Literals::StringLiterals;
using namespace relay;

namespace {

constexpr std::ptrdiff_t mostGames = 5;
/// Longer than any time limit of the engine's but a game-id's reservation.
constexpr qint64 restMicros = 90'000'000;
/// Longer than that.
constexpr qint64 reservedMicros = 11 * 60'000'000LL;

} // namespace

World::Tally &World::Tally::operator+=(const Tally &other)
{
    contexts += other.contexts;
    forces += other.forces;
    actions += other.actions;
    results += other.results;
    rows += other.rows;
    commands += other.commands;
    choices += other.choices;
    orders += other.orders;
    restrictions += other.restrictions;
    shutOut += other.shutOut;
    told += other.told;
    memoryRows += other.memoryRows;
    delayed += other.delayed;
    hostile += other.hostile;
    benchForces += other.benchForces;
    refusals += other.refusals;
    leftOut += other.leftOut;
    return *this;
}

World::World(quint64 seed, Fault fault)
    : m_seed(seed)
    , m_settings(settingsOf(seed))
    , m_outbox(outboxLimitsOf(seed))
    , m_limit(upstreamLimitOf(seed))
    , m_neuroActions(1)
    , m_fault(fault)
{
    if (fault == Fault::ShowHidden)
        m_faultCountdown = 0; // It is rare enough.
    if (fault == Fault::ExceedLimit)
        m_outbox.raiseLimits();
    startRelay();
}

void World::fail(const QString &what)
{
    if (m_violation.isEmpty() && !what.isEmpty())
        m_violation = what;
}

void World::startRelay()
{
    m_settings.idPrefix = u"run%1"_s.arg(++m_runs);
    m_deciders.clear();
    for (const DeciderSettings &entry : std::as_const(m_settings.deciders))
        m_deciders.append(entry.decider);
    m_engine = std::make_unique<RelayEngine>(m_settings);
    m_lastFrame = 0;
    m_largestUp = 0;
    m_largeSizes.clear();
    m_refusals = 0;
    m_leftOutTold = 0;
    m_failingSteps = stepsUntilOpen(m_seed, m_runs);
    m_isOutboxOpen = m_failingSteps == 0;
    if (!m_isOutboxOpen) {
        m_engine->expectOutbox();
        m_outbox.setMood(OutboxDriver::Mood::Opening);
    } else {
        m_engine->outboxOpened(m_outbox.counts(), {}, m_now);
    }
    takeOutputs();
}

void World::apply(const Step &step)
{
    Game *game = pick(step.a);
    switch (step.kind) {
    case StepKind::GameConnects:
        connectGame(step);
        break;
    case StepKind::GameLeaves:
        if (game)
            disconnectGame(step.a % m_games.size());
        break;
    case StepKind::GameSpeaks:
        if (game)
            speak(*game, step);
        break;
    case StepKind::GameAnswers:
        if (game)
            answer(*game, step);
        break;
    case StepKind::FromGame:
        if (game)
            fromGame(*game);
        break;
    case StepKind::ToGame:
        if (game)
            toGame(*game);
        break;
    case StepKind::UpstreamConnects:
        connectUpstream();
        break;
    case StepKind::UpstreamLeaves:
        disconnectUpstream();
        break;
    case StepKind::NeuroActs:
        neuroActs(step);
        break;
    case StepKind::NeuroSays:
        neuroSays(step);
        break;
    case StepKind::FromUpstream:
        fromUpstream();
        break;
    case StepKind::ToUpstream:
        toUpstream();
        break;
    case StepKind::Congestion:
        if (m_upstream != 0) {
            m_isCongested = step.a % 5 == 0;
            m_engine->peerCongested(m_upstream, m_isCongested, m_now);
            takeOutputs();
        }
        break;
    case StepKind::OutboxWorks:
        m_outbox.work(1 + step.a % 8, m_now.wall);
        break;
    case StepKind::OutboxAnswers:
        // Faster than games speak, on the whole: a context makes up to three answers.
        for (quint32 left = 1 + step.a % 8; left > 0; --left)
            answerOutbox();
        break;
    case StepKind::OutboxExpires:
        m_outbox.expire(m_now.wall);
        break;
    case StepKind::OperatorActs:
        act(step);
        break;
    case StepKind::Time:
        letTimePass(step);
        break;
    case StepKind::RelayRestarts:
        restart();
        break;
    case StepKind::OutboxFails:
        failOutbox(step);
        break;
    case StepKind::ClockJumps:
        jumpClock(step);
        break;
    case StepKind::IntegrationConnects:
        connectIntegration(step);
        break;
    case StepKind::WatcherConnects:
        connectWatcher(step);
        break;
    case StepKind::WatcherLeaves:
        if (!m_watchers.empty())
            disconnectWatcher(step.a % m_watchers.size());
        break;
    case StepKind::WatcherSpeaks:
        watcherSpeaks(step);
        break;
    }
    checkAnswers();
    if (m_failingSteps > 0 && --m_failingSteps == 0)
        m_outbox.setMood(OutboxDriver::Mood::Well);
    pongEarly();
    checkNow();
}

/// What holds at any time.
void World::checkNow()
{
    if (m_outbox.hasDroppedWithoutNeed())
        fail(u"the outbox dropped what no limit asked for"_s);
    if (m_outbox.hasExceededLimit())
        fail(u"the outbox keeps more than its limits say"_s);
    if (m_up.empty() && m_forcesUp != m_neuro.forcesRead())
        fail(u"%1 forces went up, and upstream got %2"_s.arg(m_forcesUp).arg(m_neuro.forcesRead()));
    const RelayEngine::Census census = m_engine->census();
    checkTables(census);
    checkDeciders(census.forceUpstream);
    if (!census.isUpstreamLive || census.forceUpstream != 0 || census.withdrawals != 0)
        return;
    for (const auto &[id, force] : m_forces) {
        if (force.state == ForceState::Waiting && force.decider == Decider::Upstream &&
            !isBusy(force.peer) && mayGoUp(force))
            fail(u"force %1 waits, and upstream is free"_s.arg(id));
    }
    checkForcesTooLarge();
}

/// Whether its game has a force for upstream that comes before it.
bool World::waitsBehindAnother(ForceId id, const OpenForce &force) const
{
    return std::any_of(m_forces.begin(), m_forces.end(), [&](const auto &entry) {
        const auto &[otherId, other] = entry;
        return other.peer == force.peer && other.state == ForceState::Waiting &&
               (other.priority > force.priority ||
                (other.priority == force.priority && otherId < id)) &&
               isForNeuro(other);
    });
}

/// What is nothing for upstream is asked of others, if there are any after it.
void World::checkDeciders(ForceId upstreams)
{
    const auto had = m_restrictions.isEmpty() ? m_forces.end() : m_forces.find(upstreams);
    if (had != m_forces.end() && had->second.state == ForceState::Asked && !isForNeuro(had->second))
        fail(u"upstream has force %1, which is nothing for it"_s.arg(upstreams));
    if (m_restrictions.isEmpty() || m_deciders.isEmpty() ||
        m_deciders.last() == Decider::Upstream || !m_bench.isOff())
        return;
    for (const auto &[id, force] : m_forces) {
        if (force.state == ForceState::Waiting && force.decider == Decider::Upstream &&
            !isForNeuro(force) && !isBusy(force.peer) && !waitsBehindAnother(id, force))
            fail(u"force %1 waits for upstream, which may not be asked"_s.arg(id));
    }
}

/// The relay has what it was told of, neither more nor less.
void World::checkTables(const RelayEngine::Census &census)
{
    int registered = 0;
    int shown = 0;
    for (const auto &game : m_games) {
        registered += std::popcount(game->registered);
        shown += std::popcount(visible(*game));
        if (m_restrictions.isCut() || (game->isNamed && m_restrictions.isBlocked(game->name)))
            fail(u"game %1 is shut out, and still there"_s.arg(game->peer));
    }
    const auto check = [this](const char *what, qsizetype has, std::size_t should) {
        if (has != static_cast<qsizetype>(should))
            fail(u"the relay has %1 %2, and should have %3"_s.arg(has)
                     .arg(QLatin1StringView(what))
                     .arg(should));
    };
    check("games", census.peers, m_games.size());
    check("watchers", census.watchers, m_watchers.size());
    check("actions", census.actions, static_cast<std::size_t>(registered));
    check("names for upstream", census.upstreamNames, static_cast<std::size_t>(shown));
    check("forces", census.forces, m_forces.size());
    check("actions in flight", census.actionsInFlight,
          static_cast<std::size_t>(m_sentActions.size()));
    checkBench(census);
    if (census.isUpstreamLive && m_up.empty())
        check("actions upstream", m_neuro.registered().size(), static_cast<std::size_t>(shown));
}

bool World::isBusy(PeerId peer) const
{
    return std::any_of(m_forces.begin(), m_forces.end(), [peer](const auto &entry) {
        const ForceState state = entry.second.state;
        return entry.second.peer == peer &&
               (state == ForceState::Asked || state == ForceState::Answered ||
                state == ForceState::Failed);
    });
}

void World::failOutbox(const Step &step)
{
    if (m_outbox.mood() == OutboxDriver::Mood::Opening)
        return;
    m_outbox.setMood(static_cast<OutboxDriver::Mood>(1 + step.a % 5));
    m_failingSteps = 1 + step.b % 300;
}

void World::jumpClock(const Step &step)
{
    constexpr qint64 hour = qint64(3600) * 1000 * microsPerMs;
    m_now.wall += step.a % 2 == 0 ? hour : -hour;
}

World::Game *World::pick(quint32 number)
{
    return m_games.empty() ? nullptr : m_games[number % m_games.size()].get();
}

World::Game *World::gameOrLeaving(PeerId peer)
{
    return m_leaving && m_leaving->peer == peer ? m_leaving : gameOf(peer);
}

World::Game *World::gameOf(PeerId peer)
{
    for (const auto &game : m_games) {
        if (game->peer == peer)
            return game.get();
    }
    return nullptr;
}

void World::connectGame(const Step &step)
{
    const auto games = std::count_if(m_games.begin(), m_games.end(),
                                     [](const auto &game) { return !game->isIntegration; });
    if (games >= mostGames)
        return;
    auto game = std::make_unique<Game>();
    game->peer = ++m_lastPeer;
    game->name = gameNames[step.a % gameNames.size()];
    game->isDeaf = step.c % 16 == 0;
    m_gameNames.insert(game->peer, game->name);
    const PeerId peer = game->peer;
    m_games.push_back(std::move(game));
    m_engine->peerConnected(peer, {Door::Backend, u"127.0.0.1:5"_s}, m_now);
    takeOutputs();
    Game *newcomer = gameOf(peer); // Unless all are cut off.
    if (newcomer && step.b % 4 != 0)
        say(*newcomer, {.what = GameText::What::Startup}, "startup", {});
}

void World::disconnectGame(std::size_t index)
{
    const std::unique_ptr<Game> leaving = std::move(m_games[index]);
    m_games.erase(m_games.begin() + static_cast<std::ptrdiff_t>(index));
    loseIntegration(*leaving);
    const bool isKnown = m_engine->census().peers > static_cast<int>(m_games.size());
    if (isKnown && strike(Fault::KeepPeer))
        return;
    m_leaving = leaving.get();
    m_engine->peerDisconnected(leaving->peer, 1006, {}, m_now);
    takeOutputs();
    m_leaving = nullptr;
    if (isKnown && !leaving->unheard.empty() && !m_restrictions.isShutOut(leaving->name))
        fail(u"what game %1 said before it left is not heard"_s.arg(leaving->peer));
}

void World::letTimePass(const Step &step)
{
    const quint32 scale = step.a % 10'000;
    qint64 ms = 1 + step.b % 20;
    if (scale >= 9'998)
        ms = 11 * 60'000;
    else if (scale >= 9'950)
        ms = 15'000 + step.b % 50'000;
    else if (scale >= 9'500)
        ms = 1000 + step.b % 5000;
    else if (scale >= 8'000)
        ms = 50 + step.b % 700;
    passTime(ms * microsPerMs);
}

void World::passTime(qint64 micros)
{
    const qint64 target = m_now.mono + micros;
    const auto moveTo = [this](qint64 mono) {
        m_now.wall += std::max<qint64>(mono - m_now.mono, 0);
        m_now.mono = std::max(mono, m_now.mono);
    };
    while (m_violation.isEmpty()) {
        const auto next = m_engine->nextDeadline();
        if (!next || *next > target)
            break;
        moveTo(*next);
        if (!strike(Fault::MissTick))
            m_engine->tick(m_now);
        if (m_engine->nextDeadline() == next && *next <= m_now.mono)
            fail(u"a deadline is met and stays"_s);
        takeOutputs();
    }
    moveTo(target);
}

void World::answerOutbox()
{
    loseMemoryRow();
    const auto answer = m_outbox.takeAnswer();
    if (!answer)
        return;
    std::visit(
        [this](const auto &content) {
            using Answer = std::decay_t<decltype(content)>;
            if constexpr (std::is_same_v<Answer, OutboxDriver::Appended>) {
                m_order.appended(content.ticket, content.id);
                m_commands.appended(content.ticket, content.id);
                m_engine->outboxAppended(content.ticket, content.id, content.isDurable, m_now);
                takeOutputs();
                commandKept(content);
                m_tally.memoryRows += content.id != 0 && !content.isDurable ? 1 : 0;
            } else if constexpr (std::is_same_v<Answer, OutboxDriver::Fetched>) {
                if (content.isUnreadable && content.unread.isEmpty())
                    m_order.overtakeOutbox();
                m_order.overtakeRows(content.unread);
                m_engine->outboxFetched(content.number, content.rows, m_now, !content.isUnreadable);
            } else if constexpr (std::is_same_v<Answer, OutboxDriver::Dropped>) {
                if (content.destination == UpstreamLink::destination())
                    m_order.dropped(content.ids);
                else
                    m_commands.dropped(content.destination, content.ids);
                m_engine->outboxDropped(content.destination, content.ids, content.count, {}, m_now);
            } else {
                m_isOutboxOpen = true;
                if (content.isUnreadable)
                    m_order.overtakeOutbox();
                m_order.overtakeRows(content.unread);
                m_engine->outboxOpened(content.counts,
                                       content.isTroubled ? protocol::verbatim(u"the disk fails"_s)
                                                          : protocol::Phrase(),
                                       m_now);
            }
        },
        *answer);
    takeOutputs();
}

void World::restart()
{
    m_games.clear();
    m_up.clear();
    m_down.clear();
    m_upstream = 0;
    m_isCongested = false;
    ++m_session;
    m_neuro.disconnect();
    m_owed.clear();
    m_forceUp = 0;
    m_forcesUp = 0;
    m_withdrawnOf.clear();
    m_sentActions.clear();
    m_lostActions.clear();
    m_forces.clear();
    m_heldBack.reset();
    noteCut();
    m_failingSteps = 0;
    QSet<qint64> dropped = m_outbox.untoldDrops();
    dropped.unite(m_outbox.restart());
    m_restrictions = {};
    for (const QString &game : std::as_const(m_settings.mutedGames))
        m_restrictions.mute(game.toUtf8(), true);
    m_bench = {};
    m_hostileIds.clear();
    m_isGreeted = false;
    fail(m_order.restarted(m_outbox.rows(), dropped));
    restartWatchers(dropped);
    startRelay();
}

bool World::quiet() const
{
    bool isQuiet = m_up.empty() && m_down.empty() && m_outbox.isIdle();
    for (const auto &game : m_games)
        isQuiet = isQuiet && game->toRelay.empty() && game->fromRelay.empty();
    return isQuiet;
}

void World::finish()
{
    if (!m_violation.isEmpty())
        return;
    connectUpstream();
    m_failingSteps = 1;
    apply({StepKind::Congestion, 1, 0, 0});
    if (m_seed % 3 == 0)
        liftRestrictions();
    // What the operator holds must not keep others from upstream.
    if (m_seed % 2 == 1) {
        m_engine->execute(HoldForce{m_engine->census().forceUpstream, true}, ++m_lastCommand,
                          m_now);
        takeOutputs();
    }
    comeToRest();
    checkNow();
    if (m_violation.isEmpty())
        checkRest();
    m_isOver = true;
    const bool wasCut = m_wasCut;
    while (!m_games.empty())
        disconnectGame(0);
    while (!m_watchers.empty())
        disconnectWatcher(0);
    disconnectUpstream();
    m_wasCut = wasCut;
    while (!m_outbox.isIdle()) {
        m_outbox.work(8, m_now.wall);
        answerOutbox();
    }
    passTime(reservedMicros);
    // They stay when everybody is gone.
    checkSnapshot();
    liftRestrictions();
    checkSnapshot();
    checkEmpty();
}

/// Everybody is gone, for longer than a game-id is reserved.
void World::checkEmpty()
{
    if (!m_violation.isEmpty())
        return;
    const RelayEngine::Census census = m_engine->census();
    const int held = census.peers + census.actions + census.forces + census.actionsInFlight +
                     census.upstreamNames + census.leavingNames + census.upstreamActions +
                     census.withdrawals + census.deferredTexts + census.unprovenContexts +
                     census.rowsUnderWay + census.messagesOnTheirWay +
                     static_cast<int>(census.forceUpstream) + census.watchers +
                     census.commandsUnderWay + census.delayedFromGames + census.delayedToGames +
                     census.hostileIds + census.justUnregistered;
    if (held != 0)
        fail(u"everybody is gone and the relay still holds something"_s);
    if (m_engine->nextDeadline())
        fail(u"everybody is gone and the relay still waits for something"_s);
    // The identifiers that are reserved no more are forgotten as the next game comes.
    connectGame({StepKind::GameConnects, 0, 1, 0});
    fromGame(*m_games.front());
    disconnectGame(0);
    if (m_engine->census().reservedGameIds != 1)
        fail(u"the identifiers of games that left are still reserved"_s);
}

void World::comeToRest()
{
    // Again after the time limits: what they bring about has its consequences, too.
    for (int round = 0; round < 3 && m_violation.isEmpty(); ++round) {
        connectUpstream(); // The relay may have given it up.
        drain();
        passTime(restMicros);
    }
    drain();
}

/// Until nothing is under way any more.
void World::drain()
{
    for (int refusals = m_refusals; (!quiet() || m_isRefused) && m_violation.isEmpty();) {
        if (m_refusals - refusals > mostRefusalsAtRest)
            fail(u"upstream closes over the size of messages again and again"_s);
        if (m_isRefused)
            connectUpstream();
        for (std::size_t i = 0; i < m_games.size(); ++i) {
            const PeerId peer = m_games[i]->peer;
            fromGame(*m_games[i]);
            if (Game *game = gameOf(peer))
                toGame(*game);
        }
        pongEarly();
        toUpstream();
        fromUpstream();
        m_outbox.work(8, m_now.wall);
        answerOutbox();
        passTime(1);
    }
}

void World::checkRest()
{
    checkNow();
    if (const QString left = m_order.leftOver(); !left.isEmpty())
        fail(u"at rest, and still waiting: %1"_s.arg(left));
    checkLeftOut();
    if (m_outbox.count().rows > 0)
        fail(u"at rest, and the outbox holds %1 rows"_s.arg(m_outbox.count().rows));
    for (auto owed = m_owed.cbegin(); owed != m_owed.cend(); ++owed) {
        if (*owed != 0)
            fail(u"at rest, and %1 has no answer"_s.arg(QString::fromUtf8(owed.key())));
    }
    const auto up = m_forces.find(m_engine->census().forceUpstream);
    if (up != m_forces.end() && up->second.state == ForceState::Held)
        fail(u"at rest, and force %1 is held and keeps upstream"_s.arg(up->first));
    checkCommandsAtRest();
    for (const UpMessage::Registration &registration : m_neuro.registered()) {
        const Game *game = gameOf(registration.peer);
        if (!game || (visible(*game) & (1U << registration.action)) == 0)
            fail(
                u"upstream knows an action of game %1 that it should not"_s.arg(registration.peer));
    }
}

} // namespace neuro::sim
