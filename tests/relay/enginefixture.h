// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "relay/inmemoryoutbox.h"
#include "relay/relayengine.h"
#include "relay/upstreamlink.h"

#include <QHash>
#include <QList>
#include <QString>
#include <QStringList>

#include <initializer_list>

namespace neuro::relay::testing {

/// An engine with hand-driven time and everything that it put out.
class EngineFixture
{
public:
    explicit EngineFixture(EngineSettings settings = {});
    ~EngineFixture();
    Q_DISABLE_COPY_MOVE(EngineFixture)

    PeerId connectPeer();

    /// Connects, starts up as `name`, registers `actions` (names without schema).
    PeerId connectGame(const QString &name, const QStringList &actions = {});
    PeerId connectIntegration(const QString &name);
    PeerId connectWatcher(const QString &name, bool isEnhanced = false);

    /// The connection to upstream, with all that it is greeted with in takeUp().
    PeerId connectUpstream();
    void disconnectUpstream(int closeCode = 1000);
    void congest(bool congested);

    /// Upstream has read everything.
    void pong();

    /// An action of upstream's; `data` is JSON text.
    void act(const QByteArray &id, const QByteArray &name, const QByteArray &data = {});
    QList<QByteArray> takeUp();

    /// What the outbox was asked for is done and answered.
    void serveOutbox();

    /// The peer has read everything.
    void pong(PeerId peer);
    void disconnect(PeerId peer, int closeCode = 1000) { disconnect(peer, Goodbye{closeCode}); }
    void disconnect(PeerId peer, const Goodbye &goodbye);
    void receive(PeerId peer, const QByteArray &text);
    void receiveBinary(PeerId peer, const QByteArray &bytes);
    void send(PeerId peer, const QByteArray &command, const QByteArray &data = {});
    void registerActions(PeerId peer, const QStringList &names, const QByteArray &schema = {});
    void force(PeerId peer, const QStringList &names, const QByteArray &more = {});
    void result(PeerId peer, const QString &id, bool success,
                const QByteArray &message = "because");

    OperatorEvent execute(const RelayCommand &command);

    /// Lets time pass as a timer would: every deadline is met at its moment.
    void advance(qint64 ms);

    /// Messages sent to a peer since the last call.
    QList<QByteArray> takeSent(PeerId peer);

    /// The ids of `action` messages among them; others are dropped.
    QStringList takeActionIds(PeerId peer);

    /// Instantiated where it is defined, for every kind of event: a hundred copies in as many tests
    /// cost minutes.
    template <typename Event>
    QList<Event> all() const;
    FrameEvent lastFrameIn() const;
    QStringList forceStates(ForceId id) const;
    QStringList diagnostics() const;

    /// Tells the engine what the outbox holds.
    void openOutbox();

    /// A row that an earlier run left. Only before anything else is kept.
    void keepOfEarlierRun(const QString &destination, const QByteArray &payload);

    /// A limit dropped these rows.
    void drop(const QString &destination, const QList<qint64> &ids);

    PeerId upstream = 0;
    InMemoryOutbox outbox;
    bool isOutboxDurable = true;
    protocol::Phrase outboxProblem;
    QList<Effect> outboxRequests;
    QList<PeerId> pinged;
    QHash<PeerId, CloseCode> closed;
    RelayEvents events;
    QHash<PeerId, QString> games;
    Instant now{1'000'000, 1'700'000'000'000'000};
    RelayEngine engine;

private:
    void move(qint64 micros);
    void collect();
    void notePing(const PingPeer &ping);
    void answerOutbox(const Effect &request);
    void settleEarlierRun(bool discard);
    PeerId connectRegistered(const PeerInfo &info);

    QHash<PeerId, QList<QByteArray>> m_sent;
    QHash<PeerId, quint64> m_lastPings;
    quint64 m_lastUpstreamPing = 0;
    PeerId m_lastPeer = 0;
    quint64 m_lastCommand = 0;
};

/// Settings of a relay that has an upstream, or none, and these deciders.
EngineSettings withUpstream(std::initializer_list<DeciderSettings> deciders = {
                                {Decider::Upstream, 0}});
EngineSettings withDeciders(std::initializer_list<DeciderSettings> deciders);

/// The names of all that is registered in these messages, in order.
QStringList registered(const QList<QByteArray> &texts);

} // namespace neuro::relay::testing
