// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "relay/relayevent.h"
#include "relay/types.h"

#include <QByteArray>
#include <QLatin1StringView>
#include <QString>
#include <QStringList>

/// The events that watchers are told: one JSON object each, whose `event` field names it. Pure
/// functions; texts of others go in as they are, byte for byte, wherever they stand as JSON.
namespace neuro::relay::watchertext {

/// A peer as watchers know it: how it came decides what its coming and going is called.
struct Subject
{
    PeerRole role = PeerRole::Game;
    Door door = Door::Backend;
    QString name;
    bool isEnhanced = false; ///< A watcher's.

    /// Whether watchers can tell the two apart.
    bool isSameAs(const Subject &other) const;
};

/// `neuroos_connected`, `integration_connected` or `integration_connected_via_backend`.
QByteArray connected(const Subject &subject);
QByteArray disconnected(const Subject &subject);

/// `integration_message`. `text` is embedded when `isObject` says that it is a JSON object, else
/// quoted as `{"action":"raw_text","raw":…}`.
QByteArray integrationMessage(const QString &from, const QByteArray &text, bool isObject);
bool isJsonObject(const QByteArray &text);

/// `integration_registered_actions`: the names of all that is registered now.
QByteArray registeredActions(const QString &from, const QStringList &actions);

/// `binary_received`: a binary frame of `size` bytes was stored as `file`.
QByteArray binaryReceived(const QString &from, qint64 size, const QString &file);

/// `backend_message`: the text that was sent to a game.
QByteArray backendMessage(const QByteArray &text, const QString &to);

QByteArray addContext(const QString &game, const QString &message, bool isSilent);

/// `payload` is what chooseActionPayload() makes.
QByteArray chooseAction(const QByteArray &payload);

/// `outcome`: "sent", or how it ended. `by` and `action` are empty when nobody chose.
QByteArray choiceMade(const QString &requestId, const QString &by, const QString &action,
                      QLatin1StringView outcome);

/// "connected", "connecting" or "disconnected".
QLatin1StringView upstreamState(UpstreamEvent::State state);
QByteArray upstream(const UpstreamEvent &connection);

QByteArray queue(const QString &destination, qint64 pending);

/// `missed`: a watcher has lost `count` events.
QByteArray missed(quint64 count);

} // namespace neuro::relay::watchertext
