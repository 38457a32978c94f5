// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "world.h"

#include "relay/upstreamlink.h"

#include <algorithm>
#include <bit>
#include <type_traits>

namespace neuro::sim {

using namespace Qt::Literals::StringLiterals;
using namespace relay;

namespace {

constexpr std::ptrdiff_t mostGames = 5;
constexpr std::array gameNames = {"Alpha", "Beta", "Gamma Ray!", "\xE7\x8C\xAB"};
/// Longer than any time limit of the engine's but a game-id's reservation.
constexpr qint64 restMicros = 90'000'000;
/// Longer than that.
constexpr qint64 reservedMicros = 11 * 60'000'000LL;

OutboxLimits outboxLimits(quint64 seed)
{
    OutboxLimits limits;
    if (seed % 5 == 4)
        limits.rows = 15;
    return limits;
}

/// So small that every limit is met in a run.
UpstreamBuffers buffersOf(quint64 seed)
{
    UpstreamBuffers buffers;
    if (seed % 2 == 0) {
        buffers.fetchedRows = 5;
        buffers.fetchedBytes = 300;
    }
    if (seed % 3 == 1)
        buffers.unprovenContexts = 4;
    if (seed % 7 == 3)
        buffers.deferredTexts = 12;
    return buffers;
}

QList<DeciderSettings> decidersOf(quint64 number)
{
    switch (number % 7) {
    case 0:
        return {{Decider::Upstream, 0}};
    case 1:
        return {{Decider::Upstream, 3000}, {Decider::Operator, 2000}};
    case 2:
        return {{Decider::Upstream, 0}, {Decider::First, 0}};
    case 3:
        return {{Decider::Operator, 2000}, {Decider::Upstream, 0}};
    case 4:
        return {{Decider::Watchers, 0}, {Decider::Upstream, 0}};
    case 5:
        return {{Decider::Upstream, 3000}, {Decider::Watchers, 1500}, {Decider::First, 0}};
    default:
        return {{Decider::Operator, 500}, {Decider::Upstream, 0}, {Decider::Random, 0}};
    }
}

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
    return *this;
}

World::World(quint64 seed, Fault fault)
    : m_outbox(outboxLimits(seed))
    , m_neuroActions(1)
    , m_fault(fault)
{
    m_settings.upstream.isConfigured = true;
    m_settings.upstream.naming = static_cast<Naming>(seed / 4 % 3);
    m_settings.upstream.earlierRunMs = seed % 3 == 0 ? 10'000 : 0;
    m_settings.upstream.buffers = buffersOf(seed);
    m_settings.deciders = decidersOf(seed / 2);
    m_settings.randomSeed = seed + 1;
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
    m_engine = std::make_unique<RelayEngine>(m_settings);
    m_lastFrame = 0;
    m_engine->outboxOpened(m_outbox.counts(), {}, m_now);
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
    if (const quint64 token = std::exchange(m_earlyPong, 0); token != 0 && m_upstream != 0) {
        m_engine->pongReceived(m_upstream, token, m_now);
        takeOutputs();
    }
    checkNow();
}

/// What holds at any time.
void World::checkNow()
{
    if (m_outbox.hasDroppedWithoutNeed())
        fail(u"the outbox dropped what no limit asked for"_s);
    if (m_up.empty() && m_forcesUp != m_neuro.forcesRead())
        fail(u"%1 forces went up, and upstream got %2"_s.arg(m_forcesUp).arg(m_neuro.forcesRead()));
    const RelayEngine::Census census = m_engine->census();
    if (!census.isUpstreamLive || census.forceUpstream != 0 || census.withdrawals != 0)
        return;
    for (const auto &[id, force] : m_forces) {
        if (force.state == ForceState::Waiting && force.decider == Decider::Upstream &&
            !isBusy(force.peer))
            fail(u"force %1 waits, and upstream is free"_s.arg(id));
    }
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
    m_outbox.setMood(static_cast<OutboxDriver::Mood>(1 + step.a % 3));
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
    game->isDeaf = step.c % 8 == 0;
    m_gameNames.insert(game->peer, game->name);
    m_games.push_back(std::move(game));
    Game &newcomer = *m_games.back();
    m_engine->peerConnected(newcomer.peer, {Door::Backend, u"127.0.0.1:5"_s}, m_now);
    takeOutputs();
    if (step.b % 4 != 0)
        say(newcomer, {.what = GameText::What::Startup}, "startup", {});
}

void World::disconnectGame(std::size_t index)
{
    const std::unique_ptr<Game> leaving = std::move(m_games[index]);
    m_games.erase(m_games.begin() + static_cast<std::ptrdiff_t>(index));
    loseIntegration(*leaving);
    m_engine->peerDisconnected(leaving->peer, 1006, {}, m_now);
    takeOutputs();
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
        m_engine->tick(m_now);
        if (m_engine->nextDeadline() == next && *next <= m_now.mono)
            fail(u"a deadline is met and stays"_s);
        takeOutputs();
    }
    moveTo(target);
}

