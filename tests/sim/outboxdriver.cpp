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
    const Mood before = std::exchange(m_mood, mood);
    m_isTroubleTold = false;
    if (before == mood || before == Mood::Well || before == Mood::Refusing || before == Mood::Stuck)
        return;
    // What is in memory moves into the file, and keeps its place.
    if (!isInMemoryNow())
        m_inMemory.clear();
    m_answers.push_back(Recounted{countsWithSeen()});
}

void OutboxDriver::work(std::size_t most, qint64 nowUs)
{
    if (m_mood == Mood::Stuck || m_mood == Mood::Opening)
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
        else if (const auto *seen = std::get_if<relay::RememberDestination>(&request))
            perform(*seen);
        else
            perform(std::get<relay::SettleEarlierRun>(request));
    }
    keep(batch, nowUs);
}

void OutboxDriver::perform(const relay::FetchOutbox &fetch)
{
    Fetched answer;
    answer.number = fetch.number;
    if (m_mood == Mood::Gone) {
        const QList<relay::OutboxRow> all = rows(fetch.destination);
        for (const relay::OutboxRow &row : all) {
            if (!m_inMemory.contains(row.id))
                answer.unread.insert(row.id);
            else if (row.id > fetch.afterId && answer.rows.size() < fetch.maxRows)
                answer.rows.append(row);
        }
        answer.isUnreadable = !answer.unread.isEmpty();
    } else {
        answer.rows =
            *m_store.rows(fetch.destination, fetch.afterId, fetch.maxRows, fetch.maxBytes);
        answer.isUnreadable = m_mood == Mood::Unreadable && !answer.rows.isEmpty();
        if (answer.isUnreadable)
            answer.rows.clear();
    }
    // What cannot be read is not counted either, or it would be asked for again at once.
    if (answer.isUnreadable && !std::exchange(m_isTroubleTold, true))
        m_answers.push_back(recounted());
    m_answers.push_back(std::move(answer));
}

void OutboxDriver::perform(const relay::RemoveFromOutbox &removal)
{
    m_store.remove(removal.ids);
    for (const qint64 id : removal.ids) {
        m_waits.erase(id);
        m_inMemory.remove(id);
    }
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
        m_answers.push_back(m_isTroubleTold ? recounted() : Recounted{countsWithSeen()});
}

void OutboxDriver::perform(const relay::RememberDestination &seen)
{
    m_store.noteSeen({seen.destination});
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
    // What is told first counts none of these.
    if (isInMemoryNow() && !std::exchange(m_isTroubleTold, true))
        m_answers.push_back(recounted());
    Holdings before = holdings();
    const auto appended = m_store.append(rows, nowUs);
    for (qsizetype i = 0; i < rows.size(); ++i) {
        const qint64 id = appended->ids[i];
        if (id == 0)
            continue;
        const Wait wait{rows[i].createdUs, rows[i].kind, rows[i].bytes()};
        m_waits[id] = wait;
        if (isInMemoryNow())
            m_inMemory.insert(id);
        Holding &holding = before[rows[i].destination];
        ++holding.rows;
        holding.bytes += wait.bytes;
    }
    tellDrops(appended->drops, before, nowUs);
    checkLimits();
    for (qsizetype i = 0; i < rows.size(); ++i) {
        m_answers.push_back(Appended{tickets[i], appended->ids[i], !isInMemoryNow()});
        if (tickets[i] == m_lostTicket) {
            const qint64 kept = count().rows; // It may have been dropped at once.
            m_store.remove({appended->ids[i]});
            m_hasLost = count().rows < kept;
        }
    }
}

void OutboxDriver::expire(qint64 nowUs)
{
    if (m_mood == Mood::Opening || m_mood == Mood::Gone)
        return; // The file is not there to be looked at.
    const Holdings before = holdings();
    const auto drops = m_store.expire(nowUs);
    tellDrops(*drops, before, nowUs);
    checkLimits();
}

