// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "forcesamples.h"
#include "widgets/actionbutton.h"
#include "widgets/configdialog.h"
#include "widgets/forcedesk.h"
#include "widgets/helpwindows.h"
#include "widgets/menus.h"
#include "widgets/panel.h"
#include "widgets/relaystatusbar.h"
#include "widgets/screenshots.h"
#include "widgets/sendactiondialog.h"
#include "widgets/toolrow.h"
#include "widgets/transcriptview.h"
#include "widgets/windowfixture.h"
#include "widgets/windowparts.h"
#include "widgets/windowscene.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractSpinBox>
#include <QAction>
#include <QComboBox>
#include <QDialog>
#include <QHeaderView>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QTabBar>
#include <QTableView>
#include <QTest>
#include <QToolBar>
#include <QTranslator>

#include <algorithm>
#include <memory>

using namespace neuro;
using namespace neuro::tests;
using namespace Qt::Literals::StringLiterals;

namespace {

/// Entries of one menu, and of the menus in it, that are reached by the same letter.
QStringList sameLetters(const QString &title, const QList<QAction *> &actions)
{
    QStringList found;
    QHash<QString, QString> known;
    for (const QAction *each : actions) {
        const QString letter = QKeySequence::mnemonic(each->text()).toString();
        if (!letter.isEmpty() && each->isVisible()) {
            if (known.contains(letter))
                found.append(
                    u"%1, %2: %3 and %4"_s.arg(title, letter, known.value(letter), each->text()));
            known.insert(letter, each->text());
        }
        if (each->menu())
            found += sameLetters(title + u" > "_s + each->text(), each->menu()->actions());
    }
    return found;
}

/// All entries of a menu and of the menus in it.
QList<QAction *> entriesOf(const QMenu *menu)
{
    QList<QAction *> entries;
    for (QAction *each : menu->actions()) {
        if (each->menu())
            entries += entriesOf(each->menu());
        else if (!each->isSeparator())
            entries.append(each);
    }
    return entries;
}

QList<QAction *> entriesOf(const QMainWindow &window)
{
    QList<QAction *> entries;
    for (const QAction *each : window.menuBar()->actions())
        entries += entriesOf(each->menu());
    return entries;
}

QAction *actionIn(const QMainWindow &window, const QString &menu, const QString &text)
{
    for (const QAction *title : window.menuBar()->actions()) {
        if (title->text().remove(u'&') != menu)
            continue;
        for (QAction *each : entriesOf(title->menu())) {
            if (each->text().remove(u'&') == text)
                return each;
        }
    }
    return nullptr;
}

/// Parts of a control that is named as a whole.
bool isPart(const QWidget &control)
{
    const QWidget *parent = control.parentWidget();
    return qobject_cast<const QAbstractSpinBox *>(parent) ||
           qobject_cast<const QComboBox *>(parent) || qobject_cast<const QLineEdit *>(parent) ||
           qobject_cast<const QTabBar *>(parent) ||
           qobject_cast<const QAbstractItemView *>(parent) ||
           qobject_cast<const QToolBar *>(parent) || qobject_cast<const QMenuBar *>(parent);
}

QString textOf(const QWidget &control)
{
    const auto *button = qobject_cast<const QAbstractButton *>(&control);
    return button ? button->text() : QString();
}

/// The buttons and fields that a screen reader would have no word for.
QStringList namelessControls(const QWidget &window)
{
    QStringList found;
    for (const QWidget *each : window.findChildren<QWidget *>()) {
        const bool isControl =
            qobject_cast<const QAbstractButton *>(each) || qobject_cast<const QLineEdit *>(each) ||
            qobject_cast<const QComboBox *>(each) || qobject_cast<const QAbstractSpinBox *>(each);
        // What has nothing to say now is hidden.
        if (!isControl || isPart(*each) || each->isHidden() || !each->accessibleName().isEmpty())
            continue;
        const QString text = textOf(*each);
        // A sign alone is no word.
        const bool isWord = std::any_of(text.begin(), text.end(),
                                        [](QChar letter) { return letter.isLetterOrNumber(); });
        if (!isWord)
            found.append(QLatin1StringView(each->metaObject()->className()) + u' ' +
                         each->objectName() + u" in "_s +
                         QLatin1StringView(each->parentWidget()->metaObject()->className()));
    }
    return found;
}

} // namespace

