// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "forcesamples.h"
#include "models/events.h"
#include "widgets/demolauncher.h"
#include "widgets/gameactions.h"
#include "widgets/gametargets.h"
#include "widgets/integrationsview.h"
#include "widgets/jsoneditor.h"
#include "widgets/noticebar.h"
#include "widgets/rawmessagedialog.h"
#include "widgets/rawtemplates.h"
#include "widgets/screenshots.h"
#include "widgets/startupdialog.h"

#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QTreeView>
#include <QWheelEvent>

#include <memory>

using namespace neuro;
using namespace neuro::tests;
using namespace neuro::ui;
using namespace Qt::Literals::StringLiterals;

namespace {

struct Tree
{
    Tree()
        : demos(u"/nonexistent/neuro-relay"_s)
        , view(&model, commands.sink(), &notices, &demos)
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
    /// The entry of the menu of `index`; null: it has none of that name.
    QAction *entry(const QModelIndex &index, const QString &name)
    {
        menu.reset(view.makeMenu(index, nullptr));
        for (QAction *each : menu->actions()) {
            if (each->text().remove(u'&') == name)
                return each;
        }
        return nullptr;
    }
    void apply(const relay::RestrictionEvent &event) { model.apply({event}); }

    models::IntegrationsModel model;
    samples::Commands commands;
    NoticeBar notices;
    DemoLauncher demos;
    IntegrationsView view;
    std::unique_ptr<QMenu> menu;
};

relay::RestrictionEvent restriction(const QString &game)
{
    relay::RestrictionEvent event;
    event.game = game;
    return event;
}

relay::OperatorEvent outcome(quint64 command, relay::CommandError code = relay::CommandError::None)
{
    relay::OperatorEvent event;
    event.command = command;
    event.peer = 2;
    event.code = code;
    if (code != relay::CommandError::None)
        event.error = protocol::verbatim(u"particulars"_s);
    return event;
}

QPushButton *button(const QWidget &in, const QString &text)
{
    for (auto *each : in.findChildren<QPushButton *>()) {
        if (each->text() == text)
            return each;
    }
    return nullptr;
}

bool shows(const QWidget &in, const QString &text)
{
    for (const auto *label : in.findChildren<QLabel *>()) {
        if (label->isVisible() && label->text().contains(text))
            return true;
    }
    return false;
}

const QList<GameTarget> targets = {{0, u"All games"_s}, {1, u"Game A"_s}, {2, u"Game B"_s}};

} // namespace

