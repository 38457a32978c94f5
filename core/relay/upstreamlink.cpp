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

UpstreamLink::UpstreamLink(Outputs &outputs, quint64 &lastSeq, OutboxNumbers &numbers,
                           TimerQueue &timers)
    : m_outputs(outputs)
    , m_lastSeq(lastSeq)
    , m_numbers(numbers)
    , m_timers(timers)
{
}

void UpstreamLink::connected(PeerId peer)
{
    disconnected();
    m_peer = peer;
    ++m_session;
    m_sizes.begin();
    // Until deliver() has looked.
    beginDelivery();
}

void UpstreamLink::disconnected()
{
    m_peer = 0;
    m_isCongested = false;
    m_isDelivering = false;
    m_isGivenUp = false;
    m_isFetching = false;
    keepUnproven();
    spill();
    forgetDeferred();
    // What was under way may not have arrived: it is sent again.
    m_mayHaveRows = m_mayHaveRows || !m_sentRows.isEmpty();
    m_sentRow = m_keptBackTo;
    m_underWay.clear();
    m_sentRows.clear();
    m_unsentOnTheirWay = 0;
    for (OnItsWay &row : m_onTheirWay) {
        row.isSent = row.isSent && row.hasArrived;
        m_unsentOnTheirWay += row.isSent ? 0 : 1;
    }
    m_lastPing = 0;
    m_lastPong = 0;
    m_isPingPlanned = false;
    m_isPingNeeded = false;
    m_timers.cancel(TimerQueue::Kind::UpstreamPing, 0);
    m_timers.cancel(TimerQueue::Kind::OutboxSilence, 0);
}

void UpstreamLink::setCongested(bool congested, Instant now)
{
    m_isCongested = congested;
    if (congested) {
        spill();
        return;
    }
    setGoal();
    deliver(now);
}

void UpstreamLink::sendNow(const Text &text, Instant now)
{
    send(text, now);
}

void UpstreamLink::passContext(const Text &text, Instant now)
{
    if (leaveOut(text, text.utf8.size(), true, now))
        return;
    if (isLive()) {
        send(text, now);
        noteSent(text, now.wall, now);
    } else if (m_isLastLap) {
        defer(text, true, now);
    } else {
        keepUnproven();
        keep(text, now.wall);
    }
}

void UpstreamLink::pass(const Text &text, Instant now)
{
    if (leaveOut(text, text.utf8.size(), false, now))
        return;
    if (isLive())
        send(text, now);
    else if (isConnected() && !m_isGivenUp)
        defer(text, false, now);
    else
        lose(text);
}

void UpstreamLink::noteSent(const Text &context, qint64 createdUs, Instant now)
{
    m_unprovenBytes += context.utf8.size();
    m_unproven.push_back({context.utf8, context.game, context.origin, createdUs, m_lastPing});
    if (m_unproven.size() > m_buffers.unprovenContexts || m_unprovenBytes > m_buffers.unprovenBytes)
        keepUnproven();
    m_isPingNeeded = true;
    planPing(now);
}

void UpstreamLink::keepUnproven()
{
    for (const Unproven &context : m_unproven)
        handToOutbox(context.utf8, context.game, context.createdUs,
                     {0, context.origin, isConnected(), false, context.lastPing});
    m_unproven.clear();
    m_unprovenBytes = 0;
}

void UpstreamLink::defer(const Text &text, bool isContext, Instant now)
{
    Deferred deferred{text, m_lastTicket, -1, isContext, now.wall};
    // Then all that wait before it know theirs, too.
    if (m_onTheirWay.empty()) {
        deferred.afterRow = m_lastAppendedRow;
        ++m_placed;
    }
    m_deferredBytes += text.utf8.size();
    m_deferredContexts += isContext ? 1 : 0;
    m_deferred.push_back(std::move(deferred));
    beginDelivery();
    const auto isTooMuch = [this] {
        return m_deferred.size() > m_buffers.deferredTexts ||
               m_deferredBytes > m_buffers.deferredBytes;
    };
    if (isTooMuch())
        spill();
    if (isTooMuch())
        giveUp();
}

void UpstreamLink::spill()
{
    m_isLastLap = false;
    if (m_deferredContexts == 0)
        return;
    keepUnproven();
    std::deque<Deferred> others;
    bool isBehindRow = false;
    m_placed = 0;
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
        m_placed += deferred.afterRow >= 0 ? 1 : 0;
        others.push_back(std::move(deferred));
    }
    m_deferred = std::move(others);
    m_deferredContexts = 0;
    setGoal();
}

