// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "relay/enginefixture.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <utility>

namespace neuro::relay::testing {

using namespace Qt::StringLiterals;

EngineFixture::EngineFixture(EngineSettings settings)
    : engine(std::move(settings))
{
}

EngineFixture::~EngineFixture() = default;

template <typename Event>
QList<Event> EngineFixture::all() const
{
    QList<Event> found;
    for (const RelayEvent &event : events) {
        if (const auto *wanted = std::get_if<Event>(&event))
            found.append(*wanted);
    }
    return found;
}

PeerId EngineFixture::connectPeer()
{
    const PeerId peer = ++m_lastPeer;
    engine.peerConnected(peer, {Door::Backend, QStringLiteral("127.0.0.1:%1").arg(50'000 + peer)},
                         now);
    collect();
    return peer;
}

PeerId EngineFixture::connectGame(const QString &name, const QStringList &actions)
{
    const PeerId peer = connectPeer();
    games[peer] = name;
    send(peer, "startup");
    if (!actions.isEmpty())
        registerActions(peer, actions);
    takeSent(peer);
    return peer;
}

PeerId EngineFixture::connectIntegration(const QString &name)
{
    return connectRegistered(
        {Door::Intermediary, QStringLiteral("127.0.0.1:4"), PeerRole::Integration, name, false});
}

PeerId EngineFixture::connectWatcher(const QString &name, bool isEnhanced)
{
    return connectRegistered(
        {Door::Intermediary, QStringLiteral("127.0.0.1:5"), PeerRole::Watcher, name, isEnhanced});
}

PeerId EngineFixture::connectUpstream()
{
    upstream = ++m_lastPeer;
    engine.peerConnected(upstream, {Door::Upstream, QStringLiteral("neuro:8000")}, now);
    collect();
    return upstream;
}

void EngineFixture::disconnectUpstream(int closeCode)
{
    const PeerId peer = std::exchange(upstream, 0);
    m_lastUpstreamPing = 0;
    disconnect(peer, closeCode);
}

void EngineFixture::congest(bool congested)
{
    engine.peerCongested(upstream, congested, now);
    collect();
}

void EngineFixture::pong()
{
    if (m_lastUpstreamPing == 0)
        return;
    engine.pongReceived(upstream, m_lastUpstreamPing, now);
    collect();
}

void EngineFixture::act(const QByteArray &id, const QByteArray &name, const QByteArray &data)
{
    QByteArray text = R"({"command":"action","data":{"id":")" + id + R"(","name":")" + name;
    text += data.isEmpty() ? QByteArray("\"}}") : "\",\"data\":" + data + "}}";
    receive(upstream, text);
}

QList<QByteArray> EngineFixture::takeUp()
{
    return takeSent(upstream);
}

void EngineFixture::serveOutbox()
{
    while (!outboxRequests.isEmpty()) {
        answerOutbox(outboxRequests.takeFirst());
        collect();
    }
}

void EngineFixture::pong(PeerId peer)
{
    engine.pongReceived(peer, m_lastPings.value(peer), now);
    collect();
}

void EngineFixture::disconnect(PeerId peer, const Goodbye &goodbye)
{
    engine.peerDisconnected(peer, goodbye, now);
    collect();
}

void EngineFixture::receive(PeerId peer, const QByteArray &text)
{
    engine.textReceived(peer, text, now);
    collect();
}

void EngineFixture::receiveBinary(PeerId peer, const QByteArray &bytes)
{
    engine.binaryReceived(peer, bytes, now);
    collect();
}

void EngineFixture::send(PeerId peer, const QByteArray &command, const QByteArray &data)
{
    QByteArray text =
        "{\"command\":\"" + command + "\",\"game\":\"" + games.value(peer).toUtf8() + '"';
    if (!data.isEmpty())
        text += ",\"data\":" + data;
    receive(peer, text + '}');
}

void EngineFixture::registerActions(PeerId peer, const QStringList &names, const QByteArray &schema)
{
    QByteArrayList actions;
    for (const QString &name : names) {
        actions.append("{\"name\":\"" + name.toUtf8() + "\",\"description\":\"does it\"" +
                       (schema.isEmpty() ? QByteArray() : ",\"schema\":" + schema) + '}');
    }
    send(peer, "actions/register", "{\"actions\":[" + actions.join(',') + "]}");
}

void EngineFixture::force(PeerId peer, const QStringList &names, const QByteArray &more)
{
    QByteArrayList quoted;
    for (const QString &name : names)
        quoted.append('"' + name.toUtf8() + '"');
    send(peer, "actions/force",
         "{\"query\":\"Pick one\",\"action_names\":[" + quoted.join(',') + ']' + more + '}');
}

void EngineFixture::result(PeerId peer, const QString &id, bool success, const QByteArray &message)
{
    send(peer, "action/result",
         "{\"id\":\"" + id.toUtf8() + "\",\"success\":" + (success ? "true" : "false") +
             ",\"message\":\"" + message + "\"}");
}

OperatorEvent EngineFixture::execute(const RelayCommand &command)
{
    engine.execute(command, ++m_lastCommand, now);
    collect();
    const QList<OperatorEvent> done = all<OperatorEvent>();
    return done.isEmpty() ? OperatorEvent() : done.last();
}

void EngineFixture::advance(qint64 ms)
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

QList<QByteArray> EngineFixture::takeSent(PeerId peer)
{
    return std::exchange(m_sent[peer], {});
}

QStringList EngineFixture::takeActionIds(PeerId peer)
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

FrameEvent EngineFixture::lastFrameIn() const
{
    FrameEvent last;
    for (const FrameEvent &frame : all<FrameEvent>()) {
        if (frame.direction == Direction::In)
            last = frame;
    }
    return last;
}

QStringList EngineFixture::forceStates(ForceId id) const
{
    QStringList states;
    for (const ForceEvent &event : all<ForceEvent>()) {
        if (event.id == id)
            states.append(nameOf(event.state, forceStateNames));
    }
    return states;
}

QStringList EngineFixture::diagnostics() const
{
    QStringList keys;
    for (const DiagnosticEvent &event : all<DiagnosticEvent>())
        keys.append(protocol::diagnosticName(event.key));
    return keys;
}

void EngineFixture::openOutbox()
{
    engine.outboxOpened(countsWithSeen(outbox.counts(), outbox.seen()), outboxProblem, now);
    collect();
}

void EngineFixture::keepOfEarlierRun(const QString &destination, const QByteArray &payload)
{
    outbox.append({{destination, QStringLiteral("Chess"), payload, now.wall, {}}}, now.wall);
    outbox.restart();
}

void EngineFixture::drop(const QString &destination, const QList<qint64> &ids)
{
    engine.outboxDropped(destination, ids, ids.size(), protocol::Phrase(), now);
    collect();
}

void EngineFixture::move(qint64 micros)
{
    now.mono += micros;
    now.wall += micros;
}

void EngineFixture::collect()
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
        else if (const auto *seen = std::get_if<RememberDestination>(&effect))
            outbox.noteSeen({seen->destination});
        else
            outboxRequests.append(std::move(effect));
    }
    for (RelayEvent &event : outputs.events)
        events.push_back(std::move(event));
}

