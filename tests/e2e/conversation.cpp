// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT
#include "e2e/conversation.h"

#include "net/rawpeer.h"
#include "net/waiting.h"
#include "protocol/neuroapicases.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <map>

using namespace Qt::Literals::StringLiterals;

namespace neuro::testing {
namespace {

using tests::RawPeer;

/// The players' frames as bytes of a WebSocket frame.
class Script
{
public:
    explicit Script(RawPeer &peer)
        : m_peer(peer)
    {
    }

    /// Waits for the next `action`; false when none comes.
    bool awaitAction()
    {
        const qsizetype wanted = m_seen + 1;
        if (!tests::waitUntil([&] { return actions().size() >= wanted; }))
            return false;
        m_seen = wanted;
        m_previousId = std::exchange(m_id, actions().at(wanted - 1)[u"id"].toString());
        return true;
    }

    QByteArray bytes(const QJsonObject &frame) const
    {
        if (frame.contains(u"binary_base64"))
            return RawPeer::frame(RawPeer::Binary, base64(frame[u"binary_base64"]));
        if (frame.contains(u"text_raw_base64"))
            return RawPeer::frame(RawPeer::Text, base64(frame[u"text_raw_base64"]));
        QByteArray text = textOfFrame(frame);
        text.replace("{{action_id}}", m_id.toUtf8());
        text.replace("{{previous_action_id}}", m_previousId.toUtf8());
        return RawPeer::frame(RawPeer::Text, text);
    }

    /// `data` of all `action` messages so far.
    QList<QJsonObject> actions() const
    {
        QList<QJsonObject> found;
        const QList<QByteArray> texts = m_peer.texts();
        for (const QByteArray &text : texts) {
            const QJsonObject message = QJsonDocument::fromJson(text).object();
            if (message[u"command"] == "action"_L1)
                found.append(message[u"data"].toObject());
        }
        return found;
    }

private:
    static QByteArray base64(const QJsonValue &value)
    {
        return QByteArray::fromBase64(value.toString().toLatin1());
    }

    RawPeer &m_peer;
    qsizetype m_seen = 0;
    QString m_id;
    QString m_previousId;
};

qsizetype framesFrom(const ServiceFixture &fixture, relay::PeerId peer)
{
    const QList<relay::FrameEvent> frames = fixture.all<relay::FrameEvent>();
    return std::count_if(frames.cbegin(), frames.cend(), [peer](const relay::FrameEvent &frame) {
        return frame.peer == peer && frame.direction == relay::Direction::In;
    });
}

bool hasPong(RawPeer &peer)
{
    const QList<RawPeer::Frame> frames = peer.frames();
    return std::any_of(frames.cbegin(), frames.cend(),
                       [](const RawPeer::Frame &frame) { return frame.opcode == RawPeer::Pong; });
}

void addTranscript(Outcome &outcome, const relay::TranscriptEvent &entry)
{
    using Kind = relay::TranscriptEvent::Kind;
    const bool isContext = entry.kind == Kind::Context;
    // The message of a result is told to Neuro like a silent context.
    if (isContext || (entry.kind == Kind::Result && !entry.text.isEmpty()))
        outcome.contexts.append(
            {{u"message"_s, entry.text}, {u"silent"_s, isContext ? entry.silent : true}});
}

void addEvents(Outcome &outcome, const ServiceFixture &fixture)
{
    std::map<relay::ForceId, relay::ForceState> forces;
    for (const relay::RelayEvent &event : fixture.events) {
        if (const auto *registry = std::get_if<relay::RegistryEvent>(&event);
            registry && registry->peer == outcome.peer) {
            outcome.actions = registry->actions;
        } else if (const auto *named = std::get_if<relay::PeerEvent>(&event);
                   named && named->peer == outcome.peer) {
            outcome.game = named->name;
        } else if (const auto *force = std::get_if<relay::ForceEvent>(&event);
                   force && force->peer == outcome.peer) {
            forces[force->id] = force->state;
            outcome.force = force->request;
        } else if (const auto *entry = std::get_if<relay::TranscriptEvent>(&event);
                   entry && entry->peer == outcome.peer) {
            addTranscript(outcome, *entry);
        }
    }
    outcome.registered = protocol::namesOf(outcome.actions);
    outcome.isForceActive = std::any_of(forces.cbegin(), forces.cend(), [](const auto &each) {
        return !relay::isOver(each.second);
    });
}

} // namespace

Outcome playConversation(ServiceFixture &fixture, const QJsonArray &send)
{
    Outcome outcome;
    fixture.events.clear();
    RawPeer peer(quint16(fixture.url().port()));
    peer.open();
    const bool isKnown = fixture.waitFor<relay::PeerEvent>([&](const relay::PeerEvent &event) {
        outcome.peer = event.peer;
        return event.state == relay::PeerEvent::State::Connected;
    });
    if (!isKnown) {
        outcome.problem = u"the connection was not taken"_s;
        return outcome;
    }
    Script script(peer);
    for (const QJsonValue &value : send) {
        const QJsonObject frame = value.toObject();
        if (frame.contains(u"await")) {
            if (!script.awaitAction()) {
                outcome.problem = u"no action came after frame %1"_s.arg(outcome.framesSent);
                return outcome;
            }
            continue;
        }
        peer.send(script.bytes(frame));
        ++outcome.framesSent;
    }
    const bool areTaken = tests::waitUntil(
        [&] { return framesFrom(fixture, outcome.peer) >= outcome.framesSent || peer.isGone(); });
    if (!areTaken) {
        outcome.problem = u"not all frames were noticed"_s;
        return outcome;
    }
    peer.send(RawPeer::frame(RawPeer::Ping, "last"));
    if (!tests::waitUntil([&] { return hasPong(peer) || peer.isGone(); }))
        outcome.problem = u"neither an answer to a ping nor an end"_s;
    outcome.isOpen = !peer.isGone() && peer.closeCode() == 0;
    outcome.closeCode = peer.closeCode();
    addEvents(outcome, fixture);
    const QList<QJsonObject> actions = script.actions();
    for (const QJsonObject &action : actions)
        outcome.actionsSent.append(action[u"name"].toString());

    peer.socket().disconnectFromHost();
    const bool hasLeft = fixture.waitFor<relay::PeerEvent>([&](const relay::PeerEvent &event) {
        return event.peer == outcome.peer && event.state == relay::PeerEvent::State::Disconnected;
    });
    if (!hasLeft)
        outcome.problem = u"the relay did not notice the end of the connection"_s;
    return outcome;
}

} // namespace neuro::testing
