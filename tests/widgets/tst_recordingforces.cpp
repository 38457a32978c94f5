// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "models/sessionfolder.h"
#include "models/sessionlines.h"
#include "widgets/forcedesk.h"
#include "widgets/noticebar.h"
#include "widgets/panel.h"
#include "widgets/recordingwindow.h"
#include "widgets/trafficview.h"
#include "widgets/windowparts.h"

#include <QAction>
#include <QApplication>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QTableView>
#include <QTest>

using namespace neuro;
using namespace neuro::tests;
using namespace Qt::Literals::StringLiterals;

namespace {

/// A message of the only force, number 1, of "Game 1".
QByteArray forceFrame(quint64 seq, int second, const QByteArray &command, const QByteArray &payload)
{
    return frameLine(seq, second, command, payload)
        .replace(R"("verdict")", R"("force":"1","verdict")");
}

QByteArray forceLine(int second, const QByteArray &state)
{
    return otherLine("force", second,
                     R"("id":"1","peer":1,"name":"Game 1","state":")" + state +
                         R"(","decider":"operator","priority":"low","actions":["move"])");
}

/// A game asks with message 2; 4 is the result, before and after which others talk.
QByteArray log()
{
    return headerLine() + peerLine(1) + peerLine(2) + contextLine(1, 1, 1, "hello") +
           forceFrame(2, 2, "actions/force",
                      R"({"command":"actions/force","data":{"query":"Your move?",)"
                      R"("action_names":["move"]}})") +
           forceLine(2, "asked") + contextLine(3, 3, 2, "think faster") + forceLine(4, "answered") +
           forceFrame(4, 5, "action/result",
                      R"({"command":"action/result","data":{"id":"a","success":true}})") +
           forceLine(5, "succeeded") + contextLine(5, 6, 2, "bye");
}

/// Has been read.
bool isShown(ui::RecordingWindow &window)
{
    return window.recording()->isShown() && window.recording()->status().isOver;
}

void select(ui::RecordingWindow &window, quint64 seq)
{
    auto *table = window.findChild<QTableView *>(u"traffic"_s);
    const int row = window.recording()->models()->traffic()->rowOfSeq(seq);
    table->setCurrentIndex(table->model()->index(row, 0));
}

QMenu *menuCalled(const QWidget &window, const QString &title)
{
    for (QMenu *menu : window.findChildren<QMenu *>()) {
        if (menu->title().remove(u'&') == title)
            return menu;
    }
    return nullptr;
}

} // namespace

/// What leads to the forces of a recording and to their messages.
class TestRecordingForces : public QObject
{
    Q_OBJECT

private:
    SessionFolder m_folder;

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_folder.isValid()); }
    void aCardLeadsToItsMessages();
    void otherFiltersGo();
    void aForceOfAnEarlierPart();
    void listHasAnEntryForIt();
    void goesToPanels();
};

void TestRecordingForces::aCardLeadsToItsMessages()
{
    ui::RecordingWindow window(m_folder.write(log(), u"card.jsonl"_s));
    window.show();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    QTRY_VERIFY(isShown(window));
    auto *desk = window.findChild<ui::ForceDesk *>();
    QCOMPARE(desk->cardCount(), 0);
    select(window, 3); // Not one of the force.
    QTRY_COMPARE(desk->cardCount(), 1);
    const QMenu *menu = menuCalled(window, u"Force"_s);
    QVERIFY(menu);
    QAction *only = desk->menuActions().constFirst();
    QVERIFY(menu->actions().contains(only));
    QVERIFY(!only->isEnabled());
    actionCalled(window, u"Next card"_s)->trigger();
    QTRY_VERIFY(only->isEnabled());
    only->trigger();
    QTRY_COMPARE(window.recording()->moment(), 2u);
    QCOMPARE(desk->cardCount(), 1);
    QCOMPARE(window.recording()->models()->traffic()->filter().force, 1u);
    QCOMPARE(window.recording()->models()->traffic()->rowCount(), 2);
    QVERIFY(desk->isAncestorOf(QApplication::focusWidget()));
}

void TestRecordingForces::otherFiltersGo()
{
    ui::RecordingWindow window(m_folder.write(log(), u"filters.jsonl"_s));
    window.show();
    QTRY_VERIFY(isShown(window));
    auto *filter = window.findChild<QLineEdit *>(u"trafficFilter"_s);
    filter->setText(u"cmd:action/result"_s);
    QTest::keyClick(filter, Qt::Key_Return);
    const models::TrafficModel *traffic = window.recording()->models()->traffic();
    QTRY_COMPARE(traffic->rowCount(), 1);
    window.traffic()->setGame(u"Game 2"_s);
    QCOMPARE(traffic->rowCount(), 0);
    auto *all = window.findChild<QTableView *>(u"recordedForces"_s);
    Q_EMIT all->activated(all->model()->index(0, 0));
    QTRY_COMPARE(window.recording()->moment(), 2u);
    QCOMPARE(traffic->rowCount(), 2);
    QVERIFY(filter->text().isEmpty());
    QVERIFY(!traffic->filter().game);
}

