// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "world.h"

#include "relay/upstreamsizes.h"

#include <algorithm>

namespace neuro::sim {

using namespace Qt::Literals::StringLiterals;
using namespace relay;

/// What makes a few messages long, up to three times what upstream takes.
QByteArray World::paddingOf(const Step &step) const
{
    const quint32 number = step.a * 2654435761U ^ step.b * 40503U ^ step.c * 97U;
    if (m_limit == 0 || number / 7 % 12 != 0)
        return {};
    return ' ' + QByteArray(static_cast<qsizetype>(number / 128 % (3 * m_limit)), 'x');
}

/// The actions of some games are together too large for one message, each by itself never is.
QByteArray World::descriptionOf(const Game &game, unsigned action) const
{
    const QByteArray mark = 'r' + QByteArray::number(game.peer) + '.' + QByteArray::number(action);
    if (m_limit == 0 || game.peer % 2 == 0)
        return mark;
    return mark + ' ' + QByteArray(UpstreamSizes::leastRefused / 4, 'x');
}

bool World::mayGoUp(const OpenForce &force) const
{
    return isForNeuro(force) && !m_order.mayBeTooLarge(force.bytes);
}

/// A message goes up. What upstream closed the connection over it would close it over again.
void World::checkSizeUp(const UpMessage &message)
{
    if (m_order.refused() != 0 && message.bytes >= m_order.refused())
        fail(u"%1 bytes go up, and upstream closed the connection over %2"_s.arg(message.bytes)
                 .arg(m_order.refused()));
    m_largestUp = std::max(m_largestUp, message.bytes);
    if (m_limit != 0 && message.bytes > m_limit)
        m_largeSizes.insert(message.bytes);
}

/// Whether upstream closes the connection instead of reading the message.
bool World::isRefused(const UpMessage &message)
{
    if (m_limit == 0 || message.bytes <= m_limit)
        return false;
    ++m_tally.refusals;
    // Each time something smaller is known to be too large.
    if (++m_refusals > static_cast<int>(m_largeSizes.size()))
        fail(u"upstream closed over the size of a message %1 times, and only %2 are too large"_s
                 .arg(m_refusals)
                 .arg(m_largeSizes.size()));
    m_isRefused = true;
    m_order.refuse(m_largestUp);
    disconnectUpstream(static_cast<int>(CloseCode::TooLarge));
    return true;
}

/// A force that only upstream could decide, and that it does not take, has an end; any other one is
/// decided by somebody else.
void World::checkForcesTooLarge()
{
    if (m_order.refused() == 0 || !m_bench.isOff())
        return;
    for (const auto &[id, force] : m_forces) {
        if (force.state == ForceState::Waiting && force.decider == Decider::Upstream &&
            force.bytes >= m_order.refused() && !isBusy(force.peer) && isForNeuro(force) &&
            !waitsBehindAnother(id, force))
            fail(u"force %1 waits for upstream, and is too large for it"_s.arg(id));
    }
}

/// What does not arrive is told of as dropped, and nothing else is.
void World::checkLeftOut()
{
    if (m_order.leftOut() != m_leftOutTold)
        fail(u"%1 contexts were left out as too large, and %2 are told of"_s.arg(m_order.leftOut())
                 .arg(m_leftOutTold));
}

void World::see(const OutboxEvent &event)
{
    const bool isForSize = event.state == OutboxEvent::State::Dropped &&
                           event.why.english().startsWith(u"too large for upstream");
    if (!isForSize || strike(Fault::HideLeftOut))
        return;
    m_leftOutTold += event.count;
    m_tally.leftOut += static_cast<quint64>(event.count);
}

} // namespace neuro::sim
