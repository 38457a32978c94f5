// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "app/consolefixture.h"
#include "app/terminalprocess.h"
#include "e2e/relayprocess.h"
#include "e2e/scriptedgame.h"

#include <QFile>
#include <QTest>

using namespace neuro::testing;
using namespace Qt::StringLiterals;

namespace {

const QString token = u"an-enhanced-token-of-a-test"_s;
const QByteArray arrowUp = "\x1b[A";

} // namespace

/// The console as a person uses it.
class TestConsoleTerminal : public ConsoleFixture
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        prepare(u"dependency-authentication: {neuro-os: {auth_token: %1}}\n"_s.arg(token).toUtf8());
        m_own = own();
    }

    void aForceIsAnsweredWithTab()
    {
        RelayProcess relay(m_folder->path());
        QCOMPARE(relay.start({}, {u"--config"_s, m_config, u"--decide"_s, u"operator"_s}),
                 QString());
        TerminalProcess console(m_folder->path(), {u"--config"_s, m_config, u"--url"_s,
                                                   relay.intermediaryUrl().toString()});
        QVERIFY2(console.shows("type help for the commands\nrelay> "), console.plain().constData());
        // What happens by itself comes above the line that is being typed.
        console.type("li");
        QVERIFY2(console.shows("li"), console.plain().constData());
        ScriptedGame game({u"Game A"_s, 1, 1, false}, relay.url());
        QVERIFY2(console.shows("1. \"Game A\": Round 1, Game A?\n   act_0, act_1\nrelay> li"),
                 console.plain().constData());
        console.type("\t");
        QVERIFY2(console.shows("st "), console.plain().constData());
        console.type("\r");
        QVERIFY2(console.shows("\"Game A\": act_0, act_1, act_2\nrelay> "),
                 console.plain().constData());

        console.type("fo\t\"G\t\t");
        QVERIFY2(console.shows("force \"Game A\" act_"), console.plain().constData());
        console.type("\t");
        QVERIFY2(console.shows("act_0  act_1\n"), console.plain().constData());
        console.type("1 {\"token\":\"Game A\",\"n\":1}\r");
        QVERIFY2(console.shows("\"Game A\": act_1 was chosen\n"), console.plain().constData());
        QVERIFY2(console.shows("\"Game A\": act_1 failed: not yet"), console.plain().constData());
        QVERIFY2(console.shows("1. \"Game A\": Round 1, Game A?\n   act_0, act_1\nrelay> "),
                 console.plain().constData());
        console.type(arrowUp);
        QVERIFY2(console.shows("force \"Game A\" act_1 {\"token\":\"Game A\",\"n\":1}"),
                 console.plain().constData());
        console.type("\r");
        QVERIFY2(console.shows("\"Game A\": act_1 succeeded: done"), console.plain().constData());
        QTRY_VERIFY(game.isFinished());
        QCOMPARE(game.errors(), QStringList());
        QVERIFY(!console.isCooked());
        console.type("nonsense\rquit\r");
        QCOMPARE(console.wait(), 0);
        QVERIFY(console.isCooked());
    }

    void historyOutlivesTheConsole()
    {
        {
            TerminalProcess console(m_folder->path(), m_own);
            QVERIFY2(console.shows("relay> "), console.plain().constData());
            console.type(QByteArray("list\rcontext gr\xc3\xbc\xc3\x9f dich\rcontext ") +
                         token.toUtf8() + "\r");
            QVERIFY2(console.shows(token.toUtf8() + "\nthere is no upstream"),
                     console.plain().constData());
            console.type("\4");
            QCOMPARE(console.wait(), 0);
        }
        QFile file(m_folder->filePath(u"console-data/console-history"_s));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), QByteArray("list\ncontext gr\xc3\xbc\xc3\x9f dich\n"));
        QCOMPARE(file.permissions() &
                     (QFile::ReadGroup | QFile::ReadOther | QFile::WriteGroup | QFile::WriteOther),
                 0);
        TerminalProcess console(m_folder->path(), m_own);
        QVERIFY2(console.shows("relay> "), console.plain().constData());
        console.type(arrowUp);
        QVERIFY2(console.shows("context gr\xc3\xbc\xc3\x9f dich"), console.plain().constData());
        console.type(arrowUp);
        QVERIFY2(console.shows("list"), console.plain().constData());
        console.type("\r");
        QVERIFY2(console.shows("no game is connected"), console.plain().constData());
    }

    /// Of keys that say nothing, or less than they could.
    void keysDoNotEndIt()
    {
        TerminalProcess console(m_folder->path(), m_own);
        QVERIFY2(console.shows("relay> "), console.plain().constData());
        console.type("\x7f"); // Backspace.
        console.type("\x1b[D\x1b[C\x1bOH");
        console.type("x\x7f\x7f");
        console.type("\x1b");
        // Longer than the time in which the rest of a key would have come.
        QTest::qWait(100);
        console.type("\x16\x1bx\xff\xfe");
        console.type("\x15list\r");
        QVERIFY2(console.shows("no game is connected\nrelay> "), console.plain().constData());
        console.terminate();
        QCOMPARE(console.wait(), 0);
        QVERIFY(console.isCooked());
    }

    void aRelayThatIsNotThere()
    {
        TerminalProcess console(m_folder->path(),
                                {u"--config"_s, m_config, u"--url"_s, u"ws://127.0.0.1:1"_s});
        QCOMPARE(console.wait(), 1);
        QVERIFY2(console.shows("neuro-relay: cannot attach to a relay at ws://127.0.0.1:1"),
                 console.plain().constData());
        QVERIFY(console.isCooked());
    }

private:
    QStringList m_own;
};

QTEST_GUILESS_MAIN(TestConsoleTerminal)
#include "tst_consoleterminal.moc"