/// Without a message of it here nothing is filtered, and the moment stays.
void TestRecordingForces::aForceOfAnEarlierPart()
{
    const QByteArray began = log().left(log().indexOf(forceLine(4, "answered")));
    ui::RecordingWindow window(
        m_folder.write(began + contextLine(4, 7, 2, "still there?") + contextLine(5, 8, 2, "well"),
                       u"parts.jsonl"_s),
        partsOf(7));
    window.show();
    QTRY_VERIFY(isShown(window));
    QCOMPARE(window.recording()->parts().size(), 2);
    auto *all = window.findChild<QTableView *>(u"recordedForces"_s);
    Q_EMIT all->activated(all->model()->index(0, 0));
    QTRY_COMPARE(window.recording()->moment(), 2u);
    QVERIFY(!window.notices()->find(ui::RecordingWindow::forceKey));
    actionCalled(window, u"Later part"_s)->trigger();
    actionCalled(window, u"Show all traffic"_s)->trigger();
    QTRY_VERIFY(isShown(window));
    select(window, 5);
    QTRY_COMPARE(window.recording()->moment(), 5u);
    QCOMPARE(window.findChild<ui::ForceDesk *>()->cardCount(), 1);
    Q_EMIT all->activated(all->model()->index(0, 0));
    const ui::Notice *notice = window.notices()->find(ui::RecordingWindow::forceKey);
    QVERIFY(notice);
    QVERIFY2(notice->text().contains(u"no message of force 1."_s), qPrintable(notice->text()));
    QVERIFY(window.recording()->models()->traffic()->filter().isEmpty());
    QCOMPARE(window.recording()->moment(), 5u);
    // Which is not so where it came.
    actionCalled(window, u"Earlier part"_s)->trigger();
    QVERIFY(!window.notices()->find(ui::RecordingWindow::forceKey));
}

void TestRecordingForces::listHasAnEntryForIt()
{
    ui::RecordingWindow window(m_folder.write(log(), u"list.jsonl"_s));
    window.show();
    QTRY_VERIFY(isShown(window));
    auto *all = window.findChild<QTableView *>(u"recordedForces"_s);
    QAction *entry = actionCalled(window, u"Messages of the chosen force"_s);
    QVERIFY(entry);
    QVERIFY(menuCalled(window, u"Force"_s)->actions().contains(entry));
    QVERIFY(all->actions().contains(entry));
    QVERIFY(!entry->isEnabled());
    all->selectRow(0);
    QVERIFY(entry->isEnabled());
    entry->trigger();
    QTRY_COMPARE(window.recording()->moment(), 2u);
    QCOMPARE(window.recording()->models()->traffic()->filter().force, 1u);
}

void TestRecordingForces::goesToPanels()
{
    ui::RecordingWindow window(m_folder.write(log(), u"panels.jsonl"_s));
    window.show();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    QTRY_VERIFY(isShown(window));
    select(window, 3);
    QTRY_COMPARE(window.findChild<ui::ForceDesk *>()->cardCount(), 1);
    const QList<QAction *> entries = menuCalled(window, u"Go to"_s)->actions();
    const QStringList names = {u"Integrations"_s, u"Traffic"_s, u"Inspector"_s, u"Neuro read"_s,
                               u"Force desk"_s};
    QCOMPARE(entries.size(), names.size());
    for (int i = 0; i < names.size(); ++i) {
        QCOMPARE(entries[i]->text(), names[i]);
        QCOMPARE(entries[i]->shortcut(), QKeySequence(u"Ctrl+%1"_s.arg(i + 1)));
        // The title of the first one goes on to tell its moment.
        ui::Panel *panel =
            panelCalled(window, i == 0 ? u"Integrations at this message"_s : names[i]);
        QVERIFY2(panel, qPrintable(names[i]));
        panel->setHidden(i != 1); // All but the traffic can be.
        entries[i]->trigger();
        QVERIFY(panel->isVisible());
        QVERIFY2(panel->isAncestorOf(QApplication::focusWidget()), qPrintable(names[i]));
    }
}

QTEST_MAIN(TestRecordingForces)
#include "tst_recordingforces.moc"
