// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "forcesamples.h"
#include "widgets/noticebar.h"
#include "widgets/screenshots.h"
#include "widgets/testbenchdialog.h"
#include "widgets/testbenchnotices.h"
#include "widgets/windowfixture.h"
#include "widgets/windowparts.h"

#include <QAction>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTest>

using namespace neuro;
using namespace neuro::tests;
using namespace neuro::ui;
using namespace Qt::Literals::StringLiterals;

namespace {

relay::TestBench slowBench()
{
    relay::TestBench bench;
    bench.toGamesMs = 2000;
    bench.autoAnswer.emplace();
    return bench;
}

/// Notices that write down what they submit.
struct Fixture
{
    Fixture()
        : notices(&bar, commands.sink())
    {
        bar.show();
    }

    void tell(const relay::TestBench &bench, bool byUpstream = false)
    {
        notices.benchChanged({{}, bench, byUpstream});
    }
    Notice *banner() const { return bar.find(TestBenchNotices::onKey); }

    samples::Commands commands;
    NoticeBar bar;
    TestBenchNotices notices;
};

} // namespace

/// The banner of the test bench.
class TestTestBenchNotices : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsWhatIsOn()
    {
        Fixture f;
        f.tell({});
        QCOMPARE(f.bar.count(), 0);
        f.tell(slowBench());
        QVERIFY(f.banner());
        QCOMPARE(f.banner()->text(),
                 u"Test bench: messages to games are held back 2.0 s; forces are answered "
                 u"automatically after 0.5 s."_s);
        relay::TestBench ignoring;
        ignoring.ignoreForces = true;
        f.tell(ignoring);
        QCOMPARE(f.banner()->text(), u"Test bench: forces are ignored."_s);
        QCOMPARE(f.banner()->accessibleName(), f.banner()->text());
        f.tell({});
        QCOMPARE(f.bar.count(), 0);
    }

    void turnsItAllOff()
    {
        Fixture f;
        f.tell(slowBench());
        buttonOf(f.banner(), u"All off"_s)->click();
        QCOMPARE(f.commands.size(), 1);
        QVERIFY(f.commands.last<relay::SetTestBench>()->bench.isOff());
        QVERIFY(f.banner()); // Until it is so.
        f.tell({});
        QVERIFY(!f.banner());
    }

    void opensTheDialog()
    {
        Fixture f;
        QSignalSpy wanted(&f.notices, &TestBenchNotices::dialogWanted);
        f.tell(slowBench());
        buttonOf(f.banner(), u"Open…"_s)->click();
        QCOMPARE(wanted.size(), 1);
        QCOMPARE(f.commands.size(), 0);
        QVERIFY(f.banner());
        QCOMPARE(f.bar.count(), 1);
    }

    void cannotBePutAway()
    {
        Fixture f;
        f.tell(slowBench());
        const QString text = f.banner()->text();
        QTest::keyClick(f.banner(), Qt::Key_Escape);
        QTRY_VERIFY(f.banner());
        QCOMPARE(f.banner()->text(), text);
        // What is over by then does not come back.
        QTest::keyClick(f.banner(), Qt::Key_Escape);
        f.tell({});
        QCoreApplication::processEvents();
        QCOMPARE(f.bar.count(), 0);
    }

    void isNotHiddenByOthers()
    {
        Fixture f;
        f.tell(slowBench());
        for (int i = 0; i < NoticeBar::noticesShown; ++i)
            f.bar.open(QString::number(i), Notice::Tone::Question, u"?"_s, NoticeBar::Place::First);
        QVERIFY(f.banner()->isVisible());
        QTest::keyClick(f.banner(), Qt::Key_Escape);
        QTRY_VERIFY(f.banner());
        QVERIFY(f.banner()->isVisible());
    }

    void anUpstreamTurnedItOff()
    {
        Fixture f;
        f.tell(slowBench());
        f.tell({}, true);
        QVERIFY(!f.banner());
        Notice *told = f.bar.find(TestBenchNotices::offKey);
        QVERIFY(told && told->text().contains(u"was turned off"_s));
        buttonOf(told, u"Close"_s)->click();
        QCOMPARE(f.bar.count(), 0);
        f.tell(slowBench());
        f.tell({}, true);
        f.tell(slowBench()); // The upstream is gone, and it is on again.
        QCOMPARE(f.bar.count(), 1);
        QVERIFY(f.banner());
    }

    void theWindowTellsAndLocksIt()
    {
        WindowFixture fixture;
        fixture.apply({listening(), connected(1), named(1, u"Game A"_s, u"game-a"_s)});
        relay::TestBenchEvent change;
        change.bench.toGamesMs = 2000;
        fixture.apply({change});
        fixture.open(); // What is on is told by a window that comes later, too.
        MainWindow &window = *fixture.window;
        window.show();
        const auto notice = [&window](const QString &key) {
            return window.notices()->find(key);
        };
        QVERIFY(notice(TestBenchNotices::onKey));
        buttonOf(notice(TestBenchNotices::onKey), u"Open…"_s)->click();
        QAction *action = actionCalled(window, u"Test bench…"_s);
        QVERIFY(action);
        action->trigger(); // It is open already.
        const auto dialogs = window.findChildren<TestBenchDialog *>();
        QCOMPARE(dialogs.size(), 1);
        QVERIFY(dialogs.first()->isVisible());
        const auto *delay = dialogs.first()->findChild<QSpinBox *>(u"toGames"_s);
        QCOMPARE(delay->value(), 2000);
        change.bench.fromGamesMs = 2000;
        change.bench.autoAnswer = relay::AutoAnswer{1, 500, 20};
        fixture.apply({change});
        QVERIFY(dialogs.first()->findChild<QSpinBox *>(u"idle"_s)->isEnabled());
        QVERIFY(saveScreenshots(window, u"main-test-bench"_s));
        relay::UpstreamEvent online;
        online.state = relay::UpstreamEvent::State::Connected;
        fixture.apply({online, relay::TestBenchEvent{moment(0), {}, true}});
        QVERIFY(!notice(TestBenchNotices::onKey));
        QVERIFY(notice(TestBenchNotices::offKey));
        QVERIFY(!delay->isEnabled());
        QCOMPARE(delay->value(), 0);
    }

    void pictures()
    {
        Fixture f;
        relay::TestBench bench = slowBench();
        bench.hostile = relay::HostileNeuro{1, 30, 5, 12};
        f.tell(bench);
        f.bar.resize(1000, f.bar.heightForWidth(1000));
        QVERIFY(saveScreenshots(f.bar, u"test-bench-banner"_s));
    }
};

QTEST_MAIN(TestTestBenchNotices)
#include "tst_testbenchnotices.moc"