void UpstreamLink::lose(const Text &text)
{
    if (text.peer != 0 && static_cast<std::size_t>(m_lost.size()) < m_buffers.deferredTexts)
        m_lost.append(text);
}

void UpstreamLink::forgetDeferred()
{
    for (const Deferred &deferred : m_deferred)
        lose(deferred.text);
    m_deferred.clear();
    m_placed = 0;
    m_deferredContexts = 0;
    m_deferredBytes = 0;
}

quint64 UpstreamLink::ping()
{
    const quint64 token = ++m_lastPing;
    m_isPingNeeded = false;
    m_outputs.effects.emplace_back(PingPeer{m_peer, token});
    return token;
}

quint64 UpstreamLink::pingSoon(Instant now)
{
    m_isPingNeeded = true;
    planPing(now);
    return m_lastPing + 1;
}

void UpstreamLink::planPing(Instant now)
{
    if (std::exchange(m_isPingPlanned, true))
        return;
    m_timers.set(TimerQueue::Kind::UpstreamPing, 0, now.mono + m_buffers.pingAfterMs * microsPerMs);
}

void UpstreamLink::pingDue()
{
    m_isPingPlanned = false;
    // One at a time: pong() plans the next one.
    if (isConnected() && m_isPingNeeded && m_lastPing == m_lastPong)
        ping();
}

void UpstreamLink::pong(quint64 token, Instant now)
{
    m_lastPong = std::max(m_lastPong, token);
    m_sizes.noteArrived(token);
    if (m_isPingNeeded)
        planPing(now);
    while (!m_unproven.empty() && m_unproven.front().lastPing < token) {
        m_unprovenBytes -= m_unproven.front().utf8.size();
        m_unproven.pop_front();
    }
    if (m_onTheirWay.size() > m_unsentOnTheirWay) {
        for (OnItsWay &row : m_onTheirWay)
            row.hasArrived = row.hasArrived || (row.isSent && row.lastPing < token);
    }
    QList<qint64> arrived;
    while (!m_underWay.empty() && m_underWay.begin()->first <= token) {
        arrived.append(m_underWay.begin()->second);
        m_underWay.erase(m_underWay.begin());
    }
    if (!arrived.isEmpty())
        rowsArrived(arrived, now);
}

void UpstreamLink::rowsArrived(const QList<qint64> &rows, Instant now)
{
    for (const qint64 row : rows) {
        m_sentRows.remove(row);
        m_origins.erase(row);
        m_removedTo = std::max(m_removedTo, row);
        if (m_isFetching)
            m_removedMeanwhile.insert(row);
    }
    m_waitingRows = std::max<qint64>(m_waitingRows - rows.size(), 0);
    publish(OutboxEvent::State::Delivered, rows.size(), {}, rowRanges(rows), now);
    m_outputs.effects.emplace_back(RemoveFromOutbox{rows});
}

void UpstreamLink::beginDelivery()
{
    if (!std::exchange(m_isDelivering, true))
        setGoal();
}

void UpstreamLink::setGoal()
{
    m_goalTicket = m_lastTicket;
    m_goalRow = m_newestRow;
}

bool UpstreamLink::isGoalReached() const
{
    return m_sentRow >= m_goalRow &&
           (m_onTheirWay.empty() || m_onTheirWay.front().ticket > m_goalTicket);
}

void UpstreamLink::deliver(Instant now)
{
    if (!isReachable() || !m_isDelivering || m_isFetching)
        return;
    if (m_mayHaveRows && !m_isOutboxExpected)
        fetch(now);
    else if (isOutboxAwaited())
        awaitOutbox(now); // outboxAppended() or outboxOpened() goes on.
    else
        finishDelivery(now);
}

void UpstreamLink::fetch(Instant now)
{
    m_isFetching = true;
    m_removedMeanwhile.clear();
    m_lastFetch = ++m_numbers.lastFetch;
    m_outputs.effects.emplace_back(FetchOutbox{m_lastFetch, destination(), m_sentRow,
                                               m_buffers.fetchedRows, m_buffers.fetchedBytes});
    awaitOutbox(now);
}

void UpstreamLink::awaitOutbox(Instant now)
{
    m_timers.set(TimerQueue::Kind::OutboxSilence, 0,
                 now.mono + m_buffers.outboxPatienceMs * microsPerMs);
}

bool UpstreamLink::goOnWithoutOutbox(Instant now)
{
    if (!isReachable() || !m_isDelivering || !isOutboxAwaited())
        return false;
    finishDelivery(now);
    return true;
}

