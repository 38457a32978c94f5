// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "models/sessionexport.h"

#include "models/sessionlines.h"
#include "models/sessionselection.h"

#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace neuro;
using namespace neuro::tests;
using models::ExportFormat;
using models::ExportOutcome;
using models::ExportRequest;

namespace {

/// Takes so many bytes and then fails, as a full disk does.
class SmallDisk : public QIODevice
{
public:
    explicit SmallDisk(qint64 room)
        : m_room(room)
    {
    }

protected:
    qint64 readData(char *, qint64) override { return -1; }
    qint64 writeData(const char *, qint64 size) override
    {
        const qint64 taken = std::min(size, m_room);
        m_room -= taken;
        if (taken == 0)
            setErrorString(u"no space left"_s);
        return taken;
    }

private:
    qint64 m_room;
};

models::FilterExpression filter(const QString &text)
{
    const auto parsed = models::FilterExpression::parse(text);
    return parsed ? *parsed : models::FilterExpression();
}

/// Two games, a diagnostic of each kind of frame, and what is no frame.
QByteArrayList someLines()
{
    return {headerLine(),
            otherLine("peer", 1, R"("peer":1,"door":"backend","name":"","state":"connected")"),
            contextLine(1, 2, 1, "beer"),
            diagnosticLine(1, 3, "of the first"),
            contextLine(2, 4, 2, "wine"),
            diagnosticLine(2, 5, "of the second"),
            otherLine("dropped", 6, R"("count":3,"why":"slow")"),
            otherLine("telepathy", 7, R"("x":1)"),
            R"({"kind":"timeless"})"
            "\n",
            contextLine(3, 8, 1, "more beer")};
}

QByteArray joined(const QByteArrayList &lines, const QList<int> &places)
{
    QByteArray text;
    for (const int place : places)
        text += lines.at(place);
    return text;
}

} // namespace

class TestSessionExport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void copiesLinesAsTheyAre();
    void choosesLines_data();
    void choosesLines();
    void forgetsFramesOfAnEarlierRecording();
    void leavesDamagedLinesOut_data();
    void leavesDamagedLinesOut();
    void tellsOnlyTheFirstProblems();
    void tellsOfACutOffLine();
    void refusesWhatIsNoLog_data();
    void refusesWhatIsNoLog();
    void stopsWhenTold();
    void tellsProgress();
    void tellsOfATargetThatFails();
    void takesWhatWasThereAtFirst();
    void exportsManyLines();
};

void TestSessionExport::copiesLinesAsTheyAre()
{
    // Fields and spellings that no writer of ours would keep.
    QByteArray odd = contextLine(1, 2, 1, "x");
    odd.replace(R"("seq":1)", R"( "mood" : {"b":1.0,"a":1e2} ,"seq":1)");
    QByteArray text;
    const ExportOutcome outcome = exported(headerLine() + odd + "\r\n\n", {}, text);
    QCOMPARE(text, headerLine() + odd);
    QVERIFY(outcome.error.isEmpty());
    QCOMPARE(outcome.lines, quint64(2));
    QCOMPARE(outcome.goodLines, quint64(2));
    QCOMPARE(outcome.damagedLines, quint64(0));
}

void TestSessionExport::choosesLines_data()
{
    QTest::addColumn<QString>("expression");
    QTest::addColumn<std::optional<qint64>>("from");
    QTest::addColumn<std::optional<qint64>>("to");
    QTest::addColumn<QList<int>>("places");
    using Moment = std::optional<qint64>;
    const auto row = [](const char *name, const QString &expression, Moment from, Moment to,
                        const QList<int> &places) {
        QTest::newRow(name) << expression << from << to << places;
    };
    row("all", {}, {}, {}, {0, 1, 2, 3, 4, 5, 6, 7, 8, 9});
    row("a game", u"game:\"Game 1\""_s, {}, {}, {0, 2, 3, 6, 9});
    row("another game", u"game:\"Game 2\""_s, {}, {}, {0, 4, 5, 6});
    row("a text", u"more"_s, {}, {}, {0, 6, 9});
    row("the size before masking", u"size>98 size<100 wine"_s, {}, {}, {0, 4, 5, 6});
    row("none", u"gin"_s, {}, {}, {0, 6});
    row("from", {}, logMicros(5), {}, {0, 5, 6, 7, 9});
    row("to", {}, {}, logMicros(4), {0, 1, 2, 3});
    row("from and to", {}, logMicros(4), logMicros(5), {0, 4});
    row("just after", {}, logMicros(4) + 1, logMicros(5) + 1, {0, 5});
    // The frame of the diagnostic is not chosen, so neither is the diagnostic.
    row("both", u"game:\"Game 1\""_s, logMicros(3), logMicros(9), {0, 6, 9});
}

