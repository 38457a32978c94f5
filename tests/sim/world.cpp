// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "world.h"

#include "peernames.h"
#include "seedsettings.h"

#include "relay/upstreamlink.h"

#include <algorithm>
#include <type_traits>

namespace neuro::sim {

using namespace Qt::Literals::StringLiterals;
using namespace relay;

namespace {

constexpr std::ptrdiff_t mostGames = 5;

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
    if (fault == Fault::ShowHidden || fault == Fault::ForgePending)
        m_faultCountdown = 0; // They are rare enough.
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
        m_engine->outboxOpened(m_outbox.countsWithSeen(), {}, m_now);
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
    m_engine->peerDisconnected(leaving->peer, {1006}, m_now);
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

} // namespace neuro::sim
