// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "config/relayconfig.h"
#include "net/backendserver.h"
#include "net/upstreamclient.h"
#include "relay/relaydispatcher.h"
#include "service/latencyhistogram.h"
#include "service/outboxgate.h"

#include <QObject>
#include <QTimer>

#include <atomic>
#include <chrono>
#include <memory>

namespace neuro::service {

/// What the relay thread counts and others read.
struct RelayCounters
{
    std::atomic<quint64> messages = 0;
    LatencyHistogram latency;
};

/// Everything that lives in the relay thread: the engine behind its dispatcher, the backend door,
/// and the one timer that both need. Created, used and deleted in that thread.
class RelayWorker : public QObject, public relay::PeerListener
{
    Q_OBJECT

public:
    /// `counters`, `sinks` and `gate` must outlive the worker.
    RelayWorker(const config::RelayConfig &config, const QList<relay::EventSink *> &sinks,
                RelayCounters *counters, OutboxGate *gate);
    ~RelayWorker() override;

    /// Opens the backend door at the address of the settings; the outcome is a DoorEvent. Dials
    /// upstream, if there is one.
    void open();
    void reopen(const QString &host, quint16 port);
    void closeDoor();
    void admit(const QString &origin, const QString &address, net::Admission admission);
    void execute(const relay::RelayCommand &command, quint64 number);
    /// Drops upstream's connection, attempt or wait, and dials.
    void reconnectUpstream();
    void stopUpstream();
    /// Closes every connection with 1001; finished() follows when they are gone.
    void shutDown();

    // For the backend door: measured, then handed to the dispatcher.
    relay::PeerId peerConnected(relay::Endpoint *endpoint, const relay::PeerInfo &info) override;
    void textReceived(relay::PeerId peer, const QByteArray &utf8) override;
    void binaryReceived(relay::PeerId peer, const QByteArray &bytes) override;
    void pongReceived(relay::PeerId peer, quint64 token) override;
    void peerCongested(relay::PeerId peer, bool congested) override;
    void peerDisconnected(relay::PeerId peer, int closeCode,
                          const protocol::Phrase &reason) override;

Q_SIGNALS:
    void doorChanged(const neuro::relay::DoorEvent &door);
    void finished();

private:
    relay::Instant readClocks();
    void arm(qint64 deadline);
    void publishDoor(const protocol::Phrase &error = {});
    void publishUpstream(const net::UpstreamState &state);
    void finishWhenClosed();

    /// When the dispatcher read the clock last: at the beginning of every input.
    std::chrono::steady_clock::time_point m_readAt;
    relay::RelayDispatcher m_dispatcher;
    RelayCounters *const m_counters;
    OutboxGate *const m_gate;
    const config::RelayConfig m_config;
    net::BackendSettings m_settings;
    QTimer m_alarm;
    bool m_isShuttingDown = false;
    // Last: their connections use the dispatcher.
    std::unique_ptr<net::BackendServer> m_backend;
    std::unique_ptr<net::UpstreamClient> m_upstream;
};

} // namespace neuro::service
