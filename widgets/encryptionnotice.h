// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "relay/relayevent.h"

#include <functional>

namespace neuro::ui {

class NoticeBar;

/// Says that the encrypted port of a door is closed though there should be one, or that it does not
/// show a renewed certificate; or takes that back. `openConfig` opens the configuration dialog.
void showEncryption(NoticeBar *bar, const relay::DoorEvent &door,
                    const std::function<void()> &openConfig);

} // namespace neuro::ui
