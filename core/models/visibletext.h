// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include <QChar>

namespace neuro::models {

/// Whether a character is one that nobody would see in foreign text: a control character, but line
/// feed and tab, which a terminal might obey; an embedding, override or isolate, which turns the
/// direction of what follows around.
bool isInvisible(QChar c);

} // namespace neuro::models
