// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "models/events.h"
#include "widgets/transcriptview.h"

#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QListView>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QTest>
#include <QWheelEvent>

using namespace neuro;
using namespace neuro::tests;
using namespace ui;
using models::TranscriptModel;
using Kind = relay::TranscriptEvent::Kind;
using namespace Qt::Literals::StringLiterals;

namespace {

relay::RelayEvents entries(int count)
{
    relay::RelayEvents events;
    for (int i = 0; i < count; ++i)
        events.emplace_back(
            told(Kind::Context, i % 2 ? u"Odd"_s : u"Even"_s, u"entry %1"_s.arg(i)));
    return events;
}

struct Fixture
{
    Fixture()
        : view(&model)
        , list(view.findChild<QListView *>(u"transcript"_s))
        , games(view.findChild<QComboBox *>())
    {
        view.resize(700, 200);
        view.show();
    }

    void add(const relay::RelayEvents &events)
    {
        model.append(events);
        QCoreApplication::processEvents();
    }

    TranscriptModel model;
    TranscriptView view;
    QListView *list;
    QComboBox *games;
};

} // namespace

class TestTranscriptView : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void follows()
    {
        Fixture fixture;
        fixture.add(entries(200));
        QScrollBar *bar = fixture.list->verticalScrollBar();
        QVERIFY(bar->maximum() > 0);
        QCOMPARE(bar->value(), bar->maximum());
        bar->triggerAction(QAbstractSlider::SliderToMinimum);
        QVERIFY(!fixture.view.isFollowing());
        fixture.add(entries(50));
        QCOMPARE(bar->value(), bar->minimum());
        fixture.view.setFollowing(true);
        QTRY_COMPARE(bar->value(), bar->maximum());
    }

    void filtersByGame()
    {
        Fixture fixture;
        fixture.add(entries(10));
        QCOMPARE(fixture.games->count(), 3);
        fixture.games->setCurrentIndex(fixture.games->findData(u"Odd"_s));
        QCOMPARE(fixture.model.rowCount(), 5);
        fixture.add({told(Kind::Context, u"Third"_s, u"new"_s)});
        QCOMPARE(fixture.games->count(), 4);
        QCOMPARE(fixture.games->currentData().toString(), u"Odd"_s);
        fixture.games->setCurrentIndex(0);
        QCOMPARE(fixture.model.rowCount(), 11);
    }

    void aForgottenGameRestrictsNoMore()
    {
        Fixture fixture;
        fixture.add(entries(2));
        fixture.games->setCurrentIndex(fixture.games->findData(u"Odd"_s));
        fixture.model.clear();
        QCOMPARE(fixture.games->currentIndex(), 0);
        fixture.add({told(Kind::Context, u"Third"_s, u"new"_s)});
        QCOMPARE(fixture.model.rowCount(), 1);
    }

    void theWheelDoesNotChangeTheGame()
    {
        Fixture fixture;
        fixture.add(entries(4));
        fixture.list->setFocus();
        QWheelEvent wheel({5, 5}, fixture.games->mapToGlobal(QPointF(5, 5)), {}, {0, -120},
                          Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(fixture.games, &wheel);
        QCOMPARE(fixture.games->currentIndex(), 0);
    }

    void showsTheChosenEntryWhole()
    {
        Fixture fixture;
        auto *entry = fixture.view.findChild<QPlainTextEdit *>();
        QVERIFY(entry->isHidden());
        fixture.add({told(Kind::Query, u"Game"_s, u"First line\nsecond line"_s, u"the state"_s)});
        fixture.list->setCurrentIndex(fixture.model.index(0, 0));
        QVERIFY(!entry->isHidden());
        QVERIFY(entry->toPlainText().contains(u"second line"_s));
        QVERIFY(entry->toPlainText().contains(u"the state"_s));
    }

    void copiesAsMarkdown()
    {
        Fixture fixture;
        fixture.add(entries(4));
        fixture.view.copyMarkdown();
        const QString all = QGuiApplication::clipboard()->text();
        QCOMPARE(all, fixture.model.toMarkdown(0, 3));
        QVERIFY(all.contains(u"entry 3"_s));
        QItemSelectionModel *selection = fixture.list->selectionModel();
        selection->select(fixture.model.index(2, 0), QItemSelectionModel::Select);
        selection->select(fixture.model.index(0, 0), QItemSelectionModel::Select);
        fixture.view.copyMarkdown();
        QCOMPARE(QGuiApplication::clipboard()->text(),
                 QString(fixture.model.toMarkdown(0, 0) + fixture.model.toMarkdown(2, 2)));
    }
};

QTEST_MAIN(TestTranscriptView)
#include "tst_transcriptview.moc"
