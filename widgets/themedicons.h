// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include <QColor>
#include <QPixmap>
#include <QString>

class QAbstractButton;
class QAction;
class QWidget;

/// Icons that follow the theme.
namespace neuro::ui {

/// Gives an icon of resources/icons in the colours of the current theme.
void setThemedIcon(QAction *action, const QString &name);
void setThemedIcon(QAbstractButton *button, const QString &name);
/// Draws the icons that were given with setThemedIcon() to `root`, its actions and what is in it
/// again: call it when the theme has changed.
void refreshThemedIcons(QWidget &root);

/// A filled circle that tells a state, sharp on the screen of `widget`, with `gap` pixels of
/// nothing at its right.
QPixmap stateDot(const QColor &color, const QWidget &widget, int gap = 0);
inline constexpr int dotSize = 9;

} // namespace neuro::ui
