// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "models/sessionexportjob.h"

#include "models/sessionlines.h"
#include "storage/specialfiles.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace neuro;
using namespace neuro::tests;
using models::ExportClock;
using models::ExportFormat;
using models::ExportJob;
using models::FileExport;
using models::FileExportOutcome;

namespace {

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class TestSessionExportJob : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void exportsAFile_data();
    void exportsAFile();
    void choosesByTheLocalClock();
    void asksBeforeItReplaces();
    void leavesNothingWhenCancelled();
    void canBeCancelledWhileItLooksForTheStart();
    void doesNotLookForTheStartForever();
    void leavesNothingWhenLeft();
    void leavesAPipeAlone();
    void knowsANightFromASlip_data();
    void knowsANightFromASlip();
    void saysWhatIsWrong_data();
    void saysWhatIsWrong();

private:
    FileExport wanted(const QString &target) const;
    FileExportOutcome outcomeOf(const FileExport &wanted);
    QStringList files() const;

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_log;
};

void TestSessionExportJob::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_log = m_folder->filePath(u"session.jsonl"_s);
    QFile file(m_log);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(headerLine() + contextLine(1, 1, 1, "first") + contextLine(2, 2, 2, "second") +
               "broken\n");
}

FileExport TestSessionExportJob::wanted(const QString &target) const
{
    FileExport made;
    made.log = m_log;
    made.target = m_folder->filePath(target);
    return made;
}

FileExportOutcome TestSessionExportJob::outcomeOf(const FileExport &wanted)
{
    ExportJob job;
    QSignalSpy finished(&job, &ExportJob::finished);
    job.start(wanted);
    if (!job.isRunning() || !(finished.size() == 1 || finished.wait()) || job.isRunning())
        return {};
    return finished.first().first().value<FileExportOutcome>();
}

QStringList TestSessionExportJob::files() const
{
    return QDir(m_folder->path()).entryList(QDir::Files | QDir::Hidden);
}

void TestSessionExportJob::exportsAFile_data()
{
    QTest::addColumn<ExportFormat>("format");
    QTest::addColumn<QByteArray>("begin");
    QTest::newRow("jsonl") << ExportFormat::JsonLines << headerLine();
    QTest::newRow("csv") << ExportFormat::Csv << QByteArray("time,");
    QTest::newRow("markdown") << ExportFormat::Markdown << QByteArray("# ");
    QTest::newRow("html") << ExportFormat::Html << QByteArray("<!DOCTYPE html>");
}

void TestSessionExportJob::exportsAFile()
{
    QFETCH(ExportFormat, format);
    QFETCH(QByteArray, begin);
    FileExport made = wanted(u"out"_s);
    made.request.format = format;
    made.request.filter = *models::FilterExpression::parse(u"game:\"Game 2\""_s);
    const FileExportOutcome outcome = outcomeOf(made);
    QVERIFY(outcome.isDone);
    QVERIFY(outcome.error.isEmpty());
    QCOMPARE(outcome.outcome.damagedLines, 1u);
    QCOMPARE(outcome.outcome.lines, 2u);
    const QByteArray content = contentOf(made.target);
    QVERIFY2(content.startsWith(begin), content.left(200).constData());
    QVERIFY(content.contains("second"));
    QVERIFY(!content.contains("first\\"));
    QCOMPARE(QFile::permissions(made.target) & (QFile::ReadGroup | QFile::ReadOther),
             QFile::Permissions());
}

void TestSessionExportJob::choosesByTheLocalClock()
{
    // As the window shows the moment of the second context, wherever the test runs.
    const QDateTime second = QDateTime::fromMSecsSinceEpoch(logMicros(2) / 1000);
    FileExport made = wanted(u"out.jsonl"_s);
    made.range.clock = ExportClock::Local;
    made.range.from = models::parseExportTime(second.toString(u"HH:mm:ss"_s));
    QVERIFY(outcomeOf(made).isDone);
    QVERIFY(contentOf(made.target).contains("second"));
    QVERIFY(!contentOf(made.target).contains("first"));
    made.range.from = {};
    made.range.to = models::parseExportTime(second.toString(u"yyyy-MM-dd HH:mm:ss"_s));
    made.mayReplace = true;
    QVERIFY(outcomeOf(made).isDone);
    QVERIFY(!contentOf(made.target).contains("second"));
    QVERIFY(contentOf(made.target).contains("first"));
}

