// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "app/exportcommand.h"

#include "models/sessionexportfile.h"
#include "storage/sessionlogformat.h"
#include "storage/sessionrecorder.h"
#include "storage/specialfiles.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <array>

#include <unistd.h>

using namespace neuro;
using namespace neuro::app;
using namespace Qt::StringLiterals;
using models::ExportFormat;
using models::ExportTime;

namespace {

constexpr int patienceMs = 20'000;

/// 2026-11-20T17:31:02Z.
constexpr qint64 start = 1'795'195'862'000'000;
constexpr qint64 second = 1'000'000;

/// How a run of the program ended.
struct Run
{
    int code = -1;
    QByteArray output;
    QString errors;
};

Run run(const QStringList &arguments)
{
    QProcess process;
    process.start(QStringLiteral(NEURO_RELAY_PROGRAM), QStringList(u"export"_s) + arguments);
    if (!process.waitForFinished(patienceMs) || process.exitStatus() != QProcess::NormalExit)
        return {};
    return {process.exitCode(), process.readAllStandardOutput(),
            QString::fromUtf8(process.readAllStandardError())};
}

relay::RelayEvent context(quint64 seq, qint64 seconds, const QString &game)
{
    relay::FrameEvent frame;
    frame.at = {0, start + seconds * second};
    frame.seq = seq;
    frame.peer = 1;
    frame.name = game;
    frame.command = u"context"_s;
    frame.payload =
        R"({"command":"context","data":{"message":"round )" + QByteArray::number(seq) + R"("}})";
    return frame;
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

bool write(const QString &path, const QByteArray &content)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(content) == content.size();
}

} // namespace

class TestExportCommand : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void readsTimes_data();
    void readsTimes();
    void findsTheMoment_data();
    void findsTheMoment();
    void readsArguments();
    void takesTheFormatFromTheName_data();
    void takesTheFormatFromTheName();
    void refusesArguments_data();
    void refusesArguments();

    void copiesARecording();
    void writesEveryFormat_data();
    void writesEveryFormat();
    void choosesByFilter();
    void choosesByTime_data();
    void choosesByTime();
    void replacesTheOutputAtTheEnd();
    void writesToWhatIsNoFile();
    void takesAHyphenForStandardOutput();
    void takesAByteOrderMark();
    void tellsOfDamagedLines();
    void tellsOfACutOffLine();
    void refusesWhatCannotBeExported_data();
    void refusesWhatCannotBeExported();
    void tellsOfAFullDisk();
    void tellsWhenNobodyReads();
    void pointsAtWhatIsWrongInAFilter();
    void helps();

private:
    QString path(const QString &name) const { return m_folder.filePath(name); }

    QTemporaryDir m_folder;
    QString m_log;
    QByteArray m_lines;
};

/// A log of the recorder's own, with three frames.
void TestExportCommand::initTestCase()
{
    m_log = path(u"session.jsonl"_s);
    storage::SessionRecorder recorder{storage::SecretMask()};
    storage::RecorderSettings settings;
    settings.path = m_log;
    QVERIFY(recorder.open(settings));
    recorder.write({context(1, 0, u"Chess"_s), context(2, 1, u"Go"_s), context(3, 2, u"Chess"_s)},
                   0);
    recorder.close();
    m_lines = contentOf(m_log);
    QCOMPARE(m_lines.count('\n'), 4);
}

void TestExportCommand::readsTimes_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<std::optional<ExportTime>>("time");
    const auto row = [](const char *text, const std::optional<ExportTime> &time) {
        QTest::newRow(text) << QString::fromLatin1(text) << time;
    };
    constexpr qint64 day = start - (17 * 3600 + 31 * 60 + 2) * second;
    row("2026-11-20T17:31:02Z", ExportTime{start, false, true});
    row("2026-11-20T17:31:02", ExportTime{start});
    row("2026-11-20 17:31:02.5", ExportTime{start + second / 2});
    row("2026-11-20T18:31:02+01:00", ExportTime{start, false, true});
    row("2026-11-20T13:01:02-0430", ExportTime{start, false, true});
    row("2026-11-20T17:31", ExportTime{start - 2 * second});
    row("2026-11-20", ExportTime{day});
    row("17:31:02.000001", ExportTime{start - day + 1, true});
    row("17:31", ExportTime{start - day - 2 * second, true});
    row("00:30+01:00", ExportTime{(23 * 3600 + 30 * 60) * second, true, true});
    row("23:30-01:00", ExportTime{30 * 60 * second, true, true});
    for (const char *bad : {"", "now", "17", "24:00", "17:60", "17:31:60", "2026-11-20T",
                            "2026-11-2017:31", "T17:31", "2026-13-01", "2026-02-30 17:31",
                            "2026-11-20 17:31 UTC", "17:31+15:00", "17:31+01:60", "1795195862"})
        row(bad, std::nullopt);
}

