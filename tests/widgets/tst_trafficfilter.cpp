// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "models/events.h"
#include "widgets/screenshots.h"
#include "widgets/trafficfilterfield.h"
#include "widgets/trafficview.h"
#include "widgets/windowsettings.h"

#include <QAbstractItemView>
#include <QAction>
#include <QCompleter>
#include <QLabel>
#include <QListView>
#include <QMenu>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace neuro;
using namespace neuro::tests;
using models::TrafficModel;
using ui::TrafficFilterField;
using ui::TrafficView;
using namespace Qt::Literals::StringLiterals;

namespace {

struct Fixture
{
    Fixture()
        : view(&model)
        , field(view.findChild<TrafficFilterField *>(u"trafficFilter"_s))
        , problem(view.findChild<QLabel *>(u"trafficFilterProblem"_s))
    {
        relay::RelayEvents events;
        for (int i = 0; i < 100; ++i)
            events.emplace_back(of(numbered(i, i * ms), i % 2 ? u"Odd & strange"_s : u"Even"_s,
                                   static_cast<relay::PeerId>(i % 2 + 1)));
        events.emplace_back(outgoing(frame(u"action"_s, R"({"id":"a-7","name":"drink_beer"})")));
        model.append(events);
        view.resize(900, 400);
        view.show();
        view.activateWindow();
        isActive = QTest::qWaitForWindowActive(&view);
        field->setFocus();
        choices = qobject_cast<QListView *>(field->findChild<QCompleter *>()->popup());
    }

    void enter(const QString &filter)
    {
        field->clear();
        QTest::keyClicks(field, filter);
        choices->hide();
        QTest::keyClick(field, Qt::Key_Return);
    }
    QStringList offered() const
    {
        QStringList texts;
        for (int row = 0; row < choices->model()->rowCount() && choices->isVisible(); ++row)
            texts.append(choices->model()->index(row, 0).data().toString());
        return texts;
    }
    QMenu *openHistory()
    {
        QTest::keyClick(field, Qt::Key_Down, Qt::AltModifier);
        return view.findChild<QMenu *>(u"trafficFilterHistory"_s);
    }

    bool isActive = false;
    TrafficModel model;
    TrafficView view;
    TrafficFilterField *field;
    QLabel *problem;
    QListView *choices = nullptr; ///< A window of its own.
};

} // namespace

