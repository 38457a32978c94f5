// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "widgets/mainactions.h"

#include "widgets/menus.h"
#include "widgets/themedicons.h"

#include <QAction>
#include <QActionGroup>
#include <QCoreApplication>
#include <QKeySequence>
#include <QMainWindow>
#include <QMenu>
#include <QMenuBar>

namespace neuro::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(MainActions)
};

QAction *add(QMenu *menu, const QString &text, const QKeySequence &keys, const QString &toolTip,
             const QString &icon = {})
{
    QAction *action = menu->addAction(text);
    explain(action, keys, toolTip);
    if (!icon.isEmpty())
        setThemedIcon(action, icon);
    return action;
}

QAction *addToggle(QMenu *menu, const QString &text, const QKeySequence &keys,
                   const QString &toolTip, const QString &icon = {})
{
    QAction *action = add(menu, text, keys, toolTip, icon);
    action->setCheckable(true);
    return action;
}

QMenu *addMenu(QMainWindow *window, const QString &title)
{
    QMenu *menu = window->menuBar()->addMenu(title);
    menu->setToolTipsVisible(true);
    return menu;
}

void fillFile(QMenu *menu, MainActions *actions)
{
    actions->openRecording =
        add(menu, Words::tr("&Open recording…"), QKeySequence(Qt::CTRL | Qt::Key_O),
            Words::tr("Look at a recorded session, in a window of its own"));
    actions->exportSession =
        add(menu, Words::tr("&Export session…"), QKeySequence(Qt::CTRL | Qt::Key_E),
            Words::tr("Save what was recorded so far, or a part of it, to a file"), u"export"_s);
    menu->addSeparator();
    actions->config =
        add(menu, Words::tr("&Configuration…"), QKeySequence(Qt::CTRL | Qt::Key_Comma),
            Words::tr("Change how the relay works"), u"settings"_s);
    actions->config->setMenuRole(QAction::PreferencesRole);
    menu->addSeparator();
    actions->quit = add(menu, Words::tr("&Quit"), QKeySequence(Qt::CTRL | Qt::Key_Q),
                        Words::tr("Stop the relay and close the window"));
    actions->quit->setMenuRole(QAction::QuitRole);
}

void fillSession(QMenu *menu, MainActions *actions)
{
    actions->record = addToggle(menu, Words::tr("Recording"), QKeySequence(Qt::CTRL | Qt::Key_R),
                                Words::tr("Write every message to the session log"), u"record"_s);
    actions->clearTraffic =
        add(menu, Words::tr("&Clear traffic"), QKeySequence(Qt::CTRL | Qt::Key_L),
            Words::tr("Empty the table of messages; the recording keeps them"));
    menu->addSeparator();
    actions->copyTranscript =
        add(menu, Words::tr("Copy what Neuro &reads as Markdown"),
            QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_R),
            Words::tr("Copy the selected entries of “Neuro reads”, or all of them"), u"copy"_s);
}

void fillRelay(QMenu *menu, MainActions *actions)
{
    actions->listen = addToggle(
        menu, Words::tr("&Listen for games"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_L),
        Words::tr("Open or close the door for games; closing disconnects them"));
    actions->copyAddress =
        add(menu, Words::tr("&Copy address"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_A),
            Words::tr("Copy what games connect to"), u"copy"_s);
    actions->changePort =
        add(menu, Words::tr("Change &port…"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_P),
            Words::tr("Listen on another port"));
    menu->addSeparator();
    actions->holdAll =
        addToggle(menu, Words::tr("Hold forces"), QKeySequence(Qt::CTRL | Qt::Key_H),
                  Words::tr("Ask nobody about any force until this is switched off"), u"hold"_s);
    actions->nextForce = add(menu, Words::tr("&Next waiting force"), QKeySequence(Qt::Key_F6),
                             Words::tr("Go to the next card of the force desk"));
    menu->addSeparator();
    actions->reregisterAll = add(menu, Words::tr("Ask all games to &register their actions again"),
                                 QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_G),
                                 Words::tr("Every game sends its actions anew"));
    actions->rawMessage =
        add(menu, Words::tr("Raw &message…"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_F5),
            Words::tr("Write a message to one game or all of them by hand, from a template"));
    actions->startup = add(menu, Words::tr("&Startup and speech…"),
                           QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_F6),
                           Words::tr("Tell games who Neuro is, or that she has finished speaking"));
    actions->testBench =
        add(menu, Words::tr("&Test bench…"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_F7),
            Words::tr("Slow the relay down, leave forces alone or answer them automatically, or "
                      "send games what is wrong, to see how they take it"));
    actions->cutAll =
        addToggle(menu, Words::tr("Cut all games"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_F9),
                  Words::tr("Disconnect every game, and let none in until this is switched off. "
                            "Asks first."),
                  u"stop"_s);
    menu->addSeparator();
    actions->forgetAnswers = add(
        menu, Words::tr("&Forget who may connect"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_W),
        Words::tr("Take back every “Always” and “Never”: whoever comes is asked about again"));
    actions->demos = addSubMenu(menu, Words::tr("&Demo games"));
}

