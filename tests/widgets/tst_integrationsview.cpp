// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "forcesamples.h"
#include "models/events.h"
#include "widgets/demolauncher.h"
#include "widgets/integrationsview.h"
#include "widgets/noticebar.h"

#include <QAction>
#include <QClipboard>
#include <QFile>
#include <QFileInfo>
#include <QGuiApplication>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QTreeView>

#include <memory>

using namespace neuro;
using namespace neuro::tests;
using models::IntegrationsModel;
using namespace ui;
using namespace Qt::Literals::StringLiterals;

namespace {

/// A program of one line of shell.
QString script(const QTemporaryDir &folder, const QByteArray &line)
{
    QFile file(folder.filePath(u"demo.sh"_s));
    if (file.open(QIODevice::WriteOnly))
        file.write("#!/bin/sh\n" + line + '\n');
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    return file.fileName();
}

struct Fixture
{
    Fixture()
        : demos(u"/nonexistent/neuro-relay"_s)
        , view(&model, commands.sink(), &notices, &demos)
        , tree(view.findChild<QTreeView *>(u"integrations"_s))
    {
        view.resize(260, 400);
        view.show();
    }

    void connectGames()
    {
        relay::RegistryEvent first;
        first.peer = 1;
        first.actions = {action(u"wait"_s), actionWithData(u"play"_s)};
        model.apply({connected(1), named(1, u"Game A"_s, u"game-a"_s), first, connected(2),
                     named(2, u"Game B"_s, u"game-b"_s)});
    }

    QModelIndex game(int row) const { return model.index(row, 0); }
    QModelIndex actionOf(int game, int row) const
    {
        return model.index(row, 0, model.index(game, 0));
    }

    /// Chooses an entry of the context menu; false when it is not there or disabled.
    bool choose(const QModelIndex &index, const QString &entry)
    {
        const std::unique_ptr<QMenu> menu(view.makeMenu(index, nullptr));
        for (QAction *each : menu->actions()) {
            if (each->text().remove(u'&') != entry || !each->isEnabled())
                continue;
            each->trigger();
            return true;
        }
        return false;
    }

    QPushButton *button(const QString &text) const
    {
        for (QPushButton *each : view.findChildren<QPushButton *>()) {
            if (each->text() == text)
                return each;
        }
        return nullptr;
    }

    IntegrationsModel model;
    samples::Commands commands;
    NoticeBar notices;
    DemoLauncher demos;
    IntegrationsView view;
    QTreeView *tree;
};

} // namespace

