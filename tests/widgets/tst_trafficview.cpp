// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "models/events.h"
#include "widgets/calmscrollbar.h"
#include "widgets/findbar.h"
#include "widgets/trafficview.h"

#include <QClipboard>
#include <QElapsedTimer>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>

using namespace neuro;
using namespace neuro::tests;
using models::TrafficModel;
using ui::TrafficView;
using namespace Qt::Literals::StringLiterals;

namespace {

relay::RelayEvents batch(int first, int count)
{
    relay::RelayEvents events;
    for (int i = first; i < first + count; ++i)
        events.emplace_back(of(numbered(i, i * ms), i % 2 ? u"Odd"_s : u"Even"_s, i % 2 + 1));
    return events;
}

struct Fixture
{
    explicit Fixture(models::FrameStore::Limits limits = {})
        : model(limits)
        , view(&model)
        , table(view.findChild<QTableView *>(u"traffic"_s))
    {
        view.resize(900, 400);
        view.show();
    }

    void add(int first, int count)
    {
        model.append(batch(first, count));
        QCoreApplication::processEvents();
    }

    bool isAtEnd() const
    {
        return table->verticalScrollBar()->value() == table->verticalScrollBar()->maximum();
    }
    QString topRow() const
    {
        const int row = table->rowAt(0);
        return row < 0 ? QString() : QString::fromUtf8(model.frame(row).payload);
    }

    TrafficModel model;
    TrafficView view;
    QTableView *table;
};

} // namespace