/// The operator's tools for games: their menu, raw messages, startup and speech.
class TestGameCommands : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aGameIsMutedAndHeardAgain()
    {
        Tree f;
        QAction *mute = f.entry(f.game(0), u"Mute towards Neuro"_s);
        QVERIFY(mute && mute->isEnabled() && !mute->isChecked());
        mute->trigger();
        const auto *command = f.commands.last<relay::MuteGame>();
        QVERIFY(command && command->mute);
        QCOMPARE(command->game, u"Game A"_s);
        QVERIFY(!mute->isChecked()); // Not before it is so.
        relay::RestrictionEvent muted = restriction(u"Game A"_s);
        muted.isMuted = true;
        f.apply(muted);
        QVERIFY(mute->isChecked());
        QVERIFY(f.entry(f.actionOf(0, 0), u"Mute game towards Neuro"_s)->isChecked());
        QVERIFY(!f.entry(f.game(1), u"Mute towards Neuro"_s)->isChecked());
        // An away game can be heard again, too.
        f.model.apply({disconnected(1)});
        mute = f.entry(f.game(0), u"Mute towards Neuro"_s);
        QVERIFY(mute->isEnabled() && mute->isChecked());
        mute->trigger();
        QVERIFY(!f.commands.last<relay::MuteGame>()->mute);
    }

    void blockingAConnectedGameIsAsked()
    {
        Tree f;
        QVERIFY(f.entry(f.actionOf(0, 0), u"Block game until allowed…"_s));
        QAction *block = f.entry(f.game(0), u"Block until allowed…"_s);
        block->trigger();
        QCOMPARE(f.commands.size(), 0);
        QVERIFY(!block->isChecked());
        Notice *notice = f.notices.find(u"game-1"_s);
        QVERIFY(notice && notice->text().contains(u"Game A"_s));
        button(*notice, u"Block"_s)->click();
        QVERIFY(f.commands.last<relay::BlockGame>()->block);
        relay::RestrictionEvent blocked = restriction(u"Game A"_s);
        blocked.isBlocked = true;
        f.model.apply({blocked, disconnected(1)});
        block = f.entry(f.game(0), u"Block until allowed…"_s);
        QVERIFY(block->isEnabled() && block->isChecked());
        block->trigger(); // It is allowed at once.
        QCOMPARE(f.commands.last<relay::BlockGame>()->game, u"Game A"_s);
        QVERIFY(!f.commands.last<relay::BlockGame>()->block);
        QCOMPARE(f.notices.count(), 0);
    }

    void anActionIsHiddenAndShown()
    {
        Tree f;
        QVERIFY(!f.entry(f.game(0), u"Hide from Neuro"_s));
        QAction *hide = f.entry(f.actionOf(0, 1), u"Hide from Neuro"_s);
        hide->trigger();
        const auto *command = f.commands.last<relay::HideAction>();
        QVERIFY(command && command->hide);
        QCOMPARE(command->game, u"Game A"_s);
        QCOMPARE(command->action, u"play"_s);
        relay::RestrictionEvent hidden = restriction(u"Game A"_s);
        hidden.hiddenActions = {u"play"_s};
        f.apply(hidden);
        QVERIFY(hide->isChecked());
        QVERIFY(!f.entry(f.actionOf(0, 0), u"Hide from Neuro"_s)->isChecked());
        f.entry(f.actionOf(0, 1), u"Hide from Neuro"_s)->trigger();
        QVERIFY(!f.commands.last<relay::HideAction>()->hide);
    }

    void unregisteringHereCanBeUndone()
    {
        Tree f;
        QVERIFY(!f.entry(f.game(0), u"Unregister here"_s));
        f.entry(f.actionOf(0, 0), u"Unregister here"_s)->trigger();
        QCOMPARE(f.commands.last<relay::UnregisterAction>()->peer, relay::PeerId(1));
        QCOMPARE(f.commands.last<relay::UnregisterAction>()->action, u"wait"_s);
        QVERIFY(!f.commands.last<relay::UnregisterAction>()->undo);
        f.view.commandDone(outcome(99));
        QCOMPARE(f.notices.count(), 0);
        f.view.commandDone(outcome(1));
        Notice *notice = f.notices.find(GameActions::unregisteredKey);
        QVERIFY(notice);
        QVERIFY(notice->text().contains(u"wait of Game A"_s));
        button(*notice, u"Undo"_s)->click();
        QVERIFY(f.commands.last<relay::UnregisterAction>()->undo);
        QCOMPARE(f.commands.last<relay::UnregisterAction>()->action, u"wait"_s);

        f.entry(f.actionOf(0, 0), u"Unregister here"_s)->trigger();
        f.view.commandDone(outcome(3, relay::CommandError::UnknownAction));
        QCOMPARE(f.notices.count(), 0); // There is nothing to undo.
    }

    void severalAreUnregisteredBeforeTheRelayAnswers()
    {
        Tree f;
        f.entry(f.actionOf(0, 0), u"Unregister here"_s)->trigger();
        f.entry(f.actionOf(0, 1), u"Unregister here"_s)->trigger();
        f.view.commandDone(outcome(1));
        QVERIFY(f.notices.find(GameActions::unregisteredKey)->text().contains(u"wait of Game A"_s));
        f.view.commandDone(outcome(2));
        Notice *notice = f.notices.find(GameActions::unregisteredKey);
        QVERIFY(notice->text().contains(u"play of Game A"_s));
        QCOMPARE(f.notices.count(), 1); // They do not pile up.
        f.model.apply({disconnected(2)});
        QCOMPARE(f.notices.count(), 1);
        f.model.apply({disconnected(1)}); // Its actions went with it.
        QVERIFY(!f.notices.find(GameActions::unregisteredKey));
        // Nor is it offered when the game has left before the answer.
        Tree late;
        late.entry(late.actionOf(0, 0), u"Unregister here"_s)->trigger();
        late.model.apply({disconnected(1)});
        late.view.commandDone(outcome(1));
        QCOMPARE(late.notices.count(), 0);
    }

    void everyEntryHasALetterOfItsOwn()
    {
        Tree f;
        for (const QModelIndex &index : {f.game(0), f.actionOf(0, 0)}) {
            QString letters;
            f.menu.reset(f.view.makeMenu(index, nullptr));
            for (const QAction *each : f.menu->actions()) {
                if (each->isSeparator())
                    continue;
                const QKeySequence keys = QKeySequence::mnemonic(each->text());
                QVERIFY2(!keys.isEmpty(), qPrintable(each->text()));
                const QString letter = keys.toString().right(1);
                QVERIFY2(!letters.contains(letter), qPrintable(each->text()));
                letters += letter;
            }
        }
    }

    void messagesAreAskedForAGame()
    {
        Tree f;
        QSignalSpy raw(&f.view, &IntegrationsView::rawMessageWanted);
        QSignalSpy startup(&f.view, &IntegrationsView::startupWanted);
        f.entry(f.game(1), u"Raw message…"_s)->trigger();
        f.entry(f.actionOf(0, 0), u"Startup and speech…"_s)->trigger();
        QCOMPARE(raw.size(), 1);
        QCOMPARE(raw.first().first().value<relay::PeerId>(), 2);
        QCOMPARE(startup.first().first().value<relay::PeerId>(), 1);
    }

    void targetsAreTheConnectedGames()
    {
        Tree f;
        f.model.apply({disconnected(1), integration(5, u"Spotify"_s), watcher(6, u"ui"_s)});
        const QList<GameTarget> found = gameTargets(f.model);
        QCOMPARE(found.size(), 3);
        QCOMPARE(found.at(0).peer, relay::PeerId(0));
        QCOMPARE(found.at(1).label, u"Game B"_s);
        QCOMPARE(found.at(2).peer, relay::PeerId(5));
        QComboBox box;
        fillTargets(&box, found, 5);
        QCOMPARE(chosenTarget(box), relay::PeerId(5));
        QComboBox other;
        fillTargets(&other, found, 1); // It has left.
        QCOMPARE(chosenTarget(other), relay::PeerId(0));
    }

    void everyTemplateCanBeSent()
    {
        for (const RawTemplate &each : rawTemplates()) {
            QJsonParseError error;
            const QJsonObject message = QJsonDocument::fromJson(each.text, &error).object();
            QVERIFY2(error.error == QJsonParseError::NoError, qPrintable(each.title));
            QVERIFY2(message.value("command"_L1).isString(), qPrintable(each.title));
            QVERIFY(!each.title.isEmpty());
        }
    }

    void aRawMessageIsSent()
    {
        samples::Commands commands;
        RawMessageDialog dialog(targets, 2, commands.sink());
        QVERIFY(!dialog.isModal());
        dialog.show();
        auto *editor = dialog.findChild<JsonEditor *>();
        QPushButton *send = button(dialog, u"Send"_s);
        QCOMPARE(editor->text(), rawTemplates().first().text);
        QVERIFY(send->isEnabled());
        auto *chosen = dialog.findChildren<QComboBox *>().last();
        chosen->setCurrentIndex(3);
        Q_EMIT chosen->activated(3);
        QCOMPARE(editor->text(), rawTemplates().at(3).text);
        send->click();
        const auto *command = commands.last<relay::SendToGames>();
        QVERIFY(command);
        QCOMPARE(command->peer, relay::PeerId(2));
        QCOMPARE(command->text, rawTemplates().at(3).text);
        QVERIFY(!send->isEnabled()); // Until it is known what became of it.
        dialog.commandDone(outcome(7));
        QVERIFY(!send->isEnabled());
        dialog.commandDone(outcome(1));
        QVERIFY(send->isEnabled());
        QVERIFY(shows(dialog, u"Sent."_s));
        send->click();
        dialog.commandDone(outcome(2, relay::CommandError::UnknownGame));
        QVERIFY(shows(dialog, u"The game has left."_s));
        QVERIFY(!shows(dialog, u"Sent."_s));
        send->click();
        relay::OperatorEvent locked = outcome(3, relay::CommandError::UpstreamConnected);
        locked.what = u"send_to_games"_s;
        dialog.commandDone(locked);
        QVERIFY(shows(dialog, u"Disconnect it first"_s));
        QVERIFY(shows(dialog, u"particulars"_s)); // What is wrong with it is worth saying.
    }

    void whatWasWrittenByHandComesBack()
    {
        samples::Commands commands;
        RawMessageDialog dialog(targets, 2, commands.sink());
        dialog.show();
        auto *editor = dialog.findChild<JsonEditor *>();
        auto *edit = editor->findChild<QPlainTextEdit *>();
        edit->insertPlainText(u"by hand "_s);
        const QByteArray written = editor->text();
        auto *chosen = dialog.findChildren<QComboBox *>().last();
        chosen->setFocus();
        QTest::keyClick(chosen, Qt::Key_Down);
        QCOMPARE(editor->text(), rawTemplates().at(1).text);
        edit->undo();
        QCOMPARE(editor->text(), written);
    }

    void theWheelChoosesNothingInPassing()
    {
        samples::Commands commands;
        RawMessageDialog raw(targets, 1, commands.sink());
        StartupDialog startup(targets, 1, commands.sink());
        QList<QComboBox *> boxes = raw.findChildren<QComboBox *>();
        boxes += startup.findChildren<QComboBox *>();
        QCOMPARE(boxes.size(), 4);
        for (QComboBox *box : boxes) {
            box->clearFocus();
            const int before = box->currentIndex();
            const QPointF at = box->rect().center();
            QWheelEvent down(at, box->mapToGlobal(at), {}, {0, -120}, Qt::NoButton, Qt::NoModifier,
                             Qt::NoScrollPhase, false);
            QApplication::sendEvent(box, &down);
            QCOMPARE(box->currentIndex(), before);
        }
    }

    void theEditorGrowsWithItsDialog()
    {
        samples::Commands commands;
        RawMessageDialog dialog(targets, 0, commands.sink());
        dialog.show();
        const auto *edit = dialog.findChild<JsonEditor *>()->findChild<QPlainTextEdit *>();
        const int before = edit->height();
        dialog.resize(dialog.width(), dialog.height() + 200);
        QTRY_COMPARE(edit->height(), before + 200);
    }

    void aRawMessagesProblemsAreNamed_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("problem");
        QTest::newRow("empty") << QByteArray() << u"no JSON here yet"_s;
        QTest::newRow("cut") << "{\"command\":"_ba << u"Line 1, column"_s;
        QTest::newRow("array") << "[1]"_ba << u"JSON object"_s;
        QTest::newRow("no command") << "{\"data\":{}}"_ba << u"no “command”"_s;
        QTest::newRow("number") << "{\"command\":1}"_ba << u"no string"_s;
        // In lines: an editor lays out a single line of this length for a minute.
        const QByteArray line = '"' + QByteArray(96, 'x') + "\",\n";
        QTest::newRow("long") << "{\"command\":\"x\",\"data\":[" +
                                     line.repeated(relay::limits::rawMessage / 100 + 1) + "7,7]}"
                              << u"too long"_s;
    }
    void aRawMessagesProblemsAreNamed()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, problem);
        samples::Commands commands;
        RawMessageDialog dialog(targets, 0, commands.sink());
        dialog.show();
        dialog.findChild<JsonEditor *>()->setText(text);
        QVERIFY(shows(dialog, problem));
        QVERIFY(!button(dialog, u"Send"_s)->isEnabled());
        QTest::keyClick(&dialog, Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(commands.size(), 0);
    }

    void aCharacterIsChosen()
    {
        samples::Commands commands;
        StartupDialog dialog(targets, 1, commands.sink());
        QVERIFY(!dialog.isModal());
        dialog.show();
        auto *character = dialog.findChild<QComboBox *>(u"character"_s);
        auto *id = dialog.findChild<QLineEdit *>(u"characterId"_s);
        auto *session = dialog.findChild<QLineEdit *>(u"session"_s);
        QPushButton *send = button(dialog, u"Send startup"_s);
        send->click();
        QCOMPARE(commands.last<relay::AcknowledgeStartup>()->peer, relay::PeerId(1));
        QVERIFY(!commands.last<relay::AcknowledgeStartup>()->character); // As configured.

        character->setCurrentIndex(2);
        QVERIFY(!id->isEnabled());
        session->setText(u"s-7"_s);
        send->click();
        auto sent = commands.last<relay::AcknowledgeStartup>()->character;
        QCOMPARE(sent->characterId, u"evil"_s);
        QCOMPARE(sent->displayName, u"Evil Neuro"_s);
        QCOMPARE(sent->sessionId, u"s-7"_s);

        character->setCurrentIndex(3);
        QVERIFY(id->isEnabled());
        QTest::keyClick(id, Qt::Key_A, Qt::ControlModifier);
        QTest::keyClick(id, Qt::Key_Delete);
        QVERIFY(!send->isEnabled());
        QVERIFY(shows(dialog, u"needs an id"_s));
        // Whoever has only just chosen one has done nothing wrong.
        character->setCurrentIndex(0);
        character->setCurrentIndex(3);
        QVERIFY(!send->isEnabled());
        QVERIFY(send->toolTip().contains(u"needs an id"_s));
        QVERIFY(!shows(dialog, u"needs an id"_s));
        id->setText(u"vedal"_s);
        send->click();
        QCOMPARE(commands.last<relay::AcknowledgeStartup>()->character->characterId, u"vedal"_s);
        dialog.commandDone(outcome(3));
        QVERIFY(shows(dialog, u"Sent."_s));
    }

    void speechIsFinished()
    {
        samples::Commands commands;
        StartupDialog dialog(targets, 0, commands.sink());
        dialog.show();
        QPushButton *send = button(dialog, u"Send speech_finished"_s);
        send->click();
        const auto *first = commands.last<relay::FinishSpeech>();
        QVERIFY(first && first->speech.isFinal && !first->speech.cancelled);
        QCOMPARE(first->peer, relay::PeerId(0));
        dialog.findChildren<QCheckBox *>().last()->click();
        dialog.findChild<QLineEdit *>(u"reason"_s)->setText(u"interrupted"_s);
        send->click();
        QVERIFY(commands.last<relay::FinishSpeech>()->speech.cancelled);
        QCOMPARE(commands.last<relay::FinishSpeech>()->speech.reason, u"interrupted"_s);
        relay::OperatorEvent refused = outcome(2, relay::CommandError::UnknownGame);
        dialog.commandDone(refused);
        QVERIFY(shows(dialog, u"The game has left."_s));
        refused.peer = 0; // It was for all.
        dialog.commandDone(refused);
        QVERIFY(shows(dialog, u"No game is connected."_s));
        QVERIFY(!shows(dialog, u"Sent."_s));
    }

    void pictures()
    {
        samples::Commands commands;
        RawMessageDialog raw(targets, 2, commands.sink());
        raw.show();
        QVERIFY(saveScreenshots(raw, u"raw-message"_s));
        raw.findChild<JsonEditor *>()->setText("{\"data\":{}}");
        QVERIFY(saveScreenshots(raw, u"raw-message-wrong"_s));
        StartupDialog startup(targets, 0, commands.sink());
        startup.show();
        QVERIFY(saveScreenshots(startup, u"startup"_s));
        auto *id = startup.findChild<QLineEdit *>(u"characterId"_s);
        startup.findChild<QComboBox *>(u"character"_s)->setCurrentIndex(3);
        QTest::keyClicks(id, u"x"_s);
        QTest::keyClick(id, Qt::Key_Backspace);
        QVERIFY(saveScreenshots(startup, u"startup-wrong"_s));
        const QList<GameTarget> nobody = gameTargets(models::IntegrationsModel());
        RawMessageDialog rawToNobody(nobody, 0, commands.sink());
        rawToNobody.show();
        QVERIFY(saveScreenshots(rawToNobody, u"raw-message-no-game"_s));
        StartupDialog startupOfNobody(nobody, 0, commands.sink());
        startupOfNobody.show();
        QVERIFY(saveScreenshots(startupOfNobody, u"startup-no-game"_s));
    }
};

QTEST_MAIN(TestGameCommands)
#include "tst_gamecommands.moc"