OutboxDriver::Holdings OutboxDriver::holdings() const
{
    Holdings holdings;
    const QList<relay::OutboxCount> all = counts();
    for (const relay::OutboxCount &count : all)
        holdings.insert(count.destination, {count.rows, count.bytes});
    return holdings;
}

void OutboxDriver::tellDrops(const QList<relay::OutboxDrop> &drops, Holdings before, qint64 nowUs)
{
    QHash<QString, qint64> newest; // Of what a number or size dropped.
    QHash<QString, qint64> newestBytes;
    for (const relay::OutboxDrop &drop : drops) {
        Holding &holding = before[drop.destination];
        for (const qint64 id : drop.ids) {
            const Wait wait = m_waits[id];
            if (drop.cause == relay::OutboxDropCause::Age && !isTooOld(wait, nowUs))
                m_hasDroppedWithoutNeed = true;
            --holding.rows;
            holding.bytes -= wait.bytes;
            if (drop.cause != relay::OutboxDropCause::Age && id > newest[drop.destination]) {
                newest[drop.destination] = id;
                newestBytes[drop.destination] = wait.bytes;
            }
            m_waits.erase(id);
            m_inMemory.remove(id);
        }
        m_answers.push_back(Dropped{drop.destination, drop.ids, drop.ids.size()});
    }
    // Only what was over the limit: with the last one it would be.
    for (auto bytes = newestBytes.cbegin(); bytes != newestBytes.cend(); ++bytes) {
        const Holding &holding = before[bytes.key()];
        if (holding.rows < m_limits.rows && holding.bytes + *bytes <= m_limits.bytes)
            m_hasDroppedWithoutNeed = true;
    }
}

void OutboxDriver::checkLimits()
{
    const QList<relay::OutboxCount> all = counts();
    for (const relay::OutboxCount &count : all) {
        if (count.rows > m_limits.rows || count.bytes > m_limits.bytes)
            m_hasExceededLimit = true;
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
    const Holdings before = holdings();
    m_store.remove({waiting.first().id});
    tellDrops({{destination, cause, {waiting.first().id}, 0}}, before, nowUs);
    return true;
}

void OutboxDriver::raiseLimits()
{
    relay::OutboxLimits limits = m_limits;
    ++limits.rows;
    limits.bytes *= 2;
    m_store.setLimits(limits);
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

QSet<qint64> OutboxDriver::restart()
{
    m_mood = Mood::Well;
    m_isTroubleTold = false;
    m_requests.clear();
    m_answers.clear();
    m_store.remove(m_inMemory.values());
    m_store.restart();
    return std::exchange(m_inMemory, {});
}

/// When there is trouble.
OutboxDriver::Recounted OutboxDriver::recounted()
{
    Recounted answer;
    answer.isTroubled = true;
    answer.isUnreadable = m_mood == Mood::Unreadable;
    if (answer.isUnreadable)
        return answer;
    const QStringList destinations = m_store.destinations();
    for (const QString &destination : destinations) {
        relay::OutboxCount count;
        count.destination = destination;
        const QList<relay::OutboxRow> all = rows(destination);
        for (const relay::OutboxRow &row : all) {
            if (m_mood == Mood::Gone && !m_inMemory.contains(row.id)) {
                answer.unread.insert(row.id);
                continue;
            }
            ++count.rows;
            count.bytes += m_waits.at(row.id).bytes;
            count.lastId = row.id;
            if (row.fromEarlierRun) {
                ++count.earlierRunRows;
                count.lastEarlierRunId = row.id;
            }
        }
        if (count.rows > 0)
            answer.counts.append(count);
    }
    return answer;
}

QList<relay::OutboxCount> OutboxDriver::counts() const
{
    return m_store.counts();
}

QList<relay::OutboxCount> OutboxDriver::countsWithSeen() const
{
    return relay::countsWithSeen(counts(), seen());
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
