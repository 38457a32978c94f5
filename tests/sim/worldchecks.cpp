// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "world.h"

#include <algorithm>
#include <bit>

/// What is compared after every step.
namespace neuro::sim {

using namespace Qt::Literals::StringLiterals;
using namespace relay;

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

} // namespace neuro::sim
