// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "relay/statustext.h"

#include "protocol/jsonwriter.h"
#include "protocol/registration.h"
#include "relay/watchertext.h"

#include <cmath>
#include <map>

namespace neuro::relay {

using protocol::JsonWriter;

namespace {

QLatin1StringView upstreamWord(const UpstreamEvent &event)
{
    const bool isThereAny = event.state != UpstreamEvent::State::Off || !event.url.isEmpty();
    return isThereAny ? watchertext::upstreamState(event.state) : QLatin1StringView("off");
}

void writeByType(JsonWriter &writer, const RelayMirror &mirror)
{
    writer.key("by_type").beginObject();
    for (const auto &[type, count] : clientsByType(mirror))
        writer.key(type.toUtf8()).number(count);
    writer.endObject();
}

/// Two decimals are more than a mean over ten seconds tells.
double rounded(double perSecond)
{
    return std::round(perSecond * 100) / 100;
}

void writeClient(JsonWriter &writer, const RelayMirror::Client &client, Instant now)
{
    writer.beginObject().key("client_id").text(client.name);
    writer.key("type").text(typeOf(client));
    writer.key("connected_at").seconds(client.connectedAt.wall);
    writer.key("door").utf8(nameOf(client.door, doorNames));
    writer.key("peer").number(client.peer);
    if (!client.gameId.isEmpty())
        writer.key("game_id").text(client.gameId);
    if (client.role == PeerRole::Watcher)
        writer.key("privileges").utf8(protocol::privilegesName(client.isEnhanced));
    if (isGame(client.role))
        writer.key("actions").number(client.actions.size());
    writer.key("reconnect_count").number(client.reconnects);
    writer.key("messages_in").number(client.messages.in);
    writer.key("messages_out").number(client.messages.out);
    writer.key("messages_per_second").number(rounded(client.rate.perSecond(now.mono)));
    writer.endObject();
}

void writeRates(JsonWriter &writer, const RelayMirror &mirror, Instant now)
{
    writer.key("rates").beginObject();
    writer.key("window_seconds").number(RateMeter::window);
    writer.key("messages_in_per_second").number(rounded(mirror.rate(Direction::In, now)));
    writer.key("messages_out_per_second").number(rounded(mirror.rate(Direction::Out, now)));
    writer.endObject();
}

void writeOutbox(JsonWriter &writer, const RelayMirror &mirror)
{
    writer.key("outbox").beginObject();
    qint64 pending = 0;
    writer.key("queues").beginObject();
    for (const auto &[destination, count] : mirror.queues()) {
        writer.key(destination.toUtf8()).number(count);
        pending += count;
    }
    writer.endObject().key("pending").number(pending);
    for (std::size_t state = 0; state < OutboxEvent::stateNames.size(); ++state)
        writer.key(OutboxEvent::stateNames[state]).number(mirror.outboxMessages()[state]);
    writer.key("problem").text(mirror.outboxHealth().problem.english()).endObject();
}

} // namespace

std::map<QString, int> clientsByType(const RelayMirror &mirror)
{
    std::map<QString, int> types;
    for (const auto &[peer, client] : mirror.clients())
        ++types[typeOf(client)];
    return types;
}

QByteArray healthJson(const RelayMirror &mirror, Instant now)
{
    QByteArray json;
    JsonWriter writer(json);
    writer.beginObject().key("status").utf8("ok");
    writer.key("timestamp").seconds(now.wall);
    writer.key("connections").beginObject();
    writer.key("total_connections").number(mirror.clients().size());
    writeByType(writer, mirror);
    writer.endObject();
    writer.key("uptime_seconds").seconds(now.mono - mirror.started().mono);
    writer.key("version").utf8(NEURO_RELAY_VERSION);
    writer.key("upstream").utf8(upstreamWord(mirror.upstream()));
    writer.endObject();
    return json;
}

QByteArray statsJson(const RelayMirror &mirror, Instant now)
{
    QByteArray json;
    JsonWriter writer(json);
    writer.beginObject().key("total_clients").number(mirror.clients().size());
    writeByType(writer, mirror);
    writer.key("clients").beginArray();
    for (const auto &[peer, client] : mirror.clients())
        writeClient(writer, client, now);
    writer.endArray();
    writeRates(writer, mirror, now);
    writeOutbox(writer, mirror);
    writer.endObject();
    return json;
}

} // namespace neuro::relay
