// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include <QString>

class QAction;
class QPushButton;
class QWidget;

namespace neuro::ui {
class FlatTabWidget;
class Panel;
} // namespace neuro::ui

/// Parts of a window by what they are called there; nullptr for what it does not have.
namespace neuro::tests {

/// Its text without the letter that is underlined.
QAction *actionCalled(const QWidget &window, const QString &text);
/// Anywhere within `parent`.
QPushButton *buttonOf(const QWidget *parent, const QString &text);
ui::Panel *panelCalled(const QWidget &window, const QString &name);
/// The tabs that `page` is one of.
ui::FlatTabWidget *tabsOf(const QWidget &window, const QWidget *page);
/// Whether a label in it that is to be seen contains `text`.
bool showsText(const QWidget &widget, const QString &text);

} // namespace neuro::tests
