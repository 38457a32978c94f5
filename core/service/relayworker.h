// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "config/relayconfig.h"
#include "net/backendserver.h"
#include "net/upstreamclient.h"
#include "relay/relaydispatcher.h"
#include "service/admissionlog.h"
#include "service/bridgedpeers.h"
#include "service/latencyhistogram.h"
#include "service/outboxgate.h"
#include "service/probedserver.h"

#include <QObject>
#include <QTimer>

#include <atomic>
#include <chrono>
#include <memory>
#include <optional>

namespace neuro::net {
class LingeringSocket;
class RequestHead;
} // namespace neuro::net

namespace neuro::service {

/// What the relay thread counts and others read.
struct RelayCounters
{
    std::atomic<quint64> messages = 0;
    LatencyHistogram latency;
};

/// Everything that lives in the relay thread: the engine behind its dispatcher, the backend door,
/// the peers that other threads bring, and the one timer that all need. Created, used and deleted
/// in that thread.
class RelayWorker : public QObject, public relay::PeerListener
{
    Q_OBJECT

public:
    /// `counters`, `sinks`, `gate` and `bridge` must outlive the worker.
    RelayWorker(const config::RelayConfig &config, const QList<relay::EventSink *> &sinks,
                RelayCounters *counters, OutboxGate *gate, PeerBridge *bridge);
    ~RelayWorker() override;

    /// Opens the backend door at the address of the settings; the outcome is a DoorEvent. Dials
    /// upstream, if there is one.
    /// Blocks while a host name is looked up, and while a certificate is read.
    void open();
    /// The door moves there without blocking: it stays where it is until it is known where that is.
    void reopen(const QString &host, quint16 port);
    /// Takes what has changed: limits, deciders, names and admissions at once; the door is closed
    /// and opened elsewhere, and upstream dialed anew, only where planFor() says so. A door that
    /// the operator has closed stays closed.
    void apply(const config::RelayConfig &config);
    void closeDoor();
    /// Where the operator has opened the intermediary door, which is no place to dial upstream at.
    void intermediaryMoved(const QString &host, quint16 port);
    void admit(const QString &origin, const QString &address, net::Admission admission);
    void execute(const relay::RelayCommand &command, quint64 number);
    /// Drops upstream's connection, attempt or wait, and dials.
    void reconnectUpstream();
    void stopUpstream();
    /// See RelayService::probeServer(); gives up what was asked before.
    void probe(const QString &host, quint16 port);
    /// Tells, for the log, what the operator did that is no command of the engine's.
    void note(const QString &what, const QString &detail = {});
    /// Closes every connection with 1001; finished() follows when they are gone, and when the other
    /// side of the bridge, which has to be closed as well, has told of its last one.
    void shutDown();

    // For the backend door and the bridge: measured, then handed to the dispatcher.
    relay::PeerId peerConnected(relay::Endpoint *endpoint, const relay::PeerInfo &info) override;
    void textReceived(relay::PeerId peer, const QByteArray &utf8) override;
    void binaryReceived(relay::PeerId peer, const QByteArray &bytes) override;
    void pongReceived(relay::PeerId peer, quint64 token) override;
    void peerCongested(relay::PeerId peer, bool congested) override;
    void peerDisconnected(relay::PeerId peer, const relay::Goodbye &goodbye) override;

Q_SIGNALS:
    void doorChanged(const neuro::relay::DoorEvent &door);
    void probed(const neuro::service::ProbedServer &server);
    /// As net::BackendServer's: one receiver, in this thread, takes the socket over.
    void diverted(neuro::net::LingeringSocket *socket, const neuro::net::RequestHead &head);
    void finished();

private:
    relay::Instant readClocks();
    void arm(qint64 deadline);
    void backendOpened();
    void applyToBackend(bool isElsewhere);
    void applyToUpstream(const config::RelayConfig &before, bool isDialedAnew);
    QList<net::OwnDoor> ownDoors() const;
    void publishDoor(const protocol::Phrase &error = {});
    void publishUpstream(const net::UpstreamState &state);
    void finishWhenClosed();

    /// When the dispatcher read the clock last: at the beginning of every input.
    std::chrono::steady_clock::time_point m_readAt;
    relay::RelayDispatcher m_dispatcher;
    RelayCounters *const m_counters;
    OutboxGate *const m_gate;
    config::RelayConfig m_config;
    net::BackendSettings m_settings;
    QString m_openHost; ///< Where the backend door was opened last: it may be about to move.
    std::optional<net::OwnDoor> m_movedIntermediary; ///< By hand.
    QTimer m_alarm;
    AdmissionLog m_refusedConnections{QStringLiteral("backend")};
    bool m_isShuttingDown = false;
    bool m_isClosedByHand = false;
    // Last: their connections use the dispatcher.
    std::unique_ptr<BridgedPeers> m_bridged;
    std::unique_ptr<net::BackendServer> m_backend;
    std::unique_ptr<net::UpstreamClient> m_upstream;
    std::unique_ptr<net::ServerProbe> m_probe; ///< Made by the first question.
};

} // namespace neuro::service
