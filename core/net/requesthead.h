// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QList>

#include <optional>

/// Reads the head of an HTTP request: what a peer says before the WebSocket handshake is answered.
/// Pure; safe in any thread.
namespace neuro::net {

/// Method, target and header fields, as they stand in the request; but for a target in absolute
/// form
/// ("http://localhost:8770/stats"). RFC 9112 section 3.2.2 has a server take that as well, with its
/// authority in place of the field Host: that is how it stands here, under the target "/stats".
class RequestHead
{
public:
    struct Field
    {
        QByteArray name;
        QByteArray value; ///< Without the white space around it.
    };

    QByteArray method;
    /// "/game/Some%20Game/voice?x=1", undecoded.
    QByteArray target;
    QList<Field> fields;
    bool isHttp10 = false; ///< Simple programs still speak it; they need not send Host.

    /// Values of the fields called `name` (in any case), joined by ", " as RFC 9110 section 5.3
    /// allows; nothing when there is no such field.
    std::optional<QByteArray> field(QByteArrayView name) const;
    /// Whether the comma-separated list in `name` holds `token`; case does not matter.
    bool fieldHasToken(QByteArrayView name, QByteArrayView token) const;
    /// The target up to its query.
    QByteArray path() const;
    /// Whether the sender wants a WebSocket, rightly or not: it names that upgrade.
    bool wantsWebSocket() const;
};

/// Bytes up to and with the empty line that ends the head; nothing while it is not there.
std::optional<qsizetype> requestHeadSize(QByteArrayView bytes);

/// Whether `bytes` can still become an HTTP request. False for TLS and other protocols, which
/// would wait for an answer to something that is not going to be understood.
bool looksLikeHttp(QByteArrayView bytes);

/// Reads a whole head (requestHeadSize() bytes). Nothing when it is no HTTP/1.x request.
std::optional<RequestHead> parseRequestHead(QByteArrayView head);

/// What keeps a request that wantsWebSocket() from being one; empty when it is fine.
QByteArray webSocketFlaw(const RequestHead &head);

} // namespace neuro::net