void TestSessionExportJob::asksBeforeItReplaces()
{
    FileExport made = wanted(u"out.jsonl"_s);
    QFile old(made.target);
    QVERIFY(old.open(QIODevice::WriteOnly) && old.write("mine") == 4);
    old.close();
    const FileExportOutcome asked = outcomeOf(made);
    QVERIFY(asked.exists);
    QVERIFY(!asked.isDone);
    QCOMPARE(contentOf(made.target), "mine"_ba);
    made.mayReplace = true;
    QVERIFY(outcomeOf(made).isDone);
    QVERIFY(contentOf(made.target).startsWith(headerLine()));
}

void TestSessionExportJob::leavesNothingWhenCancelled()
{
    {
        // What follows takes long to read, and no room on the disk.
        QFile file(m_log);
        QVERIFY(file.open(QIODevice::ReadWrite));
        if (!file.resize(qint64(256) * 1024 * 1024 * 1024))
            QSKIP("this file system has no holes of that size");
    }
    ExportJob job;
    QSignalSpy finished(&job, &ExportJob::finished);
    QSignalSpy progressed(&job, &ExportJob::progressed);
    connect(&job, &ExportJob::progressed, &job, &ExportJob::cancel);
    job.start(wanted(u"out.html"_s));
    QTRY_COMPARE(finished.size(), 1);
    const auto outcome = finished.first().first().value<FileExportOutcome>();
    QVERIFY(outcome.isCancelled);
    QVERIFY(!outcome.isDone);
    QVERIFY(!progressed.isEmpty());
    const qint64 all = progressed.first().at(1).toLongLong();
    QVERIFY(progressed.first().first().toLongLong() <= all);
    QCOMPARE(files(), QStringList{u"session.jsonl"_s});
    // And once more, of what can be read in a moment.
    job.disconnect(&job);
    finished.clear();
    QVERIFY(QFile::resize(m_log, headerLine().size()));
    job.start(wanted(u"out.jsonl"_s));
    QTRY_COMPARE(finished.size(), 1);
    QVERIFY(finished.first().first().value<FileExportOutcome>().isDone);
}

/// Times of a day need the day; lines without a moment stand before the first that tells it.
void TestSessionExportJob::canBeCancelledWhileItLooksForTheStart()
{
    {
        QFile file(m_log);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray(R"({"kind":"later","note":"no moment"})"
                              "\n")
                       .repeated(40'000) +
                   headerLine());
    }
    FileExport made = wanted(u"out.jsonl"_s);
    made.range.from = models::parseExportTime(u"17:31"_s);
    QList<qint64> told;
    const FileExportOutcome outcome = models::exportFile(made, [&told](qint64 done, qint64) {
        told.append(done);
        return told.size() < 3;
    });
    QVERIFY(outcome.isCancelled);
    QVERIFY(!outcome.isDone);
    QCOMPARE(told.size(), 3);
    QVERIFY(told.last() > told.first());
    QVERIFY(told.last() < QFileInfo(m_log).size());
    QCOMPARE(files(), QStringList{u"session.jsonl"_s});
    QVERIFY(outcomeOf(made).isDone);
}

void TestSessionExportJob::doesNotLookForTheStartForever()
{
    {
        QFile file(m_log);
        QVERIFY(file.open(QIODevice::WriteOnly));
        if (!file.resize(qint64(256) * 1024 * 1024 * 1024))
            QSKIP("this file system has no holes of that size");
    }
    FileExport made = wanted(u"out.jsonl"_s);
    made.range.to = models::parseExportTime(u"17:31"_s);
    qint64 most = 0;
    const FileExportOutcome outcome = models::exportFile(made, [&most](qint64 done, qint64) {
        most = std::max(most, done);
        return true;
    });
    const QString told = outcome.error.english();
    QVERIFY2(told.endsWith(u"session.jsonl: its first 16 MiB do not tell when the session began; "
                           "write the times with a date"_s),
             qPrintable(told));
    QVERIFY(most <= models::startBytes);
    QCOMPARE(files(), QStringList{u"session.jsonl"_s});
}

void TestSessionExportJob::leavesNothingWhenLeft()
{
    {
        ExportJob job;
        job.start(wanted(u"out.html"_s));
    }
    const QStringList left = files();
    QVERIFY(left == QStringList{u"session.jsonl"_s} ||
            left == QStringList({u"out.html"_s, u"session.jsonl"_s}));
}

