// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include <QList>
#include <QString>

class QAction;
class QKeySequence;
class QMenu;
class QPoint;
class QWidget;

/// What all menus have in common: their entries explain themselves by tool tips.
namespace neuro::ui {

/// A key as people of this system write it: "Ctrl+J".
QString keyText(const QKeySequence &keys);
/// Gives `action` its shortcut, and a tool tip that ends in it.
void explain(QAction *action, const QKeySequence &keys, const QString &toolTip);
/// Adds a menu to `menu`.
QMenu *addSubMenu(QMenu *menu, const QString &title);
/// A menu of `actions`, which it does not own.
QMenu *makeMenu(const QList<QAction *> &actions, QWidget *parent);
/// Opens a menu of `actions` at a place on the screen. It deletes itself when it is closed.
void openMenu(const QList<QAction *> &actions, const QPoint &at, QWidget *parent);
/// Makes the widget's actions() its context menu.
void offerActions(QWidget *widget);

} // namespace neuro::ui