void TestExportCommand::readsTimes()
{
    QFETCH(QString, text);
    QTEST(models::parseExportTime(text), "time");
}

void TestExportCommand::findsTheMoment_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<qint64>("sinceStart"); // Seconds.
    QTest::newRow("whole") << u"2026-11-20T17:31:03Z"_s << qint64(1);
    QTest::newRow("later") << u"17:32:02"_s << qint64(60);
    QTest::newRow("earlier") << u"17:30:02"_s << qint64(-60);
    QTest::newRow("after midnight") << u"00:31:02"_s << qint64(7 * 3600);
    QTest::newRow("half a day before") << u"05:31:02"_s << qint64(-12 * 3600);
    QTest::newRow("just more") << u"05:31:01"_s << qint64(12 * 3600 - 1);
    QTest::newRow("end of the day") << u"23:31:02"_s << qint64(6 * 3600);
}

void TestExportCommand::findsTheMoment()
{
    QFETCH(QString, text);
    QFETCH(qint64, sinceStart);
    const auto time = models::parseExportTime(text);
    QVERIFY(time.has_value());
    QCOMPARE(momentOf(*time, start), start + sinceStart * second);
}

void TestExportCommand::readsArguments()
{
    const auto parsed =
        parseExportArguments({u"--format"_s, u"csv"_s, u"log"_s, u"--filter"_s, u"game:Go"_s,
                              u"--from=17:31"_s, u"--to"_s, u"2026-11-20"_s, u"--output=x.html"_s});
    QVERIFY2(parsed.hasValue(), qPrintable(parsed ? QString() : parsed.error()));
    QCOMPARE(parsed->log, u"log"_s);
    QCOMPARE(parsed->output, u"x.html"_s);
    QCOMPARE(parsed->format, ExportFormat::Csv);
    QCOMPARE(parsed->filter.text(), u"game:Go"_s);
    QVERIFY(parsed->from && parsed->from->isOfDay);
    QVERIFY(parsed->to && !parsed->to->isOfDay);

    const auto plain = parseExportArguments({u"log"_s});
    QVERIFY(plain.hasValue());
    QCOMPARE(plain->format, ExportFormat::JsonLines);
    QVERIFY(plain->filter.isEmpty());
    QVERIFY(!plain->from && !plain->to);
    QVERIFY(parseExportArguments({u"log"_s, u"--help"_s})->wantsHelp);
}

void TestExportCommand::takesTheFormatFromTheName_data()
{
    QTest::addColumn<QString>("output");
    QTest::addColumn<ExportFormat>("format");
    QTest::newRow("jsonl") << u"a.jsonl"_s << ExportFormat::JsonLines;
    QTest::newRow("csv") << u"a.b.CSV"_s << ExportFormat::Csv;
    QTest::newRow("md") << u"a.md"_s << ExportFormat::Markdown;
    QTest::newRow("markdown") << u"a.markdown"_s << ExportFormat::Markdown;
    QTest::newRow("html") << u"html/a.htm"_s << ExportFormat::Html;
    QTest::newRow("other") << u"csv"_s << ExportFormat::JsonLines;
}

void TestExportCommand::takesTheFormatFromTheName()
{
    QFETCH(QString, output);
    QTEST(parseExportArguments({u"log"_s, u"--output"_s, output})->format, "format");
}

void TestExportCommand::refusesArguments_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("problem");
    const auto row = [](const char *name, const QStringList &arguments, const QString &problem) {
        QTest::newRow(name) << arguments << problem;
    };
    row("nothing", {}, u"takes one file"_s);
    row("two files", {u"a"_s, u"b"_s}, u"takes one file"_s);
    row("unknown option", {u"a"_s, u"--colour"_s}, u"colour"_s);
    row("no value", {u"a"_s, u"--format"_s}, u"format"_s);
    row("format", {u"a"_s, u"--format"_s, u"pdf"_s},
        u"--format: \"pdf\" is none of jsonl, csv, markdown, html"_s);
    row("from", {u"a"_s, u"--from"_s, u"noon"_s}, u"--from: \"noon\" is no time"_s);
    row("to", {u"a"_s, u"--to"_s, u"25:00"_s}, u"--to: \"25:00\" is no time"_s);
    row("output", {u"a"_s, u"--output"_s, u""_s}, u"--output: must not be empty"_s);
    row("filter", {u"a"_s, u"--filter"_s, u"(x"_s}, u"--filter, at character 1: "_s);
    // A character is one, however many units it has.
    row("emoji", {u"a"_s, u"--filter"_s, u"\U0001f3ae (x"_s},
        u"--filter, at character 3: “)” is missing for the “(” at character 3\n  \U0001f3ae (x\n    ^"_s);
    row("two filters", {u"a"_s, u"--filter"_s, u"x"_s, u"--filter"_s, u"y"_s},
        u"--filter: is given more than once; join the expressions with &"_s);
}

