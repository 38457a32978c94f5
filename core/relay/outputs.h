// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "protocol/phrase.h"
#include "relay/outboxrow.h"
#include "relay/relayevent.h"
#include "relay/types.h"

#include <QByteArray>
#include <QList>

#include <variant>
#include <vector>

/// What the engine wants done: values that somebody else carries out.
namespace neuro::relay {

// To connections.

struct SendText
{
    PeerId peer = 0;
    QByteArray utf8;
};
struct ClosePeer
{
    PeerId peer = 0;
    CloseCode code = CloseCode::Normal;
    protocol::Phrase reason;
};
struct PingPeer
{
    PeerId peer = 0;
    quint64 token = 0; ///< From 1; never used twice for one peer.
};

// To the outbox. Each is answered, in order, by the engine's input of the same subject, unless it
// says otherwise.

/// Keep a row; RelayEngine::outboxAppended() answers.
struct KeepInOutbox
{
    quint64 ticket = 0; ///< Comes back with the answer; from 1, rising over all destinations.
    NewOutboxRow row;
};
/// The numbers that were given out last, for all destinations.
struct OutboxNumbers
{
    quint64 lastTicket = 0; ///< KeepInOutbox::ticket
    quint64 lastFetch = 0;  ///< FetchOutbox::number
};

/// Read rows; RelayEngine::outboxFetched() answers.
struct FetchOutbox
{
    quint64 number = 0;  ///< Comes back with the answer; from 1, rising over all destinations.
    QString destination; ///< As in NewOutboxRow.
    qint64 afterId = 0;
    qsizetype maxRows = 0;
    qint64 maxBytes = 0;
};
/// These have arrived.
struct RemoveFromOutbox
{
    QList<qint64> ids;
};
/// Rows of an earlier run, for all destinations: delete them, or treat them like those of this one.
struct SettleEarlierRun
{
    bool discard = false;
};
/// It is here: outboxOpened() tells of it from now on, after a restart too. Not answered.
struct RememberDestination
{
    QString destination; ///< As in NewOutboxRow.
};

using Effect = std::variant<SendText, ClosePeer, PingPeer, KeepInOutbox, FetchOutbox,
                            RemoveFromOutbox, SettleEarlierRun, RememberDestination>;

/// Everything that collected since the last time, in order.
struct Outputs
{
    std::vector<Effect> effects;
    RelayEvents events;
};

} // namespace neuro::relay
