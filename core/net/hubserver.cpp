// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "net/hubserver.h"

#include "net/accesspolicy.h"
#include "net/failingaddresses.h"
#include "net/handshakestage.h"
#include "net/hostport.h"
#include "net/hubrequest.h"
#include "net/lingeringsocket.h"
#include "net/netlimits.h"
#include "net/netlogging.h"
#include "net/refusallog.h"
#include "net/tokencheck.h"
#include "net/websocketendpoint.h"
#include "net/websocketframe.h"
#include "relay/hubengine.h"
#include "relay/relaydispatcher.h"

#include <QHash>
#include <QPointer>
#include <QTimer>
#include <QWebSocket>

#include <algorithm>
#include <deque>
#include <utility>

namespace neuro::net {

using relay::Effect;
using relay::PeerId;

class HubServer::Private : public relay::PeerListener
{
public:
    /// What is known about an endpoint beside itself.
    struct Seat
    {
        LingeringSocket *transport = nullptr; ///< Lives as long as the endpoint.
        relay::HubRequest request;
        bool isLoopback = false;
        PeerId peer = 0;       ///< Once it was introduced.
        bool isCutOff = false; ///< To make room.
    };

    Private(HubServer *server, const HubSettings &hubSettings);

    void apply(const HubSettings &changed);
    void adopt(LingeringSocket *socket, const RequestHead &head);
    void takeWebSocket(QWebSocket *socket, LingeringSocket *transport, const RequestHead &head);
    /// Whether the answer to a client that cannot be let in is to wait.
    bool isHeldBack(const relay::HubRequest &request, const QHostAddress &address);
    void introduce(WebSocketEndpoint *endpoint);
    void forget(WebSocketEndpoint *endpoint);
    void closeAll();
    void endAll();
    void checkDrained();
    EndpointLimits limitsFor(const Seat &seat) const;
    /// For what QWebSocket writes by itself (answers to pings); endpoints bound their messages.
    qint64 writeLimit() const { return 2 * (settings.maxUnwritten + settings.maxMessage); }
    /// Sockets that are no client: before the handshake, or being refused.
    qsizetype strangers() const;
    /// Cuts off the one of them that has been refused, or held back, for longest.
    bool makeRoom();

    PeerId peerConnected(relay::Endpoint *endpoint, const relay::PeerInfo &info) override;
    void textReceived(PeerId peer, const QByteArray &utf8) override;
    void binaryReceived(PeerId peer, const QByteArray &bytes) override;
    void pongReceived(PeerId peer, quint64 token) override;
    void peerDisconnected(PeerId peer, const relay::Goodbye &goodbye) override;

    void flush();
    void logRefusals();
    void perform(const Effect &effect);
    void send(const relay::SendText &effect);
    void close(const relay::ClosePeer &effect) const;
    void arm();