void fillUpstream(QMenu *menu, MainActions *actions)
{
    actions->reconnectUpstream =
        add(menu, Words::tr("&Reconnect now"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_N),
            Words::tr("Connect to Neuro anew, without waiting"));
    actions->stopUpstream =
        add(menu, Words::tr("&Disconnect"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_B),
            Words::tr("Disconnect from Neuro, and do not try again"), u"stop"_s);
    actions->copyUpstream =
        add(menu, Words::tr("&Copy address"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Y),
            Words::tr("Copy the address of Neuro's server"), u"copy"_s);
    menu->addSeparator();
    actions->say = add(menu, Words::tr("&Say something…"), QKeySequence(Qt::CTRL | Qt::Key_T),
                       Words::tr("Go to the line for what you have to say to Neuro"), u"send"_s);
    menu->addSeparator();
    actions->showOutbox =
        add(menu, Words::tr("Show the &outbox"), QKeySequence(Qt::CTRL | Qt::Key_B),
            Words::tr("Go to the messages that wait for Neuro"));
    actions->sendOutbox =
        add(menu, Words::tr("Send &now"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_S),
            Words::tr("Deliver what waits for Neuro now; connect first if need be"));
    actions->dropOutbox =
        add(menu, Words::tr("Dro&p…"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Delete),
            Words::tr("Delete what waits for Neuro, or for whom the chosen message is; it will "
                      "never arrive"));
    actions->exportOutbox =
        add(menu, Words::tr("&Export…"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_E),
            Words::tr("Save all that waits, and what was dropped, to a file"), u"export"_s);
}

void fillThemes(QMenu *menu, QMainWindow *window, MainActions *actions)
{
    actions->themes = new QActionGroup(window);
    const auto addTheme = [&](const QString &text, Qt::Key key, ThemeMode mode,
                              const QString &toolTip) {
        QAction *action = addToggle(menu, text, lookKeys(key), toolTip);
        actions->themes->addAction(action);
        action->setData(static_cast<int>(mode));
    };
    addTheme(Words::tr("&System"), Qt::Key_S, ThemeMode::System,
             Words::tr("Light or dark, as the desktop is"));
    addTheme(Words::tr("&Light"), Qt::Key_L, ThemeMode::Light, Words::tr("Dark text on white"));
    addTheme(Words::tr("&Dark"), Qt::Key_D, ThemeMode::Dark, Words::tr("Light text on dark grey"));
    addTheme(Words::tr("&High contrast"), Qt::Key_H, ThemeMode::HighContrast,
             Words::tr("White text on black, with clear outlines"));
}

void fillView(QMenu *menu, QMainWindow *window, MainActions *actions)
{
    actions->goTo = addSubMenu(menu, Words::tr("&Go to"));
    actions->panels = addSubMenu(menu, Words::tr("&Show"));
    menu->addSeparator();
    fillTrafficMenu(menu, actions);
    actions->columns = addSubMenu(menu, Words::tr("Col&umns"));
    menu->addSeparator();
    actions->inspector = addSubMenu(menu, Words::tr("Insp&ector"));
    actions->diagnostics = addSubMenu(menu, Words::tr("D&iagnostics"));
    actions->showDiagnostics =
        add(actions->diagnostics, Words::tr("S&how"), QKeySequence(Qt::CTRL | Qt::Key_G, Qt::Key_H),
            Words::tr("Go to what the games do wrong"));
    actions->diagnostics->addSeparator();
    menu->addSeparator();
    fillThemes(addSubMenu(menu, Words::tr("&Theme")), window, actions);
    actions->restoreLayout = add(menu, Words::tr("Restore &default layout"),
                                 QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_D),
                                 Words::tr("Panels and columns as they were at the first start"));
}

