// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "protocol/messages.h"
#include "protocol/phrase.h"
#include "relay/ratemeter.h"
#include "relay/types.h"

#include <QList>
#include <QString>

namespace neuro::models {

/// A game as the operator sees it: connected, or away under its name.
struct GameItem
{
    QString name;
    QString gameId;
    QString address;
    relay::PeerId peer = 0; ///< 0 while away.
    QList<protocol::Action> actions;
    int troubles = 0;
    qint64 leftAt = 0; ///< Wall clock, µs; while away.
    protocol::Phrase leaveReason;
    relay::RateMeter meter;
    double rate = 0; ///< Messages per second as of the last tick.
    int row = 0;
    bool changed = false; ///< Views have to be told.

    bool isAway() const { return peer == 0; }
};

/// "Game B", or "Game B (2)" when `gameId` tells that it is the second of its name.
QString gameLabel(const QString &name, const QString &gameId);

/// "3/s", "0.2/s"; empty when nothing was said.
QString rateText(double perSecond);

/// "0:42", "12:05", "1:00:00".
QString spanText(qint64 micros);

/// What stands beside a game's name: how long it has been away, else its troubles, else its rate.
QString statusText(const GameItem &game, qint64 nowWall);

/// Name and status in words, for screen readers.
QString accessibleText(const GameItem &game, qint64 nowWall);
QString accessibleText(const protocol::Action &action);

/// Where the game came from, why it left, its troubles: a line each.
QString toolTipText(const GameItem &game);

} // namespace neuro::models
