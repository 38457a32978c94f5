// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "relay/relayevent.h"

#include <QString>

namespace neuro::ui {

/// Why a command could not be carried out, in one translated sentence with what to do about it,
/// and the particulars in English where they tell more. Empty when it was done.
QString commandErrorText(const relay::OperatorEvent &result);

} // namespace neuro::ui