void UpstreamLink::outboxFetched(quint64 number, const QList<OutboxRow> &rows, Instant now)
{
    if (!m_isFetching || number != m_lastFetch)
        return; // Asked for by an earlier connection.
    m_isFetching = false;
    if (m_isGivenUp)
        return;
    beginDelivery(); // It may have been given up waiting for.
    if (rows.isEmpty()) {
        m_mayHaveRows = false;
        m_waitingRows = m_sentRows.size() + m_keptBackRows;
    }
    QList<qint64> underWay;
    for (const OutboxRow &row : rows) {
        sendDeferred(row.id - 1, now);
        m_sentRow = row.id;
        if (m_sentRows.contains(row.id) || m_removedMeanwhile.contains(row.id))
            continue; // On this connection already.
        if (dropTooLarge(row, now))
            continue;
        sendRow(row, now);
        underWay.append(row.id);
        m_sentRows.insert(row.id);
    }
    if (!underWay.isEmpty())
        m_underWay[ping()].append(underWay);
    if (!m_isCongested && (rows.isEmpty() || isGoalReached()))
        m_isLastLap = true;
    deliver(now);
}

void UpstreamLink::sendRow(const OutboxRow &row, Instant now)
{
    Text text;
    text.utf8 = ofItsAge(row.payload, row.createdUs, now);
    text.command = QStringLiteral("context");
    text.game = row.name;
    if (const auto origin = m_origins.find(row.id); origin != m_origins.end())
        text.origin = origin->second;
    send(text, now);
}

void UpstreamLink::keepBack(const OutboxCount &count)
{
    m_keptBackTo = count.lastEarlierRunId;
    m_keptBackRows = count.earlierRunRows;
    m_mayHaveRows = count.rows > count.earlierRunRows;
    m_sentRow = std::max(m_sentRow, m_keptBackTo);
}

void UpstreamLink::release(Instant now)
{
    if (m_keptBackTo == 0)
        return;
    m_keptBackTo = 0;
    m_keptBackRows = 0;
    m_sentRow = 0;
    m_removedTo = 0;
    m_mayHaveRows = true;
    m_isFetching = false; // From the beginning.
    if (isConnected())
        beginDelivery();
    deliver(now);
}

void UpstreamLink::outboxOpened(const OutboxCount &count)
{
    m_isOutboxExpected = false;
    m_waitingRows = count.rows;
    m_removedTo = 0;
    m_newestRow = std::max(m_newestRow, count.lastId);
    m_keptBackRows = m_keptBackTo != 0 ? count.earlierRunRows : 0;
    m_mayHaveRows = count.rows > m_keptBackRows;
    if (!m_mayHaveRows)
        return;
    // A file that is opened late has rows from before those that were kept elsewhere.
    m_sentRow = m_keptBackTo;
    m_isFetching = false;
    if (isConnected())
        beginDelivery();
}

bool UpstreamLink::outboxAppended(quint64 ticket, qint64 id, bool durable, Instant now)
{
    if (m_onTheirWay.empty() || m_onTheirWay.front().ticket != ticket)
        return false;
    OnItsWay row = std::move(m_onTheirWay.front());
    m_onTheirWay.pop_front();
    if (!row.isSent)
        --m_unsentOnTheirWay;
    if (id != 0) {
        ++m_waitingRows;
        m_lastAppendedRow = id;
        m_newestRow = std::max(m_newestRow, id);
        if (ticket <= m_goalTicket)
            m_goalRow = std::max(m_goalRow, id);
        rememberOrigin(id, row.origin);
        OutboxEvent &event =
            publish(durable ? OutboxEvent::State::Queued : OutboxEvent::State::InMemory, 1, {},
                    {{id, id}}, now);
        event.name = std::move(row.game);
        event.origin = row.origin;
        event.text = std::move(row.utf8);
        event.created = row.createdUs;
    }
    placeDeferred(ticket);
    if (id != 0 && row.hasArrived) {
        rowsArrived({id}, now);
    } else if (id != 0 && row.isSent) {
        m_underWay[row.lastPing + 1].append(id);
        m_sentRows.insert(id);
    } else if (id != 0) {
        m_mayHaveRows = true;
        if (isConnected())
            beginDelivery(); // It may have been given up waiting for.
    }
    deliver(now);
    return true;
}

void UpstreamLink::placeDeferred(quint64 ticket)
{
    for (; m_placed < m_deferred.size() && m_deferred[m_placed].ticket <= ticket; ++m_placed)
        m_deferred[m_placed].afterRow = m_lastAppendedRow;
}

void UpstreamLink::rememberOrigin(qint64 row, quint64 origin)
{
    if (origin == 0)
        return;
    m_origins[row] = origin;
    if (m_origins.size() > rememberedOrigins)
        m_origins.erase(m_origins.begin());
}

