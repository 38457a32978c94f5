// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "app/script/gameprogram.h"

#include <QFile>
#include <QScopeGuard>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

#include <sys/prctl.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace neuro::script;
using namespace Qt::StringLiterals;

namespace {

constexpr int programMs = 20'000;
const QString nowhere = u"ws://127.0.0.1:1"_s;

Program shell(const QString &commands)
{
    Program program;
    program.command = QStringList{u"sh"_s, u"-c"_s, commands};
    return program;
}

} // namespace

/// The processes of a script's program, and when they count as gone.
class TestGameProgram : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void forgetsItsGroupWithItsLastProcess();
    void forgetsAGroupThatOutlivesIt();
    void stopsWhatItLeftBehind();

private:
    /// Of the process that the program leaves behind, which writes it to this file.
    pid_t leftBehind() const
    {
        QFile file(m_pidFile);
        return file.open(QIODevice::ReadOnly) ? file.readAll().trimmed().toInt() : 0;
    }
    Program leaving() const { return shell(u"sleep 600 & echo $! > '%1'"_s.arg(m_pidFile)); }

    QTemporaryDir m_folder;
    const QString m_pidFile = m_folder.filePath(u"pid"_s);
};

/// Or else, hours later, it would signal whoever has got the number.
void TestGameProgram::forgetsItsGroupWithItsLastProcess()
{
    GameProgram program;
    QSignalSpy ended(&program, &GameProgram::ended);
    program.start(shell(u"exec sleep 0.01"_s), nowhere);
    QTRY_VERIFY(program.group() > 0 || !ended.isEmpty());
    QTRY_COMPARE_WITH_TIMEOUT(ended.size(), 1, programMs);
    QCOMPARE(program.group(), 0);
}

void TestGameProgram::forgetsAGroupThatOutlivesIt()
{
    // Not every first process of a container asks for the end of orphans.
    QCOMPARE(::prctl(PR_SET_CHILD_SUBREAPER, 1), 0);
    const auto reaper = qScopeGuard([] { ::prctl(PR_SET_CHILD_SUBREAPER, 0); });
    GameProgram program;
    QSignalSpy ended(&program, &GameProgram::ended);
    program.start(leaving(), nowhere);
    QTRY_COMPARE_WITH_TIMEOUT(ended.size(), 1, programMs);
    QVERIFY(program.group() > 0);
    const pid_t left = leftBehind();
    QVERIFY(left > 0);
    QCOMPARE(qint64(::getpgid(left)), program.group());
    QCOMPARE(::kill(left, SIGKILL), 0);
    QCOMPARE(::waitpid(left, nullptr, 0), left);
    QTRY_COMPARE_WITH_TIMEOUT(program.group(), 0, programMs);
}

void TestGameProgram::stopsWhatItLeftBehind()
{
    GameProgram program;
    QSignalSpy ended(&program, &GameProgram::ended);
    program.start(leaving(), nowhere);
    QTRY_COMPARE_WITH_TIMEOUT(ended.size(), 1, programMs);
    const pid_t left = leftBehind();
    QVERIFY(left > 0);
    program.stop();
    QCOMPARE(program.group(), 0);
    // Gone, or about to be asked for by its new parent.
    QTRY_VERIFY(::kill(left, 0) != 0 || [left] {
        QFile file(u"/proc/%1/stat"_s.arg(left));
        return !file.open(QIODevice::ReadOnly) || file.readAll().contains(") Z ");
    }());
}

QTEST_GUILESS_MAIN(TestGameProgram)
#include "tst_gameprogram.moc"
