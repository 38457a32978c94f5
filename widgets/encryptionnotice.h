// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "relay/relayevent.h"

namespace neuro::ui {

class NoticeBar;

/// Says that the encrypted port of a door is closed though there should be one, or takes that back.
void showEncryption(NoticeBar *bar, const relay::DoorEvent &door);

} // namespace neuro::ui
