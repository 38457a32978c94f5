// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/diagnostictally.h"
#include "protocol/messages.h"
#include "protocol/phrase.h"
#include "relay/ratemeter.h"
#include "relay/relayevent.h"
#include "relay/types.h"

#include <QList>
#include <QString>

namespace neuro::models {

/// A game or a registered integration as the operator sees it: connected, or away under its name.
struct GameItem
{
    QString name;
    QString gameId;
    QString address;
    relay::PeerId peer = 0;                       ///< 0 while away.
    relay::PeerRole role = relay::PeerRole::Game; ///< Or Integration.
    QList<protocol::Action> actions;
    DiagnosticTally diagnostics; ///< Its open ones.
    qint64 leftAt = 0;  ///< Wall clock, µs; while away. 0: it has not been here in this run.
    qint64 waiting = 0; ///< Messages in the outbox for it.
    /// Since when any have waited, as far as is known; wall clock, µs.
    qint64 waitingSince = 0;
    protocol::Phrase leaveReason;
    relay::RestrictionEvent restriction; ///< What the operator keeps from or of it.
    relay::ShutdownEvent::State shutdown = relay::ShutdownEvent::State::None;
    relay::RateMeter meter;
    double rate = 0; ///< Messages per second as of the last tick.
    int row = 0;
    bool changed = false; ///< Views have to be told.

    bool isAway() const { return peer == 0; }
    bool isIntegration() const { return role == relay::PeerRole::Integration; }
    bool isHidden(const QString &action) const
    {
        return restriction.hiddenActions.contains(action);
    }
};

/// "Game B", or "Game B (2)" when `gameId` tells that it is the second of its name.
QString gameLabel(const QString &name, const QString &gameId);

/// "3/s", "0.2/s"; empty when nothing was said.
QString rateText(double perSecond);

/// "0:42", "12:05", "1:00:00".
QString spanText(qint64 micros);

/// What stands beside a game's name: that it is muted or blocked, how far it is with a shutdown,
/// how long it has been away, else its troubles, else its rate; of an integration also that it is
/// one, or how many messages wait for it.
QString statusText(const GameItem &game, qint64 nowWall);

/// Name and status in words, for screen readers.
QString accessibleText(const GameItem &game, qint64 nowWall);
QString accessibleText(const protocol::Action &action, bool isHidden);

/// What stands beside an action's name: that it takes data, or is hidden from Neuro.
QString statusText(const protocol::Action &action, bool isHidden);

/// Where the game came from, why it left, what it may do, what waits for it, its troubles: a line
/// each.
QString toolTipText(const GameItem &game, qint64 nowWall);

/// What a registered integration may do.
QString integrationRightsText();

} // namespace neuro::models
