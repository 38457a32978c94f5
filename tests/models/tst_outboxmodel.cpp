// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "models/outboxmodel.h"

#include "models/modeltext.h"
#include "relay/upstreamlink.h"

#include <QAbstractItemModelTester>
#include <QLocale>
#include <QObject>
#include <QSignalSpy>
#include <QTest>

#include <limits>

using namespace neuro;
using namespace neuro::tests;
using namespace Qt::Literals::StringLiterals;
using models::OutboxModel;

namespace {

constexpr qint64 second = 1'000'000;

relay::OutboxRow waiting(qint64 id, const QString &game = u"Chess"_s)
{
    relay::OutboxRow row;
    row.id = id;
    row.destination = u"upstream"_s;
    row.name = game;
    row.payload = "{\"command\":\"context\",\"data\":{\"message\":\"m" + QByteArray::number(id) +
                  "\\nsecond line\"}}";
    row.createdUs = id * second;
    return row;
}

QList<relay::OutboxRow> rowsWith(const QList<qint64> &ids)
{
    QList<relay::OutboxRow> rows;
    for (const qint64 id : ids)
        rows.append(waiting(id));
    return rows;
}

QList<qint64> idsOf(const OutboxModel &model)
{
    QList<qint64> ids;
    for (int row = 0; row < model.rowCount(); ++row)
        ids.append(model.index(row, 0).data(OutboxModel::IdRole).toLongLong());
    return ids;
}

} // namespace

class TestOutboxModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }
    void showsWhatWaits();
    void showsAMomentOfARecording();
    void foreignPayloads();
    void rowsComeAndGo_data();
    void rowsComeAndGo();
    void rowsThatStayKeepTheirPlaces();
    void triesAreUpdated();
    void agesCount();
    void ages();
    void namesOfDestinations();
};

void TestOutboxModel::showsWhatWaits()
{
    OutboxModel model;
    const QAbstractItemModelTester tester(&model,
                                          QAbstractItemModelTester::FailureReportingMode::Fatal);
    QSignalSpy counts(&model, &OutboxModel::waitingChanged);
    model.setNow(62 * second);
    model.setRows({waiting(2), waiting(50, {})}, 700);
    QCOMPARE(modelLines(model), (QStringList{u"Neuro | Chess | m2 second line | 1 min | 0"_s,
                                             u"Neuro | Operator | m50 second line | 12 s | 0"_s}));
    QCOMPARE(model.waiting(), 700);
    QCOMPARE(counts.size(), 1);
    model.setRows({waiting(2), waiting(50, {})}, 700);
    QCOMPARE(counts.size(), 1);
}

void TestOutboxModel::showsAMomentOfARecording()
{
    OutboxModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    QSignalSpy shown(&model, &OutboxModel::momentShown);
    relay::OutboxRow unknown = waiting(5);
    unknown.payload.clear();
    model.showMoment({waiting(3), unknown},
                     {{u"integration:Music"_s, 2}, {relay::UpstreamLink::destination(), 12}},
                     63 * second);
    QCOMPARE(model.waiting(), 14);
    QCOMPARE(model.waitingForNeuro(), 12);
    QCOMPARE(idsOf(model), (QList<qint64>{3, 5}));
    QCOMPARE(model.index(0, OutboxModel::Age).data().toString(), u"1 min"_s);
    QCOMPARE(model.index(1, OutboxModel::Age).data().toString(), u"58 s"_s);
    QCOMPARE(model.index(0, OutboxModel::Message).data().toString(), u"m3 second line"_s);
    QCOMPARE(model.index(1, OutboxModel::Message).data().toString(),
             u"its text is not in the log"_s);
    QCOMPARE(shown.size(), 1);
    // As many, for somebody else.
    model.showMoment({}, {{u"integration:Music"_s, 14}}, 10 * second);
    QCOMPARE(model.waitingForNeuro(), 0);
    QCOMPARE(model.waiting(), 14);
    QCOMPARE(shown.size(), 2);
    // The relay had counted one twice that it delivered while a limit dropped it.
    model.showMoment({waiting(3), waiting(5)}, {{relay::UpstreamLink::destination(), 1}}, 0);
    QCOMPARE(model.waitingForNeuro(), 2);
    QCOMPARE(model.waiting(), 2);
    // A log may say anything.
    constexpr qint64 most = std::numeric_limits<qint64>::max();
    model.showMoment({}, {{u"a"_s, most}, {relay::UpstreamLink::destination(), most}}, 0);
    QCOMPARE(model.waiting(), most);
}

