// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "relay/relaydispatcher.h"
#include "widgets/deciderbutton.h"
#include "widgets/findbar.h"
#include "widgets/forcedesk.h"
#include "widgets/helpwindows.h"
#include "widgets/inspector.h"
#include "widgets/menus.h"
#include "widgets/noticebar.h"
#include "widgets/outboxpanel.h"
#include "widgets/panel.h"
#include "widgets/relaybutton.h"
#include "widgets/relaynotices.h"
#include "widgets/screenshots.h"
#include "widgets/sendactiondialog.h"
#include "widgets/trafficview.h"
#include "widgets/transcriptview.h"
#include "widgets/upstreambutton.h"
#include "widgets/upstreamevents.h"
#include "widgets/windowfixture.h"
#include "widgets/windowparts.h"
#include "widgets/windowscene.h"

#include <QAction>
#include <QComboBox>
#include <QContextMenuEvent>
#include <QDialog>
#include <QFile>
#include <QFileDialog>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QMenuBar>
#include <QPlainTextEdit>
#include <QTableView>
#include <QTest>
#include <QTimer>
#include <QToolTip>
#include <QTreeView>

using namespace neuro;
using namespace neuro::tests;
using namespace Qt::Literals::StringLiterals;

namespace {

/// A menu opens at once, or not at all.
constexpr int popupMs = 1000;
const QString gameName = u"Buckshot Roulette"_s;

/// A window on a busy evening, as large as the sketch.
struct BusyWindow : WindowFixture
{
    BusyWindow()
    {
        window->resize(1440, 900);
        window->show();
        apply({listening()});
        apply(sceneGames());
        apply(sceneFrames());
        apply(sceneForces());
        apply(sceneTranscript());
        models.integrations()->tick(startWall() + 72 * seconds);
        QCoreApplication::processEvents();
    }

    QTableView *traffic() const { return find<QTableView>(u"traffic"_s); }
    QTreeView *integrations() const { return find<QTreeView>(u"integrations"_s); }
};

/// Small letters and hyphens.
QString fileName(const QString &title)
{
    QString name = title.toLower();
    name.remove(u'&').remove(u'…');
    return name.replace(u' ', u'-');
}

/// The actions of a menu that one can choose, without the separators.
QList<QAction *> itemsOf(const QMenu *menu)
{
    QList<QAction *> items;
    for (QAction *action : menu->actions()) {
        if (!action->isSeparator())
            items.append(action);
    }
    return items;
}

bool saveMenu(QMenu *menu, const QString &name)
{
    menu->popup(QPoint(0, 0));
    const bool saved = QTest::qWaitFor([menu] { return menu->isVisible(); }) &&
                       !itemsOf(menu).isEmpty() && saveScreenshots(*menu, name);
    menu->close();
    return saved;
}

/// Of the menu and its menus, each as NAME-TITLE.
bool saveMenus(QMenu *menu, const QString &name)
{
    bool saved = saveMenu(menu, name);
    for (const QAction *action : itemsOf(menu)) {
        if (action->menu())
            saved = saveMenus(action->menu(), name + u'-' + fileName(action->text())) && saved;
    }
    return saved;
}

/// Of the menu that a right click at `index` opens.
bool saveContextMenu(QAbstractItemView *view, const QModelIndex &index, const QString &name)
{
    const QPoint at = view->visualRect(index).center();
    bool saved = false;
    // Some menus keep the event loop to themselves while they are open.
    QTimer::singleShot(0, view, [&saved, &name] {
        auto *menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
        saved = menu && !itemsOf(menu).isEmpty() && saveScreenshots(*menu, name);
        if (menu)
            menu->close();
    });
    QContextMenuEvent event(QContextMenuEvent::Mouse, at, view->viewport()->mapToGlobal(at));
    QApplication::sendEvent(view->viewport(), &event);
    return QTest::qWaitFor([&saved] { return saved; }, popupMs);
}

} // namespace

