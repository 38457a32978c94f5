// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "relay/relayevent.h"

#include <QString>

/// The words of a transcript: pure functions from entries to texts.
namespace neuro::models {

/// Whose word it is: the game's name on one line, or "Operator".
QString transcriptSpeaker(const relay::TranscriptEvent &entry);

/// One readable line: "Buckshot Roulette asks: It is your turn."
QString transcriptLine(const relay::TranscriptEvent &entry);

/// The entry as a Markdown paragraph with quotes; texts are given whole. Ends in an empty line.
QString transcriptMarkdown(const relay::TranscriptEvent &entry);

} // namespace neuro::models