void EngineFixture::notePing(const PingPeer &ping)
{
    pinged.append(ping.peer);
    m_lastPings.insert(ping.peer, ping.token);
    if (ping.peer == upstream)
        m_lastUpstreamPing = ping.token;
}

void EngineFixture::answerOutbox(const Effect &request)
{
    if (const auto *keep = std::get_if<KeepInOutbox>(&request)) {
        const auto appended = outbox.append({keep->row}, now.wall);
        engine.outboxAppended(keep->ticket, appended ? appended->ids.first() : 0, isOutboxDurable,
                              now);
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

void EngineFixture::settleEarlierRun(bool discard)
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

PeerId EngineFixture::connectRegistered(const PeerInfo &info)
{
    const PeerId peer = ++m_lastPeer;
    games[peer] = info.name;
    engine.peerConnected(peer, info, now);
    collect();
    return peer;
}

EngineSettings withUpstream(std::initializer_list<DeciderSettings> deciders)
{
    EngineSettings settings = withDeciders(deciders);
    settings.upstream.isConfigured = true;
    return settings;
}

EngineSettings withDeciders(std::initializer_list<DeciderSettings> deciders)
{
    EngineSettings settings;
    settings.deciders = deciders;
    return settings;
}

QStringList registered(const QList<QByteArray> &texts)
{
    QStringList names;
    for (const QByteArray &text : texts) {
        const QJsonObject message = QJsonDocument::fromJson(text).object();
        if (message.value("command"_L1) != "actions/register"_L1)
            continue;
        for (const QJsonValue action : message.value("data"_L1)["actions"_L1].toArray())
            names.append(action["name"_L1].toString());
    }
    return names;
}

template QList<FrameEvent> EngineFixture::all<FrameEvent>() const;
template QList<PeerEvent> EngineFixture::all<PeerEvent>() const;
template QList<RegistryEvent> EngineFixture::all<RegistryEvent>() const;
template QList<ForceEvent> EngineFixture::all<ForceEvent>() const;
template QList<ActionEvent> EngineFixture::all<ActionEvent>() const;
template QList<DiagnosticEvent> EngineFixture::all<DiagnosticEvent>() const;
template QList<TranscriptEvent> EngineFixture::all<TranscriptEvent>() const;
template QList<OperatorEvent> EngineFixture::all<OperatorEvent>() const;
template QList<DoorEvent> EngineFixture::all<DoorEvent>() const;
template QList<AdmissionEvent> EngineFixture::all<AdmissionEvent>() const;
template QList<SettingsEvent> EngineFixture::all<SettingsEvent>() const;
template QList<SnapshotEvent> EngineFixture::all<SnapshotEvent>() const;
template QList<UpstreamEvent> EngineFixture::all<UpstreamEvent>() const;
template QList<OutboxEvent> EngineFixture::all<OutboxEvent>() const;
template QList<OutboxHealthEvent> EngineFixture::all<OutboxHealthEvent>() const;
template QList<RegistrationRefusedEvent> EngineFixture::all<RegistrationRefusedEvent>() const;
template QList<RestrictionEvent> EngineFixture::all<RestrictionEvent>() const;
template QList<ShutdownEvent> EngineFixture::all<ShutdownEvent>() const;
template QList<TestBenchEvent> EngineFixture::all<TestBenchEvent>() const;

} // namespace neuro::relay::testing
