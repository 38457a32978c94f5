// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

class QDialog;
class QMainWindow;
class QWidget;

namespace neuro::ui {

/// A window with all keys; not modal, deletes itself when it is closed.
QDialog *makeShortcutsDialog(const QMainWindow &window, QWidget *parent);

/// Version and licence; not modal, deletes itself when it is closed.
QDialog *makeAboutDialog(QWidget *parent);

} // namespace neuro::ui
