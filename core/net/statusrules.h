// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "net/httpanswer.h"
#include "net/requesthead.h"
#include "net/statussettings.h"
#include "net/tokencheck.h"
#include "relay/textmask.h"

#include <QHostAddress>

#include <optional>

/// Who may ask the status door for what. Pure functions; safe in any thread.
namespace neuro::net {

/// Where a request came in.
enum class StatusDoor {
    Status,
    Randy,
    Diverted, ///< Another door, which hands on what is not for it.
};

/// A request, before its body is read.
struct StatusCall
{
    RequestHead head;
    /// Bytes of the head, as they came.
    qsizetype headSize = 0;
    QHostAddress peer;
    StatusDoor door = StatusDoor::Status;
    bool isEncrypted = false;
};

/// Why the request is not served: everything that can be told from its head. The answer says what
/// to do. Nothing: it is served once its body (statusBodySize() bytes) is there. `tokens` holds
/// those of `settings`.
std::optional<HttpAnswer> refuseStatusCall(const StatusCall &call, const StatusSettings &settings,
                                           const TokenCheck &tokens);

/// Bytes of the body that a request announces; nothing when what it announces is no number.
std::optional<qint64> statusBodySize(const RequestHead &head);

/// Why `body` cannot be sent to the games; nothing when it can. From the status door it must be a
/// message that a Neuro API server sends, from Randy's any JSON object with a `command`: Randy asks
/// for no more.
/// `mask` is for what is quoted.
std::optional<HttpAnswer> refuseMessage(const QByteArray &body, StatusDoor door,
                                        const relay::TextMask &mask = {});

} // namespace neuro::net
