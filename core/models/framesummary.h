// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "relay/relayevent.h"

#include <QString>

#include <optional>

namespace neuro::models {

/// One line about a frame: "It is your turn.  shoot | use_item", "ok — You drank the beer.",
/// "refused: data.query is missing". At most summaryLength characters, one line.
QString summaryOf(const relay::FrameEvent &frame);

/// Whether an accepted action/result tells of success; nothing for other frames.
std::optional<bool> resultSuccess(const relay::FrameEvent &frame);

inline constexpr int summaryLength = 200;
/// Messages of more bytes are not parsed: their summary is the beginning of their text.
inline constexpr qsizetype summaryParseLimit = 1024 * 1024;

} // namespace neuro::models