void World::act(const Step &step)
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
    const auto command = [&]() -> RelayCommand {
        switch (step.a % 24) {
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
            for (const DeciderSettings &entry :
                 isBack ? m_settings.deciders : decidersOf(step.c / 2))
                deciders.append(entry.decider);
            return SetDeciders{deciders};
        }
        case 15:
        case 16:
        case 17:
            return SendAction{peer, action, {}, true};
        case 18:
            return AskToReregister{peer};
        case 19:
            return AskToShutDown{peer, static_cast<Shutdown>(step.c % 3)};
        case 20:
            if (step.c % 8 == 0)
                return DisconnectPeer{peer};
            return TakeSnapshot{};
        case 21:
            return SayToNeuro{u"operator"_s, step.c % 2 == 0};
        case 22:
            return ReleaseEarlierRun{step.c % 2 == 0};
        default:
            return HoldAllForces{false};
        }
    }();
    m_engine->execute(command, ++m_lastCommand, m_now);
    takeOutputs();
}

void World::answerOutbox()
{
    const auto answer = m_outbox.takeAnswer();
    if (!answer)
        return;
    std::visit(
        [this](const auto &content) {
            using Answer = std::decay_t<decltype(content)>;
            if constexpr (std::is_same_v<Answer, OutboxDriver::Appended>) {
                m_order.appended(content.ticket, content.id);
                m_commands.appended(content.ticket, content.id);
                m_engine->outboxAppended(content.ticket, content.id, true, m_now);
                takeOutputs();
                commandKept(content.ticket, content.id);
            } else if constexpr (std::is_same_v<Answer, OutboxDriver::Fetched>) {
                if (content.isUnreadable)
                    m_order.overtakeOutbox();
                m_engine->outboxFetched(content.number, content.rows, m_now, !content.isUnreadable);
            } else if constexpr (std::is_same_v<Answer, OutboxDriver::Dropped>) {
                if (content.destination == UpstreamLink::destination())
                    m_order.dropped(content.ids);
                else
                    m_commands.dropped(content.destination, content.ids);
                m_engine->outboxDropped(content.destination, content.ids, content.count, {}, m_now);
            } else {
                if (content.isUnreadable)
                    m_order.overtakeOutbox();
                m_engine->outboxOpened(content.counts, {}, m_now);
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
    m_forces.clear();
    m_heldBack.reset();
    noteCut();
    m_failingSteps = 0;
    const QSet<qint64> dropped = m_outbox.untoldDrops();
    m_outbox.restart();
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
    // What the operator holds must not keep others from upstream.
    if (m_settings.randomSeed % 2 == 0) {
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
                     census.commandsUnderWay;
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
    while (!quiet() && m_violation.isEmpty()) {
        for (std::size_t i = 0; i < m_games.size(); ++i) {
            const PeerId peer = m_games[i]->peer;
            fromGame(*m_games[i]);
            if (Game *game = gameOf(peer))
                toGame(*game);
        }
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
    int registered = 0;
    for (const auto &game : m_games)
        registered += std::popcount(game->registered);
    if (registered != m_neuro.registered().size())
        fail(u"upstream knows %1 actions, the games have %2"_s.arg(m_neuro.registered().size())
                 .arg(registered));
    for (const UpMessage::Registration &registration : m_neuro.registered()) {
        const Game *game = gameOf(registration.peer);
        if (!game || (game->registered & (1U << registration.action)) == 0)
            fail(u"upstream knows an action that game %1 has not"_s.arg(registration.peer));
    }
}

} // namespace neuro::sim
