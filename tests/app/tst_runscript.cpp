// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "storage/specialfiles.h"

#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QRegularExpression>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>
#include <QXmlStreamReader>

#include <array>
#include <csignal>

#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace neuro;

namespace {

constexpr int processMs = 60'000;
const QString examples = QStringLiteral(EXAMPLES_DIR);

struct Outcome
{
    int code = -1;
    QString out;
    QString err;
};

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// With the program in the path, as scripts name it.
void prepare(QProcess &process, const QStringList &arguments)
{
    const QString program = QStringLiteral(NEURO_RELAY_PROGRAM);
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"PATH"_s, QFileInfo(program).path() + u':' + environment.value(u"PATH"_s));
    process.setProcessEnvironment(environment);
    process.setProgram(program);
    process.setArguments(QStringList{u"run-script"_s} + arguments);
}

Outcome run(const QStringList &arguments, const QByteArray &input = {})
{
    QProcess process;
    prepare(process, arguments);
    process.start();
    process.write(input);
    process.closeWriteChannel();
    if (!process.waitForFinished(processMs))
        return {};
    return {process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1,
            QString::fromUtf8(process.readAllStandardOutput()),
            QString::fromUtf8(process.readAllStandardError())};
}

} // namespace

/// The program plays the scripts of the documentation against the demo games.
class TestRunScript : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        QVERIFY(m_folder->isValid());
    }

    void theExamplePasses()
    {
        const QString junit = m_folder->filePath(u"junit.xml"_s);
        const QString record = m_folder->filePath(u"session.jsonl"_s);
        const Outcome outcome =
            run({examples + u"/tic-tac-toe.yaml"_s, u"--junit"_s, junit, u"--record"_s, record});
        QVERIFY2(outcome.code == 0, qPrintable(outcome.out + outcome.err));
        QVERIFY(!outcome.out.contains(u"not ok"));
        QVERIFY(!outcome.out.contains(u"SKIP"));
        const QStringList lines = outcome.out.trimmed().split(u'\n');
        QCOMPARE(lines.at(0), u"TAP version 13"_s);
        static const QRegularExpression plan(u"^1\\.\\.(\\d+)$"_s);
        const int points = plan.match(lines.at(1)).captured(1).toInt();
        QVERIFY(points > 10);
        static const QRegularExpression address(
            u"^# the relay listens at ws://127\\.0\\.0\\.1:[1-9]\\d* \\(NEURO_SDK_WS_URL\\)$"_s);
        QVERIFY2(address.match(lines.at(2)).hasMatch(), qPrintable(lines.at(2)));
        QCOMPARE(lines.size(), points + 3);
        // What the game prints does not disturb the report.
        QVERIFY2(outcome.err.contains(u"O at b2"), qPrintable(outcome.err));

        QFile file(junit);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QXmlStreamReader xml(&file);
        int cases = 0;
        while (!xml.atEnd()) {
            xml.readNext();
            cases += xml.isStartElement() && xml.name() == u"testcase" ? 1 : 0;
        }
        QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));
        QCOMPARE(cases, points);
        QVERIFY(QFileInfo(record).size() > 1000);
    }

    void aScriptWithoutAProgramSaysNothingElse()
    {
        const Outcome outcome = run({write("steps:\n"
                                           "  - pause: 1 ms\n")});
        QVERIFY2(outcome.code == 0, qPrintable(outcome.out));
        QCOMPARE(outcome.err, QString());
    }

    void aWrongExpectationFails()
    {
        const Outcome outcome = run({write("run: [neuro-relay, demo, tic-tac-toe]\n"
                                           "within: 30 s\n"
                                           "steps:\n"
                                           "  - wait: startup\n"
                                           "  - wait: force\n"
                                           "    actions: [castle]\n"
                                           "    within: 300 ms\n"
                                           "  - wait: disconnect\n")});
        QCOMPARE(outcome.code, 1);
        QVERIFY2(outcome.out.contains(u"\nnot ok 2 - line 5: wait: force of castle\n"),
                 qPrintable(outcome.out));
        QVERIFY(outcome.out.contains(u"  line: 5\n"));
        QVERIFY(outcome.out.contains(u"  message: 'did not come within 300 ms'\n"));
        QVERIFY(outcome.out.contains(u"\nok 3 - line 8: wait: disconnect # SKIP line 5 failed\n"));
    }

    /// Neuro goes away and comes back.
    void aGameThatIsDisconnectedComesBack()
    {
        const Outcome outcome =
            run({u"--keep-going"_s, write("run: [neuro-relay, demo, rock-paper-scissors]\n"
                                          "within: 20 s\n"
                                          "steps:\n"
                                          "  - wait: force\n"
                                          "  - disconnect:\n"
                                          "  - wait: disconnect\n"
                                          "  - wait: startup\n"
                                          "  - wait: force\n"
                                          "  - answer:\n"
                                          "    random: 3\n"
                                          "  - expect: result\n"
                                          "  - shutdown: immediate\n"
                                          "  - wait: shutdown ready\n")});
        QVERIFY2(outcome.code == 0, qPrintable(outcome.out + outcome.err));
    }

    void aProgramThatFails()
    {
        const Outcome missing =
            run({write("run: [there-is-no-such-program]\nsteps: [{wait: startup}]")});
        QCOMPARE(missing.code, 1);
        QVERIFY2(missing.out.contains(u"cannot start there-is-no-such-program"),
                 qPrintable(missing.out));
        // Long before the time is over.
        const Outcome ends = run({write("run: [sh, -c, 'echo hello; exit 3']\n"
                                        "within: 59 s\nsteps: [{wait: startup}]")});
        QCOMPARE(ends.code, 1);
        QVERIFY2(ends.out.contains(u"has ended with exit code 3, and no game is connected"),
                 qPrintable(ends.out));
        QCOMPARE(ends.err, u"hello\n"_s);
    }

    void whatTheProgramLeftBehindIsStopped()
    {
        const QString alive = m_folder->filePath(u"pid"_s);
        const Outcome outcome = run({u"-"_s}, u"run: [sh, -c, 'sleep 600 & echo $! > %1']\n"
                                              "steps: [{expect: exit, within: 30 s}]"_s.arg(alive)
                                                  .toUtf8());
        QVERIFY2(outcome.code == 0, qPrintable(outcome.out + outcome.err));
        QFile file(alive);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const auto pid = file.readAll().trimmed().toInt();
        QVERIFY(pid > 0);
        QTRY_VERIFY(::kill(pid, 0) != 0 || isDead(pid));
    }

    void aSignalEndsIt_data()
    {
        QTest::addColumn<int>("signal");
        QTest::newRow("terminated") << SIGTERM;
        QTest::newRow("interrupted") << SIGINT;
        QTest::newRow("the terminal was closed") << SIGHUP;
    }
    void aSignalEndsIt()
    {
        QFETCH(int, signal);
        const QString left = m_folder->filePath(u"pid"_s);
        const QString junit = m_folder->filePath(u"junit.xml"_s);
        QProcess process;
        prepare(process, {u"--junit"_s, junit,
                          write("run: [sh, -c, 'sleep 600 & echo $! > " + left.toUtf8() +
                                "; wait']\n"
                                "steps: [{wait: startup, within: 60 s}, {pause: 1}]")});
        process.start();
        QTRY_VERIFY_WITH_TIMEOUT(contentOf(left).endsWith('\n'), processMs);
        ::kill(static_cast<pid_t>(process.processId()), signal);
        QVERIFY(process.waitForFinished(processMs));
        QCOMPARE(process.exitStatus(), QProcess::NormalExit);
        QCOMPARE(process.exitCode(), 1);
        QVERIFY(process.readAllStandardOutput().contains("message: 'it was stopped by a signal'"));
        QVERIFY(contentOf(junit).contains("it was stopped by a signal"));
        const int pid = contentOf(left).trimmed().toInt();
        QVERIFY(pid > 0);
        QTRY_VERIFY(::kill(pid, 0) != 0 || isDead(pid));
    }

    /// nohup ignores the signal that comes when a terminal is closed.
    void whatWasToBeIgnoredIs()
    {
        QProcess process;
        prepare(process, {u"--backend"_s, u"127.0.0.1:0"_s,
                          write("steps: [{wait: startup, within: 60 s}]")});
        process.setChildProcessModifier([] { ::signal(SIGHUP, SIG_IGN); });
        process.start();
        QTRY_VERIFY_WITH_TIMEOUT(process.peek(4096).contains("NEURO_SDK_WS_URL"), processMs);
        QFile status(u"/proc/%1/status"_s.arg(process.processId()));
        QVERIFY(status.open(QIODevice::ReadOnly));
        static const QRegularExpression mask(u"SigIgn:\\s*([0-9a-f]+)"_s);
        const QString ignored = mask.match(QString::fromLatin1(status.readAll())).captured(1);
        QVERIFY((ignored.toULongLong(nullptr, 16) & (1ULL << (SIGHUP - 1))) != 0);
        process.terminate();
        QVERIFY(process.waitForFinished(processMs));
        QCOMPARE(process.exitCode(), 1);
    }

    /// As "| head -1" does it.
    void nobodyReadsTheReport()
    {
        const QString junit = m_folder->filePath(u"junit.xml"_s);
        QProcess process;
        prepare(process, {u"--junit"_s, junit, write("steps: [{pause: 1 ms}]\n")});
        std::array<int, 2> ends = {-1, -1};
        QCOMPARE(::pipe(ends.data()), 0);
        ::close(ends[0]);
        process.setChildProcessModifier([end = ends[1]] { ::dup2(end, STDOUT_FILENO); });
        process.start();
        ::close(ends[1]);
        QVERIFY(process.waitForFinished(processMs));
        QCOMPARE(process.exitStatus(), QProcess::NormalExit);
        QCOMPARE(process.exitCode(), 1);
        QCOMPARE(process.readAllStandardError(),
                 "neuro-relay: cannot write the report to standard output: Broken pipe; parts of "
                 "it are lost\n"_ba);
        QVERIFY(contentOf(junit).contains("<testcase "));
    }

    /// And with the dispositions that programs are started with elsewhere.
    void aSignalEndsTheProgram()
    {
        const Outcome outcome =
            run({write("run: [sh, -c, 'kill -PIPE $$; exit 0']\nsteps: [{expect: exit}]")});
        QCOMPARE(outcome.code, 1);
        QVERIFY2(outcome.out.contains(u"the program of run was ended by the signal SIGPIPE (13)"),
                 qPrintable(outcome.out));
    }

    void aPortThatIsTaken()
    {
        QTcpServer taken;
        QVERIFY(taken.listen(QHostAddress::LocalHost));
        const Outcome outcome = run({u"--backend"_s, u"127.0.0.1:%1"_s.arg(taken.serverPort()),
                                     write("steps: [{wait: startup}]")});
        QCOMPARE(outcome.code, 1);
        QVERIFY2(outcome.out.contains(u"--backend [HOST:]PORT"), qPrintable(outcome.out));
    }

    void itsOwnFilesAreNotLost_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QString>("problem");
        const auto row = [](const QStringList &arguments, const QString &problem) {
            QTest::newRow(qPrintable(arguments.join(u' '))) << arguments << problem;
        };
        row({u"--junit"_s, u"script.yaml"_s}, u"--junit: script.yaml is the script itself"_s);
        row({u"--junit"_s, u"symbolic"_s}, u"--junit: symbolic is the script itself"_s);
        for (const QString &option : {u"--overwrite"_s, u"--append"_s}) {
            row({option, u"--record"_s, u"hard"_s}, u"--record: hard is the script itself"_s);
            row({option, u"--record"_s, u"symbolic"_s},
                u"--record: symbolic is the script itself"_s);
        }
        row({u"--junit"_s, u"new"_s, u"--record"_s, u"./new"_s},
            u"--junit and --record name the same file, ./new"_s);
        row({u"--record"_s, u"old"_s},
            u"--record: old exists already; continue it with --append, replace it with "
            "--overwrite, or name another file"_s);
        row({u"--record"_s, u"dangling"_s}, u"--record: dangling exists already"_s);
    }
    void itsOwnFilesAreNotLost()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QString, problem);
        const QByteArray content = "steps: [{pause: 1 ms}]\n";
        const QString script = write(content);
        const QString hard = m_folder->filePath(u"hard"_s);
        QCOMPARE(::link(qPrintable(script), qPrintable(hard)), 0);
        QVERIFY(QFile::link(script, m_folder->filePath(u"symbolic"_s)));
        QVERIFY(QFile::link(m_folder->filePath(u"nothing"_s), m_folder->filePath(u"dangling"_s)));
        QVERIFY(QFile::copy(script, m_folder->filePath(u"old"_s)));
        QProcess process;
        prepare(process, QStringList{u"script.yaml"_s} + arguments);
        process.setWorkingDirectory(m_folder->path());
        process.start();
        QVERIFY(process.waitForFinished(processMs));
        const QString told = QString::fromUtf8(process.readAllStandardError());
        QVERIFY2(told.startsWith(u"neuro-relay: "_s + problem), qPrintable(told));
        QCOMPARE(process.exitCode(), 2);
        QCOMPARE(process.readAllStandardOutput(), QByteArray());
        for (const QString &name : {u"script.yaml"_s, u"hard"_s, u"old"_s})
            QCOMPARE(contentOf(m_folder->filePath(name)), content);
        QVERIFY(!QFile::exists(m_folder->filePath(u"new"_s)));
        QVERIFY(!QFile::exists(m_folder->filePath(u"nothing"_s)));
    }

    void aRecordIsContinuedOrReplaced()
    {
        const QString script = write("steps: [{pause: 1 ms}]\n");
        const QString record = m_folder->filePath(u"session.jsonl"_s);
        const auto sessions = [&record] {
            return contentOf(record).count("\"kind\":\"session\"");
        };
        QCOMPARE(run({script, u"--record"_s, record}).code, 0);
        QCOMPARE(sessions(), 1);
        QCOMPARE(run({script, u"--record"_s, record, u"--append"_s}).code, 0);
        QCOMPARE(sessions(), 2);
        QCOMPARE(run({script, u"--record"_s, record, u"--overwrite"_s}).code, 0);
        QCOMPARE(sessions(), 1);
    }

    void resultsGoIntoAPipe()
    {
        const test::NamedPipe pipe(m_folder->filePath(u"pipe"_s));
        QVERIFY(pipe.isOpen());
        const Outcome outcome =
            run({write("steps: [{pause: 1 ms}]\n"), u"--junit"_s, m_folder->filePath(u"pipe"_s)});
        QCOMPARE(outcome.err, QString());
        QCOMPARE(outcome.code, 0);
        QVERIFY(pipe.isStillThere());
        QVERIFY(pipe.readAll().contains("<testcase "));
    }

    /// Whoever looks at the exit status only must not take it for a good one.
    void lostOutputIsAnError()
    {
        const QString script = write("steps: [{pause: 1 ms}]\n");
        const QString full = m_folder->filePath(u"full"_s);
        if (!test::makeFullDevice(full))
            QSKIP("no device can be made here");
        QProcess process;
        prepare(process, {script});
        process.setStandardOutputFile(full);
        process.start();
        QVERIFY(process.waitForFinished(processMs));
        QCOMPARE(process.exitCode(), 1);
        QCOMPARE(process.readAllStandardError(),
                 "neuro-relay: cannot write the report to standard output: No space left on "
                 "device; parts of it are lost\n"_ba);

        const Outcome record = run({script, u"--record"_s, full, u"--overwrite"_s});
        QCOMPARE(record.code, 1);
        QVERIFY2(record.err.contains(
                     u"neuro-relay: --record: %1: cannot be written: No space left on device"_s.arg(
                         full)),
                 qPrintable(record.err));
        const Outcome junit = run({script, u"--junit"_s, full});
        QCOMPARE(junit.code, 1);
        QCOMPARE(junit.err,
                 u"neuro-relay: --junit: cannot write %1: No space left on device\n"_s.arg(full));
        QVERIFY(QFile::exists(full) && !QFileInfo(full).isFile());
    }

    void mistakes_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QString>("problem");
        const auto row = [](const QStringList &arguments, const QString &problem) {
            QTest::newRow(qPrintable(arguments.join(u' '))) << arguments << problem;
        };
        const QString good = examples + u"/tic-tac-toe.yaml"_s;
        row({}, u"no script is named"_s);
        row({u"a"_s, u"b"_s}, u"one script can be run at a time"_s);
        row({u"/does/not/exist.yaml"_s}, u"cannot read /does/not/exist.yaml"_s);
        row({good, u"--backend"_s, u"here"_s}, u"--backend: \"here\" is not [HOST:]PORT"_s);
        row({good, u"--timeout"_s, u"soon"_s}, u"--timeout: \"soon\" is no time"_s);
        row({good, u"--timeout"_s, u"0"_s}, u"--timeout: \"0\" is no time"_s);
        row({good, u"--junit"_s, u"/does/not/exist.xml"_s},
            u"--junit: cannot write /does/not/exist.xml"_s);
        row({good, u"--fast"_s}, u"Unknown option"_s);
        row({good, u"--record"_s, u""_s}, u"--record: the name of a file is missing"_s);
        row({good, u"--append"_s}, u"--append is for the file of --record"_s);
        row({good, u"--record"_s, u"x"_s, u"--append"_s, u"--overwrite"_s},
            u"--append and --overwrite exclude each other"_s);
        row({u"-"_s}, u"neuro-relay: -:2:11: wait: must be one of"_s);
    }
    void mistakes()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QString, problem);
        const Outcome outcome = run(arguments, "steps:\n  - wait: nothing\n");
        QCOMPARE(outcome.code, 2);
        QCOMPARE(outcome.out, QString());
        QVERIFY2(outcome.err.contains(problem), qPrintable(outcome.err));
    }

private:
    QString write(const QByteArray &script) const
    {
        const QString name = m_folder->filePath(u"script.yaml"_s);
        QFile file(name);
        if (!file.open(QIODevice::WriteOnly) || file.write(script) != script.size())
            qFatal("cannot write %s", qPrintable(name));
        return name;
    }

    /// Killed, and nobody has asked for it yet.
    static bool isDead(int pid)
    {
        QFile file(u"/proc/%1/stat"_s.arg(pid));
        return !file.open(QIODevice::ReadOnly) || file.readAll().contains(") Z ");
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_GUILESS_MAIN(TestRunScript)
#include "tst_runscript.moc"
