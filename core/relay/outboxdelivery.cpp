// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "relay/outboxdelivery.h"

#include "relay/enginesettings.h"

#include <algorithm>
#include <utility>

namespace neuro::relay {

OutboxDelivery::OutboxDelivery(const QString &destination, Outputs &outputs, OutboxNumbers &numbers)
    : m_destination(destination)
    , m_outputs(outputs)
    , m_numbers(numbers)
{
}

bool OutboxDelivery::isLive() const
{
    return m_peer != 0 && !m_mayHaveRows && m_onTheirWay.empty() && m_fetch == 0 && m_token == 0;
}

void OutboxDelivery::connected(PeerId peer)
{
    disconnected();
    m_peer = peer;
}

void OutboxDelivery::disconnected()
{
    m_peer = 0;
    m_fetch = 0;
    // What was under way may not have arrived: it is sent again.
    m_mayHaveRows = m_mayHaveRows || !m_underWay.isEmpty();
    m_underWay.clear();
    m_token = 0;
    m_sentRow = 0;
}

quint64 OutboxDelivery::deliver(bool isKeptBack)
{
    if (m_peer == 0 || isKeptBack || m_isUnreadable || !m_mayHaveRows || m_fetch != 0 ||
        m_token != 0)
        return 0;
    if (std::exchange(m_mustLookAgain, false))
        m_sentRow = 0;
    m_fetch = ++m_numbers.lastFetch;
    m_outputs.effects.emplace_back(FetchOutbox{m_fetch, m_destination, m_sentRow,
                                               limits::deliveredRows, limits::deliveredBytes});
    return m_fetch;
}

quint64 OutboxDelivery::keep(const QString &name, const QByteArray &payload, qint64 createdUs,
                             quint64 origin)
{
    KeepInOutbox effect;
    effect.ticket = ++m_numbers.lastTicket;
    effect.row.destination = m_destination;
    effect.row.name = name;
    effect.row.payload = payload;
    effect.row.createdUs = createdUs;
    effect.row.kind = OutboxKind::Command;
    const quint64 ticket = effect.ticket;
    m_outputs.effects.emplace_back(std::move(effect));
    m_onTheirWay.push_back({name, origin, origin == 0 ? payload : QByteArray(), createdUs});
    return ticket;
}

void OutboxDelivery::appended(qint64 id, bool durable, Instant now)
{
    Q_ASSERT(!m_onTheirWay.empty());
    OnItsWay row = std::move(m_onTheirWay.front());
    m_onTheirWay.pop_front();
    if (id == 0)
        return;
    ++m_waitingRows;
    m_mayHaveRows = true;
    OutboxEvent &event =
        publish(durable ? OutboxEvent::State::Queued : OutboxEvent::State::InMemory, 1, {},
                {{id, id}}, now);
    event.name = std::move(row.name);
    event.origin = row.origin;
    event.text = std::move(row.payload);
    event.created = row.createdUs;
}

QList<OutboxRow> OutboxDelivery::fetched(quint64 number,
                                         const std::optional<QList<OutboxRow>> &rows, quint64 token)
{
    if (number != m_fetch)
        return {}; // Asked for by an earlier connection.
    m_fetch = 0;
    if (!rows) {
        m_isUnreadable = true; // What comes now joins the end all the same.
        return {};
    }
    if (rows->isEmpty()) {
        m_mayHaveRows = false;
        m_waitingRows = 0;
        return {};
    }
    for (const OutboxRow &row : *rows)
        m_underWay.append(row.id);
    m_sentRow = rows->last().id;
    m_token = token;
    return *rows;
}

void OutboxDelivery::pong(quint64 token, Instant now)
{
    if (m_token == 0 || token < m_token)
        return;
    m_token = 0;
    const QList<qint64> arrived = std::exchange(m_underWay, {});
    if (arrived.isEmpty())
        return; // All of them were dropped meanwhile.
    m_waitingRows = std::max<qint64>(m_waitingRows - arrived.size(), 0);
    publish(OutboxEvent::State::Delivered, arrived.size(), {}, rowRanges(arrived), now);
    m_removedTo = std::max(m_removedTo, *std::max_element(arrived.begin(), arrived.end()));
    m_outputs.effects.emplace_back(RemoveFromOutbox{arrived});
}

void OutboxDelivery::opened(qint64 rows)
{
    m_waitingRows = rows;
    m_mayHaveRows = m_mayHaveRows || rows > 0;
    // A file that could not be opened before may have rows with lower ids than those in memory.
    m_mustLookAgain = true;
    m_removedTo = 0;
    m_isUnreadable = false;
}

void OutboxDelivery::dropped(const QList<qint64> &ids, qint64 count, const protocol::Phrase &why,
                             Instant now)
{
    m_underWay.removeIf([&ids](qint64 row) { return ids.contains(row); });
    // Those that have arrived do not wait any more.
    const auto waited =
        std::count_if(ids.begin(), ids.end(), [to = m_removedTo](qint64 row) { return row > to; });
    m_waitingRows = std::max<qint64>(m_waitingRows - waited, m_underWay.size());
    publish(OutboxEvent::State::Dropped, count, why, rowRanges(ids), now);
}

OutboxEvent &OutboxDelivery::publish(OutboxEvent::State state, qint64 count,
                                     const protocol::Phrase &why, const RowRanges &rows,
                                     Instant now)
{
    return std::get<OutboxEvent>(m_outputs.events.emplace_back(
        OutboxEvent{now, m_destination, state, count, m_waitingRows, why, rows}));
}

} // namespace neuro::relay
