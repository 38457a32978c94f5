// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "storage/sessionlinefields.h"

#include "storage/sessionline.h"
#include "storage/sessionlogformat.h"

#include <QObject>
#include <QTest>

#include <limits>

using namespace Qt::Literals::StringLiterals;
using namespace neuro;
using relay::OutboxEvent;
using relay::RowRanges;

namespace {

constexpr qint64 now = 1'795'195'862'114'208;

QByteArray lineOf(const relay::RelayEvent &event, const storage::SecretMask &mask = {})
{
    QByteArray line;
    storage::appendLogLine(line, event, mask);
    return line;
}

/// A line about what waits for upstream, with these fields.
QByteArray outboxLine(const QByteArray &fields)
{
    return R"({"kind":"outbox","t":"2026-11-20T17:31:02.114208Z","destination":"upstream",)"
           R"("state":"queued","count":1,"pending":1)" +
           fields + "}\n";
}

OutboxEvent queued()
{
    OutboxEvent event;
    event.at = {0, now};
    event.destination = u"upstream"_s;
    event.pending = 7;
    event.rows = {{12, 12}};
    event.name = u"Chess"_s;
    return event;
}

OutboxEvent readBack(const QByteArray &line)
{
    const auto entry = storage::readSessionEntry(line);
    const auto *event = entry ? std::get_if<OutboxEvent>(&entry.value()) : nullptr;
    return event ? *event : OutboxEvent();
}

} // namespace

Q_DECLARE_METATYPE(RowRanges)

/// Rows of the outbox in the lines of a log.
class TestSessionLineFields : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aRowOfAFrame();
    void aRowOfTheRelaysOwnWords();
    void secretsAreMasked();
    void rowsThatWent();
    void linesWithoutRows();
    void ranges_data();
    void ranges();
    void manyRangesAreCut();
    void brokenFields_data();
    void brokenFields();
};

void TestSessionLineFields::aRowOfAFrame()
{
    OutboxEvent event = queued();
    event.origin = 104;
    event.created = now - 1000; // The frame's line tells it.
    const QByteArray line = lineOf(event);
    QCOMPARE(line, R"({"kind":"outbox","t":"2026-11-20T17:31:02.114208Z","destination":"upstream",)"
                   R"("state":"queued","count":1,"pending":7,"rows":"12","name":"Chess",)"
                   R"("origin":104})"
                   "\n"_ba);
    const OutboxEvent read = readBack(line);
    QCOMPARE(read.rows, event.rows);
    QCOMPARE(read.name, event.name);
    QCOMPARE(read.origin, event.origin);
    QVERIFY(read.text.isEmpty());
    QCOMPARE(lineOf(read), line);
}

void TestSessionLineFields::aRowOfTheRelaysOwnWords()
{
    OutboxEvent event = queued();
    event.state = OutboxEvent::State::InMemory;
    event.created = now - 2'000'000;
    event.text = R"({"command":"context"})";
    const QByteArray line = lineOf(event);
    QVERIFY(line.endsWith(R"("rows":"12","name":"Chess","created":"2026-11-20T17:31:00.114208Z",)"
                          R"("text":"{\"command\":\"context\"}"})"
                          "\n"));
    const OutboxEvent read = readBack(line);
    QCOMPARE(read.text, event.text);
    QCOMPARE(read.created, event.created);
    QCOMPARE(lineOf(read), line);
}

void TestSessionLineFields::secretsAreMasked()
{
    OutboxEvent event = queued();
    event.name = u"my-secret-token"_s;
    event.text = R"({"command":"context","data":{"message":"it is my-secret-token"}})";
    const QByteArray line = lineOf(event, storage::SecretMask({u"my-secret-token"_s}, {}));
    QVERIFY(!line.contains("my-secret-token"));
    QCOMPARE(readBack(line).name, u"***"_s);
    QCOMPARE(readBack(line).text, R"({"command":"context","data":{"message":"it is ***"}})"_ba);
}

void TestSessionLineFields::rowsThatWent()
{
    OutboxEvent event;
    event.at = {0, now};
    event.destination = u"integration:Music"_s;
    event.state = OutboxEvent::State::Dropped;
    event.count = 12;
    event.why = protocol::verbatim(u"too old"_s);
    event.rows = {{3, 9}, {11, 11}, {13, 16}};
    const QByteArray line = lineOf(event);
    QVERIFY(line.endsWith(R"("pending":0,"reason":"too old","rows":"3-9,11,13-16"})"
                          "\n"));
    QCOMPARE(readBack(line).rows, event.rows);
    QCOMPARE(readBack(line).why.english(), u"too old"_s);
}