/// What the window can be told to do: everything has a menu entry, a key and a tool tip, and
/// everything that can be worked has a name.
class TestWindowActions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyActionExplainsItself()
    {
        WindowFixture fixture;
        fixture.apply({listening()});
        QHash<QString, QString> keys;
        for (const QAction *each : entriesOf(*fixture.window)) {
            const QString text = each->text().remove(u'&').remove(u'…');
            // An action without a tool tip of its own gives its text for one.
            QVERIFY2(!each->toolTip().startsWith(text + u" ("_s) && each->toolTip() != text,
                     qPrintable(text));
            const QString key = ui::keyText(each->shortcut());
            QVERIFY2(!key.isEmpty(), qPrintable(text));
            QVERIFY2(each->toolTip().endsWith(u'(' + key + u')'), qPrintable(each->toolTip()));
            QVERIFY2(!keys.contains(key), qPrintable(text + u" and "_s + keys.value(key)));
            keys.insert(key, text);
        }
        QVERIFY2(keys.size() >= 65, qPrintable(QString::number(keys.size())));
        // The keys of a chord are not keys of their own.
        for (auto one = keys.cbegin(); one != keys.cend(); ++one) {
            for (auto other = keys.cbegin(); other != keys.cend(); ++other)
                QVERIFY2(!other.key().startsWith(one.key() + u", "_s), qPrintable(one.key()));
        }
    }

    void everyLetterOfAMenuIsOfOneEntry_data()
    {
        QTest::addColumn<QString>("language");
        for (const char *language : {"en", "fr"})
            QTest::newRow(language) << QString::fromLatin1(language);
    }

    void theRowOfTheTranscriptFits_data() { everyLetterOfAMenuIsOfOneEntry_data(); }

    void theRowOfTheTranscriptFits()
    {
        QFETCH(const QString, language);
        QTranslator translator;
        QVERIFY(translator.load(u"neuro-relay_"_s + language, QStringLiteral(TRANSLATIONS_DIR)));
        QCoreApplication::installTranslator(&translator);
        WindowFixture fixture;
        ui::MainWindow &window = *fixture.window;
        window.resize(window.minimumSize());
        window.show();
        fixture.apply({listening()});
        fixture.apply(sceneTranscript());
        auto *row = window.findChild<ui::TranscriptView *>()->findChild<ui::ToolRow *>();
        // What is cut off, squeezed, or under something else.
        const auto unfit = [row] {
            QStringList names;
            const auto parts = row->findChildren<QWidget *>(QString(), Qt::FindDirectChildrenOnly);
            for (const QWidget *each : parts) {
                const auto covers = [each](const QWidget *other) {
                    return other != each && other->geometry().intersects(each->geometry());
                };
                if (!each->isVisible() || each->width() < each->minimumSizeHint().width() ||
                    !row->rect().contains(each->geometry()) ||
                    std::any_of(parts.cbegin(), parts.cend(), covers))
                    names.append(each->accessibleName());
            }
            return names.join(u", "_s);
        };
        QTRY_COMPARE(unfit(), QString());
        QCOMPARE(window.size(), window.minimumSize());
        QVERIFY(saveScreenshots(window, u"smallest-"_s + language));
        for (const auto *button : row->findChildren<ui::ActionButton *>())
            QVERIFY(!button->accessibleName().isEmpty() && !button->toolTip().isEmpty());
        window.resize(1900, 900);
        const auto buttons = row->findChildren<ui::ActionButton *>();
        QTRY_VERIFY(std::none_of(buttons.cbegin(), buttons.cend(),
                                 [](const auto *button) { return button->isReduced(); }));
        QTRY_COMPARE(unfit(), QString());
    }

    /// A letter that two entries share only goes from one to the other.
    void everyLetterOfAMenuIsOfOneEntry()
    {
        QFETCH(const QString, language);
        QTranslator translator;
        QVERIFY(translator.load(u"neuro-relay_"_s + language, QStringLiteral(TRANSLATIONS_DIR)));
        QCoreApplication::installTranslator(&translator);
        WindowFixture fixture;
        ui::MainWindow &window = *fixture.window;
        window.show();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        const auto shared = [&window] {
            return sameLetters(u"menu bar"_s, window.menuBar()->actions());
        };
        QCOMPARE(shared(), QStringList());
        // What has a game, an action or a force to speak of.
        fixture.apply({listening()});
        fixture.apply(sceneGames());
        fixture.apply(sceneFrames());
        fixture.apply(sceneForces());
        window.findChild<ui::ForceDesk *>()->showForce(2);
        QCOMPARE(shared(), QStringList());
        auto *games = fixture.find<QAbstractItemView>(u"integrations"_s);
        QVERIFY(games);
        const QModelIndex game = games->model()->index(0, 0);
        games->setCurrentIndex(game);
        QCOMPARE(shared(), QStringList());
        QVERIFY(games->model()->rowCount(game) > 0);
        games->setCurrentIndex(games->model()->index(0, 0, game));
        QCOMPARE(shared(), QStringList());
    }

    void everyMenuShowsItsToolTips()
    {
        WindowFixture fixture;
        fixture.apply({listening()});
        int menus = 0;
        for (const QMenu *menu : fixture.window->findChildren<QMenu *>()) {
            const QList<QAction *> actions = menu->actions();
            const bool hasEntries = std::any_of(actions.begin(), actions.end(), [](QAction *each) {
                return !each->text().isEmpty();
            });
            if (!hasEntries)
                continue; // A tool bar's, for what does not fit.
            QVERIFY2(menu->toolTipsVisible(), qPrintable(menu->title()));
            ++menus;
        }
        QVERIFY2(menus >= 16, qPrintable(QString::number(menus)));
    }

    /// Alt opens the menu bar, which takes the focus for as long as it is open.
    void theForceMenuIsAboutTheFocusedCard()
    {
        WindowFixture fixture;
        ui::MainWindow &window = *fixture.window;
        window.show();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        fixture.apply(sceneForces());
        QAction *drop = actionIn(window, u"Force"_s, u"Drop…"_s);
        QVERIFY(drop);
        QVERIFY(!drop->isEnabled());
        window.findChild<ui::ForceDesk *>()->showForce(2);
        QVERIFY(drop->isEnabled());
        window.menuBar()->setFocus(Qt::MenuBarFocusReason);
        QVERIFY(drop->isEnabled());
        window.findChild<QTableView *>(u"traffic"_s)->setFocus();
        QVERIFY(!drop->isEnabled());
    }

    void rowActionsNeedARow()
    {
        WindowFixture fixture;
        ui::MainWindow &window = *fixture.window;
        window.show();
        fixture.apply(sceneFrames());
        QAction *game = actionCalled(window, u"Only this game"_s);
        QAction *copy = actionCalled(window, u"Copy row"_s);
        QVERIFY(!game->isEnabled() && !copy->isEnabled());
        auto *table = fixture.find<QTableView>(u"traffic"_s);
        table->setCurrentIndex(table->model()->index(4, 0));
        QVERIFY(game->isEnabled() && copy->isEnabled());
        QVERIFY(!actionIn(window, u"View"_s, u"Only this force"_s)->isEnabled());
        game->trigger();
        QCOMPARE(table->model()->rowCount(), 3); // Tic Tac Toe's.
        actionCalled(window, u"Show all traffic"_s)->trigger();
        table->setCurrentIndex(table->model()->index(5, 0));
        actionIn(window, u"View"_s, u"Only this force"_s)->trigger();
        QCOMPARE(table->model()->rowCount(), 3); // The force, the action, its result.
    }

    void keysToggleColumnsAndPanels()
    {
        WindowFixture fixture;
        ui::MainWindow &window = *fixture.window;
        window.show();
        auto *table = fixture.find<QTableView>(u"traffic"_s);
        // Without the menu's having been shown, which would tell what is checked.
        QAction *delta = actionIn(window, u"View"_s, u"Δ ms"_s);
        QVERIFY(delta);
        delta->trigger();
        QVERIFY(table->isColumnHidden(models::TrafficModel::Delta));
        QVERIFY(!delta->isChecked());
        delta->trigger();
        QVERIFY(!table->isColumnHidden(models::TrafficModel::Delta));
        QVERIFY(delta->isChecked());
        QAction *inspector = nullptr;
        for (QAction *each : entriesOf(window)) {
            if (each->toolTip().startsWith(u"Show or hide the panel Inspector"_s))
                inspector = each;
        }
        QVERIFY(inspector);
        inspector->trigger();
        QVERIFY(panelCalled(*fixture.window, u"Inspector"_s)->isHidden());
        inspector->trigger();
        QVERIFY(!panelCalled(*fixture.window, u"Inspector"_s)->isHidden());
    }

    void standingAnswersAreForgotten()
    {
        WindowFixture fixture;
        QAction *forget = actionCalled(*fixture.window, u"Forget who may connect"_s);
        const auto *bar = fixture.window->findChild<ui::RelayStatusBar *>();
        forget->trigger();
        QVERIFY(bar->told().startsWith(u"Nobody"_s));
        fixture.settings->addAdmission({u"https://a.example"_s, {}, net::Admission::Never});
        forget->trigger();
        QVERIFY(bar->told().startsWith(u"1 answer"_s));
        QVERIFY(fixture.settings->admissions().isEmpty());
    }

    void everyControlCanBeNamed()
    {
        WindowFixture fixture;
        ui::MainWindow &window = *fixture.window;
        window.show();
        fixture.apply({listening()});
        fixture.apply(sceneGames());
        fixture.apply(sceneFrames());
        fixture.apply(sceneForces());
        fixture.apply({relay::AdmissionEvent{
                           moment(0), relay::Door::Backend, u"https://play.example.org"_s, {}},
                       notListening(u"address already in use"_s)});
        QVERIFY2(namelessControls(window).isEmpty(),
                 qPrintable(namelessControls(window).join(u'\n')));

        ui::SendActionDialog form(1, u"Buckshot Roulette"_s, useItem(),
                                  [](const relay::RelayCommand &) { return quint64(1); });
        const std::unique_ptr<QDialog> about(ui::makeAboutDialog(nullptr));
        const std::unique_ptr<QDialog> shortcuts(ui::makeShortcutsDialog(window, nullptr));
        actionCalled(window, u"Configuration…"_s)->trigger();
        QDialog *config = window.findChild<ui::ConfigDialog *>();
        QVERIFY(config);
        for (QDialog *dialog :
             {static_cast<QDialog *>(&form), about.get(), shortcuts.get(), config}) {
            dialog->setAttribute(Qt::WA_DeleteOnClose, false);
            dialog->show();
            QVERIFY2(namelessControls(*dialog).isEmpty(),
                     qPrintable(namelessControls(*dialog).join(u'\n')));
        }
    }

    void everyViewHasAnAccessibleName()
    {
        WindowFixture fixture;
        for (const QAbstractItemView *view : fixture.window->findChildren<QAbstractItemView *>()) {
            // Headers and the popups of combo boxes are parts of what has one.
            const bool isPart = qobject_cast<const QHeaderView *>(view) ||
                                QByteArray(view->metaObject()->className()).contains("ComboBox");
            QVERIFY2(isPart || !view->accessibleName().isEmpty(),
                     qPrintable(view->objectName() +
                                QLatin1StringView(view->metaObject()->className())));
        }
    }

    void keysAreListed()
    {
        WindowFixture fixture;
        QDialog *dialog = ui::makeShortcutsDialog(*fixture.window, fixture.window.get());
        QVERIFY(!dialog->isModal());
        dialog->show();
        QVERIFY(saveScreenshots(*dialog, u"shortcuts"_s));
        const auto lines = ui::shortcutLines(*fixture.window);
        const bool found = std::any_of(lines.begin(), lines.end(), [](const auto &line) {
            return line.title == u"Next waiting force"_s && line.keys == u"F6"_s;
        });
        QVERIFY(found);
    }
};

QTEST_MAIN(TestWindowActions)
#include "tst_windowactions.moc"