/// Nobody may ever read it, and it is nobody's to replace.
void TestSessionExportJob::leavesAPipeAlone()
{
    const test::NamedPipe pipe(m_folder->filePath(u"pipe"_s));
    QVERIFY(pipe.isOpen());
    FileExport made = wanted(u"pipe"_s);
    made.mayReplace = true;
    const FileExportOutcome outcome = outcomeOf(made);
    QVERIFY(!outcome.isDone);
    const QString told = outcome.error.english();
    QVERIFY2(told.endsWith(u"pipe: is no file but a device, a pipe or the like; name a file"_s),
             qPrintable(told));
    QVERIFY(pipe.isStillThere());
    QCOMPARE(pipe.readAll(), QByteArray());
}

void TestSessionExportJob::knowsANightFromASlip_data()
{
    QTest::addColumn<QString>("from");
    QTest::addColumn<QString>("to");
    QTest::addColumn<qint64>("minutes"); // 0: refused.
    const auto row = [](const char *name, const QString &from, const QString &to, qint64 minutes) {
        QTest::newRow(name) << from << to << minutes;
    };
    row("an hour", u"21:00"_s, u"22:00"_s, 60);
    row("a night after a day", u"22:00"_s, u"09:30"_s, 690);
    row("half a day", u"22:00"_s, u"10:00"_s, 720);
    row("more", u"22:00"_s, u"10:01"_s, 0);
    row("a minute too early", u"21:49"_s, u"21:48"_s, 0);
    row("nothing", u"21:49"_s, u"21:49"_s, 0);
    row("before the session", u"09:30"_s, u"09:00"_s, 0);
    row("with a date", u"2026-11-20 21:49"_s, u"21:48"_s, 0);
    row("its end with a date", u"21:49"_s, u"2026-11-21 21:48"_s, 24 * 60 - 1);
}

void TestSessionExportJob::knowsANightFromASlip()
{
    QFETCH(QString, from);
    QFETCH(QString, to);
    QFETCH(qint64, minutes);
    models::ExportRange range;
    range.from = models::parseExportTime(from);
    range.to = models::parseExportTime(to);
    const auto start = models::parseExportTime(u"2026-11-20 09:15"_s);
    QVERIFY(range.from && range.to && start);
    models::ExportRequest request;
    QCOMPARE(models::setRange(request, range, start->micros), minutes != 0);
    constexpr qint64 minute = 60'000'000;
    if (minutes != 0)
        QCOMPARE(*request.to - *request.from, minutes * minute);
}

void TestSessionExportJob::saysWhatIsWrong_data()
{
    QTest::addColumn<QString>("log");
    QTest::addColumn<QString>("target");
    QTest::addColumn<QString>("error");
    QTest::newRow("no log") << u"missing.jsonl"_s << u"out.csv"_s
                            << u"missing.jsonl: cannot be read: No such file or directory; choose "
                               "another file"_s;
    QTest::newRow("a folder for a log") << u"."_s << u"out.csv"_s
                                        << u"is no file; choose a "
                                           "session log"_s;
    QTest::newRow("no folder") << u"session.jsonl"_s << u"no/out.csv"_s
                               << u"no/out.csv: cannot be written: No such file or directory; "
                                  "choose another place"_s;
    QTest::newRow("a folder") << u"session.jsonl"_s << u"."_s
                              << u"is a folder; name a file in it"_s;
    QTest::newRow("itself") << u"session.jsonl"_s << u"session.jsonl"_s
                            << u"session.jsonl: is the session log itself; choose another name"_s;
    QTest::newRow("range") << u"session.jsonl"_s << u"late.csv"_s
                           << u"The end of the time range is not after its beginning; write a "
                              "later end, or none"_s;
    QTest::newRow("no session") << u"text"_s << u"out.csv"_s
                                << u"text: is not a session log: it has no line of one"_s;
}

void TestSessionExportJob::saysWhatIsWrong()
{
    QFETCH(QString, log);
    QFETCH(QString, target);
    QFETCH(QString, error);
    {
        QFile text(m_folder->filePath(u"text"_s));
        QVERIFY(text.open(QIODevice::WriteOnly) && text.write("lorem\n") == 6);
    }
    FileExport made = wanted(target);
    made.log = m_folder->filePath(log);
    made.mayReplace = true;
    if (target == u"late.csv"_s) {
        made.range.from = models::parseExportTime(u"2026-11-20"_s);
        made.range.to = models::parseExportTime(u"2026-11-19"_s);
    }
    const QStringList before = files();
    const FileExportOutcome outcome = outcomeOf(made);
    QVERIFY(!outcome.isDone);
    const QString told = outcome.error.english();
    QVERIFY2(told.endsWith(error), qPrintable(told));
    QCOMPARE(files(), before);
}

QTEST_GUILESS_MAIN(TestSessionExportJob)

#include "tst_sessionexportjob.moc"
