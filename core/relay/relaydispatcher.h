// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "relay/endpoint.h"
#include "relay/outboxport.h"
#include "relay/relayengine.h"

#include <QHash>
#include <QList>

#include <functional>

namespace neuro::relay {

/// Takes batches of events. Called in the relay thread; must not block.
class EventSink
{
public:
    virtual ~EventSink() = default;
    virtual void take(const RelayEvents &events) = 0;
    /// The same, for the last one to see `events`: may move them out instead of copying them, and
    /// leaves them in any valid state.
    virtual void takeOver(RelayEvents &events) { take(events); }
};

/// Joins the engine to endpoints, clock and sinks: every input goes in with the time, and what the
/// engine wants comes out at once, in order. Belongs to one thread. An endpoint that fails inside
/// an effect cannot re-enter the engine: inputs that arrive while effects are carried out are
/// queued behind them.
class RelayDispatcher : public PeerListener
{
public:
    using Clock = std::function<Instant()>;
    /// Called with the steady-clock moment (µs) of the next tick() whenever it changes; 0: none.
    using Alarm = std::function<void(qint64)>;

    RelayDispatcher(EngineSettings settings, Clock clock, Alarm alarm);

    /// Sinks are not owned and must outlive the dispatcher.
    void addSink(EventSink *sink);

    PeerId peerConnected(Endpoint *endpoint, const PeerInfo &info) override;
    void textReceived(PeerId peer, const QByteArray &utf8) override;
    void binaryReceived(PeerId peer, const QByteArray &bytes) override;
    void pongReceived(PeerId peer, quint64 token) override;
    void peerDisconnected(PeerId peer, const Goodbye &goodbye) override;

    void peerCongested(PeerId peer, bool congested) override;

    /// Not owned; must outlive the dispatcher. Without one nothing is kept for upstream. It is
    /// expected to say with outboxOpened() what it holds.
    void setOutbox(OutboxPort *outbox)
    {
        m_outbox = outbox;
        m_engine.expectOutbox();
    }
    // The outbox's answers; see RelayEngine.
    void outboxOpened(const QList<OutboxCount> &counts, const protocol::Phrase &problem);
    void outboxAppended(quint64 ticket, qint64 id, bool durable);
    void outboxFetched(quint64 number, const QList<OutboxRow> &rows, bool isReadable = true);
    void outboxDropped(const QString &destination, const QList<qint64> &ids, qint64 count,
                       const protocol::Phrase &why);

    void upstreamChanged(const UpstreamEvent &state);
    void upstreamDialedAnew();
    void execute(const RelayCommand &command, quint64 number);
    void setSettings(const EngineSettings &settings);
    /// See RelayEngine::setMask().
    void setMask(TextMask mask, TextMask secrets)
    {
        m_engine.setMask(std::move(mask), std::move(secrets));
    }
    void tick();

    /// For events that are not the engine's (doors, admission): passed to the sinks in order.
    void publish(RelayEvent event);
    /// For events of peers that are not the engine's (hub clients) and of the door that they came
    /// through, made in another thread and brought here in order: frames get their place in the one
    /// sequence of all connections. See RelayEngine::adopt().
    void publishForeign(RelayEvents events);
    Instant now() const;

    const RelayEngine &engine() const { return m_engine; }

private:
    void flush();
    void perform(const Effect &effect);
    void perform(const SendText &effect);
    void perform(const ClosePeer &effect);
    void perform(const PingPeer &effect);
    void perform(const KeepInOutbox &effect);
    void perform(const FetchOutbox &effect);
    void perform(const RemoveFromOutbox &effect);
    void perform(const SettleEarlierRun &effect);
    void perform(const RememberDestination &effect);
    void handOut(RelayEvents &events);

    RelayEngine m_engine;
    Clock m_clock;
    Alarm m_alarm;
    QList<EventSink *> m_sinks;
    QHash<PeerId, Endpoint *> m_endpoints;
    OutboxPort *m_outbox = nullptr;
    PeerId m_lastPeer = 0;
    Outputs m_outputs;
    bool m_flushing = false;
    qint64 m_armedFor = 0;
};

/// The real clocks: steady and wall.
Instant systemInstant();

} // namespace neuro::relay
