// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "relay/relayevent.h"

#include <QList>
#include <QString>

/// What a card says about its force. Pure functions; times are on the steady clock, in
/// microseconds.
namespace neuro::ui {

/// Who can be asked, beside what the force itself tells.
struct DeciderSituation
{
    QList<relay::Decider> deciders; ///< In the order in which they are asked.
    relay::UpstreamEvent upstream;
    /// It is of a recording, which need not tell who has how long.
    bool isRecorded = false;
};

/// Who decides, and how long: "Operator is deciding · 11 s left".
QString statusText(const relay::ForceEvent &force, const DeciderSituation &situation, qint64 now);

/// That Neuro, who is among those who are asked, is not there, and who is asked instead: "Neuro is
/// away, next try in 4 s · Random is asked in 11 s". Empty when that does not concern the force.
QString neuroAwayText(const relay::ForceEvent &force, const DeciderSituation &situation,
                      qint64 now);

/// One line for a card that is folded: "It is your turn · 3 actions · waiting for its turn".
QString summaryText(const relay::ForceEvent &force, const DeciderSituation &situation, qint64 now);

/// How it ended: "Buckshot Roulette: shoot succeeded (0.8 s)".
QString outcomeText(const relay::ForceEvent &force);

/// The part of the decider's time that is left, from 1 to 0; -1 without a limit.
double timeLeft(const relay::ForceEvent &force, qint64 now);

/// What the card's main button does.
enum class MainDeed { Answer, TakeOver };
MainDeed mainDeed(const relay::ForceEvent &force);

/// Whether an action was sent and its result is awaited: nothing but dropping makes sense.
bool isBusy(const relay::ForceEvent &force);

/// The game's words after a failed try that is to be repeated; empty when there is none to show.
QString failureText(const relay::ForceEvent &force);

} // namespace neuro::ui