void TestSessionExport::choosesLines()
{
    QFETCH(QString, expression);
    QFETCH(QList<int>, places);
    QFETCH(std::optional<qint64>, from);
    QFETCH(std::optional<qint64>, to);
    ExportRequest request;
    request.filter = filter(expression);
    QCOMPARE(request.filter.isEmpty(), expression.isEmpty());
    request.from = from;
    request.to = to;
    QByteArray text;
    const ExportOutcome outcome = exported(someLines().join(), request, text);
    QCOMPARE(text, joined(someLines(), places));
    QCOMPARE(outcome.lines, static_cast<quint64>(places.size()));
    QCOMPARE(outcome.goodLines, quint64(10));
}

void TestSessionExport::forgetsFramesOfAnEarlierRecording()
{
    const QByteArrayList lines = {headerLine(), contextLine(1, 2, 1, "beer"), headerLine(),
                                  contextLine(1, 3, 2, "wine"),
                                  diagnosticLine(1, 4, "of the wine")};
    ExportRequest request;
    request.filter = filter(u"beer"_s);
    QByteArray text;
    exported(lines.join(), request, text);
    QCOMPARE(text, joined(lines, {0, 1, 2}));
}

void TestSessionExport::leavesDamagedLinesOut_data()
{
    QTest::addColumn<ExportFormat>("format");
    QTest::newRow("jsonl") << ExportFormat::JsonLines;
    QTest::newRow("csv") << ExportFormat::Csv;
    QTest::newRow("markdown") << ExportFormat::Markdown;
    QTest::newRow("html") << ExportFormat::Html;
}

void TestSessionExport::leavesDamagedLinesOut()
{
    QFETCH(ExportFormat, format);
    ExportRequest request;
    request.format = format;
    QByteArray text;
    const ExportOutcome outcome =
        exported("oops\n" + headerLine() + "{\"kind\":\"frame\"}\n" + contextLine(1, 2, 1, "beer"),
                 request, text);
    QVERIFY2(outcome.error.isEmpty(), qPrintable(outcome.error.english()));
    QVERIFY(text.contains("beer"));
    QVERIFY(!text.contains("oops"));
    QCOMPARE(outcome.lines, quint64(2));
    QCOMPARE(outcome.goodLines, quint64(2));
    QCOMPARE(outcome.damagedLines, quint64(2));
    QVERIFY(!outcome.isCutOff);
    QCOMPARE(outcome.problems.size(), 2);
    QCOMPARE(outcome.problems[0].number, quint64(1));
    QCOMPARE(outcome.problems[1].number, quint64(3));
    QVERIFY(outcome.problems[1].detail.english().contains("\"seq\" is missing"_L1));
}

void TestSessionExport::tellsOnlyTheFirstProblems()
{
    QByteArray log = headerLine();
    for (int i = 0; i < 1000; ++i)
        log += "oops\n";
    QByteArray text;
    const ExportOutcome outcome = exported(log, {}, text);
    QVERIFY(outcome.error.isEmpty());
    QCOMPARE(outcome.damagedLines, quint64(1000));
    QCOMPARE(outcome.problems.size(), models::maxToldProblems);
}

void TestSessionExport::tellsOfACutOffLine()
{
    QByteArray text;
    const ExportOutcome outcome =
        exported(headerLine() + contextLine(1, 2, 1, "beer").chopped(20), {}, text);
    QVERIFY(outcome.error.isEmpty());
    QVERIFY(outcome.isCutOff);
    QCOMPARE(outcome.damagedLines, quint64(0));
    QCOMPARE(outcome.problems.size(), 1);
    QCOMPARE(text, headerLine());
}