    HubServer *q;
    HubSettings settings;
    relay::HubEngine engine;
    TokenCheck tokens;
    QStringList secrets; ///< Those of the tokens that are set.
    FailingAddresses failing;
    RefusalLog refusals{"a hub client"};
    HandshakeStage handshakes{nullptr};
    QHash<WebSocketEndpoint *, Seat> endpoints;
    QHash<PeerId, WebSocketEndpoint *> peers;
    std::deque<QPointer<WebSocketEndpoint>> refused; ///< Or held back; oldest first.
    relay::Outputs outputs;
    QByteArray frameText; ///< What `frame` was made from.
    QByteArray frame;
    QTimer alarm;
    bool isFlushing = false;
    bool isClosed = false;
    bool isDraining = false;
};

HubServer::Private::Private(HubServer *server, const HubSettings &hubSettings)
    : q(server)
    , engine(hubSettings.rules)
{
    alarm.setSingleShot(true);
    alarm.setTimerType(Qt::PreciseTimer);
    QObject::connect(&alarm, &QTimer::timeout, q, [this] {
        engine.tick(relay::systemInstant());
        flush();
    });
    QObject::connect(&handshakes, &HandshakeStage::upgraded, q,
                     [this](QWebSocket *socket, LingeringSocket *transport,
                            const RequestHead &head) { takeWebSocket(socket, transport, head); });
    QObject::connect(&handshakes, &HandshakeStage::left, q, [this] { checkDrained(); });
    apply(hubSettings);
}

void HubServer::Private::endAll()
{
    engine.beginShutdown();
    const auto seated = std::exchange(endpoints, {});
    qDeleteAll(seated.keyBegin(), seated.keyEnd());
}

void HubServer::Private::apply(const HubSettings &changed)
{
    settings = changed;
    handshakes.setTimeout(settings.handshakeMs);
    tokens.setTokens(settings.token, settings.enhancedToken);
    secrets = {settings.token, settings.enhancedToken};
    secrets.removeAll(QString());
    engine.setRules(settings.rules, relay::systemInstant());
    for (auto it = endpoints.cbegin(); it != endpoints.cend(); ++it) {
        it.key()->setLimits(limitsFor(it.value()));
        it.value().transport->setWriteLimit(writeLimit());
    }
    flush();
}

void HubServer::Private::adopt(LingeringSocket *socket, const RequestHead &head)
{
    const bool isLost = socket->state() != QAbstractSocket::ConnectedState;
    if (isClosed || isLost || (strangers() >= limits::handshakes && !makeRoom())) {
        if (!isClosed && !isLost)
            qCWarning(lcNet, "%ls: closed, %d hub clients are being admitted",
                      qUtf16Printable(hostPort(socket->peerAddress(), socket->peerPort())),
                      limits::handshakes);
        socket->drop();
        socket->deleteLater();
        return;
    }
    handshakes.resume(socket, head);
}

void HubServer::Private::takeWebSocket(QWebSocket *socket, LingeringSocket *transport,
                                       const RequestHead &head)
{
    transport->setWriteLimit(writeLimit());
    const QHostAddress address = plainAddress(socket->peerAddress());
    const Seat seat{transport, readHubRequest(head, address, socket->peerPort(), tokens, secrets),
                    address.isLoopback(), 0, false};
    auto *endpoint = new WebSocketEndpoint(socket, limitsFor(seat));
    QObject::connect(transport, &LingeringSocket::writeLimitExceeded, endpoint,
                     &WebSocketEndpoint::closeSlowReader, Qt::QueuedConnection);
    QObject::connect(endpoint, &WebSocketEndpoint::finished, q,
                     [this, endpoint] { forget(endpoint); });
    endpoints.insert(endpoint, seat);
    if (!isHeldBack(seat.request, address))
        return introduce(endpoint);
    refused.emplace_back(endpoint);
    QTimer::singleShot(settings.failureDelayMs, endpoint,
                       [this, endpoint] { introduce(endpoint); });
}

bool HubServer::Private::isHeldBack(const relay::HubRequest &request, const QHostAddress &address)
{
    const auto rejection = relay::rejectionOf(request, settings.rules);
    if (!rejection)
        return false;
    const qint64 nowMs = relay::systemInstant().mono / relay::microsPerMs;
    const bool isSlow = failing.isSlow(address, nowMs);
    if (request.token == relay::HubToken::Wrong)
        failing.noteBadToken(address, nowMs);
    return isSlow;
}

void HubServer::Private::introduce(WebSocketEndpoint *endpoint)
{
    const auto seat = endpoints.constFind(endpoint);
    if (seat == endpoints.cend())
        return; // It left while it was held back.
    const relay::HubRequest request = seat->request;
    endpoint->start(this, {relay::Door::Hub, request.address, relay::PeerRole::HubClient,
                           request.clientId.value_or(QString()), false});
}

void HubServer::Private::forget(WebSocketEndpoint *endpoint)
{
    if (endpoints.remove(endpoint) == 0)
        return;
    endpoint->deleteLater();
    while (!refused.empty() && !endpoints.contains(refused.front()))
        refused.pop_front();
    checkDrained();
}

void HubServer::Private::closeAll()
{
    isClosed = true;
    isDraining = true;
    engine.beginShutdown();
    handshakes.dropAll();
    const auto open = endpoints.keys();
    for (WebSocketEndpoint *endpoint : open)
        endpoint->close(relay::CloseCode::GoingAway,
                        protocol::phrase(QT_TRANSLATE_NOOP("core", "Neuro Relay stops")));
    // From the event loop, as when somebody had to be waited for.
    QMetaObject::invokeMethod(
        q, [this] { checkDrained(); }, Qt::QueuedConnection);
}

void HubServer::Private::checkDrained()
{
    if (!isDraining || !endpoints.isEmpty() || handshakes.size() > 0)
        return;
    isDraining = false;
    Q_EMIT q->drained();
}

EndpointLimits HubServer::Private::limitsFor(const Seat &seat) const
{
    EndpointLimits result;
    result.maxMessage = settings.maxMessage;
    result.maxUnwritten = settings.maxUnwritten;
    result.messageRate = seat.isLoopback ? settings.loopbackMessageRate : settings.messageRate;
    return result;
}

qsizetype HubServer::Private::strangers() const
{
    return handshakes.size() + endpoints.size() - engine.clientCount();
}

bool HubServer::Private::makeRoom()
{
    while (!refused.empty()) {
        WebSocketEndpoint *oldest = refused.front();
        refused.pop_front();
        const auto seat = endpoints.find(oldest);
        // One that was held back may have been let in after all.
        if (seat == endpoints.end() || seat->isCutOff || engine.isClient(seat->peer))
            continue;
        seat->isCutOff = true;
        oldest->abort();
        return true;
    }
    return false;
}

PeerId HubServer::Private::peerConnected(relay::Endpoint *endpoint, const relay::PeerInfo &info)
{
    Q_UNUSED(info)
    auto *own = static_cast<WebSocketEndpoint *>(endpoint);
    const PeerId peer = engine.peerConnected(endpoints.value(own).request, relay::systemInstant());
    peers.insert(peer, own);
    endpoints[own].peer = peer;
    if (!engine.isClient(peer))
        refused.emplace_back(own);
    flush();
    return peer;
}

void HubServer::Private::textReceived(PeerId peer, const QByteArray &utf8)
{
    engine.textReceived(peer, utf8, relay::systemInstant());
    flush();
}

void HubServer::Private::binaryReceived(PeerId peer, const QByteArray &bytes)
{
    engine.binaryReceived(peer, bytes, relay::systemInstant());
    flush();
}

void HubServer::Private::pongReceived(PeerId peer, quint64 token)
{
    // Nobody pings hub clients in the WebSocket's way: they have a message for it.
    Q_UNUSED(peer)
    Q_UNUSED(token)
}

void HubServer::Private::peerDisconnected(PeerId peer, const relay::Goodbye &goodbye)
{
    peers.remove(peer);
    engine.peerDisconnected(peer, goodbye, relay::systemInstant());
    flush();
}

void HubServer::Private::flush()
{
    // An endpoint may report back while it is written to; what comes of that waits its turn in the
    // engine and is taken by the loop below.
    if (isFlushing)
        return;
    isFlushing = true;
    for (;;) {
        engine.takeOutputs(outputs);
        if (outputs.effects.empty() && outputs.events.empty())
            break;
        for (const Effect &effect : outputs.effects)
            perform(effect);
        logRefusals();
        if (!outputs.events.empty())
            Q_EMIT q->happened(outputs.events);
    }
    frameText.clear();
    frame.clear();
    isFlushing = false;
    arm();
}

void HubServer::Private::logRefusals()
{
    for (const relay::RelayEvent &event : outputs.events) {
        if (const auto *refusal = std::get_if<relay::RegistrationRefusedEvent>(&event))
            refusals.note(*refusal);
    }
}

void HubServer::Private::perform(const Effect &effect)
{
    if (const auto *text = std::get_if<relay::SendText>(&effect))
        send(*text);
    else if (const auto *end = std::get_if<relay::ClosePeer>(&effect))
        close(*end);
    else
        Q_UNREACHABLE(); // See HubEngine: it wants nothing else.
}

void HubServer::Private::send(const relay::SendText &effect)
{
    WebSocketEndpoint *endpoint = peers.value(effect.peer);
    if (!endpoint)
        return;
    // A message that goes to many is one text.
    if (!frameText.isSharedWith(effect.utf8)) {
        frameText = effect.utf8;
        frame = serverTextFrame(frameText);
    }
    endpoint->sendFrame(frame);
}

void HubServer::Private::close(const relay::ClosePeer &effect) const
{
    WebSocketEndpoint *endpoint = peers.value(effect.peer);
    if (!endpoint)
        return;
    if (effect.code == relay::CloseCode::TryAgainLater)
        qCWarning(lcNet, "%ls: refused, %ls",
                  qUtf16Printable(endpoints.value(endpoint).request.address),
                  qUtf16Printable(effect.reason.english()));
    endpoint->close(effect.code, effect.reason);
}

void HubServer::Private::arm()
{
    const std::optional<qint64> next = engine.nextDeadline();
    if (!next) {
        alarm.stop();
        return;
    }
    const qint64 left = *next - relay::systemInstant().mono;
    // Rounded up: a tick that comes too early does nothing and would be set again at once.
    const qint64 ms = (left + relay::microsPerMs - 1) / relay::microsPerMs;
    alarm.start(static_cast<int>(std::clamp<qint64>(ms, 0, 1'000'000)));
}

HubServer::HubServer(const HubSettings &settings, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this, settings))
{
}

HubServer::~HubServer()
{
    d->endAll();
}

void HubServer::setSettings(const HubSettings &settings)
{
    d->apply(settings);
}

void HubServer::setMask(relay::TextMask mask)
{
    d->engine.setMask(std::move(mask));
}

void HubServer::adopt(LingeringSocket *socket, const RequestHead &head)
{
    d->adopt(socket, head);
}

void HubServer::close()
{
    d->closeAll();
}

QList<relay::HubClient> HubServer::clients() const
{
    return d->engine.clients();
}

int HubServer::clientCount() const
{
    return static_cast<int>(d->engine.clientCount());
}

} // namespace neuro::net
