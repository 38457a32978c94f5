// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "relay/upstreamlink.h"

#include "relay/forwarding.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace neuro::relay {

using protocol::Phrase;
using protocol::phrase;

UpstreamLink::UpstreamLink(Outputs &outputs, quint64 &lastSeq)
    : m_outputs(outputs)
    , m_lastSeq(lastSeq)
{
}

void UpstreamLink::connected(PeerId peer)
{
    disconnected();
    m_peer = peer;
    ++m_session;
    // Until deliver() has looked.
    m_isDelivering = true;
}

void UpstreamLink::disconnected()
{
    m_peer = 0;
    m_isCongested = false;
    m_isDelivering = false;
    m_isGivenUp = false;
    m_isFetching = false;
    // What was under way may not have arrived: it is sent again.
    m_mayHaveRows = m_mayHaveRows || !m_underWay.empty();
    m_sentRow = 0;
    m_underWay.clear();
    m_lastPing = 0;
    spill();
    forgetDeferred();
}

void UpstreamLink::setCongested(bool congested, Instant now)
{
    m_isCongested = congested;
    if (congested)
        spill();
    else
        deliver(now);
}

void UpstreamLink::sendNow(const Text &text, Instant now)
{
    send(text, now);
}

void UpstreamLink::passContext(const Text &text, Instant now)
{
    if (isLive())
        send(text, now);
    else if (m_isLastLap)
        defer(text, true, now);
    else
        keep(text, now.wall);
}

void UpstreamLink::pass(const Text &text, Instant now)
{
    if (isLive())
        send(text, now);
    else if (isConnected() && !m_isGivenUp)
        defer(text, false, now);
}

void UpstreamLink::defer(const Text &text, bool isContext, Instant now)
{
    Deferred deferred{text, m_lastTicket, -1, isContext, now.wall};
    if (m_lastAppended == m_lastTicket)
        deferred.afterRow = m_lastAppendedRow;
    m_deferredBytes += text.utf8.size();
    m_deferred.push_back(std::move(deferred));
    m_isDelivering = true;
    const auto isTooMuch = [this] {
        return m_deferred.size() > limits::deferredMessages ||
               m_deferredBytes > limits::deferredBytes;
    };
    if (isTooMuch())
        spill();
    if (isTooMuch())
        giveUp();
}

void UpstreamLink::spill()
{
    if (!std::exchange(m_isLastLap, false))
        return;
    std::deque<Deferred> others;
    bool isBehindRow = false;
    for (Deferred &deferred : m_deferred) {
        if (deferred.isContext) {
            m_deferredBytes -= deferred.text.utf8.size();
            keep(deferred.text, deferred.createdUs);
            isBehindRow = true;
            continue;
        }
        if (isBehindRow) {
            deferred.ticket = m_lastTicket;
            deferred.afterRow = -1;
        }
        others.push_back(std::move(deferred));
    }
    m_deferred = std::move(others);
}

void UpstreamLink::forgetDeferred()
{
    m_deferred.clear();
    m_deferredBytes = 0;
}

quint64 UpstreamLink::ping()
{
    const quint64 token = ++m_lastPing;
    m_outputs.effects.emplace_back(PingPeer{m_peer, token});
    return token;
}

void UpstreamLink::pong(quint64 token, Instant now)
{
    QList<qint64> arrived;
    while (!m_underWay.empty() && m_underWay.begin()->first <= token) {
        arrived.append(m_underWay.begin()->second);
        m_underWay.erase(m_underWay.begin());
    }
    if (arrived.isEmpty())
        return;
    m_waitingRows = std::max<qint64>(m_waitingRows - arrived.size(), 0);
    publish(OutboxEvent::State::Delivered, arrived.size(), {}, now);
    m_outputs.effects.emplace_back(RemoveFromOutbox{arrived});
}

void UpstreamLink::deliver(Instant now)
{
    if (!isReachable() || !m_isDelivering || m_isFetching || m_keepsBack)
        return;
    if (m_mayHaveRows)
        fetch();
    else if (m_lastAppended == m_lastTicket)
        finishDelivery(now);
    // Else rows are on their way into the outbox; outboxAppended() goes on.
}

qint64 UpstreamLink::rowsUnderWay() const
{
    qint64 count = 0;
    for (const auto &[token, rows] : m_underWay)
        count += rows.size();
    return count;
}

void UpstreamLink::fetch()
{
    m_isFetching = true;
    m_outputs.effects.emplace_back(FetchOutbox{++m_lastFetch, destination(), m_sentRow,
                                               limits::fetchedRows, limits::fetchedBytes});
}

