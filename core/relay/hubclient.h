// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "protocol/hubmessage.h"
#include "relay/types.h"

#include <QString>

namespace neuro::relay {

/// A hub client's session: it outlives a connection for a while.
struct HubClient
{
    QString id;
    protocol::HubClientType type = protocol::HubClientType::Ui;
    PeerId peer = 0;     ///< Its connection; 0 while it is away.
    Instant connectedAt; ///< Of the first connection.
    int reconnects = 0;
    quint64 received = 0; ///< Messages from it, refused ones included.
    quint64 sent = 0;     ///< Messages to it.
    quint64 errors = 0;   ///< Of `received`: those that were refused.
};

} // namespace neuro::relay