void TestExportCommand::refusesArguments()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, problem);
    const auto parsed = parseExportArguments(arguments);
    QVERIFY(!parsed.hasValue());
    QVERIFY2(parsed.error().contains(problem), qPrintable(parsed.error()));
}

void TestExportCommand::copiesARecording()
{
    const Run whole = run({m_log});
    QCOMPARE(whole.code, 0);
    QCOMPARE(whole.output, m_lines);
    QCOMPARE(whole.errors, QString());
}

void TestExportCommand::writesEveryFormat_data()
{
    QTest::addColumn<QString>("format");
    QTest::addColumn<QByteArray>("begins");
    QTest::addColumn<QByteArray>("contains");
    QTest::newRow("csv")
        << u"csv"_s << "time,kind,seq,"_ba
        << "2026-11-20T17:31:03.000000Z,frame,2,in,backend,1,Go,context,accepted"_ba;
    QTest::newRow("markdown") << u"markdown"_s << "# Session of "_ba
                              << "  > round 2\n"_ba;
    QTest::newRow("html") << u"html"_s << "<!DOCTYPE html>\n"_ba
                          << "<b>context</b> round 2<"_ba;
}

void TestExportCommand::writesEveryFormat()
{
    QFETCH(QString, format);
    QFETCH(QByteArray, begins);
    QFETCH(QByteArray, contains);
    const Run exported = run({m_log, u"--format"_s, format});
    QCOMPARE(exported.code, 0);
    QCOMPARE(exported.errors, QString());
    QVERIFY2(exported.output.startsWith(begins), exported.output.left(200).constData());
    QVERIFY2(exported.output.contains(contains), exported.output.constData());
}

void TestExportCommand::choosesByFilter()
{
    const Run exported = run({m_log, u"--filter"_s, u"game:Chess & !\"round 1\""_s});
    QCOMPARE(exported.code, 0);
    const QByteArrayList all = m_lines.split('\n');
    QCOMPARE(exported.output, QByteArray(all[0] + '\n' + all[3] + '\n'));
}

void TestExportCommand::choosesByTime_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("rounds");
    QTest::newRow("from") << QStringList{u"--from"_s, u"2026-11-20T17:31:03Z"_s} << "23"_ba;
    QTest::newRow("to") << QStringList{u"--to"_s, u"2026-11-20 17:31:03"_s} << "1"_ba;
    QTest::newRow("both") << QStringList{u"--from"_s, u"2026-11-20T18:31:03+01:00"_s, u"--to"_s,
                                         u"2026-11-20T18:31:04+01:00"_s}
                          << "2"_ba;
    QTest::newRow("a date") << QStringList{u"--from"_s, u"2026-11-21"_s} << ""_ba;
}

void TestExportCommand::choosesByTime()
{
    QFETCH(QStringList, arguments);
    const Run exported = run(QStringList(m_log) + arguments);
    QCOMPARE(exported.code, 0);
    QByteArray rounds;
    for (const char round : {'1', '2', '3'}) {
        if (exported.output.contains(QByteArray("round ").append(round)))
            rounds += round;
    }
    QTEST(rounds, "rounds");
}

void TestExportCommand::replacesTheOutputAtTheEnd()
{
    const QString output = path(u"report.html"_s);
    QVERIFY(write(output, "old"));
    QVERIFY(QFile::setPermissions(output, QFile::ReadOwner | QFile::WriteOwner | QFile::ReadOther));
    const Run good = run({m_log, u"--output"_s, output});
    QCOMPARE(good.code, 0);
    QCOMPARE(good.output, QByteArray());
    QVERIFY(contentOf(output).endsWith("</html>\n"));
    QCOMPARE(QFile::permissions(output) & (QFile::ReadOther | QFile::ReadGroup),
             QFile::Permissions());

    // What cannot be exported leaves it as it is.
    QVERIFY(write(output, "old"));
    const QString bad = path(u"bad.txt"_s);
    QVERIFY(write(bad, "no log\n"));
    QCOMPARE(run({bad, u"--output"_s, output}).code, 2);
    QCOMPARE(contentOf(output), "old"_ba);
    QCOMPARE(QDir(m_folder.path()).entryList({u"report*"_s}, QDir::Files).size(), 1);
}

