// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "relay/relaydispatcher.h"

#include <chrono>
#include <utility>

namespace neuro::relay {

RelayDispatcher::RelayDispatcher(EngineSettings settings, Clock clock, Alarm alarm)
    : m_engine(std::move(settings))
    , m_clock(std::move(clock))
    , m_alarm(std::move(alarm))
{
}

void RelayDispatcher::addSink(EventSink *sink)
{
    m_sinks.append(sink);
}

Instant RelayDispatcher::now() const
{
    return m_clock();
}

PeerId RelayDispatcher::peerConnected(Endpoint *endpoint, const PeerInfo &info)
{
    const PeerId peer = ++m_lastPeer;
    m_endpoints.insert(peer, endpoint);
    m_engine.peerConnected(peer, info, now());
    flush();
    return peer;
}

void RelayDispatcher::textReceived(PeerId peer, const QByteArray &utf8)
{
    m_engine.textReceived(peer, utf8, now());
    flush();
}

void RelayDispatcher::binaryReceived(PeerId peer, const QByteArray &bytes)
{
    m_engine.binaryReceived(peer, bytes, now());
    flush();
}

void RelayDispatcher::pongReceived(PeerId peer, quint64 token)
{
    m_engine.pongReceived(peer, token, now());
    flush();
}

void RelayDispatcher::peerDisconnected(PeerId peer, const Goodbye &goodbye)
{
    m_endpoints.remove(peer);
    m_engine.peerDisconnected(peer, goodbye, now());
    flush();
}

void RelayDispatcher::peerCongested(PeerId peer, bool congested)
{
    m_engine.peerCongested(peer, congested, now());
    flush();
}

void RelayDispatcher::outboxOpened(const QList<OutboxCount> &counts,
                                   const protocol::Phrase &problem)
{
    m_engine.outboxOpened(counts, problem, now());
    flush();
}

void RelayDispatcher::outboxAppended(quint64 ticket, qint64 id, bool durable)
{
    m_engine.outboxAppended(ticket, id, durable, now());
    flush();
}

void RelayDispatcher::outboxFetched(quint64 number, const QList<OutboxRow> &rows, bool isReadable)
{
    m_engine.outboxFetched(number, rows, now(), isReadable);
    flush();
}

void RelayDispatcher::outboxDropped(const QString &destination, const QList<qint64> &ids,
                                    qint64 count, const protocol::Phrase &why)
{
    m_engine.outboxDropped(destination, ids, count, why, now());
    flush();
}

void RelayDispatcher::upstreamChanged(const UpstreamEvent &state)
{
    m_engine.upstreamChanged(state);
    flush();
}

void RelayDispatcher::upstreamDialedAnew()
{
    m_engine.upstreamDialedAnew(now());
    flush();
}

void RelayDispatcher::execute(const RelayCommand &command, quint64 number)
{
    m_engine.execute(command, number, now());
    flush();
}

void RelayDispatcher::setSettings(const EngineSettings &settings)
{
    m_engine.setSettings(settings, now());
    flush();
}

void RelayDispatcher::tick()
{
    m_engine.tick(now());
    flush();
}

void RelayDispatcher::publish(RelayEvent event)
{
    RelayEvents events;
    events.push_back(std::move(event));
    handOut(events);
}

void RelayDispatcher::publishForeign(RelayEvents events)
{
    m_engine.adopt(std::move(events));
    flush();
}

void RelayDispatcher::flush()
{
    // An endpoint may report back while it is written to; what comes of that waits its turn in the
    // engine and is taken by the loop below.
    if (m_flushing)
        return;
    m_flushing = true;
    for (;;) {
        m_engine.takeOutputs(m_outputs);
        if (m_outputs.effects.empty() && m_outputs.events.empty())
            break;
        for (const Effect &effect : m_outputs.effects)
            perform(effect);
        if (!m_outputs.events.empty())
            handOut(m_outputs.events);
    }
    m_flushing = false;

    const qint64 next = m_engine.nextDeadline().value_or(0);
    if (next != m_armedFor) {
        m_armedFor = next;
        m_alarm(next);
    }
}

void RelayDispatcher::perform(const Effect &effect)
{
    std::visit([this](const auto &content) { perform(content); }, effect);
}

void RelayDispatcher::perform(const SendText &effect)
{
    if (Endpoint *endpoint = m_endpoints.value(effect.peer))
        endpoint->sendText(effect.utf8);
}

void RelayDispatcher::perform(const ClosePeer &effect)
{
    if (Endpoint *endpoint = m_endpoints.value(effect.peer))
        endpoint->close(effect.code, effect.reason);
}

void RelayDispatcher::perform(const PingPeer &effect)
{
    if (Endpoint *endpoint = m_endpoints.value(effect.peer))
        endpoint->ping(effect.token);
}

void RelayDispatcher::perform(const KeepInOutbox &effect)
{
    if (m_outbox)
        m_outbox->keep(effect);
    else
        m_engine.outboxAppended(effect.ticket, 0, false, now());
}

void RelayDispatcher::perform(const FetchOutbox &effect)
{
    if (m_outbox)
        m_outbox->fetch(effect);
    else
        m_engine.outboxFetched(effect.number, {}, now());
}

void RelayDispatcher::perform(const RemoveFromOutbox &effect)
{
    if (m_outbox)
        m_outbox->remove(effect);
}

void RelayDispatcher::perform(const SettleEarlierRun &effect)
{
    if (m_outbox)
        m_outbox->settleEarlierRun(effect);
}

void RelayDispatcher::perform(const RememberDestination &effect)
{
    if (m_outbox)
        m_outbox->remember(effect);
}

void RelayDispatcher::handOut(RelayEvents &events)
{
    if (m_sinks.isEmpty())
        return;
    for (qsizetype i = 0; i < m_sinks.size() - 1; ++i)
        m_sinks[i]->take(events);
    m_sinks.last()->takeOver(events);
}

Instant systemInstant()
{
    using namespace std::chrono;
    return {duration_cast<microseconds>(steady_clock::now().time_since_epoch()).count(),
            duration_cast<microseconds>(system_clock::now().time_since_epoch()).count()};
}

} // namespace neuro::relay
