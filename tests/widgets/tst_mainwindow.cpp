// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "forcesamples.h"
#include "widgets/actionbutton.h"
#include "widgets/deciderbutton.h"
#include "widgets/demolauncher.h"
#include "widgets/emptygames.h"
#include "widgets/forcecard.h"
#include "widgets/forcedesk.h"
#include "widgets/noticebar.h"
#include "widgets/panel.h"
#include "widgets/relaybutton.h"
#include "widgets/relaystatusbar.h"
#include "widgets/schemaform.h"
#include "widgets/screenshots.h"
#include "widgets/toolrow.h"
#include "widgets/upstreamevents.h"
#include "widgets/windowfixture.h"
#include "widgets/windowparts.h"
#include "widgets/windowscene.h"

#include <QAction>
#include <QCheckBox>
#include <QClipboard>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QTableView>
#include <QTest>
#include <QToolBar>
#include <QToolButton>
#include <QTreeView>

#include <algorithm>

using namespace neuro;
using namespace neuro::tests;
using namespace Qt::Literals::StringLiterals;

namespace {

relay::RelayEvents oneGame()
{
    return {listening(), connected(1), named(1, u"Game A"_s, u"game-a"_s)};
}

} // namespace

class TestMainWindow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void looksAsSketched()
    {
        WindowFixture fixture;
        ui::MainWindow &window = *fixture.window;
        window.resize(1440, 900);
        window.show();
        fixture.apply({listening()});
        QVERIFY(saveScreenshots(window, u"main-empty"_s));

        fixture.apply(sceneGames());
        fixture.apply(sceneFrames());
        fixture.apply(sceneForces());
        fixture.apply(sceneTranscript());
        // Only their rates are shown: nothing else has happened lately.
        relay::RelayEvents lately(30, of(frame({}, {}, 70 * seconds), u"Buckshot Roulette"_s, 1));
        lately.resize(32, of(frame({}, {}, 71 * seconds), u"しりとり対戦"_s, 3));
        fixture.models.integrations()->apply(lately);
        fixture.models.integrations()->tick(startWall() + 72 * seconds);
        service::ServiceStatistics statistics;
        statistics.messagesPerSecond = 128;
        statistics.relayP50 = 110'000;
        statistics.relayP99 = 240'000;
        statistics.uptimeMs = 761'000;
        statistics.frames = 41'208;
        statistics.recording.recording = true;
        statistics.recording.frames = 41'208;
        statistics.recording.bytes = 18'200'000;
        Q_EMIT fixture.service->statistics(statistics);
        auto *table = fixture.find<QTableView>(u"traffic"_s);
        table->setCurrentIndex(table->model()->index(5, 0));
        auto *desk = window.findChild<ui::ForceDesk *>();
        desk->showForce(1);
        auto *card = window.findChild<ui::ForceCard *>();
        QVERIFY(card);
        QCOMPARE(card->force().id, relay::ForceId(1));
        auto *useItemChoice = card->findChildren<QRadioButton *>().value(1);
        QVERIFY(useItemChoice);
        useItemChoice->click();
        QVERIFY(card->form());
        card->form()->setData(samples::json("{'item':'beer','count':1,'say_aloud':true}"));
        QVERIFY(!card->isEditedAsJson());
        QVERIFY(saveScreenshots(window, u"main-full"_s));

        table->setCurrentIndex(table->model()->index(4, 0));
        fixture.apply({relay::AdmissionEvent{
                           moment(0), relay::Door::Backend, u"https://play.example.org"_s, {}},
                       notListening(u"127.0.0.1:8000: address already in use"_s)});
        window.close();
        QVERIFY(saveScreenshots(window, u"main-notices"_s));
        QCOMPARE(window.notices()->count(), 3);
    }

    void countsWhoIsThere()
    {
        WindowFixture fixture;
        const auto isShown = [&fixture](const QString &counts) {
            const auto labels = fixture.window->findChildren<QLabel *>();
            return std::any_of(labels.cbegin(), labels.cend(),
                               [&](const QLabel *label) { return label->text() == counts; });
        };
        fixture.apply({listening(), watcher(1, u"logger"_s), hubClient(2, u"a"_s, u"ui"_s),
                       hubClient(3, u"b"_s, u"observer"_s)});
        QTRY_VERIFY(isShown(u"0 games · 1 watcher · hub: 2"_s));
        fixture.apply({disconnected(1), disconnected(3)});
        QTRY_VERIFY(isShown(u"0 games · hub: 1"_s));
        fixture.apply({disconnected(2)});
        QTRY_VERIFY(isShown(u"0 games"_s));
    }

    void closesAtOnceWithoutGames()
    {
        WindowFixture fixture;
        fixture.window->show();
        QVERIFY(fixture.window->close());
    }

    void asksBeforeItClosesOnGames()
    {
        WindowFixture fixture;
        ui::MainWindow &window = *fixture.window;
        window.show();
        fixture.apply(oneGame());
        QVERIFY(!window.close());
        QVERIFY(window.isVisible());
        QVERIFY(!QApplication::activeModalWidget());
        ui::Notice *question = window.notices()->find(ui::MainWindow::closeKey);
        buttonOf(question, u"Keep running"_s)->click();
        QVERIFY(window.isVisible());
        QCOMPARE(window.notices()->count(), 0);

        actionCalled(window, u"Quit"_s)->trigger();
        QVERIFY(window.isVisible());
        buttonOf(window.notices()->find(ui::MainWindow::closeKey), u"Stop and close"_s)->click();
        QVERIFY(!window.isVisible());
    }

    void strangersDoNotHideTheQuestion_data()
    {
        QTest::addColumn<int>("strangers");
        QTest::newRow("more than fit") << 4;
        QTest::newRow("more than are kept") << ui::NoticeBar::noticesKept + 1;
    }

    void strangersDoNotHideTheQuestion()
    {
        QFETCH(int, strangers);
        WindowFixture fixture;
        ui::MainWindow &window = *fixture.window;
        window.show();
        fixture.apply(oneGame());
        for (int i = 0; i < strangers; ++i)
            fixture.apply({relay::AdmissionEvent{
                moment(0), relay::Door::Backend, u"https://%1.example"_s.arg(i), {}}});
        QVERIFY(!window.close());
        QVERIFY(window.isVisible());
        QVERIFY(window.notices()->find(ui::MainWindow::closeKey)->isVisible());
    }

    void theQuestionGoesWithTheLastGame()
    {
        WindowFixture fixture;
        fixture.window->show();
        fixture.apply(oneGame());
        QVERIFY(!fixture.window->close());
        fixture.apply({disconnected(1)});
        QCOMPARE(fixture.window->notices()->count(), 0);
        QVERIFY(fixture.window->close());
    }

    void closeNowDoesNotAsk()
    {
        WindowFixture fixture;
        fixture.window->show();
        fixture.apply(oneGame());
        fixture.window->closeNow();
        QVERIFY(!fixture.window->isVisible());
    }

    /// A second start of the program brings this window up.
    void isRaisedFromBeingMinimized()
    {
        WindowFixture fixture;
        ui::MainWindow &window = *fixture.window;
        window.showMaximized();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        window.showMinimized();
        QTRY_VERIFY(window.isMinimized());
        window.raiseWindow();
        QTRY_VERIFY(!window.isMinimized());
        QTRY_VERIFY(window.isActiveWindow());
        QVERIFY(window.isMaximized()); // As it was.
    }

    void layoutComesBack()
    {
        WindowFixture fixture;
        fixture.window->resize(1100, 700);
        fixture.window->show();
        auto *table = fixture.find<QTableView>(u"traffic"_s);
        table->setColumnHidden(models::TrafficModel::Delta, true);
        table->setColumnWidth(models::TrafficModel::Peer, 222);
        panelCalled(*fixture.window, u"Inspector"_s)->hide();
        QVERIFY(fixture.window->close());

        fixture.open();
        fixture.window->show();
        QCOMPARE(fixture.window->size(), QSize(1100, 700));
        table = fixture.find<QTableView>(u"traffic"_s);
        QVERIFY(table->isColumnHidden(models::TrafficModel::Delta));
        QCOMPARE(table->columnWidth(models::TrafficModel::Peer), 222);
        QVERIFY(panelCalled(*fixture.window, u"Inspector"_s)->isHidden());

        actionCalled(*fixture.window, u"Restore default layout"_s)->trigger();
        QVERIFY(!table->isColumnHidden(models::TrafficModel::Delta));
        QVERIFY(!panelCalled(*fixture.window, u"Inspector"_s)->isHidden());
        QVERIFY(fixture.settings->layout(u"panels"_s).isEmpty());
    }

    void usedFiltersComeBack()
    {
        WindowFixture fixture;
        fixture.window->show();
        auto *field = fixture.find<QLineEdit>(u"trafficFilter"_s);
        field->setText(u"dir:in"_s);
        QTest::keyClick(field, Qt::Key_Return);
        fixture.open();
        fixture.window->show();
        field = fixture.find<QLineEdit>(u"trafficFilter"_s);
        QVERIFY(field->text().isEmpty());
        QTest::keyClick(field, Qt::Key_Down, Qt::AltModifier);
        const auto *menu = fixture.find<QMenu>(u"trafficFilterHistory"_s);
        QVERIFY(menu);
        QCOMPARE(menu->actions().first()->text(), u"dir:in"_s);
    }

    void aLayoutOfAnotherVersionIsIgnored()
    {
        WindowFixture fixture;
        fixture.window->show();
        panelCalled(*fixture.window, u"Inspector"_s)->hide();
        QVERIFY(fixture.window->close());
        fixture.settings.reset();
        {
            QSettings file(fixture.folder.filePath(u"window.ini"_s), QSettings::IniFormat);
            file.setValue(u"layout/version"_s, ui::WindowSettings::layoutVersion + 1);
        }
        fixture.open();
        QVERIFY(!panelCalled(*fixture.window, u"Inspector"_s)->isHidden());
    }

    void themeIsAppliedAndKept()
    {
        WindowFixture fixture;
        fixture.window->show();
        actionCalled(*fixture.window, u"Dark"_s)->trigger();
        QVERIFY(ui::isDark(QApplication::palette()));
        QVERIFY(fixture.settings->theme() == ui::ThemeMode::Dark);
        fixture.open();
        QVERIFY(actionCalled(*fixture.window, u"Dark"_s)->isChecked());
        actionCalled(*fixture.window, u"Light"_s)->trigger();
        QVERIFY(!ui::isDark(QApplication::palette()));
    }

    void choosingAGameFiltersTheTraffic()
    {
        WindowFixture fixture;
        fixture.window->show();
        fixture.apply(sceneGames());
        fixture.apply(sceneFrames());
        auto *tree = fixture.find<QTreeView>(u"integrations"_s);
        tree->setCurrentIndex(tree->model()->index(1, 0));
        QCOMPARE(fixture.models.traffic()->rowCount(), 3);
        actionCalled(*fixture.window, u"Show all traffic"_s)->trigger();
        QCOMPARE(fixture.models.traffic()->rowCount(), 10);
        QVERIFY(tree->selectionModel()->selectedRows().isEmpty());
    }

    void theChosenFrameIsInspected()
    {
        WindowFixture fixture;
        fixture.window->show();
        fixture.apply(sceneFrames());
        auto *table = fixture.find<QTableView>(u"traffic"_s);
        table->setCurrentIndex(table->model()->index(0, 0));
        auto *raw = fixture.find<QPlainTextEdit>(u"inspectorRaw"_s);
        QCOMPARE(raw->toPlainText().toUtf8(), fixture.models.traffic()->frame(0).payload);
        actionCalled(*fixture.window, u"Clear traffic"_s)->trigger();
        QCOMPARE(fixture.models.traffic()->rowCount(), 0);
    }

    void addressIsCopied()
    {
        WindowFixture fixture;
        fixture.window->show();
        QAction *copy = actionCalled(*fixture.window, u"Copy address"_s);
        QVERIFY(!copy->isEnabled());
        fixture.apply({listening()});
        copy->trigger();
        QCOMPARE(QGuiApplication::clipboard()->text(), u"ws://127.0.0.1:8000"_s);
    }

    /// However long the texts are in a language, and whatever the relay's state is.
    void theToolBarFitsAtEveryWidth()
    {
        WindowFixture fixture;
        ui::MainWindow &window = *fixture.window;
        auto *row = window.findChild<QToolBar *>()->findChild<ui::ToolRow *>();
        const auto texts = [row] {
            QStringList shown;
            for (const auto *button : row->findChildren<QPushButton *>())
                shown.append(button->text());
            return shown;
        };
        // The buttons that are cut off or squeezed.
        const auto unfit = [&window, row] {
            QStringList names;
            for (const auto *each : row->findChildren<QPushButton *>()) {
                const QRect place(each->mapTo(&window, QPoint()), each->size());
                if (!each->isVisible() || each->width() < each->minimumSizeHint().width() ||
                    !window.rect().contains(place))
                    names.append(each->accessibleName());
            }
            return names.join(u", "_s);
        };
        window.resize(1440, 900);
        window.show();
        fixture.apply({listening()});
        QTRY_COMPARE(unfit(), QString());
        const QStringList all = texts();
        QVERIFY(all.contains(u"Configuration…"_s) && !all.contains(QString()));
        window.resize(window.minimumSize());
        fixture.apply({upstream(State::Connected)});
        QTRY_COMPARE(unfit(), QString());
        QTRY_VERIFY(texts().contains(QString()));
        QVERIFY(saveScreenshots(*row, u"tool-bar-small"_s));
        QVERIFY(texts().contains(u"Cut all games"_s));
        // What lost its text is still told.
        for (const auto *button : row->findChildren<ui::ActionButton *>())
            QVERIFY(!button->accessibleName().isEmpty() && !button->toolTip().isEmpty());
        actionCalled(window, u"Hold forces"_s)->setText(u"Retenir tous les choix forcés"_s);
        actionCalled(window, u"Cut all games"_s)->setText(u"Couper tous les jeux à la fois"_s);
        QTRY_COMPARE(unfit(), QString());
        window.resize(1900, 900);
        QTRY_VERIFY(!texts().contains(QString()));
        QTRY_COMPARE(unfit(), QString());
    }

    /// Where every address is listened on there is none of that name to connect to.
    void anAddressThatIsShownCanBeConnectedTo_data()
    {
        QTest::addColumn<QString>("bound");
        QTest::addColumn<QString>("shown");
        QTest::newRow("IPv4") << u"0.0.0.0:8000"_s << u"127.0.0.1:8000"_s;
        QTest::newRow("IPv6") << u"[::]:8000"_s << u"[::1]:8000"_s;
        QTest::newRow("chosen") << u"192.168.0.0:8000"_s << u"192.168.0.0:8000"_s;
    }

    void anAddressThatIsShownCanBeConnectedTo()
    {
        QFETCH(QString, bound);
        QFETCH(QString, shown);
        WindowFixture fixture;
        fixture.window->show();
        relay::DoorEvent door = listening();
        door.addresses = {bound};
        fixture.apply({door});
        actionCalled(*fixture.window, u"Copy address"_s)->trigger();
        QCOMPARE(QGuiApplication::clipboard()->text(), u"ws://"_s + shown);
        QStringList texts;
        for (const QLabel *label :
             fixture.window->findChild<ui::EmptyGames *>()->findChildren<QLabel *>())
            texts.append(label->text());
        QVERIFY2(texts.contains(u"No game yet. Point your game at\nws://"_s + shown),
                 qPrintable(texts.join(u'|')));
        const auto *button = fixture.window->findChild<ui::RelayButton *>();
        QCOMPARE(button->text(), u"Relay on "_s + bound);
        QVERIFY2(button->toolTip().contains(u"Games connect to:\n"_s + shown),
                 qPrintable(button->toolTip()));
        QCOMPARE(button->toolTip().contains(u"other computers"), bound != shown);
    }

    /// Where games connect, which need not be the port of the configuration.
    void demoGamesAreStartedWithTheAddressOfTheDoor()
    {
        WindowFixture fixture;
        const QString program = fixture.folder.filePath(u"demo.sh"_s);
        QFile script(program);
        QVERIFY(script.open(QIODevice::WriteOnly));
        script.write(
            "#!/bin/sh\nprintf '%s ' \"$@\" >\"$0.new\" && mv \"$0.new\" \"$0.arguments\"\n");
        script.close();
        QVERIFY(script.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
        auto *demos = fixture.window->findChild<ui::DemoLauncher *>();
        demos->setProgram(program);
        fixture.window->show();
        relay::DoorEvent door = listening();
        door.addresses = {u"127.0.0.1:8123"_s};
        fixture.apply({door});

        const auto arguments = [&program] {
            QFile file(program + u".arguments"_s);
            return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
        };
        auto *button = fixture.find<QPushButton>(u"tic-tac-toe"_s);
        QTest::mouseClick(button, Qt::LeftButton);
        QTRY_COMPARE(arguments(), u"demo tic-tac-toe --url ws://127.0.0.1:8123 "_s);
        QTRY_VERIFY(button->isEnabled());

        actionCalled(*fixture.window, u"Rock-paper-scissors"_s)->trigger();
        QTRY_COMPARE(arguments(), u"demo rock-paper-scissors --url ws://127.0.0.1:8123 "_s);
        QTRY_VERIFY(!demos->isRunning(u"rock-paper-scissors"_s));
    }

    void failedCommandsAreTold()
    {
        WindowFixture fixture;
        relay::OperatorEvent result;
        result.what = u"send_action"_s;
        result.peer = 1;
        result.code = relay::CommandError::UnknownGame;
        result.error = neuro::protocol::verbatim(u"the game has left"_s);
        fixture.apply({result});
        const auto *bar = fixture.window->findChild<ui::RelayStatusBar *>();
        QVERIFY(bar->told().startsWith(u"The game has left."_s));
    }

    void stoppingToListenOnGamesAsks()
    {
        WindowFixture fixture;
        fixture.window->show();
        fixture.apply(oneGame());
        QAction *listen = actionCalled(*fixture.window, u"Listen for games"_s);
        QVERIFY(listen->isChecked());
        listen->trigger();
        QVERIFY(listen->isChecked());
        QCOMPARE(fixture.window->notices()->count(), 1);
    }

    void decidersCanBeChosenAndOrdered()
    {
        using relay::Decider;
        samples::Commands commands;
        ui::DeciderButton button(commands.sink());
        button.setDeciders({Decider::Operator});
        const auto box = [&button](const QString &title) {
            for (QCheckBox *each : button.list()->findChildren<QCheckBox *>()) {
                if (each->text() == title)
                    return each;
            }
            return static_cast<QCheckBox *>(nullptr);
        };
        QVERIFY(!box(u"Operator"_s)->isEnabled()); // Somebody must decide.
        box(u"First"_s)->click();
        const QList<Decider> both = {Decider::Operator, Decider::First};
        QCOMPARE(commands.last<relay::SetDeciders>()->deciders, both);
        QVERIFY(box(u"Operator"_s)->isEnabled());
        QVERIFY(saveScreenshots(*button.list(), u"deciders"_s));

        button.setDeciders(both);
        QVERIFY(button.text().contains(u"Operator › First"_s));
        for (QToolButton *each : button.list()->findChildren<QToolButton *>()) {
            if (each->toolTip() == u"Ask First earlier"_s)
                each->click();
        }
        const QList<Decider> turned = {Decider::First, Decider::Operator};
        QCOMPARE(commands.last<relay::SetDeciders>()->deciders, turned);
    }

    /// A relay that runs: commands reach it and what it does is shown.
    void worksWithARunningRelay()
    {
        WindowFixture fixture;
        fixture.config.backend.port = 0;
        fixture.config.backend.host = u"127.0.0.1"_s;
        fixture.window.reset();
        fixture.service = std::make_unique<service::RelayService>(fixture.config, fixture.options);
        fixture.open();
        QObject::connect(fixture.service.get(), &service::RelayService::events, &fixture.models,
                         &models::RelayModels::apply);
        QCOMPARE(fixture.service->start(), QString());
        QAction *copy = actionCalled(*fixture.window, u"Copy address"_s);
        QTRY_VERIFY(copy->isEnabled());
        copy->trigger();
        QVERIFY(QGuiApplication::clipboard()->text().startsWith(u"ws://127.0.0.1:"_s));

        actionCalled(*fixture.window, u"Hold forces"_s)->trigger();
        QTRY_VERIFY(fixture.models.settings().holdAll);
        QAction *cut = actionCalled(*fixture.window, u"Cut all games"_s);
        cut->trigger();
        QVERIFY(!cut->isChecked()); // It asks first.
        const auto answer = [&fixture](const QString &text) {
            for (auto *each : fixture.window->notices()->findChildren<QPushButton *>()) {
                if (each->text() == text)
                    return each->click();
            }
            QFAIL("no such button");
        };
        answer(u"Cut all games"_s);
        QTRY_VERIFY(fixture.models.settings().isCut);
        QVERIFY(cut->isChecked());
        QTRY_VERIFY(fixture.window->notices()->find(ui::MainWindow::cutKey));
        answer(u"Let games in again"_s);
        QTRY_VERIFY(!fixture.models.settings().isCut);
        QVERIFY(!cut->isChecked());
        QTRY_VERIFY(!fixture.window->notices()->find(ui::MainWindow::cutKey));
        QAction *listen = actionCalled(*fixture.window, u"Listen for games"_s);
        listen->trigger();
        QTRY_VERIFY(!copy->isEnabled());
        QVERIFY(!listen->isChecked());
        listen->trigger();
        QTRY_VERIFY(copy->isEnabled());
        fixture.service->stop();
    }
};

QTEST_MAIN(TestMainWindow)
#include "tst_mainwindow.moc"
