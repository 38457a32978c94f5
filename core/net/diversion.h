// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

namespace neuro::net {

class RequestHead;

/// Who else a request at a WebSocket door may be for.
enum class Diversion {
    None,   ///< For the door itself.
    Hub,    ///< A WebSocket below /ws/.
    Status, ///< A plain GET or HEAD of /health or /stats.
};

/// Pure. What the path says, whether or not the request is a good one.
Diversion diversionOf(const RequestHead &head);

} // namespace neuro::net
