// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "outboxdriver.h"

#include <limits>
#include <utility>

namespace neuro::sim {

using relay::UpstreamLink;

OutboxDriver::OutboxDriver(const relay::OutboxLimits &limits)
    : m_limits(limits)
    , m_store(limits)
{
}

void OutboxDriver::setMood(Mood mood)
{
    const bool wasUnreadable = m_mood == Mood::Unreadable;
    m_mood = mood;
    if (wasUnreadable && mood != Mood::Unreadable)
        m_answers.push_back(Recounted{counts()});
}

void OutboxDriver::work(std::size_t most, qint64 nowUs)
{
    if (m_mood == Mood::Stuck)
        return;
    std::vector<relay::KeepInOutbox> batch;
    for (; most > 0 && !m_requests.empty(); --most) {
        Request request = std::move(m_requests.front());
        m_requests.pop_front();
        if (auto *row = std::get_if<relay::KeepInOutbox>(&request)) {
            batch.push_back(std::move(*row));
            continue;
        }
        keep(std::exchange(batch, {}), nowUs);
        if (const auto *fetch = std::get_if<relay::FetchOutbox>(&request))
            perform(*fetch);
        else if (const auto *removal = std::get_if<relay::RemoveFromOutbox>(&request))
            perform(*removal);
        else
            perform(std::get<relay::SettleEarlierRun>(request));
    }
    keep(batch, nowUs);
}

void OutboxDriver::perform(const relay::FetchOutbox &fetch)
{
    auto rows = *m_store.rows(fetch.destination, fetch.afterId, fetch.maxRows, fetch.maxBytes);
    const bool isUnreadable = m_mood == Mood::Unreadable && !rows.isEmpty();
    if (isUnreadable) {
        // What cannot be read is not counted either, or it would be asked for again at once.
        rows.clear();
        m_answers.push_back(Recounted{{}, true});
    }
    m_answers.push_back(Fetched{fetch.number, rows, isUnreadable});
}

void OutboxDriver::perform(const relay::RemoveFromOutbox &removal)
{
    m_store.remove(removal.ids);
    for (const qint64 id : removal.ids)
        m_waits.erase(id);
}

void OutboxDriver::perform(const relay::SettleEarlierRun &settlement)
{
    const QStringList destinations = m_store.destinations();
    for (const QString &destination : destinations) {
        if (!settlement.discard) {
            m_store.adoptEarlierRun(destination);
            continue;
        }
        const qint64 count = *m_store.dropEarlierRun(destination);
        m_answers.push_back(Dropped{destination, {}, count});
    }
    if (settlement.discard)
        m_answers.push_back(Recounted{counts()});
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
    if (m_mood == Mood::Refusing) {
        for (const relay::KeepInOutbox &request : batch) {
            m_answers.push_back(Appended{request.ticket, 0});
            m_answers.push_back(Dropped{request.row.destination, {}, 1});
        }
        return;
    }
    RowCounts before = rowCounts();
    for (const relay::NewOutboxRow &row : rows)
        ++before[row.destination];
    const auto appended = m_store.append(rows, nowUs);
    for (qsizetype i = 0; i < rows.size(); ++i)
        m_waits[appended->ids[i]] = {rows[i].createdUs, rows[i].kind};
    tellDrops(appended->drops, before, nowUs);
    for (qsizetype i = 0; i < rows.size(); ++i) {
        m_answers.push_back(Appended{tickets[i], appended->ids[i]});
        if (tickets[i] == m_lostTicket) {
            const qint64 kept = count().rows; // It may have been dropped at once.
            m_store.remove({appended->ids[i]});
            m_hasLost = count().rows < kept;
        }
    }
}

void OutboxDriver::expire(qint64 nowUs)
{
    const RowCounts before = rowCounts();
    const auto drops = m_store.expire(nowUs);
    tellDrops(*drops, before, nowUs);
}

OutboxDriver::RowCounts OutboxDriver::rowCounts() const
{
    RowCounts rows;
    const QList<relay::OutboxCount> all = counts();
    for (const relay::OutboxCount &count : all)
        rows.insert(count.destination, count.rows);
    return rows;
}

void OutboxDriver::tellDrops(const QList<relay::OutboxDrop> &drops, const RowCounts &rowsBefore,
                             qint64 nowUs)
{
    RowCounts dropped;
    for (const relay::OutboxDrop &drop : drops) {
        for (const qint64 id : drop.ids) {
            if (drop.cause == relay::OutboxDropCause::Age && !isTooOld(m_waits[id], nowUs))
                m_hasDroppedWithoutNeed = true;
            m_waits.erase(id);
        }
        if (drop.cause != relay::OutboxDropCause::Age)
            dropped[drop.destination] += drop.ids.size();
        m_answers.push_back(Dropped{drop.destination, drop.ids, drop.ids.size()});
    }
    // By number: only what was over the limit.
    for (auto drop = dropped.cbegin(); drop != dropped.cend(); ++drop) {
        if (*drop > std::max<qint64>(rowsBefore.value(drop.key()) - m_limits.rows, 0))
            m_hasDroppedWithoutNeed = true;
    }
}

bool OutboxDriver::isTooOld(const Wait &wait, qint64 nowUs) const
{
    const bool isCommand = wait.kind == relay::OutboxKind::Command;
    const qint64 limitMs = isCommand ? m_limits.commandAgeMs : m_limits.contextAgeMs;
    return nowUs - wait.sinceUs > limitMs * relay::microsPerMs;
}

std::optional<OutboxDriver::Answer> OutboxDriver::takeAnswer()
{
    if (m_answers.empty())
        return std::nullopt;
    Answer answer = std::move(m_answers.front());
    m_answers.pop_front();
    return answer;
}

bool OutboxDriver::dropOne(qint64 nowUs, relay::OutboxDropCause cause, const QString &destination)
{
    const QList<relay::OutboxRow> waiting = rows(destination);
    if (waiting.isEmpty())
        return false;
    m_store.remove({waiting.first().id});
    tellDrops({{destination, cause, {waiting.first().id}, 0}}, {{destination, waiting.size() - 1}},
              nowUs);
    return true;
}

QSet<qint64> OutboxDriver::untoldDrops() const
{
    QSet<qint64> ids;
    for (const Answer &answer : m_answers) {
        if (const auto *drop = std::get_if<Dropped>(&answer))
            ids.unite(QSet<qint64>(drop->ids.begin(), drop->ids.end()));
    }
    return ids;
}

void OutboxDriver::restart()
{
    m_mood = Mood::Well;
    m_requests.clear();
    m_answers.clear();
    m_store.restart();
}

QList<relay::OutboxCount> OutboxDriver::counts() const
{
    return m_store.counts();
}

relay::OutboxCount OutboxDriver::count() const
{
    const QList<relay::OutboxCount> all = counts();
    for (const relay::OutboxCount &count : all) {
        if (count.destination == UpstreamLink::destination())
            return count;
    }
    return {};
}

QList<relay::OutboxRow> OutboxDriver::rows()
{
    return rows(UpstreamLink::destination());
}

QList<relay::OutboxRow> OutboxDriver::rows(const QString &destination)
{
    return *m_store.rows(destination, 0, std::numeric_limits<qsizetype>::max(),
                         std::numeric_limits<qint64>::max());
}

} // namespace neuro::sim
