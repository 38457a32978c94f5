// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "app/consolefixture.h"
#include "app/terminalprocess.h"
#include "e2e/relayprocess.h"
#include "e2e/scriptedgame.h"

#include <QFile>
#include <QTest>

#include <csignal>

using namespace neuro;
using namespace neuro::testing;
using namespace Qt::StringLiterals;

namespace {

const QByteArray arrowUp = "\x1b[A";
const QByteArray controlZ = "\x1a";
/// What Linux holds of what is written to a pseudo-terminal and not read.
constexpr qsizetype terminalBytes = 4096;

/// 'T' of a process that is stopped, 'S' of one that waits, …
char stateOf(qint64 process)
{
    QFile file(u"/proc/%1/stat"_s.arg(process));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    const QByteArray text = file.readAll();
    return text.mid(text.lastIndexOf(')') + 2, 1).at(0);
}

} // namespace

/// The console under a shell's job control, and one that nobody can speak to.
class TestConsoleJobs : public ConsoleFixture
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        prepare("limits: {unwritten: 64 KiB}\n"
                "dependency-authentication: {neuro-os: {auth_token: a-long-token-of-a-test}}\n");
        m_own = own(u"127.0.0.1:0"_s);
    }

    void controlZGivesTheTerminalToTheShell()
    {
        // A shell that neither edits lines nor mends the terminal.
        const QString shell = u"/bin/sh"_s;
        TerminalProcess terminal(m_folder->path(), shell, {u"-i"_s});
        terminal.type("PS1='sh''> '; set -m\n");
        QVERIFY2(terminal.shows("sh> "), terminal.plain().constData());
        QStringList words{QStringLiteral(NEURO_RELAY_PROGRAM)};
        words += TerminalProcess::consoleArguments(m_folder->path()) + m_own;
        terminal.type("'" + words.join(u"' '"_s).toUtf8() + "'\n");
        QVERIFY2(terminal.shows("relay> "), terminal.plain().constData());
        QVERIFY(!terminal.isCooked());
        terminal.type("list\r");
        QVERIFY2(terminal.shows("no game is connected\nrelay> "), terminal.plain().constData());
        terminal.type("lst\x1b[D\x1b[D"); // The cursor before the "s".
        QVERIFY2(terminal.shows("lst"), terminal.plain().constData());

        terminal.type(controlZ);
        QVERIFY2(terminal.shows("sh> "), terminal.plain().constData());
        QVERIFY(terminal.isCooked());
        terminal.type("echo he''re\n");
        QVERIFY2(terminal.shows("\nhere\n"), terminal.plain().constData());

        // In the background it leaves the terminal alone.
        terminal.type("bg\n");
        QVERIFY2(terminal.shows("sh> "), terminal.plain().constData());
        terminal.type("echo sti''ll\n");
        QVERIFY2(terminal.shows("\nstill\n"), terminal.plain().constData());
        QVERIFY(terminal.isCooked());

        terminal.type("fg\n");
        QVERIFY2(terminal.shows("relay> lst"), terminal.plain().constData());
        QVERIFY(!terminal.isCooked());
        terminal.type("i\r"); // Where the cursor was.
        QVERIFY2(terminal.shows("no game is connected\nrelay> "), terminal.plain().constData());
        terminal.type(arrowUp + arrowUp);
        QVERIFY2(terminal.shows("list"), terminal.plain().constData());
        terminal.type("\x15quit\r");
        QVERIFY2(terminal.shows("sh> "), terminal.plain().constData());
        QVERIFY(terminal.isCooked());
        terminal.type("exit 7\n");
        QCOMPARE(terminal.wait(), 7);
    }

    /// Stopped without being asked, with the terminal in other hands meanwhile.
    void comesBackAfterBeingStopped()
    {
        TerminalProcess console(m_folder->path(), m_own);
        QVERIFY2(console.shows("relay> "), console.plain().constData());
        console.type("li");
        QVERIFY2(console.shows("li"), console.plain().constData());
        QCOMPARE(::kill(static_cast<pid_t>(console.id()), SIGSTOP), 0);
        QTRY_COMPARE(stateOf(console.id()), 'T');
        console.cook();
        console.type({});
        QCOMPARE(::kill(static_cast<pid_t>(console.id()), SIGCONT), 0);
        QVERIFY2(console.shows("relay> li"), console.plain().constData());
        QTRY_VERIFY(!console.isCooked());
        console.type("st\r");
        QVERIFY2(console.shows("no game is connected\nrelay> "), console.plain().constData());
        // Nobody could wake it: it is the first of its session. So it goes on.
        console.type("li");
        QVERIFY2(console.shows("li"), console.plain().constData());
        console.type(controlZ);
        QVERIFY2(console.shows("relay> li"), console.plain().constData());
        console.type("st\r");
        QVERIFY2(console.shows("no game is connected\nrelay> "), console.plain().constData());
        console.terminate();
        QCOMPARE(console.wait(), 0);
        QVERIFY(console.isCooked());
    }

    /// Stopped with the prompt on the screen and sent into the background, where touching the
    /// terminal would stop it once more, when the relay ends.
    void endsInTheBackground()
    {
        RelayProcess relay(m_folder->path());
        QCOMPARE(relay.start({}, {u"--config"_s, m_config}), QString());
        TerminalProcess terminal(m_folder->path(), u"/bin/sh"_s, {u"-i"_s});
        terminal.type("PS1='sh''> '; set -m\n");
        QVERIFY2(terminal.shows("sh> "), terminal.plain().constData());
        QStringList words{QStringLiteral(NEURO_RELAY_PROGRAM)};
        words +=
            TerminalProcess::consoleArguments(m_folder->path()) +
            QStringList{u"--config"_s, m_config, u"--url"_s, relay.intermediaryUrl().toString()};
        terminal.type("sh -c 'echo \"<$$>\"; exec \"$0\" \"$@\"' '" +
                      words.join(u"' '"_s).toUtf8() + "'\n");
        QVERIFY2(terminal.shows("relay> "), terminal.plain().constData());
        const QRegularExpression number(u"<(\\d+)>"_s);
        const qint64 console =
            number.match(QString::fromUtf8(terminal.plain())).captured(1).toLongLong();
        QVERIFY2(console > 0, terminal.plain().constData());
        terminal.type({});
        QCOMPARE(::kill(static_cast<pid_t>(console), SIGSTOP), 0);
        QVERIFY2(terminal.shows("sh> "), terminal.plain().constData());
        terminal.cook(); // As other shells do by themselves.
        terminal.type("bg\r");
        QVERIFY2(terminal.shows("sh> "), terminal.plain().constData());
        QTRY_VERIFY(stateOf(console) != 'T');
        QCOMPARE(relay.stop(), 0);
        // A shell that waits for it is told of its end, and not of another stop.
        terminal.type("wait; echo en''ded\r");
        QVERIFY2(terminal.shows("ended\n"), terminal.plain().constData());
        QCOMPARE(stateOf(console), '\0');
        terminal.type("exit 7\r");
        QCOMPARE(terminal.wait(), 7);
    }

    /// A console that is stopped is a watcher that does not read.
    void aStoppedConsoleBlocksNobody()
    {
        RelayProcess relay(m_folder->path());
        QCOMPARE(relay.start({}, {u"--config"_s, m_config, u"--decide"_s, u"first"_s}), QString());
        TerminalProcess console(m_folder->path(), {u"--config"_s, m_config, u"--url"_s,
                                                   relay.intermediaryUrl().toString()});
        QVERIFY2(console.shows("relay> "), console.plain().constData());
        QCOMPARE(::kill(static_cast<pid_t>(console.id()), SIGSTOP), 0);
        QTRY_COMPARE(stateOf(console.id()), 'T');
        // More than the kernel and the limit hold for it.
        client::NeuroClient talker(u"Talker"_s);
        QCOMPARE(talker.start(relay.url()), QString());
        QTRY_COMPARE(talker.state(), client::NeuroClient::State::Connected);
        const QString text(64 * 1024, u'x');
        for (int i = 0; i < 300; ++i)
            QVERIFY(QTest::qWaitFor([&] { return talker.sendContext(text, true).isEmpty(); }));
        ScriptedGame game({u"Game A"_s, 20, 1, false}, relay.url());
        QTRY_VERIFY_WITH_TIMEOUT(game.isFinished(), 20'000);
        QCOMPARE(game.errors(), QStringList());
        QCOMPARE(stateOf(console.id()), 'T');
        QCOMPARE(::kill(static_cast<pid_t>(console.id()), SIGCONT), 0);
        QVERIFY2(console.shows("relay> "), console.plain().constData());
        console.type("list\r");
        QVERIFY2(console.shows("Talker: no actions"), console.plain().constData());
        console.type("quit\r");
        QCOMPARE(console.wait(), 0);
    }

    /// The same of one that runs the relay itself, at a terminal that takes no more.
    void aFullTerminalBlocksNobody()
    {
        TerminalProcess console(m_folder->path(),
                                m_own + QStringList{u"--decide"_s, u"operator:0.005,first"_s});
        QVERIFY2(console.shows("ws://127.0.0.1:"), console.plain().constData());
        QVERIFY2(console.shows("relay> "), console.plain().constData());
        const QRegularExpression address(u"ws://127\\.0\\.0\\.1:\\d+"_s);
        const QUrl url(address.match(QString::fromUtf8(console.plain())).captured());
        // Each force is told at the terminal, which holds a few kilobytes that nobody reads.
        console.setReading(false);
        ScriptedGame game({QString(100, u'g'), 200}, url);
        QTRY_VERIFY_WITH_TIMEOUT(game.isFinished(), 20'000);
        QCOMPARE(game.errors(), QStringList());
        console.setReading(true);
        // It had more to say than the terminal takes.
        QTRY_VERIFY(console.plain().size() > 2 * terminalBytes);
        console.type("list\r");
        QVERIFY2(console.shows("  act_0, act_1, act_2\nrelay> "), console.plain().constData());
        console.type("quit\r");
        QCOMPARE(console.wait(), 0);
    }

private:
    QStringList m_own;
};

QTEST_GUILESS_MAIN(TestConsoleJobs)
#include "tst_consolejobs.moc"