class TestIntegrationsView : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsWhatToDoWithoutGames()
    {
        Fixture fixture;
        QVERIFY(!fixture.tree->isVisible());
        QVERIFY(!fixture.button(u"Copy address"_s)->isEnabled());
        fixture.view.setAddress(u"ws://127.0.0.1:8000"_s);
        bool told = false;
        for (const QLabel *label : fixture.view.findChildren<QLabel *>())
            told = told || label->text().contains(u"ws://127.0.0.1:8000"_s);
        QVERIFY(told);
        QSignalSpy copy(&fixture.view, &IntegrationsView::copyAddressWanted);
        fixture.button(u"Copy address"_s)->click();
        QCOMPARE(copy.size(), 1);
        fixture.connectGames();
        QVERIFY(fixture.tree->isVisible());
    }

    void aDemoThatCannotStartIsToldInPlace()
    {
        Fixture fixture;
        fixture.view.setAddress(u"ws://127.0.0.1:8000"_s);
        QPushButton *button = fixture.button(u"Tic-tac-toe"_s);
        QVERIFY(button->isEnabled());
        button->click();
        const auto isTold = [&fixture] {
            for (const QLabel *label : fixture.view.findChildren<QLabel *>()) {
                if (label->isVisible() && label->text().contains(u"/nonexistent/neuro-relay"_s))
                    return true;
            }
            return false;
        };
        QTRY_VERIFY(isTold());
        QVERIFY(!fixture.demos.isRunning(u"tic-tac-toe"_s));
        QVERIFY(button->isEnabled());
    }

    void aDemoThatFailsIsToldWithItsWords()
    {
        QTemporaryDir folder;
        DemoLauncher demos(script(folder, "echo \"cannot reach $4\" >&2; exit 2"));
        QSignalSpy failed(&demos, &DemoLauncher::failed);
        demos.start(u"tic-tac-toe"_s, u"ws://127.0.0.1:9"_s);
        QVERIFY(demos.isRunning(u"tic-tac-toe"_s));
        QTRY_COMPARE(failed.size(), 1);
        QVERIFY(failed.first().first().toString().endsWith(u"cannot reach ws://127.0.0.1:9"_s));
        QVERIFY(!demos.isRunning(u"tic-tac-toe"_s));
    }

    void aDemoThatIsStoppedIsNoError()
    {
        QTemporaryDir folder;
        DemoLauncher demos(script(folder, "exec sleep 60"));
        QSignalSpy running(&demos, &DemoLauncher::runningChanged);
        QSignalSpy failed(&demos, &DemoLauncher::failed);
        demos.start(u"tic-tac-toe"_s, {});
        demos.start(u"tic-tac-toe"_s, {}); // Only once at a time.
        QCOMPARE(running.size(), 1);
        demos.stop(u"tic-tac-toe"_s);
        QTRY_COMPARE(running.size(), 2);
        QCOMPARE(failed.size(), 0);
    }

    void theLockEndsDemosThatRun()
    {
        QTemporaryDir folder;
        // One that ends when it is told, and one that must be killed.
        DemoLauncher demos(script(folder,
                                  "if [ $2 = tic-tac-toe ]; then exec sleep 60; fi; trap '' TERM\n"
                                  "touch \"$0.trapped\"; while :; do sleep 1; done"));
        QSignalSpy told(&demos, &DemoLauncher::lockedOut);
        QSignalSpy failed(&demos, &DemoLauncher::failed);
        demos.setLock({});
        QCOMPARE(told.size(), 0);
        demos.start(u"tic-tac-toe"_s, {});
        demos.start(u"rock-paper-scissors"_s, {});
        QTRY_VERIFY(QFileInfo::exists(folder.filePath(u"demo.sh.trapped"_s)));
        demos.setLock(u"Neuro is here."_s);
        QCOMPARE(told.size(), 1);
        QCOMPARE(told.first().first().toString(),
                 u"Demo games ended: Rock-paper-scissors, Tic-tac-toe. Neuro is here."_s);
        QTRY_VERIFY(!demos.isRunning(u"tic-tac-toe"_s));
        QTRY_VERIFY(!demos.isRunning(u"rock-paper-scissors"_s));
        QCOMPARE(failed.size(), 0);
        demos.setLock({});
        QCOMPARE(told.size(), 1);
    }

    void choosingAGameFilters()
    {
        Fixture fixture;
        fixture.connectGames();
        QSignalSpy spy(&fixture.view, &IntegrationsView::gameSelected);
        fixture.view.focusTree();
        QCOMPARE(spy.size(), 0); // The focus alone chooses nothing.
        fixture.tree->setCurrentIndex(fixture.game(1));
        QCOMPARE(spy.last().first().value<std::optional<QString>>(), std::optional(u"Game B"_s));
        fixture.tree->setCurrentIndex(fixture.actionOf(0, 1));
        QCOMPARE(spy.last().first().value<std::optional<QString>>(), std::optional(u"Game A"_s));
        fixture.view.clearSelection();
        QCOMPARE(spy.last().first().value<std::optional<QString>>(), std::optional<QString>());
    }

    void showsTheActionsOfSmallGames()
    {
        Fixture fixture;
        fixture.connectGames();
        QVERIFY(fixture.tree->isExpanded(fixture.game(0)));
        QStringList many;
        for (int i = 0; i <= IntegrationsView::expandedActions; ++i)
            many.append(QString::number(i));
        fixture.model.apply({registry(2, many)});
        QVERIFY(!fixture.tree->isExpanded(fixture.game(1)));
    }

    void activatingAnActionSendsIt()
    {
        Fixture fixture;
        fixture.connectGames();
        QSignalSpy form(&fixture.view, &IntegrationsView::formWanted);
        Q_EMIT fixture.tree->activated(fixture.actionOf(0, 0));
        const auto *sent = fixture.commands.last<relay::SendAction>();
        QVERIFY(sent);
        QCOMPARE(sent->peer, relay::PeerId(1));
        QCOMPARE(sent->action, u"wait"_s);
        QVERIFY(!sent->data);
        QCOMPARE(form.size(), 0);

        Q_EMIT fixture.tree->activated(fixture.actionOf(0, 1));
        QCOMPARE(fixture.commands.size(), std::size_t(1));
        QCOMPARE(form.size(), 1);
        QCOMPARE(form.last().at(1).toString(), u"Game A"_s);
    }

    void menuSendsCommands()
    {
        Fixture fixture;
        fixture.connectGames();
        QVERIFY(fixture.choose(fixture.game(1), u"Ask to register its actions again"_s));
        QCOMPARE(fixture.commands.last<relay::AskToReregister>()->peer, relay::PeerId(2));
        QVERIFY(fixture.choose(fixture.game(1), u"Ask to shut down at a good moment"_s));
        QCOMPARE(fixture.commands.last<relay::AskToShutDown>()->kind, relay::Shutdown::Graceful);
        QVERIFY(fixture.choose(fixture.game(1), u"Cancel the shutdown request"_s));
        QCOMPARE(fixture.commands.last<relay::AskToShutDown>()->kind,
                 relay::Shutdown::CancelGraceful);
        QVERIFY(fixture.choose(fixture.actionOf(0, 0), u"Send action"_s));
        QVERIFY(fixture.commands.last<relay::SendAction>());
        QVERIFY(fixture.choose(fixture.actionOf(0, 0), u"Copy name"_s));
        QCOMPARE(QGuiApplication::clipboard()->text(), u"wait"_s);
    }

    void actionsFollowTheChosenItem()
    {
        Fixture fixture;
        fixture.connectGames();
        const auto entry = [&fixture](const QString &text) -> QAction * {
            for (QAction *each : fixture.view.menuActions()) {
                if (each->text().remove(u'&') == text)
                    return each;
            }
            return nullptr;
        };
        QVERIFY(!entry(u"Send action"_s)->isEnabled());
        QVERIFY(!entry(u"Disconnect…"_s)->isEnabled());
        QVERIFY(!entry(u"Copy name"_s)->isEnabled());
        fixture.tree->setCurrentIndex(fixture.actionOf(0, 0));
        entry(u"Send action"_s)->trigger();
        QCOMPARE(fixture.commands.last<relay::SendAction>()->action, u"wait"_s);
        fixture.tree->setCurrentIndex(fixture.actionOf(0, 1));
        QVERIFY(entry(u"Send action…"_s)->isEnabled()); // By a form.
        fixture.tree->setCurrentIndex(fixture.game(1));
        QVERIFY(!entry(u"Send action"_s)->isEnabled());
        entry(u"Ask to register its actions again"_s)->trigger();
        QCOMPARE(fixture.commands.last<relay::AskToReregister>()->peer, relay::PeerId(2));
        fixture.model.apply({disconnected(2)});
        QVERIFY(!entry(u"Disconnect…"_s)->isEnabled());
        QVERIFY(entry(u"Copy name"_s)->isEnabled());
        fixture.model.apply({connected(7), named(7, u"Game B"_s, u"game-b"_s)});
        entry(u"Ask to register its actions again"_s)->trigger();
        QCOMPARE(fixture.commands.last<relay::AskToReregister>()->peer, relay::PeerId(7));
    }

    /// What is chosen in place of an action that goes is nothing that could be sent by mistake.
    void anActionThatGoesChoosesItsGame()
    {
        Fixture fixture;
        fixture.connectGames();
        fixture.tree->setCurrentIndex(fixture.actionOf(0, 0));
        QSignalSpy spy(&fixture.view, &IntegrationsView::gameSelected);
        fixture.model.apply({registry(1, {u"play"_s, u"jump"_s})});
        QCOMPARE(fixture.tree->currentIndex(), fixture.game(0));
        QVERIFY(fixture.tree->selectionModel()->isSelected(fixture.game(0)));
        QVERIFY(!fixture.view.menuActions().first()->isEnabled());
        for (const QList<QVariant> &arguments : std::as_const(spy))
            QCOMPARE(arguments.first().value<std::optional<QString>>(), std::optional(u"Game A"_s));
    }

    void whatCannotBeUndoneIsAsked()
    {
        Fixture fixture;
        fixture.connectGames();
        QVERIFY(fixture.choose(fixture.game(0), u"Disconnect…"_s));
        QCOMPARE(fixture.commands.size(), std::size_t(0));
        const Notice *notice = fixture.notices.find(u"game-1"_s);
        QVERIFY(notice->text().contains(u"Game A"_s));
        notice->findChildren<QPushButton *>().first()->click();
        QCOMPARE(fixture.commands.last<relay::DisconnectPeer>()->peer, relay::PeerId(1));

        QVERIFY(fixture.choose(fixture.game(0), u"Shut down at once…"_s));
        fixture.notices.find(u"game-1"_s)->findChildren<QPushButton *>().last()->click();
        QCOMPARE(fixture.commands.size(), std::size_t(1));
        QCOMPARE(fixture.notices.count(), 0);
    }

    void watchersAloneMakeNoGame()
    {
        Fixture fixture;
        fixture.view.setAddress(u"ws://127.0.0.1:8000"_s);
        fixture.model.apply({watcher(1, u"neuroos"_s)});
        QVERIFY(fixture.tree->isVisible());
        QVERIFY(fixture.button(u"Copy address"_s)->isVisible());
        fixture.connectGames();
        QVERIFY(!fixture.button(u"Copy address"_s)->isVisible());
        fixture.model.apply({disconnected(1)});
        QVERIFY(fixture.tree->isVisible());
    }

    void aWatcherCanOnlyBeSentAway()
    {
        Fixture fixture;
        fixture.model.apply({watcher(7, u"neuroos"_s, true), hubClient(8, u"ui"_s, u"ui"_s)});
        const QModelIndex watching = fixture.game(1);
        QSignalSpy spy(&fixture.view, &IntegrationsView::gameSelected);
        fixture.tree->setCurrentIndex(watching);
        QCOMPARE(spy.last().first().value<std::optional<QString>>(), std::optional(u"neuroos"_s));
        QVERIFY(!fixture.choose(watching, u"Ask to register its actions again"_s));
        QVERIFY(!fixture.choose(watching, u"Shut down at once…"_s));
        QVERIFY(fixture.choose(watching, u"Copy name"_s));
        QCOMPARE(QGuiApplication::clipboard()->text(), u"neuroos"_s);
        QVERIFY(fixture.choose(watching, u"Disconnect…"_s));
        const Notice *notice = fixture.notices.find(u"game-7"_s);
        QVERIFY(!notice->text().contains(u"forces"_s));
        notice->findChildren<QPushButton *>().first()->click();
        QCOMPARE(fixture.commands.last<relay::DisconnectPeer>()->peer, relay::PeerId(7));
        QVERIFY(!fixture.choose(fixture.game(2), u"Disconnect…"_s));
        QVERIFY(!fixture.view.makeMenu(fixture.game(0), nullptr)); // Their heading.
    }

    void anAwayGameTakesNoCommands()
    {
        Fixture fixture;
        fixture.connectGames();
        fixture.model.apply({disconnected(2)});
        QVERIFY(!fixture.choose(fixture.game(1), u"Disconnect…"_s));
        QVERIFY(!fixture.choose(fixture.game(1), u"Ask to register its actions again"_s));
        QVERIFY(fixture.choose(fixture.game(1), u"Copy name"_s));
        QCOMPARE(QGuiApplication::clipboard()->text(), u"Game B"_s);
    }
};

QTEST_MAIN(TestIntegrationsView)
#include "tst_integrationsview.moc"
