// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "protocol/json.h"
#include "protocol/limits.h"
#include "protocol/refusal.h"
#include "protocol/result.h"

#include <QByteArray>
#include <QString>

#include <optional>
#include <variant>

/// What watchers send at the intermediary door. Pure functions: no state; safe in any thread.
namespace neuro::protocol {

/// `{"target": name, "cmd": {…}}`: for a registered integration.
struct TargetCommand
{
    QString target;
    QByteArray command; ///< The object as it was written.
};

/// `{"direct_to_neuro": true, "payload": {…}}`
struct DirectToNeuro
{
    QByteArray payload; ///< The object as it was written.
};

/// `{"snapshot": true}`: answered by the door, never by the engine.
struct SnapshotRequest
{
};

/// `{"send_action": {"game", "name", "data"?, "unchecked"?}}`
struct ActionOrder
{
    QString game; ///< Display name, or game id.
    QString action;
    std::optional<QByteArray> data; ///< JSON text.
    bool unchecked = false;         ///< Data that breaks the schema is sent all the same.
};

/// `{"choice": {"request_id"?, "selected", "data"?}}`: answers a `choose_action`. Integrations send
/// it, too.
struct ForceChoice
{
    std::optional<QString> requestId;
    QString selected;
    std::optional<QByteArray> data; ///< JSON text.
};

using WatcherMessage =
    std::variant<TargetCommand, DirectToNeuro, SnapshotRequest, ActionOrder, ForceChoice>;

/// Why a message is none, and what its sender is told.
struct UndecodedWatcherMessage
{
    Refusal refusal;
    QByteArray answer; ///< `{"error":…}`
};

/// Reads one text frame of a watcher. What it may do is the engine's to judge.
Result<WatcherMessage, UndecodedWatcherMessage> decodeWatcherMessage(const QByteArray &text,
                                                                     const Limits &limits = {});

/// A word for the log: "target", "direct_to_neuro", "snapshot", "send_action", "choice".
QString wordOf(const WatcherMessage &message);

/// Reads the member `choice` of an object.
Result<ForceChoice, Refusal> readChoice(JsonValue message);

/// What an integration receives: `{"from_watcher": name, "cmd": {…}}`. `command` is JSON text.
QByteArray commandFromWatcher(const QString &watcher, const QByteArray &command);

/// `{"event":"action_result","id":…,"success":…,"message":…}`, for the watcher that sent the
/// action.
QByteArray actionResultEvent(const QString &id, bool success, const QString &message);

} // namespace neuro::protocol
