// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "service/relayworker.h"

#include "net/lingeringsocket.h"
#include "service/configmask.h"
#include "service/configplan.h"
#include "service/doorsettings.h"

#include <algorithm>
#include <chrono>
#include <tuple>
#include <utility>

namespace neuro::service {

RelayWorker::RelayWorker(const config::RelayConfig &config, const QList<relay::EventSink *> &sinks,
                         RelayCounters *counters, OutboxGate *gate, PeerBridge *bridge)
    : m_dispatcher(
          config.engine, [this] { return readClocks(); },
          [this](qint64 deadline) { arm(deadline); })
    , m_counters(counters)
    , m_gate(gate)
    , m_config(config)
    , m_settings(config.backend)
    , m_backend(std::make_unique<net::BackendServer>(config.backend, this))
    , m_upstream(std::make_unique<net::UpstreamClient>(this))
{
    m_dispatcher.setMask(textMaskOf(config), secretMaskOf(config));
    m_dispatcher.setOutbox(gate);
    gate->connectRelay(this, &m_dispatcher);
    for (relay::EventSink *sink : sinks)
        m_dispatcher.addSink(sink);
    m_alarm.setSingleShot(true);
    m_alarm.setTimerType(Qt::PreciseTimer);
    connect(&m_alarm, &QTimer::timeout, this, [this] { m_dispatcher.tick(); });
    connect(m_backend.get(), &net::BackendServer::admissionWanted, this,
            [this](const QString &origin, const QString &address) {
                m_refusedConnections.refused(origin, address);
                m_dispatcher.publish(relay::AdmissionEvent{m_dispatcher.now(), relay::Door::Backend,
                                                           origin, address});
            });
    connect(m_backend.get(), &net::BackendServer::encryptionChanged, this,
            [this] { publishDoor(); });
    connect(m_backend.get(), &net::BackendServer::moved, this, &RelayWorker::backendOpened);
    connect(m_backend.get(), &net::BackendServer::drained, this, &RelayWorker::finishWhenClosed);
    connect(m_backend.get(), &net::BackendServer::diverted, this, &RelayWorker::diverted);
    m_bridged = std::make_unique<BridgedPeers>(
        bridge, this,
        BridgedPeers::Handlers{
            [this](relay::RelayEvents events) { m_dispatcher.publishForeign(std::move(events)); },
            [this](const relay::RelayCommand &command, quint64 number) {
                m_dispatcher.execute(command, number);
            }});
    connect(m_bridged.get(), &BridgedPeers::ended, this, &RelayWorker::finishWhenClosed);
    connect(m_upstream.get(), &net::UpstreamClient::stateChanged, this,
            [this](const net::UpstreamState &state) {
                publishUpstream(state);
                finishWhenClosed();
            });
    m_upstream->setSettings(upstreamSettings(config));
    publishUpstream(m_upstream->state());
    m_dispatcher.execute(relay::TakeSnapshot{}, 0);
}

RelayWorker::~RelayWorker()
{
    m_gate->disconnectRelay();
}

void RelayWorker::open()
{
    // Nobody is there yet who would have to wait for a name server or a disk.
    m_backend->listen();
    backendOpened();
    m_upstream->start();
}

void RelayWorker::backendOpened()
{
    m_openHost = m_settings.host;
    m_upstream->setOwnDoors(ownDoors());
    publishDoor(m_backend->isListening() ? protocol::Phrase() : m_backend->error());
}

void RelayWorker::reopen(const QString &host, quint16 port)
{
    m_settings.host = host;
    m_settings.port = port;
    m_isClosedByHand = false;
    m_backend->setSettings(m_settings);
    m_backend->move();
    m_upstream->setOwnDoors(ownDoors());
    m_upstream->start();
}

void RelayWorker::apply(const config::RelayConfig &config)
{
    const config::RelayConfig before = std::exchange(m_config, config);
    const ConfigPlan plan = planFor(before, config);
    relay::EngineSettings engine = config.engine;
    engine.idPrefix = before.engine.idPrefix; // Ids must not begin anew.
    if (engine.deciders == before.engine.deciders)
        engine.deciders = m_dispatcher.engine().settings().deciders;
    m_dispatcher.setMask(textMaskOf(config), secretMaskOf(config));
    m_dispatcher.setSettings(engine);
    if (plan.reopensIntermediary)
        m_movedIntermediary.reset();
    applyToBackend(plan.reopensBackend);
    applyToUpstream(before, plan.reconnectsUpstream);
}

void RelayWorker::applyToBackend(bool isElsewhere)
{
    net::BackendSettings settings = m_config.backend;
    if (!isElsewhere) {
        settings.host = m_settings.host;
        settings.port = m_settings.port;
        settings.tls = m_settings.tls;
    }
    m_settings = settings;
    m_backend->setSettings(m_settings);
    if (isElsewhere && !m_isClosedByHand)
        m_backend->move();
}

void RelayWorker::applyToUpstream(const config::RelayConfig &before, bool isDialedAnew)
{
    m_upstream->setOwnDoors(ownDoors());
    const auto placeOf = [](const net::UpstreamSettings &settings) {
        return std::tie(settings.url, settings.caFile, settings.verify);
    };
    const bool isElsewhere = placeOf(before.upstream) != placeOf(m_config.upstream);
    m_upstream->setSettings(upstreamSettings(m_config));
    if (!isDialedAnew)
        return;
    // It dials by itself what is elsewhere, but for one that was stopped, or that was nowhere.
    m_upstream->start();
    if (!isElsewhere)
        m_upstream->reconnectNow();
}

/// Where they are now, and where the backend's is about to be: doors are moved by hand, and the
/// backend's port of 0 becomes one that is free.
QList<net::OwnDoor> RelayWorker::ownDoors() const
{
    QList<net::OwnDoor> doors = m_config.doors();
    for (net::OwnDoor &door : doors) {
        if (door.place == m_config.backendPlace.key) {
            door.host = m_openHost;
            door.port = m_backend->isListening() ? m_backend->port() : m_settings.port;
        } else if (door.place == QLatin1StringView(config::backendTlsKey)) {
            door.host = m_openHost;
        } else if (m_movedIntermediary &&
                   door.place == QLatin1StringView(config::intermediaryTlsKey)) {
            door.host = m_movedIntermediary->host;
        }
    }
    if (m_backend->isMoving()) {
        doors.append({m_settings.host, m_settings.port, m_config.backendPlace.key});
        if (m_settings.tls.port)
            doors.append({m_settings.host, *m_settings.tls.port,
                          QString::fromLatin1(config::backendTlsKey)});
    }
    if (m_movedIntermediary) {
        doors.removeIf(
            [this](const net::OwnDoor &door) { return door.place == m_movedIntermediary->place; });
        doors.append(*m_movedIntermediary);
    }
    return doors;
}

void RelayWorker::intermediaryMoved(const QString &host, quint16 port)
{
    m_movedIntermediary = net::OwnDoor{host, port, m_config.intermediaryPlace.key};
    m_upstream->setOwnDoors(ownDoors());
}

void RelayWorker::closeDoor()
{
    m_isClosedByHand = true;
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

void RelayWorker::note(const QString &what, const QString &detail)
{
    relay::OperatorEvent event;
    event.at = m_dispatcher.now();
    event.what = what;
    event.detail = detail;
    m_dispatcher.publish(std::move(event));
}

void RelayWorker::shutDown()
{
    m_isShuttingDown = true;
    m_backend->close();
    m_upstream->stop();
    finishWhenClosed();
}

void RelayWorker::finishWhenClosed()
{
    if (m_isShuttingDown && m_backend->connectionCount() == 0 && m_bridged->isOver() &&
        m_upstream->state().phase == net::UpstreamPhase::Off)
        Q_EMIT finished();
}

void RelayWorker::reconnectUpstream()
{
    // Also where no connection is ended by it.
    m_dispatcher.upstreamDialedAnew();
    m_upstream->start();
    m_upstream->reconnectNow();
}

void RelayWorker::stopUpstream()
{
    m_upstream->stop();
}

void RelayWorker::probe(const QString &host, quint16 port)
{
    m_probe = std::make_unique<net::ServerProbe>();
    connect(m_probe.get(), &net::ServerProbe::finished, this,
            [this, host, port](net::ProbeResult result) {
                Q_EMIT probed({host, port, result, m_probe->address()});
            });
    const QHostAddress address(host);
    const bool isHere = host.isEmpty() || address == QHostAddress::Any ||
                        address == QHostAddress::AnyIPv4 || address == QHostAddress::AnyIPv6;
    m_probe->start(isHere ? QStringLiteral("localhost") : host, port);
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

void RelayWorker::pongReceived(relay::PeerId peer, quint64 token)
{
    m_dispatcher.pongReceived(peer, token);
}

void RelayWorker::peerCongested(relay::PeerId peer, bool congested)
{
    m_dispatcher.peerCongested(peer, congested);
}

void RelayWorker::peerDisconnected(relay::PeerId peer, const relay::Goodbye &goodbye)
{
    m_dispatcher.peerDisconnected(peer, goodbye);
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

void RelayWorker::publishDoor(const protocol::Phrase &error)
{
    relay::DoorEvent event;
    event.at = m_dispatcher.now();
    event.door = relay::Door::Backend;
    event.listening = m_backend->isListening();
    event.addresses = m_backend->addresses();
    event.error = error;
    event.encryptedAddresses = m_backend->encryptedAddresses();
    if (event.listening)
        event.encryptedError = m_backend->encryptedError();
    Q_EMIT doorChanged(event);
    m_dispatcher.publish(std::move(event));
}

void RelayWorker::publishUpstream(const net::UpstreamState &state)
{
    relay::UpstreamEvent event;
    event.at = m_dispatcher.now();
    switch (state.phase) {
    case net::UpstreamPhase::Off:
        event.state = relay::UpstreamEvent::State::Off;
        break;
    case net::UpstreamPhase::Connecting:
        event.state = relay::UpstreamEvent::State::Connecting;
        break;
    case net::UpstreamPhase::Connected:
        event.state = relay::UpstreamEvent::State::Connected;
        break;
    case net::UpstreamPhase::Waiting:
        event.state = relay::UpstreamEvent::State::Waiting;
        break;
    case net::UpstreamPhase::Stopping:
        event.state = relay::UpstreamEvent::State::Stopping;
        break;
    }
    event.url = state.url;
    event.problem = state.problem.text;
    event.persistent = state.problem.persistent;
    event.attempt = state.failedAttempts;
    event.nextTryAt = state.nextTryAt;
    event.encrypted = state.isEncrypted;
    event.verified = state.isVerified;
    m_dispatcher.upstreamChanged(event);
}

} // namespace neuro::service
