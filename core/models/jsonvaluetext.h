// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "protocol/json.h"

#include <QString>

/// How a JSON value reads in a tree.
namespace neuro::models {

/// Characters of a string that are shown; longer ones, and those of several lines, are cut.
inline constexpr qsizetype jsonStringLength = 60;

/// `"It is your turn."`, `"## Table…" string, 182 characters`, `1.50`, `true`, `2 items`.
QString jsonValueText(protocol::JsonValue value);

} // namespace neuro::models
