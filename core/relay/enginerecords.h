// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "relay/outboxdelivery.h"
#include "relay/types.h"

#include <QString>
#include <QStringList>

/// Small things that the engine remembers.
namespace neuro::relay {

/// An integration that is registered, or was.
struct KnownIntegration
{
    OutboxDelivery delivery;
    PeerId peer = 0;     ///< 0: away.
    qint64 lastSeen = 0; ///< Steady clock.
};

/// Whose command is on its way into the outbox.
struct KeptCommand
{
    QString destination;
    PeerId watcher = 0;
};

/// What is kept back for one destination of what an earlier run left.
struct EarlierRun
{
    qint64 lastId = 0; ///< Of the newest row.
    qint64 rows = 0;   ///< Never 0.
};

/// Names of a force that was taken back from upstream, until no answer can come any more.
struct Withdrawal
{
    QStringList names;
    quint64 token = 0; ///< Of the ping that follows; 0: not sent yet.
};

/// Removed names up to `lastName` are known to upstream once it has answered the ping `token`.
struct Departure
{
    quint64 token = 0;
    quint64 lastName = 0;
};

} // namespace neuro::relay