/// Pictures of what opens over the window, and of the states that it is seldom in, for people to
/// look at. What tests can judge is tested elsewhere.
class TestPictures : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void menusOfTheMenuBar()
    {
        BusyWindow busy;
        busy.traffic()->setCurrentIndex(busy.traffic()->model()->index(5, 0));
        int menus = 0;
        for (const QAction *action : busy.window->menuBar()->actions()) {
            QVERIFY(action->menu());
            QVERIFY(saveMenus(action->menu(), u"menu-"_s + fileName(action->text())));
            ++menus;
        }
        QCOMPARE(menus, 8);
    }

    void menuOfACard()
    {
        BusyWindow busy;
        auto *desk = busy.window->findChild<ui::ForceDesk *>();
        desk->showForce(1);
        QVERIFY(saveMenu(ui::makeMenu(desk->menuActions(), busy.window.get()), u"menu-card"_s));
    }

    void menusOfTheToolBar()
    {
        BusyWindow busy;
        QVERIFY(
            saveMenu(busy.window->findChild<ui::RelayButton *>()->menu(), u"menu-relay-button"_s));
        QVERIFY(saveMenu(busy.window->findChild<ui::UpstreamButton *>()->menu(),
                         u"menu-upstream-button"_s));
        QVERIFY(saveMenu(busy.window->findChild<ui::DeciderButton *>()->menu(),
                         u"menu-decider-button"_s));
        QVERIFY(saveMenu(busy.window->findChild<ui::TrafficView *>()->columnsMenu(),
                         u"menu-columns-button"_s));
    }

    void contextMenus()
    {
        BusyWindow busy;
        QTreeView *tree = busy.integrations();
        const QModelIndex game = tree->model()->index(0, 0);
        const QModelIndex action = tree->model()->index(0, 0, game);
        const QModelIndex awayGame = tree->model()->index(3, 0);
        QVERIFY(saveContextMenu(tree, game, u"context-game"_s));
        QVERIFY(saveContextMenu(tree, action, u"context-action"_s));
        QVERIFY(saveContextMenu(tree, awayGame, u"context-game-away"_s));

        busy.window->findChild<ui::TrafficView *>()->clearFilter(); // To that game.
        QTableView *traffic = busy.traffic();
        QVERIFY(saveContextMenu(traffic, traffic->model()->index(5, 5), u"context-traffic"_s));
        traffic->setCurrentIndex(traffic->model()->index(5, 0));
        auto *inspector = busy.window->findChild<QTreeView *>(u"inspectorTree"_s);
        QVERIFY(inspector);
        QVERIFY(
            saveContextMenu(inspector, inspector->model()->index(0, 0), u"context-inspector"_s));
        auto *transcript = busy.find<QListView>(u"transcript"_s);
        QVERIFY(
            saveContextMenu(transcript, transcript->model()->index(2, 0), u"context-transcript"_s));
    }

    void findBar()
    {
        BusyWindow busy;
        auto *view = busy.window->findChild<ui::TrafficView *>();
        auto *bar = view->findChild<ui::FindBar *>();
        auto *text = bar->findChild<QLineEdit *>();
        view->startFind();
        QVERIFY(saveScreenshots(*view, u"find-empty"_s));
        QTest::keyClicks(text, u"beer"_s);
        QTest::keyClick(text, Qt::Key_Return);
        QVERIFY(busy.traffic()->currentIndex().isValid());
        QVERIFY(saveScreenshots(*view, u"find-hit"_s));
        QTest::keyClicks(text, u" garden"_s);
        QTest::keyClick(text, Qt::Key_Return);
        QVERIFY(saveScreenshots(*view, u"find-nothing"_s));
    }

    void trafficFiltered()
    {
        BusyWindow busy;
        auto *view = busy.window->findChild<ui::TrafficView *>();
        view->setGame(gameName);
        view->setForce(1);
        QVERIFY(saveScreenshots(*view, u"traffic-restricted"_s));
        auto *text = view->findChild<QLineEdit *>(u"trafficFilter"_s);
        QTest::keyClicks(text, u"nowhere"_s);
        QTest::keyClick(text, Qt::Key_Return);
        QCOMPARE(busy.models.traffic()->rowCount(), 0);
        QVERIFY(saveScreenshots(*view, u"traffic-nothing-passes"_s));
    }

    void trafficMarksAndAllColumns()
    {
        BusyWindow busy;
        auto *view = busy.window->findChild<ui::TrafficView *>();
        for (int column = 0; column < models::TrafficModel::ColumnCount; ++column)
            busy.traffic()->setColumnHidden(column, false);
        busy.models.traffic()->setMarked(2, true);
        busy.models.traffic()->setMarked(7, true);
        busy.traffic()->setCurrentIndex(busy.traffic()->model()->index(7, 0));
        QVERIFY(saveScreenshots(*view, u"traffic-all-columns"_s));
    }

    void inspectorTabs()
    {
        BusyWindow busy;
        busy.apply(forwardedContext());
        auto *view = busy.window->findChild<ui::Inspector *>();
        auto *tabs = view->findChild<ui::FlatTabWidget *>();
        const auto choose = [&busy](int row) {
            busy.traffic()->setCurrentIndex(busy.traffic()->model()->index(row, 0));
        };
        choose(busy.models.traffic()->rowCount() - 1);
        QCOMPARE(tabs->count(), 3);
        for (int tab = 0; tab < tabs->count(); ++tab) {
            QVERIFY(tabs->isTabVisible(tab));
            tabs->setCurrentIndex(tab);
            QVERIFY(saveScreenshots(*view, u"inspector-"_s + fileName(tabs->tabText(tab))));
        }
        relay::FrameEvent binary = of(frame({}, {}), gameName, 1);
        binary.binary = true;
        binary.payload = QByteArray::fromHex("00ff10206e6f2074657874") + QByteArray(300, '\x7f');
        relay::FrameEvent broken = of(frame({}, {}), gameName, 1);
        broken.payload = "{\"command\":\"context\",\"data\":{\"message\":\"half a sen";
        busy.apply({refused(binary, {protocol::Reason::BinaryFrame, {}, {}}),
                    refused(broken, {protocol::Reason::InvalidJson, {}, {}})});
        const int rows = busy.models.traffic()->rowCount();
        for (int tab = 0; tab < 2; ++tab) {
            const QString title = fileName(tabs->tabText(tab));
            tabs->setCurrentIndex(tab);
            choose(rows - 2);
            QVERIFY(saveScreenshots(*view, u"inspector-binary-"_s + title));
            choose(rows - 1);
            QVERIFY(saveScreenshots(*view, u"inspector-no-json-"_s + title));
        }
    }

    void outboxTab()
    {
        BusyWindow busy;
        actionCalled(*busy.window, u"Show the outbox"_s)->trigger();
        auto *panel = busy.window->findChild<ui::OutboxPanel *>();
        QVERIFY(saveScreenshots(*panel, u"outbox-empty"_s));
        busy.apply({upstream(State::Waiting), outbox(1200)});
        QList<relay::OutboxRow> rows;
        for (int i = 1; i <= 12; ++i) {
            rows.append(row(i, i % 2 ? gameName : u"しりとり対戦"_s,
                            "Something happened, number " + QByteArray::number(i)));
            rows.back().createdUs = relay::systemInstant().wall - i * 47 * seconds;
            rows.back().tries = i / 3;
        }
        Q_EMIT busy.service->outboxRows(rows, 1200);
        QVERIFY(saveScreenshots(*panel, u"outbox-full"_s));
    }

    void diagnosticsTab()
    {
        BusyWindow busy;
        for (QAction *each : busy.window->findChildren<QAction *>()) {
            if (each->toolTip().startsWith(u"Go to what the games do wrong"_s))
                each->trigger();
        }
        auto *table = busy.find<QTableView>(u"diagnostics"_s);
        QVERIFY(table->isVisible());
        QVERIFY(saveContextMenu(table, table->model()->index(0, 1), u"context-diagnostics"_s));
        table->selectRow(1);
        QCoreApplication::processEvents();
        QVERIFY(saveScreenshots(*busy.window, u"main-diagnostics"_s));
        busy.window->resize(busy.window->minimumSize());
        QVERIFY(saveScreenshots(*busy.window, u"main-diagnostics-small"_s));
        actionCalled(*busy.window, u"High contrast"_s)->trigger();
        QCoreApplication::processEvents();
        QVERIFY(busy.window->grab().save(
            screenshotFolder().filePath(u"main-diagnostics-high-contrast.png"_s)));
        actionCalled(*busy.window, u"Light"_s)->trigger();
    }

    void fileDialogs()
    {
        BusyWindow busy;
        busy.apply({upstream(State::Waiting), outbox(3)});
        actionCalled(*busy.window, u"Export…"_s)->trigger();
        auto *dialog = busy.window->findChild<QFileDialog *>();
        QVERIFY(dialog);
        QVERIFY(!dialog->isModal());
        QCOMPARE(dialog->acceptMode(), QFileDialog::AcceptSave);
        QVERIFY(saveScreenshots(*dialog, u"dialog-"_s + fileName(dialog->windowTitle())));
    }

    void highContrast()
    {
        BusyWindow busy;
        busy.traffic()->setCurrentIndex(busy.traffic()->model()->index(5, 0));
        busy.window->findChild<ui::ForceDesk *>()->showForce(1);
        busy.apply({relay::AdmissionEvent{
            moment(0), relay::Door::Backend, u"https://play.example.org"_s, {}}});
        actionCalled(*busy.window, u"High contrast"_s)->trigger();
        QCoreApplication::processEvents();
        QVERIFY(busy.window->grab().save(screenshotFolder().filePath(u"main-high-contrast.png"_s)));
        QMenu *view = actionCalled(*busy.window, u"View"_s)->menu();
        view->popup(QPoint(0, 0));
        QVERIFY(QTest::qWaitFor([view] { return view->isVisible(); }));
        QVERIFY(view->grab().save(screenshotFolder().filePath(u"menu-high-contrast.png"_s)));
        view->close();
        ui::SendActionDialog form(1, gameName, useItem(),
                                  [](const relay::RelayCommand &) { return quint64(7); });
        form.show();
        QCoreApplication::processEvents();
        QVERIFY(form.grab().save(screenshotFolder().filePath(u"send-action-high-contrast.png"_s)));
        actionCalled(*busy.window, u"Light"_s)->trigger();
    }

    void transcriptEntry()
    {
        BusyWindow busy;
        auto *view = busy.window->findChild<ui::TranscriptView *>();
        auto *list = busy.find<QListView>(u"transcript"_s);
        list->setCurrentIndex(list->model()->index(2, 0));
        QVERIFY(saveScreenshots(*view, u"transcript-entry"_s));
    }

    void whatIsKeptFromNeuro()
    {
        BusyWindow busy;
        QTreeView *tree = busy.integrations();
        relay::RestrictionEvent muted;
        muted.game = u"Tic Tac Toe"_s;
        muted.isMuted = true;
        relay::RestrictionEvent blocked;
        blocked.game = u"しりとり対戦"_s;
        blocked.isBlocked = true;
        relay::RestrictionEvent hiding;
        hiding.game = gameName;
        hiding.hiddenActions = {u"look_around"_s};
        busy.apply({muted, blocked, hiding, disconnected(3, 80 * seconds, u"blocked"_s)});
        tree->expandAll();
        QCoreApplication::processEvents();
        QVERIFY(saveScreenshots(*tree, u"integrations-restricted"_s));
        const QModelIndex game = tree->model()->index(0, 0);
        QVERIFY(
            saveContextMenu(tree, tree->model()->index(2, 0, game), u"context-action-hidden"_s));
        actionCalled(*busy.window, u"Cut all games"_s)->trigger();
        QCoreApplication::processEvents();
        QCOMPARE(busy.window->notices()->count(), 1);
        QVERIFY(saveScreenshots(*busy.window->notices(), u"notice-cut"_s));
    }

    void questionsOfTheWindow()
    {
        BusyWindow busy;
        ui::NoticeBar *bar = busy.window->notices();
        QVERIFY(!busy.window->close());
        QVERIFY(saveScreenshots(*bar, u"notice-close"_s));
        bar->close(ui::MainWindow::closeKey);

        actionCalled(*busy.window, u"Listen for games"_s)->trigger();
        QVERIFY(saveScreenshots(*bar, u"notice-stop-listening"_s));
        actionCalled(*busy.window, u"Change port…"_s)->trigger();
        QVERIFY(saveScreenshots(*bar, u"notice-change-port"_s));
        bar->close(ui::RelayNotices::doorKey);
        QCOMPARE(bar->count(), 0);
    }

    void noticesOfTheRelay()
    {
        BusyWindow busy;
        ui::NoticeBar *bar = busy.window->notices();
        service::ServiceStatistics statistics;
        statistics.recording.error =
            neuro::protocol::verbatim(u"session.jsonl: no space left on the device"_s);
        Q_EMIT busy.service->statistics(statistics);
        QVERIFY(saveScreenshots(*bar, u"notice-recording"_s));
        bar->close(ui::RelayNotices::recordingKey);

        busy.apply({notListening(u"127.0.0.1:8000: address already in use"_s)});
        QVERIFY(saveScreenshots(*bar, u"notice-port-in-use"_s));
        busy.apply({listening()});

        for (const QString &origin : {u"https://play.example.org"_s, u"null"_s,
                                      u"https://other.example.org"_s, u"http://localhost:5173"_s})
            busy.apply({relay::AdmissionEvent{moment(0), relay::Door::Backend, origin, {}}});
        QVERIFY(saveScreenshots(*bar, u"notice-admissions"_s));
        QCOMPARE(bar->count(), 4);
        // What the operator asks for is seen all the same.
        QVERIFY(!busy.window->close());
        QVERIFY(saveScreenshots(*bar, u"notice-close-and-more"_s));
    }

    void settingsThatCannotBeKept()
    {
        WindowFixture fixture;
        fixture.window.reset();
        fixture.settings.reset();
        {
            QFile file(fixture.folder.filePath(u"window.ini"_s));
            QVERIFY(file.open(QIODevice::WriteOnly));
            QVERIFY(file.write("[layout\nthis is no INI file\n") > 0);
        }
        fixture.open();
        fixture.window->resize(1440, 900);
        fixture.window->show();
        QVERIFY(fixture.window->notices()->find(ui::MainWindow::settingsKey));
        QVERIFY(saveScreenshots(*fixture.window->notices(), u"notice-settings"_s));
    }

    void questionsAboutAGame()
    {
        BusyWindow busy;
        QTreeView *tree = busy.integrations();
        for (const QString &text : {u"Shut down at once…"_s, u"Disconnect…"_s}) {
            Q_EMIT tree->customContextMenuRequested(
                tree->visualRect(tree->model()->index(0, 0)).center());
            auto *menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
            QVERIFY(menu);
            menu->close();
            actionCalled(*busy.window, text)->trigger();
            QVERIFY(saveScreenshots(*busy.window->notices(), u"notice-"_s + fileName(text)));
        }
    }

    void helpWindows()
    {
        BusyWindow busy;
        std::unique_ptr<QDialog> about(ui::makeAboutDialog(busy.window.get()));
        about->show();
        QVERIFY(saveScreenshots(*about, u"about"_s));
    }

    void sendAction()
    {
        ui::SendActionDialog form(1, gameName, useItem(),
                                  [](const relay::RelayCommand &) { return quint64(7); });
        form.show();
        QVERIFY(saveScreenshots(form, u"send-action-empty"_s));
        form.findChild<QComboBox *>()->setCurrentIndex(1);
        for (QPushButton *button : form.findChildren<QPushButton *>()) {
            if (button->text() == u"Send"_s)
                button->click();
        }
        relay::OperatorEvent refused;
        refused.command = 7;
        refused.peer = 1;
        refused.code = relay::CommandError::UnknownGame;
        refused.error = neuro::protocol::verbatim(u"the game has left"_s);
        form.commandDone(refused);
        QVERIFY(saveScreenshots(form, u"send-action-refused"_s));
    }

    void toolTips()
    {
        BusyWindow busy;
        const QModelIndex refused = busy.traffic()->model()->index(4, 5);
        const QString text = refused.data(Qt::ToolTipRole).toString();
        QVERIFY(!text.isEmpty());
        const auto show = [&text, &busy]() -> QWidget * {
            QToolTip::showText(QPoint(100, 100), text, busy.window.get());
            for (QWidget *each : QApplication::topLevelWidgets()) {
                if (each->isVisible() && each->inherits("QTipLabel"))
                    return each;
            }
            return nullptr;
        };
        // A new style closes it.
        QVERIFY(saveScreenshotsOf(show, u"tooltip"_s));
        QToolTip::hideText();
    }

    void aRelayThatDoesNotListen()
    {
        WindowFixture fixture;
        fixture.window->resize(1440, 900);
        fixture.window->show();
        fixture.apply({notListening()});
        QVERIFY(saveScreenshots(*fixture.window, u"main-stopped"_s));
    }

    void watchersWithoutAGame()
    {
        WindowFixture fixture;
        fixture.window->resize(1440, 900);
        fixture.window->show();
        fixture.apply({listening(), watcher(1, u"neuroos"_s, true), watcher(2, u"logger"_s)});
        QCoreApplication::processEvents();
        QVERIFY(saveScreenshots(*fixture.window, u"main-watchers"_s));
    }

    void aSmallWindow()
    {
        BusyWindow busy;
        busy.window->resize(busy.window->minimumSize());
        busy.traffic()->setCurrentIndex(busy.traffic()->model()->index(5, 0));
        QVERIFY(saveScreenshots(*busy.window, u"main-small"_s));
    }
};

QTEST_MAIN(TestPictures)
#include "tst_pictures.moc"
