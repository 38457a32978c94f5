// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "relay/relayevent.h"

#include <QString>

/// The words of a traffic table: pure functions from values to texts.
namespace neuro::models {

/// Local time of a wall clock moment (µs since 1970 UTC): "17:31:02.114208".
QString timeText(qint64 wallMicros);

/// A time span in milliseconds without its unit: "0.4", "98", "3787".
QString millisecondsText(qint64 micros);

/// The display name of the frame's peer, or its number while it has none.
QString peerText(const relay::FrameEvent &frame);

/// "to the relay", "to the game", "to upstream": for those who cannot see the arrow.
QString directionText(const relay::FrameEvent &frame);

/// Why the frame was refused and what is odd about it, a line each; empty when nothing is.
QString remarksText(const relay::FrameEvent &frame);

} // namespace neuro::models
