// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "widgets/diagnosticspanel.h"

#include "models/diagnostictext.h"
#include "models/modeltext.h"
#include "widgets/diagnosticdetails.h"
#include "widgets/integrationsview.h"
#include "widgets/menus.h"
#include "widgets/panel.h"
#include "widgets/relaystatusbar.h"
#include "widgets/screenshots.h"
#include "widgets/theme.h"
#include "widgets/themedicons.h"
#include "widgets/trafficview.h"
#include "widgets/windowfixture.h"
#include "widgets/windowparts.h"
#include "widgets/windowscene.h"

#include <QAction>
#include <QClipboard>
#include <QComboBox>
#include <QDesktopServices>
#include <QFile>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>
#include <QTreeView>

#include <memory>

using namespace neuro;
using namespace neuro::tests;
using namespace Qt::Literals::StringLiterals;
using models::DiagnosticsModel;
using protocol::DiagnosticKey;
using ui::DiagnosticsPanel;

namespace {

const QString gameA = u"Buckshot Roulette"_s;
const QString gameB = u"Tic Tac Toe"_s;

/// Takes the links that would open in a browser.
class LinkTaker : public QObject
{
    Q_OBJECT

public:
    LinkTaker() { QDesktopServices::setUrlHandler(u"https"_s, this, "take"); }
    ~LinkTaker() override { QDesktopServices::unsetUrlHandler(u"https"_s); }

    Q_SLOT void take(const QUrl &url) { urls.append(url); }

    QList<QUrl> urls;
};

/// A table of four rows, the worst ones first.
struct Fixture
{
    Fixture()
        : panel(&model)
        , table(panel.findChild<QTableView *>(u"diagnostics"_s))
        , details(panel.findChild<ui::DiagnosticDetails *>())
    {
        panel.resize(780, 240);
        panel.show();
    }

    void happen()
    {
        model.apply(
            {diagnosticOf(gameB, DiagnosticKey::SchemaUnsupportedKeyword,
                          u"play: oneOf is probably not supported by Neuro"_s, 0, 3),
             diagnosticOf(gameB, DiagnosticKey::MessageInvalid,
                          u"data.query: the member is missing; it must be a string"_s, 4 * seconds,
                          5),
             diagnosticOf(gameA, DiagnosticKey::ContextHeading, u"# Round 2"_s, 5 * seconds, 8),
             diagnosticOf(gameA, DiagnosticKey::ResultTimeout, u"shoot: no result within 18 s"_s,
                          30 * seconds)});
        QCoreApplication::processEvents();
    }

    QStringList shown() const { return modelLines(*table->model(), {DiagnosticsModel::What}); }
    /// Keys of the table alone need it.
    bool focus()
    {
        panel.focusTable();
        return QTest::qWaitForWindowActive(&panel) &&
               QTest::qWaitFor([this] { return table->hasFocus(); });
    }
    void choose(int row) { table->selectRow(row); }
    QAction *action(const QString &text) const
    {
        for (QAction *each : panel.menuActions()) {
            if (each->text().remove(u'&') == text)
                return each;
        }
        return nullptr;
    }
    bool trigger(const QString &text)
    {
        QAction *found = action(text);
        if (!found || !found->isEnabled())
            return false;
        found->trigger();
        QCoreApplication::processEvents();
        return true;
    }
    /// The text in the place of rows; empty while there are some.
    QString emptyText() const
    {
        const auto *label = table->viewport()->findChild<QLabel *>();
        return label->isVisible() ? label->text() : QString();
    }

    DiagnosticsModel model;
    DiagnosticsPanel panel;
    QTableView *table;
    ui::DiagnosticDetails *details;
};

/// Frames with numbers, and what is wrong with one of them.
relay::RelayEvents numberedFrames(quint64 first, int count)
{
    relay::RelayEvents events;
    for (int i = 0; i < count; ++i) {
        relay::FrameEvent event = of(numbered(i), i % 2 ? gameB : gameA);
        event.seq = first + static_cast<quint64>(i);
        events.emplace_back(event);
    }
    return events;
}

/// As it is painted before the name.
QColor dotColor(QTreeView &tree, const QModelIndex &game)
{
    const QRect row = tree.visualRect(game);
    const QPoint middle(row.left() + ui::dotSize / 2, row.center().y());
    return tree.viewport()->grab(QRect(middle, QSize(1, 1))).toImage().pixelColor(0, 0);
}

QString tabTitle(const WindowFixture &fixture)
{
    auto *panel = fixture.window->findChild<DiagnosticsPanel *>();
    const ui::FlatTabWidget *tabs = tabsOf(*fixture.window, panel);
    return tabs ? tabs->tabText(tabs->indexOf(panel)) : QString();
}

} // namespace