void UpstreamLink::outboxDropped(const QList<qint64> &ids, qint64 count, const Phrase &why,
                                 Instant now)
{
    bool wasAnyUnderWay = false;
    qint64 waited = 0;
    for (const qint64 id : ids) {
        const bool wasUnderWay = m_sentRows.remove(id);
        const bool isKeptBack = id <= m_keptBackTo;
        wasAnyUnderWay = wasAnyUnderWay || wasUnderWay;
        m_origins.erase(id);
        m_keptBackRows -= isKeptBack ? 1 : 0;
        // Those that have arrived do not wait any more.
        waited += wasUnderWay || isKeptBack || id > m_removedTo ? 1 : 0;
    }
    if (wasAnyUnderWay) {
        for (auto &[token, rows] : m_underWay)
            rows.removeIf([this](qint64 row) { return !m_sentRows.contains(row); });
    }
    m_keptBackRows = std::max<qint64>(m_keptBackRows, 0);
    m_waitingRows = std::max<qint64>(m_waitingRows - waited, m_sentRows.size());
    publish(OutboxEvent::State::Dropped, count, why, rowRanges(ids), now);
    deliver(now);
}

void UpstreamLink::keep(const Text &text, qint64 createdUs)
{
    handToOutbox(text.utf8, text.game, createdUs, {0, text.origin, false, false, 0});
    if (isConnected())
        beginDelivery();
}

void UpstreamLink::handToOutbox(const QByteArray &utf8, const QString &game, qint64 createdUs,
                                const OnItsWay &row)
{
    if (m_onTheirWay.size() >= mostOnTheirWay) {
        ++m_notKept;
        return;
    }
    m_lastTicket = ++m_numbers.lastTicket;
    OnItsWay &added = m_onTheirWay.emplace_back(row);
    added.ticket = m_lastTicket;
    added.game = game;
    added.utf8 = row.origin == 0 ? utf8 : QByteArray();
    added.createdUs = createdUs;
    m_unsentOnTheirWay += row.isSent ? 0 : 1;
    KeepInOutbox effect;
    effect.ticket = m_lastTicket;
    effect.row.destination = destination();
    effect.row.name = game;
    effect.row.payload = utf8;
    effect.row.createdUs = createdUs;
    effect.row.kind = OutboxKind::Context;
    m_outputs.effects.emplace_back(std::move(effect));
}

void UpstreamLink::tellNotKept(Instant now)
{
    if (const qint64 count = std::exchange(m_notKept, 0); count > 0) {
        publish(OutboxEvent::State::Dropped, count,
                phrase(QT_TRANSLATE_NOOP("core", "the disk is too slow; what it cannot take is not "
                                                 "kept, and cannot be exported")),
                {}, now);
    }
}

void UpstreamLink::sendDeferred(qint64 upToRow, Instant now)
{
    while (m_placed > 0 && m_deferred.front().afterRow <= upToRow)
        sendFirstDeferred(now);
}

void UpstreamLink::sendFirstDeferred(Instant now)
{
    Deferred first = std::move(m_deferred.front());
    m_deferred.pop_front();
    m_placed -= m_placed > 0 ? 1 : 0;
    m_deferredBytes -= first.text.utf8.size();
    if (!first.isContext) {
        send(first.text, now);
        return;
    }
    --m_deferredContexts;
    const QByteArray asSaid = first.text.utf8;
    first.text.utf8 = ofItsAge(asSaid, first.createdUs, now);
    if (leaveOut(first.text, first.text.utf8.size(), true, now))
        return;
    send(first.text, now);
    first.text.utf8 = asSaid;
    noteSent(first.text, first.createdUs, now);
}

QByteArray UpstreamLink::ofItsAge(const QByteArray &context, qint64 createdUs, Instant now) const
{
    const bool isStale = now.wall - createdUs > m_staleAfterMs * microsPerMs;
    return isStale ? forwarding::silenced(context) : context;
}

void UpstreamLink::finishDelivery(Instant now)
{
    while (!m_deferred.empty())
        sendFirstDeferred(now);
    m_isDelivering = false;
    m_isLastLap = false;
    m_timers.cancel(TimerQueue::Kind::OutboxSilence, 0);
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

OutboxEvent &UpstreamLink::publish(OutboxEvent::State state, qint64 count, const Phrase &why,
                                   const RowRanges &rows, Instant now)
{
    return std::get<OutboxEvent>(m_outputs.events.emplace_back(
        OutboxEvent{now, destination(), state, count, m_waitingRows, why, rows}));
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
    m_sizes.noteSent(text.utf8.size(), m_lastPing);
}

} // namespace neuro::relay
