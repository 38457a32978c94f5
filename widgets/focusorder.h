// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include <QList>

class QWidget;

/// The order of the Tab key where widgets come and go: Qt's own order is that of their making.
namespace neuro::ui {

/// `root` and what it holds, as far as Tab can reach it now, in the order of the layouts.
QList<QWidget *> focusOrder(QWidget *root);

/// Moves the focus to the neighbour of the focused widget in `order`. False at the end of it, and
/// when none of them has the focus.
bool moveFocus(const QList<QWidget *> &order, bool next);

/// Moves the focus out of `area` to the nearest widget of the window that Tab can reach.
bool leaveArea(QWidget *area, bool next);

} // namespace neuro::ui
