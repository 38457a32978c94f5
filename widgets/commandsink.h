// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "relay/relaycommand.h"

#include <QtGlobal>

#include <functional>

namespace neuro::ui {

/// Where widgets send commands (RelayService::submit); returns the command's number.
using CommandSink = std::function<quint64(const relay::RelayCommand &)>;

} // namespace neuro::ui
