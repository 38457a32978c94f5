// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "net/intermediarypeers.h"

#include "net/hostport.h"
#include "net/lingeringsocket.h"
#include "net/netlogging.h"
#include "net/websocketframe.h"
#include "protocol/watchermessage.h"

#include <QTimerEvent>
#include <QWebSocket>

#include <utility>

namespace neuro::net {

using namespace Qt::Literals::StringLiterals;
using protocol::phrase;
using relay::PeerId;
using relay::PeerRole;
using relay::RegistrationRefusedEvent;

namespace {

bool asksForSnapshot(const QByteArray &utf8)
{
    // Nearly all messages have no such word in them.
    if (!utf8.contains("snapshot"))
        return false;
    const auto message = protocol::decodeWatcherMessage(utf8);
    return message && std::holds_alternative<protocol::SnapshotRequest>(*message);
}

/// Whether somebody who has registered does it again. It goes no further: there is a token in it.
bool isRegistration(const QByteArray &utf8)
{
    if (!utf8.contains("auth_token"))
        return false;
    const auto registration = protocol::readRegistration(utf8);
    return registration && registration->type && !registration->token.isEmpty();
}

RegistrationRefusedEvent refusalOf(const QHostAddress &host,
                                   RegistrationRefusedEvent::Reason reason)
{
    RegistrationRefusedEvent refusal;
    refusal.reason = reason;
    refusal.address = host.toString();
    return refusal;
}

} // namespace

IntermediaryPeers::IntermediaryPeers(relay::PeerListener *listener, QObject *parent)
    : QObject(parent)
    , m_listener(listener)
{
    m_clock.start();
}

IntermediaryPeers::~IntermediaryPeers()
{
    // Endpoints tell of their end, so they go before the tables.
    QList<WebSocketEndpoint *> endpoints;
    for (const auto &[id, seat] : m_seats) {
        seat.endpoint->disconnect(this);
        endpoints.append(seat.endpoint);
    }
    qDeleteAll(endpoints);
}

void IntermediaryPeers::setSettings(const IntermediarySettings &settings)
{
    if (settings.standardToken != m_settings.standardToken ||
        settings.enhancedToken != m_settings.enhancedToken)
        m_toldWeakToken = false;
    m_settings = settings;
    m_desk.setTokens(settings.standardToken, settings.enhancedToken);
    for (auto &[id, seat] : m_seats) {
        seat.endpoint->setLimits(limitsFor(seat));
        seat.socket->setWriteLimit(writeLimit());
        if (seat.stream)
            seat.stream->setMaxUnwritten(settings.maxUnwritten);
    }
}

EndpointLimits IntermediaryPeers::limitsFor(const Seat &seat) const
{
    EndpointLimits result;
    result.maxUnwritten = m_settings.maxUnwritten;
    result.messageRate =
        seat.host.isLoopback() ? m_settings.loopbackMessageRate : m_settings.messageRate;
    if (seat.phase != Phase::Registered) {
        result.maxMessage = qMin(m_settings.maxMessage, limits::registration);
        return result;
    }
    result.maxMessage = m_settings.maxMessage;
    if (seat.role == PeerRole::Watcher)
        result.slowReader = SlowReader::Report;
    else
        result.idleMs = m_settings.idleMs;
    return result;
}

void IntermediaryPeers::take(QWebSocket *socket, LingeringSocket *transport)
{
    makeRoom();
    const PeerId id = m_last + 1;
    Seat seat;
    seat.socket = transport;
    seat.host = plainAddress(socket->peerAddress());
    seat.address = hostPort(seat.host, socket->peerPort());
    seat.due = m_clock.elapsed() + m_settings.registrationMs;
    auto *endpoint = new WebSocketEndpoint(socket, limitsFor(seat));
    seat.endpoint = endpoint;
    transport->setWriteLimit(writeLimit());
    connect(transport, &LingeringSocket::writeLimitExceeded, endpoint,
            &WebSocketEndpoint::closeSlowReader, Qt::QueuedConnection);
    connect(endpoint, &WebSocketEndpoint::finished, this, [this, id] { forget(id); });
    const relay::PeerInfo info{relay::Door::Intermediary, seat.address};
    m_seats.emplace(id, std::move(seat));
    updateTick();
    endpoint->start(this, info);
}

/// Who has been refused already goes first, then who has been silent for longest: a newcomer is
/// more likely to be somebody.
void IntermediaryPeers::makeRoom()
{
    while (strangerCount() - m_dropped >= limits::registrations) {
        PeerId id = m_turned.empty() ? 0 : *m_turned.begin();
        for (auto it = m_seats.cbegin(); id == 0 && it != m_seats.cend(); ++it) {
            if (it->second.phase == Phase::Greeting)
                id = it->first;
        }
        Seat &seat = m_seats.at(id);
        m_turned.erase(id);
        seat.phase = Phase::Dropped;
        ++m_dropped;
        seat.endpoint->abort();
    }
}

PeerId IntermediaryPeers::peerConnected(relay::Endpoint *endpoint, const relay::PeerInfo &info)
{
    Q_UNUSED(endpoint)
    Q_UNUSED(info)
    return ++m_last;
}

void IntermediaryPeers::greet(PeerId id, const QByteArray &utf8)
{
    const auto verdict = m_desk.judge(utf8, m_seats.at(id).host, m_clock.elapsed());
    if (const auto *refused = std::get_if<RegistrationDesk::Refused>(&verdict))
        refuse(id, *refused);
    else
        welcome(id, std::get<RegistrationDesk::Accepted>(verdict));
}

void IntermediaryPeers::welcome(PeerId id, const RegistrationDesk::Accepted &accepted)
{
    Seat &seat = m_seats.at(id);
    if (isFullFor(accepted)) {
        qCWarning(lcNet, "%ls: refused, %d peers are registered and no more are allowed",
                  qUtf16Printable(seat.address), m_registered);
        seat.phase = Phase::Refused;
        m_turned.insert(id);
        seat.endpoint->close(
            relay::CloseCode::TryAgainLater,
            phrase(QT_TRANSLATE_NOOP("core", "too many connections: %1 are open"), m_registered));
        return;
    }
    seat.phase = Phase::Registered;
    seat.role = accepted.role;
    seat.name = accepted.name;
    ++m_registered;
    seat.endpoint->setLimits(limitsFor(seat));
    if (accepted.wantsAcknowledgement)
        seat.endpoint->sendText(
            protocol::registrationAcknowledgement(accepted.name, accepted.isEnhanced));
    const bool isTold = accepted.wantsSnapshot && m_snapshot;
    if (isTold)
        seat.endpoint->sendText(m_snapshot());
    // Made before it is one of those who hear what is told meanwhile.
    const QList<QByteArray> events = seat.role == PeerRole::Watcher && !isTold && m_firstEvents
                                         ? m_firstEvents()
                                         : QList<QByteArray>();
    introduce(id, accepted.isEnhanced);
    for (const QByteArray &event : events)
        seat.stream->send(serverTextFrame(event), m_clock.elapsed());
    updateTick();
    if (accepted.hasWeakToken && !std::exchange(m_toldWeakToken, true))
        Q_EMIT weakTokenUsed(accepted.name);
}

bool IntermediaryPeers::isFullFor(const RegistrationDesk::Accepted &newcomer) const
{
    if (m_registered < m_settings.maxConnections)
        return false;
    // Those who were replaced are on their way out; many of them are nobody's reconnect.
    if (m_registered >= m_settings.maxConnections + limits::replacedPeers)
        return true;
    std::set<std::pair<PeerRole, QString>> others;
    for (const auto &[id, seat] : m_seats) {
        if (seat.phase == Phase::Registered)
            others.emplace(seat.role, seat.name);
    }
    others.erase({newcomer.role, newcomer.name});
    return static_cast<int>(others.size()) >= m_settings.maxConnections;
}

void IntermediaryPeers::introduce(PeerId id, bool isEnhanced)
{
    Seat &seat = m_seats.at(id);
    if (seat.role == PeerRole::Watcher) {
        seat.stream.emplace(seat.endpoint, m_settings.maxUnwritten);
        m_watchers.insert(id);
    }
    seat.known = m_listener->peerConnected(
        seat.endpoint, {relay::Door::Intermediary, seat.address, seat.role, seat.name, isEnhanced});
    m_known.insert(seat.known, id);
    updateTick();
}

void IntermediaryPeers::refuse(PeerId id, const RegistrationDesk::Refused &refused)
{
    Seat &seat = m_seats.at(id);
    m_turned.insert(id);
    if (refused.isLate) {
        seat.phase = Phase::HeldBack;
        seat.due = m_clock.elapsed() + m_settings.failureDelayMs;
        seat.lateAnswer = refused.answer;
    } else {
        turnAway(seat, refused.answer);
    }
    tellRefusal(refused.event);
}

void IntermediaryPeers::turnAway(Seat &seat, const QByteArray &answer)
{
    seat.phase = Phase::Refused;
    seat.endpoint->sendText(answer);
    seat.endpoint->close(relay::CloseCode::Policy,
                         phrase(QT_TRANSLATE_NOOP("core", "the registration was refused")));
}

void IntermediaryPeers::giveUp(PeerId id)
{
    Seat &seat = m_seats.at(id);
    seat.phase = Phase::Refused;
    m_turned.insert(id);
    seat.endpoint->close(relay::CloseCode::Policy,
                         phrase(QT_TRANSLATE_NOOP("core", "no registration came within %1 ms"),
                                m_settings.registrationMs));
    tellRefusal(refusalOf(seat.host, RegistrationRefusedEvent::Reason::TooLate));
}

void IntermediaryPeers::tellRefusal(const RegistrationRefusedEvent &refusal)
{
    m_refusals.note(refusal);
    Q_EMIT registrationRefused(refusal);
}

IntermediaryPeers::Seat *IntermediaryPeers::registeredSeat(PeerId id)
{
    const auto found = m_seats.find(id);
    const bool isRegistered = found != m_seats.end() && found->second.phase == Phase::Registered;
    return isRegistered ? &found->second : nullptr;
}

void IntermediaryPeers::textReceived(PeerId id, const QByteArray &utf8)
{
    if (m_seats.at(id).phase == Phase::Greeting)
        return greet(id, utf8);
    const Seat *seat = registeredSeat(id);
    if (!seat)
        return;
    if (isRegistration(utf8))
        seat->endpoint->sendText(protocol::errorAnswer(u"registered already"));
    else if (seat->role == PeerRole::Watcher && m_snapshot && asksForSnapshot(utf8))
        seat->endpoint->sendText(m_snapshot());
    else
        m_listener->textReceived(seat->known, utf8);
}

void IntermediaryPeers::binaryReceived(PeerId id, const QByteArray &bytes)
{
    if (m_seats.at(id).phase == Phase::Greeting)
        return refuse(id, m_desk.refuseBinary(m_seats.at(id).host, m_clock.elapsed()));
    const Seat *seat = registeredSeat(id);
    if (!seat)
        return;
    const PeerId peer = seat->known;
    const QString name = seat->name;
    const bool isIntegration = seat->role == PeerRole::Integration;
    m_listener->binaryReceived(peer, bytes);
    if (isIntegration)
        Q_EMIT binaryCame(peer, name, bytes);
}

void IntermediaryPeers::pongReceived(PeerId id, quint64 token)
{
    if (const Seat *seat = registeredSeat(id))
        m_listener->pongReceived(seat->known, token);
}

void IntermediaryPeers::peerCongested(PeerId id, bool congested)
{
    Seat *seat = registeredSeat(id);
    if (seat && seat->stream && !congested)
        seat->stream->catchUp();
}

void IntermediaryPeers::peerDisconnected(PeerId id, const relay::Goodbye &goodbye)
{
    const Seat &seat = m_seats.at(id);
    // Of its own 1009 nobody is told: that is its word about something else.
    const bool wasTooLarge = goodbye.closeCode == static_cast<int>(relay::CloseCode::TooLarge) &&
                             goodbye.by != relay::Goodbye::By::Peer;
    if (seat.phase == Phase::Greeting && wasTooLarge)
        tellRefusal(refusalOf(seat.host, RegistrationRefusedEvent::Reason::TooLarge));
    if (seat.phase != Phase::Registered)
        return;
    const PeerId peer = seat.known;
    m_known.remove(peer);
    m_watchers.erase(id);
    m_listener->peerDisconnected(peer, goodbye);
}

void IntermediaryPeers::forget(PeerId id)
{
    const auto found = m_seats.find(id);
    if (found == m_seats.end())
        return;
    const Seat &seat = found->second;
    m_registered -= seat.phase == Phase::Registered ? 1 : 0;
    m_dropped -= seat.phase == Phase::Dropped ? 1 : 0;
    m_draining -= seat.isDraining ? 1 : 0;
    seat.endpoint->deleteLater();
    m_turned.erase(id);
    m_seats.erase(found);
    updateTick();
    checkDrained();
}

void IntermediaryPeers::tellWatchers(const QList<QByteArray> &events)
{
    if (m_watchers.empty() || events.isEmpty())
        return;
    const qint64 now = m_clock.elapsed();
    for (const QByteArray &event : events) {
        const QByteArray frame = serverTextFrame(event);
        for (const PeerId id : m_watchers)
            m_seats.at(id).stream->send(frame, now);
    }
    updateTick();
}

void IntermediaryPeers::answer(PeerId peer, const QByteArray &utf8)
{
    if (const Seat *seat = registeredSeat(m_known.value(peer)))
        seat->endpoint->sendText(utf8);
}

void IntermediaryPeers::timerEvent(QTimerEvent *event)
{
    if (event->timerId() == m_tickTimer.timerId())
        tick();
    else
        QObject::timerEvent(event);
}

void IntermediaryPeers::tick()
{
    const qint64 now = m_clock.elapsed();
    for (auto &[id, seat] : m_seats) {
        if (seat.isDraining || now < seat.due)
            continue;
        if (seat.phase == Phase::HeldBack)
            turnAway(seat, std::exchange(seat.lateAnswer, {}));
        else if (seat.phase == Phase::Greeting)
            giveUp(id);
    }
    for (const PeerId id : m_watchers) {
        Seat &seat = m_seats.at(id);
        seat.stream->catchUp();
        const qint64 behindMs = seat.stream->behindMs(now);
        if (behindMs >= m_settings.watcherBehindMs)
            seat.endpoint->close(
                relay::CloseCode::Policy,
                phrase(QT_TRANSLATE_NOOP("core", "too slow a reader: behind for %1 ms"), behindMs));
    }
    updateTick();
}

/// Runs only while there is a time to watch.
void IntermediaryPeers::updateTick()
{
    bool isNeeded = strangerCount() > 0;
    for (auto it = m_watchers.cbegin(); !isNeeded && it != m_watchers.cend(); ++it)
        isNeeded = m_seats.at(*it).stream->isBehind();
    if (!isNeeded)
        m_tickTimer.stop();
    else if (!m_tickTimer.isActive())
        m_tickTimer.start(limits::tickMs, this);
}

void IntermediaryPeers::closeAll(const protocol::Phrase &why)
{
    for (auto &[id, seat] : m_seats) {
        seat.isDraining = true;
        seat.endpoint->close(relay::CloseCode::GoingAway, why);
    }
    m_draining = static_cast<int>(m_seats.size());
    m_isDraining = true;
    // From the event loop, as when somebody had to be waited for.
    QMetaObject::invokeMethod(this, &IntermediaryPeers::checkDrained, Qt::QueuedConnection);
}

void IntermediaryPeers::checkDrained()
{
    if (!m_isDraining || m_draining > 0)
        return;
    m_isDraining = false;
    Q_EMIT drained();
}

} // namespace neuro::net
