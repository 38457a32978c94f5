// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "models/forcemodel.h"
#include "models/sessionfolder.h"
#include "models/sessionlines.h"
#include "widgets/actionpicker.h"
#include "widgets/cardparts.h"
#include "widgets/deskwindow.h"
#include "widgets/forcecard.h"
#include "widgets/forcedeeds.h"
#include "widgets/forcedesk.h"
#include "widgets/recordingwindow.h"
#include "widgets/schemaform.h"
#include "widgets/screenshots.h"
#include "widgets/theme.h"
#include "widgets/windowparts.h"

#include <QAbstractButton>
#include <QAction>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>

using namespace neuro;
using namespace neuro::tests;
using namespace Qt::Literals::StringLiterals;

namespace {

/// A line about the only force of the log, number 1, of "Game 1".
QByteArray forceLine(int second, const QByteArray &state, const QByteArray &more = {})
{
    return otherLine("force", second,
                     R"("id":"1","peer":1,"name":"Game 1","state":")" + state +
                         R"(","priority":"high","actions":["move","castle"])" + more);
}

/// A game asks, the first answer fails, the second one does not; others talk meanwhile.
QByteArray log()
{
    const QByteArray asks =
        frameLine(2, 2, "actions/force",
                  R"({"command":"actions/force","game":"Game 1","data":{"query":"Your move?",)"
                  R"("state":"**White** is in check","action_names":["move","castle"],)"
                  R"("priority":"high"}})")
            .replace(R"("verdict")", R"("force":"1","verdict")");
    const QByteArray registers = frameLine(
        1, 1, "actions/register",
        R"({"command":"actions/register","game":"Game 1","data":{"actions":[)"
        R"({"name":"move","description":"Moves a piece","schema":{"type":"object","properties":)"
        R"({"to":{"type":"string"}},"required":["to"]}},)"
        R"({"name":"castle","description":"King and rook"}]}})");
    return headerLine() + peerLine(1) + registers + registryLine(1, R"("move","castle")") + asks +
           forceLine(2, "asked", R"(,"decider":"operator","limit_ms":30000)") +
           contextLine(3, 6, 1, "think faster") +
           forceLine(8, "answered", R"(,"action":"castle")") + contextLine(4, 9, 1, "so be it") +
           forceLine(10, "failed", R"(,"action":"castle","message":"The rook has moved")") +
           forceLine(10, "asked", R"(,"decider":"random","action":"castle")") +
           contextLine(5, 11, 1, "again") + forceLine(12, "answered", R"(,"action":"move")") +
           forceLine(13, "succeeded", R"(,"action":"move","ms":11000)") +
           contextLine(6, 14, 1, "bye");
}

} // namespace