/// A device or a pipe stays what it is.
void TestExportCommand::writesToWhatIsNoFile()
{
    const test::NamedPipe pipe(path(u"pipe"_s));
    QVERIFY(pipe.isOpen());
    const Run piped = run({m_log, u"--output"_s, path(u"pipe"_s)});
    QCOMPARE(piped.errors, QString());
    QCOMPARE(piped.code, 0);
    QVERIFY(pipe.isStillThere());
    QCOMPARE(pipe.readAll(), m_lines);

    if (QFile::exists(u"/dev/fd/1"_s)) {
        const Run own = run({m_log, u"--output"_s, u"/dev/fd/1"_s});
        QCOMPARE(own.errors, QString());
        QCOMPARE(own.code, 0);
        QCOMPARE(own.output, m_lines);
        // What stands in it is not lost.
        const QString all = path(u"all.jsonl"_s);
        QVERIFY(write(all, "before\n"));
        QProcess process;
        process.setStandardOutputFile(all, QIODevice::Append);
        process.start(QStringLiteral(NEURO_RELAY_PROGRAM),
                      {u"export"_s, m_log, u"--output"_s, u"/dev/fd/1"_s});
        QVERIFY(process.waitForFinished(patienceMs));
        QCOMPARE(process.exitCode(), 0);
        QCOMPARE(contentOf(all), "before\n" + m_lines);
    }

    const QString full = path(u"full"_s);
    if (!test::makeFullDevice(full))
        QSKIP("no device can be made here");
    const Run lost = run({m_log, u"--output"_s, full});
    QCOMPARE(lost.code, 1);
    QCOMPARE(lost.errors, u"neuro-relay: export: %1: cannot be written: No space left on device; "
                          "choose another place\n"_s.arg(full));
    QVERIFY(QFile::exists(full) && !QFileInfo(full).isFile());
}

void TestExportCommand::takesAHyphenForStandardOutput()
{
    QProcess process;
    process.setWorkingDirectory(m_folder.path());
    process.start(QStringLiteral(NEURO_RELAY_PROGRAM), {u"export"_s, m_log, u"--output"_s, u"-"_s});
    QVERIFY(process.waitForFinished(patienceMs));
    QCOMPARE(process.exitCode(), 0);
    QCOMPARE(process.readAllStandardOutput(), m_lines);
    QVERIFY(!QFile::exists(path(u"-"_s)));
}

void TestExportCommand::takesAByteOrderMark()
{
    const QString marked = path(u"marked.jsonl"_s);
    QVERIFY(write(marked, "\xef\xbb\xbf" + m_lines));
    const Run exported = run({marked});
    QCOMPARE(exported.errors, QString());
    QCOMPARE(exported.code, 0);
    QCOMPARE(exported.output, m_lines);
}

void TestExportCommand::tellsOfDamagedLines()
{
    const QString damaged = path(u"damaged.jsonl"_s);
    const qsizetype second = m_lines.indexOf('\n') + 1;
    QVERIFY(write(damaged, QByteArray(m_lines).insert(second, "{\"kind\":\"frame\"}\n")));
    const Run exported = run({damaged});
    QCOMPARE(exported.code, 1);
    QCOMPARE(exported.output, m_lines);
    QCOMPARE(exported.errors, u"%1: line 2 is damaged: \"seq\" is missing\n"_s.arg(damaged));

    QVERIFY(write(damaged, m_lines + QByteArray("oops\n").repeated(30)));
    const Run more = run({damaged});
    QCOMPARE(more.code, 1);
    QVERIFY2(more.errors.endsWith(u"%1: and 10 more lines that are damaged\n"_s.arg(damaged)),
             qPrintable(more.errors));
}

void TestExportCommand::tellsOfACutOffLine()
{
    const QString cut = path(u"cut.jsonl"_s);
    QVERIFY(write(cut, m_lines.chopped(10)));
    const Run exported = run({cut});
    QCOMPARE(exported.code, 0);
    QCOMPARE(exported.output, m_lines.left(exported.output.size()));
    QCOMPARE(exported.errors, u"%1: line 4 is cut off: the log ends inside of it\n"_s.arg(cut));
}

