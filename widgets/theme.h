// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include <QColor>
#include <QIcon>
#include <QPalette>
#include <QString>

class QApplication;

/// Light, dark, and high contrast: a palette and a few colours with a meaning each. No state: what
/// is current is read from a widget's palette.
namespace neuro::ui {

enum class ThemeMode { System, Light, Dark, HighContrast };

/// Colours that QPalette has no role for. Those that text is written in (dimText, success, warning,
/// error, special) are readable on Base, Window and Highlight: 4.5:1, with high contrast 7:1.
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
/// The palette of `mode` on a desktop with the palette `desktop`. ThemeMode::System keeps the
/// desktop's when that is one of high contrast, but for the selection.
QPalette themePalette(ThemeMode mode, const QPalette &desktop);

bool isDark(const QPalette &palette);
/// Whether text is nearly as far from its background as it can be: what people choose who could not
/// read otherwise. What desktops have by themselves is below that.
bool isHighContrast(const QPalette &palette);
/// Of two colours, from 1 to 21 (WCAG 2).
double contrastOf(const QColor &first, const QColor &second);
/// Relative luminance, from 0 to 1 (WCAG 2).
double luminanceOf(const QColor &color);
const ThemeColors &themeColors(const QPalette &palette);

/// An icon of resources/icons (":/icons/NAME.svg"), drawn in the text colour of `palette`. Null
/// when there is none of that name.
QIcon themedIcon(const QString &name, const QPalette &palette);

/// The fixed-width font of tables and JSON, as large as the application's.
QFont monospaceFont();

} // namespace neuro::ui
