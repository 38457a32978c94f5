// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "relay/textmask.h"

#include <QString>

namespace neuro::app {

/// Sends Qt's and our own log messages to standard error, one line each with time and category,
/// from `level` (debug, info, warning, error) on.
void installMessageHandler(const QString &level);

/// From now on what \a mask hides is in none of these messages: they may quote what others said.
/// \a secrets does the same for answers on a terminal, which somebody goes by. For any thread.
void hideInMessages(relay::TextMask mask, relay::TextMask secrets);
/// `text` without secrets. For any thread.
QString withoutSecrets(const QString &text);

} // namespace neuro::app
