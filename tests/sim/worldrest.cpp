// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "world.h"

/// The end: nothing is under way any more, and then nobody is there.
namespace neuro::sim {

using namespace Qt::Literals::StringLiterals;
using namespace relay;

namespace {

/// Longer than any time limit of the engine's but a game-id's reservation.
constexpr qint64 restMicros = 90'000'000;
/// Longer than that.
constexpr qint64 reservedMicros = 11 * 60'000'000LL;

} // namespace

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
    checkSnapshot();
    if (strike(Fault::ForgePending))
        ++m_toldPending;
    if (m_toldPending != 0)
        fail(u"at rest, and %1 messages are said to wait"_s.arg(m_toldPending));
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