class TestTrafficFilter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void expressions()
    {
        Fixture fixture;
        fixture.enter(u"peer:2"_s);
        QCOMPARE(fixture.model.rowCount(), 50);
        fixture.enter(u"game:\"odd & strange\" \"message 4\""_s);
        QCOMPARE(fixture.model.rowCount(), 5); // 41, 43, …
        fixture.enter(u"cmd:action* | (peer:1 & \"message 10\")"_s);
        QCOMPARE(fixture.model.rowCount(), 2);
        fixture.enter(u"!cmd:context dir:out"_s);
        QCOMPARE(fixture.model.rowCount(), 1);
        fixture.enter(u"re:/message \\d\"/"_s);
        QTRY_COMPARE(fixture.model.rowCount(), 10);
        fixture.enter({});
        QCOMPARE(fixture.model.rowCount(), 101);
    }

    void theChipsHoldBesides()
    {
        Fixture fixture;
        fixture.enter(u"\"message 1\" | \"message 2\""_s);
        QCOMPARE(fixture.model.rowCount(), 22);
        fixture.view.setGame(u"Even"_s);
        QCOMPARE(fixture.model.rowCount(), 11);
    }

    void aWrongFilterIsTold()
    {
        Fixture fixture;
        fixture.enter(u"\"message 42\""_s);
        QCOMPARE(fixture.model.rowCount(), 1);
        QVERIFY(fixture.problem->isHidden());
        fixture.enter(u"beer gmae:x"_s);
        QVERIFY(fixture.problem->isVisible());
        QCOMPARE(fixture.problem->text(), u"Not applied. At character 6: there is no field “gmae”; "
                                          "did you mean “game”?"_s);
        QCOMPARE(fixture.field->accessibleDescription(), fixture.problem->text());
        QVERIFY(fixture.field->isMarked());
        QCOMPARE(fixture.field->selectedText(), u"gmae"_s);
        QCOMPARE(fixture.model.rowCount(), 1); // The filter before stays in force.
        // What one types now takes the place of what is wrong.
        QTest::keyClicks(fixture.field, u"game"_s);
        QCOMPARE(fixture.field->text(), u"beer game:x"_s);
        QVERIFY(!fixture.field->isMarked());
        QTRY_VERIFY(fixture.problem->isHidden());
        QCOMPARE(fixture.model.rowCount(), 0);
        QVERIFY(fixture.field->accessibleDescription().isEmpty());
    }

    void whoStillTypesIsNotDisturbed()
    {
        Fixture fixture;
        QSignalSpy resets(&fixture.model, &QAbstractItemModel::modelReset);
        QTest::keyClicks(fixture.field, u"(cmd:action"_s);
        QVERIFY(fixture.problem->isHidden());
        QTRY_VERIFY(fixture.problem->isVisible());
        QVERIFY(fixture.problem->text().contains(u"At character 1: “)” is missing"_s));
        QCOMPARE(resets.size(), 0);
        QTest::keyClick(fixture.field, u')');
        QTRY_COMPARE(fixture.model.rowCount(), 1);
        QVERIFY(fixture.problem->isHidden());
    }

    void leavingTheFieldTellsToo()
    {
        Fixture fixture;
        QTest::keyClicks(fixture.field, u"dir:up"_s);
        QVERIFY(fixture.problem->isHidden());
        fixture.choices->hide();
        fixture.view.focusTable();
        QVERIFY(fixture.problem->isVisible());
        fixture.view.clearFilter();
        QVERIFY(fixture.problem->isHidden());
        QVERIFY(fixture.field->text().isEmpty());
    }

    void fieldsAndValuesAreOffered()
    {
        Fixture fixture;
        QTest::keyClicks(fixture.field, u"beer do"_s);
        QCOMPARE(fixture.offered().size(), 1);
        QVERIFY(fixture.offered().first().startsWith(u"door:"_s));
        QTest::keyClick(fixture.choices, Qt::Key_Down);
        QTest::keyClick(fixture.choices, Qt::Key_Return);
        QCOMPARE(fixture.field->text(), u"beer door:"_s);
        QCOMPARE(fixture.offered(),
                 QStringList({u"backend"_s, u"intermediary"_s, u"hub"_s, u"upstream"_s}));
        QTest::keyClick(fixture.choices, Qt::Key_Down);
        QTest::keyClick(fixture.choices, Qt::Key_Down);
        QTest::keyClick(fixture.choices, Qt::Key_Enter);
        QCOMPARE(fixture.field->text(), u"beer door:intermediary "_s);
        QVERIFY(!fixture.field->isOffering());
    }

    void namesOfTheTrafficAreOffered()
    {
        Fixture fixture;
        QTest::keyClicks(fixture.field, u"game:"_s);
        QCOMPARE(fixture.offered(),
                 QStringList({u"Even"_s, u"\"Game A\""_s, u"\"Odd & strange\""_s}));
        QTest::keyClicks(fixture.choices, u"o"_s);
        QCOMPARE(fixture.offered(), QStringList({u"\"Odd & strange\""_s}));
        // Tab takes the first one and stays in the field.
        QTest::keyClick(fixture.choices, Qt::Key_Tab);
        QTRY_COMPARE(fixture.field->text(), u"game:\"Odd & strange\" "_s);
        QVERIFY(fixture.field->hasFocus());
        QTRY_COMPARE(fixture.model.rowCount(), 50);
        fixture.field->clear();
        QTest::keyClicks(fixture.field, u"cmd:con"_s);
        QCOMPARE(fixture.offered(), QStringList({u"context"_s}));
        fixture.field->clear();
        QTest::keyClicks(fixture.field, u"warn:slow"_s);
        QCOMPARE(fixture.offered(), QStringList({u"result/slow"_s}));
    }

    void nothingIsOfferedUnasked()
    {
        Fixture fixture;
        QTest::keyClicks(fixture.field, u"42 "_s);
        QVERIFY(!fixture.field->isOffering());
        QTest::keyClick(fixture.field, Qt::Key_Down);
        QCOMPARE(fixture.offered().size(), static_cast<qsizetype>(models::filterFieldNames.size()));
        QTest::keyClick(fixture.choices, Qt::Key_Escape);
        QVERIFY(!fixture.field->isOffering());
        QCOMPARE(fixture.field->text(), u"42 "_s);
        QTest::keyClick(fixture.field, Qt::Key_Space, Qt::ControlModifier);
        QVERIFY(fixture.field->isOffering());
        // Nothing is chosen: Enter means the filter as it is.
        QTest::keyClick(fixture.choices, Qt::Key_Return);
        QVERIFY(!fixture.field->isOffering());
        QCOMPARE(fixture.field->text(), u"42 "_s);
        QCOMPARE(fixture.model.rowCount(), 1);
    }

    void usedFiltersAreRemembered()
    {
        Fixture fixture;
        QSignalSpy changes(&fixture.view, &TrafficView::filterHistoryChanged);
        fixture.view.setFilterHistory({u"old"_s});
        fixture.enter(u"peer:2"_s);
        fixture.enter(u"cmd:action & beer"_s);
        fixture.enter(u"gmae:x"_s); // Wrong ones are not.
        fixture.enter(u"peer:2"_s);
        QCOMPARE(changes.size(), 3);
        QCOMPARE(changes.last().first().toStringList(),
                 QStringList({u"peer:2"_s, u"cmd:action & beer"_s, u"old"_s}));
        QMenu *menu = fixture.openHistory();
        QVERIFY(menu);
        QCOMPARE(menu->actions().at(1)->text(), u"cmd:action && beer"_s);
        menu->actions().at(1)->trigger();
        QCOMPARE(fixture.field->text(), u"cmd:action & beer"_s);
        QCOMPARE(fixture.model.rowCount(), 1);
        QCOMPARE(changes.last().first().toStringList().first(), u"cmd:action & beer"_s);
        delete menu;
        menu = fixture.openHistory();
        menu->actions().last()->trigger();
        QVERIFY(changes.last().first().toStringList().isEmpty());
        delete menu;
        menu = fixture.openHistory();
        QCOMPARE(menu->actions().size(), 1);
        QVERIFY(!menu->actions().first()->isEnabled());
    }

    void theSettingsKeepFilters()
    {
        QTemporaryDir folder;
        const QString file = folder.filePath(u"window.ini"_s);
        QStringList many;
        for (int i = 0; i < 30; ++i)
            many.append(u"game:\"A, %1\" | \"b\\\"; c\""_s.arg(i));
        {
            ui::WindowSettings settings(file);
            QVERIFY(settings.filters().isEmpty());
            settings.setFilters(many);
        }
        ui::WindowSettings settings(file);
        QCOMPARE(settings.filters(), many.mid(0, ui::WindowSettings::filtersKept));
        settings.clearLayout();
        QCOMPARE(settings.filters().size(), ui::WindowSettings::filtersKept);
    }

    void explainsItself()
    {
        Fixture fixture;
        QVERIFY(!fixture.field->accessibleName().isEmpty());
        QVERIFY(fixture.field->toolTip().contains(u"cmd:action*"_s));
        QVERIFY(!fixture.choices->accessibleName().isEmpty());
        for (std::size_t i = 0; i < models::filterFieldNames.size(); ++i)
            QVERIFY(!ui::filterFieldSummary(static_cast<models::FilterField>(i)).isEmpty());
    }

    void pictures()
    {
        Fixture fixture;
        QVERIFY(saveScreenshots(fixture.view, u"filter-empty"_s));
        fixture.enter(u"cmd:action* & (game:Even | door:front) & size>4k"_s);
        QVERIFY(fixture.problem->isVisible());
        fixture.field->deselect();
        QVERIFY(saveScreenshots(fixture.view, u"filter-problem"_s));
        fixture.field->clear();
        QTest::keyClick(fixture.field, Qt::Key_Down);
        QTest::keyClick(fixture.choices, Qt::Key_Down);
        QVERIFY(fixture.choices->isVisible());
        QVERIFY(saveScreenshots(*fixture.choices, u"filter-fields"_s));
        fixture.choices->hide();
        QTest::keyClicks(fixture.field, u"warn:result"_s);
        QVERIFY(saveScreenshots(*fixture.choices, u"filter-values"_s));
    }
};

QTEST_MAIN(TestTrafficFilter)
#include "tst_trafficfilter.moc"
