// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "net/diversion.h"

#include "net/requesthead.h"

namespace neuro::net {

Diversion diversionOf(const RequestHead &head)
{
    const QByteArray path = head.path();
    if (head.wantsWebSocket())
        return path.startsWith("/ws/") ? Diversion::Hub : Diversion::None;
    const bool isRead = head.method == "GET" || head.method == "HEAD";
    return isRead && (path == "/health" || path == "/stats") ? Diversion::Status : Diversion::None;
}

} // namespace neuro::net
