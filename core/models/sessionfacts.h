// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/sessiontally.h"
#include "models/sessionwriter.h"

#include <QList>
#include <QString>
#include <QStringList>

/// What the reports say of a session as a whole, as plain text.
namespace neuro::models {

struct SessionFact
{
    QString name; ///< "Frames"
    QString value;
};

/// "Session of 2026-11-20, 17:31:02 UTC".
QString sessionTitle(const SessionSummary &summary);

/// What there is to say, in order; what there is none of is left out.
QList<SessionFact> sessionFacts(const SessionSummary &summary, const SessionSource &source);

/// The columns of a table of peers, and one row of it: the name and five numbers.
QStringList sessionPeerHeads();
QStringList sessionPeerCells(const SessionPeer &peer);

} // namespace neuro::models
