// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "relay/types.h"

#include <QList>
#include <QString>

class QComboBox;

namespace neuro::models {
class IntegrationsModel;
}

namespace neuro::ui {

/// Whom a message can be sent to: one connected game, or (peer 0) all of them.
struct GameTarget
{
    relay::PeerId peer = 0;
    QString label;
};

/// "All games", then each game and integration that is connected now, in the order of the model.
QList<GameTarget> gameTargets(const models::IntegrationsModel &model);

/// Fills `box` with `targets` and chooses the one with `peer`, or else the first.
void fillTargets(QComboBox *box, const QList<GameTarget> &targets, relay::PeerId peer);
/// The chosen one of a box that fillTargets() has filled.
relay::PeerId chosenTarget(const QComboBox &box);

} // namespace neuro::ui
