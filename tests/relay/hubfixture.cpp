// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "relay/hubfixture.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <utility>
#include <variant>

namespace neuro::relay::testing {

HubFixture::HubFixture(const HubRules &rules)
    : engine(rules)
{
}

HubFixture::~HubFixture() = default;

HubRequest HubFixture::local(const QString &id, const QString &type)
{
    HubRequest request;
    request.clientId = id;
    request.clientType = type;
    request.isLocalProgram = true;
    request.address = QStringLiteral("127.0.0.1:50000");
    request.host = QStringLiteral("127.0.0.1");
    return request;
}

PeerId HubFixture::connect(const HubRequest &request)
{
    const PeerId peer = engine.peerConnected(request, now);
    collect();
    return peer;
}

PeerId HubFixture::join(const QString &id, const QString &type)
{
    const PeerId peer = connect(local(id, type));
    forgetSaid();
    return peer;
}

void HubFixture::disconnect(PeerId peer)
{
    engine.peerDisconnected(peer, {1000}, now);
    collect();
}

void HubFixture::send(PeerId peer, const QByteArray &text)
{
    engine.textReceived(peer, text, now);
    collect();
}

void HubFixture::sendBinary(PeerId peer, const QByteArray &bytes)
{
    engine.binaryReceived(peer, bytes, now);
    collect();
}

void HubFixture::pass(qint64 ms)
{
    const qint64 end = now.mono + ms * microsPerMs;
    for (auto next = engine.nextDeadline(); next && *next <= end; next = engine.nextDeadline()) {
        advanceTo(std::max(*next, now.mono));
        engine.tick(now);
        collect();
    }
    advanceTo(end);
    engine.tick(now);
    collect();
}

void HubFixture::collect()
{
    Outputs outputs;
    engine.takeOutputs(outputs);
    for (const Effect &effect : outputs.effects) {
        if (const auto *text = std::get_if<SendText>(&effect))
            said[text->peer].append(text->utf8);
        else if (const auto *end = std::get_if<ClosePeer>(&effect))
            closed.insert(end->peer, *end);
        else
            ++strangeEffects;
    }
    for (const RelayEvent &event : outputs.events) {
        if (const auto *frame = std::get_if<FrameEvent>(&event))
            frames.append(*frame);
        else if (const auto *peer = std::get_if<PeerEvent>(&event))
            peerEvents.append(*peer);
        else if (const auto *refused = std::get_if<RegistrationRefusedEvent>(&event))
            refusals.append(*refused);
        else
            ++strangeEvents;
    }
}

QByteArrayList HubFixture::takeSaid(PeerId peer)
{
    return said.take(peer);
}

void HubFixture::forgetSaid()
{
    said.clear();
    frames.clear();
}

QList<PeerId> HubFixture::takeAddressees()
{
    QList<PeerId> peers = said.keys();
    std::sort(peers.begin(), peers.end());
    said.clear();
    return peers;
}

QByteArray HubFixture::takeError(PeerId peer)
{
    const QHash<PeerId, QByteArrayList> all = std::exchange(said, {});
    const QByteArrayList texts = all.value(peer);
    const QJsonObject error =
        QJsonDocument::fromJson(texts.isEmpty() ? QByteArray() : texts.first()).object();
    if (all.size() != 1 || texts.size() != 1 ||
        error.value(QLatin1String("message_type")).toString() != QLatin1String("error"))
        return QByteArray::number(all.size()) + " addressees: " + texts.join(' ');
    const QByteArray code = error.value(QLatin1String("error_code")).toString().toUtf8();
    return code + ' ' +
           error.value(QLatin1String("context"))
               .toObject()
               .value(QLatin1String("field"))
               .toString()
               .toUtf8();
}

HubClient HubFixture::client(const QString &id) const
{
    for (const HubClient &one : engine.clients()) {
        if (one.id == id)
            return one;
    }
    return {};
}

void HubFixture::advanceTo(qint64 mono)
{
    now.wall += mono - now.mono;
    now.mono = mono;
}

} // namespace neuro::relay::testing
