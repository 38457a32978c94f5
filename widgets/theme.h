// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include <QColor>
#include <QIcon>
#include <QPalette>
#include <QString>

class QApplication;

/// Light and dark: one palette and a few colours with a meaning each. No state: what is current is
/// read from a widget's palette.
namespace neuro::ui {

enum class ThemeMode { System, Light, Dark };

/// Colours that QPalette has no role for. Those that text is written in (dimText, success, warning,
/// error, special) are readable (4.5:1) on Base, Window and Highlight.
struct ThemeColors
{
    QColor dimText; ///< Secondary text.
    QColor border;  ///< Lines around panels and cards.
    QColor accent;  ///< The main button, the selected tab, keys of the focused card.
    QColor success;
    QColor warning;
    QColor error;
    QColor special;  ///< Direction to a game, literals: the sketch's violet.
    QColor idle;     ///< Dots of what is away.
    QColor critical; ///< Priorities.
    QColor high;
    QColor medium;
    QColor low;
};

/// Sets the Fusion style, the palette and the fonts' colours of the whole program.
void applyTheme(QApplication &application, ThemeMode mode);

bool isDark(const QPalette &palette);
const ThemeColors &themeColors(const QPalette &palette);

/// An icon of resources/icons (":/icons/NAME.svg"), drawn in the text colour of `palette`. Null
/// when there is none of that name.
QIcon themedIcon(const QString &name, const QPalette &palette);

/// The fixed-width font of tables and JSON, as large as the application's.
QFont monospaceFont();

} // namespace neuro::ui
