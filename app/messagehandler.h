// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include <QString>

namespace neuro::app {

/// Sends Qt's and our own log messages to standard error, one line each with time and category,
/// from `level` (debug, info, warning, error) on.
void installMessageHandler(const QString &level);

} // namespace neuro::app