void fillHelp(QMenu *menu, MainActions *actions)
{
    actions->shortcuts = add(menu, Words::tr("&Keyboard shortcuts"), QKeySequence(Qt::Key_F1),
                             Words::tr("All keys of this window and of the force desk"));
    actions->about = add(menu, Words::tr("&About Neuro Relay"),
                         QKeySequence(Qt::SHIFT | Qt::Key_F1), Words::tr("Version and licence"));
    actions->about->setMenuRole(QAction::AboutRole);
}

QString plainTitle(const QAction &action)
{
    return action.text().remove(u'&').remove(u'…');
}

/// `around`: the menu that this one is in, if there is one.
void collect(const QMenu *menu, const QString &title, const QString &around,
             std::vector<ShortcutLine> *lines)
{
    for (const QAction *action : menu->actions()) {
        const QString name = plainTitle(*action);
        if (action->menu())
            collect(action->menu(), title, name, lines);
        else if (!action->shortcut().isEmpty())
            lines->push_back(
                {title,
                 around.isEmpty() ? name : Words::tr("%1: %2", "menu, entry").arg(around, name),
                 keyText(action->shortcut())});
    }
}

} // namespace

void fillTrafficMenu(QMenu *menu, MainActions *actions)
{
    actions->filter = add(menu, Words::tr("Fi&lter traffic"), QKeySequence(Qt::CTRL | Qt::Key_K),
                          Words::tr("Show only messages that contain certain words"), u"filter"_s);
    actions->clearFilter =
        add(menu, Words::tr("Show &all traffic"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_K),
            Words::tr("Remove the filter and the restriction to a game or a force"));
    actions->find = add(menu, Words::tr("&Find…"), QKeySequence(Qt::CTRL | Qt::Key_F),
                        Words::tr("Look for text in the shown messages"), u"search"_s);
    actions->findNext = add(menu, Words::tr("Find &next"), QKeySequence(Qt::Key_F3),
                            Words::tr("Go to the next message found"));
    actions->findPrevious =
        add(menu, Words::tr("Find &previous"), QKeySequence(Qt::SHIFT | Qt::Key_F3),
            Words::tr("Go to the previous message found"));
    actions->follow =
        addToggle(menu, Words::tr("F&ollow"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_F),
                  Words::tr("Keep the newest message in sight"), u"follow"_s);
    menu->addSeparator();
    actions->mark = add(menu, Words::tr("&Mark or unmark"), QKeySequence(Qt::CTRL | Qt::Key_M),
                        Words::tr("Mark the selected message, or remove its mark"), u"mark"_s);
    actions->nextMark = add(menu, Words::tr("Next mar&k"), QKeySequence(Qt::Key_F2),
                            Words::tr("Go to the next marked message"));
    actions->copyRow =
        add(menu, Words::tr("&Copy row"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C),
            Words::tr("Copy the selected row of the traffic"));
    actions->copyJson =
        add(menu, Words::tr("Copy &JSON"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_J),
            Words::tr("Copy the selected message as it came"), u"copy"_s);
    actions->onlyGame = add(menu, Words::tr("Onl&y this game"), QKeySequence(Qt::Key_F7),
                            Words::tr("Show only messages of the selected message's game"));
    actions->onlyForce =
        add(menu, Words::tr("Only this fo&rce"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_O),
            Words::tr("Show only what belongs to the selected message's force"));
}

QKeySequence lookKeys(QKeyCombination key)
{
    return {Qt::CTRL | Qt::Key_W, key};
}

MainActions makeMainActions(QMainWindow *window)
{
    MainActions actions{};
    fillFile(addMenu(window, Words::tr("&File")), &actions);
    fillSession(addMenu(window, Words::tr("&Session")), &actions);
    // Not Alt+R: the force desk answers randomly with it.
    fillRelay(addMenu(window, Words::tr("Re&lay")), &actions);
    actions.game = addMenu(window, Words::tr("&Game"));
    actions.force = addMenu(window, Words::tr("F&orce"));
    fillUpstream(addMenu(window, Words::tr("&Neuro")), &actions);
    fillView(addMenu(window, Words::tr("&View")), window, &actions);
    fillHelp(addMenu(window, Words::tr("&Help")), &actions);
    return actions;
}

std::vector<ShortcutLine> shortcutLines(const QMainWindow &window)
{
    std::vector<ShortcutLine> lines;
    for (const QAction *action : window.menuWidget()->actions()) {
        if (action->menu())
            collect(action->menu(), plainTitle(*action), {}, &lines);
    }
    return lines;
}

} // namespace neuro::ui
