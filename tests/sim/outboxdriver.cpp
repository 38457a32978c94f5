// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "outboxdriver.h"

#include "relay/upstreamlink.h"

#include <limits>
#include <utility>

namespace neuro::sim {

using relay::UpstreamLink;

OutboxDriver::OutboxDriver(const relay::OutboxLimits &limits)
    : m_limits(limits)
    , m_store(limits)
{
}

void OutboxDriver::work(std::size_t most, qint64 nowUs)
{
    std::vector<relay::KeepInOutbox> batch;
    for (; most > 0 && !m_requests.empty(); --most) {
        Request request = std::move(m_requests.front());
        m_requests.pop_front();
        if (auto *row = std::get_if<relay::KeepInOutbox>(&request)) {
            batch.push_back(std::move(*row));
            continue;
        }
        keep(std::exchange(batch, {}), nowUs);
        if (const auto *fetch = std::get_if<relay::FetchOutbox>(&request)) {
            const auto rows = m_store.rows(UpstreamLink::destination(), fetch->afterId,
                                           fetch->maxRows, fetch->maxBytes);
            m_answers.push_back(Fetched{fetch->number, *rows});
        } else if (const auto *removal = std::get_if<relay::RemoveFromOutbox>(&request)) {
            m_store.remove(removal->ids);
            for (const qint64 id : removal->ids)
                m_createdUs.erase(id);
        } else if (std::get<relay::SettleEarlierRun>(request).discard) {
            const qint64 count = *m_store.dropEarlierRun(UpstreamLink::destination());
            m_answers.push_back(Dropped{{}, count});
            m_answers.push_back(Recounted{this->count()});
        } else {
            m_store.adoptEarlierRun(UpstreamLink::destination());
        }
    }
    keep(batch, nowUs);
}

void OutboxDriver::keep(const std::vector<relay::KeepInOutbox> &batch, qint64 nowUs)
{
    QList<relay::NewOutboxRow> rows;
    QList<quint64> tickets;
    QList<qint64> ids;
    for (const relay::KeepInOutbox &request : batch) {
        rows.append(request.row);
        tickets.append(request.ticket);
    }
    if (rows.isEmpty())
        return;
    const qint64 before = count().rows;
    const auto appended = m_store.append(rows, nowUs);
    for (qsizetype i = 0; i < rows.size(); ++i)
        m_createdUs[appended->ids[i]] = rows[i].createdUs;
    tellDrops(appended->drops, before + rows.size(), nowUs);
    for (qsizetype i = 0; i < rows.size(); ++i) {
        m_answers.push_back(Appended{tickets[i], appended->ids[i]});
        if (std::exchange(m_isLosing, false)) {
            m_store.remove({appended->ids[i]});
            m_hasLost = true;
        }
    }
}

void OutboxDriver::expire(qint64 nowUs)
{
    const qint64 before = count().rows;
    const auto drops = m_store.expire(nowUs);
    tellDrops(*drops, before, nowUs);
}

void OutboxDriver::tellDrops(const QList<relay::OutboxDrop> &drops, qint64 rowsBefore, qint64 nowUs)
{
    qint64 count = 0;
    for (const relay::OutboxDrop &drop : drops) {
        for (const qint64 id : drop.ids) {
            const qint64 age = nowUs - m_createdUs[id];
            if (drop.cause == relay::OutboxDropCause::Age &&
                age <= m_limits.contextAgeMs * relay::microsPerMs)
                m_hasDroppedWithoutNeed = true;
            m_createdUs.erase(id);
        }
        if (drop.cause != relay::OutboxDropCause::Age)
            count += drop.ids.size();
        m_answers.push_back(Dropped{drop.ids, drop.ids.size()});
    }
    // By number: only what was over the limit.
    if (count > std::max<qint64>(rowsBefore - m_limits.rows, 0))
        m_hasDroppedWithoutNeed = true;
}

std::optional<OutboxDriver::Answer> OutboxDriver::takeAnswer()
{
    if (m_answers.empty())
        return std::nullopt;
    Answer answer = std::move(m_answers.front());
    m_answers.pop_front();
    return answer;
}

void OutboxDriver::restart()
{
    m_requests.clear();
    m_answers.clear();
    m_store.restart();
}

relay::OutboxCount OutboxDriver::count() const
{
    const QList<relay::OutboxCount> counts = m_store.counts();
    for (const relay::OutboxCount &count : counts) {
        if (count.destination == UpstreamLink::destination())
            return count;
    }
    return {};
}

QList<relay::OutboxRow> OutboxDriver::rows()
{
    return *m_store.rows(UpstreamLink::destination(), 0, std::numeric_limits<qsizetype>::max(),
                         std::numeric_limits<qint64>::max());
}

} // namespace neuro::sim
