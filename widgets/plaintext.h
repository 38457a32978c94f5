// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include <QString>
#include <QStringView>

/// Foreign text made fit for widgets: games choose it, so it may hold markup, accelerators, control
/// characters, or one word of a million letters. Pure functions.
namespace neuro::ui {

/// One line of at most `most` characters: white space runs become one space, characters that cannot
/// be seen or that rearrange others are left out, what is cut ends in "…".
QString singleLine(QStringView text, qsizetype most);

/// At most `most` characters, lines kept, with a break opportunity inside words too long for a
/// line.
QString wrappable(QStringView text, qsizetype most);

/// For buttons and menus: "&" shows as itself.
QString withoutMnemonics(const QString &text);

/// A tool tip that shows `text` literally, wrapped, and never as markup. Empty for empty text.
QString plainToolTip(QStringView text);

} // namespace neuro::ui
