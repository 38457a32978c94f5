// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "deskwindow.h"
#include "widgets/noticebar.h"

#include <QAction>
#include <QMenu>
#include <QSignalSpy>
#include <QToolButton>
#include <QVBoxLayout>

using namespace neuro::ui;
using namespace neuro::relay;
using namespace samples;
using namespace Qt::Literals::StringLiterals;
using neuro::protocol::Priority;

namespace {

constexpr qint64 ms = microsPerMs;

} // namespace

/// Clicks on cards that move, and what the menu does with the focused one.
class TestDeskClicks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void settlingCardsTakeNoClicks()
    {
        DeskWindow window;
        window.apply(makeForce(1));
        auto *answer = window.button(1, u"Answer"_s);
        QTest::mouseClick(answer, Qt::LeftButton);
        QCOMPARE(window.sent.size(), 0U); // It has just appeared under the pointer.
        window.now += 299 * ms;
        QTest::mouseClick(answer, Qt::LeftButton);
        QCOMPARE(window.sent.size(), 0U);
        window.now += ms;
        QTest::mouseClick(answer, Qt::LeftButton);
        QCOMPARE(window.sent.size(), 1U);

        window.apply(makeForce(1)); // Asked again.
        window.desk.setFocus();
        window.settle();
        window.apply(makeForce(2, Priority::Critical)); // Pushes it down.
        QTest::mouseClick(answer, Qt::LeftButton);
        QCOMPARE(window.sent.size(), 1U);
        window.settle();
        QTest::mouseClick(answer, Qt::LeftButton);
        QCOMPARE(window.sent.size(), 2U);
        QCOMPARE(forceOf(window.sent.back()), ForceId(1));
    }

    /// What opens above the desk, or beside it, moves it under the pointer.
    void aDeskThatMovesTakesNoClicks()
    {
        QWidget host;
        NoticeBar notices(&host);
        DeskWindow window;
        auto *layout = new QVBoxLayout(&host);
        layout->addWidget(&notices);
        layout->addWidget(&window.desk, 1);
        host.resize(400, 700);
        host.show();
        host.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&host));
        window.apply(makeForce(1));
        window.settle();
        auto *answer = window.button(1, u"Answer"_s);
        const QPoint before = answer->mapTo(&host, QPoint());

        notices.open(u"port"_s, Notice::Tone::Error, u"The port is in use."_s);
        QTRY_VERIFY(answer->mapTo(&host, QPoint()) != before);
        QTest::mouseClick(answer, Qt::LeftButton);
        QCOMPARE(window.sent.size(), 0U);
        window.settle();
        notices.close(u"port"_s);
        QTRY_COMPARE(answer->mapTo(&host, QPoint()), before);
        QTest::mouseClick(answer, Qt::LeftButton);
        QCOMPARE(window.sent.size(), 0U);
        window.settle();
        QTest::mouseClick(answer, Qt::LeftButton);
        QCOMPARE(window.sent.size(), 1U);
    }

    void aCardWhosePartsMoveTakesNoClicks()
    {
        DeskWindow window;
        window.apply(makeForce(1));
        window.settle();
        const int height = window.card(1)->height();
        OperatorEvent refused;
        refused.command = 1;
        refused.force = 1;
        refused.error = neuro::protocol::verbatim(u"the game has left"_s);
        window.button(1, u"Hold"_s)->click();
        QCOMPARE(window.sent.size(), 1U);
        window.desk.commandDone(refused);
        QTRY_VERIFY(window.card(1)->height() > height);
        QTest::mouseClick(window.button(1, u"Answer"_s), Qt::LeftButton);
        QCOMPARE(window.sent.size(), 1U);
        window.settle();
        QTest::mouseClick(window.button(1, u"Answer"_s), Qt::LeftButton);
        QCOMPARE(window.sent.size(), 2U);
    }

    void theMenuIsAboutTheFocusedCard()
    {
        DeskWindow window;
        window.apply(makeForce(1));
        window.apply(makeForce(2));
        const auto entry = [&window](const QString &text) -> QAction * {
            for (QAction *each : window.desk.menuActions()) {
                if (each->text().remove(u'&') == text)
                    return each;
            }
            return nullptr;
        };
        QVERIFY(!entry(u"Answer"_s)->isEnabled());
        QVERIFY(!entry(u"Drop…"_s)->isEnabled());
        window.desk.showForce(2);
        QVERIFY(entry(u"Answer"_s)->isEnabled());
        QVERIFY(!entry(u"Edit as JSON"_s)->isEnabled()); // Nothing to edit.
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_2, Qt::AltModifier);
        QVERIFY(entry(u"Answer without checking"_s)->isEnabled());
        entry(u"Edit as JSON"_s)->trigger();
        QVERIFY(entry(u"Edit as JSON"_s)->isChecked());
        QVERIFY(window.card(2)->isEditedAsJson());
        entry(u"Hold this force"_s)->trigger();
        QCOMPARE(forceOf(window.sent.back()), ForceId(2));
        ForceEvent held = makeForce(2);
        held.state = ForceState::Held;
        window.apply(held);
        QVERIFY(entry(u"Resume this force"_s));
        ForceEvent others = makeForce(2);
        others.decider = Decider::Upstream;
        window.apply(others);
        QVERIFY(entry(u"Take over"_s)->isEnabled());

        window.settle();
        QTest::mouseClick(window.card(1)->findChild<QToolButton *>(u"forceMenu"_s), Qt::LeftButton);
        auto *menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
        QVERIFY(menu);
        QVERIFY(menu->toolTipsVisible());
        QCOMPARE(window.markedCard(), window.card(1));
        QSignalSpy traffic(&window.desk, &ForceDesk::trafficWanted);
        QCOMPARE(menu->actions(), window.desk.menuActions());
        entry(u"Only this force"_s)->trigger();
        menu->close();
        QCOMPARE(traffic.size(), 1);
        QCOMPARE(traffic.first().first().value<ForceId>(), ForceId(1));

        window.desk.setFocus();
        QVERIFY(!entry(u"Drop…"_s)->isEnabled());
    }
};

QTEST_MAIN(TestDeskClicks)
#include "tst_deskclicks.moc"
