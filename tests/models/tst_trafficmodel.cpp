// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "models/trafficmodel.h"

#include "models/events.h"
#include "models/modeltext.h"

#include <QAbstractItemModelTester>
#include <QLocale>
#include <QObject>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

#include <deque>

using namespace neuro;
using namespace neuro::tests;
using models::FilterExpression;
using models::FrameFilter;
using models::TrafficModel;
using Status = TrafficModel::FrameStatus;

/// A model with a tester that was there before the data.
class TestedTraffic : public TrafficModel
{
public:
    explicit TestedTraffic(models::FrameStore::Limits limits = {})
        : TrafficModel(limits)
        , m_tester(this, QAbstractItemModelTester::FailureReportingMode::Fatal)
    {
    }

private:
    QAbstractItemModelTester m_tester;
};

class TestTrafficModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(u"en_US"_s)); }
    void looksLikeATable();
    void status();
    void roles();
    void header();
    void oneInsertionPerBatch();
    void otherEventsAreIgnored();
    void filter();
    void deltaCountsFromTheRowAbove();
    void evictsBeforeItInserts();
    void batchLargerThanTheRing();
    void find();
    void marks();
    void clearKeepsCounting();
    void upstreamFrames();
    void forwarding();
    void forwardingMuchLater();
    void randomOperations();
    void costlyFilter();
    void vocabulary();
    void fullRing();
};

