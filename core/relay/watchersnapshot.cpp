// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "protocol/jsonwriter.h"
#include "protocol/registration.h"
#include "relay/chooseaction.h"
#include "relay/gamekeys.h"
#include "relay/timetext.h"
#include "relay/watcherfeed.h"

#include <algorithm>

/// What a watcher is told that begins.
namespace neuro::relay {

using protocol::JsonWriter;

namespace {

/// A list of JSON values that is being written.
class ListWriter
{
public:
    /// `budget`: bytes that are left for everything; what does not fit is counted in `omitted`.
    ListWriter(qsizetype &budget, qint64 &omitted)
        : m_budget(budget)
        , m_omitted(omitted)
    {
    }

    /// An empty `json` cannot be told.
    void append(const QByteArray &json)
    {
        if (json.isEmpty() || json.size() > m_budget) {
            ++m_omitted;
            return;
        }
        m_budget -= json.size();
        if (!m_items.isEmpty())
            m_items.append(',');
        m_items.append(json);
    }
    QByteArray list() const { return '[' + m_items + ']'; }

private:
    qsizetype &m_budget;
    qint64 &m_omitted;
    QByteArray m_items;
};

/// One object whose members `write(object)` adds.
template <typename Write>
QByteArray object(Write write)
{
    QByteArray json;
    JsonWriter writer(json);
    writer.beginObject();
    write(writer);
    writer.endObject();
    return json;
}

QByteArray clientJson(const RelayMirror::Client &client)
{
    return object([&](JsonWriter &writer) {
        writer.key("name").text(client.name);
        writer.key("type").text(typeOf(client));
        writer.key("door").utf8(nameOf(client.door, doorNames));
        writer.key("peer").number(client.peer);
        if (!client.gameId.isEmpty())
            writer.key("game_id").text(client.gameId);
        if (client.role == PeerRole::Watcher)
            writer.key("privileges").utf8(protocol::privilegesName(client.isEnhanced));
        writer.key("connected_at").seconds(client.connectedAt.wall);
    });
}

QByteArray actionJson(const protocol::Action &action)
{
    return object([&](JsonWriter &writer) {
        writer.key("name").text(action.name);
        writer.key("description").text(action.description);
        writer.key("schema").json(action.schema.isEmpty() ? QByteArrayView("{}")
                                                          : QByteArrayView(action.schema));
    });
}

QByteArray queueJson(const QString &destination, qint64 pending)
{
    return object([&](JsonWriter &writer) {
        writer.key("destination").text(destination);
        writer.key("pending").number(pending);
    });
}

/// `text`: the payload, free of secrets.
QByteArray frameJson(const RelayMirror::RecentFrame &frame, const QByteArray &text)
{
    const FrameEvent &event = frame.event;
    return object([&](JsonWriter &writer) {
        writer.key("seq").number(event.seq);
        writer.key("t").utf8(isoTime(event.at.wall));
        writer.key("dir").utf8(nameOf(event.direction, directionNames));
        writer.key("door").utf8(nameOf(event.door, doorNames));
        writer.key("peer").number(event.peer);
        writer.key("name").text(event.name);
        writer.key("command").text(event.command);
        if (event.direction == Direction::In)
            writer.key("verdict").utf8(nameOf(event.verdict, verdictNames));
        writer.key("size").number(frame.size);
        if (event.binary)
            writer.key("binary").boolean(true);
        else
            writer.key("text").utf8(text);
        if (frame.isCut)
            writer.key("cut").boolean(true);
    });
}

/// While an action is under way nobody can answer.
bool isOpen(const ForceEvent &force)
{
    return force.state != ForceState::Answered;
}

} // namespace

QList<QByteArray> WatcherFeed::openForces() const
{
    QList<QByteArray> texts;
    qsizetype budget = limits::watcherEventBytes;
    quint64 omitted = 0;
    for (const auto &[id, force] : m_mirror.forces()) {
        if (!isOpen(force))
            continue;
        const QByteArray text = cleanObject(watchertext::chooseAction(chooseActionPayload(force)));
        if (text.isEmpty() || text.size() > budget) {
            ++omitted;
            continue;
        }
        budget -= text.size();
        texts.append(text);
    }
    if (omitted > 0)
        texts.append(watchertext::missed(omitted));
    return texts;
}

QByteArray WatcherFeed::snapshot(Instant now) const
{
    qsizetype budget = limits::watcherEventBytes;
    qint64 omitted = 0;
    ListWriter clients(budget, omitted);
    for (const auto &[peer, client] : m_mirror.clients())
        clients.append(cleanObject(clientJson(client)));
    ListWriter queues(budget, omitted);
    for (const auto &[destination, pending] : m_mirror.queues())
        queues.append(cleanObject(queueJson(destination, pending)));
    ListWriter forces(budget, omitted);
    for (const auto &[id, force] : m_mirror.forces()) {
        if (isOpen(force))
            forces.append(cleanObject(chooseActionPayload(force)));
    }
    ListWriter recent(budget, omitted);
    for (const RelayMirror::RecentFrame &frame : m_mirror.recent())
        recent.append(cleanObject(frameJson(frame, clean(frame.event.payload))));

    return object([&](JsonWriter &writer) {
        writer.key("event").utf8("snapshot");
        writer.key("timestamp").seconds(now.wall);
        writer.key("clients").json(clients.list());
        writer.key("actions").beginObject();
        GameKeys keys;
        for (const auto &[peer, client] : m_mirror.clients()) {
            if (!isGame(client.role) || client.key.isEmpty())
                continue;
            ListWriter actions(budget, omitted);
            for (const protocol::Action &action : client.actions)
                actions.append(cleanObject(actionJson(action)));
            // Not `key`, which it keeps when it takes over another's identifier.
            const QString &name = client.name.isEmpty() ? client.gameId : client.name;
            writer.key(clean(keys.next(name, client.gameId)).toUtf8()).json(actions.list());
        }
        writer.endObject();
        writer.key("forces").json(forces.list());
        const UpstreamEvent &upstream = m_mirror.upstream();
        writer.key("upstream").beginObject();
        writer.key("state").utf8(watchertext::upstreamState(upstream.state));
        writer.key("url").text(upstream.url).endObject();
        writer.key("queue").json(queues.list());
        writer.key("recent").json(recent.list());
        if (omitted > 0)
            writer.key("omitted").number(omitted);
    });
}

} // namespace neuro::relay
