// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include <QString>

namespace neuro::models {

/// `text` for Qt::ToolTipRole: escaped, so that what a game wrote is shown as it is and never as
/// rich text, with its line breaks, wrapped, and cut to toolTipLength characters. Empty for an
/// empty text.
QString plainToolTip(const QString &text);

inline constexpr qsizetype toolTipLength = 2000;

} // namespace neuro::models
