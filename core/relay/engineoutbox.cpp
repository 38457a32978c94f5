// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "relay/relayengine_p.h"

#include <algorithm>

namespace neuro::relay {

using protocol::phrase;

void RelayEngine::expectOutbox()
{
    d->link.expectOutbox();
}

void RelayEngine::outboxOpened(const QList<OutboxCount> &counts, const protocol::Phrase &problem,
                               Instant now)
{
    OutboxCount up;
    for (const OutboxCount &count : counts) {
        if (count.destination == UpstreamLink::destination())
            up = count;
    }
    d->outboxHealth.problem = problem;
    d->noteEarlierRun(counts, now);
    d->link.outboxOpened(up);
    d->integrationsOpened(counts, now);
    d->tellOutboxHealth(now);
    d->link.deliver(now);
    d->deliverToIntegrations();
    d->noteOutboxAnswer(now);
    d->settle(now);
}

void RelayEngine::outboxAppended(quint64 ticket, qint64 id, bool durable, Instant now)
{
    if (d->keptCommands.contains(ticket))
        d->commandKept(ticket, id, durable, now);
    else
        d->link.outboxAppended(ticket, id, durable, now);
    d->noteOutboxAnswer(now);
    d->settle(now);
}

void RelayEngine::outboxFetched(quint64 number, const QList<OutboxRow> &rows, Instant now,
                                bool isReadable)
{
    if (d->fetches.contains(number))
        d->rowsForIntegration(number, isReadable ? std::optional(rows) : std::nullopt, now);
    else
        d->link.outboxFetched(number, rows, now);
    d->noteOutboxAnswer(now);
    d->settle(now);
}

void RelayEngine::outboxDropped(const QString &destination, const QList<qint64> &ids, qint64 count,
                                const protocol::Phrase &why, Instant now)
{
    if (destination == UpstreamLink::destination())
        d->link.outboxDropped(ids, count, why, now);
    else
        d->rowsDropped(destination, ids, count, why, now);
    d->noteEarlierRunDropped(destination, ids, now);
    d->settle(now);
}

/// Only what the first look at the outbox finds can be an earlier run's. A file that could not be
/// opened has not been looked at.
void RelayEngine::Private::noteEarlierRun(const QList<OutboxCount> &counts, Instant now)
{
    qint64 rows = 0;
    for (const OutboxCount &count : counts)
        rows += count.earlierRunRows;
    const int waitMs = settings.upstream.earlierRunMs;
    if (!hasSeenOutbox && rows > 0 && waitMs > 0) {
        for (const OutboxCount &count : counts) {
            if (count.earlierRunRows > 0)
                earlierRuns[count.destination] = {count.lastEarlierRunId, count.earlierRunRows};
            if (count.earlierRunRows > 0 && count.destination == UpstreamLink::destination())
                link.keepBack(count);
        }
        isEarlierRunAsked = true;
        outboxHealth.earlierRunUntil = now.mono + waitMs * microsPerMs;
        timers.set(TimerQueue::Kind::EarlierRun, 0, outboxHealth.earlierRunUntil);
    }
    const bool isOpen = outboxHealth.problem.isEmpty();
    hasSeenOutbox = hasSeenOutbox || isOpen || rows > 0;
    if (!isEarlierRunAsked)
        return;
    // Of a file that cannot be read now nothing is counted; it is still there.
    if (isOpen || rows > 0) {
        outboxHealth.earlierRun = rows;
        QHash<QString, qint64> left;
        for (const OutboxCount &count : counts)
            left.insert(count.destination, count.earlierRunRows);
        for (auto &[destination, kept] : earlierRuns)
            kept.rows = left.value(destination);
        // Nothing holds up what is new for those who have nothing old any more.
        std::erase_if(earlierRuns, [](const auto &entry) { return entry.second.rows == 0; });
    }
    if (outboxHealth.earlierRun == 0)
        perform(ReleaseEarlierRun{}, now);
}

void RelayEngine::Private::noteEarlierRunDropped(const QString &destination,
                                                 const QList<qint64> &ids, Instant now)
{
    const auto kept = earlierRuns.find(destination);
    if (kept == earlierRuns.end())
        return;
    const auto gone = std::count_if(ids.begin(), ids.end(),
                                    [last = kept->second.lastId](qint64 id) { return id <= last; });
    if (gone == 0)
        return;
    outboxHealth.earlierRun = std::max<qint64>(outboxHealth.earlierRun - gone, 0);
    if (outboxHealth.earlierRun == 0) {
        perform(ReleaseEarlierRun{}, now);
        return;
    }
    kept->second.rows -= gone;
    if (kept->second.rows <= 0) {
        earlierRuns.erase(kept);
        deliverToIntegrations();
    }
    tellOutboxHealth(now);
}

auto RelayEngine::Private::perform(const ReleaseEarlierRun &command, Instant now) -> Failure
{
    timers.cancel(TimerQueue::Kind::EarlierRun, 0);
    if (!isEarlierRunAsked)
        return {};
    isEarlierRunAsked = false;
    earlierRuns.clear();
    outputs.effects.emplace_back(SettleEarlierRun{command.discard});
    outboxHealth.earlierRun = 0;
    outboxHealth.earlierRunUntil = 0;
    tellOutboxHealth(now);
    link.release(now);
    deliverToIntegrations();
    settle(now);
    return {};
}

void RelayEngine::Private::outboxSilent(Instant now)
{
    if (!link.goOnWithoutOutbox(now))
        return;
    isOutboxSilent = true;
    tellOutboxHealth(now);
}

void RelayEngine::Private::noteOutboxAnswer(Instant now)
{
    if (!isOutboxSilent || link.isWithoutOutbox())
        return;
    isOutboxSilent = false;
    tellOutboxHealth(now);
}

OutboxHealthEvent RelayEngine::Private::outboxState(Instant now) const
{
    OutboxHealthEvent event = outboxHealth;
    event.at = now;
    event.pending = link.waitingRows();
    event.queues = outboxQueues();
    if (isOutboxSilent && event.problem.isEmpty())
        event.problem = phrase(QT_TRANSLATE_NOOP(
            "core", "the disk does not answer; what waits for upstream comes when it does"));
    return event;
}

void RelayEngine::Private::tellOutboxHealth(Instant now)
{
    outputs.events.emplace_back(outboxState(now));
}

} // namespace neuro::relay
