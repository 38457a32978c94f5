// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "net/backendserver.h"
#include "relay/relaydispatcher.h"
#include "service/latencyhistogram.h"

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
    /// `counters` and `sinks` must outlive the worker.
    RelayWorker(const relay::EngineSettings &engine, const net::BackendSettings &backend,
                const QList<relay::EventSink *> &sinks, RelayCounters *counters);
    ~RelayWorker() override;

    /// Opens the backend door at the address of the settings; the outcome is a DoorEvent.
    void open();
    void reopen(const QString &host, quint16 port);
    void closeDoor();
    void admit(const QString &origin, const QString &address, net::Admission admission);
    void execute(const relay::RelayCommand &command, quint64 number);
    /// Closes every connection with 1001; finished() follows when they are gone.
    void shutDown();

    // For the backend door: measured, then handed to the dispatcher.
    relay::PeerId peerConnected(relay::Endpoint *endpoint, const relay::PeerInfo &info) override;
    void textReceived(relay::PeerId peer, const QByteArray &utf8) override;
    void binaryReceived(relay::PeerId peer, const QByteArray &bytes) override;
    void pongReceived(relay::PeerId peer) override;
    void peerDisconnected(relay::PeerId peer, int closeCode, const QString &reason) override;

Q_SIGNALS:
    void doorChanged(const neuro::relay::DoorEvent &door);
    void finished();

private:
    relay::Instant readClocks();
    void arm(qint64 deadline);
    void publishDoor(const QString &error = {});

    /// When the dispatcher read the clock last: at the beginning of every input.
    std::chrono::steady_clock::time_point m_readAt;
    relay::RelayDispatcher m_dispatcher;
    RelayCounters *const m_counters;
    net::BackendSettings m_settings;
    QTimer m_alarm;
    std::unique_ptr<net::BackendServer> m_backend; ///< Last: its connections use the dispatcher.
};

} // namespace neuro::service
