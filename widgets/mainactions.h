// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "widgets/theme.h"

#include <QKeySequence>
#include <QList>
#include <QString>

#include <vector>

class QAction;
class QActionGroup;
class QMainWindow;
class QMenu;

namespace neuro::ui {

/// Everything that the window can be told to do, with its text, shortcut, tool tip and menu entry.
/// The window connects them. Actions belong to the window.
struct MainActions
{
    QAction *config;
    QAction *openRecording;
    QAction *exportSession;
    QAction *quit;

    QAction *record;
    QAction *clearTraffic;
    QAction *copyTranscript;

    QAction *listen; ///< Checkable: whether the door is open.
    QAction *copyAddress;
    QAction *changePort;
    QAction *holdAll; ///< Checkable.
    QAction *reregisterAll;
    QAction *rawMessage; ///< To all games.
    QAction *startup;    ///< The same.
    QAction *testBench;
    QAction *cutAll; ///< Checkable.
    QAction *nextForce;
    QAction *forgetAnswers;
    QMenu *demos; ///< Filled by the window.

    QMenu *game;  ///< About the chosen game or action; filled by the window.
    QMenu *force; ///< About the focused card; filled by the window.

    QAction *reconnectUpstream;
    QAction *stopUpstream;
    QAction *copyUpstream;
    QAction *say;
    QAction *showOutbox;
    QAction *sendOutbox;
    QAction *dropOutbox;
    QAction *exportOutbox;

    QAction *filter;
    QAction *clearFilter;
    QAction *find;
    QAction *findNext;
    QAction *findPrevious;
    QAction *follow; ///< Checkable.
    QAction *mark;
    QAction *nextMark;
    QAction *copyRow;
    QAction *copyJson;
    QAction *onlyGame;
    QAction *onlyForce;
    QMenu *columns;     ///< Filled by the window.
    QMenu *panels;      ///< Which panels are shown; filled by the window.
    QMenu *goTo;        ///< Filled by the window.
    QMenu *inspector;   ///< Filled by the window.
    QMenu *diagnostics; ///< Filled by the window, but for the first one.
    QAction *showDiagnostics;
    QActionGroup *themes; ///< The data of each is its ThemeMode as int.
    QAction *restoreLayout;

    QAction *shortcuts;
    QAction *about;
};

/// Makes the actions and the menus of the window's menu bar.
MainActions makeMainActions(QMainWindow *window);

/// Fills `menu` with what can be done with the traffic, and only these members of `actions`: from
/// `filter` to `onlyForce`.
void fillTrafficMenu(QMenu *menu, MainActions *actions);

/// Two keys, one after the other, for what changes the looks of the window and is seldom used.
QKeySequence lookKeys(QKeyCombination key);

/// A title and a shortcut of each action that has one, in the order of the menus.
struct ShortcutLine
{
    QString menu;
    QString title;
    QString keys;
};
std::vector<ShortcutLine> shortcutLines(const QMainWindow &window);

} // namespace neuro::ui
