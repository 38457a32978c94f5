// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

// What files of the window, and their tests, include besides, read once for all of them (CMake
// option NEURO_RELAY_PCH). Never included by name.
#pragma once

#include <QAction>
#include <QApplication>
#include <QBoxLayout>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QEvent>
#include <QFrame>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPainter>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTableView>
#include <QToolButton>
#include <QTreeView>
#include <QWidget>