void TestSessionExport::refusesWhatIsNoLog_data()
{
    QTest::addColumn<QByteArray>("log");
    QTest::addColumn<QString>("error");
    QTest::newRow("empty") << QByteArray() << u"is not a session log"_s;
    QTest::newRow("some text") << "hello\nworld\n"_ba << u"is not a session log"_s;
    QTest::newRow("a lot of text")
        << "hello\n"_ba.repeated(100) + headerLine() << u"its first 100 lines are not of one"_s;
    QTest::newRow("binary") << QByteArray(100'000, '\0') << u"is not a session log"_s;
    QTest::newRow("later format")
        << R"({"kind":"session","format":2})"
           "\n"_ba +
               contextLine(1, 2, 1, "beer")
        << u"is a recording of format 2, and this program reads format 1"_s;
}

void TestSessionExport::refusesWhatIsNoLog()
{
    QFETCH(QByteArray, log);
    QFETCH(QString, error);
    for (const auto format :
         {ExportFormat::JsonLines, ExportFormat::Csv, ExportFormat::Markdown, ExportFormat::Html}) {
        ExportRequest request;
        request.format = format;
        QByteArray text;
        const ExportOutcome outcome = exported(log, request, text);
        QVERIFY2(outcome.error.english().contains(error), qPrintable(outcome.error.english()));
        QCOMPARE(outcome.goodLines, quint64(0));
        QCOMPARE(text, QByteArray());
    }
}

void TestSessionExport::stopsWhenTold()
{
    QBuffer log;
    log.setData(someLines().join());
    QVERIFY(log.open(QIODevice::ReadOnly));
    QBuffer target;
    QVERIFY(target.open(QIODevice::WriteOnly));
    int calls = 0;
    const ExportOutcome outcome =
        models::exportSession(log, target, {}, [&calls](qint64, qint64) { return ++calls < 3; });
    QVERIFY(outcome.isCancelled);
    QVERIFY(outcome.error.isEmpty());
    QCOMPARE(calls, 3);
}

void TestSessionExport::tellsProgress()
{
    QByteArray lines = headerLine();
    for (int i = 0; i < 3000; ++i)
        lines += contextLine(static_cast<quint64>(i + 1), 1, 1, "beer");
    QBuffer log(&lines);
    QVERIFY(log.open(QIODevice::ReadOnly));
    QBuffer target;
    QVERIFY(target.open(QIODevice::WriteOnly));
    ExportRequest request;
    request.format = ExportFormat::Markdown;
    QList<qint64> told;
    const auto note = [&](qint64 done, qint64 all) {
        told.append(done);
        return all == 2 * lines.size();
    };
    QVERIFY(!models::exportSession(log, target, request, note).isCancelled);
    QVERIFY(std::is_sorted(told.cbegin(), told.cend()));
    QVERIFY2(told.size() > 200 && told.size() <= 402, qPrintable(QString::number(told.size())));
    QVERIFY(told.last() > 2 * lines.size() * 99 / 100);
}

void TestSessionExport::tellsOfATargetThatFails()
{
    QBuffer log;
    log.setData(someLines().join());
    QVERIFY(log.open(QIODevice::ReadOnly));
    SmallDisk target(50);
    QVERIFY(target.open(QIODevice::WriteOnly | QIODevice::Unbuffered));
    const ExportOutcome outcome = models::exportSession(log, target, {});
    QVERIFY(outcome.targetFailed);
    QCOMPARE(outcome.error.english(), u"cannot be written: no space left"_s);
}

void TestSessionExport::takesWhatWasThereAtFirst()
{
    QByteArray lines = someLines().join();
    const QByteArray before = lines;
    QBuffer log(&lines);
    QVERIFY(log.open(QIODevice::ReadOnly));
    QBuffer target;
    QVERIFY(target.open(QIODevice::WriteOnly));
    const auto grow = [&](qint64, qint64 all) {
        lines += contextLine(9, 9, 9, "late");
        return all == before.size();
    };
    const ExportOutcome outcome = models::exportSession(log, target, {}, grow);
    QVERIFY(outcome.error.isEmpty());
    QVERIFY(lines.size() > before.size());
    QCOMPARE(target.data(), before);
}

void TestSessionExport::exportsManyLines()
{
    // More than is written at once.
    QByteArray lines = headerLine();
    for (int i = 0; i < 5000; ++i)
        lines += contextLine(static_cast<quint64>(i + 1), i % 60, i % 7,
                             "line " + QByteArray::number(i));
    QCOMPARE(exported(lines, ExportFormat::JsonLines), lines);
    QCOMPARE(exported(lines, ExportFormat::Csv).count("\r\n"), 5002);
    QCOMPARE(exported(lines, ExportFormat::Markdown).count("context: silent\n"), 5000);
    QCOMPARE(exported(lines, ExportFormat::Html).count("<tr id="), 5000);
}

QTEST_GUILESS_MAIN(TestSessionExport)
#include "tst_sessionexport.moc"