void TestSessionLineFields::linesWithoutRows()
{
    const OutboxEvent read = readBack(outboxLine({}));
    QCOMPARE(read.destination, u"upstream"_s);
    QCOMPARE(read.pending, 1);
    QVERIFY(read.rows.isEmpty());
    QVERIFY(read.name.isEmpty());
    QCOMPARE(lineOf(read), outboxLine({}));
    // What it may not say without one is not lost by that.
    QCOMPARE(readBack(outboxLine(R"(,"rows":null,"origin":5)")).origin, quint64(5));
}

void TestSessionLineFields::ranges_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<RowRanges>("ranges");
    constexpr qint64 most = std::numeric_limits<qint64>::max();
    QTest::newRow("one") << "1"_ba << RowRanges{{1, 1}};
    QTest::newRow("range") << "17-25"_ba << RowRanges{{17, 25}};
    QTest::newRow("some") << "17-25,31"_ba << RowRanges{{17, 25}, {31, 31}};
    QTest::newRow("overlapping") << "5-9,1-7,5-9"_ba << RowRanges{{5, 9}, {1, 7}, {5, 9}};
    QTest::newRow("largest") << "1-9223372036854775807"_ba << RowRanges{{1, most}};
}

void TestSessionLineFields::ranges()
{
    QFETCH(QByteArray, text);
    QFETCH(RowRanges, ranges);
    const auto entry = storage::readSessionEntry(outboxLine(R"(,"rows":")" + text + '"'));
    QVERIFY2(entry.hasValue(), qPrintable(entry ? QString() : entry.error().english()));
    QCOMPARE(std::get<OutboxEvent>(*entry).rows, ranges);
}

void TestSessionLineFields::manyRangesAreCut()
{
    QByteArray text = "1";
    for (int i = 1; i < relay::limits::toldRowRanges + 3; ++i)
        text += ',' + QByteArray::number(2 * i + 1);
    const OutboxEvent read = readBack(outboxLine(R"(,"rows":")" + text + '"'));
    QCOMPARE(read.rows.size(), relay::limits::toldRowRanges);
    QCOMPARE(read.rows.last().last, 2 * relay::limits::toldRowRanges - 1);
}

void TestSessionLineFields::brokenFields_data()
{
    QTest::addColumn<QByteArray>("fields");
    QTest::addColumn<QString>("problem");
    const QString wanted = u"is damaged: \"rows\" must be numbers of rows such as 17-25,31"_s;
    const auto rows = [&wanted](const char *name, const char *text) {
        QTest::newRow(name) << ",\"rows\":\""_ba + text + '"' << wanted;
    };
    rows("empty", "");
    rows("zero", "0");
    rows("negative", "-3");
    rows("downwards", "9-5");
    rows("too large", "9223372036854775808");
    rows("far too large", "1-99999999999999999999999999");
    rows("no end", "4-");
    rows("three", "1-2-3");
    rows("comma", "1,,2");
    rows("comma at the end", "1,");
    rows("space", "1, 2");
    rows("words", "all");
    QTest::newRow("number") << ",\"rows\":5"_ba << u"is damaged: \"rows\" must be a text"_s;
    QTest::newRow("list") << ",\"rows\":[5]"_ba << u"is damaged: \"rows\" must be a text"_s;
    QTest::newRow("origin") << ",\"rows\":\"1\",\"origin\":-1"_ba
                            << u"is damaged: \"origin\" must be a whole number that is not "
                               "negative"_s;
    QTest::newRow("text") << ",\"rows\":\"1\",\"text\":{}"_ba
                          << u"is damaged: \"text\" must be a text"_s;
    QTest::newRow("created") << ",\"rows\":\"1\",\"created\":\"yesterday\""_ba
                             << u"is damaged: \"created\" must be a time such as "
                                "2026-11-20T17:31:02.114208Z"_s;
}

void TestSessionLineFields::brokenFields()
{
    QFETCH(QByteArray, fields);
    QFETCH(QString, problem);
    const auto entry = storage::readSessionEntry(outboxLine(fields));
    QVERIFY(!entry.hasValue());
    QCOMPARE(entry.error().english(), problem);
}

QTEST_GUILESS_MAIN(TestSessionLineFields)
#include "tst_sessionlinefields.moc"
