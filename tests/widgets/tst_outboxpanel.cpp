// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "widgets/outboxpanel.h"

#include "models/outboxmodel.h"

#include <QAbstractButton>
#include <QLabel>
#include <QLocale>
#include <QTableView>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace neuro;
using models::OutboxModel;
using ui::OutboxPanel;

namespace {

constexpr qint64 second = 1'000'000;

relay::OutboxRow row(qint64 id, const QString &destination = u"upstream"_s)
{
    relay::OutboxRow row;
    row.id = id;
    row.destination = destination;
    row.name = u"Chess"_s;
    row.payload = R"({"data":{"message":"check"}})";
    row.createdUs = id * second;
    return row;
}

/// A panel of a recording.
struct Recorded
{
    OutboxModel model;
    OutboxPanel panel{&model, {}, {}};

    Recorded()
    {
        panel.setRecorded();
        panel.resize(700, 200);
        panel.show();
    }

    /// Whatever texts are to be seen beside the table's own.
    QStringList labels() const
    {
        QStringList texts;
        for (const QLabel *label : panel.findChildren<QLabel *>()) {
            if (label->isVisible())
                texts.append(label->text());
        }
        texts.sort();
        return texts;
    }
    QTableView *table() const { return panel.findChild<QTableView *>(u"outbox"_s); }
    QString cell(int row, OutboxModel::Column column) const
    {
        return model.index(row, column).data().toString();
    }
};

} // namespace

class TestOutboxPanel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }
    void showsWhatWaited();
    void saysWhatALogDoesNotTell();
    void neverReadsOrGrowsOlder();
    void canOnlyBeLookedAt();
};

void TestOutboxPanel::showsWhatWaited()
{
    Recorded shown;
    QCOMPARE(shown.labels(),
             (QStringList{u"0 messages waited for Neuro"_s, u"Nothing waited at this point."_s}));
    shown.model.showMoment({row(1), row(2, u"integration:Music"_s)},
                           {{u"integration:Music"_s, 1}, {u"upstream"_s, 1}}, 61 * second);
    QCOMPARE(shown.labels(), QStringList{u"1 message waited for Neuro, 1 for integrations"_s});
    QCOMPARE(shown.cell(0, OutboxModel::Destination), u"Neuro"_s);
    QCOMPARE(shown.cell(0, OutboxModel::Message), u"check"_s);
    QCOMPARE(shown.cell(0, OutboxModel::Age), u"1 min"_s);
    // The same number, for others; another moment.
    shown.model.showMoment({row(1), row(3)}, {{u"upstream"_s, 2}}, 5 * second);
    QCOMPARE(shown.labels(), QStringList{u"2 messages waited for Neuro"_s});
    QCOMPARE(shown.cell(0, OutboxModel::Age), u"4 s"_s);
    shown.model.showMoment({}, {}, 0);
    QCOMPARE(shown.labels().size(), 2);
}

void TestOutboxPanel::saysWhatALogDoesNotTell()
{
    Recorded shown;
    shown.model.showMoment({row(9), row(10), row(11)}, {{u"upstream"_s, 1200}}, 61 * second);
    QCOMPARE(shown.labels(), QStringList{u"1,200 messages waited for Neuro (shown: 3)"_s});
    // A log of an earlier version.
    shown.model.showMoment({}, {{u"upstream"_s, 12}}, 61 * second);
    QCOMPARE(shown.labels(), (QStringList{u"12 messages waited for Neuro"_s,
                                          u"The log does not tell what it was that waited."_s}));
    shown.panel.setKnown(false);
    QCOMPARE(shown.labels().join(QString()), QString());
    shown.panel.setKnown(true);
    QCOMPARE(shown.labels().size(), 2);
    QVERIFY2(shown.table()->isColumnHidden(OutboxModel::Tries), "no log tells of them");
}

void TestOutboxPanel::neverReadsOrGrowsOlder()
{
    OutboxModel model;
    int readings = 0;
    OutboxPanel panel(&model, {}, [&readings] { ++readings; });
    panel.setRecorded();
    panel.show();
    model.showMoment({row(1)}, {{u"upstream"_s, 1}}, 3 * second);
    panel.outboxChanged(5);
    panel.hide();
    panel.show();
    QTest::qWait(0);
    QCOMPARE(readings, 0);
    const QList<QTimer *> timers = panel.findChildren<QTimer *>();
    QCOMPARE(timers.size(), 2);
    for (const QTimer *timer : timers)
        QVERIFY(!timer->isActive());
    QCOMPARE(model.index(0, OutboxModel::Age).data().toString(), u"2 s"_s);
}

void TestOutboxPanel::canOnlyBeLookedAt()
{
    Recorded shown;
    shown.model.showMoment({row(1), row(2)}, {{u"upstream"_s, 2}}, 3 * second);
    for (const QAbstractButton *button : shown.panel.findChildren<QAbstractButton *>())
        QVERIFY2(!button->isVisibleTo(&shown.panel), "nothing can be sent or dropped");
    shown.panel.focusTable();
    shown.table()->selectRow(1);
    QCOMPARE(shown.panel.chosenDestination(), u"upstream"_s);
}

QTEST_MAIN(TestOutboxPanel)
#include "tst_outboxpanel.moc"
