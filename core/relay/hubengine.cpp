// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "relay/hubengine.h"

#include "protocol/codec.h"
#include "protocol/hubencoder.h"
#include "relay/hubengine_p.h"

#include <utility>

namespace neuro::relay {

using namespace Qt::Literals::StringLiterals;

using protocol::Phrase;
using protocol::phrase;
using protocol::pluralPhrase;

HubEngine::HubEngine(const HubRules &rules)
    : d(std::make_unique<Private>(rules))
{
}

HubEngine::~HubEngine() = default;

void HubEngine::setRules(const HubRules &rules, Instant now)
{
    d->rules = rules;
    for (const auto &[peer, session] : d->sessions.connected()) {
        const qint64 since = session->isAsked ? session->askedAt : session->heardAt;
        const int ms = session->isAsked ? rules.answerMs : rules.timeoutMs;
        d->sessions.setCheck(*session, since + ms * microsPerMs);
    }
    tick(now);
}

const HubRules &HubEngine::rules() const
{
    return d->rules;
}

void HubEngine::setMask(TextMask mask)
{
    d->mask = std::move(mask);
}

PeerId HubEngine::peerConnected(const HubRequest &request, Instant now)
{
    d->sessions.expire(now.mono);
    const PeerId peer = ++d->lastPeer;
    if (const auto rejection = rejectionOf(request, d->rules))
        d->reject(peer, request, *rejection, now);
    else
        d->letIn(peer, request, now);
    return peer;
}

void HubEngine::peerDisconnected(PeerId peer, const Goodbye &goodbye, Instant now)
{
    if (HubSession *session = d->sessions.connected(peer))
        d->remove(*session, goodbye.closeCode, goodbye.reason, now);
}

void HubEngine::textReceived(PeerId peer, const QByteArray &utf8, Instant now)
{
    HubSession *session = d->sessions.connected(peer);
    if (!session)
        return;
    d->heard(*session, now);
    const std::size_t frame = d->frameIn(*session, utf8, false, now);
    const auto message =
        protocol::decodeHubMessage(utf8, {session->id, session->type}, now.wall, d->rules.nesting);
    if (message)
        d->receive(*session, frame, *message, now);
    else
        d->refuse(*session, frame, message.error(), now);
}

void HubEngine::binaryReceived(PeerId peer, const QByteArray &bytes, Instant now)
{
    HubSession *session = d->sessions.connected(peer);
    if (!session)
        return;
    d->heard(*session, now);
    const std::size_t frame = d->frameIn(*session, bytes, true, now);
    d->refuse(*session, frame, protocol::hubBinaryFault(bytes.size()), now);
}

void HubEngine::beginShutdown()
{
    d->isShuttingDown = true;
}

void HubEngine::tick(Instant now)
{
    d->sessions.expire(now.mono);
    while (HubSession *session = d->sessions.due(now.mono))
        d->checkSilence(*session, now);
}

std::optional<qint64> HubEngine::nextDeadline() const
{
    return d->sessions.nextDeadline();
}

void HubEngine::takeOutputs(Outputs &outputs)
{
    outputs.effects.clear();
    outputs.events.clear();
    std::swap(outputs, d->outputs);
}

QList<HubClient> HubEngine::clients() const
{
    QList<HubClient> clients;
    clients.reserve(clientCount());
    for (const auto &[peer, session] : d->sessions.connected())
        clients.append(*session);
    return clients;
}

qsizetype HubEngine::clientCount() const
{
    return d->sessions.connectedCount();
}

bool HubEngine::isClient(PeerId peer) const
{
    return d->sessions.connected(peer) != nullptr;
}

qsizetype HubEngine::sessionsAway() const
{
    return d->sessions.awayCount();
}

void HubEngine::Private::reject(PeerId peer, const HubRequest &request,
                                const HubRejection &rejection, Instant now)
{
    RegistrationRefusedEvent event;
    event.at = now;
    event.door = Door::Hub;
    event.reason = rejection.reason;
    event.type = protocol::quoteForMessage(request.clientType.value_or(QString()));
    event.name = protocol::quoteForMessage(request.clientId.value_or(QString()));
    event.address = request.host;
    outputs.events.emplace_back(std::move(event));
    outputs.effects.emplace_back(SendText{peer, errorText(rejection.fault, now)});
    outputs.effects.emplace_back(
        ClosePeer{peer, CloseCode::Policy, masked(mask, rejection.fault.refusal.detail)});
}

void HubEngine::Private::letIn(PeerId peer, const HubRequest &request, Instant now)
{
    HubSession *known = sessions.find(*request.clientId);
    const bool isReplacing = known && known->peer != 0;
    if (sessions.connectedCount() - (isReplacing ? 1 : 0) >= rules.maxClients) {
        const Phrase reason =
            pluralPhrase(QT_TRANSLATE_N_NOOP("core", "too many hub clients: %1 are connected"),
                         sessions.connectedCount());
        outputs.effects.emplace_back(ClosePeer{peer, CloseCode::TryAgainLater, reason});
        return;
    }
    if (isReplacing)
        replace(*known, now);
    // Replacing may have left no session to come back to.
    const bool isReturning = sessions.find(*request.clientId) != nullptr;
    HubSession &session = sessions.connect(*request.clientId, peer);
    session.type = *requestedType(request);
    session.address = request.address;
    if (isReturning)
        ++session.reconnects;
    else
        session.connectedAt = now;
    session.heardAt = now.mono;
    sessions.setCheck(session, now.mono + rules.timeoutMs * microsPerMs);

    outputs.events.emplace_back(peerEvent(session, PeerEvent::State::Connected, now));
    send(session, protocol::hubWelcome(session.id, session.reconnects, now.wall), u"connection"_s,
         now);
    sendToOthers(peer,
                 protocol::hubJoined(session.id, session.type, sessions.connectedCount(), now.wall),
                 u"connection"_s, now);
}

void HubEngine::Private::replace(HubSession &older, Instant now)
{
    const Phrase reason =
        phrase(QT_TRANSLATE_NOOP("core", "replaced by a newer connection with the same name"));
    const protocol::HubFault fault{protocol::HubErrorCode::Forbidden,
                                   {protocol::Reason::Forbidden, u"client_id"_s, reason},
                                   QString()};
    send(older, errorText(fault, now), u"error"_s, now);
    sendAway(older, reason, now);
}

void HubEngine::Private::sendAway(HubSession &session, const Phrase &reason, Instant now)
{
    outputs.effects.emplace_back(ClosePeer{session.peer, CloseCode::Policy, reason});
    remove(session, static_cast<int>(CloseCode::Policy), reason, now);
}

void HubEngine::Private::remove(HubSession &session, int closeCode, const Phrase &reason,
                                Instant now)
{
    PeerEvent event = peerEvent(session, PeerEvent::State::Disconnected, now);
    event.closeCode = closeCode;
    event.reason = reason;
    outputs.events.emplace_back(std::move(event));
    const QString id = session.id;
    sessions.disconnect(session, now.mono + rules.timeoutMs * microsPerMs, rules.maxSessionsAway);
    sendToOthers(0, protocol::hubLeft(id, sessions.connectedCount(), now.wall), u"disconnection"_s,
                 now);
}

void HubEngine::Private::heard(HubSession &session, Instant now)
{
    session.heardAt = now.mono;
    // Otherwise the next look comes too early, finds this out, and is put off.
    if (std::exchange(session.isAsked, false))
        sessions.setCheck(session, now.mono + rules.timeoutMs * microsPerMs);
}

void HubEngine::Private::checkSilence(HubSession &session, Instant now)
{
    if (session.isAsked) {
        sendAway(session,
                 pluralPhrase(QT_TRANSLATE_N_NOOP("core", "no answer to a ping within %1 ms"),
                              rules.answerMs),
                 now);
        return;
    }
    const qint64 silentAt = session.heardAt + rules.timeoutMs * microsPerMs;
    if (silentAt > now.mono) {
        sessions.setCheck(session, silentAt);
        return;
    }
    session.isAsked = true;
    session.askedAt = now.mono;
    sessions.setCheck(session, now.mono + rules.answerMs * microsPerMs);
    send(session, protocol::hubPing(now.wall), u"ping"_s, now);
}

PeerEvent HubEngine::Private::peerEvent(const HubSession &session, PeerEvent::State state,
                                        Instant now) const
{
    PeerEvent event;
    event.at = now;
    event.peer = session.peer;
    event.door = Door::Hub;
    event.state = state;
    event.name = session.id;
    event.address = session.address;
    event.role = PeerRole::HubClient;
    event.hubType = QString(protocol::hubClientTypeName(session.type));
    return event;
}

} // namespace neuro::relay
