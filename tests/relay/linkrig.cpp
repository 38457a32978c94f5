// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "relay/linkrig.h"

#include <utility>
#include <variant>

namespace neuro::relay::testing {

LinkRig::LinkRig() = default;
LinkRig::~LinkRig() = default;

QByteArray LinkRig::text(const QString &name)
{
    return R"({"command":"context","data":{"message":")" + name.toUtf8() + R"(","silent":false}})";
}

void LinkRig::context(const QString &name)
{
    link.passContext(textOf(name), now);
}

void LinkRig::pass(const QString &name)
{
    link.pass(textOf(name), now);
}

UpstreamLink::Text LinkRig::textOf(const QString &name)
{
    return {text(name), u"context"_s, 0, {}, 0, u"Chess"_s};
}

void LinkRig::connect()
{
    link.connected(9);
    link.deliver(now);
}

void LinkRig::disconnect()
{
    link.disconnected();
    pings.clear();
}

void LinkRig::advance(qint64 ms)
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

void LinkRig::pong()
{
    link.pong(pings.last(), now);
    collect();
}

UpstreamBuffers LinkRig::buffers(std::size_t unproven, qsizetype fetched)
{
    UpstreamBuffers buffers;
    buffers.unprovenContexts = unproven;
    buffers.fetchedRows = fetched;
    return buffers;
}

OutboxCount LinkRig::count() const
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

void LinkRig::keepEarlier(const QString &name)
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

void LinkRig::work(int most)
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

int LinkRig::requests()
{
    collect();
    return static_cast<int>(m_requests.size());
}

QStringList LinkRig::takeSent()
{
    collect();
    return std::exchange(sent, {});
}

void LinkRig::collect()
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

} // namespace neuro::relay::testing
