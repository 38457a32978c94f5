// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "service/relayworker.h"

#include <algorithm>
#include <chrono>

namespace neuro::service {

RelayWorker::RelayWorker(const relay::EngineSettings &engine, const net::BackendSettings &backend,
                         const QList<relay::EventSink *> &sinks, RelayCounters *counters)
    : m_dispatcher(
          engine, [this] { return readClocks(); }, [this](qint64 deadline) { arm(deadline); })
    , m_counters(counters)
    , m_settings(backend)
    , m_backend(std::make_unique<net::BackendServer>(backend, this))
{
    for (relay::EventSink *sink : sinks)
        m_dispatcher.addSink(sink);
    m_alarm.setSingleShot(true);
    m_alarm.setTimerType(Qt::PreciseTimer);
    connect(&m_alarm, &QTimer::timeout, this, [this] { m_dispatcher.tick(); });
    connect(m_backend.get(), &net::BackendServer::admissionWanted, this,
            [this](const QString &origin, const QString &address) {
                m_dispatcher.publish(relay::AdmissionEvent{m_dispatcher.now(), relay::Door::Backend,
                                                           origin, address});
            });
    m_dispatcher.execute(relay::TakeSnapshot{}, 0);
}

RelayWorker::~RelayWorker() = default;

void RelayWorker::open()
{
    m_backend->setSettings(m_settings);
    const bool open = m_backend->listen();
    publishDoor(open ? QString() : m_backend->errorString());
}

void RelayWorker::reopen(const QString &host, quint16 port)
{
    m_settings.host = host;
    m_settings.port = port;
    m_backend->close();
    open();
}

void RelayWorker::closeDoor()
{
    m_backend->close();
    publishDoor();
}

void RelayWorker::admit(const QString &origin, const QString &address, net::Admission admission)
{
    m_backend->admit(origin, address, admission);
}

void RelayWorker::execute(const relay::RelayCommand &command, quint64 number)
{
    m_dispatcher.execute(command, number);
}

void RelayWorker::shutDown()
{
    m_backend->close();
    if (m_backend->connectionCount() == 0) {
        Q_EMIT finished();
        return;
    }
    connect(m_backend.get(), &net::BackendServer::drained, this, &RelayWorker::finished,
            Qt::SingleShotConnection);
}

relay::PeerId RelayWorker::peerConnected(relay::Endpoint *endpoint, const relay::PeerInfo &info)
{
    return m_dispatcher.peerConnected(endpoint, info);
}

void RelayWorker::textReceived(relay::PeerId peer, const QByteArray &utf8)
{
    // It reads the clock when it begins, into m_readAt; a second reading of our own would cost as
    // much as the rest of the measurement.
    m_dispatcher.textReceived(peer, utf8);
    const auto spent = std::chrono::steady_clock::now() - m_readAt;
    m_counters->latency.add(std::chrono::duration_cast<std::chrono::nanoseconds>(spent).count());
    m_counters->messages.fetch_add(1, std::memory_order_relaxed);
}

void RelayWorker::binaryReceived(relay::PeerId peer, const QByteArray &bytes)
{
    m_dispatcher.binaryReceived(peer, bytes);
    m_counters->messages.fetch_add(1, std::memory_order_relaxed);
}

void RelayWorker::pongReceived(relay::PeerId peer)
{
    m_dispatcher.pongReceived(peer);
}

void RelayWorker::peerDisconnected(relay::PeerId peer, int closeCode, const QString &reason)
{
    m_dispatcher.peerDisconnected(peer, closeCode, reason);
}

relay::Instant RelayWorker::readClocks()
{
    using namespace std::chrono;
    m_readAt = steady_clock::now();
    return {duration_cast<microseconds>(m_readAt.time_since_epoch()).count(),
            duration_cast<microseconds>(system_clock::now().time_since_epoch()).count()};
}

void RelayWorker::arm(qint64 deadline)
{
    if (deadline == 0) {
        m_alarm.stop();
        return;
    }
    const qint64 left = deadline - relay::systemInstant().mono;
    // Rounded up: a tick that comes too early does nothing and would be set again at once.
    const qint64 ms = (left + relay::microsPerMs - 1) / relay::microsPerMs;
    m_alarm.start(static_cast<int>(std::clamp<qint64>(ms, 0, 1'000'000)));
}

void RelayWorker::publishDoor(const QString &error)
{
    relay::DoorEvent event;
    event.at = m_dispatcher.now();
    event.door = relay::Door::Backend;
    event.listening = m_backend->isListening();
    event.addresses = m_backend->addresses();
    event.error = error;
    Q_EMIT doorChanged(event);
    m_dispatcher.publish(std::move(event));
}

} // namespace neuro::service
