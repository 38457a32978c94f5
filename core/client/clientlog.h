// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include <QLoggingCategory>

namespace neuro::client {

/// "neuro.client": what the game's side has reservations about.
Q_DECLARE_LOGGING_CATEGORY(clientLog)

} // namespace neuro::client
