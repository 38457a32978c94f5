// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "app/script/gameprogram.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

#include <sys/types.h>
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
    void stopsWhatLeftItsGroup_data();
    void stopsWhatLeftItsGroup();

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
    GameProgram program;
    QSignalSpy ended(&program, &GameProgram::ended);
    program.start(leaving(), nowhere);
    QTRY_COMPARE_WITH_TIMEOUT(ended.size(), 1, programMs);
    QVERIFY(program.group() > 0);
    const pid_t left = leftBehind();
    QVERIFY(left > 0);
    QCOMPARE(qint64(::getpgid(left)), program.group());
    QCOMPARE(::kill(left, SIGKILL), 0);
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
    QVERIFY(::kill(left, 0) != 0);
}

/// As a daemon does, which no signal to the program's group reaches.
void TestGameProgram::stopsWhatLeftItsGroup_data()
{
    QTest::addColumn<QString>("commands");
    const QString rest = u"echo $$ > '%1.new'; mv '%1.new' '%1'; "_s.arg(m_pidFile);
    QTest::newRow("goes when asked") << rest + u"exec sleep 600"_s;
    // Its own child is found only when it is gone itself.
    QTest::newRow("has a child") << u"sh -c \"%1 exec sleep 600\"; true"_s.arg(
        QString(rest).replace(u'$', u"\\$"_s));
}
void TestGameProgram::stopsWhatLeftItsGroup()
{
    QFETCH(QString, commands);
    QFile::remove(m_pidFile);
    QFile file(m_folder.filePath(u"left.sh"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(commands.toUtf8() + '\n');
    file.close();
    GameProgram program;
    QSignalSpy ended(&program, &GameProgram::ended);
    program.start(shell(u"setsid sh '%1' &"_s.arg(file.fileName())), nowhere);
    QTRY_COMPARE_WITH_TIMEOUT(ended.size(), 1, programMs);
    QTRY_VERIFY_WITH_TIMEOUT(leftBehind() > 0, programMs);
    const pid_t left = leftBehind();
    QCOMPARE(::kill(left, 0), 0);
    QVERIFY(qint64(::getpgid(left)) != program.group());
    program.stop();
    QVERIFY(::kill(left, 0) != 0);
}

QTEST_GUILESS_MAIN(TestGameProgram)
#include "tst_gameprogram.moc"