void TestOutboxModel::foreignPayloads()
{
    OutboxModel model;
    relay::OutboxRow row = waiting(1, u"two\nlines"_s);
    row.destination = u"integration:Clock"_s;
    row.payload = "{\"cmd\":\n<b>";
    model.setRows({row}, 1);
    QCOMPARE(model.index(0, OutboxModel::Destination).data().toString(), u"Clock"_s);
    QCOMPARE(model.index(0, OutboxModel::Message).data(OutboxModel::DestinationRole).toString(),
             u"integration:Clock"_s);
    QCOMPARE(model.index(0, OutboxModel::Game).data().toString(), u"two lines"_s);
    QCOMPARE(model.index(0, OutboxModel::Message).data().toString(), u"{\"cmd\": <b>"_s);
    QVERIFY(model.index(0, 0).data(Qt::ToolTipRole).toString().contains(u"&lt;b&gt;"_s));
    row.payload = '"' + QByteArray(1000, 'x') + '"';
    model.setRows({row}, 1);
    QCOMPARE(model.index(0, OutboxModel::Message).data().toString().size(),
             OutboxModel::messageLength);
}

void TestOutboxModel::rowsComeAndGo_data()
{
    QTest::addColumn<QList<qint64>>("before");
    QTest::addColumn<QList<qint64>>("after");
    const auto add = [](const char *name, const QList<qint64> &before, const QList<qint64> &after) {
        QTest::newRow(name) << before << after;
    };
    add("first ones", {}, {1, 2, 3});
    add("all delivered", {1, 2, 3}, {});
    add("front delivered, more at the end", {1, 2, 3, 4}, {3, 4, 5, 6});
    add("holes", {1, 2, 3, 4, 5, 6}, {2, 5, 7});
    add("in between", {2, 6}, {1, 2, 3, 4, 6, 7});
    add("others altogether", {1, 2}, {8, 9});
    add("mixed", {2, 4, 6, 8}, {1, 4, 5, 8, 9});
}

void TestOutboxModel::rowsComeAndGo()
{
    QFETCH(QList<qint64>, before);
    QFETCH(QList<qint64>, after);
    OutboxModel model;
    const QAbstractItemModelTester tester(&model,
                                          QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.setRows(rowsWith(before), before.size());
    QCOMPARE(idsOf(model), before);
    model.setRows(rowsWith(after), after.size());
    QCOMPARE(idsOf(model), after);
}

void TestOutboxModel::rowsThatStayKeepTheirPlaces()
{
    OutboxModel model;
    model.setRows(rowsWith({1, 2, 3}), 3);
    const QPersistentModelIndex kept = model.index(2, OutboxModel::Message);
    QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
    model.setRows(rowsWith({2, 3, 4}), 3);
    QCOMPARE(kept.row(), 1);
    QCOMPARE(resets.size(), 0);
}

void TestOutboxModel::triesAreUpdated()
{
    OutboxModel model;
    model.setRows(rowsWith({1, 2}), 2);
    QSignalSpy changes(&model, &QAbstractItemModel::dataChanged);
    QList<relay::OutboxRow> rows = rowsWith({1, 2});
    rows[1].tries = 3;
    rows[1].fromEarlierRun = true;
    model.setRows(rows, 2);
    QCOMPARE(changes.size(), 1);
    QCOMPARE(changes[0][0].toModelIndex().row(), 1);
    QCOMPARE(model.index(1, OutboxModel::Tries).data().toString(), u"3"_s);
    QVERIFY(model.index(1, 0).data(OutboxModel::EarlierRunRole).toBool());
}

void TestOutboxModel::agesCount()
{
    OutboxModel model;
    model.setNow(5 * second);
    model.setRows(rowsWith({1, 2}), 2);
    QSignalSpy changes(&model, &QAbstractItemModel::dataChanged);
    model.setNow(6 * second);
    model.setNow(6 * second);
    QCOMPARE(changes.size(), 1);
    QCOMPARE(modelLines(model, {OutboxModel::Age}), (QStringList{u"5 s"_s, u"4 s"_s}));
}

void TestOutboxModel::ages()
{
    QCOMPARE(models::ageText(-5), u"0 s"_s);
    QCOMPARE(models::ageText(59 * second), u"59 s"_s);
    QCOMPARE(models::ageText(60 * second), u"1 min"_s);
    QCOMPARE(models::ageText(3'900 * second), u"1 h 5 min"_s);
}

void TestOutboxModel::namesOfDestinations()
{
    QCOMPARE(models::destinationName(u"upstream"_s), u"Neuro"_s);
    QCOMPARE(models::destinationName(u"integration:Spo\ntify"_s), u"Spo tify"_s);
    QVERIFY(models::destinationName(u"integration:"_s + QString(1000, u'x')).size() <= 80);
}

QTEST_GUILESS_MAIN(TestOutboxModel)
#include "tst_outboxmodel.moc"
