// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/events.h"
#include "relay/watcherfeed.h"

#include <QJsonDocument>
#include <QJsonObject>

/// Events for the tests of what watchers are told, and a feed to take them.
namespace neuro::tests {

using namespace neuro::relay;

inline PeerEvent as(PeerEvent event, PeerRole role, Door door, const QString &name)
{
    event.role = role;
    event.door = door;
    event.name = name;
    return event;
}

inline PeerEvent hubClient(PeerId peer, const QString &id)
{
    return hubClient(peer, id, u"ui"_s);
}

inline FrameEvent text(PeerId peer, const QByteArray &payload, const QString &name = u"Game A"_s,
                       Door door = Door::Backend)
{
    FrameEvent event = of(frame(u"context"_s), name, peer);
    event.door = door;
    event.payload = payload;
    return event;
}

/// A force of Game A that has been asked as request "r1".
inline ForceEvent asking(qint64 askedAt = 1)
{
    ForceEvent event = force(1, u"Pick one"_s);
    event.requestId = u"r1"_s;
    event.askedAt = askedAt;
    event.actions = {action(u"jump"_s), action(u"aim"_s, R"({"type": "object",  "max":1.0})")};
    event.request.actionNames = {u"jump"_s, u"aim"_s};
    return event;
}

inline ForceEvent answered(const QString &with, const QString &by = {})
{
    ForceEvent event = in(asking(), ForceState::Answered);
    event.lastAction = with;
    event.answeredBy = by;
    return event;
}

inline ForceEvent ended(ForceState state, const QString &lastAction = {})
{
    ForceEvent event = in(asking(), state);
    event.lastAction = lastAction;
    return event;
}

inline ActionEvent sent(ActionSource source)
{
    ActionEvent event;
    event.at = moment(0);
    event.peer = 1;
    event.force = 1;
    event.source = source;
    return event;
}

inline UpstreamEvent upstream(UpstreamEvent::State state, const QString &url = u"ws://neuro:8000"_s)
{
    UpstreamEvent event;
    event.state = state;
    event.url = url;
    return event;
}

inline OutboxEvent outbox(const QString &destination, qint64 pending)
{
    return {moment(0), destination, OutboxEvent::State::Queued, 1, pending, {}};
}

class Feeding
{
public:
    RelayMirror mirror{moment(0)};
    WatcherFeed feed{mirror};

    QList<QByteArray> take(const RelayEvents &batch, bool isHeard = true)
    {
        mirror.take(batch, 0);
        return feed.take(batch, isHeard);
    }
    /// What `batch` makes, when Game A (peer 1), the integration Spotify (2), the watcher ui (3)
    /// and the hub client wolf (4) are there.
    QList<QByteArray> takeWithPeers(const RelayEvents &batch)
    {
        take({connected(1), named(1, u"Game A"_s, u"game-a"_s), integration(2, u"Spotify"_s),
              watcher(3, u"ui"_s), hubClient(4, u"wolf"_s)});
        return take(batch);
    }
};

inline QStringList eventsOf(const QList<QByteArray> &texts)
{
    QStringList names;
    for (const QByteArray &text : texts)
        names.append(QJsonDocument::fromJson(text).object().value("event"_L1).toString());
    return names;
}

inline QJsonObject parsed(const QByteArray &text)
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(text, &error);
    if (!document.isObject())
        qFatal("no JSON object: %s in %s", qPrintable(error.errorString()), text.constData());
    return document.object();
}

} // namespace neuro::tests
