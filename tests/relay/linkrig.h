// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "relay/upstreamlink.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <utility>

namespace neuro::relay::testing {

using namespace Qt::StringLiterals;

/// A link and an outbox of two lists: what it was asked to keep, and what is committed.
struct LinkRig
{
    Outputs outputs;
    quint64 lastSeq = 0;
    OutboxNumbers numbers;
    TimerQueue timers;
    UpstreamLink link{outputs, lastSeq, numbers, timers};
    Instant now{1'000'000, 1'700'000'000'000'000};
    QStringList sent;
    QList<OutboxRow> rows;
    QList<quint64> pings;
    int closed = 0;

    static QByteArray text(const QString &name)
    {
        return R"({"command":"context","data":{"message":")" + name.toUtf8() +
               R"(","silent":false}})";
    }
    void context(const QString &name) { link.passContext(textOf(name), now); }
    void pass(const QString &name) { link.pass(textOf(name), now); }
    static UpstreamLink::Text textOf(const QString &name)
    {
        return {text(name), u"context"_s, 0, {}, 0, u"Chess"_s};
    }
    void connect()
    {
        link.connected(9);
        link.deliver(now);
    }
    /// Contexts and others that were said on the connection alone.
    void disconnect()
    {
        link.disconnected();
        pings.clear();
    }
    void advance(qint64 ms)
    {
        const qint64 target = now.mono + ms * microsPerMs;
        while (const auto timer = timers.takeDue(target)) {
            if (timer->kind == TimerQueue::Kind::UpstreamPing)
                link.pingDue();
            else
                link.goOnWithoutOutbox(now);
        }
        now.wall += target - now.mono;
        now.mono = target;
        collect();
    }
    /// Upstream answers its newest ping.
    void pong()
    {
        link.pong(pings.last(), now);
        collect();
    }
    /// Buffers with these numbers of things and no other limits.
    static UpstreamBuffers buffers(std::size_t unproven, qsizetype fetched)
    {
        UpstreamBuffers buffers;
        buffers.unprovenContexts = unproven;
        buffers.fetchedRows = fetched;
        return buffers;
    }
    OutboxCount count() const
    {
        OutboxCount count;
        count.rows = rows.size();
        count.lastId = rows.isEmpty() ? 0 : rows.last().id;
        for (const OutboxRow &row : rows) {
            count.earlierRunRows += row.fromEarlierRun ? 1 : 0;
            if (row.fromEarlierRun)
                count.lastEarlierRunId = row.id;
        }
        return count;
    }
    /// A row of an earlier run.
    void keepEarlier(const QString &name)
    {
        rows.append({++m_lastId,
                     UpstreamLink::destination(),
                     {},
                     text(name),
                     now.wall,
                     0,
                     true,
                     OutboxKind::Context});
    }
    /// Carries out the oldest `most` requests for the outbox; the rest stays.
    void work(int most = 1'000'000)
    {
        collect();
        while (most-- > 0 && !m_requests.isEmpty()) {
            const Effect request = m_requests.takeFirst();
            if (const auto *keep = std::get_if<KeepInOutbox>(&request)) {
                const qint64 id = takesNothing ? 0 : ++m_lastId;
                if (!takesNothing)
                    rows.append({id, keep->row.destination, keep->row.name, keep->row.payload,
                                 keep->row.createdUs, 0, false, keep->row.kind});
                link.outboxAppended(keep->ticket, id, true, now);
            } else if (const auto *fetch = std::get_if<FetchOutbox>(&request)) {
                QList<OutboxRow> found;
                qint64 bytes = 0;
                for (const OutboxRow &row : std::as_const(rows)) {
                    if (row.id <= fetch->afterId || found.size() >= fetch->maxRows)
                        continue;
                    bytes += row.payload.size();
                    if (bytes > fetch->maxBytes && !found.isEmpty())
                        break;
                    found.append(row);
                }
                link.outboxFetched(fetch->number, found, now);
            } else if (const auto *removal = std::get_if<RemoveFromOutbox>(&request)) {
                rows.removeIf([&](const OutboxRow &row) { return removal->ids.contains(row.id); });
            }
            collect();
        }
    }
    /// So many requests wait for the outbox.
    int requests()
    {
        collect();
        return static_cast<int>(m_requests.size());
    }
    /// The names of what was sent since the last call.
    QStringList takeSent()
    {
        collect();
        return std::exchange(sent, {});
    }
    void collect()
    {
        const Outputs taken = std::exchange(outputs, {});
        for (const Effect &effect : taken.effects) {
            if (const auto *message = std::get_if<SendText>(&effect))
                sent.append(QString::fromUtf8(message->utf8).section(u'"', 9, 9));
            else if (const auto *ping = std::get_if<PingPeer>(&effect))
                pings.append(ping->token);
            else if (std::holds_alternative<ClosePeer>(effect))
                ++closed;
            else
                m_requests.append(effect);
        }
        for (const RelayEvent &event : taken.events) {
            if (const auto *outbox = std::get_if<OutboxEvent>(&event))
                events.append(*outbox);
            else if (const auto *frame = std::get_if<FrameEvent>(&event))
                frames.append(*frame);
        }
    }
    QList<FrameEvent> frames;
    QList<OutboxEvent> events;
    bool takesNothing = false; ///< The outbox.

private:
    QList<Effect> m_requests;
    qint64 m_lastId = 0;
};

} // namespace neuro::relay::testing