void UpstreamLink::outboxFetched(quint64 number, const QList<OutboxRow> &rows, Instant now)
{
    if (!m_isFetching || number != m_lastFetch)
        return; // Asked for by an earlier connection.
    m_isFetching = false;
    if (m_isGivenUp)
        return;
    m_isLastLap = rows.size() < limits::fetchedRows && !m_isCongested;
    if (rows.isEmpty()) {
        m_mayHaveRows = false;
        m_waitingRows = rowsUnderWay();
        deliver(now);
        return;
    }
    QList<qint64> underWay;
    for (const OutboxRow &row : rows) {
        sendDeferred(row.id - 1, now);
        Text text;
        text.utf8 = ofItsAge(row.payload, row.createdUs, now);
        text.command = QStringLiteral("context");
        text.game = row.name;
        send(text, now);
        underWay.append(row.id);
        m_sentRow = row.id;
    }
    m_underWay.emplace(ping(), std::move(underWay));
    deliver(now);
}

void UpstreamLink::outboxOpened(qint64 rows)
{
    m_waitingRows = rows;
    m_mayHaveRows = rows > 0;
    if (isConnected() && rows > 0)
        m_isDelivering = true;
}

void UpstreamLink::outboxAppended(quint64 ticket, qint64 id, Instant now)
{
    m_lastAppended = ticket;
    if (id != 0) {
        ++m_waitingRows;
        m_mayHaveRows = true;
        // Behind a file that failed rows are counted from elsewhere, until it is mended.
        m_sentRow = std::min(m_sentRow, id - 1);
        m_lastAppendedRow = id;
        publish(OutboxEvent::State::Queued, 1, {}, now);
    }
    for (Deferred &deferred : m_deferred) {
        if (deferred.afterRow < 0 && deferred.ticket <= ticket)
            deferred.afterRow = m_lastAppendedRow;
    }
    deliver(now);
}

void UpstreamLink::outboxDropped(const QList<qint64> &ids, qint64 count, const Phrase &why,
                                 Instant now)
{
    for (auto &[token, rows] : m_underWay)
        rows.removeIf([&ids](qint64 row) { return ids.contains(row); });
    m_waitingRows = std::max(m_waitingRows - ids.size(), rowsUnderWay());
    publish(OutboxEvent::State::Dropped, count, why, now);
    deliver(now);
}

void UpstreamLink::keep(const Text &text, qint64 createdUs)
{
    KeepInOutbox effect;
    effect.ticket = ++m_lastTicket;
    effect.row.destination = destination();
    effect.row.name = text.game;
    effect.row.payload = text.utf8;
    effect.row.createdUs = createdUs;
    effect.row.kind = OutboxKind::Context;
    m_outputs.effects.emplace_back(std::move(effect));
    if (isConnected())
        m_isDelivering = true;
}

void UpstreamLink::sendDeferred(qint64 upToRow, Instant now)
{
    while (!m_deferred.empty()) {
        const Deferred &first = m_deferred.front();
        if (first.afterRow < 0 || first.afterRow > upToRow)
            return;
        m_deferredBytes -= first.text.utf8.size();
        Text text = first.text;
        if (first.isContext)
            text.utf8 = ofItsAge(text.utf8, first.createdUs, now);
        send(text, now);
        m_deferred.pop_front();
    }
}

QByteArray UpstreamLink::ofItsAge(const QByteArray &context, qint64 createdUs, Instant now) const
{
    const bool isStale = now.wall - createdUs > m_staleAfterMs * microsPerMs;
    return isStale ? forwarding::silenced(context) : context;
}

void UpstreamLink::finishDelivery(Instant now)
{
    sendDeferred(std::numeric_limits<qint64>::max(), now);
    m_isDelivering = !m_deferred.empty();
    m_isLastLap = false;
}

void UpstreamLink::giveUp()
{
    m_isGivenUp = true;
    spill();
    m_outputs.effects.emplace_back(
        ClosePeer{m_peer, CloseCode::Policy,
                  phrase(QT_TRANSLATE_NOOP("core", "reads too slowly: too much waits for it"))});
    forgetDeferred();
}

void UpstreamLink::publish(OutboxEvent::State state, qint64 count, const Phrase &why, Instant now)
{
    m_outputs.events.emplace_back(
        OutboxEvent{now, destination(), state, count, m_waitingRows, why});
}

void UpstreamLink::send(const Text &text, Instant now)
{
    FrameEvent &frame =
        std::get<FrameEvent>(m_outputs.events.emplace_back(std::in_place_type<FrameEvent>));
    frame.at = now;
    frame.seq = ++m_lastSeq;
    frame.direction = Direction::Out;
    frame.door = Door::Upstream;
    frame.peer = m_peer;
    frame.name = m_name;
    frame.payload = text.utf8;
    frame.command = text.command;
    frame.force = text.force;
    frame.actionId = text.actionId;
    frame.origin = text.origin;
    m_outputs.effects.emplace_back(SendText{m_peer, text.utf8});
}

} // namespace neuro::relay
