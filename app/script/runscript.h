// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include <QString>
#include <QStringList>

namespace neuro::script {

/// `neuro-relay run-script FILE`: plays a script against a game, for the game's own tests. Needs an
/// application object. Returns the exit status: 0 when every step has passed, 1 when one has not, 2
/// when the script or the command line is wrong.
int runScript(const QStringList &arguments);

} // namespace neuro::script
