// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QRegularExpression>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>
#include <QXmlStreamReader>

#include <csignal>

using namespace Qt::StringLiterals;

namespace {

constexpr int processMs = 60'000;
const QString examples = QStringLiteral(EXAMPLES_DIR);

struct Outcome
{
    int code = -1;
    QString out;
    QString err;
};

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

    void aSignalEndsIt()
    {
        QProcess process;
        prepare(process, {u"--backend"_s, u"127.0.0.1:0"_s,
                          write("steps: [{wait: startup, within: 60 s}, {pause: 1}]")});
        process.start();
        QTRY_VERIFY_WITH_TIMEOUT(process.peek(4096).contains("NEURO_SDK_WS_URL"), processMs);
        process.terminate();
        QVERIFY(process.waitForFinished(processMs));
        QCOMPARE(process.exitCode(), 1);
        QVERIFY(process.readAllStandardOutput().contains("message: 'it was stopped by a signal'"));
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