class TestDiagnosticsPanel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }

    void emptyAndFull()
    {
        Fixture fixture;
        QVERIFY(fixture.emptyText().startsWith(u"Nothing to complain about"_s));
        QVERIFY(!fixture.details->isVisible());
        QVERIFY(saveScreenshots(fixture.panel, u"diagnostics-empty"_s));
        fixture.happen();
        QCOMPARE(fixture.shown(), (QStringList{u"Message refused"_s, u"No result in time"_s,
                                               u"Schema uses what Neuro may not support"_s,
                                               u"Context starts with a heading"_s}));
        QVERIFY(fixture.emptyText().isEmpty());
        QVERIFY(saveScreenshots(fixture.panel, u"diagnostics-full"_s));
        fixture.choose(0);
        QVERIFY(fixture.details->isVisible());
        QVERIFY(saveScreenshots(fixture.panel, u"diagnostics-chosen"_s));
        // The window has no more room for it at its smallest.
        QVERIFY2(fixture.panel.minimumSizeHint().width() <= 378,
                 qPrintable(QString::number(fixture.panel.minimumSizeHint().width())));
        fixture.panel.resize(378, 240);
        QCoreApplication::processEvents();
        QCOMPARE(fixture.panel.width(), 378);
        QVERIFY(fixture.table->isColumnHidden(DiagnosticsModel::Count));
        QVERIFY(saveScreenshots(fixture.panel, u"diagnostics-narrow"_s));
        fixture.panel.resize(780, 240);
        QTRY_VERIFY(!fixture.table->isColumnHidden(DiagnosticsModel::Count));
        QVERIFY(fixture.table->isColumnHidden(DiagnosticsModel::Detail));
        fixture.table->clearSelection();
        QVERIFY(!fixture.table->isColumnHidden(DiagnosticsModel::Detail));
    }

    void explainsTheChosenRow()
    {
        Fixture fixture;
        fixture.happen();
        fixture.choose(0);
        const QString text = fixture.details->toPlainText();
        for (const QString &part :
             {u"Message refused · Tic Tac Toe"_s, u"error · message/invalid · once, at 17:31:06"_s,
              u"data.query: the member is missing; it must be a string"_s,
              models::diagnosticMeaning(DiagnosticKey::MessageInvalid),
              QString(u"What to do: "_s + models::diagnosticAdvice(DiagnosticKey::MessageInvalid)),
              u"Specification: Neuro API Specification"_s})
            QVERIFY2(text.contains(part), qPrintable(text));
        // It goes on while one reads.
        fixture.model.apply({diagnosticOf(gameB, DiagnosticKey::MessageInvalid, u"<b>&amp;"_s)});
        QTRY_VERIFY(fixture.details->toPlainText().contains(u"2 times"_s));
        QVERIFY(fixture.details->toPlainText().contains(u"<b>&amp;"_s));
        fixture.table->clearSelection();
        QVERIFY(!fixture.details->isVisible());
    }

    void linksOpenInTheBrowser()
    {
        LinkTaker taker;
        Fixture fixture;
        fixture.happen();
        fixture.choose(1);
        Q_EMIT fixture.details->anchorClicked(models::diagnosticLink(DiagnosticKey::ResultTimeout));
        QCOMPARE(taker.urls.size(), 1);
        QVERIFY(fixture.details->toHtml().contains(taker.urls.first().toString()));
    }

    void dismissAndRestore()
    {
        Fixture fixture;
        QVERIFY(!fixture.trigger(u"Dismiss all"_s));
        fixture.happen();
        QVERIFY(!fixture.trigger(u"Dismiss"_s));
        QVERIFY(fixture.focus());
        fixture.choose(0);
        QTest::keyClick(fixture.table, Qt::Key_Delete);
        QCOMPARE(fixture.shown().size(), 3);
        QTRY_VERIFY(fixture.action(u"Show hidden (1)"_s));
        QVERIFY(fixture.trigger(u"Dismiss all"_s));
        QVERIFY(fixture.emptyText().startsWith(u"Nothing open."_s));
        QCOMPARE(fixture.model.openRows(), 0);
        fixture.model.apply({diagnosticOf(gameA, DiagnosticKey::ContextHeading)});
        QCOMPARE(fixture.shown(), QStringList{u"Context starts with a heading"_s});
        QCoreApplication::processEvents();
        QVERIFY(fixture.trigger(u"Show hidden (3)"_s));
        QCOMPARE(fixture.shown().size(), 4);
        fixture.choose(0);
        QVERIFY(fixture.details->toPlainText().contains(u"Dismissed until it happens again."_s));
        QVERIFY(saveScreenshots(fixture.panel, u"diagnostics-hidden-shown"_s));
        QVERIFY(fixture.trigger(u"Restore"_s));
        QCOMPARE(fixture.model.openRows(), 2);
        QVERIFY(fixture.trigger(u"Restore all"_s));
        QCOMPARE(fixture.model.openRows(), 4);
        QVERIFY(!fixture.trigger(u"Restore all"_s));
    }

    void muteAndUnmute()
    {
        Fixture fixture;
        fixture.happen();
        fixture.choose(0);
        QVERIFY(fixture.trigger(u"Mute for this game"_s));
        QCOMPARE(fixture.model.mutes().list(),
                 QList{(models::DiagnosticMute{gameB, DiagnosticKey::MessageInvalid})});
        QCOMPARE(fixture.shown().size(), 3);
        QVERIFY(fixture.trigger(u"Show hidden (1)"_s));
        fixture.choose(0);
        QVERIFY(fixture.details->toPlainText().contains(u"Muted for this game."_s));
        QVERIFY(!fixture.trigger(u"Mute for this game"_s));
        QVERIFY(fixture.trigger(u"Unmute"_s));
        QVERIFY(fixture.model.mutes().list().isEmpty());
        fixture.model.mute({{gameB, std::nullopt}});
        fixture.choose(0);
        QCoreApplication::processEvents();
        QVERIFY(fixture.details->toPlainText().contains(u"All diagnostics of this game"_s));
        QVERIFY(fixture.trigger(u"Unmute the game"_s));
        QCOMPARE(fixture.model.openRows(), 4);
    }

    void severalAtOnce()
    {
        Fixture fixture;
        fixture.happen();
        fixture.table->selectAll();
        QVERIFY(fixture.trigger(u"Mute for this game"_s));
        QCOMPARE(fixture.model.mutes().list().size(), 4);
        QVERIFY(fixture.shown().isEmpty());
    }

    void filters()
    {
        Fixture fixture;
        fixture.happen();
        const auto boxes = fixture.panel.findChildren<QComboBox *>();
        QCOMPARE(boxes.size(), 2);
        QCOMPARE(boxes[1]->count(), 3);
        boxes[1]->setCurrentIndex(boxes[1]->findData(gameA));
        QCOMPARE(fixture.shown().size(), 2);
        boxes[0]->setCurrentIndex(1);
        QCOMPARE(fixture.shown(), QStringList{u"No result in time"_s});
        QVERIFY(fixture.trigger(u"Dismiss all"_s));
        QCOMPARE(fixture.emptyText(), u"Nothing open passes the filter."_s);
        // Another game's row comes: what was chosen stays chosen.
        fixture.model.apply({diagnosticOf(u"Chess"_s, DiagnosticKey::ForceEmpty)});
        QTRY_COMPARE(boxes[1]->count(), 4);
        QCOMPARE(boxes[1]->currentData().toString(), gameA);
        boxes[1]->setCurrentIndex(0);
        QCOMPARE(fixture.model.openRows(), 4);
    }

    void whatIsSelectedInTheDetailsStays()
    {
        Fixture fixture;
        fixture.happen();
        fixture.choose(1);
        const auto happenAgain = [&fixture] {
            fixture.model.apply({diagnosticOf(gameA, DiagnosticKey::ResultTimeout,
                                              u"shoot: no result within 18 s"_s, 60 * seconds)});
            QCoreApplication::processEvents();
        };
        QVERIFY(fixture.details->toPlainText().contains(u"once, at"_s));
        fixture.details->selectAll();
        const QString selected = fixture.details->textCursor().selectedText();
        happenAgain();
        QCOMPARE(fixture.details->textCursor().selectedText(), selected);
        // Afterwards it is as it is now.
        fixture.details->moveCursor(QTextCursor::Start);
        QTRY_VERIFY2(fixture.details->toPlainText().contains(u"2 times, first "_s),
                     qPrintable(fixture.details->toPlainText()));
        // Another row is shown at once.
        fixture.details->selectAll();
        fixture.choose(2);
        QVERIFY(!fixture.details->textCursor().hasSelection());
        QVERIFY(!fixture.details->toPlainText().contains(u"2 times, first "_s));
    }

    void copies()
    {
        Fixture fixture;
        fixture.happen();
        QVERIFY(fixture.focus());
        fixture.choose(1);
        QTest::keySequence(fixture.table, QKeySequence::Copy);
        QVERIFY(QGuiApplication::clipboard()->text().startsWith(
            u"Buckshot Roulette: No result in time\n"_s));
        fixture.table->clearSelection();
        QVERIFY(fixture.trigger(u"Copy"_s));
        QCOMPARE(QGuiApplication::clipboard()->text().count(u"SPECIFICATION.md"_s), 4);
    }

    void frames()
    {
        Fixture fixture;
        QSignalSpy wanted(&fixture.panel, &DiagnosticsPanel::frameWanted);
        fixture.happen();
        fixture.choose(1); // No message caused it.
        QVERIFY(!fixture.trigger(u"Go to the message"_s));
        fixture.choose(0);
        Q_EMIT fixture.table->activated(fixture.table->currentIndex());
        QCOMPARE(wanted.size(), 1);
        QVERIFY(fixture.details->toHtml().contains(u"href=\"frame:5\""_s));
        Q_EMIT fixture.details->anchorClicked(QUrl(u"frame:5"_s));
        QCOMPARE(wanted.size(), 2);
        QCOMPARE(wanted.last(), wanted.first());
        QCOMPARE(wanted.first().first().toULongLong(), 5ULL);
    }

    void rowsThatWereLetGo()
    {
        Fixture fixture;
        relay::RelayEvents flood;
        for (int i = 0; i < DiagnosticsModel::rowsKept + 7; ++i)
            flood.emplace_back(diagnosticOf(QString::number(i), DiagnosticKey::ResultSlow));
        fixture.model.apply(flood);
        QCoreApplication::processEvents();
        const auto labels = fixture.panel.findChildren<QLabel *>();
        const bool isTold = std::any_of(labels.begin(), labels.end(), [](const QLabel *label) {
            return label->isVisible() && label->text().startsWith(u"7 rows"_s);
        });
        QVERIFY(isTold);
    }

    void layoutIsKept()
    {
        Fixture fixture;
        QHeaderView *header = fixture.table->horizontalHeader();
        header->resizeSection(DiagnosticsModel::Game, 77);
        fixture.table->sortByColumn(DiagnosticsModel::Count, Qt::AscendingOrder);
        Fixture other;
        other.panel.restoreLayout(fixture.panel.saveLayout());
        QCOMPARE(other.table->columnWidth(DiagnosticsModel::Game), 77);
        QCOMPARE(other.table->horizontalHeader()->sortIndicatorSection(), DiagnosticsModel::Count);
        other.panel.restoreLayout("strange");
        QVERIFY(other.table->columnWidth(DiagnosticsModel::Game) != 77);
        QCOMPARE(other.table->horizontalHeader()->sortIndicatorSection(),
                 DiagnosticsModel::Severity);
    }

    /// In the window: the title of the tab, the game in the tree, the message in the traffic.
    void inTheWindow()
    {
        WindowFixture fixture;
        fixture.window->resize(1440, 900);
        fixture.window->show();
        fixture.apply({listening()});
        QCOMPARE(tabTitle(fixture), u"Diagnostics"_s);
        fixture.apply(sceneGames());
        fixture.apply(sceneFrames());
        fixture.apply(sceneForces());
        QCOMPARE(tabTitle(fixture), u"Diagnostics (2)"_s);
        auto *panel = fixture.window->findChild<DiagnosticsPanel *>();
        for (QAction *each : fixture.window->findChildren<QAction *>()) {
            if (each->toolTip().startsWith(u"Go to what the games do wrong"_s))
                each->trigger();
        }
        QVERIFY(panel->isVisible());
        fixture.find<QTableView>(u"diagnostics"_s)->selectRow(0);
        QCoreApplication::processEvents();
        // The dot of the game in the tree has the colour of the worst one.
        const ui::ThemeColors &colors = ui::themeColors(fixture.window->palette());
        auto *tree = fixture.find<QTreeView>(u"integrations"_s);
        const QModelIndex game = fixture.models.integrations()->index(1, 0);
        QCOMPARE(dotColor(*tree, game), colors.error);
        fixture.models.diagnostics()->dismiss({0});
        QCOMPARE(tabTitle(fixture), u"Diagnostics (1)"_s);
        QCOMPARE(dotColor(*tree, game), colors.warning);
        fixture.apply({diagnosticOf(gameB, DiagnosticKey::ContextJson)});
        fixture.models.diagnostics()->dismiss({1});
        QCOMPARE(dotColor(*tree, game), colors.accent);
        fixture.models.diagnostics()->dismiss({2});
        QCOMPARE(dotColor(*tree, game), colors.success);
    }

    void goesToTheMessage()
    {
        WindowFixture fixture;
        fixture.window->show();
        fixture.apply(numberedFrames(10, 20));
        fixture.apply({diagnosticOf(gameB, DiagnosticKey::MessageInvalid, {}, 0, 15)});
        auto *panel = fixture.window->findChild<DiagnosticsPanel *>();
        auto *traffic = fixture.find<QTableView>(u"traffic"_s);
        const auto chosenFrame = [&] {
            const int row = traffic->currentIndex().row();
            return row < 0 ? 0 : fixture.models.traffic()->frame(row).seq;
        };
        Q_EMIT panel->frameWanted(15);
        QCOMPARE(chosenFrame(), 15ULL);
        QVERIFY(!fixture.window->findChild<ui::TrafficView *>()->isFollowing());
        // A filter that hides it is removed.
        const auto *bar = fixture.window->findChild<ui::RelayStatusBar *>();
        QVERIFY(bar->told().isEmpty());
        fixture.window->findChild<ui::TrafficView *>()->setGame(gameA);
        Q_EMIT panel->frameWanted(17);
        QCOMPARE(chosenFrame(), 17ULL);
        QCOMPARE(bar->told(), u"The filter hid this message, and was removed."_s);
        QCOMPARE(fixture.models.traffic()->rowCount(), 20);
        fixture.models.traffic()->clear();
        Q_EMIT panel->frameWanted(17);
        QVERIFY2(bar->told().startsWith(u"The traffic does not hold message 17 any more"_s),
                 qPrintable(bar->told()));
    }

    void mutesOfAGameAreKept()
    {
        WindowFixture fixture;
        fixture.apply(sceneGames());
        auto *view = fixture.window->findChild<ui::IntegrationsView *>();
        const auto muteAction = [&] {
            const QModelIndex game = fixture.models.integrations()->index(1, 0);
            const std::unique_ptr<QMenu> menu(view->makeMenu(game, nullptr));
            for (QAction *each : menu->actions()) {
                if (each->text().remove(u'&') == u"Mute diagnostics"_s)
                    return each;
            }
            return static_cast<QAction *>(nullptr);
        };
        QVERIFY(muteAction());
        QVERIFY(!muteAction()->isChecked());
        muteAction()->trigger();
        QVERIFY(muteAction()->isChecked());
        QCOMPARE(tabTitle(fixture), u"Diagnostics"_s);
        QVERIFY(!fixture.models.integrations()
                     ->index(1, 0)
                     .data(models::IntegrationsModel::SeverityRole)
                     .isValid());
        fixture.models.diagnostics()->mute({{u"<Ä>, [x]"_s, DiagnosticKey::ResultSlow}});
        const QList<models::DiagnosticMute> mutes = fixture.models.diagnostics()->mutes().list();
        fixture.models.diagnostics()->disconnect();
        fixture.models.diagnostics()->setMutes({});
        fixture.open();
        QCOMPARE(fixture.models.diagnostics()->mutes().list(), mutes);
        QCOMPARE(mutes.size(), 2);
    }

    void strangeMutesAreLeftOut()
    {
        WindowFixture fixture;
        QFile file(fixture.folder.filePath(u"window.ini"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("[mutes]\n1\\game=A\n1\\key=no/such\n2\\game=B\n2\\key=*\n"
                   "3\\game=C\n3\\key=result/slow\nsize=3\n");
        file.close();
        fixture.open();
        QCOMPARE(fixture.settings->diagnosticMutes(),
                 (QList<models::DiagnosticMute>{{u"B"_s, std::nullopt},
                                                {u"C"_s, DiagnosticKey::ResultSlow}}));
    }
};

QTEST_MAIN(TestDiagnosticsPanel)
#include "tst_diagnosticspanel.moc"