void TestTrafficModel::looksLikeATable()
{
    TestedTraffic model;
    relay::FrameEvent result =
        frame(u"action/result"_s, R"({"id":"1","success":true,"message":"Yum."})", 3'789'000);
    result.latency = 51'344;
    model.append({
        frame(u"startup"_s, {}, 114'208),
        frame(u"actions/register"_s, R"({"actions":[{"name":"shoot"},{"name":"use_item"}]})",
              114'608),
        outgoing(frame(u"action"_s, R"({"id":"1","name":"shoot"})", 3'690'800)),
        result,
        of(frame(u"nonsense"_s, {}, 3'789'001), QString(), 9),
    });
    // clang-format off
    const QStringList expected = {
        u"17:31:02.114208 |  |  | Game A | startup |  | 21 | "_s,
        u"17:31:02.114608 | 0.4 |  | Game A | actions/register | shoot, use_item | 88 | "_s,
        u"17:31:05.690800 | 3,576 |  | Game A | action | shoot | 53 | "_s,
        u"17:31:05.789000 | 98 |  | Game A | action/result | ok — Yum. | 77 | 51"_s,
        u"17:31:05.789001 | 0.0 |  | connection 9 | nonsense |  | 22 | "_s,
    };
    // clang-format on
    QCOMPARE(modelLines(model), expected);
}

void TestTrafficModel::status()
{
    using protocol::DiagnosticKey;
    TestedTraffic model;
    relay::FrameEvent warned = frame(u"context"_s, R"({"message":""})");
    warned.warnings = {{DiagnosticKey::ContextFlood, {}}};
    relay::FrameEvent noted = warned;
    noted.warnings = {{DiagnosticKey::ContextJson, {}}};
    relay::FrameEvent partly = frame(u"actions/register"_s, R"({"actions":[]})");
    partly.refusal = {protocol::Reason::TooLarge, u"data.actions[0]"_s, {}};
    model.append({
        frame(u"startup"_s),
        refused(frame(u"action/result"_s, R"({"success":true})"), {}),
        warned,
        noted,
        partly,
        frame(u"action/result"_s, R"({"success":true})"),
        frame(u"action/result"_s, R"({"success":false})"),
    });
    QList<Status> statuses;
    for (int row = 0; row < model.rowCount(); ++row)
        statuses.append(
            static_cast<Status>(model.index(row, 0).data(TrafficModel::StatusRole).toInt()));
    QCOMPARE(statuses, (QList{Status::Normal, Status::Refused, Status::Warned, Status::Normal,
                              Status::Warned, Status::Success, Status::Failure}));
}

void TestTrafficModel::roles()
{
    TestedTraffic model;
    model.append({
        refused(frame(u"context"_s), {protocol::Reason::MissingField, u"data.message"_s,
                                      protocol::verbatim(u"it is <missing>"_s)}),
        outgoing(frame(u"startup"_s)),
    });
    const QModelIndex direction = model.index(0, TrafficModel::Direction);
    QCOMPARE(direction.data(TrafficModel::DirectionRole).toInt(), int(relay::Direction::In));
    QCOMPARE(direction.data(Qt::AccessibleTextRole).toString(), u"to the relay"_s);
    QCOMPARE(direction.siblingAtRow(1).data(Qt::AccessibleTextRole).toString(), u"to the game"_s);
    QVERIFY(direction.data(Qt::ToolTipRole)
                .toString()
                .contains(u"Refused at data.message: it is &lt;missing&gt;"_s));
    QVERIFY(direction.siblingAtRow(1).data(Qt::ToolTipRole).toString().isEmpty());
    const auto alignment = [&model](int column) {
        return model.index(0, column).data(Qt::TextAlignmentRole).toInt();
    };
    QCOMPARE(alignment(TrafficModel::Size), int(Qt::AlignRight | Qt::AlignVCenter));
    QCOMPARE(alignment(TrafficModel::Summary), 0);
}

void TestTrafficModel::header()
{
    TestedTraffic model;
    QStringList titles;
    for (int column = 0; column < model.columnCount(); ++column)
        titles.append(model.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString());
    QCOMPARE(titles, (QStringList{u"Time"_s, u"Δ ms"_s, QString(), u"Peer"_s, u"Command"_s,
                                  u"Summary"_s, u"Bytes"_s, u"Latency ms"_s}));
    QCOMPARE(model.headerData(TrafficModel::Direction, Qt::Horizontal, Qt::AccessibleTextRole)
                 .toString(),
             u"Direction"_s);
}

void TestTrafficModel::oneInsertionPerBatch()
{
    TestedTraffic model;
    QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
    const relay::FrameEvent event = numbered(1);
    model.append({event, numbered(2), numbered(3)});
    QCOMPARE(inserted.size(), 1);
    QCOMPARE(model.rowCount(), 3);
    // Shared with the batch, not copied.
    QCOMPARE(model.frame(0).payload.constData(), event.payload.constData());
}

void TestTrafficModel::otherEventsAreIgnored()
{
    TestedTraffic model;
    QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
    model.append({connected(1), relay::SnapshotEvent()});
    QCOMPARE(inserted.size(), 0);
    QCOMPARE(model.storedFrames(), 0);
}

void TestTrafficModel::filter()
{
    TestedTraffic model;
    model.append({numbered(1), of(numbered(2), u"Game B"_s), numbered(3)});
    const QList<int> columns{TrafficModel::Peer, TrafficModel::Summary};
    model.setFilter({{}, u"Game B"_s, 0});
    QCOMPARE(modelLines(model, columns), QStringList{u"Game B | message 2"_s});
    QCOMPARE(model.storedFrames(), 3);

    QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
    model.append({numbered(4), of(numbered(5), u"Game B"_s)});
    model.append({numbered(6)});
    QCOMPARE(inserted.size(), 1);
    QCOMPARE(modelLines(model, columns),
             (QStringList{u"Game B | message 2"_s, u"Game B | message 5"_s}));
    QCOMPARE(model.rowOf(1), 0);
    QCOMPARE(model.rowOf(4), 1);
    QCOMPARE(model.rowOf(0), -1);
    QCOMPARE(model.index(1, 0).data(TrafficModel::NumberRole).toULongLong(), 4ULL);

    QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
    model.setFilter(model.filter());
    QCOMPARE(reset.size(), 0);
    model.setFilter({});
    QCOMPARE(reset.size(), 1);
    QCOMPARE(model.rowCount(), 6);
}

void TestTrafficModel::deltaCountsFromTheRowAbove()
{
    TestedTraffic model;
    model.append({numbered(1, 0), of(numbered(2, 10 * ms), u"Game B"_s), numbered(3, 50 * ms)});
    QCOMPARE(modelLines(model, {TrafficModel::Delta}), (QStringList{QString(), u"10"_s, u"40"_s}));
    model.setFilter({{}, u"Game A"_s, 0});
    QCOMPARE(modelLines(model, {TrafficModel::Delta}), (QStringList{QString(), u"50"_s}));
}

void TestTrafficModel::evictsBeforeItInserts()
{
    TestedTraffic model({40, 100'000});
    for (int i = 0; i < 40; ++i)
        model.append({numbered(i)});
    QList<int> sizes;
    connect(&model, &QAbstractItemModel::rowsInserted, this,
            [&] { sizes.append(model.rowCount()); });
    connect(&model, &QAbstractItemModel::rowsRemoved, this,
            [&] { sizes.append(model.rowCount()); });
    model.append({numbered(40)});
    model.append({numbered(41)});
    QCOMPARE(sizes, (QList<int>{38, 39, 40}));
    QCOMPARE(model.rowOf(1), -1);
    QCOMPARE(model.rowOf(2), 0);
    QCOMPARE(model.rowOf(41), 39);
    QCOMPARE(model.rowOf(42), -1);
    QCOMPARE(model.index(0, TrafficModel::Summary).data().toString(), u"message 2"_s);
}

void TestTrafficModel::batchLargerThanTheRing()
{
    TestedTraffic model({3, 100'000});
    model.append({numbered(0)});
    relay::RelayEvents batch;
    for (int i = 1; i < 10; ++i)
        batch.push_back(numbered(i));
    model.append(batch);
    QCOMPARE(modelLines(model, {TrafficModel::Summary}),
             (QStringList{u"message 7"_s, u"message 8"_s, u"message 9"_s}));

    TestedTraffic small({10, 10});
    small.append({numbered(1), numbered(2)});
    QCOMPARE(modelLines(small, {TrafficModel::Summary}), QStringList{u"message 2"_s});
}

void TestTrafficModel::find()
{
    TestedTraffic model;
    QCOMPARE(model.find(u"x"_s, 0, false), -1);
    model.append({numbered(1), numbered(2), numbered(11), numbered(3)});
    QCOMPARE(model.find(u"MESSAGE 1"_s, 0, false), 0);
    QCOMPARE(model.find(u"message 1"_s, 1, false), 2);
    QCOMPARE(model.find(u"message 1"_s, 3, false), 0);
    QCOMPARE(model.find(u"message 1"_s, 4, false), 0);
    QCOMPARE(model.find(u"message 1"_s, 3, true), 2);
    QCOMPARE(model.find(u"message 1"_s, 1, true), 0);
    QCOMPARE(model.find(u"message 1"_s, -1, true), 2);
    QCOMPARE(model.find(u"1 message"_s, 0, false), -1);
    QCOMPARE(model.find(QString(), 0, false), -1);
}

void TestTrafficModel::marks()
{
    TestedTraffic model({20, 100'000});
    QCOMPARE(model.nextMarked(0), -1);
    for (int i = 0; i < 20; ++i)
        model.append({numbered(i)});
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    model.setMarked(0, true);
    model.setMarked(15, true);
    model.setMarked(5, true);
    model.setMarked(5, true);
    QCOMPARE(changed.size(), 3);
    QVERIFY(model.index(5, 2).data(TrafficModel::MarkedRole).toBool());
    QCOMPARE(model.nextMarked(-1), 0);
    QCOMPARE(model.nextMarked(0), 5);
    QCOMPARE(model.nextMarked(5), 15);
    QCOMPARE(model.nextMarked(15), 0);
    model.append({numbered(20)});
    QCOMPARE(model.nextMarked(14), 4);
    model.setFilter({FilterExpression::words(u"message 15"_s), {}, 0});
    QCOMPARE(model.nextMarked(-1), 0);
    QCOMPARE(model.nextMarked(0), 0);
    model.setFilter({});
    model.setMarked(4, false);
    QCOMPARE(model.nextMarked(-1), 14);
}

void TestTrafficModel::clearKeepsCounting()
{
    TestedTraffic model;
    model.append({numbered(1), numbered(2)});
    model.setMarked(0, true);
    model.clear();
    QCOMPARE(model.rowCount(), 0);
    model.append({numbered(3)});
    QCOMPARE(model.rowOf(2), 0);
    QCOMPARE(model.nextMarked(-1), -1);
    QCOMPARE(modelLines(model, {TrafficModel::Summary}), QStringList{u"message 3"_s});
}

/// Against a plain list of what must be there.
void TestTrafficModel::upstreamFrames()
{
    TestedTraffic model;
    relay::FrameEvent came = of(frame(u"action"_s, R"({"id":"1","name":"a--shoot"})"), u"Neuro"_s);
    came.door = relay::Door::Upstream;
    model.append({came, outgoing(came)});
    const QModelIndex direction = model.index(0, TrafficModel::Direction);
    QCOMPARE(direction.data(TrafficModel::DoorRole).toInt(), int(relay::Door::Upstream));
    QCOMPARE(direction.data(Qt::AccessibleTextRole).toString(), u"from upstream"_s);
    QCOMPARE(direction.siblingAtRow(1).data(Qt::AccessibleTextRole).toString(), u"to upstream"_s);
    QCOMPARE(direction.siblingAtColumn(TrafficModel::Peer).data().toString(), u"Neuro"_s);
}

void TestTrafficModel::forwardingMuchLater()
{
    constexpr quint64 later = TrafficModel::forwardingSearch;
    TestedTraffic model({qsizetype(3 * later), 1'000'000'000});
    const auto add = [&model](quint64 first, quint64 last, quint64 origin = 0) {
        relay::RelayEvents batch;
        for (quint64 seq = first; seq <= last; ++seq) {
            relay::FrameEvent added = numbered(0);
            added.seq = seq;
            added.origin = origin;
            batch.emplace_back(added);
        }
        model.append(batch);
    };
    add(1, 2 * later);
    QVERIFY(!model.forwardingOf(5));
    add(2 * later + 1, 2 * later + 2, 5); // Once more after a crash of the connection.
    add(2 * later + 3, 2 * later + 3, 2 * later);
    QCOMPARE(model.forwardingOf(5)->seq, 2 * later + 1);
    QCOMPARE(model.forwardingOf(2 * later)->seq, 2 * later + 3);
    QVERIFY(!model.forwardingOf(6));
    // What is evicted is not found, what came after it is.
    add(2 * later + 4, 5 * later + 3);
    QVERIFY(!model.frameWithSeq(2 * later + 1));
    QVERIFY(!model.forwardingOf(5));
    add(5 * later + 4, 5 * later + 4, 4 * later);
    QCOMPARE(model.forwardingOf(4 * later)->seq, 5 * later + 4);
    model.clear();
    QVERIFY(!model.forwardingOf(4 * later));
}

void TestTrafficModel::forwarding()
{
    TestedTraffic model;
    const auto add = [&model](quint64 seq, quint64 origin) {
        relay::FrameEvent added = numbered(static_cast<int>(seq));
        added.seq = seq;
        added.origin = origin;
        model.append({added});
    };
    QVERIFY(!model.frameWithSeq(1));
    QVERIFY(!model.forwardingOf(1));
    add(3, 0);
    add(4, 0);
    add(7, 4); // 5 and 6 were skipped.
    add(8, 3);
    add(9, 3);
    QCOMPARE(model.frameWithSeq(7)->seq, 7u);
    QVERIFY(!model.frameWithSeq(5));
    QVERIFY(!model.frameWithSeq(10));
    QCOMPARE(model.forwardingOf(3)->seq, 8u);
    QCOMPARE(model.forwardingOf(4)->seq, 7u);
    QVERIFY(!model.forwardingOf(9));
    QVERIFY(!model.forwardingOf(0));
    // Frames that are filtered out are found, too.
    FrameFilter filter;
    filter.expression = FilterExpression::words(u"nowhere"_s);
    model.setFilter(filter);
    QCOMPARE(model.rowCount(), 0);
    QCOMPARE(model.frameWithSeq(3)->seq, 3u);
}

void TestTrafficModel::randomOperations()
{
    TestedTraffic model({60, 2'000});
    QRandomGenerator random(20'260'115);
    const QStringList games{u"Game A"_s, u"Game B"_s, u"Game C"_s};
    std::deque<relay::FrameEvent> last;
    int number = 0;
    int removals = 0;
    connect(&model, &QAbstractItemModel::rowsRemoved, this, [&removals] { ++removals; });
    for (int round = 0; round < 1500; ++round) {
        switch (random.bounded(8)) {
        case 0:
            model.setFilter(
                {FilterExpression::words(random.bounded(2) ? QString()
                                                           : QString::number(random.bounded(10))),
                 random.bounded(2) ? std::optional(games[random.bounded(3)]) : std::nullopt, 0});
            break;
        case 1:
            if (model.rowCount() > 0)
                model.setMarked(random.bounded(model.rowCount()), random.bounded(2) == 1);
            break;
        default: {
            relay::RelayEvents batch;
            const int count = random.bounded(9);
            for (int i = 0; i < count; ++i) {
                const QString &game = games[random.bounded(3)];
                batch.push_back(of(numbered(number, number * ms), game));
                last.push_back(std::get<relay::FrameEvent>(batch.back()));
                ++number;
            }
            model.append(batch);
        }
        }
        while (static_cast<qsizetype>(last.size()) > model.storedFrames())
            last.pop_front();
        const models::FrameMatcher matcher(model.filter());
        QStringList expected;
        for (const relay::FrameEvent &event : last) {
            if (matcher.matches(event))
                expected.append(event.name + QString::fromUtf8(event.payload));
        }
        QStringList shown;
        for (int row = 0; row < model.rowCount(); ++row)
            shown.append(model.frame(row).name + QString::fromUtf8(model.frame(row).payload));
        QCOMPARE(shown, expected);
    }
    QVERIFY(removals > 50);
}

/// A costly filter looks at the frames by and by, and shows the same in the end.
void TestTrafficModel::costlyFilter()
{
    const auto read = FilterExpression::parse(u"re:/message \\d*[37]\"/ !13"_s);
    QVERIFY(read && read->isCostly());
    constexpr int frames = 20'000;
    TestedTraffic model({frames, 1'000'000'000});
    const auto append = [&model](int first, int count) {
        relay::RelayEvents batch;
        for (int i = first; i < first + count; ++i)
            batch.push_back(numbered(i));
        model.append(batch);
    };
    append(0, frames);
    QSignalSpy done(&model, &TrafficModel::scanned);
    model.setFilter({*read, {}, 0});
    // Other frames come, and old ones go, while it looks.
    append(frames, 100);
    QVERIFY(model.isScanning());
    append(frames + 100, 2000);
    QTRY_VERIFY(!model.isScanning());
    QVERIFY(!done.isEmpty());
    QStringList shown;
    for (int row = 0; row < model.rowCount(); ++row)
        shown.append(QString::fromUtf8(model.frame(row).payload));
    model.setFilter({});
    QStringList expected;
    for (int row = 0; row < model.rowCount(); ++row) {
        if (read->matches(model.frame(row)))
            expected.append(QString::fromUtf8(model.frame(row).payload));
    }
    QVERIFY(expected.size() > 1000);
    QCOMPARE(shown, expected);
    // Another filter is not disturbed by the one before.
    model.setFilter({*read, {}, 0});
    model.setFilter({FilterExpression::words(u"nowhere"_s), {}, 0});
    QVERIFY(!model.isScanning());
    QCoreApplication::processEvents();
    QCOMPARE(model.rowCount(), 0);
    model.setFilter({*read, {}, 0});
    model.clear();
    QTRY_VERIFY(!model.isScanning());
    append(0, 10);
    QTRY_COMPARE(model.rowCount(), 2);
}

void TestTrafficModel::vocabulary()
{
    TrafficModel model;
    QVERIFY(model.vocabulary().games.isEmpty());
    QVERIFY(model.vocabulary().commands.contains(u"actions/force"_s));
    relay::RelayEvents batch;
    for (const QString &game : {u"beta"_s, u"Alpha"_s, u"beta"_s, QString()})
        batch.push_back(of(frame(u"dance"_s), game));
    batch.push_back(frame(QString()));
    model.append(batch);
    model.setFilter({FilterExpression::words(u"nowhere"_s), {}, 0});
    QCOMPARE(model.vocabulary().games, QStringList({u"Alpha"_s, u"beta"_s, u"Game A"_s}));
    QCOMPARE(model.vocabulary().commands.count(u"dance"_s), 1);
    QCOMPARE(model.vocabulary().commands.count(QString()), 0);
    batch.clear();
    for (int i = 0; i < 2000; ++i)
        batch.push_back(of(frame(u"dance"_s), u"Game %1"_s.arg(i)));
    model.append(batch);
    QCOMPARE(model.vocabulary().games.size(), TrafficModel::vocabularySize);
}

/// How fast that is, bench_models tells.
void TestTrafficModel::fullRing()
{
    constexpr int frames = 100'000;
    TrafficModel model({frames, 1'000'000'000});
    relay::RelayEvents batch;
    for (int i = 0; i < 350; ++i)
        batch.push_back(numbered(i));
    for (int appended = 0; appended < 2 * frames; appended += 350)
        model.append(batch);
    QVERIFY(model.storedFrames() > frames * 9 / 10);
    QVERIFY(model.storedFrames() <= frames);
    QCOMPARE(model.rowCount(), static_cast<int>(model.storedFrames()));

    model.setFilter({FilterExpression::words(u"nOwhere"_s), {}, 0});
    QCOMPARE(model.rowCount(), 0);
    model.setFilter({FilterExpression::words(u"酒"_s), {}, 0});
    QCOMPARE(model.rowCount(), 0);
    model.setFilter({});
    QCOMPARE(model.rowCount(), static_cast<int>(model.storedFrames()));
    QCOMPARE(model.find(u"nowhere"_s, 0, false), -1);
}

QTEST_GUILESS_MAIN(TestTrafficModel)
#include "tst_trafficmodel.moc"
