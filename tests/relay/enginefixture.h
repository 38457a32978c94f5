// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "relay/inmemoryoutbox.h"
#include "relay/relayengine.h"
#include "relay/upstreamlink.h"

#include <QHash>
#include <QJsonDocument>
#include <QJsonObject>
#include <QList>
#include <QString>

#include <utility>

namespace neuro::relay::testing {

/// An engine with hand-driven time and everything that it put out.
class EngineFixture
{
public:
    explicit EngineFixture(EngineSettings settings = {})
        : engine(std::move(settings))
    {
    }

    PeerId connectPeer()
    {
        const PeerId peer = ++m_lastPeer;
        engine.peerConnected(
            peer, {Door::Backend, QStringLiteral("127.0.0.1:%1").arg(50'000 + peer)}, now);
        collect();
        return peer;
    }

    /// Connects, starts up as `name`, registers `actions` (names without schema).
    PeerId connectGame(const QString &name, const QStringList &actions = {})
    {
        const PeerId peer = connectPeer();
        games[peer] = name;
        send(peer, "startup");
        if (!actions.isEmpty())
            registerActions(peer, actions);
        takeSent(peer);
        return peer;
    }

    PeerId connectIntegration(const QString &name)
    {
        return connectRegistered({Door::Intermediary, QStringLiteral("127.0.0.1:4"),
                                  PeerRole::Integration, name, false});
    }
    PeerId connectWatcher(const QString &name, bool isEnhanced = false)
    {
        return connectRegistered({Door::Intermediary, QStringLiteral("127.0.0.1:5"),
                                  PeerRole::Watcher, name, isEnhanced});
    }

    /// The connection to upstream, with all that it is greeted with in takeUp().
    PeerId connectUpstream()
    {
        upstream = ++m_lastPeer;
        engine.peerConnected(upstream, {Door::Upstream, QStringLiteral("neuro:8000")}, now);
        collect();
        return upstream;
    }
    void disconnectUpstream()
    {
        const PeerId peer = std::exchange(upstream, 0);
        m_lastUpstreamPing = 0;
        disconnect(peer);
    }
    void congest(bool congested)
    {
        engine.peerCongested(upstream, congested, now);
        collect();
    }
    /// Upstream has read everything.
    void pong()
    {
        if (m_lastUpstreamPing == 0)
            return;
        engine.pongReceived(upstream, m_lastUpstreamPing, now);
        collect();
    }
    /// An action of upstream's; `data` is JSON text.
    void act(const QByteArray &id, const QByteArray &name, const QByteArray &data = {})
    {
        QByteArray text = R"({"command":"action","data":{"id":")" + id + R"(","name":")" + name;
        text += data.isEmpty() ? QByteArray("\"}}") : "\",\"data\":" + data + "}}";
        receive(upstream, text);
    }
    QList<QByteArray> takeUp() { return takeSent(upstream); }

    /// What the outbox was asked for is done and answered.
    void serveOutbox()
    {
        while (!outboxRequests.isEmpty()) {
            answerOutbox(outboxRequests.takeFirst());
            collect();
        }
    }

    /// The peer has read everything.
    void pong(PeerId peer)
    {
        engine.pongReceived(peer, m_lastPings.value(peer), now);
        collect();
    }

    void disconnect(PeerId peer)
    {
        engine.peerDisconnected(peer, 1000, protocol::Phrase(), now);
        collect();
    }

    void receive(PeerId peer, const QByteArray &text)
    {
        engine.textReceived(peer, text, now);
        collect();
    }

    void receiveBinary(PeerId peer, const QByteArray &bytes)
    {
        engine.binaryReceived(peer, bytes, now);
        collect();
    }

    void send(PeerId peer, const QByteArray &command, const QByteArray &data = {})
    {
        QByteArray text =
            "{\"command\":\"" + command + "\",\"game\":\"" + games.value(peer).toUtf8() + '"';
        if (!data.isEmpty())
            text += ",\"data\":" + data;
        receive(peer, text + '}');
    }

    void registerActions(PeerId peer, const QStringList &names, const QByteArray &schema = {})
    {
        QByteArrayList actions;
        for (const QString &name : names) {
            actions.append("{\"name\":\"" + name.toUtf8() + "\",\"description\":\"does it\"" +
                           (schema.isEmpty() ? QByteArray() : ",\"schema\":" + schema) + '}');
        }
        send(peer, "actions/register", "{\"actions\":[" + actions.join(',') + "]}");
    }

    void force(PeerId peer, const QStringList &names, const QByteArray &more = {})
    {
        QByteArrayList quoted;
        for (const QString &name : names)
            quoted.append('"' + name.toUtf8() + '"');
        send(peer, "actions/force",
             "{\"query\":\"Pick one\",\"action_names\":[" + quoted.join(',') + ']' + more + '}');
    }

    void result(PeerId peer, const QString &id, bool success, const QByteArray &message = "because")
    {
        send(peer, "action/result",
             "{\"id\":\"" + id.toUtf8() + "\",\"success\":" + (success ? "true" : "false") +
                 ",\"message\":\"" + message + "\"}");
    }

    OperatorEvent execute(const RelayCommand &command)
    {
        engine.execute(command, ++m_lastCommand, now);
        collect();
        const QList<OperatorEvent> done = all<OperatorEvent>();
        return done.isEmpty() ? OperatorEvent() : done.last();
    }

    /// Lets time pass as a timer would: every deadline is met at its moment.
    void advance(qint64 ms)
    {
        const qint64 target = now.mono + ms * microsPerMs;
        while (engine.nextDeadline() && *engine.nextDeadline() <= target) {
            const qint64 step = *engine.nextDeadline() - now.mono;
            move(step > 0 ? step : 0);
            engine.tick(now);
            collect();
        }
        move(target - now.mono);
        engine.tick(now);
        collect();
    }

    /// Messages sent to a peer since the last call.
    QList<QByteArray> takeSent(PeerId peer) { return std::exchange(m_sent[peer], {}); }

    /// The ids of `action` messages among them; others are dropped.
    QStringList takeActionIds(PeerId peer)
    {
        QStringList ids;
        for (const QByteArray &text : takeSent(peer)) {
            const QJsonObject message = QJsonDocument::fromJson(text).object();
            if (message.value(QLatin1String("command")).toString() == QLatin1String("action"))
                ids.append(message.value(QLatin1String("data"))
                               .toObject()
                               .value(QLatin1String("id"))
                               .toString());
        }
        return ids;
    }

    template <typename Event>
    QList<Event> all() const
    {
        QList<Event> found;
        for (const RelayEvent &event : events) {
            if (const auto *wanted = std::get_if<Event>(&event))
                found.append(*wanted);
        }
        return found;
    }

    FrameEvent lastFrameIn() const
    {
        FrameEvent last;
        for (const FrameEvent &frame : all<FrameEvent>()) {
            if (frame.direction == Direction::In)
                last = frame;
        }
        return last;
    }

    QStringList forceStates(ForceId id) const
    {
        QStringList states;
        for (const ForceEvent &event : all<ForceEvent>()) {
            if (event.id == id)
                states.append(nameOf(event.state, forceStateNames));
        }
        return states;
    }

    QStringList diagnostics() const
    {
        QStringList keys;
        for (const DiagnosticEvent &event : all<DiagnosticEvent>())
            keys.append(protocol::diagnosticName(event.key));
        return keys;
    }

    /// Tells the engine what the outbox holds.
    void openOutbox()
    {
        engine.outboxOpened(outbox.counts(), outboxProblem, now);
        collect();
    }

    /// A row that an earlier run left. Only before anything else is kept.
    void keepOfEarlierRun(const QString &destination, const QByteArray &payload)
    {
        outbox.append({{destination, QStringLiteral("Chess"), payload, now.wall, {}}}, now.wall);
        outbox.restart();
    }
    /// A limit dropped these rows.
    void drop(const QString &destination, const QList<qint64> &ids)
    {
        engine.outboxDropped(destination, ids, ids.size(), protocol::Phrase(), now);
        collect();
    }

    PeerId upstream = 0;
    InMemoryOutbox outbox;
    bool isOutboxDurable = true;
    protocol::Phrase outboxProblem;
    QList<Effect> outboxRequests;
    QList<PeerId> pinged;
    QHash<PeerId, CloseCode> closed;
    RelayEvents events;
    QHash<PeerId, QString> games;
    Instant now{1'000'000, 1'700'000'000'000'000};
    RelayEngine engine;

private:
    void move(qint64 micros)
    {
        now.mono += micros;
        now.wall += micros;
    }

    void collect()
    {
        Outputs outputs;
        engine.takeOutputs(outputs);
        for (Effect &effect : outputs.effects) {
            if (auto *text = std::get_if<SendText>(&effect))
                m_sent[text->peer].append(text->utf8);
            else if (const auto *close = std::get_if<ClosePeer>(&effect))
                closed.insert(close->peer, close->code);
            else if (const auto *ping = std::get_if<PingPeer>(&effect))
                notePing(*ping);
            else
                outboxRequests.append(std::move(effect));
        }
        for (RelayEvent &event : outputs.events)
            events.push_back(std::move(event));
    }

    void notePing(const PingPeer &ping)
    {
        pinged.append(ping.peer);
        m_lastPings.insert(ping.peer, ping.token);
        if (ping.peer == upstream)
            m_lastUpstreamPing = ping.token;
    }

    void answerOutbox(const Effect &request)
    {
        if (const auto *keep = std::get_if<KeepInOutbox>(&request)) {
            const auto appended = outbox.append({keep->row}, now.wall);
            engine.outboxAppended(keep->ticket, appended ? appended->ids.first() : 0,
                                  isOutboxDurable, now);
        } else if (const auto *fetch = std::get_if<FetchOutbox>(&request)) {
            const auto rows =
                outbox.rows(fetch->destination, fetch->afterId, fetch->maxRows, fetch->maxBytes);
            engine.outboxFetched(fetch->number, rows ? *rows : QList<OutboxRow>(), now);
        } else if (const auto *removal = std::get_if<RemoveFromOutbox>(&request)) {
            outbox.remove(removal->ids);
        } else {
            settleEarlierRun(std::get<SettleEarlierRun>(request).discard);
        }
    }

    void settleEarlierRun(bool discard)
    {
        for (const QString &destination : outbox.destinations()) {
            if (!discard) {
                outbox.adoptEarlierRun(destination);
                continue;
            }
            const qint64 count = *outbox.dropEarlierRun(destination);
            engine.outboxDropped(destination, {}, count, protocol::Phrase(), now);
        }
        if (discard)
            openOutbox();
    }

    PeerId connectRegistered(const PeerInfo &info)
    {
        const PeerId peer = ++m_lastPeer;
        games[peer] = info.name;
        engine.peerConnected(peer, info, now);
        collect();
        return peer;
    }

    QHash<PeerId, QList<QByteArray>> m_sent;
    QHash<PeerId, quint64> m_lastPings;
    quint64 m_lastUpstreamPing = 0;
    PeerId m_lastPeer = 0;
    quint64 m_lastCommand = 0;
};

inline EngineSettings withUpstream(std::initializer_list<DeciderSettings> deciders = {
                                       {Decider::Upstream, 0}})
{
    EngineSettings settings;
    settings.upstream.isConfigured = true;
    settings.deciders = deciders;
    return settings;
}

inline EngineSettings withDeciders(std::initializer_list<DeciderSettings> deciders)
{
    EngineSettings settings;
    settings.deciders = deciders;
    return settings;
}

} // namespace neuro::relay::testing