void TestExportCommand::refusesWhatCannotBeExported_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("error");
    const QString missing = path(u"missing.jsonl"_s);
    const QString later = path(u"later.jsonl"_s);
    QVERIFY(write(later, "{\"kind\":\"session\",\"format\":9}\n"));
    QTest::newRow("no file") << QStringList{missing} << 2 << missing + u": cannot be read: "_s;
    QTest::newRow("a folder") << QStringList{m_folder.path()} << 2
                              << m_folder.path() + u": cannot be read: "_s;
    QTest::newRow("later format") << QStringList{later} << 2
                                  << later + u": is a recording of format 9"_s;
    QTest::newRow("onto itself") << QStringList{m_log, u"--output"_s, m_log} << 2
                                 << u"--output: is the session log itself"_s;
    QTest::newRow("no such folder") << QStringList{m_log, u"--output"_s, path(u"no/where.csv"_s)}
                                    << 1 << path(u"no/where.csv"_s) + u": cannot be written: "_s;
    QTest::newRow("backwards") << QStringList{m_log, u"--from"_s, u"2026-11-21"_s, u"--to"_s,
                                              u"2026-11-20"_s}
                               << 2 << u"--to: is not after --from"_s;
    QTest::newRow("times backwards")
        << QStringList{m_log, u"--from"_s, u"17:33"_s, u"--to"_s, u"17:32"_s} << 2
        << u"--to: is not after --from; write a later time, or the date as well"_s;
    const QString dateless = path(u"dateless"_s);
    QVERIFY(write(dateless, "\n") && QFile::resize(dateless, models::startBytes + 1));
    QTest::newRow("no start") << QStringList{dateless, u"--from"_s, u"17:31"_s} << 2
                              << dateless + u": its first 16 MiB do not tell when"_s;
    QTest::newRow("usage") << QStringList() << 2 << u"takes one file"_s;
}

void TestExportCommand::refusesWhatCannotBeExported()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, error);
    const Run refused = run(arguments);
    QTEST(refused.code, "code");
    QVERIFY2(refused.errors.startsWith("neuro-relay: export: "_L1), qPrintable(refused.errors));
    QVERIFY2(refused.errors.contains(error), qPrintable(refused.errors));
    QCOMPARE(refused.output, QByteArray());
    QCOMPARE(contentOf(m_log), m_lines);
}

void TestExportCommand::tellsOfAFullDisk()
{
    if (!QFile::exists(u"/dev/full"_s))
        QSKIP("there is no /dev/full");
    QProcess process;
    process.setStandardOutputFile(u"/dev/full"_s);
    process.start(QStringLiteral(NEURO_RELAY_PROGRAM), {u"export"_s, m_log});
    QVERIFY(process.waitForFinished(patienceMs));
    QCOMPARE(process.exitCode(), 1);
    QVERIFY(process.readAllStandardError().contains("standard output: cannot be written: "));
}

/// As "| head -1" does it.
void TestExportCommand::tellsWhenNobodyReads()
{
    std::array<int, 2> ends = {-1, -1};
    QCOMPARE(::pipe(ends.data()), 0);
    ::close(ends[0]);
    QProcess process;
    process.setChildProcessModifier([end = ends[1]] { ::dup2(end, STDOUT_FILENO); });
    process.start(QStringLiteral(NEURO_RELAY_PROGRAM), {u"export"_s, m_log});
    ::close(ends[1]);
    QVERIFY(process.waitForFinished(patienceMs));
    QCOMPARE(process.exitStatus(), QProcess::NormalExit);
    QCOMPARE(process.exitCode(), 1);
    QCOMPARE(process.readAllStandardError(),
             "neuro-relay: export: standard output: cannot be written: Broken pipe\n"_ba);
}

void TestExportCommand::pointsAtWhatIsWrongInAFilter()
{
    const Run refused = run({m_log, u"--filter"_s, u"beer & (wine"_s});
    QCOMPARE(refused.code, 2);
    const QStringList lines = refused.errors.split(u'\n');
    QCOMPARE(lines.size(), 4);
    QVERIFY2(lines[0].startsWith(u"neuro-relay: export: --filter, at character "_s),
             qPrintable(lines[0]));
    QCOMPARE(lines[1], u"  beer & (wine"_s);
    QCOMPARE(lines[2].trimmed(), u"^"_s);
    const int character = lines[0].section(u"character "_s, 1).section(u':', 0, 0).toInt();
    QCOMPARE(lines[2].size(), character + 2);
}

void TestExportCommand::helps()
{
    const Run help = run({u"--help"_s});
    QCOMPARE(help.code, 0);
    for (const char *option : {"--format", "--filter", "--from", "--to", "--output"})
        QVERIFY2(help.output.contains(option), option);
    QCOMPARE(help.errors, QString());
}

QTEST_GUILESS_MAIN(TestExportCommand)
#include "tst_exportcommand.moc"