class TestRecordedDesk : public QObject
{
    Q_OBJECT

private:
    SessionFolder m_folder;

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_folder.isValid());
        ui::applyTheme(*qApp, ui::ThemeMode::Light);
    }

    /// No button, no key and no menu entry but to look.
    void answersNothing()
    {
        models::ForceModel forces;
        ui::ForceDesk desk(&forces, {});
        desk.setClock([] { return qint64(0); });
        desk.resize(380, 700);
        desk.show();
        QVERIFY(QTest::qWaitForWindowActive(&desk));
        relay::ForceEvent force = samples::makeForce(7);
        force.decider = relay::Decider::Operator;
        forces.apply({force});
        QCOMPARE(desk.cardCount(), 1);
        desk.focusNextCard();
        auto *card = desk.findChild<ui::ForceCard *>();
        QVERIFY(card->isMarked() && !card->isFolded());
        QVERIFY(card->findChildren<QPushButton *>().isEmpty());
        QVERIFY(!card->form()->isEnabled());
        for (const ui::ForceDeed deed : ui::forceDeeds)
            QCOMPARE(card->can(deed), deed == ui::ForceDeed::ShowTraffic);
        for (const ui::ForceDeed deed : ui::forceDeeds) {
            if (deed == ui::ForceDeed::ShowTraffic)
                continue;
            const QKeyCombination keys = ui::forceKeys(deed)[0];
            QTest::keyClick(card, keys.key(), keys.keyboardModifiers());
        }
        QVERIFY(!showsText(*card, u"Sending"_s) && !card->isEditedAsJson());
        // Another action can be looked at.
        auto *picker = card->findChild<ui::ActionPicker *>();
        QTest::keyClick(card, Qt::Key_2, Qt::AltModifier);
        QCOMPARE(picker->current(), 1);
        QCOMPARE(desk.menuActions().size(), 1);
        QSignalSpy wanted(&desk, &ui::ForceDesk::trafficWanted);
        desk.menuActions().constFirst()->trigger();
        QCOMPARE(wanted.size(), 1);
    }

    /// What cannot be found out is not made up.
    void saysWhatTheLogLacks()
    {
        models::ForceModel forces;
        ui::ForceDesk desk(&forces, {});
        desk.show();
        relay::ForceEvent force = samples::makeForce(7);
        force.request.query.clear();
        force.actions = {samples::action(u"any"_s, "[1]")};
        forces.apply({force});
        QVERIFY(showsText(desk, u"The log has no question of this force."_s));
        QVERIFY(showsText(desk, u"No form: "_s) && !showsText(desk, u"Sent unchecked"_s));
        ui::applyTheme(*qApp, ui::ThemeMode::Dark);
        QVERIFY(showsText(desk, u"No form: "_s));
        ui::applyTheme(*qApp, ui::ThemeMode::Light);
    }

    /// The desk as it was when the selected message came.
    void showsWhatWaitedAtAMessage()
    {
        ui::RecordingWindow window(m_folder.write(log(), u"chess.jsonl"_s));
        window.show();
        QTRY_VERIFY(window.recording()->isShown() && window.recording()->status().isOver);
        const auto *desk = window.findChild<ui::ForceDesk *>();
        auto *table = window.findChild<QTableView *>(u"traffic"_s);
        const models::TrafficModel *traffic = window.recording()->models()->traffic();
        const auto select = [&](quint64 seq) {
            table->setCurrentIndex(table->model()->index(traffic->rowOfSeq(seq), 0));
            QTRY_COMPARE(window.recording()->moment(), seq);
        };
        QCOMPARE(desk->cardCount(), 0);
        QVERIFY(showsText(*desk, u"No force waited at this moment."_s));
        select(1);
        QCOMPARE(desk->cardCount(), 0);
        select(2);
        QCOMPARE(desk->cardCount(), 1);
        for (const QString &text : {u"Game 1"_s, u"Your move?"_s, u"Moves a piece"_s,
                                    u"King and rook"_s, u"Operator is deciding · 30 s left"_s})
            QVERIFY2(showsText(*desk, text), qPrintable(text));
        QVERIFY(!showsText(*desk, u"The game refused"_s));
        // Nobody wrote this: the form is as the game's schema makes it.
        QVERIFY(!showsText(*desk, u"\"to\""_s));
        select(3);
        QVERIFY(showsText(*desk, u"Operator is deciding · 26 s left"_s));
        QVERIFY(saveScreenshots(window, u"recording-desk"_s));
        select(4);
        QVERIFY(showsText(*desk, u"castle sent, waiting for the game's result"_s));
        QCOMPARE(desk->findChild<ui::ActionPicker *>()->current(), 1);
        select(3);
        QCOMPARE(desk->findChild<ui::ActionPicker *>()->current(), 0);
        select(5);
        QVERIFY(showsText(*desk, u"The game refused castle: The rook has moved"_s));
        // The log tells no limit: nobody says that there is none.
        QVERIFY(showsText(*desk, u"Random is deciding"_s) && !showsText(*desk, u"no limit"_s));
        QVERIFY(saveScreenshots(window, u"recording-desk-failed"_s));
        const QSize whole = window.size();
        window.resize(window.minimumSize());
        QVERIFY(saveScreenshots(window, u"recording-desk-small"_s));
        window.resize(whole);
        select(6);
        QCOMPARE(desk->cardCount(), 0);
        // From the list of all forces to the moment of one.
        auto *all = window.findChild<QTableView *>(u"recordedForces"_s);
        Q_EMIT all->activated(all->model()->index(0, 0));
        QTRY_COMPARE(window.recording()->moment(), 2u);
        QCOMPARE(desk->cardCount(), 1);
        QCOMPARE(traffic->filter().force, 1u);
    }

    /// A part that ends while a force waits shows it.
    void showsWhatWaitsAtTheEndOfAPart()
    {
        ui::RecordingWindow window(m_folder.write(log(), u"parts.jsonl"_s), partsOf(7));
        window.show();
        QTRY_VERIFY(window.recording()->isShown() && window.recording()->status().isOver);
        QCOMPARE(window.recording()->parts().size(), 3);
        const auto *desk = window.findChild<ui::ForceDesk *>();
        QCOMPARE(desk->cardCount(), 1);
        QVERIFY(showsText(*desk, u"Operator is deciding · 26 s left"_s));
        actionCalled(window, u"Later part"_s)->trigger();
        QCOMPARE(desk->cardCount(), 0);
        QTRY_VERIFY(window.recording()->isShown());
        QCOMPARE(desk->cardCount(), 0);
        actionCalled(window, u"Earlier part"_s)->trigger();
        QTRY_VERIFY(window.recording()->isShown());
        QCOMPARE(desk->cardCount(), 1);
    }
};

QTEST_MAIN(TestRecordedDesk)
#include "tst_recordeddesk.moc"