class TestTrafficView : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void followsTheNewest()
    {
        Fixture fixture;
        fixture.add(0, 500);
        QVERIFY(fixture.view.isFollowing());
        QVERIFY(fixture.isAtEnd());
        fixture.add(500, 500);
        QVERIFY(fixture.isAtEnd());
        QVERIFY(fixture.table->verticalScrollBar()->maximum() > 900);
    }

    void scrollingUpStopsAndTheEndResumes()
    {
        Fixture fixture;
        fixture.add(0, 500);
        QSignalSpy spy(&fixture.view, &TrafficView::followingChanged);
        QScrollBar *bar = fixture.table->verticalScrollBar();
        bar->triggerAction(QAbstractSlider::SliderPageStepSub);
        QVERIFY(!fixture.view.isFollowing());
        const int value = bar->value();
        fixture.add(500, 500);
        QCOMPARE(bar->value(), value);
        bar->triggerAction(QAbstractSlider::SliderToMaximum);
        QVERIFY(fixture.view.isFollowing());
        fixture.add(1000, 100);
        QVERIFY(fixture.isAtEnd());
        QCOMPARE(spy.size(), 2);
    }

    void keyboardToTheEndResumes()
    {
        Fixture fixture;
        fixture.add(0, 500);
        fixture.table->setFocus();
        fixture.table->setCurrentIndex(fixture.model.index(10, 0));
        QVERIFY(!fixture.view.isFollowing());
        QTest::keyClick(fixture.table, Qt::Key_End, Qt::ControlModifier);
        QVERIFY(fixture.view.isFollowing());
    }

    void aFilterIsNoWishToFollow()
    {
        Fixture fixture;
        fixture.add(0, 500);
        fixture.view.setFollowing(false);
        fixture.view.setGame(u"Nobody"_s);
        QCoreApplication::processEvents();
        QVERIFY(!fixture.view.isFollowing());
        fixture.view.clearFilter();
        QCoreApplication::processEvents();
        QVERIFY(!fixture.view.isFollowing());
    }

    void evictionDoesNotMoveWhatIsSeen()
    {
        Fixture fixture({1000, 1024LL * 1024 * 1024});
        fixture.add(0, 1000);
        fixture.view.setFollowing(false);
        fixture.table->verticalScrollBar()->setValue(600);
        const QString seen = fixture.topRow();
        QVERIFY(!seen.isEmpty());
        fixture.add(1000, 100);
        QCOMPARE(fixture.model.rowCount(), 1000);
        QCOMPARE(fixture.topRow(), seen);
    }

    void wordsFilterAfterAPause()
    {
        Fixture fixture;
        fixture.add(0, 100);
        auto *text = fixture.view.findChild<QLineEdit *>(u"trafficFilter"_s);
        QTest::keyClicks(text, u"message 42"_s);
        QCOMPARE(fixture.model.rowCount(), 100);
        QTRY_COMPARE(fixture.model.rowCount(), 1);
        text->clear();
        QTest::keyClick(text, Qt::Key_Return);
        QCOMPARE(fixture.model.rowCount(), 100);
    }

    void followingOutlivesAFilter()
    {
        Fixture fixture;
        fixture.add(0, 1000);
        fixture.table->setCurrentIndex(fixture.model.index(101, 0));
        fixture.view.setFollowing(true);
        fixture.view.setGame(u"Odd"_s);
        QCoreApplication::processEvents();
        QVERIFY(fixture.view.isFollowing());
        QVERIFY(fixture.isAtEnd());
        QCOMPARE(fixture.table->currentIndex().row(), 50);
    }

    void gameChipRestrictsAndClears()
    {
        Fixture fixture;
        fixture.add(0, 100);
        QSignalSpy cleared(&fixture.view, &TrafficView::gameCleared);
        fixture.view.setGame(u"Odd"_s);
        QCOMPARE(fixture.model.rowCount(), 50);
        QPushButton *chip = nullptr;
        for (QPushButton *each : fixture.view.findChildren<QPushButton *>()) {
            if (each->isVisible() && each->text().contains(u"Odd"_s))
                chip = each;
        }
        QVERIFY(chip);
        chip->click();
        QCOMPARE(fixture.model.rowCount(), 100);
        QCOMPARE(cleared.size(), 1);
        QVERIFY(chip->isHidden());
    }

    void theChosenRowSurvivesAFilter()
    {
        Fixture fixture;
        fixture.add(0, 100);
        fixture.table->setCurrentIndex(fixture.model.index(41, 0));
        QSignalSpy spy(&fixture.view, &TrafficView::currentChanged);
        fixture.view.setGame(u"Odd"_s);
        QCOMPARE(fixture.table->currentIndex().row(), 20);
        QCOMPARE(spy.last().first().toInt(), 20);
        fixture.view.setGame(u"Even"_s);
        QCOMPARE(spy.last().first().toInt(), -1);
    }

    void onlyThisForce()
    {
        Fixture fixture;
        relay::FrameEvent forced = numbered(1000);
        forced.force = 7;
        relay::RelayEvents events = batch(0, 5);
        events.emplace_back(forced);
        fixture.model.append(events);
        fixture.view.showOnlyForce(); // No row is chosen: nothing happens.
        QCOMPARE(fixture.model.rowCount(), 6);
        fixture.table->setCurrentIndex(fixture.model.index(5, 0));
        fixture.view.showOnlyForce();
        QCOMPARE(fixture.model.rowCount(), 1);
        fixture.view.clearFilter();
        QCOMPARE(fixture.model.rowCount(), 6);
    }

    void findGoesAround()
    {
        Fixture fixture;
        fixture.add(0, 100);
        fixture.view.startFind();
        auto *bar = fixture.view.findChild<ui::FindBar *>();
        QVERIFY(bar->isVisible());
        auto *text = bar->findChild<QLineEdit *>();
        QTest::keyClicks(text, u"message 4"_s);
        QTest::keyClick(text, Qt::Key_Return);
        QCOMPARE(fixture.table->currentIndex().row(), 4);
        fixture.view.findAgain(false);
        QCOMPARE(fixture.table->currentIndex().row(), 40);
        fixture.view.findAgain(true);
        fixture.view.findAgain(true);
        QCOMPARE(fixture.table->currentIndex().row(), 49);
        QVERIFY(!fixture.view.isFollowing());
        QTest::keyClick(text, Qt::Key_Escape);
        QVERIFY(bar->isHidden());
    }

    void marks()
    {
        Fixture fixture;
        fixture.add(0, 100);
        for (const int row : {10, 60}) {
            fixture.table->setCurrentIndex(fixture.model.index(row, 0));
            fixture.view.toggleMark();
        }
        fixture.view.goToNextMark();
        QCOMPARE(fixture.table->currentIndex().row(), 10);
        fixture.view.toggleMark();
        fixture.view.goToNextMark();
        QCOMPARE(fixture.table->currentIndex().row(), 60);
        QCOMPARE(fixture.model.nextMarked(0), 60);
    }

    void copies()
    {
        Fixture fixture;
        fixture.add(0, 3);
        fixture.table->setCurrentIndex(fixture.model.index(1, 0));
        fixture.view.copyJson();
        QCOMPARE(QGuiApplication::clipboard()->text(),
                 QString::fromUtf8(fixture.model.frame(1).payload));
        fixture.view.copyRow();
        const QStringList cells = QGuiApplication::clipboard()->text().split(u'\t');
        QVERIFY(cells.contains(u"Odd"_s));
        QVERIFY(cells.contains(u"to the relay"_s));
        QVERIFY(cells.contains(u"context"_s));
    }

    void columnsCanBeHiddenAndComeBack()
    {
        Fixture fixture;
        QMenu *menu = fixture.view.columnsMenu();
        Q_EMIT menu->aboutToShow();
        QAction *peer = menu->actions().at(TrafficModel::Peer);
        QVERIFY(peer->isChecked());
        peer->trigger();
        QVERIFY(fixture.table->isColumnHidden(TrafficModel::Peer));
        const QByteArray state = fixture.view.saveColumns();
        fixture.view.restoreColumns({});
        QVERIFY(!fixture.table->isColumnHidden(TrafficModel::Peer));
        fixture.view.restoreColumns(state);
        QVERIFY(fixture.table->isColumnHidden(TrafficModel::Peer));
        fixture.view.restoreColumns("nonsense");
        QVERIFY(!fixture.table->isColumnHidden(TrafficModel::Peer));
        QVERIFY(!menu->actions().at(TrafficModel::Summary)->isEnabled());
    }

    /// A list that grows repaints its scroll bar when that looks different, and only then.
    void aCalmScrollBar()
    {
        class PaintCounter : public QObject
        {
        public:
            int paints = 0;
            bool eventFilter(QObject *watched, QEvent *event) override
            {
                paints += event->type() == QEvent::Paint ? 1 : 0;
                return QObject::eventFilter(watched, event);
            }
        };
        ui::CalmScrollBar bar(Qt::Vertical);
        PaintCounter counter;
        bar.installEventFilter(&counter);
        bar.setRange(0, 1'000'000);
        bar.setValue(bar.maximum());
        bar.resize(16, 400);
        bar.show();
        QTRY_VERIFY(counter.paints > 0);
        QCoreApplication::processEvents();
        counter.paints = 0;
        for (int i = 0; i < 10; ++i) {
            bar.setMaximum(bar.maximum() + 1);
            bar.setValue(bar.maximum());
            QCoreApplication::processEvents();
        }
        QCOMPARE(counter.paints, 0);
        bar.setValue(500'000);
        QTRY_VERIFY(counter.paints > 0);
        counter.paints = 0;
        bar.resize(16, 300);
        QTRY_VERIFY(counter.paints > 0);
        counter.paints = 0;
        bar.setMaximum(600'000);
        QTRY_VERIFY(counter.paints > 0);
    }

    /// The view asks the model for what can be seen, not for what was added.
    void costsNothingPerRow()
    {
        Fixture fixture;
        fixture.add(0, 20'000);
        constexpr int batches = 60;
        constexpr int rows = 333;
        QElapsedTimer timer;
        timer.start();
        for (int i = 0; i < batches; ++i) {
            fixture.add(20'000 + i * rows, rows);
            fixture.table->viewport()->repaint();
        }
        const qint64 perBatch = timer.elapsed() / batches;
        QVERIFY(fixture.isAtEnd());
        qInfo("%lld ms per batch of %d rows, painted", perBatch, rows);
        // A batch comes every 16 ms; far more than that can only be work per row.
        QVERIFY2(perBatch < 200, qPrintable(QString::number(perBatch)));
    }
};

QTEST_MAIN(TestTrafficView)
#include "tst_trafficview.moc"
